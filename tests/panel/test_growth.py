"""Growth on whole tables, on every engine."""

from __future__ import annotations

import pytest

from cityinnov import panel
from cityinnov.errors import InputError

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
