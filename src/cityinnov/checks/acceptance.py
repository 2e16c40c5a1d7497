"""Accepted findings: what a case lets stand with a reason, and what it accepts without need."""

from __future__ import annotations

from collections.abc import Iterator

from cityinnov.checks.finding import Finding, Severity
from cityinnov.checks.rule import Audit, Suspicion, rule
from cityinnov.decision import AcceptedFinding
from cityinnov.message import Message

__all__ = ["accepts", "unused_acceptance"]


def accepts(entry: AcceptedFinding, finding: Finding) -> bool:
    """Whether an entry is about a finding: its code, and its path or one above it.

    Examples
    --------
    >>> found = Finding(code="C101", name="", severity=Severity.NOTE, path=("funds", "rescue"), message="", settle="")
    >>> [accepts(AcceptedFinding(check="C101", at=at, because="known"), found) for at in ("funds", "fun", "firms")]
    [True, False, False]
    """
    below = finding.at.removeprefix(entry.at)
    return entry.check == finding.code and finding.at.startswith(entry.at) and (not below or below[0] in ".[")


@rule("C901", Severity.WARNING)
def unused_acceptance(audit: Audit) -> Iterator[Suspicion]:
    """An accepted finding that no check reports (any more).

    What was accepted has been mended, moved or mistyped; the entry would hide the next one.

    Examples
    --------
    >>> from cityinnov import CaseStudy, City, check_case
    >>> from cityinnov.decision import AcceptedFinding
    >>> def accepting(at):
    ...     hefei = City("hefei", figures={"local_content": "17.5 %, 2015"})
    ...     entry = AcceptedFinding(check="C502", at=at, because="the source is lost")
    ...     return CaseStudy("study", cities=[hefei], accepted=[entry])
    >>> print(check_case(accepting("cities.paris"), select=["C502", "C901"])[-1])
    accepted[0]: C901 warning: C502 finds nothing at cities.paris (to settle: take the entry out, or correct its path)
    >>> print(check_case(accepting("cities.hefei.figures.local_content"), select=["C502", "C901"]))
    no findings
    """
    for place, entry in enumerate(audit.case.accepted):
        is_known = entry.check in audit.known
        if is_known and (entry.check not in audit.ran or any(accepts(entry, finding) for finding in audit.found)):
            continue
        if is_known:
            message = Message("{check} finds nothing at {path}", check=entry.check, path=entry.at)
        else:
            message = Message("there is no check {check}", check=entry.check)
        yield Suspicion(("accepted", place), message, Message("take the entry out, or correct its path"))
