"""Shares: of one whole they add up to it at most, and each follows from its own numerator and denominator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from cityinnov.checks.amounts import as_share, loosened, meet, percent, same_time, sides
from cityinnov.checks.finding import Severity
from cityinnov.checks.rule import Audit, Stated, Suspicion, rule
from cityinnov.entity.indicator_vocabulary import IndicatorKind
from cityinnov.entity.name import Name, Named
from cityinnov.industry_chain.industry_chain import ChainLink
from cityinnov.message import Message
from cityinnov.values.bounds import Bounds
from cityinnov.values.figure import Figure
from cityinnov.values.numbers import rounded_to
from cityinnov.values.period import Period
from cityinnov.values.sums import float_sum

__all__ = ["share_out_of_range", "shares_over_whole", "stated_against_derived"]


@rule("C202", Severity.ERROR)
def shares_over_whole(audit: Audit) -> Iterator[Suspicion]:
    """Shares of one whole that together exceed it: stakes in one firm, suppliers of one customer.

    Stakes are added up where several investors acquired them in one year; rounding is allowed for.

    Examples
    --------
    >>> from cityinnov import CaseStudy, Firm, Investment, check_case
    >>> def owned(*stakes):
    ...     esmc = Firm("esmc")
    ...     holders = [Firm(f"holder-{n}") for n, _ in enumerate(stakes)]
    ...     made = [Investment(f"i-{n}", investee=esmc, investor=holder, stake=f"{stake} %, 2023")
    ...             for n, (holder, stake) in enumerate(zip(holders, stakes))]
    ...     return CaseStudy("study", firms=[esmc, *holders], investments=made)
    >>> print(check_case(owned(70, 20, 20), select=["C202"]))
    investments.i-0.stake: C202 error: the stakes in esmc of 2023 are 110 % together, at least 108.5 % before rounding \
