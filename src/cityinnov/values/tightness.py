"""Tight bounds: the same leaf may enter a formula twice, and then it is the same unknown.

Natural interval arithmetic forgets that: with a in [40, 60] and b in [90, 110] it puts a/(a+b) in
[0.235, 0.462], where the truth is [0.267, 0.4]. Here an interval gradient over the recorded lineage
says in which direction the result moves with each leaf; where that is known, the extremes lie at the
ends. Where it is not, the leaf's range is halved, a bounded number of times, and what is left is
enclosed naturally. Every answer encloses the true range; it is the true range where the formula is
monotone in each leaf. (Rational formulas know their directions best: see `rational`.)

References
----------
Moore, Kearfott & Cloud, *Introduction to Interval Analysis*, SIAM 2009, ch. 6.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from cityinnov.errors import CityinnovError
from cityinnov.values.bounds import LARGEST, Bounds, make
from cityinnov.values.lineage import Derivation, steps
from cityinnov.values.node import OUTSIDE_DOMAIN, set_tight
from cityinnov.values.operations import ONE, OPERATIONS, ZERO
from cityinnov.values.rational import Rational

if TYPE_CHECKING:
    from cityinnov.values.figure import Figure

__all__ = ["evaluate", "sensitivity", "tightened"]

#: A search may look at so many boxes, and at so many steps in all of them together.
MOST_BOXES, MOST_STEPS = 256, 12_800
#: So short a lineage is looked at step by step where it is unbounded as a whole.
SHORT = 60
#: More leaves times steps than this are not varied leaf by leaf.
MOST_VARIED = 100_000
#: Limits are read off at these two distances, in exact fractions. They lie beyond what floats can make up for,
#: so that 5 + x·1e-300 is not taken to settle at 5; what the two give must agree to LIMIT_TOLERANCE.
FAR, FARTHER = Fraction(2**600), Fraction(2**1200)
LARGEST_FRACTION = Fraction(LARGEST)
LIMIT_TOLERANCE = Fraction(1, 10**15)
#: What floats may be off by, relative to the result.
SLACK = 1e-12
#: What one search may spend on fractions, in squared bits (the cost of a division).
MOST_BITS_SQUARED = 2**37

Values = dict[int, Bounds]
End = tuple[float, bool]  # where a bound lies, and whether it is attained


def tightened(figure: Figure) -> Bounds:
    """The tightest bounds that the lineage supports; the natural ones where no leaf is used twice."""
    graph = Graph(figure)
    if graph.shares_a_leaf:
        found = graph.range()
        if not found.is_bounded and len(graph.order) <= SHORT and figure.derivation is not None:
            # the steps below may be bounded where the whole could not be: shares of a total, squared and summed
            steps_below = [operand.bounds for operand in figure.derivation.operands]
            found = evaluate(figure.derivation, steps_below).intersection(found)
        return found
    for node in graph.order:  # nothing is shared further down either: no step has to look again
        set_tight(node, node.natural)
    return figure.natural


class Graph:
    """The part of a lineage that is uncertain, in evaluation order."""

    def __init__(self, figure: Figure) -> None:
        self.root = figure
        # below an exact value nothing can vary
        self.order = steps(figure, into=lambda node: not node.natural.is_point)
        uses: dict[int, int] = {}
        for node in self.order:
            for operand in self.operands(node):
                uses[id(operand)] = uses.get(id(operand), 0) + 1
        self.leaves = [node for node in self.order if not self.operands(node) and not node.natural.is_point]
        self.shares_a_leaf = any(uses.get(id(node), 0) > 1 for node in self.order if not node.natural.is_point)
        self.bits_left = MOST_BITS_SQUARED

    @staticmethod
    def operands(node: Figure) -> tuple[Figure, ...]:
        """The operands of a node that can still vary."""
        made = node.derivation
        return () if made is None or node.natural.is_point else made.operands

    def range(self, known: Mapping[int, Bounds] | None = None, *, most_boxes: int | None = None) -> Bounds:
        """Bounds of the root, by monotonicity and, in a short lineage, by halving what is left.

        Parameters
        ----------
        known : mapping of leaf to Bounds, optional
            What is known of leaves beyond what they state.
        most_boxes : int, optional
            How many boxes the search may look at.

        A box whose directions are not all known is halved only while it sticks out of the range that
        is known to be attained (branch and bound, as in interval global optimisation).
        """
        whole = {id(leaf): leaf.natural for leaf in self.leaves} | dict(known or {})
        budget = most_boxes or max(1, min(MOST_BOXES, MOST_STEPS // len(self.order)))
        attained = Attained()
        found: list[Bounds] = []
        waiting = [whole]
        while waiting:
            box = waiting.pop()
            part, undecided = self._enclosed(box)
            if undecided and budget > 1:
                for corner in _corners(box, undecided):
                    attained.add(self._point(corner))
            if undecided and not attained.encloses(part) and len(found) + len(waiting) < budget:
                widest = max(undecided, key=lambda leaf: _relative_width(box[leaf]))
                if halves := _halves(box[widest]):
                    waiting.extend({**box, widest: half} for half in halves)
                    continue
            found.append(part)
        hull = found[0]
        for part in found[1:]:
            hull = hull.hull(part)
        return self.root.natural.intersection(hull)

    def slopes(self) -> dict[int, Bounds]:
        """For each leaf, bounds of the derivative of the root."""
        return self._gradient(self._values({id(leaf): leaf.natural for leaf in self.leaves}))

    def _point(self, pins: Mapping[int, float]) -> float | None:
        """The root at one point; None where the formula has no value there."""
        try:
            value = self._values({leaf: make(pin, pin, True, True, False) for leaf, pin in pins.items()})
        except CityinnovError:
            return None
        bounds = value[id(self.root)]
        return bounds.low if bounds.is_point else None

    def _enclosed(self, box: Mapping[int, Bounds]) -> tuple[Bounds, list[int]]:
        """Bounds over one box, and the leaves whose direction is not known there."""
        values = self._values(box)
        natural = values[id(self.root)]
        directions = self._directions(values, box)
        low_corner: dict[int, End] = {}
        high_corner: dict[int, End] = {}
        undecided: list[int] = []
        is_strict = True
        for leaf, interval in box.items():
            slope = directions[leaf]
            below, above = (interval.low, interval.low_closed), (interval.high, interval.high_closed)
            if slope.low == slope.high == 0.0:  # no influence: any point will do
                low_corner[leaf] = high_corner[leaf] = (_some_point(interval), True)
            elif slope.low >= 0.0:
                low_corner[leaf], high_corner[leaf] = below, above
            elif slope.high <= 0.0:
                low_corner[leaf], high_corner[leaf] = above, below
            else:
                undecided.append(leaf)
            is_strict &= 0.0 not in slope
        low, low_closed = self._at(low_corner, box, (natural.low, natural.low_closed), is_low=True)
        high, high_closed = self._at(high_corner, box, (natural.high, natural.high_closed), is_low=False)
        if not is_strict:  # a flat stretch may attain what an open end alone would not
            low_closed, high_closed = True, True
        if low >= high:  # one value, perhaps parted by rounding
            low, high, low_closed, high_closed = high, low, True, True
        return make(low, high, low_closed, high_closed, natural.approx).intersection(natural), undecided

    def _at(self, corner: Mapping[int, End], box: Mapping[int, Bounds], natural: End, *, is_low: bool) -> End:
        """The value at a corner, and whether it is attained; the natural end where it cannot be had."""
        if not any(math.isinf(end) for end, _ in corner.values()):
            all_closed = all(closed for _, closed in corner.values())
            if corner.keys() == box.keys():  # a point, at which what cancels should cancel without a trace
                exact = self._exactly({leaf: Fraction(end) for leaf, (end, _) in corner.items()})
                if exact is not None and abs(exact) <= LARGEST_FRACTION:
                    return float(exact), all_closed
            pins = {leaf: make(end, end, True, True, False) for leaf, (end, _) in corner.items()}
            try:
                value = self._values({**box, **pins})[id(self.root)]
            except CityinnovError:  # outside the formula's domain, as 1/x at an open 0: try the limit
                pass
            else:
                return (value.low, value.low_closed and all_closed) if is_low else (
                    value.high, value.high_closed and all_closed
                )  # fmt: skip
        limit = self._limit(corner, box) if corner.keys() == box.keys() else None
        return natural if limit is None else (limit, False)

    def _limit(self, corner: Mapping[int, End], box: Mapping[int, Bounds]) -> float | None:
        """The value as open ends are approached from inside the box, if it settles.

        Where the root is monotone in each leaf, every way into the corner leads to the same limit.
        """
        near, nearer = (
            self._exactly({leaf: _approach(end, box[leaf], distance) for leaf, end in corner.items()})
            for distance in (FAR, FARTHER)
        )
        if near is None or nearer is None:
            return None
        if abs(nearer) * FAR <= abs(near) * 2:  # it falls with the distance
            return 0.0
        return float(nearer) if abs(near - nearer) <= LIMIT_TOLERANCE * abs(nearer) else None

    def _exactly(self, pins: Mapping[int, Fraction]) -> Fraction | None:
        """The root at a point, in exact fractions; None where the formula is not rational there, or too costly."""
        values: dict[int, Fraction] = {}
        for node in self.order:
            made, operands = node.derivation, self.operands(node)
            if id(node) in pins:
                value = pins[id(node)]
            elif made is None or not operands:
                value = Fraction(node.natural.low)
            else:
                exactly = OPERATIONS[made.operation].exactly
                if exactly is None:
                    return None
                try:
                    value = exactly([values[id(operand)] for operand in operands], made.parameter)
                except ArithmeticError:  # outside its domain, or no rational function
                    return None
            self.bits_left -= (value.numerator.bit_length() + value.denominator.bit_length()) ** 2
            if self.bits_left < 0:
                return None
            values[id(node)] = value
        return values[id(self.root)]

    def _values(self, box: Mapping[int, Bounds]) -> Values:
        values: Values = {}
        for node in self.order:
            made, operands = node.derivation, self.operands(node)
            if id(node) in box:
                values[id(node)] = box[id(node)]
            elif made is None or not operands:
                values[id(node)] = node.natural
            else:
                values[id(node)] = _evaluated(made, operands, [values[id(operand)] for operand in operands])
        return values

    def _directions(self, values: Values, box: Mapping[int, Bounds]) -> dict[int, Bounds]:
        """For each leaf, bounds of the root's derivative by it, or of what has its sign, where that says more."""
        found = self._gradient(values)
        undecided = [leaf for leaf in box if not _has_sign(found[leaf])]
        for leaf in undecided:
            found[leaf] = self.rational.derivative_sign(leaf, box)
        return found

    @cached_property
    def rational(self) -> Rational:
        """The root as a ratio of polynomials in the leaves."""
        return Rational(self.order, {id(leaf) for leaf in self.leaves}, self.operands)

    def _gradient(self, values: Values) -> dict[int, Bounds]:
        """Reverse accumulation: the root moves by one, and so on down to the leaves."""
        found: dict[int, Bounds] = {id(node): ZERO for node in self.order}
        found[id(self.root)] = ONE
        for node in reversed(self.order):
            operands = self.operands(node)
            if not operands or node.derivation is None:
                continue
            operation = OPERATIONS[node.derivation.operation]
            arguments = [values[id(operand)] for operand in operands]
            outer = found[id(node)]
            try:
                slopes = operation.slopes(arguments, node.derivation.parameter)
            except CityinnovError:  # no slope where the formula has none, e.g. at the edge of its domain
                slopes = None
            for i, operand in enumerate(operands):
                inner = slopes[i] if slopes is not None else Bounds.unknown()
                found[id(operand)] = found[id(operand)] + outer * inner
        return found


