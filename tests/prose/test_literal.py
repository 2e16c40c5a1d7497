"""Every figure found can be written as a figure literal, and the literal says the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from cityinnov.prose import Kind, Mention, find_figures
from cityinnov.values.figure import Figure

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("sentence", "language", "literals"),
    [
        ("In May 2025, over 500 suppliers had joined.", "en", [None, "over 500 supplier, 2025-05"]),
        ("It pledged 3-5 billion euros.", "en", ["3 billion to 5 billion EUR, committed"]),
        ("GDP more than doubled, up by nearly 40 percent.", "en", ["over 2 times", "nearly 40 %"]),
        ("Dozens of flying machines", "en", ["≈ at least 24 and under 100 {machine}"]),
        ("It rose 0.3 percentage points.", "en", ["0.3 pp"]),
        ("It ranked 13th.", "en", [None]),
        ("约1500亿元，每月9万片玻璃基板", "zh", ["about 150 billion CNY", "90,000 substrate/month"]),
    ],
)
def test_the_literal_of_a_mention(sentence: str, language: str, literals: list[str | None]) -> None:
    mentions = [
        mention for mention in find_figures(sentence, language) if mention.kind != Kind.DATE or mention.literal is None
    ]
    assert [mention.literal for mention in mentions] == literals


def all_mentions() -> list[Mention]:
    return [
        mention
        for language in ("en", "zh", "ja", "de", "fr")
        for line in (HERE / f"sentences_{language}.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith((" ", "#"))
        for mention in find_figures(line, language)
    ]


def test_every_literal_is_read_with_the_bounds_of_the_mention() -> None:
    for mention in all_mentions():
        if mention.literal is None:
            assert mention.kind in (Kind.RANK, Kind.ORDINAL, Kind.YEAR, Kind.DATE)
            continue
        bounds = Figure.parse(mention.literal).natural
        if mention.low is not None:
            assert (bounds.low, bounds.low_closed) == (pytest.approx(mention.low, rel=1e-9), not mention.low_open)
        if mention.high is not None:
            assert (bounds.high, bounds.high_closed) == (pytest.approx(mention.high, rel=1e-9), not mention.high_open)
        assert bounds.approx == mention.approx
