"""What `difference` finds between two states of a case, and that it finds all of it."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest

from cityinnov import (
    AcceptedFinding,
    AnchorFirm,
    CaseStudy,
    City,
    Figure,
    Firm,
    Indicator,
    Source,
    difference,
    load_case,
    save_case,
    shipped_cases,
)
from cityinnov.case_difference import Change
from cityinnov.cli import main


def study(**figures: object) -> CaseStudy:
    return CaseStudy("study", cities=[City("hefei", figures=figures)])


@pytest.mark.parametrize("name", shipped_cases())
def test_a_case_does_not_differ_from_itself(name: str) -> None:
    found = difference(load_case(name), load_case(name))
    assert not found
    assert str(found) == "no difference"


def test_order_and_wording_are_no_difference() -> None:
    one = study(gdp=["1.2 trillion CNY, 2022", "1.27 trillion CNY, 2023"])
    other = study(gdp=["1.27 trillion yuan, 2023", '1200 billion CNY "1.2 tn", 2022'])
    assert not difference(one, other)


def test_several_claims_are_paired_by_their_period() -> None:
    one = study(gdp=["1 billion CNY, 2021", "2 billion CNY, 2022"])
    other = study(gdp=["3 billion CNY, 2022", "1 billion CNY, 2021", "4 billion CNY, 2023"])
    found = difference(one, other).figures
    assert [str(change) for change in found] == [
        "hefei.gdp: 2 billion CNY, 2022 → 3 billion CNY, 2022 (+50 %)",
        "hefei.gdp: added 4 billion CNY, 2023",
    ]


def test_metrics_that_come_and_go() -> None:
    one = study(gdp="2 billion CNY, 2022")
    other = study(gdp="2 billion CNY, 2022", population="40,000 people, 2022")
    assert [str(change) for change in difference(one, other).metrics] == [
        "hefei.gdp_per_resident: added 50,000 CNY/person"  # 2 000 000 000 / 40 000
    ]
    assert "removed 50,000 CNY/person" in str(difference(other, one))


def test_a_caveat_alone_moves_a_metric() -> None:
    one = study(gdp="2 billion CNY, 2022", population="40,000 people, 2022")
    other = study(gdp="2 billion CNY, 2022", population="40,000 people, 2021")
    assert [change.path for change in difference(one, other).metrics] == ["hefei.gdp_per_resident"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("over 200 firms", "over 250 firms", " (+25 %)"),  # only the low end is known
        ("2 to 4 firms", "3 to 4 firms", " (low end +50 %, high end +0 %)"),
        ("4 firms", "3 firms", " (−25 %)"),
        ("-4 %", "-3 %", " (+25 %)"),  # it rose by a quarter of what it was
        ("0 firms", "3 firms", ""),
        ("1 km", "1,500 m", " (+50 %)"),
        ("5 firms", "5 vehicles", ""),
        ("5 firms, 2020", "5 firms, 2021", ""),
    ],
)
def test_how_far_a_figure_has_moved(before: str, after: str, said: str) -> None:
    text = str(Change("x", Figure.parse(before), Figure.parse(after)))
    assert text == f"x: {Figure.parse(before)} → {Figure.parse(after)}{said}"


CASE = CaseStudy(
    "study",
    title="Study",
    sources=[Source("br", "report", title="Report", issued=2024)],
    indicators=[Indicator("trams", "vehicle", "stock", "trams")],
    accepted=[AcceptedFinding(check="C701", at="cities", because="known")],
    cities=[City("hefei", country="CN", citations="br ¶1")],
    firms=[Firm("boe")],
    anchor_firms=[AnchorFirm("nio", city=City("hefei", country="CN", citations="br ¶1"), arrived=2020)],
)


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"title": "Other"}, "title"),
        ({"sources": [Source("br", "report", title="Report", issued=2025)]}, "sources.br"),
        ({"indicators": []}, "indicators.trams"),
        ({"accepted": []}, "accepted.C701"),
        ({"firms": []}, "boe"),
        ({"firms": [Firm("boe", founded=1993)]}, "boe.founded"),
        ({"anchor_firms": [AnchorFirm("nio", arrived=2020)]}, "nio.city"),
        ({"anchor_firms": [AnchorFirm("nio", city=CASE.cities["hefei"], arrived=2021)]}, "nio.arrived"),
    ],
)
def test_all_else_that_a_case_says_is_compared_too(changed: dict[str, object], path: str) -> None:
    found = difference(CASE, attrs.evolve(CASE, **changed))
    assert not found.figures
    assert path in {change.path for change in found.facts}


def test_the_command_line_says_it_as_text_and_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = tmp_path / "a.yaml", tmp_path / "b.yaml"
    save_case(study(gdp="2 billion CNY, 2022"), before)
    save_case(study(gdp="over 3 billion CNY, 2022"), after)
    assert main(["diff", str(before), str(after)]) == 0
    assert "hefei.gdp: 2 billion CNY, 2022 → over 3 billion CNY, 2022" in capsys.readouterr().out
    assert main(["diff", str(before), str(after), "--format", "json"]) == 0
    (change,) = json.loads(capsys.readouterr().out)["figures"]
    assert change["relative"] == [0.5, None]  # from 2 to over 3; how far the high end has moved is not known
