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
from decimal import Decimal

import attrs

from cityinnov.prose.found import Found, bounded
from cityinnov.prose.ideograph_dates import months_end, read_calendar
from cityinnov.prose.ideograph_numerals import Numeral, read_numeral
from cityinnov.prose.ideograph_units import noun_before, rate_before, read_measure
from cityinnov.prose.lexicon import Lexicon
from cityinnov.prose.mention import Amount, Kind
from cityinnov.prose.names import after_glued, name_at
from cityinnov.prose.tokens import NAME, NUMBER, SIGN, WORD, Token
from cityinnov.prose.units import Unit, currency_in_front

__all__ = ["read_sentence"]

#: How far before a position the word that makes it a rank may stand.
REACH = 8


def read_sentence(tokens: Sequence[Token], lexicon: Lexicon) -> list[Found]:
    """All figures of a sentence, in order."""
    figures: list[Found] = []
    i = floor = 0
    while i < len(tokens):
        if tokens[i].kind == NUMBER:
            skip = months_end(tokens, i, lexicon) or name_at(tokens, i, lexicon)
            if skip is not None and read_calendar(tokens, i, lexicon) is None:
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
        return _ordinal(tokens, i, lexicon)
    if key in words["top"]:
        return _top(tokens, i, lexicon)
    date = read_calendar(tokens, i, lexicon)
    if date is not None:
        return date
    found = _share(tokens, i, lexicon) or _multiple(tokens, i, lexicon)
    if found is not None:
        return _qualified(tokens, found, None, lexicon, floor)
    return _amount(tokens, i, lexicon, floor)


# -- shares and multiples -------------------------------------------------------------


