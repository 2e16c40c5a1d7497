"""`cityinnov records`: every stated figure as a record."""

from __future__ import annotations

import argparse
import json

from cityinnov.cli.command import Command, add_case

__all__ = ["COMMAND"]


def _run(options: argparse.Namespace) -> int:
    from cityinnov.casefile.reading import load_case

    for record in load_case(options.case).records():
        shown = {key: None if value in (float("inf"), float("-inf")) else value for key, value in record.items()}
        print(json.dumps(shown, ensure_ascii=False))
    return 0


COMMAND = Command("records", "print every stated figure as JSON, one record each", add_case, _run)
