"""A case as the data of a report: `report_of`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from cityinnov.cap_table.cap_table import CapTable
from cityinnov.capital_cycle.capital_cycle import CapitalCycle
from cityinnov.capital_cycle.position import CapitalPosition
from cityinnov.case import CaseStudy, sections
from cityinnov.checks.finding import Findings
from cityinnov.city import City
from cityinnov.claim import Claim
from cityinnov.entity.derived_metric import DerivedMetric, DerivedMetrics
from cityinnov.entity.entity import Entity
from cityinnov.entity.fields import sourced
from cityinnov.entity.indicator_vocabulary import indicators
from cityinnov.entity.name import Name
from cityinnov.errors import MissingInputError
from cityinnov.event import Event
from cityinnov.fund import Fund
from cityinnov.industry_chain.industry_chain import IndustryChain
from cityinnov.industry_chain.node import Placement
from cityinnov.investment import Investment
from cityinnov.message import Message
from cityinnov.prices.restating import InOneCurrency
from cityinnov.report.lineage import lineage_tree
from cityinnov.report.model import (
    Activity,
    ChainMap,
    ClaimEntry,
    Cycle,
    CyclePayment,
    CyclePosition,
    EntityEntry,
    FigureEntry,
    InvestmentEntry,
    Metric,
    MissingInput,
    MissingMetric,
    Moment,
    Ownership,
    OwnershipStep,
    Party,
    Receipt,
    Report,
    Section,
    Summary,
    Supply,
)
from cityinnov.stated import Stated, stated_figures
from cityinnov.values.figure import Figure
from cityinnov.version import __version__

__all__ = ["chain_map", "ownership_of", "report_of"]


def report_of(
    case: CaseStudy,
    *,
    about: float | None = None,
    money: InOneCurrency | None = None,
    findings: Findings | None = None,
) -> Report:
    """All that a report of a case says.

    Parameters
    ----------
    case : CaseStudy
        What to report.
    about : float, optional
        Turns every ≈ of the derived metrics into real bounds, this share of the value wide on each side.
    money : InOneCurrency, optional
        The case's amounts in one currency, from `CaseStudy.in_currency`.
    findings : Findings, optional
        What `check_case` has found.

    Examples
    --------
    >>> from cityinnov.city import City
    >>> case = CaseStudy("study", cities=[City("hefei", figures={"nev_output": "740,000 vehicles, 2023"})])
    >>> report = report_of(case)
    >>> report.summary.figures, report.summary.exact, report.sections[0].name
    (1, 1, 'cities')
    """
    derived = case.derived(about)
    stated = _stated(case)
    return Report(
        id=case.id,
        title=case.title,
        version=__version__,
        summary=_summary(case, derived),
        sections=tuple(_sections(case, stated)),
        timeline=tuple(map(_moment, sorted(case.events.values(), key=_when))),
        claims=tuple(_claim(claim, stated[claim.id]) for claim in case.claims.values()),
        flows=tuple(_flow(investment) for investment in case.investments.values()),
        ownership=tuple(ownership_of(case, table) for table in case.cap_tables.values()),
        cycles=tuple(_cycle(cycle) for cycle in case.capital_cycles()),
        chains=tuple(chain_map(chain) for chain in case.chains.values()),
        money=money,
        metrics=tuple(_metric(metric) for metric in derived.computed),
        missing=tuple(_missing(case, metric) for metric in derived.missing),
        findings=findings,
        sources=tuple(case.sources.values()),
    )


def _summary(case: CaseStudy, derived: DerivedMetrics) -> Summary:
    figures = [figure for _, figure in case.figures()]
    exact = sum(figure.is_exact for figure in figures)
    approximate = sum(figure.bounds.is_point and not figure.is_exact for figure in figures)
    return Summary(
        figures=len(figures),
        exact=exact,
        approximate=approximate,
        bounded=len(figures) - exact - approximate,
        unsourced=sum(not figure.citations for figure in figures),
        entities=sum(not isinstance(entity, Event | Claim) for entity in case.entities()),
        events=len(case.events),
        claims=len(case.claims),
        sources=len(case.sources),
        derived=len(derived.computed),
        missing=len(derived.missing),
    )


# -- what is stated -------------------------------------------------------------------


Entries = tuple[FigureEntry, ...]


def _stated(case: CaseStudy) -> Mapping[str, Entries]:
    """The stated figures of each entity."""
    found: defaultdict[str, list[FigureEntry]] = defaultdict(list)
    for stated in stated_figures(case):
        found[stated.entity.id].append(_entry(case, stated))
    return defaultdict(tuple, {id: tuple(entries) for id, entries in found.items()})


def _entry(case: CaseStudy, stated: Stated) -> FigureEntry:
    steps = stated.path[3:] if stated.is_fact else stated.path[2:]
    path = ".".join(step for step in steps if isinstance(step, str))
    figure = sourced(stated.figure, stated.citations)
    when = stated.period if figure.period is None else None
    return FigureEntry(path=path, figure=figure, label=_label(case, path), when=when)


def _sections(case: CaseStudy, stated: Mapping[str, Entries]) -> Iterator[Section]:
    for name in sections():
        entities = [entity for entity in getattr(case, name).values() if not isinstance(entity, Event | Claim)]
        if entities:
            yield Section(name=name, entities=tuple(_entity(entity, stated[entity.id]) for entity in entities))


def _entity(entity: Entity, figures: Entries) -> EntityEntry:
    return EntityEntry(
        id=entity.id,
        kind=type(entity).__name__,
        name=entity.name,
        figures=figures,
        rankings=entity.rankings if isinstance(entity, City) else (),
        citations=entity.citations,
    )


def _label(case: CaseStudy, id: str) -> Name | None:
    indicator = case.indicators.get(id) or indicators().get(id)
    return indicator.label if indicator is not None else None


def _when(event: Event) -> tuple[object, ...]:
    return tuple(event.when.sort_key) if event.when else ()


def _moment(event: Event) -> Moment:
    return Moment(
        id=event.id,
        name=event.name,
        when=event.when,
        about=tuple(map(_party, event.about)),
        citations=event.citations,
    )


def _claim(claim: Claim, figures: Entries) -> ClaimEntry:
    return ClaimEntry(
        id=claim.id,
        subject=_party(claim.subject),
        name=claim.name,
        kind=claim.kind,
        period=claim.period,
        figures=figures,
        citations=claim.citations,
    )


def _party(entity: Entity) -> Party:
    return Party(id=entity.id, name=entity.name)


# -- capital --------------------------------------------------------------------------


def _flow(investment: Investment) -> InvestmentEntry:
    investor, amount = investment.investor, investment.amount
    sponsor = investor.sponsor if isinstance(investor, Fund) else None
    return InvestmentEntry(
        id=investment.id,
        name=investment.name,
        investee=_party(investment.investee),
        investor=_party(investor) if investor is not None else None,
        sponsor=_party(sponsor) if sponsor is not None else None,
        amount=amount,
        when=investment.closed or investment.announced or (amount.period if amount is not None else None),
        instrument=investment.instrument,
        stake=investment.stake,
        receipts=tuple(
            Receipt(when=exit.when, amount=exit.proceeds, route=exit.route, citations=exit.citations)
            for exit in investment.exits
        ),
        citations=investment.citations,
    )


def _cycle(cycle: CapitalCycle) -> Cycle:
    return Cycle(
        sponsor=_party(cycle.sponsor),
        positions=tuple(map(_position, cycle.positions())),
        shared=tuple(map(_party, cycle.shared)),
        left_out=cycle.left_out,
    )


def _position(position: CapitalPosition) -> CyclePosition:
    is_paid = position.paid_in.low > 0
    return CyclePosition(
        when=position.when,
        payments=tuple(
            CyclePayment(move=each.move, holding=_party(each.holding), amount=each.amount, recycled=each.recycled)
            for each in position.payments
        ),
        paid_in=position.paid_in,
        received=position.received,
        at_risk=position.at_risk,
        unrealised=position.unrealised,
        dpi=_known(position.dpi) if is_paid else None,
        tvpi=_known(position.tvpi) if is_paid else None,
    )


def _known(multiple: Callable[[], Figure]) -> Figure | None:
    """A multiple, or None where the case does not say what it takes; the cycle's own metrics name what is missing."""
    try:
        return multiple()
    except MissingInputError:
        return None


