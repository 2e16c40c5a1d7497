"""Which entities others name: by the type of a field, and in the entries of a section."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Any, Union, get_args, get_origin, get_type_hints

from cityinnov.entity.entity import Entity

__all__ = ["entity_types", "is_reference", "ordered"]


def entity_types(kind: Any) -> tuple[type[Entity], ...]:
    """The entity classes that a field's type names: City and Place for ``tuple[City | Place, ...]``."""
    if isinstance(kind, type) and issubclass(kind, Entity):
        return (kind,)
    return tuple(found for part in get_args(kind) for found in entity_types(part))


def is_reference(kind: Any) -> bool:
    """Whether a field of this type holds one entity, which a file names by its id."""
    if get_origin(kind) in (Union, types.UnionType):
        return any(is_reference(part) for part in get_args(kind))
    return isinstance(kind, type) and issubclass(kind, Entity)


def ordered(kind: type[Any], data: dict[str, object]) -> list[tuple[str, object]]:
    """The entries of a section, each after those of the same section that it names (a firm after its parent).

    Of those that name each other in a circle one comes before what it names.
    """
    own = [name for name, hint in get_type_hints(kind).items() if kind in entity_types(hint)]
    if not own:
        return list(data.items())
    order: dict[str, None] = {}
    entered: set[str] = set()
    for first in data:
        stack = [(first, iter(_references(data[first], own)))] if first not in entered else []
        entered.add(first)
        while stack:
            id, named = stack[-1]
            for ref in named:
                if isinstance(ref, str) and ref in data and ref not in entered:
                    entered.add(ref)
                    stack.append((ref, iter(_references(data[ref], own))))
                    break
            else:
                order[id] = None
                stack.pop()
    return [(id, data[id]) for id in order]


def _references(body: object, fields: list[str]) -> Iterator[object]:
    for field in fields:
        value = body.get(field) if isinstance(body, dict) else None
        yield from value if isinstance(value, list) else (value,)
