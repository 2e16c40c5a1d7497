"""Tight bounds: the same leaf may enter a formula twice, and then it is the same unknown.

Natural interval arithmetic forgets that: with a in [40, 60] and b in [90, 110] it puts a/(a+b) in
[0.235, 0.462], where the truth is [0.267, 0.4]. Here an interval gradient over the recorded lineage
says in which direction the result moves with each leaf; where that is known, the extremes lie at the
ends. Where it is not, the leaf's range is halved, a bounded number of times, and what is left is
enclosed naturally. Every answer encloses the true range; it is the true range where the formula is
monotone in each leaf.

References
----------
Moore, Kearfott & Cloud, *Introduction to Interval Analysis*, SIAM 2009, ch. 6.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from cityinnov.errors import CityinnovError
from cityinnov.values.bounds import Bounds, make
from cityinnov.values.lineage import Derivation, steps
from cityinnov.values.node import set_tight
from cityinnov.values.operations import ONE, OPERATIONS, ZERO

if TYPE_CHECKING:
    from cityinnov.values.figure import Figure

__all__ = ["evaluate", "sensitivity", "tightened"]

#: A search may look at so many boxes, and at so many steps in all of them together.
MOST_BOXES, MOST_STEPS = 64, 6400
#: Limits are read off at these two distances, in exact fractions. They lie beyond what floats can make up for,
#: so that 5 + x·1e-300 is not taken to settle at 5; what the two give must agree to LIMIT_TOLERANCE.
FAR, FARTHER = Fraction(2**600), Fraction(2**1200)
LIMIT_TOLERANCE = Fraction(1, 10**15)
#: What one search may spend on fractions, in squared bits (the cost of a division).
MOST_BITS_SQUARED = 2**33

Values = dict[int, Bounds]
End = tuple[float, bool]  # where a bound lies, and whether it is attained


def tightened(figure: Figure) -> Bounds:
    """The tightest bounds that the lineage supports; the natural ones where no leaf is used twice."""
    graph = Graph(figure)
    if graph.shares_a_leaf:
        return graph.range()
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
        return () if made is None or made.operation == "detached" or node.natural.is_point else made.operands

    def range(self, known: Mapping[int, Bounds] | None = None) -> Bounds:
        """Bounds of the root, by monotonicity and, in a short lineage, by halving what is left."""
        box = {id(leaf): leaf.natural for leaf in self.leaves} | dict(known or {})
        budget = min(MOST_BOXES, MOST_STEPS // len(self.order))
        found: Bounds | None = None
        waiting = deque([box])
        seen = 1
        while waiting:
            box = waiting.popleft()  # the oldest is among the largest: all parts get their share of the budget
            part, undecided = self._enclosed(box)
            widest = max(undecided, key=lambda leaf: _relative_width(box[leaf]), default=None)
            if widest is not None and seen < budget and (halves := _halves(box[widest])):
                seen += 1
                waiting.extend({**box, widest: half} for half in halves)
                continue
            found = part if found is None else found.hull(part)
        assert found is not None  # there was at least one box
        return self.root.natural.intersection(found)

    def slopes(self) -> dict[int, Bounds]:
        """Bounds of the root's derivative by each node, over all that the leaves may be."""
        return self._gradient(self._values({id(leaf): leaf.natural for leaf in self.leaves}), relative=False)

    def _enclosed(self, box: Mapping[int, Bounds]) -> tuple[Bounds, list[int]]:
        """Bounds over one box, and the leaves whose direction is not known there."""
        values = self._values(box)
        natural = values[id(self.root)]
        directions = self._directions(values)
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
            pins = {leaf: make(end, end, True, True, False) for leaf, (end, _) in corner.items()}
            try:
                value = self._values({**box, **pins})[id(self.root)]
            except CityinnovError:  # outside the formula's domain, as 1/x at an open 0: try the limit
                pass
            else:
                all_closed = all(closed for _, closed in corner.values())
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
                value = evaluate(made, [values[id(operand)] for operand in operands])
                # a divisor may exclude zero only once it has been tightened
                values[id(node)] = value if node._tight is None else value.intersection(node._tight)
        return values

    def _directions(self, values: Values) -> dict[int, Bounds]:
        """For each leaf, bounds of the derivative of the root; the relative derivative where that says more."""
        absolute = self._gradient(values, relative=False)
        if all(_has_sign(absolute[id(leaf)]) for leaf in self.leaves):
            return absolute
        if any(values[id(node)].low < 0.0 for node in self.order):
            return absolute
        relative = self._gradient(values, relative=True)
        return {leaf: slope if _has_sign(slope) else relative.get(leaf, slope) for leaf, slope in absolute.items()}

    def _gradient(self, values: Values, *, relative: bool) -> dict[int, Bounds]:
        """Reverse accumulation: the root moves by one, and so on down to the leaves."""
        found: dict[int, Bounds] = {id(node): ZERO for node in self.order}
        found[id(self.root)] = ONE
        for node in reversed(self.order):
            operands = self.operands(node)
            if not operands or node.derivation is None:
                continue
            operation = OPERATIONS[node.derivation.operation]
            rule = operation.elasticities if relative else operation.slopes
            arguments = [values[id(operand)] for operand in operands]
            outer = found[id(node)]
            try:
                slopes = rule(arguments, node.derivation.parameter) if rule else None
            except CityinnovError:  # no slope where the formula has none, e.g. at the edge of its domain
                slopes = None
            for i, operand in enumerate(operands):
                inner = slopes[i] if slopes is not None else Bounds.unknown()
                found[id(operand)] = found[id(operand)] + outer * inner
        return found


