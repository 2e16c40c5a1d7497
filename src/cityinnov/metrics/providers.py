"""How concentrated the providers of a thing are, when not all of their shares are known.

Higher is more concentrated. A provider is a firm or a country, and an index is of one kind only: five
firms of one country are five providers, or one, and no index can be both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import floor, inf, isfinite
from typing import Literal, get_args

import attrs

from cityinnov.errors import DimensionError, DomainError, InputError
from cityinnov.values.bounds import Bounds
from cityinnov.values.sums import float_sum

__all__ = ["Kind", "Provider", "concentration", "concentration_by_kind", "exceeds", "hhi_bounds", "hhi_enclosure"]

Kind = Literal["firm", "country"]

ROUNDING = 1e-9  # by how much shares may exceed the whole for being floats


@attrs.frozen(slots=True)
class Provider:
    """A firm or a country, and how much of a thing comes from it.

    Parameters
    ----------
    name : str
        Who.
    kind : {"firm", "country"}
        What.
    share : float
        In any unit, the same for all providers of a thing.

    Raises
    ------
    InputError
        For another kind, or a share that is negative or not finite.

    Examples
    --------
    >>> Provider("TSMC", "firm", 61)
    Provider(name='TSMC', kind='firm', share=61)
    """

    name: str
    kind: Kind
    share: float

    def __attrs_post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise InputError(
                f"{self.name!r} is no kind of provider", found=repr(self.kind), expected="'firm' or 'country'"
            )
        _check_share(self.share, repr(self.name))


def hhi_bounds(
    shares: Iterable[float], *, whole: float = 1.0, largest_other: float = inf, most_others: int | None = None
) -> Bounds:
    r"""Bounds of the Herfindahl-Hirschman index when the shares do not add up to the whole.

    What the known shares leave over, :math:`R = 1 - \sum_i s_i`, belongs to providers not listed. The
    index is

    .. math:: \sum_i s_i^2 + \sum_j u_j^2, \qquad \sum_j u_j = R,

    and the second sum is convex: it is least where *R* is spread evenly over as many others as there may
    be (towards 0 where their number is unlimited), and greatest where it is held by as few as may be: one
    other, or, where no other may exceed :math:`c`, :math:`\lfloor R/c \rfloor` others at the cap and one with the rest.

    Parameters
    ----------
    shares : iterable of float
        Of the providers known, each listed once.
    whole : float, default 1
        What all shares would add up to: 1, 100 (percent), or an amount.
    largest_other : float, optional
        No provider outside the list is larger than this, as when the list is of the largest: then it is
        the smallest share listed.
    most_others : int, optional
        There are no more providers outside the list than this.

    Returns
    -------
    Bounds
        In [0, 1]; a point where the shares are complete.

    Raises
    ------
    DomainError
        If the shares exceed the whole (`data["excess"]` says by how much), or leave more over than the
        others may hold.
    InputError
        If a share is negative or not finite, or the whole is not positive.

    References
    ----------
    Hirschman (1964), "The paternity of an index", American Economic Review 54; Hardy, Littlewood & Pólya
    (1934), *Inequalities*, sec. 3.17 (sums of convex functions).

    Examples
    --------
    61, 6, 6, 9 and 9 %, and 9 % "various": 0.3721 + 2 · 0.0036 + 2 · 0.0081 = 0.3955 if various is
    dust, and 0.0081 more if it is a single provider. A threshold of 0.4 lies between.

    >>> index = hhi_bounds([61, 6, 6, 9, 9], whole=100)
    >>> round(index.low, 4), round(index.high, 4)
    (0.3955, 0.4036)
    >>> print(exceeds(index, 0.4))
    None
    """
    if not (isfinite(whole) and whole > 0):
        raise InputError(
            "the whole is not a positive number", found=f"{whole:.6g}", expected="what all shares add up to"
        )
    known = [_check_share(share, f"number {number}") / whole for number, share in enumerate(shares, start=1)]
    rest = 1.0 - float_sum(known)
    if rest < -ROUNDING:
        raise DomainError(
            "the shares exceed the whole",
            found=f"{whole * (1 - rest):.6g} of {whole:.6g}",
            hint="rounded shares may: give the amounts, or their sum as the whole",
            excess=-rest * whole,
        )
    rest = 0.0 if rest < ROUNDING else rest
    cap = min(largest_other / whole, rest)
    if rest and (not cap > 0 or (most_others is not None and most_others * cap < rest * (1 - ROUNDING))):
        raise DomainError(
            "the shares leave more over than the providers outside the list may hold",
            found=f"{whole * rest:.6g} left over",
            expected=f"{'any number of' if most_others is None else most_others} others, none over {largest_other:.6g}",
        )
    listed = float_sum(share * share for share in known)
    least = rest * rest / most_others if rest and most_others is not None else 0.0
    most = _held_by_fewest(rest, cap)
    return Bounds(listed + min(least, most), listed + most)


def hhi_enclosure(shares: Iterable[Bounds], *, whole: float = 1.0) -> Bounds:
    r"""Bounds of the Herfindahl-Hirschman index of shares that are themselves known within bounds.

    With every share at its low end :math:`l_i`, what is left over, :math:`R = 1 - \sum_i l_i`, is spread as dust,
    and :math:`\sum_i l_i^2` is the least the index can be. The most is enclosed by giving *R* to the listed providers,
    each up to its high end, and to one other. Over what a provider may be given, :math:`d_i = \min(h_i - l_i, R)`, the
    square is replaced by its chord, of slope :math:`2 l_i + d_i`: the most is then had by filling the steepest first.
    The enclosure is the true range where one provider can take all of *R*, as it is for exact shares.

    Parameters
    ----------
    shares : iterable of Bounds
        Of the providers known, each listed once.
    whole : float, default 1
        What all shares would add up to.

    Returns
    -------
    Bounds
        Within [0, 1]; the same as of :func:`hhi_bounds` where every share is exact.

    Raises
    ------
    DomainError
        If even the low ends exceed the whole.
    InputError
        If a share may be negative.

    Examples
    --------
    60 to 70 %, and 20 %: 0.36 + 0.04 if the rest is dust; 0.49 + 0.04 + 0.01 if the larger takes all it may and
    another the rest. The chord of the other, 0.2 · 0.1 for 0.1 ², makes it 0.55.

    >>> hhi_enclosure([Bounds.between(60, 70), Bounds.exact(20)], whole=100)
    Bounds [0.4, 0.55]
    """
    listed = list(shares)
    least = hhi_bounds([share.low for share in listed], whole=whole)
    rest = left = max(1.0 - float_sum(share.low for share in listed) / whole, 0.0)
    room = [(share.low / whole, min((share.high - share.low) / whole, rest)) for share in listed]
    most = least.low
    for low, width in sorted([*room, (0.0, rest)], key=lambda each: 2 * each[0] + each[1], reverse=True):
        given = min(width, left)
        most += given * (2 * low + width)
        left -= given
    return Bounds(least.low, max(least.low, min(most, 1.0)), approx=any(share.approx for share in listed))


def concentration(
    providers: Iterable[Provider], *, whole: float = 1.0, largest_other: float = inf, most_others: int | None = None
) -> Bounds:
    """Bounds of the Herfindahl-Hirschman index of providers, which must be all firms or all countries.

    Parameters
    ----------
    providers : iterable of Provider
        Each named once.
    whole, largest_other, most_others
        As in :func:`hhi_bounds`.

    Returns
    -------
    Bounds
        In [0, 1].

    Raises
    ------
    DimensionError
        If firms and countries are mixed.
    DomainError
        As :func:`hhi_bounds`.
    InputError
        If a provider is named twice, or there is none.

    References
    ----------
    Arjona, Connell & Herghelegiu (2023), *An enhanced methodology to monitor the EU's strategic
    dependencies and vulnerabilities*, European Commission.

    Examples
    --------
    >>> concentration([Provider("Samsung", "firm", 0.5), Provider("SK Hynix", "firm", 0.5)])
    Bounds [0.5, 0.5]
    """
    listed = list(providers)
    names = [provider.name for provider in listed]
    if not listed:
        raise InputError("there are no providers", expected="at least one, with its share")
    if len({provider.kind for provider in listed}) > 1:
        raise DimensionError(
            "firms and countries are different kinds of provider and have no common index",
            found=", ".join(f"{provider.name} ({provider.kind})" for provider in listed),
            hint="concentration_by_kind gives one index for each",
        )
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"{name!r} is listed twice", expected="each provider once, with all of its share")
    return hhi_bounds(
        [provider.share for provider in listed], whole=whole, largest_other=largest_other, most_others=most_others
    )


def concentration_by_kind(providers: Iterable[Provider], *, whole: float = 1.0) -> Mapping[Kind, Bounds]:
    """Bounds of the index of the firms, and of the countries, each as if the others were not listed.

    Parameters
    ----------
    providers : iterable of Provider
        Firms, countries or both; each kind by itself adds up to the whole at most.
    whole : float, default 1
        What all shares of one kind would add up to.

    Returns
    -------
    mapping of kind to Bounds
        A kind of which none is listed is absent.

    Raises
    ------
    DomainError, InputError
        As :func:`concentration`.

    References
    ----------
    Arjona, Connell & Herghelegiu (2023), *An enhanced methodology to monitor the EU's strategic
    dependencies and vulnerabilities*, European Commission.

    Examples
    --------
    Two firms of one country are half as concentrated as the country:

    >>> providers = [Provider("Samsung", "firm", 0.5), Provider("SK Hynix", "firm", 0.5), Provider("KR", "country", 1)]
    >>> concentration_by_kind(providers)
    {'firm': Bounds [0.5, 0.5], 'country': Bounds [1, 1]}
    """
    by_kind: dict[Kind, list[Provider]] = {}
    for provider in providers:
        by_kind.setdefault(provider.kind, []).append(provider)
    return {kind: concentration(listed, whole=whole) for kind, listed in by_kind.items()}


def exceeds(index: Bounds, threshold: float) -> bool | None:
    """Whether an index known within bounds lies above a threshold; `None` where the bounds do not decide.

    Parameters
    ----------
    index : Bounds
        As from :func:`hhi_bounds`.
    threshold : float
        On the same scale, 0.4 for the European Commission's test of 0.4 (or 4,000 points).

    Returns
    -------
    bool or None
        `None`: undecidable, the threshold lies inside the bounds.

    References
    ----------
    Arjona, Connell & Herghelegiu (2023), *An enhanced methodology to monitor the EU's strategic
    dependencies and vulnerabilities*, European Commission.

    Examples
    --------
    >>> index = hhi_bounds([0.6])
    >>> exceeds(index, 0.3), exceeds(index, 0.6), exceeds(index, 0.4)
    (True, False, None)
    """
    if index.low > threshold or (index.low == threshold and not index.low_closed):
        return True
    return False if index.high <= threshold else None


def _check_share(share: float, who: str) -> float:
    if not (isfinite(share) and share >= 0):
        raise InputError(f"the share of provider {who} is not one", found=f"{share}", expected="a number of 0 or more")
    return share


def _held_by_fewest(rest: float, cap: float) -> float:
    """Sum of squares where the rest is held by providers at the cap, and one with what remains."""
    if not rest:
        return 0.0
    full = floor(rest / cap)
    return full * cap * cap + (rest - full * cap) ** 2
