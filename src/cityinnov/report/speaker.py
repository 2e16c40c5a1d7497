"""What a template asks for: names, figures, periods and formulas in one language."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from babel import Locale, UnknownLocaleError

from cityinnov.checks.finding import Finding, Severity
from cityinnov.entity.name import UNDETERMINED, Name
from cityinnov.industry_chain.node import Stage
from cityinnov.message import Message
from cityinnov.ranking import Ranking
from cityinnov.report.diagrams import chain_diagram, comparable_amounts, flow_diagram
from cityinnov.report.drawing import range_bars
from cityinnov.report.lineage import LineageStep, brief_formula
from cityinnov.report.model import (
    Activity,
    ChainMap,
    MissingInput,
    MissingMetric,
    OwnershipStep,
    Party,
    Report,
    Section,
)
from cityinnov.values import lineage
from cityinnov.values.figure import Figure
from cityinnov.values.lineage import Caveat
from cityinnov.values.literal.writing import own_words
from cityinnov.values.notebook import visible
from cityinnov.values.source import Citation, Source
from cityinnov.wording.figures import format_figure, format_period
from cityinnov.wording.labels import (
    check_title,
    field_label,
    format_ranking,
    group_name,
    location_text,
    name_in,
    section_title,
    step_word,
    word,
)
from cityinnov.wording.language import language_of
from cityinnov.wording.locale import locale_of, script_of
from cityinnov.wording.messages import messages
from cityinnov.wording.sentences import caveat_text, sentence, tongue

__all__ = ["ReportSpeaker", "Speaker", "language_tag"]


def language_tag(tag: str) -> str:
    """A language tag that browsers know; empty for any other, so that nothing wrong is said.

    Examples
    --------
    >>> language_tag("zh-Hant"), language_tag("xx"), language_tag("und")
    ('zh-Hant', '', '')
    """
    try:
        Locale.parse(tag.partition("-")[0])
    except (UnknownLocaleError, ValueError):
        return ""
    return "" if tag == UNDETERMINED or not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag) else tag


class Speaker:
    """What a template asks for: names, figures, periods and formulas in one language.

    Parameters
    ----------
    sources : iterable of Source
        What the citations refer to, in the order of the bibliography.
    locale : str or babel.Locale
        The language.
    """

    def __init__(self, sources: Iterable[Source], locale: str | Locale) -> None:
        self.locale = locale_of(locale)
        self.messages = messages(self.locale)
        self.language = str(self.locale).replace("_", "-")
        self.html_language = f"zh-{script_of(self.locale)}" if self.locale.language == "zh" else self.language
        self._numbers = {source.id: place for place, source in enumerate(sources, 1)}

    @property
    def gap(self) -> str:
        """What stands between two sentences."""
        return "" if self.locale.language in ("zh", "ja") else " "

    def say(self, name: Name | Message) -> str:
        """A name in this language, else in the one it has."""
        return sentence(name, self.locale) if isinstance(name, Message) else name_in(name, self.locale)

    def other_language(self, name: Name | Message) -> str:
        """The language that a name is said in where it is not this one; empty where it is, or where nobody knows."""
        if isinstance(name, Message):
            return tongue(name, self.locale)
        said = self.say(name)
        tag = next(tag for tag, text in name.texts.items() if text == said)
        return "" if tag.partition("-")[0] == self.locale.language else language_tag(tag)

    def other_names(self, name: Name) -> list[tuple[str, str]]:
        """The names in other languages, with the language."""
        said = self.say(name)
        return [(language_tag(tag), text) for tag, text in name.texts.items() if text != said and language_tag(tag)]

    def word(self, member: StrEnum) -> str:
        """A status, kind, stage or severity."""
        return word(member, self.locale)

    def reading(self, name: str) -> str:
        """Of which a figure may be: the name of a group in the case, or all of them."""
        return self.messages.gettext("of {reading}").format(reading=group_name(name, self.locale))

    def listed(self, texts: Iterable[str]) -> str:
        """Several things, one after the other."""
        return ("、" if self.locale.language in ("zh", "ja") else ", ").join(texts)

    def joined(self, *parts: str) -> str:
        """What is said of one thing, one part after the other, without those that are empty."""
        return language_of(self.locale).phrases["then"].join(filter(None, parts))

    def figure(self, figure: Figure) -> str:
        """A figure's value."""
        return format_figure(figure, self.locale)

    def period(self, period: Any) -> str:
        """A period; nothing for none."""
        return format_period(period, self.locale) if period is not None else ""

    def formula(self, figure: Figure) -> str:
        """A figure as a formula over those it rests on."""
        return lineage.formula(figure, self.figure, self.messages.gettext)

    def brief_formula(self, figure: Figure) -> str:
        """The first steps of its formula, where that is long."""
        return brief_formula(figure, self.figure, self.messages.gettext)

    def caveat(self, caveat: Caveat) -> str:
        """A caveat."""
        return caveat_text(caveat, self.locale)

    def sentence(self, message: str) -> str:
        """What a check, or an error, says."""
        return sentence(message, self.locale)

    def tongue(self, message: str) -> str:
        """The language that this is in where it is not this one; empty where it is."""
        return tongue(message, self.locale)

    def path(self, path: str) -> str:
        """Where a figure stands in its entity, in words."""
        return field_label(path, self.locale)

    def words(self, figure: Figure) -> str:
        """The words of the source, where they say it in another way."""
        return own_words(figure)

    def number(self, citation: Citation) -> int:
        """The number of a source in the bibliography."""
        return self._numbers.get(citation.source, 0)

    def count(self, number: int) -> str:
        """A whole number with the grouping of the language."""
        return format_figure(Figure.exact(number), self.locale)

    def ranges(self, figures: Mapping[str, Figure] | list[Figure]) -> Any:
        """Bars of figures on one scale."""
        chosen = list(figures.values()) if isinstance(figures, Mapping) else figures
        return range_bars([figure.bounds for figure in chosen])

    def chain(self, chain: ChainMap) -> Any:
        """A chain as a diagram."""
        return chain_diagram(chain, self._seen, self._stage)

    def _seen(self, name: Name | Message) -> str:
        return visible(self.say(name))

    def _stage(self, stage: Stage | None) -> str:
        return self.word(stage) if stage is not None else self.messages.gettext("stage not stated")

    # -- figures ------------------------------------------------------------------------

    def shape(self, figure: Figure) -> str:
        """What is known of a figure: exact, about, over, at least, under, up to, or between."""
        bounds = figure.bounds
        if bounds.is_point:
            return "about" if bounds.approx else "exact"
        if bounds.high == math.inf:
            return "at least" if bounds.low_closed else "over"
        if bounds.low in (0.0, -math.inf):
            return "up to" if bounds.high_closed else "under"
        return "between"

    def operation(self, step: LineageStep) -> str:
        """What was done in a step of a lineage."""
        if step.factor is not None:
            return f"× {format_figure(Figure.exact(float(f'{step.factor:.6g}')), self.locale)}"
        return step_word(step.operation or "", self.locale)

    def ranking(self, ranking: Ranking) -> str:
        """A rank, among whom, by what, whose and of when."""
        return format_ranking(ranking, self.locale)


