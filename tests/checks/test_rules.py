"""The rules as a set: complete, documented, selectable; accepted findings; the order and form of what is found."""

from __future__ import annotations

import ast
import doctest
import json
import re
from pathlib import Path

import pytest

import cityinnov.checks
from cityinnov import CaseStudy, City, Firm, Investment
from cityinnov.casefile.document import parse_document
from cityinnov.casefile.reading import case_from_document
from cityinnov.checks.checking import check_case
from cityinnov.checks.finding import Finding, Findings, Severity
from cityinnov.checks.registry import RULES, selected
from cityinnov.decision import AcceptedFinding
from cityinnov.errors import UnknownNameError

SOURCE = Path(cityinnov.checks.__file__).parent


def case_of(text: str) -> CaseStudy:
    return case_from_document(parse_document("format: cityinnov/1\ncase: study\n" + text))


@pytest.mark.parametrize("rule", RULES.values(), ids=str)
def test_a_rule_says_what_it_finds_and_shows_it_firing_and_silent(rule) -> None:
    assert re.fullmatch(r"C[1-9][0-9]{2}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.summary.endswith((".", "."))
    prose = rule.documentation.partition("Examples")[0].strip()
    assert prose.count("\n\n") >= 1, "a rule says why its finding matters, below the summary"
    # the examples run with the documentation; here, that one of them fires and one does not
    wanted = [example.want for example in doctest.DocTestParser().get_examples(rule.documentation)]
    assert any(f"{rule.code} {severity}: " in want for want in wanted for severity in Severity)
    assert any(want == "no findings\n" for want in wanted)


def test_every_function_marked_as_a_rule_is_registered_once() -> None:
    marked = [
        decorator.args[0].value
        for path in SOURCE.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == "rule"
    ]
    assert sorted(marked) == list(RULES)  # by code, each once
    assert len({rule.name for rule in RULES.values()}) == len(RULES)


def test_codes_are_chosen_by_their_beginning_and_unknown_ones_refused() -> None:
    assert {rule.code[:2] for rule in selected(["c1", "C9"])} == {"C1", "C9"}
    assert "C101" not in {rule.code for rule in selected(ignore=["C101"])}
    assert selected([]) == ()
    with pytest.raises(UnknownNameError, match="no check has the code 'C88'") as raised:
        selected(["C88"])
    assert raised.value.data["nearest"]
    with pytest.raises(UnknownNameError):
        check_case(CaseStudy("study"), ignore=[""])


def test_findings_stand_in_the_order_of_the_file_with_its_places() -> None:
    text = """\
firms:
  boe:
    figures: {revenue: "1 billion USD, 2024"}
cities:
  hefei:
    figures:
      urban_share:
        - 82 %, 2020
        - 182 %, 2021
"""
    document = parse_document("format: cityinnov/1\ncase: study\n" + text)
    findings = check_case(case_from_document(document), select=["C203", "C701"], document=document)
    assert [(f.code, f.at, f.line, f.column) for f in findings] == [
        ("C701", "firms.boe.figures.revenue", 5, 24),
        ("C701", "cities.hefei.figures.urban_share[0]", 10, 11),
        ("C203", "cities.hefei.figures.urban_share[1]", 11, 11),
        ("C701", "cities.hefei.figures.urban_share[1]", 11, 11),
    ]
    assert findings.worst is Severity.ERROR
    assert [finding.code for finding in findings.of("C203")] == ["C203"]
    assert len(findings[1:]) == 3
    assert json.loads(json.dumps(findings[0].record()))["path"] == "firms.boe.figures.revenue"


def test_a_case_without_a_file_has_findings_without_a_place() -> None:
    (finding,) = check_case(CaseStudy("study", firms=[Firm("boe", figures={"revenue": "1 billion USD, 2024"})]))
    assert (finding.line, finding.column, finding.place) == (None, None, (0, 0))
    assert str(finding).startswith("firms.boe.figures.revenue: C701 warning: ")


def test_severities_count_from_note_to_error() -> None:
    def finding(severity: Severity) -> Finding:
        return Finding(code="C1", name="n", severity=severity, path=(), message="m", settle="s")

    made = Findings(
        (finding(Severity.NOTE), finding(Severity.ERROR), finding(Severity.NOTE)), (finding(Severity.NOTE),)
    )
    assert made.worst is Severity.ERROR
    assert made.summary() == "1 error, 2 notes, 1 accepted"
    assert Findings().worst is None


ACCEPTING = """\
accepted:
  - {{check: C801, at: {at}, because: The source is lost.}}
firms: {{cxmt: {{}}}}
investments:
  cxmt-2016: {{investee: cxmt, amount: "150 billion CNY, 2016"}}
"""


@pytest.mark.parametrize("at", ["investments.cxmt-2016.amount", "investments.cxmt-2016", "investments"])
def test_an_accepted_finding_is_set_aside_and_kept(at: str) -> None:
    findings = check_case(case_of(ACCEPTING.format(at=at)), select=["C8", "C9"])
    assert str(findings) == "no findings"
    assert [finding.code for finding in findings.accepted] == ["C801"]


@pytest.mark.parametrize("at", ["investments.cxmt", "investments.cxmt-2016.stake", "firms.cxmt"])
def test_an_acceptance_of_nothing_is_itself_found(at: str) -> None:
    findings = check_case(case_of(ACCEPTING.format(at=at)), select=["C8", "C9"])
    assert [finding.code for finding in findings] == ["C801", "C901"]
    assert findings[1].at == "accepted[0]"
    assert f"C801 finds nothing at {at}" in findings[1].message


def test_an_acceptance_of_a_check_that_did_not_run_is_not_unused() -> None:
    assert not check_case(case_of(ACCEPTING.format(at="firms.cxmt")), select=["C9"])
    assert not check_case(case_of(ACCEPTING.format(at="firms.cxmt")), select=["C8", "C9"], ignore=["C801"])


def test_an_acceptance_of_a_check_that_there_is_not() -> None:
    entry = AcceptedFinding(check="C999", at="cities", because="why")
    (finding,) = check_case(CaseStudy("study", accepted=[entry]))
    assert (finding.code, finding.message) == ("C901", "there is no check C999")


def test_of_two_entries_for_one_finding_both_count_as_used() -> None:
    entries = [AcceptedFinding(check="C701", at=at, because="why") for at in ("cities.hefei", "cities")]
    hefei = City("hefei", figures={"population": "9 million people, 2020"})
    assert not check_case(CaseStudy("study", cities=[hefei], accepted=entries))


def test_the_same_case_gives_the_same_findings() -> None:
    nio = Firm("nio")
    case = CaseStudy("study", firms=[nio], investments=[Investment("i", investee=nio, amount="7 billion CNY, 2020")])
    assert str(check_case(case)) == str(check_case(case))
