"""Dated flows as the rates of return need them, their rates, and why there may be none.

The one module that imports `pyxirr`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import expm1, inf, isfinite, log1p
from typing import TYPE_CHECKING, Literal, NamedTuple

from cityinnov.errors import DomainError, InputError, MissingDependencyError
from cityinnov.message import Message
from cityinnov.metrics._discount_roots import is_only_zero, zeros

if TYPE_CHECKING:
    from types import ModuleType

__all__ = [
    "DAYS_PER_YEAR",
    "EVERY_RATE",
    "Flow",
    "Reason",
    "Schedule",
    "as_amount",
    "as_day",
    "check_rate",
    "columns",
    "load_pyxirr",
    "no_single_rate",
    "one_sign",
    "reason_for_none",
    "roots_of",
    "schedule",
]

Flow = tuple[date, float]
Reason = Literal["one-day", "one-sign", "no-root", "several-roots"]

DAYS_PER_YEAR = 365.0  # Excel's XIRR: actual/365 fixed
EVERY_RATE = (-1.0, inf)
LARGEST_FORCE = 709.0  # ln(1 + r) of the largest rate a float holds


class Schedule(NamedTuple):
    """Flows in order, netted by day, without zeros, in units of the largest."""

    dates: list[date]
    times: list[float]
    amounts: list[float]


def schedule(flows: Sequence[Flow]) -> Schedule:
    """Put flows in order and net them by day, which changes no rate."""
    by_day: dict[date, float] = {}
    for when, amount in zip(*columns(flows), strict=True):
        by_day[when] = by_day.get(when, 0.0) + amount
    netted = [(when, amount) for when, amount in sorted(by_day.items()) if amount]
    largest = max((abs(amount) for _, amount in netted), default=1.0)
    return Schedule(
        [when for when, _ in netted],
        [(when - netted[0][0]).days / DAYS_PER_YEAR for when, _ in netted],
        [amount / largest for _, amount in netted],
    )


def columns(flows: Sequence[Flow]) -> tuple[list[date], list[float]]:
    """Take pairs apart and name the first that is not a date and a finite amount."""
    if not flows:
        raise InputError("there are no flows", expected="(date, amount) pairs, outflows negative")
    dates, amounts = [], []
    for number, flow in enumerate(flows, start=1):
        try:
            when, amount = flow
        except (TypeError, ValueError):
            raise InputError(f"flow {number} is not a pair", found=repr(flow), expected="(date, amount)") from None
        if not isinstance(when, date):
            raise InputError(f"flow {number} has no date", found=repr(when), expected="a datetime.date")
        dates.append(as_day(when))
        amounts.append(as_amount(amount, number))
    return dates, amounts


def as_day(when: date) -> date:
    """Drop the time of day: a datetime and a date of one day are one day."""
    return date(when.year, when.month, when.day)


def as_amount(amount: float, number: int) -> float:
    """Read a finite amount, or say which one is not."""
    try:
        value = float(amount)
    except (TypeError, ValueError, OverflowError):
        value = inf
    if not isfinite(value):
        raise InputError(f"the amount of flow {number} is not a number", found=repr(amount), expected="a finite number")
    return value


def check_rate(rate: float) -> None:
    """Refuse a discount rate at which nothing has a value."""
    if not -1 < rate < inf:
        raise DomainError("there is no present value at such a rate", found=f"{rate:.6g}", expected="a rate above -1")


def roots_of(flows: Schedule) -> tuple[float, ...]:
    """Every rate that a float holds at which the flows are worth nothing, in rising order."""
    if not _has_both_signs(flows):
        return ()
    rate = load_pyxirr().xirr(flows.dates, flows.amounts)
    if rate is not None and -1 < rate < inf and is_only_zero(flows.times, flows.amounts, log1p(rate)):
        return (float(rate),)
    rates = [expm1(s) for s in zeros(flows.times, flows.amounts) if s < LARGEST_FORCE]
    return tuple(rate for rate in rates if rate > -1)


def reason_for_none(flows: Sequence[Flow], netted: Schedule, roots: Sequence[float]) -> Reason | None:
    """Name what keeps the flows from having one rate; None where they have one."""
    if len({as_day(when) for when, _ in flows}) == 1:
        return "one-day"
    if not _has_both_signs(netted):
        return "one-sign"
    if not roots:
        return "no-root"
    return "several-roots" if len(roots) > 1 else None


def no_single_rate(flows: Sequence[Flow], netted: Schedule, roots: tuple[float, ...]) -> DomainError:
    """Say why the flows have not exactly one rate among `roots`."""
    match reason_for_none(flows, netted, roots):
        case "one-day":
            return DomainError(
                Message("all flows fall on one day, and a rate needs time"),
                found=Message("{n} flow(s) on {day}", n=len(flows), day=as_day(flows[0][0])),
                reason="one-day",
                roots=(),
            )
        case "one-sign":
            return one_sign([amount for _, amount in flows])
        case "no-root":
            return DomainError(
                Message("the flows have no internal rate: their present value is zero at none of the rates considered"),
                hint=Message("multiples (dpi, tvpi), mirr and ks_pme exist without one"),
                reason="no-root",
                roots=(),
            )
        case _:
            return DomainError(
                Message("the flows have {n} internal rates", n=len(roots)),
                found=", ".join(f"{100 * root:.6g} %" for root in roots),
                hint=Message(
                    "say which are meant, within=(low, high), or use mirr, ks_pme or tvpi, which have one value"
                ),
                reason="several-roots",
                roots=roots,
            )


def one_sign(amounts: Sequence[float]) -> DomainError:
    """Say that money only ever goes one way."""
    inflows, outflows = sum(amount > 0 for amount in amounts), sum(amount < 0 for amount in amounts)
    return DomainError(
        Message("the flows, netted by day, all have one sign, so no rate balances them"),
        found=Message("{outflows} outflow(s) and {inflows} inflow(s)", outflows=outflows, inflows=inflows),
        expected=Message("outflows (negative) and inflows (positive) on different days"),
        reason="one-sign",
        roots=(),
    )


def load_pyxirr() -> ModuleType:
    """Import `pyxirr`, or say how to get it."""
    try:
        import pyxirr
    except ImportError:
        raise MissingDependencyError.of("pyxirr", "capital") from None
    return pyxirr


def _has_both_signs(flows: Schedule) -> bool:
    return any(amount > 0 for amount in flows.amounts) and any(amount < 0 for amount in flows.amounts)