class Attained:
    """The range of values that a formula has been seen to take."""

    def __init__(self) -> None:
        self.low, self.high = math.inf, -math.inf

    def add(self, value: float | None) -> None:
        """Take note of a value."""
        if value is not None:
            self.low, self.high = min(self.low, value), max(self.high, value)

    def encloses(self, part: Bounds) -> bool:
        """Whether nothing in `part` goes beyond what has been attained."""
        slack = SLACK * max(abs(self.low), abs(self.high))
        return self.low - slack <= part.low and part.high <= self.high + slack


#: With more undecided leaves than this, only the two outermost corners are looked at.
MOST_CORNERS_OF = 4


def _corners(box: Mapping[int, Bounds], undecided: Sequence[int]) -> Iterator[dict[int, float]]:
    """Points of a box at which extremes may lie: finite ends of what is undecided, and both sides of the rest."""
    if not all(interval.is_bounded for interval in box.values()):
        return
    sides = product((False, True), repeat=len(undecided) if len(undecided) <= MOST_CORNERS_OF else 1)
    for side in sides:
        high = dict(zip(undecided, side if len(side) == len(undecided) else side * len(undecided), strict=True))
        for rest in (False, True):
            yield {leaf: b.high if high.get(leaf, rest) else b.low for leaf, b in box.items()}


