"""How much other money public money moves.

"Leverage of 1:4" is four times or five times according to who says it: private money per unit of
public money, or all money per unit of public money. The convention is therefore never guessed.
"""

from __future__ import annotations

from typing import Any, Literal, get_args

from cityinnov.errors import InputError, nearest
from cityinnov.metrics._ratio import Number, ratio

__all__ = ["Convention", "leverage", "realisation", "reinvestment_ratio"]

Convention = Literal["private/public", "total/public"]


def leverage(private: Number, public: Number, *, convention: Convention) -> Any:
    r"""Money raised per unit of public money.

    .. math::
        \ell_{\text{private/public}} = \frac{\text{private}}{\text{public}}, \qquad
        \ell_{\text{total/public}} = 1 + \frac{\text{private}}{\text{public}}

    Parameters
    ----------
    private : money
        Capital from everybody but the public sponsor.
    public : money
        Capital from the public sponsor.
    convention : {"private/public", "total/public"}
        What "leverage" means; there is no default. The first is what announcements of Chinese
        guidance funds mostly mean, the second is the leverage effect of the EU's financial instruments.

    Returns
    -------
    multiple

    Raises
    ------
    DivisionByZeroError
        If there is no public money.
    InputError
        For another convention.

    References
    ----------
    Regulation (EU, Euratom) 2018/1046 (Financial Regulation), art. 2(38): leverage effect.

    Examples
    --------
    One yuan of public money for four of private money is both of these:

    >>> leverage(4, 1, convention="private/public"), leverage(4, 1, convention="total/public")
    (4.0, 5.0)
    """
    if convention not in get_args(Convention):
        raise InputError(
            "there is no such convention of leverage",
            found=repr(convention),
            expected=" or ".join(map(repr, get_args(Convention))),
            nearest=nearest(str(convention), get_args(Convention)),
        )
    multiple = ratio(private, public, of="public money")
    return multiple if convention == "private/public" else 1 + multiple


def realisation(raised: Number, target: Number) -> Any:
    r"""Share of a target that was reached: of a fund's size, of the jobs or the investment that a firm promised.

    .. math:: \rho = \frac{\text{raised}}{\text{target}}

    Parameters
    ----------
    raised : money or number
        Capital raised, or jobs there are, at a date.
    target : money or number
        What was announced.

    Returns
    -------
    share
        Over 1 where a fund was oversubscribed.

    Raises
    ------
    DivisionByZeroError
        If nothing was aimed at.

    References
    ----------
    Luong, Arnold & Murphy (2021), *Understanding Chinese Government Guidance Funds*, CSET.

    Examples
    --------
    Chinese guidance funds in early 2020: 4.76 of 11 trillion CNY, 43 %.

    >>> round(realisation(4.76, 11), 4)
    0.4327
    """
    return ratio(raised, target, of="target")


def reinvestment_ratio(qualifying: Number, contribution: Number) -> Any:
    r"""Local investment that a fund brought about, per unit that the local sponsor contributed.

    .. math:: \varphi = \frac{\text{qualifying local investment}}{\text{contribution}}

    Guidance funds require at least a multiple of this (in Chinese 返投比例), commonly 1 to 2.

    Parameters
    ----------
    qualifying : money
        What counts by the fund's rule: investments in local firms, and, where the rule says so, firms that
        relocated, follow-on rounds, and related funds.
    contribution : money
        What the sponsor put into the fund.

    Returns
    -------
    multiple

    Raises
    ------
    DivisionByZeroError
        If the sponsor contributed nothing.

    Examples
    --------
    Of 200 contributed, 300 came back as local investment: a required 1.5 times is just met.

    >>> reinvestment_ratio(300, 200)
    1.5
    """
    return ratio(qualifying, contribution, of="contribution")
