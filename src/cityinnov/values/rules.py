"""What may be added to, set against or compared with what, and what the result then is.

Each rule answers for two figures: an error that says what to do, or the caveats that the result must
carry. The rules are those of the domain: amounts at current prices of different years do not add up,
promises and payments do not add up, and a ratio of either says so.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from cityinnov.errors import PriceBasisError, StatusError
from cityinnov.message import Message
from cityinnov.values.lineage import Caveat
from cityinnov.values.period import Period, common_period

if TYPE_CHECKING:
    from cityinnov.values.figure import Figure

__all__ = ["Status", "combined_period", "combined_status", "is_timeless", "same_prices"]


class Status(StrEnum):
    """Whether a figure happened, or was promised, planned, expected or aimed at.

    Examples
    --------
    >>> Status("planned") is Status.PLANNED
    True
    """

    UNSTATED = "unstated"
    ACTUAL = "actual"
    COMMITTED = "committed"
    PLANNED = "planned"
    PROJECTED = "projected"
    TARGET = "target"


Caveats = tuple[Caveat, ...]


def is_timeless(figure: Figure) -> bool:
    """Whether a figure is a plain number or constant, which no period could belong to."""
    made = figure.derivation
    if made is not None and made.operation == "to":  # a month as 30 days
        return is_timeless(made.operands[0])
    if made is not None:
        return made.operation == "number"
    return figure.period is None and not figure.citations and not figure.unit.money


def _is_constant(figure: Figure, adds: bool) -> bool:
    """Whether a figure takes on the period of the other: a number, or a factor such as 5 kWh/vehicle, no addend."""
    return is_timeless(figure) and (figure.unit.is_number or not adds)


def combined_period(a: Figure, b: Figure, *, adds: bool) -> tuple[Period | None, Caveats]:
    """The period of a result: the common one; for a sum over adjoining periods, the span; else none."""
    if a.period is b.period:
        return a.period, ()
    if _is_constant(a, adds):
        return b.period, ()
    if _is_constant(b, adds):
        return a.period, ()
    if a.period is None or b.period is None:
        already = (a.derivation is not None and a.period is None) or (b.derivation is not None and b.period is None)
        return None, () if already else (Caveat("undated"),)
    common = common_period(a.period, b.period)
    if common is not None:
        return common, ()
    if adds and a.period.adjoins(b.period):
        return a.period.span_to(b.period), ()
    if a.unit.money and b.unit.money and a.period.same_calendar_year(b.period):
        return Period.of(a.period.year or 0), ()  # money counts as of one period within a calendar year
    return None, (Caveat("different-periods", (str(a.period), str(b.period))),)


def combined_status(a: Figure, b: Figure, *, adds: bool) -> tuple[Status, Caveats]:
    """The status of a result: the common one, or none with a caveat.

    Raises
    ------
    StatusError
        If a sum would add, say, what was committed to what was paid.
    """
    if a.status is b.status or _is_constant(b, adds):
        return a.status, ()
    if _is_constant(a, adds):
        return b.status, ()
    if Status.UNSTATED in (a.status, b.status):
        stated = b.status if a.status is Status.UNSTATED else a.status
        return Status.UNSTATED, (Caveat("unstated-status", (stated.value,)),)
    if adds:
        raise StatusError(
            Message(
                "a figure that is {one} and one that is {other} do not add up to one amount",
                one=a.status,
                other=b.status,
            ),
            hint=Message("if the mix is what you want: total([...], mixed_status=True)"),
            left=a.status,
            right=b.status,
        )
    return Status.UNSTATED, (Caveat("mixed-status", (a.status.value, b.status.value)),)


def same_prices(a: Figure, b: Figure, verb: str) -> None:
    """See that two amounts at current prices are of one calendar year.

    Raises
    ------
    PriceBasisError
        If they are not, or if one of them has no period.
    """
    if not a.unit.money or a.period is b.period or is_zero(a) or is_zero(b):
        return
    hint = "bring both to one price basis: .deflate(year, index); for nominal sums: total([...], nominal=True)"
    if a.period is None or b.period is None:
        raise PriceBasisError(
            f"an amount at current prices without a period does not {verb} one of {a.period or b.period}",
            hint="give both a period, e.g. '7 billion CNY, 2020'",
        )
    if not a.period.same_calendar_year(b.period):
        raise PriceBasisError(
            f"current prices of {a.period} and of {b.period} do not {verb} each other", hint=hint,
            left=a.period, right=b.period,
        )  # fmt: skip


def is_zero(figure: Figure) -> bool:
    """Whether a figure is exactly nothing, which is the same at any prices."""
    return figure.natural.low == figure.natural.high == 0.0


def ratio_caveats(a: Figure, b: Figure) -> Caveats:
    """What a ratio of two amounts of money must say about their prices."""
    if a.unit.money and b.unit.money and a.period is not b.period:
        if a.period is None or b.period is None:
            return (Caveat("undated"),)
        if not a.period.same_calendar_year(b.period):
            return (Caveat("mixed-prices", (str(a.period), str(b.period))),)
    return ()
