"""Replacing entities and figures of a case: what names a changed entity is changed with it.

Entities hold those they refer to, so that a city with another population is another city for every firm in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from cityinnov.entity.entity import Entity
from cityinnov.entity.fields import FigureLike
from cityinnov.entity.indicator_vocabulary import Indicator, indicators
from cityinnov.errors import InputError, UnknownNameError, nearest
from cityinnov.values.figure import Figure
from cityinnov.values.frozen import FrozenMapping

__all__ = ["with_figures", "with_references"]

Stated = FigureLike | Iterable[FigureLike]


def with_figures(
    entities: Mapping[str, Entity], figures: Mapping[str, Stated], declared: Mapping[str, Indicator]
) -> dict[str, Entity]:
    """The entities that get other figures, by id.

    Parameters
    ----------
    entities : mapping of id to Entity
        Those of the case.
    figures : mapping of path to Figure, text or a list of them
        By entity and indicator or field: `hefei.nev_output`, `vw-suppliers.suppliers.production`.
    declared : mapping of id to Indicator
        What the case measures beside the vocabulary.

    Raises
    ------
    UnknownNameError
        If there is no such entity, indicator or field.
    """
    changed: dict[str, Entity] = {}
    for path, value in figures.items():
        id, _, rest = path.partition(".")
        entity = changed.get(id) or entities.get(id)
        if entity is None or not rest:
            near = nearest(id, list(entities))
            raise UnknownNameError(
                f"there is no {path!r} to replace",
                expected="entity and indicator or field, e.g. hefei.nev_output",
                hint=f"nearest: {', '.join(near)}" if near else None,
                nearest=near,
            )
        changed[id] = _with_figure(entity, rest, value, {*indicators(), *declared})
    return changed


def _with_figure(entity: Entity, path: str, value: Stated, known: set[str]) -> Entity:
    name, _, key = path.partition(".")
    fields = {field.name for field in attrs.fields(type(entity))} - {"id", "name", "figures", "citations"}
    if not key and (name in entity.figures or (name in known and name not in fields)):
        return attrs.evolve(entity, figures=FrozenMapping({**entity.figures, name: value}))
    if name in fields and not key:
        return _evolved(entity, name, value)
    held = getattr(entity, name) if name in fields else None
    if isinstance(held, Mapping) and all(isinstance(each, tuple) for each in held.values()) and "." not in key:
        return _evolved(entity, name, FrozenMapping({**held, key: value}))
    if held is not None:
        raise InputError(
            f"{entity.id}.{path} is not replaced by its path",
            hint=f"make a changed {name} with attrs.evolve, and replace the whole {entity.id}",
        )
    near = nearest(name, sorted({*entity.figures, *fields, *known}))
    raise UnknownNameError(
        f"{entity.id} has no indicator or field {name!r}",
        hint=f"nearest: {', '.join(near)}" if near else None,
        nearest=near,
    )


def _evolved(entity: Entity, field: str, value: Any) -> Entity:
    changes: dict[str, Any] = {field: value}
    return attrs.evolve(entity, **changes)


def with_references(entities: Mapping[str, Entity], changed: Mapping[str, Entity]) -> dict[str, Entity]:
    """All entities, the changed ones in the place of those of their id, wherever one is named too.

    Raises
    ------
    UnknownNameError
        If a changed entity is none of the case.
    """
    for id, entity in changed.items():
        if id not in entities:
            near = nearest(id, list(entities))
            hint = f"nearest: {', '.join(near)}" if near else "a new entity makes another case: attrs.evolve(case, ...)"
            raise UnknownNameError(f"there is no entity {id!r} to replace", hint=hint, nearest=near)
        if not isinstance(entity, type(entities[id])):
            raise InputError(
                f"{id!r} is another kind of thing",
                found=type(entity).__name__,
                expected=type(entities[id]).__name__,
            )
    made: dict[str, Entity] = {}

    def resolved(entity: Entity) -> Entity:
        if entity.id not in made:
            made[entity.id] = _rebuilt(changed.get(entity.id, entity), resolved)
        return made[entity.id]

    return {id: resolved(entity) for id, entity in entities.items()}


def _rebuilt(record: Any, resolved: Any) -> Any:
    """The record with every entity in it resolved; itself, where none was another."""
    anew = {}
    for field in attrs.fields(type(record)):
        if not field.init:
            continue
        held = getattr(record, field.name)
        other = _within(held, resolved)
        if other is not held:
            anew[field.alias] = other
    return attrs.evolve(record, **anew) if anew else record


def _within(value: Any, resolved: Any) -> Any:
    if isinstance(value, Entity):
        return resolved(value)
    if isinstance(value, tuple):
        items = tuple(_within(item, resolved) for item in value)
        return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
    if isinstance(value, Mapping):
        made = {key: _within(item, resolved) for key, item in value.items()}
        return FrozenMapping(made) if any(made[key] is not item for key, item in value.items()) else value
    if attrs.has(type(value)) and not isinstance(value, Figure):
        return _rebuilt(value, resolved)
    return value
