"""Places in a ranking and counted positions in Chinese and Japanese: 第4位, 前十, 第八年."""

from __future__ import annotations

from collections.abc import Sequence

from cityinnov.prose.amount import Amount, Kind
from cityinnov.prose.found import Found
from cityinnov.prose.ideographic.numerals import read_numeral
from cityinnov.prose.ideographic.units import read_measure
from cityinnov.prose.lexicon import Lexicon
from cityinnov.prose.tokens import SIGN, Token

__all__ = ["read_ordinal", "read_top"]

#: How far before a position the word that makes it a rank may stand.
REACH = 8


def read_ordinal(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Found | int | None:
    """第4位, 全国第四, 第八年, 第100万辆; the third generation and the first of its kind are no figures."""
    numeral = read_numeral(tokens, i + 1, lexicon)
    if numeral is None:
        return None
    words, end, value = lexicon.words, numeral.end, numeral.value()
    after = tokens[end].key if end < len(tokens) else ""
    if after in words["rank_units"]:
        return _position(i, end + 1, Kind.RANK, value)
    if after in words["largest"] and value > 1:
        return _position(i, end, Kind.RANK, value)
    if after in words["not_counted"]:
        return end + 1
    time = lexicon.names["durations"].get(after)
    if time is not None or after in lexicon.names["classifiers"]:
        unit = time or _unit_name(tokens, end, lexicon)
        return _position(i, end + 1, Kind.ORDINAL, value, unit) if value > 1 else end + 1
    cued = any(token.key in words["rank_cues"] for token in tokens[max(0, i - REACH) : i])
    if cued and (end >= len(tokens) or tokens[end].kind == SIGN or after in words["stops"] or value > 1):
        return _position(i, end, Kind.RANK, value)
    return end


def _unit_name(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> str | None:
    unit = read_measure(tokens, i, lexicon)
    return unit.name if unit else None


def read_top(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Found | None:
    """前十, 前10强; 前三季度 and 前5个月 are times."""
    numeral = read_numeral(tokens, i + 1, lexicon)
    if numeral is None:
        return None
    words, end = lexicon.words, numeral.end
    after = tokens[end].key if end < len(tokens) else ""
    cued = any(token.key in words["rank_cues"] for token in tokens[max(0, i - REACH) : i])
    if after in words["top_units"]:
        return Found(i, end + 1, Kind.RANK, Amount(None, numeral.value()))
    if cued and (end >= len(tokens) or tokens[end].kind == SIGN):
        return Found(i, end, Kind.RANK, Amount(None, numeral.value()))
    return None


def _position(first: int, end: int, kind: Kind, value: float, unit: str | None = None) -> Found:
    return Found(first, end, kind, Amount(value, value), unit)
