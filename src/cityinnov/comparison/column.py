"""One indicator or metric across entities, in order as far as the bounds decide it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cmp_to_key
from itertools import chain
from typing import Any, TypedDict

import attrs

from cityinnov.case import CaseStudy
from cityinnov.comparison.compared import Compared, Obstacle
from cityinnov.entity.derived_metric import says_nothing
from cityinnov.entity.entity import Entity
from cityinnov.entity.recipe import derived_methods
from cityinnov.errors import (
    CityinnovError,
    ConflictingClaimsError,
    CurrencyError,
    MissingInputError,
    PriceBaseYearError,
    PriceBasisError,
    UndecidableError,
)
from cityinnov.values.figure import Figure
from cityinnov.values.notebook import html_table

__all__ = ["Chosen", "Comparison", "Thing", "column"]

#: What can be compared: an entity, or a case for those of its entities that have what is compared.
Thing = CaseStudy | Entity


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

    @property
    def order(self) -> str:
        """The tiers in words: `pune > hefei`; `a ? b > c` where nothing decides between a and b."""
        return " > ".join(" ? ".join(row.of for row in tier) for tier in self.tiers)

    def _repr_html_(self) -> str:
        """The rows for a notebook, highest first; those whose order is not decided share a number."""
        rows = [
            [str(row.entity.name), str(place), str(row.figure)]
            for place, tier in enumerate(self.tiers, 1)
            for row in tier
        ]
        rows += [[str(row.entity.name), "–", row.reason] for row in self.rows if row.figure is None]
        return html_table(self.name, ["", "tier", "figure"], rows)


class Chosen(TypedDict):
    """Which claim to take where there are several, as in `Entity.figure`."""

    period: Any
    prefer: str | None
    hull: bool


def column(
    things: Iterable[Thing],
    name: str,
    names: Iterable[str],
    chosen: Chosen,
    restated: Callable[[Figure], Figure] | None = None,
) -> Comparison:
    """One column of a comparison.

    Parameters
    ----------
    things : iterable of CaseStudy or Entity
        What to compare.
    name : str
        What the column is called.
    names : iterable of str
        The indicators or metrics that stand in it. Figures of two that are defined differently do not compare.
    chosen : Chosen
        Which claim to take.
    restated : callable, optional
        What is done with each figure first.

    Returns
    -------
    Comparison
        Figures that do not compare with the first that there is have the reason in their place.
    """
    wanted = tuple(names)
    rows: list[Compared] = []
    standard: Compared | None = None
    for entity, case, each in _entities(things, wanted):
        row = _row(entity, case, each, standard, chosen, restated)
        standard = row if standard is None and row.figure is not None else standard
        rows.append(row)
    return Comparison(name, tuple(rows))


def _entities(things: Iterable[Thing], names: tuple[str, ...]) -> Iterator[tuple[Entity, CaseStudy | None, str]]:
    for thing in things:
        for name in names:
            if isinstance(thing, CaseStudy):
                yield from ((entity, thing, name) for entity in thing.entities() if _has(entity, name))
            elif len(names) == 1 or _has(thing, name):
                yield thing, None, name


def _has(entity: Entity, name: str) -> bool:
    return bool(entity.claims(name)) or _derives(entity, name)


def _derives(entity: Entity, name: str) -> bool:
    return any(recipe.name == name for recipe in derived_methods(type(entity)))


def _row(
    entity: Entity,
    case: CaseStudy | None,
    name: str,
    standard: Compared | None,
    chosen: Chosen,
    restated: Callable[[Figure], Figure] | None,
) -> Compared:
    try:
        if entity.claims(name):
            figure = entity.figure(name, chosen["period"], prefer=chosen["prefer"], hull=chosen["hull"])
        elif _derives(entity, name):
            figure = getattr(entity, name)(**chosen)
        else:
            raise MissingInputError(f"nothing is said of {name} of {entity.id}", missing=(name,))
    except MissingInputError as error:
        missing = tuple(error.data.get("missing", ()))
        return Compared(entity, None, error.what, case, name, Obstacle.MISSING, missing=missing)
    except ConflictingClaimsError as error:
        claims = tuple(error.data.get("figures", ()))
        return Compared(entity, None, str(error), case, name, Obstacle.CLAIMS, known=claims)
    except CityinnovError as error:
        return Compared(entity, None, error.message, case, name, Obstacle.UNDERIVED)
    return _set_beside(Compared(entity, figure, "", case, name), standard, restated)


def _set_beside(row: Compared, standard: Compared | None, restated: Callable[[Figure], Figure] | None) -> Compared:
    """A row with its figure as it compares with the standard, or with the reason why it does not."""
    figure = row.figure
    assert figure is not None  # what has none has its reason already
    if restated is not None:
        try:
            figure = restated(figure)
        except CityinnovError as error:
            return _apart(row, figure, Obstacle.UNCONVERTED, error.message)
    if says_nothing(figure):
        return _apart(row, figure, Obstacle.OPEN, f"what is known leaves {row.entity.id}.{row.name} open")
    if standard is not None and standard.figure is not None:
        if other := _other_definition(row, standard):
            return _apart(row, figure, Obstacle.DEFINITION, other)
        try:
            in_unit = figure.to(standard.figure.unit)
            _order(in_unit, standard.figure)  # raises where the two do not compare at all
        except CityinnovError as error:
            return _apart(row, figure, _OBSTACLES.get(type(error), Obstacle.UNIT), str(error))
        figure = in_unit
    return attrs.evolve(row, figure=figure)


def _apart(row: Compared, figure: Figure, obstacle: Obstacle, reason: str) -> Compared:
    return attrs.evolve(row, figure=None, reason=reason, obstacle=obstacle, known=(figure,))


_OBSTACLES = {
    CurrencyError: Obstacle.CURRENCY,
    PriceBasisError: Obstacle.PRICES,
    PriceBaseYearError: Obstacle.PRICES,
}


def _other_definition(row: Compared, standard: Compared) -> str:
    """Why a figure of one name does not compare with one of another, or defined otherwise; empty where it does."""
    if row.name == standard.name and row.definition == standard.definition:
        return ""
    said = " ".join(dict.fromkeys(filter(None, (row.definition, standard.definition))))
    if row.name == standard.name:
        return f"{row.label} is defined differently in {standard.of}: {said}"
    return f"{row.label} is not {standard.label}" + (f": {said}" if said else "")


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
