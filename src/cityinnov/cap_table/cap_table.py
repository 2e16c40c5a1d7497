"""CapTable: who holds how much of one company, as a list of dated events that can be replayed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from cityinnov.cap_table.event import CapTableEvent
from cityinnov.cap_table.history import CapTableHistory
from cityinnov.cap_table.replay import replayed
from cityinnov.entity.entity import Entity
from cityinnov.entity.fields import as_tuple
from cityinnov.entity.name import Name
from cityinnov.errors import InputError, UnknownNameError, nearest
from cityinnov.firm import Firm
from cityinnov.values.frozen import FrozenMapping

__all__ = ["ROUNDING", "CapTable"]

#: How far a stated stake may be from the one that follows, of a whole of 1: filings state tenths of a per cent.
ROUNDING = 0.001


def _names(value: Mapping[str, str | Mapping[str, str] | Name]) -> Mapping[str, Name]:
    return FrozenMapping({holder: Name.of(name) for holder, name in value.items()})


@attrs.frozen(slots=True, kw_only=True)
class CapTable(Entity):
    """The capital of one company, as the list of what happened to it.

    Events stand in the order in which they happened: those of one day, too, for a sale before a round is not one after
    it. What does not add up (a stake that no event explains, more sold than held) is no error: `replay` reports it as a
    finding, with its size, and goes on.

    Parameters
    ----------
    id, name, figures, citations
        As of every `Entity`.
    company : Firm
        Whose capital it is.
    holders : mapping of holder to Name, str or mapping of language to text, optional
        What holders are called, where an id does not say who they are.
    events : iterable of CapTableEvent
        What happened, first to last.

    Raises
    ------
    InputError
        If there are no events, or two have one name.
    UnknownNameError
        If a round is priced by an event that does not come before it, or a holder is named that no event has.

    Examples
    --------
    Two founders, then a round of 25 at 75 pre-money, which leaves each three quarters of the half:

    >>> from cityinnov.cap_table.deed import FinancingRound, Founding
    >>> table = CapTable("acme-capital", company=Firm("acme"), events=[
    ...     CapTableEvent(when=2020, founding=Founding(cash={"a": "1.00 million CNY", "b": "1.00 million CNY"})),
    ...     CapTableEvent(when=2021, round=FinancingRound(
    ...         pre_money="75.0 million CNY", subscriptions={"fund": "25.0 million CNY"})),
    ... ])
    >>> history = table.replay()
    >>> {holder: str(stake) for holder, stake in history.stakes(2021).items()}
    {'a': '37.5 %', 'b': '37.5 %', 'fund': '25 %'}
    >>> print(format(history.mark("a", "round-2021").tvpi(), ".1f"))
    37.5 ×
    """

    company: Firm
    holders: Mapping[str, Name] = attrs.field(factory=FrozenMapping, converter=_names)
    events: tuple[CapTableEvent, ...] = attrs.field(converter=as_tuple)

    @events.validator
    def _check_events(self, _: Any, events: tuple[CapTableEvent, ...]) -> None:
        if not events:
            raise InputError(
                "a cap table needs events", expected="a founding, or stakes, to begin with", field="events"
            )
        names: list[str] = []
        for event in events:
            if event.name in names:
                raise InputError(
                    f"two events are called {event.name!r}", hint="give one of them a name: of its own", field="events"
                )
            asked = event.round.at_price_of if event.round is not None else None
            if asked is not None and asked not in names:
                near = nearest(asked, names)
                raise UnknownNameError(
                    f"{event.name} is at the price of {asked!r}, and no event before it is called so",
                    hint=f"nearest: {', '.join(near)}" if near else None,
                    nearest=near,
                    field="events",
                )
            names.append(event.name)

    def __attrs_post_init__(self) -> None:
        known = list(dict.fromkeys(holder for event in self.events for holder in event.holders()))
        for holder in self.holders:
            if holder not in known:
                near = nearest(holder, known)
                raise UnknownNameError(
                    f"no event has a holder {holder!r}", expected=", ".join(known), nearest=near, field="holders"
                )

    def replay(self, *, rounding: float = ROUNDING) -> CapTableHistory:
        """Apply the events one after another, and hold stated stakes against the outcome.

        Parameters
        ----------
        rounding : float, default 0.001
            How far a stated stake may be from the one that follows before it counts as unexplained, of a whole of 1.

        Returns
        -------
        CapTableHistory
            Stakes, values, exits, flows, and what does not add up.
        """
        return CapTableHistory(
            self.id,
            replayed(
                [event.with_sources(self.citations) for event in self.events],
                rounding,
                self.holders,
            ),
        )
