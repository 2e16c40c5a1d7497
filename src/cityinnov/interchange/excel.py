"""Records in Excel workbooks, through openpyxl.

A sheet shows less than it holds and holds less than it shows: a percentage is stored as its hundredth part, a formula
may have no value, and of merged cells only one has one. Each of these is an error with its cell, never a guess.
"""

from __future__ import annotations

import io
import math
import os
import zipfile
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from cityinnov.casefile.problem import Path, Problem
from cityinnov.errors import InputError, MissingDependencyError, nearest
from cityinnov.interchange.sheet import Sheet, counted

__all__ = ["read", "written"]

#: Bytes a workbook may unpack to; a list of 100,000 figures has about 50 million.
LARGEST = 500_000_000
#: The sheet that is read where a workbook has several.
NAMED = "figures"


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ModuleNotFoundError:
        raise MissingDependencyError.of("openpyxl", "sheets") from None
    return openpyxl


def read(path: str | os.PathLike[str], sheet: str | None = None) -> Sheet:
    """The table of one sheet of a workbook."""
    openpyxl = _openpyxl()
    name = os.path.basename(os.fspath(path))
    content = _content(path, name)
    try:
        shown = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        stored = openpyxl.load_workbook(io.BytesIO(content))
    except Exception as error:  # noqa: BLE001  # openpyxl lets through whatever a broken file makes it stumble over
        raise InputError(f"{name} is not a workbook that can be read", found=type(error).__name__) from None
    title = _title(name, shown.sheetnames, sheet)
    values, formulas = shown[title], stored[title]
    head, *body = values.iter_rows() if values.max_row else ((),)
    columns = tuple(str(cell.value).strip() if cell.value is not None else "" for cell in head)

    def place(row: int | None, column: str | None) -> tuple[Path, int | None]:
        letter = openpyxl.utils.get_column_letter(columns.index(column) + 1) if column in columns else "A"
        return (f"{title}!{letter}{row or 1}",), None

    def cells() -> Iterator[dict[str, Any]]:
        for row in body:
            yield {name: _plain(cell) for name, cell in zip(columns, row, strict=False) if name and not _empty(cell)}

    broken = tuple(_broken(title, columns, values, formulas))
    return Sheet(name, columns, counted(cells(), 2), place, broken)


def _content(path: str | os.PathLike[str], name: str) -> bytes:
    """The file, if it is an archive that unpacks to no more than a person would have typed."""
    with open(path, "rb") as file:
        content = file.read(LARGEST + 1)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile:
        hint = "save it as .xlsx; the older .xls is not read"
        raise InputError(f"{name} is not an Excel workbook", hint=hint) from None
    if unpacked > LARGEST:
        raise InputError(f"{name} unpacks to {unpacked:,} bytes", expected=f"at most {LARGEST:,}")
    return content


def _title(name: str, titles: Sequence[str], asked: str | None) -> str:
    if asked is None and len(titles) == 1:
        return titles[0]
    wanted = asked or NAMED
    if wanted in titles:
        return wanted
    near = nearest(wanted, titles) or list(titles)
    raise InputError(f"{name} has no sheet {wanted!r}", hint=f"there are: {', '.join(near)}", nearest=near)


def _empty(cell: Any) -> bool:
    return cell.value is None or (isinstance(cell.value, str) and not cell.value.strip())


def _plain(cell: Any) -> Any:
    value = cell.value
    if isinstance(value, str):
        return value.strip()
    if "%" in (cell.number_format or "") and isinstance(value, int | float) and not isinstance(value, bool):
        return f"{_shortest(value * 100)} %"  # what the person who typed 40 % sees
    return value


def _shortest(number: float) -> str:
    from decimal import Decimal

    return format(Decimal(f"{number:.15g}"), "f")


def _broken(title: str, columns: Sequence[str], values: Any, formulas: Any) -> Iterator[Problem]:
    for merged in values.merged_cells.ranges:
        yield Problem((f"{title}!{merged}",), "merged cells hold one value for several", hint="unmerge them")
    for shown_row, stored_row in zip_longest(values.iter_rows(), formulas.iter_rows(), fillvalue=()):
        for shown, stored in zip(shown_row, stored_row, strict=False):
            path = (f"{title}!{shown.coordinate}",)
            if stored.data_type == "f" and shown.value is None:
                hint = "open the workbook, let it calculate, and save it"
                yield Problem(path, "a formula that has not been calculated", found=str(stored.value), hint=hint)
            elif shown.data_type == "e":
                yield Problem(path, "the cell is an error", found=str(shown.value))
            elif shown.column <= len(columns) and columns[shown.column - 1]:
                continue
            elif not _empty(shown):
                yield Problem(path, "a cell under no column", found=str(shown.value))


def written(columns: Sequence[str], rows: Sequence[Sequence[Any]], notes: Sequence[Sequence[str]] = ()) -> bytes:
    """A workbook: the rows on its first sheet, and on a second what the columns mean."""
    openpyxl = _openpyxl()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = NAMED
    sheet.freeze_panes = "A2"
    for place, row in enumerate([columns, *rows], 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(place, column)
            if isinstance(value, float) and math.isinf(value):
                continue  # an end that is not known is an empty cell
            if isinstance(value, float) and float(f"{value:.16g}") != value:
                value = repr(value)  # openpyxl keeps 16 digits of a number; what has 17 is kept as text
            try:
                cell.value = value
            except openpyxl.utils.exceptions.IllegalCharacterError:
                raise InputError("a text that no workbook can hold", found=repr(value)[:60]) from None
            if isinstance(value, str):
                cell.data_type = "s"  # text, whatever it begins with: never a formula
            if place == 1:
                cell.font = openpyxl.styles.Font(bold=True)
    for column, name in enumerate(columns, 1):
        widest = max([len(name), *(len(str(row[column - 1] or "")) for row in rows)])
        sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].width = min(widest + 2, 50)
    if notes:
        beside = book.create_sheet("columns")
        for row in notes:
            beside.append(list(row))
        beside.column_dimensions["A"].width, beside.column_dimensions["B"].width = 14, 90
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
