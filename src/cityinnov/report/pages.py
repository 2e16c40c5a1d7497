"""Pages: a report, or a comparison, as one self-contained HTML file, and as Markdown."""

from __future__ import annotations

from babel import Locale

from cityinnov.comparison.table import ComparisonTable
from cityinnov.report.model import Report
from cityinnov.report.side_by_side import side_by_side
from cityinnov.report.speaker import ReportSpeaker, Speaker
from cityinnov.report.templating import rendered
from cityinnov.version import __version__

__all__ = ["html_comparison", "html_report", "markdown_comparison", "markdown_report"]


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
    return rendered("report.html", ReportSpeaker(report, locale), report=report)


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
    return rendered("report.md", ReportSpeaker(report, locale), report=report)


def html_comparison(table: ComparisonTable, locale: str | Locale = "en") -> str:
    """A comparison as one self-contained page; the bars of a column are on one scale.

    Parameters
    ----------
    table : ComparisonTable
        From `compare`.
    locale : str or babel.Locale
        The language: ``en``, ``zh_CN``, ``de``, ...

    Raises
    ------
    MissingDependencyError
        If Jinja2 is not installed.
    InputError
        If it is no locale, or one there are no words for.

    Examples
    --------
    >>> from cityinnov.casefile.reading import load_case
    >>> from cityinnov.comparison.comparison import compare
    >>> table = compare([load_case("pune"), load_case("hefei")], metrics=["local_share"])
    >>> "17.47%" in html_comparison(table, "zh_CN")
    True
    """
    speak = Speaker((), locale)
    shown = side_by_side(table, speak)
    figures = [[row.figure for row in column.rows if row.figure is not None] for column in table.columns.values()]
    ranges = [dict(zip(each, speak.ranges(each), strict=True)) if each else {} for each in figures]
    return rendered("comparison.html", speak, shown=shown, ranges=ranges, version=__version__)


def markdown_comparison(table: ComparisonTable, locale: str | Locale = "en") -> str:
    """A comparison as Markdown: a table, and what to know before quoting it.

    Parameters
    ----------
    table : ComparisonTable
        From `compare`.
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
    >>> from cityinnov.comparison.comparison import compare
    >>> table = compare([load_case("pune"), load_case("hefei")], metrics=["local_share"])
    >>> "**17.47%**" in markdown_comparison(table)
    True
    """
    speak = Speaker((), locale)
    return rendered("comparison.md", speak, shown=side_by_side(table, speak))
