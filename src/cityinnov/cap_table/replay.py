"""The replay of a cap table: events applied one after another, and stated stakes held against the outcome.

Where a stated stake is not what the events give, something happened that no record of the table tells. Stakes
after an event are linear in those before it, with the event's dilution as slope; what is missing before is therefore
what is missing after, over the dilution in between. That step is put in as an event of its own, named as inferred.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce

import attrs

from cityinnov.cap_table.event import CapTableEvent, CapTableEventType
from cityinnov.cap_table.history import CapTableFinding, CapTableState
from cityinnov.cap_table.shareholding import Holding
from cityinnov.cap_table.step import Said, SetAside, Step, plain, sum_of, surely_beyond
from cityinnov.entity.name import Name
from cityinnov.errors import CityinnovError
from cityinnov.message import Message
from cityinnov.metrics.ownership import diluted
from cityinnov.values.figure import Figure
from cityinnov.values.frozen import FrozenMapping
from cityinnov.values.period import Period

__all__ = ["replayed"]

#: What somebody holds who holds nothing.
_NOTHING = Holding(stake=Figure.exact(0), undiluted=Figure.exact(0))


def replayed(
    events: Sequence[CapTableEvent], rounding: float, called: Mapping[str, Name] = FrozenMapping()
) -> tuple[CapTableState, ...]:
    """The states after each event, with inferred events between where stated stakes ask for them.

    Findings call holders as `called` does, or by their ids.
    """
    states: list[CapTableState] = []
    settled = 1  # so many of the states rest on stakes that somebody stated
    for place, event in enumerate(events):
        states.append(_after(events, place, states, rounding))
        if gaps := _gaps(states[-1], event, rounding):
            bridge = _bridge(states, settled, event, gaps, rounding)
            if bridge is not None:
                again = [*states[:settled], bridge]
                for state in states[settled:]:
                    again.append(_after(events, state.place or 0, again, rounding))
                states = again
            states[-1] = _reported(states[-1], event, gaps, bridge, called)
        if event.stakes:
            settled = len(states)
    return tuple(states)


def _after(
    events: Sequence[CapTableEvent], place: int, states: Sequence[CapTableState], rounding: float
) -> CapTableState:
    """The state after an event; one that cannot have happened leaves the register as it was."""
    event = events[place]
    before = states[-1].holdings if states else {}
    prices = {state.event: state.post_money for state in states}
    step = Step(event, dict(before), rounding, prices.get)
    if place and _is_before(event.when, events[place - 1].when):
        days = (events[place - 1].when.start - event.when.end).days  # type: ignore[operator]  # _is_before has seen both
        gap = Figure.exact(days, "day")
        step.said.append(
            ("out-of-order", "when", Message("it is {time} before the event that is listed before it", time=gap), gap)
        )
    said_in_all = sum_of([plain(share) for share in event.stakes.values()]) if event.stakes else Figure.exact(0)
    over = said_in_all - 1
    if over.low > 0 and surely_beyond(over, rounding):
        gap = over.to("pp")
        step.said.append(("over-the-whole", "stakes", Message("the stakes are {gap} over the whole", gap=gap), gap))
    if not before and event.kind not in ("founding", "stakes"):
        step.said.append(
            ("no-opening", event.kind, Message("the table opens neither with a founding nor with stakes"), None)
        )
    else:
        try:
            step.apply()
        except (SetAside, CityinnovError) as error:
            said = error.said if isinstance(error, SetAside) else ("not-applicable", event.kind, str(error), None)
            step = Step(event, dict(before), rounding, prices.get, said=[*step.said, said])
    return CapTableState(
        event=event.name,
        when=event.when,
        type=event.type,
        label=event.label,
        place=place,
        holdings=step.register,
        pre_money=step.pre_money,
        post_money=step.post_money,
        dilution=step.dilution,
        exits=tuple(step.exits),
        flows=tuple(step.flows),
        findings=tuple(_finding(event, place, said) for said in step.said),
    )


def _finding(event: CapTableEvent, place: int, said: Said) -> CapTableFinding:
    code, field, message, gap = said
    path: tuple[str | int, ...] = ("events", place, *field.split("."))
    return CapTableFinding(
        code=code,
        path=path,
        event=event.name,
        message=Message("{event}: {said}", event=event.label, said=message),
        gap=gap,
    )


# -- stated stakes ------------------------------------------------------------------------


def _gaps(state: CapTableState, event: CapTableEvent, rounding: float) -> dict[str, Figure]:
    """By how much stated stakes surely exceed those of the events (below zero: fall short of them)."""
    nothing = Figure.exact(0)
    gaps = {
        holder: plain(stated) - (state.holdings[holder].stake if holder in state.holdings else nothing)
        for holder, stated in event.stakes.items()
    }
    return {holder: gap for holder, gap in gaps.items() if surely_beyond(gap, rounding)}


def _bridge(
    states: Sequence[CapTableState], settled: int, event: CapTableEvent, gaps: Mapping[str, Figure], rounding: float
) -> CapTableState | None:
    """The inferred event that explains the gaps, after the last settled state; None where none could.

    Holders whose stake is stated get it; those of whom nothing is said share what is left in proportion.
    """
    if len(states) <= settled:
        return None
    last, later = states[settled - 1], states[settled:]
    factors = [state.dilution for state in later if state.dilution is not None]
    missing = {holder: reduce(lambda gap, factor: gap / factor, factors, gap) for holder, gap in gaps.items()}
    register = {**dict.fromkeys(missing, _NOTHING), **last.holdings}
    moved = {holder: register[holder].stake + gap for holder, gap in missing.items()}
    kept = {holder: register[holder].stake for holder in event.stakes if holder in register and holder not in moved}
    pinned = {**moved, **kept}
    others = [holder for holder in register if holder not in pinned]
    whole = sum_of(list(pinned.values()))
    if any(share.low < 0 or share.high > 1 for share in moved.values()):
        return None
    if others:
        before = sum_of([register[holder].stake for holder in others])
        if before.low <= 0 or whole.high > 1:
            return None
        factor = (1 - whole) / before
        new = pinned | {holder: diluted(register[holder].stake, factor) for holder in others}
    elif surely_beyond(whole - 1, rounding * len(pinned)):
        return None
    else:  # all are stated, each rounded: together they are the whole
        new = {holder: share / whole for holder, share in pinned.items()}
        losers = [holder for holder, gap in missing.items() if gap.high < 0]
        before = sum_of([register[holder].stake for holder in losers]) if losers else Figure.exact(1)
        factor = sum_of([new[holder] for holder in losers]) / before if losers else before
    when = last.when if last.when == later[0].when else last.when.span_to(later[0].when)
    return CapTableState(
        event=f"inferred-before-{later[0].event}",
        when=when,
        type=CapTableEventType.INFERRED,
        label=Message("inferred event before the {event}", event=later[0].label),
        place=None,
        holdings={holder: _moved(held, new[holder], missing.get(holder)) for holder, held in register.items()},
        dilution=factor,
    )


def _moved(held: Holding, stake: Figure, gap: Figure | None) -> Holding:
    """A holding with the stake inferred for it; what was paid for more than it had is not known."""
    if gap is None or gap.low <= 0:
        return attrs.evolve(held, stake=stake)
    return Holding(stake=stake, undiluted=held.undiluted + gap, cost=None, unpaid=held.unpaid)


def _reported(
    state: CapTableState,
    event: CapTableEvent,
    gaps: Mapping[str, Figure],
    bridge: CapTableState | None,
    called: Mapping[str, Name],
) -> CapTableState:
    found = []
    for holder, gap in gaps.items():
        points = gap.to("pp")
        message = Message(
            "{holder} is said to hold {stake}, {gap} from what the events give",
            holder=called.get(holder, holder),
            stake=event.stakes[holder],
            gap=points,
        )
        if bridge is not None and bridge.dilution is not None:
            message = Message(
                "{said}; taken as an {event}, which leaves the other holders {left:.4f} of their stakes",
                said=message,
                event=bridge.label,
                left=bridge.dilution,
            )
        found.append(_finding(event, state.place or 0, ("unexplained-stake", f"stakes.{holder}", message, points)))
    return attrs.evolve(state, findings=(*state.findings, *found))


def _is_before(a: Period, b: Period) -> bool:
    return a.end is not None and b.start is not None and a.end < b.start
