"""The internal rate of return of recorded flows: amounts with bounds, dates that may be a month or a year.

Where flows are not dated to the day, the rate is bounded by what the days may have been: at rates above zero an early
receipt and a late payment raise the present value, below zero they lower it, and the sign of the rate is that of the
sum of all flows, whatever the days.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from cityinnov.errors import MissingInputError
from cityinnov.fund_flow import DatedAmount
from cityinnov.message import Message
from cityinnov.metrics.internal_rate import irr, irr_bounds
from cityinnov.values.arithmetic import opaque
from cityinnov.values.bounds import Bounds
from cityinnov.values.figure import Figure
from cityinnov.values.lineage import Derivation
from cityinnov.values.node import derived
from cityinnov.values.rules import Status
from cityinnov.values.sums import float_sum
from cityinnov.values.units import NUMBER

__all__ = ["rate_of_return"]


#: The first and the last day that a flow may have been on.
Days = tuple[date, date]


class _Dated(NamedTuple):
    """A flow with its sign: -1 for what is paid in."""

    first: date
    last: date
    sign: int
    amount: Figure


def rate_of_return(paid: Sequence[DatedAmount], received: Sequence[DatedAmount]) -> Figure:
    """The rate per year at which what was received is worth what was paid.

    Parameters
    ----------
    paid, received : sequence of DatedAmount
        Amounts in one currency; a valuation at the end counts as received.

    Returns
    -------
    Figure
        A plain number, 0.1 for 10 % a year.

    Raises
    ------
    MissingInputError
        If nothing was paid or received, or a flow has no date.
    DomainError
        If there is no rate, or there are several; see `cityinnov.metrics.internal_rate.irr`.

    References
    ----------
    As of `cityinnov.metrics.internal_rate.irr_bounds`.

    Examples
    --------
    100 paid, 121 received after two years of 365 days; if only the year of the receipt is known, from one to two years:

    >>> from cityinnov.values.period import Period
    >>> out = [DatedAmount(Period.of("2021-01-01"), Figure.parse("100 CNY"))]
    >>> print(rate_of_return(out, [DatedAmount(Period.of("2023-01-01"), Figure.parse("121 CNY"))]).to("%"))
    10 %
    >>> print(rate_of_return(out, [DatedAmount(Period.of(2022), Figure.parse("121.0 CNY"))]).to("%").bounds.low < 11)
    True
    """
    flows = [_dated(each, -1) for each in paid] + [_dated(each, 1) for each in received]
    if not paid or not received:
        missing = tuple(name for name, given in (("paid", paid), ("received", received)) if not given)
        raise MissingInputError(f"a rate of return needs what was {' and '.join(missing)}", missing=missing)
    low, high = irr_bounds(_case(flows, least=True)), irr_bounds(_case(flows, least=False))
    known = Bounds(low.low, high.high, low.low_closed, high.high_closed, any(f.amount.bounds.approx for f in flows))
    if known.low > -1.0 and known.is_bounded:
        days, signs = tuple((flow.first, flow.last) for flow in flows), tuple(flow.sign for flow in flows)
        least, greatest = (partial(_rate, days, signs, least) for least in (True, False))
        directions = ["rise" if flow.sign > 0 else "fall" for flow in flows]
        amounts = [flow.amount for flow in flows]
        return opaque(Message("internal rate"), least, amounts, directions, upper=greatest, over_time=True)
    # an end where no rate is, as where possibly nothing comes back, no function of the amounts gives
    citations = tuple(dict.fromkeys(citation for flow in flows for citation in flow.amount.sources()))
    return derived(Figure, known, NUMBER, None, Status.UNSTATED, Derivation("detached", (), (known, citations)), known)


def _dated(each: DatedAmount, sign: int) -> _Dated:
    when, amount = each
    if when is None or when.start is None or when.end is None:
        raise MissingInputError(
            f"a rate of return needs the dates of all flows, and that of {amount.display()} is not known",
            missing=("dates",),
        )
    return _Dated(when.start, when.end, sign, amount)


def _case(flows: Sequence[_Dated], *, least: bool) -> list[tuple[date, Bounds]]:
    """The flows on the days that make the rate least, or greatest."""
    ends = [flow.amount.low if (flow.sign > 0) == least else flow.amount.high for flow in flows]
    days = _days([(flow.first, flow.last) for flow in flows], [flow.sign for flow in flows], ends, least)
    return [(day, f.amount.bounds if f.sign > 0 else -f.amount.bounds) for day, f in zip(days, flows, strict=True)]


def _days(days: Sequence[Days], signs: Sequence[int], amounts: Sequence[float], least: bool) -> list[date]:
    """The day of each flow, of those that it may have had, that makes the rate least, or greatest."""
    sum_of_all = float_sum(sign * amount for sign, amount in zip(signs, amounts, strict=True))
    receipts_late = (sum_of_all >= 0) == least  # below a rate of zero, time works the other way
    return [last if (sign > 0) == receipts_late else first for (first, last), sign in zip(days, signs, strict=True)]


def _rate(days: Sequence[Days], signs: Sequence[int], least: bool, *amounts: float) -> float:
    chosen = _days(days, signs, amounts, least)
    return irr([(day, sign * amount) for day, sign, amount in zip(chosen, signs, amounts, strict=True)])
