"""Coefficients of a table of flows, and the inverses of both models."""

from __future__ import annotations

from typing import Any

from cityinnov.errors import DomainError
from cityinnov.metrics._tables import named, np, read_column, read_square
from cityinnov.metrics.linkages._input_output import System, allocation, read_flows, technical

__all__ = ["allocation_coefficients", "check_balance", "ghosh_inverse", "leontief_inverse", "technical_coefficients"]


def check_balance(Z: Any, x: Any, final_demand: Any, tolerance: float = 1e-3) -> None:
    r"""Raise unless every row adds up: sales to industries and to final demand are output.

    .. math:: \Big| \sum_j z_{ij} + f_i - x_i \Big| \le \text{tolerance} \cdot x_i

    Parameters
    ----------
    Z : table, n x n
        Flows.
    x, final_demand : column of length n
        Output, and the row sums of final demand (consumption, investment, change of stocks, exports).
    tolerance : float
        Share of output that may be missing or too much, for published tables are rounded.

    Raises
    ------
    DomainError
        When a row is off by more; `data['rows']` maps each such row to what it sells beyond its output.

    Examples
    --------
    Miller and Blair's two sectors: 150 + 500 + 350 = 1000 and 200 + 100 + 1700 = 2000.

    >>> check_balance([[150, 500], [200, 100]], [1000, 2000], [350, 1700])
    >>> check_balance([[150, 500], [200, 100]], [1000, 2000], [350, 1600])
    Traceback (most recent call last):
    cityinnov.errors.DomainError: unbalanced table; found row 1 off by -100 of 2000; expected a share of at most 0.001
    """
    flows, output, labels = read_flows(Z, x)
    demand = read_column(final_demand, labels.rows, len(output), "final demand")
    gap = flows.sum(axis=1) + demand - output
    if rows := np.flatnonzero(np.abs(gap) > tolerance * output).tolist():
        raise DomainError(
            "unbalanced table",
            found=", ".join(
                f"row {named(labels.rows, at)!r} off by {gap[at]:.6g} of {output[at]:.6g}" for at in rows[:5]
            ),
            expected=f"a share of at most {tolerance:g}",
            rows={named(labels.rows, at): float(gap[at]) for at in rows},
        )


def technical_coefficients(Z: Any, x: Any) -> Any:
    """Return what each industry buys from each for one unit of its output, ``a_ij = z_ij / x_j``.

    Parameters
    ----------
    Z : table, n x n
        Flows, from the industry of the row to the industry of the column. Negative flows (by-products) are let through.
    x : column of length n
        Output, not negative. An industry without output must not buy or sell; its coefficients are 0.

    Returns
    -------
    table, n x n
        A, in the kind and with the labels of `Z`.

    Raises
    ------
    InputError
        When `Z` is not square or a cell is missing, an output is negative, or there are flows without output; the row
        is named.

    References
    ----------
    Miller and Blair (2009), section 2.2.

    Examples
    --------
    The first industry buys 150 from itself for an output of 1000, and so 0.15 for each unit:

    >>> technical_coefficients([[150, 500], [200, 100]], [1000, 2000])
    array([[0.15, 0.25],
           [0.2 , 0.05]])
    """
    flows, output, labels = read_flows(Z, x)
    return labels.table(technical(flows, output))


def allocation_coefficients(Z: Any, x: Any) -> Any:
    """Return which share of its output each industry sells to each, ``b_ij = z_ij / x_i``.

    Parameters
    ----------
    Z, x : table n x n, column of length n
        As for `technical_coefficients`.

    Returns
    -------
    table, n x n
        B, in the kind and with the labels of `Z`.

    Raises
    ------
    InputError
        As `technical_coefficients`.

    References
    ----------
    A. Ghosh, "Input-output approach in an allocation system", *Economica* 25 (1958) 58-64.

    Examples
    --------
    The first industry sells 500 of its 1000 to the second:

    >>> allocation_coefficients([[150, 500], [200, 100]], [1000, 2000])
    array([[0.15, 0.5 ],
           [0.1 , 0.05]])
    """
    flows, output, labels = read_flows(Z, x)
    return labels.table(allocation(flows, output))


def leontief_inverse(A: Any) -> Any:
    """Return the Leontief inverse ``L = (I - A)⁻¹``: output of the row for one unit of final demand of the column.

    Parameters
    ----------
    A : table, n x n
        Technical coefficients.

    Returns
    -------
    table, n x n
        L, in the kind and with the labels of `A`. Its columns sum to 1 or more.

    Raises
    ------
    DomainError
        When the matrix is singular or the economy not productive (Hawkins and Simon 1949); the sectors that buy as
        much as they make, or more, are named with their excess.
    InputError
        When `A` is not square or a cell is missing.

    References
    ----------
    W. Leontief, "Quantitative input and output relations in the economic system of the United States", *Review of
    Economics and Statistics* 18 (1936) 105-125. Miller and Blair (2009), section 2.2.

    Examples
    --------
    By hand, with determinant 0.85 * 0.95 - 0.25 * 0.2 = 0.7575: 0.95 / 0.7575 = 1.2541.

    >>> leontief_inverse([[0.15, 0.25], [0.2, 0.05]]).round(4)
    array([[1.2541, 0.33  ],
           [0.264 , 1.1221]])
    """
    coefficients, labels = read_square(A, "A")
    return labels.table(System(coefficients, labels, bought=True).inverse())


def ghosh_inverse(B: Any) -> Any:
    """Return the Ghosh inverse ``G = (I - B)⁻¹``: output of the column for one unit of primary input in the row.

    Parameters
    ----------
    B : table, n x n
        Allocation coefficients.

    Returns
    -------
    table, n x n
        G, in the kind and with the labels of `B`. Its rows sum to 1 or more.

    Raises
    ------
    DomainError
        When the matrix is singular, or the sectors sell more than they make; they are named with their excess.
    InputError
        When `B` is not square or a cell is missing.

    References
    ----------
    As of `allocation_coefficients`; Miller and Blair (2009), section 12.1.

    Examples
    --------
    >>> ghosh_inverse([[0.15, 0.5], [0.1, 0.05]]).round(4)
    array([[1.2541, 0.6601],
           [0.132 , 1.1221]])
    """
    coefficients, labels = read_square(B, "B")
    return labels.table(System(coefficients, labels, bought=False).inverse())
