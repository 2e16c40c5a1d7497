"""Reports: the Hefei page beside what it shows, and its size: `pytest benchmarks/bench_report.py`."""

from __future__ import annotations

from typing import Any

import pytest

from cityinnov import check_case, html_report, load_case, markdown_report, report_of, text_report
from cityinnov.report.model import Report

LARGEST = 1_500_000  # bytes of the Hefei page
LONGEST = 2.0  # seconds to render it


@pytest.fixture(scope="module")
def report() -> Report:
    case = load_case("hefei")
    return report_of(case, findings=check_case(case))


@pytest.mark.benchmark(group="report")
@pytest.mark.parametrize("locale", ["en", "zh_CN", "de"])
def test_html(benchmark: Any, report: Report, locale: str) -> None:
    page = benchmark(html_report, report, locale)
    assert len(page.encode()) < LARGEST
    if benchmark.stats:
        assert benchmark.stats.stats.median < LONGEST


@pytest.mark.benchmark(group="report")
def test_markdown(benchmark: Any, report: Report) -> None:
    benchmark(markdown_report, report, "en")


@pytest.mark.benchmark(group="report")
def test_gathering(benchmark: Any) -> None:
    """What a report says, derived and checked: the page is drawn in less."""
    case = load_case("hefei")
    benchmark(lambda: report_of(case, findings=check_case(case)))


@pytest.mark.benchmark(group="report")
def test_text(benchmark: Any) -> None:
    case = load_case("hefei")
    benchmark(text_report, case)
