from __future__ import annotations

import attrs
import pytest

from cityinnov.casefile.document import parse_document
from cityinnov.casefile.problem import CaseFileError
from cityinnov.casefile.reading import case_from_document, load_case
from cityinnov.casefile.writing import save_case

CASE = """\
format: cityinnov/1
case: nev-study
cities:
  hefei: {country: CN}
firms:
  vw-anhui: {city: hefei}
chains:
  nev:
    city: hefei
    nodes: {cells: {}, cars: {}, chips: {}}
    links: {file: links.csv}        # 2 of them
ecosystems:
  vw-suppliers:
    anchor: vw-anhui
    places: [hefei]
    listed: {file: suppliers.csv}
"""
LINKS = "supplier,customer,share,criticality\ncells,cars,about 40 %,high\nchips,cars,,\n"
SUPPLIERS = 'name,place,year,tier,spend\nGotion,hefei,2024,1,"2 billion CNY, 2024"\nConti,wuhu,2024,2,\n'


@pytest.fixture
def path(tmp_path):
    (tmp_path / "links.csv").write_text(LINKS)
    (tmp_path / "suppliers.csv").write_text(SUPPLIERS)
    (tmp_path / "study.yaml").write_text(CASE)
    return tmp_path / "study.yaml"


def problems(path):
    with pytest.raises(CaseFileError) as raised:
        load_case(path)
    return [str(problem) for problem in raised.value.problems]


def test_lists_stand_beside_the_file(path):
    case = load_case(path)
    assert [(link.supplier, str(link.share)) for link in case.chains["nev"].links] == [
        ("cells", "about 40 %"),
        ("chips", "None"),
    ]
    assert [(each.name, each.tier) for each in case.ecosystems["vw-suppliers"].listed] == [("Gotion", 1), ("Conti", 2)]
    assert str(case.ecosystems["vw-suppliers"].local_share()) == "50 %"


def test_an_unchanged_case_is_not_written_anew(path):
    save_case(load_case(path), path)
    assert path.read_text() == CASE


def test_a_changed_list_goes_into_the_file_and_the_other_stays(path):
    case = load_case(path)
    chain = case.chains["nev"]
    changed = attrs.evolve(case, chains=[attrs.evolve(chain, links=chain.links[:1])])
    save_case(changed, path)
    assert load_case(path) == changed
    assert "links.csv" not in path.read_text()
    assert "listed: {file: suppliers.csv}" in path.read_text()


def test_saved_elsewhere_a_case_takes_its_lists_along(path, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "study.yaml"
    save_case(load_case(path), elsewhere, like=path)
    assert load_case(elsewhere) == load_case(path)


def test_what_is_wrong_in_a_row_is_said_with_its_line(path):
    (path.parent / "links.csv").write_text("supplier,customer,share,colour\ncells,cars,40 firms,\ncells,,,\n,,,red\n")
    (path.parent / "suppliers.csv").write_text("name,tier\nGotion,first\n")
    shown = problems(path)
    assert any("links[0].share: links.csv:2:" in each for each in shown)
    assert any("links[1]" in each and "links.csv:3:" in each for each in shown)
    assert any("links[2].colour: links.csv:4: unknown key 'colour'" in each for each in shown)
    assert any("listed[0].tier: suppliers.csv:2: expected a whole number" in each for each in shown)
    assert all(each.startswith(("11:", "16:")) for each in shown)  # the lines that name the files


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nowhere.csv", "no such file beside"),
        ("../links.csv", "stands beside its case file"),
        ("/etc/hostname", "stands beside its case file"),
        ("..", "stands beside its case file"),
        ("empty.csv", "does not name each column once"),
    ],
)
def test_a_list_that_cannot_be_had_is_refused(path, name, message):
    (path.parent / "empty.csv").write_text("")
    path.write_text(CASE.replace("links.csv", name))
    assert any("chains.nev.links.file" in each and message in each for each in problems(path))


def test_a_text_that_is_no_file_has_no_lists_beside_it():
    with pytest.raises(CaseFileError, match="this is not a file"):
        case_from_document(parse_document(CASE))
