"""Amounts and ranges in Chinese and Japanese: a number with its unit, or two with what they share."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import attrs

from cityinnov.prose.amount import Amount, Kind
from cityinnov.prose.currencies import currency_in_front
from cityinnov.prose.found import Found, Unit
from cityinnov.prose.ideographic.numerals import Numeral, read_numeral
from cityinnov.prose.ideographic.qualifiers import qualified
from cityinnov.prose.ideographic.units import noun_before, rate_before, read_measure
from cityinnov.prose.lexicon import Lexicon
from cityinnov.prose.names import after_glued
from cityinnov.prose.tokens import SIGN, WORD, Token

__all__ = ["read_amount"]

#: How far before a number without a currency the word may stand that speaks of money.
REACH = 8


@attrs.frozen(slots=True)
class _End:
    """One end of a range, or a whole amount."""

    first: int
    numeral: Numeral
    unit: Unit | None
    end: int

    def factor(self) -> float:
        return self.unit.factor if self.unit else 1.0

    def added(self) -> float:
        return self.unit.added if self.unit else 0.0


def _read_end(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> _End | None:
    front = currency_in_front(tokens, i, lexicon)
    at = front.end if front else i
    numeral = read_numeral(tokens, at, lexicon)
    if numeral is None:
        half = at < len(tokens) and tokens[at].key in lexicon.words["half"] and front is None
        unit = read_measure(tokens, at + 1, lexicon) if half else None
        if unit is None or unit.kind != Kind.DURATION:
            return None
        return _End(i, Numeral(Decimal("0.5"), 0, at + 1, in_words=True), unit, unit.end)
    unit = read_measure(tokens, numeral.end, lexicon)
    if front is not None and (unit is None or unit.kind != Kind.MONEY):
        unit = attrs.evolve(front, end=numeral.end)
    elif front is not None and unit is not None and unit.name == "CNY":  # 新台币5亿元
        unit = attrs.evolve(unit, name=front.name)
    return _End(i, numeral, unit, unit.end if unit else numeral.end)


def read_amount(tokens: Sequence[Token], i: int, lexicon: Lexicon, floor: int) -> Found | int | None:
    """The amount or range at token i; where the number there is no figure, the token to go on from; else None."""
    one = _read_end(tokens, i, lexicon)
    if one is None:
        return None
    after = tokens[one.numeral.end].key if one.numeral.end < len(tokens) else ""
    names_it = one.unit is not None and one.unit.end > one.numeral.end + 1  # 两条生产线, but not 第八条
    if after in lexicon.words["not_counted"] and (
        one.unit is None or (one.unit.kind == Kind.QUANTITY and not names_it)
    ):
        return one.numeral.end + 1
    found = _range(tokens, one, lexicon, floor)
    if found is None:
        low, high = (end * one.factor() + one.added() for end in (one.numeral.value(), one.numeral.ceiling()))
        found = _found(one, one.end, low, high, one.unit)
        if _is_negative(tokens, one.first, floor):
            amount = attrs.evolve(found.amount, low=-high, high=-low, high_open=False, low_open=found.amount.high_open)
            found = attrs.evolve(found, first=one.first - 1, amount=amount)
    found = qualified(tokens, found, one.numeral.suffix, lexicon, floor)
    if not _is_figure(tokens, one, found, lexicon):
        return one.numeral.end if one.numeral.in_words else max(one.numeral.end, after_glued(tokens, i))
    return _completed(tokens, found, lexicon, floor)


def _found(one: _End, end: int, low: float, high: float, unit: Unit | None) -> Found:
    vague = one.numeral.open_above
    amount = Amount(low, high, high_open=vague, approx=one.numeral.high is not None)
    kind = unit.kind if unit else Kind.QUANTITY
    notes = unit.notes if unit else ()
    return Found(one.first, end, kind, amount, unit.name if unit else None, scaled=one.numeral.power >= 4, notes=notes)


def _is_negative(tokens: Sequence[Token], i: int, floor: int) -> bool:
    """Whether a minus stands before a number: 净利润-3.2亿元, but 2021-2023年 and GB-7718 have none."""
    if i <= floor or tokens[i - 1].key != "-" or not tokens[i].glued:
        return False
    before = tokens[i - 2] if i > 1 else None
    if before is None or not tokens[i - 1].glued:
        return True
    return (before.kind == WORD and not before.text[-1].isascii()) or before.key in ("(", ":", ",")


def _range(tokens: Sequence[Token], one: _End, lexicon: Lexicon, floor: int) -> Found | None:
    """3至5亿元, 30%—40%, 介于5亿元和8亿元之间."""
    joint = lexicon.phrases["ranges"].at(tokens, one.end)
    if joint is None or one.numeral.high is not None:
        return None
    opening = lexicon.phrases["ranges"].before(tokens, one.first, floor)
    two = _read_end(tokens, joint[1], lexicon)
    if two is None:
        return None
    if joint[0] == "and" and not (
        opening and opening[0] == "between" and two.end < len(tokens) and tokens[two.end].key == "之间"
    ):
        return None
    if joint[0] not in ("to", "and"):
        return None
    if one.unit and two.unit and (one.unit.kind, one.unit.name) != (two.unit.kind, two.unit.name):
        return None
    unit = two.unit or one.unit
    factor = unit.factor if unit else 1.0
    shares = (
        not one.numeral.power
        and two.numeral.power
        and one.unit is None
        and one.numeral.mantissa <= two.numeral.mantissa
    )
    low = one.numeral.value(two.numeral.power if shares else None) * factor
    high = two.numeral.value() * factor
    if opening is not None and opening[0] == "from":
        return attrs.evolve(_found(one, one.end, low, low, unit), scaled=False)
    if low > high or (unit is None and tokens[one.end].kind == SIGN):
        return None
    return attrs.evolve(_found(one, two.end, low, high, unit), scaled=two.numeral.power >= 4)


def _is_figure(tokens: Sequence[Token], one: _End, found: Found, lexicon: Lexicon) -> bool:
    """Whether the number counts something rather than being part of a word or a name."""
    numeral, unit = one.numeral, one.unit
    if numeral.in_words:
        return _counts_in_words(tokens, one, found, lexicon)
    if (
        one.first
        and tokens[one.first - 1].key in lexicon.words["each"]
        and (unit is None or unit.kind != Kind.DURATION)
    ):
        return numeral.mantissa == 1  # 每100户居民 is what something is counted for
    if unit is not None or found.scaled or found.qualifier is not None or numeral.suffix is not None:
        return True
    before = tokens[one.first - 1] if one.first else None
    if before is None or before.kind == SIGN:
        return before is None or before.key not in ("(", "[", "·", "“", "《", '"')
    return before.kind == WORD and not before.text.isascii() and before.key not in lexicon.words["name_heads"]


def _counts_in_words(tokens: Sequence[Token], one: _End, found: Found, lexicon: Lexicon) -> bool:
    """Whether number words count: 六家整车企业 and 千亿元 do, 每万人, 百姓, 一个项目 and 五大 do not."""
    numeral, unit = one.numeral, one.unit
    if one.first and tokens[one.first - 1].key in lexicon.words["each"]:
        return unit is not None and unit.kind == Kind.DURATION and numeral.mantissa > 1  # 每两天
    if found.qualifier is not None or numeral.suffix is not None:
        return unit is not None or found.scaled
    if unit is None:
        return found.scaled and not numeral.bare
    if unit.kind == Kind.QUANTITY and unit.name is None and tokens[unit.end - 1].key in lexicon.words["largest"]:
        return False
    lone_scale = numeral.bare and numeral.mantissa == 1 and numeral.power in lexicon.numbers["powers"].values()
    if lone_scale or (numeral.mantissa == 1 and not numeral.power):
        return unit.kind in (Kind.MONEY, Kind.PERCENT) or unit.factor != 1.0
    return True


def _completed(tokens: Sequence[Token], found: Found, lexicon: Lexicon, floor: int) -> Found:
    """The figure with what is said before it: the thing counted, what it is for each of, its currency."""
    classifier = tokens[found.end - 1].key in lexicon.names["classifiers"] or found.unit in (None, "unit")
    if found.kind == Kind.QUANTITY and classifier:
        noun = noun_before(tokens, found.first, floor, lexicon, tokens[found.end - 1].key)
        if noun is not None and (found.unit is None or found.unit in lexicon.names["classifiers"].values()):
            found = attrs.evolve(found, unit=noun)
    if (
        found.kind == Kind.QUANTITY
        and found.unit is None
        and found.scaled
        and tokens[found.end - 1].key not in lexicon.names["classifiers"]
    ):
        cues = lexicon.words["money_cues"]
        if any(token.key in cues for token in tokens[max(floor, found.first - REACH) : found.first]):
            found = attrs.evolve(
                found, kind=Kind.MONEY, unit="CNY", notes=(*found.notes, "no currency stated; read as CNY")
            )
    if found.kind in (Kind.QUANTITY, Kind.MONEY) and found.unit is not None and "/" not in found.unit:
        rate = rate_before(tokens, found.first, floor, lexicon)
        if rate is not None and (found.kind == Kind.QUANTITY or rate[1] < found.first or rate[0] == "share"):
            found = attrs.evolve(found, unit=f"{found.unit}/{rate[0]}", first=min(found.first, rate[1]))
    return found
