"""Figure: its parts, what is refused, equality and hash, widening, and what may be read off."""

from __future__ import annotations

import datetime
import math
from typing import Any

import pytest
from hypothesis import given

from cityinnov.errors import CityinnovError, DomainError, ExactnessError, InputError
from cityinnov.values.bounds import Bounds
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period
from cityinnov.values.rules import Status
from cityinnov.values.source import Citation
from cityinnov.values.units import Unit

from .strategies import stated

read = Figure.parse


def test_every_part_can_be_given_or_left_out() -> None:
    bare = Figure(5)
    assert (bare.bounds, bare.unit.text, bare.period, bare.status) == (Bounds.exact(5), "", None, Status.UNSTATED)
    full = Figure(
        Bounds.over(5), "firms", 2020, "planned", Citation("br"), [read("6 firms")], stated="more than five firms"
    )
    assert (full.unit, full.period, full.status) == (Unit.parse("firm"), Period("2020"), Status.PLANNED)
    assert (full.citations, full.stated) == ((Citation("br"),), "more than five firms")
    assert Figure(5, period=datetime.date(2020, 5, 1)).period == Period("2020-05-01")


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (Figure.exact(5, "firm", 2020, status="planned"), "5 firms, 2020, planned"),
        (Figure.over(5, "firm", 2020, status="planned"), "over 5 firms, 2020, planned"),
        (Figure.at_least(5, "firm", 2020, status="planned"), "at least 5 firms, 2020, planned"),
        (Figure.under(5, "firm", 2020, status="planned"), "under 5 firms, 2020, planned"),
        (Figure.under(5, "%"), "under 5 %"),
        (Figure.at_most(5, "firm", 2020, status="planned"), "up to 5 firms, 2020, planned"),
        (Figure.at_most(5, "%"), "up to 5 %"),
        (Figure.between(3, 5, "firm", 2020, status="planned"), "3 to 5 firms, 2020, planned"),
        (Figure.about(5, "firm", 2020, status="planned"), "about 5 firms, 2020, planned"),
        (Figure.nearly(5, "firm", 2020, status="planned"), "nearly 5 firms, 2020, planned"),
        (Figure.nearly(5, "%"), "nearly 5 %"),
    ],
)
def test_constructors_are_what_the_words_mean(made: Figure, text: str) -> None:
    assert made == read(text)
    assert str(made) == text


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Figure("50 firms"), "Figure.parse"),
        (lambda: Figure(True), "a number or Bounds"),
        (lambda: Figure(None), "a number or Bounds"),
        (lambda: Figure(math.nan), "NaN is not a value"),
        (lambda: Figure(math.inf), "cannot be infinite"),
        (lambda: Figure(10**400), "finite or infinite number"),
        (lambda: Figure(5, "frim"), "nearest: firm"),
        (lambda: Figure(5, period="2020-21"), "2020/2021"),
        (lambda: Figure(5, period=True), "is not a period"),
        (lambda: Figure(5, status="hoped"), "expected unstated, actual, committed"),
        (lambda: Figure.of(50), "50 firms, 2025-05"),
        (lambda: Figure.between(5, 3), "above the high end"),
        (lambda: read("about 5 firms").widened(2), "must lie in"),
    ],
)
def test_refuses(make: Any, says: str) -> None:
    with pytest.raises(InputError) as caught:
        make()
    assert says in str(caught.value)


def test_of_takes_a_figure_or_its_text() -> None:
    figure = read("5 firms")
    assert Figure.of(figure) is figure
    assert Figure.of("5 firms") == figure


# -- equality and hash --------------------------------------------------------------------------


@given(stated(), stated())
def test_equality_is_that_of_the_parts(a: Figure, b: Figure) -> None:
    def parts(f: Figure) -> tuple[Any, ...]:
        return (f.bounds, f.unit, f.period, f.status, f.restated, f.citations)

    assert (a == b) is (parts(a) == parts(b))
    assert a != b or hash(a) == hash(b)
    assert a == a
    assert (a == "5 firms") is False
    assert (a != None) is True  # noqa: E711


def test_equality_leaves_out_words_and_lineage_and_never_raises() -> None:
    assert Figure(5, "firm", stated="five") == Figure(5, "firm", stated="5 firms")
    derived = read("2 firms") + read("3 firms")
    assert derived == read("5 firms")
    assert hash(derived) == hash(read("5 firms"))
    assert read("5 CNY, 2013") != read("5 USD, 2023")
    assert read("1 km") != read("1,000 m")  # of one value, but not one statement: see same_value
    assert len({read("5 firms"), read("5 firms"), read("5 firms, 2020")}) == 2


def test_a_figure_does_not_change() -> None:
    figure = read("5 firms")
    for name in ("unit", "period", "natural", "anything"):
        with pytest.raises(AttributeError):
            setattr(figure, name, 5)


