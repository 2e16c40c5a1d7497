"""Specialisation on whole tables, on every engine; the formulas themselves are under test in tests/metrics."""

from __future__ import annotations

import math

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from cityinnov import panel
from cityinnov.errors import InputError, UnknownNameError
from cityinnov.metrics.specialisation import location_quotient

COLUMNS = {"region": "city", "industry": "industry", "value": "jobs"}

# Two years of three cities and three industries; Wuhu makes no displays, and Hefei's steel is in two rows of 2020.
JOBS = {
    "year": [2020] * 9 + [2021] * 3,
    "city": ["hefei"] * 4 + ["wuhu"] * 2 + ["xian"] * 3 + ["hefei", "hefei", "wuhu"],
    "industry": [
        *["display", "cars", "steel", "steel"],
        *["cars", "steel"],
        *["display", "cars", "steel"],
        *["display", "cars", "cars"],
    ],
    "jobs": [30, 20, 5, 5, 10, 30, 10, 20, 70, 40, 10, 50],
}
CELLS = {
    (2020, "hefei"): {"display": 30, "cars": 20, "steel": 10},
    (2020, "wuhu"): {"cars": 10, "steel": 30},
    (2020, "xian"): {"display": 10, "cars": 20, "steel": 70},
    (2021, "hefei"): {"display": 40, "cars": 10},
    (2021, "wuhu"): {"cars": 50},
}


def by_cell(rows, column):
    return {(row["year"], row["city"], row["industry"]): row[column] for row in rows}


def totals(year):
    industries: dict[str, float] = {}
    for (when, _), cells in CELLS.items():
        for industry, jobs in cells.items() if when == year else ():
            industries[industry] = industries.get(industry, 0) + jobs
    return industries


def test_location_quotients_are_those_of_the_formula_within_each_year(engine):
    found = by_cell(engine.rows(panel.location_quotient(engine.table(JOBS), by="year", **COLUMNS)), "location_quotient")
    expected = {
        (year, city, industry): location_quotient(
            jobs, sum(cells.values()), totals(year)[industry], sum(totals(year).values())
        )
        for (year, city), cells in CELLS.items()
        for industry, jobs in cells.items()
    }
    assert found == pytest.approx(expected, rel=1e-12)


def test_the_location_quotient_of_the_handbook(engine):
    # REAT manual, locq example: e_ij 1714, e_j 79006, e_i 879213, e 15593224; the other cells fill up the sums.
    table = {
        "city": ["a", "a", "b", "b"],
        "industry": ["x", "y", "x", "y"],
        "jobs": [1714, 79006 - 1714, 879213 - 1714, 15593224 - 79006 - 879213 + 1714],
    }
    rows = engine.rows(panel.location_quotient(engine.table(table), **COLUMNS))
    assert rows[0]["location_quotient"] == pytest.approx(0.3847623, abs=1e-7)
    assert rows[0]["jobs"] == 1714


def test_comparative_advantage_is_the_location_quotient(engine):
    table = engine.table(JOBS)
    quotients = by_cell(engine.rows(panel.location_quotient(table, by=["year"], **COLUMNS)), "location_quotient")
    assert by_cell(engine.rows(panel.rca(table, by=["year"], **COLUMNS)), "rca") == quotients


def test_shares_add_up_to_one(engine):
    rows = engine.rows(panel.shares(engine.table(JOBS), by="year", **COLUMNS))
    for column, owner in (("share_of_region", "city"), ("share_of_industry", "industry")):
        sums: dict[tuple[int, str], float] = {}
        for row in rows:
            key = row["year"], row[owner]
            sums[key] = sums.get(key, 0) + row[column]
        assert sums == pytest.approx(dict.fromkeys(sums, 1.0), rel=1e-12)
    assert by_cell(rows, "share_of_region")[2020, "hefei", "steel"] == pytest.approx(10 / 60)
    assert by_cell(rows, "share_of_industry")[2020, "hefei", "steel"] == pytest.approx(10 / 110)


@pytest.mark.parametrize("cell", [-1.0, None, math.nan, math.inf])
def test_what_rests_on_a_cell_that_is_no_amount_is_missing(engine, cell):
    table = engine.table({**JOBS, "jobs": [*map(float, JOBS["jobs"][:11]), cell]})
    found = by_cell(engine.rows(panel.location_quotient(table, by="year", **COLUMNS)), "location_quotient")
    assert {key for key, quotient in found.items() if quotient is None} == {key for key in found if key[0] == 2021}
    assert len(found) == 11
    shares = by_cell(engine.rows(panel.shares(table, by="year", **COLUMNS)), "share_of_region")
    assert shares[2021, "wuhu", "cars"] is None
    assert shares[2021, "hefei", "cars"] == pytest.approx(0.2)  # Hefei's own cells are all there