def _unlisted(holder: str) -> Party:
    """A holder whom neither the case nor its table names."""
    return Party(id=holder, name=holder if isinstance(holder, Message) else Name.of(holder))


def ownership_of(case: CaseStudy, table: CapTable) -> Ownership:
    """The capital of a company over time, its holders called by their names where the table or the case knows them."""
    known = {entity.id: _party(entity) for entity in case.entities()}
    known |= {id: Party(id=id, name=name) for id, name in table.holders.items()}
    history = table.replay()
    holders = dict.fromkeys(holder for state in history.states for holder in state.holdings)
    return Ownership(
        id=table.id,
        company=_party(table.company),
        holders=tuple(known.get(id) or _unlisted(id) for id in holders),
        steps=tuple(
            OwnershipStep(
                event=state.event,
                type=state.type,
                label=state.label,
                when=state.when,
                stakes=state.stakes,
                is_inferred=state.is_inferred,
                post_money=state.post_money,
            )
            for state in history.states
        ),
    )


# -- chains ---------------------------------------------------------------------------


def _provider(placement: Placement) -> Party:
    """A firm of an activity; where it is not named, how many there are, or else the code of the country."""
    if placement.firm is not None:
        return _party(placement.firm)
    id, count = placement.provider, placement.count
    return Party(id=id, name=Message("{firms:whole}", firms=count) if count is not None else Name.of(id))


