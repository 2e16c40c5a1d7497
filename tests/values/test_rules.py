"""What may be added to what: the table of the design, rule by rule; each refusal says what to do instead."""

from __future__ import annotations

import pickle

import pytest

from cityinnov.errors import (
    CityinnovError,
    CurrencyError,
    DimensionError,
    PriceBaseYearError,
    PriceBasisError,
    StatusError,
)
from cityinnov.values.arithmetic import total, union
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period
from cityinnov.values.rules import Status

read = Figure.parse


def codes(figure: Figure) -> list[str]:
    return [caveat.code for caveat in figure.caveats()]


# -- each refusal raises its own error, whose message says what to do ------------------------


@pytest.mark.parametrize(
    ("left", "right", "error", "advice"),
    [
        ("5 CNY, 2020", "5 USD, 2020", CurrencyError, '.convert("USD", rates)'),
        ("5 CNY/person, 2020", "5 USD/person, 2020", CurrencyError, '.convert("USD", rates)'),
        ("5 CNY_2015", "5 CNY_2020", PriceBaseYearError, ".deflate(year, index)"),
        ("5 CNY, 2020", "5 CNY_2015", PriceBaseYearError, ".deflate(year, index)"),
        ("5 CNY, 2013", "5 CNY, 2023", PriceBasisError, ".deflate(year, index)"),
        ("5 CNY, 2013", "5 CNY, 2023", PriceBasisError, "nominal=True"),
        ("5 CNY, 2013", "5 CNY", PriceBasisError, "give both a period"),
        ("5 firms", "5 vehicles", DimensionError, "compare a ratio"),
        ("5 patents", "5 wafers", DimensionError, "compare a ratio"),
        ("5 firms", "5", DimensionError, "compare a ratio"),
        ("5 jobs", "5 FTE", DimensionError, "compare a ratio"),
        ("5 %", "5 % of GDP", DimensionError, "compare a ratio"),
    ],
)
def test_what_does_not_add_up(left: str, right: str, error: type[CityinnovError], advice: str) -> None:
    a, b = read(left), read(right)
    for refused in (
        lambda: a + b,
        lambda: a - b,
        lambda: a < b,
        lambda: a >= b,
        lambda: a.surely_over(b),
        lambda: total([a, b]),
    ):
        with pytest.raises(error) as caught:
            refused()
        assert advice in str(caught.value)
        again = pickle.loads(pickle.dumps(caught.value))
        assert str(again) == str(caught.value)
    with pytest.raises(error) if error is not PriceBasisError else pytest.raises(CityinnovError):
        a.to(b.unit) if a.unit is not b.unit else a + b


def test_committed_and_actual_do_not_add_up() -> None:
    a, b = read("5 CNY, 2020, committed"), read("3 CNY, 2020, actual")
    for refused in (lambda: a + b, lambda: total([a, b]), lambda: union([a, b])):
        with pytest.raises(StatusError, match="mixed_status=True"):
            refused()
    both = total([a, b], mixed_status=True)
    assert (both.low, both.status) == (8, Status.UNSTATED)
    assert "mixed-status" in codes(both)


def test_statuses_are_those_of_the_design() -> None:
    assert list(Status) == ["unstated", "actual", "committed", "planned", "projected", "target"]


@pytest.mark.parametrize("first", list(Status))
@pytest.mark.parametrize("second", list(Status))
def test_status_of_a_result(first: Status, second: Status) -> None:
    a, b = Figure.exact(6, "firm", 2020, status=first), Figure.exact(3, "firm", 2020, status=second)
    stated = {first, second} - {Status.UNSTATED}
    if len(stated) == 2:
        with pytest.raises(StatusError):
            a + b
    else:
        assert (a + b).status is (first if first is second else Status.UNSTATED)
        assert bool(codes(a + b)) is (first is not second)
    # promised against delivered: a difference and a ratio are allowed, with a caveat and no status
    for result in (a - b, a / b):
        assert result.status is (first if first is second else Status.UNSTATED)
        assert bool(codes(result)) is (first is not second)
    assert isinstance(a > b, bool)


def test_what_a_plain_number_keeps() -> None:
    a = read("6 firms, 2020, planned [br]")
    for result in (a * 2, 2 * a, a / 2):
        assert (result.period, result.status) == (Period("2020"), Status.PLANNED)
        assert codes(result) == []
        assert result.sources() == a.citations
        assert result.citations == ()


def test_the_status_of_a_total_does_not_depend_on_the_order() -> None:
    planned, unstated = read("5 firms, planned"), read("3 firms")
    for figures in ([planned, unstated, planned], [unstated, planned, planned], [planned, planned, unstated]):
        assert total(figures).status is Status.UNSTATED
        assert codes(total(figures)) == ["unstated-status"]
    for figures in ([planned, unstated, read("1 firm, actual")], [unstated, planned, read("1 firm, actual")]):
        with pytest.raises(StatusError):
            total(figures)


def test_a_factor_takes_on_the_period_and_status_of_what_it_is_applied_to() -> None:
    used = read("6 vehicles, 2020, planned") * read("5 kWh/vehicle")
    assert (used.period, used.status, codes(used)) == (Period("2020"), Status.PLANNED, [])
    more = 1 + read("40 %, 2020, planned")
    assert (more.period, more.status, codes(more)) == (Period("2020"), Status.PLANNED, [])


