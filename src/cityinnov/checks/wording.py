"""Wording: what a sentence leaves open: of which whole, by what measure, in which edition."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from cityinnov.checks.finding import Severity
from cityinnov.checks.rule import Audit, Suspicion, rule
from cityinnov.claim import ClaimKind
from cityinnov.entity.indicator_vocabulary import IndicatorKind
from cityinnov.message import Message
from cityinnov.supplier_ecosystem.supplier_ecosystem import SupplierGroup

__all__ = [
    "ambiguous_denominator",
    "rank_without_edition",
    "superlative_without_value",
    "unstated_denominator",
]


@rule("C501", Severity.WARNING)
def ambiguous_denominator(audit: Audit) -> Iterator[Suspicion]:
    """A count "of them" after several groups, of which it may be a part.

    The share that follows differs by reading. It is kept as the hull of all of them until the source says more.

    Examples
    --------
    >>> from cityinnov import CaseStudy, Firm, SupplierEcosystem, check_case
    >>> def suppliers(**said):
    ...     vw = Firm("vw")
    ...     kinds = {"production": "500 firms", "general": "1,000 firms"}
    ...     local = SupplierEcosystem("suppliers", anchor=vw, suppliers=kinds, local="50 firms", **said)
    ...     return CaseStudy("study", firms=[vw], ecosystems=[local])
    >>> print(check_case(suppliers(), select=["C501"]))
    ecosystems.suppliers.local: C501 warning: of which the 50 firms are is not said: production: 10 %; \
general: 5 %; all: 3.333 to 5 % (to settle: ask the source, and say local_of: [production])
    >>> print(check_case(suppliers(local_of=["production"]), select=["C501"]))
    no findings
    """
    shares = {metric.entity.id: metric.figure for metric in audit.derived.named("local_share") if metric.figure}
    for ecosystem in audit.case.ecosystems.values():
        if len(ecosystem.readings) < 2:
            continue
        share = shares.get(ecosystem.id)  # none where a group may be empty: nearly 300
        for local in audit.facts(ecosystem, "local"):
            is_its = share is not None and any(local.figure is leaf for leaf in share.leaves())
            readings = share.alternatives if share is not None and is_its else {}
            groups = tuple(
                Message("{group}: {share}", group=SupplierGroup(name), share=part) for name, part in readings.items()
            )
            if groups:
                message = Message(
                    "of which the {local} are is not said: {readings:;}", local=local.figure, readings=groups
                )
            else:
                message = Message(
                    "of which the {local} are is not said: {readings}",
                    local=local.figure,
                    readings=tuple(map(SupplierGroup, ecosystem.readings)),
                )
            yield Suspicion(
                local.path,
                message,
                Message("ask the source, and say local_of: [{group}]", group=ecosystem.readings[0]),
                share.leaves() if share is not None and is_its else (local.figure,),
            )


#: Indicators of the vocabulary whose base the source has to name, and what to ask.
OPEN_BASE = MappingProxyType(
    {
        "local_content": Message("by count or by spend, and local to the city, the province or the country"),
        "market_share": Message("of which market, by number or by value"),
        "production_cost_reduction": Message("against the cost of what, and when"),
        "high_tech_share": Message("by which catalogue of high technology"),
        "strategic_industry_share": Message("by which catalogue of industries"),
    }
)


@rule("C502", Severity.WARNING)
def unstated_denominator(audit: Audit) -> Iterator[Suspicion]:
    """A percentage whose whole is not named: a chain "97 percent complete", a cost "40 percent" lower.

    Without its base a share can be compared with nothing. An exact ratio ("29 of 166 components") names its own; else
    the definition of the indicator has to.

    Examples
    --------
    >>> from cityinnov import CaseStudy, Firm, check_case
    >>> def plant(content):
    ...     return CaseStudy("study", firms=[Firm("vw", figures={"local_content": content})])
    >>> print(check_case(plant("17.5 %, 2015"), select=["C502"]))
    firms.vw.figures.local_content: C502 warning: 17.5 % without saying by count or by spend, and local to the city, \
the province or the country (to settle: name the whole: in words under 'indicators: local_content: definition', or \
as an exact ratio, e.g. 29 of 166 components)
    >>> print(check_case(plant("29 of 166 components, 2015"), select=["C502"]))
    no findings
    """
    for stated in audit.stated:
        indicator = audit.indicator(stated)
        figure = stated.figure
        if indicator is None or not figure.unit.is_number or figure.derivation is not None:
            continue
        declared = indicator.id in audit.case.indicators
        is_open = declared and indicator.kind is IndicatorKind.SHARE and not indicator.definition
        asked = Message("of what") if is_open else None if declared else OPEN_BASE.get(indicator.id)
        if asked:
            yield Suspicion(
                stated.path,
                Message("{share} without saying {what}", share=figure, what=asked),
                Message(
                    "name the whole: in words under 'indicators: {id}: definition', or as an exact ratio, e.g. 29 of "
                    "166 components",
                    id=indicator.id,
                ),
                (figure,),
            )


@rule("C503", Severity.NOTE)
def superlative_without_value(audit: Audit) -> Iterator[Suspicion]:
    """A first, largest or leading one without the value that makes it so.

    By what, and how far ahead of the next, is what could be checked; the word alone cannot be.

    Examples
    --------
    >>> from cityinnov import CaseStudy, Claim, Firm, check_case
    >>> def largest(**figures):
    ...     vctc = Firm("vctc")
    ...     claim = Claim("largest", name="largest R&D site", kind="superlative", subject=vctc, figures=figures)
    ...     return CaseStudy("study", firms=[vctc], claims=[claim])
    >>> print(check_case(largest(), select=["C503"]))
    claims.largest: C503 note: 'largest R&D site' is said of vctc without a value (to settle: add the value it rests \
on (of a first, its date) and that of the next)
    >>> print(check_case(largest(r_and_d_personnel="3,000 people, 2024"), select=["C503"]))
    no findings
    """
    for claim in audit.case.claims.values():
        if claim.kind is ClaimKind.SUPERLATIVE and not claim.figures:
            yield Suspicion(
                audit.path(claim),
                Message("{claim!r} is said of {subject} without a value", claim=claim.name, subject=claim.subject),
                Message("add the value it rests on (of a first, its date) and that of the next"),
            )


@rule("C504", Severity.WARNING)
def rank_without_edition(audit: Audit) -> Iterator[Suspicion]:
    """A rank without the year it is of, or without saying by what or by whom.

    Tables are published every year, and counted anew: fourth in one is seventh in the next.

    Examples
    --------
    >>> from cityinnov import CaseStudy, City, Ranking, check_case
    >>> def ranked(**said):
    ...     return CaseStudy("study", cities=[City("hefei", rankings=[Ranking(rank=13, of="world", **said)])])
    >>> print(check_case(ranked(publisher="Nature"), select=["C504"]))
    cities.hefei.rankings[0]: C504 warning: 13th in world (Nature): no edition (to settle: name edition)
    >>> print(check_case(ranked(publisher="Nature", edition=2023), select=["C504"]))
    no findings
    """
    for city in audit.case.cities.values():
        for place, ranking in enumerate(city.rankings):
            missing: tuple[Message, ...] = () if ranking.edition is not None else (Message("edition"),)
            if ranking.indicator is None and ranking.publisher is None:
                missing += (Message("indicator or publisher"),)
            if missing:
                yield Suspicion(
                    audit.path(city, "rankings", place),
                    Message("{rank}: no {fields:and}", rank=ranking, fields=missing),
                    Message("name {fields:and}", fields=missing),
                )