def _share(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Found | None:
    """百分之四十, 三分之一, 一半."""
    key, words = tokens[i].key, lexicon.words
    if key in words["percent_of"] or key in words["permille_of"]:
        numeral = read_numeral(tokens, i + 1, lexicon)
        unit = "percent" if key in words["percent_of"] else "per mille"
        return None if numeral is None else _point(i, numeral.end, Kind.PERCENT, numeral.value(), unit)
    if key in words["halves"]:
        return _point(i, i + 1, Kind.RATIO, 0.5)
    whole = read_numeral(tokens, i, lexicon)
    if whole is None or whole.end >= len(tokens) or tokens[whole.end].key not in words["part_of"]:
        return None
    part = read_numeral(tokens, whole.end + 1, lexicon)
    if part is None or not whole.mantissa:
        return None
    return _point(i, part.end, Kind.RATIO, part.value() / whole.value())


def _multiple(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Found | None:
    """翻番, 翻两番, 减半."""
    key, words = tokens[i].key, lexicon.words
    if key in words["doubling"]:
        return attrs.evolve(_point(i, i + 1, Kind.RATIO, 2.0), change="up")
    if key in words["halving"]:
        return attrs.evolve(_point(i, i + 1, Kind.RATIO, 0.5), change="down")
    if key not in words["multiply"]:
        return None
    at = i + 2 if i + 1 < len(tokens) and tokens[i + 1].key == "了" else i + 1
    times = read_numeral(tokens, at, lexicon)
    if times is None or times.end >= len(tokens):
        return None
    if tokens[times.end].key in words["fan"] and times.value() <= REACH:
        return attrs.evolve(_point(i, times.end + 1, Kind.RATIO, 2.0 ** times.value()), change="up")
    return None


def _point(first: int, end: int, kind: Kind, value: float, unit: str | None = None) -> Found:
    return Found(first, end, kind, bounded(value, value, None), unit)


# -- positions ------------------------------------------------------------------------


def _ordinal(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Found | int | None:
    """第4位, 全国第四, 第八年, 第100万辆; the third generation and the first of its kind are no figures."""
    numeral = read_numeral(tokens, i + 1, lexicon)
    if numeral is None:
        return None
    words, end, value = lexicon.words, numeral.end, numeral.value()
    after = tokens[end].key if end < len(tokens) else ""
    if after in words["rank_units"]:
        return _position(i, end + 1, Kind.RANK, value)
    if after in words["largest"] and value > 1:
        return _position(i, end, Kind.RANK, value)
    if after in words["not_counted"]:
        return end + 1
    time = lexicon.names["durations"].get(after)
    if time is not None or after in lexicon.names["classifiers"]:
        unit = time or _unit_name(tokens, end, lexicon)
        return _position(i, end + 1, Kind.ORDINAL, value, unit) if value > 1 else end + 1
    cued = any(token.key in words["rank_cues"] for token in tokens[max(0, i - REACH) : i])
    if cued and (end >= len(tokens) or tokens[end].kind == SIGN or after in words["stops"] or value > 1):
        return _position(i, end, Kind.RANK, value)
    return end


def _unit_name(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> str | None:
    unit = read_measure(tokens, i, lexicon)
    return unit.name if unit else None


def _top(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Found | None:
    """前十, 前10强; 前三季度 and 前5个月 are times."""
    numeral = read_numeral(tokens, i + 1, lexicon)
    if numeral is None:
        return None
    words, end = lexicon.words, numeral.end
    after = tokens[end].key if end < len(tokens) else ""
    cued = any(token.key in words["rank_cues"] for token in tokens[max(0, i - REACH) : i])
    if after in words["top_units"]:
        return Found(i, end + 1, Kind.RANK, Amount(None, numeral.value()))
    if cued and (end >= len(tokens) or tokens[end].kind == SIGN):
        return Found(i, end, Kind.RANK, Amount(None, numeral.value()))
    return None


def _position(first: int, end: int, kind: Kind, value: float, unit: str | None = None) -> Found:
    return Found(first, end, kind, Amount(value, value), unit)


# -- amounts and ranges ---------------------------------------------------------------


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


def _amount(tokens: Sequence[Token], i: int, lexicon: Lexicon, floor: int) -> Found | int | None:
    one = _read_end(tokens, i, lexicon)
    if one is None:
        return None
    after = tokens[one.numeral.end].key if one.numeral.end < len(tokens) else ""
    if after in lexicon.words["not_counted"] and (one.unit is None or one.unit.kind == Kind.QUANTITY):
        return one.numeral.end + 1
    found = _range(tokens, one, lexicon, floor)
    if found is None:
        low, high = (end * one.factor() + one.added() for end in (one.numeral.value(), one.numeral.ceiling()))
        found = _found(one, one.end, low, high, one.unit)
    found = _qualified(tokens, found, one.numeral.suffix, lexicon, floor)
    if not _is_figure(tokens, one, found, lexicon):
        return one.numeral.end if one.numeral.in_words else max(one.numeral.end, after_glued(tokens, i))
    return _completed(tokens, found, lexicon, floor)


def _found(one: _End, end: int, low: float, high: float, unit: Unit | None) -> Found:
    vague = one.numeral.open_above
    amount = Amount(low, high, high_open=vague, approx=one.numeral.high is not None)
    kind = unit.kind if unit else Kind.QUANTITY
    notes = unit.notes if unit else ()
    return Found(one.first, end, kind, amount, unit.name if unit else None, scaled=one.numeral.power >= 4, notes=notes)


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
        if one.first and tokens[one.first - 1].key in lexicon.words["each"]:  # 每万人
            return False
        bounded_ = found.qualifier is not None or numeral.suffix is not None
        if unit is None and not found.scaled:
            return False
        if numeral.bare and not bounded_ and unit is None:
            return False
        if numeral.mantissa == 1 and not numeral.power and not bounded_:
            return (unit is not None and unit.kind in (Kind.MONEY, Kind.PERCENT)) or (
                unit is not None and unit.factor != 1.0
            )
        return True
    if unit is not None or found.scaled or found.qualifier is not None or numeral.suffix is not None:
        return True
    before = tokens[one.first - 1] if one.first else None
    if before is None or before.kind == SIGN:
        return before is None or before.key not in ("(", "[", "·", "“", "《", '"')
    return before.kind == WORD and not before.text.isascii() and before.key not in lexicon.words["name_heads"]


def _completed(tokens: Sequence[Token], found: Found, lexicon: Lexicon, floor: int) -> Found:
    """The figure with what is said before it: the thing counted, what it is for each of, its currency."""
    classifier = tokens[found.end - 1].key in lexicon.names["classifiers"] or found.unit in (None, "unit")
    if found.kind == Kind.QUANTITY and classifier:
        noun = noun_before(tokens, found.first, floor, lexicon)
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
        if rate is not None and (found.kind == Kind.QUANTITY or rate[1] < found.first):
            found = attrs.evolve(found, unit=f"{found.unit}/{rate[0]}", first=min(found.first, rate[1]))
    return found


def _qualified(tokens: Sequence[Token], found: Found, suffix: str | None, lexicon: Lexicon, floor: int) -> Found:
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
