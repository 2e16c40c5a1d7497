"""CapitalCycle: a sponsor's money over time, and what it earned.

Cash is counted where it leaves for a firm and comes back from it: at the investments of the sponsor and of its funds.
A fund none of whose investments is on record counts by its own calls, distributions and marks. Nothing is counted
twice: of two accounts of one investment the one that says it is the same as the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import attrs

from cityinnov.capital_cycle.position import CapitalMove, CapitalPayment, CapitalPosition, LeftOut, multiple
from cityinnov.city import City
from cityinnov.entity.entity import Entity
from cityinnov.entity.fields import as_tuple
from cityinnov.entity.recipe import derived
from cityinnov.errors import ConflictingClaimsError, MissingInputError, UnknownNameError, nearest
from cityinnov.firm import Firm
from cityinnov.fund import Fund
from cityinnov.fund_flow import DatedAmount, dated, is_by, possibly_by, total_by
from cityinnov.investment import Investment
from cityinnov.message import Message
from cityinnov.metrics.performance import tvpi
from cityinnov.organisation import Organisation
from cityinnov.rate_of_return import rate_of_return
from cityinnov.values.arithmetic import combined, opaque, total
from cityinnov.values.figure import Figure
from cityinnov.values.frozen import FrozenMapping
from cityinnov.values.lineage import Caveat
from cityinnov.values.node import with_parts
from cityinnov.values.period import Period

__all__ = ["CapitalCycle", "Sponsor"]

Sponsor = City | Organisation | Firm


def _left_out(value: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    return tuple(value)


def _indices(value: Mapping[str, Iterable[Figure]]) -> Mapping[str, tuple[Figure, ...]]:
    return FrozenMapping({id: tuple(levels) for id, levels in value.items()})


@attrs.frozen(slots=True, kw_only=True)
class CapitalCycle(Entity):
    """A sponsor's money over time: lead, exit, reinvestment. Made by `CaseStudy.capital_cycle`.

    What the vehicles of a sponsor paid and received, whoever else's money is in them: `shared` names those that others
    put money into. Internal rate and market comparison are of all that the sponsor holds, so what is `left_out` for
    want of an input is named as missing; multiples carry it as a caveat.

    Parameters
    ----------
    id, name, figures, citations
        As of every `Entity`.
    sponsor : City, Organisation or Firm
        Whose money, or whose initiative.
    holdings : iterable of Investment or Fund
        What counts: each has payments, all dated and in one currency.
    left_out : iterable of LeftOut
        What does not.
    indices : mapping of str to iterable of Figure
        Total-return indices to compare with: the levels of each, dated to their day or period.

    Examples
    --------
    A lead of 60 returns 90, of which 50 go into the next. What came back of that is not said, which is not zero:

    >>> from cityinnov.investment import InvestmentExit
    >>> hefei = City("hefei")
    >>> cycle = CapitalCycle("hefei-capital", sponsor=hefei, holdings=[
    ...     Investment("display", investor=hefei, investee=Firm("boe"), amount="60.0 CNY, 2009",
    ...                exits=[InvestmentExit(when=2014, proceeds="90.0 CNY")]),
    ...     Investment("memory", investor=hefei, investee=Firm("cxmt"), amount="50.0 CNY, 2016"),
    ... ])
    >>> for position in cycle.positions():
    ...     for each in position.payments:
    ...         print(position.when, each.move, each.amount.display(), "at risk:", position.at_risk.display())
    2009 lead 60 CNY at risk: 60 CNY
    2014 exit 90 CNY at risk: −30 CNY
    2016 reinvestment 50 CNY at risk: up to 20 CNY
    >>> print(cycle.dpi(), "realised,", cycle.tvpi(), "in all")
    at least 0.818 × realised, at least 0.81 × in all
    """

    sponsor: Sponsor
    holdings: tuple[Investment | Fund, ...] = attrs.field(default=(), converter=as_tuple)
    left_out: tuple[LeftOut, ...] = attrs.field(default=(), converter=_left_out)
    indices: Mapping[str, tuple[Figure, ...]] = attrs.field(factory=FrozenMapping, converter=_indices)

    @property
    def currency(self) -> str | None:
        """In which everything is; None where nothing counts."""
        payments = [each for holding in self.holdings for each in holding.payments()]
        return payments[0].amount.unit.text if payments else None

    @property
    def shared(self) -> tuple[Fund, ...]:
        """The vehicles that others than the sponsor put money into, as far as the case says."""
        vehicles = [h if isinstance(h, Fund) else h.investor for h in self.holdings]
        return tuple(
            vehicle
            for vehicle in dict.fromkeys(v for v in vehicles if isinstance(v, Fund))
            if any(partner != self.sponsor for partner in _partners(vehicle))
        )

    # -- over time ----------------------------------------------------------------------

    def payments(self) -> tuple[CapitalPayment, ...]:
        """Every payment, first to last; of one period, what went out before what came back."""
        return tuple(self._moves())

    def _moves(self) -> Iterator[CapitalPayment]:
        led: set[str] = set()
        back: list[DatedAmount] = []
        recycled: list[Figure] = []
        for holding, amount, is_paid in self._records():
            when = _when(amount)
            if not is_paid:
                back.append(amount)
                yield CapitalPayment(when=when, holding=holding, move=CapitalMove.EXIT, amount=amount.amount)
                continue
            proceeds = [each.amount for each in back if _is_before(_when(each), when)]
            again = _recycled(amount.amount, proceeds, recycled) if proceeds else None
            first = CapitalMove.FOLLOW_ON if holding.id in led else CapitalMove.LEAD
            move = first if again is None else CapitalMove.REINVESTMENT
            led.add(holding.id)
            if again is not None:
                recycled.append(again)
            yield CapitalPayment(when=when, holding=holding, move=move, amount=amount.amount, recycled=again)

    def _records(self) -> list[tuple[Investment | Fund, DatedAmount, bool]]:
        """Every amount with its holding and whether the sponsor paid it, in the order of their dates."""
        records = [
            (holding, dated(each), is_paid)
            for holding in self.holdings
            for is_paid, amounts in ((True, holding.payments()), (False, holding.receipts()))
            for each in amounts
        ]
        return sorted(records, key=lambda record: _when(record[1]).sort_key)

    def _amounts(self, *, is_paid: bool) -> list[DatedAmount]:
        return [amount for _, amount, was_paid in self._records() if was_paid is is_paid]

    def positions(self) -> tuple[CapitalPosition, ...]:
        """Where the money stood at each payment and each valuation, from the first payment on."""
        payments = self.payments()
        if not payments:
            return ()
        dates = {each.when for each in payments} | {when for each in self.holdings for when in each.valuation_dates()}
        first = payments[0].when.sort_key[0]
        return tuple(
            self._position(when, tuple(each for each in payments if each.when == when))
            for when in sorted(dates, key=lambda when: (_end(when), when.sort_key))
            if _end(when) >= first
        )

    def _position(self, when: Period, payments: tuple[CapitalPayment, ...]) -> CapitalPosition:
        paid, recorded = (total_by(self._amounts(is_paid=is_paid), when) for is_paid in (True, False))
        assert paid is not None  # nobody asks before the first payment
        begun = [each for each in self.holdings if any(possibly_by(paid.when, when) for paid in each.payments())]
        held = {
            holding.id: holding.value(when) if any(is_by(each.when, when) for each in holding.payments()) else None
            for holding in begun
        }
        unvalued = tuple(id for id, value in held.items() if value is None)
        values = [value for value in held.values() if value is not None]
        if unvalued or not values:
            values.append(Figure.at_least(0, paid.unit, when) if unvalued else Figure.exact(0, paid.unit, when))
        stated = {holding: holding.received_by(when) for holding in begun if not holding.receipts()}
        unreported = tuple(_receipts_of(holding) for holding, total_ in stated.items() if total_ is None)
        received = [each for each in (recorded, *stated.values()) if each is not None]
        if unreported or not received:
            received.append(Figure.at_least(0, paid.unit, when) if unreported else Figure.exact(0, paid.unit, when))
        return CapitalPosition(
            when=when,
            payments=payments,
            paid_in=self._qualified(paid),
            received=received[0] if len(received) == 1 else with_parts(total(received, nominal=True), period=when),
            unrealised=with_parts(total(values, nominal=True), period=when),
            unvalued=unvalued,
            unreported=unreported,
        )

    def _qualified(self, paid: Figure) -> Figure:
        """What was put in, with the caveat that it leaves something out."""
        without = tuple(each.id for each in self.left_out if each.missing)
        if not without:
            return paid
        caveat = Caveat("left-out", (Message("{names}", names=without),))
        return combined("total", [paid], None, paid.unit, paid.period, paid.status, (caveat,))

    # -- metrics ------------------------------------------------------------------------

    @derived(
        shown="×",
        label={
            "en": "public capital: realised multiple (DPI)",
            "zh": "国有资本已实现倍数 (DPI)",
            "de": "öffentliches Kapital: realisiertes Vielfaches (DPI)",
        },
    )
    def dpi(self) -> Figure:
        """What has come back per unit put in, by the last position; nominal."""
        return self._last().dpi()

    @derived(
        shown="×",
        label={
            "en": "public capital: total multiple (TVPI)",
            "zh": "国有资本总价值倍数 (TVPI)",
            "de": "öffentliches Kapital: gesamtes Vielfaches (TVPI)",
        },
    )
    def tvpi(self) -> Figure:
        """What has come back and what is held, at its last valuations, per unit put in; nominal."""
        return self._last().tvpi()

    def _last(self) -> CapitalPosition:
        positions = self.positions()
        if not positions:
            missing = [f"{each.id}.{name}" for each in self.left_out for name in each.missing]
            raise MissingInputError(
                f"nothing is recorded that {self.sponsor.id} paid", missing=tuple(missing) or ("investments",)
            )
        return positions[-1]

    @derived(
        shown="%/year",
        label={
            "en": "public capital: internal rate of return",
            "zh": "国有资本内部收益率 (IRR)",
            "de": "öffentliches Kapital: interner Zinsfuß (IRR)",
        },
    )
    def irr(self) -> Figure:
        """Internal rate of all payments, what is held as if it were paid out at its last valuation.

        Raises
        ------
        MissingInputError
            Naming what is not there: `boe-2009.exits`.
        DomainError
            If there is no rate, or there are several.
        """
        values = {holding.id: self._final_value(holding) for holding in self.holdings}
        missing = [f"{each.id}.{name}" for each in self.left_out for name in each.missing]
        for holding in self.holdings:
            if not _is_dated(holding):
                missing.append(_receipts_of(holding))
            elif values[holding.id] is None:
                missing.append(f"{holding.id}.a mark")
        if missing or not self.holdings:
            raise MissingInputError(
                f"{self.id}.irr needs {', '.join(missing) or 'payments'}, dated",
                hint="some holdings alone: only=[...]" if self.holdings else None,
                missing=tuple(missing) or ("investments",),
            )
        paid, received = self._amounts(is_paid=True), self._amounts(is_paid=False)
        received += [DatedAmount(value.period, value) for value in values.values() if value is not None and value.high]
        return rate_of_return(paid, received) / Figure.exact(1, "year")

    def _final_value(self, holding: Investment | Fund) -> Figure | None:
        """The last value of a holding, if no payment came after it."""
        value = holding.value()
        moved = [_end(_when(each)) for each in (*holding.payments(), *holding.receipts())]
        if value is None or value.period is None or (value.high and _end(value.period) < max(moved)):
            return None
        return value

    @derived(
        shown="×",
        label={
            "en": "public capital against the index (Kaplan-Schoar)",
            "zh": "国有资本与指数之比 (KS-PME)",
            "de": "öffentliches Kapital gegen den Index (Kaplan-Schoar)",
        },
    )
    def ks_pme(self, index: str | None = None) -> Figure:
        r"""Kaplan-Schoar ratio: the total multiple, all payments grown with the index to the last position.

        .. math::
            \frac{\sum_t D_t \frac{I_T}{I_t} + \text{NAV}}{\sum_t C_t \frac{I_T}{I_t}}

        Over 1, the money did better than the index.

        Parameters
        ----------
        index : str, optional
            Which of `indices`, where there are several.

        Raises
        ------
        MissingInputError
            If there is no index, or no level of it of the very period of a payment or of the last position.
        ConflictingClaimsError
            If there are several indices, and it is not said which.

        References
        ----------
        Kaplan & Schoar (2005), "Private equity performance: returns, persistence, and capital flows", Journal of
        Finance 60(4).
        """
        levels = {level.period: level for level in self._levels(index)}
        last = self._last()
        if last.unreported:
            raise MissingInputError(
                f"{self.id}.ks_pme needs {', '.join(last.unreported)}, dated", missing=last.unreported
            )
        paid, received = self._amounts(is_paid=True), self._amounts(is_paid=False)
        needed = dict.fromkeys([*map(_when, (*paid, *received)), last.when])
        if unknown := [str(when) for when in needed if when not in levels]:
            raise MissingInputError(
                f"the index has no level for {', '.join(unknown)}",
                expected="a level for the period of every payment, and for the last valuation",
                missing=tuple(f"total_return_index of {when}" for when in unknown),
            )

        def grown(amounts: Sequence[DatedAmount]) -> Figure:
            if not amounts:
                return Figure.exact(0, last.paid_in.unit, last.when)
            moved = [each.amount * (levels[last.when] / levels[_when(each)]) for each in amounts]
            return with_parts(total(moved, nominal=True), period=last.when)

        return multiple(tvpi(self._qualified(grown(paid)), grown(received), last.unrealised))

    def _levels(self, index: str | None) -> tuple[Figure, ...]:
        if not self.indices:
            raise MissingInputError(f"{self.id}.ks_pme needs an index", missing=("total_return_index",))
        known = list(self.indices)
        if index is None and len(known) > 1:
            raise ConflictingClaimsError(
                f"there are {len(known)} indices to compare with", hint=f"say which: index={known[0]!r}"
            )
        chosen = known[0] if index is None else index
        if chosen not in self.indices:
            near = nearest(chosen, known)
            raise UnknownNameError(f"there is no index {chosen!r}", hint=f"known: {', '.join(known)}", nearest=near)
        return self.indices[chosen]


def _partners(fund: Fund) -> Iterator[Sponsor]:
    yield from fund.limited_partners
    for record in (*fund.commitments, *fund.calls, *fund.distributions):
        if record.partner is not None:
            yield record.partner


def _recycled(amount: Figure, proceeds: Sequence[Figure], before: Sequence[Figure]) -> Figure:
    left = total([*proceeds, *(-each for each in before)], nominal=True)
    return opaque(Message("lesser"), min, [amount.to(left.unit), left], ["rise", "rise"], left.unit)


def _receipts_of(holding: Investment | Fund) -> str:
    """The input that says what a holding returned."""
    return f"{holding.id}.{'distributions' if isinstance(holding, Fund) else 'exits'}"


def _is_dated(holding: Investment | Fund) -> bool:
    """Whether all that came back is known by its dates: as records, or because nothing did."""
    received = holding.received_by()
    return bool(holding.receipts()) or (received is not None and received.high == 0)


def _when(each: DatedAmount) -> Period:
    assert each.when is not None  # what is undated is left out of the cycle
    return each.when


def _end(when: Period) -> date:
    return when.sort_key[1]


def _is_before(a: Period, b: Period) -> bool:
    return a.end is not None and b.start is not None and a.end < b.start
