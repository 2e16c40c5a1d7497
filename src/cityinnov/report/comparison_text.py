"""A comparison as plain text, in any language: a table, notes on what stands in the way, and what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import combining, east_asian_width

from cityinnov.comparison.table import NOTHING, ComparisonTable
from cityinnov.report.side_by_side import Column, Line, SideBySide, side_by_side
from cityinnov.report.speaker import Speaker
from cityinnov.wording.locale import LocaleLike, locale_of

__all__ = ["text_comparison"]

WIDTH, NARROWEST, GAP = 100, 14, "  "
#: Where a line may end: after a space, and after any letter of a script that has none, but not before its stops.
_PIECES = re.compile(
    r"\s+|[\u2e80-\u9fff\uff00-\uffef][，。；：、！？）》」』]*|[^\s\u2e80-\u9fff\uff00-\uffef]+[，。；：、！？）》」』]*"
)


def text_comparison(table: ComparisonTable, locale: LocaleLike = None, *, width: int = WIDTH) -> str:
    """A comparison as plain text.

    Parameters
    ----------
    table : ComparisonTable
        From `compare`.
    locale : str, babel.Locale or None
        The language; None for the one that holds here.
    width : int, default 100
        Of a line, in columns of a terminal; a table of many metrics is wider.

    Raises
    ------
    InputError
        If it is no locale.

    Examples
    --------
    >>> from cityinnov.casefile.reading import load_case
    >>> from cityinnov.comparison.comparison import compare
    >>> table = compare([load_case("pune"), load_case("hefei")], metrics=["local_share"])
    >>> print(text_comparison(table).partition("Highest")[0].rstrip())
           local supplier share
    -----  --------------------------------------
    pune   17.47%, January 2015
    hefei  under 10%, May 2025 (inferred) [1] [2]
    """
    speak = Speaker((), locale_of(locale))
    shown = side_by_side(table, speak)
    return "\n".join(line.rstrip() for line in _lines(shown, speak, width)) + "\n"


def _lines(shown: SideBySide, speak: Speaker, width: int) -> Iterator[str]:
    gettext = speak.messages.gettext
    head = [["", *(_heading(column, speak) for column in shown.columns)]]
    rows = [[row.id, *("\n".join(_line(line, speak) for line in cell) for cell in row.cells)] for row in shown.rows]
    yield from _table(head + rows, width)
    orders = [column for column in shown.columns if column.order]
    if orders:
        yield from ("", gettext("Highest first, ? where the bounds do not decide"))
        for column in orders:
            yield from _wrapped(f"  {speak.say(column.label)}: {column.order}", width, "    ")
    if shown.notes:
        yield from ("", gettext("Notes to the figures"))
        for number, note in enumerate(shown.notes, 1):
            yield from _wrapped(f"  [{number}] {note}", width, "      ")
    if shown.grounds:
        yield from ("", gettext("What it rests on"))
    for ground in shown.grounds:
        formula = f" = {ground.formula}" if ground.formula else ""
        cited = f" [{ground.sources}]" if ground.sources else ""
        said = f"  {ground.of}, {speak.say(ground.label)}: {speak.figure(ground.figure)}{formula}{cited}"
        yield from _wrapped(said, width, "    ")
    if shown.sources:
        yield from ("", gettext("Sources"))
    for title, sources in shown.sources:
        yield f"  {speak.say(title)}"
        for source in sources:
            yield from _wrapped(f"    [{source.id}] {source.reference()}", width, "      ")


def _heading(column: Column, speak: Speaker) -> str:
    prices = f" ({column.prices})" if column.prices else ""
    return f"{speak.say(column.label)}{prices}"


def _line(line: Line, speak: Speaker) -> str:
    marks = "".join(f" [{number}]" for number in line.notes)
    said = NOTHING if line.figure is None else speak.joined(speak.figure(line.figure), line.when)
    return (f"{line.of}: " if line.of else "") + f"{said}{marks}"


def _table(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Rows of cells of several lines, in columns that are narrowed until they fit or are as narrow as can be read."""
    widths = [max(_width(line) for cell in cells for line in cell.split("\n")) for cells in zip(*rows, strict=True)]
    over = sum(widths) + len(GAP) * (len(widths) - 1) - width
    while over > 0 and max(widths[1:]) > NARROWEST:
        widest = widths.index(max(widths[1:]), 1)
        widths[widest] -= 1
        over -= 1
    for number, cells in enumerate(rows):
        if number == 1:
            yield GAP.join("-" * wide for wide in widths)
        wrapped = [
            [part for line in cell.split("\n") for part in _wrapped(line, wide, "  ")]
            for cell, wide in zip(cells, widths, strict=True)
        ]
        for place in range(max(map(len, wrapped))):
            texts = [cell[place] if place < len(cell) else "" for cell in wrapped]
            yield GAP.join(text + " " * (wide - _width(text)) for text, wide in zip(texts, widths, strict=True))


def _width(text: str) -> int:
    """In columns of a terminal, of which a Chinese letter takes two."""
    return sum(0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    """A text in lines of a width; what is longer than a line, as an address is, stays whole."""
    lines = [""]
    for piece in _PIECES.findall(text):
        if _width(lines[-1]) + _width(piece.rstrip()) > width and lines[-1].strip():
            lines.append(indent)
            piece = piece.lstrip()
        lines[-1] += piece
    return lines
