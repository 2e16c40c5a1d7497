"""Which investments and funds make up the capital cycle of each sponsor, and which of them count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cityinnov.capital_cycle.capital_cycle import CapitalCycle, Sponsor
from cityinnov.capital_cycle.position import LeftOut
from cityinnov.firm import Firm
from cityinnov.fund import Fund
from cityinnov.investment import Investment
from cityinnov.message import Message
from cityinnov.values.figure import Figure
from cityinnov.values.frozen import FrozenMapping
from cityinnov.values.units import Unit

__all__ = ["capital_cycles"]

Holding = Investment | Fund


def capital_cycles(
    funds: Iterable[Fund],
    investments: Iterable[Investment],
    *,
    indices: Mapping[str, Iterable[Figure]] = FrozenMapping(),
    only: Iterable[str] | None = None,
) -> tuple[CapitalCycle, ...]:
    """The capital cycle of every sponsor, one for each currency it paid in.

    Parameters
    ----------
    funds, investments : iterable of Fund, iterable of Investment
        All of a case.
    indices : mapping of str to iterable of Figure
        Total-return indices, as of `CapitalCycle`.
    only : iterable of str, optional
        The ids of the investments and funds to count; all where nothing is given.

    Returns
    -------
    tuple of CapitalCycle
        Sponsors in the order in which they appear; a city, an organisation or a firm that set up a fund, a city or an
        organisation that invested by itself.
    """
    investments = tuple(investments)
    told = {each.same_as.id: each for each in investments if each.same_as is not None}
    looked_through = {each.investor.id for each in investments if isinstance(each.investor, Fund)}
    wanted = None if only is None else set(only)
    of: dict[str, tuple[Sponsor, list[Holding]]] = {}
    candidates: list[Holding] = [*investments, *(fund for fund in funds if fund.id not in looked_through)]
    for holding in candidates:
        sponsor = _sponsor(holding)
        if sponsor is not None and (wanted is None or holding.id in wanted):
            of.setdefault(sponsor.id, (sponsor, []))[1].append(holding)
    return tuple(cycle for sponsor, holdings in of.values() for cycle in _cycles(sponsor, holdings, told, indices))


def _left_out(holding: Holding, reason: Message, *missing: str) -> LeftOut:
    return LeftOut(Message("{holding}", holding=holding), reason, missing)


def _cycles(
    sponsor: Sponsor,
    holdings: Sequence[Holding],
    told: Mapping[str, Investment],
    indices: Mapping[str, Iterable[Figure]],
) -> Iterator[CapitalCycle]:
    counted: dict[str, list[Holding]] = {}
    left_out: list[LeftOut] = []
    for holding in holdings:
        payments = holding.payments()
        if holding.id in told:
            left_out.append(
                _left_out(holding, Message("the same money as {other}, which counts", other=told[holding.id]))
            )
        elif not payments:
            left_out.append(_left_out(holding, Message("no payment is recorded"), *_missing(holding)))
        elif any(when is None for when, _ in payments):
            left_out.append(_left_out(holding, Message("when it was paid is not known"), "closed"))
        else:
            counted.setdefault(payments[0].amount.unit.text, []).append(holding)
    for currency, of_one in (counted or {"": []}).items():
        others = [
            _left_out(each, Message("it is in {currency}", currency=Unit.parse(other)), f"an amount in {currency}")
            for other, theirs in counted.items()
            if other != currency
            for each in theirs
        ]
        id = f"{sponsor.id}-capital" + (f"-{currency.lower()}" if len(counted) > 1 else "")
        yield CapitalCycle(id, sponsor=sponsor, holdings=of_one, left_out=[*left_out, *others], indices=indices)


def _sponsor(holding: Holding) -> Sponsor | None:
    vehicle = holding if isinstance(holding, Fund) else holding.investor
    if isinstance(vehicle, Fund):
        return vehicle.sponsor
    return None if isinstance(vehicle, Firm) else vehicle  # a firm that invests by itself is no public sponsor


def _missing(holding: Holding) -> tuple[str, ...]:
    """What it would take to count a holding without payments, and to have a rate of it."""
    if isinstance(holding, Fund):
        return ("calls", *(() if holding.distributions or holding.marks else ("distributions", "marks")))
    return ("amount", *(() if holding.closed else ("closed",)), *(() if holding.exits else ("exits",)))
