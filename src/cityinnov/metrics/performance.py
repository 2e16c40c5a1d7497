"""What a fund earned, in the standard terms of private equity.

Multiples are here; they are plain arithmetic and serve floats, arrays and figures. The rates of
dated flows are in :mod:`~cityinnov.metrics.internal_rate`, the comparisons with an index in
:mod:`~cityinnov.metrics.public_market`; both are part of this family and are offered under its name.

Multiples are nominal: they add yuan of different years. They are never quoted without a rate or a date.
"""

from __future__ import annotations

from typing import Any

from cityinnov.metrics._ratio import Number, ratio
from cityinnov.metrics.internal_rate import irr, irr_bounds, irr_remarks, irr_roots, irrs, mirr, xnpv
from cityinnov.metrics.public_market import direct_alpha, ks_pme, ln_pme, ln_pme_nav, mpme, pme_plus, pme_plus_lambda

__all__ = [
    "direct_alpha",
    "dpi",
    "irr",
    "irr_bounds",
    "irr_remarks",
    "irr_roots",
    "irrs",
    "ks_pme",
    "ln_pme",
    "ln_pme_nav",
    "mirr",
    "mpme",
    "pic",
    "pme_plus",
    "pme_plus_lambda",
    "rvpi",
    "tvpi",
    "xnpv",
]


def pic(called: Number, committed: Number) -> Any:
    r"""Paid-in to committed capital: how much of what was promised has been called.

    .. math:: \text{PIC} = \frac{\text{called}}{\text{committed}}

    Parameters
    ----------
    called : money
        Capital paid in so far.
    committed : money
        Capital the partners committed.

    Returns
    -------
    multiple

    Raises
    ------
    DivisionByZeroError
        If nothing was committed.

    References
    ----------
    CFA Institute (2020), *Global Investment Performance Standards*, glossary: paid-in capital multiple.

    Examples
    --------
    >>> pic(80, 100)
    0.8
    """
    return ratio(called, committed, of="committed capital")


def dpi(called: Number, distributed: Number) -> Any:
    r"""Distributions to paid-in capital: the realised multiple.

    .. math:: \text{DPI} = \frac{\text{distributed}}{\text{called}}

    Parameters
    ----------
    called : money
        Capital paid in so far.
    distributed : money
        Money returned so far.

    Returns
    -------
    multiple
        Over 1 once the partners have their money back.

    Raises
    ------
    DivisionByZeroError
        If nothing was called.

    References
    ----------
    ILPA (2016), *Reporting Template*; CFA Institute (2020), *Global Investment Performance Standards*.

    Examples
    --------
    >>> dpi(100, 50)
    0.5
    """
    return ratio(distributed, called, of="called capital")


def rvpi(called: Number, nav: Number) -> Any:
    r"""Residual value to paid-in capital: the multiple still on paper.

    .. math:: \text{RVPI} = \frac{\text{NAV}}{\text{called}}

    Parameters
    ----------
    called : money
        Capital paid in so far.
    nav : money
        Net asset value at a mark.

    Returns
    -------
    multiple

    Raises
    ------
    DivisionByZeroError
        If nothing was called.

    References
    ----------
    ILPA (2016), *Reporting Template*; CFA Institute (2020), *Global Investment Performance Standards*.

    Examples
    --------
    >>> rvpi(100, 150)
    1.5
    """
    return ratio(nav, called, of="called capital")


def tvpi(called: Number, distributed: Number, nav: Number) -> Any:
    r"""Total value to paid-in capital: realised and on paper together.

    .. math:: \text{TVPI} = \text{DPI} + \text{RVPI}

    Two multiples are added, and not two amounts of different years.

    Parameters
    ----------
    called : money
        Capital paid in so far.
    distributed : money
        Money returned so far.
    nav : money
        Net asset value at a mark.

    Returns
    -------
    multiple

    Raises
    ------
    DivisionByZeroError
        If nothing was called.

    References
    ----------
    ILPA (2016), *Reporting Template*; CFA Institute (2020), *Global Investment Performance Standards*.

    Examples
    --------
    >>> tvpi(100, 50, 150)
    2.0
    """
    return dpi(called, distributed) + rvpi(called, nav)
