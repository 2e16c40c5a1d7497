"""Structure of regions and industries on whole tables, on every engine."""

from __future__ import annotations

import pytest

from cityinnov import panel
from cityinnov.errors import InputError
from cityinnov.metrics.concentration import hhi, hoover
from cityinnov.metrics.specialisation import krugman

COLUMNS = {"region": "region", "industry": "industry", "value": "jobs"}

# REAT manual, krugman.spec2 example (Sweden): a region against four others, which prints 0.1595 for the mean of shares;
# 0.1351 for the pooled others is recomputed from the same table in the golden file of the project.
SWEDEN = [
    [45000, 15000, 32000, 10000, 30000],
    [35000, 12000, 30000, 8000, 22000],
    [40000, 10000, 25000, 9000, 18000],
    [30000, 11000, 18000, 3000, 13000],
    [40000, 6000, 11000, 2000, 12000],
]
# Sparse: no row for what is not there, and an empty region.
SPARSE = [[5, 0, 3, 0], [0, 7, 1, 0], [2, 2, 0, 9], [0, 0, 0, 0]]


def long(matrix, *, with_zeros=True):
    cells = [(str(j), f"i{i}", jobs) for j, row in enumerate(matrix) for i, jobs in enumerate(row)]
    cells = [cell for cell in cells if with_zeros or cell[2] or cell[:2] == ("3", "i0")]
    return dict(zip(("region", "industry", "jobs"), map(list, zip(*cells, strict=True)), strict=True))


def column(rows, key, name):
    return {row[key]: row[name] for row in rows}


@pytest.mark.parametrize(("reference", "expected"), [("mean-of-shares", 0.1595), ("pooled", 0.1351)])
def test_the_krugman_index_of_the_handbook(engine, reference, expected):
    rows = engine.rows(panel.krugman(engine.table(long(SWEDEN)), reference=reference, **COLUMNS))
    assert rows[0]["krugman"] == pytest.approx(expected, abs=5e-5)
    assert rows[0]["jobs"] == 132000


@pytest.mark.parametrize("with_zeros", [True, False])
@pytest.mark.parametrize("reference", ["pooled", "mean-of-shares"])
def test_the_krugman_index_of_every_region_is_that_of_the_formula(engine, reference, with_zeros):
    table = engine.table(long(SPARSE, with_zeros=with_zeros))
    found = column(engine.rows(panel.krugman(table, reference=reference, **COLUMNS)), "region", "krugman")
    regions = SPARSE[:3]
    expected = {
        str(j): krugman(row, [other for other in regions if other is not row], reference=reference)
        for j, row in enumerate(regions)
    }
    assert found.pop("3") is None  # an empty region
    assert found == pytest.approx(expected, rel=1e-12)


def test_the_krugman_index_against_the_whole(engine):
    rows = engine.rows(panel.krugman(engine.table(long(SPARSE)), reference="whole", **COLUMNS))
    whole = [sum(cells) for cells in zip(*SPARSE, strict=True)]
    assert [row["krugman"] for row in rows[:3]] == pytest.approx([krugman(row, whole) for row in SPARSE[:3]], rel=1e-12)
    assert rows[3]["krugman"] is None


@pytest.mark.parametrize("reference", ["pooled", "mean-of-shares"])
def test_a_lone_region_is_set_against_nothing(engine, reference):
    table = engine.table({"region": ["a", "a", "a"], "industry": ["x", "y", "z"], "jobs": [0.1, 0.2, 0.3]})
    (row,) = engine.rows(panel.krugman(table, reference=reference, **COLUMNS))
    assert row["krugman"] is None


def test_the_reference_must_be_one_of_three(engine):
    with pytest.raises(InputError, match="'whole' or 'pooled' or 'mean-of-shares'"):
        panel.krugman(engine.table(long(SPARSE)), reference="mean", **COLUMNS)


@pytest.mark.parametrize("with_zeros", [True, False])
def test_specialisation_of_regions_is_that_of_the_formulas(engine, with_zeros):
    rows = engine.rows(panel.specialisation(engine.table(long(SPARSE, with_zeros=with_zeros)), **COLUMNS))
    whole = [sum(cells) for cells in zip(*SPARSE, strict=True)]
    for row, jobs in zip(rows[:3], SPARSE, strict=False):
        assert row["hhi"] == pytest.approx(hhi(jobs), rel=1e-12)
        assert row["equivalent_number"] == pytest.approx(1 / hhi(jobs), rel=1e-12)
        assert row["hoover"] == pytest.approx(hoover(jobs, whole), rel=1e-12)
    assert rows[3] == {"region": "3", "jobs": 0, "hhi": None, "equivalent_number": None, "hoover": None}


@pytest.mark.parametrize("with_zeros", [True, False])
def test_concentration_of_industries_is_that_of_the_formulas(engine, with_zeros):
    rows = engine.rows(panel.concentration(engine.table(long(SPARSE, with_zeros=with_zeros)), **COLUMNS))
    whole = [sum(row) for row in SPARSE]
    for row, jobs in zip(rows, zip(*SPARSE, strict=True), strict=True):
        assert row["hhi"] == pytest.approx(hhi(jobs), rel=1e-12)
        assert row["hoover"] == pytest.approx(hoover(jobs, whole), rel=1e-12)


def test_one_cell_that_is_no_amount_leaves_the_whole_unknown_but_not_the_other_regions(engine):
    cells = {"region": ["a", "a", "b"], "industry": ["x", "y", "x"], "jobs": [1.0, 3.0, -1.0]}
    a, b = engine.rows(panel.specialisation(engine.table(cells), **COLUMNS))
    assert (a["hhi"], a["hoover"]) == (0.625, None)
    assert (b["jobs"], b["hhi"], b["hoover"]) == (None, None, None)
