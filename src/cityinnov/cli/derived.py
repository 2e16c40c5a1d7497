"""`cityinnov derived`: the derived metrics of a case, one line each."""

from __future__ import annotations

import argparse

from cityinnov.cli.command import Command, add_case

__all__ = ["COMMAND"]


def _run(options: argparse.Namespace) -> int:
    from cityinnov.casefile.reading import load_case

    for metric in load_case(options.case).derived():
        print(metric)
    return 0


COMMAND = Command("derived", "list the derived metrics of a case", add_case, _run)
