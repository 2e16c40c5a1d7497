"""Literals, written: whatever figure there is, what is written of it is read back as that figure."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityinnov.values.bounds import Bounds
from cityinnov.values.figure import Figure
from cityinnov.values.literal.writing import as_said, own_words
from cityinnov.values.rules import Status
from cityinnov.values.source import Citation

from .strategies import PERIODS

INF = math.inf

ends = st.one_of(
    st.sampled_from(
        [0.0, 1.0, -1.0, 2023.0, 1999.0, -2023.0, 500.0, 1e6, 2.5e6, 1e12, 1e15, 1e16, 1.5e17, 1e22, 1e300]
    ),
    st.sampled_from([0.1, 0.30000000000000004, 1e-5, 1e-7, 5e-324, 1234567.891, 123456789012345678.0, -1e9]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**6), 10**6).map(float),
)


@st.composite
def any_bounds(draw: st.DrawFn) -> Bounds:
    low, high = sorted((draw(ends), draw(ends)))
    approx = draw(st.booleans())
    shape = draw(st.sampled_from(["exact", "two-sided", "from", "until", "until from zero", "unknown"]))
    closed = draw(st.booleans()), draw(st.booleans())
    if shape == "exact" or low == high:
        return Bounds(low, low, approx=approx)
    if shape == "until from zero" and high > 0:
        return Bounds(0, high, *closed, approx)
    low, high = {"from": (low, INF), "until": (-INF, high), "unknown": (-INF, INF)}.get(shape, (low, high))
    return Bounds(low, high, *closed, approx)


UNITS = [
    "", "%", "pp", "‰", "×", "firm", "CNY", "CNY_2015", "INTL_2017", "CNY/person", "wafer/month", "km²", "mu", "tCO2e",
    "% of GDP", "%/year", "EUR/person/year", "{flying car}", "1/year", "1/km²", "CNY_2015/person", "µm", "share", "day",
]  # fmt: skip
WORDS = [
    None, "", "  sp  ", "\n", "about a dozen", 'he said "so"', "500, or so", "[sic]", "x]", "a;b", "a (b)", "a | b",
    "50", "50 firms", "50 firms (1 USD)", "over 500 firms", "doubled", "2023", "two, three", "Hefei, 2019", "7 bn",
]  # fmt: skip
CITED = st.lists(
    st.sampled_from([Citation("br"), Citation("br", "¶9"), Citation("nio-6k", "p. 4, 5", "Fan Jin")]), max_size=3
)


@st.composite
def stated_figures(draw: st.DrawFn) -> Figure:
    unit = draw(st.sampled_from(UNITS))
    restated = draw(st.lists(any_bounds(), max_size=2))
    return Figure(
        draw(any_bounds()),
        unit,
        draw(st.sampled_from(PERIODS)),
        draw(st.sampled_from(list(Status))),
        draw(CITED),
        [Figure(bounds, unit, stated=draw(st.sampled_from(WORDS))) for bounds in restated],
        draw(st.sampled_from(WORDS)),
    )


@settings(max_examples=500)
@given(stated_figures())
def test_what_is_written_is_read_back(figure: Figure) -> None:
    text = str(figure)
    again = Figure.parse(text)
    assert again == figure
    assert hash(again) == hash(figure)
    assert str(again) == text
    assert "\n" not in text


@given(st.integers(1, 999), st.sampled_from(["million", "billion", "trillion"]))
def test_a_range_is_not_read_back_with_the_scale_of_its_upper_end(low: int, scale: str) -> None:
    # "500 to 1 trillion" says trillions twice; 500 and a trillion must be written otherwise
    high = {"million": 1e6, "billion": 1e9, "trillion": 1e12}[scale]
    for bounds in (Bounds(low, high), Bounds(low, high, False, False), Bounds(-high, low)):
        assert Figure.parse(str(Figure(bounds, "firm"))).bounds == bounds


@pytest.mark.parametrize("value", [1.234, 12.345, 999.125, 1.5])
@pytest.mark.parametrize("unit", ["firm", "EUR", "km²", "%"])
def test_a_value_with_three_decimals_is_written_so_that_it_reads_back(value: float, unit: str) -> None:
    for figure in (Figure.exact(value, unit), Figure.between(value, 1.2345e6, unit)):
        assert Figure.parse(str(figure)) == figure


@pytest.mark.parametrize("words", ['he said "so"', "500, or so", "[sic", "sic]"])
def test_words_that_a_literal_cannot_hold_are_left_out(words: str) -> None:
    assert str(Figure(Bounds.exact(50), "firm", stated=words)) == "50 firms"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('over 500 firms "more than 500 firms"', "over 500 firms"),  # the same in other words
        ('up to 5 firms "no more than 5 firms"', "up to 5 firms"),
        ('under 5 firms "fewer than 5 firms"', "under 5 firms"),
        ('over 500 firms "some 500 firms"', 'over 500 firms "some 500 firms"'),  # other bounds
        ('over 2 × "more than doubled"', 'over 2 × "more than doubled"'),  # no digits
        ("7 billion CNY (970 million USD; 900 million EUR)", "7 billion CNY (970 million USD; 900 million EUR)"),
    ],
)
def test_own_words_are_written_where_they_say_more(text: str, written: str) -> None:
    assert str(Figure.parse(text)) == written
    assert as_said(Figure.parse(text)) == written


def test_what_is_derived_has_no_words_of_a_source() -> None:
    assert own_words(Figure.parse("50 firms") * 2) == ""


def test_a_plain_number_that_may_be_a_year_is_grouped() -> None:
    assert str(Figure.exact(2023, "")) == "2,023"
