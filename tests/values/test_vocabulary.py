"""The vocabulary: every line of its two files is well formed and says what ISO 4217 and usage say."""

from __future__ import annotations

import re
from fractions import Fraction
from importlib.resources import files

import pytest
from babel.core import get_global
from babel.numbers import get_territory_currencies

from cityinnov.values.vocabulary import AMBIGUOUS, PREFIXES, Dimension, Vocabulary, _made, vocabulary

KNOWN = vocabulary()


@pytest.fixture
def anew() -> Vocabulary:
    """The vocabulary as it is read from its files, which is done once only."""
    return vocabulary.__wrapped__()


def lines(file: str) -> list[str]:
    text = files("cityinnov.values").joinpath(file).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_every_current_currency_of_the_world_is_known() -> None:
    # CNH is the offshore market's code for CNY, XTS and XXX are "for testing" and "none": no currencies of ISO 4217
    current = {code for place in get_global("territory_currencies") for code in get_territory_currencies(place)}
    assert current - {"CNH", "XTS", "XXX"} <= set(KNOWN.symbols)
    assert len(current) > 140


def test_each_currency_is_its_own_dimension() -> None:
    for line in lines("currencies.txt"):
        symbol = KNOWN.symbols[line.split(" ;")[0]]
        assert re.fullmatch("[A-Z]{3}", symbol.symbol)
        assert symbol.dimension == ((symbol.symbol, 1),)
        assert symbol.currency == symbol.symbol
        assert not symbol.counted


def test_no_line_is_lost_and_no_symbol_defined_twice() -> None:
    heads = [line.split(" ;")[0].split(" = ")[0].strip() for line in lines("units.txt") + lines("currencies.txt")]
    assert len(heads) == len(set(heads))
    assert set(heads) <= set(KNOWN.symbols)


def test_no_name_is_claimed_by_two_units() -> None:
    claimed: dict[str, str] = {}
    for line in lines("units.txt") + lines("currencies.txt"):
        head, _, rest = line.partition(" ;")
        symbol = head.split(" = ")[0].strip()
        for name in {symbol, *(name.strip() for name in rest.partition(" ;")[0].split(",") if name.strip())}:
            assert claimed.setdefault(name, symbol) == symbol, name


def test_what_is_shared_is_never_a_name() -> None:
    assert not set(AMBIGUOUS) & set(KNOWN.names)
    for readings in AMBIGUOUS.values():
        assert len(readings) > 1
        assert all(KNOWN.find(reading) for reading in readings if re.fullmatch("[A-Z]{3}", reading))


def test_prefixes_are_those_of_the_si() -> None:
    assert {letter: power for letter, (_, power) in PREFIXES.items()} == {"k": 3, "M": 6, "G": 9, "T": 12}
    for letter, (word, power) in PREFIXES.items():
        assert KNOWN.symbols[f"{letter}W"].factor == Fraction(10) ** power
        assert KNOWN.find(f"{word}watt") is KNOWN.symbols[f"{letter}W"]


def test_names_are_known_in_any_case_symbols_in_their_own() -> None:
    assert KNOWN.find("Square Kilometres") is KNOWN.symbols["km²"]
    assert KNOWN.find("MW") is not None
    assert KNOWN.find("mW") is None
    assert KNOWN.find("cny") is None


@pytest.mark.parametrize(
    ("name", "currency", "year"),
    [("CNY_2015", "CNY", 2015), ("INTL_2017", "INTL", 2017), ("EUR_2020", "EUR", 2020)],
)
def test_constant_prices_are_made_of_their_name(name: str, currency: str, year: int) -> None:
    symbol = KNOWN.find(name)
    assert symbol is not None
    assert (symbol.currency, symbol.base_year, symbol.dimension) == (currency, year, ((name, 1),))


@pytest.mark.parametrize("name", ["{flying car}", "{job-year}", "{合肥}", "{a1}"])
def test_a_thing_of_ones_own_is_counted(name: str) -> None:
    symbol = KNOWN.find(name)
    assert symbol is not None
    assert symbol.counted
    assert symbol.dimension == ((name, 1),)


