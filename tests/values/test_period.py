"""Periods: expected values are EDTF's own (Library of Congress, EDTF Specification 2019) or the calendar's."""

from __future__ import annotations

import copy
import datetime
import pickle
import subprocess
import sys
from collections.abc import Callable

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from cityinnov.errors import CityinnovError, PeriodError
from cityinnov.values.period import Period, common_period
from cityinnov.values.period_text import _POINT, spelt

date = datetime.date

# -- what is read -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "edtf", "start", "end", "precision"),
    [
        # EDTF level 0: the calendar.
        ("2023", "2023", date(2023, 1, 1), date(2023, 12, 31), "year"),
        ("2025-05", "2025-05", date(2025, 5, 1), date(2025, 5, 31), "month"),
        ("2024-02", "2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("1900-02", "1900-02", date(1900, 2, 1), date(1900, 2, 28), "month"),
        ("2011-12", "2011-12", date(2011, 12, 1), date(2011, 12, 31), "month"),
        ("2025-05-21", "2025-05-21", date(2025, 5, 21), date(2025, 5, 21), "day"),
        ("0001", "0001", date(1, 1, 1), date(1, 12, 31), "year"),
        ("9999-12-31", "9999-12-31", date(9999, 12, 31), date(9999, 12, 31), "day"),
        ("2019/2021", "2019/2021", date(2019, 1, 1), date(2021, 12, 31), "span"),
        ("2025-05-21/2025-05-21", "2025-05-21/2025-05-21", date(2025, 5, 21), date(2025, 5, 21), "span"),
        ("2019-05/2020", "2019-05/2020", date(2019, 5, 1), date(2020, 12, 31), "span"),
        # Level 1: marks, seasons, unspecified digits, open and unknown ends.
        ("2025-05?", "2025-05?", date(2025, 5, 1), date(2025, 5, 31), "month"),
        ("2016~", "2016~", date(2016, 1, 1), date(2016, 12, 31), "year"),
        ("2016%", "2016%", date(2016, 1, 1), date(2016, 12, 31), "year"),
        ("1975~/1979~", "1975~/1979~", date(1975, 1, 1), date(1979, 12, 31), "span"),
        ("2015?/2025?", "2015?/2025?", date(2015, 1, 1), date(2025, 12, 31), "span"),
        ("197X", "197X", date(1970, 1, 1), date(1979, 12, 31), "decade"),
        ("197X~", "197X~", date(1970, 1, 1), date(1979, 12, 31), "decade"),
        ("19XX", "19XX", date(1900, 1, 1), date(1999, 12, 31), "century"),
        ("2023-XX", "2023-XX", date(2023, 1, 1), date(2023, 12, 31), "month"),
        ("2023-05-XX", "2023-05-XX", date(2023, 5, 1), date(2023, 5, 31), "day"),
        ("2023-XX-XX", "2023-XX-XX", date(2023, 1, 1), date(2023, 12, 31), "day"),
        ("2019/..", "2019/..", date(2019, 1, 1), None, "span"),
        ("../2021", "../2021", None, date(2021, 12, 31), "span"),
        ("2019/", "2019/", date(2019, 1, 1), None, "span"),
        ("/2021", "/2021", None, date(2021, 12, 31), "span"),
        ("2023-21", "2023-21", date(2023, 3, 1), date(2023, 5, 31), "season"),
        ("2025-24", "2025-24", date(2025, 12, 1), date(2025, 12, 31), "season"),
        ("2020-spring", "2020-21", date(2020, 3, 1), date(2020, 5, 31), "season"),
        ("Autumn 2024", "2024-23", date(2024, 9, 1), date(2024, 11, 30), "season"),
        # Level 2: quarters 33 to 36, semesters 40 and 41, marks on one component, decades in spans.
        ("2020-Q2", "2020-34", date(2020, 4, 1), date(2020, 6, 30), "quarter"),
        ("2050-34", "2050-34", date(2050, 4, 1), date(2050, 6, 30), "quarter"),
        ("1998-33", "1998-33", date(1998, 1, 1), date(1998, 3, 31), "quarter"),
        ("Q4 2020", "2020-36", date(2020, 10, 1), date(2020, 12, 31), "quarter"),
        ("2020-q3?", "2020-35?", date(2020, 7, 1), date(2020, 9, 30), "quarter"),
        ("2020-Q2/2021-Q1", "2020-34/2021-33", date(2020, 4, 1), date(2021, 3, 31), "span"),
        ("2021-21", "2021-21", date(2021, 3, 1), date(2021, 5, 31), "season"),  # no year after itself
        ("2020-H1", "2020-40", date(2020, 1, 1), date(2020, 6, 30), "half"),
        ("2020-H2", "2020-41", date(2020, 7, 1), date(2020, 12, 31), "half"),
        ("2023?-05", "2023?-05", date(2023, 5, 1), date(2023, 5, 31), "month"),
        ("2023-05-~21", "2023-05-~21", date(2023, 5, 21), date(2023, 5, 21), "day"),
        ("?2023", "?2023", date(2023, 1, 1), date(2023, 12, 31), "year"),
        ("197X/198X", "197X/198X", date(1970, 1, 1), date(1989, 12, 31), "span"),
        ("2020-Q2/..", "2020-34/..", date(2020, 4, 1), None, "span"),
        # Words: the table of the class docstring.
        ("1970s", "197X", date(1970, 1, 1), date(1979, 12, 31), "decade"),
        ("late 1970s", "1975~/1979~", date(1975, 1, 1), date(1979, 12, 31), "span"),
        ("early 2020s", "2020~/2024~", date(2020, 1, 1), date(2024, 12, 31), "span"),
        ("mid-1990s", "1993~/1996~", date(1993, 1, 1), date(1996, 12, 31), "span"),
        ("  2023 ", "2023", date(2023, 1, 1), date(2023, 12, 31), "year"),
        ("2019 / 2021", "2019/2021", date(2019, 1, 1), date(2021, 12, 31), "span"),
    ],
)
def test_reads(text: str, edtf: str, start: date | None, end: date | None, precision: str) -> None:
    period = Period.parse(text)
    assert (period.edtf, period.start, period.end, period.precision) == (edtf, start, end, precision)
    assert Period.parse(str(period)) == period


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [
        ("2023", False, False),
        ("2023?", True, False),
        ("2023~", False, True),
        ("2023%", True, True),
        ("2019?/2021", True, False),
        ("2019/2021~", False, True),
        ("2019?/2021~", True, True),
        ("2023-?05", True, False),
    ],
)
def test_marks(text: str, uncertain: bool, approximate: bool) -> None:
    period = Period(text)
    assert (period.uncertain, period.approximate) == (uncertain, approximate)
    certain = period.certain()
    assert not certain.uncertain
    assert not certain.approximate
    assert (certain.start, certain.end) == (period.start, period.end)


