"""The smallest edits that lead from one plain tree to another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from cityinnov.casefile.problem import Path

__all__ = ["Add", "Edit", "Remove", "Replace", "diff_plain", "same_plain"]


@frozen
class Replace:
    """A value becomes another one."""

    path: Path
    value: Any


@frozen
class Add:
    """A key is added to a mapping, or an item to a list, before the item that has this index in the old list."""

    path: Path
    value: Any


@frozen
class Remove:
    """A key or an item goes."""

    path: Path


Edit = Replace | Add | Remove


def diff_plain(old: Any, new: Any, path: Path = ()) -> Iterator[Edit]:
    """Yield the edits that turn one tree into another; every path is one of the old tree.

    The order of keys is not compared: it belongs to the file.

    Examples
    --------
    >>> list(diff_plain({"a": 1, "b": [1, 2]}, {"a": 1.0, "b": [2]}))
    [Replace(path=('a',), value=1.0), Remove(path=('b', 0))]
    """
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _diff_mappings(old, new, path)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _diff_lists(old, new, path)
    elif not same_plain(old, new):
        yield Replace(path, new)


def same_plain(left: Any, right: Any) -> bool:
    """Compare two trees without taking 1, 1.0 and True for each other."""
    if type(left) is not type(right):
        return False
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same_plain(left[key], right[key]) for key in left)
    if isinstance(left, list):
        return len(left) == len(right) and all(map(same_plain, left, right))
    return bool(left == right)


def _diff_mappings(old: dict[str, Any], new: dict[str, Any], path: Path) -> Iterator[Edit]:
    for key, value in old.items():
        if key in new:
            yield from diff_plain(value, new[key], (*path, key))
        else:
            yield Remove((*path, key))
    for key, value in new.items():
        if key not in old:
            yield Add((*path, key), value)


def _diff_lists(old: list[Any], new: list[Any], path: Path) -> Iterator[Edit]:
    first = _common(old, new)
    last = _common(old[first:][::-1], new[first:][::-1])
    between_old, between_new = old[first : len(old) - last], new[first : len(new) - last]
    both = min(len(between_old), len(between_new))
    for index in range(both):
        yield from diff_plain(between_old[index], between_new[index], (*path, first + index))
    for index in range(both, len(between_old)):
        yield Remove((*path, first + index))
    for value in between_new[both:]:
        yield Add((*path, first + both), value)


def _common(left: list[Any], right: list[Any]) -> int:
    """Return how many items two lists begin with in common."""
    count = 0
    for one, other in zip(left, right, strict=False):
        if not same_plain(one, other):
            break
        count += 1
    return count
