"""What a report says, as plain data: every renderer (text, Markdown, HTML, terminal, charts) reads this and no more.

Nothing here is worded or rounded: figures are figures, names have their languages, periods are periods.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from cityinnov.cap_table.event import CapTableEventType
from cityinnov.capital_cycle.position import CapitalMove, LeftOut
from cityinnov.checks.finding import Findings
from cityinnov.claim import ClaimKind
from cityinnov.entity.name import Name
from cityinnov.industry_chain.node import Criticality, Stage
from cityinnov.investment import InvestmentInstrument
from cityinnov.message import Message
from cityinnov.prices.restating import InOneCurrency
from cityinnov.ranking import Ranking
from cityinnov.report.lineage import LineageStep
from cityinnov.values.figure import Figure
from cityinnov.values.lineage import Caveat
from cityinnov.values.period import Period
from cityinnov.values.source import Citation, Source

__all__ = [
    "Activity",
    "InvestmentEntry",
    "ChainMap",
    "ClaimEntry",
    "Cycle",
    "CyclePayment",
    "CyclePosition",
    "EntityEntry",
    "FigureEntry",
    "Metric",
    "MissingInput",
    "MissingMetric",
    "Moment",
    "Ownership",
    "OwnershipStep",
    "Party",
    "Receipt",
    "Report",
    "Section",
    "Summary",
    "Supply",
]


@attrs.frozen(slots=True, kw_only=True)
class FigureEntry:
    """A stated figure and where it stands in its entity: `suppliers.production`; `label` where that is an indicator.

    `when` is the date of the record that holds it, as of an event of a cap table, where it has no period of its own.
    """

    path: str
    figure: Figure
    label: Name | None = None
    when: Period | None = None


@attrs.frozen(slots=True, kw_only=True)
class EntityEntry:
    """An entity: what it is called, what is known of it in numbers, its rankings, where the rest is said."""

    id: str
    kind: str
    name: Name
    figures: tuple[FigureEntry, ...] = ()
    rankings: tuple[Ranking, ...] = ()
    citations: tuple[Citation, ...] = ()


@attrs.frozen(slots=True, kw_only=True)
class Section:
    """The entities of one field of a case: `anchor_firms`."""

    name: str
    entities: tuple[EntityEntry, ...]


@attrs.frozen(slots=True, kw_only=True)
class Party:
    """Somebody that is named, or told by number: an investor, a holder, firms in a chain."""

    id: str
    name: Name | Message


@attrs.frozen(slots=True, kw_only=True)
class Moment:
    """Something that happened, and whom it concerned."""

    id: str
    name: Name
    when: Period | None = None
    about: tuple[Party, ...] = ()
    citations: tuple[Citation, ...] = ()


@attrs.frozen(slots=True, kw_only=True)
class ClaimEntry:
    """What a source says without a number of its own."""

    id: str
    subject: Party
    name: Name
    kind: ClaimKind
    period: Period | None = None
    figures: tuple[FigureEntry, ...] = ()
    citations: tuple[Citation, ...] = ()


@attrs.frozen(slots=True, kw_only=True)
class Receipt:
    """Money that came back from an investment."""

    when: Period
    amount: Figure
    route: str | None = None
    citations: tuple[Citation, ...] = ()


@attrs.frozen(slots=True, kw_only=True)
class InvestmentEntry:
    """An investment: from whom (and who stands behind it), to whom, how much, what came back."""

    id: str
    name: Name
    investee: Party
    investor: Party | None = None
    sponsor: Party | None = None
    amount: Figure | None = None
    when: Period | None = None
    instrument: InvestmentInstrument | None = None
    stake: Figure | None = None
    receipts: tuple[Receipt, ...] = ()
    citations: tuple[Citation, ...] = ()


@attrs.frozen(slots=True, kw_only=True)
class OwnershipStep:
    """The holders of a company after one event; `is_inferred` where no record explains the change."""

    event: str
    type: CapTableEventType
    label: str
    when: Period
    stakes: Mapping[str, Figure]
    is_inferred: bool = False
    post_money: Figure | None = None


@attrs.frozen(slots=True, kw_only=True)
class Ownership:
    """The capital of a company over time; holders in the order in which they came."""

    id: str
    company: Party
    holders: tuple[Party, ...]
    steps: tuple[OwnershipStep, ...]


@attrs.frozen(slots=True, kw_only=True)
class CyclePayment:
    """A payment of a capital cycle: of or to which holding, and what of it may have come back before."""

    move: CapitalMove
    holding: Party
    amount: Figure
    recycled: Figure | None = None


@attrs.frozen(slots=True, kw_only=True)
class CyclePosition:
    """Where a sponsor's money stood at the end of a period, cumulative and nominal; no multiples of nothing paid."""

    when: Period
    payments: tuple[CyclePayment, ...]
    paid_in: Figure
    received: Figure
    at_risk: Figure
    unrealised: Figure
    dpi: Figure | None = None
    tvpi: Figure | None = None


