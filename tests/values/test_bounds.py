"""Bounds: expected intervals are worked out by hand from the limits of the operation at the ends."""

from __future__ import annotations

import copy
import math
import pickle
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityinnov.errors import CityinnovError, DivisionByZeroError, DomainError, InputError
from cityinnov.values.bounds import LARGEST, Bounds

from .strategies import bounds

INF = math.inf


def between(low: float, high: float, ends: str = "[]") -> Bounds:
    return Bounds(low, high, ends[0] == "[", ends[1] == "]")


# -- what can be said ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (Bounds.exact(500), (500, 500, True, True, False)),
        (Bounds.over(500), (500, INF, False, False, False)),
        (Bounds.at_least(100), (100, INF, True, False, False)),
        (Bounds.under(500), (-INF, 500, False, False, False)),
        (Bounds.under(500, floor=0), (0, 500, True, False, False)),
        (Bounds.at_most(500), (-INF, 500, False, True, False)),
        (Bounds.at_most(500, floor=0), (0, 500, True, True, False)),
        (Bounds.between(3, 5), (3, 5, True, True, False)),
        (Bounds.about(40), (40, 40, True, True, True)),
        (Bounds.nearly(40), (-INF, 40, False, False, True)),
        (Bounds.just_over(40), (40, INF, False, False, True)),
        (Bounds.unknown(), (-INF, INF, False, False, False)),
    ],
)
def test_constructors(made: Bounds, expected: tuple[float, float, bool, bool, bool]) -> None:
    assert (made.low, made.high, made.low_closed, made.high_closed, made.approx) == expected


@pytest.mark.parametrize(
    ("ends", "says"),
    [
        ((math.nan, 1), "NaN is not a value"),
        ((1, math.nan), "NaN is not a value"),
        ((2, 1), "above the high end"),
        ((INF, INF), "cannot be infinite"),
        ((-INF, -INF), "cannot be infinite"),
        ((1, 1, False), "holds nothing"),
        ((1, 1, True, False), "holds nothing"),
        (("x", 1), "must be a finite or infinite number"),
        ((None, 1), "must be a finite or infinite number"),
        ((10**400, 10**401), "must be a finite or infinite number"),
    ],
)
def test_refuses(ends: tuple[float, float], says: str) -> None:
    with pytest.raises(InputError, match=says):
        Bounds(*ends)


def test_minus_zero_is_zero() -> None:
    assert repr(Bounds(-0.0, 0.0)) == repr(Bounds(0.0, 0.0)) == "Bounds [0, 0]"
    assert str(Bounds.exact(-0.0).low) == "0.0"


def test_an_interval_is_written_with_its_ends() -> None:
    assert repr(Bounds(1, 2.5, False, True, True)) == "Bounds ≈(1, 2.5]"


@pytest.mark.parametrize("value", [between(1, 2), Bounds.over(3), Bounds.about(2)])
def test_is_a_value(value: Bounds) -> None:
    again = Bounds(value.low, value.high, value.low_closed, value.high_closed, value.approx)
    assert value == again
    assert hash(value) == hash(again)
    assert pickle.loads(pickle.dumps(value)) == value == copy.deepcopy(value)
    with pytest.raises(AttributeError):
        value.low = 5  # type: ignore[misc]


def test_contains_its_closed_ends_only() -> None:
    half = between(1, 2, "[)")
    assert 1 in half
    assert 1.5 in half
    assert 2 not in half
    assert "1" not in half
    assert INF not in Bounds.over(1)


def test_middle() -> None:
    assert between(1, 4).mid == 2.5
    assert between(-LARGEST, LARGEST).mid == 0
    assert Bounds.exact(LARGEST).mid == LARGEST
    with pytest.raises(DomainError, match="no middle"):
        _ = Bounds.over(500).mid


