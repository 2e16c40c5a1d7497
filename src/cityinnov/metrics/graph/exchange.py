"""Graphs of `networkx`, to and from."""

from __future__ import annotations

from typing import Any

from cityinnov.errors import InputError, MissingDependencyError
from cityinnov.metrics.graph.directed import Graph, Id

__all__ = ["from_networkx", "to_networkx"]


def to_networkx(graph: Graph[Id]) -> Any:
    """Hand the graph to `networkx`.

    Parameters
    ----------
    graph : Graph
        Directed.

    Returns
    -------
    networkx.DiGraph
        The same ids and edges, in the same order, without attributes.

    Raises
    ------
    MissingDependencyError
        Without `networkx`.

    Examples
    --------
    >>> print(to_networkx(Graph.of(["glass", "panel"], [("glass", "panel")])))
    DiGraph with 2 nodes and 1 edges
    """
    exchange = _networkx().DiGraph()
    exchange.add_nodes_from(graph.ids)
    exchange.add_edges_from(graph.edges)
    return exchange


def from_networkx(exchange: Any) -> Graph[Id]:
    """Take a graph from `networkx`.

    Parameters
    ----------
    exchange : networkx.DiGraph or networkx.MultiDiGraph
        Its attributes are left behind, and repeated edges count once.

    Returns
    -------
    Graph

    Raises
    ------
    InputError
        If the graph is not directed: nothing would say who supplies whom.

    Examples
    --------
    >>> from_networkx(to_networkx(Graph.of(["glass", "panel"], [("glass", "panel")])))
    Graph of 2 nodes and 1 edges
    """
    if not exchange.is_directed():
        raise InputError("the graph has no directions", expected="a networkx.DiGraph, from supplier to customer")
    return Graph.of(exchange.nodes, ((source, target) for source, target, *_ in exchange.edges))


def _networkx() -> Any:
    try:
        import networkx
    except ImportError:
        raise MissingDependencyError.of("networkx", "graph") from None
    return networkx
