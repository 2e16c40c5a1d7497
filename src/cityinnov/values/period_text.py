"""How a period is written: from a text to EDTF with its first and last day.

Plain years, months, days, quarters, seasons and halves, marked with `?`, `~` or `%` or not, and
spans of those are read here by one compiled pattern. The rarer forms (`197X`, `2023-XX`,
`2023?-05`) go to the `edtf` library, which is imported on first use: it takes 60 ms to import and
milliseconds a text. It is asked for strict bounds only (its fuzzy ones pad by whole years), and only
about texts known to be harmless: it hangs on `Y9E999999999` and takes 2021-02-29 for a date.

References
----------
Library of Congress, *Extended Date/Time Format (EDTF) Specification*, 2019 (ISO 8601-2:2019).
"""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Final, Literal, NamedTuple

from cityinnov.errors import PeriodError

__all__ = ["OPEN", "UNKNOWN", "Precision", "Reading", "read", "spelt"]

Precision = Literal["day", "month", "quarter", "season", "half", "year", "decade", "century", "span"]

OPEN: Final = ".."  #: how EDTF writes the end of a span that goes on
UNKNOWN: Final = ""  #: how EDTF writes an end that nobody knows

MAX_LENGTH: Final = 100
EXAMPLES: Final = "e.g. 2023, 2025-05, 2025-05-21, 2020-Q2, 2019/2021, 2025-05?, 197X, late 1970s"


class Reading(NamedTuple):
    """What a text says: its EDTF form, first and last day (None where unsaid) and precision."""

    edtf: str
    start: datetime.date | None
    end: datetime.date | None
    precision: Precision


class _Part(NamedTuple):
    """A part of the year that EDTF numbers like a month."""

    name: str
    first_month: int
    last_month: int
    precision: Precision


# EDTF leaves open which months a season has; these are the edtf library's, where winter is the
# December at the end of the year.
_PARTS: Final = {
    21: _Part("spring", 3, 5, "season"),
    22: _Part("summer", 6, 8, "season"),
    23: _Part("autumn", 9, 11, "season"),
    24: _Part("winter", 12, 12, "season"),
    33: _Part("Q1", 1, 3, "quarter"),
    34: _Part("Q2", 4, 6, "quarter"),
    35: _Part("Q3", 7, 9, "quarter"),
    36: _Part("Q4", 10, 12, "quarter"),
    40: _Part("H1", 1, 6, "half"),
    41: _Part("H2", 7, 12, "half"),
}
_CODES: Final = {part.name.lower(): code for code, part in _PARTS.items()}

# Which years of a decade a phrase covers. The parts overlap as they do in usage; each end is
# approximate, so "late 1970s" is 1975~/1979~.
_PARTS_OF_DECADE: Final = {"early": (0, 4), "mid": (3, 6), "late": (5, 9)}

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2}|(?!XX)[A-Za-z]+[0-9]?)(?:-([0-9]{2}))?)?([?~%]?)")
_PART_IN_WORDS = re.compile(r"(Q[1-4]|H[12]|spring|summer|autumn|winter) ([0-9]{4})([?~%]?)", re.IGNORECASE)
_DECADE_IN_WORDS = re.compile(r"(?:(early|mid|late)[ -])?([0-9]{3})0s", re.IGNORECASE)
_CODED_PART = re.compile(r"\b([0-9]{4})-(2[1-4]|3[3-6]|4[01])\b")
_FOR_LIBRARY = re.compile(
    r"(?:[0-9]{3}X|[0-9]{2}XX|[0-9]{4}(?:-[0-9]{2}|-XX)?-XX)[?~%]?"  # unspecified digits
    r"|[?~%]?[0-9]{4}[?~%]?(?:-[?~%]?[0-9]{2}[?~%]?){0,2}"  # one component marked
)


def read(text: str) -> Reading:
    """Read a period.

    Raises
    ------
    PeriodError
        If the text is no period or could be several; `data["readings"]` lists what it might mean.

    Examples
    --------
    >>> read("2020-Q2").edtf
    '2020-34'
    >>> read("late 1970s").edtf
    '1975~/1979~'
    """
    if len(text) > MAX_LENGTH:
        raise _refusal(text, "too long for a period", found=f"{len(text)} characters")
    text = text.strip()
    _refuse_ambiguous(text)
    if "/" in text:
        return _read_span(text)
    if match := _DECADE_IN_WORDS.fullmatch(text):
        return _read_decade(text, *match.groups())
    if match := _PART_IN_WORDS.fullmatch(text):
        name, year, mark = match.groups()
        return _read_point(f"{year}-{name}{mark}")
    return _read_point(text)


