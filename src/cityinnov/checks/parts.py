"""Parts and wholes: what is part of something cannot be more than it, and shares of one whole add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from cityinnov.checks.amounts import (
    as_share,
    loosened,
    meet,
    of_one_time,
    percent,
    same_time,
    sides,
    surely_over,
)
from cityinnov.checks.finding import Severity
from cityinnov.checks.rule import Audit, Stated, Suspicion, rule
from cityinnov.errors import CityinnovError
from cityinnov.indicator_vocabulary import IndicatorKind
from cityinnov.industry_chain import ChainLink
from cityinnov.place import Place
from cityinnov.supplier_ecosystem import ALL, SupplierEcosystem
from cityinnov.values.bounds import Bounds
from cityinnov.values.figure import Figure

__all__ = [
    "local_over_total",
    "part_over_whole",
    "parts_do_not_add_up",
    "share_out_of_range",
    "shares_over_whole",
    "stated_against_derived",
]

#: Indicators of which one is part of the other by definition.
PARTS = (
    ("nev_output", "vehicle_output"),
    ("nev_exports", "nev_output"),
    ("stem_graduates", "graduates"),
    ("graduates_retained", "graduates"),
    ("researchers", "r_and_d_personnel"),
    ("business_r_and_d", "r_and_d_spending"),
    ("manufacturing_value_added", "gdp"),
    ("industrial_output", "gross_output"),
    ("goods_exports", "exports"),
    ("high_tech_exports", "goods_exports"),
    ("goods_imports", "imports"),
    ("science_spending", "fiscal_spending"),
    ("labour_force", "population"),
    ("foreign_residents", "population"),
    ("built_up_area", "land_area"),
    ("listed_firms", "firms"),
    ("high_tech_firms", "firms"),
    ("foreign_firms", "firms"),
    ("unicorns", "firms"),
    ("fund_called", "fund_committed"),
)


@rule("C201", Severity.ERROR)
def part_over_whole(audit: Audit) -> Iterator[Suspicion]:
    """A part that is more than its whole: more new-energy vehicles than vehicles, more capital called than committed.

    One of the two is of another place, another period or another count.

    Examples
    --------
    >>> from cityinnov import CaseStudy, City, check_case
    >>> def output(nev):
    ...     figures = {"nev_output": f"{nev} vehicles, 2023", "vehicle_output": "1,340,000 vehicles, 2023"}
    ...     return CaseStudy("study", cities=[City("hefei", figures=figures)])
    >>> print(check_case(output("1,370,000"), select=["C201"]))
    cities.hefei.figures.nev_output: C201 error: nev_output 1.37 million vehicles is more than vehicle_output \
1.34 million vehicles, of which it is a part: 102 % (to settle: see which of the two is of another year, place or count)
    >>> print(check_case(output("740,000"), select=["C201"]))
    no findings
    """
    for entity in audit.case.entities():
        for part_name, whole_name in PARTS:
            wholes = audit.facts(entity, whole_name)
            for part in audit.facts(entity, part_name) if wholes else ():
                for whole in wholes:
                    if of_one_time(part, whole) and surely_over(part.figure, whole.figure):
                        yield _over(part, whole)


def _over(part: Stated, whole: Stated) -> Suspicion:
    return Suspicion(
        part.path,
        f"{part.measure} {part.figure.display()} is more than {whole.measure} {whole.figure.display()}, of which it is "
        f"a part{_ratio(part.figure, whole.figure)}",
        "see which of the two is of another year, place or count",
        (part.figure, whole.figure),
    )


def _ratio(part: Figure, whole: Figure) -> str:
    both = sides(part, whole)
    if both is None or not (part.natural.is_point and whole.natural.is_point) or not both[1].mid:
        return ""
    return f": {percent(both[0].mid / both[1].mid)}"


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
    investments.i-0.stake: C202 error: the stakes in esmc of 2023 are 110 % together, at least 109 % before rounding \
(to settle: see which of them is of another date, of another firm of the group, or counted twice)
    >>> print(check_case(owned(70, 10, 10, 10), select=["C202"]))
    no findings
    """
    staked = [s for s in audit.stated if s.path[0] == "investments" and s.measure == "stake" and s.period]
    for what, group in _grouped(audit, staked):
        yield from _over_100(group, f"the stakes in {what}")
    for chain in audit.case.chains.values():
        for customer in dict.fromkeys(link.customer for link in chain.links):
            shares = [
                stated
                for stated in audit.facts(chain, "share")
                if any(isinstance(record, ChainLink) and record.customer == customer for record in stated.records)
            ]
            yield from _over_100(shares, f"the shares of the suppliers of {customer} in {chain.id}")


