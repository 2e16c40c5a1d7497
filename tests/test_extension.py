"""The points at which others extend the library: classes of their own, and checks of their own."""

from __future__ import annotations

from pathlib import Path

import attrs
import jsonschema
import pytest

from cityinnov import (
    AcceptedFinding,
    CaseFileError,
    CaseStudy,
    City,
    Figure,
    Severity,
    Suspicion,
    case_schema,
    check_case,
    derived,
    load_case,
    rule,
    save_case,
)
from cityinnov.casefile.document import parse_document
from cityinnov.checks.registry import RULES
from cityinnov.errors import InputError, UnknownNameError


@attrs.frozen(slots=True, kw_only=True)
class Port(City):
    """A city with a harbour."""

    harbour: str | None = None

    @derived(shown="%", label="export share")
    def export_share(self, exports: Figure, gdp: Figure) -> Figure:
        """Exports over GDP."""
        return exports / gdp


TEXT = """\
format: cityinnov/1
case: study
indicators:
  exports: {unit: money, kind: flow, label: exports}
cities:
  wuhu: # on the river
    harbour: Zhujiaqiao
    figures: {gdp: "400 billion CNY, 2022", exports: "over 50 billion CNY, 2022"}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "study.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_class_of_ones_own_is_read_with_its_fields_and_metrics(path: Path) -> None:
    case = load_case(path, kinds=[Port])
    wuhu = case.cities["wuhu"]
    assert isinstance(wuhu, Port)
    assert wuhu.harbour == "Zhujiaqiao"
    assert str(case.derived()["export_share"]) == "wuhu.export_share: over 12 %"  # 50 / 400 = 12.5 %, two digits, down


def test_without_it_its_fields_are_unknown_and_nothing_has_changed(path: Path) -> None:
    load_case(path, kinds=[Port])
    with pytest.raises(CaseFileError, match="unknown key 'harbour'"):
        load_case(path)


def test_it_is_written_as_it_is_read(path: Path) -> None:
    case = load_case(path, kinds=[Port])
    save_case(case, path)
    assert path.read_text(encoding="utf-8") == TEXT
    moved = attrs.evolve(case, cities=[attrs.evolve(case.cities["wuhu"], harbour="Zhujiaqiao Port")])
    save_case(moved, path)
    assert path.read_text(encoding="utf-8") == TEXT.replace("Zhujiaqiao", "Zhujiaqiao Port")
    assert load_case(path, kinds=[Port]) == moved


def test_the_schema_knows_its_fields() -> None:
    data = parse_document(TEXT).data
    assert not list(jsonschema.Draft202012Validator(case_schema([Port])).iter_errors(data))
    assert list(jsonschema.Draft202012Validator(case_schema()).iter_errors(data))


def test_a_class_that_a_case_has_no_place_for(path: Path) -> None:
    for kind in (Figure, object, "City"):
        with pytest.raises(InputError, match="not a class whose entities a case holds"):
            load_case(path, kinds=[kind])  # type: ignore[list-item]  # the point of the test
    other = attrs.make_class("Inland", [], bases=(City,), frozen=True)
    with pytest.raises(InputError, match=r"two classes are to be those of 'cities'; found Port and Inland"):
        load_case(path, kinds=[Port, other])


@rule("X101", Severity.WARNING)
def lower_case_name(audit):  # type: ignore[no-untyped-def]  # as a user may write it
    """A city whose name begins with a small letter."""
    for city in audit.case.cities.values():
        if str(city.name)[0].islower():
            yield Suspicion(audit.path(city, "name"), f"{city.name} begins with a small letter", "write it as it is")


def test_a_check_of_ones_own_runs_beside_those_that_ship() -> None:
    case = CaseStudy("study", cities=[City("wuhu", figures={"gdp": "400 billion CNY, 2022"})])
    findings = check_case(case, rules=[lower_case_name])
    assert {finding.code for finding in findings} == {"C701", "X101"}
    assert [finding.code for finding in check_case(case, rules=[lower_case_name], select=["X"])] == ["X101"]
    assert "X101" not in {finding.code for finding in check_case(case, rules=[lower_case_name], ignore=["X1"])}
    assert "X101" not in RULES
    with pytest.raises(UnknownNameError):
        check_case(case, select=["X"])


def test_its_findings_are_accepted_like_any_other() -> None:
    entry = AcceptedFinding(check="X101", at="cities.wuhu.name", because="that is how it is written")
    case = CaseStudy("study", cities=[City("wuhu")], accepted=[entry])
    findings = check_case(case, rules=[lower_case_name])
    assert (len(findings), len(findings.accepted)) == (0, 1)
    assert [finding.code for finding in check_case(case)] == ["C901"]


def test_a_check_whose_code_is_taken_or_that_is_none() -> None:
    @rule("C101", Severity.NOTE)
    def mine(audit):  # type: ignore[no-untyped-def]  # as above
        yield from ()

    for wrong, message in ((mine, "the code C101 is that of another check"), (len, "not a rule; found 'len'")):
        with pytest.raises(InputError, match=message):
            check_case(CaseStudy("study"), rules=[wrong])  # type: ignore[list-item]  # as above
