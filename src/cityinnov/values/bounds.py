"""Bounds: an interval with open or closed ends and a sticky `approx`.

Arithmetic encloses: whatever values the operands may take, the value of the result lies
inside the resulting bounds (to 1e-12 relative: ends are floats). Infinite and open ends
follow the limits, so 50 divided by something over 1,500 lies in (0, 1/30).

References
----------
Moore, Kearfott & Cloud, *Introduction to Interval Analysis*, SIAM 2009, ch. 2-4.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import attrs

from cityinnov.errors import DivisionByZeroError, DomainError, InputError

__all__ = ["Bounds"]

INFINITY = math.inf
LARGEST = 1.7976931348623157e308  # the largest finite float


@attrs.frozen(slots=True, init=False, repr=False)
class Bounds:
    """Where a value lies: between `low` and `high`, each end attained or not.

    Parameters
    ----------
    low, high : float
        The ends, `low <= high`; `-inf` and `inf` where nothing is said.
    low_closed, high_closed : bool, default True
        Whether the end itself is possible. An infinite end is always open.
    approx : bool, default False
        The ends are themselves approximate ("about 500"); sticky through arithmetic.

    Raises
    ------
    InputError
        For NaN, for ends in the wrong order, and for an interval that holds nothing.

    Examples
    --------
    >>> Bounds.over(500)
    Bounds (500, inf)
    >>> Bounds.exact(50) / Bounds.over(1500)
    Bounds (0, 0.03333333333333333)
    """

    low: float
    high: float
    low_closed: bool
    high_closed: bool
    approx: bool

    def __init__(
        self,
        low: float,
        high: float,
        low_closed: bool = True,
        high_closed: bool = True,
        approx: bool = False,
    ) -> None:
        low, high = _as_float(low), _as_float(high)
        if low > high:
            raise InputError("the low end lies above the high end", found=f"{low:g} and {high:g}")
        if low == INFINITY or high == -INFINITY:
            raise InputError("a value cannot be infinite", hint="an unknown end is low=-inf or high=inf")
        low_closed = bool(low_closed) and low != -INFINITY
        high_closed = bool(high_closed) and high != INFINITY
        if low == high and not (low_closed and high_closed):
            raise InputError("an open interval of no width holds nothing", found=f"{low:g} twice, with an open end")
        self.__attrs_init__(low, high, low_closed, high_closed, bool(approx))

    # -- constructors -----------------------------------------------------------------

    @classmethod
    def exact(cls, value: float) -> Bounds:
        """The value itself: [x, x]."""
        return cls(value, value)

    @classmethod
    def over(cls, value: float) -> Bounds:
        """More than x: (x, ∞)."""
        return cls(value, INFINITY, low_closed=False)

    @classmethod
    def at_least(cls, value: float) -> Bounds:
        """X or more: [x, ∞)."""
        return cls(value, INFINITY)

    @classmethod
    def under(cls, value: float, floor: float = -INFINITY) -> Bounds:
        """Less than x: [floor, x), or (-∞, x) where there is no floor."""
        return cls(floor, value, high_closed=False)

    @classmethod
    def at_most(cls, value: float, floor: float = -INFINITY) -> Bounds:
        """X or less: [floor, x], or (-∞, x] where there is no floor."""
        return cls(floor, value)

    @classmethod
    def between(cls, low: float, high: float) -> Bounds:
        """From low to high, both possible: [low, high]."""
        return cls(low, high)

    @classmethod
    def about(cls, value: float) -> Bounds:
        """Approximately x: [x, x], marked approximate."""
        return cls(value, value, True, True, True)

    @classmethod
    def nearly(cls, value: float, floor: float = -INFINITY) -> Bounds:
        """A little less than x: [floor, x), marked approximate."""
        return cls(floor, value, high_closed=False, approx=True)

    @classmethod
    def just_over(cls, value: float) -> Bounds:
        """A little more than x: (x, ∞), marked approximate."""
        return cls(value, INFINITY, low_closed=False, approx=True)

    @classmethod
    def unknown(cls) -> Bounds:
        """Nothing is known: (-∞, ∞)."""
        return cls(-INFINITY, INFINITY)

    # -- reading ----------------------------------------------------------------------

    @property
    def is_point(self) -> bool:
        """Whether low and high are one value (which may still be approximate)."""
        return self.low == self.high

    @property
    def is_exact(self) -> bool:
        """Whether this is one value, not marked approximate."""
        return self.low == self.high and not self.approx

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are finite."""
        return self.low != -INFINITY and self.high != INFINITY

    @property
    def width(self) -> float:
        """The distance between the ends; infinite where an end is."""
        return self.high - self.low

    @property
    def mid(self) -> float:
        """The middle of a bounded interval.

        Raises
        ------
        DomainError
            If an end is infinite: "over 500" has no middle.
        """
        if not self.is_bounded:
            raise DomainError(f"{self!r} has no middle", hint="use .low or .high")
        return self.low if self.low == self.high else self.low / 2 + self.high / 2

    def __contains__(self, value: object) -> bool:
        """Whether a plain number is possible."""
        if not isinstance(value, int | float):
            return False
        above = value > self.low or (value == self.low and self.low_closed)
        below = value < self.high or (value == self.high and self.high_closed)
        return bool(above and below)

    def __repr__(self) -> str:
        left, right = "[" if self.low_closed else "(", "]" if self.high_closed else ")"
        mark = "≈" if self.approx else ""
        return f"Bounds {mark}{left}{_short(self.low)}, {_short(self.high)}{right}"

    def __reduce__(self) -> tuple[Any, ...]:
        return make, (self.low, self.high, self.low_closed, self.high_closed, self.approx)

    def encloses(self, other: Bounds) -> bool:
        """Whether everything possible in `other` is possible here.

        Examples
        --------
        >>> Bounds.under(10, floor=0).encloses(Bounds.between(2, 5))
        True
        """
        low = self.low < other.low or (self.low == other.low and (self.low_closed or not other.low_closed))
        high = self.high > other.high or (self.high == other.high and (self.high_closed or not other.high_closed))
        return low and high

    # -- arithmetic -------------------------------------------------------------------

    def __add__(self, other: Bounds) -> Bounds:
        return make(
            self.low + other.low,
            self.high + other.high,
            self.low_closed and other.low_closed,
            self.high_closed and other.high_closed,
            self.approx or other.approx,
        )

    def __neg__(self) -> Bounds:
        return make(-self.high, -self.low, self.high_closed, self.low_closed, self.approx)

    def __sub__(self, other: Bounds) -> Bounds:
        return make(
            self.low - other.high,
            self.high - other.low,
            self.low_closed and other.high_closed,
            self.high_closed and other.low_closed,
            self.approx or other.approx,
        )

    def __mul__(self, other: Bounds) -> Bounds:
        if self.low == self.high and other.low == other.high:
            product = self.low * other.low
            return make(product, product, True, True, self.approx or other.approx)
        return _from_corners(_times, self, other)

    def __truediv__(self, other: Bounds) -> Bounds:
        if other.low < 0.0 < other.high or (other.low == 0.0 and other.low_closed) or (
            other.high == 0.0 and other.high_closed
        ):  # fmt: skip
            raise DivisionByZeroError(
                "the divisor may be zero", found=repr(other), hint="give the divisor bounds that exclude 0"
            )
        if self.low == self.high and other.low == other.high:
            quotient = self.low / other.low
            return make(quotient, quotient, True, True, self.approx or other.approx)
        return _from_corners(_over, self, other)

    def __pow__(self, other: Bounds) -> Bounds:
        approx = self.approx or other.approx
        if self.low < 0.0:
            return _negative_base(self, other, approx)
        at_zero = self.low == 0.0 and other.low <= 0.0 and not (other.is_point and other.low == 0.0)
        # at an open end at zero, x**-y goes to infinity, and the corners say so
        if at_zero and (self.low_closed or other.low < 0.0 < other.high):
            raise DivisionByZeroError("0 to a power that may be negative or zero has no value", found=repr(self))
        return _from_corners(_to_the, self, other)

    # -- other operations -------------------------------------------------------------

    def scaled(self, factor: float) -> Bounds:
        """Multiplied by a plain, finite, non-zero number."""
        if factor > 0.0:
            return make(self.low * factor, self.high * factor, self.low_closed, self.high_closed, self.approx)
        return make(self.high * factor, self.low * factor, self.high_closed, self.low_closed, self.approx)

    def widened(self, by: float) -> Bounds:
        """Turn `approx` into real bounds: about x becomes [x(1-k), x(1+k)], nearly x becomes [x(1-k), x).

        These are bounds as a text states them. Bounds that are not approximate come back unchanged.

        Examples
        --------
        >>> Bounds.about(200).widened(0.05)
        Bounds [190, 210]
        >>> Bounds.nearly(200).widened(0.05)
        Bounds [190, 200)
        >>> Bounds.just_over(200).widened(0.05)
        Bounds (200, 210]
        """
        if not 0 <= by < 1:
            raise InputError("the relative width must lie in [0, 1)", found=repr(by))
        if not self.approx:
            return self
        is_nearly = self.low in (-INFINITY, 0.0) and self.high != INFINITY and not self.high_closed
        is_just_over = self.high == INFINITY and self.low != -INFINITY and not self.low_closed
        if is_nearly:  # "nearly x" says only where it ends
            return make(_lowered(self.high, by), self.high, True, False, False)
        if is_just_over:  # "just over x" says only where it begins
            return make(self.low, _raised(self.low, by), False, True, False)
        return self.loosened(by)

    def loosened(self, by: float) -> Bounds:
        """Turn `approx` into real bounds by moving each finite end outward, by a share of itself.

        Examples
        --------
        >>> (Bounds.about(100) * Bounds.over(5)).loosened(0.1)
        Bounds (450, inf)
        """
        return make(_lowered(self.low, by), _raised(self.high, by), self.low_closed, self.high_closed, False)

    def hull(self, other: Bounds) -> Bounds:
        """The smallest bounds that enclose both."""
        low, low_closed = min((self.low, not self.low_closed), (other.low, not other.low_closed))
        high, high_closed = max((self.high, self.high_closed), (other.high, other.high_closed))
        return make(low, high, not low_closed, high_closed, self.approx or other.approx)

    def intersection(self, other: Bounds) -> Bounds:
        """What both allow; if rounding has parted two bounds that touch, `self`."""
        low, low_open = max((self.low, not self.low_closed), (other.low, not other.low_closed))
        high, high_closed = min((self.high, self.high_closed), (other.high, other.high_closed))
        if low > high or (low == high and (low_open or not high_closed)):
            return self
        return make(low, high, not low_open, high_closed, self.approx or other.approx)


