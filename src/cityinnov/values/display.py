"""How a figure's value is shown: bounds in words, rounded outward, with honest digits.

Stated figures are shown as they were stated. Derived ones have as many significant digits as the
least precise figure they rest on, at least two, at most four; both ends of a range are written to one
place. A bound is rounded away from the middle, so that what is printed still encloses: under 3.34 %,
never under 3.33 %.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from cityinnov.errors import InputError
from cityinnov.values import lineage
from cityinnov.values.numbers import at_decimals, in_full, rounded, significant_digits, write_number, written_alike

if TYPE_CHECKING:
    from cityinnov.values.bounds import Bounds
    from cityinnov.values.figure import Figure
    from cityinnov.values.units import Unit

__all__ = [
    "THOUSANDS",
    "begins_unsaid",
    "digits_of",
    "display",
    "formatted",
    "literal_phrase",
    "may_be_thousands",
    "stated_phrase",
    "with_unit",
]

FEWEST_DIGITS, MOST_DIGITS = 2, 4
#: More digits than a float has: an exact count, or a plain number of a formula.
UNLIMITED = 17

Write = Callable[[float, str], str]


def display(figure: Figure, digits: int | None = None) -> str:
    """The value in words, without period and sources; `digits` where the lineage has been looked through already."""
    if figure.is_stated:
        if figure.derivation is not None and figure.derivation.operands:
            part, whole = figure.derivation.operands
            return with_unit(f"{in_full(part.natural.low)} of {in_full(whole.natural.low)}", whole)
        return with_unit(stated_phrase(figure), figure)
    shown, bounds = shown_digits(figure, digits), figure.bounds

    def write(value: float, direction: str) -> str:
        return write_number(value) if shown is None else rounded(value, end_digits(value, bounds, shown), direction)

    return with_unit(derived_phrase(bounds, write), figure)


def shown_digits(figure: Figure, digits: int | None = None) -> int | None:
    """How many significant digits a figure is shown with; None for all, as a stated figure or an exact count has.

    `digits` is what its least precise leaf has, where that is known already.
    """
    if figure.is_stated:
        return None
    digits = digits_of(figure) if digits is None else digits
    bounds = figure.bounds
    if bounds.is_point and bounds.low.is_integer() and digits == UNLIMITED:
        return None
    return min(max(digits, FEWEST_DIGITS), MOST_DIGITS)


def end_digits(value: float, bounds: Bounds, digits: int) -> int:
    """How many significant digits an end of a range is written with, where the smaller end has so many.

    Both ends are written to one place, as far as four digits go: 94 to 144, of 94.8 to 143.4, and not 94 to 150.
    """
    ends = [abs(end) for end in (bounds.low, bounds.high)]
    if not all(map(math.isfinite, ends)) or not all(ends):
        return digits
    return min(MOST_DIGITS, digits + _magnitude(abs(value)) - _magnitude(min(ends)))


def _magnitude(value: float) -> int:
    return math.floor(math.log10(value))


def phrase(bounds: Bounds, write: Write, *, from_floor: bool, about: str = "about") -> str:
    """Bounds in words: ``over 500``, ``up to 3``, ``3 to 5``, ``about 40``.

    Parameters
    ----------
    bounds : Bounds
        What to say.
    write : callable
        Writes a number, to be rounded "down", "up" or to the "nearest".
    from_floor : bool
        Whether the low end need not be said: "under 5".
    about : str
        The word for approximately.
    """
    low, high = bounds.low, bounds.high
    if bounds.is_point:
        return f"{about} {write(low, 'nearest')}" if bounds.approx else write(low, "nearest")
    over, at_least, under, up_to, mark = "over", "at least", "under", "up to", "≈ " if bounds.approx else ""
    if high == float("inf"):
        if bounds.approx and not bounds.low_closed and low != float("-inf"):
            return f"just over {write(low, 'down')}"
        return f"{mark}{at_least if bounds.low_closed else over} {write(low, 'down')}"
    if from_floor:
        if bounds.approx and not bounds.high_closed:
            return f"nearly {write(high, 'up')}"
        return f"{mark}{up_to if bounds.high_closed else under} {write(high, 'up')}"
    below, above = written_alike(write(low, "down"), write(high, "up"))
    if bounds.low_closed and bounds.high_closed:
        return f"{mark}{below} to {above}"
    return (
        f"{mark}{at_least if bounds.low_closed else over} {below} and {up_to if bounds.high_closed else under} {above}"
    )


def literal_phrase(figure: Figure) -> str:
    """A stated figure's bounds, to the last digit, so that reading them gives the same."""
    bounds, floor = figure.natural, floor_of(figure.unit)
    return _to_the_last_digit(figure, bounds.low == floor and (bounds.low_closed or math.isinf(floor)))


