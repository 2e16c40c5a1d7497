"""Purchasing-power parities: how much of a currency buys what an international dollar buys, by year."""

from __future__ import annotations

import math
from collections.abc import Mapping

import attrs

from cityinnov.errors import InputError, MissingInputError
from cityinnov.prices.tables import CURRENCIES, Table, year_of
from cityinnov.values.figure import Figure
from cityinnov.values.frozen import FrozenMapping
from cityinnov.values.period import Period
from cityinnov.values.source import Citation, Source

__all__ = ["PurchasingPowerParity"]


def _factors(factors: Mapping[int, float]) -> Mapping[int, float]:
    for year, factor in factors.items():
        if not isinstance(factor, int | float) or not 0 < factor < math.inf:
            raise InputError("a parity is a positive number", found=f"{year!r}: {factor!r}"[:60])
    return FrozenMapping({year: float(factors[year]) for year in sorted(factors)})


@attrs.frozen(slots=True, eq=False, repr=False)
class PurchasingPowerParity:
    """The purchasing-power parity of one economy, by calendar year.

    Parameters
    ----------
    economy : str
        Its ISO 3166 code.
    factors : mapping of int to float
        How much of the currency buys what an international dollar of the year buys.
    currency : str
        The currency of the economy.
    source : Source
        Where the factors are from.

    Examples
    --------
    >>> parity = PurchasingPowerParity.of("CN")
    >>> print(f"{parity.parity(2017):.3f}")
    4.040 CNY/INTL
    >>> print(Figure.parse("8.08 billion CNY, 2017").to_ppp(parity))
    2 billion INTL
    """

    economy: str
    factors: Mapping[int, float] = attrs.field(converter=_factors)
    currency: str = attrs.field(kw_only=True)
    source: Source = attrs.field(kw_only=True)
    _figures: dict[int, Figure] = attrs.field(factory=dict, init=False)

    @classmethod
    def of(cls, economy: str) -> PurchasingPowerParity:
        """A parity that ships with the library: the World Bank's, or for TW the Penn World Table's, to 2019.

        Raises
        ------
        MissingInputError
            For an economy without one; the euro area has none, its members do.
        """
        table = Table.load("parity_pwt" if economy == "TW" else "parity")
        return cls(economy, table.of(economy), currency=CURRENCIES[economy], source=table.source)

    def parity(self, period: Period | str | int) -> Figure:
        """The parity of the calendar year of a period, in units such as CNY/INTL.

        Raises
        ------
        MissingInputError
            If the year is not covered.
        PriceBasisError
            If the period is not within one year.
        """
        year = year_of(Period.of(period), "the parity")
        figure = self._figures.get(year)
        if figure is None:
            if year not in self.factors:
                years = [*self.factors]
                raise MissingInputError(
                    f"{self.source.id} has no parity of {self.economy} for {year}",
                    found=f"{years[0]} to {years[-1]}" if years else "no years",
                    hint="nothing is extrapolated; make a PurchasingPowerParity of factors of your own",
                    missing=year,
                )
            cited = Citation(self.source.id, self.economy, record=self.source)
            figure = Figure.exact(self.factors[year], f"{self.currency}/INTL", year, citations=cited)
            self._figures[year] = figure
        return figure

    def __repr__(self) -> str:
        return f"<PurchasingPowerParity {self.economy}, {self.source.short()}>"
