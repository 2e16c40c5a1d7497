"""Where places are specialised: revealed comparative advantage, and what it counts to."""

from __future__ import annotations

from typing import Any

from cityinnov.errors import InputError
from cityinnov.metrics.complexity._presence import advantage, read_amounts, read_presence, scaled, sums

__all__ = ["diversity", "presence", "rca", "ubiquity"]


def rca(X: Any) -> Any:
    r"""Return revealed comparative advantage, the location quotient of every cell.

    .. math:: RCA_{cp} = \frac{x_{cp} / \sum_p x_{cp}}{\sum_c x_{cp} / \sum_{cp} x_{cp}}

    Parameters
    ----------
    X : table, c x p
        Exports, jobs or patents by place and activity.

    Returns
    -------
    table, c x p
        Above 1 where the place is specialised; NaN in empty rows and columns. A sparse matrix stays sparse (and holds
        nothing there).

    Raises
    ------
    InputError
        When a cell is negative or missing; it is named.

    References
    ----------
    B. Balassa, "Trade liberalisation and 'revealed' comparative advantage", *Manchester School* 33 (1965) 99-123.

    Examples
    --------
    The first activity is half of the first place and 40 % of everything, 0.5 / 0.4:

    >>> rca([[30, 30], [10, 30]])
    array([[1.25      , 0.83333333],
           [0.625     , 1.25      ]])
    """
    values, labels = read_amounts(X)
    return labels.table(advantage(values))


def presence(X: Any, threshold: float = 1.0, smallest_row: float = 0.0, smallest_column: float = 0.0) -> Any:
    """Return M: 1 where a place is specialised in an activity, else 0.

    Parameters
    ----------
    X : table, c x p
        Exports, jobs or patents by place and activity.
    threshold : float
        Revealed comparative advantage from which on it is specialised, 1 throughout the literature.
    smallest_row, smallest_column : float
        Places and activities whose total is below are emptied before advantage is computed. Without such a filter
        tiny exporters top the index, for they sell one odd thing; the Atlas of Economic Complexity asks for 1 billion
        dollars.

    Returns
    -------
    table, c x p
        0 and 1 of floats, of the same shape as `X`, so that nothing is lost; sparse where `X` is.

    Raises
    ------
    InputError
        When a cell is negative or missing, or the threshold is not above zero.

    References
    ----------
    C. A. Hidalgo and R. Hausmann, "The building blocks of economic complexity", *PNAS* 106 (2009) 10570-10575.

    Examples
    --------
    >>> presence([[30, 30], [10, 30]])
    array([[1., 0.],
           [0., 1.]])
    """
    if not threshold > 0:
        raise InputError("the threshold must be above zero, else everything is present", found=f"{threshold}")
    values, labels = read_amounts(X)
    large_rows, large_columns = sums(values, 1) >= smallest_row, sums(values, 0) >= smallest_column
    quotients = advantage(scaled(values, large_rows, large_columns))
    return labels.table((quotients >= threshold).astype(float))  # NaN is not; sparse stays sparse


def diversity(M: Any) -> Any:
    """Return in how many activities each place is specialised, the row sums of M.

    Parameters
    ----------
    M : table, c x p
        0 and 1, as of `presence`.

    Returns
    -------
    column of length c
        0 for an empty place.

    Raises
    ------
    InputError
        When a cell is neither 0 nor 1.

    References
    ----------
    As of `presence`.

    Examples
    --------
    >>> diversity([[1, 1], [1, 0]])
    array([2., 1.])
    """
    present, labels = read_presence(M)
    return labels.per_row(sums(present, 1))


def ubiquity(M: Any) -> Any:
    """Return how many places are specialised in each activity, the column sums of M.

    Parameters
    ----------
    M : table, c x p
        0 and 1, as of `presence`.

    Returns
    -------
    row of length p
        0 for an empty activity.

    Raises
    ------
    InputError
        When a cell is neither 0 nor 1.

    References
    ----------
    As of `presence`.

    Examples
    --------
    >>> ubiquity([[1, 1], [1, 0]])
    array([2., 1.])
    """
    present, labels = read_presence(M)
    return labels.per_column(sums(present, 0))
