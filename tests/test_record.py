"""Records say the price basis of money in a column of its own, and take no other than the unit's."""

from __future__ import annotations

import pytest

from cityinnov import Figure
from cityinnov.errors import InputError
from cityinnov.interchange.row import record_of
from cityinnov.record import Record, figure_of

ROW = {"entity": "hefei", "kind": "City", "indicator": "gdp"}


@pytest.mark.parametrize(
    ("literal", "basis"),
    [
        ("7 billion CNY, 2020", "current"),
        ("7 billion CNY_2015, 2020", "constant 2015"),
        ("6 INTL_2017/person", "constant 2017"),
        ("1.2 CNY/CNY_2015", "current and constant 2015"),
        ("500 firms", None),
        ("12 %", None),
    ],
)
def test_the_price_basis_is_that_of_the_unit_and_reads_back(literal: str, basis: str | None) -> None:
    figure = Figure.parse(literal)
    row = Record("hefei", "City", "gdp", figure).flat()
    assert row["price_basis"] == basis
    assert figure_of(row) == figure


@pytest.mark.parametrize("said", ["current", "constant 2010", "2015"])
def test_another_price_basis_than_the_unit_says_is_refused(said: str) -> None:
    with pytest.raises(InputError, match=r"CNY_2015 stands in other prices.*expected constant 2015") as caught:
        figure_of({"low": 1.0, "high": 1.0, "unit": "CNY_2015", "price_basis": said})
    assert caught.value.data["column"] == "price_basis"
    with pytest.raises(InputError, match="stands in other prices"):
        record_of({**ROW, "figure": "1 CNY_2015", "price_basis": said})


def test_a_plain_number_has_no_prices() -> None:
    with pytest.raises(InputError, match="expected nothing, for it is no money"):
        figure_of({"low": 1.0, "price_basis": "current"})
