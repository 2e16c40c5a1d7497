"""The capital of a company as it was after each event: stakes, values, exits, and what does not add up."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping

import attrs

from cityinnov.cap_table.event import CapTableEventType
from cityinnov.cap_table.shareholding import Basis, CashFlow, Exit, Holding, Mark
from cityinnov.errors import MissingInputError, UndecidableError, UnknownNameError, nearest
from cityinnov.values.arithmetic import total
from cityinnov.values.figure import Figure
from cityinnov.values.frozen import FrozenMapping
from cityinnov.values.node import with_parts
from cityinnov.values.period import Period

__all__ = ["CapTableFinding", "CapTableHistory", "CapTableState"]


@attrs.frozen(slots=True, kw_only=True)
class CapTableFinding:
    """Something in a cap table that is contradictory or incomplete: where, and by how much.

    Parameters
    ----------
    code : str
        `unexplained-stake`, `over-the-whole`, `unnamed-holders`, `unknown-holder`, `oversold`, `overpaid`, `unpriced`,
        `pre-and-post-money`, `out-of-order`, `no-opening` or `not-applicable`.
    path : tuple of str or int
        Where it stands in the table: ``("events", 4, "stakes", "nio")``.
    event : str
        The name of the event.
    message : str
        What is wrong, and by how much.
    gap : Figure, optional
        By how much; None where nothing can be counted.
    """

    code: str
    path: tuple[str | int, ...]
    event: str
    message: str
    gap: Figure | None = None

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.path))}: {self.message}"


def _frozen(holdings: Mapping[str, Holding]) -> Mapping[str, Holding]:
    return FrozenMapping(holdings)


@attrs.frozen(slots=True, kw_only=True)
class CapTableState:
    """The register of holders after one event.

    Parameters
    ----------
    event : str
        Its name.
    when : Period
    type : CapTableEventType
        What it is.
    label : str
        What a reader is told of it: `secondary transfer of 2021-02`.
    place : int or None
        Its place in the table; None for an inferred event, which no record explains.
    holdings : mapping of holder to Holding
    pre_money, post_money : Figure, optional
        The value of the company just before and after, where the event was priced.
    dilution : Figure, optional
        What a holder who took no part keeps of the former stake; None where nothing was issued or cancelled.
    exits, flows, findings : tuple
        What the event brought.
    """

    event: str
    when: Period
    type: CapTableEventType
    label: str
    place: int | None
    holdings: Mapping[str, Holding] = attrs.field(converter=_frozen)
    pre_money: Figure | None = None
    post_money: Figure | None = None
    dilution: Figure | None = None
    exits: tuple[Exit, ...] = ()
    flows: tuple[CashFlow, ...] = ()
    findings: tuple[CapTableFinding, ...] = ()

    @property
    def is_inferred(self) -> bool:
        """Whether no record explains it."""
        return self.place is None

    @property
    def stakes(self) -> Mapping[str, Figure]:
        """The stake of every holder, in per cent."""
        return FrozenMapping(
            {holder: with_parts(held.stake.to("%"), period=self.when) for holder, held in self.holdings.items()}
        )


@attrs.frozen(slots=True)
class CapTableHistory:
    """The capital of a company, event by event; see `CapTable.replay`.

    Parameters
    ----------
    company : str
        The id of the cap table.
    states : tuple of CapTableState
        After each event, in their order, with inferred events between.
    """

    company: str
    states: tuple[CapTableState, ...]

    @property
    def findings(self) -> tuple[CapTableFinding, ...]:
        """All that is contradictory or incomplete."""
        return tuple(finding for state in self.states for finding in state.findings)

    @property
    def inferred(self) -> tuple[CapTableState, ...]:
        """The events that no record explains, inferred from stakes that were stated."""
        return tuple(state for state in self.states if state.is_inferred)

    def exits(self, holder: str | None = None) -> tuple[Exit, ...]:
        """All sales and redemptions, or those of one holder."""
        return tuple(each for state in self.states for each in state.exits if holder in (None, each.holder))

    def flows(self, holder: str) -> tuple[CashFlow, ...]:
        """What a holder has paid and received, in the order of events."""
        return tuple(flow for state in self.states for flow in state.flows if flow.holder == holder)

    def post_money(self) -> Mapping[str, Figure]:
        """The value of the company after each event that was priced, by event."""
        return {state.event: state.post_money for state in self.states if state.post_money is not None}

    def dilution(self) -> Mapping[str, Figure]:
        """What a holder who takes no part keeps of the former stake, by event that changed it."""
        return {state.event: state.dilution for state in self.states if state.dilution is not None}

    def state(self, on: Period | str | int | datetime.date | None = None, *, after: str | None = None) -> CapTableState:
        """The register at a date, after an event, or, without either, at the end.

        Events of one day follow the order of the table: at a date all of them have happened.

        Raises
        ------
        UnknownNameError
            If there is no event of that name.
        MissingInputError
            If the date is before the first event.
        UndecidableError
            If whether an event comes before the date is not known, as of "2021-02" on 2021-02-10.
        """
        if after is not None:
            return self._named(after)
        if on is None:
            return self.states[-1]
        date, found = Period.of(on), None
        for state in self.states:
            if _starts_after(state.when, date):
                break
            if not _ends_by(state.when, date):
                raise UndecidableError(
                    f"whether {state.event} ({state.when}) comes before {date} is not known",
                    hint=f"ask for the state after an event: after={state.event!r}",
                )
            found = state
        if found is None:
            raise MissingInputError(
                f"{self.company} has no event up to {date}",
                found=f"the first is of {self.states[0].when}",
                missing=("events",),
            )
        return found

    def stakes(
        self, on: Period | str | int | datetime.date | None = None, *, after: str | None = None
    ) -> Mapping[str, Figure]:
        """The stakes of all holders at a date, after an event, or at the end; see `state`."""
        return self.state(on, after=after).stakes

    def value(self, holder: str, on: Period | None = None) -> Figure | None:
        """What a holder's stake was worth by a date, at the last value that an event had put on the company.

        Parameters
        ----------
        holder : str
            Whose stake.
        on : Period, optional
            What had happened by its end counts; all events where nothing is given.

        Returns
        -------
        Figure or None
            As of the event that the value is of, less what the holder still had to pay in; None where no event had put
            a value on the company, or whether a recorded event had happened by then is not known.
        """
        past = [state for state in self.states if on is None or _ends_by(state.when, on)]
        if on is not None and any(
            not (state.is_inferred or _ends_by(state.when, on) or _starts_after(state.when, on))
            for state in self.states
        ):
            return None
        priced = [state for state in past if state.post_money is not None]
        if not priced:
            return None
        last = priced[-1]
        assert last.post_money is not None  # as `priced` says
        return _worth(past[-1].holdings.get(holder), last.post_money, last.when)

    def mark(self, holder: str, event: str, *, basis: Basis = "post-money") -> Mark:
        """What a holder has paid, received and still has, at the value that an event put on the company.

        Parameters
        ----------
        holder : str
            Whose stake.
        event : str
            A priced event.
        basis : {"post-money", "pre-money"}
            After the event's payments, or before them.

        Raises
        ------
        UnknownNameError
            If there is no such event, or the holder never was one.
        MissingInputError
            If the event was not priced.
        """
        state = self._named(event)
        place = self.states.index(state)
        before = self.states[place - 1] if place else state
        at = state if basis == "post-money" else before
        worth = state.post_money if basis == "post-money" else state.pre_money
        if worth is None:
            raise MissingInputError(f"{event} puts no {basis} value on the company", missing=(basis,))
        self._check_holder(holder)
        until = self.states[: place + 1] if basis == "post-money" else self.states[:place]
        flows = [flow for each in until for flow in each.flows if flow.holder == holder]
        held = at.holdings.get(holder)
        stake = held.stake if held else Figure.exact(0)
        return Mark(
            holder=holder,
            event=event,
            when=state.when,
            basis=basis,
            stake=with_parts(stake.to("%"), period=state.when),
            value=_worth(held, worth, state.when),
            contributed=_sum_of(flows, worth, lambda flow: flow.is_contribution),
            distributed=_sum_of(flows, worth, lambda flow: not flow.is_contribution),
            remaining_cost=held.cost if held else None,
        )

    def _named(self, event: str) -> CapTableState:
        for state in self.states:
            if state.event == event:
                return state
        near = nearest(event, [state.event for state in self.states])
        raise UnknownNameError(
            f"{self.company} has no event {event!r}", hint=f"nearest: {', '.join(near)}" if near else None, nearest=near
        )

    def _check_holder(self, holder: str) -> None:
        known = list(dict.fromkeys(_holders(self.states)))
        if holder not in known:
            near = nearest(holder, known)
            raise UnknownNameError(
                f"{holder!r} never held a share of {self.company}", expected=", ".join(known), nearest=near
            )


def _holders(states: tuple[CapTableState, ...]) -> Iterator[str]:
    for state in states:
        yield from state.holdings


def _worth(held: Holding | None, company: Figure, when: Period) -> Figure:
    """A stake at the value of the whole company, less what its holder still has to pay in for it."""
    if held is None:
        return Figure.exact(0, company.unit, when)
    value = with_parts(company * held.stake, period=when)
    if held.unpaid is None or held.unpaid.high == 0:
        return value
    return with_parts(total([value, -held.unpaid], nominal=True), period=when)


def _sum_of(flows: list[CashFlow], worth: Figure, wanted: Callable[[CashFlow], bool]) -> Figure:
    paid = [flow for flow in flows if wanted(flow)]
    if not paid:
        return Figure.exact(0, worth.unit, worth.period)
    if len(paid) == 1:
        return paid[0].amount
    span = paid[0].when.span_to(paid[-1].when) if paid[0].when != paid[-1].when else paid[0].when
    return with_parts(total([flow.amount for flow in paid], nominal=True), period=span)


def _starts_after(when: Period, date: Period) -> bool:
    return when.start is not None and date.end is not None and when.start > date.end


def _ends_by(when: Period, date: Period) -> bool:
    return when.end is not None and (date.end is None or when.end <= date.end)
