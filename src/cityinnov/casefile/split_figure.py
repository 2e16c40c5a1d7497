"""Figures that YAML has cut to pieces inside braces or brackets.

`{amount: over 1,000 firms}` is, to YAML, a mapping of two keys, and
`[over 500 firms, 2025-05 [br]]` is no YAML at all. Neither error says so by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cityinnov.casefile.node import Entry, Node, Scalar
from cityinnov.casefile.problem import clipped

__all__ = ["SPLIT", "begins_like_a_figure", "figure_end", "quote_hint", "split_in_list", "split_in_mapping"]

SPLIT = "a comma or bracket has cut this figure to pieces"

STATUS = r"(?:unstated|actual|committed|planned|projected|target)\b"
PERIOD = r"(?:\d{4}|\d{3}X|\d{2}XX)(?:[-/~?%\dXQ]*)"
QUALIFIER = (
    r"(?:over|under|about|approximately|around|nearly|almost|up to|just"
    r"|(?:at|no) (?:least|most|more than|fewer than)|(?:fewer|less|more) than)"
)

LOOKS_LIKE_A_FIGURE = re.compile(
    rf"[-+−]?[\d$€£¥₩₹]|(?:{QUALIFIER}|[A-Z]{{2,3}}[$\s]*)\s*[\d$€£¥₩₹]|{STATUS}\s*(?:\[|\Z)"
)
HAS_A_UNIT = re.compile(r".*\d.*[^\W\d]")
ENDS_THE_FIGURE = re.compile(rf"(?:{PERIOD}|{STATUS})\s*\Z")
COMMA_WITHIN = re.compile(rf",(?:(?<=\d,)\d{{3}}(?!\d)|\s*(?:{PERIOD}|{STATUS})\s*(?=[,\[\]}}\r\n]|\Z))")


def begins_like_a_figure(text: str) -> bool:
    """Say whether a text begins as figures do: with a digit, a currency, a qualifier or a status."""
    return LOOKS_LIKE_A_FIGURE.match(text) is not None


def split_in_mapping(text: str, entries: Sequence[Entry]) -> tuple[int, str] | None:
    """Find a key within braces that is the second half of a figure.

    Returns
    -------
    (int, str) or None
        Where the figure begins, and the key it should have been the value of.
    """
    for at, entry in enumerate(entries):
        key = entry.key
        if key.style or not _is_empty(entry.value) or not begins_like_a_figure(text[key.start : key.end]):
            continue
        for before in reversed(entries[:at]):
            value = before.value
            if isinstance(value, Scalar) and not value.style and not _is_empty(value):
                return value.start, text[before.key.start : before.key.end]
        return key.start, ""
    return None


def split_in_list(text: str, items: Sequence[Node]) -> int | None:
    """Find two items within brackets that are halves of one figure; return where it begins."""
    for at in range(1, len(items)):
        if _belong_together(text, items[at - 1], items[at]):
            return items[at - 1].start
    return None


def figure_end(text: str, start: int) -> int:
    """Return where the figure that begins at `start` was meant to end.

    Examples
    --------
    >>> line = "{local: over 1,000 firms, 2023 [br], of: all}"
    >>> line[8:figure_end(line, 8)]
    'over 1,000 firms, 2023 [br]'
    """
    at, cited = start, False
    while at < len(text) and text[at] not in "\r\n":
        if text[at] == "[":
            cited = True
        elif text[at] in "]}":
            return at + 1 if cited and text[at] == "]" else at
        elif text[at] == "," and not cited and not COMMA_WITHIN.match(text, at):
            return at
        at += 1
    return at


def quote_hint(text: str, start: int, key: str = "") -> str:
    """Show the figure as it should be written."""
    figure = clipped(text[start : figure_end(text, start)].rstrip(), 80)
    return f'inside {{}} and [] quote the figure: {key + ": " if key else ""}"{figure}"'


def _belong_together(text: str, first: Node, second: Node) -> bool:
    if not (isinstance(first, Scalar) and isinstance(second, Scalar)) or first.style or second.style:
        return False
    left, right = text[first.start : first.end], text[second.start : second.end]
    if text[first.end : second.start] == "," and left[-1:].isdigit() and re.match(r"\d{3}(?!\d)", right):
        return isinstance(first.value, str) or isinstance(second.value, str)
    return (
        isinstance(first.value, str)
        and begins_like_a_figure(left)
        and HAS_A_UNIT.match(left) is not None
        and ENDS_THE_FIGURE.match(right) is not None
    )


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.start == node.end
