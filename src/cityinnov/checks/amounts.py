"""Comparing stated amounts as a fact-checker does: within their rounding, in one unit, of one time."""

from __future__ import annotations

from cityinnov.checks.rule import Stated
from cityinnov.values.bounds import Bounds
from cityinnov.values.comparison import COMPARISON_TOLERANCE
from cityinnov.values.figure import Figure
from cityinnov.values.money import rounding
from cityinnov.values.period import Period, common_period
from cityinnov.values.units import NUMBER, Unit, conversion_factor

__all__ = [
    "SAME_LENGTH",
    "apart",
    "as_share",
    "days_of",
    "loosened",
    "meet",
    "of_one_time",
    "percent",
    "same_time",
    "sides",
    "surely_over",
]

PERCENT = Unit.parse("%")
#: A share of GDP is a number too, though it is not to be added to shares of anything else.
OF_GDP = Unit.parse("% of GDP")
#: Periods that differ by less are of one length: years and leap years, months.
SAME_LENGTH = 1.15


def loosened(figure: Figure) -> Bounds:
    """What a stated value may have been before it was rounded; an approximate one a tenth wider.

    Examples
    --------
    >>> loosened(Figure.parse("3.91 %")), loosened(Figure.parse("over 500 firms"))
    (Bounds [3.905, 3.915), Bounds (500, inf))
    """
    if figure.derivation is None and figure.natural.is_point:
        return rounding(figure)[-1].widened(COMPARISON_TOLERANCE)
    return figure.bounds.widened(COMPARISON_TOLERANCE)


def sides(a: Figure, b: Figure) -> tuple[Bounds, Bounds] | None:
    """Both, loosened and in the unit of `b`; None where they measure different things.

    Examples
    --------
    >>> sides(Figure.parse("0.4"), Figure.parse("41 %"))
    (Bounds [35, 45), Bounds [40.5, 41.5))
    >>> sides(Figure.parse("5 firms"), Figure.parse("5 people")) is None
    True
    """
    left, right = (PERCENT if figure.unit == OF_GDP else figure.unit for figure in (a, b))
    if left.dimension != right.dimension:
        return None
    return loosened(a).scaled(conversion_factor(left, right)), loosened(b)


def surely_over(a: Figure, b: Figure) -> bool:
    """Whether `a` is more than `b` beyond the rounding of both; never where they cannot be compared.

    Examples
    --------
    >>> surely_over(Figure.parse("1,000 firms"), Figure.parse("over 500 firms"))
    False
    >>> surely_over(Figure.parse("1,000 firms"), Figure.parse("under 500 firms"))
    True
    """
    both = sides(a, b)
    if both is None or both[0].low <= 0:
        return False
    left, right = both
    return left.low > right.high or (left.low == right.high and not (left.low_closed and right.high_closed))


def apart(a: Figure, b: Figure) -> bool:
    """Whether two figures of one thing cannot both be right, beyond rounding.

    Examples
    --------
    >>> apart(Figure.parse("36.9 billion CNY"), Figure.parse("32.5 billion CNY"))
    True
    """
    both = sides(a, b)
    return both is not None and not meet(*both)


def meet(a: Bounds, b: Bounds) -> bool:
    """Whether two bounds have a value in common, or touch."""
    return a.low <= b.high and b.low <= a.high


def same_time(a: Period | None, b: Period | None) -> bool:
    """Whether two figures are of one period, or of one calendar year; two undated ones are not known to be.

    Examples
    --------
    >>> same_time(Period("2023-12-31"), Period("2023")), same_time(None, None)
    (True, False)
    """
    if a is None or b is None:
        return False
    return common_period(a, b) is not None or a.same_calendar_year(b)


def of_one_time(a: Stated, b: Stated) -> bool:
    """Whether two stated figures are of one time."""
    return same_time(a.period, b.period)


def days_of(period: Period | None) -> int | None:
    """How many days a period has; None where one of its ends is open or not said.

    Examples
    --------
    >>> days_of(Period.of("2024-01/2024-09")), days_of(Period.of("2024"))
    (274, 366)
    """
    if period is None or period.start is None or period.end is None or period.open_start or period.open_end:
        return None
    return (period.end - period.start).days + 1


def as_share(figure: Figure) -> Bounds | None:
    """A percentage as a plain number, loosened; None for anything else.

    Examples
    --------
    >>> as_share(Figure.parse("50 %")), as_share(Figure.parse("50 firms"))
    (Bounds [0.495, 0.505), None)
    """
    if not figure.unit.is_number:
        return None
    return loosened(figure).scaled(conversion_factor(figure.unit, NUMBER))


def percent(share: float) -> Figure:
    """A share as a percentage of three digits.

    Examples
    --------
    >>> percent(0.23077).display(), percent(1.2).display(), percent(26.123).display()
    ('23.1 %', '120 %', '2,612 %')
    """
    return Figure.exact(float(f"{share * 100:.3g}") if abs(share) < 10 else round(share * 100), "%")
