"""Records to a case study: the entities that they are of, with their figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from cityinnov.case import CaseStudy, section_kinds
from cityinnov.entity.indicator_vocabulary import Indicator
from cityinnov.errors import InputError, nearest
from cityinnov.record import Record
from cityinnov.values.figure import Figure
from cityinnov.values.source import Source

__all__ = ["case_of_records"]


def case_of_records(
    records: Iterable[Record],
    id: str,
    *,
    sources: Iterable[Source] | Mapping[str, Source] = (),
    indicators: Iterable[Indicator] | Mapping[str, Indicator] = (),
) -> CaseStudy:
    """Make a case of records: each entity that they name, with its figures by indicator.

    Parameters
    ----------
    records : iterable of Record
        Several of one entity and indicator are several claims.
    id : str
        What the case is called, in kebab-case.
    sources : iterable of Source, or mapping by id
        What the records cite.
    indicators : iterable of Indicator, or mapping by id, optional
        What they measure beside the vocabulary that ships.

    Raises
    ------
    InputError
        If a kind is none that a case holds or needs more than figures, an entity is of two kinds, or the case does not
        hold together.

    Examples
    --------
    >>> record = Record("hefei", "City", "population", Figure.parse("9,853,000 people, 2023 [yearbook]"))
    >>> yearbook = Source("yearbook", "report", title="Statistical Yearbook", issued=2024)
    >>> case = case_of_records([record], "anhui", sources=[yearbook])
    >>> print(case.cities["hefei"].figure("population").high)
    9853000.0
    """
    sections = {kind.__name__: (section, kind) for section, kind in section_kinds().items()}
    figures: dict[str, dict[str, list[Figure]]] = {}
    kinds: dict[str, str] = {}
    for record in records:
        if record.kind not in sections:
            near = nearest(record.kind, list(sections))
            hint = f"nearest: {', '.join(near)}" if near else f"there are: {', '.join(sections)}"
            raise InputError(f"{record.entity} is of a kind that no case holds", found=repr(record.kind), hint=hint)
        if kinds.setdefault(record.entity, record.kind) != record.kind:
            raise InputError(f"{record.entity} is of two kinds", found=f"{kinds[record.entity]} and {record.kind}")
        figures.setdefault(record.entity, {}).setdefault(record.indicator, []).append(record.figure)
    made: dict[str, Any] = {}
    for entity, claims in figures.items():
        section, kind = sections[kinds[entity]]
        needed = [field.name for field in attrs.fields(kind) if field.default is attrs.NOTHING and field.name != "id"]
        if needed:
            raise InputError(
                f"{entity} ({kind.__name__}) is more than figures: it needs {', '.join(needed)}",
                hint="write it in a case file",
            )
        made.setdefault(section, []).append(kind(entity, figures=claims))
    return CaseStudy(id, sources=sources, indicators=indicators, **made)
