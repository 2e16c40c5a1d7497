"""What must hold in a case for it to be one: ids, references, sources and indicators that are all known.

These are conditions of the data's form. What is odd about its content (a share over 100 %, gross output set beside
value added) is for `cityinnov.checks` to find.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol, get_args, get_type_hints

from cityinnov.entity.entity import Entity, parts
from cityinnov.entity.indicator_vocabulary import Indicator
from cityinnov.errors import CityinnovError, InputError, UnknownNameError, nearest
from cityinnov.prices.stated import pair_and_period
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period
from cityinnov.values.source import Citation, Source

__all__ = ["held_kinds", "inconsistencies"]

Problem = tuple[str, CityinnovError]


class Citing(Protocol):
    """What cites sources."""

    @property
    def citations(self) -> tuple[Citation, ...]: ...


class Whole(Protocol):
    """What is asked of a case beside its sections of entities: sources, rates, indicators, and what cites."""

    @property
    def sources(self) -> Mapping[str, Source]: ...
    @property
    def rates(self) -> tuple[Figure, ...]: ...
    @property
    def omitted(self) -> Iterable[Citing]: ...
    @property
    def unassigned(self) -> Mapping[str, Iterable[Citing]]: ...
    def indicator(self, id: str) -> Indicator: ...


def inconsistencies(case: Whole) -> Iterator[Problem]:
    """Find all that keeps a case from holding together.

    Yields
    ------
    path, error
        Where it stands in a case file (`ecosystems.vw-suppliers.anchor`), and what is wrong there.
    """
    known: dict[str, Entity] = {}
    sections: dict[str, str] = {}
    for section, kind in held_kinds(type(case)).items():
        for id, entity in getattr(case, section).items():
            path = f"{section}.{id}"
            if not isinstance(entity, kind):
                yield path, InputError("not of this kind", found=type(entity).__name__, expected=kind.__name__)
            elif entity.id != id:
                yield path, InputError("an entity stands under another id", found=id, expected=entity.id)
            elif id in known:
                yield path, InputError(f"the id {id!r} is taken already, by a {type(known[id]).__name__}")
            else:
                known[id] = entity
                sections[id] = section
    for id, entity in known.items():
        for below, part in parts(entity):
            inside = f"figures.{below}" if below in entity.figures else below
            yield from ((f"{sections[id]}.{id}.{inside}", error) for error in _errors(case, known, part))
        for indicator, claims in entity.figures.items():
            path = f"{sections[id]}.{id}.figures.{indicator}"
            yield from ((path, error) for error in _misfits(case, indicator, claims))
    yield from _wrong_rates(case)
    for path, citations in _beside_the_entities(case):
        yield from ((path, error) for citation in citations for error in _unknown_source(case, citation))


def _wrong_rates(case: Whole) -> Iterator[Problem]:
    seen: dict[tuple[frozenset[str], Period], Figure] = {}
    for place, rate in enumerate(case.rates):
        path = f"rates[{place}]"
        yield from ((path, error) for citation in rate.citations for error in _unknown_source(case, citation))
        try:
            key = pair_and_period(rate)
        except CityinnovError as error:
            yield path, error
            continue
        if key in seen:
            yield path, InputError("two rates of one pair and period", found=f"{seen[key]} and {rate}")
        seen.setdefault(key, rate)


def _beside_the_entities(case: Whole) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    """What the figures that belong to no entity cite."""
    for place, figure in enumerate(case.omitted):
        yield f"omitted.{place}", figure.citations
    for at, figures in case.unassigned.items():
        yield from ((f"unassigned.{at}", figure.citations) for figure in figures)


def held_kinds(case_type: type) -> dict[str, type[Entity]]:
    """The sections of a case, each with the class of its entities."""
    found = {}
    for name, hint in get_type_hints(case_type).items():
        *_, held = get_args(hint) or (None,)
        if isinstance(held, type) and issubclass(held, Entity):
            found[name] = held
    return found


def _errors(case: Whole, known: dict[str, Entity], part: Any) -> Iterator[CityinnovError]:
    if isinstance(part, Entity) and not _is_same(known.get(part.id), part):
        what = (
            "named here is not the one the case lists" if part.id in known else "is named here but the case lists none"
        )
        yield InputError(f"the {type(part).__name__} {part.id!r} {what}", hint="list it among the case's own")
    elif isinstance(part, Citation):
        yield from _unknown_source(case, part)
    elif isinstance(part, Figure):
        for citation in part.citations:
            yield from _unknown_source(case, citation)


def _is_same(entity: Entity | None, named: Entity) -> bool:
    return entity is named or entity == named  # identity first: equality goes down a line of parents, however long


def _unknown_source(case: Whole, citation: Citation) -> Iterator[CityinnovError]:
    if citation.source not in case.sources:
        near = nearest(citation.source, list(case.sources))
        hint = f"nearest: {', '.join(near)}" if near else "list it under 'sources:'"
        yield UnknownNameError(f"there is no source {citation.source!r}", hint=hint, nearest=near)


def _misfits(case: Whole, id: str, claims: tuple[Figure, ...]) -> Iterator[CityinnovError]:
    try:
        indicator = case.indicator(id)
        for claim in claims:
            indicator.check(claim.unit)
    except CityinnovError as error:
        yield error
