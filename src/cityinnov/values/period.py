"""Period: the year, quarter, month, day or span that a figure speaks of.

A period is its EDTF text: `2023`, `2025-05?` (`?`: inferred), `2016~` (`~`: about), `1975~/1979~`,
`197X`, `2019/..`; equality, hash and order follow from it. A quarter is written `2020-Q2` and kept as
EDTF `2020-34`.
"""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Any

import attrs

from cityinnov.errors import PeriodError
from cityinnov.values.period_text import OPEN, UNKNOWN, Precision, read, spelt

__all__ = ["Period", "common_period"]

_DAY = datetime.timedelta(days=1)
_WITHOUT_MARKS = str.maketrans("", "", "?~%")


@attrs.frozen(slots=True, init=False, repr=False, order=False)
class Period:
    """A time that a figure speaks of, at the precision it was given.

    Parameters
    ----------
    text : str
        EDTF, or one of a few other spellings: `2020-Q2` or `Q2 2020`, `2020-H1`, `spring 2020`,
        `1970s`, and `early` (years 0 to 4), `mid` (3 to 6) or `late` (5 to 9) before a decade, which
        make an approximate span. `Period.parse` is the same and remembers what it has read.

    Attributes
    ----------
    edtf : str
        The period in pure EDTF.
    start, end : datetime.date or None
        The first day it may have started on and the last it may end on, both inclusive; None where
        that end is open or unknown. Marks widen nothing: `2016~` is the year 2016.
    precision : str
        day, month, quarter, season, half, year, decade, century or span.

    Raises
    ------
    PeriodError
        For a text that is no period or that has several readings, which are in `data["readings"]`.

    Examples
    --------
    >>> quarter = Period("2020-Q2")
    >>> quarter.edtf, str(quarter.start), str(quarter.end), quarter.year
    ('2020-34', '2020-04-01', '2020-06-30', 2020)
    >>> Period("late 1970s")
    Period('1975~/1979~')
    >>> Period("2020-21")
    Traceback (most recent call last):
    cityinnov.errors.PeriodError: cannot read '2020-21' as a period: not said in one way only; ...
    """

    edtf: str
    start: datetime.date | None = attrs.field(eq=False)
    end: datetime.date | None = attrs.field(eq=False)
    precision: Precision = attrs.field(eq=False)

    def __init__(self, text: str) -> None:
        if not isinstance(text, str):
            raise _not_a_period(text)
        self.__attrs_init__(*read(text))

    # -- constructors -----------------------------------------------------------------

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a period, remembering the last few thousand texts.

        Examples
        --------
        >>> Period.parse("2025-05?").uncertain
        True
        """
        if not isinstance(text, str):
            raise _not_a_period(text)
        return _parsed(text)

    @classmethod
    def of(cls, value: str | int | datetime.date | Period) -> Period:
        """Return a period itself, or make one of a text, a year or a date.

        Raises
        ------
        PeriodError
            For anything else; a bool, a float or a time of day is not coerced.

        Examples
        --------
        >>> Period.of(2023), Period.of(datetime.date(2025, 5, 21))
        (Period('2023'), Period('2025-05-21'))
        """
        if isinstance(value, Period):
            return value
        if isinstance(value, str):
            return _parsed(value)
        if isinstance(value, int) and not isinstance(value, bool):
            if not 1 <= value <= 9999:
                raise PeriodError(
                    "the year lies outside the calendar", found=_shown(value), expected="0001 to 9999", readings=()
                )
            return _parsed(f"{value:04d}")
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return _parsed(value.isoformat())
        raise _not_a_period(value)

    # -- reading ----------------------------------------------------------------------

    @property
    def open_start(self) -> bool:
        """Whether it reaches back without end: `../2021`."""
        return self.edtf.startswith(OPEN)

    @property
    def open_end(self) -> bool:
        """Whether it goes on: `2019/..`."""
        return self.edtf.endswith(OPEN)

    @property
    def uncertain(self) -> bool:
        """Whether it was inferred: marked `?` or `%`, at either end."""
        return "?" in self.edtf or "%" in self.edtf

    @property
    def approximate(self) -> bool:
        """Whether it is only about right: marked `~` or `%`, at either end."""
        return "~" in self.edtf or "%" in self.edtf

    @property
    def year(self) -> int | None:
        """The one calendar year that contains it, if there is one."""
        if self.start is None or self.end is None or self.start.year != self.end.year:
            return None
        return self.start.year

    @property
    def years(self) -> float | None:
        """The time from the first part of a span to its last, in years; None without two like ends.

        It is the distance growth is measured over: from 2015 to 2025 there are ten years, although
        eleven calendar years take part. Days count as 1/365.25 of a year, after whole months.

        Examples
        --------
        >>> Period("2015?/2025?").years, Period("2020-Q1/2021-Q2").years, Period("2023").years
        (10.0, 1.25, None)
        """
        if self.start is None or self.end is None or self.precision != "span":
            return None
        first, last = (_parsed(end) for end in self._ends)
        if first.precision != last.precision or first.start is None or last.start is None:
            return None
        a, b = first.start, last.start
        return (b.year - a.year) + (b.month - a.month) / 12 + (b.day - a.day) / 365.25

    def certain(self) -> Period:
        """The same period without `?`, `~` and `%`.

        Examples
        --------
        >>> Period("2015?/2025~").certain()
        Period('2015/2025')
        """
        return _parsed(str(self).translate(_WITHOUT_MARKS))

    # -- relations --------------------------------------------------------------------

    def contains(self, other: Period) -> bool:
        """Whether every day of the other lies within this one; an unknown end proves nothing.

        Examples
        --------
        >>> Period("2020").contains(Period("2020-Q2")), Period("2019/..").contains(Period("2025"))
        (True, True)
        """
        first, last = self._reach
        other_first, other_last = other._reach
        unknown = UNKNOWN in other._ends and self != other
        return not unknown and first <= other_first and other_last <= last

    def overlaps(self, other: Period) -> bool:
        """Whether the two surely share a day; of an unknown end only what is known counts.

        Examples
        --------
        >>> Period("2019/2021").overlaps(Period("2021-05")), Period("2019").overlaps(Period("2020"))
        (True, False)
        """
        first, last = self._reach
        other_first, other_last = other._reach
        return first <= other_last and other_first <= last

    def adjoins(self, other: Period) -> bool:
        """Whether one ends on the day before the other starts.

        Examples
        --------
        >>> Period("2019").adjoins(Period("2020")), Period("2019").adjoins(Period("2021"))
        (True, False)
        """
        return _meets(self.end, other.start) or _meets(other.end, self.start)

    def span_to(self, other: Period) -> Period:
        """The shortest period that holds both, each end as precise and as certain as it was given.

        Raises
        ------
        PeriodError
            If neither end of the whole is known.

        Examples
        --------
        >>> Period("2019").span_to(Period("2020"))
        Period('2019/2020')
        >>> Period("2020-Q2").span_to(Period("2021?"))
        Period('2020-Q2/2021?')
        """
        if self.contains(other):
            return self
        if other.contains(self):
            return other
        starts, ends = zip(self._ends, other._ends, strict=True)
        first = starts[0] if self._reach[0] <= other._reach[0] else starts[1]
        last = ends[0] if self._reach[1] >= other._reach[1] else ends[1]
        if UNKNOWN in starts and first != OPEN:
            first = UNKNOWN
        if UNKNOWN in ends and last != OPEN:
            last = UNKNOWN
        return _parsed(f"{first}/{last}")

    def same_calendar_year(self, other: Period) -> bool:
        """Whether one calendar year contains both.

        Examples
        --------
        >>> Period("2020-Q2").same_calendar_year(Period("2020"))
        True
        """
        return self.year is not None and self.year == other.year

    @property
    def sort_key(self) -> tuple[datetime.date, datetime.date, str]:
        """A key in order of time: by start, then end; unsaid starts come first, unsaid ends last.

        Examples
        --------
        >>> [str(p) for p in sorted(map(Period, ["2020/..", "2020-05", "../2020"]), key=lambda p: p.sort_key)]
        ['../2020', '2020/..', '2020-05']
        """
        return (self.start or datetime.date.min, self.end or datetime.date.max, self.edtf)

    # -- the inside -------------------------------------------------------------------

    @property
    def _ends(self) -> tuple[str, str]:
        """The two ends as texts that can be read again; of a single point, twice that point."""
        first, slash, last = str(self).partition("/")
        return (first, last) if slash else (first, first)

    @property
    def _reach(self) -> tuple[datetime.date, datetime.date]:
        """First and last day; an open end reaches to the calendar's, an unknown one adds nothing."""
        start = datetime.date.min if self.open_start else self.start
        end = datetime.date.max if self.open_end else self.end
        if start is not None and end is not None:
            return start, end
        known = _parsed(str(self).strip("/"))._reach
        return (known[0] if start is None else start, known[1] if end is None else end)

    def __str__(self) -> str:
        return spelt(self.edtf)

    def __repr__(self) -> str:
        return f"Period({str(self)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _parsed, (str(self),)


