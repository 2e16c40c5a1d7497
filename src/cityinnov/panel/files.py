"""Tables in files, opened without being read: DuckDB fetches what a formula asks for, in the memory it has."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from cityinnov.errors import InputError, MissingDependencyError

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation

__all__ = ["open"]

READERS = {".parquet": "read_parquet", ".csv": "read_csv", ".tsv": "read_csv", ".json": "read_json"}


def open(path: str | os.PathLike[str]) -> DuckDBPyRelation:
    r"""Open a file, or several by a pattern, as a lazy DuckDB table.

    Parameters
    ----------
    path : str or path
        A Parquet, CSV or JSON file on this machine: `employment.parquet`, `years/*.parquet`.

    Returns
    -------
    DuckDBPyRelation
        Of DuckDB's default connection, so that what is opened can be joined.

    Raises
    ------
    InputError
        When there is no such file, or it cannot be read as what its ending says.
    MissingDependencyError
        When DuckDB is not installed.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from cityinnov import panel
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "jobs.csv"
    ...     _ = path.write_text("city,jobs\nhefei,3\nwuhu,1\n", encoding="utf-8")
    ...     panel.hhi(panel.open(path), of="city", value="jobs").fetchall()
    [(4.0, 0.625, 1.6)]
    """
    try:
        import duckdb
    except ModuleNotFoundError:
        raise MissingDependencyError(
            "this needs the package 'duckdb', which is not installed", hint="pip install duckdb", module="duckdb"
        ) from None
    text = os.fspath(path)
    reader = READERS.get(Path(text).suffix.lower())
    if reader is None or "://" in text:
        raise InputError(
            "not a file that can be opened", found=repr(text), expected=f"a path ending in {', '.join(READERS)}"
        )
    try:
        relation: DuckDBPyRelation = getattr(duckdb, reader)(text)
    except duckdb.Error as error:
        raise InputError(
            f"cannot read {text!r} as {reader.removeprefix('read_')}", found=str(error).splitlines()[0]
        ) from None
    return relation
