"""What final demand brings about: output, and the jobs and income that go with it."""

from __future__ import annotations

from typing import Any, Literal

from cityinnov.metrics._tables import np, one_of, read_column, read_square
from cityinnov.metrics.linkages._input_output import System

__all__ = ["impact", "income_multipliers", "multipliers", "output_multipliers", "required_output"]


def required_output(A: Any, final_demand: Any) -> Any:
    """Return the output that a final demand calls for, ``x = (I - A)⁻¹ f``, solved and not inverted.

    Parameters
    ----------
    A : table, n x n
        Technical coefficients.
    final_demand : column of length n
        Final demand by industry.

    Returns
    -------
    column of length n
        Output, in the kind and with the labels of `A`.

    Raises
    ------
    DomainError, InputError
        As `leontief_inverse`.

    References
    ----------
    Miller and Blair (2009), section 2.2.

    Examples
    --------
    >>> required_output([[0.15, 0.25], [0.2, 0.05]], [600, 1500]).round(1)
    array([1247.5, 1841.6])
    """
    coefficients, labels = read_square(A, "A")
    demand = read_column(final_demand, labels.rows, len(coefficients), "final demand")
    return labels.per_row(System(coefficients, labels, bought=True).times(demand))


def impact(L: Any, final_demand: Any, coefficients: Any = None) -> Any:
    """Return what a final demand brings about: output ``L f``, or what goes with output, ``c ∘ L f``.

    Parameters
    ----------
    L : table, n x n
        Leontief inverse. Without one at hand, `required_output` is quicker.
    final_demand : column of length n
        Final demand, or a change of it, by industry.
    coefficients : column of length n, optional
        Jobs, income, value added or emissions for each unit of output.

    Returns
    -------
    column of length n
        By industry, in the unit of `final_demand`, or of `coefficients` times it.

    Raises
    ------
    InputError
        When the shapes or labels do not match.

    References
    ----------
    Miller and Blair (2009), sections 2.2 and 6.2.

    Examples
    --------
    New demand of 600 and 1500, with 0.3 and 0.25 jobs for each unit of output:

    >>> from cityinnov.metrics.linkages import leontief_inverse
    >>> L = leontief_inverse([[0.15, 0.25], [0.2, 0.05]])
    >>> impact(L, [600, 1500]).round(1), impact(L, [600, 1500], [0.3, 0.25]).round(1)
    (array([1247.5, 1841.6]), array([374.3, 460.4]))
    """
    inverse, labels = read_square(L, "L")
    output = inverse @ read_column(final_demand, labels.rows, len(inverse), "final demand")
    if coefficients is not None:
        output = output * read_column(coefficients, labels.rows, len(inverse), "coefficients")
    return labels.per_row(output)


def multipliers(L: Any, coefficients: Any) -> Any:
    """Return jobs (income, value added, emissions) everywhere for one unit of final demand of each, ``c' L``.

    Parameters
    ----------
    L : table, n x n
        Leontief inverse. Of a table closed with regard to households these are multipliers with induced effects (type
        II).
    coefficients : column of length n
        The amount for each unit of output: value added / output, jobs / output.

    Returns
    -------
    column of length n
        In the kind and with the labels of `L`.

    Raises
    ------
    InputError
        When the shapes or labels do not match.

    References
    ----------
    Miller and Blair (2009), section 6.2, the *simple* multipliers.

    Examples
    --------
    0.3 * 1.2541 + 0.25 * 0.2640 jobs for one unit of the first:

    >>> from cityinnov.metrics.linkages import leontief_inverse
    >>> multipliers(leontief_inverse([[0.15, 0.25], [0.2, 0.05]]), [0.3, 0.25]).round(4)
    array([0.4422, 0.3795])
    """
    inverse, labels = read_square(L, "L")
    return labels.per_row(read_column(coefficients, labels.rows, len(inverse), "coefficients") @ inverse)


def output_multipliers(A: Any) -> Any:
    """Return the output of the whole economy for one unit of final demand of each industry, the column sums of L.

    Parameters
    ----------
    A : table, n x n
        Technical coefficients. L itself is not needed, and not formed.

    Returns
    -------
    column of length n
        1 or more, in the kind and with the labels of `A`.

    Raises
    ------
    DomainError, InputError
        As `leontief_inverse`.

    References
    ----------
    Miller and Blair (2009), section 6.2.1.

    Examples
    --------
    1.2541 + 0.2640 and 0.3300 + 1.1221:

    >>> output_multipliers([[0.15, 0.25], [0.2, 0.05]]).round(4)
    array([1.5182, 1.4521])
    """
    coefficients, labels = read_square(A, "A")
    return labels.per_row(System(coefficients, labels, bought=True).under(np.ones(len(coefficients))))


def income_multipliers(A: Any, income: Any, kind: Literal["simple", "type-1"] = "simple") -> Any:
    """Return the income in the whole economy for one unit of final demand of each industry, solved and not inverted.

    Parameters
    ----------
    A : table, n x n
        Technical coefficients.
    income : column of length n
        Income (or value added, or jobs) for each unit of output.
    kind : {"simple", "type-1"}
        *simple*: for one unit of final demand, ``h = c' L``; *type-1*: for one unit of the industry's own income,
        ``h_j / c_j``. Type II is the simple one of a table that is closed with regard to households.

    Returns
    -------
    column of length n
        In the kind and with the labels of `A`; type-1 is NaN where an industry has no income of its own.

    Raises
    ------
    DomainError, InputError
        As `leontief_inverse`.

    References
    ----------
    Miller and Blair (2009), section 6.2.2.

    Examples
    --------
    0.3 * 1.2541 + 0.25 * 0.2640 = 0.4422, and 0.4422 / 0.3:

    >>> income_multipliers([[0.15, 0.25], [0.2, 0.05]], [0.3, 0.25]).round(4)
    array([0.4422, 0.3795])
    >>> income_multipliers([[0.15, 0.25], [0.2, 0.05]], [0.3, 0.25], kind="type-1").round(4)
    array([1.4741, 1.5182])
    """
    one_of(kind, "kind", "simple", "type-1")
    coefficients, labels = read_square(A, "A")
    own = read_column(income, labels.rows, len(coefficients), "income")
    everywhere = System(coefficients, labels, bought=True).under(own)
    if kind == "simple":
        return labels.per_row(everywhere)
    return labels.per_row(np.divide(everywhere, own, out=np.full(len(own), np.nan), where=own != 0))
