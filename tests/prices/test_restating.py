"""Many amounts in one currency: what could be brought there, what could not, and by which route."""

from __future__ import annotations

import pytest

from cityinnov import Figure, load_case
from cityinnov.errors import InputError, MissingInputError, PriceBasisError, UnitError
from cityinnov.prices.deflator import PriceIndex
from cityinnov.prices.exchange import ExchangeRates
from cityinnov.prices.restating import in_one_currency

RATES = ExchangeRates.ecb()
AMOUNTS = {
    "nio": Figure.parse("7 billion CNY, 2020 [br]"),
    "wage": Figure.parse("50,000 EUR/person/year, 2020"),
    "firms": Figure.parse("500 firms, 2020"),
    "early": Figure.parse("1 billion CNY, 1998"),
    "undated": Figure.parse("1 billion CNY"),
}


def test_amounts_are_converted_and_the_rest_has_its_reason() -> None:
    view = in_one_currency(AMOUNTS.items(), "US$", RATES)
    assert (view.currency, view.prices) == ("USD", None)
    assert {path: figure.unit.text for path, figure in view.figures.items()} == {
        "nio": "USD",
        "wage": "USD/person/year",
    }
    assert {path: type(error) for path, error in view.failed.items()} == {
        "early": MissingInputError,
        "undated": PriceBasisError,
    }
    assert view.originals["nio"] is AMOUNTS["nio"]
    assert "firms" not in view.originals


def test_constant_prices_by_either_route() -> None:
    indices = [PriceIndex.of("CN"), PriceIndex.of("US")]
    nio = {"nio": AMOUNTS["nio"]}
    at_home = in_one_currency(nio.items(), "USD", RATES, prices=2010, indices=indices)
    abroad = in_one_currency(nio.items(), "USD", RATES, prices=2010, indices=indices, route="convert, deflate")
    assert at_home.prices == 2010
    assert at_home.figures["nio"].unit.text == "USD_2010"
    ratio = at_home.figures["nio"] / abroad.figures["nio"]
    assert ratio.mid == pytest.approx(0.943, abs=5e-4)  # by hand in test_deflator


def test_no_index_is_taken_for_granted() -> None:
    view = in_one_currency(AMOUNTS.items(), "USD", RATES, prices=2015, indices=[PriceIndex.of("CN")])
    assert "no price index of EUR" in str(view.failed["wage"])
    # at prices of 2015 even the amount of 1998 has a rate: that of 2015
    assert list(view.figures) == ["nio", "early"]


def test_what_is_no_route_currency_or_choice_is_refused() -> None:
    with pytest.raises(InputError, match="route"):
        in_one_currency([], "USD", RATES, route="convert")
    with pytest.raises(UnitError):
        in_one_currency([], "dollar", RATES)
    with pytest.raises(InputError, match="DE and EA"):
        in_one_currency([], "USD", RATES, indices=[PriceIndex.of("DE"), PriceIndex.of("EA")])


def test_the_case_of_hefei_in_dollars() -> None:
    view = in_one_currency(load_case("hefei").figures(), "USD", RATES)
    # 7 billion yuan at the 2020 average of 6.900, where the article says 970 million
    nio = next(figure for path, figure in view.figures.items() if path.startswith("nio-2020"))
    assert nio.mid == pytest.approx(7e9 / 6.900, rel=3e-4)
