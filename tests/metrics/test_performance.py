"""Expected values: `Wikipedia` is the article "Public Market Equivalent", `INSEAD` is
"Measuring Private Equity Fund Performance" (2019); both work with yearly periods, hence flows 365 days apart."""

from __future__ import annotations

import math
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityinnov.errors import DivisionByZeroError, DomainError, InputError, MissingInputError
from cityinnov.metrics.performance import (
    direct_alpha,
    dpi,
    irr,
    ks_pme,
    ln_pme,
    ln_pme_nav,
    mpme,
    pic,
    pme_plus,
    pme_plus_lambda,
    rvpi,
    tvpi,
)
from cityinnov.values.figure import Figure

MONEY = st.floats(min_value=1e-3, max_value=1e9)
DAYS = [date(2001, 1, 1) + timedelta(365 * year) for year in range(5)]


def dated(*values):
    return list(zip(DAYS, values, strict=False))


def levels(*values):
    return dict(dated(*values))


LONG_NICKELS = dated(-100, -50, 60, 10, 0), levels(100, 105, 115, 117, 120)
ROUVINEZ = dated(-100, -50, 60, 100, 0), levels(100, 105, 115, 100, 120)
INSEAD = dated(-25, 15, 0), levels(100, 115, 130)


# -- multiples --------------------------------------------------------------------------


def test_multiples():
    # pe2insight.com, definitions page: 100 called, 50 distributed, 150 left.
    assert (dpi(100, 50), rvpi(100, 150), tvpi(100, 50, 150)) == (0.5, 1.5, 2.0)


def test_paid_in_by_hand():
    assert pic(30, 120) == 0.25


@given(MONEY, MONEY, MONEY)
def test_total_is_realised_and_residual(called, distributed, nav):
    assert tvpi(called, distributed, nav) == pytest.approx((distributed + nav) / called)


@given(MONEY, MONEY, MONEY, st.floats(1e-3, 1e3))
def test_multiples_do_not_depend_on_the_currency(called, distributed, nav, rate):
    converted = tvpi(called * rate, distributed * rate, nav * rate)
    assert converted == pytest.approx(tvpi(called, distributed, nav))


def test_multiples_serve_arrays():
    assert tvpi(np.array([100.0, 50.0]), np.array([50.0, 0.0]), 150.0).tolist() == [2.0, 3.0]


def test_multiples_serve_figures_of_different_years():
    # By hand: 5.5 / 7 and over 8 / 7; multiples add where the amounts of 2021 and 2024 may not.
    total = tvpi(
        Figure.parse("7 billion CNY, 2020"),
        Figure.parse("5.5 billion CNY, 2021"),
        Figure.parse("over 8 billion CNY, 2024"),
    )
    assert total.low == pytest.approx(13.5 / 7)
    assert total.high == math.inf


@pytest.mark.parametrize("multiple", [dpi, rvpi])
def test_nothing_called(multiple):
    with pytest.raises(DivisionByZeroError, match="per unit of the called capital, which is zero"):
        multiple(0, 10)
    with pytest.raises(DivisionByZeroError, match="per unit of the committed capital, which is zero"):
        pic(10, 0)


# -- public-market equivalents ----------------------------------------------------------


def test_long_nickels():
    # Wikipedia, Long-Nickels worked example: index account 104.28, PME 5.30 %, fund 6.43 %.
    flows, index = LONG_NICKELS
    assert ln_pme_nav(flows, index) == pytest.approx(104.28, abs=5e-3)
    assert ln_pme(flows, index) == pytest.approx(0.053, abs=5e-4)
    assert irr([*flows, (DAYS[4], 110)]) == pytest.approx(0.0643, abs=5e-4)


def test_kaplan_schoar():
    # Computed from the same worked example: (60*120/115 + 10*120/117 + 110) / (120 + 50*120/105).
    flows, index = LONG_NICKELS
    assert ks_pme(flows, index, nav=110) == pytest.approx(1.0323, abs=1e-5)


