"""Files opened as lazy tables of DuckDB."""

from __future__ import annotations

import sys

import duckdb
import polars as pl
import pytest

from cityinnov import panel
from cityinnov.errors import InputError, MissingDependencyError

JOBS = pl.DataFrame({"city": ["hefei", "hefei", "wuhu"], "industry": ["x", "y", "y"], "jobs": [1, 1, 2]})


@pytest.mark.parametrize("ending", ["parquet", "csv", "json"])
def test_a_file_is_a_lazy_table(tmp_path, ending):
    path = tmp_path / f"jobs.{ending}"
    getattr(JOBS, f"write_{ending}")(path)
    quotients = panel.location_quotient(panel.open(path), region="city", industry="industry", value="jobs")
    assert isinstance(quotients, duckdb.DuckDBPyRelation)
    # hefei: x 1/2 over 1/4, y 1/2 over 3/4; wuhu: y 1 over 3/4
    rows = {row[:2]: row[3] for row in quotients.fetchall()}
    assert rows == pytest.approx({("hefei", "x"): 2, ("hefei", "y"): 2 / 3, ("wuhu", "y"): 4 / 3})


def test_a_pattern_opens_several_files(tmp_path):
    for year in (2022, 2023):
        JOBS.write_parquet(tmp_path / f"{year}.parquet")
    assert panel.hhi(panel.open(tmp_path / "*.parquet"), of="city", value="jobs").fetchall() == [(8.0, 0.5, 2.0)]


def test_what_cannot_be_opened_is_said(tmp_path):
    (tmp_path / "jobs.parquet").write_text("city,jobs")
    for path, message in [
        (tmp_path / "missing.parquet", "cannot read .*missing.parquet' as parquet"),
        (tmp_path / "jobs.parquet", "cannot read .*jobs.parquet' as parquet"),
        (tmp_path / "jobs.xlsx", r"expected a path ending in .parquet, .csv"),
        ("https://example.org/jobs.parquet", "not a file that can be opened"),
    ]:
        with pytest.raises(InputError, match=message):
            panel.open(path)


def test_without_duckdb_the_command_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(MissingDependencyError, match="pip install duckdb"):
        panel.open("jobs.parquet")
