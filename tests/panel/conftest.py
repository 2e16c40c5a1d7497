"""Every engine that is installed, as one way to make a table of shuffled rows and one to read what came back."""

from __future__ import annotations

import importlib.util
import logging
import math
import random
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import attrs
import duckdb
import numpy as np
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


def _in_pandas_nullable(columns: Columns) -> pd.DataFrame:
    with np.errstate(invalid="ignore"):  # pandas 2 asks of an infinity whether it is a whole number
        return pd.DataFrame(columns).convert_dtypes()


def _of_duckdb(table: duckdb.DuckDBPyRelation) -> list[dict[str, Any]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]


def _in_duckdb(columns: Columns) -> duckdb.DuckDBPyRelation:
    return duckdb.from_arrow(pa.table(dict(columns)))


ENGINES = {
    "pandas": Engine(pd.DataFrame, pd.DataFrame, _of_pandas),
    "pandas-nullable": Engine(_in_pandas_nullable, pd.DataFrame, _of_pandas),
    "polars": Engine(pl.DataFrame, pl.DataFrame, pl.DataFrame.to_dicts),
    "polars-lazy": Engine(pl.LazyFrame, pl.LazyFrame, lambda table: table.collect().to_dicts()),
    "pyarrow": Engine(lambda columns: pa.table(dict(columns)), pa.Table, pa.Table.to_pylist),
    "duckdb": Engine(_in_duckdb, duckdb.DuckDBPyRelation, _of_duckdb),
}


@pytest.fixture(scope="session")
def spark(needed: Callable[[object, str, str], None]) -> Iterator[Any]:
    """Start Spark once for all tests, set for tables of a few rows."""
    needed(importlib.util.find_spec("pyspark"), "PySpark (make test-spark)", "REQUIRE_SPARK")
    from pyspark import sql

    logging.getLogger("py4j").setLevel(logging.ERROR)
    options = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",  # more than one, so that rows do come shuffled
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.wholeStage": "false",  # compiling takes longer than running
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",  # the same for the machine's code
        "spark.sql.warehouse.dir": tempfile.gettempdir(),
    }
    builder = sql.SparkSession.builder.master("local[2]")
    for name, option in options.items():
        builder = builder.config(name, option)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def _in_spark(session: Any) -> Engine:
    def make(columns: Columns) -> Any:
        return session.createDataFrame(list(zip(*columns.values(), strict=True)), list(columns))

    kind = type(session.createDataFrame([(1,)], ["a"]))
    return Engine(make, kind, lambda table: [row.asDict() for row in table.collect()])


@pytest.fixture(scope="module", params=[*ENGINES, pytest.param("pyspark", marks=pytest.mark.spark)])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Run a test on every engine in turn; on PySpark where the tests marked `spark` are asked for."""
    name: str = request.param
    return ENGINES[name] if name in ENGINES else _in_spark(request.getfixturevalue("spark"))
