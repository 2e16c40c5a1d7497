"""Whole columns of dated amounts, converted in one call."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from cityinnov.errors import InputError, MissingDependencyError, MissingInputError
from cityinnov.prices.exchange import ExchangeRates, market_order
from cityinnov.values.money import currency_code
from cityinnov.values.period import Period

if TYPE_CHECKING:
    import numpy
    from numpy.typing import ArrayLike

__all__ = ["convert_array"]

Per = Literal["day", "month", "quarter", "year"]
#: Of which unit of numpy's calendar a period is made, and how many of it.
PERIODS: Mapping[str, tuple[str, int]] = MappingProxyType(
    {"day": ("D", 1), "month": ("M", 1), "quarter": ("M", 3), "year": ("M", 12)}
)
#: Where numpy's calendar begins.
EPOCH = datetime.date(1970, 1, 1)


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
    first, last = days.min(), days.max()
    if not (np.datetime64("0001-01-01") <= first and last <= np.datetime64("9999-12-31")):  # nor is a date missing
        raise InputError("a date is missing, or outside the calendar", found=f"{first} to {last}")
    unit, length = PERIODS[per]
    keys = days.astype(f"datetime64[{unit}]").astype(np.int64) // length
    lowest = keys.min()
    keys -= lowest
    base, quote = currency_code(base), currency_code(quote)
    pair = market_order(base, quote)
    factors = (
        _of_days(rates, pair, first.item(), last.item())
        if per == "day"
        else _of_periods(rates, pair, keys, lowest, per)
    )
    taken = factors[keys]
    if np.isnan(taken).any():
        raise _missing(rates, pair, np.unique(days[np.isnan(taken)]))
    return values / taken if pair == (quote, base) else values * taken  # type: ignore[no-any-return]  # as above


def _of_days(rates: ExchangeRates, pair: tuple[str, str], first: datetime.date, last: datetime.date) -> Any:
    """The rate of each day from the first to the last, NaN where there is none."""
    np = _numpy()
    origin = first.toordinal()
    seen = rates.pair(*pair, origin, last.toordinal())
    factors = np.full(last.toordinal() - origin + 1, np.nan)
    is_day = np.equal(seen.starts, seen.ends)
    factors[np.asarray(seen.starts, dtype=np.int64)[is_day] - origin] = np.asarray(seen.values)[is_day]
    return factors


def _of_periods(rates: ExchangeRates, pair: tuple[str, str], keys: Any, lowest: Any, per: Per) -> Any:
    """The rate of each period that an amount is of."""
    np = _numpy()
    factors = np.full(keys.max() + 1, np.nan)
    for key in np.flatnonzero(np.bincount(keys)):
        factors[key] = rates.quotation(*pair, _period(int(key + lowest), per)).low
    return factors


def _period(key: int, per: Per) -> Period:
    """The year, quarter or month of a number, as numpy counts them."""
    year, month = divmod(key * PERIODS[per][1], 12)
    year += EPOCH.year
    if per == "year":
        return Period.of(year)
    return Period.parse(f"{year:04d}-{month + 1:02d}" if per == "month" else f"{year:04d}-Q{month // 3 + 1}")


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