def evaluate(made: Derivation, operands: Sequence[Bounds]) -> Bounds:
    """Natural bounds of one step."""
    return OPERATIONS[made.operation].evaluate(operands, made.parameter)


def _has_sign(slope: Bounds) -> bool:
    return slope.low >= 0.0 or slope.high <= 0.0


def _approach(end: End, interval: Bounds, distance: Fraction) -> Fraction:
    """A point close to an end of an interval: far out for an infinite one, inside for an open one."""
    at, closed = end
    if math.isinf(at):
        return distance if at > 0 else -distance
    if closed or interval.is_point:
        return Fraction(at)
    return Fraction(at) + (1 / distance if at == interval.low else -1 / distance)


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
        at = interval.mid
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
    whole = figure.bounds
    if len(graph.leaves) * len(graph.order) > MOST_STEPS:
        shares = _shares_by_slope(graph, whole)
    else:
        shares = [_share_if_known(graph, leaf, whole) for leaf in graph.leaves]
    return tuple(sorted(zip(graph.leaves, shares, strict=True), key=lambda pair: -pair[1]))


def _share_if_known(graph: Graph, leaf: Figure, whole: Bounds) -> float:
    interval = leaf.natural
    if interval.is_bounded:
        known = interval.mid
    else:
        known = next((end for end in (interval.low, interval.high) if math.isfinite(end)), 0.0)
    rest = graph.range({id(leaf): make(known, known, True, True, False)})
    if not whole.is_bounded:
        return float(rest.is_bounded)
    return min(max(1.0 - rest.width / whole.width, 0.0), 1.0) if whole.width else 0.0


def _shares_by_slope(graph: Graph, whole: Bounds) -> list[float]:
    slopes = graph.slopes()
    widths = [max(abs(slopes[id(leaf)].low), abs(slopes[id(leaf)].high)) * leaf.natural.width for leaf in graph.leaves]
    if not whole.is_bounded:
        unbounded = [not math.isfinite(width) for width in widths]
        return [float(alone and sum(unbounded) == 1) for alone in unbounded]
    return [min(width / whole.width, 1.0) if whole.width else 0.0 for width in widths]
