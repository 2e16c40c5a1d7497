"""When a rate was the rate: the article's two restatements, which the issue works out."""

from __future__ import annotations

import pytest

from cityinnov import Figure, Source
from cityinnov.errors import CurrencyError
from cityinnov.prices.exchange import ExchangeRates

#: A later edition of the file has more days; what is tested here is what was known at the end of 2025.
RATES = ExchangeRates.ecb().until(2025)


def test_nio_was_converted_at_the_rate_of_the_year_of_publication() -> None:
    stake = Figure.parse("7 billion CNY (970 million USD), 2020 [br ¶10]")
    (match,) = RATES.matching_dates(stake.implied_rate())
    assert [str(year) for year in match.years] == ["2024", "2025"]
    assert not match.says_nothing
    assert 2020 not in match.years_of_days
    assert all(day.start is not None and day.precision == "day" for day in match.days)
    # 7 billion / 975 million and / 965 million
    assert str(match).startswith("7.1795 to 7.2539 CNY/USD: fits the average of 2024, 2025; ")


def test_twenty_billion_is_read_to_one_digit_or_to_two() -> None:
    founding = Figure.parse("150 billion CNY (20 billion USD), 2016 [br ¶9]")
    coarse, fine = RATES.matching_dates(founding.implied_rate())
    assert coarse.says_nothing
    assert "so it says nothing" in str(coarse)
    assert [str(year) for year in coarse.years] == [str(year) for year in range(2006, 2026)]
    # 150 / 20.5 = 7.317 to 150 / 19.5 = 7.692; the yuan was there on its way up in 2007 and briefly of late
    assert not fine.says_nothing
    assert 2016 not in fine.years_of_days
    assert fine.years_of_days == (2007, 2022, 2023, 2025)
    assert [str(year) for year in fine.years] == ["2007"]  # Federal Reserve: 7.6058


def test_a_rate_with_bounds_is_one_reading() -> None:
    (match,) = RATES.matching_dates(Figure.parse("6.89 to 6.91 CNY/USD"))
    assert [str(year) for year in match.years] == ["2020"]


def test_a_rate_that_never_was() -> None:
    (match,) = RATES.matching_dates(Figure.parse("over 20 CNY/USD"))
    assert (match.years, match.days, match.says_nothing) == ((), (), False)
    assert str(match) == "20 to inf CNY/USD: fits the average of no year; no day"


def test_a_table_of_months_has_years_and_months() -> None:
    months = [("USD", "CNY", f"2020-{month:02d}", 6.0 + month / 100) for month in range(1, 13)]
    rates = ExchangeRates.from_records(months, source=Source("own", "dataset"))
    (match,) = rates.matching_dates(Figure.parse("6.06 to 6.08 CNY/USD"))
    assert [str(year) for year in match.years] == ["2020"]  # the mean of 6.01 to 6.12 is 6.065
    assert [str(month) for month in match.days] == ["2020-06", "2020-07", "2020-08"]


def test_rates_that_are_never_of_one_time_match_nothing() -> None:
    records = [("USD", "CNY", 2019, 6.9), ("USD", "JPY", 2020, 107.0)]
    rates = ExchangeRates.from_records(records, source=Source("own", "dataset"))
    (match,) = rates.matching_dates(Figure.parse("over 1 JPY/CNY"))
    assert (match.years_known, match.days_known, match.says_nothing) == (0, 0, False)


@pytest.mark.parametrize("text", ["7 CNY", "7 CNY/vehicle", "7", "7 CNY/USD/person"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(CurrencyError):
        RATES.matching_dates(Figure.parse(text))
