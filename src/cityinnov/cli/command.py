"""What every command is: a name, a line of help, its arguments and what it does."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from cityinnov.errors import InputError

if TYPE_CHECKING:
    from cityinnov.case import CaseStudy
    from cityinnov.casefile.document import Document

__all__ = ["Command", "add_case", "add_locale", "add_text", "no_arguments", "read", "read_text", "write"]


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


def add_locale(parser: argparse.ArgumentParser, help: str, default: str | None = None) -> None:
    """The language of what a command prints."""
    parser.add_argument("--locale", "--lang", metavar="LOCALE", default=default, help=help)


def read(case: str) -> tuple[CaseStudy, Document]:
    """A case and its file, the progress of a large one shown to who looks."""
    from cityinnov.casefile.reading import read_case
    from cityinnov.report.progress import shown_progress

    with shown_progress() as progress:
        return read_case(case, progress=progress)


def add_text(parser: argparse.ArgumentParser) -> None:
    """The text whose figures a command is about."""
    parser.add_argument("text", metavar="TEXT", help="a text file: the article or report, in UTF-8")


def read_text(path: str) -> str:
    """The whole of a text file; what is no text in UTF-8 is refused."""
    with open(path, "rb") as file:
        content = file.read()
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        found = f"byte 0x{content[error.start]:02x} at offset {error.start:,}"
        name = os.path.basename(path)
        raise InputError(f"{name} is not text in UTF-8", found=found, hint="save the file as UTF-8") from None


def write(path: str, text: str) -> None:
    """Write a text to a file, whole or not at all."""
    from cityinnov.casefile.atomic import write_atomically

    try:
        write_atomically(path, text.encode("utf-8"))
    except OSError as error:
        error.filename = path  # not that of the temporary file
        raise
