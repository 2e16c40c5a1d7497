"""Edits of plain data, gathered by the mapping or list that they change, and the data after them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from attrs import Factory, define

from cityinnov.casefile.diff import Add, Edit, Remove, Replace

__all__ = ["Plan", "coarser", "patched"]


@define
class Plan:
    """The edits of one mapping or list, and the plans of those inside it."""

    inner: dict[str | int, Plan] = Factory(dict)
    replaced: dict[str | int, Any] = Factory(dict)
    removed: set[str | int] = Factory(set)
    added: list[tuple[str | int, Any]] = Factory(list)

    @classmethod
    def of(cls, edits: Iterable[Edit]) -> Plan:
        """Gather edits by their paths."""
        root = cls()
        for edit in edits:
            plan = root
            *above, step = edit.path
            for each in above:
                plan = plan.inner.setdefault(each, cls())
            match edit:
                case Replace(value=value):
                    plan.replaced[step] = value
                case Add(value=value):
                    plan.added.append((step, value))
                case Remove():
                    plan.removed.add(step)
        return root

    @property
    def is_empty(self) -> bool:
        """Say whether nothing changes."""
        return not (self.inner or self.replaced or self.removed or self.added)


def patched(data: Any, plan: Plan) -> Any:
    """Return plain data after the plan."""

    def child(step: str | int, value: Any) -> Any:
        if step in plan.replaced:
            return plan.replaced[step]
        return patched(value, plan.inner[step]) if step in plan.inner else value

    if plan.is_empty:
        return data
    if isinstance(data, dict):
        kept = {key: child(key, value) for key, value in data.items() if key not in plan.removed}
        return {**kept, **{str(key): value for key, value in plan.added}}
    items: list[Any] = []
    for index in range(len(data) + 1):
        items += [value for before, value in plan.added if before == index]
        if index < len(data) and index not in plan.removed:
            items.append(child(index, data[index]))
    return items


def coarser(data: dict[str, Any], plan: Plan) -> Plan:
    """Return the plan that writes every top-level entry anew in which something changes.

    So is the one before an entry that goes: if it is a text after `|+`, it would
    take the blank lines that are left for its own.
    """
    keys = list(data)
    before_gaps = {before for before, key in pairwise(keys) if key in plan.removed} - plan.removed
    inner: dict[str | int, Plan] = {key: Plan() for key in before_gaps}
    inner.update(plan.inner)
    anew = {step: patched(data[str(step)], each) for step, each in inner.items()}
    return Plan({}, {**anew, **plan.replaced}, plan.removed, plan.added)