def test_kaplan_schoar_of_insead():
    assert ks_pme(*INSEAD, nav=20) == pytest.approx(1.14, abs=0.005)


def test_pme_plus_with_the_index_of_the_source():
    # Wikipedia, PME+ worked example, λ 0.8605 and 2.05 %. The trap: one package's test has the index at
    # 110 in the fourth year, the source has 100. By hand: (120 + 57.1429 - 20) / (62.6087 + 120).
    flows, index = ROUVINEZ
    assert pme_plus_lambda(flows, index, nav=20) == pytest.approx(0.8605, abs=5e-5)
    assert pme_plus(flows, index, nav=20) == pytest.approx(0.0205, abs=5e-5)


def test_pme_plus_with_the_index_of_the_trap():
    # By hand with 110: (120 + 57.142857 - 20) / (62.608696 + 109.090909) = 0.915220.
    flows, index = ROUVINEZ
    assert pme_plus_lambda(flows, index | {DAYS[3]: 110}, nav=20) == pytest.approx(0.915220, abs=1e-6)


def test_modified_pme():
    # Wikipedia, mPME worked example: 2.02 %.
    flows, index = ROUVINEZ
    assert mpme(flows, index, levels(100, 165, 125, 15, 20)) == pytest.approx(0.0202, abs=5e-5)


def test_direct_alpha_of_insead():
    # INSEAD's figures; by hand -32.5 (1+a)² + 16.9565 (1+a) + 20 = 0, so 1 + a = 1.087572.
    assert direct_alpha(*INSEAD, nav=20) == pytest.approx(0.087572, abs=1e-6)
    assert direct_alpha(*INSEAD, nav=20, compounding="continuous") == pytest.approx(math.log(1.087572), abs=1e-6)


FUNDS = st.tuples(
    st.lists(st.floats(1, 100), min_size=5, max_size=5),
    st.lists(st.floats(10, 100), min_size=3, max_size=3),
    st.floats(1, 100),
).map(lambda fund: (dated(-300, *fund[1], 0), levels(*fund[0]), fund[2]))


@given(FUNDS)
def test_the_final_value_may_as_well_be_a_final_flow(fund):
    # Liquidating at net asset value on the last day changes nothing that the measures see.
    flows, index, nav = fund
    sold = [*flows[:-1], (DAYS[4], nav)]
    assert ks_pme(sold, index) == pytest.approx(ks_pme(flows, index, nav))
    assert direct_alpha(sold, index) == pytest.approx(direct_alpha(flows, index, nav))


@given(FUNDS, st.floats(0.01, 100))
def test_only_the_growth_of_the_index_matters(fund, factor):
    flows, index, nav = fund
    rebased = {when: factor * level for when, level in index.items()}
    assert ks_pme(flows, rebased, nav) == pytest.approx(ks_pme(flows, index, nav))


@given(FUNDS)
def test_the_fund_that_is_the_index(fund):
    # An account that mirrors itself: ratio 1, alpha 0, and λ 1.
    flows, index, _ = fund
    nav = ln_pme_nav(flows, index)
    if nav > 1:
        assert ks_pme(flows, index, nav) == pytest.approx(1)
        assert direct_alpha(flows, index, nav) == pytest.approx(0, abs=1e-7)
        assert pme_plus_lambda(flows, index, nav) == pytest.approx(1)


@given(FUNDS)
def test_beating_the_index_means_the_same_in_ratio_and_alpha(fund):
    flows, index, nav = fund
    ratio = ks_pme(flows, index, nav)
    if abs(ratio - 1) > 1e-6:
        assert (ratio > 1) == (direct_alpha(flows, index, nav) > 0)


@given(st.floats(-0.2, 0.5), st.lists(st.floats(1, 60), min_size=3, max_size=3))
def test_an_account_in_a_steady_index_earns_the_index(rate, amounts):
    # Whatever is sold and when, the account's internal rate is the index's growth.
    flows, index = dated(-100, *amounts, 0), levels(*((1 + rate) ** year for year in range(5)))
    assert mpme(flows, index, levels(1, 50, 40, 30, 20)) == pytest.approx(rate, abs=1e-6)
    assert pme_plus(flows, index, nav=5) == pytest.approx(rate, abs=1e-6)
    if ln_pme_nav(flows, index) > 1e-3:
        assert ln_pme(flows, index) == pytest.approx(rate, abs=1e-6)


