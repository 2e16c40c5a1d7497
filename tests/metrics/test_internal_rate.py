from __future__ import annotations

import builtins
import math
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cityinnov.errors import DomainError, InputError, MissingDependencyError
from cityinnov.metrics import internal_rate
from cityinnov.metrics.internal_rate import irr, irr_bounds, irr_remarks, irr_roots, irrs, mirr, xnpv
from cityinnov.values.bounds import Bounds

# Microsoft Excel help, examples of XIRR and XNPV.
EXCEL = list(
    zip(
        map(date.fromisoformat, ["2008-01-01", "2008-03-01", "2008-10-30", "2009-02-15", "2009-04-01"]),
        [-10000, 2750, 4250, 3250, 2750],
        strict=True,
    )
)
# [-1, 2, -2]: -1 + 2x - 2x² has the discriminant 4 - 8 < 0, so no rate at all.
NO_ROOT = [-1, 2, -2]


def yearly(*amounts):
    """Flows exactly 365 days apart, so that periods are years."""
    return [(date(2001, 1, 1) + timedelta(365 * year), amount) for year, amount in enumerate(amounts)]


def with_rates(*rates):
    """Yearly flows whose present value is the product of (x (1 + r) - 1), so that they have just these rates."""
    amounts = np.array([1.0])
    for rate in rates:
        amounts = np.convolve(amounts, [-1.0, 1.0 + rate])
    return yearly(*amounts)


def present_value(rate, flows):
    start = min(when for when, _ in flows)
    return math.fsum(amount * (1 + rate) ** (-(when - start).days / 365) for when, amount in flows)


AMOUNT = st.integers(1, 1000)
DAYS = st.integers(100, 400)  # within a few days rates exceed what floats hold
INVESTMENTS = st.builds(
    lambda first, calls, gap, returns: list(
        zip(
            np.cumsum([0, *(days for days, _ in calls), gap, *(days for days, _ in returns)]).tolist(),
            [-first, *(-amount for _, amount in calls), returns[0][1], *(amount for _, amount in returns)],
            strict=True,
        )
    ),
    AMOUNT,
    st.lists(st.tuples(DAYS, AMOUNT), max_size=5),
    DAYS,
    st.lists(st.tuples(DAYS, AMOUNT), min_size=1, max_size=8),
).map(lambda flows: [(date(2001, 1, 1) + timedelta(days), float(amount)) for days, amount in flows])
ANY_YEARLY = st.lists(st.integers(-20, 20).filter(bool), min_size=2, max_size=9)


# -- golden -----------------------------------------------------------------------------


def test_irr_of_the_excel_example():
    assert irr(EXCEL) == pytest.approx(0.373362535, abs=1e-8)


def test_xnpv_of_the_excel_example():
    assert xnpv(0.09, EXCEL) == pytest.approx(2086.6476, abs=1e-4)


def test_mirr_of_the_excel_example():
    # Microsoft Excel help, MIRR: 12.6094 %.
    assert mirr([-120000, 39000, 30000, 21000, 37000, 46000], 0.1, 0.12) == pytest.approx(0.126094, abs=1e-6)


@pytest.mark.parametrize(("amounts", "expected"), [([-12, 0, 0, 40], 0.494), ([-12, -10, -4, 40, 0, 15, 5], 0.324)])
def test_irr_of_the_insead_examples(amounts, expected):
    # INSEAD, Measuring Private Equity Fund Performance (2019).
    assert irr(yearly(*amounts)) == pytest.approx(expected, abs=1e-3)


def test_irr_of_the_fund_of_the_pme_examples():
    # Wikipedia, Public Market Equivalent: IRR 6.43 %.
    assert irr(yearly(-100, -50, 60, 10, 110)) == pytest.approx(0.0643, abs=5e-5)


# -- laws -------------------------------------------------------------------------------


