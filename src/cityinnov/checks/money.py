"""Money put in: who gave it, whether it was paid, and what it is said to have earned."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cityinnov.checks.amounts import apart, of_one_time
from cityinnov.checks.finding import Severity
from cityinnov.checks.growth import level_of
from cityinnov.checks.rule import Audit, Suspicion, rule
from cityinnov.city import City
from cityinnov.entity.entity import Entity
from cityinnov.fund import Fund
from cityinnov.fund_flow import total_by
from cityinnov.investment import Investment
from cityinnov.message import Message
from cityinnov.values.rules import Status

__all__ = [
    "accounts_differ",
    "cap_table_gap",
    "investor_group_taken_for_city",
    "multiple_without_flows",
    "planned_or_paid",
    "promise_presented_as_paid",
]

#: Indicators of money that is announced long before it is paid, if ever.
PROMISED_OR_PAID = ("capital_investment", "aid", "subsidies")


@rule("C801", Severity.WARNING)
def planned_or_paid(audit: Audit) -> Iterator[Suspicion]:
    """Money put in without a word on whether it was planned, committed or paid.

    Which of them it is decides every cost per job and every multiple. Foxconn announced 10 billion dollars for
    Wisconsin in 2017; by 2024 it had spent over 0.7 billion.

    Examples
    --------
    >>> from cityinnov import CaseStudy, Firm, Investment, check_case
    >>> def founded(amount):
    ...     cxmt = Firm("cxmt")
    ...     return CaseStudy("study", firms=[cxmt], investments=[Investment("cxmt-2016", investee=cxmt, amount=amount)])
    >>> print(check_case(founded("150 billion CNY, 2016"), select=["C801"]))
    investments.cxmt-2016.amount: C801 warning: whether the 150 billion CNY were planned, committed or paid is not \
said (to settle: find what was paid in, and write 'planned', 'committed' or 'actual' after the period)
    >>> print(check_case(founded("150 billion CNY, 2016, planned"), select=["C801"]))
    no findings
    """
    for stated in audit.stated:
        is_amount = stated.path[0] in ("investments", "instruments") and stated.measure == "amount"
        is_paid = isinstance(stated.entity, Investment) and stated.entity.closed is not None
        is_open = stated.figure.status is Status.UNSTATED and not is_paid
        if is_open and (is_amount or stated.measure in PROMISED_OR_PAID):
            yield Suspicion(
                stated.path,
                Message("whether the {amount} were planned, committed or paid is not said", amount=stated.figure),
                Message("find what was paid in, and write 'planned', 'committed' or 'actual' after the period"),
                (stated.figure,),
            )


@rule("C802", Severity.NOTE)
def investor_group_taken_for_city(audit: Audit) -> Iterator[Suspicion]:
    """Money of a group of investors that a city brought together, easily taken for the city's own.

    The group that rescued NIO held funds of the city, the province and the centre. A return on "the city's 7 billion"
    is a return on other people's money too.

    Examples
    --------
    >>> from cityinnov import CaseStudy, City, Firm, Fund, Investment, check_case
    >>> hefei, nio = City("hefei"), Firm("nio")
    >>> def rescue(investor):
    ...     put_in = Investment("nio-2020", investee=nio, investor=investor, amount="7 billion CNY, 2020, actual")
    ...     funds = [investor] if isinstance(investor, Fund) else []
    ...     return CaseStudy("study", cities=[hefei], firms=[nio], funds=funds, investments=[put_in])
    >>> print(check_case(rescue(Fund("group", sponsor=hefei)), select=["C802"]))
    investments.nio-2020.investor: C802 note: 7 billion CNY came from group; how much of it was hefei's own is not \
said (to settle: add what hefei itself put in: commitments of group with partner: hefei)
    >>> print(check_case(rescue(hefei), select=["C802"]))
    no findings
    """
    for investment in audit.case.investments.values():
        group = investment.investor
        if not isinstance(group, Fund) or not isinstance(group.sponsor, City) or investment.amount is None:
            continue
        if any(promised.partner == group.sponsor for promised in (*group.commitments, *group.calls)):
            continue
        yield Suspicion(
            audit.path(investment, "investor"),
            Message(
                "{amount} came from {fund}; how much of it was {sponsor}'s own is not said",
                amount=investment.amount,
                fund=group,
                sponsor=group.sponsor,
            ),
            Message(
                "add what {sponsor} itself put in: commitments of {fund} with partner: {sponsor}",
                sponsor=group.sponsor,
                fund=group,
            ),
            (investment.amount,),
        )


#: Ids of indicators that are returns on money, in the industry's terms.
_RETURN = re.compile(r"(^|_)(irr|moic|tvpi|dpi|rvpi|pic|multiple|return)(_|$)")


@rule("C803", Severity.WARNING)
def multiple_without_flows(audit: Audit) -> Iterator[Suspicion]:
    """A multiple or an internal rate of return without the dated payments it would follow from.

    "5.5 times" in the press is often points of a stake, or a market price of one day, over an entry price. Money paid
    in, paid back and still held, each with its date, give the multiple and the rate.

    Examples
    --------
    >>> from cityinnov import CaseStudy, Fund, Indicator, check_case
    >>> def returned(**flows):
    ...     multiple = Indicator("return_multiple", "×", "index", "multiple of the money put in")
    ...     fund = Fund("rescue", figures={"return_multiple": "up to 5.5 times, 2021", **flows})
    ...     return CaseStudy("study", indicators=[multiple], funds=[fund])
    >>> print(check_case(returned(), select=["C803"]))
    funds.rescue.figures.return_multiple: C803 warning: return_multiple up to 5.5 × has no dated payments behind it \
