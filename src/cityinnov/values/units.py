"""Unit: plain immutable data (symbol → exponent) over the curated vocabulary.

A currency is a unit with a dimension of its own, and so is each constant-price basis
(`CNY_2015`) and each countable thing (firm, vehicle, wafer). What can be converted is
what has one dimension; everything else raises, with what to do about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from math import prod
from types import MappingProxyType
from typing import Any, NamedTuple

import attrs

from cityinnov.errors import CurrencyError, DimensionError, PriceBaseYearError, UnitError, nearest
from cityinnov.message import Message
from cityinnov.values.vocabulary import AMBIGUOUS, DIMENSIONLESS, Dimension, Symbol, vocabulary

__all__ = ["NUMBER", "Product", "Unit", "conversion_factor", "divided", "multiplied", "unit_of_both"]

Powers = tuple[tuple[str, int], ...]


@attrs.frozen(slots=True, eq=False, init=False, repr=False)
class Unit:
    """A unit of the vocabulary, or a product of them; two units of the same text are one object.

    Attributes
    ----------
    powers : tuple of (str, int)
        Symbols with their exponents, in the order they are written.
    dimension : tuple of (str, int)
        Exponents of the base symbols; two units convert if these are equal.
    factor : Fraction
        How many base units it is.
    counted : bool
        Whether its amounts begin at zero ("under 500 firms" is from 0).
    money : tuple of str
        The currency symbols at current prices in it.

    Examples
    --------
    >>> Unit.parse("EUR per person per year")
    Unit('EUR/person/year')
    >>> Unit.parse("wafers/month") is Unit.parse("wafer / month")
    True
    """

    powers: Powers
    dimension: Dimension
    factor: Fraction
    counted: bool
    money: tuple[str, ...]
    text: str
    plural: str

    @staticmethod
    def of(value: str | Unit) -> Unit:
        """A unit itself, or the unit that a text names."""
        return value if isinstance(value, Unit) else Unit.parse(value)

    @staticmethod
    def parse(text: str) -> Unit:
        """Read a unit as people write it: singular or plural, spelt out or by symbol, with `/` or "per".

        Raises
        ------
        UnitError
            If a name is not in the vocabulary (with the nearest known ones), or if it is one
            that several currencies share (with the readings).
        """
        return _parse(text)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Unit) and self.powers == other.powers)

    def __hash__(self) -> int:
        return hash(self.powers)

    def __repr__(self) -> str:
        return f"Unit({self.text!r})"

    def __str__(self) -> str:
        return self.text

    def __reduce__(self) -> tuple[Any, ...]:
        return unit_of, (self.powers,)

    def __copy__(self) -> Unit:
        return self

    def __deepcopy__(self, memo: object) -> Unit:
        return self

    def __mul__(self, other: Unit) -> Unit:
        return multiplied(self, other).unit

    def __truediv__(self, other: Unit) -> Unit:
        return divided(self, other).unit

    @property
    def is_number(self) -> bool:
        """Whether it has no dimension: plain numbers, %, ×."""
        return self.dimension == DIMENSIONLESS

    @property
    def base_years(self) -> tuple[int, ...]:
        """The years of the constant prices in it."""
        symbols = (symbol_of(name) for name, _ in self.powers)
        return tuple(symbol.base_year for symbol in symbols if symbol.base_year is not None)

    @property
    def currencies(self) -> tuple[str, ...]:
        """The symbols of money in it, current or constant."""
        return tuple(name for name, _ in self.powers if symbol_of(name).currency)

    @property
    def price_basis(self) -> str | None:
        """The prices that money in it stands in; None where there is no money.

        Examples
        --------
        >>> Unit.parse("CNY/person").price_basis, Unit.parse("CNY_2015").price_basis, Unit.parse("person").price_basis
        ('current', 'constant 2015', None)
        """
        years = dict.fromkeys(symbol_of(name).base_year for name in self.currencies)
        said = ("current" if year is None else f"constant {year}" for year in years)
        return " and ".join(said) or None

    def replaced(self, old: str, new: str) -> Unit:
        """The same unit with one symbol written as another: CNY/person → USD/person."""
        return unit_of(tuple((new if name == old else name, power) for name, power in self.powers))


class Product(NamedTuple):
    """What a product or quotient of two units needs: the unit of the result, and the operands' factors and units."""

    unit: Unit
    left: float
    left_unit: Unit
    right: float
    right_unit: Unit


_build = Unit.__attrs_init__