def spelt(edtf: str) -> str:
    """How people write it: EDTF, but quarters by name, and so whatever would look like two years.

    Examples
    --------
    >>> spelt("2020-34"), spelt("2023-21"), spelt("2020-21")
    ('2020-Q2', '2023-21', '2020-spring')
    """
    return _CODED_PART.sub(_named_part, edtf)


def _named_part(match: re.Match[str]) -> str:
    year, code = match[1], int(match[2])
    named = _PARTS[code].precision == "quarter" or _is_later_year(int(year), code)
    return f"{year}-{_PARTS[code].name}" if named else match[0]


def _is_later_year(year: int, code: int) -> bool:
    """Whether `2020-21` or `2021-35` may mean the years to 2021 or 2035; a month (2011-12) stays one."""
    return not 1 <= code <= 12 and (code > year % 100 or (year + 1) % 100 == code)


def _later_year(year: int, code: int) -> int:
    """The year that two digits name after another: 2035 after 2021, 2000 after 1999."""
    last = year // 100 * 100 + code
    return last if last > year else last + 100


# -- spans --------------------------------------------------------------------------------


def _read_span(text: str) -> Reading:
    first, _, last = text.partition("/")
    first, last = first.strip(), last.strip()
    if {first, last} <= {OPEN, UNKNOWN}:
        raise _refusal(text, "a span without a known end")
    lower = _read_end(first)
    upper = _read_end(last)
    if lower.start and upper.end and lower.start > upper.end:
        swapped = f"{last}/{first}"
        raise _refusal(text, "the span ends before it starts", hint=f"write {swapped}", readings=(swapped,))
    return Reading(f"{lower.edtf}/{upper.edtf}", lower.start, upper.end, "span")


def _read_end(text: str) -> Reading:
    return Reading(text, None, None, "span") if text in (OPEN, UNKNOWN) else _read_point(text)


def _read_decade(text: str, part: str | None, digits: str) -> Reading:
    if digits.endswith("0"):
        decade, century = f"{digits}X", f"{digits[:2]}XX"
        raise _refusal(text, "a decade or a century", hint=f"write {decade} or {century}", readings=(decade, century))
    if part is None:
        return _read_point(f"{digits}X")
    first, last = _PARTS_OF_DECADE[part.lower()]
    return _read_span(f"{digits}{first}~/{digits}{last}~")


# -- one point ----------------------------------------------------------------------------


def _read_point(text: str) -> Reading:
    match = _POINT.fullmatch(text)
    if match is None:
        return _read_by_library(text)
    year_digits, part, day, mark = match.groups()
    year = int(year_digits)
    if year == 0:
        raise _refusal(text, "there is no year 0", hint="the calendar starts with 0001")
    if part is None:
        return Reading(text, datetime.date(year, 1, 1), datetime.date(year, 12, 31), "year")
    code = int(part) if part.isdecimal() else _CODES.get(part.lower(), 0)
    if 1 <= code <= 12:
        return _read_day(text, year, code, int(day)) if day else _read_months(text, year, code, code, "month")
    if code not in _PARTS or day:
        raise _refusal(text, f"there is no month {part!r}", expected="a month 01 to 12, a quarter Q1 to Q4")
    named = _PARTS[code]
    return _read_months(f"{year_digits}-{code}{mark}", year, named.first_month, named.last_month, named.precision)


def _read_months(edtf: str, year: int, first: int, last: int, precision: Precision) -> Reading:
    last_day = calendar.monthrange(year, last)[1]
    return Reading(edtf, datetime.date(year, first, 1), datetime.date(year, last, last_day), precision)


def _read_day(text: str, year: int, month: int, day: int) -> Reading:
    last_day = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last_day:
        raise _refusal(text, f"there is no day {text!r}", hint=f"{year:04d}-{month:02d} has {last_day} days")
    date = datetime.date(year, month, day)
    return Reading(text, date, date, "day")


