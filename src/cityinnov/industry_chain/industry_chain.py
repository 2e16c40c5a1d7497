"""IndustryChain: the activities an industry is made of, which supplies which, and the firms placed in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import attrs

from cityinnov.anchor_firm import AnchorFirm
from cityinnov.city import City
from cityinnov.entity.entity import Entity
from cityinnov.entity.fields import as_tuple, check_industry
from cityinnov.entity.recipe import derived
from cityinnov.errors import InputError, MissingInputError, UnknownNameError, nearest
from cityinnov.firm import Firm
from cityinnov.industry_chain import diagram, exchange
from cityinnov.industry_chain.bottleneck import Bottleneck, bottlenecks_of
from cityinnov.industry_chain.following import Follower, followers_of
from cityinnov.industry_chain.loss import Loss, loss_of
from cityinnov.industry_chain.node import ChainLink, ChainNode, Criticality, Placement, Stage
from cityinnov.message import Message
from cityinnov.metrics.graph import Graph, Some, ancestors, cycles, descendants, paths
from cityinnov.metrics.localisation import chain_coverage
from cityinnov.metrics.providers import Kind
from cityinnov.progress import Progress
from cityinnov.values.arithmetic import total
from cityinnov.values.figure import Figure
from cityinnov.values.frozen import FrozenMapping

__all__ = [
    "Bottleneck",
    "ChainLink",
    "ChainNode",
    "Criticality",
    "Follower",
    "IndustryChain",
    "Loss",
    "Placement",
    "Stage",
]


def _nodes(nodes: Mapping[str, ChainNode]) -> Mapping[str, ChainNode]:
    return FrozenMapping(nodes)


@attrs.frozen(slots=True, kw_only=True)
class IndustryChain(Entity):
    """An industry as a chain of activities, in and around one city.

    Parameters
    ----------
    id, name, figures, citations
        As of every `Entity`.
    industry : str, optional
        `scheme:code` of the product it leads to.
    city : City, optional
        The city whose chain it is.
    anchors : iterable of Firm, optional
        The leading firms it is built around, in the order of their arrival.
    nodes : mapping of str to ChainNode, optional
        The activities, by id; a case that lists none says nothing about them.
    links : iterable of ChainLink, optional
        Which node supplies which.
    complete : bool, optional
        Whether the nodes are all that the chain needs; False where a source names some of them only. Of a list that is
        said to be incomplete no coverage is derived.

    Raises
    ------
    UnknownNameError
        If a link names a node that the chain does not have.
    InputError
        If two links join the same nodes the same way.

    Examples
    --------
    >>> hefei = City("hefei")
    >>> display = IndustryChain(
    ...     "display",
    ...     city=hefei,
    ...     nodes={
    ...         "glass": ChainNode(stage="upstream"),
    ...         "panel": ChainNode(stage="midstream", firms=[Firm("boe", city=hefei)]),
    ...     },
    ...     links=[ChainLink(supplier="glass", customer="panel")],
    ... )
    >>> print(display.coverage())
    50 %
    """

    industry: str | None = attrs.field(default=None, validator=check_industry)
    city: City | None = None
    anchors: tuple[Firm, ...] = attrs.field(default=(), converter=as_tuple)
    nodes: Mapping[str, ChainNode] = attrs.field(factory=FrozenMapping, converter=_nodes)
    links: tuple[ChainLink, ...] = attrs.field(default=(), converter=as_tuple)
    complete: bool | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.instance_of(bool))
    )

    @links.validator
    def _check_links(self, _: Any, links: tuple[ChainLink, ...]) -> None:
        if len({(link.supplier, link.customer) for link in links}) < len(links):
            pairs = Counter((link.supplier, link.customer) for link in links)
            supplier, customer = next(pair for pair, times in pairs.items() if times > 1)
            raise InputError(
                f"the chain {self.id} links {supplier} to {customer} twice",
                expected="one link with all there is to say",
            )
        for link in links:
            for node in (link.supplier, link.customer):
                if node not in self.nodes:
                    raise self._unknown(node)

    # -- places -----------------------------------------------------------------------

    @derived(shown="%", label={"en": "chain coverage", "zh": "产业链覆盖率", "de": "Abdeckung der Wertschöpfungskette"})
    def coverage(self, *, city: City | str | None = None) -> Figure:
        """Share of the listed activities in which at least one firm is known to be in a city.

        Parameters
        ----------
        city : City or str, optional
            The city or its id; that of the chain where nothing is given.

        Raises
        ------
        MissingInputError
            If the chain lists no nodes, or is said not to list all, or there is no city.
        """
        if self.complete is False:
            raise MissingInputError(
                Message(
                    "the chain {chain} lists only some of its activities, of which no share is one of the chain",
                    chain=self,
                ),
                hint=Message("list them all and leave out 'complete', or ask for .missing_nodes()"),
            )
        missing = len(self.missing_nodes(city))
        needed = len(self.nodes)
        share: Figure = chain_coverage(Figure.exact(needed - missing, "node"), Figure.exact(needed, "node"))
        return share

    def missing_nodes(self, city: City | str | None = None) -> tuple[str, ...]:
        """The activities in which no firm is known to be in a city: that of the chain where nothing is given.

        Raises
        ------
        MissingInputError
            If the chain lists no nodes, or there is no city.

        Examples
        --------
        >>> hefei = City("hefei")
        >>> nodes = {"glass": ChainNode(), "panel": ChainNode(firms=[Firm("boe", city=hefei)])}
        >>> IndustryChain("display", city=hefei, nodes=nodes).missing_nodes()
        ('glass',)
        """
        where = self.city if city is None else city
        lacking = [name for name, said in (("city", where), ("nodes", self.nodes)) if not said]
        if where is None or lacking:
            raise MissingInputError(f"{self.id}.coverage needs {' and '.join(lacking)}", missing=tuple(lacking))
        return tuple(id for id, node in self.nodes.items() if not node.is_in(where))

    def single_source_nodes(self, of: Kind = "firm") -> dict[str, str]:
        """The activities of which one firm, or one country, is the only one known, with that one.

        Examples
        --------
        >>> nodes = {"glass": ChainNode(), "panel": ChainNode(firms=[Firm("boe")])}
        >>> IndustryChain("display", nodes=nodes).single_source_nodes()
        {'panel': 'boe'}
        """
        sole = {id: node.sole_provider(of) for id, node in self.nodes.items()}
        return {id: provider for id, provider in sole.items() if provider is not None}

    def concentration(self, node: str, of: Kind = "firm") -> Figure:
        """Bounds of the Herfindahl-Hirschman index of a node's firms, or countries: see `ChainNode.concentration`."""
        return self._node(node).concentration(of)

    def what_if_lost(
        self, *, firm: Firm | str | None = None, country: str | None = None, city: City | str | None = None
    ) -> Loss[IndustryChain]:
        """What is left without one firm and its subsidiaries, or without all firms of a country or a city.

        Raises
        ------
        InputError
            If not exactly one of them is given.
        UnknownNameError
            If nothing in the chain is of that name.

        Examples
        --------
        >>> chain = IndustryChain(
        ...     "display",
        ...     nodes={"glass": ChainNode(firms=[Firm("corning", country="US")]), "panel": ChainNode()},
        ...     links=[ChainLink(supplier="glass", customer="panel")],
        ... )
        >>> loss = chain.what_if_lost(country="US")
        >>> loss.bereft, loss.affected
        (('glass',), ('panel',))
        """
        given = {"firm": firm, "country": country, "city": city}
        named = [(kind, lost) for kind, lost in given.items() if lost is not None]
        if len(named) != 1:
            raise InputError("one thing is lost at a time", expected="firm=, country= or city=")
        kind, lost = named[0]
        return loss_of(self, kind, lost if isinstance(lost, str) else lost.id)

    # -- the graph --------------------------------------------------------------------

    @cached_property
    def graph(self) -> Graph[str]:
        """The activities and their links as a graph, built when it is first asked for."""
        at = {id: position for position, id in enumerate(self.nodes)}
        return Graph.placed(at, [(at[link.supplier], at[link.customer]) for link in self.links])

    def upstream_of(self, node: str) -> tuple[str, ...]:
        """All activities that a node depends on, directly or through others.

        Raises
        ------
        UnknownNameError
            If there is no such node.
        """
        return tuple(ancestors(self.graph, node))

    def downstream_of(self, node: str) -> tuple[str, ...]:
        """All activities that depend on a node, directly or through others.

        Raises
        ------
        UnknownNameError
            If there is no such node.
        """
        return tuple(descendants(self.graph, node))

    def paths(self, supplier: str, customer: str, *, longest: int = 10, most: int = 100) -> Some[str]:
        """The ways from one activity to another, up to a number of links and a number of ways.

        Raises
        ------
        UnknownNameError
            If there is no such node.
        """
        return paths(self.graph, supplier, customer, longest=longest, most=most)

    def cycles(self, *, most: int = 100) -> Some[str]:
        """Circles in the chain, as recycling makes them, up to a number of them."""
        return cycles(self.graph, most=most)

    def bottlenecks(
        self, *, sample: int | None = None, seed: int = 0, progress: Progress | None = None
    ) -> tuple[Bottleneck, ...]:
        """The activities that others pass through, or without which the chain falls apart, the narrowest first.

        Parameters
        ----------
        sample, seed, progress
            As of `cityinnov.metrics.graph.betweenness`: for a chain of very many activities, how many to draw, which,
            and whom to tell of each.

        Raises
        ------
        InputError
            If the sample is not a whole number from 2 up.

        Examples
        --------
        >>> chain = IndustryChain(
        ...     "display",
        ...     nodes={"glass": ChainNode(), "panel": ChainNode(), "tv": ChainNode()},
        ...     links=[ChainLink(supplier="glass", customer="panel"), ChainLink(supplier="panel", customer="tv")],
        ... )
        >>> chain.bottlenecks()
        (Bottleneck(node='panel', betweenness=0.5, is_articulation=True),)
        """
        return bottlenecks_of(self.graph, sample=sample, seed=seed, progress=progress)

    # -- exchange ---------------------------------------------------------------------

    def to_networkx(self) -> Any:
        """The chain as a `networkx.DiGraph`, from supplier to customer; `from_networkx` makes a chain of it again.

        Raises
        ------
        MissingDependencyError
            Without `networkx`.
        """
        return exchange.to_networkx(self.nodes, self.graph, self.links)

    @classmethod
    def from_networkx(cls, id: str, digraph: Any, **fields: Any) -> IndustryChain:
        """Make a chain of a `networkx.DiGraph`, with the other fields of the chain.

        Raises
        ------
        InputError
            If the graph has no directions.
        """
        nodes, links = exchange.from_networkx(digraph)
        return cls(id, nodes=nodes, links=links, **fields)

    def to_records(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The chain as rows of two tables, its placements and its links, for a dataframe.

        Examples
        --------
        >>> nodes = {"glass": ChainNode(stage="upstream"), "panel": ChainNode(firms=[Firm("boe")])}
        >>> chain = IndustryChain("display", nodes=nodes, links=[ChainLink(supplier="glass", customer="panel")])
        >>> placements, links = chain.to_records()
        >>> [(row["node"], row["stage"], row["firm"]) for row in placements]
        [('glass', 'upstream', None), ('panel', None, 'boe')]
        >>> IndustryChain.from_records("display", placements, links, firms=[Firm("boe")]) == chain
        True
        """
        return exchange.node_records(self.nodes), exchange.link_records(self.links)

    @classmethod
    def from_records(
        cls,
        id: str,
        placements: Iterable[Mapping[str, Any]],
        links: Iterable[Mapping[str, Any]] = (),
        *,
        firms: Iterable[Firm] = (),
        cities: Iterable[City] = (),
        **fields: Any,
    ) -> IndustryChain:
        """Make a chain of rows as `to_records` gives them: ``frame.to_dict("records")`` of two dataframes.

        Parameters
        ----------
        id : str
            Of the chain.
        placements, links : iterable of mapping
            None and NaN say nothing.
        firms, cities : iterable of Firm, of City
            Those that the rows name by their ids.
        **fields
            The other fields of the chain.

        Raises
        ------
        InputError
            If a row does not say which node it is of, or two rows say different things of a node.
        UnknownNameError
            If a row names a firm, city or node that there is not.
        """
        nodes, made = exchange.from_records(placements, links, firms, cities)
        return cls(id, nodes=nodes, links=made, **fields)

    def to_mermaid(self) -> str:
        """The text of a Mermaid flowchart: missing activities dashed, single-sourced ones with a thick outline.

        Examples
        --------
        >>> nodes = {"glass": ChainNode(stage="upstream"), "panel": ChainNode(firms=[Firm("boe", city=City("hefei"))])}
        >>> links = [ChainLink(supplier="glass", customer="panel")]
        >>> print(IndustryChain("display", city=City("hefei"), nodes=nodes, links=links).to_mermaid(), end="")
        flowchart LR
          subgraph upstream
            n0["glass"]
          end
          n1["panel"]
          n0 --> n1
          classDef missing stroke-dasharray: 5 5
          class n0 missing
          classDef single stroke-width: 3px
          class n1 single
        """
        return diagram.mermaid(self.nodes, self.links, self._missing_if_known(), self.single_source_nodes())

    def to_dot(self) -> str:
        """The text of a Graphviz digraph, drawn as by `to_mermaid`."""
        return diagram.dot(self.nodes, self.links, self._missing_if_known(), self.single_source_nodes())

    def _missing_if_known(self) -> tuple[str, ...]:
        return self.missing_nodes() if self.city and self.nodes else ()

    # -- the anchor -------------------------------------------------------------------

    def followers(self, anchor: Firm | str | None = None) -> tuple[Follower, ...]:
        """The firms of the chain that came to an anchor's city after it, in the order of their coming.

        A firm counts by its earliest placement there. One whose coming cannot be told from the anchor's has a lag that
        reaches below zero; one of which no beginning is said is left out.

        Parameters
        ----------
        anchor : Firm or str, optional
            One of the chain's anchors or its id; the first of them where nothing is given.

        Raises
        ------
        MissingInputError
            If the chain lists no nodes or has no anchor, or it is not said when that came, or where to.
        UnknownNameError
            If it is not among the chain's anchors.

        Examples
        --------
        >>> hefei = City("hefei")
        >>> boe = AnchorFirm("boe", city=hefei, arrived=2008)
        >>> glass = Placement(firm=Firm("glassworks", city=hefei), since="2010/2012")
        >>> chain = IndustryChain("display", anchors=[boe], nodes={"glass": ChainNode(placements=[glass])})
        >>> [(each.firm.id, str(each.lag)) for each in chain.followers()]
        [('glassworks', '2 to 4 years')]
        """
        leader = self._anchor(anchor)
        arrived = leader.arrived if isinstance(leader, AnchorFirm) else None
        said = {"arrived": arrived, "city": leader.city, "nodes": self.nodes}
        missing = [name for name, value in said.items() if not value]
        if arrived is None or leader.city is None or missing:
            raise MissingInputError(f"nothing is said of the coming of {leader.id}", missing=tuple(missing))
        return followers_of(leader, leader.city, arrived, self.nodes.values())

    @derived(
        shown="firm", label={"en": "firms that followed the anchor", "zh": "跟随链主落户企业数", "de": "Nachzügler"}
    )
    def follower_count(self, *, anchor: Firm | str | None = None) -> Figure:
        """How many firms of the chain came after an anchor: see `followers`; at least so many, if it does not list all.

        Raises
        ------
        MissingInputError
            As of `followers`, and if the chain does not list all its activities and none of those has a sure follower.

        Examples
        --------
        >>> hefei = City("hefei")
        >>> glass = Placement(firm=Firm("glassworks", city=hefei), since=2010)
        >>> anchors, nodes = [AnchorFirm("boe", city=hefei, arrived=2008)], {"glass": ChainNode(placements=[glass])}
        >>> print(IndustryChain("display", anchors=anchors, nodes=nodes).follower_count())
        1 firm
        >>> IndustryChain("display", anchors=anchors, nodes=nodes, complete=False).follower_count().bounds
        Bounds [1, inf)
        """
        followers = self.followers(anchor)
        surely = sum(each.lag.low > 0 for each in followers)
        if self.complete is False:
            if not surely:
                raise self._no_follower(anchor, sure=bool(followers))
            return Figure.at_least(surely, "firm")
        return Figure.between(surely, len(followers), "firm")

    @derived(shown="year", label={"en": "mean lag behind the anchor", "zh": "平均跟随时滞", "de": "mittlerer Nachlauf"})
    def mean_follower_lag(self, *, anchor: Firm | str | None = None) -> Figure:
        """Mean of the calendar years by which the followers of an anchor came after it."""
        followers = self.followers(anchor)
        if not followers:
            raise self._no_follower(anchor)
        return total([each.lag for each in followers]) / len(followers)

    def _no_follower(self, anchor: Firm | str | None, *, sure: bool = False) -> MissingInputError:
        leader = self._anchor(anchor)
        if self.complete is False:
            said = Message(
                "the chain {chain} lists only some of its activities, and no follower of {anchor} among them",
                chain=self,
                anchor=leader,
            )
            if sure:
                said = Message(
                    "the chain {chain} lists only some of its activities, and no sure follower of {anchor} among them",
                    chain=self,
                    anchor=leader,
                )
            hint = Message("place the firms that came in the nodes of the chain, each with its 'since'")
            return MissingInputError(said, hint=hint)
        return MissingInputError(f"nobody is known to have followed {leader.id}", missing=("followers",))

    def _anchor(self, anchor: Firm | str | None) -> Firm:
        if not self.anchors:
            raise MissingInputError(f"the chain {self.id} has no anchor", missing=("anchors",))
        id = self.anchors[0].id if anchor is None else anchor if isinstance(anchor, str) else anchor.id
        for each in self.anchors:
            if each.id == id:
                return each
        near = nearest(id, [each.id for each in self.anchors])
        raise UnknownNameError(f"{id!r} is no anchor of the chain {self.id}", nearest=near)

    def _node(self, id: str) -> ChainNode:
        if id not in self.nodes:
            raise self._unknown(id)
        return self.nodes[id]

    def _unknown(self, id: str) -> UnknownNameError:
        near = nearest(id, list(self.nodes))
        return UnknownNameError(
            f"the chain {self.id} has no node {id!r}",
            expected=f"one of {', '.join(self.nodes)}"[:200] if self.nodes else "nodes to link",
            hint=f"nearest: {', '.join(near)}" if near else None,
            nearest=near,
        )
