"""What an economy would lose without some of its sectors."""

from __future__ import annotations

from typing import Any, Literal

from cityinnov.metrics._tables import one_of
from cityinnov.metrics.linkages._input_output import System, allocation, read_flows, sector_positions, technical

__all__ = ["hypothetical_extraction"]


def hypothetical_extraction(
    Z: Any, x: Any, sectors: Any, kind: Literal["total", "backward", "forward"] = "total"
) -> Any:
    r"""Return the output each industry would lose if some sectors were gone.

    Parameters
    ----------
    Z, x : table n x n, column of length n
        Flows and output.
    sectors : str or int, or a list of them
        What is taken out: labels of a labelled table, positions of an array.
    kind : {"total", "backward", "forward"}
        *total*: the sectors are gone, as buyers, as sellers and to final demand; *backward*: they buy nothing at home
        (their columns of A are zero), while final demand stays; *forward*: they sell nothing to industries at home
        (their rows of B are zero), while primary inputs stay.

    Returns
    -------
    column of length n
        Lost output, in the kind and with the labels of `Z`. Its sum is the :math:`T_j`, :math:`B_j` or :math:`F_j` of
        Miller and Blair; without the sectors' own loss it is what the rest of the economy owes to them.

    Raises
    ------
    DomainError, InputError
        As `leontief_inverse` and `technical_coefficients`; also for a sector that is not in the table.

    References
    ----------
    E. Dietzenbacher and J. A. van der Linden, "Sectoral and spatial linkages in the EC production structure", *Journal
    of Regional Science* 37 (1997) 235-257. Miller and Blair (2009), section 12.2.5.

    Examples
    --------
    Without the first, the second makes f / (1 - a) = 1700 / 0.95 = 1789.5, a loss of 210.5:

    >>> hypothetical_extraction([[150, 500], [200, 100]], [1000, 2000], sectors=0).round(1)
    array([1000. ,  210.5])
    """
    one_of(kind, "kind", "total", "backward", "forward")
    flows, output, labels = read_flows(Z, x)
    gone = sector_positions(sectors, labels, len(output))
    if kind == "forward":
        coefficients, primary = allocation(flows, output), output - flows.sum(axis=0)
        coefficients[gone] = 0
        return labels.per_row(output - System(coefficients, labels, bought=False).under(primary))
    coefficients, demand = technical(flows, output), output - flows.sum(axis=1)
    coefficients[:, gone] = 0
    if kind == "total":
        coefficients[gone], demand[gone] = 0, 0
    return labels.per_row(output - System(coefficients, labels, bought=True).times(demand))
