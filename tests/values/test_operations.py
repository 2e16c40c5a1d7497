"""The table of operations: every row encloses, slopes as it says, and agrees with its exact form."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cityinnov.errors import CityinnovError, DomainError
from cityinnov.values.bounds import LARGEST, Bounds
from cityinnov.values.operations import OPERATIONS, Opaque, logarithm


def product(x: float, y: float) -> float:
    return x * y


#: For each row: its function on plain numbers, how many operands, its parameter, and what its operands may be.
ROWS: dict[str, tuple[Any, int, Any, tuple[float, float]]] = {
    "add": (lambda x, y: x + y, 2, None, (-50, 50)),
    "subtract": (lambda x, y: x - y, 2, None, (-50, 50)),
    "multiply": (lambda x, y: x * y, 2, None, (-50, 50)),
    "divide": (lambda x, y: x / y, 2, None, (0.1, 50)),
    "of": (lambda x, y: x / y, 2, None, (0.1, 50)),
    "power": (lambda x, y: x**y, 2, None, (0.1, 5)),
    "negate": (lambda x: -x, 1, None, (-50, 50)),
    "logarithm": (math.log, 1, None, (0.1, 50)),
    "positive": (lambda x: x, 1, None, (0.1, 50)),
    "absolute": (abs, 1, None, (-50, 50)),
    "to": (lambda x: x * 0.25, 1, 0.25, (-50, 50)),
    "total": (lambda *x: math.fsum(x), 4, None, (-50, 50)),
    "opaque": (product, 2, Opaque("product", product, ("rise", "rise")), (0.1, 50)),
}
#: What stands for a set of values, a plain number or a cut lineage, and is tested where it is made.
ELSEWHERE = {"union", "alternatives", "detached", "number"}


def test_every_row_is_tested() -> None:
    assert set(ROWS) | ELSEWHERE == set(OPERATIONS)


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, list[Bounds], list[float], list[float]]:
    """A row, bounds of its operands, and two points inside them that differ in each operand."""
    name = draw(st.sampled_from(sorted(ROWS)))
    _, count, _, (least, most) = ROWS[name]
    boxes, first, second = [], [], []
    for _ in range(count):
        low, high = sorted((draw(st.floats(least, most)), draw(st.floats(least, most))))
        boxes.append(Bounds(low, high))
        shares = sorted((draw(st.floats(0, 1)), draw(st.floats(0, 1))))
        points = [min(max(low + (high - low) * share, low), high) for share in shares]
        first.append(points[0])
        second.append(points[1])
    return name, boxes, first, second


@given(cases())
def test_a_row_encloses(case: tuple[str, list[Bounds], list[float], list[float]]) -> None:
    name, boxes, point, _ = case
    function, _, parameter, _ = ROWS[name]
    found = OPERATIONS[name].evaluate(boxes, parameter)
    value = function(*point)
    slack = 1e-12 * max(1.0, abs(value), *map(abs, point))
    assert found.low - slack <= value <= found.high + slack


@given(cases(), st.data())
def test_the_change_of_a_row_lies_within_its_slopes(
    case: tuple[str, list[Bounds], list[float], list[float]], data: Any
) -> None:
    # the mean value theorem: (f(b) - f(a)) / (b - a) is a value of the slope somewhere between
    name, boxes, first, second = case
    function, count, parameter, _ = ROWS[name]
    i = data.draw(st.integers(0, count - 1))
    other = [*first]
    other[i] = second[i]
    step = other[i] - first[i]
    assume(step > 1e-3)
    change = (function(*other) - function(*first)) / step
    try:
        slope = OPERATIONS[name].slopes(boxes, parameter)[i]
    except CityinnovError:
        assume(False)
    slack = 1e-7 * max(1.0, abs(change))
    assert slope.low - slack <= change <= slope.high + slack


FRACTIONS = st.fractions(min_value=Fraction(1, 50), max_value=50, max_denominator=50)


@given(st.sampled_from([name for name in ROWS if OPERATIONS[name].exactly]), st.data())
def test_the_exact_form_is_the_same_function(name: str, data: Any) -> None:
    function, count, parameter, _ = ROWS[name]
    values = [data.draw(FRACTIONS) for _ in range(count)]
    if name == "power":
        values[1] = Fraction(data.draw(st.integers(-5, 5)))
    exactly = OPERATIONS[name].exactly
    assert exactly is not None
    found = exactly(values, parameter)
    assert isinstance(found, Fraction)
    assert float(found) == pytest.approx(function(*map(float, values)), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(
    "values",
    [
        (Fraction(2), Fraction(1, 2)),
        (Fraction(0), Fraction(-1)),
        (Fraction(3), Fraction(10**9)),
        (Fraction(2**40_000), Fraction(3)),
        (Fraction(1, 2**40_000), Fraction(3)),
    ],
)
def test_a_power_that_is_no_fraction_or_too_long_a_one_is_given_up(values: tuple[Fraction, Fraction]) -> None:
    exactly = OPERATIONS["power"].exactly
    assert exactly is not None
    with pytest.raises(ArithmeticError):
        exactly(values, None)


def test_a_power_of_a_few_digits_is_worked_out() -> None:
    exactly = OPERATIONS["power"].exactly
    assert exactly is not None
    assert exactly([Fraction(1, 3), Fraction(20)], None) == Fraction(1, 3486784401)


def test_logarithm() -> None:
    assert logarithm(Bounds(1, math.e)) == Bounds(0, 1)
    assert logarithm(Bounds(0, 1, False, True)) == Bounds(-math.inf, 0, False, True)
    assert logarithm(Bounds.over(1)) == Bounds.over(0)
    for x in (Bounds(-1, 1), Bounds(0, 1), Bounds.exact(0)):
        with pytest.raises(DomainError, match="over zero"):
            logarithm(x)


def test_a_long_sum_does_not_gather_rounding() -> None:
    found = OPERATIONS["total"].evaluate([Bounds.exact(0.1)] * 10, None)
    assert found == Bounds.exact(1)


def test_a_sum_has_no_end_where_a_summand_or_a_float_has_none() -> None:
    total = OPERATIONS["total"].evaluate
    assert total([Bounds.over(1), Bounds.at_most(5)], None) == Bounds.unknown()
    assert total([Bounds.between(1, 2), Bounds.at_most(5)], None) == Bounds.at_most(7)
    assert total([Bounds.exact(1e308)] * 2, None) == Bounds.over(LARGEST)
    assert total([Bounds.exact(-1e308)] * 2, None) == Bounds.under(-LARGEST)
    assert total([Bounds.exact(1e308), Bounds.exact(1e308), Bounds.exact(-1.5e308)], None) == Bounds.exact(0.5e308)


def test_an_opaque_function_is_asked_at_its_finite_ends_only() -> None:
    row = OPERATIONS["opaque"]
    found = row.evaluate([Bounds.over(2), Bounds(1, 3)], Opaque("product", product, ("rise", "rise")))
    assert found == Bounds.over(2)
    found = row.evaluate([Bounds.over(2), Bounds(1, 3)], Opaque("product", product, ("fall", "rise")))
    assert found == Bounds(-math.inf, 6, False, False)


@pytest.mark.parametrize(
    ("x", "size", "slope"),
    [
        (Bounds(0.5, 3), Bounds(0.5, 3), Bounds.exact(1)),
        (Bounds(0, 3, False, True), Bounds(0, 3, False, True), Bounds.exact(1)),
        (Bounds(-3, -0.5, True, False), Bounds(0.5, 3, False, True), Bounds.exact(-1)),
        (Bounds(-3, 0, True, False), Bounds(0, 3, False, True), Bounds.exact(-1)),
        (Bounds(-3, 0.5, False, True), Bounds(0, 3, True, False), Bounds(-1, 1)),
        (Bounds(-2, 3, False, True, True), Bounds(0, 3, approx=True), Bounds(-1, 1)),
    ],
)
def test_what_has_no_sign_rises_where_it_is_positive_and_falls_where_it_is_negative(
    x: Bounds, size: Bounds, slope: Bounds
) -> None:
    row = OPERATIONS["absolute"]
    assert row.evaluate([x], None) == size
    assert list(row.slopes([x], None)) == [slope]


def test_what_is_taken_to_be_positive_loses_nothing_else() -> None:
    positive = OPERATIONS["positive"].evaluate
    assert positive([Bounds(-1, 0.5)], None) == Bounds(0, 0.5, False, True)
    assert positive([Bounds(2, 3)], None) == Bounds(2, 3)
    for x in (Bounds.exact(0), Bounds(-3, 0), Bounds(-3, -1)):
        with pytest.raises(DomainError, match="taken to be over zero"):
            positive([x], None)


def test_a_power_rises_with_its_base_and_with_its_exponent_as_the_logarithm_of_the_base_says() -> None:
    slopes = OPERATIONS["power"].slopes
    # by the base y·x^(y−1), by the exponent x^y·ln x
    by_base, by_exponent = slopes([Bounds(2, 3), Bounds.exact(2)], None)
    assert by_base == Bounds(4, 6)
    assert (by_exponent.low, by_exponent.high) == pytest.approx((4 * math.log(2), 9 * math.log(3)))
    _, by_exponent = slopes([Bounds(0.5, 0.8), Bounds.exact(1)], None)
    assert (by_exponent.low, by_exponent.high) == pytest.approx((0.8 * math.log(0.5), 0.5 * math.log(0.8)))
    assert list(slopes([Bounds(0, 3), Bounds.exact(2)], None)) == [Bounds(0, 6), Bounds.unknown()]


def test_an_opaque_function_slopes_as_it_is_said_to() -> None:
    directions = Opaque("sum", lambda *x: sum(x), ("rise", "fall", "neither"))
    assert list(OPERATIONS["opaque"].slopes([Bounds(1, 2)] * 3, directions)) == [
        Bounds.at_least(0),
        Bounds.at_most(0),
        Bounds.unknown(),
    ]
