"""Tables of places by activities, dense and sparse alike: reading them, and the arithmetic complexity asks of them."""

from __future__ import annotations

from typing import Any

from cityinnov.errors import InputError
from cityinnov.metrics._tables import Array, Labels, in_order, is_sparse, named, np, read_square, read_table

__all__ = [
    "advantage",
    "dense",
    "filled",
    "over_sums",
    "read_amounts",
    "read_presence",
    "read_proximities",
    "scaled",
    "sums",
    "without_empty",
]


def read_amounts(X: Any) -> tuple[Any, Labels]:
    """Return the amounts of a table, none of them negative, and its labels."""
    values, labels = read_table(X, "X")
    if values.min() < 0:
        row, column = map(int, np.argwhere(dense(values) < 0)[0])
        cell = (named(labels.rows, row), named(labels.columns, column))
        raise InputError(
            "X has a negative cell",
            found=f"{values[row, column]:g} in row {cell[0]!r}, column {cell[1]!r}",
            cell=cell,
        )
    return values, labels


def read_presence(M: Any) -> tuple[Any, Labels]:
    """Return a table of 0 and 1, and its labels."""
    present, labels = read_table(M, "M")
    cells = present.data if is_sparse(present) else present
    other = (cells != 0) & (cells != 1)
    if other.any():
        raise InputError("M must be of 0 and 1", found=f"{cells[other][0]:g}", hint="presence(X) makes M of amounts")
    return present, labels


def read_proximities(phi: Any, labels: Labels, count: int) -> Array:
    """Return proximities in the order of the activities."""
    related, _ = read_square(in_order(phi, labels.columns, "phi"), "phi")
    if len(related) != count:
        raise InputError("M and phi differ in their activities", found=f"{count} and {len(related)}")
    return related


def advantage(values: Any) -> Any:
    """Return revealed comparative advantage."""
    rows, columns = sums(values, 1), sums(values, 0)
    if not is_sparse(values):
        return over_sums(over_sums(values.T, rows).T, columns / rows.sum() if rows.any() else columns)
    return scaled(values, _reciprocal(rows), _reciprocal(columns) * rows.sum())


def scaled(values: Any, of_rows: Any, of_columns: Any) -> Any:
    """Return values times a factor of their row and one of their column; sparse stays sparse."""
    if not is_sparse(values):
        return values * of_rows[:, None] * of_columns
    from scipy.sparse import diags_array

    return (diags_array(of_rows * 1.0) @ values @ diags_array(of_columns * 1.0)).tocsr()


def _reciprocal(totals: Array) -> Array:
    return 1 / np.where(totals > 0, totals, np.inf)


def over_sums(values: Array, totals: Array) -> Array:
    """Return values over the sums of their columns, NaN where these are zero."""
    return values / np.where(totals > 0, totals, np.nan)


def without_empty(present: Any, rows: Any, columns: Any) -> Any:
    """Return the rows and columns at these positions; the table itself, and no copy, when they are all of them."""
    return present if (len(rows), len(columns)) == present.shape else present[rows][:, columns]


def sums(values: Any, axis: int) -> Array:
    """Return the sums over an axis, of a sparse matrix too."""
    return np.asarray(values.sum(axis=axis)).ravel()


def dense(values: Any) -> Any:
    """Return an array, of a sparse matrix too."""
    return values.toarray() if is_sparse(values) else values


def filled(count: int, positions: Any, values: Array) -> Array:
    """Return the values at their positions, and NaN for what is empty."""
    column = np.full(count, np.nan)
    column[positions] = values
    return column
