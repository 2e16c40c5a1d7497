"""Laws of the formulas on whole tables, for any amounts."""

from __future__ import annotations

import subprocess
import sys

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityinnov import panel

COLUMNS = {"region": "region", "industry": "industry", "value": "jobs"}
PERIODS = {"period": "year", "start": 2013, "end": 2023}


@st.composite
def tables(draw):
    """Draw jobs by year, region and industry, some rows not there and some there twice, none of a region empty."""
    cell = st.tuples(
        st.sampled_from([2013, 2023]), st.sampled_from("abcd"), st.sampled_from("wxyz"), st.floats(0.01, 1e6)
    )
    rows = draw(st.lists(cell, min_size=1, max_size=30))
    return pl.DataFrame(rows, schema=["year", "region", "industry", "jobs"], orient="row")


law = settings(max_examples=40, deadline=None)


@law
@given(tables())
def test_shares_of_a_region_and_of_an_industry_add_up_to_one(table):
    shares = panel.shares(table, **COLUMNS)
    for owner in ("region", "industry"):
        sums = shares.group_by(owner).agg(pl.col(f"share_of_{owner}").sum())[f"share_of_{owner}"]
        assert sums.to_list() == pytest.approx([1] * len(sums), rel=1e-12)


@law
@given(tables())
def test_the_weighted_mean_of_location_quotients_is_one(table):
    # sum_j (e_j / e) LQ_ij = 1 for every industry; a region without it has a quotient of zero
    weights = table.group_by("region").agg(weight=pl.col("jobs").sum() / table["jobs"].sum())
    quotients = panel.location_quotient(table, **COLUMNS).join(weights, on="region")
    means = quotients.group_by("industry").agg((pl.col("location_quotient") * pl.col("weight")).sum())
    assert means["location_quotient"].to_list() == pytest.approx([1] * len(means), rel=1e-9)


@law
@given(tables())
def test_concentration_is_within_its_bounds(table):
    counts = table.group_by("region").agg(n=pl.col("industry").n_unique())
    index = panel.specialisation(table, **COLUMNS).join(counts, on="region")
    rounding = 1 + 1e-9
    assert ((index["hhi"] * rounding >= 1 / index["n"]) & (index["hhi"] <= rounding)).all()
    assert index["hoover"].is_between(-1e-9, rounding).all()


@law
@given(tables(), st.floats(1e-3, 1e3))
def test_no_index_depends_on_the_unit(table, factor):
    def indices(jobs):
        found = panel.specialisation(jobs, **COLUMNS).join(
            panel.krugman(jobs, reference="whole", **COLUMNS), on="region"
        )
        return found.sort("region").select("hhi", "hoover", "krugman").to_numpy().ravel().tolist()

    assert indices(table.with_columns(pl.col("jobs") * factor)) == pytest.approx(indices(table), rel=1e-9, abs=1e-9)


@law
@given(tables())
def test_the_parts_of_shift_share_add_up_to_the_change(table):
    parts = panel.shift_share(table, **COLUMNS, **PERIODS).drop_nulls()
    effects = parts.select("national", "mix", "competitive")
    rounding = 1e-12 * (effects.select(pl.sum_horizontal(pl.all().abs())).to_series() + parts["jobs"])
    assert ((effects.sum_horizontal() - parts["change"]).abs() <= rounding).all()


def test_without_narwhals_the_extra_is_named():
    code = """
import sys
sys.modules["narwhals"] = None
try:
    import cityinnov.panel
except ImportError as error:
    assert "pip install 'cityinnov[panel]'" in str(error), error
else:
    raise AssertionError("it was imported")
"""
    subprocess.run([sys.executable, "-c", code], check=True)