@lru_cache(maxsize=4096)
def unit_of(powers: Powers) -> Unit:
    """The one unit of these powers; as many are kept as a study ever has."""
    ordered = tuple(sorted(powers, key=lambda pair: pair[1] < 0))  # as they are written: 1/person × CNY is CNY/person
    if ordered != powers:
        return unit_of(ordered)
    symbols = [(symbol_of(name), power) for name, power in powers]
    dimension: dict[str, int] = {}
    for symbol, power in symbols:
        for base, exponent in symbol.dimension:
            dimension[base] = dimension.get(base, 0) + exponent * power
    over = [(symbol, power) for symbol, power in symbols if power > 0]
    under = [(symbol, -power) for symbol, power in symbols if power < 0]
    tail = "".join("/" + _written(symbol.symbol, power) for symbol, power in under)
    head = "·".join(_written(symbol.symbol, power) for symbol, power in over)
    heads = "·".join([_written(s.symbol, p) for s, p in over[:-1]] + [_written(s.plural, p) for s, p in over[-1:]])
    unit = object.__new__(Unit)
    _build(
        unit,
        powers=powers,
        dimension=tuple(sorted((base, power) for base, power in dimension.items() if power)),
        factor=prod((symbol.factor**power for symbol, power in symbols), start=Fraction(1)),
        counted=bool(over) and all(symbol.counted for symbol, _ in symbols),
        money=tuple(symbol.symbol for symbol, _ in symbols if symbol.currency and symbol.base_year is None),
        text=(head or "1" if tail else head) + tail,
        plural=(heads or "1" if tail else heads) + tail,
    )
    return unit


def symbol_of(name: str) -> Symbol:
    """The entry of the vocabulary for a symbol."""
    symbol = vocabulary().find(name)
    if symbol is None:
        raise _unknown(name)
    return symbol


NUMBER_POWERS: Powers = ()


def _written(text: str, power: int) -> str:
    return text if power == 1 else f"{text}^{power}"


# -- arithmetic -----------------------------------------------------------------------


@lru_cache(maxsize=4096)
def multiplied(a: Unit, b: Unit, sign: int = 1) -> Product:
    """The unit of a product (or, with `sign=-1`, of a quotient) and the factors its operands need first.

    Plain numbers such as % are dissolved (10 % × 500 firms is 50 firms), and a symbol of `b` that
    measures what one of `a` measures is rewritten to it (wafers/month × years: in months).
    """
    left, right = Fraction(1), Fraction(1)
    powers: dict[str, int] = {}
    rewritten: dict[str, int] = {}
    for name, power in a.powers:
        symbol = symbol_of(name)
        if symbol.is_number:
            left *= symbol.factor**power
        else:
            powers[name] = power
    for name, power in b.powers:
        symbol = symbol_of(name)
        if symbol.is_number:
            right *= symbol.factor**power
            continue
        same = next((known for known in powers if symbol_of(known).dimension == symbol.dimension), name)
        right *= (symbol.factor / symbol_of(same).factor) ** power
        rewritten[same] = rewritten.get(same, 0) + power
    left_unit, right_unit = _unit(powers), _unit(rewritten)
    for name, power in rewritten.items():
        powers[name] = powers.get(name, 0) + sign * power
    return Product(_unit(powers), float(left), left_unit, float(right), right_unit)


def _unit(powers: dict[str, int]) -> Unit:
    return unit_of(tuple((name, power) for name, power in powers.items() if power))


def divided(a: Unit, b: Unit) -> Product:
    """The unit of a quotient and the factors its operands need first."""
    return multiplied(a, b, -1)


@lru_cache(maxsize=4096)
def conversion_factor(unit: Unit, to: Unit) -> float:
    """The factor from one unit to another of its dimension.

    Raises
    ------
    CurrencyError, PriceBaseYearError, DimensionError
        If they do not measure the same thing.
    """
    if unit.dimension != to.dimension:
        raise mismatch(unit, to)
    return float(unit.factor / to.factor)


@lru_cache(maxsize=4096)
def unit_of_both(a: Unit, b: Unit) -> Unit:
    """The unit in which two amounts of one dimension add up.

    It is the first, unless the two count different kinds of one thing: graduates and experts add up to people,
    suppliers and firms to firms.
    """
    if a.dimension == DIMENSIONLESS or not a.factor == b.factor == 1:
        return a
    return a if a == b else unit_of(a.dimension)


def mismatch(a: Unit, b: Unit, verb: str = "convert to each other") -> DimensionError:
    """The error for two units that do not measure the same thing, with what to do about it."""
    data = {"left": a.text, "right": b.text}
    said = f"{a.text or 'a plain number'} and {b.text or 'a plain number'} do not {verb}"
    ours, theirs = _apart(a, b)
    if ours and theirs and set(ours) != set(theirs):
        if {name.partition("_")[0] for name in ours} == {name.partition("_")[0] for name in theirs}:
            return PriceBaseYearError(
                f"{said}: they stand in prices of different years",
                hint="bring both to one price basis with .deflate(year, index)",
                **data,
            )
        return CurrencyError(
            f"{said}: each currency is a dimension of its own",
            hint=Message('convert one first: .convert("{currency}", rates)', currency=theirs[0]),
            **data,
        )
    return DimensionError(
        f"{said}: they measure different things",
        hint="compare a ratio, or count both as one thing",
        **data,
    )


