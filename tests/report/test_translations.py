"""The shipped cases in Chinese and German: no sentence of the library is left in English, no id reaches a reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from cityinnov import (
    CaseStudy,
    City,
    Severity,
    Suspicion,
    check_case,
    html_report,
    load_case,
    markdown_report,
    report_of,
    rule,
    shipped_cases,
)
from cityinnov.checks.checking import installed_rates
from cityinnov.checks.registry import RULES
from cityinnov.prices.exchange import ExchangeRates
from cityinnov.report.model import Report
from cityinnov.wording.sentences import tongue

pytest.importorskip("jinja2", reason="needs the extra 'report'")

LOCALES = ("zh_CN", "de")


@pytest.fixture(scope="module", params=shipped_cases())
def case(request: pytest.FixtureRequest) -> CaseStudy:
    return load_case(request.param)


@pytest.fixture(scope="module")
def report(case: CaseStudy) -> Report:
    rates = installed_rates()
    money = case.in_currency("USD", rates) if isinstance(rates, ExchangeRates) else None
    return report_of(case, findings=check_case(case, rates=rates), money=money)


def sentences(report: Report) -> Iterator[str]:
    """All that checks and errors say in a report."""
    for finding in (*report.findings, *report.findings.accepted):
        yield from (finding.message, finding.settle, finding.said)
    yield report.findings.summary()
    for metric in report.missing:
        if not metric.inputs:
            yield metric.reason
    for error in report.money.failed.values() if report.money is not None else ():
        yield error.message
    for cycle in report.cycles:
        for each in cycle.left_out:
            yield from (each.id, each.reason)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_sentence_is_in_the_language_of_the_page(report: Report, locale: str) -> None:
    assert [message for message in sentences(report) if tongue(message, locale)] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_marked_as_english_on_a_page_is_a_name_or_a_title(case: CaseStudy, report: Report, locale: str) -> None:
    page = html_report(report, locale)
    names = {str(entity.name) for entity in case.entities()} | {str(case.title)}
    names |= {str(name) for table in case.cap_tables.values() for name in table.holders.values()}
    marked = re.findall(r'<(?!html|li)\w+[^>]* lang="en"[^>]*>([^<]*)<', page)
    assert [text for text in marked if text.replace("&#39;", "'").replace("&amp;", "&") not in names] == []
    sources = page[page.index('<section id="sources"') :]
    assert len(re.findall(r'<li[^>]* lang="en"', page)) == len(re.findall(r'<li[^>]* lang="en"', sources))


@pytest.mark.parametrize("locale", ["en", *LOCALES])
def test_ids_do_not_reach_the_reader_of_a_page(case: CaseStudy, report: Report, locale: str) -> None:
    shown = re.sub(r"<style.*?</style>|<[^>]*>", " ", html_report(report, locale), flags=re.DOTALL)
    words = set(re.findall(r"[\w.-]+", shown[: shown.index(report.version)]))
    called = {entity.id for entity in (*case.entities(), *case.capital_cycles()) if "-" in entity.id}
    assert words.isdisjoint(called - {case.id})
    assert words.isdisjoint(RULES)
    assert not re.search(rf"\b({'|'.join(RULES)})\b", markdown_report(report, locale))


@rule("X101", Severity.WARNING)
def lower_case_name(audit):  # type: ignore[no-untyped-def]  # as a user may write it
    """A city whose name begins with a small letter."""
    for city in audit.case.cities.values():
        yield Suspicion(audit.path(city, "name"), f"{city.name} begins with a small letter {{", "write it as it is")


def test_a_check_of_ones_own_may_give_plain_texts_which_pages_mark_as_english() -> None:
    case = CaseStudy("study", cities=[City("wuhu")])
    report = report_of(case, findings=check_case(case, rules=[lower_case_name], select=["X"]))
    for locale in LOCALES:
        page = html_report(report, locale)
        assert '<span lang="en">wuhu begins with a small letter {</span>' in page
        assert '<span lang="en">write it as it is</span>' in page
    assert "wuhu begins with a small letter" in markdown_report(report, "zh_CN")
