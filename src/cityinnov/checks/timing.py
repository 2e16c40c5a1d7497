"""Time: dates that were inferred, dates a source could not know, and money without one."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from cityinnov.checks.finding import Severity
from cityinnov.checks.rule import Audit, Suspicion, rule
from cityinnov.message import Message
from cityinnov.stated import Path
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period
from cityinnov.values.rules import Status
from cityinnov.values.source import Citation

__all__ = ["after_its_source", "relative_date", "undated_money"]


@attrs.frozen(slots=True)
class Dated:
    """A date somewhere in a case: of a figure, or in a field of its own."""

    path: Path
    period: Period
    citations: tuple[Citation, ...]
    figure: Figure | None = None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figure, if it is one's date."""
        return (self.figure,) if self.figure is not None else ()


def _dated(audit: Audit) -> Iterator[Dated]:
    for entity, path, period in audit.dates:
        yield Dated(path, period, entity.citations)
    for stated in audit.stated:
        figure = stated.figure
        if figure.period is not None:
            yield Dated(stated.path, figure.period, stated.citations or stated.entity.citations, figure)


_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_AGO = re.compile(
    rf"\b(?P<count>[0-9]{{1,3}}|an?|{'|'.join(_NUMBERS)}) (?P<unit>years?|decades?) (?:ago|earlier)\b"
    r"|\b(?P<last>last year)\b|(?P<zh>[0-9]{1,3})年前|(?P<zh_last>去年)",
    re.IGNORECASE,
)


def years_back(words: str) -> int | None:
    """How many years before it was written a text speaks of; None if it does not say so.

    Examples
    --------
    >>> years_back("founded nine years ago"), years_back("a decade earlier"), years_back("去年"), years_back("in 2016")
    (9, 10, 1, None)
    """
    found = _AGO.search(words)
    if found is None:
        return None
    if found["last"] or found["zh_last"]:
        return 1
    count = (found["zh"] or found["count"]).lower()
    number = int(count) if count.isdecimal() else 1 if count in ("a", "an") else _NUMBERS.index(count) + 1
    return number * (10 if (found["unit"] or "").lower().startswith("decade") else 1)


@rule("C601", Severity.NOTE)
def relative_date(audit: Audit) -> Iterator[Suspicion]:
    """A date that the source gives relative to its own ("nine years ago"), with what that resolves to.

    It is a date before that of the source and marked as inferred, or one whose own words are relative. Months matter:
    nine years before January and before December of one year are two years. Where the words and the date entered
    disagree by more than that, it is a warning. Places that share a date and a citation are reported once.

    Examples
    --------
    >>> from cityinnov import CaseStudy, Firm, Source, check_case
    >>> def founded(when):
    ...     source = Source("br", "article-magazine", issued=2025)
    ...     return CaseStudy("study", sources=[source], firms=[Firm("cxmt", founded=when, citations="br")])
    >>> print(check_case(founded("2016?"), select=["C601"]))
    firms.cxmt.founded: C601 note: 2016? was inferred: it is 9 years before 2025, the date of br (to settle: find a \
source that names the date)
    >>> print(check_case(founded("2016"), select=["C601"]))
    no findings
    """
    seen: dict[tuple[Period, tuple[Citation, ...]], list[Dated]] = {}
    for dated in _dated(audit):
        issued = audit.issued(dated.citations)
        if issued is None or issued.year is None or dated.period.year is None:
            continue
        back = years_back(dated.figure.stated or "") if dated.figure is not None else None
        resolved = issued.year - back if back is not None else None
        if resolved is not None and abs(resolved - dated.period.year) > 1:
            yield Suspicion(
                dated.path,
                Message(
                    "{period} is entered; {years} years before {issued}, the date of {source}, is {resolved}",
                    period=dated.period,
                    years=back,
                    issued=issued,
                    source=audit.source(dated.citations[0]),
                    resolved=str(resolved),
                ),
                Message("correct the date, or name the source it is from"),
                dated.figures,
                Severity.WARNING,
            )
        elif resolved is not None or (dated.period.uncertain and dated.period.year < issued.year):
            seen.setdefault((dated.period, dated.citations), []).append(dated)
    for (period, citations), places in seen.items():
        yield _inferred(audit, period, citations, places)


