"""The report in a terminal: tables as wide as it is, findings in the colour of their severity, by rich.

It is made of text like the other forms, and the command line prints it where a terminal is attached; what is piped is
the plain report. `NO_COLOR` leaves bold and italics, as https://no-color.org asks.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import StringIO
from types import MappingProxyType
from typing import TYPE_CHECKING

from cityinnov.errors import MissingDependencyError
from cityinnov.report.model import FigureEntry, Metric, Report
from cityinnov.report.speaker import ReportSpeaker
from cityinnov.values.notebook import visible
from cityinnov.values.source import Citation, format_citations
from cityinnov.wording.locale import LocaleLike, locale_of

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

__all__ = ["terminal_report"]

NARROWEST, WIDTH = 40, 100
#: How the width is shared among so many columns.
_SHARES = MappingProxyType({2: (2, 5), 3: (4, 4, 5)})
_COLOURS = MappingProxyType({"error": "bold red", "warning": "yellow", "note": "cyan"})


def terminal_report(
    report: Report, locale: LocaleLike = None, *, width: int = WIDTH, colour: bool | None = None
) -> str:
    """A report as text for a terminal.

    Parameters
    ----------
    report : Report
        From `report_of`.
    locale : str, babel.Locale or None
        The language; None for the one that holds here.
    width : int, default 100
        Of the terminal, in columns; at least 40 are used.
    colour : bool, optional
        Whether to colour; where it is not said, unless the variable `NO_COLOR` is set.

    Raises
    ------
    MissingDependencyError
        Without rich.

    Examples
    --------
    >>> from cityinnov import CaseStudy, City
    >>> from cityinnov.report.gathering import report_of
    >>> case = CaseStudy("study", cities=[City("hefei", figures={"nev_output": "740,000 vehicles, 2023"})])
    >>> print(terminal_report(report_of(case), "en", colour=False).splitlines()[0])
    study
    """
    try:
        from rich.console import Console
    except ImportError:
        raise MissingDependencyError.of("rich", "cli") from None
    without = bool(os.environ.get("NO_COLOR")) if colour is None else not colour
    written = StringIO()
    console = Console(
        file=written,
        width=max(width, NARROWEST),
        force_terminal=colour is not False,
        no_color=without,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for part in _parts(report, ReportSpeaker(report, locale_of(locale))):
        console.print(part)
    return written.getvalue()


def _parts(report: Report, speak: ReportSpeaker) -> Iterator[RenderableType]:
    _ = speak.messages.gettext
    yield _text(speak.say(report.title), "bold")
    yield _text(speak.holdings())
    if report.metrics:
        table = _table(_("Derived metrics"), (_("metric"), _("value"), _("formula")))
        for metric in report.metrics:
            table.add_row(*_metric(metric, speak))
        yield table
    for section in report.sections:
        table = _table(speak.section(section), ("", _("figure"), _("source")))
        for entity in section.entities:
            table.add_row(_text(speak.say(entity.name), "bold"), "", _cited(entity.citations))
            for entry in entity.figures:
                table.add_row(_text(f"  {_label(entry, speak)}"), _stated(entry, speak), _cited(entry.figure.citations))
            for ranking in entity.rankings:
                table.add_row("", _text(speak.ranking(ranking)), _cited(ranking.citations))
        yield table
    if report.timeline:
        table = _table(_("Timeline"), ("", "", _("source")))
        for moment in report.timeline:
            table.add_row(_text(speak.period(moment.when)), _text(speak.say(moment.name)), _cited(moment.citations))
        yield table
    yield from _findings(report, speak)
    if report.missing:
        table = _table(_("What cannot be derived"), (_("metric"), _("what is missing")))
        for missing in report.missing:
            inputs = ", ".join(map(speak.input, missing.inputs))
            name = f"{speak.say(missing.entity.name)}: {speak.say(missing.label)}"
            table.add_row(_text(name), _text(inputs or speak.sentence(missing.reason)))
        yield table
    table = _table(_("Sources"), ("", ""))
    for source in report.sources:
        table.add_row(_text(source.id, "bold"), _text(source.reference()))
    yield table


def _metric(metric: Metric, speak: ReportSpeaker) -> tuple[RenderableType, ...]:
    name = _text(f"{speak.say(metric.entity.name)}: {speak.say(metric.label)}")
    value = _text(speak.figure(metric.figure), "bold")
    period = speak.period(metric.figure.period)
    if period:
        value.append(visible(f"\n{period}"))
    readings = [f"{speak.reading(name)}: {speak.figure(each)}" for name, each in metric.readings.items()]
    how = _text("\n".join(readings) or speak.brief_formula(metric.figure))
    for caveat in metric.caveats:
        how.append(visible(f"\n{speak.caveat(caveat)}"), style="yellow")
    return name, value, how


def _findings(report: Report, speak: ReportSpeaker) -> Iterator[RenderableType]:
    for severity, found in speak.by_severity():
        table = _table(speak.severities(severity), ("", ""))
        for finding in found:
            said = _text(f"{speak.where(finding)}: {speak.sentence(finding.message)}")
            said.append(visible(f"\n→ {speak.sentence(finding.settle)}"), style="italic")
            table.add_row(_text(speak.check(finding), _COLOURS[severity.value]), said)
        yield table


def _label(entry: FigureEntry, speak: ReportSpeaker) -> str:
    return speak.say(entry.label) if entry.label is not None else speak.path(entry.path)


def _stated(entry: FigureEntry, speak: ReportSpeaker) -> RenderableType:
    figure, when = entry.figure, entry.figure.period or entry.when
    others = "".join(f" ({speak.figure(other)})" for other in figure.restated)
    status = f", {speak.word(figure.status)}" if figure.status.value != "unstated" else ""
    period = f", {speak.period(when)}" if when is not None else ""
    text = _text(speak.figure(figure), "bold")
    text.append(visible(f"{others}{period}{status}"))
    return text


def _cited(citations: tuple[Citation, ...]) -> RenderableType:
    return _text(format_citations(citations), "dim")


def _table(title: str, columns: tuple[str, ...]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(title=_text(title, "bold"), title_justify="left", box=box.SIMPLE_HEAD, expand=True)
    table.show_header = any(columns)
    for column, share in zip(columns, _SHARES[len(columns)], strict=True):
        table.add_column(_text(column), overflow="fold", ratio=share)
    return table


def _text(text: str, style: str = "") -> Text:
    """A text as it is: no markup of an author's is obeyed, nothing unseen is sent to the terminal."""
    from rich.text import Text

    return Text(visible(text), style=style)