def _read_by_library(text: str) -> Reading:
    if not _FOR_LIBRARY.fullmatch(text):
        raise _refusal(text)
    from edtf import EDTFParseException, parse_edtf

    try:
        parsed = parse_edtf(text)
        start = datetime.date(*parsed.lower_strict()[:3])
        end = datetime.date(*parsed.upper_strict()[:3])
    except (EDTFParseException, ValueError) as error:
        raise _refusal(text) from error
    return Reading(text, start, end, _precision(text))


def _precision(text: str) -> Precision:
    """The precision of a text the library read; an unspecified month is still one month."""
    if dashes := text.count("-"):
        return "day" if dashes == 2 else "month"
    return "century" if "XX" in text else "decade" if "X" in text else "year"


# -- refusals -----------------------------------------------------------------------------

_TWO_DIGITS = re.compile(r"(?:^|(?<=/))([0-9]{4})-([0-9]{2})[?~%]?(?=$|/)")
_SLASHED = re.compile(r"([0-9]{4})/([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})")
_LONG_YEAR = re.compile(r"[Yy]?[+-]?[0-9]{5,}|[Yy][+-]?[0-9]+(?:[Ee][0-9]+)?|-[0-9]{1,4}")


def _refuse_ambiguous(text: str) -> None:
    """Refuse what people read in more than one way."""
    for found in _TWO_DIGITS.finditer(text):
        year, code = int(found[1]), int(found[2])
        if _is_later_year(year, code):
            part = f"{found[1]}-{_PARTS[code].name}" if code in _PARTS else f"a month of {found[1]}"
            raise _ambiguous(text, f"{found[1]}/{_later_year(year, code):04d}", part)
    if match := _SLASHED.fullmatch(text):
        raise _ambiguous(text, *_two_years_or_month(match[1], int(match[2])))
    if match := _YEAR_LAST.fullmatch(text):
        raise _ambiguous(text, *_dates(match[3], match[2], match[1]))
    if match := _YEAR_FIRST.fullmatch(text):
        raise _ambiguous(text, *_dates(match[1], match[2], match[3]))
    if _LONG_YEAR.fullmatch(text):
        raise _refusal(text, "outside the calendar", expected="a year from 0001 to 9999")


def _two_years_or_month(year: str, number: int) -> tuple[str, ...]:
    """What `2019/20` may be: two years with the century left out once, or a month."""
    last = int(year) // 100 * 100 + number
    if (int(year) + 1) % 100 == number:
        last = int(year) + 1
    month = f"{year}-{number:02d}" if 1 <= number <= 12 else f"a month of {year}"
    return (f"{year}/{last:04d}", month) if last > int(year) else (month,)


def _dates(year: str, month: str, day: str) -> tuple[str, ...]:
    """Both orders of month and day, where such a date exists."""
    dates = []
    for first, second in dict.fromkeys([(int(month), int(day)), (int(day), int(month))]):
        try:
            dates.append(datetime.date(int(year), first, second).isoformat())
        except ValueError:
            continue
    return tuple(dates)


def _ambiguous(text: str, *readings: str) -> PeriodError:
    return _refusal(
        text, "not said in one way only", hint=f"write {' or '.join(readings)}" if readings else None, readings=readings
    )


#: What people say of a time, and how that is written. None of these is taken for a period without being asked.
_SAID = (
    (re.compile(r"(?:in|during|as of)\s+(\d{4}\S*)", re.IGNORECASE), r"write \1"),
    (re.compile(r"(?:at )?(?:the )?end of (\d{4})|year-end (\d{4})", re.IGNORECASE), r"write \1\2-12 or \1\2-Q4"),
    (re.compile(r"FY\s?\S*", re.IGNORECASE), "a fiscal year is the months it spans, e.g. 2023-04/2024-03"),
)


def _meant(text: str) -> str | None:
    """How a time that is said is written, where that is known."""
    return next((said.expand(hint) for form, hint in _SAID if (said := form.fullmatch(text.strip()))), None)


def _refusal(
    text: str,
    reason: str | None = None,
    *,
    found: str | None = None,
    expected: str = EXAMPLES,
    hint: str | None = None,
    readings: tuple[str, ...] = (),
) -> PeriodError:
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    what = f"cannot read {shown!r} as a period"
    return PeriodError(
        f"{what}: {reason}" if reason else what,
        found=found,
        expected=expected,
        hint=hint or _meant(text) or "periods are written in EDTF, and quarters as 2020-Q2",
        text=shown,
        readings=readings,
    )
