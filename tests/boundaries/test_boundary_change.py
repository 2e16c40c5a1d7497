"""Changes of boundaries: what is shipped, whose they are, and which growth spans one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cityinnov import City, Figure
from cityinnov.boundaries.boundary_change import boundary_changes, known_boundary_changes
from cityinnov.errors import CityinnovError, DomainError, InputError
from cityinnov.values.lineage import Caveat
from cityinnov.values.node import with_caveat
from cityinnov.values.period import Period

SOURCE = Path(__file__).parents[3] / "shared" / "data" / "city" / "prefecture_boundary_events.csv"


def test_every_change_has_what_a_caveat_says():
    changes = known_boundary_changes()
    assert [change.date for change in changes] == sorted(change.date for change in changes)
    for change in changes:
        assert change.cities
        assert change.what
        assert change.country == "CN"


@pytest.mark.skipif(not SOURCE.exists(), reason="the table of the source is not beside the project")
def test_changes_are_those_of_the_source():
    with SOURCE.open(encoding="utf-8-sig") as file:
        events = {(row["批准日期"], row["批复文号"]): row["处理凭证（释义）"] for row in csv.DictReader(file)}
    for change in known_boundary_changes():
        date = "2018-12-26" if change.date.year == 2019 else change.date.isoformat()  # approved then, in force later
        said = [text for (when, number), text in events.items() if when == date and change.approval in ("", number)]
        assert any(name in text for text in said for name in change.cities), change


@pytest.mark.parametrize("name", ["Hefei", "hefei", "合肥", "合肥市"])
def test_a_city_is_known_by_any_of_its_names(name):
    (change,) = boundary_changes("CN", [name])
    assert change.date.isoformat() == "2011-07-14"
    assert boundary_changes(None, [name]) == ()
    assert boundary_changes("US", [name]) == ()


@pytest.mark.parametrize(
    ("period", "spans"),
    [
        ("2005/2015", True),
        ("2010/2011", True),
        ("2011", True),  # growth of one year is on the year before
        ("2012", False),
        ("2011/2020", False),  # from the end of 2011, after the change
        ("1990/2010", False),
        ("2011-06/2011-09", True),  # on a year before
    ],
)
def test_growth_spans_a_change_or_not(period, spans):
    (change,) = boundary_changes("CN", ["Hefei"])
    assert change.lies_within(Period.parse(period)) is spans
    assert change.lies_within(None) is False


def city(**figures):
    return City("hefei", country="CN", figures=figures)


def codes(figure):
    return [caveat.code for caveat in figure.caveats()]


def test_a_derived_growth_across_the_change_carries_the_caveat():
    across, after = city(gdp_multiple="5 times, 2005/2015"), city(gdp_multiple="2 times, 2012/2022")
    assert codes(across.gdp_annual_growth()) == ["boundary-change"]
    assert codes(after.gdp_annual_growth()) == []
    assert (
        "spans 2011-07-14, when part of the dissolved city of Chaohu was added" in across.gdp_annual_growth().explain()
    )
    elsewhere = City("hefei", country="US", figures={"gdp_multiple": "5 times, 2005/2015"})
    assert codes(elsewhere.gdp_annual_growth()) == []


def test_growth_between_two_figures_carries_the_caveat():
    hefei = city(population=["4 million people, 2009", "6 million people, 2011", "over 9 million people, 2020"])
    across, after = hefei.growth("population", 2009, 2011), hefei.growth("population", 2011, 2020)
    assert str(across) == "50 %"
    assert codes(across) == ["different-periods", "boundary-change"]
    assert (after.low, codes(after)) == (pytest.approx(50), ["different-periods"])
    assert "boundary-change" in codes(hefei.growth("population", 2009, 2020))


def test_growth_is_from_an_earlier_year_to_a_later_one():
    hefei = city(population=["4 million people, 2009", "6 million people, 2011"])
    for start, end in ((2011, 2009), (2009, 2009)):
        with pytest.raises(DomainError, match="growth is from one year to a later one"):
            hefei.growth("population", start, end)
    with pytest.raises(CityinnovError, match="population"):
        hefei.growth("population", 2009, 2020)


def test_a_stated_figure_takes_no_caveat():
    with pytest.raises(InputError, match="the figure is stated; found 5 firms"):
        with_caveat(Figure.parse("5 firms"), Caveat("undated"))


def test_a_caveat_leaves_value_and_lineage_as_they_are():
    share = Figure.parse("50 firms, 2025") / Figure.parse("over 500 firms, 2025")
    noted = with_caveat(share, Caveat("undated"))
    assert noted.same_value(share)
    assert noted.leaves() == share.leaves()
    assert (codes(share), codes(noted)) == ([], ["undated"])
