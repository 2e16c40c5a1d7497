"""The one division of this floor: shares and multiples of whatever kind of number is given.

Plain numbers, numpy arrays and figures divide alike. A zero divisor raises `DivisionByZeroError`
for plain numbers and figures; arrays follow `numpy.errstate`, as everywhere in numpy.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import add
from typing import Any, Protocol

from cityinnov.errors import CityinnovError, DivisionByZeroError

__all__ = ["Number", "ratio", "sum_of"]


class Number(Protocol):
    """What a formula asks of its arguments: `float`, `numpy.ndarray` and `Figure` all have it."""

    def __add__(self, other: Any, /) -> Any: ...
    def __sub__(self, other: Any, /) -> Any: ...
    def __mul__(self, other: Any, /) -> Any: ...
    def __truediv__(self, other: Any, /) -> Any: ...


def ratio(part: Number, whole: Number, *, of: str) -> Any:
    """Divide, and say by name (`of`) what was zero."""
    try:
        return part / whole
    except ZeroDivisionError as error:
        if isinstance(error, CityinnovError):
            raise
        raise DivisionByZeroError(
            f"nothing can be said per unit of the {of}, which is zero", expected=f"a {of} other than 0"
        ) from None


def sum_of(amounts: Iterable[Number]) -> Any:
    """Sum without a starting zero, which has no unit and would not add to money."""
    return reduce(add, amounts)