@pytest.mark.parametrize(
    ("text", "open_start", "open_end"),
    [("2019/..", False, True), ("../2021", True, False), ("2019/", False, False), ("/2021", False, False)],
)
def test_open_is_not_unknown(text: str, open_start: bool, open_end: bool) -> None:
    assert (Period(text).open_start, Period(text).open_end) == (open_start, open_end)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2050-34", "2050-Q2"),
        ("2020-Q2?/2021-Q1", "2020-Q2?/2021-Q1"),
        ("2023-21", "2023-21"),
        ("2020-H1", "2020-H1"),
        ("spring 2020", "2020-spring"),  # 2020-21 would be refused
        ("2039-H1", "2039-H1"),
        ("2033-Q2", "2033-Q2"),
        ("2023-05-21", "2023-05-21"),
    ],
)
def test_writes(text: str, written: str) -> None:
    assert str(Period(text)) == written
    assert repr(Period(text)) == f"Period({written!r})"


def test_of_takes_years_dates_and_periods() -> None:
    period = Period("2023")
    assert Period.of(period) is period
    assert Period.of(2023) == period
    assert Period.of(7) == Period("0007")
    assert Period.of("2023") == period
    assert Period.of(date(2025, 5, 21)) == Period("2025-05-21")


@pytest.mark.parametrize(
    "value",
    [
        True,
        2023.0,
        None,
        0,
        -1,
        10_000,
        10**9,
        pytest.param(10**5000, id="huge"),
        b"2023",
        ["2023"],
        datetime.datetime(2025, 5, 21, 10),
    ],
)
def test_of_coerces_nothing_else(value: object) -> None:
    with pytest.raises(PeriodError) as caught:
        Period.of(value)  # type: ignore[arg-type]
    assert len(str(caught.value)) < 300


def test_the_first_and_the_last_year_of_the_calendar() -> None:
    assert (Period.of(1).year, Period.of(9999).year) == (1, 9999)
    for year in (0, 10_000):
        with pytest.raises(PeriodError, match="the year lies outside the calendar") as caught:
            Period.of(year)
        assert caught.value.found == str(year)


