"""Which activities go together, and what lies within reach of a place."""

from __future__ import annotations

from typing import Any

from cityinnov.metrics._tables import Array, Labels, np, read_column
from cityinnov.metrics.complexity._presence import dense, over_sums, read_presence, read_proximities, sums

__all__ = ["opportunity_gain", "opportunity_value", "proximity", "relatedness_density"]


def proximity(M: Any) -> Any:
    r"""Return how likely a place specialised in one activity is to be so in the other, the smaller of both ways.

    .. math:: \phi_{pq} = \frac{\sum_c M_{cp} M_{cq}}{\max(u_p, u_q)}

    Parameters
    ----------
    M : table, c x p
        0 and 1, as of `presence`.

    Returns
    -------
    table, p x p
        In [0, 1], symmetric, 1 on the diagonal; 0 all along for an empty activity.

    Raises
    ------
    InputError
        When a cell is neither 0 nor 1.

    References
    ----------
    C. A. Hidalgo, B. Klinger, A.-L. Barabási and R. Hausmann, "The product space conditions the development of
    nations", *Science* 317 (2007) 482-487.

    Examples
    --------
    Two places make the first, one of them the second too: 1 / max(2, 1).

    >>> proximity([[1, 1], [1, 0]])
    array([[1. , 0.5],
           [0.5, 1. ]])
    """
    present, labels = read_presence(M)
    together = dense(present.T @ present)
    makers = sums(present, 0)
    return labels.by_columns.table(together / np.maximum(np.maximum.outer(makers, makers), 1))


def relatedness_density(M: Any, phi: Any) -> Any:
    r"""Return how much of what is related to each activity each place already has.

    .. math:: d_{cp} = \frac{\sum_q M_{cq} \phi_{qp}}{\sum_q \phi_{qp}}

    Parameters
    ----------
    M : table, c x p
        0 and 1, as of `presence`.
    phi : table, p x p
        Proximity. With the diagonal of `proximity` an activity is related to itself; set it to 0 to leave that out.

    Returns
    -------
    table, c x p
        In [0, 1]; NaN for an activity related to nothing.

    Raises
    ------
    InputError
        When `M` is not of 0 and 1, or `phi` does not fit.

    References
    ----------
    As of `proximity`.

    Examples
    --------
    The second place has the first activity, which is half as close to the second as that to itself: 0.5 / 1.5.

    >>> M = [[1, 1], [1, 0]]
    >>> relatedness_density(M, proximity(M)).round(4)
    array([[1.    , 1.    ],
           [0.6667, 0.3333]])
    """
    present, labels = read_presence(M)
    related = read_proximities(phi, labels, present.shape[1])
    return labels.table(over_sums(dense(present @ related), related.sum(axis=0)))


def opportunity_value(M: Any, phi: Any, pci: Any) -> Any:
    r"""Return the complexity within reach of each place: what it lacks, weighted by how near that is.

    .. math:: OV_c = \sum_p d_{cp} (1 - M_{cp}) PCI_p

    Parameters
    ----------
    M : table, c x p
        0 and 1, as of `presence`.
    phi : table, p x p
        Proximity.
    pci : row of length p
        Product Complexity Index, without NaN: filter empty activities first.

    Returns
    -------
    column of length c
        In the unit of `pci`; the Growth Lab standardises it over places into the Complexity Outlook Index.

    Raises
    ------
    InputError
        When the shapes or labels do not match, or an activity has no index.

    References
    ----------
    R. Hausmann et al., *The Atlas of Economic Complexity*, 2nd ed., MIT Press, 2014, technical box 5.4.

    Examples
    --------
    The second place lacks the second activity, at density 1/3 and of complexity 3:

    >>> M = [[1, 1], [1, 0]]
    >>> opportunity_value(M, proximity(M), [-3, 3])
    array([0., 1.])
    """
    present, labels, related, value = _opportunities(M, phi, pci)
    density = over_sums(dense(present @ related), related.sum(axis=0))
    return labels.per_row((density * (1 - dense(present))) @ value)


def opportunity_gain(M: Any, phi: Any, pci: Any) -> Any:
    r"""Return the complexity each place would bring within reach by each activity that it lacks.

    .. math:: OG_{cp} = (1 - M_{cp}) \sum_q (1 - M_{cq}) \frac{\phi_{pq}}{\sum_r \phi_{rq}} PCI_q

    the activity itself counted among what comes within reach, as the packages of Harvard's Growth Lab compute it.

    Parameters
    ----------
    M, phi, pci
        As for `opportunity_value`.

    Returns
    -------
    table, c x p
        0 for what a place has already.

    Raises
    ------
    InputError
        As `opportunity_value`.

    References
    ----------
    As of `opportunity_value`.

    Examples
    --------
    The second place lacks the second activity, which is 1 / 1.5 of all that is near to it: 2/3 * 3.

    >>> M = [[1, 1], [1, 0]]
    >>> opportunity_gain(M, proximity(M), [-3, 3])
    array([[0., 0.],
           [0., 2.]])
    """
    present, labels, related, value = _opportunities(M, phi, pci)
    lacking = 1 - dense(present)
    return labels.table(lacking * (lacking @ over_sums(related * value, related.sum(axis=0)).T))


def _opportunities(M: Any, phi: Any, pci: Any) -> tuple[Any, Labels, Array, Array]:
    present, labels = read_presence(M)
    related = read_proximities(phi, labels, present.shape[1])
    return present, labels, related, read_column(pci, labels.columns, present.shape[1], "pci")
