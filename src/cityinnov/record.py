"""Records: a stated figure as one flat row of a table, and the figure that such a row states."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from cityinnov.entity.entity import Entity, parts
from cityinnov.errors import CityinnovError, InputError
from cityinnov.values.bounds import Bounds
from cityinnov.values.figure import Figure
from cityinnov.values.source import format_citations, parse_citations
from cityinnov.values.units import Unit

__all__ = ["COLUMNS", "Record", "check_price_basis", "figure_of", "records_of"]

#: The columns of a table of records, each with the type of its cells.
COLUMNS: Mapping[str, type] = {
    **dict.fromkeys(("entity", "kind", "indicator"), str),
    **dict.fromkeys(("low", "high"), float),
    **dict.fromkeys(("low_closed", "high_closed", "approx"), bool),
    **dict.fromkeys(("unit", "price_basis", "period", "status"), str),
    **dict.fromkeys(("sources", "restated"), tuple),
    "stated": str,
}


@attrs.frozen(slots=True)
class Record:
    """A stated figure and what it is of.

    Parameters
    ----------
    entity : str
        The id of the entity.
    kind : str
        The class of the entity: City, Firm, Fund.
    indicator : str
        The indicator, or the path of the field: `suppliers.production`.
    figure : Figure
        What is stated.

    Examples
    --------
    >>> record = Record("hefei", "City", "nev_output", Figure.parse("740,000 vehicles, 2023 [br ¶9]"))
    >>> row = record.flat()
    >>> row["low"], row["high"], row["unit"], row["period"], row["sources"]
    (740000.0, 740000.0, 'vehicle', '2023', ('br ¶9',))
    >>> figure_of(row) == record.figure
    True
    """

    entity: str
    kind: str
    indicator: str
    figure: Figure

    def flat(self) -> dict[str, Any]:
        """The record as one row: a value for each of `COLUMNS`, an unknown end as ±∞, what is not said as None."""
        figure, bounds = self.figure, self.figure.bounds
        return {
            "entity": self.entity,
            "kind": self.kind,
            "indicator": self.indicator,
            "low": bounds.low,
            "high": bounds.high,
            "low_closed": bounds.low_closed,
            "high_closed": bounds.high_closed,
            "approx": bounds.approx,
            "unit": figure.unit.text,
            "price_basis": figure.unit.price_basis,
            "period": str(figure.period) if figure.period is not None else None,
            "status": figure.status.value,
            "sources": tuple(format_citations((citation,)) for citation in figure.citations),
            "restated": tuple(str(other) for other in figure.restated),
            "stated": figure.stated,
        }


def records_of(entity: Entity) -> Iterator[Record]:
    """Every stated figure of an entity."""
    for path, part in parts(entity):
        if isinstance(part, Figure):
            yield Record(entity.id, type(entity).__name__, path, part)


def figure_of(row: Mapping[str, Any]) -> Figure:
    """The figure that a flat row states, as `Record.flat` writes it.

    Parameters
    ----------
    row : mapping of column to value
        `low` and `high` are numbers in `unit`; an end that is None or infinite is not known. The rest may be left
        out: ends are then closed, the figure is exact, of no period, unstated status and no source.

    Raises
    ------
    InputError
        If a cell cannot be what its column asks for; `data["column"]` names it.

    Examples
    --------
    >>> print(figure_of({"low": 500, "low_closed": False, "unit": "firm", "period": "2025-05", "sources": ["br ¶13"]}))
    over 500 firms, 2025-05 [br ¶13]
    """
    low, high = _number(row, "low", -math.inf), _number(row, "high", math.inf)
    if row.get("low") is None and row.get("high") is None:
        raise InputError("the row has no number", expected="low, high or both", column="low")
    with _Column("high"):
        bounds = Bounds(
            low,
            high,
            _truth(row, "low_closed", math.isfinite(low)),
            _truth(row, "high_closed", math.isfinite(high)),
            _truth(row, "approx", False),
        )
    with _Column("unit"):
        bare = Figure(bounds, row.get("unit") or "")
    check_price_basis(row, bare.unit)
    with _Column("period"):
        dated = Figure(bounds, bare.unit, row.get("period"))
    with _Column("status"):
        dated = Figure(bounds, bare.unit, dated.period, row.get("status") or "unstated")
    with _Column("sources"):
        citations = tuple(citation for text in row.get("sources") or () for citation in parse_citations(text))
    with _Column("restated"):
        restated = tuple(Figure.parse(text) for text in row.get("restated") or ())
    return Figure(bounds, bare.unit, dated.period, dated.status, citations, restated, row.get("stated") or None)


def check_price_basis(row: Mapping[str, Any], unit: Unit) -> None:
    """See that a row says no other prices than its unit, which it may leave to say it.

    Raises
    ------
    InputError
        If it does; `data["column"]` is `price_basis`.

    Examples
    --------
    >>> check_price_basis({"price_basis": "constant 2015"}, Unit.parse("CNY"))
    Traceback (most recent call last):
    cityinnov.errors.InputError: the unit CNY stands in other prices; found constant 2015; expected current (hint: ...
    """
    said = row.get("price_basis")
    if said is not None and said != unit.price_basis:
        hint = "the unit says the prices: CNY at current ones, CNY_2015 at those of 2015"
        expected = unit.price_basis or "nothing, for it is no money"
        what = f"the unit {unit.text}" if unit.text else "a plain number"
        raise InputError(
            f"{what} stands in other prices",
            found=str(said)[:60],
            expected=expected,
            hint=hint,
            column="price_basis",
        )


class _Column:
    """Says of an error which column it is about."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, CityinnovError):
            error.data.setdefault("column", self.name)


def _number(row: Mapping[str, Any], column: str, unknown: float) -> float:
    value = row.get(column)
    if value is None:
        return unknown
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
        raise InputError(f"{column!r} is not a number", found=repr(value)[:60], column=column)
    return float(value)


def _truth(row: Mapping[str, Any], column: str, default: bool) -> bool:
    value = row.get(column)
    if value is None:
        return default
    if not isinstance(value, bool):
        raise InputError(f"{column!r} is neither true nor false", found=repr(value)[:60], column=column)
    return value
