"""Growth: of one quantity, and of a region against its nation.

Rates are shares, not percent: 0.129 is 12.9 %. A rate of a year is compound, never the total divided by the years.
One number that has no growth rate (a start of zero or below) raises `DomainError`; a cell of an array becomes NaN.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, Literal, TypeVar

import attrs

from cityinnov.errors import DomainError, InputError
from cityinnov.metrics._numbers import above_zero, aligned, is_array, is_zero, label, log, not_negative, total
from cityinnov.metrics._ratio import Number

__all__ = ["ShiftShare", "annual_growth", "annual_growth_of", "doubling_time", "growth_rate", "shift_share"]

T = TypeVar("T")


def growth_rate(start: Number, end: Number) -> Any:
    """Return the growth from `start` to `end` as a share of `start`.

    ``end / start - 1``

    Parameters
    ----------
    start, end : float, array or Figure
        The same quantity at two times, in one unit and one price basis.

    Returns
    -------
    float, array or Figure
        Dimensionless. Cells of an array whose start is zero, negative or missing are NaN.

    Raises
    ------
    DomainError
        When `start` is one number and not above zero: nothing can be said to have grown by a share of nothing, and
        from a loss the sign of the ratio means nothing.

    Examples
    --------
    From 80 to 100 a quarter of 80 was added:

    >>> growth_rate(80, 100)
    0.25
    """
    return end / above_zero(start, "the start of a growth rate") - 1


def annual_growth(start: Number, end: Number, years: Number) -> Any:
    """Return the compound annual growth rate (CAGR).

    ``(end / start) ** (1 / years) - 1``

    Parameters
    ----------
    start, end : float, array or Figure
        The same quantity at two times, in one unit and one price basis.
    years : float, array or Figure
        Years between the two, above zero; from 2020 to 2024 it is 4, though five years are named.

    Returns
    -------
    float, array or Figure
        Share a year. Cells of an array where it is undefined are NaN.

    Raises
    ------
    DomainError
        When `start` or `years` is one number and not above zero, or `end` turns the sign.

    Examples
    --------
    Research spending of Shenzhen, in billion yuan, 2020 and 2024; the city publishes 12.9 % a year:

    >>> round(annual_growth(151.08, 245.31, years=4), 4)
    0.1288
    """
    return annual_growth_of(end / above_zero(start, "the start of a growth rate"), years)


def annual_growth_of(multiple: Number, years: Number) -> Any:
    """Return the compound annual growth rate behind a multiple: "more than doubled in ten years".

    ``multiple ** (1 / years) - 1``

    Parameters
    ----------
    multiple : float, array or Figure
        End over start, not negative.
    years : float, array or Figure
        Years it took, above zero.

    Returns
    -------
    float, array or Figure
        Share a year. Cells of an array where it is undefined are NaN.

    Raises
    ------
    DomainError
        When `multiple` is one negative number, or `years` one that is not above zero.

    Examples
    --------
    Four times in two years is to double twice:

    >>> annual_growth_of(4, years=2)
    1.0
    """
    return not_negative(multiple, "a multiple") ** (1 / above_zero(years, "a number of years")) - 1


def doubling_time(rate: Number) -> Any:
    """Return how many years a quantity takes to double.

    ``log(2) / log(1 + rate)``

    Parameters
    ----------
    rate : float, array or Figure
        Compound growth a year, as a share.

    Returns
    -------
    float, array or Figure
        Years. Cells of an array that do not grow are NaN.

    Raises
    ------
    DomainError
        When `rate` is one number and not above zero: what does not grow never doubles.

    Examples
    --------
    At 100 % a year it takes one; at 7 % the rule of seventy says ten:

    >>> doubling_time(1.0)
    1.0
    >>> round(doubling_time(0.07), 2)
    10.24
    """
    return log(2) / log(1 + above_zero(rate, "the growth rate of what doubles"))


@attrs.frozen
class ShiftShare(Generic[T]):
    """The parts of a region's change, industry by industry; `sum()` gives those of the region.

    Attributes
    ----------
    change : T
        ``region1 - region0``: the sum of the parts below.
    national : T
        What the region would have gained, had each of its industries grown like the whole nation.
    mix : T
        What it gained by having industries that grew faster than the nation.
    competitive : T
        What it gained by its industries growing faster than the same industries of the nation.
    allocation : T or None
        Esteban-Marquillas only: what it gained by being specialised where it is competitive.
    """

    change: T
    national: T
    mix: T
    competitive: T
    allocation: T | None = None

    def sum(self) -> ShiftShare[Any]:
        """Return the parts added up over the industries."""
        return ShiftShare(*(None if part is None else total(part) for part in _astuple(self)))


def shift_share(
    region0: Sequence[Number],
    region1: Sequence[Number],
    nation0: Sequence[Number],
    nation1: Sequence[Number],
    method: Literal["dunn", "esteban-marquillas"] = "dunn",
) -> ShiftShare[Any]:
    r"""Decompose a region's change into national growth, industry mix and competitiveness.

    With :math:`e_i` the region's and :math:`n_i` the nation's employment in industry *i*, :math:`g` the growth of the
    whole nation, :math:`g_i` that of the nation's and :math:`r_i` that of the region's industry:

    .. math:: e_i^1 - e_i^0 = e_i^0 g + e_i^0 (g_i - g) + e_i^0 (r_i - g_i)

    Esteban-Marquillas puts the employment the region would have with the nation's structure, :math:`h_i = E^0 n_i^0 /
    N^0`, in the last term and adds an allocation effect :math:`(e_i^0 - h_i)(r_i - g_i)`.

    Parameters
    ----------
    region0, region1 : sequence of float or Figure, array or Series of length n
        Employment (or output) of the region by industry, at the start and at the end.
    nation0, nation1 : the same
        Employment of the nation, the region included, in the same industries and order.
    method : {"dunn", "esteban-marquillas"}
        Dunn (1960) is the classical decomposition in three parts; Esteban-Marquillas (1972) has four.

    Returns
    -------
    ShiftShare
        Each part by industry: a tuple of figures or floats, or the array or Series that was given. `sum()` adds up.

    Raises
    ------
    DomainError
        When the nation has none of an industry at the start (its growth is undefined), or, with Esteban-Marquillas,
        the region has none; the message names the industry.
    InputError
        When the four do not have the same industries, or the method is unknown.

    References
    ----------
    E. S. Dunn, "A statistical and analytical technique for regional analysis", *Papers of the Regional Science
    Association* 6 (1960) 97-112. J. M. Esteban-Marquillas, "A reinterpretation of shift-share analysis", *Regional and
    Urban Economics* 2 (1972) 249-255.

    Examples
    --------
    The nation doubles; its first industry trebles, its second stays. The region has 10 in each and ends with 30 and 15,
    so it gains 20 from national growth, 10 - 10 = 0 from its mix, and 5 from a second industry that did better than the
    nation's:

    >>> parts = shift_share([10, 10], [30, 15], [50, 50], [150, 50])
    >>> parts.mix, parts.competitive
    ((10.0, -10.0), (0.0, 5.0))
    >>> parts.sum()
    ShiftShare(change=25, national=20.0, mix=0.0, competitive=5.0, allocation=None)
    """
    if method not in ("dunn", "esteban-marquillas"):
        raise InputError("unknown method of shift-share", found=repr(method), expected="'dunn' or 'esteban-marquillas'")
    columns = aligned(region0, region1, nation0, nation1, name="industry")
    _all_above_zero(columns[2], "nation")
    if method == "esteban-marquillas":
        _all_above_zero(columns[0], "region")
    region_before, _, nation_before, nation_after = map(total, columns)
    national_growth = nation_after / nation_before - 1
    share = region_before / nation_before if method == "esteban-marquillas" else None
    if all(map(is_array, columns)):
        return _parts(columns, national_growth, share)
    by_industry = (_parts(cells, national_growth, share) for cells in zip(*columns, strict=True))
    change, national, mix, competitive, allocation = zip(*map(_astuple, by_industry), strict=True)
    return ShiftShare(change, national, mix, competitive, None if share is None else allocation)


def _parts(columns: Sequence[Any], national_growth: Any, share: Any) -> ShiftShare[Any]:
    """Return the parts of one industry, or of all of them as arrays."""
    region0, region1, nation0, nation1 = columns
    industry_growth = nation1 / nation0 - 1
    national = region0 * national_growth
    mix = region0 * (industry_growth - national_growth)
    if share is None:
        return ShiftShare(region1 - region0, national, mix, region1 - region0 * (industry_growth + 1))
    homothetic = nation0 * share
    lead = region1 / region0 - 1 - industry_growth
    return ShiftShare(region1 - region0, national, mix, homothetic * lead, (region0 - homothetic) * lead)


def _astuple(parts: ShiftShare[Any]) -> tuple[Any, ...]:
    return parts.change, parts.national, parts.mix, parts.competitive, parts.allocation


def _all_above_zero(column: Sequence[Any], whose: str) -> None:
    for at, start in enumerate(column):
        if is_zero(start):
            raise DomainError(
                f"industry {label(column, at)!r} of the {whose} has no growth rate, for it starts from zero",
                hint="merge it with a related industry",
                label=label(column, at),
            )
