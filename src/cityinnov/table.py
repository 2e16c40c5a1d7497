"""Rows of a CSV file, each with the line it stands on; what is wrong with the file as such is said with its line."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from cityinnov.errors import InputError, nearest
from cityinnov.plain_text import decoded

__all__ = ["MOST_ROWS", "Row", "Table", "read_table"]

#: Bytes and rows; reading entities from so many takes some ten seconds.
LARGEST = 20_000_000
MOST_ROWS = 200_000


@attrs.frozen(slots=True)
class Row:
    """One row: the line it ends on, counted from 1, and its cells by column. Empty cells are left out."""

    line: int
    cells: Mapping[str, str]


@attrs.frozen(slots=True)
class Table:
    """A file of rows.

    Parameters
    ----------
    name : str
        The file's name, as messages show it.
    columns : tuple of str
        As its first line names them.
    rows : tuple of Row
        In the order of the file.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def check_columns(self, known: Iterable[str], required: Iterable[str] = ()) -> None:
        """See that there are the columns required, and none but those known.

        Raises
        ------
        InputError
            With the nearest known ones.
        """
        known = list(known)
        for column in self.columns:
            if column not in known:
                near = nearest(column, known)
                hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
                raise InputError(f"{self.name}:1: unknown column {column[:60]!r}", hint=hint, nearest=near)
        for column in required:
            if column not in self.columns:
                raise InputError(f"{self.name}:1: there is no column {column!r}", found=", ".join(self.columns)[:200])


def read_table(path: str | os.PathLike[str]) -> Table:
    """Read a CSV file in UTF-8 with the names of its columns in the first line.

    Raises
    ------
    InputError
        If it is no such file: too large, not text, without columns, or with a cell that is in none of them.
    OSError
        If it cannot be opened.
    """
    name = os.path.basename(os.fspath(path))
    if os.path.getsize(path) > LARGEST:
        raise InputError(f"{name} is too large for a table", expected=f"at most {LARGEST:,} bytes")
    with open(path, "rb") as file:
        raw = file.read(LARGEST + 1)
    try:
        text = decoded(raw)
    except InputError as error:
        raise InputError(
            f"{name}:{error.data['line']}: {error.what}", found=error.found, hint=error.hint, **error.data
        ) from None
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        columns = _columns(name, next(lines, []))
        return Table(name, columns, tuple(_rows(name, columns, lines)))
    except csv.Error as error:
        raise InputError(f"{name}:{lines.line_num}: not CSV: {error}") from None


def _columns(name: str, cells: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns; what a spreadsheet leaves empty after the last is none."""
    columns = [cell.strip() for cell in cells]
    while columns and not columns[-1]:
        columns.pop()
    if len(columns) == 1 and (between := next((mark for mark in ";\t|" if mark in columns[0]), None)):
        raise InputError(
            f"{name}:1: the columns are not separated by commas", found=repr(between), hint="save the file with commas"
        )
    if not columns or "" in columns or len(set(columns)) < len(columns):
        found = ", ".join(columns)[:200] or "an empty line"
        raise InputError(f"{name}:1: the first line does not name each column once", found=found)
    return tuple(columns)


def _rows(name: str, columns: Sequence[str], lines: Any) -> Iterator[Row]:
    for count, cells in enumerate(lines):
        if count == MOST_ROWS:
            raise InputError(f"{name} has too many rows for a table", expected=f"at most {MOST_ROWS:,}")
        if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            raise InputError(
                f"{name}:{lines.line_num}: the row has more cells than there are columns",
                found=str(len(cells)),
                expected=str(len(columns)),
                hint="put quotation marks around a cell with a comma in it",
            )
        said = {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if cell.strip()}
        if said:
            yield Row(lines.line_num, said)