# -- helpers --------------------------------------------------------------------------

_new = object.__new__
_set_low = Bounds.low.__set__  # type: ignore[attr-defined,misc]  # slot descriptors: the only way past `frozen`
_set_high = Bounds.high.__set__  # type: ignore[attr-defined,misc]  # as above
_set_low_closed = Bounds.low_closed.__set__  # type: ignore[attr-defined,misc]  # as above
_set_high_closed = Bounds.high_closed.__set__  # type: ignore[attr-defined,misc]  # as above
_set_approx = Bounds.approx.__set__  # type: ignore[attr-defined,misc]  # as above


def make(low: float, high: float, low_closed: bool, high_closed: bool, approx: bool) -> Bounds:
    """Build the bounds of a result without the checks that a person's input needs.

    Overflow is the one thing that can still go wrong: a result beyond the largest float
    is said to be unbounded, never to be infinite.
    """
    if low == INFINITY:
        low, low_closed = LARGEST, False
    elif low == -INFINITY:
        low_closed = False
    if high == INFINITY:
        high_closed = False
    elif high == -INFINITY:
        high, high_closed = -LARGEST, False
    if low == high:  # an open interval that rounding has closed
        low_closed = high_closed = True
    made = _new(Bounds)
    _set_low(made, low)
    _set_high(made, high)
    _set_low_closed(made, low_closed)
    _set_high_closed(made, high_closed)
    _set_approx(made, approx)
    return made