def _evaluated(made: Derivation, operands: Sequence[Figure], values: Sequence[Bounds]) -> Bounds:
    """One step within a box; where it has no value for all of the operands' bounds there, for the tight ones at large.

    The step was made because the operand's own tight bounds allow it, as where a divisor excludes zero once tightened.
    """
    try:
        return evaluate(made, values)
    except OUTSIDE_DOMAIN:
        return evaluate(made, [v.intersection(operand.bounds) for v, operand in zip(values, operands, strict=True)])


def evaluate(made: Derivation, operands: Sequence[Bounds]) -> Bounds:
    """Natural bounds of one step."""
    return OPERATIONS[made.operation].evaluate(operands, made.parameter)


def _has_sign(slope: Bounds) -> bool:
    return slope.low >= 0.0 or slope.high <= 0.0


def _approach(end: End, interval: Bounds, distance: Fraction) -> Fraction:
    """A point close to an end of an interval: far out for an infinite one, close by for an open zero."""
    at, closed = end
    if math.isinf(at):
        return distance if at > 0 else -distance
    if at == 0.0 and not closed:  # where a divisor vanishes, as in 1/x for x in (0, 1]
        return 1 / distance if at == interval.low else -1 / distance
    return Fraction(at)


def _some_point(interval: Bounds) -> float:
    """A finite point of an interval."""
    if interval.is_bounded:
        return interval.mid
    if interval.low != -math.inf:
        return interval.low + 1.0
    return interval.high - 1.0 if interval.high != math.inf else 0.0


