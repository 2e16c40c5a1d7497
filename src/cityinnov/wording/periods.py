"""Periods in words: 2025年5月, May 2025 (inferred), 2019 bis 2021; and read back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from babel.dates import format_skeleton

from cityinnov.errors import PeriodError
from cityinnov.values.period import Period
from cityinnov.wording.language import Language, language_of
from cityinnov.wording.locale import LocaleLike

__all__ = ["format_period", "read_period"]

_SKELETONS = {"day": "yMMMd", "month": "yMMMM", "quarter": "yQQQ", "year": "y"}
_PARTS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter", "40": "first_half", "41": "second_half"}
_NAMES = ("spring", "summer", "autumn", "winter", "H1", "H2")
LONGEST = 200
OPEN = ".."  #: how EDTF writes the end of a span that goes on


def format_period(period: Period, locale: LocaleLike = None) -> str:
    """Say a period in a language; what it has no words for stays as EDTF writes it.

    Parameters
    ----------
    period : Period
        What is to be said.
    locale : str or babel.Locale, optional
        A language, with or without a country: `en`, `zh_CN`.

    Examples
    --------
    >>> format_period(Period.parse("2025-05"), "zh_CN"), format_period(Period.parse("2025-05?"), "en")
    ('2025年5月', 'May 2025 (inferred)')
    >>> format_period(Period.parse("2019/2021"), "de"), format_period(Period.parse("197X"), "fr")
    ('2019 bis 2021', 'années 1970')
    """
    return _said(language_of(locale), str(period))


@lru_cache(maxsize=4096)
def _said(language: Language, text: str) -> str:
    period, phrases = Period.parse(text), language.phrases
    if period.precision == "span":
        begin, end = (part.replace("..", "") for part in text.split("/"))
        if not (begin and end) and ".." not in text:
            return text  # an end that nobody knows
        a, b = (_said(language, part) if part else "" for part in (begin, end))
        return phrases["span" if begin and end else "since" if begin else "until"].format(a=a, b=b)
    said = _point(language, period)
    if said is None:
        return text
    if period.approximate:
        said = phrases["approximate"].format(period=said)
    return phrases["uncertain"].format(period=said) if period.uncertain else said


def _point(language: Language, period: Period) -> str | None:
    start = period.start
    if start is None or "X" in period.edtf[4:] or re.search(r"[?~%].", period.edtf):
        return None
    if period.precision == "decade":
        return language.phrases["decade"].format(year=start.year, last=start.year + 9)
    code = _PARTS.get(period.edtf[5:7]) if period.precision in ("season", "half") else None
    if code is not None:
        return language.phrases[code].format(year=f"{start.year:04d}")
    skeleton = _SKELETONS.get(period.precision)
    if skeleton is None:
        return None
    try:
        return format_skeleton(skeleton, start, locale=language.locale)
    except KeyError:  # CLDR has no such pattern for the language
        return None


def read_period(text: str, locale: LocaleLike = None) -> Period:
    """Read a period as the language says it, or as EDTF.

    It is found by saying what it may be: the years, months and days whose words make this very text.

    Raises
    ------
    PeriodError
        If it is no period, or several.

    Examples
    --------
    >>> read_period("2025年5月（推断）", "zh_CN"), read_period("21. Mai 2025", "de"), read_period("since 2019", "en")
    (Period('2025-05?'), Period('2025-05-21'), Period('2019/..'))
    """
    language, words = language_of(locale), " ".join(text.split())
    if len(words) > LONGEST:
        raise PeriodError("this is too long for a period", found=repr(words[:40] + "…"))
    found = _read(language, words)
    if found is not None:
        return found
    return Period.parse(words)


@lru_cache(maxsize=1024)
def _read(language: Language, text: str) -> Period | None:
    readings = {
        Period.parse(candidate)
        for candidate in dict.fromkeys(_candidates(language, text))
        if _same(_said(language, candidate), text)
    }
    if len(readings) > 1:
        raise PeriodError(
            f"{text[:60]!r} may be several periods",
            hint=f"write one of {', '.join(sorted(map(str, readings)))}",
            readings=tuple(sorted(map(str, readings))),
        )
    return next(iter(readings), None)


def _same(said: str, text: str) -> bool:
    return " ".join(said.split()).casefold() == text.casefold()


def _candidates(language: Language, text: str) -> Iterator[str]:
    """EDTF of all that the text may say, by the phrases it is made of."""
    for kind in ("span", "since", "until"):
        for groups in _taken(language.phrases[kind], text):
            a, b = (list(_marked(language, groups[name])) if name in groups else [OPEN] for name in ("a", "b"))
            yield from (f"{first}/{last}" for first in a for last in b if _runs_on(first, last))
    yield from _marked(language, text)


def _runs_on(first: str, last: str) -> bool:
    """Whether two points are the ends of a span, in this order."""
    if OPEN in (first, last):
        return True
    start, end = Period.parse(first).start, Period.parse(last).start
    return start is not None and end is not None and start <= end and len(first) == len(last)


def _marked(language: Language, text: str) -> Iterator[str]:
    yield from _points(language, text)
    for kind, mark in (("uncertain", "?"), ("approximate", "~")):
        for groups in _taken(language.phrases[kind], text):
            yield from (f"{point}{mark}" for point in _points(language, groups["period"]))
    for outer in _taken(language.phrases["uncertain"], text):
        for inner in _taken(language.phrases["approximate"], outer["period"]):
            yield from (f"{point}%" for point in _points(language, inner["period"]))


@lru_cache(maxsize=512)
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(phrase)), re.IGNORECASE)


def _taken(phrase: str, text: str) -> Iterator[dict[str, str]]:
    """What a phrase's fields may be; a mark between the ends of a span may stand in the ends too."""
    match = _pattern(phrase).fullmatch(text)
    if match is not None:
        yield match.groupdict()


def _points(language: Language, text: str) -> Iterator[str]:
    """Years, and their parts, of which the text may be the words."""
    numbers = re.findall(r"\d+", text)
    for year in dict.fromkeys(number for number in numbers if len(number) == 4):
        yield year
        if year.endswith("0"):
            yield f"{year[:3]}X"
        yield from (f"{year}-Q{quarter}" for quarter in range(1, 5))
        yield from (f"{year}-{code}" for code in _NAMES)
        days = {int(number) for number in numbers if len(number) <= 2 and 1 <= int(number) <= 31}
        for month in range(1, 13):
            yield f"{year}-{month:02d}"
            yield from (f"{year}-{month:02d}-{day:02d}" for day in days if _is_day(int(year), month, day))


def _is_day(year: int, month: int, day: int) -> bool:
    import calendar

    return year > 0 and day <= calendar.monthrange(year, month)[1]
