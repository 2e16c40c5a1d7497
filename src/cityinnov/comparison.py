"""Comparison: one indicator or metric across cities or cases, in order as far as the bounds decide it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cmp_to_key
from itertools import chain
from typing import Any

import attrs

from cityinnov.case import CaseStudy
from cityinnov.entity.derived_metric import derived_methods
from cityinnov.entity.entity import Entity
from cityinnov.errors import CityinnovError, InputError, MissingInputError, UndecidableError
from cityinnov.values.figure import Figure

__all__ = ["Compared", "Comparison", "compare"]


@attrs.frozen(slots=True)
class Compared:
    """One entity in a comparison: its figure, or why it has none that compares.

    Parameters
    ----------
    entity : Entity
        What the figure is of.
    figure : Figure, optional
        In the unit of the comparison.
    reason : str
        Why there is none; empty where there is one.
    case : CaseStudy, optional
        The case the entity was taken from.
    """

    entity: Entity
    figure: Figure | None = None
    reason: str = ""
    case: CaseStudy | None = None


@attrs.frozen(slots=True)
class Comparison:
    """An indicator or metric across entities.

    Parameters
    ----------
    name : str
        The indicator or derived metric.
    rows : tuple of Compared
        In the order they were given.
    """

    name: str
    rows: tuple[Compared, ...]

    @property
    def tiers(self) -> tuple[tuple[Compared, ...], ...]:
        """The rows that have a figure, highest first, those together between which the bounds do not decide.

        Of two rows in different tiers the earlier is surely higher. Within a tier some pair is undecided, and what lies
        between such a pair is in the tier with it.
        """
        return _tiers(self.rows)


def compare(
    things: Iterable[CaseStudy | Entity],
    name: str,
    period: Any = None,
    *,
    prefer: str | None = None,
    hull: bool = False,
) -> Comparison:
    """Set one indicator or derived metric of several cities, or of all that have it in several cases, side by side.

    Parameters
    ----------
    things : iterable of CaseStudy or Entity
        What to compare; a case stands for those of its entities of which the indicator is known or derived.
    name : str
        An indicator, a field that holds figures, or a derived metric. Where an entity states it, that is taken.
    period, prefer, hull
        Which claim to take, as in `Entity.figure`.

    Returns
    -------
    Comparison
        A row for each entity, in the order given. Figures that do not compare with the first that there is (another
        dimension, current prices of another year) have the reason in their place.

    Raises
    ------
    InputError
        If there is nothing to compare.

    Examples
    --------
    >>> from cityinnov.city import City
    >>> def city(id, vehicles):
    ...     return City(id, figures={"nev_output": f"{vehicles} vehicles, 2023"})
    >>> shown = compare([city("a", "740,000"), city("b", "over 1 million"), city("c", "over 500,000")], "nev_output")
    >>> [[row.entity.id for row in tier] for tier in shown.tiers]
    [['a', 'b', 'c']]
    >>> shown = compare([city("a", "740,000"), city("b", "over 1 million"), city("c", "under 500,000")], "nev_output")
    >>> [[row.entity.id for row in tier] for tier in shown.tiers]
    [['b'], ['a'], ['c']]
    """
    rows: list[Compared] = []
    standard: Figure | None = None
    for entity, case in _entities(things, name):
        row = _row(entity, case, name, standard, {"period": period, "prefer": prefer, "hull": hull})
        standard = row.figure if standard is None else standard
        rows.append(row)
    if not rows:
        raise InputError(f"nothing here has {name!r}", expected="cities or cases that state or derive it")
    return Comparison(name, tuple(rows))


def _entities(things: Iterable[CaseStudy | Entity], name: str) -> Iterator[tuple[Entity, CaseStudy | None]]:
    for thing in things:
        if isinstance(thing, CaseStudy):
            yield from ((entity, thing) for entity in thing.entities() if entity.claims(name) or _derives(entity, name))
        else:
            yield thing, None


def _derives(entity: Entity, name: str) -> bool:
    return any(recipe.name == name for recipe in derived_methods(type(entity)))


def _row(
    entity: Entity, case: CaseStudy | None, name: str, standard: Figure | None, chosen: dict[str, Any]
) -> Compared:
    try:
        if entity.claims(name):
            figure = entity.figure(name, chosen["period"], prefer=chosen["prefer"], hull=chosen["hull"])
        elif _derives(entity, name):
            figure = getattr(entity, name)(**chosen)
        else:
            raise MissingInputError(f"nothing is said of {name} of {entity.id}", missing=(name,))
        if standard is not None:
            figure = figure.to(standard.unit)
            _order(figure, standard)  # raises where the two do not compare at all
    except CityinnovError as error:
        return Compared(entity, None, str(error), case)
    return Compared(entity, figure, "", case)


Tier = list[tuple[Compared, Figure]]


def _order(a: Figure, b: Figure) -> int:
    """1 if a is surely higher, -1 if it is surely lower, 0 where they are equal or the bounds do not say."""
    try:
        return int(a > b) - int(a < b)
    except UndecidableError:
        return 0


def _tiers(rows: Iterable[Compared]) -> tuple[tuple[Compared, ...], ...]:
    """Part the rows wherever all that follow are surely lower than all before."""
    tiers: list[Tier] = []
    for row in rows:
        if row.figure is None:
            continue
        joined: list[Tier] = []
        apart: list[Tier] = []
        for tier in tiers:
            touches = any(_order(row.figure, figure) == 0 for _, figure in tier)
            (joined if touches else apart).append(tier)
        tiers = [*apart, [*chain.from_iterable(joined), (row, row.figure)]]

    def by_first(a: Tier, b: Tier) -> int:
        return _order(a[0][1], b[0][1])

    ordered = sorted(tiers, key=cmp_to_key(by_first), reverse=True)
    return tuple(tuple(row for row, _ in tier) for tier in ordered)
