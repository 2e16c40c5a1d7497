"""Records in CSV, in UTF-8 with the names of the columns in the first line."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from typing import Any

from cityinnov.casefile.problem import Path
from cityinnov.interchange.sheet import Sheet
from cityinnov.table import read_table

__all__ = ["read", "written"]


def read(path: str | os.PathLike[str]) -> Sheet:
    """The table of a CSV file."""
    table = read_table(path)
    rows = tuple((row.line, dict(row.cells)) for row in table.rows)
    return Sheet(table.name, table.columns, rows, _place)


def _place(line: int | None, column: str | None) -> tuple[Path, int | None]:
    return (column,) if column else (), line or 1


def written(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """A CSV file; numbers are written so that they read back to the last bit."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return file.getvalue().encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else repr(value) if isinstance(value, float) else str(value)
