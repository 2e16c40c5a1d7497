"""What is no figure: names, identifiers, vague words, novelty; each by the annotation scheme."""

from __future__ import annotations

import pytest

from cityinnov.prose import Kind, find_figures

ENGLISH = [
    "The Gen-6 line makes sixth-generation panels for 5G and 4K sets.",
    "The iPhone 15, the Mate 60 and the C919 were on show in Terminal 2.",
    "It is ISO 9001 certified, on the Fortune 500, and ready for Industry 4.0.",
    "See Section 3.2, Table 4, Figure 12, p. 7 and Article 107 (doi:10.1000/182).",
    "Call 0551-6353 1234, fax +49 351 123456, or visit Room 1803, Building B2.",
    "One of the cities, an inland city, was the first of its kind; a few followed, several failed.",
    "Last year and each year since, it was once again the talk of the town.",
    "The 14th Five-Year Plan, the Three Gorges and the Big Four were mentioned.",
    "Use a 12-inch or 300 mm wafer at 7 nm.",
    "Write to user2024@example.org or see https://example.org/2023/05/21/item-7.html.",
    "The ES8, the ID.4 and the Boeing 737 are names.",
    "Version 3.2.1 runs on port 10:8080.",
]
CHINESE = [
    "“十四五”期间，六代线和第8.5代线投产，C919首飞。",
    "ISO 9001认证、世界500强、5G和Mate 60都是名称。",
    "请致电0551-63531234，地址为B座1803室3号楼。",
    "这是第一家，也是唯一的一家，一些企业、一系列项目、几家公司。",
    "第三产业和第三方机构发展，第三代半导体、第14届大会。",
    "见表2-1、图3和附件4，第107条。",
]


@pytest.mark.parametrize("sentence", ENGLISH)
def test_english_names_are_no_figures(sentence: str) -> None:
    assert [mention.text for mention in find_figures(sentence, "en")] == []


@pytest.mark.parametrize("sentence", CHINESE)
def test_chinese_names_are_no_figures(sentence: str) -> None:
    assert [mention.text for mention in find_figures(sentence, "zh")] == []


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("It opened in 2023.", "en"),
        ("The Class of 2023 left.", "en"),
        ("2023年开业", "zh"),
        ("In 2023 firms left.", "en"),
    ],
)
def test_a_year_is_no_quantity(sentence: str, language: str) -> None:
    (mention,) = find_figures(sentence, language)
    assert (mention.kind, mention.low, mention.high) == (Kind.YEAR, 2023, 2023)


@pytest.mark.parametrize(
    "sentence", ["About 2000 firms left.", "The 2000 jobs are gone.", "It makes 2023 vehicles a day."]
)
def test_four_digits_before_a_thing_are_a_count(sentence: str) -> None:
    (mention,) = find_figures(sentence, "en")
    assert mention.kind == Kind.QUANTITY
