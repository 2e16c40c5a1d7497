"""One event applied to the register of holders: what it does to stakes, costs, obligations and cash."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from cityinnov.cap_table.deed import (
    FinancingRound,
    Founding,
    Instalment,
    OptionExercise,
    OptionPool,
    Redemption,
    SecondaryTransfer,
)
from cityinnov.cap_table.event import CapTableEvent
from cityinnov.cap_table.shareholding import CashFlow, Exit, Holding
from cityinnov.errors import nearest
from cityinnov.message import Message
from cityinnov.metrics.ownership import cost_of_sold, diluted, dilution_factor, post_money, stake
from cityinnov.values.arithmetic import total
from cityinnov.values.comparison import COMPARISON_TOLERANCE
from cityinnov.values.figure import Figure
from cityinnov.values.node import with_parts
from cityinnov.values.period import Period

__all__ = ["UNNAMED", "Said", "SetAside", "Step", "plain", "sum_of", "surely_beyond"]

#: The holder of what no named one holds, where a table opens with the stakes of some holders only.
UNNAMED = Message("unnamed")

#: What floats lose in a replay.
FLOAT_ROUNDING = 1e-12

#: A finding without its place: code, the field within the event, message, gap.
Said = tuple[str, str, str, Figure | None]


class SetAside(Exception):  # no error: the event is left out and reported
    """An event that cannot have happened as it is told."""

    def __init__(self, said: Said) -> None:
        super().__init__(said[2])
        self.said = said


@attrs.define
class Step:
    """One event being applied: what it does to the register, collected.

    Parameters
    ----------
    event : CapTableEvent
        What happens.
    register : dict of holder to Holding
        Before the event; changed in place.
    rounding : float
        What counts as rounding of shares, of a whole of 1.
    price_of : callable
        The value that an earlier event put on the company, by its name.
    """

    event: CapTableEvent
    register: dict[str, Holding]
    rounding: float
    price_of: Callable[[str], Figure | None]
    pre_money: Figure | None = None
    post_money: Figure | None = None
    dilution: Figure | None = None
    exits: list[Exit] = attrs.field(factory=list)
    flows: list[CashFlow] = attrs.field(factory=list)
    said: list[Said] = attrs.field(factory=list)

    # -- what happened ------------------------------------------------------------------

    def apply(self) -> None:
        """Do what the event says; one that cannot have happened raises `SetAside`."""
        match self.event.deed:
            case Founding() as founding:
                self._found(founding)
            case FinancingRound() as round_:
                self._finance(round_)
            case SecondaryTransfer(seller=seller, buyer=buyer) as sale:
                self._sell(seller, buyer, "seller", sale)
            case Redemption(holder=holder, transferee=None) as redemption:
                self._cancel(holder, redemption)
            case Redemption(holder=holder, transferee=str(transferee)) as redemption:
                self._sell(holder, transferee, "holder", redemption)
            case Instalment() as instalment:
                self._pay_in(instalment)
            case OptionPool() as pool:
                self._dilute(1 - plain(pool.share))
                self._add(pool.pool, plain(pool.share), None)
            case OptionExercise() as exercise:
                self._exercise(exercise)
            case None:
                self._open_with_stated_stakes()

    def _found(self, founding: Founding) -> None:
        if self.register:
            raise SetAside(("not-applicable", "founding", Message("a company is founded once"), None))
        put_in = {
            holder: sum_of([self._dated(kind[holder]) for kind in (founding.cash, founding.assets) if holder in kind])
            for holder in dict.fromkeys((*founding.cash, *founding.assets))
        }
        self.post_money = sum_of(list(put_in.values()))
        for holder, amount in put_in.items():
            share = _undated(stake(amount, self.post_money))
            unpaid = self._dated(founding.unpaid[holder]) if holder in founding.unpaid else None
            self.register[holder] = Holding(stake=share, undiluted=share, cost=amount, unpaid=unpaid)
            self._contribute(holder, amount if unpaid is None else amount - unpaid)

    def _open_with_stated_stakes(self) -> None:
        if self.register:
            return
        shares = {holder: plain(share) for holder, share in self.event.stakes.items()}
        rest = 1 - sum_of(list(shares.values()))
        if surely_beyond(rest, self.rounding) and rest.low > 0:
            gap = rest.to("pp")
            message = Message("nobody is named who holds the other {share}", share=gap)
            self.said.append(("unnamed-holders", "stakes", message, gap))
            shares[UNNAMED] = rest
        self.register.update({holder: Holding(stake=share, undiluted=share) for holder, share in shares.items()})

    def _finance(self, financing: FinancingRound) -> None:
        put_in = {holder: self._dated(amount) for holder, amount in financing.subscriptions.items()}
        new = sum_of(list(put_in.values()))
        pre = self._pre_money(financing, new)
        post: Figure = post_money(pre, new)
        self._dilute(_undated(dilution_factor(pre, new)))
        self.pre_money, self.post_money = pre, post
        for holder, amount in put_in.items():
            self._add(holder, _undated(stake(amount, post)), amount)
            self._contribute(holder, amount)

    def _pre_money(self, financing: FinancingRound, new: Figure) -> Figure:
        pre = self._dated(financing.pre_money) if financing.pre_money is not None else None
        if financing.post_money is not None:
            implied = self._dated(financing.post_money) - new
            if pre is not None and surely_beyond(gap := (implied - pre) / implied, self.rounding):
                message = Message(
                    "pre-money and new money miss the post-money value by {amount} ({share})",
                    amount=implied - pre,
                    share=gap.to("%"),
                )
                self.said.append(("pre-and-post-money", "round.post_money", message, implied - pre))
            pre = implied if pre is None else pre
        if pre is None and financing.at_price_of is not None:
            agreed = self.price_of(financing.at_price_of)
            pre = None if agreed is None else _at(agreed, self.event.when)  # the price of then, paid now
        if pre is None:
            message = Message("nothing says at what price, so what it does to the stakes is not known")
            raise SetAside(("unpriced", "round", message, None))
        return self._dated(pre)

    def _sell(self, seller: str, buyer: str, field: str, sale: SecondaryTransfer | Redemption) -> None:
        share, paid = self._take(seller, field, sale)
        self._add(buyer, share, paid, owing=None if sale.assumed is None else self._dated(sale.assumed))
        if sale.price is not None:
            self._contribute(buyer, self._dated(sale.price))

    def _cancel(self, holder: str, redemption: Redemption) -> None:
        share, paid = self._take(holder, "holder", redemption)
        self._dilute(1 / (1 - share))
        if self.pre_money is not None and paid is not None:
            self.post_money = self.pre_money - paid

    def _take(self, holder: str, field: str, sale: SecondaryTransfer | Redemption) -> tuple[Figure, Figure | None]:
        """Take from a holder what is sold, at average cost; what it was, and what was paid for it in all."""
        held = self._held(holder, field)
        share = plain(sale.share)
        left = held.stake - share
        if left.high < 0:
            short = (-left).to("pp")
            message = Message("{holder} holds {share} less than is sold", holder=holder, share=short)
            said = ("oversold", f"{self.event.kind}.share", message, short)
            if surely_beyond(left, self.rounding):
                raise SetAside(said)
            if left.low < -FLOAT_ROUNDING:
                self.said.append(said)
            share, left = held.stake, Figure.exact(0)
        kept = 1 - share / held.stake
        price = self._dated(sale.price) if sale.price is not None else None
        assumed = self._dated(sale.assumed) if sale.assumed is not None else None
        paid = price if assumed is None else assumed if price is None else price + assumed
        cost = None if held.cost is None else _at(cost_of_sold(held.cost, share, held.stake), held.cost)
        self.exits.append(
            Exit(
                event=self.event.name,
                when=self.event.when,
                holder=holder,
                share=_at(share.to("%"), self.event.when),
                held=held,
                proceeds=paid,
                cost=cost,
            )
        )
        self.register[holder] = Holding(
            stake=left,
            undiluted=held.undiluted * kept,
            cost=None if held.cost is None else _at(held.cost * kept, held.cost),
            unpaid=self._released(held, assumed),
        )
        if paid is not None:
            self.pre_money = self.post_money = _at(paid / share, self.event.when)
        if price is not None:
            self.flows.append(self._flow(holder, price, is_contribution=False))
        return share, paid

    def _released(self, held: Holding, assumed: Figure | None) -> Figure | None:
        if assumed is None:
            return held.unpaid
        owed = held.unpaid if held.unpaid is not None else Figure.exact(0, assumed.unit, assumed.period)
        return self._less(owed, assumed, f"{self.event.kind}.assumed")

    def _pay_in(self, instalment: Instalment) -> None:
        held = self._held(instalment.holder, "holder")
        amount = self._dated(instalment.amount)
        owed = held.unpaid if held.unpaid is not None else Figure.exact(0, amount.unit, amount.period)
        unpaid = self._less(owed, amount, "instalment.amount")
        self.register[instalment.holder] = attrs.evolve(held, unpaid=unpaid)
        self._contribute(instalment.holder, amount)

    def _less(self, owed: Figure, settled: Figure, field: str) -> Figure:
        """What is still owed; more than that cannot be settled."""
        left = total([owed, -settled], nominal=True)
        if left.high < 0:
            message = Message("{amount} more is settled than was owed", amount=-left)
            self.said.append(("overpaid", field, message, -left))
            return Figure.exact(0, owed.unit, owed.period)
        return _at(left, owed)

    def _exercise(self, exercise: OptionExercise) -> None:
        pool, share = self._held(exercise.pool, "pool"), plain(exercise.share)
        left = pool.stake - share
        if left.high < 0:
            short = (-left).to("pp")
            message = Message("the pool holds {share} less than is exercised", share=short)
            raise SetAside(("oversold", "exercise.share", message, short))
        self.register[exercise.pool] = attrs.evolve(pool, stake=left, undiluted=pool.undiluted * (left / pool.stake))
        price = None if exercise.price is None else self._dated(exercise.price)
        self._add(exercise.holder, share, price)
        if price is not None:
            self._contribute(exercise.holder, price)

    # -- the register ---------------------------------------------------------------------

    def _held(self, holder: str, field: str) -> Holding:
        if holder not in self.register:
            share = getattr(self.event.deed, "share", None)
            message = Message("{holder!r} holds nothing", holder=holder)
            if share is not None:
                message = Message("{holder!r} holds nothing, yet gives up {share:whole}", holder=holder, share=share)
            if near := tuple(nearest(holder, list(self.register))):
                message = Message("{said}; nearest: {names}", said=message, names=near)
            raise SetAside(("unknown-holder", f"{self.event.kind}.{field}", message, share))
        return self.register[holder]

    def _dilute(self, factor: Figure) -> None:
        self.dilution = factor
        for holder, held in self.register.items():
            self.register[holder] = attrs.evolve(held, stake=diluted(held.stake, factor))

    def _add(self, holder: str, share: Figure, paid: Figure | None, owing: Figure | None = None) -> None:
        """Add to a holding; its cost is known only where that of all its parts is."""
        held = self.register.get(holder)
        if held is None:
            self.register[holder] = Holding(stake=share, undiluted=share, cost=paid, unpaid=owing)
            return
        cost = None if held.cost is None or paid is None else _pooled(held.cost, paid)
        unpaid = held.unpaid if owing is None else owing if held.unpaid is None else _pooled(held.unpaid, owing)
        self.register[holder] = Holding(
            stake=held.stake + share, undiluted=held.undiluted + share, cost=cost, unpaid=unpaid
        )

    def _contribute(self, holder: str, amount: Figure) -> None:
        if amount.high > 0:
            self.flows.append(self._flow(holder, amount, is_contribution=True))

    def _flow(self, holder: str, amount: Figure, *, is_contribution: bool) -> CashFlow:
        return CashFlow(
            when=self.event.when, holder=holder, amount=amount, is_contribution=is_contribution, event=self.event.name
        )

    def _dated(self, amount: Figure) -> Figure:
        """An amount as of the event's day where it has no period of its own."""
        return amount if amount.period is not None else with_parts(amount, period=self.event.when)


