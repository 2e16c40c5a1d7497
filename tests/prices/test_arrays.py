"""Whole columns: the same as one figure after another, and the errors of a column."""

from __future__ import annotations

import datetime
import sys

import numpy as np
import polars as pl
import pytest

from cityinnov import Figure
from cityinnov.errors import InputError, MissingDependencyError, MissingInputError
from cityinnov.prices.arrays import convert_array
from cityinnov.prices.exchange import ExchangeRates

RATES = ExchangeRates.ecb()
DAYS = ["2006-01-02", "2020-02-29", "2020-05-04", "2023-12-29", "2008-04-30"]


@pytest.mark.parametrize("pair", [("CNY", "USD"), ("USD", "CNY"), ("EUR", "JPY"), ("KRW", "EUR")])
@pytest.mark.parametrize(("per", "periods"), [
    ("month", ["2006-01", "2020-02", "2020-05", "2023-12", "2008-04"]),
    ("quarter", ["2006-Q1", "2020-Q1", "2020-Q2", "2023-Q4", "2008-Q2"]),
    ("year", ["2006", "2020", "2020", "2023", "2008"]),
])  # fmt: skip
def test_each_amount_is_converted_as_its_figure_is(pair: tuple[str, str], per: str, periods: list[str]) -> None:
    amounts = [1.0, 2.5e9, 3.0, -4.0, 0.0]
    expected = [
        Figure.exact(amount, pair[0], period).convert(pair[1], RATES).mid
        for amount, period in zip(amounts, periods, strict=True)
    ]
    assert convert_array(amounts, DAYS, *pair, RATES, per=per).tolist() == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize("kind", [np.array, pl.Series, list])
def test_days_and_the_columns_they_may_come_in(kind: type) -> None:
    days = [datetime.date(2020, 5, 4), datetime.date(2023, 12, 29), datetime.date(2020, 5, 4)]
    expected = [Figure.exact(7.0, "CNY", day).convert("USD", RATES).mid for day in days]
    assert convert_array(kind([7.0, 7.0, 7.0]), kind(days), "CNY", "USD", RATES).tolist() == pytest.approx(expected)


def test_a_missing_amount_stays_missing() -> None:
    converted = convert_array([np.nan, 7.0], ["2020-05-04", "2020-05-04"], "CNY", "USD", RATES)
    assert np.isnan(converted).tolist() == [True, False]


def test_nothing_is_converted_to_nothing() -> None:
    assert convert_array([], np.array([], dtype="datetime64[D]"), "CNY", "USD", RATES).tolist() == []


def test_all_days_without_a_rate_are_listed() -> None:
    days = ["2020-05-04", "2020-05-02", "2020-05-03", "2020-05-02", "1998-01-05"]
    with pytest.raises(MissingInputError, match="3 of the days") as caught:
        convert_array([1.0] * 5, days, "CNY", "USD", RATES)
    assert caught.value.data["missing"] == ["1998-01-05", "2020-05-02", "2020-05-03"]
    with pytest.raises(MissingInputError, match="1998"):
        convert_array([1.0] * 5, days, "CNY", "USD", RATES, per="year")


@pytest.mark.parametrize(
    ("amounts", "days", "per"),
    [
        ([1.0], ["2020-05-04", "2020-05-05"], "day"),
        ([[1.0]], [["2020-05-04"]], "day"),
        ([1.0], ["NaT"], "day"),
        ([1.0], ["12000-01-01"], "day"),
        ([1.0], ["no day"], "day"),
        (["seven"], ["2020-05-04"], "day"),
        ([1.0], ["2020-05-04"], "week"),
    ],
)
def test_what_is_no_column_is_refused(amounts: list[object], days: list[str], per: str) -> None:
    with pytest.raises(InputError):
        convert_array(amounts, days, "CNY", "USD", RATES, per=per)


def test_without_numpy_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(MissingDependencyError, match="pip install"):
        convert_array([1.0], ["2020-05-04"], "CNY", "USD", RATES)
