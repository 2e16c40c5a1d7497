"""What every command is: a name, a line of help, its arguments and what it does."""

from __future__ import annotations

import argparse
from collections.abc import Callable

import attrs

__all__ = ["Command", "add_case", "no_arguments"]


@attrs.frozen(slots=True)
class Command:
    """A command of the command line; `run` gives the exit code."""

    name: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def no_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing follows the command."""


def add_case(parser: argparse.ArgumentParser) -> None:
    """The case that a command is about."""
    parser.add_argument("case", help="a case that ships (hefei) or the path of a case file")
