"""A rate whose days are not all known is derived, like any other: it rests on its flows, and so do its digits."""

from __future__ import annotations

import pickle

import pytest

from cityinnov.fund_flow import DatedAmount
from cityinnov.rate_of_return import rate_of_return
from cityinnov.values.arithmetic import total
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period

OUT = DatedAmount(Period.of("2021-01-01"), Figure.parse("100 CNY [a]"))
# 2022 has the days 365 to 729 after: 1.21 in one year is 21 %, in 729/365 years 1.21^(365/729) - 1 = 10.0144 %
BACK = DatedAmount(Period.of(2022), Figure.parse("121 CNY [b]"))


def test_a_rate_between_the_days_that_a_year_has() -> None:
    rate = rate_of_return([OUT], [BACK])
    assert rate.low == pytest.approx(1.21 ** (365 / 729) - 1)
    assert rate.high == pytest.approx(0.21)
    assert not rate.is_stated
    assert rate.formula() == "internal rate(100 CNY, 121 CNY)"
    assert [citation.source for citation in rate.sources()] == ["a", "b"]
    assert pickle.loads(pickle.dumps(rate)).bounds == rate.bounds


def test_that_flows_are_of_different_days_is_no_caveat_of_a_rate() -> None:
    rate = rate_of_return([OUT], [BACK])
    assert rate.period is None
    assert rate.caveats() == ()


def test_below_zero_time_works_the_other_way() -> None:
    loss = DatedAmount(Period.of(2022), Figure.parse("81 CNY"))  # 0.81 in one year is -19 %, later it is less of a loss
    rate = rate_of_return([OUT], [loss])
    assert (rate.low, rate.high) == (pytest.approx(-0.19), pytest.approx(0.81 ** (365 / 729) - 1))


def test_a_rate_that_may_be_a_total_loss_is_no_statement_either() -> None:
    rate = rate_of_return([OUT], [DatedAmount(Period.of(2022), Figure.parse("up to 121 CNY [b]"))])
    assert rate.low == -1.0
    assert not rate.is_stated
    assert [citation.source for citation in rate.sources()] == ["a", "b"]


def test_a_total_of_one_figure_is_that_figure() -> None:
    one = total([Figure.parse("5 billion CNY")])
    assert one.formula() == "5 billion CNY"
    assert (one / Figure.parse("2 years")).formula() == "5 billion CNY / 2 years"
    assert (-total([Figure.parse("1 CNY") + Figure.parse("2 CNY")])).formula() == "−(1 CNY + 2 CNY)"
