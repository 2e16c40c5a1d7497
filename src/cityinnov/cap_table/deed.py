"""What is done to the capital of a company: founding, rounds, transfers, and so on, each of a type of its own.

Holders are ids. A share is a share of the whole company just before the event, 8.612 % for 0.08612. Amounts
without a period are of the day of their event.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from cityinnov.entity.fields import MONEY, FigureLike, check_unit, not_negative, sourced
from cityinnov.errors import InputError
from cityinnov.values.figure import Figure
from cityinnov.values.frozen import FrozenMapping
from cityinnov.values.source import Citation

__all__ = [
    "Deed",
    "FinancingRound",
    "Founding",
    "Instalment",
    "OptionExercise",
    "OptionPool",
    "Redemption",
    "SecondaryTransfer",
    "by_holder",
    "holders_of",
    "with_sources",
]


def by_holder(value: Mapping[str, FigureLike]) -> Mapping[str, Figure]:
    """Amounts or shares, none below zero, by the id of their holder."""
    if not isinstance(value, Mapping):
        raise InputError("expected figures by holder", found=repr(value)[:60], hint="e.g. {nio: '10 billion CNY'}")
    return FrozenMapping([(holder, _amount(figure)) for holder, figure in value.items()])


def _amount(value: FigureLike) -> Figure:
    figure = not_negative(Figure.of(value))
    if figure.low < 0:
        raise InputError("an amount or a share cannot be negative", found=str(figure))
    return figure


def _optional(value: FigureLike | None) -> Figure | None:
    return None if value is None else _amount(value)


@attrs.frozen(slots=True, kw_only=True)
class Founding:
    """The first contributions, which the first stakes are proportional to.

    Parameters
    ----------
    cash : mapping of holder to Figure or str
        Cash subscribed.
    assets : mapping of holder to Figure or str
        Contributions in kind, at the value agreed on.
    unpaid : mapping of holder to Figure or str
        The part of the cash that was still to be paid in; `Instalment` pays it.

    Raises
    ------
    InputError
        If nothing is contributed.

    Examples
    --------
    >>> founding = Founding(cash={"nio": "4.26 billion CNY", "investors": "7 billion CNY"})
    >>> print(founding.cash["investors"])
    7 billion CNY
    """

    cash: Mapping[str, Figure] = attrs.field(factory=FrozenMapping, converter=by_holder, validator=check_unit(MONEY))
    assets: Mapping[str, Figure] = attrs.field(factory=FrozenMapping, converter=by_holder, validator=check_unit(MONEY))
    unpaid: Mapping[str, Figure] = attrs.field(factory=FrozenMapping, converter=by_holder, validator=check_unit(MONEY))

    def __attrs_post_init__(self) -> None:
        if not (self.cash or self.assets):
            raise InputError("a founding needs contributions", expected="cash or assets, by holder")
        for holder in self.unpaid:
            if holder not in self.cash:
                raise InputError(f"{holder!r} owes cash that it has not subscribed", expected=f"cash of {holder}")


@attrs.frozen(slots=True, kw_only=True)
class FinancingRound:
    """New capital, at a price. What old holders do not subscribe dilutes them.

    Parameters
    ----------
    subscriptions : mapping of holder to Figure or str
        Who puts in how much.
    pre_money, post_money : Figure or str, optional
        What the company was agreed to be worth before, or after, the new money. Where both are given they must agree.
    at_price_of : str, optional
        In place of either: the event of this table, a priced transfer or redemption, whose price per share was paid.

    Raises
    ------
    InputError
        If nothing is subscribed.

    Examples
    --------
    >>> FinancingRound(pre_money="46.6 billion CNY", subscriptions={"nio": "10 billion CNY"}).post_money is None
    True
    """

    subscriptions: Mapping[str, Figure] = attrs.field(
        factory=FrozenMapping, converter=by_holder, validator=check_unit(MONEY)
    )
    pre_money: Figure | None = attrs.field(default=None, converter=_optional, validator=check_unit(MONEY))
    post_money: Figure | None = attrs.field(default=None, converter=_optional, validator=check_unit(MONEY))
    at_price_of: str | None = None

    def __attrs_post_init__(self) -> None:
        if not self.subscriptions:
            raise InputError("a round needs subscriptions", expected="amounts by holder", field="subscriptions")


@attrs.frozen(slots=True, kw_only=True)
class SecondaryTransfer:
    """One holder sells to another; the company gets nothing and nobody is diluted.

    Parameters
    ----------
    seller, buyer : str
        Ids of holders.
    share : Figure or str
        Of the whole company.
    price : Figure or str, optional
        What was paid for it.
    assumed : Figure or str, optional
        Unpaid contributions of the seller that the buyer takes over.

    Examples
    --------
    >>> SecondaryTransfer(seller="investors", buyer="nio", share="3.305 %", price="5.5 billion CNY").buyer
    'nio'
    """

    seller: str
    buyer: str
    share: Figure = attrs.field(converter=_amount, validator=check_unit("%"))
    price: Figure | None = attrs.field(default=None, converter=_optional, validator=check_unit(MONEY))
    assumed: Figure | None = attrs.field(default=None, converter=_optional, validator=check_unit(MONEY))


@attrs.frozen(slots=True, kw_only=True)
class Redemption:
    """A holder gives back a share, which is then cancelled, or goes to another holder.

    The two differ: a cancellation raises all other stakes in proportion, a transfer only that of the transferee.

    Parameters
    ----------
    holder : str
        Who gives it back.
    share : Figure or str
        Of the whole company.
    price : Figure or str, optional
        What was paid for it: by the company, or by the transferee.
    transferee : str, optional
        Who gets it; where nobody does, it is cancelled.
    assumed : Figure or str, optional
        Unpaid contributions that the holder is released from; a transferee takes them over.

    Examples
    --------
    >>> Redemption(holder="investors", share="8.612 %").transferee is None
    True
    """

    holder: str
    share: Figure = attrs.field(converter=_amount, validator=check_unit("%"))
    price: Figure | None = attrs.field(default=None, converter=_optional, validator=check_unit(MONEY))
    transferee: str | None = None
    assumed: Figure | None = attrs.field(default=None, converter=_optional, validator=check_unit(MONEY))


@attrs.frozen(slots=True, kw_only=True)
class Instalment:
    """Payment of capital that was subscribed before; it changes no stake.

    Parameters
    ----------
    holder : str
        Who pays.
    amount : Figure or str
        How much, in money.

    Examples
    --------
    >>> print(Instalment(holder="investors", amount="5 billion CNY").amount)
    5 billion CNY
    """

    holder: str
    amount: Figure = attrs.field(converter=_amount, validator=check_unit(MONEY))


@attrs.frozen(slots=True, kw_only=True)
class OptionPool:
    """Shares set aside for options: all holders are diluted in proportion, and nobody pays.

    Parameters
    ----------
    pool : str
        The holder that stands for the pool.
    share : Figure or str
        Of the whole company, the new shares included (fully diluted).

    Examples
    --------
    >>> print(OptionPool(pool="staff", share="10 %").share)
    10 %
    """

    pool: str
    share: Figure = attrs.field(converter=_amount, validator=check_unit("%"))


@attrs.frozen(slots=True, kw_only=True)
class OptionExercise:
    """Options become shares: from the pool to a holder, at a price paid to the company.

    Parameters
    ----------
    pool : str
        The holder that stands for the pool.
    holder : str
        Who gets the shares.
    share : Figure or str
        Of the whole company.
    price : Figure or str, optional
        Paid for all of them together, in money.

    Examples
    --------
    >>> OptionExercise(pool="staff", holder="founder", share="1 %").price is None
    True
    """

    pool: str
    holder: str
    share: Figure = attrs.field(converter=_amount, validator=check_unit("%"))
    price: Figure | None = attrs.field(default=None, converter=_optional, validator=check_unit(MONEY))


Deed = Founding | FinancingRound | SecondaryTransfer | Redemption | Instalment | OptionPool | OptionExercise

#: The fields of a deed that name a holder.
HOLDERS = ("seller", "buyer", "holder", "transferee", "pool")


def holders_of(deed: Deed) -> Iterator[str]:
    """The ids of the holders that a deed has to do with, one perhaps several times."""
    for field in attrs.fields(type(deed)):
        value = getattr(deed, field.name)
        if isinstance(value, Mapping):
            yield from value
        elif field.name in HOLDERS and value is not None:
            yield value


def with_sources(deed: Deed, sources: tuple[Citation, ...]) -> Deed:
    """A deed with these sources on every figure that cites nothing itself."""
    changed: dict[str, Any] = {}
    for field in attrs.fields(type(deed)):
        value = getattr(deed, field.name)
        if isinstance(value, Figure):
            changed[field.name] = sourced(value, sources)
        elif isinstance(value, Mapping):
            changed[field.name] = {holder: sourced(figure, sources) for holder, figure in value.items()}
    return attrs.evolve(deed, **changed)
