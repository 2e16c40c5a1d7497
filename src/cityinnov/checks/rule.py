"""What a rule is, and what it is given: one function, one code."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from types import ModuleType
from typing import Any

import attrs

from cityinnov.case import CaseStudy, sections
from cityinnov.casefile.problem import Path
from cityinnov.checks.finding import Finding, Severity
from cityinnov.entity.derived_metric import DerivedMetrics, HasFigures
from cityinnov.entity.entity import Entity
from cityinnov.entity.indicator_vocabulary import Indicator, indicators
from cityinnov.entity.name import Name
from cityinnov.values.figure import Figure
from cityinnov.values.money import Rates
from cityinnov.values.period import Period
from cityinnov.values.source import Citation

__all__ = ["Audit", "Check", "Rule", "Stated", "Suspicion", "rule", "rules_of"]


@attrs.frozen(slots=True)
class Suspicion:
    """What a rule has found; the rule's code and the place in the file are added later.

    Examples
    --------
    >>> Suspicion(("cities", "hefei"), "no source", "cite it").severity is None
    True
    """

    path: Path
    message: str
    settle: str
    figures: tuple[Figure, ...] = ()
    severity: Severity | None = None  # where it is not that of the rule


@attrs.frozen(slots=True)
class Stated:
    """A stated figure and where it stands: the entity, what it measures, and the path in a case file.

    Parameters
    ----------
    entity : Entity
        What it is of.
    path : tuple of str or int
        Where it stands in a case file.
    figure : Figure
        The figure.
    records : tuple
        The records that hold it, innermost first, the entity last: a capital call has a date and citations too.

    Examples
    --------
    >>> from cityinnov.city import City
    >>> stated, = Audit(CaseStudy("study", cities=[City("hefei", figures={"gdp": "1.35 trillion CNY, 2024"})])).stated
    >>> stated.path, stated.measure
    (('cities', 'hefei', 'figures', 'gdp'), 'gdp')
    """

    entity: Entity
    path: Path
    figure: Figure
    records: tuple[Any, ...]

    @property
    def period(self) -> Period | None:
        """When it holds: its own period, else the date of the record or event it stands in."""
        dates = (getattr(record, "when", None) for record in self.records)
        return self.figure.period or next((date for date in dates if isinstance(date, Period)), None)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where it stands: its own citations, else those of a record within the entity that holds it."""
        held = (getattr(record, "citations", ()) for record in self.records[:-1])
        return next((citations for citations in (self.figure.citations, *held) if citations), ())

    @property
    def measure(self) -> str:
        """The indicator or field."""
        return str(next(step for step in reversed(self.path) if isinstance(step, str)))

    @property
    def is_fact(self) -> bool:
        """Whether it stands among the entity's figures, by indicator."""
        return "figures" in self.path[2:3]


