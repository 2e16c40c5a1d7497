"""Public-market equivalents: what the same money would have earned in an index.

All take the fund's dated flows (contributions negative, distributions positive), the level of a total-return
index on each of their dates, and the fund's net asset value on the last of them; add a zero flow
on the day of valuation where nothing else happened then. Rates are per year of 365 days.

Which one do I want?
    :func:`ks_pme` is a ratio, over 1 where the fund beat the index; it exists for every fund.
    :func:`direct_alpha` says by how much a year. :func:`ln_pme`, :func:`pme_plus` and :func:`mpme` give
    the rate of an index account under three ways of selling from it, to be compared with the fund's
    :func:`~cityinnov.metrics.internal_rate.irr`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from math import log1p
from typing import Literal, NamedTuple

from cityinnov.errors import DomainError, InputError, MissingInputError
from cityinnov.metrics._flows import Flow, columns
from cityinnov.metrics.internal_rate import irr
from cityinnov.values.sums import float_sum

__all__ = ["direct_alpha", "ks_pme", "ln_pme", "ln_pme_nav", "mpme", "pme_plus", "pme_plus_lambda"]

Index = Mapping[date, float]


class Grown(NamedTuple):
    """One day's money in and out, and what the index made of a unit from then to the last day."""

    when: date
    contribution: float
    distribution: float
    growth: float

    @property
    def net(self) -> float:
        return self.distribution - self.contribution


def ks_pme(flows: Iterable[Flow], index: Index, nav: float = 0.0) -> float:
    r"""Kaplan-Schoar ratio: distributions and value over contributions, all grown with the index.

    .. math::
        \frac{\sum_t D_t \frac{I_T}{I_t} + \text{NAV}}{\sum_t C_t \frac{I_T}{I_t}}

    Parameters
    ----------
    flows : iterable of (date, amount)
        Contributions negative, distributions positive.
    index : mapping of date to level
        A total-return index, on every date of the flows.
    nav : float, default 0
        Net asset value on the last of these dates.

    Returns
    -------
    float
        Over 1: the fund beat the index.

    Raises
    ------
    DomainError
        If nothing was contributed, or an index level is not positive.
    MissingInputError
        If the index lacks a date.

    References
    ----------
    Kaplan & Schoar (2005), "Private equity performance: returns, persistence, and capital
    flows", Journal of Finance 60(4).

    Examples
    --------
    100 in, the index doubles, 250 out: 250 / 200.

    >>> from datetime import date
    >>> start, end = date(2020, 1, 1), date(2025, 1, 1)
    >>> ks_pme([(start, -100), (end, 250)], {start: 50, end: 100})
    1.25
    """
    grown = _grown(flows, index)
    return (_distributed(grown) + nav) / _contributed(grown)


def ln_pme_nav(flows: Iterable[Flow], index: Index) -> float:
    r"""What an index account with the fund's flows would hold in the end (Long-Nickels).

    .. math:: \sum_t (C_t - D_t) \frac{I_T}{I_t}

    Parameters
    ----------
    flows : iterable of (date, amount)
        Contributions buy the index, distributions are paid by selling it.
    index : mapping of date to level
        A total-return index, on every date of the flows.

    Returns
    -------
    float
        Negative where the fund distributed more than the index could have.

    Raises
    ------
    DomainError
        If an index level is not positive.
    MissingInputError
        If the index lacks a date.

    References
    ----------
    Long & Nickels (1996), "A private investment benchmark", AIMR Conference on Venture Capital Investing.

    Examples
    --------
    100 grow to 150, 60 are taken, 90 grow by a third:

    >>> from datetime import date
    >>> days = [date(2021, 1, 1), date(2022, 1, 1), date(2023, 1, 1)]
    >>> round(ln_pme_nav(zip(days, [-100, 60, 0]), dict(zip(days, [100, 150, 200]))), 9)
    120.0
    """
    grown = _grown(flows, index)
    return -float_sum(day.net * day.growth for day in grown)


def ln_pme(flows: Iterable[Flow], index: Index) -> float:
    """Internal rate of the index account that mirrors the fund's flows (Long-Nickels PME).

    Parameters
    ----------
    flows : iterable of (date, amount)
        Contributions negative, distributions positive.
    index : mapping of date to level
        A total-return index, on every date of the flows.

    Returns
    -------
    float
        Per year; the fund did better where its own internal rate is higher.

    Raises
    ------
    DomainError
        If the index account ends short (:func:`ln_pme_nav` is negative), or has no single rate.
    MissingInputError
        If the index lacks a date.

    References
    ----------
    Long & Nickels (1996), "A private investment benchmark".

    Examples
    --------
    The account holds the index throughout, so while nothing is sold it earns what the index does:

    >>> from datetime import date
    >>> start, end = date(2021, 1, 1), date(2022, 1, 1)
    >>> round(ln_pme([(start, -100), (end, 0)], {start: 100, end: 107}), 9)
    0.07
    """
    flows = list(flows)
    nav = ln_pme_nav(flows, index)
    if nav < 0:
        raise DomainError(
            "the fund distributed more than the index could have, so the index account ends short",
            found=f"a final holding of {nav:.6g}",
            hint="ks_pme, direct_alpha and pme_plus do not sell the index short",
            pme_nav=nav,
        )
    return irr([*flows, (_last(flows), nav)])


