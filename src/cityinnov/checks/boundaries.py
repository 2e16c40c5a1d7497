"""Boundaries: growth, and series, of a city whose area has changed."""

from __future__ import annotations

from collections.abc import Iterator

from cityinnov.boundaries.boundary_change import BoundaryChange
from cityinnov.checks.finding import Severity
from cityinnov.checks.growth import level_of
from cityinnov.checks.rule import Audit, Suspicion, rule
from cityinnov.city import City
from cityinnov.message import Message

__all__ = ["boundary_change_within_growth"]


@rule("C306", Severity.WARNING)
def boundary_change_within_growth(audit: Audit) -> Iterator[Suspicion]:
    """Growth, or two values of one series, across a change of the city's boundaries.

    Hefei took over part of Chaohu in 2011: more people and output, none of it growth.

    References
    ----------
    FIERsity, China prefecture crosswalk (CC BY 4.0); see `cityinnov.boundaries`.

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
        for change in city.boundary_changes():
            yield from _across(audit, city, change)


def _across(audit: Audit, city: City, change: BoundaryChange) -> Iterator[Suspicion]:
    settle = Message("use a series on one boundary, or begin after the change")
    for measure in city.figures:
        claims = audit.facts(city, measure)
        if level_of(measure) is not None:
            for stated in claims:
                if change.lies_within(stated.figure.period):
                    message = Message(
                        "{figure} spans {date}, when {change}",
                        figure=stated.figure,
                        date=change.date,
                        change=change.what,
                    )
                    yield Suspicion(stated.path, message, settle, (stated.figure,))
            continue
        dated = [(stated, stated.figure.period) for stated in claims if stated.figure.period is not None]
        before = [stated for stated, period in dated if period.end is not None and period.end < change.date]
        after = [stated for stated, period in dated if period.start is not None and period.start > change.date]
        if before and after:
            periods = before[-1].figure.period, after[0].figure.period
            message = Message(
                "{measure} of {first} and of {second}: on {date} {change}",
                measure=audit.measure(measure) or measure,
                first=periods[0],
                second=periods[1],
                date=change.date,
                change=change.what,
            )
            yield Suspicion(after[0].path, message, settle, (before[-1].figure, after[0].figure), Severity.NOTE)
