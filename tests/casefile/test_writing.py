"""Saving a case keeps its file: what has not changed keeps its bytes, what has changes its own line."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from cityinnov import CaseFileError, CaseStudy, City, Figure, load_case, save_case, shipped_cases
from cityinnov.casefile.document import parse_document
from cityinnov.casefile.reading import case_from_document

TEXT = """\
# what an analyst noted
format: cityinnov/1
case: study
sources:
   br:   {type: article, title: T}      # odd indents stay

cities:
   hefei:
      country: CN
      figures:
         nev_output: 100-plus vehicles, 2023 [br]   # its own words stay
         stem_graduates:
         - over 100,000 graduates, 2024 [br]
         - over 110,000 graduates, 2025 [br]
         foreign_experts: over 1,500 experts "over 1,500 foreign experts who have come to live here", 2025 [br]
   shenzhen: {country: CN}"""


def with_output(case: CaseStudy, text: str) -> CaseStudy:
    hefei = case.cities["hefei"]
    changed = attrs.evolve(hefei, figures={**hefei.figures, "nev_output": text})
    return attrs.evolve(case, cities={**case.cities, "hefei": changed})


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_an_untouched_file_keeps_every_byte(tmp_path: Path, ends: str, last: str) -> None:
    path = tmp_path / "study.yaml"
    content = (TEXT + last).replace("\n", ends).encode()
    path.write_bytes(content)
    save_case(load_case(path), path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_an_edited_figure_changes_its_own_line_only(tmp_path: Path, ends: str, last: str) -> None:
    path = tmp_path / "study.yaml"
    content = (TEXT + last).replace("\n", ends).encode()
    path.write_bytes(content)
    case = with_output(load_case(path), "740,000 vehicles, 2023 [br]")
    save_case(case, path)
    before, after = content.split(b"\n"), path.read_bytes().split(b"\n")
    changed = [place for place, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    assert changed == [10]
    assert after[10].rstrip(b"\r") == b"         nev_output: 740,000 vehicles, 2023 [br]   # its own words stay"
    assert load_case(path) == case


@pytest.mark.parametrize("name", shipped_cases())
def test_a_shipped_case_saves_to_its_own_bytes(name: str, tmp_path: Path) -> None:
    import cityinnov.cases

    original = Path(str(cityinnov.cases.__path__[0])) / f"{name}.yaml"
    path = tmp_path / original.name
    path.write_bytes(original.read_bytes())
    case = load_case(path)
    save_case(case, path)
    assert path.read_bytes() == original.read_bytes()


@pytest.mark.parametrize("suffix", ["yaml", "json"])
@pytest.mark.parametrize("name", shipped_cases())
def test_load_of_save_of_load_is_load(name: str, suffix: str, tmp_path: Path) -> None:
    case = load_case(name)
    path = tmp_path / f"copy.{suffix}"
    save_case(case, path)
    assert load_case(path) == case


def test_the_words_of_a_figure_survive(tmp_path: Path) -> None:
    case = load_case("hefei")
    path = tmp_path / "copy.yaml"
    save_case(case, path)
    again = load_case(path)
    assert again.cities["hefei"].figure("gdp_multiple").stated == "more than doubled"
    assert str(again.derived()["gdp_annual_growth"].figure) == str(case.derived()["gdp_annual_growth"].figure)


def test_an_entity_added_in_python_is_written_and_one_removed_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "study.yaml"
    path.write_text(TEXT, encoding="utf-8")
    case = load_case(path)
    grown = attrs.evolve(case, cities={**case.cities, "wuhu": City("wuhu", country="CN")})
    save_case(grown, path)
    assert load_case(path) == grown
    assert "# what an analyst noted" in path.read_text(encoding="utf-8")
    save_case(attrs.evolve(case, cities={"hefei": case.cities["hefei"]}), path)
    assert list(load_case(path).cities) == ["hefei"]


def test_a_file_that_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "study.yaml"
    path.write_text("case: [", encoding="utf-8")
    with pytest.raises(CaseFileError):
        save_case(CaseStudy("study"), path)
    assert path.read_text(encoding="utf-8") == "case: ["


def test_many_figures_are_read_from_json() -> None:
    figures = ",".join(f'"{n} vehicles, {1900 + n % 100} [br]"' for n in range(1000, 11000))
    text = (
        '{"format": "cityinnov/1", "case": "study", "sources": {"br": {"type": "article", "title": "T"}},'
        f'"cities": {{"hefei": {{"figures": {{"nev_output": [{figures}]}}}}}}}}'
    )
    case = case_from_document(parse_document(text, "study.json"))
    assert len(case.cities["hefei"].figures["nev_output"]) == 10_000
    assert case.cities["hefei"].figures["nev_output"][5] == Figure.parse("1005 vehicles, 1905 [br]")
