"""What moves in a capital cycle, and where the money stands after it."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import NamedTuple

import attrs

from cityinnov.errors import MissingInputError
from cityinnov.fund import Fund
from cityinnov.investment import Investment
from cityinnov.metrics.performance import dpi, rvpi, tvpi
from cityinnov.values.arithmetic import total
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period

__all__ = ["CapitalPayment", "CapitalMove", "CapitalPosition", "LeftOut", "multiple"]


class CapitalMove(StrEnum):
    """What a payment is in the cycle."""

    LEAD = "lead"  # the first money into a holding
    FOLLOW_ON = "follow-on"
    EXIT = "exit"
    REINVESTMENT = "reinvestment"  # money that goes out after earlier money has come back


@attrs.frozen(slots=True, kw_only=True)
class CapitalPayment:
    """A payment between a sponsor's vehicles and what they hold.

    Parameters
    ----------
    when : Period
    holding : Investment or Fund
        What was paid into, or what paid.
    move : CapitalMove
    amount : Figure
    recycled : Figure, optional
        Of a reinvestment: as much of it as earlier proceeds could have paid for, that had not gone out again before.
        Money has no name: that it was these proceeds is an inference, and an upper bound.
    """

    when: Period
    holding: Investment | Fund
    move: CapitalMove
    amount: Figure
    recycled: Figure | None = None


@attrs.frozen(slots=True, kw_only=True)
class CapitalPosition:
    """Where a sponsor's money stood at the end of a period; all amounts are cumulative and nominal.

    Parameters
    ----------
    when : Period
        Up to the end of which everything counts.
    payments : tuple of CapitalPayment
        What was paid in it.
    paid_in, received : Figure
        Put in, and come back (realised value), since the beginning.
    unrealised : Figure
        The value of what is held, each holding at its last valuation; "at least" where a holding has none.
    unvalued : tuple of str
        The ids of the holdings that nobody had put a value on.
    unreported : tuple of str
        The inputs that would say what the other holdings returned (``boe-2008.exits``): where one is not given,
        `received` is "at least", for silence is not zero.
    """

    when: Period
    payments: tuple[CapitalPayment, ...]
    paid_in: Figure
    received: Figure
    unrealised: Figure
    unvalued: tuple[str, ...] = ()
    unreported: tuple[str, ...] = ()

    @property
    def at_risk(self) -> Figure:
        """Public cash at risk: put in less come back. Below zero, more has come back than was ever put in."""
        return total([self.paid_in, -self.received], nominal=True)

    def dpi(self) -> Figure:
        """Come back over put in.

        Raises
        ------
        MissingInputError
            If nothing is known of what came back.
        """
        self._check_known("DPI", self.received, self.unreported)
        return multiple(dpi(self.paid_in, self.received))

    def rvpi(self) -> Figure:
        """The value of what is held over what was put in.

        Raises
        ------
        MissingInputError
            If nothing is known of the value of what is held.
        """
        self._check_known("RVPI", self.unrealised, self._marks())
        return multiple(rvpi(self.paid_in, self.unrealised))

    def tvpi(self) -> Figure:
        """Come back, and the value of what is held, over what was put in.

        Raises
        ------
        MissingInputError
            If nothing is known of either.
        """
        if self.received.low <= 0:
            self._check_known("TVPI", self.unrealised, (*self.unreported, *self._marks()))
        return multiple(tvpi(self.paid_in, self.received, self.unrealised))

    def _marks(self) -> tuple[str, ...]:
        return tuple(f"{id}.a mark" for id in self.unvalued)

    def _check_known(self, name: str, amount: Figure, lacking: tuple[str, ...]) -> None:
        """See that an amount is more than what silence leaves open, from nothing to anything."""
        if lacking and amount.low <= 0 and amount.high == math.inf:
            raise MissingInputError(
                f"the {name} by {self.when} needs {', '.join(lacking)}",
                hint="where nothing came back, say so: a figure of 0 with its date",
                missing=lacking,
            )


class LeftOut(NamedTuple):
    """Something of the sponsor's that the cycle does not count.

    Parameters
    ----------
    id : str
        Of the investment or fund; as a `Message` that knows its name.
    reason : str
        Why it does not count; likewise a `Message`.
    missing : tuple of str
        What it would take; empty where it is told elsewhere in the case.
    """

    id: str
    reason: str
    missing: tuple[str, ...] = ()


def multiple(figure: Figure) -> Figure:
    """A ratio, shown as times."""
    return figure.to("×")
