"""Charts of figures: derived metrics, what one rests on, and cities side by side."""

from __future__ import annotations

from collections.abc import Callable

from cityinnov.charts.chart import Chart, altair, finished
from cityinnov.charts.ranges import Row, range_layers
from cityinnov.comparison.column import Comparison
from cityinnov.entity.indicator_vocabulary import indicators
from cityinnov.errors import InputError
from cityinnov.report.model import Metric, Report
from cityinnov.values import lineage
from cityinnov.values.bounds import Bounds
from cityinnov.values.figure import Figure
from cityinnov.values.node import replayed, with_parts
from cityinnov.values.source import format_citations
from cityinnov.values.units import Unit
from cityinnov.wording.figures import format_figure
from cityinnov.wording.labels import field_label, name_in
from cityinnov.wording.locale import LocaleLike, locale_of
from cityinnov.wording.messages import messages
from cityinnov.wording.sentences import said

__all__ = ["comparison_chart", "interval_chart", "tornado_chart"]


def interval_chart(report: Report, *, locale: LocaleLike = None) -> Chart:
    """The derived metrics of a case as ranges, one scale for each unit.

    Parameters
    ----------
    report : Report
        From `report_of`.
    locale : str, babel.Locale or None
        The language; None for the one that holds here.

    Raises
    ------
    InputError
        If nothing could be derived.

    Examples
    --------
    >>> from cityinnov.casefile.reading import load_case
    >>> from cityinnov.report.gathering import report_of
    >>> interval_chart(report_of(load_case("hefei"))).title
    "Derived metrics: Hefei's rise to a technology hub"
    """
    if not report.metrics:
        raise InputError(f"nothing could be derived from {report.id}", hint="report.missing says what it would take")
    by_unit: dict[Unit, list[Metric]] = {}
    for metric in report.metrics:
        by_unit.setdefault(metric.figure.unit, []).append(metric)
    panels = []
    for unit, metrics in by_unit.items():
        rows = [
            Row(label=label, bounds=figure.bounds, text=format_figure(figure, locale_of(locale)))
            for metric in metrics
            for label, figure in _readings(metric, locale)
        ]
        panels.append(range_layers(rows, _tick(unit, locale)))
    title = f"{messages(locale).gettext('Derived metrics')}: {name_in(report.title, locale)}"
    return finished(altair().vconcat(*panels, spacing=26), title, locale)


def _readings(metric: Metric, locale: LocaleLike) -> list[tuple[str, Figure]]:
    name = f"{name_in(metric.label, locale)} ({said(metric.entity.name, locale)})"
    if not metric.readings:
        return [(name, metric.figure)]
    of = messages(locale).gettext("of {reading}")
    return [(f"{name}, {of.format(reading=reading)}", figure) for reading, figure in metric.readings.items()]


def _tick(unit: Unit, locale: LocaleLike) -> Callable[[float], str]:
    """What is written at a value of a scale: the number, with its sign where that is short."""
    shown = unit if unit.text == "%" else Unit.parse("")
    return lambda value: format_figure(Figure.exact(float(f"{value:.9g}"), shown), locale_of(locale))


def tornado_chart(figure: Figure, *, title: str | None = None, locale: LocaleLike = None) -> Chart:
    """What each uncertain figure does to a derived one: its range as that figure alone varies, widest first.

    All others are held at their middle, or at their finite end where they have none, as in `Figure.sensitivity`.

    Parameters
    ----------
    figure : Figure
        A derived figure.
    title : str, optional
        What it is called; its formula where nothing is given.
    locale : str, babel.Locale or None
        The language.

    Raises
    ------
    InputError
        If no figure it rests on is uncertain.

    Examples
    --------
    >>> share = Figure.parse("40 to 60 firms") / Figure.parse("90 to 110 firms")
    >>> tornado_chart(share.to("%"), title="share").title
    'What it rests on: share'
    """
    order, spoken = lineage.steps(figure), locale_of(locale)
    uncertain = [leaf for leaf in figure.leaves() if not leaf.bounds.is_point]
    if not uncertain:
        raise InputError("no figure that this one rests on is uncertain", found=str(figure))
    centre = replayed(order, _pinned).bounds
    swings = [(leaf, replayed(order, _pinned_but(leaf))) for leaf in uncertain]
    swings.sort(key=lambda swing: -swing[1].bounds.width)
    rows = [
        Row(label=_leaf(leaf, spoken), bounds=swing.bounds, text=format_figure(swing, spoken)) for leaf, swing in swings
    ]
    drawn = range_layers(rows, _tick(figure.unit, locale), rule=centre.low if centre.is_point else None)
    whole = messages(locale).gettext("What it rests on")
    heading = f"{whole}: {title or figure.formula()}"
    return finished(drawn, heading, locale, format_figure(figure, spoken))


def _leaf(leaf: Figure, locale: LocaleLike) -> str:
    cited = f" [{format_citations(leaf.citations)}]" if leaf.citations else ""
    return f"{format_figure(leaf, locale_of(locale))}{cited}"


def _pinned_but(varied: Figure) -> Callable[[Figure], Figure]:
    return lambda leaf: leaf if leaf is varied else _pinned(leaf)


def _pinned(leaf: Figure) -> Figure:
    """A leaf at its middle, or else at the end it has."""
    bounds = leaf.bounds
    if bounds.is_point:
        return leaf
    at = bounds.mid if bounds.is_bounded else next(x for x in (bounds.low, bounds.high, 0.0) if abs(x) != float("inf"))
    return with_parts(leaf, natural=Bounds.exact(at), _tight=Bounds.exact(at))


def comparison_chart(comparison: Comparison, *, locale: LocaleLike = None) -> Chart:
    """Cities, or other entities, side by side, highest first; those whose order the bounds do not decide are marked.

    Parameters
    ----------
    comparison : Comparison
        From `compare`.
    locale : str, babel.Locale or None
        The language.

    Raises
    ------
    InputError
        If none of them has a figure that compares.

    Examples
    --------
    >>> from cityinnov.city import City
    >>> from cityinnov.comparison.comparison import compare
    >>> cities = [City(id, figures={"nev_output": text}) for id, text in
    ...           (("a", "740,000 vehicles, 2023"), ("b", "over 500,000 vehicles, 2023"))]
    >>> comparison_chart(compare(cities, "nev_output")).title
    'output of new-energy vehicles'
    """
    say, rows, unit = messages(locale).gettext, [], Unit.parse("")
    for tier in comparison.tiers:
        for compared in tier:
            figure = compared.figure
            assert figure is not None  # tiers hold only those that have one
            unit = figure.unit
            name = name_in(compared.entity.name, locale)
            is_open = len(tier) > 1
            label = f"{name} ({say('order not decided')})" if is_open else name
            text = format_figure(figure, locale_of(locale))
            rows.append(Row(label=label, bounds=figure.bounds, text=text, is_muted=is_open))
    if not rows:
        raise InputError(f"no figure of {comparison.name!r} compares", hint="each row's reason says why")
    known = comparison.name in indicators()
    title = field_label(comparison.name, locale) if known else comparison.name.replace("_", " ")
    left_out = [name_in(row.entity.name, locale) for row in comparison.rows if row.figure is None]
    note = f"{say('without a figure that compares')}: {', '.join(left_out)}" if left_out else ""
    return finished(range_layers(rows, _tick(unit, locale)), title, locale, note)