(to settle: add to rescue what was paid in (fund_called) and what came back or is held (fund_distributed, fund_nav), \
each with its date)
    >>> flows = {"fund_called": "5 billion CNY, 2020", "fund_distributed": "8 billion CNY, 2021"}
    >>> print(check_case(returned(**flows), select=["C803"]))
    no findings
    """
    for stated in audit.stated:
        if not stated.is_fact or not _RETURN.search(stated.measure) or level_of(stated.measure) is not None:
            continue
        if not stated.figure.unit.is_number and stated.figure.unit.text != "%/year":
            continue
        if not _has_flows(stated.entity):
            yield Suspicion(
                stated.path,
                Message(
                    "{measure} {figure} has no dated payments behind it",
                    measure=audit.measure(stated.measure) or stated.measure,
                    figure=stated.figure,
                ),
                Message(
                    "add to {entity} what was paid in (fund_called) and what came back or is held (fund_distributed, "
                    "fund_nav), each with its date",
                    entity=stated.entity,
                ),
                (stated.figure,),
            )


def _has_flows(entity: Entity) -> bool:
    """Whether payments in, and payments back or a value, are known with their dates."""
    if isinstance(entity, Investment) and (entity.exits or entity.cap_table is not None):
        return True
    paid_in, came_back = (
        any(claim.period is not None for name in names for claim in entity.claims(name))
        for names in (("fund_called",), ("fund_distributed", "fund_nav"))
    )
    return paid_in and came_back


_PROMISE = re.compile(
    r"\b(pledg\w*|promis\w*|plan(s|ned)?|commit(s|ted|ment)?|will|would|up to|target\w*|aims?)\b|承诺|计划|拟|将|目标",
    re.IGNORECASE,
)


@rule("C804", Severity.WARNING)
def promise_presented_as_paid(audit: Audit) -> Iterator[Suspicion]:
    """An amount entered as actual that its own words, or another claim of the same value, call a promise or a plan.

    Pledges are kept in part, later, or by somebody else.

    Examples
    --------
    >>> from cityinnov import CaseStudy, Firm, Investment, check_case
    >>> def paid(words):
    ...     nio = Firm("nio")
    ...     put_in = Investment("nio-2020", investee=nio, amount=f'5 billion CNY "{words}", 2020, actual')
    ...     return CaseStudy("study", firms=[nio], investments=[put_in])
    >>> print(check_case(paid("pledged 5 billion yuan"), select=["C804"]))
    investments.nio-2020.amount: C804 warning: 5 billion CNY is entered as actual, its own words are 'pledged 5 \
billion yuan' (to settle: write 'committed' or 'planned' until a payment is found)
    >>> print(check_case(paid("paid in 5 billion yuan"), select=["C804"]))
    no findings
    """
    settle = Message("write 'committed' or 'planned' until a payment is found")
    for stated in audit.stated:
        figure = stated.figure
        if figure.status is not Status.ACTUAL:
            continue
        if figure.stated and _PROMISE.search(figure.stated):
            message = Message(
                "{amount} is entered as actual, its own words are {words!r}", amount=figure, words=figure.stated
            )
            yield Suspicion(stated.path, message, settle, (figure,))
        for other in audit.facts(stated.entity, stated.measure):
            is_promise = other.figure.status not in (Status.ACTUAL, Status.UNSTATED)
            if is_promise and of_one_time(stated, other) and figure.same_value(other.figure):
                message = Message(
                    "{amount} is entered as actual, and as {status} for the same time",
                    amount=figure,
                    status=other.figure.status,
                )
                yield Suspicion(stated.path, message, settle, (figure, other.figure))


@rule("C805", Severity.WARNING)
def cap_table_gap(audit: Audit) -> Iterator[Suspicion]:
    """A cap table whose events contradict each other, or do not lead to the stakes that are stated.

    A stake that no event explains means a round or a sale that is not on record, and a return that leaves it out.

    Examples
    --------
    >>> from cityinnov import CaseStudy, Firm, check_case
    >>> from cityinnov.cap_table.cap_table import CapTable
    >>> from cityinnov.cap_table.deed import Founding
    >>> from cityinnov.cap_table.event import CapTableEvent
    >>> def founded(stake):
    ...     acme = Firm("acme")
    ...     founding = Founding(cash={"a": "1.00 million CNY", "b": "1.00 million CNY"})
    ...     event = CapTableEvent(when=2020, founding=founding, stakes={"a": stake})
    ...     table = CapTable("acme-capital", company=acme, events=[event])
    ...     return CaseStudy("study", firms=[acme], cap_tables=[table])
    >>> print(check_case(founded("60 %"), select=["C805"]))
    cap_tables.acme-capital.events[0].stakes.a: C805 warning: founding of 2020: a is said to hold 60 %, 10 pp from \
