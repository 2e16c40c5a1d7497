"""What a rule is, and what it is given: one function, one code."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from functools import cached_property
from types import ModuleType
from typing import Any

import attrs

from cityinnov.case import CaseStudy, sections
from cityinnov.checks.finding import Finding, Severity
from cityinnov.decision import OmittedFigure
from cityinnov.entity.derived_metric import DerivedMetrics
from cityinnov.entity.entity import Entity
from cityinnov.entity.indicator_vocabulary import Indicator, indicators
from cityinnov.entity.name import Name
from cityinnov.entity.recipe import HasFigures
from cityinnov.stated import Location, Path, Stated, located, stated_figures, stated_parts
from cityinnov.values.figure import Figure
from cityinnov.values.money import Rates
from cityinnov.values.period import Period
from cityinnov.values.source import Citation, Source

__all__ = ["Audit", "Check", "Rule", "Stated", "Suspicion", "rule", "rules_of"]


@attrs.frozen(slots=True)
class Suspicion:
    """What a rule has found; the rule's code and the place in the file are added later.

    Parameters
    ----------
    path : tuple of str or int
        Where it stands in a case file; `Audit.path` gives that of an entity.
    message : str
        What is wrong, and by how much: a `Message`, which reports can say in other languages, or a plain text.
    settle : str
        What would settle it; likewise.
    figures : tuple of Figure, optional
        Those concerned.
    severity : Severity, optional
        Where it is not that of the rule.

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
        return tuple(stated_figures(self.case))

    @cached_property
    def dates(self) -> tuple[tuple[Entity, Path, Period], ...]:
        """Every date that is a field of an entity: founded, arrived, when."""
        return tuple((entity, path, part) for entity, path, part, _ in self._parts if isinstance(part, Period))

    @cached_property
    def _parts(self) -> tuple[tuple[Entity, Path, Any, tuple[Any, ...]], ...]:
        return tuple(stated_parts(self.case))

    @cached_property
    def derived(self) -> DerivedMetrics:
        """What can be derived from the case."""
        return self.case.derived().computed

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation of the case, those of figures included."""
        held = [part for _, _, part, _ in self._parts]
        own = [part for part in held if isinstance(part, Citation)]
        beside = [each for figures in self.case.unassigned.values() for each in figures]
        citing: tuple[Figure | OmittedFigure, ...] = (
            *self.case.omitted,
            *beside,
            *(part for part in held if isinstance(part, Figure)),
        )
        return tuple([citation for each in citing for citation in each.citations] + own)

    @cached_property
    def _section_of(self) -> dict[str, str]:
        return {id: section for section in sections() for id in getattr(self.case, section)}

    def path(self, entity: Entity, *steps: str | int) -> Path:
        """Where an entity, or a part of it, stands in a case file."""
        return (self._section_of[entity.id], entity.id, *steps)

    @cached_property
    def _names(self) -> dict[str, Name]:
        tables = self.case.cap_tables.values()
        return {entity.id: entity.name for entity in self.case.entities()} | {
            id: name for table in tables for id, name in table.holders.items()
        }

    def location(self, path: Path) -> Location:
        """A place in the case file, with what a reader is told of it."""
        return located(self.case, path, self._names)

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
        return self.measure(stated.measure) if stated.is_fact else None

    def measure(self, id: str) -> Indicator | None:
        """An indicator of the case, or of the vocabulary, by its id; None for a field."""
        return self.case.indicators.get(id) or indicators().get(id)

    def source(self, citation: Citation) -> Source | str:
        """The source of a citation; its id where the case does not list it."""
        return self.case.sources.get(citation.source) or citation.source

    def issued(self, citations: tuple[Citation, ...]) -> Period | None:
        """The date of the first source cited that has one."""
        for citation in citations:
            source = self.case.sources.get(citation.source)
            if source is not None and source.issued is not None:
                return source.issued
        return None


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
                where=audit.location(suspicion.path),
            )

    def __str__(self) -> str:
        return f"{self.code} {self.name} ({self.severity})"


def rule(code: str, severity: Severity) -> Callable[[Check], Check]:
    """Mark a function as the rule of a code; its name is the rule's.

    Parameters
    ----------
    code : str
        Its own: a letter and three digits. Those that ship begin with C.
    severity : Severity
        How much its findings weigh.

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
