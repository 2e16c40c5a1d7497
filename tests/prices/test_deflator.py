"""Price indices against the statistical offices' own, and the two orders of deflating and converting."""

from __future__ import annotations

import math
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityinnov import Figure, Period, Source
from cityinnov.errors import InputError, MissingInputError, PriceBasisError, UnknownNameError
from cityinnov.prices.deflator import PriceIndex
from cityinnov.prices.exchange import ExchangeRates
from cityinnov.prices.tables import CURRENCIES

OWN = Source("own", "dataset", publisher="Statistical Office")


def test_the_deflator_of_the_united_states_is_that_of_its_national_accounts() -> None:
    # Bureau of Economic Analysis, NIPA table 1.1.9, 2017 = 100
    index = PriceIndex.of("US", base_year=2017)
    for year, published in ((2010, 89.632), (2020, 105.361), (2023, 122.273)):
        assert index.at(year).mid == pytest.approx(published, abs=0.001)


def test_the_consumer_prices_of_the_united_states_are_those_of_its_statistical_office() -> None:
    # Bureau of Labor Statistics, CPI-U annual averages, 1982-84 = 100: 103.9 in 1984, 258.811 in 2020
    levels = PriceIndex.of("US", "cpi").levels
    assert levels[2020] / levels[1984] == pytest.approx(258.811 / 103.9, rel=5e-4)


@pytest.mark.parametrize(
    # World Bank, NY.GDP.DEFL.KD.ZG and FP.CPI.TOTL.ZG as shown on its site
    ("economy", "series", "year", "growth"),
    [
        ("CN", "gdp_deflator", 2021, 4.55),
        ("CN", "cpi", 2022, 1.97),
        ("US", "cpi", 2022, 8.00),
        ("DE", "cpi", 2022, 6.87),
        ("JP", "cpi", 2023, 3.27),
    ],
)
def test_growth_is_that_of_the_source_and_the_series_are_not_swapped(
    economy: str, series: str, year: int, growth: float
) -> None:
    index = PriceIndex.of(economy, series)
    assert 100 * (index.levels[year] / index.levels[year - 1] - 1) == pytest.approx(growth, abs=0.005)


@pytest.mark.parametrize("economy", sorted(set(CURRENCIES) - {"TW"}))
@pytest.mark.parametrize("series", ["gdp_deflator", "cpi"])
def test_every_economy_has_both_series_to_2023(economy: str, series: str) -> None:
    index = PriceIndex.of(economy, series)
    assert index.at(2015).mid == 100
    assert set(range(2000, 2024)) <= set(index.levels)
    assert index.currency == CURRENCIES[economy]
    assert "World Development Indicators" in repr(index)


# -- the two routes -----------------------------------------------------------------------------


def test_deflating_first_and_converting_first_differ() -> None:
    """China, 2020 in prices of 2010: over the decade the yuan's prices and its rate did not move alike.

    By hand, from World Bank deflators (2020 over 2010) of 1.2711 (CN) and 1.1755 (US) and average rates of
    6.7678 (2010) and 6.9003 (2020): (1.1755 x 6.9003) / (1.2711 x 6.7678) = 0.943.
    """
    rates, china, america = ExchangeRates.ecb(), PriceIndex.of("CN"), PriceIndex.of("US")
    amount = Figure.parse("100 billion CNY, 2020 [br]")
    deflated_first = amount.deflate(2010, china).convert("USD", rates)
    converted_first = amount.convert("USD", rates).deflate(2010, america)
    assert deflated_first.unit == converted_first.unit
    assert deflated_first.unit.text == "USD_2010"
    assert (deflated_first / converted_first).mid == pytest.approx(0.943, abs=5e-4)
    assert [str(leaf.unit) for leaf in deflated_first.leaves()] == ["CNY", "CNY/CNY_2010", "CNY/USD"]
    assert [str(leaf.period) for leaf in deflated_first.leaves()] == ["2020", "2020", "2010"]
    assert [str(leaf.unit) for leaf in converted_first.leaves()] == ["CNY", "CNY/USD", "USD/USD_2010"]
    assert [str(leaf.period) for leaf in converted_first.leaves()] == ["2020", "2020", "2020"]
    assert [citation.source for citation in deflated_first.sources()] == ["br", "wb-gdp-deflator", "ecb"]


def test_constant_dollars_keep_the_growth_that_was_measured_at_home() -> None:
    rates, china = ExchangeRates.ecb(), PriceIndex.of("CN")
    start, end = Figure.parse("60 trillion CNY, 2013"), Figure.parse("120 trillion CNY, 2023")
    at_home = end.deflate(2015, china) / start.deflate(2015, china)
    abroad = end.deflate(2015, china).convert("USD", rates) / start.deflate(2015, china).convert("USD", rates)
    assert abroad.mid == pytest.approx(at_home.mid, rel=1e-12)


# -- chains and bases -----------------------------------------------------------------------------


