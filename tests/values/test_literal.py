"""The figure literal: read as people write it, written so that it reads back, refused where it could mean two things."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityinnov import Bounds, Figure, Status
from cityinnov.errors import CityinnovError, LiteralError

from .strategies import stated


@settings(max_examples=500)
@given(stated())
def test_what_is_written_reads_back(figure: Figure) -> None:
    again = Figure.parse(str(figure))
    assert again == figure
    assert hash(again) == hash(figure)
    assert str(again) == str(figure)


@given(stated(), stated())
def test_restatements_read_back(figure: Figure, other: Figure) -> None:
    restated = Figure(other.natural, figure.unit)
    both = Figure(figure.natural, figure.unit, figure.period, figure.status, figure.citations, restated=[restated])
    assert Figure.parse(str(both)) == both


# Each line of the grammar in `design`: text, bounds, unit, period, status.
READ = [
    ("50 firms", Bounds.exact(50), "firm", None, "unstated"),
    ("1 firm", Bounds.exact(1), "firm", None, "unstated"),
    ("over 500 firms, 2025-05 [br]", Bounds.over(500), "firm", "2025-05", "unstated"),
    ("more than 500 firms", Bounds.over(500), "firm", None, "unstated"),
    ("at least 100 firms", Bounds.at_least(100), "firm", None, "unstated"),
    ("100-plus firms, 2025", Bounds.at_least(100), "firm", "2025", "unstated"),
    ("100+ firms", Bounds.at_least(100), "firm", None, "unstated"),
    ("fewer than 500 firms", Bounds.under(500, floor=0), "firm", None, "unstated"),
    ("under 5 %", Bounds.under(5), "%", None, "unstated"),  # growth may be negative
    ("up to 3 km²", Bounds.at_most(3, floor=0), "km²", None, "unstated"),
    ("3 to 5 billion EUR, 2030, target", Bounds.between(3e9, 5e9), "EUR", "2030", "target"),
    ("3 billion to 5 billion EUR", Bounds.between(3e9, 5e9), "EUR", None, "unstated"),
    ("between 3 and 5 firms", Bounds.between(3, 5), "firm", None, "unstated"),
    ("over 3 and under 5 firms", Bounds(3, 5, False, False), "firm", None, "unstated"),
    ("about 40 %", Bounds.about(40), "%", None, "unstated"),
    ("approximately 40 percent", Bounds.about(40), "%", None, "unstated"),
    ("about 3 to 5 firms", Bounds(3, 5, approx=True), "firm", None, "unstated"),
    ("nearly 200 km", Bounds.nearly(200, floor=0), "km", None, "unstated"),
    ("just over 200 km", Bounds.just_over(200), "km", None, "unstated"),
    ("740,000 vehicles, 2023 [br]", Bounds.exact(740_000), "vehicle", "2023", "unstated"),
    ("1.2 trillion CNY_2015, 2020", Bounds.exact(1.2e12), "CNY_2015", "2020", "unstated"),
    ("40,000 wafers/month, planned", Bounds.exact(40_000), "wafer/month", None, "planned"),
    ("€5bn, 2024-08", Bounds.exact(5e9), "EUR", "2024-08", "unstated"),
    ("US$970m", Bounds.exact(970e6), "USD", None, "unstated"),
    ("CNY 7 billion", Bounds.exact(7e9), "CNY", None, "unstated"),
    ("150 billion yuan", Bounds.exact(150e9), "CNY", None, "unstated"),
    ("1500 亿 元", Bounds.exact(150e9), "CNY", None, "unstated"),
    ("3 crore INR", Bounds.exact(3e7), "INR", None, "unstated"),
    ("−3 %", Bounds.exact(-3), "%", None, "unstated"),
    ("5.5 times", Bounds.exact(5.5), "×", None, "unstated"),
    ("more than doubled, 2015?/2025?", Bounds.over(2), "×", "2015?/2025?", "unstated"),
    ("12 % of GDP", Bounds.exact(12), "% of GDP", None, "unstated"),
    ("5 EUR per person per year", Bounds.exact(5), "EUR/person/year", None, "unstated"),
    ("5 kt", Bounds.exact(5), "kt", None, "unstated"),  # kilotonnes, no knots
    ("12 {flying car}", Bounds.exact(12), "{flying car}", None, "unstated"),
    ("1\u2009234\u2009567 people", Bounds.exact(1_234_567), "person", None, "unstated"),  # thin spaces
    ("0.4, 2020", Bounds.exact(0.4), "", "2020", "unstated"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "bounds", "unit", "period", "status"), READ, ids=[row[0] for row in READ])
def test_reads(text: str, bounds: Bounds, unit: str, period: str | None, status: str) -> None:
    figure = Figure.parse(text)
    assert figure.bounds == bounds
    assert figure.unit.text == unit
    assert (str(figure.period) if figure.period else None) == period
    assert figure.status == status


def test_reads_restatement_citation_and_speaker() -> None:
    figure = Figure.parse("7 billion CNY (970 million USD), 2020 [br ¶10; nio-6k p. 4 | Fan Jin]")
    (restated,) = figure.restated
    assert (restated.low, restated.unit.text) == (970e6, "USD")
    first, second = figure.citations
    assert (first.source, first.locator, first.speaker) == ("br", "¶10", None)
    assert (second.source, second.locator, second.speaker) == ("nio-6k", "p. 4", "Fan Jin")


def test_a_part_of_a_whole_keeps_both() -> None:
    figure = Figure.parse("29 of 166 components, 2023 [br]")
    assert figure.low == 29 / 166
    assert [leaf.low for leaf in figure.leaves()] == [29, 166]
    assert str(figure) == "29 of 166 components, 2023 [br]"
    # 29 / 166 = 0.17469879...
    assert str(figure.to("%")) == "17.47 %"


def test_keeps_its_own_words() -> None:
    assert Figure.parse("150 billion yuan, 2016").stated == "150 billion yuan"
    doubled = Figure.parse('over 2 times "more than doubled", 2015/2025')
    assert doubled.stated == "more than doubled"
    assert Figure.parse(str(doubled)).stated == "more than doubled"


# What could be read in two ways is refused with both: text, and words of the message.
REFUSED = [
    ("1,5 billion CNY", ["two ways", "1.5", "15"]),
    ("1.000.000 CNY", ["two ways"]),
    ("5 m EUR", ["metres", "million EUR"]),
    ("5 people, 2020-21", ["one way only", "2020/2021"]),
    ("5 people, 2019/20", ["one way only", "2019/2020"]),
    ("5 rupees", ["INR", "PKR"]),
    ("5 won", ["KRW", "KPW"]),
    ("5 billion dollars", ["USD", "HKD"]),
    ("5 pounds", ["GBP"]),
    ("$5", ["USD", "CAD"]),
    ("¥5 billion", ["CNY", "JPY"]),
    ("2023", ["year", "2,023"]),
    ("over 3 to 5 firms", ["qualified twice"]),
    ("about over 500 firms", ["qualified twice"]),
    ("1e400 CNY", ["1e308"]),
    ("NaN", ["no value"]),
    ("∞ CNY", ["no value"]),
    ("7 billion CNY (5 firms)", ["same kind"]),
    ("5 firms [br] more", ["after the citation"]),
    ("5 firms [br", ["not closed"]),
    ("5 firms br]", ["without its '['"]),
    ("5 MUSD", ["million USD"]),
    ("5 kperson", ["thousand person"]),
    ("5 frims", ["firms"]),
    ("fifty lots", ["cannot read", "50 firms"]),
    ("5 to 3 firms", ["downward"]),
    ("3 billion to 5 EUR", ["how large its upper end"]),
    ("166 of 29 components", ["more than the whole"]),
    ("5 firms, 2020, 2021", ["one period"]),
    ("5 firms, actual, planned", ["one status"]),
    ("", ["cannot read"]),
    ("x" * 5000, ["5,000 characters"]),
    ("５ firms", ["cannot read"]),
]


@pytest.mark.parametrize(("text", "words"), REFUSED, ids=[row[0][:30] for row in REFUSED])
def test_refuses_and_says_why(text: str, words: list[str]) -> None:
    with pytest.raises(LiteralError) as raised:
        Figure.parse(text)
    message = str(raised.value) + " ".join(raised.value.data.get("readings", []))
    for word in words:
        assert word in message
    assert len(str(raised.value)) < 400


@settings(max_examples=500)
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        figure = Figure.parse(text)
    except LiteralError:
        return
    assert not math.isnan(figure.low)


@settings(max_examples=500)
@given(st.lists(st.sampled_from(
    ["over", "about", "5", "1,000", "3.5", "billion", "m", "to", "and", "under", "CNY", "€", "firms", "%", ",", "2023",
     "2020-21", "planned", "[br]", "(", ")", '"', "[", "]", "of", "per", "/", "-", "+", "≈", "∞", " "]
), max_size=10))  # fmt: skip
def test_any_words_of_the_grammar_are_read_or_refused(words: list[str]) -> None:
    for text in (" ".join(words), "".join(words)):
        try:
            figure = Figure.parse(text)
        except CityinnovError:
            continue
        assert Figure.parse(str(figure)) == figure


def test_two_texts_are_two_unknowns() -> None:
    a, b = Figure.parse("about 10 firms"), Figure.parse("about 10 firms")
    assert a == b
    assert (a - b).widened(0.1).bounds == Bounds(-2, 2)
    assert (a - a).widened(0.1).bounds == Bounds.exact(0)


def test_statuses_are_those_of_the_design() -> None:
    assert [str(status) for status in Status] == [
        "unstated", "actual", "committed", "planned", "projected", "target",
    ]  # fmt: skip
