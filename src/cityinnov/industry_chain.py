"""IndustryChain: the activities an industry is made of, which supplies which, and the firms placed in them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import attrs

from cityinnov.city import City
from cityinnov.derived_metric import derived
from cityinnov.entity import Entity
from cityinnov.errors import MissingInputError, UnknownNameError, nearest
from cityinnov.fields import as_amount, as_optional_name, as_tuple, check_industry, check_unit, choice
from cityinnov.firm import Firm
from cityinnov.metrics.localisation import chain_coverage
from cityinnov.name import Name
from cityinnov.values.figure import Figure
from cityinnov.values.frozen import FrozenMapping

__all__ = ["ChainLink", "ChainNode", "IndustryChain", "Stage"]


class Stage(StrEnum):
    """Where in the chain an activity stands."""

    UPSTREAM = "upstream"
    MIDSTREAM = "midstream"
    DOWNSTREAM = "downstream"


def _stage(stage: str | None) -> Stage | None:
    return None if stage is None else choice(Stage, stage)


@attrs.frozen(slots=True, kw_only=True)
class ChainNode:
    """An activity or product that the chain needs, and the firms known to be in it.

    Examples
    --------
    >>> ChainNode(name="memory chips", stage="midstream", industry="isic4:2610").stage
    <Stage.MIDSTREAM: 'midstream'>
    """

    name: Name | None = attrs.field(default=None, converter=as_optional_name)
    stage: Stage | None = attrs.field(default=None, converter=_stage)
    industry: str | None = attrs.field(default=None, validator=check_industry)
    firms: tuple[Firm, ...] = attrs.field(default=(), converter=as_tuple)


@attrs.frozen(slots=True, kw_only=True)
class ChainLink:
    """That one activity supplies another, and how much of what the other buys.

    Examples
    --------
    >>> print(ChainLink(supplier="batteries", customer="assembly", share="about 40 %").share)
    about 40 %
    """

    supplier: str
    customer: str
    share: Figure | None = attrs.field(default=None, converter=as_amount, validator=check_unit("%"))


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

    Raises
    ------
    UnknownNameError
        If a link names a node that the chain does not have.

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

    @links.validator
    def _check_links(self, _: Any, links: tuple[ChainLink, ...]) -> None:
        for link in links:
            for node in (link.supplier, link.customer):
                if node not in self.nodes:
                    near = nearest(node, list(self.nodes))
                    raise UnknownNameError(
                        f"the chain {self.id} has no node {node!r}",
                        expected=f"one of {', '.join(self.nodes)}" if self.nodes else "nodes to link",
                        hint=f"nearest: {', '.join(near)}" if near else None,
                        nearest=near,
                    )

    @derived(shown="%", label={"en": "chain coverage", "zh": "产业链覆盖率", "de": "Abdeckung der Wertschöpfungskette"})
    def coverage(self) -> Figure:
        """Share of the listed activities in which at least one firm of the chain's city is known to be.

        Raises
        ------
        MissingInputError
            If the chain lists no nodes, or has no city.
        """
        missing = tuple(name for name in ("city", "nodes") if not getattr(self, name))
        if missing:
            raise MissingInputError(f"{self.id}.coverage needs {' and '.join(missing)}", missing=missing)
        local = [node for node in self.nodes.values() if any(firm.city == self.city for firm in node.firms)]
        share: Figure = chain_coverage(Figure.exact(len(local), "node"), Figure.exact(len(self.nodes), "node"))
        return share
