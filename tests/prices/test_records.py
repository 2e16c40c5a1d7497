"""Tables of one's own, from records and from files."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from cityinnov import Figure, Source
from cityinnov.errors import CityinnovError, InputError, MissingInputError
from cityinnov.prices.exchange import ExchangeRates

# Federal Reserve G.5A annual averages
H10 = Source("h10", "dataset", publisher="Federal Reserve")
ANNUAL = [("USD", "CNY", 1998, 8.3008), ("USD", "TWD", 2020, 29.4568), ("USD", "JPY", 2020, 106.7754)]


def test_a_table_of_annual_rates() -> None:
    rates = ExchangeRates.from_records(ANNUAL, source=H10)
    rate = rates.rate("USD", "CNY", 1998)
    assert (rate.mid, str(rate)) == (8.3008, "8.3008 CNY/USD, 1998 [h10]")
    assert rates.currencies == ("USD", "CNY", "TWD", "JPY")


def test_other_pairs_are_crossed_through_the_currency_that_all_share() -> None:
    rate = ExchangeRates.from_records(ANNUAL, source=H10).rate("TWD", "JPY", 2020)
    assert rate.mid == pytest.approx(106.7754 / 29.4568, rel=1e-14)
    assert "through USD" in rate.explain()


def test_only_rates_of_one_time_are_crossed() -> None:
    with pytest.raises(MissingInputError, match="no JPY/CNY for the whole of 2020"):
        ExchangeRates.from_records(ANNUAL, source=H10).rate("CNY", "JPY", 2020)


def test_records_may_be_given_either_way_round() -> None:
    rates = ExchangeRates.from_records([("EUR", "USD", 2020, 1.25), ("USD", "CNY", 2020, 7.0)], source=H10)
    assert rates.pivot == "USD"
    assert rates.rate("EUR", "USD", 2020).mid == 1.25
    assert rates.rate("EUR", "CNY", 2020).mid == 8.75


def test_months_make_a_quarter_if_all_three_are_there() -> None:
    # Federal Reserve G.5 monthly averages of 2020
    months = [("USD", "CNY", "2020-01", 6.9184), ("USD", "CNY", "2020-02", 6.9967), ("USD", "CNY", "2020-03", 7.0205)]
    rates = ExchangeRates.from_records(months, source=H10)
    rate = rates.rate("USD", "CNY", "2020-Q1")
    assert rate.mid == pytest.approx((6.9184 + 6.9967 + 7.0205) / 3, rel=1e-14)
    assert [str(citation) for citation in rate.citations] == ["h10 mean of 3 rates"]
    assert rates.end_of_period.rate("USD", "CNY", "2020-Q1").mid == 7.0205
    assert [str(period) for period, _ in rates.observed("USD", "CNY", 2020)] == ["2020-01", "2020-02", "2020-03"]
    with pytest.raises(MissingInputError, match="from 2020-01-01 to 2020-03-01"):
        rates.rate("USD", "CNY", 2020)
    with pytest.raises(MissingInputError):
        rates.rate("USD", "CNY", "2020-01-15")  # the average of a month is no rate of a day
    with pytest.raises(MissingInputError):
        ExchangeRates.from_records([months[0], months[2]], source=H10).rate("USD", "CNY", "2020-Q1")


def test_a_span_of_its_own_is_kept_as_one() -> None:
    rates = ExchangeRates.from_records([("USD", "CNY", "2019-03-05/2019-03-12", 6.71)], source=H10)
    assert str(rates.observed("USD", "CNY", 2019)[0][0]) == "2019-03-05/2019-03-12"


@pytest.mark.parametrize(
    ("records", "says"),
    [
        ([], "there are no records"),
        ([("USD", "CNY", 2020)], "no record of a rate"),
        (["USD CNY 2020 6.9"], "no record of a rate"),
        ([("USD", "CNY", 2020, 0.0)], "positive number"),
        ([("USD", "CNY", 2020, math.nan)], "positive number"),
        ([("USD", "CNY", 2020, math.inf)], "positive number"),
        ([("USD", "CNY", 2020, True)], "positive number"),
        ([("USD", "CNY", 2020, "6.9")], "positive number"),
        ([("USD", "USD", 2020, 1.0)], "no rate with itself"),
        ([("USD", "firm", 2020, 1.0)], "no currency"),
        ([("USD", "CNY", "2020/..", 1.0)], "no beginning or no end"),
        ([("USD", "CNY", 2020, 6.9), ("USD", "CNY", 2020, 6.8)], "two rates of CNY"),
        ([("USD", "CNY", 2020, 6.9), ("USD", "CNY", "2020-05", 7.1)], "each frequency"),
        ([("USD", "CNY", 2020, 6.9), ("EUR", "JPY", 2020, 120.0)], "no currency in common"),
    ],
)
def test_what_makes_no_table_is_refused(records: list[object], says: str) -> None:
    with pytest.raises(CityinnovError, match=says):
        ExchangeRates.from_records(records, source=H10)


# -- files ------------------------------------------------------------------------------------


def test_a_file_of_records(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text(
        "\ufeffbase,quote,period,rate,note\nUSD,CNY,2020-Q1,6.98,\nUSD,CNY,2020-Q2,7.09,\n", encoding="utf-8"
    )
    rates = ExchangeRates.from_csv(path, source=H10)
    assert Figure.parse("7.09 billion CNY, 2020-Q2").convert("USD", rates).mid == 1e9


def test_every_bad_line_of_a_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text(
        "base,quote,period,rate\nUSD,CNY,2020,6.9\nUSD,CNY,20x0,7\nUSD,CNY,2022,\nUSD,CNY\n", encoding="utf-8"
    )
    with pytest.raises(InputError) as caught:
        ExchangeRates.from_csv(path, source=H10)
    assert [problem.split(": ")[0] for problem in caught.value.data["problems"]] == [f"{path}:{n}" for n in (3, 4, 5)]


def test_a_file_without_its_columns_or_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("Date,Country,Exchange rate\n2020-01-01,China,6.9\n", encoding="utf-8")
    with pytest.raises(InputError, match="lacks the columns base, period, quote, rate"):
        ExchangeRates.from_csv(path, source=H10)
    with pytest.raises(InputError, match="cannot read"):
        ExchangeRates.from_csv(tmp_path / "none.csv", source=H10)
    path.write_bytes(b"base,quote,period,rate\n\xff\xfe")
    with pytest.raises(InputError, match="cannot read"):
        ExchangeRates.from_csv(path, source=H10)
