"""The operations a derived figure can have, each with its bounds and its slopes.

An operation is a row of the table `OPERATIONS`: how it evaluates bounds, how its result changes with
each operand (as bounds of the partial derivative), how it evaluates exact fractions, and how it is
written in a formula. Lineage, tightening and formulas read the table; a new operation is a new row.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import attrs

from cityinnov.errors import DivisionByZeroError, DomainError
from cityinnov.values.bounds import Bounds, make
from cityinnov.values.sums import float_sum

__all__ = ["OPERATIONS", "Opaque", "Operation"]

ZERO, ONE = Bounds.exact(0), Bounds.exact(1)
SOME = Bounds.between(0, 1)
RISES, FALLS, UNKNOWN = Bounds.at_least(0), Bounds.at_most(0), Bounds.unknown()

Evaluate = Callable[[Sequence[Bounds], Any], Bounds]
Slopes = Callable[[Sequence[Bounds], Any], Sequence[Bounds]]
Exactly = Callable[[Sequence[Fraction], Any], Fraction]


@attrs.frozen(slots=True)
class Operation:
    """One kind of step in a lineage.

    Parameters
    ----------
    evaluate : callable
        Bounds of the result from the operands' bounds; exact for operands that vary independently.
    slopes : callable
        Bounds of the partial derivative by each operand.
    exactly : callable, optional
        The result for exact fractions; None where it is no rational function.
    sign : str
        How it is written between its operands, or before them.
    binding : int
        How tightly the sign binds: 1 for sums, 2 for products, 3 for powers, 4 for names.
    """

    evaluate: Evaluate
    slopes: Slopes
    exactly: Exactly | None = None
    sign: str = ""
    binding: int = 4


@attrs.frozen(slots=True)
class Opaque:
    """A function the library cannot look into (a root finder, a solver), and what is known of its shape.

    Parameters
    ----------
    name : str
        How it is called in a formula.
    function : callable
        From plain numbers, one per operand, to a plain number. A module-level function, so that it pickles.
    directions : tuple of {"rise", "fall", "neither"}
        How the result moves with each operand.
    upper : callable, optional
        Where more than the operands is uncertain (the day of a flow): what gives the greatest the result may be, and
        `function` the least.
    """

    name: str
    function: Callable[..., float] = attrs.field(eq=False)
    directions: tuple[str, ...]
    upper: Callable[..., float] | None = attrs.field(default=None, eq=False)


# -- sums -----------------------------------------------------------------------------


def _sum(bounds: Sequence[Bounds], _: Any) -> Bounds:
    closed = all(b.low_closed for b in bounds), all(b.high_closed for b in bounds)
    low, high = float_sum(b.low for b in bounds), float_sum(b.high for b in bounds)
    return make(low, high, *closed, any(b.approx for b in bounds))


def _union(bounds: Sequence[Bounds], _: Any) -> Bounds:
    most = _sum(bounds, None)
    low, is_open = max((b.low, not b.low_closed) for b in bounds)
    return make(low, most.high, not is_open, most.high_closed, most.approx)


def _hull(bounds: Sequence[Bounds], _: Any) -> Bounds:
    hull = bounds[0]
    for other in bounds[1:]:
        hull = hull.hull(other)
    return hull


# -- powers ---------------------------------------------------------------------------


def _power_slopes(bounds: Sequence[Bounds], _: Any) -> list[Bounds]:
    x, y = bounds
    return [y * x ** (y - ONE), UNKNOWN if not x.low > 0 else x**y * logarithm(x)]


def _power_exactly(values: Sequence[Fraction], _: Any) -> Fraction:
    x, y = values
    size = x.numerator.bit_length() + x.denominator.bit_length()
    if y.denominator != 1 or abs(y) * size > 2**16:
        raise ArithmeticError("no rational power, or one of too many digits")
    return Fraction(x**y.numerator)


def logarithm(x: Bounds) -> Bounds:
    """Bounds of ln x for positive x; at an open zero it has no lower end."""
    if x.low < 0.0 or (x.low == 0.0 and x.low_closed):
        raise DomainError("only what is over zero has a logarithm", found=repr(x))
    low = math.log(x.low) if x.low > 0 else -math.inf
    high = math.log(x.high)
    return make(low, high, x.low_closed, x.high_closed, x.approx)


def _absolute(x: Bounds) -> Bounds:
    if x.low >= 0.0 or x.high <= 0.0:
        return x if x.low >= 0.0 else -x
    (high, closed) = max((-x.low, x.low_closed), (x.high, x.high_closed))
    return make(0.0, high, True, closed, x.approx)


def _absolute_slopes(bounds: Sequence[Bounds], _: Any) -> list[Bounds]:
    x = bounds[0]
    return [ONE if x.low >= 0.0 else -ONE if x.high <= 0.0 else Bounds.between(-1, 1)]


def _positive(x: Bounds) -> Bounds:
    if x.high <= 0.0:
        raise DomainError("what is taken to be over zero is not", found=repr(x))
    return x.intersection(Bounds.over(0))


# -- opaque functions -----------------------------------------------------------------


def _opaque(bounds: Sequence[Bounds], opaque: Opaque) -> Bounds:
    ends: dict[str, list[tuple[float, bool]]] = {"low": [], "high": []}
    for b, direction in zip(bounds, opaque.directions, strict=True):
        low, high = (b.low, b.low_closed), (b.high, b.high_closed)
        if direction == "neither" and not b.is_point:
            return UNKNOWN
        ends["low"].append(high if direction == "fall" else low)
        ends["high"].append(low if direction == "fall" else high)
    found = []
    functions = opaque.function, opaque.upper or opaque.function
    for name, limit, function in zip(("low", "high"), (-math.inf, math.inf), functions, strict=True):
        finite = all(math.isfinite(value) for value, _ in ends[name])
        value = function(*(value for value, _ in ends[name])) if finite else limit
        found.append((float(value), finite and all(closed for _, closed in ends[name])))
    (low_end, low_closed), (high_end, high_closed) = found
    return make(low_end, high_end, low_closed, high_closed, any(b.approx for b in bounds))


def _opaque_slopes(bounds: Sequence[Bounds], opaque: Opaque) -> list[Bounds]:
    return [{"rise": RISES, "fall": FALLS}.get(direction, UNKNOWN) for direction in opaque.directions]


def _fraction(values: Sequence[Fraction]) -> Fraction:
    try:
        return values[0] / values[1]
    except ZeroDivisionError:
        raise DivisionByZeroError("the divisor is zero") from None


# -- the table ------------------------------------------------------------------------


OPERATIONS: MappingProxyType[str, Operation] = MappingProxyType(
    {
        "add": Operation(
            evaluate=lambda b, _: b[0] + b[1],
            slopes=lambda b, _: (ONE, ONE),
            exactly=lambda v, _: v[0] + v[1],
            sign="+",
            binding=1,
        ),
        "subtract": Operation(
            evaluate=lambda b, _: b[0] - b[1],
            slopes=lambda b, _: (ONE, -ONE),
            exactly=lambda v, _: v[0] - v[1],
            sign="−",
            binding=1,
        ),
        "multiply": Operation(
            evaluate=lambda b, _: b[0] * b[1],
            slopes=lambda b, _: (b[1], b[0]),
            exactly=lambda v, _: v[0] * v[1],
            sign="×",
            binding=2,
        ),
        "divide": Operation(
            evaluate=lambda b, _: b[0] / b[1],
            slopes=lambda b, _: (ONE / b[1], -(b[0] / (b[1] * b[1]))),
            exactly=lambda v, _: _fraction(v),
            sign="/",
            binding=2,
        ),
        "power": Operation(
            evaluate=lambda b, _: b[0] ** b[1],
            slopes=_power_slopes,
            exactly=_power_exactly,
            sign="^",
            binding=3,
        ),
        "negate": Operation(
            evaluate=lambda b, _: -b[0],
            slopes=lambda b, _: (-ONE,),
            exactly=lambda v, _: -v[0],
            sign="−",
            binding=2,
        ),
        "logarithm": Operation(evaluate=lambda b, _: logarithm(b[0]), slopes=lambda b, _: (ONE / b[0],), sign="ln "),
        "absolute": Operation(evaluate=lambda b, _: _absolute(b[0]), slopes=_absolute_slopes, sign="abs "),
        # what is known to be over zero, where its own words do not say so: a promise of "up to 13,000 jobs" is one
        "positive": Operation(
            evaluate=lambda b, _: _positive(b[0]),
            slopes=lambda b, _: (ONE,),
            exactly=lambda v, _: v[0],
        ),
        # the same amount in another unit; the parameter is the factor
        "to": Operation(
            evaluate=lambda b, factor: b[0].scaled(factor),
            slopes=lambda b, factor: (Bounds.exact(factor),),
            exactly=lambda v, factor: v[0] * Fraction(factor),
            binding=4,
        ),
        # a sum of any length is one step
        "total": Operation(
            evaluate=_sum,
            slopes=lambda b, _: [ONE] * len(b),
            exactly=lambda v, _: sum(v, Fraction(0)),
            sign="+",
            binding=1,
        ),
        # how many things several groups have together if they may overlap: the largest at least, all at most
        "union": Operation(evaluate=_union, slopes=lambda b, _: [SOME] * len(b), sign="∪", binding=1),
        # several readings of one text; the parameter holds their names
        "alternatives": Operation(evaluate=_hull, slopes=lambda b, _: [SOME] * len(b), sign="or", binding=0),
        # "29 of 166 components", said as one figure
        "of": Operation(
            evaluate=lambda b, _: b[0] / b[1],
            slopes=lambda b, _: (ONE / b[1], -(b[0] / (b[1] * b[1]))),
            exactly=lambda v, _: _fraction(v),
            sign="of",
            binding=2,
        ),
        "opaque": Operation(evaluate=_opaque, slopes=_opaque_slopes),
        # a plain number in a formula
        "number": Operation(evaluate=lambda b, _: b[0], slopes=lambda b, _: ()),
        # a lineage that was cut: the value stands, its sources are kept in the parameter
        "detached": Operation(evaluate=lambda b, kept: kept[0], slopes=lambda b, _: ()),
    }
)
