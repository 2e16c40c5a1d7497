"""Ratios in words: doubled, twice as many, two-thirds, half of, one in five."""

from __future__ import annotations

from collections.abc import Sequence

from cityinnov.prose.alphabetic.numerals import Number
from cityinnov.prose.amount import Kind
from cityinnov.prose.found import Found, bounded
from cityinnov.prose.lexicon import Lexicon
from cityinnov.prose.tokens import NUMBER, WORD, Token
from cityinnov.prose.years import is_year

__all__ = ["read_fraction", "read_half", "read_multiple", "read_one_in"]


def _ratio(first: int, end: int, value: float, change: str | None = None) -> Found:
    return Found(first, end, Kind.RATIO, bounded(value, value, None), change=change or None)


def read_multiple(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Found | None:
    """Doubled; to double; twice as many; fivefold."""
    key = tokens[i].key
    known = lexicon.pairs["multiples"].get(key)
    if known is not None:
        return _ratio(i, i + 1, *known)
    bare = lexicon.pairs["bare_multiples"].get(key)
    if bare is not None:
        after = tokens[i + 1].key if i + 1 < len(tokens) else ""
        if after == "-":
            return None
        before = tokens[i - 1].key if i else ""
        if before in lexicon.words["double_before"] or after in lexicon.words["double_after"]:
            return _ratio(i, i + 1, *bare)
    return None


def read_fraction(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Found | None:
    """One third, two-thirds, a quarter of."""
    numerator = lexicon.numbers["cardinals"].get(tokens[i].key)
    is_article = tokens[i].key in lexicon.words["articles"]
    if numerator is None and not is_article:
        return None
    at = i + 2 if i + 1 < len(tokens) and tokens[i + 1].key == "-" else i + 1
    if at >= len(tokens):
        return None
    denominator = lexicon.numbers["fractions"].get(tokens[at].key)
    if denominator is None:
        return None
    if is_article:
        after = tokens[at + 1].key if at + 1 < len(tokens) else ""
        before = tokens[i - 1].key if i else ""
        compares = lexicon.phrases["change_after"].at(tokens, at + 1) is not None
        if not (
            after in lexicon.words["half_of"]
            or before in lexicon.words["fraction_before"]
            or compares
            or _is_end(tokens, i, at + 1, lexicon)
        ):
            return None
        numerator = 1
    elif numerator is None or numerator >= denominator or (numerator > 1 and not _is_part(tokens, at, lexicon)):
        return None
    return _ratio(i, at + 1, numerator / denominator)


def _is_end(tokens: Sequence[Token], first: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a fraction is an end of a change: from a fifth to nearly 30%, but not from a third party."""
    joint = lexicon.phrases["ranges"].before(tokens, first)
    alone = end >= len(tokens) or tokens[end].kind != WORD or tokens[end].key in lexicon.words["stops"]
    return alone and joint is not None and joint[0] in ("from", "to")


def _is_part(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether quarters are parts of something and no seasons: three quarters of, not for three quarters."""
    if lexicon.names["durations"].get(tokens[i].key) is None:
        return True
    return i + 1 < len(tokens) and tokens[i + 1].key in lexicon.words["half_of"]


def read_half(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Found | None:
    """Half of, more than half, cut by half; neither the first half nor half a million."""
    if tokens[i].key not in lexicon.words["half"]:
        return None
    before = tokens[i - 1].key if i else ""
    after = tokens[i + 1].key if i + 1 < len(tokens) else ""
    if before in lexicon.words["not_halves"] or after == "-" or after in lexicon.words["articles"]:
        return None
    if (
        after in lexicon.words["half_of"]
        or before in lexicon.words["fraction_before"]
        or lexicon.phrases["qualifiers"].before(tokens, i)
    ):
        return _ratio(i, i + 1, 0.5)
    return None


def read_one_in(tokens: Sequence[Token], i: int, number: Number, lexicon: Lexicon) -> Found | None:
    """One in five, nine out of 10, 29 out of the 166 components, 12 of the world's 50 largest."""
    at = None if number.scaled else _whole(tokens, number.end, lexicon)
    if at is None or at >= len(tokens):
        return None
    token = tokens[at]
    whole = (
        float(token.key) if token.kind == NUMBER and len(token.key) < 9 else lexicon.numbers["cardinals"].get(token.key)
    )
    if not whole or not 0 < number.value() < whole:
        return None
    partitive = tokens[number.end].key in lexicon.words["magnitude_of"]
    if partitive and (number.mantissa == "1" or is_year(token)):
        return None  # one of the 24 firms, page 12 of the 2022 report
    simple = number.end + 1 == at  # "in" alone joins small numbers only: 500 in 2020 is no share
    if simple and (number.value() > 9 or whole > 1000 or tokens[number.end].glued):
        return None
    end = at + 1
    if end < len(tokens) and tokens[end].glued and tokens[end].kind == WORD:
        return None  # Day 2 of the 20th Congress
    if simple and end < len(tokens) and tokens[end].key in lexicon.names["durations"]:
        return None
    return _ratio(i, end, number.value() / whole)


def _whole(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> int | None:
    """Where the number of the whole stands, across whose they are: out of the 166, of the world's top 20."""
    joint = lexicon.phrases["one_in"].at(tokens, i)
    at = joint[1] if joint else i + 1
    owned = at < len(tokens) and tokens[at].key.endswith("'s") and tokens[i].key in lexicon.words["magnitude_of"]
    if joint is None and not owned:
        return None
    at = at + 1 if owned else at
    return at + 1 if owned and at < len(tokens) and tokens[at].key in lexicon.words["top"] else at