def _inferred(audit: Audit, period: Period, citations: tuple[Citation, ...], places: list[Dated]) -> Suspicion:
    issued = audit.issued(citations)
    assert issued is not None
    assert issued.year is not None  # so the caller has seen
    years = issued.year - (period.year or issued.year)
    message = Message.counted(
        "{period:certain} was inferred: it is {n} year before {issued}, the date of {source}",
        "{period:certain} was inferred: it is {n} years before {issued}, the date of {source}",
        years,
        period=period,
        issued=issued,
        source=audit.source(citations[0]),
    )
    if len(places) > 1:
        others = tuple(audit.location(each.path) for each in places[1:])
        message = Message("{said}; also at {places}", said=message, places=others)
    return Suspicion(
        places[0].path,
        message,
        Message("find a source that names the date"),
        tuple(figure for each in places for figure in each.figures),
    )


@rule("C602", Severity.WARNING)
def after_its_source(audit: Audit) -> Iterator[Suspicion]:
    """A date after that of the source that gives it, where nothing says that it is a plan.

    A source cannot know what was not yet: it is a plan presented as a fact, a slip of a digit, or a wrong citation.

    Examples
    --------
    >>> from cityinnov import CaseStudy, City, Source, check_case
    >>> def output(said):
    ...     source = Source("cd", "article-newspaper", issued="2023-11-01")
    ...     hefei = City("hefei", figures={"nev_output": f"2 million vehicles, {said} [cd]"})
    ...     return CaseStudy("study", sources=[source], cities=[hefei])
    >>> print(check_case(output("2025"), select=["C602"]))
    cities.hefei.figures.nev_output: C602 warning: 2025 begins after 2023-11-01, the date of cd, and is not said to be \
a plan (to settle: write 'planned', 'projected' or 'target' after the period, or correct the date)
    >>> print(check_case(output("2025, target"), select=["C602"]))
    no findings
    """
    for dated in _dated(audit):
        if dated.figure is not None and dated.figure.status not in (Status.UNSTATED, Status.ACTUAL):
            continue
        known = [(c, issued) for c in dated.citations if (issued := audit.issued((c,))) is not None and issued.end]
        start = dated.period.start
        if known and start is not None and all(issued.end is not None and start > issued.end for _, issued in known):
            citation, issued = known[0]
            yield Suspicion(
                dated.path,
                Message(
                    "{period} begins after {issued}, the date of {source}, and is not said to be a plan",
                    period=dated.period,
                    issued=issued,
                    source=audit.source(citation),
                ),
                Message("write 'planned', 'projected' or 'target' after the period, or correct the date")
                if dated.figure is not None
                else Message("correct the date, or cite a source that could know it"),
                dated.figures,
            )


@rule("C603", Severity.WARNING)
def undated_money(audit: Audit) -> Iterator[Suspicion]:
    """An amount at current prices without a period.

    It cannot be converted, deflated, added up or compared: each of these asks of which year its prices are.

    Examples
    --------
    >>> from cityinnov import CaseStudy, Firm, check_case
    >>> def revenue(amount):
    ...     return CaseStudy("study", firms=[Firm("boe", figures={"revenue": amount})])
    >>> print(check_case(revenue("over 1 billion USD"), select=["C603"]))
    firms.boe.figures.revenue: C603 warning: over 1 billion USD has no period (to settle: add it after a comma, with \
'?' if it is inferred: over 1 billion USD, 2024?)
    >>> print(check_case(revenue("over 1 billion USD, 2025?"), select=["C603"]))
    no findings
    """
    for stated in audit.stated:
        if stated.figure.unit.money and stated.period is None:
            literal = stated.figure.display()
            yield Suspicion(
                stated.path,
                Message("{amount} has no period", amount=stated.figure),
                Message("add it after a comma, with '?' if it is inferred: {literal}, 2024?", literal=literal),
                (stated.figure,),
            )
