"""Places in a ranking and counted positions: ranked 13th, fourth-largest, No. 1, the eighth year."""

from __future__ import annotations

from collections.abc import Sequence

from cityinnov.prose.alphabetic.nouns import singular
from cityinnov.prose.found import Found
from cityinnov.prose.lexicon import Lexicon
from cityinnov.prose.mention import Amount, Kind
from cityinnov.prose.tokens import NUMBER, WORD, Token

__all__ = ["read_numbered", "read_ordinal"]

#: How far before an ordinal the verb of ranking may stand: ranked Hefei 13th.
REACH = 5


def read_ordinal(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Found | None:
    """An ordinal that ranks or counts; novelty (the first of its kind) and names (sixth-generation) are no figures."""
    value, end = _ordinal(tokens, i, lexicon)
    if value is None:
        return None
    at = end + 1 if end < len(tokens) and tokens[end].key == "-" and tokens[end].glued else end
    after = tokens[at].key if at < len(tokens) else ""
    if after in lexicon.words["superlatives"]:
        return _position(i, end, Kind.RANK, value) if value > 1 else None
    if at == end:
        ranked = _is_ranked(tokens, i, lexicon)
        if ranked and (end >= len(tokens) or tokens[end].key not in lexicon.words["never_ranked"]):
            return _position(i, end, Kind.RANK, value)
        if after in lexicon.words["positions"] or (value > 1 and lexicon.phrases["rank_after"].at(tokens, end)):
            return _position(i, end, Kind.RANK, value)
    if value == 1:
        return None
    streak = after in lexicon.words["streaks"]
    if streak and at + 1 < len(tokens):
        after, at = tokens[at + 1].key, at + 1
    if after in lexicon.words["ordinal_times"] or streak:
        return _position(i, at + 1, Kind.ORDINAL, value, after)
    counts = tokens[i].kind == NUMBER and at == end and at < len(tokens) and tokens[at].text.islower()
    if counts and after not in lexicon.words["stops"] and after not in lexicon.words["never_ranked"]:
        return _position(i, at + 1, Kind.ORDINAL, value, singular(after, lexicon))
    return None


def _ordinal(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> tuple[float | None, int]:
    token = tokens[i]
    if token.kind == WORD:
        return lexicon.numbers["ordinals"].get(token.key), i + 1
    if i + 1 < len(tokens) and tokens[i + 1].glued and tokens[i + 1].key in lexicon.words["ordinal_suffixes"]:
        return float(token.key), i + 2
    return None, i


def _position(first: int, end: int, kind: Kind, value: float, unit: str | None = None) -> Found:
    return Found(first, end, kind, Amount(float(value), float(value)), unit=unit)


def _is_ranked(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    verbs, signs = lexicon.words["rank_verbs"], (",", ";", ".", ":")
    for j in range(i - 1, max(-1, i - 1 - REACH), -1):
        if tokens[j].key in verbs:
            return True
        if tokens[j].key in signs:
            return False
    return False


def read_numbered(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Found | None:
    """No. 1 and top 10, where they rank."""
    key = tokens[i].key
    if key in lexicon.words["top"] and i + 1 < len(tokens):
        token = tokens[i + 1]
        if token.kind == NUMBER and token.text.isdigit() and len(token.text) <= 4:
            return Found(i, i + 2, Kind.RANK, Amount(None, float(token.text)))
        value = lexicon.numbers["cardinals"].get(token.key)
        return None if value is None else Found(i, i + 2, Kind.RANK, Amount(None, float(value)))
    if key not in lexicon.words["numero"]:
        return None
    at = i + 2 if i + 1 < len(tokens) and tokens[i + 1].key == "." else i + 1
    if at >= len(tokens):
        return None
    token = tokens[at]
    digits = token.kind == NUMBER and token.text.isdigit() and len(token.text) <= 3
    place = float(token.key) if digits else lexicon.numbers["cardinals"].get(token.key)
    if place is None or (not digits and at > i + 1):
        return None
    after = lexicon.phrases["rank_after"].at(tokens, at + 1)
    if not (_is_ranked(tokens, i, lexicon) or after or (i and tokens[i - 1].key.endswith(("'s", "s'")))):
        return None
    return _position(i, at + 1, Kind.RANK, place)