@pytest.mark.parametrize(
    ("value", "what", "found", "hint"),
    [
        (2023.5, "a float is not a period", "2023.5", "quote the period"),
        (
            datetime.datetime(2025, 5, 21, 10),
            "a datetime is not a period",
            "datetime.datetime(2025, 5, 21, 10, 0)",
            "a time of day is left out with .date()",
        ),
        (b"x" * 37, "a bytes is not a period", repr(b"x" * 37), "quote the period"),  # 40 characters
        (b"x" * 38, "a bytes is not a period", f"b'{'x' * 38}…", "quote the period"),
    ],
)
def test_what_is_no_period_is_refused_with_what_would_be_one(value: object, what: str, found: str, hint: str) -> None:
    with pytest.raises(PeriodError) as caught:
        Period.of(value)  # type: ignore[arg-type]
    error = caught.value
    assert (error.what, error.found, error.hint) == (what, found, hint)
    assert error.expected == "a text such as '2025-05', a year as int, a date or a Period"
    assert error.data["readings"] == ()


def test_a_number_too_long_to_be_written_out_is_refused_all_the_same() -> None:
    with pytest.raises(PeriodError) as caught:
        Period.of(10**5000)
    assert caught.value.found == "a very large int"


@pytest.mark.parametrize("make", [Period, Period.parse])
@pytest.mark.parametrize("value", [2023, None, ["2023"], b"2023"])
def test_only_a_text_is_parsed(make: Callable[[object], Period], value: object) -> None:
    with pytest.raises(PeriodError, match="is not a period"):
        make(value)


