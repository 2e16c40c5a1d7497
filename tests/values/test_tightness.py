"""Tight bounds: true ranges worked out by hand, and enclosure against exact fractions."""

from __future__ import annotations

import math
import pickle
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityinnov.errors import CityinnovError
from cityinnov.values.arithmetic import alternatives, total, union
from cityinnov.values.bounds import Bounds
from cityinnov.values.figure import Figure
from cityinnov.values.tightness import Graph

INF = math.inf


def figure(low: float, high: float, ends: str = "[]") -> Figure:
    return Figure(Bounds(low, high, ends[0] == "[", ends[1] == "]"))


OVER_500, OVER_1000 = Figure.over(500), Figure.over(1000)
A, B = figure(40, 60), figure(90, 110)
WIDE, ALSO = figure(1, 100), figure(1, 100)


# Each is monotone in each leaf where the leaf is positive, so the range lies between two corners.
@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (lambda: A / (A + B), Bounds(40 / 150, 60 / 150)),
        (lambda: OVER_500 / (OVER_500 + OVER_1000), Bounds(0, 1, False, False)),
        (lambda: 1 - OVER_500 / (OVER_500 + OVER_1000), Bounds(0, 1, False, False)),
        (lambda: (OVER_500 - OVER_1000) / (OVER_500 + OVER_1000), Bounds(-1, 1, False, False)),
        (lambda: (OVER_1000 - OVER_500) / OVER_500, Bounds(-1, INF, False, False)),  # growth: end/start - 1
        (lambda: (WIDE - ALSO) / ALSO, Bounds(-0.99, 99)),
        (lambda: (WIDE - ALSO) / (WIDE + ALSO), Bounds(-99 / 101, 99 / 101)),
        (lambda: WIDE * ALSO / (WIDE + ALSO), Bounds(0.5, 50)),  # 1/(1/a + 1/b)
        (lambda: OVER_500 * OVER_1000 / (OVER_500 + OVER_1000), Bounds(1000 / 3, INF, False, False)),
        (lambda: WIDE / WIDE, Bounds(1, 1)),
        (lambda: WIDE - WIDE, Bounds(0, 0)),
        (lambda: OVER_500 / OVER_500, Bounds(1, 1)),
        (lambda: OVER_500 - OVER_500, Bounds(0, 0)),
        (lambda: WIDE * ALSO / WIDE, Bounds(1, 100)),
        (lambda: 1 / (WIDE - WIDE / 2), Bounds(0.02, 2)),  # 2/x, whose divisor only seems to reach zero
        (lambda: total([OVER_500, OVER_1000]) / OVER_500, Bounds(1, INF, False, False)),  # 1 + b/a
        (lambda: figure(1, 2) ** 2 - figure(1, 2), Bounds(-1, 3)),  # two leaves: 1-2 to 4-1
        (lambda: (lambda x: x**2 - x)(figure(1, 2)), Bounds(0, 2)),  # one leaf: x² - x rises from 1
        (lambda: (1 + figure(0.1, 0.2)) ** (1 / figure(4, 5)), Bounds(1.1**0.2, 1.2**0.25)),
        (lambda: figure(-5, -1) / (figure(-5, -1) - figure(1, 100)), Bounds(1 / 105, 5 / 2)),
        (lambda: (lambda k: k / (k - figure(1, 100)))(figure(-5, -1)), Bounds(1 / 101, 5 / 6)),
        (lambda: (lambda n: n / (n - 1))(figure(-5, 0, "[)")), Bounds(0, 5 / 6, False, True)),
        (lambda: (lambda n: (1 / n) * n)(figure(-5, 0, "[)")), Bounds(1, 1)),
        (lambda: A / (A + B).detached(), Bounds(40 / 170, 60 / 130)),  # a cut lineage shares nothing
    ],
)
def test_a_monotone_formula_has_its_true_range(made: Callable[[], Figure], expected: Bounds) -> None:
    found = made().bounds
    assert (found.low, found.high) == (
        pytest.approx(expected.low, rel=1e-12, abs=1e-12),
        pytest.approx(expected.high, rel=1e-12, abs=1e-12),
    )
    if not (math.isinf(expected.low) or math.isinf(expected.high)):
        assert (found.low_closed, found.high_closed) == (expected.low_closed, expected.high_closed)


