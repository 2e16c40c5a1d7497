"""People: how many, how many stay, and whose work a paper is.

Head counts, full-time equivalents and person-years are different units; both arguments of a ratio must be in
the same one. With figures the units see to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from fractions import Fraction
from typing import Any

from cityinnov.errors import InputError
from cityinnov.metrics._ratio import Number, ratio

__all__ = ["fractional_share", "intensity", "retention"]


def intensity(stock: Number, population: Number) -> Any:
    r"""People of a kind (researchers, engineers, graduates) per head of a population.

    .. math:: i = \frac{\text{stock}}{\text{population}}

    Parameters
    ----------
    stock : number of persons or full-time equivalents
        The people in question, at one date.
    population : number of persons
        Residents, labour force or employees: the Frascati Manual divides researchers by total
        employment or by the labour force; press figures often by residents.

    Returns
    -------
    intensity
        Dimensionless; times 1,000 it is the usual "per thousand".

    Raises
    ------
    DivisionByZeroError
        If the population is zero.

    References
    ----------
    OECD (2015), *Frascati Manual 2015*, ch. 5.

    Examples
    --------
    9,000 researchers among 600,000 employees are 15 per thousand:

    >>> 1000 * intensity(9_000, 600_000)
    15.0
    """
    return ratio(stock, population, of="population")


def retention(stayed: Number, graduated: Number) -> Any:
    r"""Share of a cohort of graduates that stayed.

    .. math:: r = \frac{\text{stayed}}{\text{graduated}}

    Parameters
    ----------
    stayed : number of persons
        Those of the cohort who live or work in the place at the time of asking. Newcomers who
        graduated elsewhere do not count.
    graduated : number of persons
        The whole cohort.

    Returns
    -------
    share
        Dimensionless, in [0, 1] where the data are consistent.

    Raises
    ------
    DivisionByZeroError
        If nobody graduated.

    Examples
    --------
    >>> retention(30_000, 120_000)
    0.25
    """
    return ratio(stayed, graduated, of="number of graduates")


def fractional_share(authors: Iterable[Collection[str]]) -> dict[str, float]:
    r"""Divide the credit for one paper among its authors' affiliations.

    Every author has an equal part of the paper; an author with several affiliations divides that
    part equally among them:

    .. math:: S_k = \frac{1}{n} \sum_{a=1}^{n} \frac{[k \in A_a]}{|A_a|}

    The Share of an institution or city over a year is the sum over its papers. (The Count, by
    contrast, credits every affiliation with the whole paper.)

    Parameters
    ----------
    authors : iterable of collections of str
        For each author the affiliations; one named twice counts once.

    Returns
    -------
    dict of affiliation to share
        In the order of first mention; the shares sum to 1.

    Raises
    ------
    InputError
        If there is no author, or an author without affiliation.

    References
    ----------
    Nature Index, "A guide to the Nature Index": Count and Share.

    Examples
    --------
    Two authors, one of whom works at two places: 1/2 + 1/4 and 1/4.

    >>> fractional_share([["USTC"], ["USTC", "CAS"]])
    {'USTC': 0.75, 'CAS': 0.25}
    """
    affiliations = [_distinct(places, number) for number, places in enumerate(authors, start=1)]
    if not affiliations:
        raise InputError("a paper without authors has no credit to share", expected="at least one author")
    shares: defaultdict[str, Fraction] = defaultdict(Fraction)
    for places in affiliations:
        for place in places:
            shares[place] += Fraction(1, len(affiliations) * len(places))
    return {place: float(share) for place, share in shares.items()}


def _distinct(places: Collection[str], number: int) -> list[str]:
    if isinstance(places, str):  # would otherwise be credited letter by letter
        raise InputError(
            f"the affiliations of author {number} are one text",
            found=repr(places),
            expected=f"a list of affiliations, e.g. [{places!r}]",
        )
    if not places:
        raise InputError(f"author {number} has no affiliation", expected="at least one affiliation for every author")
    return list(dict.fromkeys(places))
