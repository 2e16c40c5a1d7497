from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityinnov.errors import DimensionError, DomainError, InputError
from cityinnov.metrics.providers import (
    Provider,
    concentration,
    concentration_by_kind,
    exceeds,
    hhi_bounds,
    hhi_enclosure,
)
from cityinnov.values.bounds import Bounds

VARIOUS = [61, 6, 6, 9, 9]  # and 9 "various"


def test_incomplete_shares_of_the_issue():
    # Issue 5: in [0.3955, 0.4036], "so a 0.4 threshold is undecidable and says so".
    index = hhi_bounds(VARIOUS, whole=100)
    assert (index.low, index.high) == pytest.approx((0.3955, 0.4036), abs=1e-12)
    assert exceeds(index, 0.4) is None


def test_a_cap_on_the_others():
    # By hand: 9 left over, nobody over 4: 4 + 4 + 1, so 0.3955 + 0.0016 + 0.0016 + 0.0001.
    index = hhi_bounds(VARIOUS, whole=100, largest_other=4)
    assert (index.low, index.high) == pytest.approx((0.3955, 0.3988))
    assert exceeds(index, 0.4) is False


def test_a_cap_that_divides_the_rest():
    # By hand: 9 left over, nobody over 3: three times 3, 0.3955 + 3 * 0.0009.
    assert hhi_bounds(VARIOUS, whole=100, largest_other=3).high == pytest.approx(0.3982)


def test_a_number_of_others():
    # By hand: 9 left over among at most three: no less than 3 + 3 + 3.
    index = hhi_bounds(VARIOUS, whole=100, most_others=3)
    assert (index.low, index.high) == pytest.approx((0.3982, 0.4036))


def test_one_other_is_exact():
    index = hhi_bounds(VARIOUS, whole=100, most_others=1)
    assert index.low == pytest.approx(index.high)


def test_complete_shares_are_a_point():
    # REAT manual, herf example: 20, 50, 20, 10 give 0.34.
    index = hhi_bounds([20, 50, 20, 10], whole=100)
    assert index.is_point
    assert index.low == pytest.approx(0.34)


def test_rounding_of_floats_leaves_nothing_over():
    assert hhi_bounds([0.1] * 10).is_point


def test_nothing_listed_is_anything():
    assert hhi_bounds([]) == Bounds(0, 1)


SHARES = st.lists(st.floats(0.01, 1), min_size=1, max_size=8).map(lambda parts: [part / sum(parts) for part in parts])


@given(SHARES, st.integers(0, 8))
def test_bounds_hold_the_index_of_the_complete_list(shares, known):
    index = hhi_bounds(shares[:known])
    true = math.fsum(share * share for share in shares)
    assert index.low - 1e-9 <= true <= index.high + 1e-9


@given(SHARES, st.integers(0, 7))
def test_bounds_with_all_that_may_be_said_hold_it_too(shares, known):
    others = shares[known:]
    if others:
        index = hhi_bounds(shares[:known], largest_other=max(others), most_others=len(others))
        true = math.fsum(share * share for share in shares)
        assert index.low - 1e-9 <= true <= index.high + 1e-9


@given(SHARES, st.integers(0, 8))
def test_knowing_one_more_never_widens(shares, known):
    index = hhi_bounds(shares[:known])
    assert hhi_bounds(shares[: known + 1]).width <= index.width + 1e-9


@given(SHARES, st.floats(0.1, 1000))
def test_the_unit_of_shares_does_not_matter(shares, whole):
    some = shares[:-1]
    scaled = hhi_bounds([whole * share for share in some], whole=whole)
    assert (scaled.low, scaled.high) == pytest.approx((hhi_bounds(some).low, hhi_bounds(some).high), abs=1e-8)


def test_shares_over_the_whole_say_by_how_much():
    with pytest.raises(DomainError, match="found 105 of 100") as caught:
        hhi_bounds([61, 44], whole=100)
    assert caught.value.data["excess"] == pytest.approx(5)


@pytest.mark.parametrize("limits", [{"largest_other": 0}, {"largest_other": 2, "most_others": 4}, {"most_others": 0}])
def test_more_left_over_than_the_others_may_hold(limits):
    with pytest.raises(DomainError, match="9 left over"):
        hhi_bounds(VARIOUS, whole=100, **limits)


@pytest.mark.parametrize("share", [-0.1, math.nan, math.inf])
def test_what_is_no_share(share):
    with pytest.raises(InputError, match="provider number 2"):
        hhi_bounds([0.5, share])
    with pytest.raises(InputError, match="provider 'ASML'"):
        Provider("ASML", "firm", share)


@pytest.mark.parametrize("whole", [0, -1, math.inf, math.nan])
def test_what_is_no_whole(whole):
    with pytest.raises(InputError, match="the whole"):
        hhi_bounds([0.5], whole=whole)


