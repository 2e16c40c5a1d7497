"""Concentration.

REAT is the R package "Regional Economic Analysis Toolbox" (Wieland), whose manual prints its results."""

from __future__ import annotations

import math
import subprocess
import sys
from decimal import Decimal

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cityinnov.errors import DomainError, InputError, UndecidableError
from cityinnov.metrics.concentration import (
    concentration_ratio,
    ellison_glaeser,
    equivalent_number,
    gini,
    hhi,
    hoover,
    theil,
)
from cityinnov.values.figure import Figure

amounts = st.lists(st.floats(0.01, 1e6), min_size=2, max_size=12)
KINDS = [list, tuple, np.array, pd.Series, pl.Series]

# REAT manual, herf and gini examples.
FIRMS = [20, 50, 20, 10]
# REAT manual, hoover example: the sixteen German Laender in 2015, GDP in bn EUR and population.
GDP = [460.69, 549.19, 124.16, 65.29, 31.59, 109.27, 263.44, 39.87]
GDP += [258.53, 645.59, 131.95, 35.03, 112.66, 56.22, 85.61, 56.81]
PEOPLE = [10879618, 12843514, 3520031, 2484826, 671489, 1787408, 6176172, 1612362]
PEOPLE += [7926599, 17865516, 4052803, 995597, 4084851, 2245470, 2858714, 2170714]
# Farhauer & Kroell 2014, as in the REAT manual, ellison.a example.
PLANTS = [200, 650, 12000, 100, 50, 16000, 13000, 1500, 1500, 25000]
CITIES = ["Wien"] * 5 + ["Linz"] * 4 + ["Graz"]
JOBS = {"Wien": 500000, "Linz": 400000, "Graz": 100000}


@pytest.mark.parametrize("kind", KINDS)
def test_published_values_for_every_kind_of_column(kind):
    assert hhi(kind(FIRMS)) == pytest.approx(0.34, abs=1e-12)  # REAT manual, herf
    assert hhi(kind(FIRMS), normalised=True) == pytest.approx(0.12, abs=1e-12)
    assert equivalent_number(kind(FIRMS)) == pytest.approx(2.9411765, abs=1e-7)
    assert concentration_ratio(kind(FIRMS), 2) == pytest.approx(0.7, abs=1e-12)  # (50 + 20) / 100
    assert gini(kind(FIRMS)) == pytest.approx(0.3, abs=1e-12)  # REAT manual, gini
    assert gini(kind(FIRMS), normalised=True) == pytest.approx(0.4, abs=1e-12)
    assert hoover(kind(GDP), kind(PEOPLE)) == pytest.approx(0.07359, abs=1e-5)  # REAT manual, hoover


@pytest.mark.parametrize("kind", KINDS)
def test_theil_says_which_of_the_two_it_is(kind):
    # REAT's theil() prints 0.2326302 for this column and is L; T is
    # (3 * 0.5 ln 0.5 + 1 ln 1 + 2.5 ln 2.5) / 5 = (-1.0397208 + 2.2907268) / 5.
    column = kind([10, 10, 10, 20, 50])
    assert theil(column, index="T") == pytest.approx(0.2502012, abs=1e-7)
    assert theil(column, index="L") == pytest.approx(0.2326302, abs=1e-7)
    with pytest.raises(InputError, match="expected 'T' or 'L'"):
        theil(column, index="theil")


@pytest.mark.parametrize("kind", KINDS)
def test_theil_with_a_zero(kind):
    # T: 0 ln 0 counts as 0, so (0 + 2 ln 2) / 2; L: ln(mean / 0) has no bound.
    assert theil(kind([0, 4]), index="T") == pytest.approx(math.log(2))
    assert theil(kind([0, 4]), index="L") == math.inf


def test_ellison_glaeser_of_the_handbook():
    assert ellison_glaeser(PLANTS, CITIES, JOBS) == pytest.approx(0.05990628, abs=1e-7)


def test_ellison_glaeser_takes_codes_arrays_and_series():
    codes = np.array([0] * 5 + [1] * 4 + [2])
    assert ellison_glaeser(np.array(PLANTS), codes, list(JOBS.values())) == pytest.approx(0.05990628, abs=1e-7)
    series = pd.Series(CITIES)
    assert ellison_glaeser(pd.Series(PLANTS), series, pd.Series(JOBS)) == pytest.approx(0.05990628, abs=1e-7)