def chain_map(chain: IndustryChain) -> ChainMap:
    """A chain as it is drawn."""
    missing = chain.missing_nodes() if chain.city and chain.nodes else ()
    single = chain.single_source_nodes()
    activities = []
    for id, node in chain.nodes.items():
        providers = {each.provider: _provider(each) for each in node.providers()}
        activities.append(
            Activity(
                id=id,
                name=node.name or Name.of(id),
                stage=node.stage,
                providers=tuple(providers.values()),
                is_missing=id in missing,
                is_single_source=id in single,
            )
        )
    return ChainMap(
        id=chain.id,
        name=chain.name,
        industry=chain.industry,
        city=_party(chain.city) if chain.city else None,
        anchors=tuple(map(_party, chain.anchors)),
        activities=tuple(activities),
        supplies=tuple(
            Supply(
                supplier=link.supplier,
                customer=link.customer,
                share=link.share,
                spend=link.spend,
                criticality=link.criticality,
            )
            for link in chain.links
        ),
        mermaid=chain.to_mermaid() if chain.nodes else "",
        citations=chain.citations,
    )


# -- what follows ---------------------------------------------------------------------


def _about(metric: DerivedMetric) -> Party:
    """Whom a metric is about; one of a capital cycle, its sponsor."""
    entity = metric.entity
    if isinstance(entity, CapitalCycle):
        return Party(id=entity.id, name=entity.sponsor.name)
    return Party(id=entity.id, name=entity.name if isinstance(entity, Entity) else Name.of(entity.id))


def _metric(metric: DerivedMetric) -> Metric:
    figure = metric.figure
    assert figure is not None  # `computed` holds only those that have one
    readings: Mapping[str, Figure] = figure.alternatives
    return Metric(
        path=metric.path,
        name=metric.name,
        entity=_about(metric),
        label=metric.label,
        figure=figure,
        readings=readings,
        rests_on=tuple(dict.fromkeys(leaf for leaf in figure.leaves() if leaf.citations or leaf.period is not None)),
        caveats=figure.caveats(),
        lineage=lineage_tree(figure),
    )


def _missing(case: CaseStudy, metric: DerivedMetric) -> MissingMetric:
    return MissingMetric(
        path=metric.path,
        name=metric.name,
        entity=_about(metric),
        label=metric.label,
        inputs=tuple(MissingInput(id=id, label=_label(case, id)) for id in metric.missing),
        reason=metric.reason,
    )