# -- numbers --------------------------------------------------------------------------------


def plain(share: Figure) -> Figure:
    """A share as a plain number: percentages would subtract to percentage points."""
    return _undated(share.to(""))


def _undated(share: Figure) -> Figure:
    """A share without its period: it holds until the next event, whenever its operands are of."""
    return share if share.period is None else with_parts(share, period=None)


def _at(figure: Figure, when: Figure | Period) -> Figure:
    """A figure at the prices, or of the day, of another."""
    return with_parts(figure, period=when.period if isinstance(when, Figure) else when)


def _pooled(cost: Figure, more: Figure) -> Figure:
    """Costs of several purchases as they were paid, of the span between them."""
    pooled = total([cost, more], nominal=True)
    if pooled.period is None and cost.period is not None and more.period is not None:
        return _at(pooled, cost.period.span_to(more.period))
    return pooled


def sum_of(figures: list[Figure]) -> Figure:
    """The sum, or the figure itself where there is one."""
    return figures[0] if len(figures) == 1 else total(figures)


def surely_beyond(gap: Figure, rounding: float) -> bool:
    """Whether a gap is more than rounding whatever its bounds allow."""
    bounds = gap.widened(COMPARISON_TOLERANCE).to("").bounds
    return bounds.low > rounding or bounds.high < -rounding
