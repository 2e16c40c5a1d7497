"""`cityinnov draft`: the figures of a text as the draft of a case file."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from cityinnov.cli.command import Command, add_text, read_text

__all__ = ["COMMAND"]

#: Options that are variables of the source's record, and what they hold.
RECORD = {
    "type": "its CSL type: article-newspaper, report, webpage, ...",
    "title": "its title",
    "author": "who wrote it",
    "container": "the magazine, newspaper or site it stands in",
    "publisher": "who published it",
    "issued": "its date, as exactly as it is known; dates 'nine years ago' too",
    "accessed": "when it was read",
    "URL": "its address",
    "language": "en, zh, ...; told from the text where it is not given",
}


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_text(parser)
    parser.add_argument(
        "--case", metavar="ID", help="the id of the case; made of the file's name where it is not given"
    )
    parser.add_argument("--source", metavar="ID", default="text", help="what citations call the text (default: text)")
    for name, help in RECORD.items():
        default = "document" if name == "type" else None
        parser.add_argument(f"--{name.lower()}", metavar="TEXT", dest=name, default=default, help=help)


def _run(options: argparse.Namespace) -> int:
    from cityinnov.prose.draft import draft_case
    from cityinnov.values.source import Source

    given = {name: getattr(options, name) for name in RECORD if getattr(options, name) is not None}
    record = {{"container": "container-title"}.get(name, name): value for name, value in given.items()}
    id = options.case or re.sub(r"[\W_]+", "-", Path(options.text).stem.lower()).strip("-")
    text = read_text(options.text)
    print(draft_case(text, Source.from_csl(record, id=options.source), id=id), end="")
    return 0


COMMAND = Command("draft", "write the figures of a text as a draft case file", _arguments, _run)
