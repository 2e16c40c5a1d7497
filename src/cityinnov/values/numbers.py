"""Numbers as people write them: reading with grouping and scale words, writing exactly or with few digits."""

from __future__ import annotations

import math
import re
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from types import MappingProxyType

from cityinnov.errors import LiteralError

__all__ = [
    "NUMBER_PATTERN",
    "SCALES",
    "at_decimals",
    "in_full",
    "read_number",
    "rounded",
    "significant_digits",
    "write_number",
    "written_alike",
]

#: Scale words, with the power of ten each stands for.
SCALES = MappingProxyType(
    {
        "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "mn": 6, "bn": 9, "tn": 12,
        "lakh": 5, "crore": 7, "万": 4, "亿": 8, "万亿": 12,
    }
)  # fmt: skip

#: Digits, grouped or not; what is no number after all ("1,5", "1.000.000") is caught here to be explained.
NUMBER_PATTERN = r"[-−+]?(?:[0-9][0-9.,_\u2009\u202f\u00a0]*(?:[eE][-+]?[0-9]+)?|∞)"
_PLAIN = re.compile(r"(?P<sign>[-−+]?)(?P<whole>[0-9]+)(?P<part>\.[0-9]+)?(?:[eE](?P<power>[-+]?[0-9]{1,4}))?")
_GROUPED = re.compile(
    r"(?P<sign>[-−+]?)(?P<whole>[0-9]{1,3}([,_\u2009\u202f\u00a0])[0-9]{3}(?:\3[0-9]{3})*)(?P<part>\.[0-9]+)?(?P<power>)"
)
_SEPARATORS = re.compile(r"[,_\u2009\u202f\u00a0]")

#: Words for powers of ten, in writing.
_WRITTEN = ((12, "trillion"), (9, "billion"), (6, "million"))
#: More digits than this are written out in full; fewer take a scale word.
_FEW_DIGITS = 4
#: Digits before the point up to which there is a scale word: thousands of trillions are still trillions.
_LARGEST = 18


def read_number(text: str, power: int = 0) -> float:
    """Read one number, times ten to a power, rounded once.

    Raises
    ------
    LiteralError
        If the text could mean two numbers, or one that no float holds.

    Examples
    --------
    >>> read_number("1.2", 12)
    1200000000000.0
    >>> read_number("740,000")
    740000.0
    """
    match = _PLAIN.fullmatch(text) or _GROUPED.fullmatch(text)
    if match is None:
        return _irregular(text)
    sign, whole, fraction, exponent = match["sign"], _SEPARATORS.sub("", match["whole"]), match["part"], match["power"]
    value = float(f"{whole}{fraction or ''}e{int(exponent or 0) + power}")
    if value == math.inf or (value == 0.0 and re.search("[1-9]", whole + (fraction or ""))):
        raise LiteralError(f"the number {text[:40]!r} is beyond what can be held", expected="a size below 1e308")
    return -value if sign in ("-", "−") else value


def _irregular(text: str) -> float:
    if text.lstrip("-−+") == "∞":
        return -math.inf if text[0] in "-−" else math.inf
    shown = text[:40]
    if re.fullmatch(r"[-−+]?[0-9]+,[0-9]+", text):
        readings = [text.replace(",", "."), text.replace(",", "")]
    elif text.count(".") > 1 or re.search(r"\..*,", text):
        readings = [text.replace(".", ","), text.replace(".", "").replace(",", ".")]
    else:
        raise LiteralError(f"cannot read {shown!r} as a number", expected="e.g. 1,234.5 or 1234.5")
    possible = [reading for reading in readings if _PLAIN.fullmatch(reading) or _GROUPED.fullmatch(reading)]
    readings = list({read_number(reading): reading for reading in reversed(possible)}.values())[::-1]
    raise LiteralError(
        f"{shown!r} can be read in two ways"
        if len(readings) > 1
        else f"the dots and commas in {shown!r} are not those of English",
        expected="a decimal point and commas every three digits",
        hint=f"write {' or '.join(reading[:40] for reading in readings)}" if readings else None,
        readings=readings,
    )


def write_number(value: float) -> str:
    """Write a number so that `read_number` gives it back, with a scale word where few digits are enough.

    Examples
    --------
    >>> write_number(150e9), write_number(740000), write_number(0.4), write_number(-3)
    ('150 billion', '740,000', '0.4', '−3')
    """
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return _write(exactly(value))


