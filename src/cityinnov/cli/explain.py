"""`cityinnov explain`: how a derived metric came about."""

from __future__ import annotations

import argparse
import json

from cityinnov.cli.command import Command, add_case, read

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    parser.add_argument("metric", help="the metric, e.g. local_share or vw-suppliers.local_share")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="json: every step and its sources")


def _run(options: argparse.Namespace) -> int:

    rows = read(options.case)[0].derived()
    found = rows.named(options.metric)
    if not found:
        rows[options.metric]  # raises, with the nearest known names
    if options.format == "json":
        from cityinnov.interchange.lineage import metric_record

        print(json.dumps([metric_record(metric) for metric in found], ensure_ascii=False, indent=2))
        return 0 if found.computed else 1
    for place, metric in enumerate(found):
        if len(found) > 1:
            print(("\n" if place else "") + f"{metric.path}, {metric.period or 'no common period'}")
        print(metric.figure.explain() if metric.figure is not None else f"{metric.path}: {metric.reason}")
    return 0 if found.computed else 1


COMMAND = Command("explain", "print how a derived metric came about", _arguments, _run)
