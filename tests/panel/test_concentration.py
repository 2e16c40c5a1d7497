"""Concentration on whole tables, on every engine."""

from __future__ import annotations

import pandas as pd
import polars as pl
import pytest

from cityinnov import panel
from cityinnov.errors import InputError
from cityinnov.metrics.concentration import ellison_glaeser, hhi

SALES = {
    "market": ["panels"] * 5 + ["glass"] * 2 + ["none"],
    "firm": ["a", "b", "b", "c", "d", "a", "b", "a"],
    "usd": [20, 25, 25, 20, 10, 30, 10, 0],
}


def test_the_herfindahl_index_of_the_handbook(engine):
    # REAT manual, herf example, 20 50 20 10: 0.34, worth 2.9411765 equal firms. Here b's 50 are in two rows.
    groups = {
        row["market"]: row for row in engine.rows(panel.hhi(engine.table(SALES), of="firm", value="usd", by="market"))
    }
    assert groups["panels"]["hhi"] == pytest.approx(0.34, abs=1e-12)
    assert groups["panels"]["equivalent_number"] == pytest.approx(2.9411765, abs=1e-7)
    assert groups["panels"]["usd"] == 100
    assert groups["glass"]["hhi"] == pytest.approx(hhi([30, 10]), rel=1e-12)
    assert groups["none"]["hhi"] is None  # nothing to be shared


def test_a_whole_table_is_one_group(engine):
    # a 50, b 60, c 20, d 10 of 140
    (row,) = engine.rows(panel.hhi(engine.table(SALES), of="firm", value="usd"))
    assert row["hhi"] == pytest.approx((50**2 + 60**2 + 20**2 + 10**2) / 140**2, rel=1e-12)


def test_members_may_be_named_by_several_columns(engine):
    (row,) = engine.rows(panel.hhi(engine.table(SALES), of=["market", "firm"], value="usd"))
    assert row["hhi"] == pytest.approx((20**2 + 50**2 + 20**2 + 10**2 + 30**2 + 10**2) / 140**2, rel=1e-12)


# Farhauer & Kroell 2014, as in the REAT manual, ellison.a example: 0.05990628. The other industry stands alone.
PLANTS = {
    "city": [*["Wien"] * 5, *["Linz"] * 4, "Graz", "Graz"],
    "industry": [*["steel"] * 10, "glass"],
    "jobs": [200, 650, 12000, 100, 50, 16000, 13000, 1500, 1500, 25000, 7],
}
CITIES = {"city": ["Wien", "Linz", "Graz", "Graz"], "people": [500000, 400000, 60000, 40000]}
COLUMNS = {"region": "city", "industry": "industry", "value": "jobs"}


def indices(engine, plants, **sizes):
    rows = engine.rows(panel.ellison_glaeser(plants, **COLUMNS, **sizes))
    return {row["industry"]: row["ellison_glaeser"] for row in rows}


def test_the_ellison_glaeser_index_of_the_handbook(engine):
    found = indices(engine, engine.table(PLANTS), sizes=engine.table(CITIES), size="people")
    assert found["steel"] == pytest.approx(0.05990628, abs=1e-7)
    assert found["glass"] is None  # one plant is not told from chance


def test_regions_without_a_plant_count(engine):
    cities = {"city": ["hefei", "wuhu"], "people": [100, 100]}
    plants = {"city": ["hefei", "hefei"], "industry": ["x", "x"], "jobs": [10, 10]}
    # H = 1/2, G = 1/2, 1 - sum x² = 1/2: (1/2 - 1/4) / (1/4)
    assert indices(engine, engine.table(plants), sizes=engine.table(cities), size="people") == {"x": 1}


def test_without_sizes_the_economy_is_all_plants(engine):
    plants = {"city": list("aabbbc"), "industry": list("xyxxyy"), "jobs": [5, 2, 9, 4, 7, 3]}
    sizes = {"a": 7, "b": 20, "c": 3}
    expected = {
        "x": ellison_glaeser([5, 9, 4], ["a", "b", "b"], sizes),
        "y": ellison_glaeser([2, 7, 3], ["a", "b", "c"], sizes),
    }
    assert indices(engine, engine.table(plants)) == pytest.approx(expected, rel=1e-9)


def test_a_plant_in_a_region_without_a_size_leaves_its_industry_unknown(engine):
    plants = {"city": list("aabbcb"), "industry": list("xyxyyx"), "jobs": [5, 2, 9, 4, 7, 3]}
    found = indices(engine, engine.table(plants), sizes=engine.table({"city": ["a", "b"], "n": [1, 1]}), size="n")
    assert found["y"] is None
    assert found["x"] == pytest.approx(ellison_glaeser([5, 9, 3], ["a", "b", "b"], {"a": 1, "b": 1}), rel=1e-9)


def test_sizes_are_a_table_and_its_column(engine):
    with pytest.raises(InputError, match="both sizes= and size="):
        panel.ellison_glaeser(engine.table(PLANTS), size="people", **COLUMNS)


def test_sizes_are_of_the_engine_of_the_plants():
    with pytest.raises(InputError, match="found pandas and polars; expected one engine"):
        panel.ellison_glaeser(pd.DataFrame(PLANTS), sizes=pl.DataFrame(CITIES), size="people", **COLUMNS)


def test_keys_are_of_one_type(engine):
    with pytest.raises(InputError, match="'city' in different types; found String and Int64"):
        panel.ellison_glaeser(
            engine.table(PLANTS), sizes=engine.table({"city": [1], "people": [5]}), size="people", **COLUMNS
        )