@attrs.frozen(slots=True, kw_only=True)
class Cycle:
    """The public money of a sponsor over time; `shared` are the vehicles that hold others' money too."""

    sponsor: Party
    positions: tuple[CyclePosition, ...]
    shared: tuple[Party, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@attrs.frozen(slots=True, kw_only=True)
class Activity:
    """An activity of a chain, who is known to be in it, and whether the chain's city lacks it or has one source."""

    id: str
    name: Name
    stage: Stage | None = None
    providers: tuple[Party, ...] = ()
    is_missing: bool = False
    is_single_source: bool = False


@attrs.frozen(slots=True, kw_only=True)
class Supply:
    """That one activity supplies another."""

    supplier: str
    customer: str
    share: Figure | None = None
    spend: Figure | None = None
    criticality: Criticality | None = None


@attrs.frozen(slots=True, kw_only=True)
class ChainMap:
    """A chain as it is drawn: activities, what supplies what, whom it is built around; and as Mermaid text."""

    id: str
    name: Name
    industry: str | None = None
    city: Party | None = None
    anchors: tuple[Party, ...] = ()
    activities: tuple[Activity, ...] = ()
    supplies: tuple[Supply, ...] = ()
    mermaid: str = ""
    citations: tuple[Citation, ...] = ()


@attrs.frozen(slots=True, kw_only=True)
class Metric:
    """A derived metric, how it came about, and what to know before quoting it.

    Parameters
    ----------
    path, name : str
        `hefei.nevs_per_graduate`, `nevs_per_graduate`.
    entity : Party
        What it is about.
    label : Name
        What it is called.
    figure : Figure
        In the unit it is shown in.
    readings : mapping of str to Figure
        Its readings where the text allows several.
    rests_on : tuple of Figure
        The stated figures that have a source or a period, each once.
    caveats : tuple of Caveat
        Those of all steps.
    lineage : LineageStep
        How it came about.
    """

    path: str
    name: str
    entity: Party
    label: Name
    figure: Figure
    readings: Mapping[str, Figure]
    rests_on: tuple[Figure, ...]
    caveats: tuple[Caveat, ...]
    lineage: LineageStep


@attrs.frozen(slots=True, kw_only=True)
class MissingInput:
    """An input that a metric needs and the case does not have; `label` where it is an indicator."""

    id: str
    label: Name | None = None


@attrs.frozen(slots=True, kw_only=True)
class MissingMetric:
    """A metric that cannot be derived, and why."""

    path: str
    name: str
    entity: Party
    label: Name
    inputs: tuple[MissingInput, ...]
    reason: str


@attrs.frozen(slots=True, kw_only=True)
class Summary:
    """What is known, counted.

    Parameters
    ----------
    figures : int
        Stated figures in all; they are either exact, approximate or bounded.
    exact, approximate, bounded : int
        One number; about a number; a range, or open at one end.
    unsourced : int
        Figures without a citation.
    entities, events, claims, sources : int
        What else there is.
    derived, missing : int
        Metrics that could be derived, and that could not.
    """

    figures: int
    exact: int
    approximate: int
    bounded: int
    unsourced: int
    entities: int
    events: int
    claims: int
    sources: int
    derived: int
    missing: int


@attrs.frozen(slots=True, kw_only=True)
class Report:
    """All that a report of a case says; see `cityinnov.report.gathering.report_of`.

    Parameters
    ----------
    id : str
        The case's.
    title : Name
    version : str
        Of the library that derived it.
    summary : Summary
    sections : tuple of Section
        Entities by kind, without events and claims.
    timeline : tuple of Moment
        In the order of time, undated ones first.
    claims : tuple of ClaimEntry
    flows : tuple of InvestmentEntry
    ownership : tuple of Ownership
    cycles : tuple of Cycle
    chains : tuple of ChainMap
    money : InOneCurrency or None
        The amounts in one currency, where that was asked for.
    metrics : tuple of Metric
    missing : tuple of MissingMetric
    findings : Findings or None
        None where the case was not checked, which is not the same as nothing found.
    sources : tuple of Source
    """

    id: str
    title: Name
    version: str
    summary: Summary
    sections: tuple[Section, ...]
    timeline: tuple[Moment, ...]
    claims: tuple[ClaimEntry, ...]
    flows: tuple[InvestmentEntry, ...]
    ownership: tuple[Ownership, ...]
    cycles: tuple[Cycle, ...]
    chains: tuple[ChainMap, ...]
    money: InOneCurrency | None
    metrics: tuple[Metric, ...]
    missing: tuple[MissingMetric, ...]
    findings: Findings | None
    sources: tuple[Source, ...]
