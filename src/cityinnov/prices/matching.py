"""When a rate was the rate: the years and days whose rate fits one that a restated amount implies."""

from __future__ import annotations

from typing import Protocol

import attrs

from cityinnov.errors import CurrencyError
from cityinnov.prices.observations import Observations
from cityinnov.values.bounds import Bounds
from cityinnov.values.figure import Figure
from cityinnov.values.money import ImpliedRate
from cityinnov.values.period import Period

__all__ = ["RateMatches", "matching_dates"]


@attrs.frozen(slots=True)
class RateMatches:
    """Where one reading of an implied rate fits a table of rates.

    Attributes
    ----------
    reading : Bounds
        The rates that the reading allows, in `unit`.
    unit : str
        For example CNY/USD.
    years : tuple of Period
        The calendar years whose average fits.
    days : tuple of Period
        The days (in a monthly table the months) whose own rate fits.
    years_known, days_known : int
        How many there are in the table.
    """

    reading: Bounds
    unit: str
    years: tuple[Period, ...]
    days: tuple[Period, ...]
    years_known: int
    days_known: int

    @property
    def says_nothing(self) -> bool:
        """Whether every year fits, so that the reading tells none from another."""
        return self.years_known > 0 and len(self.years) == self.years_known

    @property
    def years_of_days(self) -> tuple[int, ...]:
        """The calendar years in which at least one day fits."""
        return tuple(dict.fromkeys(day.year for day in self.days if day.year is not None))

    def __str__(self) -> str:
        read = f"{self.reading.low:.5g} to {self.reading.high:.5g} {self.unit}"
        if self.says_nothing:
            return (
                f"{read}: fits the average of every year from {self.years[0]} to {self.years[-1]}, so it says nothing"
            )
        years = ", ".join(map(str, self.years)) or "no year"
        days = f"; {len(self.days):,} of {self.days_known:,} days, in {', '.join(map(str, self.years_of_days))}"
        return f"{read}: fits the average of {years}{days if self.days else '; no day'}"


class RateTable(Protocol):
    """What is searched: a table of rates."""

    def pair(self, base: str, quote: str) -> Observations:
        """All rates of a pair."""

    def rate(self, base: str, quote: str, period: Period) -> Figure:
        """The average of a pair over a period."""

    def whole_years(self, base: str, quote: str) -> tuple[Period, ...]:
        """The calendar years that have one."""


def matching_dates(rates: RateTable, implied: ImpliedRate | Figure) -> tuple[RateMatches, ...]:
    """The years and days that fit each reading of an implied rate; see `ExchangeRates.matching_dates`.

    Raises
    ------
    CurrencyError
        If the rate is none between two currencies.
    """
    rate, readings = (implied, (implied.bounds,)) if isinstance(implied, Figure) else (implied.rate, implied.readings)
    powers = dict(rate.unit.powers)
    if len(rate.unit.money) != 2 or sorted(powers.values()) != [-1, 1]:
        raise CurrencyError(f"{rate.display()} is no rate of exchange", expected="e.g. CNY/USD at current prices")
    quote, base = sorted(powers, key=lambda code: -powers[code])
    observed = rates.pair(base, quote)
    years = [(year, rates.rate(base, quote, year).low) for year in rates.whole_years(base, quote)]
    return tuple(
        RateMatches(
            reading,
            rate.unit.text,
            tuple(year for year, value in years if value in reading),
            tuple(observed.period(at) for at, value in enumerate(observed.values) if value in reading),
            len(years),
            len(observed.values),
        )
        for reading in readings
    )
