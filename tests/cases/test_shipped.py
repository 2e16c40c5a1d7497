"""The cases that ship, beside Hefei's article: they load, keep their bytes, derive, and say nothing that is not so.

Expected values are worked out by hand from the figures of the sources named in each case file.
"""

from __future__ import annotations

from importlib.resources import files

import pytest

from cityinnov.casefile.reading import load_case, read_case, shipped_cases
from cityinnov.casefile.writing import save_case
from cityinnov.checks.checking import check_case
from cityinnov.checks.finding import Severity
from cityinnov.errors import MissingInputError
from cityinnov.report.gathering import report_of
from cityinnov.report.pages import html_report, markdown_report
from cityinnov.report.text import text_report

CASES = ["changzhou", "chattanooga", "dresden", "hefei", "kumamoto", "mount-pleasant", "phoenix", "pune"]


def test_these_ship() -> None:
    assert shipped_cases() == CASES


@pytest.mark.parametrize("name", CASES)
def test_a_case_that_ships_is_saved_byte_for_byte(name, tmp_path):
    original = files("cityinnov.cases").joinpath(f"{name}.yaml").read_bytes()
    (tmp_path / "case.yaml").write_bytes(original)
    case = load_case(tmp_path / "case.yaml")
    save_case(case, tmp_path / "case.yaml")
    assert (tmp_path / "case.yaml").read_bytes() == original
    assert load_case(tmp_path / "case.yaml") == case


@pytest.mark.parametrize("name", CASES)
def test_a_case_that_ships_derives_and_every_gap_has_its_reason(name):
    metrics = load_case(name).derived()
    assert all(metric.reason for metric in metrics.missing)


@pytest.mark.parametrize("name", CASES)
def test_nothing_in_a_case_that_ships_is_impossible(name):
    case, document = read_case(name)
    errors = [finding for finding in check_case(case, document=document) if finding.severity is Severity.ERROR]
    assert errors == []


@pytest.mark.parametrize("name", CASES)
def test_every_figure_and_entity_of_a_case_that_ships_has_a_source(name):
    case = load_case(name)
    assert [path for path, figure in case.figures() if not figure.citations] == []
    assert [entity.id for entity in case.entities() if not entity.citations] == []


# -- what follows from them -----------------------------------------------------------


def derived(name: str, path: str) -> list[str]:
    return [str(metric.figure) for metric in load_case(name).derived().named(path).computed]


@pytest.mark.parametrize(
    ("name", "path", "expected"),
    [
        ("pune", "local_share", ["17.47 %"]),  # 29 / 166 = 0.174698...
        ("hefei", "vw-suppliers.local_share", ["under 10 %"]),  # 50 of over 500
        ("mount-pleasant", "investment_delivered", ["over 7 %"]),  # over 700 million of up to 10 billion
        ("mount-pleasant", "jobs_delivered", ["over 9.23 %"]),  # over 1,200 of up to 13,000: 0.0923076...
        ("chattanooga", "incentives-2008.cost_per_job_promised", ["288,700 USD/job"]),  # 577.4 million / 2,000
        ("chattanooga", "incentives-2014.cost_per_job_promised", ["137,100 USD/job"]),  # 274.2 million / 2,000
        ("dresden", "aid_intensity", ["under 50 %"]),  # up to 5 of over 10 billion
        # up to 5 billion for about 2,000 jobs, or for over 7,000 (714,285.7, rounded up): two sources, two rows
        ("dresden", "cost_per_job_promised", ["≈ up to 2.5 million EUR/job", "under 720,000 EUR/job"]),
        ("kumamoto", "aid_intensity", ["under 40 %"]),  # 1.2 of over 3 trillion, both of 2025
        ("phoenix", "chips-grant.aid_intensity", ["under 11 %"]),  # up to 6.6 of over 65 billion: 0.1015...
    ],
)
def test_what_follows_from_a_case_that_ships(name, path, expected):
    assert derived(name, path) == expected


def test_what_was_committed_is_not_set_against_jobs_that_there_are():
    # 3 billion for 1,200 jobs would be 2.5 million each; but the 3 billion were never paid
    instrument = load_case("mount-pleasant").instruments["state-incentives"]
    with pytest.raises(MissingInputError, match="committed"):
        instrument.cost_per_job_created()


def test_dresdens_jobs_are_two_claims():
    jobs = load_case("dresden").anchor_firms["esmc"].claims("jobs_promised")
    assert [str(claim.bounds) for claim in jobs] == ["Bounds ≈[2000, 2000]", "Bounds (7000, inf)"]


def test_investment_in_rupees_and_in_euros_is_not_one_share():
    (metric,) = load_case("pune").derived().named("investment_delivered")
    assert metric.figure is None
    assert metric.reason == (
        "capital_investment is in EUR, capital_promised is in INR: each currency is a dimension of its own "
        '(hint: convert one first: .convert("INR", rates))'
    )


def test_what_was_only_committed_is_the_reason_and_no_missing_input():
    case = load_case("mount-pleasant")
    (metric,) = (each for each in case.derived().named("cost_per_job_created") if each.entity.id == "state-incentives")
    assert metric.missing == ()
    assert "the amount of state-incentives is committed" in metric.reason
    assert "the amount of state-incentives is committed" in " ".join(text_report(case).split())
    for written in (markdown_report(report_of(case)), html_report(report_of(case))):  # which call it by its name
        assert "the amount of Incentives of the state is committed" in " ".join(written.split())