def test_a_limit_is_not_mistaken_for_what_a_tiny_slope_has_not_yet_reached() -> None:
    x, y = Figure.over(1), Figure.over(1)
    found = (5 * y / y + x * 1e-250 - x * 1e-260).bounds
    assert found.high == INF


def test_a_formula_with_a_turning_point_is_enclosed_closely() -> None:
    x = figure(0, 1)
    found = (x * (1 - x)).bounds  # at most 1/4, at x = 1/2
    assert found.low == 0
    assert 0.25 <= found.high <= 0.26
    ratio = (WIDE / ALSO + ALSO / WIDE).bounds  # at least 2, at a = b; at most 100 + 1/100
    assert 100.01 <= ratio.high < 120  # naturally 200
    assert 0 < ratio.low <= 2


def test_alternatives_and_unions_share_leaves_too() -> None:
    a, b = figure(40, 60), figure(90, 110)
    share = alternatives({"of one": a / (a + b), "of the other": a / b})
    assert share.bounds == (a / (a + b)).bounds.hull((a / b).bounds)
    assert (union([a, b]) - b).low <= 0


# -- enclosure, to 1e-12, of values worked out in exact fractions ----------------------------

ENDS = [-1000, -7, -2, -1, -0.5, 0, 0.1, 0.5, 1, 2, 3, 10, 500, 1e6]


@st.composite
def leaf(draw: st.DrawFn) -> Bounds:
    low, high = sorted(draw(st.lists(st.sampled_from(ENDS), min_size=2, max_size=2, unique=True)))
    shape = draw(st.integers(0, 9))
    if shape < 2:
        return Bounds.exact(low)
    low, high = (-INF if shape == 2 else low), (INF if shape in (3, 4) else high)
    return Bounds(low, high, draw(st.booleans()), draw(st.booleans()))


@st.composite
def inside(draw: st.DrawFn, b: Bounds) -> Fraction:
    if b.is_point:
        return Fraction(b.low)
    near = Fraction(1, 10 ** draw(st.integers(0, 9)))
    if b.is_bounded:
        low, high = Fraction(b.low), Fraction(b.high)
        found = [low + (high - low) * near / 2, high - (high - low) * near / 2]
    elif b.low != -INF:
        found = [Fraction(b.low) + near, Fraction(b.low) + 1 / near]
    else:
        found = [Fraction(b.high) - near, Fraction(b.high) - 1 / near]
    found += [Fraction(end) for end in (b.low, b.high, 0.0) if end in b]
    return draw(st.sampled_from(found))


TREES = st.recursive(
    st.integers(0, 2),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from("+-*/"), inner, inner),
        st.tuples(st.sampled_from(["negate", "total"]), inner),
        st.tuples(st.just("^"), inner, st.integers(-2, 3)),
    ),
    max_leaves=6,
)


def worked_out(tree: Any, leaves: list[Any], seen: list[Any]) -> Any:
    """The tree over figures or fractions; `seen` collects the values of its steps."""
    if isinstance(tree, int):
        return leaves[tree]
    operation, *parts = tree
    if operation == "^":
        value = worked_out(parts[0], leaves, seen) ** parts[1]
    else:
        values = [worked_out(part, leaves, seen) for part in parts]
        a, b = values[0], values[-1]
        value = {
            "+": lambda: a + b,
            "-": lambda: a - b,
            "*": lambda: a * b,
            "/": lambda: a / b,
            "negate": lambda: -a,
            "total": lambda: total([a, a]) if isinstance(a, Figure) else a + a,
        }[operation]()
    seen.append(value)
    return value


@settings(max_examples=400, deadline=None)
@given(TREES, st.lists(leaf(), min_size=3, max_size=3), st.data())
def test_the_true_value_never_leaves_the_bounds(tree: Any, leaves: list[Bounds], data: Any) -> None:
    try:
        result = worked_out(tree, [Figure(bounds) for bounds in leaves], [])
    except CityinnovError:  # a divisor that may be zero
        return
    bounds = result.bounds  # never raises once the figure is there
    assert result.natural.encloses(bounds)
    for _ in range(3):
        seen = [Fraction(0)]
        points = [data.draw(inside(b)) for b in leaves]
        value = worked_out(tree, points, seen)
        # floats cannot do better than the largest number they pass through on the way
        slack = max(map(abs, [*seen, *points])) * Fraction(1, 10**12)
        assert bounds.low == -INF or Fraction(bounds.low) - slack <= value
        assert bounds.high == INF or value <= Fraction(bounds.high) + slack


