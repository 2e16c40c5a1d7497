"""The library's own factors against pint's, and figures as pint quantities."""

from __future__ import annotations

import pint
import pytest

from cityinnov import Figure
from cityinnov.errors import DomainError
from cityinnov.values.quantities import _built
from cityinnov.values.vocabulary import vocabulary

#: pint's own names, in its default registry, for the physical units of the vocabulary.
PINT = {
    "s": "second", "min": "minute", "h": "hour", "day": "day", "week": "week", "m": "meter", "km": "kilometer",
    "cm": "centimeter", "mm": "millimeter", "µm": "micrometer", "nm": "nanometer", "inch": "inch", "mile": "mile",
    "m²": "meter**2", "km²": "kilometer**2", "ha": "hectare", "m³": "meter**3", "L": "liter", "g": "gram",
    "kg": "kilogram", "t": "metric_ton", "kt": "kilometric_ton", "J": "joule", "kJ": "kilojoule", "TJ": "terajoule",
    "W": "watt", "MW": "megawatt", "GW": "gigawatt", "Wh": "watt_hour", "kWh": "kilowatt_hour", "TWh": "terawatt_hour",
    "byte": "byte",
}  # fmt: skip


@pytest.mark.parametrize("symbol", PINT)
def test_a_factor_is_that_of_pints_own_registry(symbol: str) -> None:
    registry = pint.UnitRegistry()
    ours = vocabulary().symbols[symbol]
    theirs = registry.Quantity(1, PINT[symbol]).to_base_units()
    assert float(ours.factor) == pytest.approx(theirs.magnitude, rel=1e-12)


def test_units_that_pint_does_not_have_are_as_their_standards_say() -> None:
    units = vocabulary().symbols
    # the mu is a fifteenth of a hectare (State Council of China, 1984)
    assert float(units["mu"].factor) == pytest.approx(10_000 / 15)
    # the international acre is 43,560 square feet of 0.3048 m
    assert float(units["acre"].factor) == pytest.approx(43_560 * 0.3048**2)
    # the Gregorian year has 146,097 days in 400 years
    assert units["year"].factor / units["day"].factor * 400 == 146_097
    assert units["year"].factor == 12 * units["month"].factor == 4 * units["quarter"].factor


def test_no_name_is_given_to_two_units() -> None:
    known = vocabulary()
    for symbol in known.symbols:
        assert known.find(symbol) == known.symbols[symbol], symbol


def test_every_active_currency_that_babel_knows_is_in_the_vocabulary() -> None:
    from babel import Locale
    from babel.core import get_global

    in_use = {
        code
        for territory in get_global("territory_currencies").values()
        for code, _, end, is_tender in territory
        if end is None and is_tender
    }
    assert in_use & set(Locale("en").currencies) <= set(vocabulary().symbols)


@pytest.fixture
def anew() -> None:
    """The registry is built once, with whatever is asked for; here it is built again."""
    _built.cache_clear()


@pytest.mark.usefixtures("anew")
@pytest.mark.parametrize(
    ("text", "base", "units"),
    [
        ("5 km²", 5e6, {"m": 2}),
        ("200 mu", 200 * 10_000 / 15, {"m": 2}),
        ("3 kWh", 3 * 3.6e6, {"kg": 1, "m": 2, "s": -2}),
        ("2 min", 120.0, {"s": 1}),
        ("6 CNY/person", 6, {"CNY": 1, "person": -1}),
        ("6 {flying car}/h", 6 / 3600, {"own_flying_car": 1, "s": -1}),
        ("40 %", 0.4, {}),
        ("3 ‰", 0.003, {}),
        ("2 ×", 2, {}),
        ("2 % of GDP", 2, {"percent_of_gdp": 1}),
    ],
)
def test_a_quantity_converts_with_the_same_factor(text: str, base: float, units: dict[str, int]) -> None:
    quantity = Figure.parse(text).quantity.to_base_units()
    assert quantity.magnitude == pytest.approx(base, rel=1e-12)
    assert {str(unit): power for unit, power in quantity._units.items()} == units


@pytest.mark.parametrize(("text", "name"), [("40 %", "percent"), ("3 ‰", "permille"), ("2 ×", "times")])
def test_a_sign_has_a_name_as_a_quantity(text: str, name: str) -> None:
    assert str(Figure.parse(text).quantity.units) == name


def test_quantities_of_things_counted_and_of_money() -> None:
    quantity = Figure.parse("6 billion CNY_2015").quantity / Figure.parse("2,000 firms").quantity
    assert quantity.magnitude == pytest.approx(3e6)
    with pytest.raises(pint.DimensionalityError):
        _ = Figure.parse("5 CNY").quantity + Figure.parse("5 USD").quantity
    assert Figure.parse("3 {flying car}").quantity.magnitude == 3


def test_an_unbounded_figure_is_no_quantity() -> None:
    with pytest.raises(DomainError):
        _ = Figure.parse("over 500 firms").quantity


def test_the_application_registry_is_left_alone() -> None:
    before = pint.get_application_registry().get()
    _ = Figure.parse("5 km").quantity
    assert pint.get_application_registry().get() is before
