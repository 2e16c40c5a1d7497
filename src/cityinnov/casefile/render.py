"""Plain data as YAML that reads like notes: figures without quotes, one to a line."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from cityinnov.casefile.scalar import MOST_DIGITS, resolves_to_text
from cityinnov.casefile.split_figure import begins_like_a_figure
from cityinnov.errors import InputError
from cityinnov.plain_text import NOT_TEXT

__all__ = ["block_lines", "flow_text", "render_yaml", "scalar_text"]

WIDEST = 100  # columns of a mapping or list that is kept on one line
LONGEST_KEY = 1_000  # characters; YAML allows 1,024 before the colon

# Truth values and the merge key of YAML 1.1, quoted for the sake of other programs.
READ_DIFFERENTLY = frozenset({"y", "n", "yes", "no", "on", "off", "<<"})
# A `-` begins a number or a word where no blank follows it.
PLAIN_START = re.compile(r"-?[^\s\-?:,\[\]{}#&*!|>'\"%@`]")
ENDS_A_PLAIN = re.compile(r":(\s|\Z)|\s#")
FLOW_MARKS = re.compile(r"[,\[\]{}:]")


def render_yaml(data: Mapping[str, Any]) -> str:
    """Write a case file from plain data.

    Raises
    ------
    InputError
        If the data is not what a case file can hold: texts, finite numbers, truth
        values, None, and lists and mappings of them with texts as keys.

    Examples
    --------
    >>> print(render_yaml({"case": "hefei", "local": "50 firms, 2025-05 [br]", "name": {"en": "Hefei"}}), end="")
    case: hefei
    local: 50 firms, 2025-05 [br]
    name: {en: Hefei}
    """
    if not data:
        return "{}\n"
    return "\n".join(block_lines(data, literal=True)) + "\n"


def block_lines(value: Any, *, literal: bool = False) -> list[str]:
    """Return the lines of a value, from the margin.

    `literal` allows texts of several lines to be written after `|`; a comment may not follow those.
    """
    if isinstance(value, Mapping) and value:
        return [line for key, each in value.items() for line in _entry_lines(scalar_key(key), each, literal)]
    if _is_list(value) and value:
        return [line for item in value for line in _hung(item, literal)]
    return [flow_text(value, in_flow=False)]


def beside_and_below(value: Any) -> tuple[str, list[str]]:
    """Return what is written beside the key of a value, and the lines below it; one of the two is empty."""
    if isinstance(value, str) or _goes_on_one_line(value, 0):
        return flow_text(value, in_flow=False), []
    return "", block_lines(value)


def entry_lines(key: str, value: Any) -> list[str]:
    """Return the lines of one key with its value."""
    return _entry_lines(scalar_key(key), value, literal=False)


def item_lines(value: Any) -> list[str]:
    """Return the lines of one list item, with its dash."""
    return _hung(value, literal=False)


def scalar_key(key: Any, *, in_flow: bool = False) -> str:
    """Write a key."""
    if not isinstance(key, str):
        raise InputError("a key that is not a text", found=repr(key))
    text = scalar_text(key, in_flow=in_flow)
    if len(text) > LONGEST_KEY:
        raise InputError(f"a key of {len(text):,} characters", expected=f"at most {LONGEST_KEY:,}")
    return text


def flow_text(value: Any, *, in_flow: bool = True) -> str:
    """Write a value on one line."""
    if isinstance(value, Mapping):
        entries = (f"{scalar_key(key, in_flow=True)}: {flow_text(each)}" for key, each in value.items())
        return "{" + ", ".join(entries) + "}"
    if _is_list(value):
        return "[" + ", ".join(flow_text(item) for item in value) + "]"
    return scalar_text(value, in_flow=in_flow)


def json_text(value: Any) -> str:
    """Write a value as JSON on one line."""
    flow_text(value)  # refuses what no case file can hold, where JSON's writer would make something of it
    text = json.dumps(value, ensure_ascii=False)
    return json.dumps(value) if NOT_TEXT.search(text) else text


def scalar_text(value: Any, *, in_flow: bool = False, style: str = "") -> str:
    """Write a text, number, truth value or None on one line.

    Parameters
    ----------
    value : str, int, float, bool or None
        What to write.
    in_flow : bool
        Whether it stands inside braces or brackets, where commas end it.
    style : str
        The quotes to use where they can hold the text; by default as few as possible.
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        if (text := _digits(value)) is None:
            raise InputError("a number with too many digits", expected=f"at most {MOST_DIGITS}")
        return text
    if isinstance(value, float):
        if not math.isfinite(value):
            raise InputError("a number that is not finite", found=repr(value))
        return repr(value)
    if not isinstance(value, str):
        raise InputError("a value that a case file cannot hold", found=type(value).__name__)
    if style not in ("'", '"') and _may_stand_plain(value, in_flow=in_flow):
        return value
    if value.isprintable() and (
        style == "'" or (style != '"' and ('"' in value or "\\" in value) and "'" not in value)
    ):
        return "'" + value.replace("'", "''") + "'"
    return _double_quoted(value)


