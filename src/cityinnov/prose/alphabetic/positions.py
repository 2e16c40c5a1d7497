"""Places in a ranking and counted positions: ranked 13th, fourth-largest, No. 1, the eighth year."""

from __future__ import annotations

from collections.abc import Sequence

from cityinnov.prose.alphabetic.nouns import singular
from cityinnov.prose.amount import Amount, Kind
from cityinnov.prose.found import Found
from cityinnov.prose.lexicon import Lexicon
from cityinnov.prose.tokens import NUMBER, WORD, Token

__all__ = ["read_numbered", "read_ordinal"]

#: How far before an ordinal the verb of ranking may stand: ranked Hefei 13th.
REACH = 5
#: How far behind a place the next one of the same list may stand: third nationwide in patents and 11th in GDP.
NEXT = 12


def read_ordinal(tokens: Sequence[Token], i: int, lexicon: Lexicon, last: Found | None = None) -> Found | None:
    """An ordinal that ranks or counts; novelty (the first of its kind) and names (sixth-generation) are no figures.

    `last` is the figure before it, whose list of places it may go on.
    """
    value, end = _ordinal(tokens, i, lexicon)
    if value is None:
        return None
    at = end + 1 if end < len(tokens) and tokens[end].key == "-" and tokens[end].glued else end
    after = tokens[at].key if at < len(tokens) else ""
    if after in lexicon.words["superlatives"]:
        return _position(i, end, Kind.RANK, value) if value > 1 else None
    if at == end:
        ranked = _is_ranked(tokens, i, lexicon) or _goes_on(tokens, i, end, lexicon, last)
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


def _goes_on(tokens: Sequence[Token], i: int, end: int, lexicon: Lexicon, last: Found | None) -> bool:
    """Whether a place is one of several: third in patents and 11th in GDP, ninth from 27th, from 15th to 9th."""
    if i == 0 or not _stands_alone(tokens, end, lexicon):
        return False
    before = tokens[i - 1].key
    joint = lexicon.phrases["ranges"].before(tokens, i)
    if last is not None and last.kind == Kind.RANK and i - last.end <= NEXT:
        listed = before == "," and tokens[i].kind == NUMBER
        return listed or before in lexicon.words["joins"] or (joint is not None and joint[0] in ("from", "to"))
    to = lexicon.phrases["ranges"].at(tokens, end)
    if joint is None or joint[0] != "from" or to is None or to[0] != "to" or to[1] >= len(tokens):
        return False
    other, stop = _ordinal(tokens, to[1], lexicon)
    return other is not None and _stands_alone(tokens, stop, lexicon)


def _stands_alone(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether no noun follows that an ordinal could number: 11th in GDP, not 11th Street."""
    return i >= len(tokens) or tokens[i].kind != WORD or tokens[i].key in lexicon.words["stops"]


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
