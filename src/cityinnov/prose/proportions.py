"""Proportions in every language: a ratio of 4:1, 投入产出比1:5.5."""

from __future__ import annotations

from collections.abc import Sequence

from cityinnov.prose.amount import Kind
from cityinnov.prose.found import Found, bounded
from cityinnov.prose.lexicon import Lexicon
from cityinnov.prose.tokens import NUMBER, Token

__all__ = ["read_proportion"]

#: How far before two numbers the word may stand that makes them a proportion.
REACH = 12
#: Digits of a side; what is longer is an identifier.
LONGEST = 6


def read_proportion(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Found | None:
    """4:1 as the first for each of the second; 10:30 is a time unless a word says that it is a proportion."""
    if i + 2 >= len(tokens) or tokens[i + 1].key not in (":", "：", "∶") or not tokens[i + 1].glued:
        return None
    one, two = tokens[i], tokens[i + 2]
    if one.kind != NUMBER or two.kind != NUMBER or not two.glued or max(len(one.key), len(two.key)) > LONGEST:
        return None
    if i and tokens[i - 1].glued and one.glued and tokens[i - 1].key in (":", "：", "∶", ".", "/", "-"):
        return None
    if i + 3 < len(tokens) and tokens[i + 3].glued and tokens[i + 3].key in (":", "：", "∶", "/", "-"):
        return None
    denominator = float(two.key)
    plain = "1" in (one.key, two.key) and len(two.key) != 2
    if not denominator or not (plain or _is_called(tokens, i, lexicon)):
        return None
    value = float(one.key) / denominator
    return Found(i, i + 3, Kind.RATIO, bounded(value, value, None))


def _is_called(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a word before says that a proportion follows."""
    return any(token.key in lexicon.words["proportions"] for token in tokens[max(0, i - REACH) : i])
