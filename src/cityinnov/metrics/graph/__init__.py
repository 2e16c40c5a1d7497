"""Questions to a directed graph of plain ids: who supplies whom, through whom, and what if one is lost.

It knows nodes and edges, and nothing of industries. An edge points the way goods flow, from supplier to customer;
repeated edges count once. Results are in the order in which nodes were given, so that two runs agree.
"""

from __future__ import annotations

from cityinnov.metrics.graph.bottlenecks import articulation_points, betweenness
from cityinnov.metrics.graph.directed import Graph
from cityinnov.metrics.graph.exchange import from_networkx, to_networkx
from cityinnov.metrics.graph.reach import ancestors, cut_off, descendants, reachable
from cityinnov.metrics.graph.walks import Some, cycles, paths

__all__ = [
    "Graph",
    "Some",
    "ancestors",
    "articulation_points",
    "betweenness",
    "cut_off",
    "cycles",
    "descendants",
    "from_networkx",
    "paths",
    "reachable",
    "to_networkx",
]
