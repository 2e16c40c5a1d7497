"""How a formula on a whole table reads the caller's table and gives its labels back.

Inside, a table is a numpy array (or a scipy sparse matrix); what it was called by its owner waits in `Labels`. A
pandas frame comes back as a pandas frame or Series with its labels, a polars frame as polars (whose rows have no
labels), anything else as an array.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any, TypeAlias

import attrs

from cityinnov.errors import CityinnovError, InputError, MissingDependencyError

try:
    import numpy as np
except ModuleNotFoundError as error:
    raise MissingDependencyError.of("numpy", "regional") from error

__all__ = [
    "Array",
    "Labels",
    "in_order",
    "is_sparse",
    "named",
    "np",
    "one_of",
    "read_column",
    "read_square",
    "read_table",
    "square_labels",
]

Array: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]


@attrs.frozen(eq=False)
class Labels:
    """The labels of a table, and the library its owner keeps it in."""

    rows: Any = None
    columns: Any = None
    library: ModuleType | None = None

    @property
    def by_columns(self) -> Labels:
        """Labels of a square table of columns by columns."""
        return attrs.evolve(self, rows=self.columns)

    def table(self, values: Array) -> Any:
        """Return values with a row for each row and a column for each column."""
        if self.library is None:
            return values
        if self.library.__name__ == "pandas":
            return self.library.DataFrame(values, index=self.rows, columns=self.columns)
        return self.library.DataFrame(values, schema=list(self.columns), orient="row")  # else it guesses

    def per_row(self, values: Array) -> Any:
        """Return one value for each row."""
        if self.library is None:
            return values
        if self.library.__name__ == "pandas":
            return self.library.Series(values, index=self.rows)
        return self.library.Series(values)

    def per_column(self, values: Array) -> Any:
        """Return one value for each column; in polars a frame of one row, whose columns keep their names."""
        if self.library is None:
            return values
        if self.library.__name__ == "pandas":
            return self.library.Series(values, index=self.columns)
        return self.table(values[None, :])


def is_sparse(table: Any) -> bool:
    """Tell whether a table is a scipy sparse matrix, without importing scipy."""
    return "scipy.sparse" in sys.modules and sys.modules["scipy.sparse"].issparse(table)


def named(labels: Any, position: int) -> Any:
    """Return the label at a position, or the position where there are none."""
    if labels is None:
        return position
    label = labels[position]
    return label.item() if isinstance(label, np.generic) else label


def read_table(table: Any, name: str) -> tuple[Any, Labels]:
    """Return a table's values, dense or sparse, and its labels.

    Raises
    ------
    InputError
        When it is not a table of finite numbers; the first cell that is not one is named.
    """
    labels = _labels_of(table)
    if is_sparse(table):
        values = table.tocsr().astype(np.float64)
        cells = values.data
    else:
        values = cells = _floats(table, name)
    if values.ndim != 2 or 0 in values.shape:
        raise InputError(f"{name} is not a table", found=f"shape {values.shape}", expected="rows and columns")
    if not np.isfinite(cells).all():
        _refuse_cell(values, labels, name)
    return values, labels


def square_labels(column: Any) -> Labels:
    """Return the labels of a table that has a row and a column for each value of a column."""
    if not hasattr(column, "iloc"):
        return Labels()
    return Labels(column.index, column.index, sys.modules["pandas"])


def _labels_of(table: Any) -> Labels:
    library = type(table).__module__.split(".")[0]
    if library not in ("pandas", "polars") or not hasattr(table, "columns"):
        return Labels()
    return Labels(getattr(table, "index", None), table.columns, sys.modules[library])


def _floats(values: Any, name: str) -> Array:
    try:
        return np.asarray(values, dtype=np.float64)
    except CityinnovError:
        raise
    except (TypeError, ValueError) as error:
        raise InputError(f"{name} holds something that is not a number", found=str(error)) from error


def _refuse_cell(values: Any, labels: Labels, name: str) -> None:
    dense = values.toarray() if is_sparse(values) else values
    row, column = map(int, np.argwhere(~np.isfinite(dense))[0])
    place = (named(labels.rows, row), named(labels.columns, column))
    raise InputError(
        f"{name} has a cell that is missing or infinite",
        found=f"{dense[row, column]} in row {place[0]!r}, column {place[1]!r}",
        hint="put 0 where nothing flows",
        cell=place,
    )


def read_square(table: Any, name: str) -> tuple[Array, Labels]:
    """Return the values of a square table, its columns in the order of its rows, and its labels.

    Raises
    ------
    InputError
        When it is not square, not of finite numbers, or its rows and columns are called differently.
    """
    if hasattr(table, "iloc"):
        table = in_order(table.T, table.index, f"the columns of {name}").T
    values, labels = read_table(table, name)
    if values.shape[0] != values.shape[1]:
        raise InputError(f"{name} is not square", found="{} rows and {} columns".format(*values.shape))
    if labels.rows is None and labels.columns is not None:  # polars: a column's name is its row's as well
        labels = labels.by_columns
    return values, labels


def read_column(values: Any, rows: Any, count: int, name: str) -> Array:
    """Return one number for each row; a pandas Series is put in the order of `rows`.

    Raises
    ------
    InputError
        When there are too many or too few, one is missing, or the labels are others.
    """
    column = _floats(in_order(values, rows, name), name)
    if column.shape == (1, count):  # the polars frame of one row that `per_column` returns
        column = column[0]
    if column.shape != (count,):
        raise InputError(f"{name} must have one value for each of {count}", found=f"shape {column.shape}")
    if not np.isfinite(column).all():
        odd = named(rows, int(np.flatnonzero(~np.isfinite(column))[0]))
        raise InputError(f"{name} is missing or infinite for {odd!r}", label=odd)
    return column


def in_order(values: Any, rows: Any, name: str) -> Any:
    """Return a Series or frame in the order of `rows`, where both carry pandas labels; anything else as it is.

    Raises
    ------
    InputError
        When their labels are not the same, or not each there once.
    """
    if not (hasattr(values, "iloc") and hasattr(rows, "symmetric_difference")) or values.index.equals(rows):
        return values
    odd = list(values.index.symmetric_difference(rows, sort=False)) or list(rows[rows.duplicated()])
    if odd:
        raise InputError(
            f"{name} must be labelled like the rows", found=f"{odd[:3]} in one alone, or twice", labels=odd
        )
    return values.loc[rows]


def one_of(choice: str, name: str, *choices: str) -> None:
    """Raise unless a choice is one of those there are."""
    if choice not in choices:
        raise InputError(f"unknown {name}", found=repr(choice), expected=" or ".join(map(repr, choices)))
