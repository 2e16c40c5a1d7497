"""What a case states, each with where it stands in a case file and the records that hold it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import attrs

from cityinnov.case import CaseStudy, sections
from cityinnov.entity.entity import Entity
from cityinnov.entity.indicator_vocabulary import indicators
from cityinnov.entity.name import Name
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period
from cityinnov.values.source import Citation, Source

__all__ = ["Location", "Path", "Stated", "located", "path_text", "stated_figures", "stated_parts"]

Path = tuple[str | int, ...]


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
    >>> case = CaseStudy("study", cities=[City("hefei", figures={"gdp": "1.35 trillion CNY, 2024"})])
    >>> stated, = stated_figures(case)
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


def stated_figures(case: CaseStudy) -> Iterator[Stated]:
    """Every stated figure of a case, in the order of its sections.

    Examples
    --------
    >>> from cityinnov.firm import Firm
    >>> case = CaseStudy("study", firms=[Firm("boe", figures={"revenue": ["5 CNY, 2008", "9 CNY, 2009"]})])
    >>> [stated.path[-1] for stated in stated_figures(case)]
    [0, 1]
    """
    for entity, path, part, records in stated_parts(case):
        if isinstance(part, Figure):
            yield Stated(entity, path, part, records)


def stated_parts(case: CaseStudy) -> Iterator[tuple[Entity, Path, Any, tuple[Any, ...]]]:
    """Everything the entities of a case hold: entity, path in a case file, value, and the records it stands in.

    Records within an entity are entered, references to other entities are not.

    Examples
    --------
    >>> from cityinnov.firm import Firm
    >>> case = CaseStudy("study", firms=[Firm("boe", founded=1993)])
    >>> [(path, part) for _, path, part, _ in stated_parts(case) if isinstance(part, Period)]
    [(('firms', 'boe', 'founded'), Period('1993'))]
    """
    for section in sections():
        for entity in getattr(case, section).values():
            for path, part, records in _parts(entity, (section, entity.id)):
                yield entity, path, part, records


Part = tuple[Path, Any, tuple[Any, ...]]


def _parts(record: Any, path: Path, around: tuple[Any, ...] = ()) -> Iterator[Part]:
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


# -- what places are called -----------------------------------------------------------------


@attrs.frozen(slots=True)
class Location:
    """A place in a case file, and what a reader is told of it who has never seen the file.

    Parameters
    ----------
    path : tuple of str or int
        Where it is.
    parts : tuple of Name or str
        What its steps are called: names of entities, labels of indicators, and as text the fields that any language
        has words for.

    Examples
    --------
    >>> from cityinnov.city import City
    >>> case = CaseStudy("study", cities=[City("hefei", name="Hefei", figures={"gdp": "1.35 trillion CNY, 2024"})])
    >>> place = located(case, ("cities", "hefei", "figures", "gdp"))
    >>> str(place), [str(part) for part in place.parts]
    ('cities.hefei.figures.gdp', ['Hefei', 'gross domestic product'])
    """

    path: Path
    parts: tuple[Name | str, ...] = ()

    def __str__(self) -> str:
        return path_text(self.path)


def path_text(path: Path) -> str:
    """Write a path the way it is read aloud.

    Examples
    --------
    >>> path_text(("cities", "hefei", "rankings", 1, "rank"))
    'cities.hefei.rankings[1].rank'
    """
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def located(case: CaseStudy, path: Path, names: Mapping[str, Name] = MappingProxyType({})) -> Location:
    """A place in a case, with what its steps are called.

    Parameters
    ----------
    case : CaseStudy
        Whose file it is in.
    path : tuple of str or int
        Where it is.
    names : mapping of str to Name, optional
        What ids are called that are keys within an entity, as holders are.
    """
    parts: list[Name | str] = []
    holder: Any = case
    for place, step in enumerate(path):
        if isinstance(step, int):
            holder = holder[step] if isinstance(holder, tuple) and step < len(holder) else None
        elif isinstance(holder, Mapping):
            before = path[place - 1]
            holder = holder.get(step)
            if parts and isinstance(getattr(holder, "name", None), Name) and isinstance(parts[-1], str):
                parts.pop()  # the name of a record says what the mapping that holds it would
            parts.append(_called(case, before, step, holder, names))
        else:
            holder = getattr(holder, step, None)
            if step != "figures" and not (place == 0 and len(path) > 1 and step in (*sections(), "sources")):
                parts.append(step)
    return Location(path, tuple(parts))


def _called(case: CaseStudy, before: str | int, id: str, held: Any, names: Mapping[str, Name]) -> Name:
    """What the key of a mapping is called."""
    if before == "figures":
        indicator = case.indicators.get(id) or indicators().get(id)
        return indicator.label if indicator is not None else Name.of(id)
    if isinstance(held, Source):
        return Name.of(held.title or held.short())
    name = getattr(held, "name", None)
    return name if isinstance(name, Name) else names.get(id) or Name.of(id)