def stated_phrase(figure: Figure) -> str:
    """A stated figure's bounds as they were said: "up to 3 billion" even where its field begins at zero."""
    return _to_the_last_digit(figure, begins_unsaid(figure))


#: A zero by itself: "0 to 5".
_ZERO = re.compile(r"(?<![\d.,])0(?:[.,]0+)?(?![.,]?\d)")


def begins_unsaid(figure: Figure) -> bool:
    """Whether a stated figure's low end goes without saying.

    It does where it is the one that amounts of its unit have anyway, and where it is zero because of what the figure is
    of (money that was paid, a share) while its own words name no zero.
    """
    bounds, floor = figure.natural, floor_of(figure.unit)
    if bounds.low == floor:
        return bounds.low_closed or math.isinf(floor)
    return bounds.low == 0.0 and bounds.low_closed and bool(figure.stated) and not _ZERO.search(figure.stated or "")


def _to_the_last_digit(figure: Figure, from_floor: bool) -> str:
    text = phrase(figure.natural, _exactly, from_floor=from_floor)
    return THOUSANDS.sub(r"\g<0>0", text) if "." in text and may_be_thousands(figure.unit) else text


#: Digits that may be a fraction or, as much of Europe writes them, thousands.
THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![\d.,]| (?:m|b|tr)illion)")


def may_be_thousands(unit: Unit) -> bool:
    """Whether an amount of a unit is rather 1,500 than 1½ where "1.500" is written: whole things, and money."""
    is_of_things = unit.plural != unit.text and not {"m", "s", "kg"} & {base for base, _ in unit.dimension}
    return len(unit.powers) == 1 and unit.powers[0][1] == 1 and (is_of_things or bool(unit.currencies))


def derived_phrase(bounds: Bounds, write: Write) -> str:
    """A derived figure's bounds; "under 5" whether they begin at zero or nowhere."""
    return phrase(bounds, write, from_floor=bounds.low in (0.0, -math.inf), about="≈")


def with_unit(text: str, figure: Figure) -> str:
    """A value with its unit behind it, in the singular after a lone 1."""
    unit = figure.unit
    name = unit.text if figure.natural.is_point and abs(figure.natural.low) == 1.0 else unit.plural
    return f"{text} {name}" if name else text


def digits_of(figure: Figure) -> int:
    """How many significant digits the least precise leaf has; `UNLIMITED` if all are exact counts."""
    return min(_leaf_digits(leaf) for leaf in lineage.leaves(figure))


def shower(figure: Figure) -> Callable[[Figure], str]:
    """A `display` for all steps of one lineage, whose digits are counted in one walk."""
    digits: dict[int, int] = {}
    for node in lineage.steps(figure):
        operands = node.derivation.operands if node.derivation is not None else ()
        digits[id(node)] = min((digits[id(operand)] for operand in operands), default=0) or _leaf_digits(node)
    return lambda node: display(node, digits[id(node)])


def _leaf_digits(leaf: Figure) -> int:
    bounds = leaf.natural
    if leaf.derivation is not None and leaf.derivation.operation == "number":
        return UNLIMITED
    value = bounds.low if bounds.low not in (float("-inf"), 0.0) else bounds.high
    digits = significant_digits(leaf.stated) if leaf.stated else None
    if leaf.stated and digits is None:
        return UNLIMITED  # said in words ("doubled"): no digits to go by
    counts = bounds.is_exact and value.is_integer() and (leaf.unit.counted or leaf.unit.text == "")
    if counts and (digits is None or digits >= len(str(int(abs(value))))):
        return UNLIMITED  # written out to the last one: an exact count
    if digits is None:
        digits = significant_digits(f"{abs(value):.15g}")
    return digits or UNLIMITED


_FIXED = re.compile(r"(,?)\.([0-9]{1,2})f")


def formatted(figure: Figure, spec: str) -> str:
    """The value with a fixed number of decimals, as ``.1f`` or ``,.0f``; bounds are still rounded outward.

    Raises
    ------
    InputError
        For any other format.
    """
    match = _FIXED.fullmatch(spec)
    if match is None:
        raise InputError(f"{spec!r} is no format of a figure", expected="e.g. '.1f' or ',.0f'")
    group, places = match[1], int(match[2])

    def write(value: float, direction: str) -> str:
        if math.isinf(value):
            return write_number(value)
        return f"{at_decimals(value, places, direction):{group}f}".replace("-", "−")

    return with_unit(derived_phrase(figure.bounds, write), figure)


def _exactly(value: float, _: str) -> str:
    return write_number(value)


def floor_of(unit: Unit) -> float:
    """Where "under x" begins: counted things and physical amounts at zero, everything else nowhere."""
    return 0.0 if unit.counted else float("-inf")
