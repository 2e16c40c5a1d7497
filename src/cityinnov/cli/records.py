"""`cityinnov records`: every stated figure as a record, on the terminal or in a table."""

from __future__ import annotations

import argparse
import json

from cityinnov.cli.command import Command, add_case, read

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    parser.add_argument("--output", metavar="FILE", help="write a table: FILE ends in .csv, .xlsx or .parquet")


def _run(options: argparse.Namespace) -> int:

    case = read(options.case)[0]
    if options.output:
        from cityinnov.interchange.tables import write_records

        write_records(case, options.output)
        return 0
    for record in case.records():
        shown = {key: None if value in (float("inf"), float("-inf")) else value for key, value in record.items()}
        print(json.dumps(shown, ensure_ascii=False))
    return 0


COMMAND = Command("records", "print every stated figure as JSON, or write them to a table", _arguments, _run)
