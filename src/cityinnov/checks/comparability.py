"""Comparability: figures that stand side by side and do not measure the same."""

from __future__ import annotations

from collections.abc import Iterator

from cityinnov.checks.amounts import SAME_LENGTH, days_of, of_one_time, percent, sides
from cityinnov.checks.finding import Severity
from cityinnov.checks.rule import Audit, Stated, Suspicion, rule
from cityinnov.city import City
from cityinnov.entity.entity import Entity
from cityinnov.entity.indicator_vocabulary import IndicatorKind
from cityinnov.errors import CityinnovError
from cityinnov.firm import Firm
from cityinnov.message import Message
from cityinnov.place import Place, PlaceKind
from cityinnov.values.figure import Figure
from cityinnov.values.rules import Status

__all__ = [
    "city_beside_region",
    "city_with_surroundings",
    "count_beside_spend",
    "firm_beside_parent",
    "flows_of_different_length",
    "gross_output_beside_value_added",
    "stock_or_flow",
]

GROSS = ("gross_output", "industrial_output", "nev_chain_output", "revenue")
VALUE_ADDED = ("gdp", "manufacturing_value_added")


@rule("C401", Severity.NOTE)
def gross_output_beside_value_added(audit: Audit) -> Iterator[Suspicion]:
    """Gross output beside value added, of one place and time: their ratio is no share.

    Gross output counts intermediate goods again at every stage, value added only what a stage adds. An industry whose
    output is 768 billion does not make 76 % of a GDP of 1,010 billion: only its value added is part of GDP.

    Examples
    --------
    >>> from cityinnov import CaseStudy, City, check_case
    >>> def changzhou(**figures):
    ...     return CaseStudy("study", cities=[City("changzhou", figures={"gdp": "1.01 trillion CNY, 2023", **figures})])
    >>> print(check_case(changzhou(gross_output="about 768 billion CNY, 2023"), select=["C401"]))
    cities.changzhou.figures.gross_output: C401 note: gross_output about 768 billion CNY counts intermediate goods, \
gdp 1.01 trillion CNY does not: 76 % is no share (to settle: find the value added of the same industry)
    >>> print(check_case(changzhou(manufacturing_value_added="350 billion CNY, 2023"), select=["C401"]))
    no findings
    """
    for entity in audit.case.entities():
        for gross_name in GROSS:
            for gross in audit.facts(entity, gross_name):
                for added_name in VALUE_ADDED:
                    for added in audit.facts(entity, added_name):
                        if of_one_time(gross, added) and sides(gross.figure, added.figure):
                            yield _gross(audit, gross, added)


def _gross(audit: Audit, gross: Stated, added: Stated) -> Suspicion:
    a, b = gross.figure, added.figure
    points = a.natural.is_point and b.natural.is_point and b.low
    return Suspicion(
        gross.path,
        Message(
            "{gross} {output} counts intermediate goods, {added} {value} does not: {ratio} is no share",
            gross=audit.measure(gross.measure) or gross.measure,
            output=a,
            added=audit.measure(added.measure) or added.measure,
            value=b,
            ratio=percent(a.low / b.low) if points else Message("their ratio"),
        ),
        Message("find the value added of the same industry"),
        (a, b),
    )


@rule("C402", Severity.WARNING)
def stock_or_flow(audit: Audit) -> Iterator[Suspicion]:
    """An amount over time that is dated to a day, or a level that is dated to a span.

    Output, graduates and spending are amounts over their period: 31 December has only its own. A population or a fund's
    assets are levels at a date. A total to date that was entered as one year's amount shows in this way.

    Examples
    --------
    >>> from cityinnov import CaseStudy, City, check_case
    >>> def output(period):
    ...     return CaseStudy("study", cities=[City("hefei", figures={"nev_output": f"740,000 vehicles, {period}"})])
    >>> print(check_case(output("2023-12-31"), select=["C402"]))
    cities.hefei.figures.nev_output: C402 warning: nev_output is an amount over a time, and 2023-12-31 is a day (to \
settle: name the time it was made in, or see whether it is a total to date)
    >>> print(check_case(output("2023"), select=["C402"]))
    no findings
    """
    for stated in audit.stated:
        indicator, period = audit.indicator(stated), stated.figure.period
        if indicator is None or period is None or stated.figure.status not in (Status.UNSTATED, Status.ACTUAL):
            continue  # the time of a promise is when it is to be kept, which may be any span
        if indicator.kind is IndicatorKind.FLOW and period.precision == "day":
            message = Message(
                "{measure} is an amount over a time, and {period} is a day", measure=indicator, period=period
            )
            settle = Message("name the time it was made in, or see whether it is a total to date")
        elif indicator.kind is IndicatorKind.STOCK and period.precision == "span" and not period.open_end:
            message = Message(
                "{measure} is a level at a date, and {period} is a span", measure=indicator, period=period
            )
            settle = Message("name the date it was counted at, or see whether it is what was added in that time")
        else:
            continue
        yield Suspicion(stated.path, message, settle, (stated.figure,))


