"""Long lists beside a case file: `links: {file: links.csv}` stands for the rows of that file."""

from __future__ import annotations

import os
from typing import Any

import attrs

from cityinnov.casefile.problem import Path
from cityinnov.errors import CityinnovError, InputError
from cityinnov.table import MOST_ROWS, Table, read_table

__all__ = ["Cell", "Sidecars", "read_sidecars"]


class Cell(str):
    """A cell of a CSV file: text, which a field that holds a number or a truth value reads as one."""

    __slots__ = ()

    def read_as(self, kind: type[Any]) -> Any:
        """The cell as a text, a number or a truth value; None if it is none."""
        if kind is bool:
            return {"true": True, "false": False}.get(self.lower())
        try:
            return kind(str(self))
        except ValueError:
            return None


@attrs.frozen
class Sidecars:
    """The data of a case file with the lists beside it in their places.

    Parameters
    ----------
    data : dict
        The data; rows are mappings of column to `Cell`.
    tables : mapping of path to Table
        Where a list stands, and the file that it came from.
    problems : tuple of (path, error)
        What is wrong with the files.
    """

    data: dict[str, Any]
    tables: dict[Path, Table]
    problems: tuple[tuple[Path, CityinnovError], ...]

    def line(self, path: Path) -> str | None:
        """File and line of what is at a path, if that is in a row: `links.csv:17`."""
        for length in range(len(path)):
            table, row = self.tables.get(path[:length]), path[length]
            if table is not None and isinstance(row, int):
                return f"{table.name}:{table.rows[row].line}"
        return None


def read_sidecars(data: dict[str, Any], folder: str | None) -> Sidecars:
    """Put the rows of the files that a case file names in their places.

    Parameters
    ----------
    data : dict
        Of the case file.
    folder : str or None
        Where it stands, and the lists with it; None for one that is not a file.
    """
    tables: dict[Path, Table] = {}
    problems: list[tuple[Path, CityinnovError]] = []
    read: dict[str, Table] = {}
    rows = 0

    def list_of(name: str) -> Table:
        nonlocal rows
        if name not in read:
            read[name] = _table(name, folder)
        rows += len(read[name].rows)
        if rows > MOST_ROWS:  # a small file may name one list many times
            raise InputError("the lists of this case have too many rows together", expected=f"at most {MOST_ROWS:,}")
        return read[name]

    def expanded(value: Any, path: Path) -> Any:
        if isinstance(value, list):
            return [expanded(item, (*path, place)) for place, item in enumerate(value)]
        if not isinstance(value, dict):
            return value
        if not (len(path) > 1 and value.keys() == {"file"} and isinstance(value["file"], str)):
            return {key: expanded(item, (*path, key)) for key, item in value.items()}
        try:
            table = list_of(value["file"])
        except CityinnovError as error:
            problems.append(((*path, "file"), error))
            return []
        tables[path] = table
        return [{column: Cell(cell) for column, cell in row.cells.items()} for row in table.rows]

    return Sidecars(expanded(data, ()), tables, tuple(problems))


def _table(name: str, folder: str | None) -> Table:
    if folder is None:
        raise InputError("a list stands beside its case file, and this is not a file", found=name[:60])
    if os.path.basename(name) != name or name in ("", ".", ".."):
        raise InputError("a list stands beside its case file", found=repr(name[:60]), expected="e.g. links.csv")
    path = os.path.join(folder, name)
    if not os.path.isfile(path):
        raise InputError("there is no such file beside the case file", found=repr(name[:60]))
    try:
        return read_table(path)
    except OSError as error:
        raise InputError(f"{name[:60]} cannot be read: {(error.strerror or 'unreadable').lower()}") from None