# -- periods --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "period", "caveats"),
    [
        ("6 firms, 2020", "3 firms, 2020", "2020", []),
        ("6 firms, 2025-05", "3 firms, 2025-05?", "2025-05?", []),
        # flows of adjoining periods add up to the span's
        ("6 vehicles, 2019", "3 vehicles, 2020", "2019/2020", []),
        ("6 vehicles, 2020-Q1", "3 vehicles, 2020-Q2", "2020-Q1/2020-Q2", []),
        ("6 vehicles, 2019", "3 vehicles, 2021", None, ["different-periods"]),
        ("6 vehicles, 2019", "3 vehicles", None, ["undated"]),
        ("6 vehicles", "3 vehicles, 2019", None, ["undated"]),
        # money counts as the same period within one calendar year
        ("6 CNY, 2020-Q1", "3 CNY, 2020-10", "2020", []),
    ],
)
def test_period_of_a_sum(left: str, right: str, period: str | None, caveats: list[str]) -> None:
    for result in (read(left) + read(right), total([read(left), read(right)])):
        assert (str(result.period) if result.period else None) == period
        assert codes(result) == caveats


def test_a_ratio_over_different_periods_has_none_and_says_so() -> None:
    ratio = read("6 vehicles, 2020") / read("3 vehicles, 2019")
    assert ratio.period is None
    assert codes(ratio) == ["different-periods"]


def test_a_ratio_of_current_prices_says_that_it_compares_them() -> None:
    ratio = read("6 CNY, 2023") / read("3 CNY, 2013")
    assert "compares current prices of 2023 and 2013" in [caveat.text for caveat in ratio.caveats()]
    constant = read("6 CNY_2015, 2023") / read("3 CNY_2015, 2013")
    assert "mixed-prices" not in codes(constant)


def test_a_nominal_total_is_asked_for_and_says_so() -> None:
    paid = [read("3 CNY, 2013"), read("4 CNY, 2023"), read("5 CNY, 2018")]
    result = total(paid, nominal=True)
    assert result.low == 12
    assert [caveat.text for caveat in result.caveats()] == ["adds current prices of different years: 2013 to 2023"]


def test_constant_prices_of_different_years_add_up() -> None:
    assert (read("3 CNY_2015, 2013") + read("4 CNY_2015, 2023")).low == 7


def test_nothing_is_nothing_at_any_prices() -> None:
    assert (read("0 CNY") + read("5 CNY, 2020")).low == 5
    assert read("5 CNY, 2020") > read("0 CNY")
    assert sum([read("3 CNY, 2020"), read("4 CNY, 2020")]).low == 7  # type: ignore[union-attr]


def test_different_units_of_one_dimension_convert() -> None:
    assert (read("1 km") + read("500 m")).same_value(read("1.5 km"))
    assert (read("3 suppliers") + read("4 startups")).same_value(read("7 firms"))
    assert read("15 mu").same_value(read("1 ha"))  # the mu is a fifteenth of a hectare
    assert read("1 GWh") > read("999 MWh")


def said(figure: Figure) -> list[tuple[str, tuple[str, ...]]]:
    """The caveats of a figure: code and operands."""
    return [(caveat.code, caveat.operands) for caveat in figure.caveats()]


def test_what_has_no_period_is_said_once() -> None:
    dated, other, undated = (Figure.parse(text) for text in ("5 firms, 2020", "6 firms, 2022", "7 firms [br]"))
    assert said(dated + undated) == [("undated", ())]
    assert said(undated + dated) == [("undated", ())]
    several = dated + other  # has no period either, and has said why
    assert said(several) == [("different-periods", ("2020", "2022"))]
    assert said(several + undated) == said(several)
    assert said(undated + several) == said(several)
    for result in (several + dated, dated + several):
        assert result.period is None
        assert said(result) == said(several)


def test_prices_of_different_years_are_mixed_in_ratios_of_money_only() -> None:
    then, now = Figure.parse("5 CNY, 2013"), Figure.parse("6 CNY, 2023")
    vehicles = Figure.parse("3 vehicles, 2023")
    assert ("mixed-prices", ("2013", "2023")) in said(then / now)
    assert said(then / vehicles) == [("different-periods", ("2013", "2023"))]
    assert said(vehicles / then) == [("different-periods", ("2023", "2013"))]


def test_amounts_without_a_period_are_undated_in_a_ratio_once() -> None:
    dated, undated = Figure.parse("5 CNY, 2020 [br]"), Figure.parse("6 CNY [br]")
    for ratio in (dated / undated, undated / dated):
        assert ratio.period is None
        assert said(ratio) == [("undated", ())]


def test_a_ratio_over_two_years_stays_without_a_period() -> None:
    ratio = Figure.parse("6 vehicles, 2020") / Figure.parse("3 vehicles, 2019")
    applied = ratio * Figure.parse("4 firms, 2022")
    assert applied.period is None
    assert said(applied) == [("different-periods", ("2020", "2019"))]


def test_two_undated_figures_have_no_period_to_differ_in() -> None:
    base, exponent = Figure.parse("2 [br]"), Figure.parse("3 [br]")
    for result in (base + exponent, base * exponent, base**exponent):
        assert result.period is None
        assert said(result) == []


def test_a_mix_of_statuses_names_both() -> None:
    planned, actual, unstated = (Figure.parse(f"5 firms, 2020{status}") for status in (", planned", ", actual", ""))
    assert said(planned / actual) == [("mixed-status", ("planned", "actual"))]
    assert said(planned / unstated) == said(unstated / planned) == [("unstated-status", ("planned",))]
    assert said(planned + unstated) == said(unstated + planned) == [("unstated-status", ("planned",))]


def test_only_prices_are_of_a_year() -> None:
    assert Figure.parse("5 firms, 2020") < Figure.parse("6 firms, 2021")
    assert Figure.parse("5 CNY") < Figure.parse("6 CNY")
