"""What the formulas ask of numbers, whichever kind they are.

A formula is plain arithmetic, so it serves a float, a numpy array, a pandas or polars Series (whose labels survive)
and a `Figure` alike. Only where it is undefined do the kinds differ: one number raises, a cell of an array becomes
NaN, a figure judges by its own bounds. That difference lives here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from numbers import Real
from typing import Any

from cityinnov.errors import DomainError, InputError
from cityinnov.metrics._ratio import sum_of

__all__ = ["above_zero", "aligned", "amounts", "defined", "is_array", "label", "log", "not_negative", "total"]


def is_array(value: object) -> bool:
    """Tell whether `value` is an array, or a Series or frame that numpy can read."""
    return hasattr(value, "__array__") and not isinstance(value, Real)


def defined(value: Any, condition: Callable[[Any], Any], complaint: str) -> Any:
    """Return `value` where the condition holds: elsewhere a number raises `DomainError` and a cell is NaN."""
    if isinstance(value, Real):
        if not condition(value):
            raise DomainError(complaint, found=f"{value}")
        return value
    if not is_array(value):
        return value
    failed = ~condition(value)
    if hasattr(value, "mask"):  # pandas
        return value.mask(failed)
    if hasattr(value, "fill_null"):  # polars
        return value.cast(float).set(failed.fill_null(True), math.nan)
    import numpy as np

    return np.where(failed, math.nan, value)


def above_zero(value: Any, name: str) -> Any:
    """Return `value` where it is above zero; see `defined`."""
    return defined(value, lambda number: number > 0, f"{name} must be above zero")


def not_negative(value: Any, name: str) -> Any:
    """Return `value` where it is zero or above; see `defined`."""
    return defined(value, lambda number: number >= 0, f"{name} must not be negative")


def amounts(values: Sequence[Any], name: str) -> Sequence[Any]:
    """Return `values` having seen that each is an amount: there, finite and not negative. Figures know that themselves.

    Raises
    ------
    InputError
        When one is not; `data['label']` says which, by its label or position.
    """
    if is_array(values):
        import numpy as np

        cells = np.asarray(values, dtype=float)
        wrong = np.flatnonzero(~((cells >= 0) & (cells < math.inf))).tolist()
    else:
        wrong = [at for at, cell in enumerate(values) if isinstance(cell, int | float) and not 0 <= cell < math.inf]
    if wrong:
        at = wrong[0]
        raise InputError(
            f"{name} {label(values, at)!r} is not an amount",
            found=f"{values.iloc[at] if hasattr(values, 'iloc') else values[at]}",
            expected="a finite number of zero or more",
            label=label(values, at),
        )
    if len(values) == 0:
        raise InputError(f"there is no {name}", expected="at least one")
    return values


def aligned(*columns: Sequence[Any], name: str) -> list[Any]:
    """Return columns of amounts over the same things, a Series in the order of the first Series.

    Raises
    ------
    InputError
        When one is no amount, or the columns differ in length or, where they carry labels, in labels.
    """
    for column in columns:
        amounts(column, name)
    if len(lengths := {len(column) for column in columns}) > 1:
        raise InputError(f"every column must list each {name} once", found=f"lengths {sorted(lengths)}")
    labels = next((column.index for column in columns if hasattr(column, "iloc")), None)
    return [_reordered(column, labels, name) if hasattr(column, "iloc") else column for column in columns]


def _reordered(column: Any, labels: Any, name: str) -> Any:
    if column.index.equals(labels):
        return column
    if not (column.index.is_unique and column.index.isin(labels).all() and labels.is_unique):
        odd = [each for each in column.index if each not in labels] or list(column.index[column.index.duplicated()])
        raise InputError(
            f"every column must list each {name} once",
            found=f"{odd[:3]} in one alone, or twice",
            expected="the same labels, each once",
            labels=odd,
        )
    return column.loc[labels]


def label(values: Any, position: int) -> Any:
    """Return what stands at a position is called: its pandas label where it has one, else the position."""
    return values.index[position] if hasattr(values, "iloc") else position


def log(value: Any) -> Any:
    """Return the natural logarithm of a number, of cells, or as the value's own `log` method has it (numpy's rule too).

    Raises
    ------
    InputError
        When the value is of a kind that has no logarithm.
    """
    if isinstance(value, Real):
        return math.log(value)
    if is_array(value):
        import numpy as np

        return np.log(value)
    try:
        logarithm = value.log
    except AttributeError:
        kind = type(value).__name__
        raise InputError("this formula takes a logarithm", found=f"a {kind}", expected="a number or an array") from None
    return logarithm()


def total(values: Any) -> Any:
    """Add up an array or a sequence.

    Examples
    --------
    >>> total([20, 50, 20, 10])
    100
    """
    return values.sum() if is_array(values) else sum_of(values)
