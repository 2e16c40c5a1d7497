"""`cityinnov coverage`: a case set against a text that it cites."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cityinnov.cli.command import Command, add_case, add_text, read, read_text

if TYPE_CHECKING:
    from cityinnov.prose.coverage import Coverage

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    add_text(parser)
    parser.add_argument("--source", metavar="ID", help="which source of the case the text is, where it has several")
    parser.add_argument("--language", metavar="TAG", help="of the text, where the source has none: en, zh, ...")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how the result is written")


def _run(options: argparse.Namespace) -> int:
    from cityinnov.prose.coverage import coverage

    text = read_text(options.text)
    found = coverage(read(options.case)[0], text, source=options.source, language=options.language)
    if options.format == "json":
        print(json.dumps(found.record(), ensure_ascii=False, indent=2))
    else:
        _print(found)
    return 0 if found.is_complete else 1


def _print(found: Coverage) -> None:
    total = len(found.held) + len(found.missing)
    if total:
        print(f"The case has {len(found.held)} of {total} figures of the text: {_shown(found.share)}")
    else:
        print("The text has no figures")
    _list("It lacks", found.missing)
    _list("It leaves out", (f"{passage}: {passage.because}" for passage in found.omitted))
    if found.cited:
        borne = found.cited - len(found.unsupported)
        print(f"The text bears out {borne} of {found.cited} figures that cite {found.source}: {_shown(found.support)}")
    else:
        print(f"No figure of the case cites {found.source}")
    _list("It does not bear out", found.unsupported)
    _list("Left out, but not in the text", (f"{each.words!r}" for each in found.unused))


def _shown(percent: float | None) -> str:
    """Rounded down: 100 % is nothing less."""
    return f"{int((percent or 0) * 10) / 10:g} %"


def _list(heading: str, lines: Iterable[object]) -> None:
    written = list(lines)
    if written:
        print(f"{heading}:", *(f"  {line}" for line in written), sep="\n")


COMMAND = Command(
    "coverage", "say which figures of a text a case lacks, and which of its own the text lacks", _arguments, _run
)
