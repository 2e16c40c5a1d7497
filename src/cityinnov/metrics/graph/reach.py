"""What a node depends on, what depends on it, and what is still reached without some."""

from __future__ import annotations

from collections.abc import Iterable

from cityinnov.metrics.graph.directed import Graph, Id, rustworkx

__all__ = ["ancestors", "cut_off", "descendants", "reachable"]


def ancestors(graph: Graph[Id], node: Id) -> list[Id]:
    """All that a node depends on, directly or through others.

    Parameters
    ----------
    graph : Graph
        Directed, from supplier to customer.
    node : id
        Of the graph.

    Returns
    -------
    list of id
        In the order of the graph, the node itself left out even where it stands in a cycle.

    Raises
    ------
    UnknownNameError
        If the graph has no such node.

    Examples
    --------
    >>> ancestors(Graph.of(["glass", "panel", "tv"], [("glass", "panel"), ("panel", "tv")]), "tv")
    ['glass', 'panel']
    """
    position = graph.position(node)
    return graph.named(rustworkx().ancestors(graph.core, position) - {position})


def descendants(graph: Graph[Id], node: Id) -> list[Id]:
    """All that depends on a node, directly or through others.

    Parameters
    ----------
    graph : Graph
        Directed, from supplier to customer.
    node : id
        Of the graph.

    Returns
    -------
    list of id
        In the order of the graph, the node itself left out even where it stands in a cycle.

    Raises
    ------
    UnknownNameError
        If the graph has no such node.

    Examples
    --------
    >>> descendants(Graph.of(["glass", "panel", "tv"], [("glass", "panel"), ("panel", "tv")]), "glass")
    ['panel', 'tv']
    """
    position = graph.position(node)
    return graph.named(rustworkx().descendants(graph.core, position) - {position})


def reachable(graph: Graph[Id], sources: Iterable[Id], *, without: Iterable[Id] = ()) -> list[Id]:
    """All that can be reached from some sources, once some nodes are removed.

    Parameters
    ----------
    graph : Graph
        Directed, from supplier to customer.
    sources : iterable of id
        Those that stand are reached themselves.
    without : iterable of id
        Removed, with their edges.

    Returns
    -------
    list of id
        In the order of the graph.

    Raises
    ------
    UnknownNameError
        If the graph lacks one of them.

    Examples
    --------
    >>> tv = Graph.of(["glass", "chip", "panel", "tv"], [("glass", "panel"), ("panel", "tv"), ("chip", "tv")])
    >>> reachable(tv, ["glass", "chip"], without=["panel"])
    ['glass', 'chip', 'tv']
    """
    starts = {graph.position(node) for node in sources}
    lost = {graph.position(node) for node in without}
    core = graph.core.copy()
    root = core.add_node(None)
    core.add_edges_from_no_data([(root, start) for start in starts])
    core.remove_nodes_from(list(lost))
    return graph.named(rustworkx().descendants(core, root))


def cut_off(graph: Graph[Id], sources: Iterable[Id], lost: Iterable[Id]) -> list[Id]:
    """What no source reaches any more once some nodes are lost, these themselves left out.

    Parameters
    ----------
    graph : Graph
        Directed, from supplier to customer.
    sources : iterable of id
        Where goods come from.
    lost : iterable of id
        Removed, with their edges.

    Returns
    -------
    list of id
        In the order of the graph.

    Raises
    ------
    UnknownNameError
        If the graph lacks one of them.

    Examples
    --------
    >>> tv = Graph.of(["glass", "panel", "tv", "scrap"], [("glass", "panel"), ("panel", "tv"), ("tv", "scrap")])
    >>> cut_off(tv, ["glass"], ["panel"])
    ['tv', 'scrap']
    """
    sources, lost = list(sources), set(lost)
    still = set(reachable(graph, sources, without=lost))
    return [node for node in reachable(graph, sources) if node not in still and node not in lost]
