"""Price indices: the GDP deflator or the consumer prices of one economy, by year, on any base year.

What a series does not cover is an error; nothing is carried forward or back.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import attrs

from cityinnov.errors import InputError, MissingInputError, UnknownNameError, nearest
from cityinnov.prices.tables import CURRENCIES, Table, year_of
from cityinnov.values.figure import Figure
from cityinnov.values.frozen import FrozenMapping
from cityinnov.values.period import Period
from cityinnov.values.source import Citation, Source

__all__ = ["SERIES", "PriceIndex"]

#: The series that ship, each a table of its own.
SERIES = ("gdp_deflator", "cpi", "output_prices")
BASE_YEAR = 2015


def _levels(levels: Mapping[int, float]) -> Mapping[int, float]:
    for year, level in levels.items():
        is_year = isinstance(year, int) and not isinstance(year, bool)
        if not is_year or not isinstance(level, int | float) or not math.isfinite(level) or level <= 0:
            raise InputError("a price level is a positive number, by year", found=f"{year!r}: {level!r}"[:60])
    return FrozenMapping({year: float(levels[year]) for year in sorted(levels)})


@attrs.frozen(slots=True, eq=False, repr=False)
class PriceIndex:
    """The prices of one economy, by calendar year.

    Parameters
    ----------
    economy : str
        Its ISO 3166 code, or EA for the euro area.
    levels : mapping of int to float
        The level of prices in each year, on any scale.
    currency : str
        The currency the prices are in.
    base_year : int
        The year whose level is 100.
    source : Source
        Where the numbers are from.
    series : str, default "prices"
        What prices they are, in words.

    Raises
    ------
    InputError
        For a level that is not positive.
    MissingInputError
        If the base year is not covered.

    Examples
    --------
    >>> index = PriceIndex.of("CN")
    >>> print(f"{index.at(2020):.2f}")
    111.35
    >>> print(Figure.parse("7 billion CNY, 2020").deflate(2015, index))
    6.3 billion CNY_2015
    """

    economy: str
    levels: Mapping[int, float] = attrs.field(converter=_levels)
    currency: str = attrs.field(kw_only=True)
    base_year: int = attrs.field(kw_only=True)
    source: Source = attrs.field(kw_only=True)
    series: str = attrs.field(default="prices", kw_only=True)
    _figures: dict[tuple[int, int, str], Figure] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self._level(self.base_year)

    @classmethod
    def of(cls, economy: str, series: str = "gdp_deflator", *, base_year: int = BASE_YEAR) -> PriceIndex:
        """An index that ships with the library.

        Parameters
        ----------
        economy : str
            BE, CN, DE, EA, FI, GB, IN, JP, KR, MY, SG, US or VN; TW has "output_prices" only, to 2019.
        series : {"gdp_deflator", "cpi", "output_prices"}
            The World Bank's GDP deflator or consumer prices, or the Penn World Table's output prices.
        base_year : int, default 2015
            The year whose level is 100.

        Raises
        ------
        UnknownNameError
            For a series that does not ship.
        MissingInputError
            For an economy that the series does not have.
        """
        if series not in SERIES:
            raise UnknownNameError(
                f"no series {series!r} ships", expected=", ".join(SERIES), nearest=nearest(str(series), SERIES)
            )
        table = Table.load(series)
        if economy not in table.values:
            others = [name for name in SERIES if economy in Table.load(name).values]
            raise MissingInputError(
                f"{table.source.id} has no {table.title} of {economy}",
                expected=f"one of {', '.join(table.values)}",
                hint=(f"there is series={others[0]!r}; or " if others else "")
                + "use PriceIndex.from_growth_rates with numbers of your own",
                missing=economy,
            )
        return cls.from_growth_rates(
            economy, table.of(economy), currency=CURRENCIES[economy], base_year=base_year, source=table.source,
            series=table.title,
        )  # fmt: skip

    @classmethod
    def from_growth_rates(
        cls,
        economy: str,
        growth: Mapping[int, float],
        *,
        currency: str,
        base_year: int,
        source: Source,
        series: str = "prices",
    ) -> PriceIndex:
        """An index chained from its growth on the year before, in percent.

        Raises
        ------
        InputError
            If a year is missing in between, or growth is not above −100 %.

        Examples
        --------
        >>> office = Source("office", "dataset", publisher="Statistical Office")
        >>> index = PriceIndex.from_growth_rates(
        ...     "XX", {2016: 10.0, 2017: -50.0}, currency="EUR", base_year=2015, source=office
        ... )
        >>> {year: round(level, 6) for year, level in index.levels.items()}
        {2015: 100.0, 2016: 110.0, 2017: 55.0}
        """
        years = sorted(growth)
        missing = sorted(set(range(years[0], years[-1] + 1)) - set(years)) if years else [base_year]
        if missing:
            raise InputError("growth rates chain only without a gap", found=f"no rate for {missing[0]}")
        level = 100.0
        levels = {years[0] - 1: level}
        for year in years:
            rate = growth[year]
            if not isinstance(rate, int | float) or not -100 < rate < math.inf:
                raise InputError("growth is a number above −100 %", found=f"{year}: {rate!r}")
            levels[year] = level = level * (1 + rate / 100)
        index = cls(economy, levels, currency=currency, base_year=years[0] - 1, source=source, series=series)
        return index.rebase(base_year)

    def rebase(self, year: int) -> PriceIndex:
        """The same index, with the level of another year as 100.

        Raises
        ------
        MissingInputError
            If that year is not covered.
        """
        base = self._level(year)
        levels = {known: 100 * (level / base) for known, level in self.levels.items()}
        return attrs.evolve(self, levels=levels, base_year=year)

    def at(self, period: Period | str | int) -> Figure:
        """The level of prices in the calendar year of a period, that of the base year being 100.

        Raises
        ------
        MissingInputError
            If the year is not covered.
        PriceBasisError
            If the period is not within one year.
        """
        period = Period.of(period)
        level = 100 * (self._level(year_of(period, self.series)) / self._level(self.base_year))
        return Figure.exact(level, "", period.year, citations=self._citation(f"{self.base_year} = 100"))

    def deflator(self, base_year: int, period: Period, currency: str | None = None) -> Figure:
        """The prices of a period for one of the base year, as the figure that takes CNY to CNY_2015.

        Raises
        ------
        MissingInputError
            If either year is not covered.
        PriceBasisError
            If the period is not within one year.
        """
        year, code = year_of(period, self.series), currency or self.currency
        key = (base_year, year, code)
        figure = self._figures.get(key)
        if figure is None:
            level = self._level(year) / self._level(base_year)
            figure = Figure.exact(level, f"{code}/{code}_{base_year}", year, citations=self._citation())
            self._figures[key] = figure
        return figure

    def _level(self, year: int) -> float:
        level = self.levels.get(year)
        if level is None:
            first, last = next(iter(self.levels), None), next(reversed([*self.levels]), None)
            raise MissingInputError(
                f"{self.source.id} has no {self.series} of {self.economy} for {year}",
                found=f"{first} to {last}",
                hint="nothing is extrapolated; supply a longer series with PriceIndex.from_growth_rates",
                missing=year,
            )
        return level

    def _citation(self, *more: str) -> Citation:
        return Citation(self.source.id, " ".join([self.economy, self.series, *more]), record=self.source)

    def __repr__(self) -> str:
        return f"<PriceIndex {self.economy} {self.series}, {self.base_year} = 100, {self.source.short()}>"
