"""Units: their dimensions by pint's own, their text as people write it, and what is refused."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityinnov.errors import CurrencyError, DimensionError, PriceBaseYearError, UnitError
from cityinnov.values.figure import Figure
from cityinnov.values.units import NUMBER, Unit, conversion_factor, divided, multiplied
from cityinnov.values.vocabulary import AMBIGUOUS, vocabulary

SYMBOLS = vocabulary().symbols

# -- pint as the oracle -------------------------------------------------------------------

#: Our symbols in pint's default vocabulary, wherever they mean the same.
PHYSICAL = {
    "s": "s", "min": "min", "h": "hour", "day": "day", "week": "week", "m": "m", "cm": "cm", "mm": "mm", "µm": "µm",
    "nm": "nm", "inch": "inch", "mile": "mile", "km": "km", "m²": "m**2", "km²": "km**2", "ha": "hectare", "m³": "m**3",
    "L": "L", "kg": "kg", "g": "g", "t": "tonne", "J": "J", "W": "W", "Wh": "W*hour", "kW": "kW", "MW": "MW",
    "GW": "GW", "TW": "TW", "kWh": "kW*hour", "MWh": "MW*hour", "GWh": "GW*hour", "TWh": "TW*hour", "kJ": "kJ",
    "MJ": "MJ", "GJ": "GJ", "TJ": "TJ", "kt": "kilotonne", "Mt": "megatonne", "bit": "bit", "byte": "byte",
    "%": "percent",
}  # fmt: skip


@pytest.fixture(scope="module")
def registry() -> pint.UnitRegistry:
    return pint.UnitRegistry()


@pytest.mark.parametrize(("ours", "theirs"), PHYSICAL.items())
@pytest.mark.parametrize(("other", "also"), [("m", "m"), ("kWh", "kW*hour"), ("day", "day")])
def test_pint_agrees_on_factors_and_dimensions(
    ours: str, theirs: str, other: str, also: str, registry: pint.UnitRegistry
) -> None:
    ratio = Unit.parse(f"{ours}/{other}")
    quantity = registry.Quantity(1.0, theirs) / registry.Quantity(1.0, also)
    base = {"kg": "kilogram", "m": "meter", "s": "second", "bit": "bit"}
    expected = {base[name]: power for name, power in ratio.dimension}
    reduced = quantity.to_base_units()
    assert {str(name): power for name, power in reduced._units.items()} == expected
    assert float(ratio.factor) == pytest.approx(reduced.magnitude, rel=1e-12)


def test_every_physical_unit_has_an_oracle_or_a_standard() -> None:
    standards = {"year", "month", "quarter", "mu", "acre"}  # see test_quantities
    own = {symbol for symbol, entry in SYMBOLS.items() if entry.dimension == ((symbol, 1),)}
    by_definition = {
        symbol
        for symbol, entry in SYMBOLS.items()
        if entry.factor == 1 and len(entry.dimension) == 1 and entry.dimension[0][1] == 1  # a supplier is a firm
    }
    numbers = {symbol for symbol, entry in SYMBOLS.items() if entry.is_number}
    prefixed = {symbol for symbol in SYMBOLS if symbol[1:] in own | set(PHYSICAL) and symbol[0] in "kMGT"}
    assert set(SYMBOLS) - standards - own - by_definition - numbers - prefixed <= set(PHYSICAL)


@pytest.mark.parametrize("stem", ["m", "t", "tCO2e", "J", "W", "Wh", "Wp", "FLOPS"])
def test_a_prefix_is_a_power_of_ten(stem: str) -> None:
    prefixed = {symbol[0]: SYMBOLS[symbol].factor / SYMBOLS[stem].factor for symbol in SYMBOLS if symbol[1:] == stem}
    prefixed.pop("c", None)  # cm, mm, µm and nm stand for themselves
    si = {"k": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "m": Fraction(1, 10**3), "µ": Fraction(1, 10**6)}
    assert prefixed == {letter: (si | {"n": Fraction(1, 10**9)})[letter] for letter in prefixed}
    assert "k" in prefixed


# -- reading and writing ------------------------------------------------------------------


@pytest.mark.parametrize("name", vocabulary().names)
def test_every_name_reads_as_its_unit(name: str) -> None:
    assert Unit.parse(name).powers == ((vocabulary().names[name], 1),)


@given(
    # each once, so that no power exceeds 3; a metre squared is written as the m² of the vocabulary, another spelling
    st.lists(
        st.tuples(st.sampled_from(sorted(set(SYMBOLS) - {"m", "km"})), st.integers(-3, 3).filter(bool)),
        max_size=4,
        unique_by=lambda pair: pair[0],
    )
)
def test_every_unit_reads_back(powers: list[tuple[str, int]]) -> None:
    unit = NUMBER
    for name, power in powers:
        for _ in range(abs(power)):
            one = Unit.parse(name)
            unit = unit * one if power > 0 else unit / one
    assert Unit.parse(unit.text) == unit
    assert Unit.parse(unit.plural) == unit
    assert pickle.loads(pickle.dumps(unit)) is unit


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("wafers / month", "wafer/month"),
        ("wafers per month", "wafer/month"),
        ("EUR per person per year", "EUR/person/year"),
        ("square kilometres", "km²"),
        ("km^2", "km²"),
        ("kg m^2", None),
        ("kg·m^2", "kg·m²"),
        ("per year", "1/year"),
        ("1/year", "1/year"),
        ("Suppliers", "supplier"),
        ("RMB", "CNY"),
        ("×/year", "×/year"),
        ("{flying car}", "{flying car}"),
        ("CNY_2015/{flying car}", "CNY_2015/{flying car}"),
        ("", ""),
    ],
)
def test_reads_what_people_write(text: str, canonical: str | None) -> None:
    if canonical is None:
        with pytest.raises(UnitError):
            Unit.parse(text)
    else:
        assert Unit.parse(text).text == canonical


@pytest.mark.parametrize("word", AMBIGUOUS)
def test_what_several_currencies_share_is_refused_with_them(word: str) -> None:
    for text in {word, f"{word}s" if len(word) > 1 else word}:
        with pytest.raises(UnitError) as caught:
            Unit.parse(text)
        assert caught.value.data["readings"] == list(AMBIGUOUS[word])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("frims", "nearest: firms"),
        ("frims", "12 {frims}"),
        ("MUSD", "million USD"),
        ("kperson", "thousand person"),
        ("firms 3", "not in the vocabulary"),
        ("CNY_15", "not in the vocabulary"),
        ("USA_2015", "not in the vocabulary"),
        ("firm_2015", "not in the vocabulary"),
        ("{}", "not in the vocabulary"),
        ("m^10", "not in the vocabulary"),
        ("x" * 121, "too long"),
        ("firm//year", "not in the vocabulary"),
        ("Gfirm", "billion firm"),
        ("Tfirm", "trillion firm"),
        ("xfirm", "not in the vocabulary"),
        ("{frims", "12 {frims}"),
        ("Xylem", "12 {Xylem}"),
        ("vehicles in 2023", "a period follows after a comma: vehicles, 2023"),
        ("vehicles in 2023", "'vehicles in 2023' is not a unit"),
        ("won", "expected one of KRW, KPW (hint: write e.g. KRW)"),
        ("m EUR", "'m EUR' is not a unit: 'm' is no scale here; expected thousand, million, billion or trillion spelt"),
        ("m EUR", "write 'million EUR' if that is meant"),
        ("k square kilometres", "write 'thousand square kilometres' if that is meant"),
    ],
)
def test_refuses(text: str, says: str) -> None:
    with pytest.raises(UnitError) as caught:
        Unit.parse(text)
    assert says in str(caught.value)


def test_the_nearest_units_are_data_too_and_there_may_be_none() -> None:
    with pytest.raises(UnitError) as caught:
        Unit.parse("firmz")
    near = caught.value.data["nearest"]
    assert len(near) > 1
    assert f"(hint: nearest: {', '.join(near)}; a thing of your own" in str(caught.value)
    with pytest.raises(UnitError) as caught:
        Unit.parse("qqqqqqqq")
    assert caught.value.hint == "a thing of your own is counted in braces: 12 {qqqqqqqq}"


# -- dimensions ---------------------------------------------------------------------------


def test_each_countable_and_each_currency_is_a_dimension_of_its_own() -> None:
    alone = [
        "firm",
        "person",
        "vehicle",
        "patent",
        "wafer",
        "panel",
        "job",
        "FTE",
        "CNY",
        "USD",
        "CNY_2015",
        "CNY_2020",
    ]
    assert len({Unit.parse(name).dimension for name in alone}) == len(alone)
    assert Unit.parse("supplier").dimension == Unit.parse("firm").dimension
    assert Unit.parse("graduate").dimension == Unit.parse("person").dimension
    assert Unit.parse("% of GDP").dimension != Unit.parse("%").dimension
    assert Unit.parse("pp") != Unit.parse("%")


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        *((text, True) for text in ("firm", "km²", "wafer/month", "kWh/person")),
        *((text, False) for text in ("%", "CNY", "CNY/person", "", "×", "1/year")),
    ],
)
def test_what_begins_at_zero(text: str, counted: bool) -> None:
    assert Unit.parse(text).counted is counted


def test_money() -> None:
    assert Unit.parse("CNY/person").money == ("CNY",)
    assert Unit.parse("CNY_2015/person").money == ()
    assert Unit.parse("CNY_2015/person").currencies == ("CNY_2015",)
    assert Unit.parse("CNY_2015/person").base_years == (2015,)
    assert Unit.parse("INTL_2017").base_years == (2017,)
    assert Unit.parse("CNY/vehicle").replaced("CNY", "USD") is Unit.parse("USD/vehicle")


@pytest.mark.parametrize(
    ("unit", "to", "error"),
    [
        ("CNY", "USD", CurrencyError),
        ("CNY_2015", "CNY_2020", PriceBaseYearError),
        ("EUR/INR", "%", CurrencyError),
        ("%", "EUR/INR", CurrencyError),
        ("EUR/firm/INR", "1/firm", CurrencyError),
        ("CNY_2015/CNY_2020", "×", PriceBaseYearError),
        ("firm", "vehicle", DimensionError),
        ("firm/year", "firm", DimensionError),
        ("%", "firm", DimensionError),
        ("", "firm", DimensionError),
        ("firm", "", DimensionError),
        ("CNY", "firm", DimensionError),
        ("CNY", "CNY/firm", DimensionError),
        ("EUR/INR", "firm", DimensionError),
        ("CNY_2015", "CNY", PriceBaseYearError),
    ],
)
def test_what_measures_something_else_does_not_convert(unit: str, to: str, error: type[DimensionError]) -> None:
    with pytest.raises(DimensionError) as caught:
        conversion_factor(Unit.parse(unit), Unit.parse(to))
    assert type(caught.value) is error
    assert f"{unit or 'a plain number'} and {to or 'a plain number'} do not convert to each other" in str(caught.value)
    assert caught.value.data == {"left": unit, "right": to}
    assert caught.value.hint


@pytest.mark.parametrize(
    ("left", "right", "unit", "factors"),
    [
        ("%", "firm", "firm", (0.01, 1)),  # 10 % of 500 firms is 50 firms
        ("wafer/month", "year", "wafer", (1, 12)),  # a year is twelve months
        ("CNY", "person", "CNY·person", (1, 1)),
        ("firm", "supplier", "firm^2", (1, 1)),
    ],
)
def test_products(left: str, right: str, unit: str, factors: tuple[float, float]) -> None:
    product = multiplied(Unit.parse(left), Unit.parse(right))
    assert product.unit.text == unit
    assert (product.left, product.right) == factors


def test_the_order_of_a_product_does_not_show_under_the_line() -> None:
    # 1/person × CNY is CNY/person, whichever came first
    assert multiplied(Unit.parse("1/person"), Unit.parse("CNY")).unit is Unit.parse("CNY/person")
    assert (Figure.parse("5 CNY/person") ** -1).unit is Unit.parse("person/CNY")


def test_quotients() -> None:
    assert divided(Unit.parse("supplier"), Unit.parse("firm")).unit is NUMBER
    assert divided(Unit.parse("CNY"), Unit.parse("person")).unit.text == "CNY/person"
    assert float(Figure.parse("1 km") / Figure.parse("1 m")) == 1000
    assert (Figure.parse("100 % ") * Figure.parse("500 firms")).same_value(Figure.parse("500 firms"))


def test_factors_are_exact() -> None:
    assert Unit.parse("mu").factor == Fraction(2000, 3)
    assert Unit.parse("km/h").factor == Fraction(1000, 3600)


def test_a_unit_taken_twice_is_written_with_its_power() -> None:
    area, speed_up = Unit.parse("km") * Unit.parse("km"), Unit.parse("km") / Unit.parse("h") / Unit.parse("h")
    assert (area.text, speed_up.text) == ("km^2", "km/h^2")
