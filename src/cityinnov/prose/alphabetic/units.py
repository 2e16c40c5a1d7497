"""What stands after a number written with letters: percent, a currency, a duration, a measure, the thing counted."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from cityinnov.prose.alphabetic.nouns import compound, read_head, singular
from cityinnov.prose.alphabetic.numerals import Number, read_number
from cityinnov.prose.amount import Kind
from cityinnov.prose.currencies import currency_of
from cityinnov.prose.found import Unit
from cityinnov.prose.lexicon import Lexicon
from cityinnov.prose.tokens import SIGN, WORD, Token

__all__ = ["read_unit", "with_rate"]


def read_unit(tokens: Sequence[Token], i: int, lexicon: Lexicon, number: Number) -> Unit | None:
    """The unit of the number that ends before token i, or None for a bare number."""
    if number.ceiling is not None and i < len(tokens) and tokens[i].key in lexicon.words["magnitude_of"]:
        i += 1  # billions of dollars
    if i >= len(tokens):
        return None
    percent = lexicon.phrases["percent"].at(tokens, i)
    if percent is not None:
        return Unit(Kind.PERCENT, percent[0], percent[1])
    times = lexicon.phrases["times"].at(tokens, i)
    if times is not None:
        return Unit(Kind.RATIO, None, times[1])
    hyphened = tokens[i].key == "-" and tokens[i].glued and i + 1 < len(tokens) and tokens[i + 1].glued
    at = i + 1 if hyphened else i
    measured = _money(tokens, at, lexicon) or _duration(tokens, at, lexicon) or _measure(tokens, at, lexicon)
    if measured is not None:
        return measured
    if hyphened:
        token = tokens[at]
        if token.key in lexicon.words["strong"]:  # the 500-strong workforce
            return Unit(Kind.QUANTITY, None, at + 1)
        is_noun = token.kind == WORD and not number.in_words and token.key not in lexicon.words["stops"]
        return Unit(Kind.QUANTITY, singular(token.text, lexicon), at + 1) if is_noun else None
    one = number.mantissa == "1" and not number.scaled
    head = read_head(tokens, i, lexicon, one=one)
    if head is None:
        return None
    name, end = head
    time = lexicon.names["durations"].get(name.lower())
    if time is not None:  # five consecutive years
        return Unit(Kind.DURATION, time, end)
    return with_rate(tokens, Unit(Kind.QUANTITY, name, end), lexicon)


def _money(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Unit | None:
    token = tokens[i]
    unit = currency_of(lexicon, tokens, i, "currency_names")
    if unit is None and token.kind == WORD and token.text in lexicon.codes:
        unit = Unit(Kind.MONEY, token.text, i + 1)
    if unit is None and (token.kind == SIGN or token.text.isupper()):
        unit = currency_of(lexicon, tokens, i, "currency_signs")
        after = tokens[unit.end] if unit is not None and unit.end < len(tokens) else None
        if after is not None and after.kind == "number" and token.kind == SIGN and not token.glued:
            return None  # the sign belongs to the next number
    if unit is None:
        return None
    return with_rate(tokens, unit, lexicon)


def with_rate(tokens: Sequence[Token], unit: Unit, lexicon: Lexicon) -> Unit:
    """A unit with what it is for each of: yuan per share."""
    rate = (
        read_rate(tokens, unit.end, lexicon)
        or _rate_of_stuff(tokens, unit.end, lexicon)
        or _each_of_many(tokens, unit.end, lexicon)
    )
    if rate is None:
        return unit
    again = read_rate(tokens, rate[1], lexicon) if rate[1] > unit.end else None  # per worker per year
    name, end = (f"{rate[0]}/{again[0]}", again[1]) if again else rate
    return attrs.evolve(unit, name=f"{unit.name}/{name}", end=end)


def _rate_of_stuff(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """A rate said behind what is measured: 40 tonnes of refined copper a year."""
    if i >= len(tokens) or tokens[i].key not in lexicon.words["magnitude_of"]:
        return None
    for j in range(i + 1, min(i + 5, len(tokens))):
        rate = read_rate(tokens, j, lexicon) if j > i + 1 else None
        if rate is not None:
            return rate
        if tokens[j].kind != WORD or tokens[j].key in lexicon.words["stops"]:
            return None
    return None


def _each_of_many(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """The thing of "for each of the 500 jobs", which is a figure of its own, so that nothing is read past."""
    each = lexicon.phrases["per"].at(tokens, i)
    if each is None or each[1] < i + 2 or each[1] + 2 >= len(tokens):
        return None
    of, whose = tokens[each[1]].key, tokens[each[1] + 1]
    if of not in lexicon.words["magnitude_of"] or whose.key not in lexicon.words["half_of"]:
        return None
    number = read_number(tokens, each[1] + 2, lexicon)
    head = read_head(tokens, number.end if number else each[1] + 2, lexicon)
    return None if head is None else (head[0], i)


def _duration(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Unit | None:
    key = tokens[i].key.partition("'")[0]
    time = lexicon.names["durations"].get(key)
    if time is not None:
        rate = read_rate(tokens, i + 1, lexicon)
        if rate is not None and rate[0] in lexicon.names["durations"]:  # 24 hours a day
            return Unit(Kind.QUANTITY, f"{time}/{rate[0]}", rate[1])
        return Unit(Kind.DURATION, time, i + 1)
    years = lexicon.numbers["decades"].get(key)
    return None if years is None else Unit(Kind.DURATION, "year", i + 1, factor=float(years))


def _measure(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Unit | None:
    found = lexicon.phrases["measures"].at(tokens, i)
    if found is None:
        return None
    end = found[1]
    words = "".join(token.text if token.glued and k else f" {token.text}" for k, token in enumerate(tokens[i:end]))
    name = singular(words.strip(), lexicon)
    if tokens[i].key in lexicon.words["powers_of_length"]:
        name = name.replace("-", " ")  # a 40,000-square-foot hall
    return with_rate(tokens, Unit(Kind.QUANTITY, name, end), lexicon)


_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def read_rate(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """What a quantity is for each of, as a unit, and the token after it: per month, annually, /acre."""
    if i >= len(tokens):
        return None
    at = i + 1 if tokens[i].key == "-" and tokens[i].glued else i
    whole = lexicon.phrases["rates"].at(tokens, at)
    if whole is not None:
        dated = lexicon.phrases["temporal"].at(tokens, whole[1])
        is_ago = dated is not None and dated[0] in ("ago", "hence")  # a year earlier
        is_named = whole[1] < len(tokens) and _YEAR.fullmatch(tokens[whole[1]].text)  # "im Jahr 2023": in that one
        return None if is_ago or is_named else whole
    per = lexicon.phrases["per"].at(tokens, at)
    if per is None or per[1] >= len(tokens):
        return None
    j = per[1] + 1 if tokens[per[1]].key == "-" and per[1] + 1 < len(tokens) else per[1]
    time = lexicon.names["durations"].get(tokens[j].key)
    if time is not None:
        return time, j + 1
    priced = tokens[at].key in lexicon.words["articles"] and tokens[j].key in lexicon.words["priced"]
    if not (tokens[at].key in lexicon.words["per"] or priced) or tokens[j].kind != WORD:
        return None
    measure = _measure(tokens, j, lexicon)
    if measure is not None and measure.name is not None:
        return measure.name, measure.end
    while tokens[j].key in lexicon.words["per_modifiers"] and j + 1 < len(tokens) and tokens[j + 1].kind == WORD:
        j += 1
    word, end = compound(tokens, j)
    return singular(word, lexicon), end