def _relative_width(interval: Bounds) -> float:
    return interval.width / (1.0 + min(abs(interval.low), abs(interval.high)))


def _halves(interval: Bounds) -> tuple[Bounds, Bounds] | None:
    """Both halves of an interval; an infinite one is parted a little beyond its finite end."""
    if interval.is_bounded:
        far_apart = interval.low > 0.0 and interval.high > 4.0 * interval.low
        at = math.sqrt(interval.low) * math.sqrt(interval.high) if far_apart else interval.mid
    elif interval.low != -math.inf:
        at = 2.0 * abs(interval.low) + 1.0
    elif interval.high != math.inf:
        at = -2.0 * abs(interval.high) - 1.0
    else:
        at = 0.0
    if not interval.low < at < interval.high:
        return None
    return (
        make(interval.low, at, interval.low_closed, True, interval.approx),
        make(at, interval.high, True, interval.high_closed, interval.approx),
    )


# -- what else the gradient is good for -----------------------------------------------


def sensitivity(figure: Figure) -> tuple[tuple[Figure, float], ...]:
    """The uncertain leaves with the share of the width each is answerable for, largest first.

    The share of a leaf is how much narrower the bounds become if that leaf alone were known to be
    at its middle (or, where it has none, at its finite end), over the width of the whole; they need not add up to
    one. Where the whole is unbounded, the share is 1 for a leaf that alone would bound it, else 0.
    In a long lineage the width that a leaf answers for is its own, times the slope: for sums that is the same.
    """
    graph = Graph(figure)
    if len(graph.leaves) * len(graph.order) > MOST_VARIED:
        shares = _shares_by_slope(graph, figure.bounds)
    else:
        whole = graph.range(most_boxes=1)
        shares = [_share_if_known(graph, leaf, whole) for leaf in graph.leaves]
    return tuple(sorted(zip(graph.leaves, shares, strict=True), key=lambda pair: -pair[1]))


def _share_if_known(graph: Graph, leaf: Figure, whole: Bounds) -> float:
    interval = leaf.natural
    if interval.is_bounded:
        known = interval.mid
    else:
        known = next((end for end in (interval.low, interval.high) if math.isfinite(end)), 0.0)
    rest = graph.range({id(leaf): make(known, known, True, True, False)}, most_boxes=1)
    if not whole.is_bounded:
        return float(rest.is_bounded)
    return max(1.0 - rest.width / whole.width, 0.0) if whole.width else 0.0


def _shares_by_slope(graph: Graph, whole: Bounds) -> list[float]:
    slopes = graph.slopes()
    widths = [max(abs(slopes[id(leaf)].low), abs(slopes[id(leaf)].high)) * leaf.natural.width for leaf in graph.leaves]
    if not whole.is_bounded:
        unbounded = [math.isinf(width) for width in widths]
        is_alone = sum(unbounded) == 1
        return [float(is_alone and width) for width in unbounded]
    return [min(width / whole.width, 1.0) if whole.width else 0.0 for width in widths]
