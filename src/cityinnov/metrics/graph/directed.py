"""The graph itself, and the library that keeps it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs

from cityinnov.errors import InputError, MissingDependencyError, UnknownNameError, nearest

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["Graph", "Id", "rustworkx"]

Id = TypeVar("Id", bound=Hashable)


@attrs.frozen(slots=True, eq=False, repr=False)
class Graph(Generic[Id]):
    """A directed graph, built once and asked often.

    Make one with :meth:`of`.

    Examples
    --------
    >>> Graph.of(["glass", "panel", "tv"], [("glass", "panel"), ("panel", "tv")])
    Graph of 3 nodes and 2 edges
    """

    ids: tuple[Id, ...]
    positions: Mapping[Id, int]
    core: Any

    @classmethod
    def of(cls, nodes: Iterable[Id], edges: Iterable[tuple[Id, Id]]) -> Graph[Id]:
        """Build a graph.

        Parameters
        ----------
        nodes : iterable of id
            Each once; a node may have no edge.
        edges : iterable of (source, target)
            Between nodes of the graph; a repeated edge counts once.

        Returns
        -------
        Graph

        Raises
        ------
        InputError
            If an id is given twice.
        UnknownNameError
            If an edge names a node that is not there.
        MissingDependencyError
            Without `rustworkx`.

        Examples
        --------
        >>> Graph.of(["panel"], [("pannel", "panel")])  # doctest: +ELLIPSIS
        Traceback (most recent call last):
            ...
        cityinnov.errors.UnknownNameError: an edge names a node that is not there; found 'pannel' (hint: ... 'panel'?)
        """
        ids = tuple(nodes)
        positions = dict(zip(ids, range(len(ids)), strict=True))
        if len(positions) < len(ids):
            twice = next(node for position, node in enumerate(ids) if positions[node] != position)
            raise InputError("a node is given twice", found=repr(twice), expected="each id once")
        try:
            links = [(positions[source], positions[target]) for source, target in edges]
        except KeyError as error:
            raise _unknown("an edge names a node that is not there", error.args[0], ids) from None
        return cls._built(ids, positions, links, distinct=False)

    @classmethod
    def placed(cls, positions: Mapping[Id, int], links: list[tuple[int, int]]) -> Graph[Id]:
        """Build a graph of nodes whose positions the caller has looked up, in one pass over its own links.

        Parameters
        ----------
        positions : mapping of id to int
            Every node with its position: 0, 1, 2 and so on, in this order.
        links : list of (source, target)
            Positions, no edge twice: a third of the time to build a graph is otherwise spent on looking for such.

        Returns
        -------
        Graph

        Raises
        ------
        MissingDependencyError
            Without `rustworkx`.

        Examples
        --------
        >>> Graph.placed({"glass": 0, "panel": 1}, [(0, 1)]).edges
        [('glass', 'panel')]
        """
        return cls._built(tuple(positions), positions, links, distinct=True)

    @classmethod
    def _built(
        cls, ids: tuple[Id, ...], positions: Mapping[Id, int], links: list[tuple[int, int]], *, distinct: bool
    ) -> Graph[Id]:
        core = rustworkx().PyDiGraph(multigraph=distinct, node_count_hint=len(ids), edge_count_hint=len(links))
        core.add_nodes_from(ids)
        core.add_edges_from_no_data(links)
        return cls(ids, positions, core)

    @property
    def edges(self) -> list[tuple[Id, Id]]:
        """Every edge once, as (source, target)."""
        ids = self.ids
        return [(ids[source], ids[target]) for source, target in self.core.edge_list()]

    def __repr__(self) -> str:
        return f"Graph of {len(self.ids)} nodes and {self.core.num_edges()} edges"

    def position(self, node: Id) -> int:
        """Where a node stands among the ids."""
        try:
            return self.positions[node]
        except KeyError:
            raise _unknown("there is no such node", node, self.ids) from None

    def named(self, positions: Iterable[int]) -> list[Id]:
        """Ids of positions, in the order of the graph."""
        return [self.ids[position] for position in sorted(positions)]


def _unknown(what: str, node: object, ids: Iterable[object]) -> UnknownNameError:
    near = nearest(node, [known for known in ids if isinstance(known, str)]) if isinstance(node, str) else []
    return UnknownNameError(what, found=repr(node), hint=f"did you mean {near[0]!r}?" if near else None, nearest=near)


def rustworkx() -> ModuleType:
    """The library that keeps and searches graphs, loaded when it is first needed."""
    try:
        import rustworkx as library
    except ImportError:
        raise MissingDependencyError.of("rustworkx", "graph") from None
    return library
