"""Growth: from when to when, at which prices, and whether its own end points bear it out."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from cityinnov.checks.amounts import loosened, meet, percent
from cityinnov.checks.finding import Severity
from cityinnov.checks.rule import Audit, Stated, Suspicion, rule
from cityinnov.entity.fields import MONEY
from cityinnov.entity.indicator_vocabulary import indicators
from cityinnov.errors import CityinnovError
from cityinnov.message import Message
from cityinnov.values.bounds import Bounds
from cityinnov.values.figure import Figure

__all__ = [
    "level_of",
    "faster_is_not_shorter",
    "growth_against_end_points",
    "growth_without_dates",
    "growth_without_price_basis",
    "nominal_beside_real_growth",
]

MULTIPLE, GROWTH = "_multiple", "_growth"


def level_of(measure: str) -> str | None:
    """What a growth indicator is the growth of: gdp_multiple and gdp_growth are those of gdp.

    Examples
    --------
    >>> level_of("gdp_multiple"), level_of("population_growth"), level_of("return_multiple")
    ('gdp', 'population', None)
    """
    for ending in (MULTIPLE, GROWTH):
        if measure.endswith(ending) and measure.removesuffix(ending) in indicators():
            return measure.removesuffix(ending)
    return None


def _growth_figures(audit: Audit) -> Iterator[tuple[Stated, str]]:
    for stated in audit.stated:
        level = level_of(stated.measure)
        if stated.is_fact and level is not None and stated.figure.unit.is_number:
            yield stated, level


@rule("C301", Severity.WARNING)
def growth_without_dates(audit: Audit) -> Iterator[Suspicion]:
    """A multiple without the two years it lies between: "more than doubled over the past decade".

    Doubled in ten years is 7.2 % a year, doubled in eight is 9.1 %. Where the years were inferred, the annual rate is.

    Examples
    --------
    >>> from cityinnov import CaseStudy, City, check_case
    >>> def doubled(period):
    ...     return CaseStudy("study", cities=[City("hefei", figures={"gdp_multiple": f"over 2 times, {period}"})])
    >>> print(check_case(doubled("2015?/2025?"), select=["C301"]))
    cities.hefei.figures.gdp_multiple: C301 warning: over 2 ×: the years 2015?/2025? were inferred, not stated (to \
settle: find the two values of gdp, each with its year)
    >>> print(check_case(doubled("2014/2024"), select=["C301"]))
    no findings
    """
    for stated, level in _growth_figures(audit):
        period = stated.figure.period
        if not stated.measure.endswith(MULTIPLE):
            continue
        if period is None or period.years is None:
            message = Message("{multiple}: from when to when is not said", multiple=stated.figure)
            if period is not None:
                message = Message("{said}, only {period}", said=message, period=period)
        elif period.uncertain:
            message = Message(
                "{multiple}: the years {period:certain} were inferred, not stated",
                multiple=stated.figure,
                period=period,
            )
        else:
            continue
        settle = Message("find the two values of {level}, each with its year", level=audit.measure(level) or level)
        yield Suspicion(stated.path, message, settle, (stated.figure,))


@rule("C302", Severity.WARNING)
def growth_without_price_basis(audit: Audit) -> Iterator[Suspicion]:
    """A multiple of an amount of money that may be at current or at constant prices.

    At 3 % inflation a nominal doubling in ten years is a real gain of 49 %.

    Examples
    --------
    >>> from cityinnov import CaseStudy, City, check_case
    >>> def doubled(**levels):
    ...     figures = {"gdp_multiple": "over 2 times, 2014/2024", **levels}
    ...     return CaseStudy("study", cities=[City("hefei", figures=figures)])
    >>> print(check_case(doubled(), select=["C302"]))
    cities.hefei.figures.gdp_multiple: C302 warning: over 2 ×: at current or at constant prices is not said (to \
settle: add gdp at both ends, at current prices or at those of one year, or say which under 'indicators: \
gdp_multiple: definition')
    >>> print(check_case(doubled(gdp=["518.1 billion CNY, 2014", "1.35 trillion CNY, 2024"]), select=["C302"]))
    no findings
    """
    for stated, level in _growth_figures(audit):
        is_declared = stated.measure in audit.case.indicators
        is_multiple = stated.measure.endswith(MULTIPLE) and indicators()[level].unit == MONEY
        if is_multiple and not is_declared and not any(_end_points(audit, stated, level)):
            yield Suspicion(
                stated.path,
                Message("{multiple}: at current or at constant prices is not said", multiple=stated.figure),
                Message(
                    "add {level} at both ends, at current prices or at those of one year, or say which under "
                    "'indicators: {id}: definition'",
                    level=audit.measure(level) or level,
                    id=stated.measure,
                ),
                (stated.figure,),
            )


def _end_points(audit: Audit, stated: Stated, level: str) -> Iterator[tuple[Stated, Stated]]:
    """The values at the two ends of a growth span, or of a year and the one before, of one unit."""
    period = stated.figure.period
    if period is None or period.start is None or period.end is None:
        return
    first, last = period.start.year, period.end.year
    if first == last:
        first -= 1
    claims = audit.facts(stated.entity, level)
    for start in claims:
        for end in claims:
            years = [each.figure.period.year if each.figure.period else None for each in (start, end)]
            if years == [first, last] and start.figure.unit.dimension == end.figure.unit.dimension:
                yield start, end


def _grown(start: Stated, end: Stated) -> Bounds | None:
    """The multiple between two values, within the rounding of both; None where it is not defined."""
    factor = float(end.figure.unit.factor / start.figure.unit.factor)
    try:
        return loosened(end.figure).scaled(factor) / loosened(start.figure)
    except CityinnovError:
        return None  # the start may be zero


def _as_multiple(stated: Stated) -> Bounds:
    bounds = loosened(stated.figure).scaled(float(stated.figure.unit.factor))
    return bounds + Bounds.exact(1) if stated.measure.endswith(GROWTH) else bounds


def _is_real(stated: Stated) -> bool:
    """Whether an indicator of growth is at constant prices by its definition, as that of GDP is."""
    return stated.measure == "gdp_growth"


def _at_current_prices(stated: Stated) -> bool:
    return bool(stated.figure.unit.money)


@rule("C303", Severity.ERROR)
def growth_against_end_points(audit: Audit) -> Iterator[Suspicion]:
    """A stated growth or multiple that the values at its two ends contradict, beyond the rounding of all three.

    A common slip takes a rise "by 2,600 %" (27-fold) for a rise "to 26-fold", or mixes values before and after a
    revision. Where sources differ on the values, none of their pairs may bear the growth out.

    Examples
    --------
    >>> from cityinnov import CaseStudy, City, check_case
    >>> def grew(multiple):
    ...     levels = ["32.5 billion CNY, 2000", "1.005 trillion CNY, 2020"]
    ...     figures = {"gdp": levels, "gdp_multiple": f"{multiple} times, 2000/2020"}
    ...     return CaseStudy("study", cities=[City("hefei", figures=figures)])
    >>> print(check_case(grew(27), select=["C303"]))
    cities.hefei.figures.gdp_multiple: C303 error: 27 × is stated; from 32.5 billion CNY, 2000 to 1.005 trillion CNY, \
