"""`cityinnov derived`: the derived metrics of a case, one line each."""

from __future__ import annotations

import argparse
import json

from cityinnov.cli.command import Command, add_case, read

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="json: with the lineage of each")


def _run(options: argparse.Namespace) -> int:

    metrics = read(options.case)[0].derived()
    if options.format == "json":
        from cityinnov.interchange.lineage import metric_record

        print(json.dumps([metric_record(metric) for metric in metrics], ensure_ascii=False, indent=2))
        return 0
    for metric in metrics:
        print(metric)
    return 0


COMMAND = Command("derived", "list the derived metrics of a case", _arguments, _run)
