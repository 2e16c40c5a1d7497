"""Sums of floats that are rounded once, and therefore the same in any order and on every Python.

The built-in `sum` rounds at each addition up to Python 3.11 and makes up for it from 3.12 on, so that what lies between
two digits is rounded up by one of them and down by the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum

__all__ = ["float_sum"]


def float_sum(numbers: Iterable[float]) -> float:
    """Sum of floats, correctly rounded; infinite where it is larger than any float.

    Parameters
    ----------
    numbers : iterable of float
        Not both of infinity and minus infinity.

    Examples
    --------
    >>> float_sum([0.1] * 10), float_sum([1e308, 1e308, -1e308]), float_sum([1e308, 1e308])
    (1.0, 1e+308, inf)
    """
    each = list(numbers)
    try:
        return fsum(each)
    except OverflowError:  # on the way, if not in the end; scaled, only what is below 1e-304 beside 1e308 is lost
        return fsum(number * 2.0**-64 for number in each) * 2.0**64
