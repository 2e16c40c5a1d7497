"""How much an industry pulls on those it buys from, pushes those it sells to, and how far it stands from final use."""

from __future__ import annotations

from typing import Any, Literal

from cityinnov.metrics._tables import Array, np, one_of
from cityinnov.metrics.linkages._input_output import System, allocation, read_flows, technical

__all__ = ["backward_linkages", "forward_linkages", "upstreamness"]


def backward_linkages(Z: Any, x: Any, kind: Literal["direct", "total", "normalised"] = "total") -> Any:
    r"""Return how much each industry pulls on those it buys from.

    Parameters
    ----------
    Z, x : table n x n, column of length n
        Flows and output.
    kind : {"direct", "total", "normalised"}
        *direct*: column sums of A (Chenery and Watanabe 1958); *total*: column sums of L; *normalised*: those over
        their mean, Rasmussen's power of dispersion, above 1 for an industry that pulls more than most.

    Returns
    -------
    column of length n
        In the kind and with the labels of `Z`.

    Raises
    ------
    DomainError, InputError
        As `leontief_inverse` and `technical_coefficients`.

    References
    ----------
    P. N. Rasmussen, *Studies in Inter-sectoral Relations*, North-Holland, 1956. H. B. Chenery and T. Watanabe,
    "International comparisons of the structure of production", *Econometrica* 26 (1958) 487-521. Miller and Blair
    (2009), section 12.2.

    Examples
    --------
    >>> backward_linkages([[150, 500], [200, 100]], [1000, 2000], kind="direct").round(2)
    array([0.35, 0.3 ])
    >>> backward_linkages([[150, 500], [200, 100]], [1000, 2000], kind="normalised").round(4)
    array([1.0222, 0.9778])
    """
    one_of(kind, "kind", "direct", "total", "normalised")
    flows, output, labels = read_flows(Z, x)
    coefficients = technical(flows, output)
    if kind == "direct":
        return labels.per_row(coefficients.sum(axis=0))
    return labels.per_row(_scaled(System(coefficients, labels, bought=True).under(np.ones(len(output))), kind))


def forward_linkages(
    Z: Any, x: Any, model: Literal["ghosh", "leontief"], kind: Literal["direct", "total", "normalised"] = "total"
) -> Any:
    """Return how much those who buy from each industry hang on it.

    Parameters
    ----------
    Z, x : table n x n, column of length n
        Flows and output.
    model : {"ghosh", "leontief"}
        *ghosh*: row sums of G, what a unit of primary input sets free downstream (Beyers 1976, Jones 1976; the usual
        measure today); *leontief*: row sums of L, what a unit of every final demand calls for (Rasmussen 1956). They
        differ, so there is no default.
    kind : {"direct", "total", "normalised"}
        *direct*: row sums of the coefficients (B or A); *total*: of the inverse; *normalised*: those over their mean,
        with Leontief Rasmussen's sensitivity of dispersion.

    Returns
    -------
    column of length n
        In the kind and with the labels of `Z`.

    Raises
    ------
    DomainError, InputError
        As `ghosh_inverse` and `technical_coefficients`.

    References
    ----------
    L. P. Jones, "The measurement of Hirschmanian linkages", *Quarterly Journal of Economics* 90 (1976) 323-333. Miller
    and Blair (2009), section 12.2.

    Examples
    --------
    1.2541 + 0.6601 and 0.1320 + 1.1221; then 1.2541 + 0.3300 and 0.2640 + 1.1221:

    >>> forward_linkages([[150, 500], [200, 100]], [1000, 2000], model="ghosh").round(4)
    array([1.9142, 1.2541])
    >>> forward_linkages([[150, 500], [200, 100]], [1000, 2000], model="leontief").round(4)
    array([1.5842, 1.3861])
    """
    one_of(model, "model", "ghosh", "leontief")
    one_of(kind, "kind", "direct", "total", "normalised")
    flows, output, labels = read_flows(Z, x)
    bought = model == "leontief"
    coefficients = technical(flows, output) if bought else allocation(flows, output)
    if kind == "direct":
        return labels.per_row(coefficients.sum(axis=1))
    return labels.per_row(_scaled(System(coefficients, labels, bought=bought).times(np.ones(len(output))), kind))


def upstreamness(Z: Any, x: Any) -> Any:
    """Return the mean number of stages between an industry and final use, counting final use as one.

    ``u = (I - B)⁻¹ 1``, the total forward linkage in Ghosh's model.

    Parameters
    ----------
    Z, x : table n x n, column of length n
        Flows and output. For an open economy with stocks, first take imports and the change of stocks off (Antràs et
        al. 2012, equation 9): Z is then what is made at home, and x what is sold.

    Returns
    -------
    column of length n
        1 for an industry that sells to final users alone, more further up; in the kind and with the labels of `Z`.

    Raises
    ------
    DomainError, InputError
        As `ghosh_inverse` and `technical_coefficients`.

    References
    ----------
    P. Antràs, D. Chor, T. Fally and R. Hillberry, "Measuring the upstreamness of production and trade flows", *American
    Economic Review* 102 (2012) 412-416.

    Examples
    --------
    >>> upstreamness([[150, 500], [200, 100]], [1000, 2000]).round(4)
    array([1.9142, 1.2541])
    """
    return forward_linkages(Z, x, model="ghosh")


def _scaled(linkages: Array, kind: str) -> Array:
    return linkages / linkages.mean() if kind == "normalised" else linkages
