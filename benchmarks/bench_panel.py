"""Whole tables beside what an engineer would write by hand on the same engine, in one run.

    pytest benchmarks/bench_panel.py --benchmark-only    # single timings, grouped with the peer
    python benchmarks/bench_panel.py [rows]              # medians of 15 interleaved pairs, and their ratios
    python benchmarks/bench_panel.py growth [rows ...]   # how time and memory grow, DuckDB on Parquet, 1 GB at most

Both sides guard against what is no amount and against empty totals; by hand that is `CASE WHEN`.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import polars as pl
import pytest
from interleaved import PAIRS, compare, seconds

from cityinnov import panel

ROWS = 10_000_000
REGIONS, INDUSTRIES = 3000, 600

BY_HAND = """
    WITH cells AS (
        SELECT region, industry, sum(CASE WHEN jobs >= 0 AND jobs < 'inf' THEN jobs ELSE 'inf' END) AS jobs FROM jobs
        WHERE region IS NOT NULL AND industry IS NOT NULL GROUP BY region, industry
    ), totals AS (
        SELECT *, sum(jobs) OVER (PARTITION BY region) AS r, sum(jobs) OVER (PARTITION BY industry) AS i,
               sum(jobs) OVER () AS n FROM cells
    )
    SELECT region, industry, jobs, CASE WHEN r > 0 AND i > 0 AND n > 0 AND n < 'inf' THEN (jobs / r) / (i / n) END AS lq
    FROM totals
"""
INDEX_BY_HAND = """
    WITH cells AS (
        SELECT region, industry, sum(CASE WHEN jobs >= 0 AND jobs < 'inf' THEN jobs ELSE 'inf' END) AS jobs FROM jobs
        WHERE region IS NOT NULL AND industry IS NOT NULL GROUP BY region, industry
    ), sums AS (SELECT region, sum(jobs) AS jobs, sum(jobs * jobs) AS squares FROM cells GROUP BY region)
    SELECT region, jobs, CASE WHEN jobs > 0 AND jobs < 'inf' THEN squares / (jobs * jobs) END AS hhi FROM sums
