"""Specialisation.

REAT is the R package "Regional Economic Analysis Toolbox" (Wieland), whose manual prints its results.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from cityinnov.errors import DomainError, InputError
from cityinnov.metrics.specialisation import (
    gini_localisation,
    gini_specialisation,
    krugman,
    litzenberger_sternberg,
    location_quotient,
)

KINDS = [list, tuple, np.array, pd.Series, pl.Series]

# REAT manual, krugman.spec2 example: Sweden against four other regions, five industries.
SWEDEN = [45000, 15000, 32000, 10000, 30000]
OTHERS = [
    [35000, 12000, 30000, 8000, 22000],
    [40000, 10000, 25000, 9000, 18000],
    [30000, 11000, 18000, 3000, 13000],
    [40000, 6000, 11000, 2000, 12000],
]
tables = hnp.arrays(float, hnp.array_shapes(min_dims=2, max_dims=2, min_side=2, max_side=6), elements=st.floats(1, 1e6))


def test_location_quotient_of_the_handbook():
    # REAT manual, locq example.
    assert location_quotient(1714, 79006, 879213, 15593224) == pytest.approx(0.3847623, abs=1e-7)


@given(tables)
def test_the_weighted_mean_of_location_quotients_is_one(table):
    regions, industries = table.sum(axis=1), table.sum(axis=0)
    quotients = location_quotient(table, regions[:, None], industries, table.sum())
    np.testing.assert_allclose(regions / table.sum() @ quotients, 1)


@pytest.mark.parametrize(
    ("arguments", "what"),
    [((1, 0, 1, 1), "whole region"), ((1, 1, 0, 1), "whole industry"), ((1, 1, 1, 0), "whole economy")],
)
def test_a_quotient_of_nothing_is_undefined(arguments, what):
    with pytest.raises(DomainError, match=f"the {what} must be above zero"):
        location_quotient(*arguments)


def test_an_empty_region_is_a_nan_among_others():
    quotients = location_quotient(np.array([20, 0]), np.array([100, 0]), 1000, 10000)
    np.testing.assert_array_equal(quotients, [2.0, math.nan])


def test_quotients_keep_their_labels():
    jobs, all_jobs = pd.Series({"hefei": 20, "wuhu": 5}), pd.Series({"hefei": 100, "wuhu": 100})
    assert location_quotient(jobs, all_jobs, 1000, 10000).to_dict() == {"hefei": 2.0, "wuhu": 0.5}


@pytest.mark.parametrize("kind", KINDS)
def test_krugman_of_disjoint_regions(kind):
    # REAT manual, krugman.spec example.
    assert krugman(kind([20, 10, 70, 0, 0]), kind([0, 0, 0, 60, 40])) == pytest.approx(2)


@pytest.mark.parametrize(
    ("reference", "expected"), [("mean-of-shares", 0.1595), ("pooled", 0.1351), ("mean-pairwise", 0.2095)]
)
@pytest.mark.parametrize("kind", KINDS)
def test_krugman_against_several_regions_depends_on_the_reference(kind, reference, expected):
    # REAT's krugman.spec2() prints the first of the three without naming it.
    others = [kind(other) for other in OTHERS]
    assert krugman(kind(SWEDEN), others, reference=reference) == pytest.approx(expected, abs=5e-5)
    assert krugman(np.array(SWEDEN), np.array(OTHERS), reference=reference) == pytest.approx(expected, abs=5e-5)


def test_krugman_asks_for_the_reference():
    with pytest.raises(InputError, match="found 4 regions and no reference; expected reference='mean-of-shares'"):
        krugman(SWEDEN, OTHERS)
    with pytest.raises(InputError, match="found 4 regions and no reference"):
        krugman(np.array(SWEDEN), np.array(OTHERS))
    with pytest.raises(InputError, match="unknown reference; found 'mean'"):
        krugman(SWEDEN, OTHERS, reference="mean")


@given(tables)
def test_krugman_is_symmetric_and_bounded(table):
    index = krugman(table[0], table[1])
    assert index == pytest.approx(krugman(table[1], table[0]))
    assert 0 <= index <= 2
    assert krugman(table[0], table[0] * 3) == pytest.approx(0, abs=1e-12)


def test_the_three_references_agree_on_one_region():
    for reference in ("mean-of-shares", "pooled", "mean-pairwise"):
        assert krugman([50, 50], [[30, 10]], reference=reference) == pytest.approx(0.5)


@pytest.mark.parametrize("kind", KINDS)
def test_gini_specialisation_of_the_handbook(kind):
    # Farhauer & Kroell 2014, as in the REAT manual, gini.spec example.
    region, nation = [700, 600, 500, 10000, 40000], [30000, 15000, 10000, 60000, 50000]
    assert gini_specialisation(kind(region), kind(nation)) == pytest.approx(0.6222222, abs=1e-7)


@pytest.mark.parametrize("kind", KINDS)
def test_gini_localisation_by_hand(kind):
    # Shares .05 .05 .1 .7 .1 over .2 .15 .2 .4 .05 are quotients 1/4 1/3 1/2 7/4 2 with the sum 29/6;
    # ranked 1/4 + 2/3 + 3/2 + 7 + 10 = 233/12, so 2 (233/12) / (5 * 29/6) - 6/5.
    industry, economy = [500, 500, 1000, 7000, 1000], [20000, 15000, 20000, 40000, 5000]
    assert gini_localisation(kind(industry), kind(economy)) == pytest.approx(233 / 145 - 6 / 5)


@given(st.lists(st.floats(1, 1e6), min_size=1, max_size=8), st.floats(0.001, 1000))
def test_a_region_like_the_nation_is_not_specialised(nation, size):
    assert gini_specialisation([size * each for each in nation], nation) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("kind", KINDS)
def test_an_industry_the_nation_lacks_is_named(kind):
    with pytest.raises(DomainError, match="industry 1 is empty in the reference"):
        gini_specialisation(kind([1, 1]), kind([5, 0]))
    with pytest.raises(DomainError, match="every region is zero"):
        gini_localisation(kind([0, 0]), kind([5, 1]))


def test_cluster_index_by_hand():
    # Density (300/50) / (2000/1000) = 3, specialisation (300/400) / (2000/8000) = 3, plant size
    # (300/6) / (2000/80) = 2, so 3 * 3 / 2: the three factors of litzenberger() in REAT.
    assert litzenberger_sternberg(300, 2000, 50, 1000, 400, 8000, 6, 80) == pytest.approx(4.5)
    assert litzenberger_sternberg(0, 2000, 50, 1000, 400, 8000, 0, 80) == 0


@pytest.mark.parametrize("empty", [1, 2, 3, 4, 5, 7])
def test_a_cluster_index_needs_its_references(empty):
    arguments = [300, 2000, 50, 1000, 400, 8000, 6, 80]
    arguments[empty] = 0
    with pytest.raises(DomainError, match="must be above zero"):
        litzenberger_sternberg(*arguments)


@pytest.mark.parametrize("reference", ["mean-of-shares", "pooled", "mean-pairwise"])
def test_several_regions_may_be_the_rows_of_a_frame(reference):
    a, others = [5.0, 3.0, 0.0], [[0.0, 7.0, 1.0], [2.0, 2.0, 9.0]]
    expected = krugman(a, others, reference=reference)
    frame = pd.DataFrame(others, index=["wuhu", "xian"], columns=["ic", "ev", "ai"])
    region = pd.Series(a, index=["ic", "ev", "ai"])
    assert krugman(region, frame, reference=reference) == pytest.approx(expected, rel=1e-12)
    assert krugman(region[::-1], frame, reference=reference) == pytest.approx(expected, rel=1e-12)  # by label
    assert krugman(a, pl.DataFrame(others, orient="row"), reference=reference) == pytest.approx(expected, rel=1e-12)
    with pytest.raises(InputError, match="2 regions and no reference"):
        krugman(region, frame)


def test_a_polars_column_comes_back_as_one():
    quotients = location_quotient(pl.Series([20, 0, 5]), pl.Series([100, 0, None]), 1000, 10000)
    assert isinstance(quotients, pl.Series)
    np.testing.assert_array_equal(quotients.to_list(), [2.0, math.nan, math.nan])
    assert isinstance(location_quotient(20, pl.Series([100, 0]), 1000, 10000), pl.Series)


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: krugman([1, 2], [1]), "industry"),
        (lambda: krugman([1, 2], [[1, 2], [1]], reference="pooled"), "industry"),
        (lambda: gini_specialisation([1, 2], [1]), "industry"),
        (lambda: gini_localisation([1, 2], [1]), "region"),
    ],
)
def test_columns_of_other_lengths_say_of_what(call, name):
    with pytest.raises(InputError, match=rf"^every column must list each {name} once; found lengths \[1, 2\]"):
        call()


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: krugman([0, 0], [1, 1]), "industry"),
        (lambda: krugman([1, 1], [0, 0]), "industry"),
        (lambda: krugman([1, 1], [[1, 1], [0, 0]], reference="mean-of-shares"), "industry"),
        (lambda: gini_specialisation([1, 1], [0, 0]), "industry"),
        (lambda: gini_localisation([1, 1], [0, 0]), "region"),
    ],
)
def test_what_is_all_zero_is_named(call, name):
    with pytest.raises(DomainError, match=f"^every {name} is zero"):
        call()


@pytest.mark.parametrize(
    ("position", "name"),
    [
        (1, "the whole industry"),
        (2, "the region's area"),
        (3, "the whole area"),
        (4, "the region's population"),
        (5, "the whole population"),
        (7, "the number of firms"),
    ],
)
def test_the_reference_that_a_cluster_index_lacks_is_named(position, name):
    arguments = [300, 2000, 50, 1000, 400, 8000, 6, 80]
    arguments[position] = 0
    with pytest.raises(DomainError, match=f"^{name} must be above zero"):
        litzenberger_sternberg(*arguments)
