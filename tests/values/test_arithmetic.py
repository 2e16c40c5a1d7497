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
from cityinnov.values.arithmetic import alternatives, opaque, total, union
from cityinnov.values.bounds import Bounds
from cityinnov.values.figure import Figure

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
        (2 * read("3 firms"), "6 firms"),
        (6 / read("3 firms"), "2 1/firm"),
        (2 ** read("3"), "8"),
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


def test_groups_that_may_overlap() -> None:
    both = union([read("over 500 firms"), read("1,000 firms")])
    assert both.bounds == Bounds.at_least(1000)  # all of the 500 may be among the 1,000
    assert union([read("500 firms"), read("1,000 firms")]).bounds == Bounds(1000, 1500)
    assert [caveat.code for caveat in both.caveats()] == ["overlap-unknown"]
    with pytest.raises(DimensionError):
        union([read("5 firms"), read("5 people")])


def test_readings_must_be_of_one_kind_and_at_least_one() -> None:
    with pytest.raises(DimensionError):
        alternatives({"a": read("5 firms"), "b": read("5 people")})
    with pytest.raises(InputError, match="no readings"):
        alternatives({})


# -- functions that cannot be looked into -------------------------------------------------------


def falling(x: float, y: float) -> float:
    return x / y


def test_bounds_of_an_opaque_function_come_from_its_ends() -> None:
    found = opaque("ratio", falling, [read("4 to 6"), read("over 2 and up to 3")], ["rise", "fall"])
    assert found.bounds == Bounds(4 / 3, 3, True, False)
    assert opaque("ratio", falling, [read("4"), read("2")], ["neither", "neither"]).bounds == Bounds.exact(2)


def test_what_may_rise_or_fall_is_unknown_rather_than_guessed() -> None:
    found = opaque("ratio", falling, [read("4 to 6"), read("2")], ["neither", "fall"])
    assert found.bounds == Bounds.unknown()
    assert [caveat.code for caveat in found.caveats()] == ["unknown-direction"]


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