"""


def employment(rows: int = ROWS) -> pl.DataFrame:
    """Return jobs by region and industry, each cell in several rows, as a register has them."""
    random = np.random.default_rng(6)
    return pl.DataFrame(
        {
            "region": random.integers(0, REGIONS, rows, dtype=np.int32),
            "industry": random.integers(0, INDUSTRIES, rows, dtype=np.int32),
            "jobs": random.lognormal(3, 1, rows),
        }
    )


def plants(rows: int = 1_000_000) -> pl.DataFrame:
    return employment(rows).with_columns(industry=pl.col("industry") % 50)


def _amounts() -> pl.Expr:
    usable = (pl.col("jobs") >= 0) & (pl.col("jobs") < np.inf)
    return pl.when(usable).then(pl.col("jobs")).otherwise(np.inf).sum()


def _cells_by_hand(table: pl.DataFrame) -> pl.LazyFrame:
    kept = table.lazy().filter(pl.col("region").is_not_null(), pl.col("industry").is_not_null())
    return kept.group_by("region", "industry").agg(_amounts())


def quotients_in_polars(table: pl.DataFrame) -> pl.DataFrame:
    jobs = pl.col("jobs")
    region, industry, whole = jobs.sum().over("region"), jobs.sum().over("industry"), jobs.sum()
    known = (region > 0) & (industry > 0) & (whole > 0) & (whole < np.inf)
    return _cells_by_hand(table).with_columns(lq=pl.when(known).then((jobs / region) / (industry / whole))).collect()


def index_in_polars(table: pl.DataFrame) -> pl.DataFrame:
    sums = _cells_by_hand(table).group_by("region").agg(pl.col("jobs").sum(), squares=(pl.col("jobs") ** 2).sum())
    known = (pl.col("jobs") > 0) & (pl.col("jobs") < np.inf)
    return sums.with_columns(hhi=pl.when(known).then(pl.col("squares") / pl.col("jobs") ** 2)).collect()


def ellison_glaeser_in_polars(table: pl.DataFrame) -> pl.DataFrame:
    jobs = pl.col("jobs")
    regions = table.lazy().group_by("region").agg(size=jobs.sum()).with_columns(x=pl.col("size") / pl.col("size").sum())
    located = table.lazy().group_by("industry", "region").agg(jobs.sum(), squares=(jobs**2).sum())
    sums = (
        located.join(regions.with_columns(same=(pl.col("x") ** 2).sum()), on="region")
        .with_columns(cross=jobs * pl.col("x"), located=jobs**2)
        .group_by("industry")
        .agg(jobs.sum(), pl.col("squares", "cross", "located").sum(), pl.col("same").first())
    )
    chance, spread = pl.col("squares") / jobs**2, 1 - pl.col("same")
    excess = pl.col("located") / jobs**2 - 2 * pl.col("cross") / jobs + pl.col("same")
    return sums.select("industry", index=(excess - spread * chance) / (spread * (1 - chance))).collect()


def ellison_glaeser_in_numpy(region: np.ndarray, industry: np.ndarray, jobs: np.ndarray) -> np.ndarray:
    industries, regions = industry.max() + 1, region.max() + 1
    located = np.bincount(industry * regions + region, jobs, industries * regions).reshape(industries, regions)
    totals, sizes = located.sum(axis=1), located.sum(axis=0)
    shares = sizes / sizes.sum()
    chance = np.bincount(industry, jobs**2, industries) / totals**2
    spread = 1 - (shares**2).sum()
    excess = ((located / totals[:, None] - shares) ** 2).sum(axis=1)
    return (excess - spread * chance) / (spread * (1 - chance))


COLUMNS = {"region": "region", "industry": "industry", "value": "jobs"}


def pairs(rows: int) -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
    """Return ours and the hand-written one, by what they compute."""
    table = employment(rows)
    connection = duckdb.connect()
    connection.register("frame", table.to_arrow())
    connection.execute("CREATE TABLE jobs AS SELECT * FROM frame")
    stored = connection.table("jobs")
    some = plants(min(rows, 1_000_000))
    arrays = tuple(
        some[name].to_numpy().astype(kind) for name, kind in zip(some.columns, (int, int, float), strict=True)
    )
    index = {"of": "industry", "by": "region", "value": "jobs"}
    return {
        "location quotient, Polars": (
            lambda: panel.location_quotient(table, **COLUMNS),
            lambda: quotients_in_polars(table),
        ),
        "location quotient, DuckDB": (
            lambda: panel.location_quotient(stored, **COLUMNS).fetchnumpy(),
            lambda: connection.sql(BY_HAND).fetchnumpy(),
        ),
        "hhi, Polars": (lambda: panel.hhi(table, **index), lambda: index_in_polars(table)),
        "hhi, DuckDB": (
            lambda: panel.hhi(stored, **index).fetchnumpy(),
            lambda: connection.sql(INDEX_BY_HAND).fetchnumpy(),
        ),
        "Ellison-Glaeser, 50 industries, Polars by hand": (
            lambda: panel.ellison_glaeser(some, **COLUMNS),
            lambda: ellison_glaeser_in_polars(some),
        ),
        "Ellison-Glaeser, 50 industries, numpy by hand": (
            lambda: panel.ellison_glaeser(some, **COLUMNS),
            lambda: ellison_glaeser_in_numpy(*arrays),
        ),
    }


@pytest.fixture(scope="module")
def contests() -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
    return pairs(1_000_000)


NAMES = [
    "location quotient, Polars",
    "location quotient, DuckDB",
    "hhi, Polars",
    "hhi, DuckDB",
    "Ellison-Glaeser, 50 industries, Polars by hand",
    "Ellison-Glaeser, 50 industries, numpy by hand",
]


@pytest.mark.parametrize("side", ["cityinnov", "by hand"])
@pytest.mark.parametrize("name", NAMES)
def test_whole_tables(benchmark, contests, name, side):
    benchmark.group = name
    benchmark(contests[name][side == "by hand"])


def side_by_side(rows: int) -> None:
    print(f"{rows:,} rows, medians of {PAIRS} interleaved pairs")
    for name, (ours, theirs) in pairs(rows).items():
        compare(name, ours, theirs, None if name.startswith("Ellison") else 1.15)


def measure(path: str) -> None:
    """Compute quotients and index over a file in a process of their own, and say what that took."""
    duckdb.sql("SET memory_limit = '1GB'")
    opened = panel.open(path)

    def both() -> None:
        panel.location_quotient(opened, **COLUMNS).fetchnumpy()
        panel.hhi(opened, of="industry", by="region", value="jobs").fetchnumpy()

    took = seconds(both)
    print(f"{took:8.2f} s  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB at most")


def grow(sizes: list[int]) -> None:
    """Show how time and memory grow with rows; files of 10 million rows each keep the making of them small."""
    for rows in sizes:
        with tempfile.TemporaryDirectory() as folder:
            for part in range(0, rows, ROWS):
                employment(min(ROWS, rows - part)).write_parquet(Path(folder) / f"{part}.parquet")
            print(f"{rows:12,} rows", end="  ", flush=True)
            subprocess.run([sys.executable, __file__, "measure", f"{folder}/*.parquet"], check=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["measure", path]:
            measure(path)
        case ["growth", *sizes]:
            grow([int(size) for size in sizes] or [1_000_000, 10_000_000, 100_000_000])
        case arguments:
            side_by_side(int(arguments[0]) if arguments else ROWS)