@given(INVESTMENTS)
def test_the_rate_makes_the_present_value_zero(flows):
    rate = irr(flows)
    assume(rate > -0.999)
    size = math.fsum(abs(amount) * (1 + rate) ** (-(when - flows[0][0]).days / 365) for when, amount in flows)
    assert present_value(rate, flows) == pytest.approx(0, abs=2e-9 * size)


@given(INVESTMENTS, st.floats(1e-9, 1e9))
def test_scaling_the_flows_changes_no_rate(flows, factor):
    scaled = [(when, factor * amount) for when, amount in flows]
    assert math.log1p(irr(scaled)) == pytest.approx(math.log1p(irr(flows)), rel=1e-7, abs=1e-7)


@given(INVESTMENTS.flatmap(lambda flows: st.tuples(st.just(flows), st.permutations(flows))))
def test_the_order_of_flows_changes_no_rate(flows):
    assert irr(flows[0]) == irr(flows[1])


@given(st.lists(st.integers(-9, 40), min_size=1, max_size=4, unique=True).map(sorted))
def test_every_rate_is_found(tenths):
    # The flows are made from their rates (a product of linear factors), so the rates are known.
    rates = [tenth / 10 for tenth in tenths]
    assert irr_roots(with_rates(*rates)) == pytest.approx(rates, abs=1e-6)


@settings(max_examples=200)
@given(ANY_YEARLY)
def test_the_rates_are_the_positive_roots_of_the_polynomial(amounts):
    # Independent: eigenvalues of the companion matrix (numpy.roots), x = 1/(1 + r).
    roots = np.roots(amounts)  # of x^n a_0 + ... + a_n, so x here is 1 + r
    real = sorted(root.real for root in roots if abs(root.imag) < 1e-9 and root.real > 0)
    assume(all(abs(root.imag) > 1e-3 for root in roots if abs(root.imag) >= 1e-9))
    assume(all(b - a > 1e-3 for a, b in pairwise(real)))
    assert [1 + rate for rate in irr_roots(yearly(*amounts))] == pytest.approx(real, rel=1e-7)


@given(ANY_YEARLY)
def test_money_out_first_and_in_last_always_has_a_rate(amounts):
    # The present value is negative at the highest rates and positive at the lowest, so it crosses zero.
    amounts[0], amounts[-1] = -abs(amounts[0]), abs(amounts[-1])
    assert len(irr_roots(yearly(*amounts))) >= 1


@given(st.floats(0, 1), st.floats(0.01, 2))
def test_a_rate_compounds_on_actual_days(rate, years):
    days = round(365 * years) + 1
    start = date(2001, 1, 1)
    flows = [(start, -100.0), (start + timedelta(days), 100 * (1 + rate) ** (days / 365))]
    assume(flows[1][1] > 0)
    assert irr(flows) == pytest.approx(rate, abs=1e-7)


# -- the traps, each by name ------------------------------------------------------------


def test_several_rates_are_never_one():
    # (1 + r) of 1.1 and 1.2: -100 + 230/(1+r) - 132/(1+r)².
    with pytest.raises(DomainError, match=r"2 internal rates; found 10 %, 20 %.*hint.*within=\(low, high\)") as caught:
        irr(yearly(-100, 230, -132))
    assert caught.value.data["reason"] == "several-roots"
    assert caught.value.data["roots"] == pytest.approx((0.1, 0.2))


def test_which_rate_is_meant_can_be_said():
    assert irr(yearly(-100, 230, -132), within=(0.15, 1)) == pytest.approx(0.2)


def test_the_ends_of_what_is_considered_belong_to_it():
    low, high = irr_roots(yearly(-100, 230, -132))
    assert irr(yearly(-100, 230, -132), within=(low, low)) == low
    assert irr(yearly(-100, 230, -132), within=(high, high)) == high


def test_a_rate_outside_what_is_considered_is_not_taken():
    with pytest.raises(DomainError, match="no internal rate") as caught:
        irr(yearly(-100, 110), within=(0.2, 1))
    assert caught.value.data == {"reason": "no-root", "roots": ()}


