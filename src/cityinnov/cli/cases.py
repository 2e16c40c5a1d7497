"""`cityinnov cases`: the cases that ship."""

from __future__ import annotations

import argparse

from cityinnov.cli.command import Command, no_arguments

__all__ = ["COMMAND"]


def _run(_: argparse.Namespace) -> int:
    from cityinnov.casefile.reading import shipped_cases

    print("\n".join(shipped_cases()))
    return 0


COMMAND = Command("cases", "list the cases that ship", no_arguments, _run)
