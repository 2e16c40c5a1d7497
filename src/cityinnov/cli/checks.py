"""`cityinnov checks`: the checks there are."""

from __future__ import annotations

import argparse

from cityinnov.cli.command import Command, no_arguments

__all__ = ["COMMAND"]


def _run(_: argparse.Namespace) -> int:
    from cityinnov.checks.registry import RULES

    for rule in RULES.values():
        print(f"{rule}: {rule.summary}")
    return 0


COMMAND = Command("checks", "list the checks there are", no_arguments, _run)
