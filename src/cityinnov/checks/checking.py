"""Checking a case: all rules over it, and its accepted findings set aside."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from cityinnov.case import CaseStudy
from cityinnov.casefile.document import Document
from cityinnov.checks.acceptance import accepts
from cityinnov.checks.finding import Finding, Findings
from cityinnov.checks.registry import selected, with_own
from cityinnov.checks.rule import Audit, Check
from cityinnov.errors import MissingDependencyError
from cityinnov.prices.exchange import ExchangeRates
from cityinnov.values.money import Rates

__all__ = ["check_case", "installed_rates"]


def check_case(
    case: CaseStudy,
    *,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    rules: Iterable[Check] = (),
    document: Document | None = None,
    rates: Rates | None = None,
) -> Findings:
    """Find what is odd about a case: what cannot be true, what is left open, what to know before quoting it.

    Parameters
    ----------
    case : CaseStudy
        What to check.
    select, ignore : iterable of str, optional
        Codes of checks, or their beginnings: only these, all but these.
    rules : iterable of functions marked with `rule`, optional
        Checks of your own, beside those that ship.
    document : Document, optional
        The case's file, from `read_case`; findings then have line and column.
    rates : Rates, optional
        Exchange rates, e.g. `ExchangeRates.ecb()`. Without them a note says what was not compared.

    Returns
    -------
    Findings
        In the order of the file; what the case accepts is in `.accepted`.

    Raises
    ------
    UnknownNameError
        If there is no check of a code.
    InputError
        If a function of `rules` is not marked with `rule`, or its code is that of another check.

    Examples
    --------
    >>> from cityinnov.casefile.reading import read_case
    >>> case, document = read_case("hefei")
    >>> for finding in check_case(case, select=["C801", "C802"], document=document):
    ...     print(finding.code, finding.at)
    C801 investments.cxmt-2016.amount
    C802 investments.nio-2020.investor
    """
    known = with_own(rules)
    chosen = selected(select, ignore, known)
    audit = Audit(case, rates, known=frozenset(known), ran=frozenset(rule.code for rule in chosen))
    found: tuple[Finding, ...] = ()
    for rule in chosen:  # the last one looks at what the others found
        found += tuple(rule.findings(attrs.evolve(audit, found=found) if rule is chosen[-1] else audit))
    reported: list[Finding] = []
    accepted: list[Finding] = []
    for finding in _placed(found, document):
        is_accepted = any(accepts(entry, finding) for entry in case.accepted)
        (accepted if is_accepted else reported).append(finding)
    return Findings(tuple(reported), tuple(accepted))


def installed_rates() -> Rates | None:
    """The European Central Bank's rates where the package that carries them is installed, else None.

    Examples
    --------
    >>> rates = installed_rates()
    >>> rates is None or "USD" in rates.currencies
    True
    """
    try:
        return ExchangeRates.ecb()
    except MissingDependencyError:
        return None  # C101 then says that it did not run, and what to install


def _placed(findings: tuple[Finding, ...], document: Document | None) -> tuple[Finding, ...]:
    """The findings with line and column, in the order of the file."""
    if document is None:
        return findings
    placed = []
    for finding in findings:
        line, column = document.position(finding.path)
        placed.append(attrs.evolve(finding, line=line, column=column))
    return tuple(sorted(placed, key=lambda finding: (finding.place, finding.code)))
