"""Tables to case studies and back."""

from __future__ import annotations

import math
import sys

import pytest

from cityinnov import CaseStudy, Figure, Source, load_case, panel
from cityinnov.errors import InputError, MissingDependencyError, UnknownNameError

YEARBOOK = Source("yearbook", "report", title="Statistical Yearbook", issued=2024)
TABLE = {
    "city": ["hefei", "hefei", "wuhu"],
    "year": [2022, 2023, 2023],
    "gdp": [1.2e12, 1.27e12, None],
    "population": [9_634_000, 9_853_000, 3_740_000],
}
UNITS = {"gdp": "CNY", "population": "people"}


def test_rows_become_cited_figures_of_cities(engine):
    table = engine.table(TABLE)
    case = panel.to_case(table, "anhui", city="city", period="year", units=UNITS, source=YEARBOOK, locator="table 2")
    assert list(case.cities) == ["hefei", "wuhu"]
    hefei = case.cities["hefei"]
    assert hefei.figure("gdp", 2023) == Figure.parse("1270000000000 CNY, 2023 [yearbook table 2]")
    assert hefei.figure("population", 2022).sources()[0].record == YEARBOOK
    assert case.cities["wuhu"].claims("gdp") == ()  # a missing cell is no figure
    assert case.cities["hefei"].gdp_per_resident(period=2023).mid == pytest.approx(1.27e12 / 9_853_000)


def test_each_row_is_told_of(engine):
    told = []
    table = engine.table({"city": ["hefei", "wuhu"], "population": [5, 6]})
    panel.to_case(
        table,
        "anhui",
        city="city",
        units={"population": "people"},
        source=YEARBOOK,
        progress=lambda *step: told.append(step),
    )
    assert told == [("reading rows", 1, 2), ("reading rows", 2, 2)]


def test_a_table_may_have_no_periods(engine):
    table = engine.table({"city": ["hefei"], "population": [5]})
    case = panel.to_case(table, "anhui", city="city", units={"population": "people"}, source=YEARBOOK)
    assert case.cities["hefei"].figure("population") == Figure.parse("5 people [yearbook]")


def test_a_year_that_is_missing_is_not_made_up(engine):
    table = engine.table({"city": ["a", "b"], "year": [2023, None], "population": [5, 6]})
    case = panel.to_case(table, "c", city="city", period="year", units={"population": "people"}, source=YEARBOOK)
    assert [str(case.cities[name].figure("population").period) for name in "ab"] == ["2023", "None"]


@pytest.mark.parametrize(
    ("table", "units", "error", "message"),
    [
        ({"city": ["hefei"], "gdp": [1.0]}, {"gdpp": "CNY"}, UnknownNameError, "no column 'gdpp'"),
        ({"city": ["hefei"], "gdp": ["1"]}, {"gdp": "CNY"}, InputError, "not numbers"),
        ({"city": ["Hefei City"], "gdp": [1.0]}, {"gdp": "CNY"}, InputError, "kebab-case"),
        ({"city": [None, "x"], "gdp": [1.0, 1.0]}, {"gdp": "CNY"}, InputError, "kebab-case"),
        ({"city": ["hefei"], "gdp": [1.0]}, {"gdp": "people"}, InputError, "gdp"),
        ({"city": ["hefei"], "sunshine": [1.0]}, {"sunshine": "people"}, InputError, "sunshine"),
        ({"city": ["hefei"], "gdp": [math.inf]}, {"gdp": "CNY"}, InputError, "inf"),
    ],
)
def test_what_makes_no_case_is_said(engine, table, units, error, message):
    with pytest.raises(error, match=message):
        panel.to_case(engine.table(table), "case", city="city", units=units, source=YEARBOOK)


@pytest.mark.parametrize("kind", ["pandas", "polars", "pyarrow"])
def test_a_case_becomes_a_table_of_its_records(kind):
    case = load_case("hefei")
    table = panel.records(case, kind)
    assert type(table).__module__.startswith(kind)
    assert len(table) == len(case.records())


def test_the_table_of_a_case_without_figures_has_its_columns():
    table = panel.records(CaseStudy("empty"))
    assert (len(table), table.columns[:3]) == (0, ["entity", "kind", "indicator"])


def test_an_engine_that_is_none_or_not_there_is_said(monkeypatch):
    case = CaseStudy("empty")
    with pytest.raises(InputError, match="found 'excel'"):
        panel.records(case, "excel")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingDependencyError, match="pip install pyarrow"):
        panel.records(case, "pyarrow")