def test_ellison_glaeser_counts_regions_without_a_plant():
    # Two equal plants in the first of four equal regions: s = (1, 0, 0, 0), x = 1/4 each, so
    # G = 9/16 + 3/16 = 3/4, 1 - sum of x squared = 3/4, H = 1/2 and (3/4 - 3/8) / (3/8) = 1.
    assert ellison_glaeser([5, 5], [0, 0], [1, 1, 1, 1]) == pytest.approx(1)


def test_plants_spread_like_the_economy_look_repelled():
    # One plant each in two equal regions: G = 0, so (0 - 1/2 * 1/2) / (1/2 * 1/2).
    assert ellison_glaeser([5, 5], [0, 1], [1, 1]) == pytest.approx(-1)


@pytest.mark.parametrize(
    ("plants", "regions", "sizes"), [([5], [0], [1, 1]), ([5, 5], [0, 0], [1]), ([5, 5], [0, 0], [1, 0])]
)
def test_one_plant_or_one_region_tells_nothing(plants, regions, sizes):
    with pytest.raises(DomainError, match="cannot be told from chance"):
        ellison_glaeser(plants, regions, sizes)


def test_a_plant_in_an_unknown_region_is_named():
    with pytest.raises(InputError, match="no size; found 'Salzburg'"):
        ellison_glaeser([1, 1], ["Wien", "Salzburg"], JOBS)
    for region in (2, -1):
        with pytest.raises(InputError, match=f"no size; found .*{region}"):
            ellison_glaeser(np.array([1, 1]), np.array([0, region]), [1, 1])
    with pytest.raises(InputError, match="found 2 plants, 1 regions"):
        ellison_glaeser([1, 1], [0], [1, 1])


@pytest.mark.parametrize("regions", [np.array([0.0, 1.0]), np.array(["Wien", "Linz"]), np.array([True, False])])
def test_an_array_of_regions_is_of_positions(regions):
    with pytest.raises(InputError, match=r"given by position; found an array of .*; expected an array of integers"):
        ellison_glaeser(np.array([1, 1]), regions, [1, 1])


@pytest.mark.parametrize("code", [np.int8, np.uint8, np.int64, np.uint64, np.dtype(">i4")])
def test_positions_are_integers_of_any_width(code):
    # G = 0 as in a plant each in two equal regions; one position too many or one below zero is seen in each width.
    assert ellison_glaeser(np.array([5, 5]), np.array([0, 1], dtype=code), [1, 1]) == pytest.approx(-1)
    for odd in (2, np.iinfo(code).max, *([-1, np.iinfo(code).min] if np.iinfo(code).min else [])):
        with pytest.raises(InputError, match="no size"):
            ellison_glaeser(np.array([5, 5]), np.array([0, odd], dtype=code), [1, 1])


@pytest.mark.parametrize("unit", [1e-300, 1e-160, 1e-100, 1.0, 1e150, 1e200, 1e300])
def test_the_index_of_an_array_does_not_depend_on_the_unit(unit):
    assert hhi(np.array([2.0, 1.0, 1.0]) * unit) == pytest.approx(0.375, rel=1e-12)  # 0.25 + 0.0625 + 0.0625


def test_whole_numbers_whose_squares_no_integer_holds():
    assert hhi(np.array([2_000_000_000] * 4)) == 0.25  # the total squared, 6.4e19, is beyond 2**63
    assert hhi(pd.Series([2_000_000_000] * 4)) == 0.25


@pytest.mark.parametrize("measure", [hhi, equivalent_number, gini, lambda column: theil(column, "T")])
@pytest.mark.parametrize("kind", KINDS)
def test_bad_columns_are_located(measure, kind):
    with pytest.raises(InputError, match="value 1 is not an amount; found -2"):
        measure(kind([1.0, -2.0]))
    with pytest.raises(InputError, match="value 1 is not an amount; found nan"):
        measure(kind([1.0, math.nan]))
    with pytest.raises(InputError, match="there is no value"):
        measure(kind([]))
    with pytest.raises(DomainError, match="every value is zero"):
        measure(kind([0, 0]))


@pytest.mark.parametrize("column", [[1, None], [1, "2"], pl.Series([1, None]), pd.Series([1, None], dtype="Int64")])
def test_a_missing_cell_or_a_text_is_located(column):
    with pytest.raises(InputError, match="value 1 is not an amount"):
        hhi(column)


