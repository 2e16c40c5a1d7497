"""The text of one file: its bytes, its places, and everything that keeps bytes from being text."""

from __future__ import annotations

import codecs
import os
import stat
from bisect import bisect_right
from functools import cached_property
from typing import NoReturn

from attrs import frozen

from cityinnov.casefile.problem import CaseFileError, Path, Problem
from cityinnov.errors import InputError
from cityinnov.plain_text import LINE_BREAK, decoded

__all__ = ["LARGEST_JSON", "LARGEST_YAML", "FileText", "decode", "read_file"]

LARGEST_YAML = 1_000_000  # bytes; a person's notes are shorter, and a YAML reader takes seconds for more
LARGEST_JSON = 4_000_000  # bytes, of 100,000 figures; a second goes by for each million


@frozen
class FileText:
    """A decoded file.

    Parameters
    ----------
    name : str
        The name to show in messages.
    raw : bytes
        The file as it stands on disk.
    text : str
        The same, decoded; without the byte order mark.
    """

    name: str
    raw: bytes
    text: str

    @property
    def byte_order_mark(self) -> bytes:
        """The mark the file begins with, or nothing."""
        return codecs.BOM_UTF8 if self.raw.startswith(codecs.BOM_UTF8) else b""

    @property
    def newline(self) -> str:
        """The line end of the file, which is that of its first line."""
        found = LINE_BREAK.search(self.text)
        return found.group() if found else "\n"

    @property
    def is_json(self) -> bool:
        """Whether the name says JSON."""
        return self.name.lower().endswith(".json")

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in LINE_BREAK.finditer(self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column, from 1, of an offset into `text`."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line_start(self, offset: int) -> int:
        """Return the offset at which the line of `offset` starts."""
        return self._line_starts[bisect_right(self._line_starts, offset) - 1]

    def line_end(self, offset: int) -> int:
        """Return the offset at which the line of `offset` ends, before its line break."""
        found = LINE_BREAK.search(self.text, offset)
        return found.start() if found else len(self.text)

    def next_line(self, offset: int) -> int:
        """Return the offset at which the line after that of `offset` starts."""
        found = LINE_BREAK.search(self.text, offset)
        return found.end() if found else len(self.text)

    def problem(
        self,
        offset: int,
        message: str,
        *,
        path: Path = (),
        found: str | None = None,
        expected: str | None = None,
        hint: str | None = None,
    ) -> Problem:
        """Say what is wrong at an offset."""
        line, column = self.position(offset)
        return Problem(path, message, line, column, found=found, expected=expected, hint=hint)


def read_file(path: str | os.PathLike[str]) -> FileText:
    """Read a case file's text; anything that is not a regular, readable file of decent size is refused.

    Raises
    ------
    CaseFileError
        If the file is missing, a directory, unreadable, too large or not UTF-8 text.
    """
    shown = os.path.basename(os.fspath(path)) or os.fspath(path)
    try:
        file = open(path, "rb", opener=_without_waiting)  # noqa: SIM115 - entered below, outside of this try
    except IsADirectoryError:
        _refuse(shown, "this is a directory", hint="name the case file in it, such as hefei.yaml")
    except FileNotFoundError:
        _refuse(shown, "there is no such file", found=os.fspath(path), hint="check the path")
    except PermissionError:
        _refuse(shown, "this file may not be read", hint="check its permissions")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = (error.strerror if isinstance(error, OSError) else None) or "not a possible path"
        _refuse(shown, f"this file cannot be opened: {reason.lower()}", hint="check the path")
    with file:
        kind = os.fstat(file.fileno())
        if not stat.S_ISREG(kind.st_mode):
            _refuse(shown, "this is not a file", hint="name the case file itself, such as hefei.yaml")
        _check_size(shown, kind.st_size)
        return decode(file.read(LARGEST_JSON + 1), shown)


def _without_waiting(path: str, flags: int) -> int:
    """Open without waiting for a writer, so that a named pipe is refused instead of waited for."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def decode(content: str | bytes, name: str) -> FileText:
    """Turn a file's content into text, or say why it is none.

    Raises
    ------
    CaseFileError
        If the content is too large, not UTF-8, or holds characters that text does not hold.
    """
    if isinstance(content, str):
        _check_size(name, len(content))
        raw = content.encode("utf-8", "surrogatepass")
    else:
        raw = content
    _check_size(name, len(raw))
    try:
        text = decoded(raw)
    except InputError as error:
        _refuse(name, error.what, found=error.found, hint=error.hint, **error.data)
    return FileText(name, raw, text)


def _check_size(name: str, size: int) -> None:
    if name.lower().endswith(".json"):
        if size > LARGEST_JSON:
            _refuse(name, "this file is too large", found=f"over {LARGEST_JSON:,} bytes", hint="split it into several")
    elif size > LARGEST_YAML:
        _refuse(
            name,
            "this file is too large for a case file",
            found=f"over {LARGEST_YAML:,} bytes",
            hint="long lists live beside the file as CSV: links: {file: links.csv}",
        )


def _refuse(
    name: str,
    message: str,
    *,
    hint: str | None,
    found: str | None = None,
    line: int | None = None,
    column: int | None = None,
) -> NoReturn:
    raise CaseFileError(name, [Problem((), message, line, column, found=found, hint=hint)]) from None
