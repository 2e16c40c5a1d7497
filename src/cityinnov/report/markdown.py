"""The report as Markdown: CommonMark with tables, and Mermaid for chains."""

from __future__ import annotations

from babel import Locale

from cityinnov.report.model import Report
from cityinnov.report.templating import rendered

__all__ = ["markdown_report"]


def markdown_report(report: Report, locale: str | Locale = "en") -> str:
    """A report as Markdown.

    Parameters
    ----------
    report : Report
        From `report_of`.
    locale : str or babel.Locale
        The language.

    Raises
    ------
    MissingDependencyError
        If Jinja2 is not installed.
    InputError
        If it is no locale, or one there are no words for.

    Examples
    --------
    >>> from cityinnov.casefile.reading import load_case
    >>> from cityinnov.report.gathering import report_of
    >>> print(markdown_report(report_of(load_case("hefei")), "de").splitlines()[0])
    # Hefeis Aufstieg zum Technologiezentrum
    """
    return rendered("report.md", report, locale)