@attrs.frozen(eq=False)
class Audit:
    """A case as the rules look at it.

    Parameters
    ----------
    case : CaseStudy
        What is checked.
    rates : Rates, optional
        Exchange rates to set restated amounts against.
    found : tuple of Finding
        What the other rules found, for the rule on accepted findings.
    ran, known : frozenset of str
        The codes of the rules that run, and of all there are.

    Examples
    --------
    >>> audit = Audit(CaseStudy("study"))
    >>> audit.stated
    ()
    """

    case: CaseStudy
    rates: Rates | None = None
    found: tuple[Finding, ...] = ()
    ran: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()

    @cached_property
    def stated(self) -> tuple[Stated, ...]:
        """Every stated figure of the case."""
        return tuple(
            Stated(entity, path, part, records)
            for entity in self.case.entities()
            for path, part, records in _parts(entity, self.path(entity))
            if isinstance(part, Figure)
        )

    @cached_property
    def dates(self) -> tuple[tuple[Entity, Path, Period], ...]:
        """Every date that is a field of an entity: founded, arrived, when."""
        return tuple(
            (entity, path, part)
            for entity in self.case.entities()
            for path, part, _ in _parts(entity, self.path(entity))
            if isinstance(part, Period)
        )

    @cached_property
    def derived(self) -> DerivedMetrics:
        """What can be derived from the case."""
        return self.case.derived().computed

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation of the case, those of figures included."""
        found = [citation for stated in self.stated for citation in stated.figure.citations]
        for entity in self.case.entities():
            found += [part for _, part, _ in _parts(entity, ()) if isinstance(part, Citation)]
        return tuple(found)

    @cached_property
    def _section_of(self) -> dict[str, str]:
        return {id: section for section in sections() for id in getattr(self.case, section)}

    def path(self, entity: Entity, *steps: str | int) -> Path:
        """Where an entity, or a part of it, stands in a case file."""
        return (self._section_of[entity.id], entity.id, *steps)

    def facts(self, entity: HasFigures, measure: str) -> tuple[Stated, ...]:
        """The stated figures of one measure of an entity."""
        return tuple(self._by_measure.get((entity.id, measure), ()))

    @cached_property
    def _by_measure(self) -> dict[tuple[str, str], list[Stated]]:
        found: dict[tuple[str, str], list[Stated]] = {}
        for stated in self.stated:
            found.setdefault((stated.entity.id, stated.measure), []).append(stated)
        return found

    def indicator(self, stated: Stated) -> Indicator | None:
        """The indicator that a figure is of; None for a field such as `amount`."""
        if not stated.is_fact:
            return None
        return self.case.indicators.get(stated.measure) or indicators().get(stated.measure)

    def issued(self, citations: tuple[Citation, ...]) -> Period | None:
        """The date of the first source cited that has one."""
        for citation in citations:
            source = self.case.sources.get(citation.source)
            if source is not None and source.issued is not None:
                return source.issued
        return None


Part = tuple[Path, Any, tuple[Any, ...]]


def _parts(record: Any, path: Path, around: tuple[Any, ...] = ()) -> Iterator[Part]:
    """Everything a record holds, each with the path that leads to it in a case file and the records it stands in.

    Records within are entered, references to entities are not.
    """
    for field in attrs.fields(type(record)):
        yield from _within((record, *around), getattr(record, field.name), (*path, field.name))


def _within(records: tuple[Any, ...], value: Any, path: Path) -> Iterator[Part]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _within(records, item, (*path, key))
    elif isinstance(value, tuple):
        alone = len(value) == 1 and isinstance(value[0], Figure | Citation)  # then written without a list
        for place, item in enumerate(value):
            yield from _within(records, item, path if alone else (*path, place))
    elif attrs.has(type(value)) and not isinstance(value, _WHOLE):
        yield from _parts(value, path, records)
    elif value is not None:
        yield path, value, records


#: What is not taken apart: values with a text of their own, and references.
_WHOLE = (Figure, Name, Period, Citation, Entity)

Check = Callable[[Audit], Iterator[Suspicion]]


@attrs.frozen(slots=True)
class Rule:
    """A check: its code, its name, how much its findings weigh, and the function that finds them.

    Examples
    --------
    >>> from cityinnov.checks.registry import RULES
    >>> print(RULES["C501"])
    C501 ambiguous-denominator (warning)
    """

    code: str
    name: str
    severity: Severity
    check: Check

    @property
    def summary(self) -> str:
        """What it finds, in one line."""
        return self.documentation.partition("\n")[0]

    @property
    def documentation(self) -> str:
        """What it finds, why that matters, and examples."""
        return inspect.getdoc(self.check) or ""

    def findings(self, audit: Audit) -> Iterator[Finding]:
        """What the rule finds in a case."""
        for suspicion in self.check(audit):
            yield Finding(
                code=self.code,
                name=self.name,
                severity=suspicion.severity or self.severity,
                path=suspicion.path,
                message=suspicion.message,
                settle=suspicion.settle,
                figures=suspicion.figures,
            )

    def __str__(self) -> str:
        return f"{self.code} {self.name} ({self.severity})"


def rule(code: str, severity: Severity) -> Callable[[Check], Check]:
    """Mark a function as the rule of a code; its name is the rule's.

    Examples
    --------
    >>> @rule("C999", Severity.NOTE)
    ... def always_odd(audit):
    ...     yield Suspicion((), "odd", "look again")
    >>> [str(finding) for finding in always_odd.__rule__.findings(Audit(CaseStudy("study")))]
    ['C999 note: odd (to settle: look again)']
    """

    def decorate(check: Check) -> Check:
        name = check.__name__.replace("_", "-")
        check.__rule__ = Rule(code, name, severity, check)  # type: ignore[attr-defined]  # where rules_of finds it
        return check

    return decorate


def rules_of(*modules: ModuleType) -> tuple[Rule, ...]:
    """The rules of modules, in the order in which they are written there."""
    members = [member for module in modules for member in vars(module).values()]
    return tuple(found for member in members if isinstance(found := getattr(member, "__rule__", None), Rule))