def test_growth_rates_are_chained() -> None:
    # by hand: 100, +10 % is 110, -50 % is 55, +100 % is 110; on 2017: 181.8..., 200, 100, 200
    growth = {2016: 10, 2017: -50, 2018: 100}
    index = PriceIndex.from_growth_rates("XX", growth, currency="EUR", base_year=2017, source=OWN)
    expected = {2015: 100 / 0.55, 2016: 200, 2017: 100, 2018: 200}
    assert dict(index.levels) == pytest.approx(expected)
    level = index.rebase(2015).at(2018)
    assert level.mid == pytest.approx(110)
    assert [str(citation) for citation in level.citations] == ["own XX prices 2015 = 100"]


@settings(max_examples=30)
@given(base=st.integers(1990, 2023), other=st.integers(1990, 2023), year=st.integers(1990, 2023))
def test_rebasing_changes_no_ratio(base: int, other: int, year: int) -> None:
    index = PriceIndex.of("KR")
    a, b = index.rebase(base), index.rebase(other)
    assert a.at(base).mid == pytest.approx(100, rel=1e-14)
    assert a.at(year).mid / a.at(other).mid == pytest.approx(b.at(year).mid / b.at(other).mid, rel=1e-12)
    assert a.deflator(other, Period.of(year)).mid == pytest.approx(b.deflator(other, Period.of(year)).mid, rel=1e-12)


@settings(max_examples=30)
@given(year=st.integers(1990, 2023), first=st.integers(1990, 2023), second=st.integers(1990, 2023))
def test_another_base_is_reached_directly_or_by_way_of_a_third(year: int, first: int, second: int) -> None:
    index = PriceIndex.of("CN")
    amount = Figure.exact(1e9, "CNY", year)
    by_way = amount.deflate(first, index).deflate(second, index)
    assert by_way.unit == amount.deflate(second, index).unit
    assert by_way.mid == pytest.approx(amount.deflate(second, index).mid, rel=1e-12)


def test_a_month_has_the_prices_of_its_year() -> None:
    index = PriceIndex.of("CN")
    assert index.at("2020-05") == index.at(2020)
    month, year = Figure.parse("1 CNY, 2020-05"), Figure.parse("1 CNY, 2020")
    assert month.deflate(2015, index).mid == year.deflate(2015, index).mid


def test_an_index_pickles() -> None:
    index = PriceIndex.of("CN")
    assert pickle.loads(pickle.dumps(index)).at(2020) == index.at(2020)


# -- what is not there -----------------------------------------------------------------------------


@pytest.mark.parametrize("year", [1959, 2024, 2050])
def test_nothing_is_extrapolated(year: int) -> None:
    with pytest.raises(MissingInputError, match="1960 to 2023"):
        PriceIndex.of("CN").at(year)
    with pytest.raises(MissingInputError, match="1960 to 2023"):
        Figure.parse("1 CNY, 2020").deflate(year, PriceIndex.of("CN"))


def test_taiwan_has_output_prices_to_2019_and_no_national_deflator() -> None:
    with pytest.raises(MissingInputError, match="series='output_prices'"):
        PriceIndex.of("TW")
    index = PriceIndex.of("TW", "output_prices")
    # Penn World Table 10.01, pl_gdpo x xr: 0.5527295 x 30.44 in 2017 over 0.5212888 x 32.33 in 2016
    assert index.levels[2017] / index.levels[2016] == pytest.approx(0.5527295 * 30.44 / (0.5212888 * 32.33), rel=1e-6)
    assert (min(index.levels), max(index.levels), index.currency) == (1970, 2019, "TWD")
    with pytest.raises(MissingInputError, match="1970 to 2019"):
        index.at(2020)


def test_an_unknown_series_or_economy() -> None:
    with pytest.raises(UnknownNameError, match="gdp_deflator") as caught:
        PriceIndex.of("CN", "gdp-deflator")
    assert caught.value.data["nearest"] == ["gdp_deflator"]
    with pytest.raises(MissingInputError, match="of XX"):
        PriceIndex.of("XX")


def test_a_span_of_years_has_no_prices() -> None:
    with pytest.raises(PriceBasisError, match="several years"):
        PriceIndex.of("CN").at("2019/2021")


@pytest.mark.parametrize(
    "growth", [{}, {2016: 1.0, 2018: 1.0}, {2016: -100}, {2016: math.nan}, {2016: math.inf}, {2016: "2 %"}]
)
def test_growth_that_does_not_chain_is_refused(growth: dict[int, float]) -> None:
    with pytest.raises(InputError):
        PriceIndex.from_growth_rates("XX", growth, currency="EUR", base_year=2015, source=OWN)


@pytest.mark.parametrize("levels", [{2015: 0.0}, {2015: -1}, {2015: math.nan}, {"2015": 100}, {2015: "100"}])
def test_levels_that_are_none_are_refused(levels: dict[int, float]) -> None:
    with pytest.raises(InputError):
        PriceIndex("XX", levels, currency="EUR", base_year=2015, source=OWN)


def test_a_base_year_that_is_not_covered_is_refused() -> None:
    with pytest.raises(MissingInputError, match="for 2015"):
        PriceIndex("XX", {2016: 100.0}, currency="EUR", base_year=2015, source=OWN)
    with pytest.raises(MissingInputError, match="None to None"):
        PriceIndex("XX", {}, currency="EUR", base_year=2015, source=OWN)
