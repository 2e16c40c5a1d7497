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
from cityinnov.values.rules import Status
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
    "is_paid",
    "possibly_by",
    "stated_total_by",
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


def total_by(amounts: Iterable[DatedAmount], date: Period | None) -> Figure | None:
    """What was paid up to and including a date (or in all), nominal and as of it; None where there are no records.

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
    if date is None:
        return known[0].amount if len(known) == 1 else total([amount for _, amount in known], nominal=True)
    paid = [
        amount if is_by(when, date) else amount * Figure.between(0, 1)
        for when, amount in known
        if possibly_by(when, date)
    ]
    if not paid:
        paid = [Figure.exact(0, known[0].amount.unit)]
    whole = paid[0] if len(paid) == 1 else total(paid, nominal=True)
    return with_parts(whole, period=date)


def stated_total_by(totals: Iterable[Figure], date: Period | None = None) -> Figure | None:
    """What totals to date that somebody stated say of a date; None where they say nothing of it.

    A total only grows: by an earlier date it was from nothing to all of it, by a later one at least as much. So a total
    of zero says that there was nothing before it, and says nothing of what came after.

    Parameters
    ----------
    totals : iterable of Figure
        Totals, each up to the end of its period; what is only promised, and what is undated, says nothing.
    date : Period, optional
        Up to the end of which it is asked; the last total where nothing is given.

    Examples
    --------
    >>> totals = [Figure.parse("0 CNY, 2022"), Figure.parse("5 CNY, 2024")]
    >>> for year in (2021, 2023, 2024, 2025):
    ...     print(year, stated_total_by(totals, Period.of(year)).display())
    2021 0 CNY
    2023 up to 5 CNY
    2024 5 CNY
    2025 at least 5 CNY
    >>> print(stated_total_by(totals[:1], Period.of(2023)))
    None
    """
    known = sorted(
        ((each.period.end, each) for each in totals if each.period and each.period.end and is_paid(each)),
        key=lambda pair: pair[0],
    )
    if date is None or date.end is None:
        return known[-1][1] if known else None
    last = date.end
    following = next((pair for pair in known if pair[0] >= last), None)
    if following is not None:
        end, whole = following
        part = whole if end == last or whole.high == 0 else whole * Figure.between(0, 1)
        return with_parts(part, period=date)
    before = known[-1][1] if known else None
    if before is None or before.low <= 0:
        return None
    return with_parts(total([before, Figure.at_least(0, before.unit, date)], nominal=True), period=date)


def is_paid(amount: Figure) -> bool:
    """Whether an amount is said to have moved: what is only promised, planned or expected has not."""
    return amount.status in (Status.ACTUAL, Status.UNSTATED)


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