def test_no_rate_is_said():
    with pytest.raises(DomainError, match=r"no internal rate.*hint.*mirr and ks_pme") as caught:
        irr(yearly(*NO_ROOT))
    assert caught.value.data == {"reason": "no-root", "roots": ()}


@pytest.mark.parametrize(
    ("amounts", "found"),
    [
        ([-100, -20], r"2 outflow\(s\) and 0 inflow\(s\)"),
        ([100, 20], r"0 outflow\(s\) and 2 inflow\(s\)"),
        ([0, 0], r"0 outflow\(s\) and 0 inflow\(s\)"),
        ([-0.5, 0, -0.25], r"2 outflow\(s\) and 0 inflow\(s\)"),
        ([0.5, 0, 0.25], r"0 outflow\(s\) and 2 inflow\(s\)"),
    ],
)
def test_flows_of_one_sign(amounts, found):
    with pytest.raises(DomainError, match=f"one sign, .*; found {found}; expected .* on different days") as caught:
        irr(yearly(*amounts))
    assert caught.value.data == {"reason": "one-sign", "roots": ()}


def test_flows_of_one_day():
    with pytest.raises(DomainError, match=r"one day.*2 flow\(s\) on 2020-05-01") as caught:
        irr([(date(2020, 5, 1), -100), (datetime(2020, 5, 1, 17, 30), 120)])
    assert caught.value.data == {"reason": "one-day", "roots": ()}
    with pytest.raises(DomainError, match=r"1 flow\(s\) on 2020-05-01"):
        irr([(date(2020, 5, 1), -100)])


def test_flows_that_cancel_by_day_have_one_sign():
    # +100 and -100 on the first day leave only what comes later.
    with pytest.raises(DomainError, match=r"1 outflow\(s\) and 2 inflow\(s\)"):
        irr([(date(2020, 1, 1), -100), (date(2020, 1, 1), 100), (date(2021, 1, 1), 50)])


def test_flows_of_one_day_are_netted():
    assert irr([*yearly(-60, 110), (date(2001, 1, 1), -40)]) == pytest.approx(0.1)


def test_a_rate_where_the_value_only_touches_zero():
    # -(1 - 1.1x)² touches zero at 10 % and is negative elsewhere.
    assert irr(yearly(-100, 220, -121)) == pytest.approx(0.1, abs=1e-6)


def test_rates_beyond_floats_are_no_rates():
    # A millionfold in a day is 10^(6 * 365) in a year.
    with pytest.raises(DomainError, match="no internal rate"):
        irr([(date(2020, 1, 1), -1.0), (date(2020, 1, 2), 1e6)])
    # A millionth after a day is 10^(-6 * 365) after a year: a loss that no float tells from that of everything.
    assert irr_roots([(date(2020, 1, 1), -1e6), (date(2020, 1, 2), 1.0)]) == ()


def test_an_amount_too_small_beside_another_has_no_sign():
    # 1e-20 is 1e-328 of 1e308, which is less than the least float.
    assert irr_remarks(yearly(1e308, 1e-20)) == ("one-sign",)
    assert irr_remarks(yearly(-1e308, -1e-20)) == ("one-sign",)
    assert irr(yearly(-1e308, 1e-20, 1.1e308)) == pytest.approx(1.1**0.5 - 1)


def test_a_solver_that_gives_up_is_not_believed():
    # With money out first and in last there is a rate: (1 + r)^20 = 1e-20 is r = -90 %.
    assert irr(yearly(-1e20, *[0] * 19, 1.0)) == pytest.approx(-0.9)


def test_remarks_name_what_happened():
    flows = yearly(-100, 230, -132)
    assert irr_remarks(reversed(flows)) == ("unsorted-dates", "several-roots")
    assert irr_remarks(yearly(-100, 110)) == ()
    assert irr_remarks(yearly(*NO_ROOT)) == ("no-root",)
    assert irr_remarks([(date(2020, 1, 1), -1), (date(2020, 1, 1), 2)]) == ("same-day-flows", "one-day")


