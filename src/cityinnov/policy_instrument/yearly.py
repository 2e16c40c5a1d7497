"""What is paid and what comes back, year by year, as one stream."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from cityinnov.errors import InputError
from cityinnov.values.arithmetic import total
from cityinnov.values.figure import Figure
from cityinnov.values.node import with_parts
from cityinnov.values.period import Period

__all__ = ["yearly"]


def yearly(paid: Iterable[Figure], returned: Iterable[Figure] = ()) -> tuple[Period, list[Figure]]:
    """The first year, and from it on what was paid less what came back, one figure a year.

    The figures are taken as money of the first year, as nominal payback and discounting both do: what they are worth
    there is for the discount rate to say.

    Parameters
    ----------
    paid : iterable of Figure
        At least one; several of one year are added up.
    returned : iterable of Figure
        What came back.

    Raises
    ------
    InputError
        If one is not dated to a year.

    Examples
    --------
    >>> said = [Figure.parse("100 million USD, 2024"), Figure.parse("20 million USD, 2026")]
    >>> first, flows = yearly(said, [Figure.parse("30 million USD, 2026")])
    >>> str(first), [flow.low for flow in flows]
    ('2024', [100000000.0, 0.0, -10000000.0])
    """
    by_year: dict[int, list[Figure]] = defaultdict(list)
    for figure in paid:
        by_year[_year(figure)].append(figure)
    for figure in returned:
        by_year[_year(figure)].append(-figure)
    first, last = min(by_year), max(by_year)
    start = Period.of(first)
    nothing = 0 * by_year[first][0]
    sums = (total(by_year[year], nominal=True) if year in by_year else nothing for year in range(first, last + 1))
    return start, [with_parts(figure, period=start) for figure in sums]


def _year(figure: Figure) -> int:
    period = figure.period
    if period is None or period.start is None or period.end is None or period.start.year != period.end.year:
        raise InputError("a payment is dated to a year", found=str(figure), expected="e.g. 100 million USD, 2024")
    return period.start.year
