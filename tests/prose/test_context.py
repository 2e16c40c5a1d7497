"""What the sentence adds: units left out, conversions, times, statuses, changes, notes."""

from __future__ import annotations

from datetime import date

import pytest

from cityinnov.errors import CityinnovError, UnknownNameError
from cityinnov.prose import Kind, find_figures


def test_a_conversion_points_at_what_it_converts_wherever_the_sentence_stands() -> None:
    mentions = find_figures("It has 3 plants.\nIt got 7 billion yuan ($970 million), or 900 million euros.", "en")
    assert [mention.restates for mention in mentions] == [None, None, 1, 1]


def test_the_same_currency_is_no_conversion() -> None:
    mentions = find_figures("They spend 622 trillion won by 2047 (KRW 500 trillion).", "en")
    assert [mention.restates for mention in mentions] == [None, None, None]


@pytest.mark.parametrize(
    ("sentence", "language", "unit"),
    [
        ("It was worth 1.5 billion yuan and has paid back 7.5 billion.", "en", "CNY"),
        ("It starts at 12,500 wafers per month and ramps up to 50,000.", "en", None),
        ("总投资23.1亿美元，已完成14.1亿。", "zh", "USD"),
        ("Revenue (in RMB 100 million): 241.8", "en", "CNY"),
    ],
)
def test_a_unit_left_out_is_that_of_its_pair(sentence: str, language: str, unit: str | None) -> None:
    assert find_figures(sentence, language)[-1].unit == unit


def test_cells_are_in_the_unit_of_their_header() -> None:
    # 241.8 and 90.9 times RMB 100 million
    cells = find_figures("Operating revenue (in RMB 100 million) 241.8, 90.9", "en")[1:]
    assert [cell.low for cell in cells] == [24_180_000_000, 9_090_000_000]


def test_relative_times_are_dated_by_the_issue_and_marked_as_inferred() -> None:
    issued = date(2025, 6, 5)
    # 2025 - 9 = 2016; last year = 2024; 21 May is before 5 June, 3 December is not
    nine = find_figures("Nine years ago it got 150 billion yuan.", "en", issued=issued)
    assert (nine[1].period, nine[1].when) == ("Nine years ago", "2016?")
    last = find_figures("Last year it made 486,000 units.", "en", issued=issued)
    assert (last[0].period, last[0].when) == ("Last year", "2024?")
    may, december = find_figures("It met on May 21 and on December 3.", "en", issued=issued)
    assert (may.when, december.when) == ("2025-05-21?", "2024-12-03?")
    chinese = find_figures("去年产量48.6万辆。", "zh", issued=issued)
    assert (chinese[0].period, chinese[0].when) == ("去年", "2024?")


def test_without_an_issue_a_relative_time_stays_in_its_words() -> None:
    (made,) = find_figures("Last year it made 486,000 units.", "en")
    assert (made.period, made.when) == ("Last year", None)


def test_the_time_said_last_before_a_figure_is_its_time() -> None:
    mentions = find_figures("In 2007 it had 10 firms, in 2010 it had 20 firms.", "en")
    assert [mention.when for mention in mentions if mention.kind == Kind.QUANTITY] == ["2007", "2010"]


@pytest.mark.parametrize(
    ("sentence", "language", "status"),
    [
        ("It pledged 5 billion yuan.", "en", "committed"),
        ("It plans to invest 5 billion yuan.", "en", "planned"),
        ("It is expected to reach 5 billion yuan.", "en", "projected"),
        ("It paid 5 billion yuan.", "en", "actual"),
        ("It holds 5 billion yuan.", "en", None),
        ("计划投资50亿元。", "zh", "planned"),
        ("承诺投资50亿元。", "zh", "committed"),
    ],
)
def test_a_word_of_the_sentence_says_whether_it_is_done(sentence: str, language: str, status: str | None) -> None:
    assert find_figures(sentence, language)[0].status == status


@pytest.mark.parametrize(
    ("sentence", "language", "change"),
    [
        ("Profit fell 4.5 percent.", "en", "down"),
        ("Output grew by 133 percent.", "en", "up"),
        ("It reduces the production cost by approximately 40 percent.", "en", "down"),
        ("They are 30 percent faster.", "en", "up"),
        ("It holds 30 percent.", "en", None),
        ("同比增长6.8%", "zh", "up"),
        ("同比下降15.2%", "zh", "down"),
    ],
)
def test_the_size_of_a_change_has_its_direction(sentence: str, language: str, change: str | None) -> None:
    assert find_figures(sentence, language)[0].change == change


def test_an_ambiguous_sign_is_read_with_a_note() -> None:
    assert find_figures("It cost $5 million.", "en")[0].notes == ("'$' read as USD",)
    assert find_figures("It cost ¥5 million.", "en")[0].unit == "JPY"
    assert find_figures("耗资¥500万。", "zh")[0].unit == "CNY"
    assert find_figures("It cost US$5 million.", "en")[0].notes == ()


def test_the_language_is_told_from_the_text() -> None:
    assert find_figures("园区聚集了500多家企业。")[0].unit == "enterprise"
    assert find_figures("The park has over 500 firms.")[0].unit == "firm"
    assert find_figures("Das Werk schafft rund 3.000 Arbeitsplätze und kostet 17,5 Milliarden Euro.")[1].low == 17.5e9


def test_a_language_without_a_vocabulary_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownNameError) as caught:
        find_figures("500 jobs", "tlh")
    assert "en" in str(caught.value)
    assert isinstance(caught.value, CityinnovError)


def test_a_longer_tag_is_its_language() -> None:
    assert find_figures("500多家企业", "zh-CN")[0].low_open
    assert find_figures("500 firms", "en_GB")[0].unit == "firm"


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(CityinnovError):
        find_figures(500)  # type: ignore[arg-type]
