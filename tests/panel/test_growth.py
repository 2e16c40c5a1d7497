"""Growth on whole tables, on every engine."""

from __future__ import annotations

import pytest

from cityinnov import panel
from cityinnov.errors import InputError
from cityinnov.metrics.growth import shift_share

# Research spending of Shenzhen in billion yuan, which the city publishes as 12.9 % a year. Hefei's is made up.
SPENDING = {
    "city": ["shenzhen", "shenzhen", "hefei", "hefei", "hefei", "hefei"],
    "year": [2020, 2024, 2019, 2020, 2021, 2024],
    "rmb": [151.08, 245.31, 0.0, 80.0, 100.0, 50.0],
}


def rates(engine, column, **arguments):
    rows = engine.rows(panel.growth(engine.table(SPENDING), of="city", period="year", value="rmb", **arguments))
    assert len(rows) == 6
    return {(row["city"], row["year"]): row[column] for row in rows if row[column] is not None}


def test_growth_since_the_year_before(engine):
    # 2020 has no rate, for it starts from zero; 2024 none, for 2023 is not there.
    assert rates(engine, "growth_rate") == {("hefei", 2021): 0.25}


def test_growth_over_several_years_is_compound(engine):
    found = rates(engine, "annual_growth", years=4)
    assert found["shenzhen", 2024] == pytest.approx(0.1288, abs=5e-5)
    assert found["hefei", 2024] == pytest.approx(0.625**0.25 - 1, rel=1e-12)
    assert rates(engine, "growth_rate", years=4)["hefei", 2024] == pytest.approx(-0.375, rel=1e-12)


def test_years_are_whole_numbers(engine):
    with pytest.raises(InputError, match="found 0; expected 1 or more"):
        rates(engine, "growth_rate", years=0)
    with pytest.raises(InputError, match="the years in 'rmb' are not whole numbers"):
        panel.growth(engine.table(SPENDING), of="city", period="rmb", value="year")


# REAT manual, shift example: change 25 = national 27 + mix 1 - competitive 3. The rest of the nation is the other city.
REGION0, REGION1 = [90, 20, 10, 60], [100, 40, 10, 55]
NATION0, NATION1 = [400, 150, 150, 400], [440, 210, 135, 480]
JOBS = {
    "city": [*["here"] * 8, *["there"] * 8],
    "industry": ["i0", "i1", "i2", "i3"] * 4,
    "year": [*[2013] * 4, *[2023] * 4] * 2,
    "jobs": [
        *REGION0,
        *REGION1,
        *(n - r for n, r in zip(NATION0, REGION0, strict=True)),
        *(n - r for n, r in zip(NATION1, REGION1, strict=True)),
    ],
}
COLUMNS = {"region": "city", "industry": "industry", "period": "year", "value": "jobs"}


def effects(engine, jobs, **arguments):
    arguments = {"start": 2013, "end": 2023, **arguments}
    rows = engine.rows(panel.shift_share(engine.table(jobs), **COLUMNS, **arguments))
    return [row for row in rows if row["city"] == "here"]


def test_the_shift_share_of_the_handbook(engine):
    rows = effects(engine, JOBS)
    sums = {part: sum(row[part] for row in rows) for part in ("jobs", "change", "national", "mix", "competitive")}
    expected = {"jobs": 205, "change": 25, "national": 27, "mix": 1, "competitive": -3}
    assert sums == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("method", ["dunn", "esteban-marquillas"])
def test_shift_share_by_industry_is_that_of_the_formula_and_adds_up(engine, method):
    rows = effects(engine, JOBS, method=method)
    parts = shift_share(REGION0, REGION1, NATION0, NATION1, method=method)
    names = ["national", "mix", "competitive", *(["allocation"] if method == "esteban-marquillas" else [])]
    for name in ["change", *names]:
        assert [row[name] for row in rows] == pytest.approx(getattr(parts, name), rel=1e-9)
    assert all(sum(row[name] for name in names) == pytest.approx(row["change"], rel=1e-9) for row in rows)


