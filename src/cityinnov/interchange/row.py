"""One row of a table that people keep: cells as they stand there, and the record they state.

A row gives its number in one of two ways: as `figure`, a literal or the beginning of one (`over 500`, with
`firms` under `unit`), or as `low` and `high`, as a table of records has them. Nothing is guessed: a number
without a unit is a plain number, and what two cells say twice is an error.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from typing import Any

from cityinnov.entity.fields import choice
from cityinnov.errors import CityinnovError, InputError, nearest
from cityinnov.record import COLUMNS, Record, check_price_basis, figure_of
from cityinnov.values.figure import Figure
from cityinnov.values.node import with_parts
from cityinnov.values.period import Period
from cityinnov.values.rules import Status
from cityinnov.values.source import Citation, parse_citations

__all__ = ["KNOWN", "check_columns", "record_of"]

#: What a column may be called.
KNOWN = (*COLUMNS, "figure")
#: What cannot stand beside a figure that is written out.
_IN_NUMBERS = ("low", "high", "low_closed", "high_closed", "approx", "restated", "stated")


def check_columns(columns: Mapping[Any, str]) -> dict[Any, InputError]:
    """What is wrong with the names of the columns, by their place; places may be anything.

    Examples
    --------
    >>> for place, error in check_columns({"A": "entity", "B": "indicater", "C": "kind", "D": "figure"}).items():
    ...     print(place, error)
    B unknown column 'indicater' (hint: did you mean 'indicator'?)
    None there is no column 'indicator' (hint: columns are: entity, kind, indicator, figure, unit, period, sources)
    """
    wrong: dict[Any, InputError] = {}
    for place, name in columns.items():
        if name not in KNOWN:
            near = nearest(name, KNOWN)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(KNOWN)}"
            wrong[place] = InputError(f"unknown column {name[:60]!r}", hint=hint, nearest=near)
        elif list(columns.values()).index(name) != list(columns).index(place):
            wrong[place] = InputError(f"a second column {name!r}")
    named = set(columns.values())
    for name in ("entity", "kind", "indicator"):
        if name not in named:
            hint = "columns are: entity, kind, indicator, figure, unit, period, sources"
            wrong[None] = InputError(f"there is no column {name!r}", hint=hint)
    if not named & {"figure", "low", "high"}:
        wrong[None] = InputError("there is no column with numbers", expected="'figure', or 'low' and 'high'")
    return wrong


def record_of(cells: Mapping[str, Any]) -> Record:
    """The record that a row states.

    Parameters
    ----------
    cells : mapping of column to text, number, truth value or date
        Empty ones left out.

    Raises
    ------
    CityinnovError
        What is wrong first; `data["column"]` names the cell.

    Examples
    --------
    >>> row = {"entity": "hefei", "kind": "City", "indicator": "gdp", "sources": "yearbook p. 3"}
    >>> print(record_of(row | {"figure": "1.27 trillion", "unit": "CNY", "period": 2023}).figure)
    1.27 trillion CNY, 2023 [yearbook p. 3]
    >>> print(record_of(row | {"figure": 1.27, "unit": "trillion CNY", "period": 2023}).figure)
    1.27 trillion CNY, 2023 [yearbook p. 3]
    """
    for column in ("entity", "kind", "indicator"):
        if not isinstance(cells.get(column), str):
            what = "is empty" if column not in cells else "is not a text"
            raise InputError(f"{column!r} {what}", column=column, hint=_HINTS[column])
    if cells.keys().isdisjoint(("figure", "low", "high")):
        raise InputError("the row has no number", column="figure")
    figure = _written_out(cells) if "figure" in cells else _in_numbers(cells)
    return Record(cells["entity"], cells["kind"], cells["indicator"], figure)


_HINTS = {
    "entity": "the id of what the figure is of, e.g. hefei",
    "kind": "what it is: City, Firm, Fund, …",
    "indicator": "what is measured, e.g. gdp",
}


def _written_out(cells: Mapping[str, Any]) -> Figure:
    for column in _IN_NUMBERS:
        if column in cells:
            raise InputError(f"'figure' and {column!r} both say the number", hint="empty one of them", column=column)
    said = cells["figure"]
    if isinstance(said, bool) or not isinstance(said, str | int | float):
        raise InputError("not a figure", found=repr(said)[:60], expected="a number, or e.g. over 500", column="figure")
    number = said if isinstance(said, str) else _digits(said)
    unit = _text(cells, "unit")
    try:
        figure = Figure.parse(f"{number} {unit}".strip() if unit else number)
    except CityinnovError as error:
        error.data.setdefault("column", "figure")
        raise
    check_price_basis(cells, figure.unit)
    period, status, sources = _period(cells), _status(cells), _sources(cells)
    for column, given, within in (
        ("period", period, figure.period),
        ("status", status, figure.status is not Status.UNSTATED),
        ("sources", sources, figure.citations),
    ):
        if given and within:
            raise InputError(f"'figure' and {column!r} both say it", hint="empty one of them", column=column)
    return with_parts(
        figure,
        period=period or figure.period,
        status=status or figure.status,
        citations=sources or figure.citations,
    )


def _digits(number: float) -> str:
    """A number of a sheet as a literal has it: 740000.0 is 740000, with every digit that the cell has."""
    if not math.isfinite(number):
        raise InputError("not a number", found=str(number), column="figure")
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    from decimal import Decimal

    return format(Decimal(repr(number)), "f")


def _in_numbers(cells: Mapping[str, Any]) -> Figure:
    row = dict(cells)
    for column in ("low", "high"):
        if isinstance(row.get(column), str):
            row[column] = _float(row[column], column)
    for column in ("low_closed", "high_closed", "approx"):
        if isinstance(row.get(column), str):
            row[column] = {"true": True, "false": False}.get(row[column].lower(), row[column])
    for column in ("sources", "restated"):
        text = row.get(column)
        if isinstance(text, str):
            row[column] = tuple(part.strip() for part in text.split(";"))
    row["period"] = _period(cells)
    for column in ("unit", "status", "stated"):
        row[column] = _text(cells, column)
    return figure_of(row)


def _status(cells: Mapping[str, Any]) -> Status | None:
    said = _text(cells, "status")
    try:
        return choice(Status, said) if said else None
    except CityinnovError as error:
        error.data["column"] = "status"
        raise


def _sources(cells: Mapping[str, Any]) -> tuple[Citation, ...]:
    said = _text(cells, "sources")
    try:
        return parse_citations(said) if said else ()
    except CityinnovError as error:
        error.data["column"] = "sources"
        raise


def _float(text: str, column: str) -> float:
    try:
        return float(text)
    except ValueError:
        hint = "write 740000, or put what people write (over 740,000) under 'figure'"
        raise InputError(f"{column!r} is not a number", found=repr(text)[:60], hint=hint, column=column) from None


def _period(cells: Mapping[str, Any]) -> Period | None:
    said = cells.get("period")
    if isinstance(said, datetime.datetime):
        said = said.date()
    if isinstance(said, float) and said.is_integer():
        said = int(said)  # a sheet knows no whole numbers
    if said is None:
        return None
    try:
        return Period.of(said)
    except CityinnovError as error:
        error.data.setdefault("column", "period")
        raise


def _text(cells: Mapping[str, Any], column: str) -> str | None:
    said = cells.get(column)
    if said is not None and not isinstance(said, str):
        raise InputError(f"{column!r} is not a text", found=repr(said)[:60], column=column)
    return said