def in_full(value: float) -> str:
    """Write a number with no scale word.

    Examples
    --------
    >>> in_full(1.5e6), in_full(0.4)
    ('1,500,000', '0.4')
    """
    return _write(exactly(value), words=())


def written_alike(low: str, high: str) -> tuple[str, str]:
    """Two written numbers as the ends of a range: with one scale word for both, or with none to share.

    Who reads "5 to 6 million" takes both ends to be millions.

    Examples
    --------
    >>> written_alike("5 million", "6 million"), written_alike("500", "1 million")
    (('5', '6 million'), ('500', '1,000,000'))
    >>> written_alike("0", "10 billion")
    ('0', '10 billion')
    """
    (below, _, scale), (above, _, other) = low.partition(" "), high.partition(" ")
    if scale == other or (below == "0" and not scale):  # zero is zero on any scale: "0 to 10 billion"
        return below, high
    if scale and other:
        return low, high
    return _spelt_out(below, scale), _spelt_out(above, other)


def _spelt_out(number: str, scale: str) -> str:
    if not scale:
        return number
    exact = Decimal(number.replace(",", "").replace("−", "-")).scaleb(SCALES[scale])
    return _write(exact.normalize(), words=())


def _write(exact: Decimal, words: tuple[tuple[int, str], ...] = _WRITTEN) -> str:
    sign, digits, exponent = exact.as_tuple()
    assert isinstance(exponent, int)  # callers pass finite numbers only
    mark = "−" if sign and exact else ""
    size = len(digits) + exponent  # of the whole part
    if len(digits) <= _FEW_DIGITS:
        for power, word in words:
            if power < size <= _LARGEST:
                return f"{mark}{abs(exact).scaleb(-power).normalize():,f} {word}"
    if -6 < size <= 16:
        return f"{mark}{abs(exact):,f}"
    return f"{mark}{abs(exact):e}".replace("+", "")


def rounded(value: float, digits: int, direction: str) -> str:
    """Write a number with so many significant digits, rounded "down", "up" or to the "nearest".

    What a float adds beyond the twelfth digit is taken for rounding, not for information. Of a number that was rounded
    to the nearest, a zero at the end is a digit like any other: 1.0 is about one, and 1 is one.

    Examples
    --------
    >>> rounded(3.3333333333, 3, "up"), rounded(7.177346, 4, "down"), rounded(10.000000000000002, 3, "up")
    ('3.34', '7.177', '10')
    >>> rounded(1.0254, 2, "nearest"), rounded(1.0, 2, "nearest")
    ('1.0', '1')
    """
    if math.isinf(value):
        return write_number(value)
    return _write(rounded_to(value, digits, direction))


def rounded_to(value: float, digits: int, direction: str) -> Decimal:
    """A number with so many significant digits, rounded "down", "up" or to the "nearest"."""
    given = _clean(value)
    found = Context(prec=digits, rounding=_MODES[direction]).plus(given)
    return found if direction == "nearest" and found != given else found.normalize()


def exactly(value: float) -> Decimal:
    """The number that a float is written as, no more and no less."""
    return Decimal(repr(value)).normalize()


def at_decimals(value: float, places: int, direction: str) -> Decimal:
    """A number with so many decimals, rounded "down", "up" or to the "nearest".

    Examples
    --------
    >>> at_decimals(3.3333, 2, "up")
    Decimal('3.34')
    """
    exponent = Decimal(1).scaleb(-places)
    found = _clean(value).quantize(exponent, rounding=_MODES[direction], context=Context(prec=400))
    return found if found else abs(found)  # no minus zero


_MODES = {"down": ROUND_FLOOR, "up": ROUND_CEILING, "nearest": ROUND_HALF_EVEN}


def _clean(value: float) -> Decimal:
    return Context(prec=12, rounding=ROUND_HALF_EVEN).create_decimal(repr(value))


def significant_digits(text: str) -> int | None:
    """How many digits the first number of a text was given with; None if it has no number.

    Zeros at the end of a plain whole number count ("500" has three); before a scale word
    there are none to count ("7 billion" has one).

    Examples
    --------
    >>> significant_digits("over 1,500 firms"), significant_digits("7 billion yuan"), significant_digits("0.050")
    (4, 1, 2)
    """
    found = re.search(r"[0-9][0-9.,_]*", text)
    if found is None:
        return None
    digits = re.sub("[^0-9]", "", found[0]).lstrip("0")
    return max(len(digits), 1)
