"""What a notebook shows: one escaped line for a figure, escaped tables for a case, a comparison and findings."""

from __future__ import annotations

import re
from pathlib import Path

from cityinnov import City, Figure, check_case, compare, load_case
from cityinnov.values.notebook import MOST_ROWS, html_line, html_table

HOSTILE = Path(__file__).parents[1] / "report" / "hostile.yaml"


def test_a_figure_is_one_line_with_its_formula_as_a_hint() -> None:
    share = (Figure.parse("50 firms, 2025") / Figure.parse("over 500 firms, 2025")).to("%")
    assert share._repr_html_() == '<span title="= 50 firms / over 500 firms">under 10 %, 2025</span>'
    stated = Figure.parse("over 2 times \"<b>more</b> & 'doubled'\", 2023")
    html = stated._repr_html_()
    assert "<b>" not in html
    assert "\n" not in html
    assert 'title="&lt;b&gt;more&lt;/b&gt; &amp; &#x27;doubled&#x27;"' in html


def test_tables_hold_what_authors_write_as_text() -> None:
    case = load_case(HOSTILE)
    cities = list(case.cities.values())
    table = compare(cities, metrics=["nev_output", "population"])
    for shown in (case, check_case(case), compare(cities, "nev_output"), table, case.derived()):
        html = shown._repr_html_()
        tags = set(re.findall(r"</?([a-zA-Z!]+)", html))
        assert tags <= {"table", "caption", "thead", "tbody", "tr", "th", "td"}
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", html)


def test_a_comparison_gives_the_undecided_one_number() -> None:
    cities = [
        City(id, figures={"nev_output": f"{text} vehicles, 2023"})
        for id, text in (("a", "740,000"), ("b", "over 500,000"), ("c", "under 400,000"))
    ]
    html = compare([*cities, City("d")], "nev_output")._repr_html_()
    assert re.findall(r'<th scope="row">(\w)</th><td>(.)</td>', html) == [
        ("a", "1"),
        ("b", "1"),
        ("c", "2"),
        ("d", "–"),
    ]


def test_a_long_table_is_cut_and_says_so() -> None:
    html = html_table("numbers", ["n"], ([str(n)] for n in range(MOST_ROWS + 12)))
    assert html.count("<tr>") == MOST_ROWS + 2  # the head, and the line that says it
    assert "… and 12 more" in html


def test_a_line_without_a_hint_has_none() -> None:
    assert html_line("a\u202eb\n c") == "<span>a\ufffdb c</span>"


def test_a_table_to_the_letter() -> None:
    rows = [["Hefei", "1", "<2>"], ["Wuhu", "3", "4"]]
    assert html_table("cities", ["city", "GDP", "jobs"], rows) == (
        '<table><caption>cities</caption><thead><tr><th scope="col">city</th><th scope="col">GDP</th>'
        '<th scope="col">jobs</th></tr></thead><tbody>\n'
        '<tr><th scope="row">Hefei</th><td>1</td><td>&lt;2&gt;</td></tr>\n'
        '<tr><th scope="row">Wuhu</th><td>3</td><td>4</td></tr>\n'
        "</tbody></table>"
    )


def test_a_table_that_just_fits_is_not_cut() -> None:
    html = html_table("numbers", ["n"], ([str(n)] for n in range(MOST_ROWS)))
    assert html.count("<tr>") == MOST_ROWS + 1
    assert "more" not in html
