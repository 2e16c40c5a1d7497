"""`cityinnov compare`: several cases side by side, with the reason wherever figures do not compare."""

from __future__ import annotations

import argparse
import json
import math
import shutil
import sys
from typing import TYPE_CHECKING, Any

from cityinnov.cli.command import Command, add_locale, read, write
from cityinnov.cli.money import add_money, rates_and_indices

if TYPE_CHECKING:
    from cityinnov.case import CaseStudy
    from cityinnov.comparison.table import ComparisonTable

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("cases", nargs="+", metavar="CASE", help="cases that ship (hefei) or paths of case files")
    parser.add_argument(
        "--metrics",
        nargs="+",
        metavar="NAME",
        help="derived metrics and indicators, e.g. local_share gdp; without it, all that two of the cases have",
    )
    parser.add_argument("--period", help="of which the claims are taken, e.g. 2023, where there are several")
    parser.add_argument("--prefer", metavar="SOURCE", help="the id of the source to believe where several differ")
    parser.add_argument("--hull", action="store_true", help="take claims that differ together, as a range")
    add_money(parser)
    parser.add_argument(
        "--format", choices=("text", "markdown", "html", "csv", "json"), default="text", help="how the table is written"
    )
    add_locale(parser, "the language of the table, e.g. zh_CN, de (default: en)", "en")
    parser.add_argument("--output", metavar="FILE", help="write to a file instead")


def _run(options: argparse.Namespace) -> int:
    table = _table([read(case)[0] for case in options.cases], options)
    text = _written(table, options)
    if options.output:
        write(options.output, text)
    else:
        print(text, end="")
    if options.format == "text" and (hints := list(_remedies(table))):
        print("To bring together what does not compare:", *hints, sep="\n  ", file=sys.stderr)
    return 0


def _table(cases: list[CaseStudy], options: argparse.Namespace) -> ComparisonTable:
    from cityinnov.comparison.comparison import compare, shared_metrics
    from cityinnov.errors import InputError
    from cityinnov.prices.restating import restating
    from cityinnov.values.period import Period

    _check_source(cases, options.prefer)
    period = Period.parse(options.period) if options.period else None
    metrics = options.metrics or shared_metrics(cases)
    if not metrics:
        raise InputError("no two of these cases have a metric or indicator in common", hint="name some: --metrics gdp")
    restated = None
    if options.currency or options.prices:
        rates, indices = rates_and_indices(options)
        restated = restating(options.currency, rates, prices=options.prices, indices=indices)
    return compare(cases, metrics=metrics, period=period, prefer=options.prefer, hull=options.hull, restated=restated)


def _check_source(cases: list[CaseStudy], prefer: str | None) -> None:
    from cityinnov.errors import UnknownNameError, nearest

    known = list(dict.fromkeys(source for case in cases for source in case.sources))
    if prefer is not None and prefer not in known:
        near = nearest(prefer, known)
        raise UnknownNameError(
            f"none of these cases has a source {prefer!r}", expected=", ".join(near or known[:12]), nearest=near
        )


def _written(table: ComparisonTable, options: argparse.Namespace) -> str:
    if options.format == "json":
        return json.dumps([_plain(record) for record in table.to_records()], ensure_ascii=False, indent=2) + "\n"
    if options.format == "csv":
        from cityinnov.interchange.csv_file import written

        records = table.to_records()
        rows = [["; ".join(each) if isinstance(each, tuple) else each for each in row.values()] for row in records]
        return written(list(records[0]), rows).decode()
    if options.format == "text":
        from cityinnov.report.comparison_text import WIDTH, text_comparison

        width = shutil.get_terminal_size((WIDTH, 24)).columns if sys.stdout.isatty() else WIDTH
        return text_comparison(table, options.locale, width=width)
    from cityinnov.report.pages import html_comparison, markdown_comparison

    return (html_comparison if options.format == "html" else markdown_comparison)(table, options.locale)


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    """A record as JSON has it, which knows no infinite numbers."""
    return {key: None if isinstance(value, float) and math.isinf(value) else value for key, value in record.items()}


def _remedies(table: ComparisonTable) -> list[str]:
    """Which options bring together what does not compare."""
    from cityinnov.comparison.compared import Obstacle

    options = {
        Obstacle.CLAIMS: "--prefer SOURCE, --period PERIOD or --hull",
        Obstacle.CURRENCY: "--currency CODE, with --prices YEAR for the prices of one year",
        Obstacle.PRICES: "--currency CODE --prices YEAR",
    }
    found = {row.obstacle for column in table.columns.values() for row in column.rows}
    return [f"{obstacle}: {option}" for obstacle, option in options.items() if obstacle in found]


COMMAND = Command("compare", "set several cases side by side, and say why where they do not compare", _arguments, _run)