# -- arithmetic, by hand ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (between(1, 2) + Bounds.over(3), Bounds.over(4)),
        (between(1, 2) - between(5, 7, "(]"), between(-6, -3, "[)")),
        (-between(1, 2, "[)"), between(-2, -1, "(]")),
        (between(-1, 2) * between(3, 5), between(-5, 10)),
        (between(-2, 3) * between(-4, 5), between(-12, 15)),
        # an end at a closed zero is attained whatever the other factor, even one without end
        (between(0, 2) * Bounds.over(5), between(0, INF, "[)")),
        (between(0, 2, "(]") * between(3, 5), between(0, 10, "(]")),
        (Bounds.exact(0) * Bounds.unknown(), Bounds.exact(0)),
        (between(-2, 0, "[)") * between(0, 3, "[)"), between(-6, 0, "(]")),  # −2·0 is 0
        # the worked example of the design
        (Bounds.exact(50) / Bounds.over(1500), between(0, 1 / 30, "()")),
        (Bounds.over(500) / Bounds.over(1000), Bounds.over(0)),
        (between(1, 2) / between(4, 5), between(0.2, 0.5)),
        # a divisor that touches zero at an open end: the quotient has no end
        (Bounds.exact(1) / between(0, 4, "(]"), between(0.25, INF, "[)")),
        (Bounds.exact(1) / between(-4, 0, "[)"), between(-INF, -0.25, "(]")),
        (Bounds.exact(0) / between(0, 4, "(]"), Bounds.exact(0)),
        (between(0, 6) / between(2, 3, "(]"), between(0, 3, "[)")),
        # powers
        (between(2, 3) ** Bounds.exact(2), between(4, 9)),
        (between(-2, 3) ** Bounds.exact(2), between(0, 9)),
        (between(-4, 3) ** Bounds.exact(2), between(0, 16)),
        (between(-3, 0.5) ** Bounds.exact(2), between(0, 9)),
        (between(-2, 0, "[)") ** Bounds.exact(2), between(0, 4, "(]")),
        (between(-3, -2) ** Bounds.exact(2), between(4, 9)),
        (between(-2, 3) ** Bounds.exact(3), between(-8, 27)),
        (between(-3, -2, "(]") ** Bounds.exact(-2), between(1 / 9, 1 / 4, "(]")),
        (between(-3, 3) ** Bounds.exact(0), Bounds.exact(1)),
        (between(0, 4) ** Bounds.exact(0.5), between(0, 2)),
        (between(0.5, 2) ** between(-1, 1), between(0.5, 2)),
        (Bounds.over(1) ** Bounds.exact(0.5), Bounds.over(1)),
        (Bounds.over(0) ** Bounds.exact(-1), Bounds.over(0)),
        # over zero, and to powers of one sign: 2^2 is the most, and 2^−1 the least
        (between(0, 2, "(]") ** between(0, 2), between(0, 4, "(]")),
        (between(0, 2, "(]") ** between(-1, 0), between(0.5, INF, "[)")),
        # 1 to any power is attained though the exponent's ends are not; so is any base to the power 0
        (between(1, 2) ** between(1, 3, "()"), between(1, 8, "[)")),
        (between(2, 3, "()") ** between(0, 1, "[)"), between(1, 3, "[)")),
        (between(0, 2) ** between(1, 3, "()"), between(0, 8, "[)")),
    ],
)
def test_arithmetic(found: Bounds, expected: Bounds) -> None:
    assert found == expected


@pytest.mark.parametrize("divisor", [Bounds.exact(0), between(-1, 1), between(0, 1), between(-1, 0), Bounds.unknown()])
def test_a_divisor_that_may_be_zero_raises(divisor: Bounds) -> None:
    with pytest.raises(DivisionByZeroError, match="bounds that exclude 0"):
        Bounds.exact(1) / divisor


