"""Cases side by side, in text, Markdown and HTML: figures from the sources, and what stands in the way, in words."""

from __future__ import annotations

import re

import pytest

from cityinnov.casefile.reading import load_case
from cityinnov.city import City
from cityinnov.comparison.comparison import compare
from cityinnov.comparison.table import ComparisonTable
from cityinnov.report.comparison_text import text_comparison
from cityinnov.report.pages import html_comparison, markdown_comparison
from cityinnov.report.side_by_side import side_by_side
from cityinnov.report.speaker import Speaker

CITIES = ("chattanooga", "dresden", "mount-pleasant", "phoenix")


@pytest.fixture(scope="module")
def table() -> ComparisonTable:
    metrics = ["cost_per_job_promised", "aid_intensity", "jobs_promised"]
    return compare(map(load_case, CITIES), metrics=metrics)


def test_figures_stand_with_their_periods_and_the_others_in_notes(table: ComparisonTable) -> None:
    # al.com, August 2008: 577.4 million dollars, 2,000 jobs; release and ABC15 of November 2024: up to
    # 6.6 billion (10.15 %) and loans of about 5 billion (7.692 %) for over 65 billion; Bosch: up to 5 for over 10
    text = text_comparison(table, "en", width=400)
    assert "Incentives for the plant: US$288,700 per job, August 2008, committed" in text
    assert re.search(r"dresden +— \[\d\] +under 50% ", text)
    assert "Direct funding under the CHIPS Act: under 11%, Nov 15, 2024" in text
    assert "prices of another time: US$137,100 per job, July 2014, committed" in text
    assert "the claims differ: about 2,000 jobs, Aug 8, 2023, planned [macdaily]; over 7,000 jobs, 2023, pl" in text
    assert "left open by what is known: up to US$3 billion / up to 13,000 jobs" in text
    assert "aid intensity: under 50% = up to €5 billion / over €10 billion [bosch-page; macdaily]" in text


def test_what_several_entities_of_a_case_have_alike_is_said_once(table: ComparisonTable) -> None:
    # "up to 13,000 jobs" is promised by the firm, to the state, and to state and county
    shown = side_by_side(table, Speaker((), "en"))
    (line,) = shown.rows[2].cells[2]
    assert (str(line.figure), line.of) == ("up to 13,000 jobs, 2017, planned [crain]", "")
    assert shown.columns[2].order.count("mount-pleasant") == 1
    assert shown.columns[0].prices == "at current prices"


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        (
            "zh_CN",
            ("援助强度", "不到50%", "各说法不一：约2000个就业岗位，2023年8月8日，计划 [macdaily]", "价格年份不同："),
        ),
        (
            "de",
            ("Beihilfeintensität", "unter 50 %", "die Angaben weichen voneinander ab: etwa 2.000", "Preise einer and"),
        ),
    ],
)
def test_it_is_said_in_a_language(table: ComparisonTable, locale: str, words: tuple[str, ...]) -> None:
    text = text_comparison(table, locale, width=300).replace("\N{NO-BREAK SPACE}", " ")
    page = html_comparison(table, locale).replace("\N{NO-BREAK SPACE}", " ")
    for said in words:
        assert said in text
        assert said in page


def test_lines_of_chinese_are_no_wider_than_a_terminal_and_begin_with_no_stop(table: ComparisonTable) -> None:
    lines = text_comparison(table, "zh_CN", width=80).partition("资料来源")[0].splitlines()
    widths = [sum(2 if "\u2e80" <= letter <= "\uffef" else 1 for letter in line) for line in lines]
    assert max(widths) <= 82  # a stop hangs over
    assert not [line for line in lines if line.strip().startswith(("，", "。", "；"))]


def test_a_case_of_nothing_says_so() -> None:
    cities = [City("a", figures={"gdp": "3 billion EUR, 2023"}), City("b")]
    text = text_comparison(compare(cities, metrics=["gdp"]))
    assert "b  — [1]" in text
    assert "[1] not known: gross domestic product" in text


def test_whatever_an_author_writes_is_text() -> None:
    named = City("a", name="<script>alert(1)</script> | *b*", figures={"gdp": "3 billion EUR, 2023"})
    table = compare([named], metrics=["gdp"])
    page = html_comparison(table)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert r"\<script\>alert(1)\</script\> \| \*b\*" in markdown_comparison(table)


def test_bars_of_a_column_are_on_one_scale(table: ComparisonTable) -> None:
    page = html_comparison(table)
    assert page.count('class="bar"') == 1 + 3 + 4  # a cost, three intensities, four promises
    assert all(f'href="#note-{number}"' in page for number in (1, 2, 3))