# -- sensitivity ----------------------------------------------------------------------------


def test_sensitivity_by_hand() -> None:
    a, b = figure(40, 60), figure(90, 110)
    shares = dict((a / (a + b)).sensitivity())
    # of the width 0.1333: with a = 50 it is 50/140 - 50/160 = 0.0446; with b = 100, 60/160 - 40/140 = 0.0893
    assert shares[a] == pytest.approx(1 - (50 / 140 - 50 / 160) / (60 / 150 - 40 / 150))
    assert shares[b] == pytest.approx(1 - (60 / 160 - 40 / 140) / (60 / 150 - 40 / 150))


def test_what_alone_makes_a_figure_unbounded_is_answerable_for_it() -> None:
    over, some = Figure.over(500), figure(1, 2)
    assert [share for _, share in (over + some).sensitivity()] == [1.0, 0.0]
    assert [share for _, share in (over + Figure.over(3)).sensitivity()] == [0.0, 0.0]


def test_exact_leaves_are_answerable_for_nothing() -> None:
    assert (Figure.exact(5) / Figure.exact(3)).sensitivity() == ()
    assert [leaf for leaf, _ in (Figure.exact(5) / A).sensitivity()] == [A]


def beyond_natural_bounds(over: str) -> tuple[Figure, Figure]:
    """x, and 1/d for d = 3x − 2x − x/2 = x/2: bounds that forget that x is x in every place let d be zero."""
    x = Figure.parse(over)
    return x, Figure.parse("1 firm") / (x * 3 - x * 2 - x * 0.5)


def test_a_divisor_that_only_tightening_keeps_from_zero_divides_after_pickling_too() -> None:
    _, quotient = beyond_natural_bounds("10 to 20 firms")  # 1/(x/2) for x in [10, 20]
    assert quotient.bounds == Bounds.between(0.1, 0.2)
    again = pickle.loads(pickle.dumps(quotient))
    assert again.bounds == quotient.bounds
    assert hash(again) == hash(quotient)


def test_a_divisor_that_only_tightening_keeps_from_zero_divides_when_widened_and_compared() -> None:
    _, quotient = beyond_natural_bounds("about 10 to 20 firms")  # widened by 5 %: x in [9.5, 21]
    bounds = quotient.widened(0.05).bounds
    assert (bounds.low, bounds.high) == pytest.approx((1 / 10.5, 1 / 4.75), rel=1e-12)
    assert quotient < 1


def test_a_base_that_only_tightening_keeps_positive_has_a_root() -> None:
    x = Figure.parse("10 to 20")
    root = (x * 3 - x * 2 - x * 0.5) ** 0.5  # the root of x/2
    assert (root.low, root.high) == pytest.approx((5**0.5, 10**0.5), rel=1e-12)


def test_bounds_do_not_depend_on_what_has_been_read_before() -> None:
    def product() -> tuple[Figure, Figure]:
        x, y = Figure.parse("0.71 to 6.78 %"), Figure.parse("over 1e-9 and up to 1.88 ‰")
        return x / x, y

    ratio, y = product()
    unread = (ratio * y).bounds
    ratio, y = product()
    assert ratio.bounds == Bounds.exact(1)
    assert (ratio * y).bounds == unread


def test_what_cancels_leaves_no_trace_of_rounding() -> None:
    # a − (a + 2c) is −2c, whatever a is; in floats, 4.68 − (4.68 + 2e-9) is −1.99999994e-9
    a, c = Figure.parse("over −1 and under 4.68"), Figure.parse("−7.8 to 1e-9")
    assert (a - (a + c + c)).bounds == Bounds.between(-2e-9, 15.6)


# -- what decides a direction, and what is done where nothing does ----------------------------


