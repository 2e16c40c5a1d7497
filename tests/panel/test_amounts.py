"""Finding what a formula cannot use, on every engine."""

from __future__ import annotations

import math

import pytest

from cityinnov import panel
from cityinnov.errors import InputError, UnknownNameError


def test_rows_without_an_amount_or_a_key_are_found(engine):
    table = engine.table(
        {
            "city": ["a", "b", "c", "d", None, "f"],
            "note": ["fine", "negative", "infinite", "missing", "nowhere", "zero"],
            "jobs": [1.0, -2.0, math.inf, None, 3.0, 0.0],
        }
    )
    found = engine.rows(panel.not_amounts(table, value="jobs", keys=["city"]))
    assert {row["note"] for row in found} == {"negative", "infinite", "missing", "nowhere"}
    assert list(found[0]) == ["city", "note", "jobs"]
    assert {row["note"] for row in engine.rows(panel.not_amounts(table, value="jobs"))} == {
        "negative",
        "infinite",
        "missing",
    }


def test_columns_are_seen_to(engine):
    table = engine.table({"city": ["a"], "jobs": [1]})
    with pytest.raises(UnknownNameError, match="no column 'town'"):
        panel.not_amounts(table, value="jobs", keys="town")
    with pytest.raises(InputError, match="not numbers"):
        panel.not_amounts(table, value="city")