def _apart(a: Unit, b: Unit) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The money that keeps two units apart: that of each, or the two of a ratio that would be a number in one money."""
    for mixed, other in ((a, b), (b, a)):
        money = {base: power for base, power in mixed.dimension if base in mixed.currencies}
        rest = tuple(pair for pair in mixed.dimension if pair[0] not in money)
        if money and sum(money.values()) == 0 and rest == other.dimension:
            return mixed.currencies[:1], mixed.currencies[1:]
    return a.currencies, b.currencies


# -- reading --------------------------------------------------------------------------

_FACTOR = re.compile(r"(\S.*?)(?:\^|(?<=[^\W\d_]))(-?[1-9])")  # km2, km^2, CNY_2015^2
_SHORT_SCALES = MappingProxyType(
    {
        "k": "thousand", "K": "thousand", "m": "million", "mn": "million", "M": "million",
        "b": "billion", "B": "billion", "G": "billion", "T": "trillion",
    }
)  # fmt: skip


@lru_cache(maxsize=4096)
def _parse(text: str) -> Unit:
    if len(text) > 120:
        raise UnitError("this is too long for a unit", found=repr(text[:40] + "…"))
    words = " ".join(text.split())
    if not words:
        return NUMBER
    whole = vocabulary().find(words)
    if whole is not None:
        return unit_of(((whole.symbol, 1),))
    over, *under = re.split(r" ?/ ?|(?:^| )per ", words)
    powers: dict[str, int] = {}
    for part, sign in ((over, 1), *((part, -1) for part in under)):
        if part in ("", "1") and under and sign == 1:
            continue
        for name, power in _factors(part):
            powers[name] = powers.get(name, 0) + sign * power
    return _unit(powers)


def _factors(part: str) -> Iterable[tuple[str, int]]:
    for factor in re.split(r" ?[·*×] ?", part) if len(part) > 1 else (part,):
        symbol = vocabulary().find(factor)
        if symbol is not None:
            yield symbol.symbol, 1
            continue
        match = _FACTOR.fullmatch(factor)
        symbol = vocabulary().find(match[1]) if match else None
        if symbol is None or match is None:
            raise _unknown(factor)
        yield symbol.symbol, int(match[2])


#: A unit that a year follows without the comma between: `vehicles in 2023`, `people; 2024`.
_DATED = re.compile(r"([^\d;]*?[^\d;\s])(?:; ?| in | )((?:1[5-9]|20)\d\d\S*)")


def _unknown(name: str) -> UnitError:
    known = vocabulary()
    shared = AMBIGUOUS.get(name.lower().rstrip("s"))
    if shared:
        return UnitError(
            f"{name!r} may mean several things",
            expected="one of " + ", ".join(shared),
            hint=f"write e.g. {shared[0]}",
            readings=list(shared),
        )
    scale, _, rest = name.partition(" ")
    if scale in _SHORT_SCALES and rest and known.find(rest):
        meant = f"{_SHORT_SCALES[scale]} {rest}"
        readings = [
            meant,
            f"metres, and then {rest}" if scale == "m" else f"{rest}, the {scale!r} being something else",
        ]
        return UnitError(
            f"{name!r} is not a unit: {scale!r} is no scale here",
            expected="thousand, million, billion or trillion spelt out",
            hint=f"write {meant!r} if that is meant",
            readings=readings,
        )
    if name[:1] in ("k", "M", "G", "T") and known.find(name[1:]):
        return UnitError(
            f"{name!r} is not a unit: prefixes go with physical units only",
            hint=f"write {_SHORT_SCALES[name[0]]} {name[1:]}",
        )
    if dated := _DATED.fullmatch(name):
        unit, period = dated.groups()
        return UnitError(f"{name[:40]!r} is not a unit", hint=f"a period follows after a comma: {unit}, {period}")
    near = nearest(name, list(known.names))
    return UnitError(
        f"the unit {name[:40]!r} is not in the vocabulary",
        hint=(f"nearest: {', '.join(near)}; " if near else "")
        + f"a thing of your own is counted in braces: 12 {{{name.strip('{}')[:30]}}}",
        nearest=near,
    )


NUMBER = unit_of(NUMBER_POWERS)
