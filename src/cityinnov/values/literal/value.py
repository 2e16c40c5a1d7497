"""The value that a literal begins with, ``over 500 firms`` or ``3 to 5 billion EUR``: its bounds and its unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from types import MappingProxyType

from cityinnov.errors import LiteralError
from cityinnov.values.bounds import Bounds
from cityinnov.values.display import THOUSANDS, floor_of, may_be_thousands
from cityinnov.values.numbers import NUMBER_PATTERN, SCALES, read_number
from cityinnov.values.units import NUMBER, Unit

__all__ = ["EXAMPLE", "MULTIPLES", "QUALIFIERS", "YEAR", "read_value", "refuse_dots_between_thousands"]

#: What is expected of a text that is no figure.
EXAMPLE = "e.g. '50 firms, 2025-05 [br]'"

_OVER, _AT_LEAST, _UNDER, _AT_MOST = "over", "at least", "under", "up to"
_ABOUT, _NEARLY, _JUST_OVER = "about", "nearly", "just over"

#: Every way to qualify a number, and which of the seven it is.
QUALIFIERS = MappingProxyType(
    {
        "over": _OVER, "more than": _OVER, "above": _OVER, "exceeding": _OVER, ">": _OVER,
        "at least": _AT_LEAST, "no less than": _AT_LEAST, "not less than": _AT_LEAST, "no fewer than": _AT_LEAST,
        "a minimum of": _AT_LEAST, "≥": _AT_LEAST, ">=": _AT_LEAST,
        "under": _UNDER, "less than": _UNDER, "fewer than": _UNDER, "below": _UNDER, "<": _UNDER,
        "up to": _AT_MOST, "at most": _AT_MOST, "no more than": _AT_MOST, "not more than": _AT_MOST,
        "a maximum of": _AT_MOST, "≤": _AT_MOST, "<=": _AT_MOST,
        "about": _ABOUT, "around": _ABOUT, "approximately": _ABOUT, "approx.": _ABOUT, "roughly": _ABOUT,
        "some": _ABOUT, "circa": _ABOUT, "c.": _ABOUT, "ca.": _ABOUT, "~": _ABOUT,
        "nearly": _NEARLY, "almost": _NEARLY, "close to": _NEARLY, "just under": _NEARLY,
        "just over": _JUST_OVER, "slightly over": _JUST_OVER, "slightly more than": _JUST_OVER,
    }
)  # fmt: skip

#: Words that are a multiple by themselves.
MULTIPLES = MappingProxyType({"doubled": 2.0, "tripled": 3.0, "quadrupled": 4.0, "quintupled": 5.0, "halved": 0.5})

_BOUNDS: MappingProxyType[str, Callable[[float, float], Bounds]] = MappingProxyType(
    {
        _OVER: lambda x, floor: Bounds.over(x),
        _AT_LEAST: lambda x, floor: Bounds.at_least(x),
        _UNDER: Bounds.under,
        _AT_MOST: Bounds.at_most,
        _ABOUT: lambda x, floor: Bounds.about(x),
        _NEARLY: Bounds.nearly,
        _JUST_OVER: lambda x, floor: Bounds.just_over(x),
    }
)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_QUALIFIER = rf"(?:{_any_of(QUALIFIERS)})"
#: A scale word ends where the word does; 万 and 亿 stand before the unit without a space.
_SCALE = (
    rf"(?:(?:{_any_of(filter(str.isascii, SCALES))})(?![^\W\d_])|(?:{_any_of(s for s in SCALES if not s.isascii())}))"
)
_FRONT = r"[^\W\d_]{0,4}[$€£¥￥₩₹₫₱฿₪₦₴₺₮₸₵]|[A-Z]{3} |R\$|RMB "
_HEAD = re.compile(
    rf"(?P<approx>≈ ?)?(?:(?P<qualifier>{_QUALIFIER})(?:(?<=\w)\s+|(?<!\w)\s*))?"
    rf"(?P<front>{_FRONT})?(?P<number>{NUMBER_PATTERN})"
    rf"(?P<plus>\+|-plus\b| or more\b)?"
    rf"(?:\s*(?P<scale>{_SCALE})|(?P<short>m|k)\b)?"
    rf"(?:(?:\s+to\s+|\s*[–—]\s*|(?<=\d)-(?=\d))(?P<high>{NUMBER_PATTERN})(?:\s*(?P<high_scale>{_SCALE}))?"
    rf"|\s+and\s+(?P<second>{_QUALIFIER})\s+(?P<end>{NUMBER_PATTERN})(?:\s*(?P<end_scale>{_SCALE}))?)?"
    r"\s*(?P<unit>.*)",
    re.DOTALL,
)
_MULTIPLE = re.compile(rf"(?:(?P<qualifier>{_QUALIFIER})\s+)?(?P<word>{_any_of(MULTIPLES)})")
_BETWEEN = re.compile(rf"between ({NUMBER_PATTERN}) and ({NUMBER_PATTERN})")
#: A number that may be a year.
YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d")
_YEARS = re.compile(rf"({YEAR.pattern}) ?(?:[-–—/]|to) ?((?:\d\d)?\d\d)")


def read_value(text: str) -> tuple[Bounds, Unit]:
    """Bounds and unit of the first part of a literal."""
    if text.startswith("between "):
        text = _BETWEEN.sub(r"\1 to \2", text, count=1)
    if match := _YEARS.fullmatch(text):
        raise _not_said_in_one_way(text, f"the years {match[1]} to {match[2]}", "plain numbers")
    match = _HEAD.fullmatch(text)
    if match is None:
        return _worded(text)
    qualifier, number, scale, unit_text = match["qualifier"], match["number"], match["scale"], match["unit"]
    if unit_text and (unit_text[0] == "x" or not (unit_text[0].isalpha() and unit_text[-1].isalpha())):
        _no_stray_characters(number, unit_text, text)
    unit = _unit(match, unit_text, text)
    two_sided = match["high"] or match["end"]
    if unit_text == "s" or "." in text:
        _in_one_way(match, unit, text)
    if not two_sided and scale is None and match["short"] is None:
        low = read_number(number)
    else:
        own = scale or {"m": "million", "k": "thousand"}.get(match["short"] or "")
        shared = match["high_scale"] or match["end_scale"]
        low = read_number(number, SCALES[own or shared] if own or shared else 0)
    if match["high"]:
        return _range(match, qualifier, low, text), unit
    if match["end"]:
        return _two_sided(match, low, text), unit
    if match["plus"]:
        if qualifier:
            raise _doubly_qualified(text)
        return Bounds.at_least(low), unit
    if qualifier is None:
        if abs(low) == float("inf"):
            raise LiteralError("infinity is no value", found=repr(text), hint="over x, at least x, up to x")
        if unit is NUMBER and YEAR.fullmatch(number):
            raise LiteralError(
                f"{number!r} may be a year or a number without its unit",
                expected=EXAMPLE,
                hint=f"write the unit, or {int(number):,} for a plain number",
                readings=["a year", "a plain number"],
            )
        return (Bounds.about(low) if match["approx"] else Bounds(low, low)), unit
    bounds = _BOUNDS[QUALIFIERS[qualifier]](low, floor_of(unit))
    return _marked(bounds, match), unit


def _no_stray_characters(number: str, rest: str, text: str) -> None:
    """Say of digits that stand where the unit belongs, and of a stray comma, how they are written."""
    grouped = re.match(r"\d{3}(?: \d{3})*(?!\d)", rest)
    if grouped:
        meant = f"{number},{grouped[0].replace(' ', ',')}"
        raise LiteralError(
            f"{text[:60]!r} has two numbers", expected="a comma between thousands", hint=f"write {meant}"
        )
    power = re.match(r"[×x*] ?10\^?([+-]?\d+)", rest)
    if power:
        raise LiteralError(f"{text[:60]!r} is written with a power of ten", hint=f"write {number}e{power[1]}")
    if rest.endswith(","):
        raise LiteralError(f"nothing follows the comma in {text[:60]!r}", expected="a period or a status, or no comma")


def _in_one_way(match: re.Match[str], unit: Unit, text: str) -> None:
    """See that digits and unit are not, as much of the world writes, a decade or dots between thousands."""
    number = match["number"]
    if match["unit"] == "s" and YEAR.fullmatch(number) and f"{number}s" in text:
        raise LiteralError(
            f"{text[:60]!r} may be a decade or so many seconds",
            expected=EXAMPLE,
            hint=f"a decade is a period, e.g. '50 firms, {number}s'; seconds stand apart: '{number} s'",
            readings=["a decade", "seconds"],
        )
    if not any(match[scale] for scale in ("scale", "short", "high_scale", "end_scale")):
        refuse_dots_between_thousands((number, match["high"], match["end"]), unit)


def refuse_dots_between_thousands(numbers: Iterable[str | None], unit: Unit) -> None:
    """See that no number of a literal, as much of Europe writes it, may have a dot between its thousands."""
    if not may_be_thousands(unit):
        return
    for digits in filter(None, numbers):
        if THOUSANDS.fullmatch(digits):
            grouped, decimal = digits.replace(".", ","), f"{digits}0"
            raise LiteralError(
                f"the dot in {digits!r} {unit.plural} may part thousands or decimals",
                expected=EXAMPLE,
                hint=f"write {grouped}, or {decimal} if a fraction is meant",
                readings=[grouped, decimal],
            )


def _not_said_in_one_way(text: str, *readings: str) -> LiteralError:
    return LiteralError(
        f"{text[:60]!r} may be {' or '.join(readings)}",
        expected=EXAMPLE,
        hint="a period follows its figure, e.g. '50 firms, 2020/2021'; plain numbers take commas, e.g. 2,010 to 2,020",
        readings=list(readings),
    )


def _marked(bounds: Bounds, match: re.Match[str]) -> Bounds:
    if not match["approx"]:
        return bounds
    return Bounds(bounds.low, bounds.high, bounds.low_closed, bounds.high_closed, True)


def _unit(match: re.Match[str], text: str, whole: str) -> Unit:
    front = match["front"]
    if front is None:
        if match["short"]:  # "5m EUR": only money with its sign in front may be so short
            return Unit.parse(f"{match['short']} {text}".strip())
        return Unit.parse(text) if text else NUMBER
    money = Unit.parse(front.strip())
    if not text:
        return money
    if text.startswith(("/", "per ")):
        return Unit.parse(f"{money.text} {text}")
    raise LiteralError(f"{whole[:60]!r} has a currency in front and {text!r} behind", expected="one unit")


def _range(match: re.Match[str], qualifier: str | None, low: float, text: str) -> Bounds:
    if qualifier is not None and QUALIFIERS[qualifier] != _ABOUT:
        raise _doubly_qualified(text)
    scale = match["high_scale"] or match["scale"]
    if match["scale"] and not match["high_scale"]:
        raise LiteralError(
            f"{text[:60]!r} does not say how large its upper end is",
            hint="write '3 billion to 5 billion' or '3 to 5 billion'",
        )
    high = read_number(match["high"], SCALES[scale] if scale else 0)
    if low > high:
        raise LiteralError(f"the range in {text[:60]!r} runs downward", expected="the lower end first")
    is_approx = qualifier is not None or match["approx"] is not None
    return Bounds(low, high, approx=is_approx)


def _two_sided(match: re.Match[str], low: float, text: str) -> Bounds:
    first, second = QUALIFIERS.get(match["qualifier"] or ""), QUALIFIERS[match["second"]]
    scale = match["end_scale"]
    high = read_number(match["end"], SCALES[scale] if scale else 0)
    if match["scale"] and not scale and low > high:
        raise LiteralError(f"{text[:60]!r} does not say how large its upper end is", hint="repeat the scale word")
    if first not in (_OVER, _AT_LEAST) or second not in (_UNDER, _AT_MOST) or low > high:
        raise LiteralError(f"cannot read {text[:60]!r} as two ends", expected="e.g. over 3 and under 5 firms")
    return _marked(Bounds(low, high, first == _AT_LEAST, second == _AT_MOST), match)


def _worded(text: str) -> tuple[Bounds, Unit]:
    """What does not begin with a number: a multiple in one word, or no figure."""
    multiple = _MULTIPLE.fullmatch(text)
    if multiple is not None:
        x = MULTIPLES[multiple["word"]]
        qualifier = multiple["qualifier"]
        bounds = _BOUNDS[QUALIFIERS[qualifier]](x, 0.0) if qualifier else Bounds.exact(x)
        return bounds, Unit.parse("×")
    if any(text.startswith(q + " ") for q in QUALIFIERS):
        rest = text[max(len(q) for q in QUALIFIERS if text.startswith(q + " ")) + 1 :]
        if any(rest.startswith(q) for q in QUALIFIERS):
            raise _doubly_qualified(text)
    if text.lower() in ("nan", "inf", "infinity", "-inf"):
        raise LiteralError(f"{text!r} is no value", hint="leave out a figure that is not known")
    if re.match(r"[+−-]?\.\d", text):
        raise LiteralError(f"{text[:60]!r} begins with its point", hint=f"write {text[:60].replace('.', '0.', 1)}")
    raise LiteralError(f"cannot read {text[:60]!r} as a figure", expected=EXAMPLE)


def _doubly_qualified(text: str) -> LiteralError:
    return LiteralError(
        f"{text[:60]!r} is qualified twice", expected="one qualifier", hint="over 3 and under 5; about 3 to 5; over 500"
    )
