"""Every engine that is installed, as one way to make a table of shuffled rows and one to read what came back."""

from __future__ import annotations

import logging
import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import attrs
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

Columns = Mapping[str, Sequence[Any]]


@attrs.frozen
class Engine:
    """How an engine makes a table of columns, what kind of table that is, and how it lists rows."""

    make: Callable[[Columns], Any]
    kind: type
    list_rows: Callable[[Any], list[dict[str, Any]]]

    def table(self, columns: Columns) -> Any:
        """Make a table, its rows shuffled."""
        rows = list(zip(*columns.values(), strict=True))
        random.Random(6).shuffle(rows)
        table = self.make(dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True)))
        assert isinstance(table, self.kind)
        return table

    def rows(self, table: Any) -> list[dict[str, Any]]:
        """List the rows of a result in order, what is missing as None; it is of the kind that was given."""
        assert isinstance(table, self.kind)
        rows = [{name: _plain(cell) for name, cell in row.items()} for row in self.list_rows(table)]
        return sorted(rows, key=lambda row: [(cell is None, str(cell)) for cell in row.values()])


def _plain(cell: Any) -> Any:
    return None if cell is None or cell is pd.NA or (isinstance(cell, float) and math.isnan(cell)) else cell


def _of_pandas(table: pd.DataFrame) -> list[dict[str, Any]]:
    return table.to_dict("records")


def _of_duckdb(table: duckdb.DuckDBPyRelation) -> list[dict[str, Any]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]


def _in_duckdb(columns: Columns) -> duckdb.DuckDBPyRelation:
    return duckdb.from_arrow(pa.table(dict(columns)))


ENGINES = {
    "pandas": Engine(pd.DataFrame, pd.DataFrame, _of_pandas),
    "pandas-nullable": Engine(lambda columns: pd.DataFrame(columns).convert_dtypes(), pd.DataFrame, _of_pandas),
    "polars": Engine(pl.DataFrame, pl.DataFrame, pl.DataFrame.to_dicts),
    "polars-lazy": Engine(pl.LazyFrame, pl.LazyFrame, lambda table: table.collect().to_dicts()),
    "pyarrow": Engine(lambda columns: pa.table(dict(columns)), pa.Table, pa.Table.to_pylist),
    "duckdb": Engine(_in_duckdb, duckdb.DuckDBPyRelation, _of_duckdb),
}


@pytest.fixture(scope="module", params=[*ENGINES, "pyspark"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Run a test on every engine in turn, PySpark only where it is installed."""
    if request.param != "pyspark":
        yield ENGINES[request.param]
        return
    sql = pytest.importorskip("pyspark.sql")
    logging.getLogger("py4j").setLevel(logging.ERROR)
    options = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2", "spark.driver.host": "127.0.0.1"}
    builder = sql.SparkSession.builder.master("local[2]")
    for name, option in options.items():
        builder = builder.config(name, option)
    spark = builder.getOrCreate()

    def make(columns: Columns) -> Any:
        return spark.createDataFrame(list(zip(*columns.values(), strict=True)), list(columns))

    yield Engine(make, sql.DataFrame, lambda table: [row.asDict() for row in table.collect()])
    spark.stop()
