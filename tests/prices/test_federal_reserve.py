"""The default rates beside the Federal Reserve's monthly ones, where that table is at hand; it is not the project's."""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from pathlib import Path

import pytest

from cityinnov.errors import MissingInputError
from cityinnov.prices.exchange import ExchangeRates, market_order

TABLE = Path(os.environ.get("CITYINNOV_DATA", Path(__file__).parents[3] / "shared" / "data")) / "fx" / "fed_monthly.csv"
CODES = {
    "Australia": "AUD", "Brazil": "BRL", "Canada": "CAD", "China": "CNY", "Denmark": "DKK", "Euro": "EUR",
    "Hong Kong": "HKD", "India": "INR", "Japan": "JPY", "Malaysia": "MYR", "Mexico": "MXN", "New Zealand": "NZD",
    "Norway": "NOK", "Singapore": "SGD", "South Africa": "ZAR", "South Korea": "KRW", "Sweden": "SEK",
    "Switzerland": "CHF", "Thailand": "THB", "United Kingdom": "GBP",
}  # fmt: skip
#: Years of which the European Central Bank's file has only a part, and how far its mean is off, in percent.
PARTS = {("CNY", 2005): -0.35, ("MYR", 2005): -0.11, ("THB", 2005): 1.43}
#: Years before the file begins.
BEFORE = {("BRL", year) for year in (2005, 2006, 2007)} | {("MXN", year) for year in (2005, 2006, 2007)}
BEFORE |= {("INR", year) for year in (2005, 2006, 2007, 2008)}
#: Where the mean of reciprocals is over half a percent off the reciprocal of the mean: years of great moves.
WRONG_WAY_ROUND = {("AUD", 2008), ("AUD", 2009), ("NZD", 2008), ("NZD", 2009), ("GBP", 2008)}

pytestmark = pytest.mark.skipif(not TABLE.exists(), reason=f"no table of the Federal Reserve at {TABLE}")


def monthly() -> dict[tuple[str, int], list[float]]:
    """The twelve monthly rates of each whole year, in units of the currency for one dollar."""
    found: dict[tuple[str, int], list[float]] = defaultdict(list)
    with TABLE.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["Country"] in CODES and row["Exchange rate"] and row["Date"] >= "2005":
                found[CODES[row["Country"]], int(row["Date"][:4])].append(float(row["Exchange rate"]))
    return {key: rates for key, rates in found.items() if len(rates) == 12}


def test_every_shared_currency_and_year_agrees_within_half_a_percent_and_the_exceptions_are_known() -> None:
    rates = ExchangeRates.ecb()
    compared, refused, other_way = 0, {}, set()
    for (code, year), months in monthly().items():
        base, quote = market_order(code, "USD")
        own_way = months if base == "USD" else [1 / rate for rate in months]  # as the market quotes the pair
        published = sum(own_way) / 12
        try:
            found = rates.rate(base, quote, year).low
        except MissingInputError:
            seen = [rate for _, rate in rates.observed(base, quote, year)]
            refused[code, year] = round((sum(seen) / len(seen) / published - 1) * 100, 2) if seen else None
            continue
        assert found == pytest.approx(published, rel=0.005), (code, year)
        compared += 1
        if abs(rates.rate("USD", code, year).mid / (sum(months) / 12) - 1) > 0.00505:
            other_way.add((code, year))
    assert compared >= 407  # to 2025
    assert {key: off for key, off in refused.items() if off is not None} == PARTS
    assert {key for key, off in refused.items() if off is None} == BEFORE
    assert other_way == WRONG_WAY_ROUND
