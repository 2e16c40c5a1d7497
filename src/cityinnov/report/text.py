"""The report as plain text: what is known, what follows from it, and what is missing.

It is no template: text is what the library prints with nothing but its core dependencies.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from cityinnov.case import CaseStudy
from cityinnov.prices.restating import InOneCurrency
from cityinnov.report.gathering import report_of
from cityinnov.report.lineage import brief_formula
from cityinnov.report.model import ClaimEntry, Cycle, CyclePayment, EntityEntry, FigureEntry, Metric, Report
from cityinnov.values.source import Citation, format_citations
from cityinnov.wording.labels import format_ranking

__all__ = ["text_report"]

WIDTH = 100
_NO_BREAK = "\u00a0"


def text_report(case: CaseStudy, *, about: float | None = None, money: InOneCurrency | None = None) -> str:
    """A case as plain text.

    Parameters
    ----------
    case : CaseStudy
        What to report.
    about : float, optional
        Turns every ≈ of the derived metrics into real bounds, this share of the value wide on each side.
    money : InOneCurrency, optional
        The case's amounts in one currency, from `CaseStudy.in_currency`; they get a section of their own.

    Returns
    -------
    str
        Entities with their figures and sources, timeline, claims, derived metrics with the formula and
        the figures each rests on, missing inputs, and the sources.

    Examples
    --------
    >>> from cityinnov.city import City
    >>> case = CaseStudy("study", cities=[City("hefei", figures={"nev_output": "740,000 vehicles, 2023"})])
    >>> print(text_report(case).splitlines()[0])
    study
    """
    report = report_of(case, about=about, money=money)
    return "\n".join(line.rstrip() for line in _lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    title = str(report.title)
    yield from (title, "=" * len(title))
    for section in report.sections:
        yield from _heading(section.name.replace("_", " ").capitalize())
        for entity in section.entities:
            yield from _entity(entity)
    if report.timeline:
        yield from _heading("Timeline")
        for moment in report.timeline:
            yield f"  {moment.when!s:<16}{moment.name}{_cited(moment.citations)}"
    if report.claims:
        yield from _heading("Claims without a number of their own")
        for claim in report.claims:
            yield from _claim(claim)
    if any(cycle.positions or cycle.left_out for cycle in report.cycles):
        yield from _heading("Public money over time, cumulative and nominal")
        for cycle in report.cycles:
            yield from _cycle(cycle)
    if report.money is not None:
        yield from _money(report.money)
    yield from _heading("Derived metrics")
    for metric in report.metrics:
        yield from _metric(metric)
    yield from _heading("What cannot be derived, and what it would take")
    for missing in report.missing:
        needs = f"needs {', '.join(each.id for each in missing.inputs)}" if missing.inputs else missing.reason
        yield from _wrapped(f"{missing.path}: {needs}", indent=2)
    yield from _heading("Sources")
    for source in report.sources:
        yield from _wrapped(f"[{source.id}] {source.reference()}", indent=2)


def _money(money: InOneCurrency) -> Iterator[str]:
    prices = f" at {money.prices} prices" if money.prices else ""
    yield from _heading(f"Amounts in {money.currency}{prices}")
    for path, figure in money.figures.items():
        yield from _wrapped(f"{path}: {figure.display()}   (stated: {money.originals[path]})", indent=2)
        for leaf in figure.leaves()[1:]:
            cited = f" [{format_citations(leaf.citations)}]" if leaf.citations else ""
            yield from _wrapped(f"by {leaf.low:,.6g} {leaf.unit}, {leaf.period}{cited}", indent=6)
    for path, error in money.failed.items():
        yield from _wrapped(f"{path}: not converted, {error}", indent=2)


def _cycle(cycle: Cycle) -> Iterator[str]:
    shared = "; others' money is in it too: " + ", ".join(str(each.name) for each in cycle.shared)
    yield from _wrapped(f"{cycle.sponsor.name}" + (shared if cycle.shared else ""), indent=2)
    for position in cycle.positions:
        moves = "; ".join(map(_payment, position.payments)) or "valued"
        yield from _wrapped(f"{position.when}: {moves}", indent=4)
        amounts = {
            "paid in": position.paid_in,
            "received": position.received,
            "at risk": position.at_risk,
            "held": position.unrealised,
            "DPI": position.dpi,
            "TVPI": position.tvpi,
        }
        said = (f"{name} {amount.display()}" for name, amount in amounts.items() if amount is not None)
        yield from _wrapped(", ".join(said), indent=6)
    for each in cycle.left_out:
        needs = f", needs {', '.join(each.missing)}" if each.missing else ""
        yield from _wrapped(f"not counted: {each.id}: {each.reason}{needs}", indent=4)


def _payment(payment: CyclePayment) -> str:
    again = f", {payment.recycled.display()} of it from earlier proceeds at most" if payment.recycled else ""
    return f"{payment.move} {payment.amount.display()}, {payment.holding.name}{again}"


def _heading(text: str) -> Iterator[str]:
    yield from ("", text, "-" * len(text))


def _entity(entity: EntityEntry) -> Iterator[str]:
    name = str(entity.name)
    yield f"  {name}" + (f" ({entity.id})" if name != entity.id else "") + _cited(entity.citations)
    for entry in entity.figures:
        yield from _wrapped(_entry(entry), indent=4)
    for ranking in entity.rankings:
        yield from _wrapped(f"rank: {format_ranking(ranking, 'en')}{_cited(ranking.citations)}", indent=4)


def _entry(entry: FigureEntry) -> str:
    when = f" ({entry.when})" if entry.when is not None else ""
    return f"{entry.path}{when}: {entry.figure.display(whole=True)}"


def _claim(claim: ClaimEntry) -> Iterator[str]:
    period = f", {claim.period}" if claim.period else ""
    yield from _wrapped(f"{claim.subject.name}: {claim.name} ({claim.kind}{period}){_cited(claim.citations)}", indent=2)
    for entry in claim.figures:
        yield from _wrapped(_entry(entry), indent=4)


def _metric(metric: Metric) -> Iterator[str]:
    figure = metric.figure
    period = f", {figure.period}" if figure.period else ""
    yield f"  {metric.label} ({metric.path})"
    yield f"    = {figure}{period}"
    if not metric.readings:
        yield from _wrapped(_formula(metric), indent=4)
    for reading, alternative in metric.readings.items():
        yield from _wrapped(f"of {reading}: {alternative}   ({brief_formula(alternative)})", indent=4)
    for leaf in metric.rests_on:
        yield from _wrapped(f"rests on: {leaf.display(whole=True)}", indent=4)
    for caveat in metric.caveats:
        yield from _wrapped(f"caveat: {caveat.text}", indent=4)


def _formula(metric: Metric) -> str:
    brief = brief_formula(metric.figure)
    if brief == metric.figure.formula():
        return f"formula: {brief}"
    return f"formula, shortened (explain shows all steps): {brief}"


def _cited(citations: tuple[Citation, ...]) -> str:
    return f" [{format_citations(citations)}]" if citations else ""


def _wrapped(text: str, indent: int) -> list[str]:
    margin = " " * indent
    kept = re.sub(
        r"\[[^\]]*\]", lambda citation: citation[0].replace(" ", _NO_BREAK), text
    )  # a citation stays on its line
    lines = textwrap.wrap(
        kept,
        WIDTH,
        initial_indent=margin,
        subsequent_indent=margin + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace(_NO_BREAK, " ") for line in lines]
