"""Boundaries: growth, and series, of a city whose area has changed."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

from cityinnov.checks.finding import Severity
from cityinnov.checks.growth import level_of
from cityinnov.checks.rule import Audit, Suspicion, rule
from cityinnov.city import City
from cityinnov.values.period import Period

__all__ = ["boundary_change_within_growth"]


@rule("C306", Severity.WARNING)
def boundary_change_within_growth(audit: Audit) -> Iterator[Suspicion]:
    """Growth, or two values of one series, across a change of the city's boundaries.

    Hefei took over part of Chaohu in 2011: more people and output, none of it growth.

    References
    ----------
    FIERsity, China prefecture crosswalk (CC BY 4.0); the changes that are known stand in `boundary_changes.toml`.

    Examples
    --------
    >>> from cityinnov import CaseStudy, City, check_case
    >>> def hefei(period):
    ...     city = City("hefei", name="Hefei", country="CN", figures={"gdp_multiple": f"5 times, {period}"})
    ...     return CaseStudy("study", cities=[city])
    >>> print(check_case(hefei("2005/2015"), select=["C306"]))
    cities.hefei.figures.gdp_multiple: C306 warning: 5 × spans 2011-07-14, when part of the dissolved city of Chaohu \
was added (to settle: use a series on one boundary, or begin after the change)
    >>> print(check_case(hefei("2012/2022"), select=["C306"]))
    no findings
    """
    for city in audit.case.cities.values():
        for date, what in _changes_of(city):
            yield from _across(audit, city, date, what)


def _across(audit: Audit, city: City, date: datetime.date, what: str) -> Iterator[Suspicion]:
    settle = "use a series on one boundary, or begin after the change"
    for measure in city.figures:
        claims = audit.facts(city, measure)
        if level_of(measure) is not None:
            for stated in claims:
                if _spans(stated.figure.period, date):
                    message = f"{stated.figure.display()} spans {date}, when {what}"
                    yield Suspicion(stated.path, message, settle, (stated.figure,))
            continue
        dated = [(stated, stated.figure.period) for stated in claims if stated.figure.period is not None]
        before = [stated for stated, period in dated if period.end is not None and period.end < date]
        after = [stated for stated, period in dated if period.start is not None and period.start > date]
        if before and after:
            message = f"{measure} of {before[-1].figure.period} and of {after[0].figure.period}: on {date} {what}"
            yield Suspicion(after[0].path, message, settle, (before[-1].figure, after[0].figure), Severity.NOTE)


def _spans(period: Period | None, date: datetime.date) -> bool:
    """Whether growth over a period has its base in a year before that of a date; values are of a year's end."""
    if period is None or period.start is None or period.end is None:
        return False
    is_of_one_year = period.start.year == period.end.year  # growth on the year before
    return period.start.year - is_of_one_year < date.year <= period.end.year


def _changes_of(city: City) -> Iterator[tuple[datetime.date, str]]:
    names = {name.casefold() for name in (city.id, *city.name.texts.values())}
    if city.country == "CN":
        for change in _boundary_changes():
            if not names.isdisjoint(name.casefold() for name in change["cities"]):
                yield change["date"], change["what"]


@lru_cache(maxsize=1)
def _boundary_changes() -> tuple[dict[str, Any], ...]:
    with files("cityinnov.checks").joinpath("boundary_changes.toml").open("rb") as file:
        return tuple(tomllib.load(file)["change"])
