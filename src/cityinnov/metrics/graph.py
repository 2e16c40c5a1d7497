"""Questions to a directed graph of plain ids: who supplies whom, through whom, and what if one is lost.

The one module that imports `rustworkx` (and `networkx`, for exchange). It knows nodes and edges, and
nothing of industries. An edge points the way goods flow, from supplier to customer; repeated edges
count once. Results are in the order in which nodes were given, so that two runs agree.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

import attrs

from cityinnov.errors import InputError, MissingDependencyError, UnknownNameError, nearest
from cityinnov.progress import Progress, counted

if TYPE_CHECKING:
    from types import ModuleType

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

Id = TypeVar("Id", bound=Hashable)


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
        core = _rustworkx().PyDiGraph(multigraph=distinct, node_count_hint=len(ids), edge_count_hint=len(links))
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
    scores = _rustworkx().digraph_betweenness_centrality(graph.core, normalized=normalised)
    return dict(zip(graph.ids, scores.values(), strict=True))


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
    return graph.named(_rustworkx().articulation_points(graph.core.to_undirected(multigraph=False)))


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
    return graph.named(_rustworkx().ancestors(graph.core, position) - {position})


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
    return graph.named(_rustworkx().descendants(graph.core, position) - {position})


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
    return graph.named(_rustworkx().descendants(core, root))


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
    for cycle in islice(_rustworkx().simple_cycles(graph.core), most + 1):
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


def _simple_paths(graph: Graph[Id], start: int, end: int, longest: int) -> Iterator[list[int]]:
    """Walk in depth, but only to nodes from which the end is still within reach."""
    distance = _distances_to(graph, end, longest)
    if distance.get(start, longest + 1) > longest or start == end:
        return

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


def _unknown(what: str, node: object, ids: Iterable[object]) -> UnknownNameError:
    near = nearest(node, [known for known in ids if isinstance(known, str)]) if isinstance(node, str) else []
    return UnknownNameError(what, found=repr(node), hint=f"did you mean {near[0]!r}?" if near else None, nearest=near)


def _rustworkx() -> ModuleType:
    try:
        import rustworkx
    except ImportError:
        raise MissingDependencyError.of("rustworkx", "graph") from None
    return rustworkx


def _networkx() -> Any:
    try:
        import networkx
    except ImportError:
        raise MissingDependencyError.of("networkx", "graph") from None
    return networkx