def _entry_lines(key: str, value: Any, literal: bool) -> list[str]:
    if _goes_on_one_line(value, len(key)):
        return [f"{key}: {flow_text(value, in_flow=False)}"]
    if isinstance(value, str):
        return (
            _literal_lines(f"{key}: ", value)
            if literal and _may_be_literal(value)
            else [f"{key}: {scalar_text(value)}"]
        )
    return [f"{key}:", *(f"  {line}" if line else "" for line in block_lines(value, literal=literal))]


def _hung(item: Any, literal: bool) -> list[str]:
    """Hang an item on its dash."""
    if _goes_on_one_line(item, 2):
        return [f"- {flow_text(item, in_flow=False)}"]
    if isinstance(item, str):
        return _literal_lines("- ", item) if literal and _may_be_literal(item) else [f"- {scalar_text(item)}"]
    first, *rest = block_lines(item, literal=literal)
    return [f"- {first}", *(f"  {line}" if line else "" for line in rest)]


def _literal_lines(before: str, text: str) -> list[str]:
    mark = "|" if text.endswith("\n") else "|-"
    return [f"{before}{mark}", *(f"  {line}" if line else "" for line in text.removesuffix("\n").split("\n"))]


def _may_be_literal(text: str) -> bool:
    lines = text.split("\n")
    return (
        len(lines) > 1
        and not text.startswith((" ", "\n"))
        and not text.endswith("\n\n")
        and all(line.isprintable() and not line.isspace() for line in lines)
    )


def _goes_on_one_line(value: Any, used: int) -> bool:
    """Say whether a value is written beside its key: scalars, and short things that need no more quotes there."""
    if isinstance(value, str):
        return "\n" not in value
    if isinstance(value, Mapping):
        parts = [*value.keys(), *value.values()]
    elif _is_list(value):
        parts = list(value)
    else:
        return True
    if any(isinstance(part, Mapping) or _is_list(part) for part in parts):
        return False
    fits = used + len(flow_text(value)) + 2 <= WIDEST
    return not parts or (fits and all(scalar_text(part) == scalar_text(part, in_flow=True) for part in parts))


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, (str, bytes))


def _may_stand_plain(text: str, *, in_flow: bool) -> bool:
    return (
        PLAIN_START.match(text) is not None
        and text.isprintable()
        and text == text.strip()
        and not text.startswith("...")
        and not ENDS_A_PLAIN.search(text)
        # A figure within braces is quoted even while it has no comma: the next edit may give it one.
        and not (in_flow and (FLOW_MARKS.search(text) or begins_like_a_figure(text)))
        and text.lower() not in READ_DIFFERENTLY
        and resolves_to_text(text)
    )


def _double_quoted(text: str) -> str:
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise InputError("half a character (a lone surrogate)", found=ascii(text[:40]))
    # JSON escapes what YAML does; YAML also wants the rest of the unprintable written as escapes.
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else _escape(char) for char in quoted)


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _digits(number: int) -> str | None:
    # Beyond a thousand bits or so, Python may refuse to write the digits at all.
    return None if number.bit_length() > MOST_DIGITS * 3 else str(number)
