"""What a chain is left with once a firm, a country or a city is lost."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar

import attrs

from cityinnov.errors import UnknownNameError, nearest
from cityinnov.industry_chain.node import ChainNode, Placement
from cityinnov.metrics.graph import Graph, reachable

__all__ = ["Loss", "loss_of"]


class HasNodes(Protocol):
    """What is asked of a chain."""

    @property
    def id(self) -> str: ...
    @property
    def nodes(self) -> Mapping[str, ChainNode]: ...
    @property
    def graph(self) -> Graph[str]: ...


Chain = TypeVar("Chain", bound=HasNodes)


@attrs.frozen(slots=True)
class Loss(Generic[Chain]):
    """What a chain is left with once a firm, a country or a city is lost.

    Parameters
    ----------
    before : IndustryChain
        The chain as it was.
    kind : {"firm", "country", "city"}
        What is lost.
    lost : str
        Its id or code.
    bereft : tuple of str
        Activities in which nobody is left of whom the case knows.
    weakened : tuple of str
        Activities that lose somebody, and keep others.
    affected : tuple of str
        Activities that depend on a bereft one, directly or through others, and are not bereft themselves.
    undecided : tuple of str
        Activities with somebody of whom it is not said where they are, and who may be lost as well.
    """

    before: Chain
    kind: str
    lost: str
    bereft: tuple[str, ...]
    weakened: tuple[str, ...]
    affected: tuple[str, ...]
    undecided: tuple[str, ...]

    @cached_property
    def chain(self) -> Chain:
        """The chain without what was lost; its activities are needed as before."""
        before: Any = self.before
        hit = {*self.bereft, *self.weakened}
        left = {id: _without(node, self.kind, self.lost) if id in hit else node for id, node in before.nodes.items()}
        without: Chain = attrs.evolve(before, nodes=left)
        return without


def loss_of(chain: Chain, kind: str, lost: str) -> Loss[Chain]:
    """What the chain loses with a firm and its subsidiaries, or with all firms of a country or a city.

    Raises
    ------
    UnknownNameError
        If nothing in the chain is of that name.
    """
    said = {id: [_whereabouts(kind, each) for each in node.providers()] for id, node in chain.nodes.items()}
    hit = [id for id, places in said.items() if any(lost in names for names in places)]
    if not hit:
        known = sorted({name for places in said.values() for names in places for name in names})
        near = nearest(lost, known)
        hint = f"nearest: {', '.join(near)}" if near else None
        raise UnknownNameError(f"nothing in the chain {chain.id} is of the {kind} {lost!r}", hint=hint, nearest=near)
    bereft = tuple(id for id in hit if all(lost in names for names in said[id]))
    gone = set(bereft)
    return Loss(
        chain,
        kind,
        lost,
        bereft,
        tuple(id for id in hit if id not in gone),
        tuple(id for id in reachable(chain.graph, bereft) if id not in gone) if bereft else (),
        tuple(id for id, places in said.items() if not all(places)),
    )


def _whereabouts(kind: str, placement: Placement) -> set[str]:
    """The firms, country or city by whose loss a placement is lost; empty where it is not said."""
    if kind == "country":
        return {placement.home} if placement.home else set()
    if kind == "city":
        return {placement.place.id} if placement.place else set()
    found, firm = set[str](), placement.firm
    while firm is not None:
        found.add(firm.id)
        firm = firm.parent
    return found


def _without(node: ChainNode, kind: str, lost: str) -> ChainNode:
    firms = [firm for firm in node.firms if lost not in _whereabouts(kind, Placement(firm=firm))]
    kept = [each for each in node.placements if lost not in _whereabouts(kind, each)]
    return attrs.evolve(node, firms=firms, placements=kept)