def test_same_day_contribution_and_distribution_are_both_counted():
    # By hand: 100 in and 50 out on the first day count 200 and 100 after the index doubles: (100 + 80) / 200.
    flows = [(DAYS[0], -100), (DAYS[0], 50), (DAYS[1], 80)]
    assert ks_pme(flows, levels(1, 2)) == pytest.approx(0.9)


def test_modified_pme_after_a_complete_exit():
    # The fund pays out everything in year 2, so the account does too: -100 then 100 * 1.2.
    assert mpme(dated(-100, 300, 0), levels(100, 120, 90), {DAYS[1]: 0}) == pytest.approx(0.2)


def test_a_short_index_account_is_refused():
    # 300 of a 110 account distributed: 110 - 300 = -190, grown to -190 * 120/110 = -207.27.
    with pytest.raises(DomainError, match="ends short") as caught:
        ln_pme(dated(-100, 300, 0), levels(100, 110, 120))
    assert caught.value.data["pme_nav"] == pytest.approx(-207.2727, abs=1e-4)


def test_an_index_account_that_ends_empty_has_a_rate():
    # 100 grow to 150 in the index and all of it is taken: 50 %.
    assert ln_pme(dated(-100, 150), levels(100, 150)) == pytest.approx(0.5)


def test_pme_plus_of_a_fund_without_a_final_value():
    # 100 become 200 and the 60 taken at half-time 80: 200 / 80 = 2.5, and 2.5 times 60 are 150 for 100 in a year.
    flows, index = dated(-100, 60), levels(100, 150) | {DAYS[2]: 200}
    flows.append((DAYS[2], 0))
    assert pme_plus_lambda(flows, index) == pytest.approx(2.5)
    assert pme_plus(flows, index) == pytest.approx(0.5)
    # nothing is left to be scaled where the final value is all that the index made
    assert pme_plus_lambda(flows, index, nav=200) == 0


def test_modified_pme_of_one_day():
    with pytest.raises(DomainError, match="one day"):
        mpme(dated(-100), levels(1), {})


def test_nothing_distributed_cannot_be_scaled():
    with pytest.raises(DomainError, match="no distributions"):
        pme_plus_lambda(dated(-100, 0), levels(1, 1), nav=50)


def test_a_value_beyond_the_index_cannot_be_met_by_scaling():
    with pytest.raises(DomainError, match="300 against 100"):
        pme_plus_lambda(dated(-100, 5), levels(1, 1), nav=300)


def test_nothing_contributed():
    with pytest.raises(DomainError, match="nothing was contributed"):
        ks_pme(dated(5, 6), levels(1, 1))


def test_a_missing_index_level_is_named():
    with pytest.raises(MissingInputError, match="2002-01-01") as caught:
        ks_pme(dated(-1, 2), levels(100))
    assert caught.value.data["missing"] == date(2002, 1, 1)


def test_a_missing_value_on_a_day_of_distribution_is_named():
    with pytest.raises(MissingInputError, match="2002-01-01"):
        mpme(dated(-100, 20, 0), levels(1, 1, 1), {})


@pytest.mark.parametrize("level", [0, -3, math.nan])
def test_an_index_level_that_is_none(level):
    with pytest.raises(DomainError, match="2001-01-01 is not positive"):
        ks_pme(dated(-1, 2), levels(level, 100))


def test_a_negative_value_of_the_fund():
    with pytest.raises(DomainError, match="net asset value of 2002-01-01 is negative"):
        mpme(dated(-100, 20, 0), levels(1, 1, 1), levels(0, -1, 0))


def test_an_unknown_compounding():
    with pytest.raises(InputError, match="'annual' or 'continuous'"):
        direct_alpha(*INSEAD, compounding="monthly")
