from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityinnov.errors import DivisionByZeroError
from cityinnov.metrics.ownership import cost_of_sold, diluted, dilution_factor, post_money, stake

MONEY = st.floats(min_value=1e-3, max_value=1e9)
SHARE = st.floats(min_value=0.0, max_value=1.0)

# NIO China, bn CNY: inputs and published stakes from NIO's SEC note and 6-K, and CnEVPost.
ROUNDING = 0.001  # 0.1 percentage points


def test_founding_stakes_of_nio_china():
    post = post_money(17.77 + 4.26, 7.0)
    assert stake(7.0, post) == pytest.approx(0.241, abs=ROUNDING)
    assert stake(17.77 + 4.26, post) == pytest.approx(0.759, abs=ROUNDING)


def test_round_of_2024_of_nio_china():
    # NIO held 92.114 %; pre-money 46.6, the investors put in 3.3, NIO 10.0; published: 88.3 %.
    post = post_money(46.6, 13.3)
    nio = diluted(0.92114, dilution_factor(46.6, 13.3)) + stake(10.0, post)
    assert post == pytest.approx(59.9)
    assert nio == pytest.approx(0.883, abs=ROUNDING)


def test_february_2021_of_nio_china():
    # 3.305 % sold for 5.5 says the company was worth 5.5 / 0.03305 before NIO put in 10.0; from
    # 86.476 % plus what it bought NIO came to the published 90.36 %.
    pre = 5.5 / 0.03305
    nio = diluted(0.86476 + 0.03305, dilution_factor(pre, 10.0)) + stake(10.0, post_money(pre, 10.0))
    assert nio == pytest.approx(0.9036, abs=ROUNDING)


def test_average_cost_of_the_redeemed_part():
    # The filing: of 7.0 for 24.1 % the redeemed 8.612 % cost 2.5.
    assert cost_of_sold(7.0, 0.08612, 0.241) == pytest.approx(2.5, abs=0.005)


def test_average_cost_takes_dilution_into_account():
    # By hand: 9 paid for 30 %, diluted by half to 15 %; selling 5 % is a third of it, costing 3,
    # where 5/30 of 9 would have said 1.5.
    assert cost_of_sold(9, 0.05, diluted(0.30, 0.5)) == pytest.approx(3)


@given(MONEY, MONEY, SHARE)
def test_dilution_keeps_the_value_of_a_holding(pre, new, share):
    before = share * pre
    after = diluted(share, dilution_factor(pre, new)) * post_money(pre, new)
    assert after == pytest.approx(before)


@given(MONEY, MONEY)
def test_old_and_new_holders_own_it_all(pre, new):
    assert dilution_factor(pre, new) + stake(new, post_money(pre, new)) == pytest.approx(1)


@given(MONEY, st.lists(MONEY, min_size=1, max_size=6))
def test_factors_of_successive_rounds_multiply(pre, rounds):
    share, value = 1.0, pre
    for new in rounds:
        share, value = diluted(share, dilution_factor(value, new)), post_money(value, new)
    assert share == pytest.approx(pre / (pre + sum(rounds)))


@given(MONEY, st.floats(0.01, 1), st.floats(0.01, 0.49), st.floats(0.01, 0.49))
def test_selling_in_two_steps_costs_what_selling_at_once_does(cost, held, first, second):
    at_once = cost_of_sold(cost, (first + second) * held, held)
    step = cost_of_sold(cost, first * held, held)
    steps = step + cost_of_sold(cost - step, second * held, held * (1 - first))
    assert steps == pytest.approx(at_once)


def test_zero_divisors_are_named():
    with pytest.raises(DivisionByZeroError, match="per unit of the post-money value, which is zero"):
        stake(1, 0)
    with pytest.raises(DivisionByZeroError, match="per unit of the post-money value, which is zero"):
        dilution_factor(0, 0)
    with pytest.raises(DivisionByZeroError, match="per unit of the stake held, which is zero"):
        cost_of_sold(1, 0, 0)
