"""The checks on the case that ships, against what a careful reader of the article found before they were run."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cityinnov.casefile.reading import load_case, read_case
from cityinnov.checks.checking import check_case
from cityinnov.checks.finding import Finding
from cityinnov.prices.exchange import ExchangeRates
from cityinnov.values.source import Source

EXPECTED = tomllib.loads((Path(__file__).parent / "hefei_expected.toml").read_text(encoding="utf-8"))["finding"]

#: CNY for one US dollar: annual averages of the Federal Reserve's G.5, 2016 to 2025.
G5 = (6.6400, 6.7569, 6.6090, 6.9081, 6.9042, 6.4508, 6.7290, 7.0809, 7.1957, 7.1875)


@pytest.fixture(scope="module")
def findings():
    case, document = read_case("hefei")
    rates = ExchangeRates.from_records(
        [("USD", "CNY", year, rate) for year, rate in enumerate(G5, 2016)], source=Source("g5", "dataset")
    )
    return check_case(case, document=document, rates=rates)


def rests_on_the_article(finding: Finding) -> bool:
    """Whether a finding is about something that the article says; the case holds facts of other sources too."""
    of = finding.figures or (load_case("hefei").entity(str(finding.path[1])),)
    return any(citation.source == "br" for thing in of for citation in thing.citations)


def test_the_findings_are_those_of_a_careful_reader(findings) -> None:
    read = (finding for finding in findings if rests_on_the_article(finding) or finding.path[0] == "chains")
    found = sorted((finding.code, finding.at, str(finding.severity)) for finding in read)
    assert found == sorted((each["code"], each["path"], each["severity"]) for each in EXPECTED)


def test_every_expected_finding_is_justified_by_the_articles_words() -> None:
    assert all(each["words"].strip() and each["why"].strip() for each in EXPECTED)


def test_the_dollars_of_the_rescue_are_those_of_the_article_not_of_2020(findings) -> None:
    # 7,000 / 970 = 7.2165; rounded to ten million: 7,000 / 975 = 7.1795, 7,000 / 965 = 7.2539. G.5: 2020 6.9042,
    # 2024 7.1957 and 2025 7.1875 lie within, 2023 7.0809 does not.
    (finding,) = [finding for finding in findings.of("C101") if "nio-2020" in finding.at]
    assert (
        "7.2165 CNY/USD (7.1795 to 7.2539, as rounded); 2020 had 6.9042; it is the rate of 2024, 2025"
        in finding.message
    )
    assert [str(figure.unit) for figure in finding.figures] == ["CNY", "USD"]


def test_the_dollars_of_the_founding_fit_only_if_rounded_to_one_digit(findings) -> None:
    # 150 / 20 = 7.5; to two digits 150 / 20.5 = 7.317 to 150 / 19.5 = 7.692, to one 150 / 25 = 6 to 150 / 15 = 10.
    (finding,) = [finding for finding in findings.of("C101") if "cxmt" in finding.at]
    assert "(6 to 10 or 7.3171 to 7.6923, as rounded); 2016 had 6.64;" in finding.message
    assert "read to one digit it fits, and so says little" in finding.message


def test_the_relative_date_is_resolved_and_its_places_are_gathered(findings) -> None:
    (finding,) = findings.of("C601")
    assert "2016? was inferred: it is 9 years before 2025" in finding.message
    for place in ("anchor_firms.cxmt.arrived", "events.cxmt-founding.when", "investments.cxmt-2016.amount"):
        assert place in finding.message


def test_places_are_those_of_the_file(findings) -> None:
    _, document = read_case("hefei")
    lines = document.text.splitlines()
    for finding in findings:
        assert str(finding.path[-1]) in lines[finding.line - 1] or str(finding.path[-1]) in lines[finding.line - 2]


def test_without_rates_the_check_says_that_it_did_not_run() -> None:
    case, _ = read_case("hefei")
    (finding,) = check_case(case, select=["C1"])
    assert finding.severity == "note"
    assert finding.message.startswith("3 amounts are restated")
    assert "pip install 'cityinnov[prices]'" in finding.settle
