"""`cityinnov new`: a commented case file to start from."""

from __future__ import annotations

import argparse

from cityinnov.cli.command import Command

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", metavar="NAME", help="what the case is called, in kebab-case: my-city")


def _run(options: argparse.Namespace) -> int:
    from cityinnov.casefile.starter import write_starter

    name = write_starter(options.case)
    print(f"{name} is written; next: cityinnov check {name}")
    return 0


COMMAND = Command("new", "write a commented case file to start from", _arguments, _run)
