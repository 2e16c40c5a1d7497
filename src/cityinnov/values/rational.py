"""Formulas as ratios of polynomials in their leaves, and the signs of their derivatives.

An interval gradient forgets that a leaf is the same in every place: of (a − b)/(a + b) it cannot tell
that it rises with a. Written as P/Q, the derivative by a has the sign of P′Q − PQ′, here 2b, in which
what cancels has cancelled. Most formulas of case studies are small rational functions, for which this
decides where the extremes lie; others are left to the gradient.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from cityinnov.values.bounds import Bounds
from cityinnov.values.operations import ZERO

if TYPE_CHECKING:
    from cityinnov.values.figure import Figure

__all__ = ["Ratio", "derivative_sign", "ratio_of"]

#: Larger polynomials than this are not worked out, nor products of more pairs of terms.
MOST_TERMS, MOST_PAIRS = 1000, 20_000

#: Exponents by leaf, sorted; () for a constant.
Monomial = tuple[tuple[int, int], ...]
Polynomial = dict[Monomial, Fraction]
Ratio = tuple[Polynomial, Polynomial]


class TooLargeError(ArithmeticError):
    """The formula is no rational function, or one too large to be worth writing out."""


def ratio_of(order: Sequence[Figure], leaves: set[int], operands: Callable[[Figure], Sequence[Figure]]) -> Ratio | None:
    """The last of the steps as P/Q in the leaves; None if it is no rational function, or too large a one.

    Parameters
    ----------
    order : sequence of Figure
        The steps of a lineage, operands before what is made of them.
    leaves : set of int
        The ids of what varies.
    operands : callable
        The operands of a step that can vary; none for leaves and for what is exact.
    """
    one: Polynomial = {(): Fraction(1)}
    ratios: dict[int, Ratio] = {}
    try:
        for node in order:
            made = node.derivation
            if id(node) in leaves:
                ratios[id(node)] = ({((id(node), 1),): Fraction(1)}, one)
            elif made is None or not operands(node):
                ratios[id(node)] = ({(): Fraction(node.natural.low)}, one)
            else:
                ratios[id(node)] = _combined(made.operation, [ratios[id(o)] for o in operands(node)], made.parameter)
    except TooLargeError:
        return None
    return ratios[id(order[-1])]


def derivative_sign(ratio: Ratio, leaf: int, box: Mapping[int, Bounds]) -> Bounds:
    """Bounds with the sign of the derivative by a leaf over a box: those of P′Q − PQ′, the derivative but for 1/Q².

    All reals where that is too large to be worked out.
    """
    p, q = ratio
    try:
        numerator = _plus(_times(_derivative(p, leaf), q), _negative(_times(p, _derivative(q, leaf))))
    except TooLargeError:
        return Bounds.unknown()
    found = ZERO
    for monomial, coefficient in numerator.items():
        term = Bounds.exact(float(coefficient))
        for variable, power in monomial:
            term = term * box[variable] ** Bounds.exact(power)
        found = found + term
    return found


def _combined(operation: str, parts: list[Ratio], parameter: object) -> Ratio:
    (p, q), *rest = parts
    match operation:
        case "add" | "total":
            for r, s in rest:
                # over a common denominator, if it is one already
                p, q = (_plus(p, r), q) if q == s else (_plus(_times(p, s), _times(r, q)), _times(q, s))
            return p, q
        case "subtract":
            (r, s), *_ = rest
            negative = _negative(r)
            return (_plus(p, negative), q) if q == s else (_plus(_times(p, s), _times(negative, q)), _times(q, s))
        case "multiply":
            (r, s), *_ = rest
            return _times(p, r), _times(q, s)
        case "divide" | "of":
            (r, s), *_ = rest
            return (p, r) if q == s else (_times(p, s), _times(q, r))
        case "negate":
            return _negative(p), q
        case "to" if isinstance(parameter, float):
            return {monomial: coefficient * Fraction(parameter) for monomial, coefficient in p.items()}, q
        case "power":
            return _power((p, q), rest[0][0])
    raise TooLargeError(operation)


def _power(base: Ratio, exponent: Polynomial) -> Ratio:
    n = exponent.get((), Fraction(0))
    if exponent.keys() - {()} or n.denominator != 1 or abs(n) > 8:
        raise TooLargeError("power")
    p, q = base if n >= 0 else (base[1], base[0])
    result: Ratio = ({(): Fraction(1)}, {(): Fraction(1)})
    for _ in range(abs(int(n))):
        result = _times(result[0], p), _times(result[1], q)
    return result


def _negative(polynomial: Polynomial) -> Polynomial:
    return {monomial: -coefficient for monomial, coefficient in polynomial.items()}


def _derivative(polynomial: Polynomial, leaf: int) -> Polynomial:
    found: Polynomial = {}
    for monomial, coefficient in polynomial.items():
        powers = dict(monomial)
        if power := powers.pop(leaf, 0):
            if power > 1:
                powers[leaf] = power - 1
            found[tuple(sorted(powers.items()))] = coefficient * power
    return found


def _plus(a: Polynomial, b: Polynomial) -> Polynomial:
    found = dict(a)
    for monomial, coefficient in b.items():
        total = found.get(monomial, Fraction(0)) + coefficient
        if total:
            found[monomial] = total
        else:
            found.pop(monomial, None)
    return _small(found)


def _times(a: Polynomial, b: Polynomial) -> Polynomial:
    found: Polynomial = {}
    if len(a) * len(b) > MOST_PAIRS:
        raise TooLargeError("product")
    for first, x in a.items():
        for second, y in b.items():
            powers = dict(first)
            for leaf, power in second:
                powers[leaf] = powers.get(leaf, 0) + power
            monomial = tuple(sorted(powers.items()))
            found[monomial] = found.get(monomial, Fraction(0)) + x * y
    return _small({monomial: coefficient for monomial, coefficient in found.items() if coefficient})


def _small(polynomial: Polynomial) -> Polynomial:
    if len(polynomial) > MOST_TERMS:
        raise TooLargeError("sum")
    return polynomial
