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

import attrs

from cityinnov.prose.dates import read_date
from cityinnov.prose.found import Found, bounded
from cityinnov.prose.lexicon import Lexicon
from cityinnov.prose.mention import Amount, Kind
from cityinnov.prose.names import after_glued, name_at, within_name
from cityinnov.prose.numerals import Number, read_number
from cityinnov.prose.positions import read_numbered, read_ordinal
from cityinnov.prose.ratios import read_fraction, read_half, read_multiple, read_one_in
from cityinnov.prose.tokens import NUMBER, SIGN, WORD, Token
from cityinnov.prose.units import Unit, currency_in_front, read_unit, with_rate

__all__ = ["read_sentence"]


def read_sentence(tokens: Sequence[Token], lexicon: Lexicon) -> list[Found]:
    """All figures of a sentence, in order."""
    figures: list[Found] = []
    i = floor = 0
    while i < len(tokens):
        token = tokens[i]
        found: Found | None = None
        if token.kind == NUMBER:
            skip = _skipped(tokens, i, lexicon)
            if skip is not None:
                i = floor = skip
                continue
            found = _at_digits(tokens, i, lexicon, floor)
        elif token.key in lexicon.triggers or token.text in lexicon.codes:
            found = _at_word(tokens, i, lexicon, floor)
        if found is None:
            i = after_glued(tokens, i) if token.kind == NUMBER else i + 1
            continue
        found = _qualified(tokens, found, lexicon, floor)
        figures.append(found)
        i = floor = found.end
    return figures


