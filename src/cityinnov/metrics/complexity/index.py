"""The Economic Complexity Index of places and the Product Complexity Index of activities."""

from __future__ import annotations

from typing import Any, Literal

import attrs

from cityinnov.errors import DomainError, InputError
from cityinnov.metrics._tables import Array, np, one_of
from cityinnov.metrics.complexity._presence import filled, read_presence, sums, without_empty

__all__ = ["ComplexityIndex", "complexity_index"]


@attrs.frozen(eq=False)
class ComplexityIndex:
    """The two sides of the economic complexity index.

    Attributes
    ----------
    eci : column of length c
        Economic Complexity Index of the places.
    pci : row of length p
        Product Complexity Index of the activities.
    eigenvalue : float
        The second largest, in (0, 1): how much of the pattern the index explains. Near 1 the table nearly falls apart.
    """

    eci: Any
    pci: Any
    eigenvalue: float


def complexity_index(M: Any, ddof: Literal[0, 1] = 0, pci_scale: Literal["own", "eci"] = "own") -> ComplexityIndex:
    r"""Return the Economic and Product Complexity Indices.

    :math:`k_c` is the eigenvector of :math:`D^{-1} M U^{-1} M'` for its second largest eigenvalue, *D* diversity and
    *U* ubiquity, and :math:`k_p` that of :math:`U^{-1} M' D^{-1} M`, of which :math:`k_c = D^{-1} M k_p` is the mean:

    .. math:: ECI_c = \frac{k_c - \langle k_c \rangle}{\sigma(k_c)}, \qquad PCI_p = \frac{k_p - \langle k
    \rangle}{\sigma(k)}

    The sign is fixed so that ECI correlates positively with diversity (PCI, where all are as diverse, negatively with
    ubiquity). The eigenvector is that of a symmetric matrix of the smaller side.

    Parameters
    ----------
    M : table, c x p
        0 and 1, as of `presence`, where places that are too small are best filtered out.
    ddof : {0, 1}
        Standard deviation of the population (0: the packages `ecomplexity` and that of Stata) or of a sample (1: R's
        `sd`, as in `economiccomplexity` and `EconGeo`); the indices differ by the factor √((n - 1) / n).
    pci_scale : {"own", "eci"}
        PCI is scaled by its own mean and deviation (*own*: Hausmann et al. 2014), or by those of ECI (*eci*: the
        packages of Harvard's Growth Lab), which keeps ECI the mean PCI of what a place makes.

    Returns
    -------
    ComplexityIndex
        NaN for empty places and activities.

    Raises
    ------
    DomainError
        When the index does not exist: fewer than two places or activities, a table that falls into unconnected parts
        (`data['parts']` says which part each place is in), all places alike, a second eigenvalue that is not simple,
        or a sign that nothing decides.
    InputError
        When a cell is neither 0 nor 1.

    References
    ----------
    C. A. Hidalgo and R. Hausmann, "The building blocks of economic complexity", *PNAS* 106 (2009) 10570-10575. R.
    Hausmann et al., *The Atlas of Economic Complexity*, 2nd ed., MIT Press, 2014. P. Mealy, J. D. Farmer and A.
    Teytelboym, "Interpreting economic complexity", *Science Advances* 5 (2019) eaau1705.

    Examples
    --------
    Of nested places k_c = (2, 0, -2, -4), whose mean is -1 and deviation √5, so that the first is 3 / √5:

    >>> nested = [[1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0]]
    >>> complexity_index(nested).eci.round(4)
    array([ 1.3416,  0.4472, -0.4472, -1.3416])
    """
    if ddof not in (0, 1):
        raise InputError("ddof is 0 or 1", found=repr(ddof))
    one_of(pci_scale, "pci_scale", "own", "eci")
    present, labels = read_presence(M)
    diverse, common = sums(present, 1), sums(present, 0)
    rows, columns = np.flatnonzero(diverse), np.flatnonzero(common)
    if len(rows) < 2 or len(columns) < 2:
        raise DomainError(
            "complexity needs two places and two activities at least", found=f"{len(rows)} and {len(columns)} not empty"
        )
    from cityinnov.metrics.complexity._eigen import second_eigenvector  # the one that needs scipy

    core = without_empty(present, rows, columns)
    eigenvalue, of_rows, of_columns = second_eigenvector(core, diverse[rows], common[columns])
    sign = _direction(of_rows, diverse[rows], of_columns, common[columns])
    scale = of_rows if pci_scale == "eci" else of_columns
    return ComplexityIndex(
        eci=labels.per_row(filled(len(diverse), rows, sign * (of_rows - of_rows.mean()) / of_rows.std(ddof=ddof))),
        pci=labels.per_column(filled(len(common), columns, sign * (of_columns - scale.mean()) / scale.std(ddof=ddof))),
        eigenvalue=eigenvalue,
    )


def _direction(of_rows: Array, diverse: Array, of_columns: Array, common: Array) -> float:
    """Return the sign that lets complexity rise with diversity or, where that does not vary, fall with ubiquity."""
    for vector, grows in ((of_rows, diverse), (of_columns, -common)):
        product = vector @ (grows - grows.mean())  # their covariance, for which one of them has to be centred
        if abs(product) > 1e-9 * np.linalg.norm(vector) * np.linalg.norm(grows):
            return float(np.sign(product))
    raise DomainError("neither diversity nor ubiquity says which end of the index is the complex one")
