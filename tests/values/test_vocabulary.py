"""The vocabulary: every line of its two files is well formed and says what ISO 4217 and usage say."""

from __future__ import annotations

import re
from fractions import Fraction
from importlib.resources import files

import pytest
from babel.core import get_global
from babel.numbers import get_territory_currencies

from cityinnov.values.vocabulary import AMBIGUOUS, PREFIXES, vocabulary

KNOWN = vocabulary()


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
