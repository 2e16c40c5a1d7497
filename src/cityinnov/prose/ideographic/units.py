"""What stands after a number in Chinese and Japanese: a unit, or a classifier with the noun it counts."""

from __future__ import annotations

from collections.abc import Sequence

from cityinnov.prose.amount import Kind
from cityinnov.prose.currencies import currency_in_front
from cityinnov.prose.found import Unit
from cityinnov.prose.lexicon import Lexicon
from cityinnov.prose.tokens import NAME, NUMBER, WORD, Token

__all__ = ["noun_before", "rate_before", "read_measure"]

#: Tokens a counted noun phrase may have, and how many of them in a row may be unknown.
LONGEST_PHRASE, LONGEST_GAP = 14, 7
#: Classifiers that are made for one class of nouns.
_HEADS = {"家": "organisations", "名": "persons", "位": "persons", "辆": "vehicles", "片": "wafers"}
#: Those of them that count nothing else.
_EXCLUSIVE = frozenset({"辆", "片"})


def read_measure(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Unit | None:
    """The unit at token i, after a number."""
    if i >= len(tokens):
        return None
    key = tokens[i].key
    percent = lexicon.phrases["percent"].at(tokens, i)
    if percent is not None:
        return Unit(Kind.PERCENT, percent[0], percent[1])
    if key in lexicon.words["times"]:
        return Unit(Kind.RATIO, None, i + 1)
    if key in lexicon.words["tenths"]:
        return Unit(Kind.RATIO, None, i + 1, factor=0.1)
    money = _money(tokens, i, lexicon)
    if money is not None:
        return _with_rate(tokens, money, lexicon)
    time = lexicon.names["durations"].get(key)
    if time is not None:
        half = i + 1 < len(tokens) and tokens[i + 1].key in lexicon.words["half"]
        return Unit(Kind.DURATION, time, i + 2 if half else i + 1, added=0.5 if half else 0.0)
    measure = lexicon.names["measures"].get(key)
    if measure is not None:
        noun = _noun(tokens, i + 1, lexicon) if measure == "person" else None
        return _with_rate(tokens, Unit(Kind.QUANTITY, measure, i + 1), lexicon) if noun is None else noun
    if key in lexicon.names["classifiers"]:
        noun = _noun(tokens, i + 1, lexicon, lexicon.words[_HEADS[key]] if key in _HEADS else frozenset())
        return noun or _with_rate(
            tokens, Unit(Kind.QUANTITY, lexicon.names["classifiers"][key] or None, i + 1), lexicon
        )
    name = lexicon.names["nouns"].get(key)
    return None if name is None else Unit(Kind.QUANTITY, name, i + 1)


def _money(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Unit | None:
    name = lexicon.phrases["currency_names"].at(tokens, i)
    if name is None:
        return currency_in_front(tokens, i, lexicon) if tokens[i].text.isascii() and tokens[i].kind == WORD else None
    code, end = name
    if code == "CNY":  # 元新台币, 元人民币: the currency is said after its unit
        more = lexicon.phrases["currency_signs"].at(tokens, end) or lexicon.phrases["currency_names"].at(tokens, end)
        if more is not None:
            code, end = more
    return Unit(Kind.MONEY, code, end)


def _with_rate(tokens: Sequence[Token], unit: Unit, lexicon: Lexicon) -> Unit:
    """A unit with what it is for each of: 元/股, 片每月."""
    per = lexicon.phrases["per"].at(tokens, unit.end)
    if per is None or unit.name is None or per[1] >= len(tokens):
        return unit
    of = _each(tokens[per[1]].key, lexicon)
    return unit if of is None else Unit(unit.kind, f"{unit.name}/{of}", per[1] + 1, unit.factor, unit.notes)


def _each(key: str, lexicon: Lexicon) -> str | None:
    if key in lexicon.words["month"]:
        return "month"
    if key in lexicon.words["day"]:
        return "day"
    for table in ("durations", "measures", "nouns"):
        found = lexicon.names[table].get(key)
        if found:
            return found
    return lexicon.names["classifiers"].get(key) or None


def _noun(tokens: Sequence[Token], i: int, lexicon: Lexicon, heads: frozenset[str] = frozenset()) -> Unit | None:
    """The head of the noun phrase after a classifier: the last of its first run of known nouns.

    A noun the classifier is made for may follow at a distance: 6家整车制造企业 are enterprises.
    """
    nouns, stops = lexicon.names["nouns"], lexicon.words["stops"]
    found: Unit | None = None
    gap = 0
    for j in range(i, min(len(tokens), i + LONGEST_PHRASE)):
        token = tokens[j]
        if token.key in nouns and (found is None or gap == 0 or token.key in heads):
            found, gap = Unit(Kind.QUANTITY, nouns[token.key], j + 1), 0
        elif (
            (found is not None and (not heads or gap >= 3 or token.key in stops or token.kind not in (WORD, NAME)))
            or (token.kind not in (WORD, NAME) and token.key not in ("“", "”", "-"))
            or token.key in stops
            or token.key in lexicon.numbers["digits"]
        ):
            break
        else:
            gap += 1
            if gap > LONGEST_GAP:
                break
    return found


def noun_before(tokens: Sequence[Token], i: int, floor: int, lexicon: Lexicon, classifier: str) -> str | None:
    """The noun a classifier without one counts: 新增岗位800个; 工厂年产能10万辆 are no factories."""
    only = lexicon.words[_HEADS[classifier]] if classifier in _EXCLUSIVE else None
    for j in range(i - 1, max(floor, i - LONGEST_GAP) - 1, -1):
        noun = lexicon.names["nouns"].get(tokens[j].key)
        if noun is not None and (only is None or tokens[j].key in only):
            return noun
        if tokens[j].kind not in (WORD, NAME):
            return None
    return None


def rate_before(tokens: Sequence[Token], i: int, floor: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """What a figure at token i is for each of, said before it, and where that begins if it stands next to it.

    每股5.47元, 每个岗位23万美元, 每年培养10万人, 年产10万辆.
    """
    for j in range(i - 1, max(floor, i - LONGEST_GAP) - 1, -1):
        key = tokens[j].key
        if tokens[j].kind not in (WORD, NAME) or key in lexicon.words["decade"]:
            return None
        if key in lexicon.words["each"]:
            return _each_of(tokens, j + 1, i, j, lexicon)
        if key in lexicon.words["rate_after"] and j > floor and i - j <= 3:
            dated = j > 1 and tokens[j - 2].kind == NUMBER
            of = _each(tokens[j - 1].key, lexicon)
            if of in ("year", "month", "day") and not dated:
                return of, i
    return None


def _each_of(tokens: Sequence[Token], at: int, i: int, first: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """The thing after 每, behind its classifier: 每名员工."""
    if at >= i:
        return None
    of, end = _each(tokens[at].key, lexicon), at + 1
    if tokens[at].key in lexicon.names["classifiers"] and end < i:
        noun = _each(tokens[end].key, lexicon)
        of, end = (noun, end + 1) if noun else (of, end)
    return None if of is None else (of, first if end == i else i)
