"""Whole columns of dated amounts, converted in one call."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Literal

from cityinnov.errors import InputError, MissingDependencyError, MissingInputError
from cityinnov.prices.exchange import ExchangeRates, ends_of, market_order
from cityinnov.values.money import currency_code
from cityinnov.values.period import Period

if TYPE_CHECKING:
    import numpy
    from numpy.typing import ArrayLike

__all__ = ["convert_array"]

Per = Literal["day", "month", "quarter", "year"]
PERIODS = ("day", "month", "quarter", "year")
#: The ordinal of the day that numpy counts from.
EPOCH = datetime.date(1970, 1, 1).toordinal()


def convert_array(
    amounts: ArrayLike, dates: ArrayLike, base: str, quote: str, rates: ExchangeRates, *, per: Per = "day"
) -> numpy.ndarray[Any, Any]:
    """Amounts of one currency in another, each at the rate of its own date.

    The rates are those that `Figure.convert` takes; an array has no lineage.

    Parameters
    ----------
    amounts : array_like of float, shape (n,)
        In `base`. What is missing (NaN) stays missing.
    dates : array_like of datetime64 or date, shape (n,)
        The day each amount is of.
    base, quote : str
        The currency that the amounts are in, and the one wanted.
    rates : ExchangeRates
        Where the rates are from.
    per : {"day", "month", "quarter", "year"}
        Whether to take the rate of the day itself, or of the month, quarter or year it lies in.

    Returns
    -------
    numpy.ndarray of float, shape (n,)

    Raises
    ------
    MissingInputError
        If a date has no rate; for days, `data["missing"]` lists all that have none.
    InputError
        If the two differ in length, or a date is missing.
    MissingDependencyError
        If numpy is not installed.

    Examples
    --------
    >>> rates = ExchangeRates.ecb()
    >>> convert_array([69.0, 69.0], ["2020-05-04", "2023-05-02"], "CNY", "USD", rates, per="year").round(2).tolist()
    [10.0, 9.74]
    """
    np = _numpy()
    if per not in PERIODS:
        raise InputError("no such period of a rate", found=repr(per)[:40], expected=", ".join(PERIODS))
    try:
        values, days = np.asarray(amounts, dtype=np.float64), np.asarray(dates, dtype="datetime64[D]")
    except (TypeError, ValueError) as error:
        raise InputError("amounts are numbers, and dates are days", found=str(error)) from None
    if values.shape != days.shape or values.ndim != 1:
        raise InputError("each amount needs its date", found=f"shapes {values.shape} and {days.shape}")
    if not days.size:
        return values  # type: ignore[no-any-return]  # numpy is not imported for its types
    numbers = days.view(np.int64)
    first, last = int(numbers.min()) + EPOCH, int(numbers.max()) + EPOCH
    if not 1 <= first <= last <= datetime.date.max.toordinal():  # numpy's missing date is its least number
        raise InputError("a date is missing, or outside the calendar", found=f"{days.min()} to {days.max()}")
    base, quote = currency_code(base), currency_code(quote)
    pair = market_order(base, quote)
    places = numbers - numbers.min()
    if per == "day":
        factors = _of_days(rates, pair, first, last)
    else:
        factors = _of_periods(rates, pair, first, np.bincount(places) > 0, per)
    taken = factors[places]
    if np.isnan(taken).any():
        raise _missing(rates, pair, np.unique(days[np.isnan(taken)]))
    return values / taken if pair == (quote, base) else values * taken  # type: ignore[no-any-return]  # as above


def _of_days(rates: ExchangeRates, pair: tuple[str, str], first: int, last: int) -> Any:
    """The rate of each day from the first on, NaN where there is none."""
    np = _numpy()
    seen = rates.pair(*pair, first, last)
    is_day = np.equal(seen.starts, seen.ends)
    factors = np.full(last - first + 1, np.nan)
    factors[np.asarray(seen.starts, dtype=np.int64)[is_day] - first] = np.asarray(seen.values)[is_day]
    return factors


def _of_periods(rates: ExchangeRates, pair: tuple[str, str], first: int, is_used: Any, per: Per) -> Any:
    """The rate of the period of each day from the first on, NaN for days that no amount is of."""
    np = _numpy()
    factors = np.full(len(is_used), np.nan)
    last = -1
    for place in np.flatnonzero(is_used).tolist():
        if place > last:  # a day after the last period's end
            period = _period(datetime.date.fromordinal(first + place), per)
            last = ends_of(period)[1] - first
            factors[place : last + 1] = rates.quotation(*pair, period).low
    return factors


def _period(day: datetime.date, per: Per) -> Period:
    """The year, quarter or month that a day is in."""
    if per == "year":
        return Period.of(day.year)
    return Period.parse(str(day)[:7] if per == "month" else f"{str(day)[:4]}-Q{(day.month + 2) // 3}")


def _missing(rates: ExchangeRates, pair: tuple[str, str], days: Any) -> MissingInputError:
    missing = [str(day) for day in days]
    few = ", ".join(missing[:5]) + (", …" if len(missing) > 5 else "")
    return MissingInputError(
        f"{rates.source.id} has no {pair[1]}/{pair[0]} on {len(missing):,} of the days",
        found=few,
        hint='weekends and holidays have no fixing: take averages, e.g. per="month"',
        missing=missing,
    )


def _numpy() -> Any:
    try:
        import numpy
    except ImportError:
        raise MissingDependencyError.of("numpy", "regional") from None
    return numpy
