"""The program: commands by name, and errors as what a person can read."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout

from cityinnov.cli import (
    cases,
    charts,
    check,
    checks,
    cite,
    compare,
    coverage,
    derived,
    diff,
    draft,
    explain,
    new,
    records,
    report,
    schema,
    sheet,
)
from cityinnov.cli.terminal import Visible
from cityinnov.errors import CityinnovError

__all__ = ["COMMANDS", "main", "parser"]

#: In the order in which the help shows them.
COMMANDS = (
    new.COMMAND,
    draft.COMMAND,
    coverage.COMMAND,
    report.COMMAND,
    charts.COMMAND,
    check.COMMAND,
    checks.COMMAND,
    explain.COMMAND,
    derived.COMMAND,
    diff.COMMAND,
    compare.COMMAND,
    cite.COMMAND,
    records.COMMAND,
    sheet.COMMAND,
    schema.COMMAND,
    cases.COMMAND,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code.

    Examples
    --------
    >>> main(["explain", "hefei", "nevs_per_graduate"])
    under 7.4 vehicles/person  =  in another unit
    └─ under 7.4 vehicles/graduate  =  divide
       │ caveat: the figures are of different periods: 2023 and 2025?
       ├─ 740,000 vehicles, 2023 [br ¶9]
       └─ over 100,000 graduates "over 100,000 STEM graduates annually", 2025? [br ¶15]
    0
    """
    options = parser().parse_args(arguments)
    try:
        with redirect_stdout(Visible(sys.stdout)):
            return int(options.run(options))
    except CityinnovError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output has seen enough: end as quietly as `head` expects
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print(f"{error.filename or 'output'}: {error.strerror}", file=sys.stderr)
        return 1


def parser() -> argparse.ArgumentParser:
    """The arguments of the program: a parser of each command."""
    made = argparse.ArgumentParser(prog="cityinnov", description="Industrial-policy case studies as data.")
    subparsers = made.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        subparser = subparsers.add_parser(command.name, help=command.help, description=command.help.capitalize() + ".")
        command.arguments(subparser)
        subparser.set_defaults(run=command.run)
    return made
