"""The JSON Schema of case files agrees with the reader on what both can see."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from cityinnov import CaseFileError, shipped_cases
from cityinnov.casefile.document import parse_document
from cityinnov.casefile.reading import case_from_document
from cityinnov.casefile.schema import case_schema
from cityinnov.cli import main

VALIDATOR = jsonschema.Draft202012Validator(case_schema())
HEAD = "format: cityinnov/1\ncase: study\n"


def errors(text: str) -> list[Any]:
    return list(VALIDATOR.iter_errors(parse_document(text, "study.yaml").data))


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(case_schema())


@pytest.mark.parametrize("name", shipped_cases())
def test_shipped_cases_are_valid(name: str) -> None:
    assert errors(files("cityinnov.cases").joinpath(f"{name}.yaml").read_text(encoding="utf-8")) == []


BROKEN = {
    "no format": "case: study\n",
    "no case": "format: cityinnov/1\n",
    "not an id": "format: cityinnov/1\ncase: Study One\n",
    "unknown section": HEAD + "citis: {}\n",
    "unknown field": HEAD + "cities: {hefei: {contry: CN}}\n",
    "not a country": HEAD + "cities: {hefei: {country: China}}\n",
    "not an industry": HEAD + "firms: {boe: {industry: displays}}\n",
    "a section that is a list": HEAD + "cities: [hefei]\n",
    "a figure without digits": HEAD + "cities: {hefei: {figures: {gdp: fifty lots}}}\n",
    "a figure that is a number": HEAD + "cities: {hefei: {figures: {gdp: 50}}}\n",
    "a rank that is none": HEAD + "cities: {hefei: {rankings: [{rank: 4.5, of: China}]}}\n",
    "a ranking of nothing": HEAD + "cities: {hefei: {rankings: [{rank: 4}]}}\n",
    "a kind that is none": HEAD + "claims: {x: {kind: rumour, subject: hefei}}\ncities: {hefei: }\n",
    "an ecosystem without its anchor": HEAD + "ecosystems: {vw: {local: 50 firms}}\n",
    "a source of no type": HEAD + "sources: {br: {type: artcle}}\n",
    "a truth value that is text": HEAD
    + "anchor_firms: {vw: }\necosystems: {x: {anchor: vw, disjoint: unstated, suppliers: {a: 5 firms}}}\n",
}


@pytest.mark.parametrize("what", BROKEN)
def test_schema_and_reader_agree_on_what_is_wrong(what: str) -> None:
    text = BROKEN[what]
    assert errors(text), "the schema lets it pass"
    with pytest.raises(CaseFileError):
        case_from_document(parse_document(text, "study.yaml"))


def test_the_command_line_serves_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == case_schema()
