from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityinnov.errors import DivisionByZeroError, InputError
from cityinnov.metrics.leverage import leverage, realisation, reinvestment_ratio

MONEY = st.floats(min_value=1e-3, max_value=1e12)


def test_one_to_four_is_four_or_five():
    # The trap named in the design: "Leverage 1:4" is 4x or 5x depending on convention.
    assert leverage(4, 1, convention="private/public") == 4
    assert leverage(4, 1, convention="total/public") == 5


@given(MONEY, MONEY)
def test_the_conventions_differ_by_one(private, public):
    total = leverage(private, public, convention="total/public")
    assert total == pytest.approx((private + public) / public)
    assert total - leverage(private, public, convention="private/public") == pytest.approx(1, abs=1e-15 * total + 1e-12)


def test_leverage_serves_arrays():
    both = leverage(np.array([1.0, 6.0]), np.array([2.0, 3.0]), convention="total/public")
    assert both.tolist() == [1.5, 3.0]


def test_the_convention_has_no_default():
    with pytest.raises(TypeError, match="convention"):
        leverage(4, 1)


def test_an_unknown_convention_is_answered_with_the_nearest():
    with pytest.raises(InputError, match="'private/public' or 'total/public'") as caught:
        leverage(4, 1, convention="public/private")
    assert "private/public" in caught.value.data["nearest"]


def test_realisation_of_guidance_funds():
    # CSET 2021: 1,741 funds at 2020 Q1 had raised 4.76 of 11 trillion CNY; golden 0.4327 +- 1e-4.
    assert realisation(4.76e12, 11e12) == pytest.approx(0.4327, abs=1e-4)


def test_reinvestment_by_hand():
    # 450 of qualifying investment on 250 contributed.
    assert reinvestment_ratio(450, 250) == 1.8


@pytest.mark.parametrize(("formula", "divisor"), [(realisation, "target"), (reinvestment_ratio, "contribution")])
def test_a_zero_divisor_is_named(formula, divisor):
    with pytest.raises(DivisionByZeroError, match=f"per unit of the {divisor}, which is zero"):
        formula(1, 0)
    with pytest.raises(DivisionByZeroError, match="per unit of the public money, which is zero"):
        leverage(1, 0, convention="total/public")