@pytest.mark.parametrize(
    ("flows", "complaint"),
    [
        ([], "no flows"),
        ([(date(2020, 1, 1), -1), (date(2021, 1, 1), float("nan"))], "amount of flow 2 is not a number"),
        ([(date(2020, 1, 1), -1), (date(2021, 1, 1), 10**400)], "amount of flow 2"),
        ([(date(2020, 1, 1), "5 bn")], "amount of flow 1"),
        ([("2020-01-01", -1)], "flow 1 has no date"),
        ([(date(2020, 1, 1), -1), 5], "flow 2 is not a pair"),
        ([(date(2020, 1, 1), -1, "CNY")], "flow 1 is not a pair"),
    ],
)
@pytest.mark.parametrize("formula", [irr, irr_roots, irr_remarks, lambda flows: xnpv(0.1, flows)])
def test_bad_flows_are_located(formula, flows, complaint):
    with pytest.raises(InputError, match=complaint):
        formula(flows)


def test_amounts_at_the_edge_of_floats():
    assert irr(yearly(-1e308, 1.1e308)) == pytest.approx(0.1)
    assert irr(yearly(-1e-300, 1.1e-300)) == pytest.approx(0.1)


@pytest.mark.parametrize("rate", [-1, -2, math.inf, math.nan])
def test_discount_rates_without_a_value(rate):
    with pytest.raises(DomainError, match="above -1"):
        xnpv(rate, EXCEL)
    with pytest.raises(DomainError, match="above -1"):
        mirr([-1, 2], rate, 0.1)


def test_a_present_value_beyond_floats():
    with pytest.raises(DomainError, match="exceeds what a float holds"):
        xnpv(-1 + 1e-15, yearly(*[1.0] * 40))


def test_present_value_does_not_ask_for_both_signs():
    # By hand: 50 + 60 / 1.2 = 100, on the day of the earlier, whichever is given first.
    assert xnpv(0.2, reversed(yearly(50, 60))) == pytest.approx(100)


def test_mirr_of_less_than_one():
    # Two flows are a rate: 0.55 for 0.5.
    assert mirr([-0.5, 0.55], 0.03, 0.04) == pytest.approx(0.1)


@pytest.mark.parametrize("amounts", [[1, 2], [-1, -2], [], [0, 1], [-1, 0], [0.5, 0.25], [-0.5, -0.25], [0, 0]])
def test_mirr_of_one_sign(amounts):
    with pytest.raises(DomainError, match="one sign"):
        mirr(amounts, 0.1, 0.1)


def test_mirr_of_what_is_no_number():
    with pytest.raises(InputError, match="amount of flow 2"):
        mirr([-1, float("nan"), 3], 0.1, 0.1)


