"""Comparison of figures: an answer where the bounds decide it, an error that says so where they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from cityinnov.errors import InputError, UndecidableError
from cityinnov.values import rules
from cityinnov.values.arithmetic import number_leaf, subtract
from cityinnov.values.bounds import Bounds
from cityinnov.values.units import conversion_factor, mismatch

if TYPE_CHECKING:
    from cityinnov.values.figure import Figure

__all__ = ["COMPARISON_TOLERANCE", "less", "less_or_equal", "possibly_over", "same_value", "surely_over"]

#: An approximate figure ("about 40 %") compares as if it were known to a tenth of itself.
COMPARISON_TOLERANCE = 0.1

Number = int | float


def less(a: Figure, b: Figure | Number) -> bool:
    """Whether `a < b`, if the bounds decide it.

    Raises
    ------
    UndecidableError
        If they do not.
    DimensionError, PriceBasisError
        If the two cannot be compared at all.
    """
    return _decided(a, b, "is under", or_equal=False)


def less_or_equal(a: Figure, b: Figure | Number) -> bool:
    """Whether `a <= b`, if the bounds decide it."""
    return _decided(a, b, "is at most", or_equal=True)


def greater(a: Figure, b: Figure | Number) -> bool:
    """Whether `a > b`, if the bounds decide it."""
    answer = _decided(a, b, "is over", or_equal=True)
    return answer if answer is NotImplemented else not answer


def greater_or_equal(a: Figure, b: Figure | Number) -> bool:
    """Whether `a >= b`, if the bounds decide it."""
    answer = _decided(a, b, "is at least", or_equal=False)
    return answer if answer is NotImplemented else not answer


def surely_over(a: Figure, b: Figure | Number) -> bool:
    """Whether `a > b` for all that the bounds allow; never undecidable."""
    left, right, _ = _sides(a, b)
    return _below(right, left, or_equal=False)


def possibly_over(a: Figure, b: Figure | Number) -> bool:
    """Whether `a > b` for something that the bounds allow; never undecidable."""
    left, right, _ = _sides(a, b)
    return not _below(left, right, or_equal=True)


def same_value(a: Figure, b: Figure) -> bool:
    """Whether two figures have one value, after conversion, whatever their periods and sources.

    Examples
    --------
    >>> from cityinnov.values.figure import Figure
    >>> Figure.parse("0.4, 2020").same_value(Figure.parse("40 %"))
    True
    """
    if not isinstance(b, a.__class__) or a.unit.dimension != b.unit.dimension:
        return False
    factor = conversion_factor(b.unit, a.unit)
    left, right = a.bounds, b.bounds.scaled(factor)
    close = all(_close(x, y) for x, y in ((left.low, right.low), (left.high, right.high)))
    return close and (left.low_closed, left.high_closed, left.approx) == (
        right.low_closed,
        right.high_closed,
        right.approx,
    )


def _close(x: float, y: float) -> bool:
    return x == y or abs(x - y) <= 1e-12 * max(abs(x), abs(y))


def _decided(a: Figure, b: Figure | Number, asked: str, *, or_equal: bool) -> bool:
    """Whether `a` is under `b`, or equals it; `asked` is how the question was put."""
    if not isinstance(b, a.__class__) and number_leaf(a.__class__, b) is None:
        return cast("bool", NotImplemented)  # Python then asks the other operand
    left, right, other = _sides(a, b)
    for _ in range(2):
        if _below(left, right, or_equal=or_equal):
            return True
        if _below(right, left, or_equal=not or_equal):
            return False
        # what both share cancels in the difference, which may decide what the bounds alone do not
        left, right = subtract(a, other).widened(COMPARISON_TOLERANCE).bounds, Bounds.exact(0)
    raise UndecidableError(
        f"whether {a.display()} {asked} {other.display()} is not decided by what is known",
        hint="ask .surely_over(x) or .possibly_over(x), or compare .low, .high",
        left=a,
        right=other,
    )


def _sides(a: Figure, b: Figure | Number) -> tuple[Bounds, Bounds, Figure]:
    """Both bounds in one unit, widened where approximate, and `b` as a figure."""
    other = b if isinstance(b, a.__class__) else number_leaf(a.__class__, b)
    if other is None:
        raise InputError("a figure compares with a figure or a plain number", found=repr(b)[:60])
    if a.unit.dimension != other.unit.dimension:
        raise mismatch(a.unit, other.unit, "compare")
    rules.same_prices(a, other, "compare with")
    right = _known(other)
    if a.unit is not other.unit:
        right = right.scaled(conversion_factor(other.unit, a.unit))
    return _known(a), right, other


def _known(figure: Figure) -> Bounds:
    """The bounds, widened where they are approximate: each leaf by itself, so that ≈ over 500 stays without end."""
    return figure.widened(COMPARISON_TOLERANCE).bounds if figure.bounds.approx else figure.bounds


def _below(x: Bounds, y: Bounds, *, or_equal: bool) -> bool:
    """Whether all of `x` lies below all of `y`."""
    if x.high == y.low:
        return or_equal or not (x.high_closed and y.low_closed)
    return x.high < y.low
