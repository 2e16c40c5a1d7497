"""What a region supplies itself, estimated from the nation's coefficients and location quotients."""

from __future__ import annotations

from typing import Any

from cityinnov.errors import DomainError, InputError
from cityinnov.metrics._tables import in_order, named, np, read_column, read_square, square_labels

__all__ = ["flq", "regional_coefficients"]


def flq(regional: Any, national: Any, delta: float) -> Any:
    r"""Return Flegg's location quotients, which say how much of an industry's inputs a region can supply itself.

    .. math:: FLQ_{ij} = \lambda \cdot \frac{SLQ_i}{SLQ_j}\ (i \ne j), \qquad FLQ_{ii} = \lambda \cdot SLQ_i, \qquad
              \lambda = \left[ \log_2 (1 + E^R / E^N) \right]^\delta

    with :math:`SLQ_i` the location quotient of industry *i*, row *i* the supplier and column *j* the buyer.

    Parameters
    ----------
    regional, national : column of length n
        Employment (or output) by industry, the region's part of the nation's.
    delta : float
        In [0, 1): how strongly small regions import. Flegg and Webber found 0.3 for Scotland, others 0.1 to 0.4;
        there is no default, for it decides the result.

    Returns
    -------
    table, n x n
        Below 1 where the region must import; 0 where it lacks the supplier or the buyer. A pandas Series gives a frame.

    Raises
    ------
    DomainError
        When the nation lacks an industry, or the region is empty.
    InputError
        When the region has more of an industry than the nation, or `delta` is out of range.

    References
    ----------
    A. T. Flegg and C. D. Webber, "On the appropriate use of location quotients in generating regional input-output
    tables: reply", *Regional Studies* 31 (1997) 795-805.

    Examples
    --------
    A region with half of the nation's people, in the same proportions: every quotient is lambda, log2(1.5)^0.5 =
    0.7648.

    >>> flq([10, 40], [20, 80], delta=0.5).round(4)
    array([[0.7648, 0.7648],
           [0.7648, 0.7648]])
    """
    if not 0 <= delta < 1:
        raise InputError("delta is out of range", found=f"{delta}", expected="0 or more and below 1")
    labels = square_labels(regional)
    here = read_column(regional, labels.rows, len(regional), "the region")
    there = read_column(national, labels.rows, len(here), "the nation")
    for odd, complaint in (
        (here < 0, "negative in the region"),
        (here > there, "larger in the region than in the nation"),
    ):
        if odd.any():
            name = named(labels.rows, int(np.argmax(odd)))
            raise InputError(f"{name!r} is {complaint}", label=name)
    if (there == 0).any() or here.sum() == 0:
        name = named(labels.rows, int(np.argmin(there)))
        raise DomainError("the region is empty" if here.sum() == 0 else f"the nation has no {name!r}", label=name)
    simple = (here / here.sum()) / (there / there.sum())
    supplied = simple[:, None] / np.where(simple > 0, simple, np.inf)
    np.fill_diagonal(supplied, simple)
    return labels.table(np.log2(1 + here.sum() / there.sum()) ** delta * supplied)


def regional_coefficients(A: Any, quotients: Any) -> Any:
    """Return what a region's industries buy within the region, from the nation's technical coefficients and quotients.

    ``a_ij * min(quotient_ij, 1)``: where a quotient is below 1, the rest is imported from other regions.

    Parameters
    ----------
    A : table, n x n
        The nation's technical coefficients.
    quotients : table, n x n
        Of supplier and buyer, as of `flq`.

    Returns
    -------
    table, n x n
        Regional input coefficients, in the kind and with the labels of `A`.

    Raises
    ------
    InputError
        When the shapes or labels do not match.

    References
    ----------
    As of `flq`; Miller and Blair (2009), section 8.2.

    Examples
    --------
    >>> regional_coefficients([[0.2, 0.1], [0.3, 0.2]], [[0.5, 1.4], [1.0, 0.9]])
    array([[0.1 , 0.1 ],
           [0.3 , 0.18]])
    """
    coefficients, labels = read_square(A, "A")
    shares, _ = read_square(in_order(quotients, labels.rows, "quotients"), "quotients")
    if shares.shape != coefficients.shape:
        raise InputError("A and quotients differ in size", found=f"{len(coefficients)} and {len(shares)} industries")
    return labels.table(coefficients * np.minimum(shares, 1))
