"""The grammar of figures in languages written with letters.

::

    figure    = [qualifier [filler]] core [qualifier-after]
    core      = amount | range | ratio | position | date
    amount    = currency number [rate] | number unit | number
    range     = "between" amount "and" amount | amount ("to" | "-") amount
    unit      = percent | currency [rate] | duration | measure [rate] | noun-phrase [rate]
    number    = (digits | number-words) [scale] | "half a" scale | plural of magnitude

The core is found first, from left to right; what stands before it is then read backwards. Every rule looks
at a bounded number of tokens, so that reading is linear.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from cityinnov.prose.alphabetic.amounts import read_amount
from cityinnov.prose.alphabetic.dates import read_date
from cityinnov.prose.alphabetic.numerals import read_number
from cityinnov.prose.alphabetic.positions import read_numbered, read_ordinal
from cityinnov.prose.alphabetic.qualifiers import qualified
from cityinnov.prose.alphabetic.ratios import read_fraction, read_half, read_multiple
from cityinnov.prose.alphabetic.units import read_unit
from cityinnov.prose.amount import Amount, Kind
from cityinnov.prose.found import Found
from cityinnov.prose.lexicon import Lexicon
from cityinnov.prose.names import after_glued, name_at
from cityinnov.prose.proportions import read_proportion
from cityinnov.prose.tokens import NUMBER, WORD, Token

__all__ = ["read_sentence"]

#: Tokens within which the noun stands that makes four digits a count and no year.
NEAR = 4


def read_sentence(tokens: Sequence[Token], lexicon: Lexicon) -> list[Found]:
    """All figures of a sentence, in order."""
    figures: list[Found] = []
    i = floor = 0
    while i < len(tokens):
        token = tokens[i]
        last = figures[-1] if figures else None
        found: Found | None = None
        if token.kind == NUMBER:
            skip = _skipped(tokens, i, lexicon, last)
            if skip is not None:
                i = floor = skip
                continue
            found = _at_digits(tokens, i, lexicon, floor, last)
        elif token.key in lexicon.triggers or token.text in lexicon.codes:
            found = _at_word(tokens, i, lexicon, floor, last)
        if found is None:
            i = after_glued(tokens, i) if token.kind == NUMBER else i + 1
            continue
        found = qualified(tokens, found, lexicon, floor)
        figures.append(found)
        i = floor = found.end
    return figures


def _skipped(tokens: Sequence[Token], i: int, lexicon: Lexicon, last: Found | None) -> int | None:
    """The end of a name at token i, or of an ordinal that neither ranks nor counts, that is no date either."""
    date = read_date(tokens, i, lexicon)
    if date is not None:
        numbered = date.kind == Kind.YEAR and i > 0 and tokens[i - 1].key in lexicon.words["name_heads"]
        return date.end if numbered else None  # Room 1803
    if read_proportion(tokens, i, lexicon) is not None:
        return None
    end = name_at(tokens, i, lexicon)
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if end is None and after is not None and after.glued and after.key in lexicon.words["ordinal_suffixes"]:
        return None if read_ordinal(tokens, i, lexicon, last) else i + 2
    return end


def _at_digits(tokens: Sequence[Token], i: int, lexicon: Lexicon, floor: int, last: Found | None) -> Found | None:
    found = read_ordinal(tokens, i, lexicon, last) or read_proportion(tokens, i, lexicon)
    if found is not None:
        return found
    date = read_date(tokens, i, lexicon)
    if date is not None and not _counts(tokens, i, date, lexicon):
        return date
    return read_amount(tokens, i, lexicon, floor)


def _counts(tokens: Sequence[Token], i: int, date: Found, lexicon: Lexicon) -> bool:
    """Whether four digits that may be a year are a number with its unit: 2000 jobs, but in 2023 firms."""
    if date.kind != Kind.YEAR or date.end != i + 1:
        return False
    number = read_number(tokens, i, lexicon)
    if number is None or number.scaled:
        return True
    unit = read_unit(tokens, i + 1, lexicon, number)
    if unit is None or unit.kind != Kind.QUANTITY:
        return unit is not None
    if lexicon.phrases["qualifiers"].before(tokens, i):
        return True
    before = tokens[i - 1] if i else None
    counted = before is not None and before.kind == WORD and before.key not in lexicon.words["year_before"]
    return counted and unit.end <= i + NEAR


def _at_word(tokens: Sequence[Token], i: int, lexicon: Lexicon, floor: int, last: Found | None) -> Found | None:
    date = read_date(tokens, i, lexicon)
    if date is not None:
        return date
    if _is_title(tokens, i, lexicon):
        return None
    number = read_number(tokens, i, lexicon)
    if number is not None and number.scaled:
        return read_amount(tokens, i, lexicon, floor)
    for rule in (read_multiple, read_fraction, read_half, partial(read_ordinal, last=last), read_numbered, _decade):
        found = rule(tokens, i, lexicon)
        if found is not None:
            return found
    return read_amount(tokens, i, lexicon, floor)


def _is_title(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a number word with a capital inside a sentence is part of a name: Five-Year Plan, Three Gorges."""
    token = tokens[i]
    if i == 0 or not token.text[0].isupper() or token.key not in lexicon.numbers["cardinals"]:
        return False
    hyphened = i + 2 < len(tokens) and tokens[i + 1].key == "-" and tokens[i + 2].text[0].isupper()
    return hyphened or tokens[i - 1].kind == WORD


def _decade(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Found | None:
    """A decade, three decades; every other duration has its number in front."""
    at = i + 1 if tokens[i].key in lexicon.words["articles"] else i
    years = lexicon.numbers["decades"].get(tokens[at].key) if at < len(tokens) else None
    if years is None or tokens[at].key in lexicon.words["plural_decades"]:
        return None
    before = tokens[i - 1].key if i else ""
    if at == i and (before in lexicon.words["ordinal_suffixes"] or before in lexicon.numbers["ordinals"]):
        return None
    half = lexicon.phrases["and_a_half"].at(tokens, at + 1)
    value, end = (years * 1.5, half[1]) if half else (float(years), at + 1)
    return Found(i, end, Kind.DURATION, Amount(value, value), unit="year")