# -- what is refused ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("2020-21", ("2020/2021", "2020-spring")),
        ("2020-21?", ("2020/2021", "2020-spring")),
        ("2020-21/2021-22", ("2020/2021", "2020-spring")),
        ("2018/2020-21", ("2020/2021", "2020-spring")),
        ("2019-20", ("2019/2020", "a month of 2019")),
        ("1999-00", ("1999/2000", "a month of 1999")),
        ("2033-34", ("2033/2034", "2033-Q2")),
        ("2019/20", ("2019/2020", "a month of 2019")),
        ("1999/00", ("1999/2000", "a month of 1999")),
        ("2005/06", ("2005/2006", "2005-06")),
        ("2012-13", ("2012/2013", "a month of 2012")),
        ("1905-13", ("1905/1913", "a month of 1905")),
        ("2019/25", ("2019/2025", "a month of 2019")),
        ("1905/13", ("1905/1913", "a month of 1905")),
        ("2019/19", ("a month of 2019",)),
        ("2005/01", ("2005-01",)),
        ("2005/12", ("2005/2012", "2005-12")),
        ("2005/13", ("2005/2013", "a month of 2005")),
        ("05/20/2021", ("2021-05-20",)),
        ("2021/25/05", ("2021-05-25",)),
        ("2021/05", ("2021-05",)),
        ("20-05-2021", ("2021-05-20",)),
        ("05/06/2021", ("2021-05-06", "2021-06-05")),
        ("5.6.2021", ("2021-06-05", "2021-05-06")),
        ("2021/05/06", ("2021-05-06", "2021-06-05")),
        ("31/31/2021", ()),
        ("1900s", ("190X", "19XX")),
        ("late 1900s", ("190X", "19XX")),
        ("2021/2019", ("2019/2021",)),
        ("2021-02-30", ()),
        ("2021-02-29", ()),  # the edtf library takes it for a date
        ("2025-05-32", ()),
        ("2025-05-00", ()),
        ("2021-13", ()),
        ("2021-00", ()),
        ("2026-25", ()),
        # a plan for 2021 to 2035 is not the third quarter of 2021 (China's plan for new-energy vehicles is so called)
        ("2021-35", ("2021/2035", "2021-Q3")),
        ("2021-24", ("2021/2024", "2021-winter")),
        ("2021-25", ("2021/2025", "a month of 2021")),
        ("2021-Q5", ()),
        ("2021-Q2-01", ()),
        ("2021-34-01", ()),
        ("2021-13-01", ()),
        ("0000", ()),
        ("0000-01", ()),
        ("-0100", ()),
        ("Y1000000000", ()),
        ("1000000000", ()),
        ("Y1E9", ()),
        ("Y9E999999999", ()),  # the edtf library computes it, for hours
        ("", ()),
        ("   ", ()),
        ("/", ()),
        ("../..", ()),
        ("../", ()),
        ("2019/2020/2021", ()),
        ("２０２３", ()),
        ("٢٠٢٣", ()),
        ("X023", ()),
        ("19X5", ()),  # not one stretch of time
        ("1XXX", ()),
        ("19XX-05", ()),
        ("2023-XX-05", ()),
        ("2020-1X", ()),
        ("2023?-05?", ()),
        ("2023-02-?30", ()),
        ("2023-02-?29", ()),
        ("[2019,2020]", ()),
        ("{2019,2020}", ()),
        ("2025-05-21T10:00:00", ()),
        ("2020-21^x", ()),
        ("23", ()),
        ("May 2025", ()),
        ("2023\n2024", ()),
        ("2023 5", ()),
        ("2" * 101, ()),
        ("2023/" * 30, ()),
    ],
)
def test_refuses(text: str, readings: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(PeriodError) as caught:
        Period.parse(text)
    assert set(caught.value.data["readings"]) == set(readings)
    assert caught.value.hint
    assert all(reading in caught.value.hint for reading in readings)
    assert len(str(caught.value)) < 300
    assert capsys.readouterr().out == ""  # the edtf library prints some of its own failures


@pytest.mark.parametrize(
    ("text", "what", "hint"),
    [
        ("May 2025", "cannot read 'May 2025' as a period", "periods are written in EDTF, and quarters as 2020-Q2"),
        ("31/31/2021", "not said in one way only", "periods are written in EDTF, and quarters as 2020-Q2"),
        ("05/06/2021", "not said in one way only", "write 2021-06-05 or 2021-05-06"),
        ("in 2023", "cannot read 'in 2023' as a period", "write 2023"),
        ("end of 2023", "cannot read 'end of 2023' as a period", "write 2023-12 or 2023-Q4"),
        ("year-end 2023", "cannot read 'year-end 2023' as a period", "write 2023-12 or 2023-Q4"),
        ("FY2023", "cannot read 'FY2023' as a period", "a fiscal year is the months it spans, e.g. 2023-04/2024-03"),
        ("x" * 40, f"cannot read '{'x' * 40}' as a period", "periods are written in EDTF, and quarters as 2020-Q2"),
        ("x" * 41, f"cannot read '{'x' * 40}…' as a period", "periods are written in EDTF, and quarters as 2020-Q2"),
    ],
)
def test_a_refusal_says_how_the_period_is_written(text: str, what: str, hint: str) -> None:
    with pytest.raises(PeriodError) as caught:
        Period(text)
    reason = f"cannot read '{text}' as a period: {what}"
    assert caught.value.what == (what if what.startswith("cannot") else reason)
    assert caught.value.hint == hint
    assert caught.value.data["text"] == (text if len(text) <= 40 else f"{text[:40]}…")


def test_a_period_has_a_hundred_characters_at_most() -> None:
    assert Period("2023".rjust(100)) == Period("2023")
    with pytest.raises(PeriodError, match="too long for a period") as caught:
        Period("2023".rjust(101))
    assert caught.value.found == "101 characters"


@pytest.mark.parametrize(
    "readings", [("2020/2021", "2020-spring"), ("2021-05-06", "2021-06-05"), ("190X", "19XX"), ("2033-Q2",)]
)
def test_readings_can_be_written_instead(readings: tuple[str, ...]) -> None:
    assert all(str(Period(reading)) == reading for reading in readings)


# Texts like those people write wrongly, and any text at all.
near_misses = st.text("0123456789-/.?~%XYQHEqsearlymidT :[]{},^S", max_size=24)


@given(st.one_of(near_misses, st.text(max_size=120)))
def test_any_text_is_a_period_or_refused(text: str) -> None:
    try:
        period = Period.parse(text)
    except PeriodError:
        return
    assert Period.parse(str(period)) == period
    assert period.edtf.isascii()


# -- the edtf library as the judge --------------------------------------------------------

marks = st.sampled_from(["", "?", "~", "%"])
years = st.integers(1, 9999).map("{:04d}".format)
plain_points = st.one_of(
    years,
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(datetime.date.isoformat),
)
marked_points = st.tuples(plain_points, marks).map("".join)
quarters = st.tuples(years, st.sampled_from(["33", "34", "35", "36", "40", "41"])).map("-".join)


@st.composite
def spans(draw: st.DrawFn) -> str:
    first, last = sorted([draw(marked_points), draw(marked_points)])
    return f"{first}/{last}"


def by_library(text: str) -> tuple[date, date, bool, bool]:
    """What the edtf library says: strict bounds, uncertain, approximate; `%` says both."""
    parsed = parse_edtf(text)
    both = parsed.is_uncertain_and_approximate
    start, end = (date(*day[:3]) for day in (parsed.lower_strict(), parsed.upper_strict()))
    return start, end, parsed.is_uncertain or both, parsed.is_approximate or both


@given(st.one_of(marked_points, spans(), quarters))
def test_fast_path_agrees_with_the_library(text: str) -> None:
    assert all(_POINT.fullmatch(end) for end in text.split("/")), "this is not the fast path"
    try:
        period = Period(text)
    except PeriodError as error:  # ambiguous for us, or a span whose parts overlap: 2020-05~/2020
        assert error.data["readings"]  # noqa: PT017 - the law is about every text
        return
    assert (period.start, period.end, period.uncertain, period.approximate) == by_library(text)


# -- laws ---------------------------------------------------------------------------------

named_points = st.tuples(years, st.sampled_from(["Q1", "Q4", "spring", "winter", "H1", "H2", "XX"]), marks).map(
    lambda parts: f"{parts[0]}-{parts[1]}{parts[2]}"
)
# A short stretch of history, so that periods meet and overlap.
near_points = st.tuples(
    st.integers(2018, 2022), st.sampled_from(["", "-Q1", "-Q2", "-01", "-12", "-12-31", "-01-01"]), marks
).map(lambda parts: "{}{}{}".format(*parts))


@st.composite
def near_spans(draw: st.DrawFn) -> str:
    first, last = draw(near_points), draw(near_points)
    ends = sorted([Period(first), Period(last)], key=lambda period: period.sort_key)
    return draw(st.sampled_from([f"{ends[0]}/{ends[1]}", f"{first}/..", f"../{last}", f"{first}/", f"/{last}"]))


near_periods = st.one_of(near_points, near_spans()).map(Period)


def touching_days(period: Period) -> tuple[int, int]:
    """First and last day by number, open ends at infinity; only for periods without unknown ends."""
    first = -(10**9) if period.open_start else period.start.toordinal()  # type: ignore[union-attr]
    last = 10**9 if period.open_end else period.end.toordinal()  # type: ignore[union-attr]
    return first, last


def is_known(period: Period) -> bool:
    return not period.edtf.startswith("/") and not period.edtf.endswith("/")


@given(near_periods)
def test_round_trip(period: Period) -> None:
    assert Period.parse(str(period)) == period
    assert pickle.loads(pickle.dumps(period)) == period
    assert copy.deepcopy(period) == period
    assert hash(Period(str(period))) == hash(period)
    assert period.certain().certain() == period.certain()


@given(named_points)
def test_named_parts_round_trip(text: str) -> None:
    period = Period(text)
    assert Period.parse(str(period)) == period
    assert spelt(period.edtf) == str(period)


@given(near_periods.filter(is_known), near_periods.filter(is_known))
def test_relations_are_those_of_sets_of_days(a: Period, b: Period) -> None:
    (a_first, a_last), (b_first, b_last) = touching_days(a), touching_days(b)
    assert a.contains(b) == (a_first <= b_first and b_last <= a_last)
    assert a.overlaps(b) == (max(a_first, b_first) <= min(a_last, b_last))
    assert a.adjoins(b) == (a_last + 1 == b_first or b_last + 1 == a_first)


@given(near_periods, near_periods)
def test_relations_are_symmetric(a: Period, b: Period) -> None:
    assert a.overlaps(b) == b.overlaps(a)
    assert a.adjoins(b) == b.adjoins(a)
    assert a.same_calendar_year(b) == b.same_calendar_year(a)
    assert common_period(a, b) == common_period(b, a)
    assert not (a.adjoins(b) and a.overlaps(b))
    assert a.contains(a)


@given(near_periods.filter(is_known), near_periods.filter(is_known))
def test_the_span_holds_both_and_no_more(a: Period, b: Period) -> None:
    try:
        hull = a.span_to(b)
    except PeriodError:
        assert {a.open_start or b.open_start, a.open_end or b.open_end} == {True}  # all of time
        return
    first, last = touching_days(hull)
    assert first == min(touching_days(a)[0], touching_days(b)[0])
    assert last == max(touching_days(a)[1], touching_days(b)[1])


@given(near_periods)
def test_common_period_of_one_is_itself(period: Period) -> None:
    assert common_period(period, Period(str(period))) == period
    common = common_period(period, period.certain())
    assert common is not None
    assert (common.uncertain, common.approximate) == (period.uncertain, period.approximate)
    assert common_period(period, None) is None
    assert common_period(None, None) is None


# -- examples of relations ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "hull"),
    [
        ("2019", "2020", "2019/2020"),
        ("2020", "2019", "2019/2020"),
        ("2019?", "2020~", "2019?/2020~"),
        ("2020-Q1", "2020-Q2", "2020-Q1/2020-Q2"),
        ("2019/2020", "2021", "2019/2021"),
        ("2020", "2020-05", "2020"),
        ("2020-05", "2020", "2020"),
        ("2019/..", "2018", "2018/.."),
        ("2019/", "2018", "2018/"),
        ("/2019", "2021", "/2021"),
        ("2019/", "2018/..", "2018/.."),
        ("197X", "1985", "197X/1985"),
    ],
)
def test_span_to(a: str, b: str, hull: str) -> None:
    assert str(Period(a).span_to(Period(b))) == hull


