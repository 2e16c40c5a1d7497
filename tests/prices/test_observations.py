"""Whether observations cover a period, and which are near."""

from __future__ import annotations

import datetime

import pytest

from cityinnov.prices.observations import LONGEST_CLOSURE, Observations, crossed


def days(*texts: str) -> Observations:
    ordinals = [datetime.date.fromisoformat(text).toordinal() for text in texts]
    return Observations(ordinals, ordinals, [1.0] * len(ordinals))


def between(first: str, last: str) -> tuple[int, int]:
    return datetime.date.fromisoformat(first).toordinal(), datetime.date.fromisoformat(last).toordinal()


@pytest.mark.parametrize(
    ("observed", "period", "covered"),
    [
        # Maundy Thursday to Tuesday after Easter 2024: the longest closure there is
        (days("2024-03-28", "2024-04-02"), ("2024-03-28", "2024-04-02"), True),
        (days("2024-03-28", "2024-04-03"), ("2024-03-28", "2024-04-03"), False),
        # the same at either end of the period, which begins or ends within the closure
        (days("2024-04-02"), ("2024-03-29", "2024-04-02"), True),
        (days("2024-04-03"), ("2024-03-29", "2024-04-03"), False),
        (days("2024-03-28"), ("2024-03-28", "2024-04-01"), True),
        (days("2024-03-28"), ("2024-03-28", "2024-04-02"), False),
        # a month that begins on a weekend
        (days("2020-02-03", "2020-02-07"), ("2020-02-01", "2020-02-09"), True),
        (days("2020-02-03"), ("2020-02-03", "2020-02-03"), True),
        (days("2020-02-03"), ("2020-02-03", "2020-02-29"), False),
        (days(), ("2020-02-03", "2020-02-03"), False),
    ],
)
def test_closures_are_allowed_and_gaps_are_not(observed: Observations, period: tuple[str, str], covered: bool) -> None:
    assert observed.cover(*between(*period)) is covered
    assert LONGEST_CLOSURE == 5


def test_months_must_adjoin() -> None:
    january, february, march = (
        between("2020-01-01", "2020-01-31"),
        between("2020-02-01", "2020-02-29"),
        between("2020-03-01", "2020-03-31"),
    )
    whole = Observations(*zip(january, february, march, strict=True), [1.0, 2.0, 3.0])
    assert whole.cover(january[0], march[1])
    parts = Observations(*zip(january, march, strict=True), [1.0, 3.0])
    assert not parts.cover(january[0], march[1])
    halves = Observations([january[0], january[0] + 16], [january[0] + 14, january[1]], [1.0, 1.0])
    assert not halves.cover(*january)  # the 16th is missing, which no closure explains in the mean of two weeks
    assert [str(whole.period(at)) for at in range(3)] == ["2020-01", "2020-02", "2020-03"]


def test_the_nearest_days_on_each_side() -> None:
    seen = days("2020-04-29", "2020-04-30", "2020-05-04", "2020-05-05")
    assert [str(day) for day in seen.nearest(*between("2020-05-01", "2020-05-02"))] == ["2020-04-30", "2020-05-04"]
    first, second = days("2020-04-29", "2020-05-04"), between("2020-04-30", "2020-04-30")
    assert [str(day) for day in first.nearest(*second)] == ["2020-04-29", "2020-05-04"]
    assert [str(day) for day in seen.nearest(*between("2019-01-01", "2019-01-01"))] == ["2020-04-29"]
    assert [str(day) for day in seen.nearest(*between("2021-01-01", "2021-01-01"))] == ["2020-05-05"]


def test_only_common_days_are_crossed() -> None:
    a, b = (
        days("2020-04-29", "2020-04-30")._replace(values=[2.0, 4.0]),
        days("2020-04-30", "2020-05-04")._replace(values=[1.0, 8.0]),
    )
    assert list(crossed(a, b).values) == [0.25]
    assert list(crossed(a, days("2021-01-04")).values) == []


def test_a_day_and_the_month_that_begins_on_it_are_not_of_one_time() -> None:
    day, (first, last) = days("2020-01-01"), between("2020-01-01", "2020-01-31")
    assert list(crossed(day, Observations([first], [last], [2.0])).values) == []
