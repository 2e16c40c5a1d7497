"""Numbers in the digits and signs of a language, exact or not at all.

Babel's CLDR data says how a language groups digits, which mark parts whole and fraction, and which words it has for
millions and more. The digits are ours: written out exactly (Babel's compact numbers round, half to even), read
strictly (its reader takes ``1,5`` for 15). They are 0 to 9 in every language, as Babel's are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import isinf

import attrs
from babel import Locale

from cityinnov.errors import LiteralError

__all__ = ["NumberForm", "Scale", "exact_text", "form_of", "scales_of"]

#: A number of more digits than this is written out in full; one of fewer takes a word for its thousands or millions.
FEW_DIGITS = 4
#: Beyond so many digits, whole or zeros after the point, a number is written as a power of ten.
MOST_WHOLE, MOST_ZEROS = 21, 6

_SPACES = re.compile("[\u00a0\u202f\u2009]")
_MINUS = re.compile("[−‐‑﹣－]|\u200e-|\u200e−|\u061c-|\u200f-")


@attrs.frozen(slots=True, eq=False)
class Scale:
    """A word for a power of ten, before or after the number, by plural category."""

    power: int
    forms: Mapping[str, str]  # patterns with {n}

    def form(self, category: str) -> str:
        """The pattern for a category."""
        return self.forms.get(category) or self.forms["other"]


@attrs.frozen(slots=True, eq=False)
class NumberForm:
    """How a language writes digits: its marks, and in which groups.

    Parameters
    ----------
    decimal, group, minus, exponential : str
        Its marks.
    first, further : int
        Digits of the last group before the mark, and of those before it: 3 and 2 in India.
    fewest : int
        Fewest whole digits for there to be groups: 5 where 1500 is written without.
    """

    decimal: str
    group: str
    minus: str
    exponential: str
    first: int
    further: int
    fewest: int

    def write(self, text: str, *, grouped: bool = True) -> str:
        """A plain decimal text such as ``-1234.5`` in the language's marks.

        Examples
        --------
        >>> form_of(Locale("de")).write("1234567.5"), form_of(Locale("hi")).write("1234567.5")
        ('1.234.567,5', '12,34,567.5')
        """
        sign = ""
        if text[0] == "-":
            sign, text = self.minus, text[1:]
        text, _, power = text.partition("e")
        whole, point, part = text.partition(".")
        if grouped and len(whole) >= self.fewest:
            whole = self._grouped(whole)
        number = f"{sign}{whole}{self.decimal}{part}" if point else sign + whole
        return f"{number}{self.exponential}{power}" if power else number

    def _grouped(self, digits: str) -> str:
        groups = [digits[-self.first :]]
        digits = digits[: -self.first]
        while digits:
            groups.append(digits[-self.further :])
            digits = digits[: -self.further]
        return self.group.join(reversed(groups))

    def read(self, text: str) -> str:
        """A number in the language's marks as a plain decimal text; groups must be whole.

        Raises
        ------
        LiteralError
            For what another language would write, with both readings; for what is no number.

        Examples
        --------
        >>> form_of(Locale("de")).read("1.234.567,5")
        '1234567.5'
        >>> form_of(Locale("zh")).read("1,5")
        Traceback (most recent call last):
        cityinnov.errors.LiteralError: '1,5' can be read in two ways; expected 1.5 or 15, each written so
        """
        given = "".join(str(unicodedata.decimal(mark, mark)) for mark in text.strip())
        plain = _SPACES.sub(" ", _MINUS.sub("-", given))
        if plain.lstrip("-") == "∞":
            return plain.replace("∞", "inf")
        group, decimal = _SPACES.sub(" ", self.group), self.decimal
        marks = "[,’']" if group == "’" else re.escape(group)
        shape = re.fullmatch(
            rf"(?P<sign>-?)(?P<whole>\d+|\d{{1,{self.further}}}(?:{marks}\d{{{self.further}}})*{marks}\d{{{self.first}}})"
            rf"(?:{re.escape(decimal)}(?P<part>\d+))?(?:[eE×x]?(?:{re.escape(self.exponential)})(?P<power>-?\d+))?",
            plain,
        )
        if shape is None:
            raise self._irregular(text.strip(), plain)
        whole, part = re.sub(r"\D", "", shape["whole"]), shape["part"]
        power = f"e{shape['power']}" if shape["power"] else ""
        return f"{shape['sign']}{whole}{f'.{part}' if part else ''}{power}"

    def _irregular(self, text: str, plain: str) -> LiteralError:
        if re.fullmatch(r"-?\d[\d.,'’ ]*", plain) and re.search(r"[.,]", plain):
            *whole, part = re.split(r"[.,'’ ]", plain)
            other = [f"{''.join(whole)}{self.decimal}{part}".rstrip(self.decimal), re.sub("[^-0-9]", "", plain)]
            return LiteralError(
                f"{text[:40]!r} can be read in two ways",
                expected=f"{other[0][:40]} or {other[1][:40]}, each written so",
                readings=other,
            )
        return LiteralError(f"cannot read {text[:40]!r} as a number", expected=f"e.g. {self.write('1234.5')}")


def form_of(locale: Locale, fewest: int = 0) -> NumberForm:
    """How a locale writes digits, by CLDR; in groups from as many digits on, if that is more than a group."""
    symbols = locale.number_symbols["latn"]
    first, further = locale.decimal_formats[None].grouping
    return NumberForm(
        decimal=symbols["decimal"],
        group=symbols["group"],
        minus=symbols["minusSign"],
        exponential=symbols["exponential"],
        first=first,
        further=further,
        fewest=max(fewest, first + 1),
    )


def scales_of(locale: Locale) -> tuple[Scale, ...]:
    """The words CLDR has for powers of ten from ten thousand on, largest first.

    Long ones (``miljoner``) where there are any; Chinese, Japanese and Korean have short ones alone.

    Examples
    --------
    >>> [(scale.power, scale.form("other")) for scale in scales_of(Locale("sv"))]
    [(12, '{n} biljoner'), (9, '{n} miljarder'), (6, '{n} miljoner')]
    """
    formats = locale.compact_decimal_formats
    by_category = formats.get("long") or formats.get("short") or {}
    found: dict[int, dict[str, str]] = {}
    for category, patterns in by_category.items():
        for size, pattern in patterns.items():
            for power, form in _scale(size, pattern.pattern.partition(";")[0]):
                found.setdefault(power, {})[category] = form
    return tuple(Scale(power, forms) for power, forms in sorted(found.items(), reverse=True) if "other" in forms)


def _scale(size: str, pattern: str) -> Iterator[tuple[int, str]]:
    zeros = re.search("0+", pattern)
    power = len(size) - 1
    if zeros is None or len(zeros[0]) != 1 or power < FEW_DIGITS or pattern == "0":
        return  # only the first pattern of each word, where one digit stands before it
    yield power, pattern.replace("0", "{n}").replace("'", "")


def exact_text(value: float | Decimal, *, trimmed: bool = True) -> str:
    """A number's digits, all of them: a whole number without a point, a fraction as short as the float allows.

    The zeros that end a fraction are left out, or if it is not `trimmed` kept.

    Examples
    --------
    >>> exact_text(150e9), exact_text(0.1), exact_text(-2.50), exact_text(1e300)
    ('150000000000', '0.1', '-2.5', '1e300')
    >>> exact_text(Decimal("1.0")), exact_text(Decimal("1.0"), trimmed=False)
    ('1', '1.0')
    """
    if isinstance(value, float) and abs(value) < 1e15 and value.is_integer():
        return str(int(value))
    if isinf(value):
        return "∞" if value > 0 else "-∞"
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    number = number.normalize() if trimmed else number
    if not -MOST_ZEROS <= number.adjusted() < MOST_WHOLE and number:
        return f"{number:e}".replace("e+", "e")
    return f"{number:f}"


def shortened(text: str, scales: tuple[Scale, ...]) -> tuple[str, Scale | None]:
    """A plain decimal text before the word for its millions, where few digits are enough; else as it is.

    Examples
    --------
    >>> number, scale = shortened("150000000000", scales_of(Locale("sv")))
    >>> number, scale.power
    ('150', 9)
    >>> shortened("1234567", scales_of(Locale("sv")))
    ('1234567', None)
    """
    sign, digits = ("-", text[1:]) if text[0] == "-" else ("", text)
    whole, _, part = digits.partition(".")
    if "e" in digits or len((whole + part).strip("0")) > FEW_DIGITS:
        return text, None
    for scale in scales:
        if len(whole) > scale.power:
            cut = len(whole) - scale.power
            fraction = (whole[cut:] + part).rstrip("0")
            return f"{sign}{whole[:cut]}{f'.{fraction}' if fraction else ''}", scale
    return text, None
