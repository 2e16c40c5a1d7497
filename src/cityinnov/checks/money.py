"""Money put in: who gave it, whether it was paid, and what it is said to have earned."""

from __future__ import annotations

from collections.abc import Iterator

from cityinnov.checks.finding import Severity
from cityinnov.checks.rule import Audit, Suspicion, rule
from cityinnov.city import City
from cityinnov.fund import Fund
from cityinnov.values.rules import Status

__all__ = ["investor_group_taken_for_city", "planned_or_paid"]

#: Facts of public and private money that are announced long before they are paid, if ever.
PROMISED_OR_PAID = ("capital_investment", "aid", "subsidies", "jobs_created")


@rule("C801", Severity.WARNING)
def planned_or_paid(audit: Audit) -> Iterator[Suspicion]:
    """Money put in without a word on whether it was planned, committed or paid.

    Announced totals of projects are often several times what is ever paid, over many years. Which of the two a figure
    is decides every cost per job and every multiple.

    Examples
    --------
    >>> from cityinnov import CaseStudy, Firm, Investment
    >>> from cityinnov.checks.checking import check_case
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
        if (is_amount or stated.measure in PROMISED_OR_PAID) and stated.figure.status is Status.UNSTATED:
            yield Suspicion(
                stated.path,
                f"whether the {stated.figure.display()} were planned, committed or paid is not said",
                "find what was paid in, and write 'planned', 'committed' or 'actual' after the period",
                (stated.figure,),
            )


@rule("C802", Severity.NOTE)
def investor_group_taken_for_city(audit: Audit) -> Iterator[Suspicion]:
    """Money of a group of investors that a city brought together, easily taken for the city's own.

    The group that rescued NIO held funds of the city, the province and the centre. A return on "the city's 7 billion"
    is a return on other people's money too.

    Examples
    --------
    >>> from cityinnov import CaseStudy, City, Firm, Fund, Investment
    >>> from cityinnov.checks.checking import check_case
    >>> hefei, nio = City("hefei"), Firm("nio")
    >>> def rescue(investor):
    ...     put_in = Investment("nio-2020", investee=nio, investor=investor, amount="7 billion CNY, 2020, actual")
    ...     funds = [investor] if isinstance(investor, Fund) else []
    ...     return CaseStudy("study", cities=[hefei], firms=[nio], funds=funds, investments=[put_in])
    >>> print(check_case(rescue(Fund("group", sponsor=hefei)), select=["C802"]))
    investments.nio-2020.investor: C802 note: 7 billion CNY came from group; how much of it was hefei's own is not \
said (to settle: list the investors, or give the city's own commitment as fund_committed of hefei)
    >>> print(check_case(rescue(hefei), select=["C802"]))
    no findings
    """
    for investment in audit.case.investments.values():
        group = investment.investor
        if not isinstance(group, Fund) or not isinstance(group.sponsor, City) or investment.amount is None:
            continue
        if audit.facts(group.sponsor, "fund_committed"):
            continue
        yield Suspicion(
            audit.path(investment, "investor"),
            f"{investment.amount.display()} came from {group.id}; how much of it was {group.sponsor.id}'s own is not "
            "said",
            f"list the investors, or give the city's own commitment as fund_committed of {group.sponsor.id}",
            (investment.amount,),
        )
