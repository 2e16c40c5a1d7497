"""HTML for notebooks: a line or a small table, every text escaped. It stands low, so that figures can have it too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

__all__ = ["html_line", "html_table", "visible"]

#: Controls, line and paragraph separators, and what turns the direction of a text until somebody turns it back.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")

#: A table of more rows than this says how many more there are.
MOST_ROWS = 200


def visible(text: str) -> str:
    r"""A text without what cannot be seen or would turn the rest of the page around.

    Examples
    --------
    >>> visible("safe\u202etxt.exe")
    'safe\ufffdtxt.exe'
    """
    return _UNSEEN.sub("\ufffd", text)


def html_line(text: str, hint: str = "") -> str:
    """A text in one line, with a hint where the pointer rests on it.

    Examples
    --------
    >>> html_line("under 10 %", "50 firms / over 500 <firms>")
    '<span title="50 firms / over 500 &lt;firms&gt;">under 10 %</span>'
    """
    shown = f' title="{_escaped(hint)}"' if hint else ""
    return f"<span{shown}>{_escaped(text)}</span>"


def html_table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of texts, the first of each row naming it.

    Examples
    --------
    >>> print(html_table("cities", ["city", "GDP"], [["Hefei", "over 1 trillion CNY"]]))
    <table><caption>cities</caption><thead><tr><th scope="col">city</th><th scope="col">GDP</th></tr></thead><tbody>
    <tr><th scope="row">Hefei</th><td>over 1 trillion CNY</td></tr>
    </tbody></table>
    """
    all_rows = list(rows)
    lines = [
        f'<tr><th scope="row">{_escaped(first)}</th>{"".join(f"<td>{_escaped(text)}</td>" for text in rest)}</tr>'
        for first, *rest in all_rows[:MOST_ROWS]
    ]
    if len(all_rows) > MOST_ROWS:
        lines.append(f'<tr><td colspan="{len(head)}">… and {len(all_rows) - MOST_ROWS:,} more</td></tr>')
    names = "".join(f'<th scope="col">{_escaped(name)}</th>' for name in head)
    top = f"<table><caption>{_escaped(caption)}</caption><thead><tr>{names}</tr></thead><tbody>"
    return "\n".join([top, *lines, "</tbody></table>"])


def _escaped(text: str) -> str:
    return escape(" ".join(visible(text).split()))
