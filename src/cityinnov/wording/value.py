"""The value that a text says in a language, ``über 500 Unternehmen``: its bounds and its unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

import attrs

from cityinnov.errors import LiteralError
from cityinnov.values.bounds import Bounds
from cityinnov.values.display import floor_of
from cityinnov.values.figure import Figure
from cityinnov.values.literal.value import YEAR
from cityinnov.values.units import NUMBER, Unit, symbol_of, unit_of
from cityinnov.wording.amounts import amounts, plain_numbers, ranges, unit_names
from cityinnov.wording.language import Language
from cityinnov.wording.phrases import compiled, filled

__all__ = ["Value", "values_of"]

Value = tuple[Bounds, Unit]


def values_of(text: str, language: Language, trouble: list[LiteralError]) -> Iterator[Value | Figure]:
    """The values that a text may be; a part of a whole is a figure, for its two counts are kept."""
    yield from _parts_of(text, language)
    for inner, year in _priced(text, language):
        for outer, under in _rates(inner, language, ()):
            yield from _bounded(outer, language, under, year, trouble)


def _parts_of(text: str, language: Language) -> Iterator[Figure]:
    for groups in filled(language.phrases["part_of"], text):
        if "part" in groups:
            parts = [value for value, _ in amounts(groups["part"], language, [])]
        else:
            parts = plain_numbers(groups["a"], language)
        for (whole, name), part in ((one, part) for one in amounts(groups["b"], language, []) for part in parts):
            if name:
                yield Figure.parse(f"{part:.15g} of {whole:.15g} {symbol_of(name).plural}")


def _priced(text: str, language: Language) -> Iterator[tuple[str, int | None]]:
    yield text, None
    for groups in filled(language.phrases["prices"], text):
        if YEAR.fullmatch(groups["year"]):
            yield groups["n"], int(groups["year"])


def _rates(text: str, language: Language, under: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A text without its "per person", and what it was per."""
    yield text, under
    if len(under) < 3:
        for pattern, name in _rate_patterns(language):
            if (match := pattern.fullmatch(text)) is not None:
                yield from _rates(match["n"], language, (name, *under))


@lru_cache(maxsize=64)
def _rate_patterns(language: Language) -> tuple[tuple[re.Pattern[str], str], ...]:
    found = []
    for name in unit_names():
        form = language.unit_form(unit_of(((name, -1),)))
        found.append((compiled(form.around), name))
    return tuple(found)


def _bounded(
    text: str, language: Language, under: tuple[str, ...], year: int | None, trouble: list[LiteralError]
) -> Iterator[Value]:
    for kind, pattern in _qualified(language):
        match = pattern.fullmatch(text)
        if match is None:
            continue
        if kind == "roughly":
            inner = _bounded(match["n"], language, under, year, [])
            yield from ((attrs.evolve(bounds, approx=True), measured) for bounds, measured in inner)
        elif "a" in match.groupdict():
            yield from _two_ended(kind, match, language, under, year)
        else:
            for value, name in amounts(match["n"], language, trouble):
                unit = _unit(name, under, year)
                if kind == "exact" and unit is NUMBER and YEAR.fullmatch(text):
                    trouble.append(_year_or_number(text))
                    continue
                if unit is not None:
                    yield _BOUNDS[kind](value, floor_of(unit)), unit
    for low, high, name in ranges(text, language):
        unit = _unit(name, under, year)
        if unit is not None and low <= high:
            yield Bounds(low, high), unit


def _year_or_number(text: str) -> LiteralError:
    hint = "write the unit"
    return LiteralError(f"{text!r} may be a year or a number", hint=hint, readings=["a year", "a plain number"])


def _two_ended(
    kind: str, match: re.Match[str], language: Language, under: tuple[str, ...], year: int | None
) -> Iterator[Value]:
    first, second = kind.split("-")
    for low, name in amounts(match["a"], language, []):
        for high, other in amounts(match["b"], language, []):
            unit = _unit(name, under, year)
            if name == other and low <= high and unit is not None:
                yield Bounds(low, high, first == "at_least", second == "up_to"), unit


_BOUNDS: Mapping[str, Callable[[float, float], Bounds]] = MappingProxyType(
    {
        "exact": lambda x, floor: Bounds.exact(x),
        "about": lambda x, floor: Bounds.about(x),
        "over": lambda x, floor: Bounds.over(x),
        "just_over": lambda x, floor: Bounds.just_over(x),
        "at_least": lambda x, floor: Bounds.at_least(x),
        "under": Bounds.under,
        "nearly": Bounds.nearly,
        "up_to": Bounds.at_most,
    }
)


@lru_cache(maxsize=64)
def _qualified(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """A pattern for each way to qualify an amount, and for both ends at once."""
    phrases = language.phrases
    found = [("exact", compiled("{n}"))]
    found += [(kind, compiled(phrases[kind])) for kind in ("roughly", *_BOUNDS) if kind != "exact"]
    for first in ("over", "at_least"):
        for second in ("under", "up_to"):
            low, high = phrases[first].replace("{n}", "{a}"), phrases[second].replace("{n}", "{b}")
            both = phrases["both"].replace("{a}", "\0").replace("{b}", high).replace("\0", low)
            found.append((f"{first}-{second}", compiled(both)))
    return tuple(found)


def _unit(name: str, under: tuple[str, ...], year: int | None) -> Unit | None:
    """The unit of a symbol, of what it is per, and of the year of its prices; None where these do not go together."""
    symbol = symbol_of(name) if name else None
    if year is not None:
        if symbol is None or not symbol.currency:
            return None
        name = f"{name}_{year}"
    powers = ((name, 1), *((one, -1) for one in under)) if name else tuple((one, -1) for one in under)
    return unit_of(powers) if len(dict(powers)) == len(powers) else None
