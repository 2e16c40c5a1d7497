"""The law that everything rests on: whatever the leaves may be, the result lies inside the stated bounds."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cityinnov import Bounds, Figure, total, union
from cityinnov.errors import CityinnovError

from .strategies import FORMULAS, bounds, numbers, point_of, positive

TOLERANCE = 1e-9  # of cancellation in plain floats, on whose side the sampled value itself is computed


def holds(b: Bounds, value: float, scale: float = 1.0) -> bool:
    slack = TOLERANCE * max(abs(value), scale, 1e-9)
    return b.low - slack <= value <= b.high + slack


@given(a=bounds(), b=bounds(), operation=st.sampled_from(["+", "-", "*", "/", "**"]), data=st.data())
def test_bounds_enclose(a: Bounds, b: Bounds, operation: str, data: Any) -> None:
    x, y = data.draw(point_of(a)), data.draw(point_of(b))
    functions = {
        "+": lambda p, q: p + q,
        "-": lambda p, q: p - q,
        "*": lambda p, q: p * q,
        "/": lambda p, q: p / q,
        "**": lambda p, q: p**q,
    }
    function = functions[operation]
    try:
        result = function(a, b)
    except CityinnovError:
        assume(False)
        return
    try:
        value = function(x, y)
    except OverflowError:
        value = math.inf
    assume(isinstance(value, float) and math.isfinite(value))
    assert holds(result, value, abs(x) + abs(y)), (a, b, result, x, y, value)


@settings(max_examples=300)
@given(a=bounds(positive), b=bounds(positive), name=st.sampled_from(list(FORMULAS)), data=st.data())
def test_formulas_with_shared_leaves_enclose(a: Bounds, b: Bounds, name: str, data: Any) -> None:
    assume(a.low > 0 and b.low > 0)
    formula = FORMULAS[name]
    result = formula(Figure(a), Figure(b)).bounds
    x, y = data.draw(point_of(a)), data.draw(point_of(b))
    assert holds(result, formula(x, y), scale=max(x, y) ** 2 if "*" in name else max(x, y)), (name, a, b, result, x, y)


@st.composite
def trees(draw: Any, leaves: int = 3) -> Any:
    """A random expression as nested tuples: an operation and its parts, or the number of a leaf."""
    return draw(
        st.recursive(
            st.integers(0, leaves - 1),
            lambda inner: st.tuples(st.sampled_from(["+", "-", "*", "/"]), inner, inner),
            max_leaves=6,
        )
    )


def evaluated(tree: Any, leaves: list[Any]) -> Any:
    if isinstance(tree, int):
        return leaves[tree]
    operation, left, right = tree
    a, b = evaluated(left, leaves), evaluated(right, leaves)
    return {"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b}[operation]()


@settings(max_examples=400)
@given(tree=trees(), leaves=st.lists(bounds(), min_size=3, max_size=3), data=st.data())
def test_random_expressions_enclose(tree: Any, leaves: list[Bounds], data: Any) -> None:
    try:
        result = evaluated(tree, [Figure(leaf) for leaf in leaves])
        found = result.bounds
    except CityinnovError:
        assume(False)
        return
    points = [data.draw(point_of(leaf)) for leaf in leaves]
    try:
        value = evaluated(tree, points)
    except ZeroDivisionError:
        assume(False)
        return
    assume(math.isfinite(value))
    # the sampled value is itself computed in floats: its error is that of its largest intermediate result
    largest = _largest(tree, points)
    assert found.low - 1e-9 * largest <= value <= found.high + 1e-9 * largest, (tree, leaves, found, points, value)


def _largest(tree: Any, points: list[float]) -> float:
    if isinstance(tree, int):
        return max(abs(points[tree]), 1e-300)
    _, left, right = tree
    a, b = _largest(left, points), _largest(right, points)
    return max(abs(evaluated(tree, points)), a, b, a * b if tree[0] in "*/" else 0.0)


@given(groups=st.lists(st.integers(0, 1000), min_size=1, max_size=6), data=st.data())
def test_a_union_lies_between_its_largest_group_and_their_sum(groups: list[int], data: Any) -> None:
    found = union([Figure.exact(n, "firm") for n in groups]).bounds
    people = [set(data.draw(st.lists(st.integers(0, 1500), min_size=n, max_size=n, unique=True))) for n in groups[:3]]
    if len(groups) <= 3:
        assert len(set().union(*people)) in found
    assert (found.low, found.high) == (max(groups), sum(groups))


# -- tight where the formula is monotone ------------------------------------------------


def test_the_worked_example_of_a_share_is_tight() -> None:
    # a/(a+b) rises with a and falls with b: 40/(40+110) and 60/(60+90)
    a, b = Figure.between(40, 60), Figure.between(90, 110)
    found = (a / (a + b)).bounds
    assert (found.low, found.high) == (pytest.approx(40 / 150, rel=1e-14), pytest.approx(60 / 150, rel=1e-14))


def test_a_share_of_unbounded_counts_lies_between_nothing_and_all() -> None:
    part, rest = Figure.over(500), Figure.over(1000)
    assert (part / (part + rest)).bounds == Bounds(0, 1, False, False)


@given(bounds())
def test_a_figure_less_itself_is_nothing(b: Bounds) -> None:
    x = Figure(b)
    assert (x - x).bounds == Bounds.exact(0)


@given(bounds(positive))
def test_a_figure_over_itself_is_one(b: Bounds) -> None:
    assume(b.low > 0)
    x = Figure(b)
    assert (x / x).bounds == Bounds.exact(1)


@given(bounds())
def test_two_unknowns_of_one_size_do_not_cancel(b: Bounds) -> None:
    assume(not b.is_point)
    x, y = Figure(b), Figure(b)
    assert not (x - y).bounds.is_point


@given(low=st.floats(0.01, 10), width=st.floats(0.01, 10), years=st.integers(1, 40))
def test_an_annual_rate_is_tight(low: float, width: float, years: int) -> None:
    rate = Figure.between(low, low + width)
    found = ((1 + rate) ** (1 / years)).bounds
    assert found.low == pytest.approx((1 + low) ** (1 / years), rel=1e-12)
    assert found.high == pytest.approx((1 + low + width) ** (1 / years), rel=1e-12)


@given(low=positive, width=positive, other=positive)
def test_a_difference_over_a_sum_is_tight(low: float, width: float, other: float) -> None:
    # (a-b)/(a+b) rises with a for positive a and b
    a = Figure.between(low, low + width)
    found = ((a - other) / (a + other)).bounds
    expected = sorted((x - other) / (x + other) for x in (low, low + width))
    assert found.low == pytest.approx(expected[0], rel=1e-9, abs=1e-9)
    assert found.high == pytest.approx(expected[1], rel=1e-9, abs=1e-9)


def test_what_all_of_a_sum_shares_cancels_in_it() -> None:
    a = Figure.over(5)
    assert (total([a, Figure.exact(3)]) - a).bounds == Bounds.exact(3)


# -- sensitivity ------------------------------------------------------------------------


def test_sensitivity_names_the_leaf_that_the_width_is_due_to() -> None:
    wide, narrow = Figure.between(0, 10, "firm"), Figure.between(0, 1, "firm")
    (first, share), (second, less) = (wide + narrow).sensitivity()
    assert (first, second) == (wide, narrow)
    assert (share, less) == (pytest.approx(10 / 11), pytest.approx(1 / 11))  # of a width of 11, by hand


@given(st.lists(numbers, min_size=1, max_size=20))
def test_a_total_is_the_exact_sum(values: list[float]) -> None:
    found = total([Figure.exact(value) for value in values])
    assert found.low == found.high == pytest.approx(math.fsum(values), rel=1e-15, abs=1e-300)


@settings(max_examples=200)
@given(
    a=st.tuples(positive, st.floats(0, 1e4)),
    b=st.tuples(positive, st.floats(0, 1e4)),
    name=st.sampled_from(
        ["a / (a + b)", "(a - b) / (a + b)", "1 / (1 / a + 1 / b)", "(a + b) / (a * b)", "a + ab/(a+b)"]
    ),
)
def test_what_is_monotone_in_each_leaf_is_tight(a: tuple[float, float], b: tuple[float, float], name: str) -> None:
    """Each of these rises or falls with a and with b as long as both are positive, so its extremes lie at corners."""
    formula = FORMULAS.get(name, lambda x, y: x + x * y / (x + y))
    ends = [(low, low + width) for low, width in (a, b)]
    found = formula(*(Figure.between(*end) for end in ends)).bounds
    corners = [formula(x, y) for x in ends[0] for y in ends[1]]
    slack = 1e-9 * max(map(abs, corners))
    assert found.low == pytest.approx(min(corners), abs=slack)
    assert found.high == pytest.approx(max(corners), abs=slack)