def test_a_missing_library_is_named(monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name in ("pyxirr", "numpy"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingDependencyError, match=r"cityinnov\[capital\]"):
        irr(EXCEL)
    with pytest.raises(MissingDependencyError, match="'numpy'"):
        irrs([], [])


# -- many at once -----------------------------------------------------------------------


@settings(max_examples=40)
@given(st.lists(st.lists(st.integers(-20, 20), min_size=6, max_size=6), min_size=1, max_size=6))
def test_many_series_are_what_each_is(table):
    dates = [when for when, _ in yearly(*range(6))]
    rates, undefined = irrs(dates, table)
    for row, amounts in enumerate(table):
        flows = list(zip(dates, amounts, strict=True))
        if row in undefined:
            assert math.isnan(rates[row])
            with pytest.raises(DomainError) as caught:
                irr(flows)
            assert undefined[row].data == caught.value.data
        else:
            assert rates[row] == pytest.approx(irr(flows), rel=1e-8, abs=1e-8)


def test_many_series_may_have_dates_of_their_own_in_any_order():
    # By hand: 10 % in a year; 21 % in two is 10 % a year, given backwards.
    rates, undefined = irrs([["2021-01-01", "2022-01-01"], ["2023-01-01", "2021-01-01"]], [[-100, 110], [121, -100]])
    assert rates == pytest.approx([0.1, 0.1])
    assert undefined == {}


def test_many_series_may_be_decimals():
    rates, _ = irrs(["2021-01-01", "2022-01-01"], [[Decimal("-0.5"), Decimal("0.55")]])
    assert rates == pytest.approx([0.1])


def test_only_what_the_proof_does_not_reach_is_searched_by_itself(monkeypatch):
    searched = []

    def alone(flows):
        searched.append([amount for _, amount in flows])
        return math.nan

    monkeypatch.setattr(internal_rate, "irr", alone)
    days = ["2001-01-01", "2002-01-01", "2003-01-01"]
    table = [
        (days, [-100, 0, 121], 0.1),
        (days, [100, 0, -121], 0.1),  # a loan
        (days, [0.5, 0.25, -1.02], 0.2),  # 0.5 x 1.44 + 0.25 x 1.2 = 1.02
        ([days[0], days[0], days[1]], [-60, -40, 150], 0.5),
        ([days[1], days[0], days[2]], [50, -100, 66], math.nan),  # not in order
        (days, [-1, 5, -6], math.nan),  # 100 % and 200 %
    ]
    rates, _ = irrs([row[0] for row in table], [row[1] for row in table])
    assert rates == pytest.approx([row[2] for row in table], abs=1e-12, nan_ok=True)
    assert searched == [[50, -100, 66], [-1, 5, -6]]


def test_many_series_in_any_order_are_not_proven_by_it():
    # -1 + 5 x - 6 x² vanishes at 100 % and 200 %; told as -1, -6, 5 its balance would have one sign until the last.
    _, undefined = irrs(["2001-01-01", "2003-01-01", "2002-01-01"], [[-1, -6, 5], [-100, 121, 0]])
    assert list(undefined) == [0]
    assert undefined[0].data["roots"] == pytest.approx((1, 2))


def test_many_series_of_one_flow():
    rates, undefined = irrs(["2021-01-01"], [[-100], [100]])
    assert np.isnan(rates).tolist() == [True, True]
    assert [error.data["reason"] for error in undefined.values()] == ["one-day", "one-day"]


@pytest.mark.parametrize(
    ("dates", "amounts", "complaint"),
    [
        (["2021-01-01"], [[-1, 2]] * 2 + [[1]], "tables of one shape"),
        (["2021-01-01", "2022-01-01", "2023-01-01"], [[-1, 2]], "tables of one shape"),
        (["soon", "later"], [[-1, 2]], "tables of one shape"),
        (["2021-01-01", "2022-01-01"], [-1, 2], "not a table"),
        (["2021-01-01", "2022-01-01"], [[-1, 2], [-1, float("inf")]], "flow 1 of series 1"),
        (["2021-01-01", "NaT"], [[-1, 2]], "flow 1 of series 0"),
    ],
)
def test_bad_tables_are_located(dates, amounts, complaint):
    with pytest.raises(InputError, match=complaint):
        irrs(dates, amounts)


# -- bounds -----------------------------------------------------------------------------


@settings(max_examples=60)
@given(INVESTMENTS, st.data())
def test_bounds_hold_every_choice_of_amounts(flows, data):
    def widened(amount):
        below, above = data.draw(st.floats(0, 0.5)), data.draw(st.floats(0, 0.5))
        ends = amount * (1 - below), amount * (1 + above)
        return min(ends), max(ends)

    known = [(when, widened(amount)) for when, amount in flows]
    bounds = irr_bounds(known)
    for _ in range(3):
        shares = [data.draw(st.floats(0, 1)) for _ in known]
        choice = [(w, lo + share * (hi - lo)) for (w, (lo, hi)), share in zip(known, shares, strict=True)]
        rate = irr(choice)
        slack = 1e-7 * (1 + rate)
        assert bounds.low - slack <= rate <= bounds.high + slack


def test_bounds_by_hand():
    # 100 becomes 110 to 130: 10 % to 30 %; a loan of 100 to 120 repaid with 132 costs 32 % to 10 %.
    rate = irr_bounds(yearly(-100, (110, 130)))
    assert (rate.low, rate.high) == pytest.approx((0.1, 0.3))
    loan = irr_bounds(yearly((100, 120), -132))
    assert (loan.low, loan.high) == pytest.approx((0.1, 0.32))


def test_bounds_of_exact_flows_are_a_point():
    rate = irr_bounds(EXCEL)
    assert rate.is_exact
    assert rate.low == irr(EXCEL)


def test_open_ends_stay_open():
    rate = irr_bounds(yearly(-100, Bounds(110, 130, False, True)))
    assert (rate.low_closed, rate.high_closed) == (False, True)


def test_open_ends_of_a_loan_change_sides():
    rate = irr_bounds(yearly(Bounds(100, 120, False, True), -132))
    assert (rate.low_closed, rate.high_closed) == (True, False)


def test_approximate_amounts_give_an_approximate_rate():
    assert irr_bounds(yearly(-100, Bounds.about(110))).approx


def test_an_unlimited_gain_is_unlimited():
    # "over 110" after a year: over 10 %.
    rate = irr_bounds(yearly(-100, Bounds.over(110)))
    assert (rate.low, rate.high, rate.low_closed) == (pytest.approx(0.1), math.inf, False)


def test_a_possible_total_loss_reaches_to_minus_100_percent():
    rate = irr_bounds(yearly(-100, (0, 120)))
    assert (rate.low, rate.low_closed) == (-1, False)
    assert rate.high == pytest.approx(0.2)


def test_an_unlimited_outlay_reaches_to_minus_100_percent():
    # "at least 100" paid: between a total loss and 10 %.
    rate = irr_bounds(yearly(Bounds(-math.inf, -100), 110))
    assert (rate.low, rate.high, rate.high_closed) == (-1, pytest.approx(0.1), True)


def test_a_possibly_free_stake_has_no_upper_bound():
    rate = irr_bounds(yearly((-100, 0), 110))
    assert (rate.low, rate.high) == (pytest.approx(0.1), math.inf)


def test_nothing_known_bounds_nothing():
    rate = irr_bounds(yearly((-100, 0), (0, 110)))
    assert (rate.low, rate.high, rate.low_closed) == (-1, math.inf, False)


@pytest.mark.parametrize(
    "amounts",
    [
        [-100, (-20, -10)],
        [100, (0, 5)],
        [(-5, 0), 0],
        [0, 0],
        [(-math.inf, -5), (-3, -1)],
        [5, (1, math.inf)],
    ],
)
def test_bounds_without_any_rate(amounts):
    with pytest.raises(DomainError, match="no amounts within the bounds") as caught:
        irr_bounds(yearly(*amounts))
    assert caught.value.data["reason"] == "no-root"


def test_bounds_beyond_floats():
    # A millionfold to twice that in a day: there is a rate, but no float holds it.
    start = date(2020, 1, 1)
    rate = irr_bounds([(start, -1), (start + timedelta(1), (1e6, 2e6))])
    assert (rate.low, rate.high) == (-1, math.inf)


def test_bounds_of_several_rates():
    with pytest.raises(DomainError, match="2 internal rates") as caught:
        irr_bounds(yearly(-100, (230, 231), -132))
    assert len(caught.value.data["roots"]) == 2


def test_bounds_of_a_touching_value():
    with pytest.raises(DomainError, match="touches zero"):
        irr_bounds(yearly(-100, 220, -121))
