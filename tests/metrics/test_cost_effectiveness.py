from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityinnov.errors import DivisionByZeroError, DomainError, InputError, UndecidableError
from cityinnov.metrics.cost_effectiveness import (
    cost_per_induced_job,
    cost_per_job,
    mvpf,
    net_cost,
    payback,
    present_value,
)
from cityinnov.values.figure import Figure

MONEY = st.floats(min_value=1e-3, max_value=1e9)
FLOWS = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=12)


def test_cost_per_job_of_chattanooga():
    # blog.al.com, August 2008: incentives of 577.4 million USD, 2,000 direct jobs.
    assert cost_per_job(577.4e6, 2000) == pytest.approx(288_700, abs=0.5)


@given(MONEY, st.integers(1, 10**6), st.floats(0.01, 1))
def test_an_induced_job_costs_a_jobs_cost_over_the_share_induced(cost, jobs, but_for):
    induced = cost_per_induced_job(cost, jobs, but_for)
    assert induced * but_for == pytest.approx(cost_per_job(cost, jobs))
    assert induced >= cost_per_job(cost, jobs) * (1 - 1e-12)


def test_the_but_for_share_has_no_default():
    with pytest.raises(TypeError, match="but_for"):
        cost_per_induced_job(1, 1)


@pytest.mark.parametrize("but_for", [0, -0.1, 1.5, 12, math.nan])
def test_a_but_for_share_is_a_share(but_for):
    # 12 for 12 % is the usual slip.
    with pytest.raises(DomainError, match=r"^the but-for share must lie above 0"):
        cost_per_induced_job(100, 10, but_for)


def test_jobs_formulas_serve_arrays():
    # By hand: 100/4 and 100/5; with but-for 1/2 twice as much.
    assert cost_per_job(100.0, np.array([4.0, 5.0])).tolist() == [25.0, 20.0]
    assert cost_per_induced_job(100.0, np.array([4.0, 5.0]), 0.5).tolist() == [50.0, 40.0]


def test_no_jobs():
    with pytest.raises(DivisionByZeroError, match="per unit of the number of jobs, which is zero"):
        cost_per_job(1, 0)
    with pytest.raises(DivisionByZeroError, match="per unit of the number of induced jobs, which is zero"):
        cost_per_induced_job(1, 0, 0.5)


def test_jobs_and_job_years_are_different_units():
    per_job = cost_per_job(Figure.parse("100 USD"), Figure.parse("4 jobs"))
    per_person = cost_per_job(Figure.parse("100 USD"), Figure.parse("4 people"))
    assert per_job.unit != per_person.unit


def test_mvpf_of_the_published_example():
    # Hendren & Sprung-Keyser 2020, policyimpacts.org.
    assert mvpf(49_170, 28_020) == pytest.approx(1.75, abs=0.01)


def test_net_cost_of_the_published_example():
    # policyimpacts.org, admission to Florida International University: it pays for itself.
    cost = net_cost([11_403, -3_184, -5_601, 2_035, -7_274])
    assert cost == pytest.approx(-2_621, abs=0.5)
    assert mvpf(1, cost) == math.inf


@pytest.mark.parametrize(("worth", "cost"), [(0, -5), (-3, 0), (0, 0)])
def test_mvpf_of_what_costs_nothing_and_is_worth_nothing(worth, cost):
    with pytest.raises(DomainError, match="nobody would pay for"):
        mvpf(worth, cost)


def test_mvpf_of_a_harm_that_costs_is_negative():
    assert mvpf(-3, 6) == -0.5


def test_mvpf_of_figures():
    # By hand: 30 / 20; and a net cost somewhere between -5 and 20 leaves the sign open.
    worth = Figure.parse("30 million USD, 2020")
    assert mvpf(worth, Figure.parse("20 million USD, 2020")).mid == 1.5
    spent, back = Figure.parse("20 million USD, 2020"), Figure.parse("15 to 25 million USD, 2020")
    with pytest.raises(UndecidableError):
        mvpf(worth, spent - back)


@pytest.mark.parametrize(("worth", "cost"), [(np.array([1.0]), 2), (1, np.array([2.0])), (1, np.array([-2.0, 2.0]))])
def test_mvpf_is_of_one_policy(worth, cost):
    with pytest.raises(InputError, match="one policy at a time"):
        mvpf(worth, cost)


def test_present_value_by_hand():
    # 110 / 1.1 + 121 / 1.21 = 200, counted as Excel's NPV does; paid at once, 110 + 110 = 220.
    assert present_value([110, 121], 0.1, first_year=1) == pytest.approx(200)
    assert present_value([110, 121], 0.1) == pytest.approx(220)


def test_present_value_of_a_published_annuity():
    # Brealey, Myers & Allen, annuity table: 1 a year for 20 years at 12 % is worth 7.469.
    assert present_value([1] * 20, 0.12, first_year=1) == pytest.approx(7.469, abs=5e-4)


@given(FLOWS)
def test_nothing_is_discounted_at_zero(flows):
    assert present_value(flows, 0) == pytest.approx(math.fsum(flows), abs=1e-6)
    assert net_cost(flows) == pytest.approx(math.fsum(flows), abs=1e-6)


@given(FLOWS, st.floats(-0.5, 2), st.floats(-100, 100))
def test_present_value_is_linear(flows, rate, factor):
    scaled = present_value([factor * flow for flow in flows], rate)
    assert scaled == pytest.approx(factor * present_value(flows, rate), rel=1e-9, abs=1e-3)


@pytest.mark.parametrize("rate", [-1, -1.5])
def test_a_rate_of_total_loss(rate):
    with pytest.raises(DomainError, match=r"^the discount rate must lie above -100 %;"):
        present_value([1], rate)


def test_payback_by_hand():
    # 90 out, 60 back in the first year, 30 of 40 needed in the second: 1.75 years.
    assert payback([90, -60, -40]) == 1.75


def test_payback_serves_figures():
    dollars = [Figure.parse(f"{amount} USD_2015") for amount in (90, -60, -40)]
    assert payback(dollars).mid == pytest.approx(1.75)


@given(MONEY, st.floats(1e-3, 1e9))
def test_an_even_return_pays_back_after_cost_over_return(cost, yearly):
    years = math.ceil(cost / yearly) + 1
    if years < 200:
        assert payback([cost, *[-yearly] * years]) == pytest.approx(cost / yearly, rel=1e-9, abs=1e-9)


def test_nothing_outstanding_is_paid_back_at_once():
    assert payback([-5, 100]) == 0
    assert payback([0, 100]) == 0


def test_what_the_last_year_just_brings_back_is_paid_back():
    assert payback([100, -50, -50]) == 2


def test_what_never_comes_back_is_said():
    with pytest.raises(DomainError, match=r"after 2 year\(s\); found 10 outstanding") as caught:
        payback([100, -50, -40])
    assert caught.value.data["outstanding"] == 10


@pytest.mark.parametrize("formula", [net_cost, payback, lambda flows: present_value(flows, 0.1)])
def test_no_flows(formula):
    with pytest.raises(InputError, match="no flows"):
        formula([])
