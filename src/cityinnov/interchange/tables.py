"""Records to and from files: CSV, Excel and Parquet, by the ending of the name."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cityinnov.case import CaseStudy
from cityinnov.casefile.atomic import write_atomically
from cityinnov.errors import InputError
from cityinnov.interchange import csv_file, excel, parquet
from cityinnov.record import COLUMNS, Record, records_of

__all__ = ["TEMPLATE", "read_records", "write_records", "write_template"]

#: The columns of a template, each with what belongs there.
TEMPLATE = {
    "entity": "the id of what the figure is of, in kebab-case: hefei",
    "kind": "what it is: City, Firm, AnchorFirm, Fund, Place, Organisation, …",
    "indicator": "what is measured, from the vocabulary: gdp, population, nev_output",
    "figure": "the number as the source says it: over 500, about 40, 7 billion, 3 to 5; or a plain number",
    "unit": "what it counts or which money it is: firms, %, CNY (current prices), CNY_2015 (constant), CNY/person",
    "period": "when it holds: 2023, 2025-05, 2020-Q2, 2019/2021; a question mark where you inferred it: 2025?",
    "status": "actual, committed, planned, projected or target; empty where the source does not say",
    "sources": "the id of the source and where in it, several with a semicolon: yearbook table 2-1; br ¶9 | Fan Jin",
}

_TYPES = {name: str if kind is tuple else kind for name, kind in COLUMNS.items()}


def read_records(path: str | os.PathLike[str], *, sheet: str | None = None) -> tuple[Record, ...]:
    r"""Read a table of figures that is kept in a CSV file, an Excel workbook or a Parquet file.

    Parameters
    ----------
    path : str or path
        A name that ends in ``.csv``, ``.xlsx`` or ``.parquet``; the columns are those of `write_template` or of
        `write_records`.
    sheet : str, optional
        Of a workbook: the sheet to read; the only one, or the one called ``figures``, where nothing is said.

    Returns
    -------
    tuple of Record
        In the order of the rows.

    Raises
    ------
    CaseFileError
        With everything that is wrong, each with its cell or line.
    InputError
        If the file is of no such kind.
    MissingDependencyError
        If the package that reads this kind of file is not installed.
    OSError
        If the file cannot be opened.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "figures.csv"
    >>> header = "entity,kind,indicator,figure,unit,period,sources\n"
    >>> _ = file.write_text(header + "hefei,City,nev_output,740000,vehicles,2023,br ¶9\n", encoding="utf-8")
    >>> print(read_records(file)[0].figure)
    740,000 vehicles, 2023 [br ¶9]
    >>> _ = file.write_text(header + "hefei,City,nev_output,740000,vehicels,2023,br ¶9\n", encoding="utf-8")
    >>> read_records(file)
    Traceback (most recent call last):
    cityinnov.casefile.problem.CaseFileError: figures.csv:2 figure: the unit 'vehicels' is not in the vocabulary ...
    """
    ending = _ending(path)
    if sheet is not None and ending != ".xlsx":
        raise InputError("only a workbook has sheets", found=os.path.basename(os.fspath(path)))
    if ending == ".xlsx":
        return excel.read(path, sheet).records()
    return csv_file.read(path).records() if ending == ".csv" else parquet.read(path).records()


def write_records(records: CaseStudy | Iterable[Record], path: str | os.PathLike[str]) -> None:
    """Write records, or every stated figure of a case, to a CSV file, an Excel workbook or a Parquet file.

    What is written reads back as the same records. The file is replaced in one step.

    Parameters
    ----------
    records : CaseStudy or iterable of Record
        What to write.
    path : str or path
        A name that ends in ``.csv``, ``.xlsx`` or ``.parquet``.

    Raises
    ------
    InputError
        If the name ends otherwise.
    MissingDependencyError
        If the package that writes this kind of file is not installed.
    OSError
        If the file cannot be written.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from cityinnov import load_case
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "hefei.csv"
    >>> write_records(load_case("hefei"), file)
    >>> len(read_records(file)) == len(load_case("hefei").records())
    True
    """
    ending = _ending(path)
    if isinstance(records, CaseStudy):
        records = [record for entity in records.entities() for record in records_of(entity)]
    rows = [[_cell(value) for value in record.flat().values()] for record in records]
    if ending == ".parquet":
        content = parquet.written(_TYPES, rows)
    else:
        content = (csv_file if ending == ".csv" else excel).written(list(COLUMNS), rows)
    write_atomically(path, content)


def write_template(path: str | os.PathLike[str]) -> None:
    """Write an empty table for people to fill in: its columns, and in a workbook a sheet that says what they mean.

    Parameters
    ----------
    path : str or path
        A name that ends in ``.csv`` or ``.xlsx``.

    Raises
    ------
    InputError
        If the name ends in neither ``.csv`` nor ``.xlsx``, or the file is there already.
    MissingDependencyError
        If openpyxl is needed and not installed.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "figures.csv"
    >>> write_template(file)
    >>> print(file.read_text(encoding="utf-8"), end="")
    entity,kind,indicator,figure,unit,period,status,sources
    """
    ending, columns = _ending(path), list(TEMPLATE)
    if ending == ".parquet":
        raise InputError(
            "a template is for people to fill in", found=ending, expected="a name that ends in .csv, .xlsx"
        )
    if os.path.exists(path):
        raise InputError(f"{os.path.basename(os.fspath(path))} is there already", hint="name another file")
    if ending == ".csv":
        content = csv_file.written(columns, [])
    else:
        content = excel.written(columns, [], [("column", "what belongs there"), *TEMPLATE.items()])
    write_atomically(path, content)


def _cell(value: Any) -> Any:
    return ("; ".join(value) or None) if isinstance(value, tuple) else value


def _ending(path: str | os.PathLike[str]) -> str:
    ending = Path(path).suffix.lower()
    if ending not in (".csv", ".xlsx", ".parquet"):
        name = os.path.basename(os.fspath(path))
        raise InputError(
            "not a table of records", found=repr(name), expected="a name that ends in .csv, .xlsx, .parquet"
        )
    return ending
