"""The grammar of figures in Chinese and Japanese.

::

    figure   = [rate] [qualifier] core [qualifier-after]
    core     = amount | amount ("至" | "-") amount | share | multiple | position | date
    amount   = [currency] numeral [unit]
    numeral  = (digits | number-words | 数, 几) [多 | 余] [scale] [多 | 余]
    unit     = percent | currency [rate] | 倍 | 成 | duration | measure | classifier [noun-phrase]
    position = 第 numeral [位 | 名] | 前 numeral [名 | 强]

As in the alphabetic grammar, the core is found first and what stands before it is read backwards.
"""

from __future__ import annotations

from collections.abc import Sequence

from cityinnov.prose.found import Found
from cityinnov.prose.ideographic.amounts import read_amount
from cityinnov.prose.ideographic.dates import months_end, read_calendar
from cityinnov.prose.ideographic.positions import read_ordinal, read_top
from cityinnov.prose.ideographic.qualifiers import qualified
from cityinnov.prose.ideographic.shares import read_multiple, read_share
from cityinnov.prose.lexicon import Lexicon
from cityinnov.prose.names import name_at
from cityinnov.prose.proportions import read_proportion
from cityinnov.prose.tokens import NAME, NUMBER, Token

__all__ = ["read_sentence"]


def read_sentence(tokens: Sequence[Token], lexicon: Lexicon) -> list[Found]:
    """All figures of a sentence, in order."""
    figures: list[Found] = []
    i = floor = 0
    while i < len(tokens):
        if tokens[i].kind == NUMBER:
            skip = months_end(tokens, i, lexicon) or name_at(tokens, i, lexicon)
            read = read_proportion(tokens, i, lexicon) or read_calendar(tokens, i, lexicon)
            if skip is not None and read is None:
                i = floor = skip
                continue
        elif tokens[i].key not in lexicon.triggers and tokens[i].text not in lexicon.codes:
            i += 1
            continue
        found = _read(tokens, i, lexicon, floor)
        if found is None:
            i += 1
            continue
        if isinstance(found, int):
            i = floor = found
            continue
        figures.append(found)
        i = floor = found.end
    return figures


def _read(tokens: Sequence[Token], i: int, lexicon: Lexicon, floor: int) -> Found | int | None:
    """The figure at token i; the end of what only looks like one."""
    key, words = tokens[i].key, lexicon.words
    if tokens[i].kind == NAME:
        return None
    if key in words["ordinal"]:
        return read_ordinal(tokens, i, lexicon)
    if key in words["top"]:
        return read_top(tokens, i, lexicon)
    date = read_calendar(tokens, i, lexicon)
    if date is not None:
        return date
    found = read_proportion(tokens, i, lexicon) or read_share(tokens, i, lexicon) or read_multiple(tokens, i, lexicon)
    if found is not None:
        return qualified(tokens, found, None, lexicon, floor)
    return read_amount(tokens, i, lexicon, floor)