def common_period(a: Period | None, b: Period | None) -> Period | None:
    """The period of both, if they are the same one; inferred or approximate where either is.

    Examples
    --------
    >>> common_period(Period("2025-05"), Period("2025-05?"))
    Period('2025-05?')
    >>> common_period(Period("2025-05"), Period("2025")) is None
    True
    """
    if a is None or b is None or a is b or a == b:
        return a if b is not None else None
    if a.certain() != b.certain():
        return None
    ends = zip(str(a).split("/"), str(b).split("/"), strict=True)
    return _parsed("/".join(first.translate(_WITHOUT_MARKS) + _mark(first + second) for first, second in ends))


def _mark(text: str) -> str:
    """The one EDTF mark that says what all the marks in a text say."""
    uncertain, approximate = "?" in text or "%" in text, "~" in text or "%" in text
    return "%" if uncertain and approximate else "?" if uncertain else "~" if approximate else ""


def _meets(end: datetime.date | None, start: datetime.date | None) -> bool:
    return end is not None and start is not None and start - end == _DAY


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Period:
    return Period(text)


def _shown(value: object) -> str:
    """A value as an error shows it; an integer may be too long for Python to write out."""
    try:
        text = repr(value)
    except ValueError:
        return f"a very large {type(value).__name__}"
    return text if len(text) <= 40 else f"{text[:40]}…"


def _not_a_period(value: object) -> PeriodError:
    return PeriodError(
        f"a {type(value).__name__} is not a period",
        found=_shown(value),
        expected="a text such as '2025-05', a year as int, a date or a Period",
        hint="a time of day is left out with .date()" if isinstance(value, datetime.datetime) else "quote the period",
        readings=(),
    )
