"""Parts and wholes: what is part of something cannot be more than it, and disjoint parts add up to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cityinnov.checks.amounts import (
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
from cityinnov.entity.indicator_vocabulary import IndicatorKind
from cityinnov.errors import CityinnovError
from cityinnov.message import Message
from cityinnov.place import Place
from cityinnov.supplier_ecosystem.supplier_ecosystem import ALL, SupplierEcosystem, SupplierGroup
from cityinnov.values.bounds import Bounds
from cityinnov.values.figure import Figure
from cityinnov.values.sums import float_sum

__all__ = [
    "local_over_total",
    "part_over_whole",
    "parts_do_not_add_up",
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
                        yield _over(audit, part, whole)


def _over(audit: Audit, part: Stated, whole: Stated) -> Suspicion:
    message = Message(
        "{part} {amount} is more than {whole} {total}, of which it is a part",
        part=audit.measure(part.measure) or part.measure,
        amount=part.figure,
        whole=audit.measure(whole.measure) or whole.measure,
        total=whole.figure,
    )
    ratio = _ratio(part.figure, whole.figure)
    return Suspicion(
        part.path,
        message if ratio is None else Message("{said}: {ratio}", said=message, ratio=ratio),
        Message("see which of the two is of another year, place or count"),
        (part.figure, whole.figure),
    )


def _ratio(part: Figure, whole: Figure) -> Figure | None:
    both = sides(part, whole)
    if both is None or not (part.natural.is_point and whole.natural.is_point) or not both[1].mid:
        return None
    return percent(both[0].mid / both[1].mid)


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
        low, high = (float_sum(getattr(loosened(part), end) for part in parts) for end in ("low", "high"))
        if not meet(Bounds(low, high), loosened(whole)):
            groups = tuple(map(SupplierGroup, counted))
            if high == float("inf"):
                message = Message(
                    "{groups:and} add up to at least {low} firms, all are {all}",
                    groups=groups,
                    low=round(low),
                    all=whole,
                )
            else:
                message = Message(
                    "{groups:and} add up to {low} to {high} firms, all are {all}",
                    groups=groups,
                    low=round(low),
                    high=round(high),
                    all=whole,
                )
            yield Suspicion(
                audit.path(ecosystem, "suppliers", ALL),
                message,
                Message(
                    "see whether a firm can be of two categories (disjoint: false), or which count is of another date"
                ),
                (whole, *parts),
            )


def _region(audit: Audit, place: Place, whole: Stated) -> Iterator[Suspicion]:
    indicator = audit.indicator(whole)
    if indicator is None or indicator.kind not in (IndicatorKind.STOCK, IndicatorKind.FLOW):
        return
    members: list[Stated] = []
    for city in audit.case.cities.values():
        same = [s for s in audit.facts(city, whole.measure) if of_one_time(s, whole) and sides(s.figure, whole.figure)]
        members += same[:1] if city.region == place else []
    known = (both[0].low for part in members if (both := sides(part.figure, whole.figure)) is not None)
    least = float_sum(known)
    if members and least > loosened(whole.figure).high:
        said: dict[str, Any] = {
            "cities": tuple(part.entity for part in members),
            "least": Figure.at_least(round(least), whole.figure.unit),
            "region": place,
            "total": whole.figure,
        }
        yield Suspicion(
            whole.path,
            Message("{cities:and} together have {least}, {region} has {total}", **said)
            if len(members) > 1
            else Message("{cities:and} alone has {least}, {region} has {total}", **said),
            Message("see which of them is of another year, boundary or count"),
            (whole.figure, *(part.figure for part in members)),
        )


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
                totals = tuple(
                    Message("{group}: {share}", group=SupplierGroup(name), share=total)
                    for name, total in impossible.items()
                )
                yield Suspicion(
                    local.path,
                    Message("the {local} cannot be of {readings}", local=local.figure, readings=totals),
                    Message("see of which group and date the local ones are, and say so in local_of"),
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
