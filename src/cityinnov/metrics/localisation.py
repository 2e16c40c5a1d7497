"""How much of an industry has come home.

Every formula is plain arithmetic: counts or spend, floats, arrays or figures. Local and total must be
measured alike (both counts, or both spend) and speak of the same kind of supplier; with figures the
units see to the first and the caller to the second. A share over 1 is a contradiction in the
data, reported by the checks of a case, and is not hidden here by clipping.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cityinnov.errors import InputError
from cityinnov.metrics._ratio import Number, ratio, sum_of

__all__ = ["anchor_dependence", "chain_coverage", "local_share"]


def local_share(local: Number, total: Number) -> Any:
    r"""Share of suppliers, or of purchases, that is local.

    .. math:: s = \frac{\text{local}}{\text{total}}

    Parameters
    ----------
    local : number of firms, components or sites, or spend
        What is local. Where "local" ends (city, commuting area, province, country) is the caller's to say.
    total : the same unit
        All of it, the local part included.

    Returns
    -------
    share
        Dimensionless, in [0, 1] where the data are consistent; bounded where an argument is.

    Raises
    ------
    DivisionByZeroError
        If there is nothing to be local.

    Examples
    --------
    Of the 166 components of the car built at Pune 29 were local, 29 / 166 = 17.47 %:

    >>> round(local_share(29, 166), 4)
    0.1747
    """
    return ratio(local, total, of="total")


def chain_coverage(local_nodes: Number, required_nodes: Number) -> Any:
    r"""Share of the activities an industry chain needs that are present in a place.

    .. math:: c = \frac{\text{required nodes with a local firm}}{\text{required nodes}}

    Parameters
    ----------
    local_nodes : number
        Required nodes in which at least one local firm is active; a node that the chain does not
        require is not counted, nor is a second firm in the same node.
    required_nodes : number
        Nodes the chain needs.

    Returns
    -------
    coverage
        Dimensionless, in [0, 1] where the data are consistent.

    Raises
    ------
    DivisionByZeroError
        If the chain requires nothing.

    Examples
    --------
    Three of the four steps of a display chain (glass, panel, driver chip, module) are in town:

    >>> chain_coverage(3, 4)
    0.75
    """
    return ratio(local_nodes, required_nodes, of="number of required nodes")


def anchor_dependence(spend_by_anchor: Mapping[str, Number]) -> dict[str, Any]:
    r"""Share of an ecosystem's sales that hangs on each anchor firm.

    .. math:: d_a = \frac{p_a}{\sum_b p_b}

    The shares are those whose squares make up the Herfindahl index of customers
    (:func:`cityinnov.metrics.concentration.hhi`).

    Parameters
    ----------
    spend_by_anchor : mapping of anchor to number
        What each anchor (and, under a name of their own, all other customers together) buys
        from the suppliers, in one unit.

    Returns
    -------
    dict of anchor to share
        In the order given; the shares sum to 1.

    Raises
    ------
    InputError
        If no anchor is given.
    DivisionByZeroError
        If nobody buys anything.

    Examples
    --------
    >>> anchor_dependence({"vw-anhui": 30, "nio": 15, "others": 15})
    {'vw-anhui': 0.5, 'nio': 0.25, 'others': 0.25}
    """
    if not spend_by_anchor:
        raise InputError("no spend to depend on", expected="at least one anchor with its spend")
    everything = sum_of(spend_by_anchor.values())
    return {anchor: ratio(spend, everything, of="total spend") for anchor, spend in spend_by_anchor.items()}
