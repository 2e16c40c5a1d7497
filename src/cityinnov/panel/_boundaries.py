"""Changes of the boundaries of cities, as an expression: which rows set two areas against each other."""

from __future__ import annotations

from typing import Any

from cityinnov.boundaries.boundary_change import known_boundary_changes
from cityinnov.errors import InputError
from cityinnov.panel._engine import nw

__all__ = ["CHANGE", "change_between"]

CHANGE = "boundary_change"


def change_between(rows: Any, cities: str, base: Any, last: Any) -> Any:
    """Return the date of the change of a city's boundaries between two years, numbers or columns of them.

    The few changes that are known are a chain of conditions: a join would need a table of the same engine.

    Raises
    ------
    InputError
        When the cities are no texts, or the years no whole numbers.
    """
    if (kind := rows.collect_schema()[cities]) != nw.String:
        raise InputError(f"the cities in {cities!r} are not texts", found=str(kind), column=cities)
    if isinstance(base, str) or isinstance(last, str):
        raise InputError("changes of boundaries are found by year", found=f"{base!r} and {last!r}", expected="years")
    called = nw.col(cities).str.to_lowercase()
    date = nw.lit(None, nw.String)
    for change in reversed(known_boundary_changes()):
        names = [name.lower() for name in change.cities]
        within = called.is_in(names) & (nw.lit(change.date.year) > base) & (nw.lit(change.date.year) <= last)
        date = nw.when(within).then(nw.lit(change.date.isoformat())).otherwise(date)
    return date