X = figure(1, 2)
HALF_OPEN, MIRRORED = figure(0, 1, "(]"), figure(-1, 0, "[)")
FROM_1, TO_MINUS_1 = Figure.at_least(1), Figure.at_most(-1)
LN_2 = math.log(2)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        # no ratios of polynomials: the gradient alone decides
        (lambda: X - X.log() / 2, Bounds(1, 2 - LN_2 / 2)),  # slope 1 − 1/2x, over zero
        (lambda: X - X.log(), Bounds(1, 2 - LN_2)),  # slope 1 − 1/x, from zero up
        (lambda: X.log() - X, Bounds(LN_2 - 2, -1)),  # slope 1/x − 1, down from zero
        (lambda: (lambda x: x - x.log() / 2)(figure(1, 2, "()")), Bounds(1, 2 - LN_2 / 2, False, False)),
        (
            lambda: (lambda x: x.to("") - x.log() / 2)(Figure.parse("over 100 and under 200 %")),
            Bounds(1, 2 - LN_2 / 2, False, False),
        ),
        # halved once, at zero: |x| − x/2 falls to zero and rises from there
        (lambda: (lambda x: abs(x) - x / 2)(figure(-1, 1)), Bounds(0, 1.5)),
        # at an open zero: (x² + x)/x is x + 1
        (lambda: (HALF_OPEN**2 + HALF_OPEN) / HALF_OPEN, Bounds(1, 2, False, True)),
        (lambda: (MIRRORED**2 + MIRRORED) / MIRRORED, Bounds(0, 1, True, False)),
        # far out: 1 − x/(x + 1) falls to zero, and xy/(y + 1) rises to x, which is less than 3
        (lambda: (lambda x: 1 - x / (x + 1))(Figure.over(1)), Bounds(0, 0.5, False, False)),
        (lambda: (lambda x, y: x * y / (y + 1))(figure(2, 3, "()"), Figure.over(1)), Bounds(1, 3, False, False)),
        # what cancels has no influence, wherever it may lie
        (lambda: (lambda x: x - x + X)(Figure.under(5)), Bounds(1, 2)),
        (lambda: (lambda x: x - x + X)(Figure(Bounds.unknown())), Bounds(1, 2)),
        (lambda: FROM_1 / FROM_1 * X, Bounds(1, 2)),
        (lambda: TO_MINUS_1 / TO_MINUS_1 * X, Bounds(1, 2)),
    ],
)
def test_what_is_shared_has_its_true_range(made: Callable[[], Figure], expected: Bounds) -> None:
    found = made().bounds
    assert (found.low, found.high) == (
        pytest.approx(expected.low, rel=1e-12, abs=1e-12),
        pytest.approx(expected.high, rel=1e-12, abs=1e-12),
    )
    assert (found.low_closed, found.high_closed, found.approx) == (expected.low_closed, expected.high_closed, False)


def test_a_flat_stretch_attains_what_its_open_end_would_not() -> None:
    x = figure(-1, 1, "()")
    found = (abs(x) + x + X).bounds  # |x| + x is 0 for all of (−1, 0]
    assert (found.low, found.low_closed) == (1, True)


def test_where_nothing_is_used_twice_the_bounds_are_the_natural_ones() -> None:
    made = (figure(0.1, 0.2) + figure(0.2, 0.3)) + figure(0.3, 0.4)
    assert made.bounds is made.natural


def test_the_ends_of_a_turning_formula_are_attained_and_exact() -> None:
    x = figure(0, 1)
    found = (x * (1 - x)).bounds
    assert (found.low_closed, found.approx) == (True, False)


@pytest.mark.parametrize("x", [Figure.at_least(0), Figure.at_most(0), Figure(Bounds.unknown())])
def test_a_turning_formula_without_ends_is_enclosed_closely(x: Figure) -> None:
    # x/(1 + x²) lies between −1/2, at −1, and 1/2, at 1
    found = (x / (1 + x**2)).bounds
    assert (0.5 <= found.high < 0.6) if x.high > 0 else (0 <= found.high < 0.1)
    assert (-0.6 < found.low <= -0.5) if x.low < 0 else (-0.1 < found.low <= 0)


def test_more_turning_leaves_than_have_all_their_corners_looked_at_are_enclosed() -> None:
    leaves = [figure(0, 1) for _ in range(5)]
    found = total([x * (1 - x) for x in leaves]).bounds  # each is 0 to 1/4
    assert found.low <= 0
    assert 1.25 <= found.high <= 5