def test_a_span_of_two_unknown_ends_is_refused() -> None:
    with pytest.raises(PeriodError, match="without a known end"):
        Period("2019/").span_to(Period("/2021"))


@pytest.mark.parametrize(
    ("a", "b", "common"),
    [
        ("2025-05", "2025-05?", "2025-05?"),
        ("2025~", "2025?", "2025%"),
        ("2019?/2021", "2019/2021~", "2019?/2021~"),
        ("2019?/..", "2019/..", "2019?/.."),
        ("2023?-05", "2023-05", "2023-05?"),
        ("2023?-05", "2023?-05", "2023?-05"),
        ("2020-Q2", "2020-Q2?", "2020-Q2?"),
        ("2025", "2025-05", None),
        ("2019/..", "2019/", None),
    ],
)
def test_common_period(a: str, b: str, common: str | None) -> None:
    found = common_period(Period(a), Period(b))
    assert (None if found is None else str(found)) == common


@pytest.mark.parametrize(
    ("text", "year", "years"),
    [
        ("2023", 2023, None),
        ("2020-Q2", 2020, None),
        ("2020-01/2020-07", 2020, 0.5),
        ("197X", None, None),
        ("2015?/2025?", None, 10.0),
        ("2019/2020", None, 1.0),
        ("2020-05-21/2021-05-21", None, 1.0),
        ("2020-01-01/2020-02-11", 2020, 1 / 12 + 10 / 365.25),
        ("2020-Q1/2021-Q2", None, 1.25),
        ("2015/2025-05", None, None),  # from when in 2015?
        ("2019/..", None, None),
        ("/2019", None, None),
        ("197X/199X", None, 20.0),
    ],
)
def test_year_and_years(text: str, year: int | None, years: float | None) -> None:
    assert Period(text).year == year
    assert Period(text).years == (years if years is None else pytest.approx(years))


