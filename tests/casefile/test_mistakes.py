"""Mistakes that people make in a case file: what each leaves them with says what to write instead."""

from __future__ import annotations

import pytest

from cityinnov.casefile.document import parse_document
from cityinnov.casefile.problem import CaseFileError
from cityinnov.casefile.reading import case_from_document

CASE = """\
format: cityinnov/1
case: aldmouth
sources:
  rep: {type: report, title: Aldmouth 2024, issued: 2025}
cities:
  aldmouth:
    name: Aldmouth
    figures:
      population: 480,000 people, 2024 [rep p. 4]
"""
FIGURE = "480,000 people, 2024 [rep p. 4]"


def said(wrong: str, right: str = FIGURE) -> str:
    """What the reader says of the case with one mistake in it."""
    assert right in CASE
    with pytest.raises(CaseFileError) as caught:
        case_from_document(parse_document(CASE.replace(right, wrong)))
    (problem,) = caught.value.problems
    return str(problem)


def test_the_case_is_right_but_for_the_mistake() -> None:
    case_from_document(parse_document(CASE))


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("480,000 people, 2024 (rep p. 4)", "a source stands in brackets: [br ¶9]"),
        ("480,000 people in 2024 [rep p. 4]", "a period follows after a comma: people, 2024"),
        ("480,000 people; 2024 [rep p. 4]", "a period follows after a comma: people, 2024"),
        ("480,000 people, in 2024 [rep p. 4]", "write 2024"),
        ("480,000 people, end of 2024 [rep p. 4]", "write 2024-12 or 2024-Q4"),
        ("480,000 people, FY2024 [rep p. 4]", "a fiscal year is the months it spans, e.g. 2023-04/2024-03"),
        ("480,000 people, 2024, forecast [rep p. 4]", "one of actual, committed, planned, projected, target"),
        ("480,000 people, 2024, planed [rep p. 4]", "did you mean planned?"),
        ("480,000 people, 2024, 2025 [rep p. 4]", "'2025' is a second period"),
        ("480,000 people, 2024, planned, target [rep p. 4]", "'target' is a second status"),
    ],
)
def test_a_figure_written_as_notes_are(wrong: str, hint: str) -> None:
    assert hint in said(wrong)


def test_an_indicator_beside_the_figures_belongs_under_them() -> None:
    wrong = "    population: 480,000 people, 2024 [rep p. 4]\n"
    right = "    figures:\n      population: 480,000 people, 2024 [rep p. 4]\n"
    assert "population is an indicator: it stands one level deeper, under 'figures:'" in said(wrong, right)


def test_an_indicator_without_its_first_word_is_told_by_its_last() -> None:
    wrong = "funds:\n  city-fund: {target: 5 billion GBP}\ncities:\n"
    assert "fund_target is an indicator: it stands one level deeper" in said(wrong, "cities:\n")


def test_a_section_in_the_singular_is_told() -> None:
    assert "did you mean 'cities'?" in said("city:\n", "cities:\n")


def test_a_key_that_is_like_none_gets_all_that_there_are() -> None:
    message = said("    name: Aldmouth\n    stagecraft: 5\n", "    name: Aldmouth\n")
    assert "known: id, name, figures" in message


@pytest.mark.parametrize(
    ("wrong", "right", "hint"),
    [
        ("  Aldmouth City:", "  aldmouth:", "write aldmouth-city"),
        ("    name:", "    name: Aldmouth", "not a name; found nothing"),
        ("type: pdf", "type: report", "no such type of source; found 'pdf'"),
        ("{title", "{type: report, title", "the source has no 'type'; expected one, e.g. type: report"),
    ],
)
def test_what_stands_around_the_figures(wrong: str, right: str, hint: str) -> None:
    assert hint in said(wrong, right)
