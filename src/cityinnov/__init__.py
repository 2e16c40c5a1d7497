"""cityinnov: industrial-policy case studies as data.

Every number keeps its bounds, unit, currency, price basis, period and source, and every derived
number shows how it came about. The names below are loaded when they are first used.

Examples
--------
>>> import cityinnov as ci
>>> share = ci.Figure.parse("50 firms") / ci.Figure.parse("over 1,500 firms")
>>> print(share.to("%"))
under 3.34 %
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cityinnov.version import __version__ as __version__

if TYPE_CHECKING:
    from cityinnov.anchor_firm import AnchorFirm, Facility
    from cityinnov.cap_table.cap_table import CapTable
    from cityinnov.cap_table.deed import (
        FinancingRound,
        Founding,
        Instalment,
        OptionExercise,
        OptionPool,
        Redemption,
        SecondaryTransfer,
    )
    from cityinnov.cap_table.event import CapTableEvent
    from cityinnov.capital_cycle.capital_cycle import CapitalCycle
    from cityinnov.case import CaseStudy
    from cityinnov.case_difference import Change, Difference, difference
    from cityinnov.casefile.problem import CaseFileError, Problem
    from cityinnov.casefile.reading import load_case, read_case, shipped_cases
    from cityinnov.casefile.schema import case_schema
    from cityinnov.casefile.writing import save_case
    from cityinnov.checks.checking import check_case
    from cityinnov.checks.finding import Finding, Findings, Severity
    from cityinnov.checks.rule import Audit, Suspicion, rule
    from cityinnov.city import City
    from cityinnov.claim import Claim
    from cityinnov.comparison.comparison import compare
    from cityinnov.decision import AcceptedFinding, OmittedFigure
    from cityinnov.entity.derived_metric import DerivedMetric, DerivedMetrics
    from cityinnov.entity.entity import Entity
    from cityinnov.entity.indicator_vocabulary import Indicator, indicator, indicators
    from cityinnov.entity.name import Name
    from cityinnov.entity.recipe import derived
    from cityinnov.errors import CityinnovError, UndecidableError
    from cityinnov.event import Event
    from cityinnov.firm import Firm
    from cityinnov.fund import Fund
    from cityinnov.fund_flow import CapitalCall, Commitment, Distribution, NavMark
    from cityinnov.industry_chain.industry_chain import ChainLink, ChainNode, IndustryChain, Placement
    from cityinnov.innovation_platform import InnovationPlatform
    from cityinnov.interchange.cases import case_of_records
    from cityinnov.interchange.lineage import lineage_record
    from cityinnov.interchange.tables import read_records, write_records, write_template
    from cityinnov.investment import Investment, InvestmentExit
    from cityinnov.organisation import Organisation
    from cityinnov.place import Place
    from cityinnov.policy_instrument.policy_instrument import PolicyInstrument
    from cityinnov.policy_instrument.taxonomy import policy_taxonomy
    from cityinnov.prose.coverage import Coverage, coverage
    from cityinnov.prose.draft import draft_case
    from cityinnov.prose.find import find_figures
    from cityinnov.prose.mention import Mention
    from cityinnov.ranking import Ranking
    from cityinnov.record import Record
    from cityinnov.reinvestment_rule import ReinvestmentRule
    from cityinnov.report.comparison_text import text_comparison
    from cityinnov.report.gathering import report_of
    from cityinnov.report.pages import html_comparison, html_report, markdown_comparison, markdown_report
    from cityinnov.report.text import text_report
    from cityinnov.supplier_ecosystem.supplier_ecosystem import SupplierEcosystem
    from cityinnov.supplier_ecosystem.supplier_list import Supplier
    from cityinnov.talent import TalentProgramme
    from cityinnov.values.arithmetic import alternatives, opaque, total, union
    from cityinnov.values.bounds import Bounds
    from cityinnov.values.figure import Figure
    from cityinnov.values.lineage import Caveat
    from cityinnov.values.period import Period
    from cityinnov.values.rules import Status
    from cityinnov.values.source import Citation, Source
    from cityinnov.values.units import Unit
    from cityinnov.wording.figures import format_figure, format_period


__all__ = [
    "AcceptedFinding",
    "AnchorFirm",
    "Audit",
    "Bounds",
    "CapTable",
    "CapTableEvent",
    "CapitalCall",
    "CapitalCycle",
    "CaseFileError",
    "CaseStudy",
    "Caveat",
    "ChainLink",
    "ChainNode",
    "Change",
    "Citation",
    "City",
    "CityinnovError",
    "Claim",
    "Commitment",
    "Coverage",
    "DerivedMetric",
    "DerivedMetrics",
    "Difference",
    "Distribution",
    "Entity",
    "Event",
    "Facility",
    "Figure",
    "FinancingRound",
    "Finding",
    "Findings",
    "Firm",
    "Founding",
    "Fund",
    "Indicator",
    "IndustryChain",
    "InnovationPlatform",
    "Instalment",
    "Investment",
    "InvestmentExit",
    "Mention",
    "Name",
    "NavMark",
    "OmittedFigure",
    "OptionExercise",
    "OptionPool",
    "Organisation",
    "Period",
    "Place",
    "Placement",
    "PolicyInstrument",
    "Problem",
    "Ranking",
    "Record",
    "Redemption",
    "ReinvestmentRule",
    "SecondaryTransfer",
    "Severity",
    "Source",
    "Status",
    "Supplier",
    "SupplierEcosystem",
    "Suspicion",
    "TalentProgramme",
    "UndecidableError",
    "Unit",
    "alternatives",
    "case_of_records",
    "case_schema",
    "check_case",
    "compare",
    "coverage",
    "derived",
    "difference",
    "draft_case",
    "find_figures",
    "format_figure",
    "format_period",
    "html_comparison",
    "html_report",
    "indicator",
    "indicators",
    "lineage_record",
    "load_case",
    "markdown_comparison",
    "markdown_report",
    "opaque",
    "policy_taxonomy",
    "read_case",
    "read_records",
    "report_of",
    "rule",
    "save_case",
    "shipped_cases",
    "text_comparison",
    "text_report",
    "total",
    "union",
    "write_records",
    "write_template",
]

#: The module of each name; a test sees that it agrees with the imports above, which type checkers read.
_HOMES = {
    "anchor_firm": "AnchorFirm Facility",
    "cap_table.cap_table": "CapTable",
    "cap_table.deed": "FinancingRound Founding Instalment OptionExercise OptionPool Redemption SecondaryTransfer",
    "cap_table.event": "CapTableEvent",
    "capital_cycle.capital_cycle": "CapitalCycle",
    "case": "CaseStudy",
    "casefile.problem": "CaseFileError Problem",
    "casefile.reading": "load_case read_case shipped_cases",
    "casefile.writing": "save_case",
    "checks.checking": "check_case",
    "checks.finding": "Finding Findings Severity",
    "city": "City",
    "claim": "Claim",
    "comparison.comparison": "compare",
    "decision": "AcceptedFinding OmittedFigure",
    "entity.derived_metric": "DerivedMetric DerivedMetrics",
    "entity.entity": "Entity",
    "errors": "CityinnovError UndecidableError",
    "event": "Event",
    "firm": "Firm",
    "fund": "Fund",
    "fund_flow": "CapitalCall Commitment Distribution NavMark",
    "entity.indicator_vocabulary": "Indicator indicator indicators",
    "industry_chain.industry_chain": "ChainLink ChainNode IndustryChain Placement",
    "innovation_platform": "InnovationPlatform",
    "investment": "Investment InvestmentExit",
    "entity.name": "Name",
    "entity.recipe": "derived",
    "organisation": "Organisation",
    "place": "Place",
    "policy_instrument.policy_instrument": "PolicyInstrument",
    "policy_instrument.taxonomy": "policy_taxonomy",
    "prose.coverage": "Coverage coverage",
    "prose.draft": "draft_case",
    "prose.find": "find_figures",
    "prose.mention": "Mention",
    "ranking": "Ranking",
    "reinvestment_rule": "ReinvestmentRule",
    "report.gathering": "report_of",
    "report.comparison_text": "text_comparison",
    "report.pages": "html_comparison html_report markdown_comparison markdown_report",
    "report.text": "text_report",
    "supplier_ecosystem.supplier_ecosystem": "SupplierEcosystem",
    "supplier_ecosystem.supplier_list": "Supplier",
    "talent": "TalentProgramme",
    "values.arithmetic": "alternatives opaque total union",
    "values.bounds": "Bounds",
    "values.figure": "Figure",
    "values.lineage": "Caveat",
    "values.period": "Period",
    "values.rules": "Status",
    "values.source": "Citation Source",
    "values.units": "Unit",
    "interchange.cases": "case_of_records",
    "interchange.tables": "read_records write_records write_template",
    "interchange.lineage": "lineage_record",
    "record": "Record",
    "case_difference": "difference Difference Change",
    "casefile.schema": "case_schema",
    "checks.rule": "rule Suspicion Audit",
    "wording.figures": "format_figure format_period",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'cityinnov' has no attribute {name!r}")
    from importlib import import_module

    home = next(module for module, names in _HOMES.items() if name in names.split())
    value = getattr(import_module(f"cityinnov.{home}"), name)
    globals()[name] = value  # found once, it is an ordinary attribute
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
