"""Findings: what is odd about a case, where it stands, and what would settle it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, overload

import attrs

from cityinnov.message import Message
from cityinnov.stated import Location, Path, path_text
from cityinnov.values.figure import Figure
from cityinnov.values.notebook import html_table

__all__ = ["Finding", "Findings", "Severity"]


class Severity(StrEnum):
    """How much a finding weighs.

    Examples
    --------
    >>> Severity.NOTE.weight < Severity.WARNING.weight < Severity.ERROR.weight
    True
    """

    NOTE = "note"  # to know before quoting
    WARNING = "warning"  # not to be quoted as it stands
    ERROR = "error"  # cannot be true

    @property
    def weight(self) -> int:
        """Its place in the order, the heavier the higher."""
        return list(Severity).index(self)


@attrs.frozen(slots=True, kw_only=True)
class Finding:
    """One thing that a check found.

    Parameters
    ----------
    code, name : str
        Those of the rule: C101, restated-at-another-rate.
    severity : Severity
        note, warning or error.
    path : tuple of str or int
        Where it stands in a case file: ``("investments", "nio-2020", "amount")``.
    message : str
        What is wrong, and by how much: a `Message`, which `cityinnov.wording.sentences` says in any language that has
        it, or a plain text.
    settle : str
        What would settle it; likewise.
    figures : tuple of Figure
        The figures concerned.
    where : Location, optional
        What the place is called.
    line, column : int, optional
        Where it stands, where the file is known.

    Examples
    --------
    >>> print(Finding(code="C701", name="figure-without-source", severity=Severity.WARNING, path=("cities", "hefei"),
    ...               message="no source", settle="cite it", line=4, column=7))
    4:7 cities.hefei: C701 warning: no source (to settle: cite it)
    """

    code: str
    name: str
    severity: Severity
    path: Path
    message: str
    settle: str
    figures: tuple[Figure, ...] = ()
    where: Location | None = None
    line: int | None = None
    column: int | None = None

    @property
    def at(self) -> str:
        """The path as it is written: `investments.nio-2020.amount`."""
        return path_text(self.path)

    @property
    def place(self) -> tuple[int, int]:
        """Line and column to sort by; 0 where they are not known."""
        return (self.line or 0, self.column or 0)

    def record(self) -> dict[str, Any]:
        """The finding as plain data, for JSON."""
        return {
            "code": self.code,
            "name": self.name,
            "severity": self.severity.value,
            "path": self.at,
            "line": self.line,
            "column": self.column,
            "message": self.message,
            "settle": self.settle,
            "figures": [str(figure) for figure in self.figures],
        }

    @property
    def head(self) -> str:
        """What stands before its sentence: line and column, path, code."""
        where = f"{self.line}:{self.column} " if self.line is not None else ""
        path = f"{self.at}: " if self.path else ""
        return f"{where}{path}{self.code} "

    @property
    def said(self) -> Message:
        """Its severity, what is wrong and what would settle it."""
        return Message(
            "{severity}: {message} (to settle: {settle})",
            severity=self.severity,
            message=self.message,
            settle=self.settle,
        )

    def __str__(self) -> str:
        return f"{self.head}{self.said}"


@attrs.frozen(slots=True)
class Findings(Sequence[Finding]):
    """What the checks found in a case, in the order of its file.

    Parameters
    ----------
    rows : tuple of Finding
        To be reported.
    accepted : tuple of Finding
        What the case accepts with a reason.

    Examples
    --------
    >>> print(Findings())
    no findings
    """

    rows: tuple[Finding, ...] = ()
    accepted: tuple[Finding, ...] = ()

    @property
    def worst(self) -> Severity | None:
        """The heaviest severity among them; None where there is nothing."""
        return max((finding.severity for finding in self.rows), key=lambda each: each.weight, default=None)

    def of(self, code: str) -> Findings:
        """Those of one check, by its code."""
        return attrs.evolve(self, rows=tuple(finding for finding in self.rows if finding.code == code))

    def summary(self) -> Message:
        """How many there are of each severity.

        Examples
        --------
        >>> Findings().summary()
        'no findings'
        """
        errors, warnings, notes = (
            sum(1 for finding in self.rows if finding.severity is each) for each in reversed(Severity)
        )
        said = (
            (errors, Message.counted("{n} error", "{n} errors", errors)),
            (warnings, Message.counted("{n} warning", "{n} warnings", warnings)),
            (notes, Message.counted("{n} note", "{n} notes", notes)),
            (len(self.accepted), Message.counted("{n} accepted", "{n} accepted", len(self.accepted))),
        )
        counts = tuple(message for count, message in said if count)
        return Message("{counts}", counts=counts) if counts else Message("no findings")

    @overload
    def __getitem__(self, key: int) -> Finding: ...
    @overload
    def __getitem__(self, key: slice) -> Findings: ...
    def __getitem__(self, key: int | slice) -> Finding | Findings:
        return attrs.evolve(self, rows=self.rows[key]) if isinstance(key, slice) else self.rows[key]

    def __len__(self) -> int:
        return len(self.rows)

    def __str__(self) -> str:
        return "\n".join(map(str, self.rows)) or "no findings"

    def _repr_html_(self) -> str:
        """The findings for a notebook, the heaviest first."""
        rows = [
            [finding.code, finding.severity.value, finding.at, finding.message, finding.settle]
            for finding in sorted(self.rows, key=lambda finding: -finding.severity.weight)
        ]
        return html_table(self.summary(), ["check", "severity", "where", "what", "to settle"], rows)
