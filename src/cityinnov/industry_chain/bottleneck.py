"""The activities that others pass through, or without which a chain falls apart."""

from __future__ import annotations

import attrs

from cityinnov.metrics.graph import Graph, articulation_points, betweenness
from cityinnov.progress import Progress

__all__ = ["Bottleneck", "bottlenecks_of"]


@attrs.frozen(slots=True)
class Bottleneck:
    """An activity that much of the chain passes through.

    Parameters
    ----------
    node : str
        Its id.
    betweenness : float
        Share of all shortest paths between two other activities that pass through it.
    is_articulation : bool
        Whether the chain falls apart without it.
    """

    node: str
    betweenness: float
    is_articulation: bool


def bottlenecks_of(
    graph: Graph[str], *, sample: int | None = None, seed: int = 0, progress: Progress | None = None
) -> tuple[Bottleneck, ...]:
    """The activities of a graph that others pass through, or that hold it together, the narrowest first."""
    cuts = set(articulation_points(graph))
    scores = betweenness(graph, sample=sample, seed=seed, progress=progress)
    found = [Bottleneck(id, score, id in cuts) for id, score in scores.items()]
    passed = [each for each in found if each.betweenness > 0 or each.is_articulation]
    return tuple(sorted(passed, key=lambda each: each.betweenness, reverse=True))
