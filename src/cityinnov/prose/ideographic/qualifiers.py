"""What bounds a number in Chinese and Japanese: 超过, 近, 约 before it, 多, 余, 以上, 左右 after it."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from cityinnov.prose.amount import Kind
from cityinnov.prose.found import Found, bounded
from cityinnov.prose.lexicon import Lexicon
from cityinnov.prose.tokens import Token

__all__ = ["qualified"]


def qualified(tokens: Sequence[Token], found: Found, suffix: str | None, lexicon: Lexicon, floor: int) -> Found:
    """The figure with the qualifiers around it."""
    amount, end = found.amount, found.end
    after = lexicon.phrases["qualifiers_after"].at(tokens, end)
    if after is not None:
        end = after[1]
        suffix = after[0] if suffix is None or after[0] != "about" else suffix
    at, qualifier = found.first, None
    for _ in range(2):
        qualifier = lexicon.phrases["qualifiers"].before(tokens, at, floor)
        filler = None if qualifier else lexicon.phrases["fillers"].before(tokens, at, floor)
        if filler is None:
            break
        at = filler[1]
    if (
        qualifier is not None
        and found.kind == Kind.DURATION
        and qualifier[0] == "nearly"
        and tokens[qualifier[1]].key == "近"
    ):
        qualifier = None  # 近三年 is the last three years
    if qualifier is None and suffix is None:
        return found
    low, high = amount.low or 0.0, amount.high or 0.0
    bound = qualifier[0] if qualifier else suffix
    if qualifier and qualifier[0] == "about" and suffix not in (None, "about"):
        bound = suffix
    made = bounded(low, high, bound, open_above=amount.high_open, approx=amount.approx or suffix == "about")
    first = qualifier[1] if qualifier else found.first
    words = (qualifier[1], at) if qualifier else (found.end - 1, end) if end > found.end else None
    return attrs.evolve(found, first=first, end=end, amount=made, qualifier=words)
