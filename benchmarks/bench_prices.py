"""Money converted beside pint, Polars and CurrencyConverter, each doing the same work.

Run `pytest benchmarks/bench_prices.py`. What is asked of the library: the history loads in a fraction of a
second; one figure, its lineage included, converts in at most three times a plain pint `.to`; a million dated
amounts in at most twice a hand-written join.
"""

from __future__ import annotations

import datetime

import currency_converter
import numpy as np
import pint
import polars as pl
import pytest

from cityinnov import Figure
from cityinnov.prices.arrays import convert_array
from cityinnov.prices.deflator import PriceIndex
from cityinnov.prices.ecb import ecb_columns
from cityinnov.prices.exchange import ExchangeRates

RATES = ExchangeRates.ecb()


# -- loading -----------------------------------------------------------------------------


def first_average():
    """From nothing in memory to the average of one year."""
    ecb_columns.cache_clear()
    return ExchangeRates.ecb().rate("USD", "CNY", 2020)


@pytest.mark.benchmark(group="the history from nothing, and one annual average")
def test_history_here(benchmark):
    assert benchmark(first_average).mid == pytest.approx(6.900, abs=0.002)


@pytest.mark.benchmark(group="the history from nothing, and one annual average")
def test_history_in_currency_converter(benchmark):
    def average():
        converter = currency_converter.CurrencyConverter()
        year = (datetime.date(2020, 1, 1) + datetime.timedelta(n) for n in range(366))
        days = [day for day in year if converter._rates["CNY"].get(day)]  # no public way to ask which days there are
        return sum(converter.convert(1, "USD", "CNY", day) for day in days) / len(days)

    assert benchmark(average) == pytest.approx(6.900, abs=0.002)


@pytest.mark.benchmark(group="an annual average once the history is there")
def test_another_average_here(benchmark):
    def average():
        return ExchangeRates("EUR", RATES.columns, RATES.source).rate("USD", "CNY", 2020)

    benchmark(average)


# -- one figure ----------------------------------------------------------------------------


@pytest.mark.benchmark(group="one amount, its rate known")
def test_amount_here(benchmark):
    amount = Figure.parse("7 billion CNY, 2020 [br ¶10]")
    assert benchmark(amount.convert, "USD", RATES).mid == pytest.approx(7e9 / 6.9003, rel=1e-4)


@pytest.mark.benchmark(group="one amount, its rate known")
def test_price_here(benchmark):
    price = Figure.parse("140,000 to 150,000 CNY/vehicle, 2020 [br ¶10]")
    assert benchmark(price.convert, "USD", RATES).unit.text == "USD/vehicle"


@pytest.mark.benchmark(group="one amount, its rate known")
def test_constant_prices_here(benchmark):
    amount, index = Figure.parse("7 billion CNY, 2020 [br ¶10]"), PriceIndex.of("CN")
    assert benchmark(amount.deflate, 2015, index).unit.text == "CNY_2015"


@pytest.mark.benchmark(group="one amount, its rate known")
def test_amount_in_pint(benchmark):
    registry = pint.UnitRegistry(None)
    registry.define("USD = [currency]")
    registry.define(f"CNY = {1 / 6.9003} * USD")
    amount = registry.Quantity(7e9, "CNY")
    assert benchmark(amount.to, "USD").magnitude == pytest.approx(7e9 / 6.9003)


# -- a million amounts ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def amounts():
    """A million amounts on working days of 2006 to 2025."""
    draw = np.random.default_rng(20200429)
    known = [period.start for period, _ in RATES.observed("USD", "CNY", "2006/2025")]
    days = draw.choice(np.array(known, dtype="datetime64[D]"), 1_000_000)
    return draw.uniform(1, 1e9, 1_000_000), days


@pytest.mark.benchmark(group="1,000,000 dated amounts")
@pytest.mark.parametrize("per", ["day", "month", "year"])
def test_column_here(benchmark, amounts, per):
    converted = benchmark(convert_array, *amounts, "CNY", "USD", RATES, per=per)
    assert np.isfinite(converted).all()


@pytest.mark.benchmark(group="1,000,000 dated amounts")
def test_column_in_polars(benchmark, amounts):
    values, days = amounts
    frame = pl.DataFrame({"amount": values, "day": days})
    observed = RATES.observed("USD", "CNY", "2006/2025")
    rates = pl.DataFrame({"day": [period.start for period, _ in observed], "rate": [rate for _, rate in observed]})

    def joined():
        return frame.join(rates, on="day", how="left", maintain_order="left").select(pl.col("amount") / pl.col("rate"))

    assert benchmark(joined)["amount"].to_numpy() == pytest.approx(
        convert_array(values, days, "CNY", "USD", RATES), rel=1e-12
    )
