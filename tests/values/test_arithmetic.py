"""Arithmetic of figures: units, plain numbers, percentages, powers, and functions that cannot be looked into."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given

from cityinnov.errors import (
    CityinnovError,
    DimensionError,
    DivisionByZeroError,
    DomainError,
    InputError,
    PriceBasisError,
)
from cityinnov.values.arithmetic import alternatives, opaque, positive, total, union
from cityinnov.values.bounds import Bounds
from cityinnov.values.figure import Figure
from cityinnov.values.rules import Status

from .strategies import bounds, stated

read = Figure.parse


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (read("3 firms") + read("4 firms"), "7 firms"),
        (read("1 km") + read("500 m"), "1.5 km"),  # in the unit of the first
        (read("10 %") * read("500 firms"), "50 firms"),
        (read("40,000 wafers/month") * read("1 year"), "480,000 wafers"),  # twelve months
        (read("740,000 vehicles") / read("100,000 graduates"), "7.4 vehicles/graduate"),
        (1 - read("40 %"), "0.6"),
        (read("40 %") - read("30 %"), "10 pp"),
        (read("40 %") + read("5 pp"), "45 %"),
        (read("5 pp") + read("40 %"), "45 %"),
        (read("40 %") + read("5 %"), "45 %"),
        (read("5 ‰") + read("1 %"), "15 ‰"),
        (read("5 pp") + read("0.4"), "45 pp"),
        (read("0.4") + read("5 pp"), "0.45"),
        (2 * read("3 firms"), "6 firms"),
        (6 / read("3 firms"), "2 1/firm"),
        (2 ** read("3"), "8"),
        (read("3") ** read("200 %"), "9"),
        (read("3 km") ** 2, "9 km^2"),
        (read("100 %") ** 2, "1"),
        (sum([read("3 firms"), read("4 firms")]), "7 firms"),
        (abs(read("−3 firms")), "3 firms"),
        (-read("3 firms"), "−3 firms"),
    ],
)
def test_results(figure: Figure, text: str) -> None:
    assert figure.display() == text


def test_the_annual_rate_of_more_than_doubled_over_a_decade() -> None:
    # 2^(1/10) - 1 = 0.0717734625…
    rate = read("more than doubled, 2015/2025") ** (1 / 10) - 1
    assert rate.bounds.low == pytest.approx(0.0717734625, abs=1e-10)
    assert not rate.bounds.low_closed
    assert rate.high == math.inf


@pytest.mark.parametrize(
    "refused",
    [
        lambda: read("2") ** read("3 firms"),
        lambda: read("2 firms") ** 0.5,
        lambda: read("2 firms") ** read("2 to 3"),
        lambda: read("3 firms") + 1,
        lambda: 1 - read("3 firms"),
        lambda: read("3 firms").to("vehicle"),
    ],
)
def test_units_that_do_not_go_together(refused: Any) -> None:
    with pytest.raises(DimensionError) as caught:
        refused()
    assert caught.value.hint


@pytest.mark.parametrize("divisor", ["0 firms", "0 to 5 firms", "−1 to 1 firms", "up to 5 firms"])
def test_a_divisor_that_may_be_zero(divisor: str) -> None:
    with pytest.raises(DivisionByZeroError, match="exclude 0"):
        read("1 firm") / read(divisor)
    with pytest.raises(ZeroDivisionError):
        read("1 firm") / 0


def test_a_divisor_that_only_touches_zero_gives_no_end() -> None:
    assert (read("5 firms") / read("over 0 firms")).bounds == Bounds.over(0)


def test_a_divisor_is_as_tight_as_it_can_be() -> None:
    x = read("1 to 2 firms")
    assert (1 / (x - x / 2)).bounds == Bounds(1, 2)  # x - x/2 is x/2, which cannot be zero
    x = read("0.25 to 0.5 firms")
    assert (1 / (x - x / 2)).bounds == Bounds(4, 8)
    assert (1 / (x / 2 - x)).bounds == Bounds(-8, -4)


@pytest.mark.parametrize("other", ["5", None, [5], b"5", True, 1 + 2j])
def test_what_is_no_number_does_not_take_part(other: Any) -> None:
    figure = read("5")
    for refused in (
        lambda: figure + other,
        lambda: other + figure,
        lambda: figure - other,
        lambda: other - figure,
        lambda: figure * other,
        lambda: other * figure,
        lambda: figure / other,
        lambda: other / figure,
        lambda: figure**other,
        lambda: other**figure,
    ):
        with pytest.raises(TypeError):
            refused()


@pytest.mark.parametrize("other", [math.nan, math.inf, -math.inf])
def test_nan_and_infinity_do_not_take_part(other: float) -> None:
    with pytest.raises(InputError, match="NaN or infinity"):
        read("5") * other


@given(bounds(), bounds())
def test_a_figure_of_two_leaves_has_the_bounds_of_their_bounds(a: Bounds, b: Bounds) -> None:
    x, y = Figure(a, "firm"), Figure(b, "firm")
    assert (x + y).bounds == a + b
    assert (x - y).bounds == a - b
    assert (x * y).bounds == a * b
    try:
        assert (x / y).bounds == a / b
    except CityinnovError:
        assert b.low <= 0 <= b.high


@given(stated())
def test_restatements_and_citations_do_not_enter(figure: Figure) -> None:
    doubled = figure * 2
    assert doubled.citations == ()
    assert doubled.restated == ()
    assert doubled.sources() == tuple(dict.fromkeys(figure.citations))
    assert (doubled.period, doubled.status) == (figure.period, figure.status)


# -- many at once -----------------------------------------------------------------------------


def test_a_total_is_one_step() -> None:
    figures = [Figure.exact(0.1, "km") for _ in range(10)]
    assert total(figures).low == 1.0  # 0.1 ten times is 0.9999999999999999 in a chain of floats
    assert total(figures).derivation is not None
    assert len(total(figures).derivation.operands) == 10  # type: ignore[union-attr]
    assert total(iter([read("3 firms"), read("4 suppliers")])).low == 7
    with pytest.raises(InputError, match="nothing to add up"):
        total([])


def said(figure: Figure) -> list[tuple[str, tuple[str, ...]]]:
    """The caveats of a figure: code and operands."""
    return [(caveat.code, caveat.operands) for caveat in figure.caveats()]


def test_what_one_figure_is_made_into_is_of_its_period_and_status() -> None:
    firms, times = read("3 firms, 2020, planned"), read("300 %, 2020, planned")
    made = [-firms, abs(firms), positive(firms), firms**2, firms * 2, times.log(), times**2]
    assert [(str(figure.period), figure.status) for figure in made] == [("2020", Status.PLANNED)] * len(made)
    assert [figure.unit.text for figure in made] == ["firm", "firm", "firm", "firm^2", "firm", "", ""]
    assert [figure.bounds.low for figure in made] == [-3, 3, 3, 9, 6, math.log(3), 9]
    assert [figure.formula() for figure in made[:2]] == ["−3 firms", "abs 3 firms"]
    assert positive(firms).leaves()[0] is firms
    promised = positive(read("up to 5 jobs"))
    assert 1 in (promised / promised).bounds
    assert times.log().formula() == "ln 300 %"


def test_a_number_says_nothing_of_period_and_status() -> None:
    assert ((1 - read("40 %")).period, (1 - read("40 %")).status) == (None, Status.UNSTATED)


def test_a_logarithm_is_of_a_plain_number_over_zero() -> None:
    with pytest.raises(DimensionError, match="take a ratio first"):
        read("3 firms").log()
    with pytest.raises(DomainError, match="over zero"):
        read("0 to 3").log()


def test_a_rate_times_a_time_is_brought_into_one_unit_of_time_as_a_step() -> None:
    rate, year = read("40,000 wafers/month, 2020, planned"), read("1 year")
    for made in (rate * year, year * rate):
        assert made.bounds == Bounds.exact(480_000)
        assert (made.unit.text, str(made.period), made.status, said(made)) == ("wafer", "2020", Status.PLANNED, [])
    kept, months = (rate * year).derivation.operands  # type: ignore[union-attr]
    assert kept is rate
    assert (months.low, months.unit.text, months.period, months.status) == (12, "month", None, Status.UNSTATED)
    firms = read("500 firms, 2020")
    share, kept = (read("10 %, 2020") * firms).derivation.operands  # type: ignore[union-attr]
    assert kept is firms
    assert (share.low, share.unit.text) == (0.1, "")
    kept, yearly = (year * rate).derivation.operands  # type: ignore[union-attr]
    assert kept is year
    assert (yearly.low, yearly.unit.text, yearly.period, yearly.status) == (
        480_000, "wafer/year", rate.period, Status.PLANNED,
    )  # fmt: skip


def test_a_difference_and_a_ratio_say_all_that_is_mixed_in_them() -> None:
    a, b = read("6 firms, 2019, planned"), read("3 firms, 2021, actual")
    for made in (a - b, a / b, a * b):
        assert said(made) == [("different-periods", ("2019", "2021")), ("mixed-status", ("planned", "actual"))]
    assert said(read("2, 2019") ** read("3, 2020")) == [("different-periods", ("2019", "2020"))]
    assert (read("2, 2019") ** read("3, 2020")).period is None


@pytest.mark.parametrize(
    ("refused", "words"),
    [
        (lambda a, b: a + b, "add up"),
        (lambda a, b: a - b, "subtract"),
        (lambda a, b: total([a, b]), "add up"),
        (lambda a, b: union([a, b]), "add up"),
        (lambda a, b: alternatives({"one": a, "other": b}), "compare"),
    ],
)
def test_what_does_not_go_together_is_said_in_the_words_of_what_was_asked(refused: Any, words: str) -> None:
    with pytest.raises(DimensionError, match=f"firm and vehicle do not {words}: "):
        refused(read("5 firms"), read("6 vehicles"))


@pytest.mark.parametrize(
    ("refused", "words"),
    [
        (lambda a, b: a + b, "add up with"),
        (lambda a, b: a - b, "subtract from"),
        (lambda a, b: total([a, b]), "add up with"),
        (lambda a, b: a < b, "compare with"),
    ],
)
def test_prices_of_two_years_are_refused_in_the_words_of_what_was_asked(refused: Any, words: str) -> None:
    with pytest.raises(PriceBasisError, match=f"current prices of 2013 and of 2020 do not {words} each other"):
        refused(read("5 CNY, 2013"), read("6 CNY, 2020"))


def test_a_nominal_total_says_what_is_undated() -> None:
    then, now, undated = read("5 CNY, 2013"), read("6 CNY, 2020"), read("7 CNY")
    assert said(total([then, undated], nominal=True)) == [("undated", ())]
    assert said(total([now, undated, then], nominal=True)) == [("nominal-total", ("2013", "2020")), ("undated", ())]
    assert said(total([read("0 CNY"), now, then], nominal=True)) == [("nominal-total", ("2013", "2020"))]


def test_a_total_over_periods_that_do_not_adjoin_names_the_first_and_the_last() -> None:
    firms = [read(f"5 firms, {year}") for year in (2021, 2017, 2024, 2019)]
    assert said(total(firms)) == [("different-periods", ("2017", "2024"))]


def test_a_plain_number_does_not_give_a_status_back() -> None:
    stated, unstated, number = read("5, 2020, planned"), read("3, 2020 [br]"), read("2")
    for figures in ([stated, unstated, number], [stated, number, unstated]):
        assert total(figures).status is Status.UNSTATED


def test_groups_that_may_overlap() -> None:
    both = union([read("over 500 firms"), read("1,000 firms")])
    assert both.bounds == Bounds.at_least(1000)  # all of the 500 may be among the 1,000
    assert union([read("500 firms"), read("1,000 firms")]).bounds == Bounds(1000, 1500)
    assert [caveat.code for caveat in both.caveats()] == ["overlap-unknown"]
    one = read("5 firms, 2020")
    assert union([one]) == total([one])
    assert union([one, one]).period == one.period
    with pytest.raises(DimensionError):
        union([read("5 firms"), read("5 people")])


def test_readings_must_be_of_one_kind_and_at_least_one() -> None:
    with pytest.raises(DimensionError):
        alternatives({"a": read("5 firms"), "b": read("5 people")})
    with pytest.raises(InputError, match="no readings"):
        alternatives({})


def test_readings_keep_what_they_have_in_common() -> None:
    a, b = read("5 %, 2020, planned"), read("7 %, 2020, planned")
    both = alternatives({"of one": a, "of all": b})
    assert (both.bounds, both.period, both.status) == (Bounds(5, 7), a.period, Status.PLANNED)
    assert said(both) == [("ambiguous-denominator", ("of one or of all",))]
    later = alternatives({"of one": a, "of all": read("7 %, 2021, actual")})
    assert (later.period, later.status) == (None, Status.UNSTATED)
    alone = alternatives({"of one": a})
    assert (alone, said(alone)) == (a, [])


# -- functions that cannot be looked into -------------------------------------------------------


def falling(x: float, y: float) -> float:
    return x / y


def test_bounds_of_an_opaque_function_come_from_its_ends() -> None:
    found = opaque("ratio", falling, [read("4 to 6"), read("over 2 and up to 3")], ["rise", "fall"])
    assert found.bounds == Bounds(4 / 3, 3, True, False)
    assert found.caveats() == ()
    assert opaque("ratio", falling, [read("4"), read("2")], ["neither", "neither"]).bounds == Bounds.exact(2)


def test_what_may_rise_or_fall_is_unknown_rather_than_guessed() -> None:
    found = opaque("ratio", falling, [read("4 to 6"), read("2")], ["neither", "fall"])
    assert found.bounds == Bounds.unknown()
    assert said(found) == [("unknown-direction", ("ratio",))]


@pytest.mark.parametrize("directions", [[], ["rise"], ["rise", "up"]])
def test_each_operand_has_its_direction(directions: list[str]) -> None:
    with pytest.raises(InputError, match="direction"):
        opaque("ratio", falling, [read("4"), read("2")], directions)


def test_a_root_of_what_may_be_negative_has_no_value() -> None:
    with pytest.raises(DomainError, match="exclude negative values"):
        read("−1 to 2") ** 0.5


def test_a_total_that_begins_with_nothing_still_adds_no_two_years() -> None:
    amounts = [Figure.parse(text) for text in ("0 CNY, 2010", "5 CNY, 2013", "7 CNY, 2020")]
    with pytest.raises(PriceBasisError, match="current prices of 2013 and of 2020"):
        total(amounts)
    assert total(amounts[:2]).low == 5  # nothing is the same at any prices
    assert total(amounts, nominal=True).caveats()[0].code == "nominal-total"


def test_amounts_of_adjoining_parts_of_a_year_have_their_span() -> None:
    first, second, third = (Figure.parse(f"5 CNY, 2020-Q{n}") for n in (1, 2, 3))
    assert str((first + second).period) == "2020-Q1/2020-Q2"
    assert str(total([first, second]).period) == "2020-Q1/2020-Q2"
    assert str((first + third).period) == "2020"  # within one year, but not all of one span
    assert str(total([first, third]).period) == "2020"


def test_money_of_one_quarter_for_things_of_another_says_so() -> None:
    price = Figure.parse("5 billion CNY, 2020-Q1") / Figure.parse("100 vehicles, 2020-Q2")
    assert price.period is None
    assert [caveat.code for caveat in price.caveats()] == ["different-periods"]


@pytest.mark.parametrize(
    ("a", "b", "added"),
    [
        ("5 graduates", "5 experts", "10 people"),  # neither all graduates nor all experts
        ("5 experts", "5 people", "10 people"),
        ("5 suppliers", "7 firms", "12 firms"),
        ("5 graduates", "3 graduates", "8 graduates"),
        ("1 t", "1,000 kg", "2 t"),  # one thing in two measures: the first is kept
    ],
)
def test_kinds_of_one_thing_add_up_to_that_thing(a: str, b: str, added: str) -> None:
    first, second, expected = map(Figure.parse, (a, b, added))
    for made in (first + second, total([first, second])):
        assert (made.bounds, made.unit) == (expected.bounds, expected.unit)


def later(x: float, y: float) -> float:
    return 2 * x / y


def test_an_opaque_figure_is_of_the_unit_that_is_said_and_of_the_period_and_status_of_what_goes_in() -> None:
    firms, km = read("4 to 6 firms, 2020, planned"), read("2 km, 2020, planned")
    found = opaque("density", falling, [firms, km], ["rise", "neither"], "firm/km", upper=later)
    assert found.bounds == Bounds(2, 6)  # 4/2, and twice 6/2
    assert (found.unit.text, found.period, found.status) == ("firm/km", firms.period, Status.PLANNED)
    assert found.formula() == "density(4 to 6 firms, 2 km)"
    assert said(found) == []


def sum_of_three(x: float, y: float, z: float) -> float:
    return x - y + z


def test_an_opaque_function_may_do_all_three() -> None:
    found = opaque("sum", sum_of_three, [read("1 to 2"), read("3 to 5"), read("7")], ["rise", "fall", "neither"])
    assert found.bounds == Bounds(3, 6)  # 1 − 5 + 7, and 2 − 3 + 7


def test_an_opaque_series_is_over_time_only_where_it_is_said_to_be() -> None:
    series = [read("5 firms, 2017"), read("3 firms, 2020")]
    once = opaque("ratio", falling, series, ["rise", "fall"])
    assert (once.period, said(once)) == (None, [("different-periods", ("2017", "2020"))])
    assert said(opaque("ratio", falling, series, ["rise", "fall"], over_time=True)) == []
    # only money counts as of one period within a year
    priced = [read("5 CNY, 2020-Q1"), read("3 vehicles, 2020-Q3")]
    for figures in (priced, priced[::-1]):
        mixed = opaque("ratio", falling, figures, ["rise", "fall"])
        assert (mixed.period, said(mixed)) == (None, [("different-periods", ("2020-Q1", "2020-Q3"))])


def guarded_root(x: float) -> float:
    if x < 0:
        raise DomainError("a negative number has no root")
    return math.sqrt(x)


def test_an_opaque_function_is_asked_at_tight_ends_where_it_has_no_value_at_loose_ones() -> None:
    x = read("10 to 20")
    root = opaque("root", guarded_root, [x * 3 - x * 2 - x * 0.5], ["rise"])  # the root of x/2
    assert (root.low, root.high) == pytest.approx((5**0.5, 10**0.5), rel=1e-12)


def test_a_number_to_the_power_of_a_figure() -> None:
    assert (2 ** read("3")).bounds == Bounds.exact(8)
    assert (2 ** read("300 %")).bounds == Bounds.exact(8)  # three
    assert (read("2") ** read("300 %")).display() == "8"
    with pytest.raises(DimensionError, match="an exponent is a plain number, not firm"):
        2 ** read("3 firms")
    with pytest.raises(TypeError, match="unsupported operand"):
        "2" ** read("3")  # type: ignore[operator]


def test_points_are_added_to_percentages_and_percentages_to_each_other() -> None:
    assert (read("3 percentage points") + read("10 %")).display() == "13 %"
    assert (read("10 %") + read("3 %")).display() == "13 %"
    assert (read("10 %") - read("3 %")).display() == "7 pp"
