"""What bounds a number written with letters: over, at least and nearly before it, -plus and "or more" after it."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from cityinnov.prose.amount import Kind
from cityinnov.prose.currencies import currency_in_front
from cityinnov.prose.found import Found, bounded
from cityinnov.prose.lexicon import Lexicon
from cityinnov.prose.tokens import NUMBER, WORD, Token

__all__ = ["qualified", "qualifier_after"]

#: What no word bounds.
_UNBOUNDED = frozenset({Kind.DATE, Kind.YEAR, Kind.RANK, Kind.ORDINAL})


@attrs.frozen(slots=True)
class _Words:
    """The words before a figure and how they bound it."""

    first: int
    end: int
    bound: str


def qualified(tokens: Sequence[Token], found: Found, lexicon: Lexicon, floor: int) -> Found:
    """The figure with the qualifiers around it; none of them reaches back beyond token `floor`."""
    if found.kind in _UNBOUNDED:
        return found
    low, high = found.amount.low, found.amount.high
    after = qualifier_after(tokens, found.end, lexicon)
    if after is not None and low is not None and low == high:
        found = attrs.evolve(found, amount=bounded(low, high, after[0]), end=after[1])
    words = _before(tokens, _with_sign(tokens, found.first, floor), lexicon, floor)
    if words is None or _during(tokens, words, lexicon, found):
        return found
    low, high = found.amount.low, found.amount.high
    if low is None or high is None:  # about 100-plus
        amount = attrs.evolve(found.amount, approx=found.amount.approx or words.bound == "about")
    else:
        amount = bounded(low, high, words.bound, open_above=found.amount.high_open, approx=found.amount.approx)
    return attrs.evolve(found, first=words.first, amount=amount, qualifier=(words.first, words.end))


def qualifier_after(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """The qualifier after a number or its unit: 100-plus, or more; "and over 200" belongs to the next number."""
    after = lexicon.phrases["qualifiers_after"].at(tokens, i)
    if after is None or not (tokens[i].glued or tokens[i].kind == WORD):
        return None
    bound, end = after
    begins = end < len(tokens) and (tokens[end].kind == NUMBER or currency_in_front(tokens, end, lexicon) is not None)
    return None if begins and not tokens[i].glued else (bound, end)


def _with_sign(tokens: Sequence[Token], first: int, floor: int) -> int:
    """Where a figure begins with its minus."""
    signed = first > floor and tokens[first - 1].key == "-" and tokens[first].glued and not tokens[first - 1].glued
    return first - 1 if signed else first


def _before(tokens: Sequence[Token], first: int, lexicon: Lexicon, floor: int) -> _Words | None:
    """The qualifier before token `first`, across fillers: at least an estimated 500."""
    at = first
    found = lexicon.phrases["qualifiers"].before(tokens, at, floor)
    for _ in range(2):
        filler = None if found else lexicon.phrases["fillers"].before(tokens, at, floor)
        if filler is not None:
            at = filler[1]
            found = lexicon.phrases["qualifiers"].before(tokens, at, floor)
    if found is None:
        return None
    outer = lexicon.phrases["qualifiers"].before(tokens, found[1], floor)
    if outer is not None and found[0] == "about":  # up to about 500
        found = outer
    return _Words(found[1], at, found[0])


def _during(tokens: Sequence[Token], words: _Words, lexicon: Lexicon, found: Found) -> bool:
    """Whether "over 10 years", "spread over 50 acres" say how long or wide and not how many at least.

    "For over 10 years" does the latter.
    """
    if words.end - words.first > 1 or tokens[words.first].key not in lexicon.words["during"]:
        return False
    before = tokens[words.first - 1].key if words.first else ""
    if found.kind == Kind.DURATION:
        return before not in lexicon.words["for"]
    return before in lexicon.words["spread"]