what the events give (to settle: find the event that is missing, or the document that says otherwise)
    >>> print(check_case(founded("50 %"), select=["C805"]))
    no findings
    """
    for table in audit.case.cap_tables.values():
        for gap in table.replay().findings:
            yield Suspicion(
                audit.path(table, *gap.path),
                gap.message,
                Message("find the event that is missing, or the document that says otherwise"),
                (gap.gap,) if gap.gap is not None else (),
            )


@rule("C806", Severity.WARNING)
def accounts_differ(audit: Audit) -> Iterator[Suspicion]:
    """Two accounts of one investment that do not have the same amount paid in the same time.

    What the press calls invested may have been subscribed and in part never paid, and a multiple over it is another.

    Examples
    --------
    >>> from cityinnov import CaseStudy, Firm, Investment, check_case
    >>> nio = Firm("nio")
    >>> told = Investment("press", investee=nio, amount="7.0 billion CNY, 2020")
    >>> def study(amount):
    ...     paid = Investment("filing", investee=nio, amount=amount, same_as=told)
    ...     return CaseStudy("study", firms=[nio], investments=[told, paid])
    >>> print(check_case(study("5.0 billion CNY, 2020-06"), select=["C806"]))
    investments.filing.same_as: C806 warning: 7 billion CNY for 2020 as press has it, 5 billion CNY as filing has it \
(to settle: see which of the two was subscribed and which was paid in)
    >>> print(check_case(study("7.0 billion CNY, 2020-06"), select=["C806"]))
    no findings
    """
    for investment in audit.case.investments.values():
        told = investment.same_as.payments() if investment.same_as is not None else ()
        for when, amount in told:
            paid = total_by(investment.payments(), when) if when is not None else None
            if paid is None or not apart(amount, paid):
                continue
            assert investment.same_as is not None  # it has told something
            yield Suspicion(
                audit.path(investment, "same_as"),
                Message(
                    "{first} for {when} as {told} has it, {second} as {other} has it",
                    first=amount,
                    when=when,
                    told=investment.same_as,
                    second=paid,
                    other=investment,
                ),
                Message("see which of the two was subscribed and which was paid in"),
                (amount, paid),
            )
