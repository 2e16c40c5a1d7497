from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityinnov.errors import DivisionByZeroError, InputError
from cityinnov.metrics.talent import fractional_share, intensity, retention

PLACES = st.lists(st.sampled_from(["USTC", "CAS", "HFUT", "Tsinghua"]), min_size=1, max_size=6)


def test_intensity_by_hand():
    # 36,000 / 9,000,000 = 0.004, i.e. 4 per thousand.
    assert intensity(36_000, 9_000_000) == 0.004


def test_intensity_serves_arrays():
    assert intensity(np.array([2.0, 6.0]), np.array([4.0, 8.0])).tolist() == [0.5, 0.75]


def test_retention_by_hand():
    assert retention(45, 60) == 0.75


@pytest.mark.parametrize(("formula", "divisor"), [(intensity, "population"), (retention, "number of graduates")])
def test_a_zero_divisor_is_named(formula, divisor):
    with pytest.raises(DivisionByZeroError, match=f"per unit of the {divisor}, which is zero"):
        formula(10, 0)


def test_share_of_three_authors():
    # By hand, after the Nature Index rule: each author 1/3; the third splits between two places.
    # USTC 1/3 + 1/6 = 1/2; CAS 1/3; HFUT 1/6.
    share = fractional_share([["USTC"], ["CAS"], ["USTC", "HFUT"]])
    assert share == {"USTC": 1 / 2, "CAS": 1 / 3, "HFUT": 1 / 6}


def test_an_affiliation_named_twice_counts_once():
    assert fractional_share([["USTC", "USTC", "CAS"]]) == {"USTC": 0.5, "CAS": 0.5}


@given(st.lists(PLACES, min_size=1, max_size=30))
def test_shares_sum_to_one(authors):
    assert sum(fractional_share(authors).values()) == pytest.approx(1.0)


@given(st.lists(PLACES, min_size=1, max_size=10).flatmap(lambda p: st.tuples(st.just(p), st.permutations(p))))
def test_the_order_of_authors_changes_no_share(authors):
    assert fractional_share(authors[0]) == fractional_share(authors[1])


@pytest.mark.parametrize(
    ("authors", "complaint"),
    [
        ([], "without authors"),
        ([["USTC"], []], "author 2 has no affiliation"),
        (["USTC"], "author 1 are one text"),
    ],
)
def test_what_cannot_be_shared_is_said(authors, complaint):
    with pytest.raises(InputError, match=complaint):
        fractional_share(authors)