def pme_plus_lambda(flows: Iterable[Flow], index: Index, nav: float = 0.0) -> float:
    r"""Factor by which distributions are scaled so that the index account ends at the fund's value.

    .. math:: \lambda = \frac{\sum_t C_t I_T/I_t - \text{NAV}}{\sum_t D_t I_T/I_t}

    Parameters
    ----------
    flows : iterable of (date, amount)
        Contributions negative, distributions positive.
    index : mapping of date to level
        A total-return index, on every date of the flows.
    nav : float, default 0
        Net asset value on the last of these dates.

    Returns
    -------
    float
        Under 1: the fund beat the index.

    Raises
    ------
    DomainError
        If nothing was distributed, or the value alone exceeds what the index made of the contributions.
    MissingInputError
        If the index lacks a date.

    References
    ----------
    Rouvinez (2003), "Private equity benchmarking with PME+", Venture Capital Journal 43(8).

    Examples
    --------
    100 grow to 150 and then to 200; 60 distributed at half-time count 80; (200 - 180) / 80.

    >>> from datetime import date
    >>> days = [date(2021, 1, 1), date(2022, 1, 1), date(2023, 1, 1)]
    >>> round(pme_plus_lambda(zip(days, [-100, 60, 0]), dict(zip(days, [100, 150, 200])), nav=180), 9)
    0.25
    """
    grown = _grown(flows, index)
    contributed, distributed = _contributed(grown), _distributed(grown)
    if not distributed:
        raise DomainError("there are no distributions to scale", hint="ks_pme and ln_pme need none")
    if nav > contributed:
        raise DomainError(
            "the fund's value alone exceeds what the index made of all contributions",
            found=f"{nav:.6g} against {contributed:.6g}",
            hint="ks_pme and direct_alpha are defined here",
        )
    return (contributed - nav) / distributed


def pme_plus(flows: Iterable[Flow], index: Index, nav: float = 0.0) -> float:
    """Internal rate of the index account whose distributions are scaled to end at the fund's value (PME+).

    Parameters
    ----------
    flows : iterable of (date, amount)
        Contributions negative, distributions positive.
    index : mapping of date to level
        A total-return index, on every date of the flows.
    nav : float, default 0
        Net asset value on the last of these dates.

    Returns
    -------
    float
        Per year; the fund did better where its own internal rate is higher.

    Raises
    ------
    DomainError
        Where :func:`pme_plus_lambda` is undefined, or there is no single rate.
    MissingInputError
        If the index lacks a date.

    References
    ----------
    Rouvinez (2003), "Private equity benchmarking with PME+", Venture Capital Journal 43(8).

    Examples
    --------
    Whatever the scaling, an account in an index that grows 10 % a year earns 10 % a year:

    >>> from datetime import date
    >>> days = [date(2021, 1, 1), date(2022, 1, 1), date(2023, 1, 1)]
    >>> round(pme_plus(zip(days, [-100, 80, 0]), dict(zip(days, [100, 110, 121])), nav=50), 9)
    0.1
    """
    flows = list(flows)
    factor = pme_plus_lambda(flows, index, nav)
    scaled = [(when, amount * factor if amount > 0 else amount) for when, amount in flows]
    return irr([*scaled, (_last(flows), nav)])


