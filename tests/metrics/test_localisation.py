from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityinnov.errors import DivisionByZeroError, InputError
from cityinnov.metrics.localisation import anchor_dependence, chain_coverage, local_share
from cityinnov.values.figure import Figure

SPEND = st.floats(min_value=1e-3, max_value=1e12)


def test_local_share_of_pune():
    # Issue 5: "Pune's 29 of 166 components prints as 17.47 %".
    assert local_share(29, 166) == pytest.approx(0.1747, abs=5e-5)


def test_local_share_serves_arrays():
    # By hand: 1/4, 3/4, 2/4.
    assert local_share(np.array([1.0, 3.0, 2.0]), 4.0).tolist() == [0.25, 0.75, 0.5]


def test_local_share_of_hefei_is_bounded():
    # Issue 5: "Hefei's 50 of over 500 is below 10 %".
    share = local_share(Figure.parse("50 firms"), Figure.parse("over 500 firms"))
    assert (share.low, share.high) == (0, pytest.approx(0.1))
    assert share < Figure.parse("10 %")


def test_dependence_on_an_anchor_of_unknown_size_is_tight():
    # By hand: a of 40 to 60 beside b of 90 to 110: least 40 / (40 + 110), most 60 / (60 + 90).
    shares = anchor_dependence({"a": Figure.parse("40 to 60 CNY, 2020"), "b": Figure.parse("90 to 110 CNY, 2020")})
    assert (shares["a"].low, shares["a"].high) == pytest.approx((40 / 150, 60 / 150))


@pytest.mark.parametrize(("formula", "divisor"), [(local_share, "total"), (chain_coverage, "number of required nodes")])
def test_a_zero_divisor_is_named(formula, divisor):
    with pytest.raises(DivisionByZeroError, match=f"the {divisor}, which is zero"):
        formula(0, 0)


def test_coverage_counts_nodes():
    # By hand: 5 of 8.
    assert chain_coverage(5, 8) == 0.625


def test_dependence_by_hand():
    # 40 + 50 + 10 = 100.
    assert anchor_dependence({"a": 40, "b": 50, "c": 10}) == {"a": 0.4, "b": 0.5, "c": 0.1}


@given(st.dictionaries(st.text(), SPEND, min_size=1, max_size=20))
def test_dependence_sums_to_one(spend):
    assert sum(anchor_dependence(spend).values()) == pytest.approx(1.0)


@given(st.dictionaries(st.text(), SPEND, min_size=1, max_size=20), st.floats(min_value=1e-3, max_value=1e3))
def test_dependence_does_not_depend_on_the_currency(spend, rate):
    converted = {anchor: amount * rate for anchor, amount in spend.items()}
    assert anchor_dependence(converted) == pytest.approx(anchor_dependence(spend))


def test_dependence_on_nobody():
    with pytest.raises(InputError, match="at least one anchor"):
        anchor_dependence({})


def test_dependence_on_anchors_that_buy_nothing():
    with pytest.raises(DivisionByZeroError, match="per unit of the total spend, which is zero"):
        anchor_dependence({"a": 0, "b": 0})


class Yuan:
    """A number with a unit: refuses to be added to a bare 0, as a figure does."""

    def __init__(self, amount):
        self.amount = amount

    def __add__(self, other):
        return Yuan(self.amount + other.amount)

    def __truediv__(self, other):
        return self.amount / other.amount


def test_dependence_never_adds_a_bare_zero():
    assert anchor_dependence({"a": Yuan(1), "b": Yuan(3)}) == {"a": 0.25, "b": 0.75}


class Unsure:
    def __truediv__(self, other):
        raise DivisionByZeroError("the divisor may be zero", found="[0, 3]")


def test_a_figures_own_refusal_passes_through():
    with pytest.raises(DivisionByZeroError, match=r"found \[0, 3\]"):
        local_share(Unsure(), Unsure())
