"""A rule as Chinese guidance funds publish theirs: 1.5 times, and at most 50, 40 and 20 % by stage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityinnov.errors import DimensionError, InputError
from cityinnov.firm import Firm
from cityinnov.investment import Investment
from cityinnov.reinvestment_rule import ReinvestmentRule
from cityinnov.values.figure import Figure

CAPS = {"seed": "50 %", "early": "40 %", "growth": "20 %"}
PUT_IN = Figure.parse("200 CNY, 2021")


def rule(*counts, **fields):
    return ReinvestmentRule(required="1.5 times", counts=counts or ["local-firm"], contribution_caps=CAPS, **fields)


def made(id, amount, kind=None):
    return Investment(id, investee=Firm("f"), amount=f"{amount} CNY, 2021" if amount else None, counts_as=kind)


def test_only_what_the_rule_names_counts_and_the_rest_says_why_not():
    investments = [
        made("a", 150, "local-firm"),
        made("b", 100, "relocated-firm"),
        made("c", 60, "related-fund"),
        made("d", 500),
        made("e", None, "local-firm"),
    ]
    strict = rule().evaluate(PUT_IN, investments)
    assert strict.ratio.low == 0.75  # 150 of 200
    assert strict.is_met is False
    assert strict.shortfall.low == 150  # 1.5 x 200 - 150
    assert {item.id: item.reason for item in strict.left_out} == {
        "b": "a relocated-firm does not count",
        "c": "a related-fund does not count",
        "d": "nothing says that it is local",
        "e": "its amount is not known",
    }
    wide = rule("local-firm", "relocated-firm", "related-fund").evaluate(PUT_IN, investments)
    assert wide.ratio.low == 1.55  # 310 of 200
    assert wide.is_met is True
    assert wide.shortfall.low == -10


def test_a_requirement_just_met_is_met():
    assert rule().evaluate(PUT_IN, [made("a", 300, "local-firm")]).is_met is True


def test_bounds_that_do_not_decide_leave_it_open():
    assert rule().evaluate(PUT_IN, [made("a", "200 to 400", "local-firm")]).is_met is None
    assert rule().evaluate(PUT_IN, [made("a", "over 400", "local-firm")]).is_met is True
    share = rule().contribution(Figure.parse("30 to 50 CNY"), Figure.parse("100 CNY"), "early")
    assert share.is_kept is None


def test_nothing_invested_is_nothing_times():
    assert rule().evaluate(PUT_IN, []).ratio.low == 0


@pytest.mark.parametrize(("stage", "kept"), [("seed", True), ("early", True), ("growth", False)])
def test_the_largest_contribution_by_stage(stage, kept):
    check = rule().contribution(Figure.parse("40 CNY"), Figure.parse("100 CNY"), stage)  # 40 %: the cap itself is kept
    assert check.is_kept is kept
    assert check.leverage is None  # the rule does not name its convention


@pytest.mark.parametrize(("convention", "expected"), [("private/public", 4), ("total/public", 5)])
def test_leverage_is_that_of_the_convention_the_rule_names(convention, expected):
    # "1:4" is 4 times or 5 times according to who says it
    check = rule(leverage=convention).contribution(Figure.parse("20 CNY"), Figure.parse("100 CNY"), "growth")
    assert check.leverage.low == expected
    assert check.convention == convention


@pytest.mark.parametrize(
    ("fields", "error", "complaint"),
    [
        ({"required": "1.5 CNY"}, DimensionError, "required"),
        ({"required": "1.5 times", "counts": ["local"]}, InputError, "local-firm"),
        ({"required": "1.5 times", "contribution_caps": {"sed": "50 %"}}, InputError, "seed"),
        ({"required": "1.5 times", "contribution_caps": "50 %"}, InputError, "by stage"),
        ({"required": "1.5 times", "leverage": "public/private"}, InputError, "convention"),
    ],
)
def test_a_rule_that_cannot_be_one_is_refused(fields, error, complaint):
    with pytest.raises(error, match=complaint):
        ReinvestmentRule(**fields)


@given(st.lists(st.floats(1, 1e6), min_size=1, max_size=5), st.floats(0.1, 10))
def test_the_ratio_does_not_depend_on_the_unit_of_money(amounts, factor):
    def ratio(scale):
        local = [
            Investment(
                f"i{place}", investee=Firm("f"), amount=Figure.exact(amount * scale, "CNY"), counts_as="local-firm"
            )
            for place, amount in enumerate(amounts)
        ]
        return rule().evaluate(Figure.exact(200 * scale, "CNY"), local).ratio.low

    assert ratio(factor) == pytest.approx(ratio(1))
