"""What a fund's records hold: commitments, capital calls, distributions and marks, which are four different things.

A commitment is a promise, a call and a distribution are payments, a mark is a valuation. Each has a type of its own,
so that none can be taken for another. Amounts without a period are of the day of their record.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple

import attrs

from cityinnov.city import City
from cityinnov.entity.fields import MONEY, FigureLike, as_citations, check_unit, not_negative, sourced
from cityinnov.errors import InputError
from cityinnov.firm import Firm
from cityinnov.organisation import Organisation
from cityinnov.values.arithmetic import total
from cityinnov.values.figure import Figure
from cityinnov.values.node import with_parts
from cityinnov.values.period import Period
from cityinnov.values.source import Citation

__all__ = [
    "CapitalCall",
    "Commitment",
    "DatedAmount",
    "Distribution",
    "NavMark",
    "PartnerRecord",
    "all_of",
    "dated",
    "is_by",
    "possibly_by",
    "total_by",
]

PeriodLike = Period | str | int | datetime.date


def _period(value: PeriodLike) -> Period:
    return Period.of(value)


def _amount(value: FigureLike) -> Figure:
    figure = not_negative(Figure.of(value))
    if figure.low < 0:
        raise InputError(
            "an amount is not negative here: its type says which way it goes", found=str(figure), field="amount"
        )
    return figure


def _valuation(value: FigureLike) -> Figure:
    return Figure.of(value)


class DatedAmount(NamedTuple):
    """An amount and the period it was paid in, or is of; None where that is not known."""

    when: Period | None
    amount: Figure


def all_of(kind: type) -> Any:
    """See that records are of their own type: a distribution among the calls would change its sign."""

    def check(_: object, field: attrs.Attribute[Any], records: tuple[object, ...]) -> None:
        for record in records:
            if not isinstance(record, kind):
                raise InputError(
                    f"{field.name} are not of one kind",
                    found=type(record).__name__,
                    expected=kind.__name__,
                    field=field.name,
                )

    return check


@attrs.frozen(slots=True, kw_only=True)
class PartnerRecord:
    """An amount between a fund and its partners; which way it goes is said by the type that it is of.

    Parameters
    ----------
    amount : Figure or str
        How much.
    when : Period, str, int or date
        Of when.
    partner : City, Organisation or Firm, optional
        Whose; None where the source does not say, or means all of them.
    citations : Citation, text or iterable of Citation, optional
        Where it stands.
    """

    amount: Figure = attrs.field(converter=_amount, validator=check_unit(MONEY))
    when: Period = attrs.field(converter=_period)
    partner: City | Organisation | Firm | None = None
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=as_citations)

    @property
    def dated_amount(self) -> Figure:
        """The amount as of the record's date where it has no period of its own."""
        return dated(self.payment).amount

    @property
    def payment(self) -> DatedAmount:
        """The amount with its date, and the record's citations where it has none of its own."""
        return DatedAmount(self.when, sourced(self.amount, self.citations))


@attrs.frozen(slots=True, kw_only=True)
class Commitment(PartnerRecord):
    """Capital that a partner promised to a fund.

    Parameters
    ----------
    amount, when, partner, citations
        As of every `PartnerRecord`.

    Examples
    --------
    >>> print(Commitment(amount="8 billion CNY", when=2019, partner=City("hefei")).amount)
    8 billion CNY
    """


@attrs.frozen(slots=True, kw_only=True)
class CapitalCall(PartnerRecord):
    """Committed capital that partners paid into a fund.

    Parameters
    ----------
    amount, when, partner, citations
        As of every `PartnerRecord`.

    Examples
    --------
    >>> print(CapitalCall(amount="2 billion CNY", when="2020-06-30").when)
    2020-06-30
    """


@attrs.frozen(slots=True, kw_only=True)
class Distribution(PartnerRecord):
    """Money that a fund paid out to its partners.

    Parameters
    ----------
    amount, when, partner, citations
        As of every `PartnerRecord`.

    Examples
    --------
    >>> print(Distribution(amount="500 million CNY", when="2022-03").when)
    2022-03
    """


@attrs.frozen(slots=True, kw_only=True)
class NavMark:
    """What a fund held was worth at a date: its net asset value.

    Parameters
    ----------
    value : Figure or str
        The valuation; below zero where a fund owes more than it has.
    when : Period, str, int or date
        Of when.
    citations : Citation, text or iterable of Citation, optional
        Where it stands.

    Examples
    --------
    >>> print(NavMark(value="3 billion CNY", when="2024-12-31").value)
    3 billion CNY
    """

    value: Figure = attrs.field(converter=_valuation, validator=check_unit(MONEY))
    when: Period = attrs.field(converter=_period)
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=as_citations)


def total_by(amounts: Iterable[DatedAmount], date: Period) -> Figure | None:
    """What was paid up to and including a date, nominal and as of it; None where there are no records.

    A payment of a period that only begins by that date may or may not be in it, and counts from nothing to all of it.

    Examples
    --------
    >>> paid = {2020: "5 CNY", 2021: "3 CNY"}
    >>> calls = [DatedAmount(Period.of(year), Figure.parse(amount)) for year, amount in paid.items()]
    >>> print(total_by(calls, Period.of("2021-06-30")))
    5 to 8 CNY
    """
    known = [dated(each) for each in amounts]
    if not known:
        return None
    paid = [
        amount if is_by(when, date) else amount * Figure.between(0, 1)
        for when, amount in known
        if possibly_by(when, date)
    ]
    if not paid:
        paid = [Figure.exact(0, known[0].amount.unit)]
    whole = paid[0] if len(paid) == 1 else total(paid, nominal=True)
    return with_parts(whole, period=date)


def dated(each: DatedAmount) -> DatedAmount:
    """The amount as of its record's date where it has no period of its own."""
    when, amount = each
    return each if amount.period is not None or when is None else DatedAmount(when, with_parts(amount, period=when))


def possibly_by(when: Period | None, date: Period) -> bool:
    """Whether a period may be over by the end of a date, or have begun."""
    return when is None or when.start is None or date.end is None or when.start <= date.end


def is_by(when: Period | None, date: Period) -> bool:
    """Whether all of a period is surely over by the end of a date."""
    return date.end is None or (when is not None and when.end is not None and when.end <= date.end)