def _grouped(audit: Audit, staked: Sequence[Stated]) -> Iterator[tuple[str, list[Stated]]]:
    """The stakes by firm and year; of one investor in one year the last counts, as it may include the earlier ones."""

    def key(stated: Stated) -> tuple[str, str]:
        investment = audit.case.investments[stated.entity.id]
        period = stated.period
        return investment.investee.id, str(period.year or period) if period is not None else ""

    for (firm, year), group in groupby(sorted(staked, key=key), key):
        by_investor: dict[str, Stated] = {}
        for stated in group:
            investor = audit.case.investments[stated.entity.id].investor
            by_investor[investor.id if investor is not None else stated.entity.id] = stated
        yield f"{firm} of {year}", list(by_investor.values())


def _over_100(shares: Sequence[Stated], what: str) -> Iterator[Suspicion]:
    known = [(stated, bounds) for stated in shares if (bounds := as_share(stated.figure)) is not None]
    least = sum(bounds.low for _, bounds in known)
    if len(known) > 1 and least > 1 + 1e-9:
        stated_sum = sum(_plain(stated.figure) for stated, _ in known)
        yield Suspicion(
            known[0][0].path,
            f"{what} are {percent(stated_sum)} together, at least {percent(least)} before rounding",
            "see which of them is of another date, of another firm of the group, or counted twice",
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
            more = f"{percent(excess)} too much" if excess > 0 else "more than all"
            by = more if over_all else f"{percent(-bounds.high)} too little"
            yield Suspicion(
                stated.path,
                f"{stated.figure.display()} is no share: {by}",
                "see whether it is a ratio or a growth rate, or of another whole",
                (stated.figure,),
            )


def _plain(share: Figure) -> float:
    """The low end of a share as it is stated, as a plain number."""
    return share.low * float(share.unit.factor)


@rule("C204", Severity.ERROR)
def parts_do_not_add_up(audit: Audit) -> Iterator[Suspicion]:
    """Parts whose sum is not the whole: suppliers by category, cities within a region.

    Categories that are said to be disjoint add up to `all`, within rounding. The cities that a case lists of a region
    need not be all of them, but together they cannot have more than the region.

    Examples
    --------
    >>> from cityinnov import CaseStudy, City, Place, check_case
    >>> def province(total):
    ...     anhui = Place("anhui", kind="province", figures={"population": f"{total} people, 2020"})
    ...     cities = [City(id, region=anhui, figures={"population": f"{people} people, 2020"})
    ...               for id, people in (("hefei", "9,369,881"), ("fuyang", "8,200,264"))]
    ...     return CaseStudy("study", places=[anhui], cities=cities)
    >>> print(check_case(province("16,027,171"), select=["C204"]))
    places.anhui.figures.population: C204 error: hefei and fuyang together have at least 17,570,144 people, anhui has \
16,027,171 people (to settle: see which of them is of another year, boundary or count)
    >>> print(check_case(province("61,027,171"), select=["C204"]))
    no findings
    """
    for ecosystem in audit.case.ecosystems.values():
        yield from _categories(audit, ecosystem)
    for place in audit.case.places.values():
        for measure in place.figures:
            for whole in audit.facts(place, measure):
                yield from _region(audit, place, whole)


def _categories(audit: Audit, ecosystem: SupplierEcosystem) -> Iterator[Suspicion]:
    counted = {name: claims for name, claims in ecosystem.suppliers.items() if name != ALL}
    if not ecosystem.disjoint or not counted or any(len(claims) != 1 for claims in ecosystem.suppliers.values()):
        return
    for whole in ecosystem.suppliers.get(ALL, ()):
        parts = [claims[0] for claims in counted.values()]
        if not all(same_time(part.period, whole.period) for part in parts):
            continue
        low, high = (sum(getattr(loosened(part), end) for part in parts) for end in ("low", "high"))
        if not meet(Bounds(low, high), loosened(whole)):
            yield Suspicion(
                audit.path(ecosystem, "suppliers", ALL),
                f"{' and '.join(counted)} add up to {_range(low, high)} firms, all are {whole.display()}",
                "see whether a firm can be of two categories (disjoint: false), or which count is of another date",
                (whole, *parts),
            )


def _range(low: float, high: float) -> str:
    return f"at least {low:,.0f}" if high == float("inf") else f"{low:,.0f} to {high:,.0f}"


def _region(audit: Audit, place: Place, whole: Stated) -> Iterator[Suspicion]:
    indicator = audit.indicator(whole)
    if indicator is None or indicator.kind not in (IndicatorKind.STOCK, IndicatorKind.FLOW):
        return
    members: list[Stated] = []
    for city in audit.case.cities.values():
        same = [s for s in audit.facts(city, whole.measure) if of_one_time(s, whole) and sides(s.figure, whole.figure)]
        members += same[:1] if city.region == place else []
    least = sum(both[0].low for part in members if (both := sides(part.figure, whole.figure)) is not None)
    if members and least > loosened(whole.figure).high:
        names = " and ".join(part.entity.id for part in members)
        together = "together have" if len(members) > 1 else "alone has"
        yield Suspicion(
            whole.path,
            f"{names} {together} at least {least:,.0f} {whole.figure.unit.plural}, {place.id} has "
            f"{whole.figure.display()}",
            "see which of them is of another year, boundary or count",
            (whole.figure, *(part.figure for part in members)),
        )


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
                f"{stated.figure.display()} is stated, {follows.display()} follows from {follows.formula()}",
                "see which of the three is of another period or before a revision",
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


@rule("C206", Severity.ERROR)
def local_over_total(audit: Audit) -> Iterator[Suspicion]:
    """More local suppliers than suppliers, in all readings of the total or in one of them.

    A reading that is impossible is a warning: the count is of another group, and `local_of` can leave that one out.

    Examples
    --------
    >>> from cityinnov import CaseStudy, Firm, SupplierEcosystem, check_case
    >>> def suppliers(local):
    ...     vw = Firm("vw")
    ...     ecosystem = SupplierEcosystem("suppliers", anchor=vw, suppliers={"production": "40 firms"}, local=local)
    ...     return CaseStudy("study", firms=[vw], ecosystems=[ecosystem])
    >>> print(check_case(suppliers("50 firms"), select=["C206"]))
    ecosystems.suppliers.local: C206 error: the 50 firms cannot be of production: 40 firms (to settle: see of which \
group and date the local ones are, and say so in local_of)
    >>> print(check_case(suppliers("30 firms"), select=["C206"]))
    no findings
    """
    for ecosystem in audit.case.ecosystems.values():
        for local in audit.facts(ecosystem, "local"):
            readings = {name: total for name in ecosystem.readings if (total := _total(ecosystem, name)) is not None}
            impossible = {name: total for name, total in readings.items() if surely_over(local.figure, total)}
            if impossible:
                said = ", ".join(f"{name}: {total.display()}" for name, total in impossible.items())
                yield Suspicion(
                    local.path,
                    f"the {local.figure.display()} cannot be of {said}",
                    "see of which group and date the local ones are, and say so in local_of",
                    (local.figure, *impossible.values()),
                    None if len(impossible) == len(readings) else Severity.WARNING,
                )


def _total(ecosystem: SupplierEcosystem, reading: str) -> Figure | None:
    """The suppliers of one reading; None where there are several claims, or none."""
    claims = ecosystem.suppliers.get(reading)
    if claims is not None:
        return claims[0] if len(claims) == 1 else None
    try:
        return ecosystem.supplier_count()
    except CityinnovError:
        return None  # conflicting claims: C703 says so
