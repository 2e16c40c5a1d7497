"""Drafts of case files: what a text says, by paragraph, in a file that loads as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityinnov import CaseStudy, Source, draft_case, find_figures
from cityinnov.casefile.document import parse_document
from cityinnov.casefile.reading import case_from_document
from cityinnov.errors import InputError, UnknownNameError
from cityinnov.prose.paragraphs import Layout

from .pieces import texts

SHARED = Path(__file__).parents[2].parent / "shared" / "hefei" / "article.txt"
GAZETTE = Source("gazette", "article-newspaper", title="The battery city", issued=2025, language="en")
TEXT = """\
The battery city

By our own correspondent

Nine years ago Aldmouth had three slipways. In 2023 it made 40,000 cars, ranking second in the country, and
raised £7 billion ($9.1 billion).

A new harbour

Over 500 "suppliers" came, 12 % of them from abroad; a further 1e999 may follow.
"""


def loaded(draft: str) -> CaseStudy:
    return case_from_document(parse_document(draft, "draft.yaml"))


def figures(case: CaseStudy) -> list[str]:
    return [str(figure) for group in case.unassigned.values() for figure in group]


def test_every_figure_stands_under_its_paragraph_with_source_period_and_own_words() -> None:
    case = loaded(draft_case(TEXT, GAZETTE, id="aldmouth"))
    assert case.id == "aldmouth"
    assert case.sources == {"gazette": GAZETTE}
    assert {place: [str(figure) for figure in group] for place, group in case.unassigned.items()} == {
        "¶1": [
            '3 {slipway} "three slipways", 2016? [gazette ¶1]',
            "40,000 vehicles, 2023 [gazette ¶1]",
            "7 billion GBP (9.1 billion USD), 2023, actual [gazette ¶1]",
        ],
        "¶2": ["over 500 suppliers [gazette ¶2]", "12 % [gazette ¶2]"],
    }


def test_places_are_line_and_column_and_what_is_no_figure_is_a_comment() -> None:
    lines = [line.strip() for line in draft_case(TEXT, GAZETTE, id="aldmouth").splitlines()]
    assert '# 5:1 duration "Nine years": 2016?' in lines
    assert '# 5:46 year "2023": 2023' not in lines
    assert '# 5:48 year "2023": 2023' in lines
    assert '# 5:82 rank "second": 2, 2023' in lines
    assert TEXT.splitlines()[4][81:].startswith("second")


def test_what_was_ambiguous_says_how_it_was_read() -> None:
    draft = draft_case("It raised $70 billion.", Source("a", "report", language="en"), id="x")
    (mention,) = find_figures("It raised $70 billion.", "en")
    assert mention.notes
    assert all(note in draft for note in mention.notes)


def test_without_a_date_of_issue_nothing_is_dated_from_it() -> None:
    case = loaded(draft_case(TEXT, Source("text", "document"), id="x"))
    assert '3 {slipway} "three slipways" [text ¶1]' in figures(case)


def test_a_text_without_figures_is_a_case_without_figures() -> None:
    for text in ("", "\n\n", "Nothing to count."):
        assert loaded(draft_case(text, GAZETTE, id="empty")) == CaseStudy("empty", sources=[GAZETTE])


@pytest.mark.parametrize(
    ("source", "id", "error", "words"),
    [
        (GAZETTE, "Not An Id", InputError, "id"),
        (Source("a", "report", language="xx"), "x", UnknownNameError, "no vocabulary"),
    ],
)
def test_what_cannot_be_drafted_says_why(source: Source, id: str, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        draft_case(TEXT, source, id=id)


def test_a_draft_that_no_case_file_could_hold_is_refused() -> None:
    with pytest.raises(InputError, match="larger than one case file"):
        draft_case("It has 500 firms and 20 parks.\n\n" * 12_000, GAZETTE, id="long")


@given(texts, st.sampled_from(["en", "zh"]))
@settings(max_examples=150, deadline=None)
def test_the_draft_of_any_text_loads_and_loses_no_mention(text: str, language: str) -> None:
    source = Source("any", "document", language=language, issued="2025-06")
    draft = draft_case(text, source, id="any")
    layout = Layout(text)
    for mention in find_figures(text, language, issued="2025-06"):
        if mention.restates is None:
            assert "{}:{}".format(*layout.position(mention.start)) in draft
    if all(letter.isprintable() or letter in "\n\t" for letter in draft):
        case = loaded(draft)
        assert {citation.source for group in case.unassigned.values() for f in group for citation in f.citations} <= {
            "any"
        }


@pytest.mark.skipif(not SHARED.exists(), reason="the article is not here: ../shared/hefei/article.txt")
def test_the_paragraphs_of_the_article_are_those_the_case_cites() -> None:
    text = SHARED.read_text(encoding="utf-8")
    layout = Layout(text)
    for words, locator in (("Hefei City, capital", "¶1"), ("So far, over 500", "¶13"), ("Fan Jin, head", "¶23")):
        assert layout.paragraph(text.index(words)).locator == locator
    assert layout.paragraph(text.index("Industrial robot arms")).locator == "before ¶1"
    case = loaded(draft_case(text, Source("br", "article-magazine", issued=2025, language="en"), id="hefei"))
    assert len(figures(case)) == 18