@rule("C403", Severity.NOTE)
def flows_of_different_length(audit: Audit) -> Iterator[Suspicion]:
    """Amounts over times of different length side by side: nine months of one year beside the whole of another.

    The growth between them is that of nothing; three quarters are not three quarters of a year either, as most output
    has a season.

    Examples
    --------
    >>> from cityinnov import CaseStudy, City, check_case
    >>> def output(period):
    ...     figures = {"nev_output": ["740,000 vehicles, 2023", f"927,500 vehicles, {period}"]}
    ...     return CaseStudy("study", cities=[City("hefei", figures=figures)])
    >>> print(check_case(output("2024-01/2024-09"), select=["C403"]))
    cities.hefei.figures.nev_output[1]: C403 note: nev_output of 2024-01/2024-09 (274 days) beside that of 2023 (365 \
days) (to settle: compare the same months of both years)
    >>> print(check_case(output("2024"), select=["C403"]))
    no findings
    """
    for entity in audit.case.entities():
        for measure in entity.figures:
            flows = [
                (stated, days)
                for stated in audit.facts(entity, measure)
                if (known := audit.indicator(stated)) is not None
                and known.kind is IndicatorKind.FLOW
                and (days := days_of(stated.figure.period)) is not None
            ]
            for stated, days in flows[1:]:
                first, first_days = flows[0]
                if max(days, first_days) > SAME_LENGTH * min(days, first_days):
                    yield Suspicion(
                        stated.path,
                        Message(
                            "{measure} of {period} ({length}) beside that of {other} ({other_length})",
                            measure=audit.measure(measure) or measure,
                            period=stated.figure.period,
                            length=Figure.exact(days, "day"),
                            other=first.figure.period,
                            other_length=Figure.exact(first_days, "day"),
                        ),
                        Message("compare the same months of both years"),
                        (first.figure, stated.figure),
                    )


@rule("C404", Severity.NOTE)
def count_beside_spend(audit: Audit) -> Iterator[Suspicion]:
    """A local share by number beside one that may be by value.

    Ten per cent of the suppliers can be half of what is bought, or a hundredth.

    Examples
    --------
    >>> from cityinnov import CaseStudy, Firm, SupplierEcosystem, check_case
    >>> def vw(**figures):
    ...     firm = Firm("vw", figures=figures)
    ...     suppliers = SupplierEcosystem("suppliers", anchor=firm, suppliers={"all": "500 firms"}, local="50 firms")
    ...     return CaseStudy("study", firms=[firm], ecosystems=[suppliers])
    >>> print(check_case(vw(local_content="70 %, 2024"), select=["C404"]))
    firms.vw.figures.local_content: C404 note: local_content 70 % beside a local share of 10 % by number of firms \
(suppliers) (to settle: say whether 70 % is by count or by spend, and compare like with like)
    >>> print(check_case(vw(revenue="1 billion EUR, 2024"), select=["C404"]))
    no findings
    """
    for ecosystem in audit.case.ecosystems.values():
        try:
            share = ecosystem.local_share()
        except CityinnovError:
            continue  # no share by number, so nothing beside which it could stand
        for content in audit.facts(ecosystem.anchor, "local_content"):
            if content.figure.unit.is_number and content.figure.derivation is None:
                yield Suspicion(
                    content.path,
                    Message(
                        "{measure} {content} beside a local share of {share} by number of firms ({ecosystem})",
                        measure=audit.measure("local_content"),
                        content=content.figure,
                        share=share,
                        ecosystem=ecosystem,
                    ),
                    Message(
                        "say whether {content} is by count or by spend, and compare like with like",
                        content=content.figure,
                    ),
                    (content.figure, share),
                )


@rule("C405", Severity.WARNING)
def city_beside_region(audit: Audit) -> Iterator[Suspicion]:
    """One number given both for a city and for the region it lies in.

    It is of one of the two. "Hefei" in a headline is often Anhui in the text, and a zone's figure the city's.

    Examples
    --------
    >>> from cityinnov import CaseStudy, City, Place, check_case
    >>> def output(of_province):
    ...     anhui = Place("anhui", kind="province", figures={"nev_output": f"{of_province} vehicles, 2023"})
    ...     hefei = City("hefei", region=anhui, figures={"nev_output": "740,000 vehicles, 2023"})
    ...     return CaseStudy("study", places=[anhui], cities=[hefei])
    >>> print(check_case(output("740,000"), select=["C405"]))
    cities.hefei.figures.nev_output: C405 warning: 740,000 vehicles is given for hefei and for anhui, which it lies in \
(to settle: find which of the two it is of)
    >>> print(check_case(output("868,000"), select=["C405"]))
    no findings
    """
    for city in audit.case.cities.values():
        yield from _same_number(audit, city, _regions(city), is_parent=False)
    for place in audit.case.places.values():
        yield from _same_number(audit, place, _wider(place.part_of), is_parent=False)


