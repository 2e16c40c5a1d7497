"""Every end of every operation, open or closed, worked out by hand from the definition of an interval."""

from __future__ import annotations

import math

import pytest

from cityinnov.errors import DivisionByZeroError, DomainError
from cityinnov.values.bounds import Bounds

INF = math.inf
Ends = tuple[float, float, bool, bool, bool]


def ends(bounds: Bounds) -> Ends:
    """All that bounds are: low, high, whether each is attained, and whether they are approximate."""
    return bounds.low, bounds.high, bounds.low_closed, bounds.high_closed, bounds.approx


def test_constructors_say_which_ends_are_possible() -> None:
    assert ends(Bounds.exact(5)) == (5, 5, True, True, False)
    assert ends(Bounds.over(5)) == (5, INF, False, False, False)
    assert ends(Bounds.at_least(5)) == (5, INF, True, False, False)
    assert ends(Bounds.under(5)) == (-INF, 5, False, False, False)
    assert ends(Bounds.under(5, 0)) == (0, 5, True, False, False)
    assert ends(Bounds.at_most(5)) == (-INF, 5, False, True, False)
    assert ends(Bounds.at_most(5, 0)) == (0, 5, True, True, False)
    assert ends(Bounds.between(3, 5)) == (3, 5, True, True, False)
    assert ends(Bounds.about(5)) == (5, 5, True, True, True)
    assert ends(Bounds.nearly(5)) == (-INF, 5, False, False, True)
    assert ends(Bounds.nearly(5, 0)) == (0, 5, True, False, True)
    assert ends(Bounds.just_over(5)) == (5, INF, False, False, True)
    assert ends(Bounds.unknown()) == (-INF, INF, False, False, False)


def test_an_end_is_inside_only_where_it_is_closed() -> None:
    half_open = Bounds(2, 5, False, True)
    assert [value in half_open for value in (1, 2, 2.1, 4.9, 5, 5.1)] == [False, False, True, True, True, False]
    other_half = Bounds(2, 5, True, False)
    assert [value in other_half for value in (1, 2, 2.1, 4.9, 5, 5.1)] == [False, True, True, True, False, False]


@pytest.mark.parametrize("closed", [True, False])
def test_bounds_are_written_with_the_ends_that_they_have(closed: bool) -> None:
    assert repr(Bounds(2, 5, closed, True)) == f"Bounds {'[' if closed else '('}2, 5]"
    assert repr(Bounds(2, 5, True, closed)) == f"Bounds [2, 5{']' if closed else ')'}"
    assert repr(Bounds.about(1e15)) == "Bounds ≈[1000000000000000.0, 1000000000000000.0]"


def test_enclosing_asks_for_both_ends() -> None:
    closed, opened = Bounds(2, 5), Bounds(2, 5, False, False)
    assert closed.encloses(opened)
    assert not opened.encloses(closed)
    assert opened.encloses(opened)
    assert not Bounds(2, 5, True, False).encloses(closed)
    assert not Bounds(2, 5, False, True).encloses(closed)
    assert not Bounds(1, 4).encloses(closed)
    assert not Bounds(3, 6).encloses(closed)


def test_a_sum_attains_an_end_only_if_both_do() -> None:
    left, right = Bounds(1, 2, True, False), Bounds(10, 20, False, True)
    assert ends(left + right) == (11, 22, False, False, False)
    assert ends(left + Bounds(10, 20)) == (11, 22, True, False, False)
    assert ends(right + Bounds(1, 2)) == (11, 22, False, True, False)
    assert ends(Bounds(1, 2) + Bounds(10, 20)) == (11, 22, True, True, False)


def test_a_difference_sets_each_low_end_against_the_other_high_end() -> None:
    left, right = Bounds(1, 2, True, False), Bounds(10, 20, False, True)
    assert ends(left - right) == (-19, -8, True, False, False)
    assert ends(right - left) == (8, 19, False, True, False)
    assert ends(Bounds(1, 2, False, True) - right) == (-19, -8, False, False, False)


def test_a_sign_turned_turns_the_ends() -> None:
    assert ends(-Bounds(1, 2, True, False)) == (-2, -1, False, True, False)
    assert ends(-Bounds.about(3)) == (-3, -3, True, True, True)


