"""Figures read back from a language: the phrases of its file, turned round.

What `format_figure` writes is read as what it was; there is no grammar beside the file that writes. A text of which the
phrases give two figures is refused with both, and so is a number as another language would write it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

import attrs

from cityinnov.errors import CityinnovError, LiteralError
from cityinnov.values.bounds import Bounds
from cityinnov.values.display import floor_of
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period
from cityinnov.values.rules import Status
from cityinnov.values.source import Citation, parse_citations
from cityinnov.values.units import NUMBER, Unit, symbol_of, unit_of
from cityinnov.values.vocabulary import vocabulary
from cityinnov.wording.language import Language, language_of
from cityinnov.wording.locale import LocaleLike
from cityinnov.wording.messages import messages
from cityinnov.wording.periods import read_period

__all__ = ["read_figure"]

LONGEST = 1000
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d")
#: Marks of the direction of writing, which show nothing.
_MARKS = re.compile("[\u200e\u200f\u061c]")

Value = tuple[Bounds, Unit]


def read_figure(text: str, locale: LocaleLike = None) -> Figure:
    """Read a figure as `format_figure` says it in a language, alone or with period, status and sources.

    Raises
    ------
    LiteralError
        If it is none, or could be several; `data["readings"]` has them.

    Examples
    --------
    >>> print(read_figure("约1500亿元人民币", "zh_CN"))
    about 150 billion CNY "约1500亿元人民币"
    >>> read_figure("über 500 Unternehmen, Mai 2025 [br ¶13]", "de") == Figure.parse("over 500 firms, 2025-05 [br ¶13]")
    True
    >>> read_figure("1.5 Milliarden Euro", "de")
    Traceback (most recent call last):
    cityinnov.errors.LiteralError: '1.5' can be read in two ways; expected 1,5 or 15, each written so
    """
    language = language_of(locale)
    if not isinstance(text, str):
        raise LiteralError("a figure is read from text", found=repr(text)[:60], expected=_example(language))
    if len(text) > LONGEST:
        raise LiteralError(f"a text of {len(text):,} characters is no figure", found=repr(text[:40] + "…"))
    words, citations = _split_citations(_tidy(text).strip())
    trouble: list[LiteralError] = []
    found = list(_statements(words, language, trouble))
    distinct = list(dict.fromkeys(found))
    if len(distinct) > 1:
        readings = [str(figure) for figure in distinct]
        raise LiteralError(
            f"{text[:60]!r} can be read in {len(distinct)} ways", expected=" or ".join(readings), readings=readings
        )
    if not distinct:
        raise _unread(text, language, trouble)
    return distinct[0].cited(*citations) if citations else found[0]


def _tidy(text: str) -> str:
    """A text with every blank one space."""
    return re.sub(r"\s+", " ", _MARKS.sub("", text))


def _unread(text: str, language: Language, trouble: list[LiteralError]) -> LiteralError:
    ambiguous = next((error for error in trouble if "readings" in error.data), None)
    if ambiguous is not None:
        return ambiguous
    name = language.locale.get_display_name("en") or str(language.locale)
    return LiteralError(f"cannot read {text[:60]!r} as a figure in {name}", expected=_example(language))


def _example(language: Language) -> str:
    from cityinnov.wording.figures import format_figure

    return f"e.g. {format_figure(Figure.over(500, 'firm'), language.locale)!r}"


def _split_citations(text: str) -> tuple[str, tuple[Citation, ...]]:
    head, opening, inside = text.rpartition("[")
    if not (text.endswith("]") and opening) or _YEAR.fullmatch(inside[:-1]):
        return text, ()
    return head.rstrip(), parse_citations(inside[:-1])


# -- value, restatements, period, status ------------------------------------------------


def _statements(text: str, language: Language, trouble: list[LiteralError]) -> Iterator[Figure]:
    """The figures that a text may be, each with the period and status that follow its value."""
    mark = language.phrases["then"]
    parts = text.split(mark)
    for cut in range(1, len(parts) + 1):
        try:
            period, status = _tail(parts[cut:], mark, language)
        except CityinnovError:
            continue
        for value, words, restated in _restatements(mark.join(parts[:cut]).strip(), language, trouble):
            if isinstance(value, Figure):
                yield _dated(value, period, status)
            else:
                yield Figure(value[0], value[1], period, status, restated=restated, stated=words)


def _dated(share: Figure, period: Period | None, status: Status) -> Figure:
    """A part of a whole with its period: both of its counts are of that time."""
    tail = "".join(f", {part}" for part in (period, status if status is not Status.UNSTATED else None) if part)
    return Figure.parse(f"{share.stated}{tail}")


def _tail(parts: list[str], mark: str, language: Language) -> tuple[Period | None, Status]:
    status = Status.UNSTATED
    if parts and parts[-1].strip() in (words := _statuses(language)):
        status, parts = words[parts[-1].strip()], parts[:-1]
    return (read_period(mark.join(parts).strip(), language.locale) if parts else None), status


@lru_cache(maxsize=64)
def _statuses(language: Language) -> Mapping[str, Status]:
    say = messages(language.locale).pgettext
    return MappingProxyType({say("Status", status.value): status for status in Status})


def _restatements(
    text: str, language: Language, trouble: list[LiteralError]
) -> Iterator[tuple[Value | Figure, str, tuple[Figure, ...]]]:
    for value in _values(text, language, trouble):
        yield value, text, ()
    for groups in _filled(language.phrases["restated"], text):
        others = [
            list(_values(other.strip(), language, [])) for other in groups["others"].split(language.phrases["also"])
        ]
        if all(len(readings) == 1 for readings in others):
            restated = tuple(_figure(readings[0]) for readings in others)
            yield from ((value, groups["n"], restated) for value in _values(groups["n"], language, []))


def _figure(value: Value | Figure) -> Figure:
    return value if isinstance(value, Figure) else Figure(*value)


def _values(text: str, language: Language, trouble: list[LiteralError]) -> Iterator[Value | Figure]:
    yield from _parts_of(text, language)
    for inner, year in _priced(text, language):
        for outer, under in _rates(inner, language, ()):
            yield from _bounded(outer, language, under, year, trouble)


def _parts_of(text: str, language: Language) -> Iterator[Figure]:
    for groups in _filled(language.phrases["part_of"], text):
        if "part" in groups:
            parts = [value for value, _ in _amounts(groups["part"], language, [])]
        else:
            parts = _plain(groups["a"], language)
        for (whole, name), part in ((one, part) for one in _amounts(groups["b"], language, []) for part in parts):
            if name:
                yield Figure.parse(f"{part:.15g} of {whole:.15g} {symbol_of(name).plural}")


def _plain(text: str, language: Language) -> list[float]:
    try:
        return [float(language.numbers.read(text))]
    except LiteralError:
        return []


def _priced(text: str, language: Language) -> Iterator[tuple[str, int | None]]:
    yield text, None
    for groups in _filled(language.phrases["prices"], text):
        if _YEAR.fullmatch(groups["year"]):
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
    for name in _names():
        form = language.unit_form(unit_of(((name, -1),)))
        found.append((_compiled(form.around), name))
    return tuple(found)


# -- bounds -------------------------------------------------------------------------------


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
            for value, name in _amounts(match["n"], language, trouble):
                unit = _unit(name, under, year)
                if kind == "exact" and unit is NUMBER and _YEAR.fullmatch(text):
                    trouble.append(_year_or_number(text))
                    continue
                if unit is not None:
                    yield _BOUNDS[kind](value, floor_of(unit)), unit
    for low, high, name in _ranges(text, language):
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
    for low, name in _amounts(match["a"], language, []):
        for high, other in _amounts(match["b"], language, []):
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
    found = [("exact", _compiled("{n}"))]
    found += [(kind, _compiled(phrases[kind])) for kind in ("roughly", *_BOUNDS) if kind != "exact"]
    for first in ("over", "at_least"):
        for second in ("under", "up_to"):
            low, high = phrases[first].replace("{n}", "{a}"), phrases[second].replace("{n}", "{b}")
            both = phrases["both"].replace("{a}", "\0").replace("{b}", high).replace("\0", low)
            found.append((f"{first}-{second}", _compiled(both)))
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


# -- amounts ------------------------------------------------------------------------------


def _ranges(text: str, language: Language) -> Iterator[tuple[float, float, str]]:
    between = language.phrases["between"]
    for (before, after), name in _heads(language).items():
        if not (text.startswith(before) and text.endswith(after)) or len(text) <= len(before) + len(after):
            continue
        inner = text[len(before) : len(text) - len(after)]
        for groups in _filled(between, inner):
            b = groups["b"]
            if before and not after:  # a sign in front is said again: CN¥3 to CN¥5
                if not b.startswith(before):
                    continue
                b = b[len(before) :]
            for low in _numbers(groups["a"], language, [], ""):
                yield from ((low, high, name) for high in _numbers(b, language, [], ""))


def _amounts(text: str, language: Language, trouble: list[LiteralError]) -> Iterator[tuple[float, str]]:
    """The numbers that a text may be, each with the symbol of its unit ("" for none)."""
    for (before, after), name in _heads(language).items():
        if text.startswith(before) and text.endswith(after) and len(text) > len(before) + len(after):
            inner = text[len(before) : len(text) - len(after)]
            yield from ((value, name) for value in _numbers(inner, language, trouble, name))


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
    return tuple(sorted({("", "", 0), *((*_around(form), power) for form, power in forms)}))


@lru_cache(maxsize=64)
def _heads(language: Language) -> Mapping[tuple[str, str], str]:
    """What stands before and after the number of each unit."""
    found: dict[tuple[str, str], str] = {("", ""): ""}
    for name in _names():
        for form in language.symbol_forms(name).values():
            found.setdefault(_around(form), name)
    return MappingProxyType(found)


def _around(form: str) -> tuple[str, str]:
    """What a pattern says before and after its number."""
    before, _, after = _tidy(form).partition("{n}")
    return before, after


@lru_cache(maxsize=1)
def _names() -> tuple[str, ...]:
    return tuple(vocabulary().symbols)


def _filled(phrase: str, text: str) -> Iterator[dict[str, str]]:
    match = _compiled(phrase).fullmatch(text)
    if match is not None:
        yield match.groupdict()


@lru_cache(maxsize=2048)
def _compiled(phrase: str) -> re.Pattern[str]:
    """A phrase with its fields left open."""
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(_tidy(phrase))))
