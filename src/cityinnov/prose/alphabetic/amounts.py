"""Amounts and ranges in languages written with letters: a number with its unit, or two with what they share."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from cityinnov.prose.alphabetic.numerals import Number, read_number
from cityinnov.prose.alphabetic.qualifiers import qualifier_after
from cityinnov.prose.alphabetic.ratios import read_one_in
from cityinnov.prose.alphabetic.units import read_unit, with_rate
from cityinnov.prose.amount import Kind
from cityinnov.prose.currencies import currency_in_front
from cityinnov.prose.found import Found, Unit, bounded
from cityinnov.prose.lexicon import Lexicon
from cityinnov.prose.names import within_name
from cityinnov.prose.tokens import NUMBER, SIGN, WORD, Token

__all__ = ["read_amount"]


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
    after = qualifier_after(tokens, number.end, lexicon)
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


def read_amount(tokens: Sequence[Token], i: int, lexicon: Lexicon, floor: int) -> Found | None:
    """The amount or range that begins at token i, without its qualifiers; None for what counts nothing."""
    one = _read_end(tokens, i, lexicon)
    if one is None:
        return None
    if one.unit is None:
        share = read_one_in(tokens, i, one.number, lexicon)
        if share is not None:
            named = tokens[i].kind == NUMBER and within_name(tokens, i, lexicon, bare=True)
            return None if named else share  # page 2 of 3
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
    if first and tokens[first - 1].key in lexicon.words["denominators"]:
        return False
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
    if unit is not None and (
        unit.kind not in (Kind.QUANTITY, Kind.DURATION) or tokens[first].text != tokens[first].key
    ):
        return True  # a unit of its own, or digits in groups, as no name has them
    return not within_name(tokens, first, lexicon, bare=unit is None)


def _range(tokens: Sequence[Token], one: _End, lexicon: Lexicon, floor: int) -> Found | None:
    """A range that begins with `one`, if a second end follows."""
    joint = lexicon.phrases["ranges"].at(tokens, one.end)
    if joint is None or one.number.below is not None:
        return None
    opening = lexicon.phrases["ranges"].before(tokens, one.first, floor)
    opens = opening[0] if opening else _opening_across_qualifier(tokens, one.first, lexicon, floor)
    if not (joint[0] == "to" or (joint[0] == "and" and opens == "between")):
        return None
    sign = tokens[one.end]
    if sign.kind == SIGN and sign.glued != (joint[1] < len(tokens) and tokens[joint[1]].glued) and sign.key != "~":
        return None
    two = _read_end(tokens, joint[1], lexicon)
    if two is None or (two.unit is not None and one.unit is not None and not _same(one.unit, two.unit)):
        return None
    if opens == "from":
        return _first_of_pair(one, two)
    if sign.kind == WORD and (one.unit or not two.unit) and _changes(tokens, one.first, lexicon) and joint[0] == "to":
        return None
    low, high = _shared(one, two)
    unit = two.unit or one.unit
    if low > high or (unit is None and sign.kind == SIGN and within_name(tokens, one.first, lexicon)):
        return None
    if opening is not None and opens == "between":
        one = attrs.evolve(one, first=opening[1])
    return _found(one, two.end, low, high, unit, scaled=two.number.scaled)


def _opening_across_qualifier(tokens: Sequence[Token], first: int, lexicon: Lexicon, floor: int) -> str | None:
    """From about 30 to 50."""
    qualifier = lexicon.phrases["qualifiers"].before(tokens, first, floor)
    opening = lexicon.phrases["ranges"].before(tokens, qualifier[1], floor) if qualifier else None
    return opening[0] if opening and opening[0] == "from" else None


def _first_of_pair(one: _End, two: _End) -> Found | None:
    """From 30 to 50 percent is two figures, the first of which borrows the unit of the second."""
    if one.unit is not None or two.unit is None:
        return None
    low, _ = _shared(one, two)
    return _found(one, one.end, low, low, two.unit, scaled=two.number.scaled)


def _same(one: Unit, two: Unit) -> bool:
    """Whether two units are one, but for a rate said once: 5 yuan to 10 yuan per hour."""
    return one.kind == two.kind and (one.name or "").partition("/")[0] == (two.name or "").partition("/")[0]


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
