"""Telling the language of a text: by its script, and by its function words among those written alike."""

from __future__ import annotations

import re
from collections import Counter

from cityinnov.prose.lexicon import LANGUAGES, Lexicon, lexicon

__all__ = ["detect"]

#: How much of a text is looked at.
SAMPLE = 2000
_KANA = re.compile("[\u3041-\u30ff]")
_HAN = re.compile("[\u4e00-\u9fff]")
_WORDS = re.compile(r"[^\W\d_]+")


def detect(text: str) -> str:
    """The language of `LANGUAGES` that a text is written in; English where nothing tells.

    Examples
    --------
    >>> detect("园区聚集了500多家企业"), detect("Das Werk schafft rund 3.000 Arbeitsplätze"), detect("500 jobs")
    ('zh', 'de', 'en')
    """
    sample = text[:SAMPLE]
    han = len(_HAN.findall(sample))
    letters = Counter(word.lower() for word in _WORDS.findall(sample))
    if han * 3 > sum(letters.values()):
        return "ja" if _KANA.search(sample) else "zh"
    alphabetic = [language for language in LANGUAGES if language not in ("zh", "ja")]
    return max(alphabetic, key=lambda language: _evidence(letters, lexicon(language)))


def _evidence(letters: Counter[str], words: Lexicon) -> int:
    """How many words of a text are of a language, those for millions among them."""
    return sum(letters[word] for word in words.words["function_words"] | words.numbers["scales"].keys())