def _skipped(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> int | None:
    """The end of a name at token i, or of an ordinal that neither ranks nor counts, that is no date either."""
    end = name_at(tokens, i, lexicon)
    if (
        end is None
        and i + 1 < len(tokens)
        and tokens[i + 1].glued
        and tokens[i + 1].key in lexicon.words["ordinal_suffixes"]
    ):
        end = None if read_ordinal(tokens, i, lexicon) else i + 2
    date = read_date(tokens, i, lexicon)
    if date is not None and date.kind == Kind.YEAR and i and tokens[i - 1].key in lexicon.words["name_heads"]:
        return date.end  # Room 1803
    return None if date else end


def _at_digits(tokens: Sequence[Token], i: int, lexicon: Lexicon, floor: int) -> Found | None:
    ordinal = read_ordinal(tokens, i, lexicon)
    if ordinal is not None:
        return ordinal
    date = read_date(tokens, i, lexicon)
    if date is not None and not _counts(tokens, i, date, lexicon):
        return date
    return _amount(tokens, i, lexicon, floor)


def _counts(tokens: Sequence[Token], i: int, date: Found, lexicon: Lexicon) -> bool:
    """Whether four digits that may be a year are a number with its unit: 2000 jobs, but in 2023 firms."""
    if date.kind != Kind.YEAR or date.end != i + 1:
        return False
    number = Number(tokens[i].key, 0, i + 1)
    scaled = read_number(tokens, i, lexicon)
    if scaled is not None and scaled.scaled:
        return True
    unit = read_unit(tokens, i + 1, lexicon, number)
    if unit is None:
        return False
    if unit.kind != Kind.QUANTITY:
        return (
            unit.kind != Kind.RATIO or not tokens[i + 1].text.isalpha() or tokens[i + 1].key in lexicon.words["stops"]
        )
    before = tokens[i - 1].key if i else ""
    if lexicon.phrases["qualifiers"].before(tokens, i):
        return True
    return i > 0 and before not in lexicon.words["year_before"] and tokens[i - 1].kind == WORD and unit.end <= i + 4


def _at_word(tokens: Sequence[Token], i: int, lexicon: Lexicon, floor: int) -> Found | None:
    date = read_date(tokens, i, lexicon)
    if date is not None:
        return date
    if _is_title(tokens, i, lexicon):
        return None
    number = read_number(tokens, i, lexicon)
    if number is not None and number.scaled:
        return _amount(tokens, i, lexicon, floor)
    for rule in (read_multiple, read_fraction, read_half, read_ordinal, read_numbered, _decade):
        found = rule(tokens, i, lexicon)
        if found is not None:
            return found
    return _amount(tokens, i, lexicon, floor)


def _is_title(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a number word with a capital inside a sentence is part of a name: Five-Year Plan, Three Gorges."""
    token = tokens[i]
    if i == 0 or not token.text[0].isupper() or token.key not in lexicon.numbers["cardinals"]:
        return False
    return tokens[i - 1].kind == WORD or (
        i + 2 < len(tokens) and tokens[i + 1].key == "-" and tokens[i + 2].text[0].isupper()
    )


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


# -- amounts and ranges ---------------------------------------------------------------


@attrs.frozen(slots=True)
class _End:
    """One end of a range, or a whole amount."""

    first: int
    number: Number
    unit: Unit | None
    end: int
    negative: bool = False
    after: str | None = None  # the qualifier written to the number: 100-plus

    def value(self, power: int | None = None) -> float:
        value = self.number.value(power) * (self.unit.factor if self.unit else 1.0)
        return -value if self.negative else value


def _read_end(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> _End | None:
    """A number with its unit, wherever the unit stands."""
    if i >= len(tokens):
        return None
    front = currency_in_front(tokens, i, lexicon)
    at = front.end if front else i
    number = read_number(tokens, at, lexicon, money=front is not None)
    if number is None:
        return None
    negative = front is None and at > 0 and tokens[at - 1].key == "-" and tokens[at].glued and not tokens[at - 1].glued
    after = _qualifier_after(tokens, number.end, lexicon)
    end = after[1] if after else number.end
    unit: Unit | None
    if front is not None:
        unit = with_rate(tokens, attrs.evolve(front, end=end), lexicon)
        again = lexicon.phrases["currency_names"].at(tokens, unit.end)
        if again is not None and again[0] == front.name:  # RMB 5 billion yuan
            unit = attrs.evolve(unit, end=again[1])
    else:
        unit = read_unit(tokens, end, lexicon, number)
    return _End(i, number, unit, unit.end if unit else end, negative, after[0] if after else None)


def _amount(tokens: Sequence[Token], i: int, lexicon: Lexicon, floor: int) -> Found | None:
    one = _read_end(tokens, i, lexicon)
    if one is None:
        return None
    if one.unit is None:
        share = read_one_in(tokens, i, one.number, lexicon)
        if share is not None:
            return share
    found = _range(tokens, one, lexicon, floor)
    if found is None and _is_figure(tokens, one, lexicon, floor):
        found = _found(one, one.end, one.value(), one.number.below or one.value(), one.unit)
    if found is None:
        return None
    if one.number.below is not None:
        return attrs.evolve(found, amount=attrs.evolve(found.amount, approx=True, high_open=True))
    return found


def _found(one: _End, end: int, low: float, high: float, unit: Unit | None, *, scaled: bool = False) -> Found:
    return Found(
        one.first,
        end,
        unit.kind if unit else Kind.QUANTITY,
        bounded(low, high, one.after),
        unit.name if unit else None,
        scaled=scaled or one.number.scaled,
        notes=unit.notes if unit else (),
    )


def _is_figure(tokens: Sequence[Token], one: _End, lexicon: Lexicon, floor: int) -> bool:
    """Whether the number counts something rather than naming or numbering it."""
    number, unit, first = one.number, one.unit, one.first
    qualified = lexicon.phrases["qualifiers"].before(tokens, first, floor) is not None
    if number.in_words and not number.scaled:
        if number.mantissa == "1":  # one of the, one inland city
            return qualified or (unit is not None and unit.kind != Kind.QUANTITY and unit.kind != Kind.RATIO)
        if unit is None:
            partitive = number.end < len(tokens) and tokens[number.end].key in lexicon.words["magnitude_of"]
            return qualified or partitive or (first > 0 and tokens[first - 1].key in lexicon.words["number_before"])
        return True
    if tokens[first].kind != NUMBER or number.scaled or qualified or one.after:
        return True
    if unit is None or unit.kind in (Kind.QUANTITY, Kind.DURATION):
        return not within_name(tokens, first, lexicon, bare=unit is None) or (
            unit is not None and tokens[first].text != tokens[first].key
        )
    return True


def _range(tokens: Sequence[Token], one: _End, lexicon: Lexicon, floor: int) -> Found | None:
    """A range that begins with `one`, if a second end follows."""
    joint = lexicon.phrases["ranges"].at(tokens, one.end)
    if joint is None or one.number.below is not None:
        return None
    opening = lexicon.phrases["ranges"].before(tokens, one.first, floor)
    opens = opening[0] if opening else None
    if opens is None:
        opens = _opening_across_qualifier(tokens, one.first, lexicon, floor)
    if (joint[0] == "and") != (opens == "between") and not (joint[0] == "to" and opens == "between"):
        return None
    sign = tokens[one.end]
    if sign.kind == SIGN and sign.glued != (joint[1] < len(tokens) and tokens[joint[1]].glued) and sign.key != "~":
        return None
    two = _read_end(tokens, joint[1], lexicon)
    if two is None or (two.unit is not None and one.unit is not None and not _same(one.unit, two.unit)):
        return None
    if opens == "from":
        return _pair_from(tokens, one, two, lexicon)
    if (
        sign.kind == WORD
        and joint[0] == "to"
        and (one.unit is not None or two.unit is None)
        and _changes(tokens, one.first, lexicon)
    ):
        return None
    low, high = _shared(one, two)
    unit = two.unit or one.unit
    if low > high or (unit is None and sign.kind == SIGN and within_name(tokens, one.first, lexicon)):
        return None
    if opening and opening[0] == "between":
        one = attrs.evolve(one, first=opening[1])
    return _found(one, two.end, low, high, unit, scaled=two.number.scaled)


def _opening_across_qualifier(tokens: Sequence[Token], first: int, lexicon: Lexicon, floor: int) -> str | None:
    """From about 30 to 50."""
    qualifier = lexicon.phrases["qualifiers"].before(tokens, first, floor)
    opening = lexicon.phrases["ranges"].before(tokens, qualifier[1], floor) if qualifier else None
    return opening[0] if opening and opening[0] == "from" else None


def _pair_from(tokens: Sequence[Token], one: _End, two: _End, lexicon: Lexicon) -> Found | None:
    """From 30 to 50 percent is two figures, the first of which borrows the unit of the second."""
    if one.unit is not None or two.unit is None:
        return None
    low, _ = _shared(one, two)
    return _found(one, one.end, low, low, two.unit, scaled=two.number.scaled)


def _same(one: Unit, two: Unit) -> bool:
    return one.kind == two.kind and (
        one.name == two.name or (one.name or "").partition("/")[0] == (two.name or "").partition("/")[0]
    )


def _shared(one: _End, two: _End) -> tuple[float, float]:
    """Both ends, the first with the scale of the second where it has none and would be out of order otherwise."""
    high = two.value()
    if not one.number.scaled and two.number.scaled and float(one.number.mantissa) <= float(two.number.mantissa):
        return one.value(two.number.power), high
    if one.number.scaled and not two.number.scaled and high < one.value():
        return one.value(), two.value(one.number.power)
    factor = two.unit.factor if two.unit and one.unit is None else 1.0
    return one.value() * factor, high


def _changes(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a word of change stands right before: up 500 to 3,000 is no range."""
    at = i - 1 if i and tokens[i - 1].key in lexicon.words["change_links"] else i
    return lexicon.phrases["change"].before(tokens, at) is not None


# -- what stands before and after -----------------------------------------------------


def _qualified(tokens: Sequence[Token], found: Found, lexicon: Lexicon, floor: int) -> Found:
    """The figure with the qualifiers around it."""
    if found.kind in (Kind.DATE, Kind.RANK, Kind.ORDINAL):
        return found
    if found.kind == Kind.YEAR:
        return found
    after = _qualifier_after(tokens, found.end, lexicon)
    if after is not None and found.amount.low == found.amount.high:
        amount = bounded(found.amount.low or 0.0, found.amount.high or 0.0, after[0])
        found = attrs.evolve(found, amount=amount, end=after[1])
    first, qualifier = _before(tokens, found.first, lexicon, floor)
    if qualifier is None:
        return found
    low, high = found.amount.low, found.amount.high
    if found.kind == Kind.DURATION and _during(tokens, qualifier, lexicon):
        return found
    if low is None or high is None:
        return attrs.evolve(
            found, first=first, amount=attrs.evolve(found.amount, approx=found.amount.approx or qualifier[0] == "about")
        )
    amount = bounded(low, high, qualifier[0], open_above=found.amount.high_open, approx=found.amount.approx)
    return attrs.evolve(found, first=first, amount=amount, qualifier=qualifier[1])


def _qualifier_after(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """The qualifier after a number or its unit: 100-plus, or more; "and over 200" belongs to the next number."""
    after = lexicon.phrases["qualifiers_after"].at(tokens, i)
    if after is None or not (tokens[i].glued or tokens[i].kind == WORD):
        return None
    begins = after[1] < len(tokens) and (
        tokens[after[1]].kind == NUMBER or currency_in_front(tokens, after[1], lexicon)
    )
    return None if begins and not tokens[i].glued else after


def _before(
    tokens: Sequence[Token], first: int, lexicon: Lexicon, floor: int
) -> tuple[int, tuple[str, tuple[int, int]] | None]:
    """The qualifier before token `first`, and where the figure begins with it."""
    at = first
    if at > floor and tokens[at - 1].key == "-" and tokens[at].glued and not tokens[at - 1].glued:
        at = first = at - 1
    found = lexicon.phrases["qualifiers"].before(tokens, at, floor)
    for _ in range(2):
        if found is not None:
            break
        filler = lexicon.phrases["fillers"].before(tokens, at, floor)
        if filler is None:
            return first, None
        at = filler[1]
        found = lexicon.phrases["qualifiers"].before(tokens, at, floor)
    if found is None:
        return first, None
    outer = lexicon.phrases["qualifiers"].before(tokens, found[1], floor)
    if outer is not None and found[0] == "about":  # up to about 500
        return outer[1], (outer[0], (outer[1], at))
    return found[1], (found[0], (found[1], at))


def _during(tokens: Sequence[Token], qualifier: tuple[str, tuple[int, int]], lexicon: Lexicon) -> bool:
    """Whether "over 10 years" says how long and not how many at least; "for over 10 years" does the latter."""
    first, end = qualifier[1]
    if end - first > 1 or tokens[first].key not in lexicon.words["during"]:
        return False
    return not (first and tokens[first - 1].key in lexicon.words["for"])
