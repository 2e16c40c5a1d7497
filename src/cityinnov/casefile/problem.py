"""What is wrong with a case file, and where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import frozen

from cityinnov.errors import CityinnovError
from cityinnov.stated import Path, path_text

__all__ = ["CaseFileError", "Path", "Problem", "clipped"]

MOST_SHOWN = 20  # problems; more than that no longer fits on one screen
LONGEST_LINE = 320  # characters of one problem: four lines of a terminal
LONGEST_FOUND = 60  # characters quoted from the file


@frozen
class Problem:
    """One thing wrong at one place of a case file.

    Parameters
    ----------
    path : tuple of str or int
        Keys and list indices that lead to the place; empty for the file as a whole.
    message : str
        What is wrong, as a clause without a full stop.
    line, column : int, optional
        Where it stands, counted from 1.
    found, expected, hint : str, optional
        What stood there, what would have been right, what to do next.

    Examples
    --------
    >>> print(Problem(("funds", 0), "unknown key 'sponser'", 4, 7, hint="did you mean 'sponsor'?"))
    4:7 funds[0]: unknown key 'sponser' (hint: did you mean 'sponsor'?)
    """

    path: Path
    message: str
    line: int | None = None
    column: int | None = None
    found: str | None = None
    expected: str | None = None
    hint: str | None = None

    @property
    def place(self) -> tuple[int, int]:
        """Line and column to sort by; a problem without a place comes first."""
        return (self.line or 0, self.column or 0)

    def __str__(self) -> str:
        where = ":".join(str(number) for number in (self.line, self.column) if number is not None)
        path = path_text(self.path)
        prefix = f"{where} {path}: " if path else f"{where}: " if where else ""
        found = f"; found {clipped(self.found)}" if self.found is not None else ""
        expected = f"; expected {self.expected}" if self.expected is not None else ""
        hint = f" (hint: {self.hint})" if self.hint else ""
        return clipped(f"{prefix.lstrip()}{self.message}{found}{expected}{hint}", LONGEST_LINE)


class CaseFileError(CityinnovError, ValueError):
    """A case file cannot be read; `problems` lists everything that is wrong with it.

    Parameters
    ----------
    name : str
        The file's name, as it is to be shown.
    problems : iterable of Problem
        At least one; kept sorted by place.

    Examples
    --------
    >>> print(CaseFileError("hefei.yaml", [Problem(("case",), "not an id", 2, 7, found="'He Fei'")]))
    hefei.yaml:2:7 case: not an id; found 'He Fei'
    """

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.name = name
        self.problems = tuple(sorted(problems, key=lambda problem: problem.place))
        first = self.problems[0]
        super().__init__(first.message, found=first.found, expected=first.expected, hint=first.hint)

    def __str__(self) -> str:
        lines = [self._line(problem) for problem in self.problems[:MOST_SHOWN]]
        if more := len(self.problems) - MOST_SHOWN:
            lines += [f"… and {more} more"] if more > 0 else []
        return "\n".join(lines)

    def _line(self, problem: Problem) -> str:
        separator = ":" if problem.line is not None else ": " if not problem.path else " "
        return f"{clipped(self.name)}{separator}{problem}"

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.name, self.problems))


def clipped(text: str, longest: int = LONGEST_FOUND) -> str:
    r"""Shorten a text for a message and escape what a terminal would obey.

    Examples
    --------
    >>> clipped("fifty lots of it", longest=8)
    'fifty l…'
    >>> clipped("bell" + chr(7))
    'bell\\x07'
    """
    short = text if len(text) <= longest else text[: longest - 1] + "…"
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in short)
