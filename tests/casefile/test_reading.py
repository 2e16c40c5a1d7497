"""Case files become cases; what is wrong with one is said all at once, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from cityinnov import CaseFileError, CaseStudy, UndecidableError, load_case, shipped_cases
from cityinnov.casefile.document import parse_document
from cityinnov.casefile.reading import case_from_document
from cityinnov.errors import CityinnovError, UnknownNameError

HEAD = "format: cityinnov/1\ncase: study\nsources:\n  br: {type: article, title: T}\n"


def read(text: str) -> CaseStudy:
    return case_from_document(parse_document(HEAD + text, "study.yaml"))


def problems(text: str) -> list[str]:
    with pytest.raises(CaseFileError) as raised:
        read(text)
    return str(raised.value).splitlines()


def only_problem(text: str) -> str:
    (problem,) = problems(text)
    return problem


def test_a_case_is_read_with_its_references_and_sources() -> None:
    case = read(
        "cities:\n  hefei: {name: {en: Hefei, zh: 合肥}, country: CN}\n"
        "anchor_firms:\n  boe:\n    city: hefei\n    arrived: 2008\n"
        "    figures:\n      revenue: over 1 billion USD, 2025? [br]\n"
    )
    boe = case.anchor_firms["boe"]
    assert boe.city is case.cities["hefei"]
    (citation,) = boe.figure("revenue").citations
    assert citation.record is case.sources["br"]


def test_within_a_section_order_does_not_matter() -> None:
    case = read("firms:\n  vctc: {parent: volkswagen}\n  volkswagen: {country: DE}\n")
    assert case.firms["vctc"].parent is case.firms["volkswagen"]


def test_firms_in_a_circle_are_a_problem_not_a_hang() -> None:
    lines = problems("firms:\n  a: {parent: b}\n  b: {parent: a}\n")
    assert lines == [
        "study.yaml:7:15 firms.b.parent: 'a' leads back to this firm (hint: a chain of references has an end)"
    ]


def test_every_problem_is_reported_at_once_with_its_place() -> None:
    lines = problems(
        "cities:\n"  # line 5
        "  hefei:\n"
        "    country: China\n"  # 7
        "    figures:\n"
        "      nev_output: fifty lots\n"  # 9
        "      population: 5 m, 2023 [br]\n"  # 10
        "anchor_firms:\n"
        "  boe: {city: hefie, arived: 2008}\n"  # 12
        "ecosystems:\n"
        "  vw: {anchor: boe, local: 50}\n"  # 14
        "citis: {}\n"  # 15
    )
    places = [line.split(" ")[0] for line in lines]
    assert places == [
        "study.yaml:7:14",
        "study.yaml:9:19",
        "study.yaml:12:15",
        "study.yaml:12:22",
        "study.yaml:14:28",
        "study.yaml:15:1",
    ]
    assert "ISO 3166-1" in lines[0]
    assert "cannot read 'fifty lots' as a figure; expected e.g. '50 firms, 2025-05 [br]'" in lines[1]
    assert "there is no city 'hefie' (hint: nearest: hefei)" in lines[2]
    assert "unknown key 'arived' (hint: did you mean 'arrived'?)" in lines[3]
    assert "a figure is written as text, with its unit; found 50" in lines[4]
    assert "unknown key 'citis' (hint: did you mean 'cities'?)" in lines[5]


def test_what_a_broken_entity_is_named_by_is_not_reported_as_well() -> None:
    assert "ISO 3166-1" in only_problem("cities:\n  hefei: {country: China}\nfirms:\n  boe: {city: hefei}\n")


def test_a_figure_of_the_wrong_dimension_is_located() -> None:
    line = only_problem("cities:\n  hefei:\n    figures:\n      nev_output: 740,000 firms, 2023 [br]\n")
    assert line.startswith("study.yaml:8:19 cities.hefei.figures.nev_output")
    assert "firm" in line
    assert "vehicle" in line


def test_an_unknown_source_names_the_nearest() -> None:
    line = only_problem("cities:\n  hefei:\n    figures:\n      nev_output: 5 vehicles, 2023 [bra]\n")
    assert line == ("study.yaml:8:19 cities.hefei.figures.nev_output: there is no source 'bra' (hint: nearest: br)")


@pytest.mark.parametrize(
    ("value", "found"),
    [('"0.4"', "the text '0.4'"), ("true", "true"), ("2016.9", "2016.9"), ("[4]", "a list"), ("null", "nothing")],
)
def test_numbers_are_never_coerced(value: str, found: str) -> None:
    line = only_problem(f"cities:\n  hefei:\n    rankings:\n      - {{rank: {value}, of: China}}\n")
    assert line.startswith("study.yaml:8:16 cities.hefei.rankings[0].rank: expected a whole number")
    assert f"found {found}" in line


def test_a_figure_that_yaml_has_split_is_recognised() -> None:
    line = only_problem("investments:\n  nio: {amount: over 1,000 firms}\n")
    assert "quote the figure" in line
    assert "over 1,000 firms" in line


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("case: study\n", "does not name its format"),
        ("format: cityinnov/9\ncase: study\n", "newer than this library knows"),
        ("format: other/1\ncase: study\n", "not a format of case files"),
        ("format: cityinnov/1\n", "does not say which case it is"),
        ("format: cityinnov/1\ncase: Study One\n", "not an id"),
        ("format: cityinnov/1\ncase: study\ncities: [hefei]\n", "lists its entries by id"),
        ("format: cityinnov/1\ncase: study\ncities: {hefei: 3}\n", "a mapping of field to value"),
        ("format: cityinnov/1\ncase: study\ncities: {hefei: {id: x}}\n", "leave out 'id:'"),
        ("format: cityinnov/1\ncase: study\nsources: {a: {type: artcle}}\n", "artcle"),
        ("format: cityinnov/1\ncase: study\nfirms: {x: }\ncities: {x: }\n", "'x'"),
    ],
)
def test_what_a_file_must_say(text: str, words: str) -> None:
    with pytest.raises(CaseFileError) as raised:
        case_from_document(parse_document(text, "study.yaml"))
    assert words in str(raised.value)


@pytest.mark.parametrize("text", ["cities: {x: {rankings: [fourth]}}\n", "chains: {x: {nodes: {n: 5}}}\n"])
def test_what_is_no_record_is_a_located_problem(text: str) -> None:
    assert "expected a mapping of field to value" in only_problem(text)


# -- files that no one should write; each must come back, as one screen (a hang ends in pytest's timeout) ---

BAD = {
    "truncated.yaml": b'format: cityinnov/1\ncase: "hef',
    "latin1.yaml": "case: Zürich\n".encode("latin-1"),
    "large.yaml": b"# " + b"x" * 50_000_000,
    "deep.yaml": b"a: " + b"[" * 10_000,
    "deep.json": b"[" * 10_000,
    "aliases.yaml": b"a: &a [x, x]\n"
    + b"".join(b"%c: &%c [*%c, *%c]\n" % (c + 1, c + 1, c, c) for c in range(97, 121)),
    "twice.yaml": b"format: cityinnov/1\ncase: a\ncase: b\n",
    "empty.yaml": b"",
    "list.yaml": b"- 1\n",
    "nan.yaml": HEAD.encode() + b"cities:\n  x:\n    figures: {gdp: .nan}\n",
    "infinite.yaml": HEAD.encode() + b"cities:\n  x:\n    figures: {gdp: 1e400 CNY}\n",
    "year.yaml": HEAD.encode() + b'cities:\n  x:\n    figures: {gdp: "1 CNY, 1000000000"}\n',
    "object.yaml": b"format: !!python/object/apply:os.system [ls]\n",
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_on_one_screen(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(BAD[name])
    with pytest.raises(CaseFileError) as raised:
        load_case(path)
    lines = str(raised.value).splitlines()
    assert 1 <= len(lines) <= 25
    assert all(name in line or line.startswith("…") for line in lines)
    assert raised.value.__cause__ is None or isinstance(raised.value.__cause__, CityinnovError | OSError)


def test_a_directory_and_a_missing_file(tmp_path: Path) -> None:
    for path, words in ((tmp_path, "directory"), (tmp_path / "none.yaml", "no such file")):
        with pytest.raises(CaseFileError) as raised:
            load_case(path)
        assert words in str(raised.value).lower()


def test_a_name_that_does_not_ship_lists_those_that_do() -> None:
    with pytest.raises(UnknownNameError, match="hefei") as raised:
        load_case("hefie")
    assert raised.value.data["nearest"][0] == "hefei"


# -- the cases that ship --------------------------------------------------------------


@pytest.mark.parametrize("name", shipped_cases())
def test_a_shipped_case_loads_and_derives(name: str) -> None:
    case = load_case(name)
    assert case.id == name
    for path, figure in case.figures():
        assert figure.citations, f"{path} has no source"
    assert len(case.derived())  # of Changzhou's figures nothing follows, and each metric says why


def test_hefei_derives_what_the_article_supports() -> None:
    metrics = load_case("hefei").derived()
    # 2 ** (1/10) - 1 = 0.0717734..., the multiple being "more than" two
    growth = metrics["gdp_annual_growth"].figure
    assert growth is not None
    assert growth.low == pytest.approx(7.1773462536, rel=1e-9)
    assert not growth.bounds.low_closed
    # 50 of over 500 production suppliers, of over 1,000 general ones, or of all: at most one tenth
    share = metrics["local_share"].figure
    assert share is not None
    assert (share.low, share.high, share.bounds.high_closed) == (0, 10, False)
    assert {name: reading.high for name, reading in share.alternatives.items()} == {
        "production": 10,
        "general": 5,
        "all": 5,
    }
    with pytest.raises(UndecidableError):
        _ = share < share.of("5 %")
    # 740,000 vehicles over more than 100,000 graduates
    assert str(metrics["nevs_per_graduate"].figure) == "under 7.4 vehicles/person"
    assert metrics["gdp_per_resident"].missing == ("gdp", "population")


def test_hefei_keeps_what_the_article_leaves_open() -> None:
    case = load_case("hefei")
    founding = case.investments["cxmt-2016"].amount
    assert founding is not None
    assert founding.status == "unstated"  # planned or paid? the article does not say
    assert str(founding.restated[0]) == "20 billion USD"
    assert {(ranking.rank, ranking.of) for ranking in case.cities["hefei"].rankings} == {(13, "world"), (4, "China")}