def test_an_empty_region_and_an_empty_industry_have_no_quotient(engine):
    table = {"city": ["a", "a", "b"], "industry": ["x", "y", "x"], "jobs": [5, 0, 0]}
    rows = engine.rows(panel.location_quotient(engine.table(table), **COLUMNS))
    assert [row["location_quotient"] for row in rows] == [1, None, None]  # a-x, a-y, b-x


def test_a_row_without_a_region_belongs_nowhere(engine):
    table = {"city": ["a", "b", None], "industry": ["x", "y", "x"], "jobs": [1, 1, 100]}
    rows = engine.rows(panel.location_quotient(engine.table(table), **COLUMNS))
    assert [(row["city"], row["location_quotient"]) for row in rows] == [("a", 2), ("b", 2)]


def test_bad_columns_are_named(engine):
    table = engine.table(JOBS)
    with pytest.raises(UnknownNameError, match=r"no column 'job' \(hint: nearest: jobs\)"):
        panel.location_quotient(table, region="city", industry="industry", value="job")
    with pytest.raises(InputError, match="the amounts in 'industry' are not numbers"):
        panel.location_quotient(table, region="city", industry="year", value="industry")
    with pytest.raises(InputError, match="two columns 'city'"):
        panel.location_quotient(table, region="city", industry="city", value="jobs")


def test_what_is_no_table_is_refused():
    with pytest.raises(InputError, match="found a dict; expected a table of pandas"):
        panel.shares({"city": ["a"]}, **COLUMNS)


# Worked by hand. Totals: a 20, b 20, c 60; x 30, y 30, z 40; all 100. Quotients: a-x and a-y 10/20 over 0.3, 1.67;
# b-y 10/20 over 0.3, 1.67; b-z 10/20 over 0.4, 1.25; c-x 20/60 over 0.3, 1.11;
# c-y 10/60 over 0.3, 0.56; c-z 30/60 over 0.4.
EXPORTS = {
    "city": ["a", "a", "b", "b", "c", "c", "c", "d"],
    "industry": ["x", "y", "y", "z", "x", "y", "z", "w"],
    "jobs": [10, 10, 10, 10, 20, 10, 30, 0],
}


def test_diversity_counts_the_industries_of_a_region(engine):
    table = engine.table(EXPORTS)
    found = {row["city"]: row["diversity"] for row in engine.rows(panel.diversity(table, **COLUMNS))}
    assert found == {"a": 2, "b": 2, "c": 2, "d": 0}
    strict = engine.rows(panel.diversity(table, threshold=1.2, **COLUMNS))
    assert {row["city"]: row["diversity"] for row in strict} == {"a": 2, "b": 2, "c": 1, "d": 0}


def test_ubiquity_counts_the_regions_of_an_industry(engine):
    table = engine.table(EXPORTS)
    found = {row["industry"]: row["ubiquity"] for row in engine.rows(panel.ubiquity(table, **COLUMNS))}
    assert found == {"x": 2, "y": 2, "z": 2, "w": 0}


def test_who_is_specialised_is_unknown_where_the_whole_is(engine):
    table = engine.table({**EXPORTS, "jobs": [*map(float, EXPORTS["jobs"][:7]), -1.0]})
    assert {row["diversity"] for row in engine.rows(panel.diversity(table, **COLUMNS))} == {None}


def test_a_threshold_is_above_zero(engine):
    with pytest.raises(InputError, match="above zero; found 0"):
        panel.diversity(engine.table(EXPORTS), threshold=0, **COLUMNS)


def test_columns_go_by_names_that_are_there_once():
    with pytest.raises(InputError, match=r"columns go by their names; found .*'jobs'"):
        panel.shares(pd.DataFrame([["a", "x", 1, 2]], columns=["city", "industry", "jobs", "jobs"]), **COLUMNS)
    with pytest.raises(InputError, match=r"found \['city', 'industry', 2\]"):
        panel.shares(pd.DataFrame(JOBS), region="city", industry="industry", value=2)
    with pytest.raises(InputError, match="no names of columns; found None"):
        panel.shares(pd.DataFrame(JOBS), by=None, **COLUMNS)


@pytest.mark.parametrize("empty", [pd.DataFrame(JOBS).iloc[:0], pl.DataFrame(JOBS).clear(), pa.table(JOBS).slice(0, 0)])
def test_an_empty_table_has_an_empty_result(empty):
    quotients = panel.location_quotient(empty, **COLUMNS)
    assert isinstance(quotients, type(empty))
    assert len(quotients) == 0
