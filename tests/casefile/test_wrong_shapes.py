"""Whatever stands where something else belongs, the reader says so: with a place, and never in a library's words."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityinnov.casefile.document import parse_document
from cityinnov.casefile.faults import MOST_PROBLEMS
from cityinnov.casefile.problem import CaseFileError, Path
from cityinnov.casefile.reading import case_from_document

#: One entry of each kind that a case file has, with the fields that hold anything but a figure.
SMALL: dict[str, Any] = {
    "format": "cityinnov/1",
    "case": "study",
    "title": {"en": "A study", "zh": "案例"},
    "sources": {"br": {"type": "article-magazine", "title": "A title", "issued": 2025, "author": [{"family": "Li"}]}},
    "indicators": {"flying_cars": {"unit": "vehicle", "kind": "stock", "label": {"en": "Flying cars"}}},
    "accepted": [{"check": "C101", "at": "investments.stake", "because": "it stands"}],
    "places": {"province": {"name": "Anhui", "country": "CN"}},
    "cities": {
        "hefei": {
            "name": {"en": "Hefei"},
            "country": "CN",
            "figures": {"gdp": ["1 trillion CNY, 2020 [br]", "1.1 trillion CNY, 2021"], "flying_cars": "over 5 cars"},
            "rankings": [{"rank": 4, "of": "China", "indicator": "gdp", "edition": 2023, "citations": "br"}],
        }
    },
    "organisations": {"ustc": {"name": "USTC", "country": "CN"}},
    "firms": {"nio": {"name": "NIO", "founded": 2014, "city": "hefei"}, "part": {"parent": "nio"}},
    "anchor_firms": {"boe": {"name": "BOE", "city": "hefei", "arrived": 2008}},
    "funds": {"rescue": {"name": "Rescue", "sponsor": "hefei"}},
    "investments": {"stake": {"investor": "rescue", "investee": "nio", "amount": "7 billion CNY, 2020 [br]"}},
    "ecosystems": {
        "suppliers": {
            "anchor": "boe",
            "places": ["hefei", "province"],
            "suppliers": {"production": "over 500 firms", "general": "over 1,000 firms"},
            "local": "50 firms",
            "local_of": ["production", "all"],
        }
    },
    "events": {"start": {"when": "late 1970s", "name": {"en": "It starts"}, "about": ["hefei"]}},
    "claims": {"best": {"subject": "hefei", "kind": "recognition", "name": "the best"}},
}
WRONG = [
    None, True, 5, -1, 1.5, 10**20, "", "x", "hefei", "2023", "5 firms", [], [1], [None], [[[]]], ["x"], [{"a": 1}], {},
    {"a": 1}, {"x": "y"}, {"a": {"b": []}}, {"id": "x"}, {"file": "x.csv"},
]  # fmt: skip


def paths(data: Any, path: Path = ()) -> Iterator[Path]:
    """Every path into plain data."""
    if path:
        yield path
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from paths(value, (*path, key))


def replaced(path: Path, value: Any) -> str:
    """The small case with another value at a path, as JSON."""
    data: Any = copy.deepcopy(SMALL)
    inside = data
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    return json.dumps(data)


def problems_of(text: str) -> tuple[Any, ...]:
    """What is wrong with a case; anything but a `CaseFileError` fails the test."""
    try:
        case_from_document(parse_document(text, "a.json"))
    except CaseFileError as error:
        refused = error
    else:
        return ()
    assert len(str(refused).splitlines()) <= 21
    return refused.problems


def test_the_small_case_is_right() -> None:
    assert problems_of(json.dumps(SMALL)) == ()


@given(st.sampled_from(sorted(paths(SMALL), key=str)), st.sampled_from(WRONG))
@settings(max_examples=300, deadline=None)
def test_a_value_of_the_wrong_shape_is_refused_where_it_stands(path: Path, value: Any) -> None:
    for problem in problems_of(replaced(path, value)):
        assert problem.line == 1
        assert problem.column > 1


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("cities", "hefei", "figures"), [1], "expected a mapping of name to value; found a list"),
        (("ecosystems", "suppliers", "suppliers"), 5, "expected"),
        (("firms", "part", "parent"), {"x": "y"}, "expected the id of a firm; found a mapping"),
    ],
)
def test_what_stands_there_and_what_belongs_there_are_said(path: Path, value: Any, said: str) -> None:
    (problem, *_) = problems_of(replaced(path, value))
    assert problem.path == path
    assert said in str(problem)


MANY = 5_000


@pytest.mark.parametrize(
    "sections",
    [
        {"cities": {f"c{n}": 1 for n in range(MANY)}},
        {"cities": {f"c{n}": {"figures": {"gdp": "bad"}} for n in range(MANY)}},
        {"cities": {"one": {"figures": {"gdp": ["bad"] * MANY}}}},
        {"cities": {f"c{n}": {"figures": {f"gdp{n}": "5 CNY, 2020"}} for n in range(MANY)}},
        {"anchor_firms": {f"c{n}": {"city": "nowhere"} for n in range(MANY)}},
        {f"section{n}": 1 for n in range(MANY)},
    ],
    ids=["no mappings", "bad figures", "bad figures of one", "unknown indicators", "unknown cities", "unknown keys"],
)
def test_a_file_with_thousands_of_problems_is_left_at_a_thousand(sections: dict[str, Any]) -> None:
    problems = problems_of(json.dumps({"format": "cityinnov/1", "case": "study", **sections}))
    assert len(problems) == MOST_PROBLEMS


def test_firms_in_a_long_line_of_parents_are_read_in_order() -> None:
    firms: dict[str, Any] = {f"f{n}": {"parent": f"f{n + 1}"} for n in range(3_000)} | {"f3000": {}}
    case = case_from_document(parse_document(json.dumps({"format": "cityinnov/1", "case": "s", "firms": firms})))
    assert case.firms["f0"].parent is case.firms["f1"]
