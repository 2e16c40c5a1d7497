"""How unevenly an amount is spread, whatever it is spread over."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from typing import Any, Literal

from cityinnov.errors import DomainError, InputError
from cityinnov.metrics._numbers import aligned, is_array, is_zero, log, shares, summed, total, whole_of
from cityinnov.metrics._ratio import sum_of

__all__ = ["concentration_ratio", "equivalent_number", "gini", "hhi", "hoover", "theil"]


def hhi(values: Sequence[Any], normalised: bool = False) -> Any:
    r"""Return the Herfindahl-Hirschman index, the sum of squared shares.

    .. math:: H = \sum_i s_i^2, \qquad H^* = \frac{H - 1/n}{1 - 1/n}

    Parameters
    ----------
    values : sequence of float or Figure, array or Series of length n
        Shares or amounts.
    normalised : bool
        Return :math:`H^*`, which is 0 for equal shares whatever their number.

    Returns
    -------
    float or Figure
        In [1/n, 1]; normalised in [0, 1]. Antitrust authorities state it with percent, as 10 000 H.

    Raises
    ------
    DomainError
        When all are zero, or `normalised` is asked of a single one.

    References
    ----------
    O. C. Herfindahl, *Concentration in the Steel Industry*, Columbia University, 1950. A. O. Hirschman, "The paternity
    of an index", *American Economic Review* 54 (1964) 761.

    Examples
    --------
    Shares of 0.5, 0.25 and 0.25 give 0.25 + 0.0625 + 0.0625:

    >>> hhi([50, 25, 25])
    0.375
    """
    whole = whole_of(values, "value")
    index = _squared(values, whole) if is_array(values) else sum_of((value / whole) ** 2 for value in values)
    if not normalised:
        return index
    least = 1 / _more_than_one(values)
    return (index - least) / (1 - least)


#: Between these a square neither overflows nor loses digits to underflow that its sum would show.
SQUARED = (1e-140, 1e150)


def _squared(values: Any, whole: Any) -> Any:
    """Return the sum of squared shares of an array; to write down the shares would take longer than all the rest."""
    import numpy as np

    cells, whole = np.asarray(values, dtype=float), float(whole)  # the square of an integer would wrap around
    if not SQUARED[0] < whole < SQUARED[1]:
        cells, whole = cells / whole, 1.0
    # `cells @ cells` wakes the threads of BLAS, which is slower
    return np.einsum("i,i->", cells, cells) / whole**2


def equivalent_number(values: Sequence[Any]) -> Any:
    r"""Return how many equal shares would be as concentrated, :math:`1 / H`.

    Parameters
    ----------
    values : sequence of float or Figure, array or Series of length n
        Shares or amounts.

    Returns
    -------
    float or Figure
        In [1, n].

    Raises
    ------
    DomainError
        When all are zero.

    References
    ----------
    M. A. Adelman, "Comment on the H concentration measure as a numbers-equivalent", *Review of Economics and
    Statistics* 51 (1969) 99-101.

    Examples
    --------
    Four equal firms count as four:

    >>> equivalent_number([25, 25, 25, 25])
    4.0
    """
    return 1 / hhi(values)


def concentration_ratio(values: Sequence[Any], k: int) -> Any:
    r"""Return the share of the `k` largest, :math:`CR_k`.

    Parameters
    ----------
    values : sequence of float or Figure, array or Series of length n
        Shares or amounts. Figures must be certain enough to be put in order.
    k : int
        How many of the largest, at least 1. Where there are no more than `k` the ratio is 1.

    Returns
    -------
    float or Figure
        In [0, 1].

    Raises
    ------
    DomainError
        When all are zero.
    InputError
        When `k` is below 1.
    UndecidableError
        When the bounds of figures do not say which are largest.

    Examples
    --------
    >>> concentration_ratio([50, 30, 15, 5], k=2)
    0.8
    """
    if k < 1:
        raise InputError("k counts the largest values", found=f"{k}", expected="1 or more")
    return total(heapq.nlargest(k, shares(values, "value")))


def gini(values: Sequence[Any], normalised: bool = False) -> Any:
    r"""Return the Gini coefficient, half the mean difference between any two over their mean.

    .. math:: G = \frac{\sum_i \sum_j |x_i - x_j|}{2 n^2 \bar{x}} = \frac{2 \sum_i i\,x_{(i)}}{n \sum_i x_i} - \frac{n
    + 1}{n}

    Parameters
    ----------
    values : sequence of float or Figure, array or Series of length n
        Shares or amounts. Figures must be certain enough to be put in order.
    normalised : bool
        Return :math:`G n / (n - 1)`, the estimate for a sample, which reaches 1 when one has all.

    Returns
    -------
    float or Figure
        0 for equal values, at most (n - 1) / n; normalised at most 1.

    Raises
    ------
    DomainError
        When all are zero, or `normalised` is asked of a single one.
    UndecidableError
        When the bounds of figures do not say in which order they stand.

    References
    ----------
    C. Gini, *Variabilità e mutabilità*, Bologna, 1912.

    Examples
    --------
    Of 1 and 3 the differences are 0, 2, 2, 0, the mean is 2: 4 / (2 * 4 * 2).

    >>> gini([1, 3])
    0.25
    """
    n = len(values)
    coefficient = (2 * _rank_weighted(shares(values, "value")) - (n + 1)) / n
    if not normalised:
        return coefficient
    return coefficient * n / (_more_than_one(values) - 1)


def _rank_weighted(parts: Any) -> Any:
    """Return the sum of every share times its rank, the smallest first."""
    if not is_array(parts):
        return sum_of(rank * share for rank, share in enumerate(sorted(parts), start=1))
    import numpy as np

    return np.sort(parts) @ np.arange(1, len(parts) + 1)


def _more_than_one(values: Sequence[Any]) -> int:
    if len(values) == 1:
        raise DomainError("a single value is neither concentrated nor not, so there is nothing to normalise")
    return len(values)


def theil(values: Sequence[Any], index: Literal["T", "L"]) -> Any:
    r"""Return one of Theil's two entropy indices; packages disagree on which is "the" one, so it must be said.

    .. math:: T = \frac1n \sum_i \frac{x_i}{\mu} \ln\frac{x_i}{\mu}, \qquad L = \frac1n \sum_i \ln\frac{\mu}{x_i}

    Parameters
    ----------
    values : sequence of float or Figure, array or Series of length n
        Shares or amounts.
    index : {"T", "L"}
        T weighs by share and reacts most at the top (PySAL's `Theil` is T); L, the mean logarithmic deviation, weighs
        by number and reacts most at the bottom (`theil` of the R package REAT is L).

    Returns
    -------
    float or Figure
        In nats. 0 for equal values; T is at most ln n; L is infinite as soon as one value is zero, where T counts 0
        ln 0 as 0.

    Raises
    ------
    InputError
        When the index is neither T nor L.
    DomainError
        When all are zero.

    References
    ----------
    H. Theil, *Economics and Information Theory*, North-Holland, 1967, ch. 4.

    Examples
    --------
    Of 1 and 3, with mean 2, T is (0.5 ln 0.5 + 1.5 ln 1.5) / 2 and L is (ln 2 + ln 2/3) / 2:

    >>> round(theil([1, 3], index="T"), 4), round(theil([1, 3], index="L"), 4)
    (0.1308, 0.1438)
    """
    if index not in ("T", "L"):
        raise InputError("there are two Theil indices", found=repr(index), expected="'T' or 'L'")
    parts = shares(values, "value")
    n = len(parts)
    present = parts[parts > 0] if is_array(parts) else [part for part in parts if not is_zero(part)]
    if index == "T":
        return summed(lambda part: part * log(part * n), present)
    if len(present) < n:
        return math.inf
    return summed(lambda part: log(1 / (part * n)), present) / n


def hoover(a: Sequence[Any], b: Sequence[Any]) -> Any:
    r"""Return the Hoover index: the share that would have to move for `a` to be spread like `b`.

    .. math:: \frac12 \sum_i \left| \frac{a_i}{\sum a} - \frac{b_i}{\sum b} \right|

    Parameters
    ----------
    a, b : sequence of float or Figure, array or Series of length n
        Two amounts over the same places: income and population, employment and area.

    Returns
    -------
    float or Figure
        In [0, 1], symmetric.

    Raises
    ------
    DomainError
        When all of `a`, or all of `b`, are zero.

    References
    ----------
    E. M. Hoover, "The measurement of industrial localization", *Review of Economics and Statistics* 18 (1936) 162-171.

    Examples
    --------
    Income is split 80 to 20 and people 50 to 50, so 30 % of it would have to move:

    >>> round(hoover([80, 20], [1, 1]), 12)
    0.3
    """
    a, b = aligned(a, b, name="place")
    return summed(lambda here, there: abs(here - there), shares(a, "place"), shares(b, "place")) / 2