@pytest.mark.parametrize(
    ("base", "exponent", "error"),
    [
        (Bounds.exact(-8), Bounds.exact(1 / 3), DomainError),
        (between(-1, 2), between(1, 2), DomainError),
        (between(0, 2), Bounds.exact(-1), DivisionByZeroError),
        (between(0, 2), between(-1, 1), DivisionByZeroError),
        (between(0, 2), between(0, 1), DivisionByZeroError),  # 0 to the power 0
        (between(-1, 2), Bounds.exact(-2), DivisionByZeroError),
    ],
)
def test_a_power_that_has_no_value_raises(base: Bounds, exponent: Bounds, error: type[CityinnovError]) -> None:
    with pytest.raises(error):
        base**exponent


# -- at the ends of the floats ------------------------------------------------------------


def test_what_overflows_is_unbounded_never_infinite() -> None:
    huge = Bounds.exact(1e308)
    for result in (huge + huge, huge * huge, huge / Bounds.exact(1e-10), huge ** Bounds.exact(2)):
        assert result == Bounds(LARGEST, INF, False, False)
    assert -huge - huge == Bounds(-INF, -LARGEST, False, False)
    assert Bounds.exact(-1e308) ** Bounds.exact(3) == Bounds(-INF, -LARGEST, False, False)
    assert Bounds.exact(-2) ** Bounds.exact(1e300) == Bounds(LARGEST, INF, False, False)


def test_rounding_leaves_no_empty_interval() -> None:
    # (1, 1 + 2e-16) + 1e10 and a product below the smallest float both shrink to one float, which then is possible
    narrow = between(1, math.nextafter(1, 2), "()") + Bounds.exact(1e10)
    tiny = between(1e-200, 2e-200, "()") * between(1e-200, 2e-200, "()")
    assert narrow == Bounds.exact(1e10 + 1)
    assert tiny == Bounds.exact(0)


# -- approximate --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "by", "expected"),
    [
        (Bounds.about(200), 0.05, between(190, 210)),  # [x(1-k), x(1+k)]
        (Bounds.nearly(200), 0.05, between(190, 200, "[)")),  # [x(1-k), x)
        (Bounds.nearly(200, floor=0), 0.05, between(190, 200, "[)")),
        (Bounds.just_over(200), 0.05, between(200, 210, "(]")),  # (x, x(1+k)]
        (Bounds.about(-200), 0.05, between(-210, -190)),
        (Bounds.nearly(-200), 0.05, between(-210, -200, "[)")),
        (Bounds(3, 5, approx=True), 0.1, between(2.7, 5.5)),
        (Bounds.about(0), 0.1, Bounds.exact(0)),
        (Bounds.about(200), 0, Bounds.exact(200)),
        (Bounds.nearly(200), 0, Bounds.exact(200)),
        (between(1, 2), 0.5, between(1, 2)),
        (Bounds(-INF, INF, approx=True), 0.1, Bounds.unknown()),
        # "about 0 to 5" begins at zero and says so: it is no "nearly 5"
        (Bounds(0, 5, approx=True), 0.1, between(0, 5.5)),
        (Bounds(5, INF, approx=True), 0.1, Bounds.at_least(4.5)),
        (Bounds(5, INF, approx=True), 0, Bounds.at_least(5)),
        (Bounds(-INF, 5, approx=True), 0, Bounds.at_most(5)),
    ],
)
def test_widened(stated: Bounds, by: float, expected: Bounds) -> None:
    found = stated.widened(by)
    assert (found.low, found.high) == (pytest.approx(expected.low), pytest.approx(expected.high))
    assert (found.low_closed, found.high_closed, found.approx) == (expected.low_closed, expected.high_closed, False)


@pytest.mark.parametrize("by", [-0.1, 1, 2, math.nan])
def test_widened_by_a_share_only(by: float) -> None:
    with pytest.raises(InputError, match="must lie in"):
        Bounds.about(5).widened(by)