def test_a_product_lies_between_the_corners() -> None:
    assert ends(Bounds.exact(3) * Bounds.exact(4)) == (12, 12, True, True, False)
    assert ends(Bounds.exact(3) * Bounds.about(4)) == (12, 12, True, True, True)
    assert ends(Bounds.exact(3) * Bounds(1, 2, False, True)) == (3, 6, False, True, False)
    assert ends(Bounds(1, 2) * Bounds.exact(-3)) == (-6, -3, True, True, False)
    # −1·20, and −1·−4 beside 2·20: the low end needs −1 (closed) and 20 (open)
    assert ends(Bounds(-1, 2) * Bounds(-4, 20, True, False)) == (-20, 40, False, False, False)
    assert ends(Bounds.exact(1) * Bounds(5, 7)) == (5, 7, True, True, False)


def test_zero_times_anything_is_zero_and_is_attained() -> None:
    assert ends(Bounds.exact(0) * Bounds.over(5)) == (0, 0, True, True, False)
    assert ends(Bounds(0, 1) * Bounds.over(5)) == (0, INF, True, False, False)
    assert ends(Bounds(0, 1, False, True) * Bounds(5, 6)) == (0, 6, False, True, False)
    assert ends(Bounds.over(5) * Bounds(0, 1)) == (0, INF, True, False, False)


def test_a_quotient_by_what_only_touches_zero_has_no_end() -> None:
    assert ends(Bounds.exact(50) / Bounds.over(1500)) == (0, 50 / 1500, False, False, False)
    assert ends(Bounds(1, 2) / Bounds(0, 4, False, True)) == (0.25, INF, True, False, False)
    assert ends(Bounds(1, 2) / Bounds(-4, 0, True, False)) == (-INF, -0.25, False, True, False)
    assert ends(Bounds(0, 2) / Bounds(1, INF)) == (0, 2, True, True, False)
    assert ends(Bounds.about(1) / Bounds.exact(4)) == (0.25, 0.25, True, True, True)
    for divisor in (Bounds(-1, 1), Bounds(0, 1), Bounds(-1, 0), Bounds.exact(0)):
        with pytest.raises(DivisionByZeroError, match="the divisor may be zero"):
            Bounds.exact(1) / divisor


def test_whole_powers_of_what_may_be_negative() -> None:
    base = Bounds(-3, 2, True, False)
    assert ends(base ** Bounds.exact(0)) == (1, 1, True, True, False)
    assert ends(base ** Bounds.exact(1)) == (-3, 2, True, False, False)
    assert ends(base ** Bounds.exact(2)) == (0, 9, True, True, False)
    assert ends(base ** Bounds.exact(3)) == (-27, 8, True, False, False)
    assert ends(Bounds(-3, 2, False, True) ** Bounds.exact(2)) == (0, 9, True, False, False)
    assert ends(Bounds(-3, -2, True, False) ** Bounds.exact(2)) == (4, 9, False, True, False)
    assert ends(Bounds(-4, -2, True, False) ** Bounds.exact(-1)) == (-0.5, -0.25, False, True, False)
    assert ends(Bounds(-4, -2, True, False) ** Bounds.exact(-2)) == (1 / 16, 1 / 4, True, False, False)
    assert ends(Bounds.about(-2) ** Bounds.exact(0)) == (1, 1, True, True, True)
    assert ends(Bounds.about(-2) ** Bounds.exact(-1)) == (-0.5, -0.5, True, True, True)
    with pytest.raises(DomainError, match="no real power of this exponent"):
        base ** Bounds.exact(0.5)


def test_powers_of_what_is_not_negative() -> None:
    assert ends(Bounds(2, 3, True, False) ** Bounds.exact(2)) == (4, 9, True, False, False)
    assert ends(Bounds(2, 4) ** Bounds(-1, 1, False, True)) == (0.25, 4, False, True, False)
    assert ends(Bounds(0, 4, True, True) ** Bounds.exact(0.5)) == (0, 2, True, True, False)
    assert ends(Bounds.over(0) ** Bounds.exact(-1)) == (0, INF, False, False, False)
    assert ends(Bounds(1, 2) ** Bounds.over(0)) == (1, INF, True, False, False)  # 1 to any power is 1


