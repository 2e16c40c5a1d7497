"""`cityinnov schema`: the JSON Schema of case files."""

from __future__ import annotations

import argparse
import json

from cityinnov.cli.command import Command, no_arguments

__all__ = ["COMMAND"]


def _run(_: argparse.Namespace) -> int:
    from cityinnov.casefile.schema import case_schema

    print(json.dumps(case_schema(), ensure_ascii=False, indent=2))
    return 0


COMMAND = Command("schema", "print the JSON Schema of case files, for editors", no_arguments, _run)