def test_an_industry_that_is_new_to_the_nation_has_a_change_but_no_parts(engine):
    jobs = {"city": ["here"] * 3, "industry": ["old", "old", "new"], "year": [2013, 2023, 2023], "jobs": [5, 6, 7]}
    new, old = effects(engine, jobs)
    assert (new["change"], new["national"], new["mix"], new["competitive"]) == (7, None, None, None)
    assert old["change"] == 1
    assert old["national"] == pytest.approx(5 * (13 / 5 - 1))  # the nation grew from 5 to 13


def test_an_industry_that_is_new_to_a_region_has_no_allocation(engine):
    jobs = {
        "city": ["here", "here", "here", "there", "there"],
        "industry": ["a", "a", "b", "b", "b"],
        "year": [2013, 2023, 2023, 2013, 2023],
        "jobs": [5, 6, 7, 8, 9],
    }
    a, b = effects(engine, jobs, method="esteban-marquillas")
    assert a["allocation"] is not None
    assert (b["change"], b["national"], b["allocation"]) == (7, None, None)


def test_periods_are_given_as_the_column_has_them(engine):
    with pytest.raises(InputError, match="no such period in 'year'; found '2013' and 2023"):
        effects(engine, JOBS, start="2013")
    named = {**JOBS, "year": [f"y{year}" for year in JOBS["year"]]}
    assert effects(engine, named, start="y2013", end="y2023") == effects(engine, JOBS)
    with pytest.raises(InputError, match="unknown method"):
        effects(engine, JOBS, method="classic")


# Hefei took over part of Chaohu on 2011-07-14, Jinan all of Laiwu on 2019-01-01; Xi'an is not in the list.
PEOPLE = {
    "city": [*["Hefei"] * 4, *["济南市"] * 2, *["xian"] * 2],
    "year": [2009, 2010, 2011, 2012, 2018, 2019, 2010, 2011],
    "people": [40, 50, 75, 76, 70, 90, 80, 88],
}


def test_growth_across_a_change_of_boundaries_is_marked(engine):
    table = engine.table(PEOPLE)
    rows = engine.rows(panel.growth(table, of="city", period="year", value="people", boundaries_of="city"))
    marked = {(row["city"], row["year"]): row["boundary_change"] for row in rows if row["growth_rate"] is not None}
    assert marked == {
        ("Hefei", 2010): None,
        ("Hefei", 2011): "2011-07-14",
        ("Hefei", 2012): None,
        ("xian", 2011): None,
        ("济南市", 2019): "2019-01-01",
    }
    rows = engine.rows(panel.growth(table, of="city", period="year", value="people", years=3, boundaries_of="city"))
    assert {row["year"]: row["boundary_change"] for row in rows if row["growth_rate"] is not None} == {
        2012: "2011-07-14"
    }


def test_shift_share_across_a_change_of_boundaries_is_marked(engine):
    cells = {**JOBS, "city": [*["hefei"] * 8, *["xian"] * 8], "year": [*[2010] * 4, *[2015] * 4] * 2}
    arguments = {**COLUMNS, "start": 2010, "end": 2015, "boundaries_of": "city"}
    rows = engine.rows(panel.shift_share(engine.table(cells), **arguments))
    assert {(row["city"], row["boundary_change"]) for row in rows} == {("hefei", "2011-07-14"), ("xian", None)}
    rows = engine.rows(panel.shift_share(engine.table(cells), **{**arguments, "start": 2015, "end": 2020}))
    assert {row["boundary_change"] for row in rows} == {None}


def test_what_marks_boundaries_is_a_column_of_cities(engine):
    table = engine.table(PEOPLE)
    with pytest.raises(InputError, match="found 'town'; expected city"):
        panel.growth(table, of="city", period="year", value="people", boundaries_of="town")
    table = engine.table({**PEOPLE, "place": range(8)})
    with pytest.raises(InputError, match="the cities in 'place' are not texts"):
        panel.growth(table, of="place", period="year", value="people", boundaries_of="place")