def test_powers_too_large_for_a_float_are_said_to_have_no_end() -> None:
    assert (Bounds.exact(-1e200) ** Bounds.exact(3)).low == -INF
    assert (Bounds.exact(-1e200) ** Bounds.exact(2)).high == INF
    assert (Bounds.exact(1e200) ** Bounds.exact(3)).high == INF


def test_hull_and_intersection_are_approximate_if_either_is() -> None:
    exact, about = Bounds(1, 5), Bounds(3, 7, True, True, True)
    for one, other in ((exact, about), (about, exact)):
        assert ends(one.hull(other)) == (1, 7, True, True, True)
        assert ends(one.intersection(other)) == (3, 5, True, True, True)
    assert ends(Bounds(1, 5, False, False).hull(Bounds(1, 5))) == (1, 5, True, True, False)
    assert ends(Bounds(1, 5, False, False).intersection(Bounds(1, 5))) == (1, 5, False, False, False)


def test_widening_leaves_an_unsaid_end_unsaid() -> None:
    about = Bounds(100, INF, True, False, True)
    assert ends(about.loosened(0.1)) == (90, INF, True, False, False)
    assert ends(Bounds(-INF, 100, False, True, True).loosened(0.1)) == (-INF, 110, False, True, False)
    assert ends(Bounds(-200, -100, True, True, True).loosened(0.5)) == (-300, -50, True, True, False)


def test_scaling_by_a_negative_turns_the_ends() -> None:
    assert ends(Bounds(1, 2, True, False).scaled(10)) == (10, 20, True, False, False)
    assert ends(Bounds(1, 2, True, False).scaled(0.5)) == (0.5, 1, True, False, False)
    assert ends(Bounds(1, 2, True, False).scaled(-10)) == (-20, -10, False, True, False)
    assert ends(Bounds.about(2).scaled(-1)) == (-2, -2, True, True, True)


def test_nothing_of_what_has_no_end_is_nothing() -> None:
    assert ends(Bounds.exact(0) * Bounds.at_least(3)) == (0, 0, True, True, False)
    assert ends(Bounds.between(0, 2) * Bounds.at_least(3)) == (0, INF, True, False, False)
    # x / y for x of [0, 1], y of (0, 2]: 0 / 2 is attained, and 1 / y grows without end
    assert ends(Bounds.between(0, 1) / Bounds(0, 2, False, True, False)) == (0, INF, True, False, False)


def test_an_end_is_attained_where_one_of_its_corners_is() -> None:
    # x·y for x of [-2, 3), y of [-3, 2]: -2·-3 = 6 is attained, 3·2 = 6 is not; 3·-3 = -9 is not
    assert ends(Bounds(-2, 3, True, False, False) * Bounds.between(-3, 2)) == (-9, 6, False, True, False)


def test_powers_that_are_the_same_for_every_exponent_or_base() -> None:
    open_exponent = Bounds(1, 3, False, False, False)
    assert ends(Bounds.between(0, 2) ** open_exponent) == (0, 8, True, False, False)  # 0 to any power is 0
    assert ends(Bounds.between(1, 2) ** open_exponent) == (1, 8, True, False, False)  # 1 to any power is 1
    open_base = Bounds(1, 2, False, False, False)
    assert ends(open_base ** Bounds.between(0, 1)) == (1, 2, True, False, False)  # anything to the power 0 is 1
    assert ends(Bounds.between(-2, 0.5) ** Bounds.exact(2)) == (0, 4, True, True, False)  # 0 lies within


def test_what_comes_near_zero_has_powers_that_may_be_zero_or_none() -> None:
    near_zero = Bounds(0, 2, False, True, False)
    # x ** y for y of [0, 1]: near 0 for y = 1, at most 2; for y of [-1, 0]: 1/2 at least, and without end near 0
    assert ends(near_zero ** Bounds.between(0, 1)) == (0, 2, False, True, False)
    assert ends(near_zero ** Bounds.between(-1, 0)) == (0.5, INF, True, False, False)
    with pytest.raises(DivisionByZeroError, match="may be negative or zero"):
        near_zero ** Bounds.between(-1, 0.5)


def test_nothing_times_or_over_anything_is_nothing() -> None:
    assert ends(Bounds.exact(0) * Bounds.unknown()) == (0, 0, True, True, False)
    assert ends(Bounds.exact(0) / Bounds(0, 2, False, True, False)) == (0, 0, True, True, False)