def test_a_figure_is_there_even_if_it_is_zero() -> None:
    assert bool(read("0 firms"))


# -- reading off --------------------------------------------------------------------------------


def test_a_plain_number_is_had_of_an_exact_ratio_only() -> None:
    assert float(read("0.4")) == 0.4
    assert float(read("40 %")) == 0.4
    assert float(read("3 firms") / read("4 firms")) == 0.75
    for text in ("5 firms", "over 5", "about 5", "3 to 5"):
        with pytest.raises(ExactnessError, match=r"\.low, \.high or \.mid"):
            float(read(text))


def test_ends_and_middle() -> None:
    figure = read("3 to 5 firms")
    assert (figure.low, figure.high, figure.mid) == (3, 5, 4)
    with pytest.raises(DomainError):
        _ = read("over 500 firms").mid


def test_converting() -> None:
    assert read("1.5 km").to("m").low == 1500
    assert read("40 %").to("").low == 0.4
    same = read("5 firms")
    assert same.to("firms") is same


def test_widened_works_a_lineage_out_again() -> None:
    cheaper = 1 - read("about 40 %")
    # [0.36, 0.44] taken from 1
    found = cheaper.widened(0.1).bounds
    assert (found.low, found.high, found.approx) == (pytest.approx(0.56), pytest.approx(0.64), False)
    x = read("about 10 firms")
    assert (x / x).widened(0.1).bounds == Bounds.exact(1)  # one unknown still
    exact = read("5 firms") + read("3 firms")
    assert exact.widened(0.1) is exact


def test_cited() -> None:
    assert read("5 firms").cited(Citation("br"), Citation("nio")).sources() == (Citation("br"), Citation("nio"))


@given(stated())
def test_repr_names_the_literal(figure: Figure) -> None:
    assert repr(figure) == f"Figure({str(figure)!r})"
    derived = figure * 2
    assert repr(derived).startswith("<Figure ")
    try:
        assert derived.formula().endswith("× 2")
    except CityinnovError:  # pragma: no cover  # a formula is always there
        pytest.fail("no formula")


def test_a_unit_and_back_is_the_figure_itself() -> None:
    energy = Figure.parse("2 to 58,342.738776849656 MWh")
    assert energy.to("kWh").to("MWh") is energy
    assert (energy.to("kWh").to("GWh")).derivation.operands == (energy,)
    assert (energy.to("kWh").to("MWh") - energy).bounds == Bounds.exact(0)


def test_what_is_counted_begins_at_zero_and_what_is_not_begins_nowhere() -> None:
    for make in (Figure.under, Figure.at_most, Figure.nearly):
        assert (make(5, "firm").low, make(5, "CNY").low) == (0, -math.inf)


def test_figures_that_differ_are_told_apart_by_their_hash() -> None:
    assert len({hash(read(text)) for text in ("5 firms", "6 firms", "5 km", "5 firms, 2020", "over 5 firms")}) == 5


def test_a_language_is_read_and_written() -> None:
    assert read("超过500家", "zh_CN") == read("超过500家", locale="zh_CN") == Figure.over(500, "firm")
    figure = read("over 1,234,567 firms, 2020")
    assert figure.format("zh_CN") != figure.format("de") != figure.format("en")
    assert "2020" not in figure.format("en")
    assert "2020" in figure.format("en", whole=True)
    amount = read("150 billion CNY")
    assert amount.format("en") == "CN¥150 billion"
    assert amount.format("en", compact=False) == "CN¥150,000,000,000"
    assert read("1.2345 km").format("en", digits=2) != read("1.2345 km").format("en", digits=4)


def test_a_notebook_shows_the_literal_and_what_a_derived_figure_is_of() -> None:
    assert ">5 firms, 2020<" in read("5 firms, 2020")._repr_html_()
    for figure in (Figure.exact(5, "firm"), read("6 firms, 2020") / read("3 km, 2019")):
        html = figure._repr_html_()
        assert "None" not in html
        assert "XX" not in html


def test_constructors_keep_bounds_unit_period_and_status() -> None:
    made = [
        Figure.over(5, "firms", "2020", status="planned"),
        Figure.at_least(5, "firms", "2020", status="planned"),
        Figure.under(5, "firms", "2020", status="planned"),
        Figure.at_most(5, "firms", "2020", status="planned"),
        Figure.between(3, 5, "firms", "2020", status="planned"),
        Figure.about(5, "firms", "2020", status="planned"),
        Figure.nearly(5, "firms", "2020", status="planned"),
    ]
    said = ("over 5", "at least 5", "under 5", "up to 5", "3 to 5", "about 5", "nearly 5")
    assert [str(figure) for figure in made] == [f"{words} firms, 2020, planned" for words in said]
    assert [figure.bounds.low for figure in made] == [5, 5, 0, 0, 3, 5, 0]  # what is counted is not less than nothing
