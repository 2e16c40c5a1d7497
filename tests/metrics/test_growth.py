"""Growth. Expected values are published or worked by hand where they stand; laws are properties."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityinnov.errors import DomainError, InputError
from cityinnov.metrics.growth import annual_growth, annual_growth_of, doubling_time, growth_rate, shift_share
from cityinnov.values.figure import Figure

# REAT (R package) manual, example of shift(): one region, four industries, two years.
REGION = [90, 20, 10, 60], [100, 40, 10, 55]
NATION = [400, 150, 150, 400], [440, 210, 135, 480]

positive = st.floats(0.01, 1e6)


def test_growth_rate_of_a_number():
    assert growth_rate(80, 100) == 0.25
    assert growth_rate(100, 80) == pytest.approx(-0.2, abs=1e-15)


def test_growth_rate_takes_any_number_with_arithmetic():
    assert growth_rate(Fraction(3), Fraction(4)) == Fraction(1, 3)


@pytest.mark.parametrize("start", [0, -5, math.nan])
def test_growth_from_nothing_or_a_loss_is_undefined(start):
    with pytest.raises(DomainError, match=r"^the start of a growth rate must be above zero"):
        growth_rate(start, 10)
    with pytest.raises(DomainError, match=r"^the start of a growth rate must be above zero"):
        annual_growth(start, 10, 2)


@pytest.mark.parametrize(
    "column",
    [np.array, pd.Series, lambda cells: pl.Series(cells)],
    ids=["numpy", "pandas", "polars"],
)
def test_undefined_cells_are_nan_and_the_kind_is_kept(column):
    start, end = column([80.0, 0.0, -5.0]), column([100.0, 10.0, 10.0])
    grown = growth_rate(start, end)
    assert type(grown) is type(start)
    np.testing.assert_array_equal(np.asarray(grown), [0.25, math.nan, math.nan])


def test_a_missing_cell_stays_missing():
    assert np.isnan(np.asarray(growth_rate(pl.Series([None, 80.0]), pl.Series([1.0, 100.0])))[0])


def test_growth_keeps_labels():
    grown = growth_rate(pd.Series({"hefei": 80, "wuhu": 50}), pd.Series({"wuhu": 75, "hefei": 100}))
    assert grown.to_dict() == {"hefei": 0.25, "wuhu": 0.5}


def test_annual_growth_of_shenzhen_research_spending():
    # China Daily, 2025: R&D spending of Shenzhen, 151.08 to 245.31 bn yuan, 2020-2024, "12.9 % a year".
    assert annual_growth(151.08e9, 245.31e9, 4) == pytest.approx(0.1288, abs=0.001)


def test_annual_growth_of_a_multiple():
    assert annual_growth_of(4, 2) == 1.0
    assert annual_growth_of(0, 2) == -1.0  # all of it lost


@pytest.mark.parametrize("years", [0, -1])
def test_years_must_pass(years):
    with pytest.raises(DomainError, match=r"^a number of years must be above zero"):
        annual_growth(1, 2, years)


def test_a_negative_multiple_has_no_growth_rate():
    # Python's (-2) ** 0.5 would be a complex number.
    with pytest.raises(DomainError, match="multiple must not be negative"):
        annual_growth(10, -20, 2)


@given(positive, st.floats(-0.5, 1), st.integers(1, 30))
def test_annual_growth_compounds_back(start, rate, years):
    assert annual_growth(start, start * (1 + rate) ** years, years) == pytest.approx(rate, abs=1e-9)


def test_doubling_time():
    # log(2) / log(1.07) = 0.693147 / 0.067659
    assert doubling_time(0.07) == pytest.approx(10.2448, abs=1e-4)
    np.testing.assert_allclose(doubling_time(np.array([1.0, 0.0])), [1.0, math.nan])


@pytest.mark.parametrize("rate", [0, -0.01])
def test_what_does_not_grow_never_doubles(rate):
    with pytest.raises(DomainError, match=r"^the growth rate of what doubles must be above zero"):
        doubling_time(rate)


def test_doubling_time_uses_the_logarithm_of_the_number_itself():
    class Thing:
        def __gt__(self, other):
            return True

        def __radd__(self, other):
            return self

        def log(self):
            return 0.5

    assert doubling_time(Thing()) == pytest.approx(math.log(2) / 0.5)
    with pytest.raises(InputError, match="takes a logarithm"):
        doubling_time(1j)


def test_shift_share_of_the_handbook():
    # Classical decomposition by hand: g = 1265/1100 - 1 = 0.15, 180 * 0.15 = 27;
    # mix: sum of e (g_i - g) = 90(-.05) + 20(.25) + 10(-.25) + 60(.05) = 1; the rest of 25 is -3.
    whole = shift_share(*REGION, *NATION).sum()
    assert whole.change == 25
    assert whole.national == pytest.approx(27)
    assert whole.mix == pytest.approx(1)
    assert whole.competitive == pytest.approx(-3)
    assert whole.allocation is None


def test_esteban_marquillas_by_hand():
    # E = 180, N = 1100; h = 180 * (400, 150, 150, 400) / 1100; r - g_i = (1/9 - .1, 1 - .4, 0 + .1, -1/12 - .2).
    lead = [1 / 9 - 0.1, 0.6, 0.1, -1 / 12 - 0.2]
    homothetic = [180 * n / 1100 for n in (400, 150, 150, 400)]
    parts = shift_share(*REGION, *NATION, method="esteban-marquillas")
    assert parts.competitive == pytest.approx([h * r for h, r in zip(homothetic, lead, strict=True)])
    whole = parts.sum()
    assert whole.competitive + whole.allocation == pytest.approx(-3)  # the two share what Dunn calls competitive


@pytest.mark.parametrize("method", ["dunn", "esteban-marquillas"])
@given(st.lists(st.tuples(positive, positive, positive, positive), min_size=1, max_size=6))
def test_the_parts_add_up_to_the_change(method, rows):
    parts = shift_share(*zip(*rows, strict=True), method=method)
    scale = max(max(row) for row in rows) ** 2 / min(min(row) for row in rows)
    allocation = parts.allocation or (0,) * len(rows)
    for change, *effects in zip(parts.change, parts.national, parts.mix, parts.competitive, allocation, strict=True):
        assert sum(effects) == pytest.approx(change, abs=1e-9 * scale)
    whole = parts.sum()
    effects = (whole.national, whole.mix, whole.competitive, whole.allocation or 0)
    assert sum(effects) == pytest.approx(whole.change, abs=1e-9 * scale)


def test_arrays_and_series_give_what_the_lists_give():
    listed = shift_share(*REGION, *NATION, method="esteban-marquillas")
    arrays = shift_share(*map(np.array, (*REGION, *NATION)), method="esteban-marquillas")
    np.testing.assert_allclose(arrays.allocation, listed.allocation)
    codes = ["26", "27", "28", "29"]
    frames = [pd.Series(cells, index=codes) for cells in (*REGION, *NATION)]
    shuffled = [frame.sample(frac=1, random_state=at) for at, frame in enumerate(frames)]
    labelled = shift_share(*shuffled)
    assert labelled.mix.reindex(codes).tolist() == pytest.approx(shift_share(*REGION, *NATION).mix)
    assert labelled.sum().change == 25


def test_an_industry_that_is_new_to_the_region_is_all_competitive():
    # 10 new jobs in an industry of which the region had none.
    assert shift_share([10, 0], [10, 10], [50, 50], [50, 50]).competitive == pytest.approx((0, 10))


def test_an_industry_without_a_start_is_named():
    with pytest.raises(DomainError, match="industry 1 of the nation has no growth rate"):
        shift_share([1, 0], [1, 1], [1, 0], [1, 1])
    columns = [pd.Series(cells, index=["ic", "ai"]) for cells in ([1, 0], [1, 1], [1, 1], [1, 1])]
    with pytest.raises(DomainError, match="industry 'ai' of the region") as caught:
        shift_share(*columns, method="esteban-marquillas")
    assert caught.value.data["label"] == "ai"


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (([1], [1, 2], [1, 2], [1, 2]), "list each industry once"),
        (([1, -2], [1, 2], [1, 2], [1, 2]), "industry 1 is not an amount; found -2"),
        (([1, math.nan], [1, 2], [1, 2], [1, 2]), "industry 1 is not an amount; found nan"),
        ((np.array([1, math.inf]), [1, 2], [1, 2], [1, 2]), "industry 1 is not an amount; found inf"),
        (([], [], [], []), "there is no industry"),
        (
            (pd.Series({"a": 1}), pd.Series({"b": 1}), pd.Series({"a": 1}), pd.Series({"a": 1})),
            r"list each industry once; found \['b'\]",
        ),
    ],
)
def test_bad_columns_are_located(columns, message):
    with pytest.raises(InputError, match=message):
        shift_share(*columns)


def test_an_unknown_method_says_which_there_are():
    with pytest.raises(InputError, match="'dunn' or 'esteban-marquillas'"):
        shift_share(*REGION, *NATION, method="arcelus")


def test_growth_of_figures_keeps_their_bounds():
    # From 20 to over 50 firms in four years: a multiple over 2.5, so over 2.5 ** 0.25 - 1 = 25.74 % a year.
    firms = Figure.exact(20, "firm", "2020"), Figure.over(50, "firm", "2024")
    assert growth_rate(*firms).low == pytest.approx(1.5)
    assert annual_growth(*firms, years=4).low == pytest.approx(0.257433, abs=1e-6)
    assert annual_growth_of(Figure.over(2), 10).low == pytest.approx(0.071773, abs=1e-6)  # "more than doubled"


def test_shift_share_of_figures():
    region0, region1, nation0, nation1 = ([Figure.exact(n, "person") for n in cells] for cells in (*REGION, *NATION))
    whole = shift_share(region0, region1, nation0, nation1).sum()
    assert [part.mid for part in (whole.change, whole.national, whole.mix)] == pytest.approx([25, 27, 1])
    assert str(whole.change) == "25 people"