2020 it is 30.86 × to 30.99 × (to settle: see which of the three is of another year, area or revision)
    >>> print(check_case(grew(31), select=["C303"]))
    no findings
    """
    for stated, level in _growth_figures(audit):
        ends = [
            (start, end, grown)
            for start, end in _end_points(audit, stated, level)
            if (grown := _grown(start, end)) is not None
            and not (_is_real(stated) and _at_current_prices(start))  # C304 has real growth beside nominal values
        ]
        if ends and not any(meet(_as_multiple(stated), grown) for *_, grown in ends):
            start, end, grown = ends[0]
            yield Suspicion(
                stated.path,
                Message(
                    "{stated} is stated; from {start}, {begin} to {end}, {last} it is {grown}",
                    stated=stated.figure,
                    start=start.figure,
                    begin=start.figure.period,
                    end=end.figure,
                    last=end.figure.period,
                    grown=_shown(stated, grown),
                ),
                Message("see which of the three is of another year, area or revision"),
                (stated.figure, start.figure, end.figure),
            )


def _shown(stated: Stated, grown: Bounds) -> Message:
    is_rate = stated.measure.endswith(GROWTH)
    ends = [end for end in (grown.low, grown.high) if end != math.inf]
    shown = [percent(end - 1) if is_rate else Figure.exact(float(f"{end:.4g}"), "×") for end in ends]
    return (
        Message("over {low}", low=shown[0])
        if len(shown) == 1
        else Message("{low} to {high}", low=shown[0], high=shown[1])
    )


@rule("C304", Severity.NOTE)
def nominal_beside_real_growth(audit: Audit) -> Iterator[Suspicion]:
    """Real growth beside values at current prices that grew by another rate.

    Growth of GDP is published at constant prices, its value at current ones. Dividing two values gives nominal growth,
    which is not to be set beside real growth of another year or city.

    Examples
    --------
    >>> from cityinnov import CaseStudy, City, check_case
    >>> def hefei(price):
    ...     levels = [f"1.2 trillion {price}, 2022", f"1.27 trillion {price}, 2023"]
    ...     return CaseStudy("study", cities=[City("hefei", figures={"gdp": levels, "gdp_growth": "5.8 %, 2023"})])
    >>> print(check_case(hefei("CNY"), select=["C304"]))
    cities.hefei.figures.gdp_growth: C304 note: 5.8 % is real growth, the values beside it grew by 1.2 % to 10.9 % at \
