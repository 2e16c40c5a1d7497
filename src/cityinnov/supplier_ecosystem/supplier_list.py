"""Supplier: one row of a supplier list, how such lists are read, and what can be counted in them."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Literal

import attrs

from cityinnov.entity.fields import MONEY, as_amount, as_period, check_unit
from cityinnov.errors import CityinnovError, InputError, MissingInputError
from cityinnov.metrics.localisation import local_share
from cityinnov.table import read_table
from cityinnov.values.arithmetic import total
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period

__all__ = ["Level", "Measure", "Supplier", "count", "read_suppliers", "shares", "spend", "suppliers_of"]

#: How far a name of a place reaches.
Level = Literal["place", "region", "country"]

#: What localisation is measured by.
Measure = Literal["count", "spend"]


def _tier(tier: int | str | None) -> int | None:
    if tier is None or (isinstance(tier, int) and not isinstance(tier, bool) and tier > 0):
        return tier
    if isinstance(tier, str) and tier.isascii() and tier.isdigit() and int(tier) > 0:
        return int(tier)
    raise InputError("not a tier", found=repr(tier)[:60], expected="1 for those who supply the anchor itself, 2, ...")


def _text(_: object, field: attrs.Attribute[Any], value: object) -> None:
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise InputError("expected a text", found=repr(value)[:60], field=field.name)


@attrs.frozen(slots=True, kw_only=True)
class Supplier:
    """That a firm supplied an anchor in a year from a place; one with several sites or categories has several rows.

    Parameters
    ----------
    name : str
        The firm, as the list writes it; two rows of one name are one firm.
    place, region, country : str, optional
        Where it supplies from, narrow to wide, as the list writes it, or ids of cities and places of the case.
    year : Period, str, int or date, optional
        The year, or another period, that the row is of.
    category : str, optional
        What it supplies.
    tier : int or str, optional
        1 if it supplies the anchor itself.
    spend : Figure or str, optional
        What is bought from it there and then.

    Examples
    --------
    >>> print(Supplier(name="Gotion", place="hefei", year=2024, spend="2 billion CNY, 2024").spend)
    2 billion CNY, 2024
    """

    name: str = attrs.field(validator=_text)
    place: str | None = attrs.field(default=None, validator=_text)
    region: str | None = attrs.field(default=None, validator=_text)
    country: str | None = attrs.field(default=None, validator=_text)
    year: Period | None = attrs.field(default=None, converter=as_period)
    category: str | None = attrs.field(default=None, validator=_text)
    tier: int | None = attrs.field(default=None, converter=_tier)
    spend: Figure | None = attrs.field(default=None, converter=as_amount, validator=check_unit(MONEY))


# -- reading --------------------------------------------------------------------------


def read_suppliers(
    path: str | os.PathLike[str], columns: Mapping[str, str] | None = None, *, unit: str | None = None
) -> tuple[Supplier, ...]:
    """Read a supplier list from a CSV file.

    Parameters
    ----------
    path : str or path
        UTF-8, with the names of the columns in its first line.
    columns : mapping of field to column, optional
        Which column holds what: ``{"name": "supplier_name"}``; others are not read. Where nothing is given, the columns
        have the names of the fields of `Supplier`.
    unit : str, optional
        What the numbers of the column of spend are in: ``million CNY``. Otherwise each cell says it.

    Raises
    ------
    InputError
        If a row is wrong; `data["problems"]` holds all of them, as `suppliers.csv:17 year: ...`.
    OSError
        If the file cannot be opened.
    """
    table = read_table(path)
    fields = [field.name for field in attrs.fields(Supplier)]
    if columns is None:
        columns = {field: field for field in fields if field in table.columns}
        table.check_columns(fields, required=["name"])
    else:
        _check_mapping(columns, fields)
        table.check_columns(table.columns, required=columns.values())
    rows = ((row.line, {f: row.cells[c] for f, c in columns.items() if c in row.cells}) for row in table.rows)
    return suppliers_of(rows, name=table.name, unit=unit)


def suppliers_of(
    rows: Iterable[tuple[int, Mapping[str, Any]]], *, name: str = "row ", unit: str | None = None
) -> tuple[Supplier, ...]:
    """Make suppliers of numbered rows, or say everything that is wrong with them."""
    made: list[Supplier] = []
    problems: list[str] = []
    for number, cells in rows:
        try:
            made.append(Supplier(**_with_unit(cells, unit)))
        except CityinnovError as error:
            field = error.data.get("field")
            problems.append(f"{name}:{number}{f' {field}' if field else ''}: {error}")
        except TypeError:
            problems.append(f"{name}:{number}: the supplier has no name")
    if problems:
        more = f" (and {len(problems) - 1} more rows)" if len(problems) > 1 else ""
        raise InputError(f"{problems[0]}{more}", problems=tuple(problems))
    return tuple(made)


def _check_mapping(columns: Mapping[str, str], fields: list[str]) -> None:
    for field in columns:
        if field not in fields:
            raise InputError("suppliers have no such field", found=repr(field), expected=", ".join(fields))
    if "name" not in columns:
        raise InputError("no column holds the names of the suppliers", expected="columns={'name': ...}")


def _with_unit(cells: Mapping[str, Any], unit: str | None) -> Mapping[str, Any]:
    """The cells of a row, with the unit and year of its spend said beside the number."""
    if unit is None or "spend" not in cells or not isinstance(cells["spend"], str | int | float):
        return cells
    dated = f", {cells['year']}" if "year" in cells else ""
    return {**cells, "spend": f"{cells['spend']} {unit}{dated}"}


# -- counting -------------------------------------------------------------------------


def count(suppliers: Iterable[Supplier], year: Period | None) -> Figure:
    """How many firms there are; one with several rows counts once."""
    return Figure.exact(len({each.name for each in suppliers}), "firm", year)


def spend(suppliers: Iterable[Supplier], year: Period | None) -> Figure:
    """What is bought from them together.

    Raises
    ------
    MissingInputError
        If of one of them it is not said, or there are none: nothing bought would be in no currency.
    """
    listed = list(suppliers)
    said = [each.spend for each in listed if each.spend is not None]
    if len(said) < len(listed) or not said:
        raise MissingInputError(
            f"of {len(listed) - len(said)} of {len(listed)} suppliers no spend is said"
            + (f" for {year}" if year else ""),
            missing=("spend",),
        )
    return total(said)


def shares(
    suppliers: Iterable[Supplier], level: Level = "country", by: Measure = "count"
) -> dict[tuple[Period | None, str], Figure]:
    """The share of each place in a list, year by year.

    A firm with sites in several places counts in each of them and once in the whole, so that shares by count may come
    to more than 100 % together.

    Parameters
    ----------
    suppliers : iterable of Supplier
        Rows that do not say the place are in the whole only.
    level : {"place", "region", "country"}
        Which name of the place to go by.
    by : {"count", "spend"}
        Firms, or what is bought from them.

    Returns
    -------
    dict of (year, place) to Figure
        In the order of time, then the list's own.

    Raises
    ------
    MissingInputError
        If by spend, and of one supplier it is not said.
    """
    measured = {"count": count, "spend": spend}[by]
    years: dict[Period | None, list[Supplier]] = defaultdict(list)
    for each in suppliers:
        years[each.year].append(each)
    found: dict[tuple[Period | None, str], Figure] = {}
    for year in sorted(years, key=lambda year: (year is not None, year.sort_key if year else ())):
        everything = measured(years[year], year)
        places: dict[str, list[Supplier]] = defaultdict(list)
        for each in years[year]:
            if place := getattr(each, level):
                places[place].append(each)
        for place, listed in places.items():
            found[year, place] = local_share(measured(listed, year), everything).to("%")
    return found
