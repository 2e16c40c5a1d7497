"""The YAML library's complaints, in the words of someone who writes case files."""

from __future__ import annotations

import re

from attrs import frozen
from ruamel.yaml.error import MarkedYAMLError

from cityinnov.casefile.file_text import FileText
from cityinnov.casefile.problem import Path, Problem

__all__ = ["syntax_problem"]


@frozen
class Complaint:
    """A pattern of the library's message, and what to say instead.

    `opened` places the problem where the thing began, not where it was missed.
    """

    pattern: re.Pattern[str]
    message: str
    hint: str
    opened: bool = False


def _complaint(pattern: str, message: str, hint: str, *, opened: bool = False) -> Complaint:
    return Complaint(re.compile(pattern), message, hint, opened)


# The first that fits wins. A message that no pattern fits gets the last, which says no more than is known.
COMPLAINTS = (
    _complaint(
        "mapping values are not allowed", "a second ': ' on one line", "quote the text, or check the indentation"
    ),
    _complaint(
        r"quoted scalar.*unexpected (end of stream|document separator)",
        "this quote is never closed",
        "close it; inside '…' a quote is written twice",
        opened=True,
    ),
    _complaint(
        r"flow (sequence|mapping|node).*(stream end|document start|document end)",
        "this bracket is never closed",
        "close it, or quote the text it belongs to",
        opened=True,
    ),
    _complaint(
        "flow (sequence|mapping)",
        "the list or mapping that is opened here breaks off",
        "close the bracket; quote texts that hold , : [ ] { }",
        opened=True,
    ),
    _complaint(r"character '\\t'", "a tab cannot indent YAML", "indent with spaces"),
    _complaint(r"character '[@`%]'", "a text cannot begin with this character", "quote the text"),
    _complaint(r"cannot start any token", "nothing can begin with this character", "quote the text"),
    _complaint(
        "could not find expected ':'", "this is neither 'key: value' nor a list item", "add the colon", opened=True
    ),
    _complaint("quoted scalar.*escape|hexadecimal", "an unknown \\ escape", "use '…', where \\ is only itself"),
    _complaint(
        "block scalar", "after | or > the text starts on the next line", "quote the text if it begins with | or >"
    ),
    _complaint(
        "block sequence|block mapping|block end",
        "this does not fit the block it stands in",
        "align it; quote a text that begins with a quote or bracket",
    ),
    _complaint("alias|anchor", "an & or * that no name follows", "quote the text"),
    _complaint("directive|document start", "a line that begins with % or stands before ---", "quote the text"),
    _complaint("tag", "an ! that begins no text", "quote the text"),
    _complaint("", "this cannot be read as YAML", "check the quotes, brackets and indentation up to here"),
)


def syntax_problem(file: FileText, error: MarkedYAMLError, path: Path) -> Problem:
    """Translate a scanner's or parser's error."""
    said = f"{error.context or ''} {error.problem or ''}"
    complaint = next(each for each in COMPLAINTS if each.pattern.search(said))
    mark = (
        (error.context_mark or error.problem_mark) if complaint.opened else (error.problem_mark or error.context_mark)
    )
    offset = min(mark.index if mark else 0, len(file.text))
    line = file.text[offset : file.line_end(offset)].strip()
    return file.problem(offset, complaint.message, path=path, found=repr(line) if line else None, hint=complaint.hint)
