"""`cityinnov diff`: which figures of a case have changed, and which derived metrics moved."""

from __future__ import annotations

import argparse
import json

from cityinnov.cli.command import Command, read

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("before", help="a case that ships (hefei) or the path of a case file")
    parser.add_argument("after", help="the same case, changed")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how the difference is written")


def _run(options: argparse.Namespace) -> int:
    from cityinnov.case_difference import difference

    found = difference(read(options.before)[0], read(options.after)[0])
    print(json.dumps(found.record(), ensure_ascii=False, indent=2) if options.format == "json" else found)
    return 0


COMMAND = Command("diff", "say which figures of a case have changed, and which derived metrics moved", _arguments, _run)