class ReportSpeaker(Speaker):
    """What the template of a report asks for beside: its parts, and what they are called.

    Parameters
    ----------
    report : Report
        What is said.
    locale : str or babel.Locale
        The language.
    """

    def __init__(self, report: Report, locale: str | Locale) -> None:
        super().__init__(report.sources, locale)
        self._report = report
        entities = (entity for section in report.sections for entity in section.entities)
        self._names: dict[str, Name | Message] = {entity.id: entity.name for entity in entities}
        self._names |= {holder.id: holder.name for table in report.ownership for holder in table.holders}
        self._names |= {claim.id: claim.name for claim in report.claims}
        stated = [entry for section in report.sections for entity in section.entities for entry in entity.figures]
        stated += [entry for claim in report.claims for entry in claim.figures]
        self._names |= {entry.path: entry.label for entry in stated if entry.label is not None}

    def check(self, finding: Finding) -> str:
        """What a check is called."""
        return check_title(finding.name, self.locale)

    def where(self, finding: Finding) -> str:
        """Where a finding stands: whose it is, and what of it."""
        return location_text(finding.where, self.locale) if finding.where is not None else finding.at

    def place(self, path: str) -> str:
        """A place in the case by entity and what of it, as `nio-2020.amount`, in words."""
        id, _, rest = path.partition(".")
        name = self._names.get(id)
        return self.path(path) if name is None or not rest else f"{self.say(name)} · {self.path(rest)}"

    def path(self, path: str) -> str:
        """Where a figure stands in its entity, in words, holders by their names."""
        return field_label(re.sub(r"\[\d+\]", "", path), self.locale, names=self._names)

    def input(self, missing: MissingInput) -> str:
        """What a metric lacks."""
        return self.say(missing.label) if missing.label is not None else self.place(missing.id)

    def flows(self) -> Any:
        """The flow of capital as a diagram, and whether its lines are as thick as the amounts."""
        gettext, flows = self.messages.gettext, self._report.flows
        headings = gettext("sponsor"), gettext("investor"), gettext("firm")
        drawn = flow_diagram(flows, self._seen, self.figure, headings, gettext("investor not stated"))
        return drawn, comparable_amounts(flows)

    def holdings(self) -> str:
        """How many figures the case holds, and from how many sources."""
        held, ngettext = self._report.summary, self.messages.ngettext
        figures = ngettext("{n} figure", "{n} figures", held.figures).format(n=self.count(held.figures))
        sources = ngettext("{n} source", "{n} sources", held.sources).format(n=self.count(held.sources))
        return self.messages.gettext("The case holds {figures} from {sources}.").format(
            figures=figures, sources=sources
        )

    def section(self, section: Section) -> str:
        """The heading of a kind of entities."""
        return section_title(section.name, self.locale)

    def contents(self) -> list[tuple[str, str]]:
        """The sections there are: the id of each, and its heading."""
        report, gettext = self._report, self.messages.gettext
        there = (
            ("derived", gettext("Derived metrics"), report.metrics),
            ("stated", gettext("What is stated"), True),
            ("money", self.money_title(), report.money),
            ("timeline", gettext("Timeline"), report.timeline),
            ("capital", gettext("Capital"), report.flows or report.ownership or report.cycles),
            ("chains", gettext("Industry chains"), report.chains),
            ("findings", gettext("Findings"), report.findings is not None),
            ("missing", gettext("What cannot be derived"), report.missing),
            ("claims", gettext("Claims"), report.claims),
            ("sources", gettext("Sources"), True),
            ("cite", gettext("How to cite"), True),
        )
        return [(id, title) for id, title, is_there in there if is_there]

    def money_title(self) -> str:
        """The heading of the amounts in one currency."""
        money = self._report.money
        if money is None:
            return ""
        if money.prices is None:
            return self.messages.gettext("Amounts in {currency}").format(currency=money.currency)
        return self.messages.gettext("Amounts in {currency} at {year} prices").format(
            currency=money.currency, year=money.prices
        )

    def rates(self, figure: Figure) -> tuple[Figure, ...]:
        """The rates and indices by which an amount was converted."""
        return figure.leaves()[1:]

    def rate(self, leaf: Figure) -> str:
        """A rate with its unit, to six digits."""
        return f"{leaf.low:,.6g} {leaf.unit}"

    def by_severity(self) -> list[tuple[Severity, list[Finding]]]:
        """The findings, the heaviest first."""
        findings = self._report.findings or ()
        grouped = [(each, [finding for finding in findings if finding.severity is each]) for each in reversed(Severity)]
        return [(severity, found) for severity, found in grouped if found]

    def severities(self, severity: Severity) -> str:
        """The heading of the findings of a severity."""
        gettext = self.messages.gettext
        headings = {"error": gettext("Errors"), "warning": gettext("Warnings"), "note": gettext("Notes")}
        return headings[severity.value]

    def event(self, step: OwnershipStep) -> str:
        """What an event is called, without the date that stands beside it anyway."""
        given = step.label == step.event
        return step.label if given else word(step.type, self.locale)

    def missing_by_entity(self) -> list[tuple[Party, list[MissingMetric]]]:
        """What cannot be derived, with the entity it is about."""
        grouped: dict[Party, list[MissingMetric]] = {}
        for metric in self._report.missing:
            grouped.setdefault(metric.entity, []).append(metric)
        return list(grouped.items())

    def supplied(self, chain: ChainMap, activity: Activity) -> list[Name]:
        """The activities that one supplies."""
        names = {each.id: each.name for each in chain.activities}
        return [names[supply.customer] for supply in chain.supplies if supply.supplier == activity.id]
