"""An industry chain as rows for a dataframe, or as a `networkx` graph, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from cityinnov.city import City
from cityinnov.entity.name import Name
from cityinnov.errors import InputError, UnknownNameError, nearest
from cityinnov.firm import Firm
from cityinnov.industry_chain.node import ChainLink, ChainNode, Placement
from cityinnov.metrics import graph as graphs

__all__ = ["from_networkx", "from_records", "link_records", "node_records", "to_networkx"]

Nodes = Mapping[str, ChainNode]
Record = dict[str, Any]

_OF_NODE = ("name", "stage", "industry")
_OF_PLACEMENT = tuple(field.name for field in attrs.fields(Placement))
_OF_LINK = tuple(field.name for field in attrs.fields(ChainLink))


# -- rows -----------------------------------------------------------------------------


def node_records(nodes: Nodes) -> list[Record]:
    """A row for each placement, and one for each activity with nobody in it; entities by id, the rest as text."""
    rows: list[Record] = []
    for id, node in nodes.items():
        said = {"node": id, **{name: _plain(getattr(node, name)) for name in _OF_NODE}}
        placed = [{name: _plain(getattr(each, name)) for name in _OF_PLACEMENT} for each in node.providers()]
        rows += [{**said, **each} for each in placed or [dict.fromkeys(_OF_PLACEMENT)]]
    return rows


def link_records(links: Iterable[ChainLink]) -> list[Record]:
    """A row for each link."""
    return [{name: _plain(getattr(link, name)) for name in _OF_LINK} for link in links]


def from_records(
    nodes: Iterable[Mapping[str, Any]],
    links: Iterable[Mapping[str, Any]],
    firms: Iterable[Firm] = (),
    cities: Iterable[City] = (),
) -> tuple[dict[str, ChainNode], list[ChainLink]]:
    """The nodes and links of rows; a row that says no more of a firm than its id is one of the node's `firms`.

    Raises
    ------
    InputError
        If a row has no node, or the rows of one node differ in what they say of it.
    UnknownNameError
        If a firm or city is not among those given.
    """
    known_firms, known_cities = {firm.id: firm for firm in firms}, {city.id: city for city in cities}
    made: dict[str, ChainNode] = {}
    for row in nodes:
        cells = {column: cell for column, cell in row.items() if cell is not None and cell == cell}  # NaN is a blank
        if "node" not in cells:
            raise InputError("a row names no node", found=repr(dict(row))[:100], expected="its id in the column 'node'")
        id = cells["node"]
        said = ChainNode(name=cells.get("name"), stage=cells.get("stage"), industry=cells.get("industry"))
        node = made.setdefault(id, said)
        if attrs.evolve(node, firms=(), placements=()) != said:
            raise InputError(f"two rows say different things of the node {id!r}", found=repr(dict(row))[:100])
        of_placement = {name: cells[name] for name in _OF_PLACEMENT if name in cells}
        for name, known in (("firm", known_firms), ("city", known_cities)):
            if name in of_placement:
                of_placement[name] = _entity(name, of_placement[name], known)
        if of_placement.keys() == {"firm"}:
            made[id] = attrs.evolve(node, firms=(*node.firms, of_placement["firm"]))
        elif of_placement:
            made[id] = attrs.evolve(node, placements=(*node.placements, Placement(**of_placement)))
    cells_of_links = ({name: cell for name, cell in row.items() if cell is not None and cell == cell} for row in links)
    return made, [ChainLink(**cells) for cells in cells_of_links]


def _entity(kind: str, id: object, known: Mapping[str, Any]) -> Any:
    if id not in known:
        near = nearest(str(id), list(known))
        hint = f"nearest: {', '.join(near)}" if near else f"give it: {'firms' if kind == 'firm' else 'cities'}=[...]"
        raise UnknownNameError(f"a row names the {kind} {str(id)[:60]!r}, which is not given", hint=hint, nearest=near)
    return known[str(id)]


def _plain(value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, Firm | City):
        return value.id
    if isinstance(value, Name):
        return value.plain or dict(value.texts)
    return str(value)


# -- networkx -------------------------------------------------------------------------


def to_networkx(nodes: Nodes, graph: graphs.Graph[str], links: Iterable[ChainLink]) -> Any:
    """The chain as a `networkx.DiGraph` whose nodes and edges hold its own objects, as `node` and `link`.

    `networkx` groups edges by their sources, so each keeps its place among the links.
    """
    exchange = graphs.to_networkx(graph)
    for id, node in nodes.items():
        exchange.nodes[id]["node"] = node
    for place, link in enumerate(links):
        exchange.edges[link.supplier, link.customer].update(link=link, place=place)
    return exchange


def from_networkx(exchange: Any) -> tuple[dict[str, ChainNode], list[ChainLink]]:
    """The nodes and links of a `networkx.DiGraph`; where it holds none of ours, plain ones with its ids.

    Raises
    ------
    InputError
        If the graph has no directions.
    """
    plain: graphs.Graph[Any] = graphs.from_networkx(exchange)
    nodes = {str(id): exchange.nodes[id].get("node") or ChainNode() for id in plain.ids}
    edges = sorted(exchange.edges(data=True), key=lambda edge: edge[2].get("place", 0))
    links = [
        said.get("link") or ChainLink(supplier=str(supplier), customer=str(customer))
        for supplier, customer, said in edges
    ]
    return nodes, links
