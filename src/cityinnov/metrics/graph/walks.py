"""Paths and cycles: walks that visit no node twice, of which there may be very many."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Generic, NamedTuple

from cityinnov.metrics.graph.directed import Graph, Id, rustworkx

__all__ = ["Some", "cycles", "paths"]


class Some(NamedTuple, Generic[Id]):
    """The first of possibly very many sequences of nodes, and whether these are all.

    Parameters
    ----------
    found : list of list of id
        In the order in which they were met.
    complete : bool
        Whether there are no more.
    """

    found: list[list[Id]]
    complete: bool


def cycles(graph: Graph[Id], *, most: int = 100) -> Some[Id]:
    """Elementary cycles, as of recycled material, up to a number of them.

    A graph may have more cycles than can ever be listed; none beyond `most` is looked for.

    Parameters
    ----------
    graph : Graph
        Directed.
    most : int, default 100
        How many to list.

    Returns
    -------
    Some
        Each cycle from its first node in the order of the graph, that node not repeated; and whether
        these are all.

    References
    ----------
    Johnson (1975), "Finding all the elementary circuits of a directed graph", SIAM J. Comput. 4(1).

    Examples
    --------
    >>> cycles(Graph.of(["cathode", "cell", "scrap"], [("cathode", "cell"), ("cell", "scrap"), ("scrap", "cathode")]))
    Some(found=[['cathode', 'cell', 'scrap']], complete=True)
    """
    found = []
    for cycle in islice(rustworkx().simple_cycles(graph.core), most + 1):
        positions = list(cycle)
        first = positions.index(min(positions))
        found.append(positions[first:] + positions[:first])
    listed = [[graph.ids[position] for position in cycle] for cycle in sorted(found[:most])]
    return Some(listed, len(found) <= most)


def paths(graph: Graph[Id], source: Id, target: Id, *, longest: int = 10, most: int = 100) -> Some[Id]:
    """Paths from one node to another that visit no node twice, up to a length and a number of them.

    Parameters
    ----------
    graph : Graph
        Directed.
    source, target : id
        Two different nodes of the graph.
    longest : int, default 10
        Edges a path may have.
    most : int, default 100
        How many to list.

    Returns
    -------
    Some
        Paths with both their ends; and whether these are all of that length.

    Raises
    ------
    UnknownNameError
        If the graph lacks one of them.

    Examples
    --------
    >>> tv = Graph.of(["glass", "panel", "tv"], [("glass", "panel"), ("panel", "tv"), ("glass", "tv")])
    >>> paths(tv, "glass", "tv").found
    [['glass', 'panel', 'tv'], ['glass', 'tv']]
    """
    start, end = graph.position(source), graph.position(target)
    found = list(islice(_simple_paths(graph, start, end, longest), most + 1))
    return Some([[graph.ids[position] for position in path] for path in found[:most]], len(found) <= most)


def _simple_paths(graph: Graph[Id], start: int, end: int, longest: int) -> Iterator[list[int]]:
    """Walk in depth, but only to nodes from which the end is still within reach."""
    if start == end:
        return
    distance = _distances_to(graph, end, longest)

    def following(node: int) -> Iterator[int]:
        return iter(sorted(set(graph.core.successor_indices(node)) & distance.keys()))

    path, branches = [start], [following(start)]
    while branches:
        node = next(branches[-1], None)
        if node is None:
            path.pop()
            branches.pop()
        elif node == end:
            yield [*path, end]
        elif node not in path and len(path) + distance[node] <= longest:
            path.append(node)
            branches.append(following(node))


def _distances_to(graph: Graph[Id], end: int, longest: int) -> dict[int, int]:
    """Edges from every node to the end, for those that are near enough."""
    distance, frontier = {end: 0}, {end}
    before = graph.core.predecessor_indices
    for edges in range(1, longest + 1):
        frontier = set().union(*map(before, frontier)) - distance.keys()
        distance |= dict.fromkeys(frontier, edges)
    return distance
