"""Nodes that much passes through, or all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

from cityinnov.errors import InputError
from cityinnov.metrics.graph.directed import Graph, Id, rustworkx
from cityinnov.progress import Progress, counted

__all__ = ["articulation_points", "betweenness"]


def betweenness(
    graph: Graph[Id],
    *,
    normalised: bool = True,
    sample: int | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> dict[Id, float]:
    r"""Share of all shortest paths that pass through each node: high for a bottleneck.

    .. math:: c(v) = \frac{1}{(n-1)(n-2)} \sum_{s \ne v \ne t} \frac{\sigma_{st}(v)}{\sigma_{st}}

    Parameters
    ----------
    graph : Graph
        Directed.
    normalised : bool, default True
        Divide by the number of ordered pairs of other nodes.
    sample : int, optional
        Estimate it from the paths that begin at so many nodes, drawn without replacement, where a graph is too large
        for those of all; the estimate is right on average. At least 2; None, or as many as there are, for no estimate.
    seed : int, default 0
        What is drawn: the same for the same seed.
    progress : callable, optional
        Told of each node of the sample as ``progress(what, done, total)``; the exact scores have no steps to tell of.

    Returns
    -------
    dict of id to float
        0 for a node that nothing passes through.

    Raises
    ------
    InputError
        If the sample is not a whole number from 2 up.

    References
    ----------
    Freeman (1977), "A set of measures of centrality based on betweenness", Sociometry 40; Brandes
    (2001), "A faster algorithm for betweenness centrality"; Brandes & Pich (2007), "Centrality estimation in large
    networks", International Journal of Bifurcation and Chaos 17(7).

    Examples
    --------
    Of the two ordered pairs of other nodes one, glass to TV, goes through the panel:

    >>> betweenness(Graph.of(["glass", "panel", "tv"], [("glass", "panel"), ("panel", "tv")]))
    {'glass': 0.0, 'panel': 0.5, 'tv': 0.0}
    """
    if sample is not None and not (isinstance(sample, int) and sample >= 2):
        raise InputError("not a number of nodes to draw", found=repr(sample), expected="2 or more")
    if sample is not None and sample < len(graph.ids):
        return _sampled_betweenness(graph, sample, seed, normalised, progress)
    scores = rustworkx().digraph_betweenness_centrality(graph.core, normalized=normalised)
    return dict(zip(graph.ids, scores.values(), strict=True))


def _sampled_betweenness(
    graph: Graph[Id], sample: int, seed: int, normalised: bool, progress: Progress | None
) -> dict[Id, float]:
    """What Brandes' algorithm adds up over all sources, over some of them, and scaled to all."""
    size = len(graph.ids)
    following = [graph.core.successor_indices(node) for node in range(size)]
    scores = [0.0] * size
    drawn = Random(seed).sample(range(size), sample)
    for source in counted(drawn, "shortest paths", sample, progress):
        for node, share in _dependencies(following, source).items():
            scores[node] += share
    pairs = (size - 1) * (size - 2) if normalised else 1
    seen = [sample] * size  # how many of the size - 1 others each has been seen from
    for source in drawn:
        seen[source] -= 1
    each = zip(graph.ids, scores, seen, strict=True)
    return {node: score * (size - 1) / others / pairs for node, score, others in each}


def _dependencies(following: Sequence[Iterable[int]], source: int) -> dict[int, float]:
    """For each node but the source, how many of the shortest paths from it pass through, as shares of each target's."""
    distance, ways = {source: 0}, {source: 1}
    before: dict[int, list[int]] = {}
    order = [source]
    for node in order:  # which grows as nodes are met, the nearest first
        for other in following[node]:
            if other not in distance:
                distance[other], ways[other], before[other] = distance[node] + 1, 0, []
                order.append(other)
            if distance[other] == distance[node] + 1:
                ways[other] += ways[node]
                before[other].append(node)
    depends = dict.fromkeys(order, 0.0)
    for node in reversed(order[1:]):
        for earlier in before[node]:
            depends[earlier] += ways[earlier] / ways[node] * (1 + depends[node])
    del depends[source]
    return depends


def articulation_points(graph: Graph[Id]) -> list[Id]:
    """Nodes without which the graph falls into more pieces, directions left aside.

    Parameters
    ----------
    graph : Graph
        Directed.

    Returns
    -------
    list of id
        In the order of the graph.

    References
    ----------
    Hopcroft & Tarjan (1973), "Efficient algorithms for graph manipulation", CACM 16(6).

    Examples
    --------
    >>> articulation_points(Graph.of(["glass", "panel", "tv"], [("glass", "panel"), ("panel", "tv")]))
    ['panel']
    """
    return graph.named(rustworkx().articulation_points(graph.core.to_undirected(multigraph=False)))
