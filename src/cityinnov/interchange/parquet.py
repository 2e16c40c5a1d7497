"""Records in Parquet, through pyarrow."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping, Sequence
from typing import Any

from cityinnov.casefile.problem import Path
from cityinnov.errors import InputError, MissingDependencyError
from cityinnov.interchange.sheet import Sheet, counted

__all__ = ["read", "written"]


def _pyarrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ModuleNotFoundError:
        raise MissingDependencyError.of("pyarrow", "sheets") from None
    return pyarrow


def read(path: str | os.PathLike[str]) -> Sheet:
    """The table of a Parquet file."""
    pyarrow = _pyarrow()
    name = os.path.basename(os.fspath(path))
    try:
        with open(path, "rb") as file:
            table = pyarrow.parquet.read_table(file)
    except pyarrow.ArrowException as error:
        raise InputError(f"{name} is not a Parquet file", found=str(error).splitlines()[0][:80]) from None
    columns = tuple(str(column) for column in table.column_names)
    rows = ({key: value for key, value in row.items() if value is not None} for row in table.to_pylist())
    return Sheet(name, columns, counted(rows, 1), _place)


def _place(row: int | None, column: str | None) -> tuple[Path, int | None]:
    return (f"row {row}" if row else "columns", *((column,) if column else ())), None


def written(columns: Mapping[str, type], rows: Sequence[Sequence[Any]]) -> bytes:
    """A Parquet file, its columns of the types of the cells."""
    pyarrow = _pyarrow()
    types = {str: pyarrow.string(), float: pyarrow.float64(), bool: pyarrow.bool_()}
    schema = pyarrow.schema([(name, types[kind]) for name, kind in columns.items()])
    cells = {name: [row[place] for row in rows] for place, name in enumerate(columns)}
    file = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(cells, schema=schema), file)
    return file.getvalue()