@pytest.mark.parametrize("column", [5, iter([1]), np.ones((2, 2)), pd.DataFrame({"a": [1]})])
def test_what_is_no_column_is_refused(column):
    with pytest.raises(InputError, match="a column of amounts is needed"):
        hhi(column)


def test_the_label_of_a_bad_cell_is_given():
    with pytest.raises(InputError, match="value 'wuhu' is not an amount") as caught:
        hhi(pd.Series({"hefei": 1, "wuhu": -1}))
    assert caught.value.data["label"] == "wuhu"


def test_hoover_matches_series_by_label():
    # Income 80/20 and people 50/50 in another order: 30 % would have to move.
    income, people = pd.Series({"a": 80, "b": 20, "c": 0}), pd.Series({"c": 0, "b": 1, "a": 1})
    assert hoover(income, people) == pytest.approx(0.3)
    with pytest.raises(InputError, match="list each place once"):
        hoover(income, people.rename({"c": "d"}))


def test_a_single_value_cannot_be_normalised():
    assert hhi([3]) == 1
    assert gini([3]) == 0
    for measure in (hhi, gini):
        with pytest.raises(DomainError, match="nothing to normalise"):
            measure([3], normalised=True)


def test_concentration_ratio_of_all():
    assert concentration_ratio([3, 1], k=5) == 1
    with pytest.raises(InputError, match="1 or more"):
        concentration_ratio([3, 1], k=0)


@given(amounts)
def test_the_bounds_of_each_measure(column):
    n = len(column)
    assert 1 / n * (1 - 1e-12) <= hhi(column) <= 1
    assert -1e-12 <= gini(column) <= (n - 1) / n
    assert -1e-12 <= theil(column, "T") <= math.log(n)
    assert theil(column, "L") >= -1e-12
    assert 1 <= equivalent_number(column) * (1 + 1e-12) <= n * (1 + 1e-11)
    assert 0 <= hoover(column, [1] * n) <= 1


@given(amounts, st.floats(0.001, 1000))
def test_scale_and_order_do_not_matter(column, factor):
    scaled = [factor * value for value in reversed(column)]
    for measure in (hhi, gini, lambda values: theil(values, "T"), lambda values: theil(values, "L")):
        assert measure(scaled) == pytest.approx(measure(column), rel=1e-9, abs=1e-12)


@given(amounts)
def test_a_transfer_from_small_to_large_concentrates(column):
    # The principle of transfers (Pigou-Dalton), strict for all four.
    column = sorted(column)
    assume(column[0] > 0.02)
    moved = [column[0] / 2, *column[1:-1], column[-1] + column[0] / 2]
    for measure in (hhi, gini, lambda values: theil(values, "T"), lambda values: theil(values, "L")):
        assert measure(moved) > measure(column) - 1e-12


@given(st.lists(st.tuples(st.floats(0.01, 1e6), st.floats(0.01, 1e6)), min_size=1, max_size=8))
def test_hoover_is_symmetric(pairs):
    a, b = zip(*pairs, strict=True)
    assert hoover(a, b) == pytest.approx(hoover(b, a), abs=1e-12)


def test_agreement_with_pysal():
    gini_of, theil_of = (pytest.importorskip(f"inequality.{name}") for name in ("gini", "theil"))
    column = np.random.default_rng(6).lognormal(size=200)
    assert gini(column) == pytest.approx(gini_of.Gini(column).g, rel=1e-12)
    assert theil(column, index="T") == pytest.approx(theil_of.Theil(column).T, rel=1e-12)


