"""Concentration on whole tables, on every engine."""

from __future__ import annotations

import pytest

from cityinnov import panel
from cityinnov.metrics.concentration import hhi

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
