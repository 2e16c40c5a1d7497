"""An event in the capital of a company: when it was, what was done, and what its source says of the stakes after."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import attrs

from cityinnov.cap_table.deed import (
    Deed,
    FinancingRound,
    Founding,
    Instalment,
    OptionExercise,
    OptionPool,
    Redemption,
    SecondaryTransfer,
    by_holder,
    holders_of,
    with_sources,
)
from cityinnov.entity.fields import as_citations, check_unit, sourced
from cityinnov.errors import InputError
from cityinnov.message import Message
from cityinnov.values.figure import Figure
from cityinnov.values.frozen import FrozenMapping
from cityinnov.values.period import Period
from cityinnov.values.source import Citation

__all__ = ["CapTableEvent", "CapTableEventType"]


PeriodLike = Period | str | int | datetime.date

#: The fields of an event that say what happened.
DEEDS = ("founding", "round", "transfer", "redemption", "instalment", "pool", "exercise")


def _period(value: PeriodLike) -> Period:
    return Period.of(value)


class CapTableEventType(StrEnum):
    """What an event in the capital of a company is, in the words of the trade."""

    FOUNDING = "founding"
    ROUND = "financing-round"
    TRANSFER = "secondary-transfer"
    REDEMPTION = "redemption"
    INSTALMENT = "instalment"
    POOL = "option-pool"
    EXERCISE = "option-exercise"
    STAKES = "stated-stakes"
    INFERRED = "inferred-event"  # what no record explains


def _name_from_deed(event: CapTableEvent) -> str:
    return f"{event.kind}-{event.when}"


@attrs.frozen(slots=True, kw_only=True)
class CapTableEvent:
    """One event in the capital of a company, and what its source says of the stakes after it.

    Parameters
    ----------
    when : Period, str, int or date
        When it happened.
    founding, round, transfer, redemption, instalment, pool, exercise : optional
        What happened: one of them, or none where only stakes are stated.
    stakes : mapping of holder to Figure or str
        The stakes that the source states for just after the event. A replay is checked against them.
    name : str, optional
        What other events and findings call it; `transfer-2021-02` where nothing is given.
    citations : Citation, text or iterable of Citation, optional
        Where it stands.

    Raises
    ------
    InputError
        If nothing happened, or more than one thing.

    Examples
    --------
    >>> event = CapTableEvent(
    ...     when="2021-02",
    ...     transfer=SecondaryTransfer(seller="investors", buyer="nio", share="3.305 %", price="5.5 billion CNY"),
    ... )
    >>> event.name
    'transfer-2021-02'
    """

    when: Period = attrs.field(converter=_period)
    founding: Founding | None = None
    round: FinancingRound | None = None
    transfer: SecondaryTransfer | None = None
    redemption: Redemption | None = None
    instalment: Instalment | None = None
    pool: OptionPool | None = None
    exercise: OptionExercise | None = None
    stakes: Mapping[str, Figure] = attrs.field(factory=FrozenMapping, converter=by_holder, validator=check_unit("%"))
    name: str = attrs.field(default=attrs.Factory(_name_from_deed, takes_self=True))
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=as_citations)

    def __attrs_post_init__(self) -> None:
        given = [name for name in DEEDS if getattr(self, name) is not None]
        if len(given) > 1:
            raise InputError(
                "an event is one thing",
                found=" and ".join(given),
                hint="list them as events of one day, in their order",
            )
        if not given and not self.stakes:
            raise InputError("an event without content", expected=f"stakes, or one of {', '.join(DEEDS)}")

    @property
    def kind(self) -> str:
        """What happened, by the name of its field; `stakes` where only stakes are stated."""
        return next((name for name in DEEDS if getattr(self, name, None) is not None), "stakes")

    @property
    def type(self) -> CapTableEventType:
        """What it is, in the words of the trade."""
        return CapTableEventType[self.kind.upper()]

    @property
    def label(self) -> str:
        """What a reader is told of it: its own name where it was given one, else what it is and when.

        Examples
        --------
        >>> CapTableEvent(when="2026-01", stakes={"largest": "21.67 %"}).label
        'stated stakes of 2026-01'
        >>> CapTableEvent(when="2026-01", stakes={"largest": "21.67 %"}, name="prospectus").label
        'prospectus'
        """
        is_named = self.name != _name_from_deed(self)
        return self.name if is_named else Message("{type} of {when}", type=self.type, when=self.when)

    @property
    def deed(self) -> Deed | None:
        """What happened; None where only stakes are stated."""
        return None if self.kind == "stakes" else getattr(self, self.kind)

    def holders(self) -> tuple[str, ...]:
        """The ids of the holders that it has to do with."""
        ids = [*self.stakes, *(holders_of(self.deed) if self.deed is not None else ())]
        return tuple(dict.fromkeys(ids))

    def with_sources(self, citations: tuple[Citation, ...] = ()) -> CapTableEvent:
        """The event with its citations, or else these of its table, on every figure that cites nothing itself."""
        sources = self.citations or citations
        if not sources:
            return self
        changed: dict[str, Any] = {"stakes": {holder: sourced(share, sources) for holder, share in self.stakes.items()}}
        if self.deed is not None:
            changed[self.kind] = with_sources(self.deed, sources)
        return attrs.evolve(self, **changed)
