"""`cityinnov charts`: every chart of a case that its data allow, as files."""

from __future__ import annotations

import argparse
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cityinnov.cli.command import Command, add_case, add_locale, read
from cityinnov.errors import InputError

if TYPE_CHECKING:
    from cityinnov.charts.chart import Chart
    from cityinnov.report.model import Report

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    parser.add_argument("--output", metavar="DIR", required=True, help="the directory to write them to; it is made")
    parser.add_argument(
        "--format", choices=("svg", "png", "html"), default="svg", help="of the files; html is interactive"
    )
    add_locale(parser, "the language of the charts, e.g. zh_CN, de (default: en)", "en")
    parser.add_argument("--fonts", metavar="DIR", help="a directory of fonts to draw with, beside those of the machine")


def _run(options: argparse.Namespace) -> int:
    from cityinnov.report.gathering import report_of

    case = read(options.case)[0]
    drawn: dict[str, Chart] = {}
    for name, chart in _charts(report_of(case), options.locale):
        try:
            drawn[name] = chart()
        except InputError as error:  # the case has nothing to draw there
            print(f"no {name}: {error}", file=sys.stderr)
    directory = Path(options.output)
    if drawn:
        directory.mkdir(parents=True, exist_ok=True)
    for name, picture in drawn.items():
        path = directory / f"{name}.{options.format}"
        with warnings.catch_warnings(record=True) as lacking:
            warnings.simplefilter("always", UserWarning)
            picture.save(path, fonts=options.fonts)
        for warning in lacking:
            print(f"{path}: {warning.message}", file=sys.stderr)
        print(path)
    return 0 if drawn else 1


def _charts(report: Report, locale: str) -> Iterator[tuple[str, Callable[[], Chart]]]:
    """The charts there may be, each with the name of its file."""
    from cityinnov.charts.drawings import capital_chart, chain_chart
    from cityinnov.charts.metrics import interval_chart, tornado_chart
    from cityinnov.charts.time import ownership_chart, timeline_chart
    from cityinnov.wording.labels import name_in
    from cityinnov.wording.locale import locale_of
    from cityinnov.wording.sentences import said

    spoken = locale_of(locale)  # refused before anything is drawn
    yield "metrics", partial(interval_chart, report, locale=spoken)
    yield "timeline", partial(timeline_chart, report, locale=spoken)
    yield "capital", partial(capital_chart, report, locale=spoken)
    for ownership in report.ownership:
        yield f"ownership-{ownership.id}", partial(ownership_chart, ownership, locale=spoken)
    for chain in report.chains:
        yield f"chain-{chain.id}", partial(chain_chart, report, chain, locale=spoken)
    drawn: Counter[str] = Counter()
    for metric in report.metrics:
        if sum(not leaf.is_exact for leaf in metric.rests_on) > 1:  # of one alone there is nothing to compare
            drawn[metric.path] += 1  # one metric may be of several periods
            place = f"-{drawn[metric.path]}" if drawn[metric.path] > 1 else ""
            title = f"{name_in(metric.label, spoken)}: {said(metric.entity.name, spoken)}"
            yield f"sensitivity-{metric.path}{place}", partial(tornado_chart, metric.figure, title=title, locale=spoken)


COMMAND = Command("charts", "draw every chart of a case that its data allow", _arguments, _run)
