"""Rates that a case file states, with their bounds and their citations."""

from __future__ import annotations

import pytest

from cityinnov import Figure
from cityinnov.errors import InputError, MissingInputError
from cityinnov.prices.exchange import ExchangeRates
from cityinnov.prices.stated import StatedRates


def test_a_stated_rate_is_the_leaf_itself_whichever_way_it_is_stated() -> None:
    per_dollar, per_yuan = Figure.parse("8 CNY/USD, 1998 [imf p. 3]"), Figure.parse("0.125 USD/CNY, 1998 [imf p. 3]")
    for rate in (per_dollar, per_yuan):
        amount = Figure.parse("16 billion CNY, 1998? [yearbook]").convert("USD", StatedRates([rate]))
        assert amount.mid == 2e9
        assert amount.leaves()[1] is rate
        assert [str(citation) for citation in amount.sources()] == ["yearbook", "imf p. 3"]


def test_the_bounds_of_a_rate_flow_through() -> None:
    amount = Figure.parse("80 billion CNY, 1998").convert("USD", StatedRates(["8 to 10 CNY/USD, 1998"]))
    assert (amount.low, amount.high) == (8e9, 10e9)


def test_a_rate_holds_for_its_own_period_only() -> None:
    rates = StatedRates(["8.28 CNY/USD, 1998"])
    with pytest.raises(MissingInputError, match=r"CNY and USD is stated for 1999.*8\.28"):
        Figure.parse("1 billion CNY, 1999").convert("USD", rates)


def test_what_is_not_stated_is_asked_elsewhere_if_that_is_said() -> None:
    rates = StatedRates(["8.28 CNY/USD, 1998 [imf]"], otherwise=ExchangeRates.ecb())
    sources = [
        Figure.parse(f"1 billion CNY, {year}").convert("USD", rates).sources()[0].source for year in (1998, 2020)
    ]
    assert sources == ["imf", "ecb"]


@pytest.mark.parametrize(
    "figures",
    [
        ["8.28 CNY/USD"],
        ["8.28 CNY, 1998"],
        ["8.28 CNY/USD/person, 1998"],
        ["under 8 CNY/USD, 1998"],
        ["8.28 CNY_1998/USD_1998, 1998"],
        ["8.28 CNY/USD, 1998", "0.12 USD/CNY, 1998"],
        [8.28],
    ],
)
def test_what_is_no_rate_is_refused(figures: list[object]) -> None:
    with pytest.raises(InputError):
        StatedRates(figures)
