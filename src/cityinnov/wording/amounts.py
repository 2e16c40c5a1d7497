"""Amounts in the words of a language: a number, the scale word at it and the unit around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from cityinnov.errors import LiteralError
from cityinnov.values.units import symbol_of
from cityinnov.values.vocabulary import vocabulary
from cityinnov.wording.language import Language
from cityinnov.wording.phrases import around, filled

__all__ = ["amounts", "plain_numbers", "ranges", "unit_names"]


def amounts(text: str, language: Language, trouble: list[LiteralError]) -> Iterator[tuple[float, str]]:
    """The numbers that a text may be, each with the symbol of its unit ("" for none)."""
    for (before, after), name in _heads(language).items():
        if text.startswith(before) and text.endswith(after) and len(text) > len(before) + len(after):
            inner = text[len(before) : len(text) - len(after)]
            yield from ((value, name) for value in _numbers(inner, language, trouble, name))


def ranges(text: str, language: Language) -> Iterator[tuple[float, float, str]]:
    """The two ends that a text may be between, with the symbol of their unit."""
    between = language.phrases["between"]
    for (before, after), name in _heads(language).items():
        if not (text.startswith(before) and text.endswith(after)) or len(text) <= len(before) + len(after):
            continue
        inner = text[len(before) : len(text) - len(after)]
        for groups in filled(between, inner):
            b = groups["b"]
            if before and not after:  # a sign in front is said again: CN¥3 to CN¥5
                if not b.startswith(before):
                    continue
                b = b[len(before) :]
            for low in _numbers(groups["a"], language, [], ""):
                yield from ((low, high, name) for high in _numbers(b, language, [], ""))


def plain_numbers(text: str, language: Language) -> list[float]:
    """The number that a text is, without scale and unit; nothing if it is none."""
    try:
        return [float(language.numbers.read(text))]
    except LiteralError:
        return []


def _numbers(text: str, language: Language, trouble: list[LiteralError], name: str) -> Iterator[float]:
    for before, after, power in _scale_words(language):
        if text.startswith(before) and text.endswith(after) and len(text) > len(before) + len(after):
            inner = text[len(before) : len(text) - len(after)]
            if not (inner[-1].isdecimal() or inner[-1] == "∞"):
                continue
            try:
                plain = language.numbers.read(inner)
                if power == 0:
                    _refuse_thousands(inner, plain, name)
                yield _value(plain, power)
            except LiteralError as error:
                trouble.append(error)


def _value(plain: str, power: int) -> float:
    if plain.endswith("inf"):
        return float(plain)
    mantissa, _, exponent = plain.partition("e")
    return float(f"{mantissa}e{int(exponent or 0) + power}")


def _refuse_thousands(text: str, plain: str, name: str) -> None:
    """Refuse ``1,500 Unternehmen``, which by the German comma is one and a half, and by the English one is meant."""
    whole, _, part = plain.lstrip("-").partition(".")
    if len(part) == 3 and len(whole) <= 3 and whole != "0" and (part[-1] == "0" or _is_noun(name)):
        readings = [plain.rstrip("0"), whole + part]
        raise LiteralError(
            f"{text!r} can be read in two ways",
            expected=" or ".join(readings),
            hint="write thousands without a mark, and no zero at the end of a fraction",
            readings=readings,
        )


def _is_noun(name: str) -> bool:
    """Whether a unit is a thing one counts, of which there is seldom a thousandth."""
    return bool(name) and symbol_of(name).plural != name


@lru_cache(maxsize=64)
def _scale_words(language: Language) -> tuple[tuple[str, str, int], ...]:
    forms = ((form, scale.power) for scale in language.scales for form in scale.forms.values())
    return tuple(sorted({("", "", 0), *((*around(form), power) for form, power in forms)}))


@lru_cache(maxsize=64)
def _heads(language: Language) -> Mapping[tuple[str, str], str]:
    """What stands before and after the number of each unit."""
    found: dict[tuple[str, str], str] = {("", ""): ""}
    for name in unit_names():
        for form in language.symbol_forms(name).values():
            found.setdefault(around(form), name)
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def unit_names() -> tuple[str, ...]:
    """The symbols of all units."""
    return tuple(vocabulary().symbols)
