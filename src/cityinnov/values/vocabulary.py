"""The curated vocabulary of units, read once from `units.txt` and `currencies.txt`.

A symbol is what one line defines: how it is written, which dimension it has, its factor to the
base of that dimension, and whether it counts from zero. `units.Unit` is built of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from itertools import chain
from types import MappingProxyType

import attrs

__all__ = ["AMBIGUOUS", "DIMENSIONLESS", "Symbol", "Vocabulary", "vocabulary"]

#: Exponents of base symbols, sorted; () for plain numbers.
Dimension = tuple[tuple[str, int], ...]
DIMENSIONLESS: Dimension = ()

PREFIXES = MappingProxyType({"k": ("kilo", 3), "M": ("mega", 6), "G": ("giga", 9), "T": ("tera", 12)})

#: Words and signs that several currencies share, and what they may mean. They are refused, never guessed.
AMBIGUOUS = MappingProxyType(
    {
        "$": ("USD", "HKD", "TWD", "CAD", "AUD", "SGD"),
        "dollar": ("USD", "HKD", "TWD", "CAD", "AUD", "SGD"),
        "¥": ("CNY", "JPY"),
        "￥": ("CNY", "JPY"),
        "won": ("KRW", "KPW"),
        "pound": ("GBP", "EGP", "a mass: use kg"),
        "rupee": ("INR", "PKR", "LKR", "NPR"),
        "rouble": ("RUB", "BYN"),
        "peso": ("MXN", "PHP", "ARS", "CLP"),
        "franc": ("CHF", "XOF", "XAF", "FRF"),
        "crown": ("SEK", "NOK", "DKK", "CZK"),
        "krona": ("SEK", "ISK"),
        "krone": ("NOK", "DKK"),
        "dinar": ("KWD", "RSD", "TND", "IQD"),
        "dirham": ("AED", "MAD"),
        "riyal": ("SAR", "QAR"),
        "ton": ("t", "short ton (0.907 t)", "long ton (1.016 t)"),
    }
)

_OWN = re.compile(r"\{[^\W\d][\w -]{0,38}\}")
_PRICED = re.compile(r"([A-Z]{3}|INTL)_(\d{4})")
_POWER = re.compile(r"([^\d^-]+)\^?(-?\d+)?")


@attrs.frozen(slots=True)
class Symbol:
    """One unit of the vocabulary.

    Parameters
    ----------
    symbol : str
        How it stands in a compound unit: `km²`, `CNY`, `firm`.
    dimension : tuple of (str, int)
        Exponents of the base symbols.
    factor : Fraction
        How many base units it is.
    plural : str
        How it is written after a number other than one.
    counted : bool
        Whether it counts or measures from zero up.
    currency : str or None
        The ISO 4217 code, for money.
    base_year : int or None
        The year of the prices, for constant-price money.
    """

    symbol: str
    dimension: Dimension
    factor: Fraction
    plural: str
    counted: bool = False
    currency: str | None = None
    base_year: int | None = None

    @property
    def is_number(self) -> bool:
        """Whether it is a plain number such as %."""
        return not self.dimension


@attrs.frozen(slots=True, eq=False)
class Vocabulary:
    """All symbols, and every name by which one is known."""

    symbols: MappingProxyType[str, Symbol]
    names: MappingProxyType[str, str]

    def find(self, name: str) -> Symbol | None:
        """The symbol of a name, or None; spelt-out names are known in any case, symbols in their own."""
        symbol = self.names.get(name)
        if symbol is None and len(name) > 3:
            symbol = self.names.get(name.lower())
        return self.symbols[symbol] if symbol is not None else _made(name)


@lru_cache(maxsize=512)
def _made(name: str) -> Symbol | None:
    """A symbol made from its name alone, a dimension of its own.

    Constant prices (`CNY_2015`), and things of the author's own, in braces as in the Unified Code
    for Units of Measure (`{flying car}`): so nothing has to be registered, and typing errors stay errors.
    """
    if _OWN.fullmatch(name):
        return Symbol(name, ((name, 1),), Fraction(1), name, counted=True)
    match = _PRICED.fullmatch(name)
    code = vocabulary().symbols.get(match[1]) if match else None
    if match is None or code is None or code.currency is None:
        return None
    return Symbol(name, ((name, 1),), Fraction(1), name, currency=match[1], base_year=int(match[2]))


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Read the vocabulary; the first call costs a few milliseconds."""
    symbols: dict[str, Symbol] = {}
    names: dict[str, str] = {}
    for symbol, aliases in chain(_currencies(), _units(symbols)):  # a unit is defined by those above it
        symbols[symbol.symbol] = symbol
        for name in (symbol.symbol, *aliases):
            names.setdefault(name, symbol.symbol)
            if len(name) > 3:  # short ones are symbols, where case has a meaning
                names.setdefault(name.lower(), symbol.symbol)
    return Vocabulary(MappingProxyType(symbols), MappingProxyType(names))


def _lines(file: str) -> Iterator[tuple[str, list[str], list[str]]]:
    text = files("cityinnov.values").joinpath(file).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            head, *fields = (field.strip() for field in line.split(" ;"))
            lists = [[entry.strip() for entry in field.split(",") if entry.strip()] for field in fields]
            yield head, lists[0] if lists else [], lists[1] if len(lists) > 1 else []


def _currencies() -> Iterator[tuple[Symbol, list[str]]]:
    for code, names, _ in _lines("currencies.txt"):
        yield Symbol(code, ((code, 1),), Fraction(1), code, currency=code), names
    international = ["international dollar", "international dollars"]
    yield Symbol("INTL", (("INTL", 1),), Fraction(1), "INTL", currency="INTL"), international


def _units(known: dict[str, Symbol]) -> Iterator[tuple[Symbol, list[str]]]:
    for head, names, marks in _lines("units.txt"):
        symbol, definition = head.split(" = ")
        counted = "counted" in marks
        prefixes = [mark for field in marks if field != "counted" for mark in field.split()]
        dimension, factor = _define(symbol, definition, known)
        is_word = names[:1] == [symbol] and len(names) > 1
        yield Symbol(symbol, dimension, factor, names[1] if is_word else symbol, counted), names
        for prefix in prefixes:
            word, power = PREFIXES[prefix]
            made = Symbol(prefix + symbol, dimension, factor * 10**power, prefix + symbol, counted)
            yield made, [word + name for name in names]


def _define(symbol: str, definition: str, known: dict[str, Symbol]) -> tuple[Dimension, Fraction]:
    if definition == "new":
        return ((symbol, 1),), Fraction(1)
    number, *parts = definition.split()
    factor, powers = Fraction(number), dict[str, int]()
    for part in parts:
        match = _POWER.fullmatch(part)
        if part == "number" or match is None:
            continue
        base, power = known[match[1]], int(match[2] or 1)
        factor *= base.factor**power
        for name, exponent in base.dimension:
            powers[name] = powers.get(name, 0) + exponent * power
    return tuple(sorted((name, power) for name, power in powers.items() if power)), factor
