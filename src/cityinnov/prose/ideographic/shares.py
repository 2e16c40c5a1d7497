"""Shares and multiples in Chinese and Japanese: 百分之四十, 三分之一, 一半, 翻两番."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from cityinnov.prose.amount import Kind
from cityinnov.prose.found import Found, bounded
from cityinnov.prose.ideographic.numerals import read_numeral
from cityinnov.prose.lexicon import Lexicon
from cityinnov.prose.tokens import Token

__all__ = ["read_multiple", "read_share"]

#: 翻两番 is twice doubled; nobody doubles more often in one word.
MOST_DOUBLINGS = 8


def read_share(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Found | None:
    """百分之四十, 三分之一, 一半."""
    key, words = tokens[i].key, lexicon.words
    if key in words["percent_of"] or key in words["permille_of"]:
        numeral = read_numeral(tokens, i + 1, lexicon)
        unit = "percent" if key in words["percent_of"] else "per mille"
        return None if numeral is None else _point(i, numeral.end, Kind.PERCENT, numeral.value(), unit)
    if key in words["halves"]:
        return _point(i, i + 1, Kind.RATIO, 0.5)
    whole = read_numeral(tokens, i, lexicon)
    if whole is None or whole.end >= len(tokens) or tokens[whole.end].key not in words["part_of"]:
        return None
    part = read_numeral(tokens, whole.end + 1, lexicon)
    if part is None or not whole.mantissa:
        return None
    return _point(i, part.end, Kind.RATIO, part.value() / whole.value())


def read_multiple(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Found | None:
    """翻番, 翻两番, 减半."""
    key, words = tokens[i].key, lexicon.words
    if key in words["doubling"]:
        return attrs.evolve(_point(i, i + 1, Kind.RATIO, 2.0), change="up")
    if key in words["halving"]:
        return attrs.evolve(_point(i, i + 1, Kind.RATIO, 0.5), change="down")
    if key not in words["multiply"]:
        return None
    at = i + 2 if i + 1 < len(tokens) and tokens[i + 1].key == "了" else i + 1
    times = read_numeral(tokens, at, lexicon)
    if times is None or times.end >= len(tokens):
        return None
    if tokens[times.end].key in words["fan"] and times.value() <= MOST_DOUBLINGS:
        return attrs.evolve(_point(i, times.end + 1, Kind.RATIO, 2.0 ** times.value()), change="up")
    return None


def _point(first: int, end: int, kind: Kind, value: float, unit: str | None = None) -> Found:
    return Found(first, end, kind, bounded(value, value, None), unit)
