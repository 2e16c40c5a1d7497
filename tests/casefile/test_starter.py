"""The starter file loads as it is and with its examples taken out of their comments; and no file is ever replaced."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema
import pytest

from cityinnov import case_schema, check_case, load_case, read_case
from cityinnov.casefile.document import parse_document
from cityinnov.casefile.starter import starter
from cityinnov.cli import main
from cityinnov.errors import InputError

#: A line of the file that is commented out: a key below the comment sign.
COMMENTED = re.compile(r"^# (?!yaml-language-server)(?= *[\w-]+:(?: |$))", re.MULTILINE)


def test_a_new_file_has_no_problem_and_nothing_odd(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "my-town"]) == 0
    assert main(["check", "my-town.yaml"]) == 0
    assert "my-town.yaml: no findings; 3 figures" in capsys.readouterr().out
    assert load_case("my-town.yaml").id == "my-town"


def test_its_commented_lines_are_right_as_well(tmp_path: Path) -> None:
    path = tmp_path / "my-city.yaml"
    text, count = COMMENTED.subn("", starter("my-city"))
    assert count == 15
    path.write_text(text, encoding="utf-8")
    case, document = read_case(path)
    assert [entity.id for entity in case.entities()] == [
        "somewhere", "first-firm", "city-fund", "first-round", "first-firm-suppliers", "plant-opened", "largest-plant",
    ]  # fmt: skip
    assert not list(jsonschema.Draft202012Validator(case_schema()).iter_errors(document.data))
    assert {finding.severity for finding in check_case(case)} <= {"note"}


def test_a_file_that_is_there_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my-city.yaml").write_text("mine", encoding="utf-8")
    assert main(["new", "my-city"]) == 1
    assert (tmp_path / "my-city.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["My City", "../elsewhere", "a/b", "", "x.yaml", "-x"])
def test_a_name_that_is_no_id_writes_nothing(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="not the name of a case"):
        starter(name)
    assert list(tmp_path.iterdir()) == []


def test_its_first_line_lets_editors_check_it() -> None:
    text = starter("my-city")
    assert text.startswith("# yaml-language-server: $schema=cityinnov.schema.json\n")
    assert parse_document(text).data["format"] == "cityinnov/1"