@pytest.mark.parametrize(
    "name", ["{}", "{1}", "{ x}", "{a{b}}", "{" + "a" * 41 + "}", "CNY_15", "firm_2015", "XYZ_2015"]
)
def test_what_is_made_of_no_name(name: str) -> None:
    assert KNOWN.find(name) is None


# -- reading the files --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("symbol", "dimension", "factor", "plural", "counted"),
    [
        ("m", (("m", 1),), Fraction(1), "m", True),
        ("km", (("m", 1),), Fraction(1000), "km", True),
        ("km²", (("m", 2),), Fraction(10**6), "km²", True),
        ("mu", (("m", 2),), Fraction(10_000, 15), "mu", True),
        ("day", (("s", 1),), Fraction(86_400), "days", True),
        ("week", (("s", 1),), Fraction(7 * 86_400), "weeks", True),
        ("J", (("kg", 1), ("m", 2), ("s", -2)), Fraction(1), "J", True),
        ("W", (("kg", 1), ("m", 2), ("s", -3)), Fraction(1), "W", True),  # a joule a second
        ("kWh", (("kg", 1), ("m", 2), ("s", -2)), Fraction(3_600_000), "kWh", True),
        ("MtCO2e", (("tCO2e", 1),), Fraction(10**6), "MtCO2e", True),
        ("byte", (("bit", 1),), Fraction(8), "bytes", True),
        ("person", (("person", 1),), Fraction(1), "people", True),
        ("expert", (("person", 1),), Fraction(1), "experts", True),
        ("FLOPS", (("FLOPS", 1),), Fraction(1), "FLOPS", True),
        ("%", (), Fraction(1, 100), "%", False),
        ("×", (), Fraction(1), "×", False),
        ("% of GDP", (("% of GDP", 1),), Fraction(1), "% of GDP", False),
        ("CNY", (("CNY", 1),), Fraction(1), "CNY", False),
        ("INTL", (("INTL", 1),), Fraction(1), "INTL", False),
    ],
)
def test_a_line_defines_a_symbol(
    anew: Vocabulary, symbol: str, dimension: Dimension, factor: Fraction, plural: str, counted: bool
) -> None:
    found = anew.symbols[symbol]
    assert (found.symbol, found.dimension, found.factor) == (symbol, dimension, factor)
    assert (found.plural, found.counted) == (plural, counted)
    assert (found.currency, found.base_year) == (symbol if symbol in ("CNY", "INTL") else None, None)


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("square kilometres", "km²"),
        ("SQUARE KILOMETRES", "km²"),
        ("kilometres", "km"),
        ("Kilowatt-hours", "kWh"),
        ("亩", "mu"),
        ("NEVs", "vehicle"),
        ("nevs", "vehicle"),
        ("Yuan", "CNY"),
        ("RMB", "CNY"),
        ("€", "EUR"),
        ("international dollars", "INTL"),
        ("International Dollar", "INTL"),
        ("fte", None),  # three letters: a symbol, in its own case
        ("nev", None),
        ("MIN", None),
        ("new", None),
        ("number", None),
        ("counted", None),
        ("#", None),
        ("", None),
    ],
)
def test_a_line_names_a_symbol(anew: Vocabulary, name: str, symbol: str | None) -> None:
    found = anew.find(name)
    assert (found and found.symbol) == symbol


def test_nothing_is_read_but_what_the_lines_define(anew: Vocabulary) -> None:
    heads = {line.split(" ;")[0].split(" = ")[0].strip() for line in lines("units.txt") + lines("currencies.txt")}
    prefixed = {symbol for symbol in anew.symbols if symbol[:1] in PREFIXES and symbol[1:] in heads} - heads
    assert set(anew.symbols) == heads | prefixed | {"INTL"}
    assert set(anew.names.values()) == set(anew.symbols)


def test_what_is_made_of_a_name_has_no_other() -> None:
    own = _made.__wrapped__("{flying car}")
    assert own is not None
    assert (own.symbol, own.plural, own.factor, own.counted) == ("{flying car}", "{flying car}", Fraction(1), True)
    priced = _made.__wrapped__("CNY_2015")
    assert priced is not None
    assert (priced.symbol, priced.plural, priced.factor, priced.counted) == ("CNY_2015", "CNY_2015", Fraction(1), False)
