"""The language of a text, told by its script and its common words; the sentences are tagged by who wrote them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cityinnov.prose import find_figures
from cityinnov.prose.language import detect

FILES = sorted([*Path(__file__).parent.glob("sentences_*.txt"), *Path(__file__).parent.glob("held_out_*.txt")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_sentence_is_told_for_what_it_is(path: Path) -> None:
    language = path.stem.rpartition("_")[2]
    lines = path.read_text(encoding="utf-8").splitlines()
    sentences = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert {sentence: detect(sentence) for sentence in sentences if detect(sentence) != language} == {}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La planta costó 2.500 millones de euros.", "es"),
        ("L'usine a coûté 2,5 milliards d'euros.", "fr"),
        ("Lo stabilimento è costato 2,5 miliardi di euro.", "it"),
        ("Das Werk kostet 2,5 Milliarden Euro.", "de"),
        ("The plant cost 2.5 billion euros.", "en"),
        ("500 jobs", "en"),
    ],
)
def test_neighbours_are_told_apart_by_few_words(text: str, language: str) -> None:
    assert detect(text) == language


def test_an_amount_is_read_in_the_language_that_was_told() -> None:
    (amount,) = find_figures("La planta costó más de 2.500 millones de euros.")
    assert (amount.record()["low"], amount.record()["low_open"], amount.record()["unit"]) == (2.5e9, True, "EUR")
