from __future__ import annotations

import pytest

from cityinnov.case import CaseStudy
from cityinnov.casefile.reading import load_case
from cityinnov.casefile.writing import save_case
from cityinnov.city import City
from cityinnov.errors import MissingInputError, UnknownNameError
from cityinnov.talent import TalentProgramme

HEFEI = City("hefei", figures={"population": "10,000,000 people, 2024"})


def programme(city=HEFEI, **figures):
    return TalentProgramme("programme", city=city, figures=figures)


def test_retention_and_gain_of_a_cohort():
    made = programme(
        graduates="200 graduates, 2024",
        graduates_retained="150 graduates, 2024",
        graduates_attracted="over 80 graduates, 2024",
    )
    assert str(made.graduate_retention()) == "75 %"
    assert made.graduate_gain().bounds.low == 30  # over 80 came, 50 left
    assert not made.graduate_gain().bounds.low_closed


def test_intensity_is_of_the_citys_residents():
    assert str(programme(high_level_talent="20,000 people, 2024").talent_intensity()) == "0.2 %"
    for city, missing in ((None, "city"), (City("wuhu"), "population")):
        with pytest.raises(MissingInputError) as raised:
            programme(city, high_level_talent="20,000 people, 2024").talent_intensity()
        assert raised.value.data["missing"] == (missing,)


def test_a_definition_is_of_a_figure_there_is_and_round_trips(tmp_path):
    with pytest.raises(UnknownNameError, match="defines 'graduate'") as raised:
        TalentProgramme("p", figures={"graduates": "5 graduates"}, definitions={"graduate": "bachelors and above"})
    assert raised.value.data["nearest"] == ["graduates"]
    made = TalentProgramme("p", figures={"graduates": "5 graduates"}, definitions={"graduates": "bachelors and above"})
    case = CaseStudy("study", talent=[made])
    save_case(case, tmp_path / "study.yaml")
    assert load_case(tmp_path / "study.yaml") == case
