"""Whole sentences, in nine languages.

The sentences in ``sentences_*.txt`` are our own, in the manner of the press and of filings; their figures follow
the annotation scheme for figures in prose: bounds, head nouns in the singular, what is no figure at all.
"""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from cityinnov.prose import Mention, find_figures

HERE = Path(__file__).parent
LANGUAGES = ("en", "zh", "ja", "de", "fr", "es", "it", "nb", "hr")


def read(language: str) -> list[tuple[str, list[list[str]]]]:
    return read_sentences(HERE / f"sentences_{language}.txt")


def read_sentences(path: Path) -> list[tuple[str, list[list[str]]]]:
    sentences: list[tuple[str, list[list[str]]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            sentences[-1][1].append(line.strip().split(" | "))
        elif line and not line.startswith("#"):
            sentences.append((line, []))
    return sentences


CASES = [(language, *case) for language in LANGUAGES for case in read(language)]


def bounds_of(written: str) -> tuple[float, float, bool, bool, bool]:
    """Low, high, whether each is excluded, whether approximate."""
    approx = written.startswith("~")
    written = written.removeprefix("~")
    if written[0] not in "[(":
        return float(written), float(written), False, False, approx
    low, high = written[1:-1].split(", ")
    return float(low), float(high), written[0] == "(", written[-1] == ")", approx


def bounds_found(mention: Mention) -> tuple[float, float, bool, bool, bool]:
    low = -math.inf if mention.low is None else mention.low
    high = math.inf if mention.high is None else mention.high
    return low, high, mention.low_open or mention.low is None, mention.high_open or mention.high is None, mention.approx


@pytest.mark.parametrize(
    ("language", "sentence", "expected"), CASES, ids=[f"{case[0]}-{case[1][:40]}" for case in CASES]
)
def test_the_figures_of_a_sentence(language: str, sentence: str, expected: list[list[str]]) -> None:
    mentions = find_figures(sentence, language)
    assert [mention.text for mention in mentions] == [figure[0] for figure in expected]
    for mention, (_, kind, bounds, unit, *restates) in zip(mentions, expected, strict=True):
        assert mention.kind == kind
        assert (mention.unit or "-") == unit
        assert mention.restates == (int(restates[0].removeprefix("restates ")) if restates else None)
        if kind == "date":
            assert mention.when == bounds
        else:
            low, high, *flags = bounds_of(bounds)
            found_low, found_high, *found_flags = bounds_found(mention)
            assert (found_low, found_high) == (pytest.approx(low, rel=1e-9), pytest.approx(high, rel=1e-9))
            assert found_flags == flags


def test_there_are_enough_sentences() -> None:
    counts = {language: sum(case[0] == language for case in CASES) for language in LANGUAGES}
    assert counts["en"] >= 150
    assert counts["zh"] >= 70