def test_firms_and_countries_are_never_mixed():
    mixed = [Provider("TSMC", "firm", 0.6), Provider("KR", "country", 0.2)]
    with pytest.raises(DimensionError, match=r"TSMC \(firm\), KR \(country\)"):
        concentration(mixed)
    # By hand: 0.36 + up to 0.16, and 0.04 + up to 0.64.
    by_kind = concentration_by_kind(mixed)
    assert (by_kind["firm"].low, by_kind["firm"].high) == pytest.approx((0.36, 0.52))
    assert (by_kind["country"].low, by_kind["country"].high) == pytest.approx((0.04, 0.68))


def test_limits_reach_the_index():
    index = concentration([Provider("a", "firm", 60)], whole=100, largest_other=20, most_others=2)
    # By hand: 0.36 + 0.04 + 0.04 either way.
    assert (index.low, index.high) == pytest.approx((0.44, 0.44))


def test_a_kind_of_its_own():
    with pytest.raises(InputError, match="'firm' or 'country'"):
        Provider("Anhui", "province", 0.1)


def test_a_provider_listed_twice():
    with pytest.raises(InputError, match="'TSMC' is listed twice"):
        concentration([Provider("TSMC", "firm", 0.3)] * 2)


def test_no_providers():
    with pytest.raises(InputError, match="no providers"):
        concentration([])
    assert concentration_by_kind([]) == {}


@pytest.mark.parametrize(
    ("index", "answer"),
    [
        (Bounds(0.41, 0.5), True),
        (Bounds(0.4, 0.5), None),  # may be 0.4 itself, which does not exceed 0.4
        (Bounds(0.4, 0.5, False, True), True),
        (Bounds(0.3, 0.4), False),
        (Bounds(0.3, 0.41, True, False), None),
    ],
)
def test_thresholds(index, answer):
    assert exceeds(index, 0.4) is answer


# -- shares within bounds --------------------------------------------------------------


@given(st.lists(st.integers(0, 20), max_size=5))
def test_an_enclosure_of_exact_shares_is_the_range(shares):
    index, enclosed = hhi_bounds(shares, whole=100), hhi_enclosure(map(Bounds.exact, shares), whole=100)
    assert (enclosed.low, enclosed.high) == pytest.approx((index.low, index.high), abs=1e-12)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=5), st.data())
def test_the_index_of_any_shares_within_bounds_is_enclosed(ends, data):
    listed = [Bounds(low, low + width) for low, width in ends]
    shares = [data.draw(st.floats(bounds.low, bounds.high)) for bounds in listed]
    if sum(shares) <= 100:
        index, enclosed = hhi_bounds(shares, whole=100), hhi_enclosure(listed, whole=100)
        assert enclosed.low - 1e-12 <= index.low <= index.high <= enclosed.high + 1e-12


def test_an_open_share_takes_all_that_is_left():
    # "over 60 %" and 20 %: at most 80 and 20, 0.64 + 0.04; at least 0.36 + 0.04 and dust
    enclosed = hhi_enclosure([Bounds.over(60), Bounds.exact(20)], whole=100)
    assert (enclosed.low, enclosed.high) == pytest.approx((0.40, 0.68))


def test_the_whole_is_one_unless_said():
    assert concentration([Provider("a", "firm", 1.0)]) == Bounds(1, 1)
    assert hhi_enclosure([Bounds.exact(0.5), Bounds.exact(0.5)]) == Bounds(0.5, 0.5)


def test_one_index_for_each_kind_of_percentages():
    by_kind = concentration_by_kind([Provider("TSMC", "firm", 60), Provider("KR", "country", 20)], whole=100)
    assert (by_kind["firm"].low, by_kind["firm"].high) == pytest.approx((0.36, 0.52))
    assert (by_kind["country"].low, by_kind["country"].high) == pytest.approx((0.04, 0.68))


@pytest.mark.parametrize(
    ("shares", "low", "high"),
    [
        # 60 to 65 and 20 to 35: nothing is left over at most, 0.65² + 0.35²
        ([(60, 65), (20, 35)], 0.4, 0.545),
        # 30 to 60 and 40 to 45: 60 and 40, for 55 and 45 give 0.505
        ([(30, 60), (40, 45)], 0.25, 0.52),
    ],
)
def test_an_enclosure_by_hand(shares, low, high):
    enclosed = hhi_enclosure([Bounds(*ends) for ends in shares], whole=100)
    assert (enclosed.low, enclosed.high) == pytest.approx((low, high))


def test_the_index_of_rough_shares_is_rough():
    rough = Bounds(60, 60, approx=True)
    assert hhi_enclosure([rough, Bounds.exact(40)], whole=100).approx
    assert not hhi_enclosure([Bounds.exact(60), Bounds.exact(40)], whole=100).approx