(to settle: see which of them is of another date, of another firm of the group, or counted twice)
    >>> print(check_case(owned(70, 10, 10, 10), select=["C202"]))
    no findings
    """
    staked = [s for s in audit.stated if s.path[0] == "investments" and s.measure == "stake" and s.period]
    for what, group in _grouped(audit, staked):
        yield from _over_100(group, what)
    for chain in audit.case.chains.values():
        for customer in dict.fromkeys(link.customer for link in chain.links):
            shares = [
                stated
                for stated in audit.facts(chain, "share")
                if any(isinstance(record, ChainLink) and record.customer == customer for record in stated.records)
            ]
            what = Message(
                "the shares of the suppliers of {customer} in {chain}",
                customer=Named(customer, chain.nodes[customer].name or Name.of(customer)),
                chain=chain,
            )
            yield from _over_100(shares, what)


def _grouped(audit: Audit, staked: Sequence[Stated]) -> Iterator[tuple[Message, list[Stated]]]:
    """The stakes by firm and year; of one investor in one year the last counts, as it may include the earlier ones."""

    def key(stated: Stated) -> tuple[str, str]:
        investment = audit.case.investments[stated.entity.id]
        period = stated.period
        return investment.investee.id, str(Period.of(period.year or period)) if period is not None else ""

    for (_, year), group in groupby(sorted(staked, key=key), key):
        by_investor: dict[str, Stated] = {}
        for stated in group:
            investor = audit.case.investments[stated.entity.id].investor
            by_investor[investor.id if investor is not None else stated.entity.id] = stated
        investee = audit.case.investments[next(iter(by_investor.values())).entity.id].investee
        what = Message("the stakes in {firm} of {year}", firm=investee, year=Period.of(year))
        yield what, list(by_investor.values())


def _over_100(shares: Sequence[Stated], what: Message) -> Iterator[Suspicion]:
    known = [(stated, bounds) for stated in shares if (bounds := as_share(stated.figure)) is not None]
    least = float_sum(bounds.low for _, bounds in known)
    if len(known) > 1 and least > 1 + 1e-9:
        stated_sum = float_sum(_plain(stated.figure) for stated, _ in known)
        yield Suspicion(
            known[0][0].path,
            Message(
                "{shares} are {sum} together, at least {least} before rounding",
                shares=what,
                sum=percent(stated_sum),
                least=Figure.exact(float(rounded_to(least * 100, 4, "down")), "%"),
            ),
            Message("see which of them is of another date, of another firm of the group, or counted twice"),
            tuple(stated.figure for stated, _ in known),
        )


@rule("C203", Severity.ERROR)
def share_out_of_range(audit: Audit) -> Iterator[Suspicion]:
    """A share below 0 or above 100 %.

    Usually a growth rate or a ratio of two things, entered as if one were part of the other.

    Examples
    --------
    >>> from cityinnov import CaseStudy, City, check_case
    >>> def urban(share):
    ...     return CaseStudy("study", cities=[City("hefei", figures={"urban_share": f"{share} %, 2020"})])
    >>> print(check_case(urban(118), select=["C203"]))
    cities.hefei.figures.urban_share: C203 error: 118 % is no share: 18 % too much (to settle: see whether it is a \
ratio or a growth rate, or of another whole)
    >>> print(check_case(urban(82.3), select=["C203"]))
    no findings
    """
    for stated in audit.stated:
        indicator = audit.indicator(stated)
        is_share = stated.measure in ("share", "stake") if indicator is None else indicator.kind is IndicatorKind.SHARE
        bounds = as_share(stated.figure) if is_share else None
        if bounds is None:
            continue
        over_all = bounds.low > 1 or (bounds.low == 1 and not bounds.low_closed)
        below_zero = bounds.high < 0 and (indicator is None or indicator.non_negative)
        if over_all or below_zero:
            excess = _plain(stated.figure) - 1
            if not over_all:
                message = Message("{share} is no share: {by} too little", share=stated.figure, by=percent(-bounds.high))
            elif excess > 0:
                message = Message("{share} is no share: {by} too much", share=stated.figure, by=percent(excess))
            else:
                message = Message("{share} is no share: more than all", share=stated.figure)
            yield Suspicion(
                stated.path,
                message,
                Message("see whether it is a ratio or a growth rate, or of another whole"),
                (stated.figure,),
            )


def _plain(share: Figure) -> float:
    """The low end of a share as it is stated, as a plain number."""
    return share.low * float(share.unit.factor)


@rule("C205", Severity.ERROR)
def stated_against_derived(audit: Audit) -> Iterator[Suspicion]:
    """A share or a per-head figure that its own numerator and denominator contradict, beyond the rounding of all three.

    R&D of 47.0 billion at an intensity of 3.91 % means a GDP of 1.202 trillion: another GDP beside them is of another
    year, or of before its revision.

    Examples
    --------
    >>> from cityinnov import CaseStudy, City, check_case
    >>> def hefei(gdp):
    ...     figures = {"r_and_d_spending": "47.0 billion CNY, 2022", "r_and_d_intensity": "3.91 %, 2022", "gdp": gdp}
    ...     return CaseStudy("study", cities=[City("hefei", figures=figures)])
    >>> print(check_case(hefei("1.35 trillion CNY, 2022"), select=["C205"]))
    cities.hefei.figures.r_and_d_intensity: C205 error: 3.91 % is stated, 3.48 % follows from 47 billion CNY / 1.35 \
trillion CNY (to settle: see which of the three is of another period or before a revision)
    >>> print(check_case(hefei("1.20 trillion CNY, 2022"), select=["C205"]))
    no findings
    """
    for metric in audit.derived:
        for stated in audit.facts(metric.entity, metric.name):
            follows = metric.figure
            if follows is None or not same_time(follows.period, stated.period):
                continue
            both = sides(stated.figure, follows)
            if both is None or meet(both[0], _within_rounding(follows)):
                continue
            yield Suspicion(
                stated.path,
                Message(
                    "{stated} is stated, {derived} follows from {derived:formula}",
                    stated=stated.figure,
                    derived=follows,
                ),
                Message("see which of the three is of another period or before a revision"),
                (stated.figure, *follows.leaves()),
            )


def _within_rounding(figure: Figure) -> Bounds:
    """A derived figure's bounds, wider by the relative rounding of all its leaves together."""
    slack = 0.0
    for leaf in figure.leaves():
        bounds = loosened(leaf)
        if bounds.is_bounded and leaf.natural.is_point and leaf.low:
            slack += bounds.width / 2 / abs(leaf.low)
    bounds = figure.bounds
    if not slack:
        return bounds
    return Bounds(bounds.low - abs(bounds.low) * slack, bounds.high + abs(bounds.high) * slack)
