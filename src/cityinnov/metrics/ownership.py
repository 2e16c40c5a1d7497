"""Stakes in one company: what a round does to them, and what a sale of some of them cost.

A stake is a share of the whole company, 0.241 for 24.1 %. Amounts of one call are in one currency;
floats, arrays and figures serve alike.
"""

from __future__ import annotations

from typing import Any

from cityinnov.metrics._ratio import Number, ratio

__all__ = ["cost_of_sold", "diluted", "dilution_factor", "post_money", "stake"]


def post_money(pre: Number, new: Number) -> Any:
    """Value of a company after a round: what it was agreed to be worth before, and the new money.

    Parameters
    ----------
    pre : money
        Pre-money valuation.
    new : money
        All newly subscribed capital, by old holders and new ones.

    Returns
    -------
    money
        Post-money valuation.

    Examples
    --------
    NIO China, September 2024 (bn CNY): 46.6 before, 3.3 from the investors and 10.0 from NIO.

    >>> round(post_money(46.6, 13.3), 1)
    59.9
    """
    return pre + new


def stake(investment: Number, post: Number) -> Any:
    r"""Share of the company that an investment buys.

    .. math:: s = \frac{\text{investment}}{\text{post-money value}}

    Parameters
    ----------
    investment : money
        What the holder puts in.
    post : money
        Post-money valuation. (An investment divided by the *pre*-money value is the
        commonest error in press multiples.)

    Returns
    -------
    share

    Raises
    ------
    DivisionByZeroError
        If the company is worth nothing.

    Examples
    --------
    NIO China, April 2020 (bn CNY): 7 of 17.77 + 4.26 + 7 = 29.03.

    >>> round(stake(7, 29.03), 3)
    0.241
    """
    return ratio(investment, post, of="post-money value")


def dilution_factor(pre: Number, new: Number) -> Any:
    r"""Share of its former stake that a holder keeps who does not take part in a round.

    .. math:: \delta = \frac{\text{pre}}{\text{pre} + \text{new}}

    Parameters
    ----------
    pre : money
        Pre-money valuation.
    new : money
        All newly subscribed capital.

    Returns
    -------
    factor
        1 where nothing is raised, towards 0 the more is.

    Raises
    ------
    DivisionByZeroError
        If the company is worth nothing after the round.

    Examples
    --------
    >>> dilution_factor(75, 25)
    0.75
    """
    return ratio(pre, post_money(pre, new), of="post-money value")


def diluted(stake: Number, factor: Number) -> Any:
    """Stake of a holder after a round, apart from what the holder newly subscribes.

    Parameters
    ----------
    stake : share
        Before the round.
    factor : number
        :func:`dilution_factor` of the round; factors of successive rounds multiply.

    Returns
    -------
    share

    Examples
    --------
    >>> diluted(0.24, 0.75)
    0.18
    """
    return stake * factor


def cost_of_sold(cost: Number, sold: Number, held: Number) -> Any:
    r"""Part of a holding's cost that a sale, redemption or write-off takes with it, at average cost.

    .. math:: c = \text{cost} \cdot \frac{\text{sold}}{\text{held}}

    Both stakes are of the day of sale, after all dilution so far. Dividing instead by the stake
    first bought mixes percentage points of two different companies: it makes the sold part look
    cheaper, and its multiple higher, than it was.

    Parameters
    ----------
    cost : money
        Cost of what is still held just before the sale.
    sold, held : share
        Stake sold, and stake held just before the sale.

    Returns
    -------
    money
        The holding's remaining cost is `cost` less this.

    Raises
    ------
    DivisionByZeroError
        If nothing was held.

    References
    ----------
    IAS 2 *Inventories*, par. 25 and 27 (weighted average cost).

    Examples
    --------
    A stake bought for 8 was diluted from 20 % to 16 %; 4 % of the company are sold. A quarter of
    the holding goes, so a quarter of its cost (and not 4/20 of it) goes too:

    >>> cost_of_sold(8, 0.04, 0.16)
    2.0
    """
    return cost * ratio(sold, held, of="stake held")