@given(bounds(approx=st.booleans()), bounds(approx=st.booleans()), st.sampled_from(["+", "-", "*", "/", "**"]))
def test_approximate_sticks(a: Bounds, b: Bounds, operation: str) -> None:
    functions = {
        "+": lambda: a + b,
        "-": lambda: a - b,
        "*": lambda: a * b,
        "/": lambda: a / b,
        "**": lambda: a**b,
    }
    try:
        result = functions[operation]()
    except CityinnovError:
        return
    assert result.approx == (a.approx or b.approx)


# -- sets ---------------------------------------------------------------------------------


@given(bounds(), bounds())
def test_the_hull_encloses_both_and_the_intersection_lies_in_both(a: Bounds, b: Bounds) -> None:
    hull = a.hull(b)
    assert hull == b.hull(a)
    assert hull.encloses(a)
    assert hull.encloses(b)
    assert {hull.low, hull.high} <= {a.low, a.high, b.low, b.high}
    both = a.intersection(b)
    assert a.encloses(both)
    is_apart = a.high < b.low or b.high < a.low
    assert is_apart or both == a or b.encloses(both)


def test_intersection_by_hand() -> None:
    assert between(1, 3).intersection(between(2, 4, "(]")) == between(2, 3, "(]")
    assert between(1, 2).intersection(between(2, 3)) == Bounds.exact(2)
    assert between(1, 2, "[)").intersection(between(2, 3)) == between(1, 2, "[)")  # parted: the first stands


@given(bounds())
def test_encloses_itself_and_less(b: Bounds) -> None:
    assert b.encloses(b)
    assert Bounds.unknown().encloses(b)
    if not b.is_point:
        assert b.encloses(Bounds(b.low, b.high, False, False))


# -- enclosure, against exact fractions ---------------------------------------------------

whole = st.integers(-50, 50)


@st.composite
def with_point(draw: st.DrawFn) -> tuple[Bounds, Fraction]:
    """Bounds with whole ends, and an exact value inside them."""
    low, high = sorted((draw(whole), draw(whole)))
    if low == high:
        return Bounds.exact(low), Fraction(low)
    ends = draw(st.sampled_from(["[]", "[)", "(]", "()"]))
    candidates = [Fraction(low)] * (ends[0] == "[") + [Fraction(high)] * (ends[1] == "]")
    denominator = draw(st.integers(2, 10**6))
    inside = low + (high - low) * Fraction(draw(st.integers(1, denominator - 1)), denominator)
    b = between(low, high, ends)
    if draw(st.integers(0, 3)) == 0:
        b, far = Bounds(low, INF, ends[0] == "["), Fraction(10) ** draw(st.integers(2, 12))
        candidates.append(low + far)
    return b, draw(st.sampled_from([*candidates, inside, inside]))


@given(with_point(), with_point(), st.sampled_from(["+", "-", "*", "/"]))
def test_the_true_value_is_never_outside(
    first: tuple[Bounds, Fraction], second: tuple[Bounds, Fraction], op: str
) -> None:
    (a, x), (b, y) = first, second
    try:
        found = {"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b}[op]()
    except DivisionByZeroError:
        assert b.low <= 0 <= b.high
        return
    value = {"+": lambda: x + y, "-": lambda: x - y, "*": lambda: x * y, "/": lambda: x / y}[op]()
    slack = abs(value) * Fraction(1, 10**12)
    assert found.low == -INF or Fraction(found.low) - slack <= value
    assert found.high == INF or value <= Fraction(found.high) + slack
    assert value != found.low or found.low_closed
    assert value != found.high or found.high_closed


@given(with_point(), st.integers(-4, 6))
def test_a_whole_power_encloses(drawn: tuple[Bounds, Fraction], n: int) -> None:
    b, x = drawn
    if n < 0 and b.low <= 0 <= b.high:
        return
    found = b ** Bounds.exact(n)
    value = x**n
    slack = abs(value) * Fraction(1, 10**12)
    assert found.low == -INF or Fraction(found.low) - slack <= value
    assert found.high == INF or value <= Fraction(found.high) + slack