def _regions(city: City) -> tuple[Place, ...]:
    return _wider(city.region)


def _wider(place: Place | None) -> tuple[Place, ...]:
    found: list[Place] = []
    while place is not None:
        found.append(place)
        place = place.part_of
    return tuple(found)


def _same_number(audit: Audit, entity: Entity, above: tuple[Entity, ...], *, is_parent: bool) -> Iterator[Suspicion]:
    """The figures of an entity that stand with the same value, for the same time, at one above it."""
    for measure in entity.figures:
        for own in audit.facts(entity, measure):
            indicator = audit.indicator(own)
            if indicator is None or indicator.kind not in (IndicatorKind.STOCK, IndicatorKind.FLOW):
                continue
            for wider in above:
                for other in audit.facts(wider, measure):
                    if of_one_time(own, other) and own.figure.same_value(other.figure) and own.figure.low != 0:
                        yield Suspicion(
                            own.path,
                            Message(
                                "{figure} is given for {firm} and for {parent}, its parent",
                                figure=own.figure,
                                firm=entity,
                                parent=wider,
                            )
                            if is_parent
                            else Message(
                                "{figure} is given for {place} and for {region}, which it lies in",
                                figure=own.figure,
                                place=entity,
                                region=wider,
                            ),
                            Message("find which of the two it is of"),
                            (own.figure, other.figure),
                        )


@rule("C406", Severity.WARNING)
def firm_beside_parent(audit: Audit) -> Iterator[Suspicion]:
    """One number given both for a company and for the parent it belongs to, listed or not.

    What a listed parent reports is of its whole group; a stake in the local company is none in the parent.

    Examples
    --------
    >>> from cityinnov import CaseStudy, Firm, check_case
    >>> def revenue(of_parent):
    ...     nio = Firm("nio", figures={"revenue": f"{of_parent} billion CNY, 2020"})
    ...     china = Firm("nio-china", parent=nio, figures={"revenue": "16.3 billion CNY, 2020"})
    ...     return CaseStudy("study", firms=[nio, china])
    >>> print(check_case(revenue(16.3), select=["C406"]))
    firms.nio-china.figures.revenue: C406 warning: 16.3 billion CNY is given for nio-china and for nio, its parent (to \
settle: find which of the two it is of)
    >>> print(check_case(revenue(16.9), select=["C406"]))
    no findings
    """
    for section in (audit.case.firms, audit.case.anchor_firms):
        for firm in section.values():
            yield from _same_number(audit, firm, _parents(firm), is_parent=True)


def _parents(firm: Firm) -> tuple[Firm, ...]:
    found: list[Firm] = []
    above = firm.parent
    while above is not None:
        found.append(above)
        above = above.parent
    return tuple(found)


@rule("C407", Severity.NOTE)
def city_with_surroundings(audit: Audit) -> Iterator[Suspicion]:
    """Local suppliers counted in a city together with areas around it that have no border.

    The count is not of the city alone, and cannot be compared with a count in another city.

    Examples
    --------
    >>> from cityinnov import CaseStudy, City, Firm, Place, SupplierEcosystem, check_case
    >>> hefei, near, vw = City("hefei"), Place("hefei-nearby", kind="nearby"), Firm("vw")
    >>> def counted_in(*places):
    ...     suppliers = SupplierEcosystem("suppliers", anchor=vw, places=places, local="50 firms")
    ...     return CaseStudy("study", places=[near], cities=[hefei], firms=[vw], ecosystems=[suppliers])
    >>> print(check_case(counted_in(hefei, near), select=["C407"]))
    ecosystems.suppliers.local: C407 note: the 50 firms are in hefei and in hefei-nearby, which has no border (to \
settle: ask how many are in hefei itself)
    >>> print(check_case(counted_in(hefei), select=["C407"]))
    no findings
    """
    for ecosystem in audit.case.ecosystems.values():
        cities = tuple(place for place in ecosystem.places if isinstance(place, City))
        unbounded = tuple(p for p in ecosystem.places if isinstance(p, Place) and p.kind is PlaceKind.NEARBY)
        for local in audit.facts(ecosystem, "local") if cities and unbounded else ():
            yield Suspicion(
                local.path,
                Message(
                    "the {local} are in {cities:and} and in {surroundings:and}, which has no border",
                    local=local.figure,
                    cities=cities,
                    surroundings=unbounded,
                ),
                Message("ask how many are in {cities:and} itself", cities=cities),
                (local.figure,),
            )