def test_what_is_unknown_proves_nothing() -> None:
    since_2019 = Period("2019/")
    assert not since_2019.contains(Period("2020"))
    assert not since_2019.overlaps(Period("2020"))
    assert since_2019.overlaps(Period("2019-05"))
    assert not Period("2018/2030").contains(since_2019)
    assert not since_2019.adjoins(Period("2020"))
    assert since_2019.contains(since_2019)


def test_order_in_time() -> None:
    in_order = ["../2018", "/2019", "2018", "2018/2020", "2018/..", "2018-02", "2019-Q1", "2019"]
    backwards = [Period(text) for text in reversed(in_order)]
    assert sorted(backwards, key=lambda period: period.sort_key) == [Period(text) for text in in_order]


def test_values_cannot_change() -> None:
    with pytest.raises(AttributeError):
        Period("2023").edtf = "2024"  # type: ignore[misc]


def test_repeated_texts_are_remembered() -> None:
    assert Period.parse("2023-07") is Period.parse("2023-07")
    assert pickle.loads(pickle.dumps(Period.parse("2023-07"))) is Period.parse("2023-07")


def test_errors_are_the_house_s_own() -> None:
    with pytest.raises(CityinnovError) as caught:
        Period.parse("2021-02-30")
    assert "2021-02 has 28 days" in str(caught.value)
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.data == caught.value.data


def test_import_and_plain_periods_do_not_load_the_library() -> None:
    code = (
        "import sys; from cityinnov.values.period import Period;"
        "[Period(t) for t in ('2023', '2025-05?', '2020-Q2/2021-Q1', 'late 1970s', '2019/..')];"
        "assert 'edtf' not in sys.modules and 'pyparsing' not in sys.modules;"
        "Period('197X'); assert 'edtf' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
