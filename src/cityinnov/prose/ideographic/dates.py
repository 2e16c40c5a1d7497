"""Years and dates in Chinese and Japanese: 2024年, 2023年5月21日, 5月21日, 2019—2021年, 20世纪90年代."""

from __future__ import annotations

from collections.abc import Sequence

from cityinnov.prose.amount import Amount, Kind
from cityinnov.prose.found import Found
from cityinnov.prose.lexicon import Lexicon
from cityinnov.prose.tokens import NUMBER, WORD, Token
from cityinnov.prose.years import DAYS, is_year, year_found

__all__ = ["months_end", "read_calendar"]


def read_calendar(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Found | None:
    """The year or date that begins at token i."""
    if tokens[i].kind != NUMBER:
        return _century(tokens, i, lexicon) or _year_in_words(tokens, i, lexicon)
    return (
        _century(tokens, i, lexicon)
        or _decade(tokens, i, i, 1900, lexicon)
        or _year(tokens, i, lexicon)
        or _month_day(tokens, i, lexicon)
    )


def _is_year_word(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """年, and the words that begin with it: 年底, 年末."""
    return i < len(tokens) and tokens[i].kind == WORD and tokens[i].key[0] in lexicon.words["year"]


def _year(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Found | None:
    if not is_year(tokens[i]):
        return None
    low = int(tokens[i].text)
    end = i + 2 if _is_year_word(tokens, i + 1, lexicon) else i + 1
    joint = lexicon.phrases["ranges"].at(tokens, end)
    if joint is not None and joint[0] == "to" and joint[1] < len(tokens) and is_year(tokens[joint[1]]):
        high = int(tokens[joint[1]].text)
        if high > low:
            stop = joint[1] + 1
            return year_found(i, stop + 1 if _is_year_word(tokens, stop, lexicon) else stop, low, high)
    if end == i + 1:
        iso = (
            _month(tokens, i, end + 1, low, lexicon)
            if end < len(tokens) and tokens[end].key in ("-", "/", ".")
            else None
        )
        return iso or (year_found(i, end, low) if not _is_counted(tokens, end, lexicon) else None)
    if tokens[i + 1].key == "年":
        return _month(tokens, i, end, low, lexicon) or year_found(i, end, low)
    return year_found(i, end, low)


def _is_counted(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a unit or scale follows four digits: 2000亿元, 1900家."""
    if i >= len(tokens):
        return False
    key = tokens[i].key
    tables = ("durations", "measures", "classifiers", "nouns")
    words = ("not_counted", "times", "tenths", "over_within", "about_within", "part_of")
    return (
        key in lexicon.numbers["powers"]
        or any(key in lexicon.names[name] for name in tables)
        or any(key in lexicon.words[name] for name in words)
        or any(lexicon.phrases[name].at(tokens, i) for name in ("percent", "currency_names", "qualifiers_after"))
    )


def _number(tokens: Sequence[Token], i: int, most: int) -> int | None:
    if i < len(tokens) and tokens[i].kind == NUMBER and tokens[i].text.isdigit() and len(tokens[i].text) <= 2:
        value = int(tokens[i].text)
        return value if 1 <= value <= most else None
    return None


def _month(tokens: Sequence[Token], first: int, i: int, year: int, lexicon: Lexicon) -> Found | None:
    """The month, and the day, after a year."""
    month = _number(tokens, i, 12)
    if month is None or i + 1 >= len(tokens):
        return None
    if tokens[i + 1].key in ("-", "/") and tokens[i - 1].key == tokens[i + 1].key:
        day = _number(tokens, i + 2, DAYS)
        return _date(first, i + 3, f"{year}-{month:02d}-{day:02d}") if day else None
    if tokens[i + 1].key not in lexicon.words["month"]:
        return None
    day = _number(tokens, i + 2, DAYS)
    if day is not None and i + 3 < len(tokens) and tokens[i + 3].key in lexicon.words["day"]:
        return _date(first, i + 4, f"{year}-{month:02d}-{day:02d}")
    return _date(first, i + 2, f"{year}-{month:02d}")


def _month_day(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Found | None:
    """5月21日; a month alone is a time of the sentence and no date of its own."""
    month = _number(tokens, i, 12)
    if month is None or i + 1 >= len(tokens) or tokens[i + 1].key not in lexicon.words["month"]:
        return None
    day = _number(tokens, i + 2, DAYS)
    if day is not None and i + 3 < len(tokens) and tokens[i + 3].key in lexicon.words["day"]:
        return _date(i, i + 4, f"--{month:02d}-{day:02d}")
    return _date(i, i + 2, f"--{month:02d}")


def _date(first: int, end: int, iso: str) -> Found:
    return Found(first, end, Kind.DATE, Amount(None, None), when=iso)


def _century(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Found | None:
    """20世纪90年代, 上世纪70年代末."""
    if tokens[i].key in lexicon.words["last_century"]:
        return _decade(tokens, i, i + 1, 1900, lexicon)
    century = _number(tokens, i, 21)
    if century is None or i + 1 >= len(tokens) or tokens[i + 1].key not in lexicon.words["century"]:
        return None
    return _decade(tokens, i, i + 2, (century - 1) * 100, lexicon)


def _decade(tokens: Sequence[Token], first: int, i: int, century: int, lexicon: Lexicon) -> Found | None:
    if i + 1 >= len(tokens) or tokens[i + 1].key not in lexicon.words["decade"]:
        return None
    if tokens[i].kind == NUMBER and tokens[i].text.isdigit() and len(tokens[i].text) <= 4:
        start = int(tokens[i].text)
    else:
        start = 10 * lexicon.numbers["digits"].get(tokens[i].key, -1)
    if start < 0 or start % 10 or 100 <= start < 1800:
        return None
    low = start if start >= 1800 else century + start
    part = lexicon.pairs["decade_parts"].get(tokens[i + 2].key) if i + 2 < len(tokens) else None
    if part is None:
        return year_found(first, i + 2, low, low + 9)
    return year_found(first, i + 3, low + int(part[0]), low + int(part[1]), approx=True)


def _year_in_words(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Found | None:
    """二〇二三年."""
    digits = lexicon.numbers["digits"]
    run = [digits[token.key] for token in tokens[i : i + 4] if token.key in digits]
    if len(run) != 4 or not _is_year_word(tokens, i + 4, lexicon):
        return None
    year = int("".join(map(str, run)))
    return year_found(i, i + 5, year) if 1800 <= year <= 2100 else None


def months_end(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> int | None:
    """The token after a span of months, which says when and counts nothing: 1—9月."""
    joint = lexicon.phrases["ranges"].at(tokens, i + 1)
    if _number(tokens, i, 12) is None or joint is None or _number(tokens, joint[1], 12) is None:
        return None
    end = joint[1] + 1
    return end + 1 if end < len(tokens) and tokens[end].key in lexicon.words["month"] else None