def test_short_sequences_need_no_numpy():
    program = (
        "import sys; sys.modules['numpy'] = None\n"
        "from cityinnov.metrics.concentration import *\n"
        "column = [20, 50, 20, 10]\n"
        "hhi(column), gini(column), theil(column, 'T'), hoover(column, column), concentration_ratio(column, 2)\n"
        "assert round(ellison_glaeser([5, 5], ['a', 'a'], {'a': 1, 'b': 1}), 9) == 1\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True)


def test_figures_give_the_true_range():
    # 20, x and 10 firms with x from 50 to 80: (20**2 + 10**2 + x**2) / (30 + x)**2 and x / (30 + x) rise with x.
    firms = [Figure.exact(20, "firm"), Figure.between(50, 80, "firm"), Figure.exact(10, "firm")]
    index, largest = hhi(firms), concentration_ratio(firms, k=1)
    assert (index.low, index.high) == pytest.approx((3000 / 80**2, 6900 / 110**2))
    assert (largest.low, largest.high) == pytest.approx((50 / 80, 80 / 110))
    assert gini(firms).low == pytest.approx(2 * (1 * 10 + 2 * 20 + 3 * 50) / (3 * 80) - 4 / 3)


def test_figures_without_an_order_are_undecidable():
    with pytest.raises(UndecidableError):
        gini([Figure.over(20, "firm"), Figure.exact(30, "firm")])


@pytest.mark.parametrize("kind", KINDS[2:])
def test_a_bad_cell_is_found_behind_a_zero(kind):
    with pytest.raises(InputError, match=r"value 2 is not an amount; found -2"):
        hhi(kind([0.0, 0.5, -2.0]))


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_infinite_is_no_amount(kind):
    with pytest.raises(InputError, match="value 1 is not an amount; found inf"):
        hhi(kind([1.0, math.inf]))


@pytest.mark.parametrize(
    "column", [np.array(["1", "2"]), pd.Series(["1", "2"]), pl.Series(["1", "2"]), pd.Series(["1", 2])]
)
def test_a_column_of_text_is_no_column_of_amounts(column):
    with pytest.raises(InputError, match="value 0 is not an amount; found 1; expected a finite number of zero or more"):
        hhi(column)


@pytest.mark.parametrize("code", [np.int8, np.uint8, np.int16])
def test_narrow_integers_do_not_wrap_around(code):
    column = np.array([100, 100, 100], dtype=code)  # 300 is beyond 8 bits, 10 000 * 3 beyond 16 with a sign
    assert hhi(column) == pytest.approx(1 / 3)
    assert gini(column) == pytest.approx(0)
    assert theil(column, "T") == pytest.approx(0)
    assert hoover(column, column) == 0


def test_labels_twice_in_one_order_are_no_obstacle():
    income, people = (pd.Series(values, index=["a", "b", "b"]) for values in ([80, 10, 10], [1, 1, 0]))
    assert hoover(income, people) == pytest.approx(0.4)  # 0.3 from a to the first b and 0.1 from the second
    with pytest.raises(InputError, match=r"list each place once; found \['b'\] in one alone, or twice"):
        hoover(income, people.iloc[::-1])


def test_a_kind_without_a_logarithm_is_named():
    with pytest.raises(InputError, match="this formula takes a logarithm; found a Decimal; expected a number"):
        theil([Decimal(1), Decimal(3)], "T")


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: concentration_ratio([0, 0], 1), "value"),
        (lambda: hoover([0, 0], [1, 1]), "place"),
        (lambda: hoover([1, 1], [0, 0]), "place"),
        (lambda: ellison_glaeser([1, 1], [0, 1], [0, 0]), "region"),
    ],
)
def test_what_is_all_zero_is_named(call, name):
    with pytest.raises(DomainError, match=f"^every {name} is zero"):
        call()


def test_a_region_just_beyond_the_last_has_no_size():
    with pytest.raises(InputError, match="no size; found 2"):
        ellison_glaeser([1, 1], [0, 2], [1, 1])


def test_regions_without_a_plant_count_in_arrays_too():
    # As above, in arrays: the last three of four equal regions have no plant, and the index is 1.
    assert ellison_glaeser(np.array([5, 5]), np.array([0, 0]), np.ones(4)) == pytest.approx(1)
    assert ellison_glaeser(np.array([5, 5]), [0, 0], np.ones(4)) == pytest.approx(1)


def test_plants_with_nobody_in_them_are_plants():
    # The first adds nothing: (1, 0) of two equal regions as in the example, but H = 1/2 of the other two.
    assert ellison_glaeser([0, 10, 10], ["b", "a", "a"], {"a": 1, "b": 1}) == pytest.approx(1)


def test_narrow_integers_of_plants_do_not_wrap_around():
    # As in the example, H = 1/2 and all in the first of two equal regions; 200 is beyond 8 bits.
    assert ellison_glaeser(np.array([100, 100], dtype=np.int8), [0, 0], [1, 1]) == pytest.approx(1)


def test_a_column_of_decimals_is_one_of_numbers():
    column = pd.Series([Decimal(1), Decimal(3)])
    assert gini(column) == pytest.approx(0.25)  # as of the floats in the examples
    assert theil(column, "T") == pytest.approx(0.1308, abs=5e-5)
    assert hhi(column) == pytest.approx(0.625)