def _lowered(end: float, by: float) -> float:
    return end if math.isinf(end) else end - abs(end) * by


def _raised(end: float, by: float) -> float:
    return end if math.isinf(end) else end + abs(end) * by


def _times(x: float, y: float) -> float:
    return 0.0 if x == 0.0 or y == 0.0 else x * y  # 0 × ∞: the other operand approaches infinity, 0 stays 0


def _over(x: float, y: float) -> float:
    if y == 0.0:  # reached only as an open end, as a limit; the caller fixes the sign
        return 0.0 if x == 0.0 else math.copysign(INFINITY, x) * math.copysign(1.0, y)
    if math.isinf(y):
        return 0.0  # of an infinite x too: its quotient by the finite end of y says that there is no end
    return x / y


def _to_the(x: float, y: float) -> float:
    try:
        return float(x**y)
    except OverflowError:
        return INFINITY
    except ZeroDivisionError:
        return INFINITY


def _from_corners(function: Callable[[float, float], float], a: Bounds, b: Bounds) -> Bounds:
    """Bounds of a function whose extremes lie at the corners of the box: x·y, x/y, x**y for x ≥ 0.

    Each is monotone in one argument for any fixed value of the other, so no extreme hides inside.
    An extreme is attained if a corner that has it is; a zero factor is attained whatever the other end.
    """
    if function is _over and b.low == 0.0:
        b = make(0.0, b.high, False, b.high_closed, b.approx)  # +0.0, so that the limit has the right sign
    elif function is _over and b.high == 0.0:
        b = make(b.low, -0.0, b.low_closed, False, b.approx)
    low, high = INFINITY, -INFINITY
    low_closed = high_closed = False
    for x, x_closed in ((a.low, a.low_closed), (a.high, a.high_closed)):
        for y, y_closed in ((b.low, b.low_closed), (b.high, b.high_closed)):
            value = function(x, y)
            if function is _over:
                closed = x_closed and (y_closed or x == 0.0)
            elif function is _times:
                closed = (x_closed and y_closed) or (x == 0.0 and x_closed) or (y == 0.0 and y_closed)
            else:  # 0 and 1 give the same to any power, as does any base to the power 0
                closed = (x_closed and y_closed) or (x in (0.0, 1.0) and x_closed) or (y == 0.0 and y_closed)
            if value < low:
                low, low_closed = value, closed
            elif value == low:
                low_closed = low_closed or closed
            if value > high:
                high, high_closed = value, closed
            elif value == high:
                high_closed = high_closed or closed
    return make(low, high, low_closed, high_closed, a.approx or b.approx)


