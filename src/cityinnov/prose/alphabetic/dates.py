"""Years and dates in alphabetic languages: 2019 to 2021, the late 1970s, May 21, November 2021, 2025-05-20."""

from __future__ import annotations

from collections.abc import Sequence

from cityinnov.prose.amount import Amount, Kind
from cityinnov.prose.found import Found
from cityinnov.prose.lexicon import Lexicon
from cityinnov.prose.tokens import NUMBER, WORD, Token
from cityinnov.prose.years import DAYS, is_year, year_found

__all__ = ["read_date"]


def read_date(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Found | None:
    """The year or date that begins at token i."""
    token = tokens[i]
    if token.kind == NUMBER:
        return (
            _iso(tokens, i)
            or _day_first(tokens, i, lexicon)
            or _decade(tokens, i, lexicon)
            or _years(tokens, i, lexicon)
        )
    month = _month(tokens, i, lexicon)
    return _month_first(tokens, i, lexicon, month) if month else None


def _month(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> int | None:
    if i >= len(tokens) or tokens[i].kind != WORD:
        return None
    month = lexicon.numbers["months"].get(tokens[i].key)
    return month if month and (tokens[i].text[0].isupper() or not lexicon.words["capital_months"]) else None


def _day(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """A day of the month at token i, and the token after it."""
    if i >= len(tokens) or tokens[i].kind != NUMBER or not tokens[i].text.isdigit() or len(tokens[i].text) > 2:
        return None
    day, end = int(tokens[i].text), i + 1
    if (end < len(tokens) and tokens[end].glued and tokens[end].key in lexicon.words["ordinal_suffixes"]) or (
        end < len(tokens) and tokens[end].glued and tokens[end].key == "." and not lexicon.words["capital_months"]
    ):
        end += 1
    return (day, end) if 1 <= day <= DAYS else None


def _month_first(tokens: Sequence[Token], i: int, lexicon: Lexicon, month: int) -> Found | None:
    j = i + 1
    if j < len(tokens) and tokens[j].key == "." and tokens[j].glued:
        j += 1
    day = _day(tokens, j, lexicon)
    if day is not None:
        return _with_year(tokens, i, day[1], f"{month:02d}-{day[0]:02d}")
    if j < len(tokens) and tokens[j].key in (",", "of"):
        j += 1
    if j < len(tokens) and is_year(tokens[j]):
        return _date(i, j + 1, f"{tokens[j].text}-{month:02d}")
    return None


def _day_first(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Found | None:
    day = _day(tokens, i, lexicon)
    if day is None:
        return None
    at = day[1] + 1 if day[1] < len(tokens) and tokens[day[1]].key in ("of", "de") else day[1]
    month = _month(tokens, at, lexicon)
    if month is None:
        return None
    return _with_year(tokens, i, at + 1, f"{month:02d}-{day[0]:02d}")


def _with_year(tokens: Sequence[Token], first: int, end: int, month_day: str) -> Found:
    """A day of a month, with the year where one follows."""
    j = end + 1 if end < len(tokens) and tokens[end].key in (",", "de", "of") else end
    if j < len(tokens) and is_year(tokens[j]):
        return _date(first, j + 1, f"{tokens[j].text}-{month_day}")
    return _date(first, end, f"--{month_day}")


def _date(first: int, end: int, iso: str) -> Found:
    return Found(first, end, Kind.DATE, Amount(None, None), when=iso)


def _iso(tokens: Sequence[Token], i: int) -> Found | None:
    """2025-05-20 and 2025/05/20."""
    if i + 4 >= len(tokens) or not is_year(tokens[i]):
        return None
    parts = tokens[i : i + 5]
    if not all(part.glued for part in parts[1:]) or parts[1].key not in ("-", "/") or parts[3].key != parts[1].key:
        return None
    month, day = parts[2].text, parts[4].text
    if not (month.isdigit() and day.isdigit() and 1 <= int(month) <= 12 and 1 <= int(day) <= DAYS):
        return None
    return _date(i, i + 5, f"{parts[0].text}-{int(month):02d}-{int(day):02d}")


def _decade(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Found | None:
    """The 1990s, the late 1970s."""
    j = i + 1
    if j < len(tokens) and tokens[j].key == "'" and tokens[j].glued:
        j += 1
    if (
        not is_year(tokens[i])
        or j >= len(tokens)
        or not tokens[j].glued
        or tokens[j].key not in lexicon.words["decade_suffixes"]
    ):
        return None
    start, first, parts = int(tokens[i].text), i, lexicon.pairs["decade_parts"]
    before = i - 1
    if before > 0 and tokens[before].key == "-":
        before -= 1
    part = parts.get(tokens[before].key) if before >= 0 else None
    if part is None:
        return year_found(first, j + 1, start, start + 9)
    return year_found(before, j + 1, start + int(part[0]), start + int(part[1]), approx=True)


def _years(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Found | None:
    """A year or a span of years; the caller has found no unit after the first."""
    if not is_year(tokens[i]):
        return None
    low, first = int(tokens[i].text), i
    fiscal = lexicon.phrases["fiscal"].before(tokens, i)
    if fiscal is not None:
        first = fiscal[1]
    if i + 2 < len(tokens) and tokens[i + 2].kind == NUMBER:
        joint, last = tokens[i + 1], tokens[i + 2]
        glued = joint.glued and last.glued
        spans = joint.key in ("-", "–", "/", "~") and glued
        spans |= lexicon.phrases["ranges"].at(tokens, i + 1) == ("to", i + 2) and joint.kind == WORD
        between = lexicon.phrases["ranges"].before(tokens, i)
        if between is not None and between[0] == "between":
            spans |= joint.kind == WORD
        if spans and is_year(last) and int(last.text) > low:
            return year_found(first, i + 3, low, int(last.text))
        if glued and joint.key == "/" and len(last.text) > 2:
            return None  # 2023/1781 is the number of a regulation
        if glued and len(last.text) == 2 and last.text.isdigit():
            return _short_span(first, i, low, joint.key, int(last.text)) or year_found(first, i + 1, low)
    return year_found(first, i + 1, low)


def _short_span(first: int, i: int, low: int, joint: str, last: int) -> Found | None:
    """2021-25 is a span of years and 2021-11 a month; 2023/24 and 2010-11 are one year and the next."""
    high = low - low % 100 + last
    if joint in ("-", "–", "/") and high == low + 1:
        return year_found(first, i + 3, low, high)
    if joint == "-" and 1 <= last <= 12:
        return _date(i, i + 3, f"{low}-{last:02d}")
    if joint in ("-", "–") and high > low:
        return year_found(first, i + 3, low, high)
    return None
