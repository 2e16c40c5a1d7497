"""The tree of a file: what stands where.

Offsets count characters of `FileText.text`; an end is the offset after the last
character, without trailing blanks and comments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from attrs import frozen

from cityinnov.casefile.problem import Path

__all__ = ["Alias", "Entry", "List", "Mapping", "Node", "Plain", "Scalar", "children", "plain_data"]

Plain = dict[str, "Plain"] | list["Plain"] | str | int | float | bool | None


@frozen
class Scalar:
    """A single value; `style` is one of ``'``, ``"``, ``|``, ``>``, or empty for a plain one."""

    start: int
    end: int
    value: str | int | float | bool | None
    style: str = ""
    anchor: str | None = None


@frozen
class Alias:
    """A second mention (`*name`) of a node that carries an anchor (`&name`)."""

    start: int
    end: int
    target: Mapping | List | Scalar


@frozen
class Entry:
    """One key of a mapping with its value."""

    key: Scalar
    value: Node


@frozen(eq=False)
class Mapping:
    """Keys and values, within braces (`flow`) or on lines of their own."""

    start: int
    end: int
    entries: Sequence[Entry]
    flow: bool
    anchor: str | None = None

    @cached_property
    def by_key(self) -> dict[str | int, Entry]:
        """The entries by their key."""
        return {str(entry.key.value): entry for entry in self.entries}


@frozen(eq=False)
class List:
    """Items, within brackets (`flow`) or on lines of their own."""

    start: int
    end: int
    items: Sequence[Node]
    flow: bool
    anchor: str | None = None


Node = Mapping | List | Scalar | Alias


def resolved(node: Node) -> Mapping | List | Scalar:
    """Return the node an alias stands for, or the node itself."""
    return node.target if isinstance(node, Alias) else node


def children(node: Node) -> Iterator[tuple[str | int, Node]]:
    """Yield the steps below a node; an alias has none of its own."""
    if isinstance(node, Mapping):
        for entry in node.entries:
            yield str(entry.key.value), entry.value
    elif isinstance(node, List):
        yield from enumerate(node.items)


def descend(root: Node, path: Path) -> tuple[Entry | None, Node, int]:
    """Follow a path as far as it goes.

    Returns
    -------
    entry, node, steps
        The last node reached, the mapping entry it is the value of (if it is one),
        and how many steps of the path lead to it.
    """
    entry: Entry | None = None
    node = root
    for done, step in enumerate(path):
        within = resolved(node)
        if isinstance(within, Mapping) and step in within.by_key:
            entry = within.by_key[step]
            node = entry.value
        elif isinstance(within, List) and isinstance(step, int) and 0 <= step < len(within.items):
            entry, node = None, within.items[step]
        else:
            return entry, node, done
    return entry, node, len(path)


def plain_data(node: Node) -> Plain:
    """Return the data of a tree as plain dictionaries, lists and scalars.

    The depth of a tree is bounded by its reader, so recursion is safe here.
    """
    node = resolved(node)
    if isinstance(node, Mapping):
        return {str(entry.key.value): plain_data(entry.value) for entry in node.entries}
    if isinstance(node, List):
        return [plain_data(item) for item in node.items]
    return node.value