def _negative_base(base: Bounds, exponent: Bounds, approx: bool) -> Bounds:
    """A base that may be negative has powers only for one whole exponent."""
    if not (exponent.is_point and exponent.low == int(exponent.low)):
        raise DomainError(
            "a base that may be negative has no real power of this exponent",
            found=f"{base!r} to the power {exponent!r}",
            hint="use a whole exponent, or bounds that exclude negative values",
        )
    n = int(exponent.low)
    if n == 0:
        return make(1.0, 1.0, True, True, approx)
    if n < 0:
        return make(1.0, 1.0, True, True, approx) / _negative_base(base, Bounds.exact(-n), approx)
    ends = [(_to_the_whole(base.low, n), base.low_closed), (_to_the_whole(base.high, n), base.high_closed)]
    if n % 2:
        (low, low_closed), (high, high_closed) = ends
        return make(low, high, low_closed, high_closed, approx)
    high, high_closed = max(ends)
    if base.high >= 0.0:
        return make(0.0, high, 0.0 in base, high_closed, approx)
    low, low_closed = min(ends)
    return make(low, high, low_closed, high_closed, approx)


def _to_the_whole(x: float, n: int) -> float:
    try:
        return float(x**n)
    except OverflowError:
        return INFINITY if x > 0 or n % 2 == 0 else -INFINITY


def _as_float(value: float) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        raise InputError("the end of an interval must be a finite or infinite number", found=repr(value)) from None
    if number != number:
        raise InputError("NaN is not a value", hint="leave out a figure that is not known")
    return number + 0.0  # -0.0 becomes 0.0, so that equal bounds print alike


def _short(value: float) -> str:
    return repr(int(value)) if math.isfinite(value) and value == int(value) and abs(value) < 1e15 else repr(value)