def mpme(flows: Iterable[Flow], index: Index, navs: Mapping[date, float]) -> float:
    r"""Internal rate of an index account that sells the same share of itself as the fund does (modified PME).

    .. math::
        w_t = \frac{D_t}{D_t + \text{NAV}_t}, \qquad
        V_t = (1 - w_t)\left(V_{t-1}\frac{I_t}{I_{t-1}} + C_t\right)

    The account pays :math:`w_t` of what it holds at each date and never goes short.

    Parameters
    ----------
    flows : iterable of (date, amount)
        Contributions negative, distributions positive.
    index : mapping of date to level
        A total-return index, on every date of the flows.
    navs : mapping of date to float
        Net asset value after each day with a distribution.

    Returns
    -------
    float
        Per year; the fund did better where its own internal rate is higher.

    Raises
    ------
    DomainError
        If a net asset value is negative, or there is no single rate.
    MissingInputError
        If the index, or on a day of distribution `navs`, lacks a date.

    References
    ----------
    Cambridge Associates (2013), *A framework for benchmarking private investments*.

    Examples
    --------
    A fund that pays out half of itself, in an index that grows 10 % a year:

    >>> from datetime import date
    >>> days = [date(2021, 1, 1), date(2022, 1, 1), date(2023, 1, 1)]
    >>> round(mpme(zip(days, [-100, 80, 0]), dict(zip(days, [100, 110, 121])), {days[1]: 80}), 9)
    0.1
    """
    grown = _grown(flows, index)
    held, growth, account = 0.0, grown[0].growth, []
    for day in grown:
        held = held * growth / day.growth + day.contribution
        paid = held * _weight(day, navs)
        held, growth = held - paid, day.growth
        account.append((day.when, paid - day.contribution))
    return irr([*account, (grown[-1].when, held)])


def direct_alpha(
    flows: Iterable[Flow],
    index: Index,
    nav: float = 0.0,
    *,
    compounding: Literal["annual", "continuous"] = "annual",
) -> float:
    r"""Yearly excess return over the index: the internal rate of flows that are grown with the index.

    .. math:: \sum_t (D_t - C_t) \frac{I_T}{I_t} (1 + a)^{T - t} + \text{NAV} = 0

    Parameters
    ----------
    flows : iterable of (date, amount)
        Contributions negative, distributions positive.
    index : mapping of date to level
        A total-return index, on every date of the flows.
    nav : float, default 0
        Net asset value on the last of these dates.
    compounding : {"annual", "continuous"}
        Whether *a* itself is returned or, as in Gredil, Griffiths & Stucke, ln(1 + a).

    Returns
    -------
    float
        Per year; positive where the fund beat the index. (1 + a) multiplies the index's own growth.

    Raises
    ------
    DomainError
        If there is no single rate.
    InputError
        For another compounding.
    MissingInputError
        If the index lacks a date.

    References
    ----------
    Gredil, Griffiths & Stucke (2014), "Benchmarking private equity: the direct alpha method".

    Examples
    --------
    100 become 132 in a year in which the index grows 10 %; 132 / 110 - 1:

    >>> from datetime import date
    >>> start, end = date(2021, 1, 1), date(2022, 1, 1)
    >>> round(direct_alpha([(start, -100), (end, 132)], {start: 100, end: 110}), 9)
    0.2
    """
    if compounding not in ("annual", "continuous"):
        raise InputError("there is no such compounding", found=repr(compounding), expected="'annual' or 'continuous'")
    grown = _grown(flows, index)
    alpha = irr([*((day.when, day.net * day.growth) for day in grown), (grown[-1].when, nav)])
    return alpha if compounding == "annual" else log1p(alpha)


def _grown(flows: Iterable[Flow], index: Index) -> list[Grown]:
    days: dict[date, tuple[float, float]] = {}
    for when, amount in zip(*columns(list(flows)), strict=True):
        contribution, distribution = days.get(when, (0.0, 0.0))
        days[when] = (contribution - min(amount, 0.0), distribution + max(amount, 0.0))
    last = _level(index, max(days))
    return [Grown(when, *days[when], last / _level(index, when)) for when in sorted(days)]


def _level(index: Index, when: date) -> float:
    try:
        level = index[when]
    except KeyError:
        raise MissingInputError(
            f"the index has no level for {when.isoformat()}",
            expected="a level for every date of the flows",
            missing=when,
        ) from None
    if not level > 0:
        raise DomainError(f"the index level of {when.isoformat()} is not positive", found=f"{level:.6g}")
    return level


def _contributed(grown: list[Grown]) -> float:
    contributed = float_sum(day.contribution * day.growth for day in grown)
    if not contributed:
        raise DomainError("nothing was contributed", expected="at least one negative flow")
    return contributed


def _distributed(grown: list[Grown]) -> float:
    return float_sum(day.distribution * day.growth for day in grown)


def _weight(day: Grown, navs: Mapping[date, float]) -> float:
    """Share of itself that the fund paid out on a day."""
    if not day.distribution:
        return 0.0
    if day.when not in navs:
        raise MissingInputError(
            f"no net asset value is given for {day.when.isoformat()}, a day of distribution", missing=day.when
        )
    nav = navs[day.when]
    if not nav >= 0:
        raise DomainError(f"the net asset value of {day.when.isoformat()} is negative", found=f"{nav:.6g}")
    return day.distribution / (day.distribution + nav)


def _last(flows: list[Flow]) -> date:
    return max(columns(flows)[0])