current prices (to settle: set it beside real growth alone, or deflate the values)
    >>> print(check_case(hefei("CNY_2020"), select=["C304"]))
    no findings
    """
    for stated, level in _growth_figures(audit):
        for start, end in _end_points(audit, stated, level) if _is_real(stated) else ():
            grown = _grown(start, end)
            if grown is not None and _at_current_prices(start):
                yield Suspicion(
                    stated.path,
                    Message(
                        "{growth} is real growth, the values beside it grew by {grown} at current prices",
                        growth=stated.figure,
                        grown=_shown(stated, grown),
                    ),
                    Message("set it beside real growth alone, or deflate the values"),
                    (stated.figure, start.figure, end.figure),
                )


_FASTER = re.compile(r"\b(faster|quicker|speedier|schneller)\b|更快|提速|加快", re.IGNORECASE)
_SHORTER = re.compile(r"reduction|saving|cut")


@rule("C305", Severity.NOTE)
def faster_is_not_shorter(audit: Audit) -> Iterator[Suspicion]:
    """A gain in speed, easily read as a cut in time: 30 % faster takes 23 % less time, not 30 % less.

    Time is 1 over speed: at 1.3 times the speed it is 1/1.3 = 0.769. Where the case itself has entered the gain as a
    reduction, that is a warning.

    Examples
    --------
    >>> from cityinnov import CaseStudy, Firm, Indicator, check_case
    >>> def platform(words):
    ...     gain = Indicator("speed_gain", "%", "rate", "gain in speed", definition="rise in speed to market")
    ...     vctc = Firm("vctc", figures={"speed_gain": f'30 % "{words}", 2025'})
    ...     return CaseStudy("study", indicators=[gain], firms=[vctc])
    >>> print(check_case(platform("30-percent faster"), select=["C305"]))
    firms.vctc.figures.speed_gain: C305 note: '30-percent faster' is 23.1 % less time, not 30 % (to settle: quote it \
as speed, and ask faster than what)
    >>> print(check_case(platform("30-percent higher speed"), select=["C305"]))
    no findings
    """
    for stated in audit.stated:
        figure = stated.figure
        if not figure.stated or not _FASTER.search(figure.stated) or figure.unit.text != "%" or figure.low <= 0:
            continue
        gain = figure.low / 100
        entered_as_cut = bool(_SHORTER.search(stated.measure))
        yield Suspicion(
            stated.path,
            Message(
                "{words!r} is {less} less time, not {gain}",
                words=figure.stated,
                less=percent(gain / (1 + gain)),
                gain=percent(gain),
            ),
            Message("quote it as speed, and ask faster than what"),
            (figure,),
            Severity.WARNING if entered_as_cut else None,
        )
