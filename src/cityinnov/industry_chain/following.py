"""Who came to a city after an anchor, and how long after."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from cityinnov.city import City
from cityinnov.firm import Firm
from cityinnov.industry_chain.node import ChainNode, Placement
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period

__all__ = ["Follower", "followers_of"]


@attrs.frozen(slots=True)
class Follower:
    """A firm that came to the city of an anchor, not surely before it.

    Parameters
    ----------
    firm : Firm
        Who came.
    since : Period
        When.
    lag : Figure
        Calendar years between the anchor's arrival and its own, within bounds where one of them is.
    """

    firm: Firm
    since: Period
    lag: Figure


def followers_of(leader: Firm, city: City, arrived: Period, nodes: Iterable[ChainNode]) -> tuple[Follower, ...]:
    """The firms of some activities that came to a city after a firm, in the order of their coming."""
    first: dict[str, tuple[Firm, Period]] = {}
    for node in nodes:
        for each in node.providers():
            firm, began = each.firm, each.began
            if firm is None or firm.id == leader.id or began is None or not _is_in(each, city):
                continue
            if firm.id not in first or began.sort_key < first[firm.id][1].sort_key:
                first[firm.id] = firm, began
    found = [Follower(firm, began, _lag(arrived, began)) for firm, began in first.values()]
    return tuple(sorted((each for each in found if each.lag.high > 0), key=lambda each: each.since.sort_key))


def _is_in(placement: Placement, city: City) -> bool:
    return placement.place is not None and placement.place.id == city.id


def _lag(arrived: Period, began: Period) -> Figure:
    """Calendar years from one period to another: a year is a point here, a span is all it may be."""
    low = began.sort_key[0].year - arrived.sort_key[1].year
    high = began.sort_key[1].year - arrived.sort_key[0].year
    return Figure.between(low, high, "year")
