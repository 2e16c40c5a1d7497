"""Paragraphs: what is running text is counted, what is not is placed beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityinnov.prose.paragraphs import Layout, paragraphs

LONG = "This line is a paragraph of its own, as nobody wraps lines at more than a hundred and forty columns: " * 2
CHINESE = "2023年，全市规模以上工业企业营业收入比上年增长百分之八点五，新能源汽车产业链增长最快，" * 2


@pytest.mark.parametrize(
    ("text", "locators"),
    [
        ("", []),
        ("One.", ["¶1"]),
        ("One.\n\nTwo?\n \n\nThree!”", ["¶1", "¶2", "¶3"]),
        ("Title\n\nOne line\nand the next.", ["before ¶1", "¶1"]),
        ("One.\n\nHeading\n\nTwo.\n\n(Print edition)", ["¶1", "before ¶2", "¶2", "after ¶2"]),
        ("Wrapped by chance at a full stop.\nSo this is the same paragraph.", ["¶1"]),
        (f"Title\n{LONG}.\n{LONG}.", ["before ¶1", "¶1", "¶2"]),
        (f"公报\n{CHINESE}。\n{CHINESE}。", ["before ¶1", "¶1", "¶2"]),
        ("Only a heading", ["after ¶0"]),
    ],
)
def test_what_ends_as_a_sentence_is_counted(text: str, locators: list[str]) -> None:
    assert [paragraph.locator for paragraph in paragraphs(text)] == locators


@given(st.text(alphabet="aB .\n。？", max_size=60))
def test_paragraphs_hold_every_letter_once_and_in_order(text: str) -> None:
    known = paragraphs(text)
    assert "".join("".join(text[each.start : each.end].split()) for each in known) == "".join(text.split())
    layout = Layout(text)
    for place, letter in enumerate(text):
        if not letter.isspace():
            paragraph = layout.paragraph(place)
            assert paragraph.start <= place < paragraph.end
            line, column = layout.position(place)
            assert text.split("\n")[line - 1][column - 1] == letter
