"""What one holder has in a company: holdings at average cost, payments, exits, and their worth at a mark.

A sale takes its share of what is left of the cost (average cost). Multiples are nominal: they set yuan of one year
against yuan of another, and say so in their caveats.
"""

from __future__ import annotations

from typing import Literal

import attrs

from cityinnov.errors import MissingInputError
from cityinnov.metrics.performance import dpi, rvpi, tvpi
from cityinnov.values.arithmetic import combined
from cityinnov.values.figure import Figure
from cityinnov.values.lineage import Caveat
from cityinnov.values.period import Period

__all__ = ["Basis", "CashFlow", "Exit", "Holding", "Mark"]

Basis = Literal["pre-money", "post-money"]


@attrs.frozen(slots=True, kw_only=True)
class Holding:
    """What one holder has in the company.

    Parameters
    ----------
    stake : Figure
        Share of the whole company.
    undiluted : Figure
        The percentage points bought, less those sold in proportion: what the stake were had nobody else come in.
    cost : Figure, optional
        At which it was bought, less the average cost of what was sold; None where that is not known.
    unpaid : Figure, optional
        Subscribed but not yet paid in.
    """

    stake: Figure
    undiluted: Figure
    cost: Figure | None = None
    unpaid: Figure | None = None


@attrs.frozen(slots=True, kw_only=True)
class CashFlow:
    """A payment as the holder sees it: `amount` is paid where `is_contribution`, else received."""

    when: Period
    holder: str
    amount: Figure
    is_contribution: bool
    event: str


@attrs.frozen(slots=True, kw_only=True)
class Exit:
    """A holder's sale of a share, or its redemption.

    Parameters
    ----------
    event, when, holder
        Which, when, whose.
    share : Figure
        Of the whole company, just before.
    held : Holding
        What the holder had just before.
    proceeds : Figure, optional
        Cash, and the unpaid contributions that the holder was released from; None where no price is known.
    cost : Figure, optional
        The average cost of what was sold, after all dilution so far.
    """

    event: str
    when: Period
    holder: str
    share: Figure
    held: Holding
    proceeds: Figure | None = None
    cost: Figure | None = None

    @property
    def retained(self) -> Figure:
        """What dilution had left of each percentage point the holder bought: 0.8725 for a loss of an eighth."""
        return self.held.stake / self.held.undiluted

    def multiple(self) -> Figure:
        """Proceeds over the average cost of what was sold.

        Raises
        ------
        MissingInputError
            If the price, or what the holder paid, is not known.
        """
        missing = tuple(name for name in ("proceeds", "cost") if getattr(self, name) is None)
        if self.proceeds is None or self.cost is None:
            raise MissingInputError(
                f"the multiple of {self.event} needs {' and '.join(missing)} of {self.holder}", missing=missing
            )
        return (self.proceeds / self.cost).to("×")

    def naive_multiple(self) -> Figure:
        """The multiple that sets percentage points sold against percentage points bought, as the press does.

        The points are of two different companies: dilution had left `retained` of each of them. The naive multiple is
        the true one over that, and a caveat in its lineage says so.
        """
        true = self.multiple()
        naive = true / self.retained
        left = f"{self.retained.mid:.4f}" if self.retained.bounds.is_bounded else self.retained.display()
        caveats = (Caveat("diluted-points", (left,)),)
        return combined("divide", [true, self.retained], None, naive.unit, naive.period, naive.status, caveats).to("×")


@attrs.frozen(slots=True, kw_only=True)
class Mark:
    """What a holder has paid, received and still has, at the value that an event puts on the company.

    Parameters
    ----------
    holder, event, when
        Whose, at which event, when.
    basis : {"pre-money", "post-money"}
        Just before the event's own payments, or just after them.
    stake, value : Figure
        What is held, and its share of the company's value, less what is still to be paid in for it.
    contributed, distributed : Figure
        Paid in and received so far, nominal.
    remaining_cost : Figure, optional
        The average cost of what is held.
    """

    holder: str
    event: str
    when: Period
    basis: Basis
    stake: Figure
    value: Figure
    contributed: Figure
    distributed: Figure
    remaining_cost: Figure | None = None

    def dpi(self) -> Figure:
        """Received over paid in: what has been realised."""
        return _multiple(dpi(self.contributed, self.distributed))

    def rvpi(self) -> Figure:
        """The value of what is held over what was paid in."""
        return _multiple(rvpi(self.contributed, self.value))

    def tvpi(self) -> Figure:
        """Both together."""
        return _multiple(tvpi(self.contributed, self.distributed, self.value))


def _multiple(figure: Figure) -> Figure:
    return figure.to("×")
