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

__all__ = [
    "above_zero",
    "aligned",
    "amounts",
    "defined",
    "is_array",
    "is_zero",
    "label",
    "log",
    "not_negative",
    "shares",
    "summed",
    "total",
    "whole_of",
]


def is_array(value: object) -> bool:
    """Tell whether `value` is an array, or a Series or frame that numpy can read."""
    return hasattr(value, "__array__") and not isinstance(value, Real)


def is_zero(value: Any) -> bool:
    """Tell whether `value` is the one number 0; cells and figures are judged elsewhere."""
    return isinstance(value, Real) and value == 0


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
    if not hasattr(values, "__len__") or getattr(values, "ndim", 1) != 1:
        raise InputError(f"a column of amounts is needed, one for each {name}", found=f"a {type(values).__name__}")
    if len(values) == 0:
        raise InputError(f"there is no {name}", expected="at least one")
    if is_array(values):
        import numpy as np

        wrong = []
        if np.asarray(values).dtype.kind in "OUT":  # numpy would read a text as the number in it
            wrong = [at for at, cell in enumerate(values) if isinstance(cell, str)]
        if not wrong:
            cells = np.asarray(values, dtype=float)
            if cells.min() >= 0 and cells.max() < math.inf:  # NaN fails both
                return values
            wrong = np.flatnonzero(~((cells >= 0) & (cells < math.inf))).tolist()
    else:
        wrong = [at for at, cell in enumerate(values) if not _is_amount(cell)]
    if wrong:
        at = wrong[0]
        raise InputError(
            f"{name} {label(values, at)!r} is not an amount",
            found=f"{values.iloc[at] if hasattr(values, 'iloc') else values[at]}",
            expected="a finite number of zero or more",
            label=label(values, at),
        )
    return values


def _is_amount(cell: Any) -> bool:
    if isinstance(cell, Real):
        return 0 <= float(cell) < math.inf
    return cell is not None and not isinstance(cell, str)


def whole_of(values: Sequence[Any], name: str) -> Any:
    """Return the total of amounts, of which each is a share.

    Raises
    ------
    DomainError
        When it is zero, for then there is nothing to be shared.
    """
    whole = total(amounts(values, name))
    if is_zero(whole):
        raise DomainError(f"every {name} is zero, and shares of nothing are undefined")
    return whole


def shares(values: Sequence[Any], name: str) -> Any:
    """Return each amount over their total, see `whole_of`: an array for an array, else a list."""
    whole = whole_of(values, name)
    if not is_array(values):
        return [value / whole for value in values]
    import numpy as np

    return np.asarray(values, dtype=float) / float(whole)  # a decimal does not divide floats


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
    order = next((known for column in columns if (known := labels(column)) is not None), None)
    return [column if labels(column) is None else _reordered(column, order, name) for column in columns]


def _reordered(column: Any, order: Any, name: str) -> Any:
    if column.index.equals(order):
        return column
    if not (column.index.is_unique and column.index.isin(order).all() and order.is_unique):
        odd = [each for each in column.index if each not in order] or list(column.index[column.index.duplicated()])
        raise InputError(
            f"every column must list each {name} once",
            found=f"{odd[:3]} in one alone, or twice",
            expected="the same labels, each once",
            labels=odd,
        )
    return column.loc[order]


def labels(values: Any) -> Any:
    """Return the pandas index of a Series or frame; nothing else carries labels of its rows."""
    return values.index if hasattr(values, "iloc") else None


def label(values: Any, position: int) -> Any:
    """Return the label of the value at a position, or the position where there is none."""
    known = labels(values)
    return position if known is None else known[position]


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


def summed(term: Callable[..., Any], *columns: Any) -> Any:
    """Add up a term over columns, all at once for arrays and one by one for anything else.

    Examples
    --------
    >>> summed(lambda share: share**2, [0.5, 0.5])
    0.5
    """
    if all(map(is_array, columns)):
        return term(*columns).sum()
    return sum_of(term(*cells) for cells in zip(*columns, strict=True))


def total(values: Any) -> Any:
    """Add up an array or a sequence.

    Examples
    --------
    >>> total([20, 50, 20, 10])
    100
    """
    return values.sum() if is_array(values) else sum_of(values)
