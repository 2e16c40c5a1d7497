"""Rows of a CSV file, each with the line it stands on; all that is wrong with the file as such is said at once."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Mapping

import attrs

from cityinnov.errors import InputError, nearest

__all__ = ["Row", "Table", "read_table"]

#: Bytes; a list of 100,000 suppliers has about 10 million.
LARGEST = 64_000_000


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
        If it is no such file: too large, not text, without columns, or with a row that has more cells than columns.
        `data["problems"]` holds all rows that are wrong.
    OSError
        If it cannot be opened.
    """
    name = os.path.basename(os.fspath(path))
    if os.path.getsize(path) > LARGEST:
        raise InputError(f"{name} is too large for a table", expected=f"at most {LARGEST:,} bytes")
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            lines = csv.reader(file, strict=True)
            columns = tuple(cell.strip() for cell in next(lines, ()))
            if not any(columns) or len(set(columns)) < len(columns):
                raise InputError(f"{name}:1: the first line does not name each column once", found=", ".join(columns))
            rows = tuple(_rows(name, columns, lines))
    except UnicodeDecodeError:
        raise InputError(f"{name} is not text in UTF-8", hint="save the file as UTF-8") from None
    except csv.Error as error:
        raise InputError(f"{name}:{lines.line_num}: not CSV: {error}") from None
    return Table(name, columns, rows)


def _rows(name: str, columns: tuple[str, ...], lines: Iterator[list[str]]) -> Iterator[Row]:
    number = getattr(lines, "line_num", 1)
    for cells in lines:
        number = getattr(lines, "line_num", number + 1)
        if len(cells) > len(columns):
            raise InputError(
                f"{name}:{number}: the row has more cells than there are columns",
                found=str(len(cells)),
                expected=str(len(columns)),
                hint="put quotation marks around a cell with a comma in it",
            )
        said = {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if cell.strip()}
        if said:
            yield Row(number, said)