def test_a_turning_formula_with_a_pole_is_enclosed() -> None:
    x = figure(0, 4, "(]")
    found = (x + 1 / x).bounds  # at least 2, at 1
    assert 1.9 < found.low <= 2
    assert found.high == INF


def test_shares_of_an_unbounded_total_are_bounded_when_squared() -> None:
    a, b = Figure.over(500), Figure.over(1000)
    found = ((a / (a + b)) ** 2 + (b / (a + b)) ** 2).bounds  # each share is less than 1
    assert found.low >= 0
    assert 1 <= found.high <= 2


def test_a_limit_of_too_many_digits_is_left_to_the_natural_bounds() -> None:
    x = Figure.over(1)
    found = (x**100 / (x**100 + 1)).bounds  # from 1/2 up to 1
    assert found.low <= 0.5
    assert found.high >= 1
    assert (1 / x**100 + 1 / x).bounds == Bounds(0, 2, False, False)


def test_what_falls_with_the_distance_falls_to_zero() -> None:
    x = Figure.over(1)
    assert Graph(1 - x / (x + 1)).range() == Bounds(0, 0.5, False, False)


def test_one_box_encloses_too() -> None:
    x, y = figure(0, 0.9), Figure.over(1)
    made = x * (1 - x) + y / (y + 1)  # up to 1/4 and 1
    assert Graph(made).range(most_boxes=1).high >= 1.25


def test_what_is_below_an_exact_value_is_no_leaf() -> None:
    assert [leaf for leaf, _ in (A * 0 + B).sensitivity()] == [B]


# -- sensitivity of what cannot be bounded, does not vary, or is long -------------------------


def test_what_is_not_known_at_all_is_answerable_for_all() -> None:
    assert [share for _, share in (Figure(Bounds.unknown()) + figure(1, 2)).sensitivity()] == [1.0, 0.0]


def test_where_the_result_does_not_vary_nothing_is_answerable() -> None:
    assert [share for _, share in (WIDE - WIDE).sensitivity()] == [0.0]


MANY = [figure(0, 1) for _ in range(399)]


def test_in_a_long_total_each_is_answerable_for_its_own_width() -> None:
    wide = figure(0, 101)
    shares = (total([*MANY, -wide])).sensitivity()  # of a width of 500
    assert shares[0] == (wide, pytest.approx(0.202))
    assert [share for _, share in shares[1:]] == [pytest.approx(0.002)] * 399


def test_in_a_long_total_only_what_alone_is_unbounded_is_answerable() -> None:
    over, under = Figure.over(5), Figure.at_least(7)
    shares = total([*MANY, over]).sensitivity()
    assert shares[0] == (over, 1.0)
    assert {share for _, share in shares[1:]} == {0.0}
    assert {share for _, share in total([*MANY, over, under]).sensitivity()} == {0.0}


def test_in_a_long_lineage_nothing_is_answerable_for_more_than_all() -> None:
    x, tiny = figure(0, 1), [figure(0, 1e-6) for _ in range(399)]
    share = dict(total([x * (1 - x), *tiny]).sensitivity())[x]  # slope ±1 times a width of 1, of little over 1/4
    assert share == 1.0


def test_in_a_long_lineage_that_does_not_vary_nothing_is_answerable() -> None:
    assert {share for _, share in total([x - x for x in MANY[:230]]).sensitivity()} == {0.0}


def test_a_root_less_a_part_of_what_it_is_of_is_tight() -> None:
    # √x − x/8 rises from 1 to 4, as 1/(2√x) ≥ 1/4 > 1/8 there: 1 − 1/8 to 2 − 1/2
    x = Figure.parse("1 to 4")
    made = (x**0.5 - x / 8).bounds
    assert (made.low, made.high) == pytest.approx((0.875, 1.5))


def test_a_root_less_more_of_what_it_is_of_turns_within() -> None:
    # √x − x/3 rises up to x = 9/4, where it is 3/2 − 3/4, and falls from there; 2/3 at 1 and at 4
    x = Figure.parse("1 to 4")
    made = (x**0.5 - x / 3).bounds
    assert (made.low, made.high) == pytest.approx((2 / 3, 3 / 4))
