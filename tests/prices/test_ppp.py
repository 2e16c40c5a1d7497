"""Purchasing-power parities."""

from __future__ import annotations

import math
import pickle

import pytest

from cityinnov import Figure, Source
from cityinnov.errors import InputError, MissingInputError, PriceBasisError
from cityinnov.prices.deflator import PriceIndex
from cityinnov.prices.ppp import PurchasingPowerParity


@pytest.mark.parametrize(
    # World Bank, PA.NUS.PPP as shown on its site
    ("economy", "year", "expected", "unit"),
    [("CN", 2017, 4.040, "CNY/INTL"), ("CN", 2021, 3.987, "CNY/INTL"), ("DE", 2017, 0.745, "EUR/INTL")],
)
def test_parities_are_those_of_the_source(economy: str, year: int, expected: float, unit: str) -> None:
    parity = PurchasingPowerParity.of(economy).parity(year)
    assert parity.mid == pytest.approx(expected, abs=5e-4)
    assert parity.unit.text == unit


@pytest.mark.parametrize("year", [1990, 2005, 2024])
def test_a_dollar_at_home_is_an_international_dollar(year: int) -> None:
    assert PurchasingPowerParity.of("US").parity(year).mid == 1


def test_taiwan_is_of_the_penn_world_table() -> None:
    # 10.01: pl_gdpo x xr = 0.5527295 x 30.44 in 2017, the United States' being 1 in that year
    parity = PurchasingPowerParity.of("TW").parity(2017)
    assert parity.mid == pytest.approx(0.5527295 * 30.44, rel=1e-6)
    assert parity.citations[0].source == "pwt-ppp"
    with pytest.raises(MissingInputError, match="1970 to 2019"):
        PurchasingPowerParity.of("TW").parity(2020)


def test_constant_international_dollars() -> None:
    amount = Figure.parse("100 billion CNY, 2020").deflate(2017, PriceIndex.of("CN"))
    result = amount.to_ppp(PurchasingPowerParity.of("CN"))
    assert result.unit.text == "INTL_2017"
    assert result.mid == pytest.approx(amount.mid / 4.0400524, rel=1e-7)
    assert [str(leaf.period) for leaf in result.leaves()] == ["2020", "2020", "2017"]


def test_current_international_dollars_are_deflated_by_the_prices_of_the_united_states() -> None:
    current = Figure.parse("100 billion CNY, 2020").to_ppp(PurchasingPowerParity.of("CN"))
    result = current.deflate(2017, PriceIndex.of("US"))
    assert result.unit.text == "INTL_2017"
    assert result.mid == pytest.approx(current.mid / 1.05361, rel=1e-5)  # NIPA table 1.1.9: 105.361, 2017 = 100
    assert result.caveats() == ()
    (caveat,) = current.deflate(2017, PriceIndex.of("CN")).caveats()
    assert caveat.code == "foreign-deflator"


def test_the_euro_area_has_no_parity_and_neither_have_years_to_come() -> None:
    with pytest.raises(MissingInputError, match="of EA"):
        PurchasingPowerParity.of("EA")
    with pytest.raises(MissingInputError, match="1990 to 2024"):
        PurchasingPowerParity.of("CN").parity(2025)
    with pytest.raises(PriceBasisError):
        PurchasingPowerParity.of("CN").parity("2019/2020")


def test_a_parity_of_ones_own() -> None:
    own = Source("own", "dataset")
    parity = PurchasingPowerParity("XX", {2020: 2}, currency="CNY", source=own)
    assert Figure.parse("4 CNY/person, 2020").to_ppp(parity).mid == 2
    assert pickle.loads(pickle.dumps(parity)).parity(2020) == parity.parity(2020)
    assert "XX" in repr(parity)
    with pytest.raises(MissingInputError, match="no years"):
        PurchasingPowerParity("XX", {}, currency="CNY", source=own).parity(2020)
    for factor in (0, -1, math.nan, math.inf, "2"):
        with pytest.raises(InputError):
            PurchasingPowerParity("XX", {2020: factor}, currency="CNY", source=own)
