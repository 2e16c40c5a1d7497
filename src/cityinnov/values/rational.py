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

__all__ = ["Rational"]

#: Factors that one formula may cost: a small formula has tens, and this many take about a tenth of a second.
MOST_WORK = 50_000
#: Higher powers are left to the gradient.
HIGHEST_POWER = 8

#: Exponents by leaf, sorted; () for a constant.
Monomial = tuple[tuple[int, int], ...]
Polynomial = dict[Monomial, Fraction]
Ratio = tuple[Polynomial, Polynomial]

ONE: Polynomial = {(): Fraction(1)}
MINUS_ONE: Polynomial = {(): Fraction(-1)}


class TooMuchError(ArithmeticError):
    """The formula is no rational function, or one that is not worth the work."""


class Rational:
    """The last of the steps of a lineage as P/Q in its leaves.

    Parameters
    ----------
    order : sequence of Figure
        The steps of a lineage, operands before what is made of them.
    leaves : set of int
        The ids of what varies.
    operands : callable
        The operands of a step that can vary; none for leaves and for what is exact.
    """

    def __init__(
        self, order: Sequence[Figure], leaves: set[int], operands: Callable[[Figure], Sequence[Figure]]
    ) -> None:
        self._work_left = MOST_WORK
        self._numerators: dict[int, Polynomial] = {}
        try:
            self._ratio: Ratio | None = self._worked_out(order, leaves, operands)
        except TooMuchError:
            self._ratio = None

    def derivative_sign(self, leaf: int, box: Mapping[int, Bounds]) -> Bounds:
        """Bounds with the sign of the derivative by a leaf over a box: those of P′Q − PQ′, the derivative but for 1/Q².

        All reals where the formula is no rational function, or too large to be worked out.
        """
        if self._ratio is None:
            return Bounds.unknown()
        try:
            if leaf not in self._numerators:
                p, q = self._ratio
                self._spend(len(p) + len(q))
                rising, falling = self._times(_derivative(p, leaf), q), self._times(p, _derivative(q, leaf))
                self._numerators[leaf] = self._plus(rising, self._times(falling, MINUS_ONE))
            return self._range(self._numerators[leaf], box)
        except TooMuchError:
            return Bounds.unknown()

    def _worked_out(
        self, order: Sequence[Figure], leaves: set[int], operands: Callable[[Figure], Sequence[Figure]]
    ) -> Ratio:
        ratios: dict[int, Ratio] = {}
        for node in order:
            made = node.derivation
            if id(node) in leaves:
                ratios[id(node)] = ({((id(node), 1),): Fraction(1)}, ONE)
            elif made is None or not operands(node):
                ratios[id(node)] = ({(): Fraction(node.natural.low)}, ONE)
            else:
                parts = [ratios[id(operand)] for operand in operands(node)]
                ratios[id(node)] = self._combined(made.operation, parts, made.parameter)
        return ratios[id(order[-1])]

    def _combined(self, operation: str, parts: list[Ratio], parameter: object) -> Ratio:
        (p, q), *rest = parts
        match operation:
            case "add" | "total":
                return self._sum(parts)
            case "subtract":
                (r, s), *_ = rest
                return self._sum([(p, q), (self._times(r, MINUS_ONE), s)])
            case "multiply":
                (r, s), *_ = rest
                return self._times(p, r), self._times(q, s)
            case "divide":
                (r, s), *_ = rest
                return (p, r) if q == s else (self._times(p, s), self._times(q, r))
            case "negate":
                return self._times(p, MINUS_ONE), q
            case "to" if isinstance(parameter, float):
                return self._times(p, {(): Fraction(parameter)}), q
            case "power":
                return self._power((p, q), rest[0][0])
        raise TooMuchError(operation)

    def _sum(self, parts: list[Ratio]) -> Ratio:
        (first, q), *rest = parts
        self._spend(len(first))
        p = dict(first)
        for r, s in rest:
            if q is s or q == s:  # over a common denominator already
                self._add(p, r)
            else:
                p, q = self._plus(self._times(p, s), self._times(r, q)), self._times(q, s)
        return p, q

    def _power(self, base: Ratio, exponent: Polynomial) -> Ratio:
        n = exponent.get((), Fraction(0))
        if exponent.keys() - {()} or n.denominator != 1 or abs(n) > HIGHEST_POWER:
            raise TooMuchError("power")
        p, q = base if n >= 0 else (base[1], base[0])
        result: Ratio = (ONE, ONE)
        for _ in range(abs(int(n))):
            result = self._times(result[0], p), self._times(result[1], q)
        return result

    def _plus(self, a: Polynomial, b: Polynomial) -> Polynomial:
        self._spend(len(a))
        found = dict(a)
        self._add(found, b)
        return found

    def _add(self, to: Polynomial, b: Polynomial) -> None:
        self._spend(len(b))
        for monomial, coefficient in b.items():
            total = to.get(monomial, Fraction(0)) + coefficient
            if total:
                to[monomial] = total
            else:
                to.pop(monomial, None)

    def _times(self, a: Polynomial, b: Polynomial) -> Polynomial:
        if a == ONE or b == ONE:
            return b if a == ONE else a
        found: Polynomial = {}
        for first, x in a.items():
            for second, y in b.items():
                # long coefficients are work too
                self._spend(1 + len(first) + len(second) + (x.denominator * y.denominator).bit_length() // 64)
                powers = dict(first)
                for leaf, power in second:
                    powers[leaf] = powers.get(leaf, 0) + power
                monomial = tuple(sorted(powers.items()))
                found[monomial] = found.get(monomial, Fraction(0)) + x * y
        return {monomial: coefficient for monomial, coefficient in found.items() if coefficient}

    def _range(self, polynomial: Polynomial, box: Mapping[int, Bounds]) -> Bounds:
        found = ZERO
        for monomial, coefficient in polynomial.items():
            self._spend(1 + len(monomial))
            term = _as_bounds(coefficient)
            for leaf, power in monomial:
                term = term * (box[leaf] if power == 1 else box[leaf] ** Bounds.exact(power))
            found = found + term
        return found

    def _spend(self, work: int) -> None:
        self._work_left -= work
        if self._work_left < 0:
            raise TooMuchError("size")


def _as_bounds(coefficient: Fraction) -> Bounds:
    try:
        value = float(coefficient)
    except OverflowError:
        raise TooMuchError("coefficient") from None
    if value == 0.0:  # a sign would be lost
        raise TooMuchError("coefficient")
    return Bounds.exact(value)


def _derivative(polynomial: Polynomial, leaf: int) -> Polynomial:
    found: Polynomial = {}
    for monomial, coefficient in polynomial.items():
        powers = dict(monomial)
        if power := powers.pop(leaf, 0):
            if power > 1:
                powers[leaf] = power - 1
            found[tuple(sorted(powers.items()))] = coefficient * power
    return found
