"""Internal rates of return of dated flows, and what can be said where there is none, or several.

Outflows are negative and inflows positive, as seen by the investor. Time is actual days over 365, as
in Excel's XIRR. Flows may come in any order and several may fall on one day: they are put in order
and netted by day, which changes no rate; :func:`irr_remarks` says that it was done.

Which function do I want?
    :func:`irr` for one series, :func:`irrs` for thousands, :func:`irr_bounds` for amounts known only
    within bounds, :func:`irr_roots` for all candidates, :func:`mirr` where there are several and one number is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import inf, isfinite
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cityinnov.errors import DomainError, InputError, MissingDependencyError
from cityinnov.metrics._flows import (
    DAYS_PER_YEAR,
    EVERY_RATE,
    Flow,
    Reason,
    as_amount,
    as_day,
    check_rate,
    columns,
    load_pyxirr,
    no_single_rate,
    one_sign,
    reason_for_none,
    roots_of,
    schedule,
)
from cityinnov.values.bounds import Bounds

if TYPE_CHECKING:
    import numpy
    from numpy.typing import ArrayLike

__all__ = ["Flow", "Remark", "irr", "irr_bounds", "irr_remarks", "irr_roots", "irrs", "mirr", "xnpv"]

GUESS = 0.09531017980432493  # ln(1 + 10 %), where Excel starts too
MOST_STEPS = 12  # of Newton's method; what has not settled then is searched by itself
SETTLED = 1e-8  # a step in ln(1 + r) after which the next would be within rounding

Remark = Literal["unsorted-dates", "same-day-flows"] | Reason


def irr(flows: Iterable[Flow], *, within: tuple[float, float] = EVERY_RATE) -> float:
    r"""Internal rate of return of dated flows (XIRR): the one rate at which they are worth nothing.

    .. math:: \sum_i \frac{a_i}{(1 + r)^{(d_i - d_0)/365}} = 0

    Parameters
    ----------
    flows : iterable of (date, amount)
        Outflows negative; a valuation at the end is an inflow on its date.
    within : pair of float, default every rate above -100 %
        Rates to consider. Where flows have several rates this is how to say which is meant; it
        is never guessed.

    Returns
    -------
    float
        Per year, 0.1 for 10 %.

    Raises
    ------
    DomainError
        If there is no such rate, or more than one; `data["reason"]` is one of "one-sign", "one-day",
        "no-root", "several-roots", and `data["roots"]` holds the candidates.
    InputError
        If a flow is not a date and a finite amount.

    References
    ----------
    Microsoft, *XIRR function*; Soper (1959), "The marginal efficiency of capital", Economic Journal 69.

    Examples
    --------
    100 become 121 after two years of 365 days, (1 + r)² = 1.21:

    >>> from datetime import date
    >>> round(irr([(date(2021, 1, 1), -100), (date(2023, 1, 1), 121)]), 12)
    0.1

    -1 + 5/(1 + r) - 6/(1 + r)² is zero at 100 % and at 200 %:

    >>> twofold = [(date(2021, 1, 1), -1), (date(2022, 1, 1), 5), (date(2023, 1, 1), -6)]
    >>> irr(twofold)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    cityinnov.errors.DomainError: the flows have 2 internal rates; found 100 %, 200 % (hint: ...)
    >>> round(irr(twofold, within=(0, 1.5)), 12)
    1.0
    """
    flows = list(flows)
    netted = schedule(flows)
    roots = tuple(root for root in roots_of(netted) if within[0] <= root <= within[1])
    if len(roots) != 1:
        raise no_single_rate(flows, netted, roots)
    return roots[0]


def irr_roots(flows: Iterable[Flow]) -> tuple[float, ...]:
    """Every rate at which the flows are worth nothing, in rising order.

    The list is complete: the search encloses the present value from below and above between any
    two rates. Rates that no float holds (over 1e308, or within 1e-16 of -100 %) are left out.

    Parameters
    ----------
    flows : iterable of (date, amount)
        Outflows negative.

    Returns
    -------
    tuple of float
        Empty where there is none.

    Raises
    ------
    InputError
        If a flow is not a date and a finite amount.

    References
    ----------
    Laguerre (1883), "Sur la théorie des équations numériques".

    Examples
    --------
    >>> from datetime import date
    >>> flows = [(date(2021, 1, 1), -1), (date(2022, 1, 1), 5), (date(2023, 1, 1), -6)]
    >>> [round(rate, 12) for rate in irr_roots(flows)]
    [1.0, 2.0]
    """
    return roots_of(schedule(list(flows)))


def irr_remarks(flows: Iterable[Flow]) -> tuple[Remark, ...]:
    """What a reader of the rate should be told, by name.

    Parameters
    ----------
    flows : iterable of (date, amount)
        Outflows negative.

    Returns
    -------
    tuple of str
        "unsorted-dates" and "same-day-flows" change no rate; "one-day", "one-sign", "no-root" and
        "several-roots" say why :func:`irr` refuses.

    Raises
    ------
    InputError
        If a flow is not a date and a finite amount.

    Examples
    --------
    >>> from datetime import date
    >>> irr_remarks([(date(2023, 1, 1), 121), (date(2021, 1, 1), -60), (date(2021, 1, 1), -40)])
    ('unsorted-dates', 'same-day-flows')
    >>> irr_remarks([(date(2021, 1, 1), -100), (date(2022, 1, 1), -20)])
    ('one-sign',)
    """
    flows = list(flows)
    netted = schedule(flows)
    days = [as_day(when) for when, _ in flows]
    remarks: list[Remark] = []
    if days != sorted(days):
        remarks.append("unsorted-dates")
    if len(set(days)) < len(days):
        remarks.append("same-day-flows")
    reason = reason_for_none(flows, netted, roots_of(netted))
    return (*remarks, reason) if reason else tuple(remarks)


def irrs(dates: ArrayLike, amounts: ArrayLike) -> tuple[numpy.ndarray[Any, Any], dict[int, DomainError]]:
    """Internal rates of return of many series at once.

    Rates are found, and proven to be the only ones, for all rows together; the few rows that the proof
    does not reach are searched one by one, as :func:`irr` does.

    Parameters
    ----------
    dates : array of dates, shape (flows,) or (series, flows)
        Anything numpy reads as `datetime64[D]`.
    amounts : array of float, shape (series, flows)
        Outflows negative; a series with fewer flows is filled up with zeros.

    Returns
    -------
    rates : numpy.ndarray, shape (series,)
        NaN where a series has no rate or several.
    undefined : dict of row to DomainError
        What :func:`irr` would have raised for each of those.

    Raises
    ------
    InputError
        If the shapes do not fit, or a row holds what is not finite.

    References
    ----------
    Soper (1959), "The marginal efficiency of capital", Economic Journal 69.

    Examples
    --------
    >>> rates, undefined = irrs(["2021-01-01", "2022-01-01"], [[-100, 110], [-100, -20]])
    >>> rates.round(12).tolist()
    [0.1, nan]
    >>> undefined[1].data["reason"]
    'one-sign'
    """
    np = _numpy()
    days, values = _tables(np, dates, amounts)
    rates, proven = _solved(np, days, values)
    undefined: dict[int, DomainError] = {}
    for row in np.flatnonzero(~proven).tolist():
        try:
            rates[row] = irr(zip(days[row].tolist(), values[row].tolist(), strict=True))
        except DomainError as error:
            rates[row], undefined[row] = np.nan, error
    return rates, undefined


def irr_bounds(flows: Iterable[tuple[date, Bounds | tuple[float, float] | float]]) -> Bounds:
    r"""Bounds of the internal rate of flows whose amounts are known within bounds.

    The present value rises with every single flow. At every rate it therefore lies between that of
    the flows all at their low ends and that of the flows all at their high ends. Where each of these two is
    zero at one rate only, and crosses there in the same direction, no choice of amounts is worth zero
    at a rate outside the two:

    .. math::
        r(a^{\text{low}}) \le r(a) \le r(a^{\text{high}}) \quad \text{(money out first; the reverse for a loan)}

    Parameters
    ----------
    flows : iterable of (date, amount)
        An amount is a number, a (low, high) pair, or `Bounds`; ends may be infinite. Contributions of "at
        least 5" are (-inf, -5).

    Returns
    -------
    Bounds
        They hold every rate that any choice of amounts has. Open towards -100 % or infinity where an
        extreme case has no rate, as when possibly nothing comes back.

    Raises
    ------
    DomainError
        If an extreme case has several rates (`data["roots"]`), if neither has one, or if the flows are
        neither an investment (out first, in last) nor a loan.
    InputError
        If an amount has no such form.

    References
    ----------
    Moore, Kearfott & Cloud (2009), *Introduction to Interval Analysis*, ch. 5 (monotone functions).

    Examples
    --------
    100 paid, 110 to 120 received a year later:

    >>> from datetime import date
    >>> rate = irr_bounds([(date(2021, 1, 1), -100), (date(2022, 1, 1), (110, 120))])
    >>> round(rate.low, 12), round(rate.high, 12)
    (0.1, 0.2)
    """
    known = [(when, _bounds(amount)) for when, amount in flows]
    lowest = _extreme([(when, amount.low) for when, amount in known], all(b.low_closed for _, b in known))
    highest = _extreme([(when, amount.high) for when, amount in known], all(b.high_closed for _, b in known))
    kinds = {lowest.kind, highest.kind}
    if kinds <= {"negative", "positive", "nought"} and kinds != {"negative", "positive"}:
        raise DomainError(
            "no amounts within the bounds have an internal rate: their present value keeps one sign",
            reason="no-root",
            roots=(),
        )
    lower, upper = (highest, lowest) if "loan" in kinds else (lowest, highest)
    return Bounds(
        -1.0 if lower.rate is None else lower.rate,
        inf if upper.rate is None else upper.rate,
        lower.rate is not None and lower.attained,
        upper.rate is not None and upper.attained,
        any(amount.approx for _, amount in known),
    )


def xnpv(rate: float, flows: Iterable[Flow]) -> float:
    r"""Net present value of dated flows on the day of the earliest.

    .. math:: \sum_i \frac{a_i}{(1 + r)^{(d_i - d_0)/365}}

    Parameters
    ----------
    rate : float
        Discount rate per year, above -1.
    flows : iterable of (date, amount)
        Outflows negative.

    Returns
    -------
    float
        In the unit of the amounts.

    Raises
    ------
    DomainError
        For a rate of -100 % or less.
    InputError
        If a flow is not a date and a finite amount, or there is none.

    References
    ----------
    Microsoft, *XNPV function*.

    Examples
    --------
    >>> from datetime import date
    >>> round(xnpv(0.25, [(date(2021, 1, 1), -100), (date(2022, 1, 1), 150)]), 9)
    20.0
    """
    check_rate(rate)
    dates, amounts = columns(list(flows))
    value = load_pyxirr().xnpv(rate, dates, amounts)
    if value is None or not isfinite(value):
        raise DomainError("the present value exceeds what a float holds", found=f"a rate of {rate:.6g}", roots=())
    return float(value)


def mirr(amounts: Sequence[float], finance_rate: float, reinvest_rate: float) -> float:
    r"""Modified internal rate of return of flows at equal intervals.

    Outflows are financed at one rate and inflows reinvested at another, which leaves one value:

    .. math::
        \left(\frac{FV(\text{inflows}, \text{reinvest})}{-PV(\text{outflows}, \text{finance})}\right)^{1/(n-1)} - 1

    Parameters
    ----------
    amounts : sequence of float
        One a period, outflows negative.
    finance_rate, reinvest_rate : float
        Per period, above -1.

    Returns
    -------
    float
        Per period.

    Raises
    ------
    DomainError
        If all flows have one sign, or for a rate of -100 % or less.
    InputError
        If an amount is not finite.

    References
    ----------
    Lin (1976), "The modified internal rate of return and investment criterion", The Engineering
    Economist 21; Microsoft, *MIRR function*.

    Examples
    --------
    Out 100, in 50 and 71: 50 grow at 10 % to 55, and (55 + 71) / 100 = 1.26 over two periods.

    >>> round(mirr([-100, 50, 71], 0.05, 0.1), 6) == round(1.26 ** 0.5 - 1, 6)
    True
    """
    check_rate(finance_rate)
    check_rate(reinvest_rate)
    values = [as_amount(value, number) for number, value in enumerate(amounts, start=1)]
    if not any(value > 0 for value in values) or not any(value < 0 for value in values):
        raise one_sign(values)
    return float(load_pyxirr().mirr(values, finance_rate, reinvest_rate))


def _tables(np: Any, dates: ArrayLike, amounts: ArrayLike) -> tuple[Any, Any]:
    try:
        values = np.asarray(amounts, dtype=float)
        days = np.broadcast_to(np.asarray(dates, dtype="datetime64[D]"), values.shape)
    except (TypeError, ValueError) as error:
        raise InputError("dates and amounts do not make tables of one shape", found=str(error)) from None
    if values.ndim != 2 or not values.shape[1]:
        raise InputError(
            "amounts are not a table", found=f"the shape {values.shape}", expected="a row a series, a column a flow"
        )
    if not (np.isfinite(values) & ~np.isnat(days)).all():
        row, column = np.argwhere(~np.isfinite(values) | np.isnat(days))[0].tolist()
        raise InputError(
            f"flow {column} of series {row} is not a date and a finite amount",
            found=f"{days[row, column]}, {values[row, column]}",
        )
    return days, values


def _solved(np: Any, days: Any, amounts: Any) -> tuple[Any, Any]:
    """Find a rate for each row by Newton's method, and say whether it is proven to be the only one.

    The proof is that of `is_only_zero`: the balance has one sign until the last flow settles it.
    """
    times = (days - days[:, :1]).astype(float)
    times /= DAYS_PER_YEAR
    force = np.full(len(amounts), GUESS)
    terms = np.empty_like(times)
    with np.errstate(all="ignore"):
        for _ in range(MOST_STEPS):
            np.multiply(times, -force[:, None], out=terms)
            np.exp(terms, out=terms)
            terms *= amounts
            step = terms.sum(axis=1) / np.einsum("ij,ij->i", times, terms)
            force += step
            if (np.abs(step) < SETTLED).all():
                break
        balances = np.cumsum(terms, axis=1, out=terms)[:, :-1]
        one_sign = (balances.max(axis=1, initial=-inf) < 0) | (balances.min(axis=1, initial=inf) > 0)
        ordered = (times[:, 1:] >= times[:, :-1]).all(axis=1)
        return np.expm1(force), ordered & one_sign & (np.abs(step) < SETTLED)


class Extreme(NamedTuple):
    """The flows at their lowest or highest: how their value runs as rates rise, and where it is zero."""

    kind: Literal["investment", "loan", "negative", "positive", "nought"]
    rate: float | None
    attained: bool


def _extreme(flows: list[Flow], attained: bool) -> Extreme:
    for _, amount in flows:
        if not isfinite(amount):
            return Extreme("positive" if amount > 0 else "negative", None, False)
    netted = schedule(flows)
    if not netted.amounts:
        return Extreme("nought", None, attained)
    roots = roots_of(netted)
    first, last = netted.amounts[0], netted.amounts[-1]
    if len(roots) > 1:
        raise no_single_rate(flows, netted, roots)
    if (first > 0) != (last > 0):  # the value crosses zero, if perhaps where no float reaches
        return Extreme("investment" if first < 0 else "loan", roots[0] if roots else None, attained)
    if roots:
        raise DomainError(
            "the present value touches zero at a rate without crossing it, which bounds nothing",
            found=f"{100 * roots[0]:.6g} %",
            reason="no-root",
            roots=roots,
        )
    return Extreme("positive" if first > 0 else "negative", None, attained)


def _bounds(amount: Bounds | tuple[float, float] | float) -> Bounds:
    if isinstance(amount, Bounds):
        return amount
    return Bounds(*amount) if isinstance(amount, tuple) else Bounds.exact(amount)


def _numpy() -> Any:
    try:
        import numpy
    except ImportError:
        raise MissingDependencyError.of("numpy", "regional") from None
    return numpy
