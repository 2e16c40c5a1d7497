"""The report as pages: one self-contained HTML file, and Markdown."""

from __future__ import annotations

from babel import Locale

from cityinnov.report.model import Report
from cityinnov.report.templating import rendered

__all__ = ["html_report", "markdown_report"]


def html_report(report: Report, locale: str | Locale = "en") -> str:
    """A report as one self-contained page: no script, nothing fetched, readable on a phone, in the dark and on paper.

    Parameters
    ----------
    report : Report
        From `report_of`.
    locale : str or babel.Locale
        The language: ``en``, ``zh_CN``, ``de``, ...

    Returns
    -------
    str
        HTML with its style and drawings in it. It holds no script, and forbids itself to fetch anything.

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
    >>> page = html_report(report_of(load_case("hefei")), "zh_CN")
    >>> '<html lang="zh-Hans">' in page, "合肥：从内陆城市到科创高地" in page
    (True, True)
    """
    return rendered("report.html", report, locale)


def markdown_report(report: Report, locale: str | Locale = "en") -> str:
    """A report as Markdown: CommonMark with tables, and Mermaid for chains.

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
