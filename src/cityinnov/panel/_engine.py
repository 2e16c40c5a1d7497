"""A table of any engine: read as amounts by key, and given back as the kind it came.

Formulas are written once, on lazy frames, with elementary aggregates, unordered windows and joins, for these mean the
same on every engine. A cell that is no amount (negative, missing, not finite) is read as infinite: every total it
enters is then infinite too, on every engine alike, and what rests on an infinite total is left missing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

import attrs

from cityinnov.errors import InputError, MissingDependencyError, UnknownNameError, nearest

try:
    import narwhals.stable.v2 as nw
except ModuleNotFoundError:
    raise MissingDependencyError.of("narwhals", "panel") from None

__all__ = [
    "AMOUNT",
    "Columns",
    "Panel",
    "Table",
    "defined",
    "frame",
    "is_amount",
    "is_total",
    "names",
    "nw",
    "per",
    "read",
    "see_to_columns",
    "see_to_join",
    "sum_over",
]

#: Columns of our own are marked, so that they meet none of the table's.
AMOUNT = "__amount"

Columns = str | Sequence[str]

Table = TypeVar("Table")


@attrs.frozen
class Panel(Generic[Table]):
    """The rows of a table as amounts by key.

    Attributes
    ----------
    rows : LazyFrame
        One for each combination of keys, with the column `AMOUNT`.
    value : str
        What the table calls the amount.
    eager : bool
        Whether the table was in memory, so that the result is too.
    """

    rows: Any
    value: str
    eager: bool

    def given_back(self, rows: Any, keys: Sequence[str], **results: Any) -> Table:
        """Return keys, amount and results as the kind of table that was given."""
        amount = defined(nw.col(AMOUNT), nw.col(AMOUNT) < math.inf).alias(self.value)
        rows = rows.select(*keys, amount, *(result.alias(name) for name, result in results.items()))
        native: Table = (rows.collect() if self.eager else rows).to_native()
        return native


def names(columns: Columns) -> list[str]:
    """Return one name or several as a list.

    Raises
    ------
    InputError
        When it is neither.
    """
    if isinstance(columns, str):
        return [columns]
    if not isinstance(columns, list | tuple) or not all(isinstance(column, str) for column in columns):
        raise InputError("no names of columns", found=repr(columns)[:60], expected="a text, or a list of them")
    return list(columns)


def frame(table: Any) -> tuple[Any, bool]:
    """Return a table as a lazy frame, and whether it was in memory.

    Raises
    ------
    InputError
        When it is no table of an engine that narwhals knows, or has two columns of one name.
    """
    try:
        known = nw.from_native(table)
        known.collect_schema()
    except nw.exceptions.DuplicateError as error:
        raise InputError("columns go by their names", found=" ".join(str(error).split())) from None
    except TypeError:
        raise InputError(
            "this is no table",
            found=f"a {type(table).__name__}",
            expected="a table of pandas, Polars, PyArrow, DuckDB or PySpark",
        ) from None
    return known.lazy(), isinstance(known, nw.DataFrame)


def read(
    table: Table, keys: Sequence[str], value: str, adds: Sequence[str] = (), *, rowwise: bool = False
) -> Panel[Table]:
    """Read a table as amounts by key, added up where several rows share their keys.

    A row that lacks a key belongs nowhere and is left out.

    Parameters
    ----------
    table : table
        Of any engine.
    keys : sequence of str
        The columns that say what a row is about.
    value : str
        The column of amounts.
    adds : sequence of str
        The columns that the result will have beside these.
    rowwise : bool
        Leave the rows as they are.

    Raises
    ------
    InputError
        When a name is said twice, or the amounts are not numbers.
    UnknownNameError
        When the table lacks a column.
    """
    known, eager = frame(table)
    see_to_columns(known.collect_schema(), [*keys, value], adds)
    amount = nw.col(value).cast(nw.Float64)
    rows = known.select(*keys, nw.when(is_amount(amount)).then(amount).otherwise(math.inf).alias(AMOUNT))
    rows = rows.filter(*(~nw.col(key).is_null() for key in keys)) if keys else rows
    return Panel(rows if rowwise else per(rows, keys, nw.col(AMOUNT).sum()), value, eager)


def see_to_columns(schema: Any, columns: Sequence[str], adds: Sequence[str] = ()) -> None:
    """Refuse columns that a table lacks, amounts (the last of them) that are no numbers, and names said twice."""
    for column in names(list(columns)):
        if column not in schema:
            near = nearest(column, list(schema))
            hint = f"nearest: {', '.join(near)}" if near else f"its columns: {', '.join(schema)}"
            raise UnknownNameError(f"the table has no column {column!r}", hint=hint, nearest=near)
    if not schema[columns[-1]].is_numeric():
        raise InputError(
            f"the amounts in {columns[-1]!r} are not numbers", found=str(schema[columns[-1]]), column=columns[-1]
        )
    said = [column.lower() for column in (*columns, *adds)]  # SQL knows no case
    twice = next((column for column in said if said.count(column) > 1), None)
    if twice is not None:
        raise InputError(f"the result would have two columns {twice!r}", hint="rename one of the table's", column=twice)


def see_to_join(rows: Any, others: Any, keys: Sequence[str]) -> None:
    """Refuse tables of different engines, and keys of different types, which some engines would match and some not."""
    if rows.implementation is not others.implementation:
        found = f"{rows.implementation.value} and {others.implementation.value}"
        raise InputError("two tables can be joined within one engine only", found=found, expected="one engine")
    left, right = rows.collect_schema(), others.collect_schema()
    for key in keys:
        if left[key] != right[key]:
            found = f"{left[key]} and {right[key]}"
            raise InputError(
                f"the tables have {key!r} in different types", found=found, expected="one type", column=key
            )


def is_amount(number: Any) -> Any:
    """Tell whether a cell is finite and not negative."""
    return (number >= 0) & (number < math.inf)


def is_total(number: Any) -> Any:
    """Tell whether a sum can be divided by: it is above zero, and every cell in it is an amount."""
    return (number > 0) & (number < math.inf)


def defined(expression: Any, *conditions: Any) -> Any:
    """Return the expression where all conditions hold, and nothing elsewhere."""
    return nw.when(*conditions).then(expression)


def sum_over(column: str, keys: Sequence[str]) -> Any:
    """Return the sum of a column within its keys, beside each row."""
    total = nw.col(column).sum()
    return total.over(*keys) if keys else total


def per(rows: Any, keys: Sequence[str], *aggregates: Any) -> Any:
    """Return one row for each combination of keys, or the only one where there are no keys."""
    return rows.group_by(*keys).agg(*aggregates) if keys else rows.select(*aggregates)
