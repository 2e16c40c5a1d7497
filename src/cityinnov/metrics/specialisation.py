"""Specialisation: what a region does more of than others, and where an industry is more at home than elsewhere.

Every measure sets a share against the same share of a reference. A quotient above 1 is specialised; an index of 0 is
like the reference, and higher is more unlike it. The first letters follow the literature: *e* is employment (or
output, or patents), *i* an industry, *j* a region, and a missing letter is a sum over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from cityinnov.errors import DomainError, InputError
from cityinnov.metrics._numbers import above_zero, aligned, is_array, label, shares, summed
from cityinnov.metrics._ratio import Number, sum_of
from cityinnov.metrics.concentration import gini

__all__ = ["gini_localisation", "gini_specialisation", "krugman", "litzenberger_sternberg", "location_quotient"]

REFERENCES = ("mean-of-shares", "pooled", "mean-pairwise")


def location_quotient(e_ij: Number, e_j: Number, e_i: Number, e: Number) -> Any:
    r"""Return the location quotient of an industry in a region; on exports it is revealed comparative advantage.

    .. math:: LQ_{ij} = \frac{e_{ij} / e_j}{e_i / e}

    Parameters
    ----------
    e_ij : float, array or Figure
        The industry in the region.
    e_j : float, array or Figure
        All industries in the region, above zero.
    e_i : float, array or Figure
        The industry in all regions, above zero.
    e : float, array or Figure
        All industries in all regions, above zero.

    Returns
    -------
    float, array or Figure
        1 where the region has the industry's average share; weighted by :math:`e_j / e` it averages 1 over the
        regions. Cells of an array with an empty region or industry are NaN.

    Raises
    ------
    DomainError
        When one of the sums is one number and not above zero.

    References
    ----------
    P. S. Florence, *Investment, Location, and Size of Plant*, Cambridge, 1948. B. Balassa, "Trade liberalisation and
    'revealed' comparative advantage", *Manchester School* 33 (1965) 99-123.

    Examples
    --------
    An industry that is 20 % of the region and 10 % of the country:

    >>> location_quotient(20, 100, 1_000, 10_000)
    2.0
    """
    in_region = e_ij / above_zero(e_j, "the whole region")
    in_all = above_zero(e_i, "the whole industry") / above_zero(e, "the whole economy")
    return in_region / in_all


def krugman(
    a: Sequence[Any],
    b: Sequence[Any] | Sequence[Sequence[Any]],
    reference: Literal["mean-of-shares", "pooled", "mean-pairwise"] | None = None,
) -> Any:
    r"""Return the Krugman specialisation index of a region against another, or against several.

    .. math:: K = \sum_i \left| \frac{a_i}{\sum a} - \bar{s}_i \right|

    with :math:`\bar s_i` the reference's share of industry *i*.

    Parameters
    ----------
    a : sequence of float or Figure, array or Series of length n
        The region, by industry.
    b : the same, or a sequence of them (rows of an array or a frame)
        The region, or regions, it is set against, in the same industries.
    reference : {"mean-of-shares", "pooled", "mean-pairwise"}
        What several regions are taken together as; there is no default, for the three differ. *mean-of-shares*: the
        unweighted mean of their shares (`krugman.spec2` of the R package REAT); *pooled*: the shares of their sum, so
        that large regions weigh more (Midelfart-Knarvik et al. 2000); *mean-pairwise*: the mean of the indices
        against each (Krugman compared pairs).

    Returns
    -------
    float or Figure
        0 for the same structure, 2 for no industry in common. Not halved.

    Raises
    ------
    DomainError
        When a region is empty.
    InputError
        When several regions come without a `reference`, or the industries differ.

    References
    ----------
    P. Krugman, *Geography and Trade*, MIT Press, 1991, p. 76. K. H. Midelfart-Knarvik, H. G. Overman, S. J. Redding and
    A. J. Venables, "The location of European industry", European Economy Economic Papers 142, European Commission,
    2000.

    Examples
    --------
    Half and half against three quarters and a quarter, 0.25 + 0.25:

    >>> krugman([50, 50], [30, 10])
    0.5

    Against a region like itself and one with nothing in common:

    >>> krugman([10, 0], [[50, 0], [0, 50]], reference="mean-pairwise")
    1.0
    """
    if reference not in (None, *REFERENCES):
        raise InputError("unknown reference", found=repr(reference), expected=" or ".join(map(repr, REFERENCES)))
    b = _rows(b)
    if not _holds_columns(b):
        return _distance(*aligned(a, b, name="industry"))
    if reference is None:
        raise InputError(
            "against several regions the index depends on how they are taken together",
            found=f"{len(b)} regions and no reference",
            expected="reference=" + " or ".join(map(repr, REFERENCES)),
        )
    a, *others = aligned(a, *b, name="industry")
    if reference == "mean-pairwise":
        return sum_of(_distance(a, other) for other in others) / len(others)
    if reference == "mean-of-shares":
        others = [shares(other, "industry") for other in others]
    return _distance(a, [sum_of(cells) for cells in zip(*others, strict=True)])


def _rows(regions: Any) -> Any:
    """Return the regions of a pandas or polars frame, one a row; anything else as it is."""
    if hasattr(regions, "iterrows"):
        return [row for _, row in regions.iterrows()]
    return [list(row) for row in regions.iter_rows()] if hasattr(regions, "iter_rows") else regions


def _holds_columns(columns: Any) -> bool:
    if is_array(columns):
        return len(columns.shape) > 1
    return any(isinstance(column, list | tuple) or is_array(column) for column in columns)


def _distance(a: Any, b: Any) -> Any:
    return summed(lambda here, there: abs(here - there), shares(a, "industry"), shares(b, "industry"))


def gini_specialisation(region: Sequence[Any], nation: Sequence[Any]) -> Any:
    r"""Return how unevenly a region is specialised over industries: the Gini coefficient of its location quotients.

    .. math:: G_j = \frac{2}{n^2 \bar R} \sum_i \lambda_i (R_i - \bar R), \qquad R_i = \frac{e_{ij} / e_j}{e_i / e}

    with :math:`\lambda_i` the rank of :math:`R_i` and :math:`\bar R` the unweighted mean, as in Farhauer and Kröll
    (2014); the locational Gini of Krugman (1991) weighs the quotients and differs.

    Parameters
    ----------
    region, nation : sequence of float or Figure, array or Series of length n
        Employment by industry, in the region and in the nation.

    Returns
    -------
    float or Figure
        0 for a region like the nation, at most (n - 1) / n.

    Raises
    ------
    DomainError
        When the region is empty, or the nation has none of an industry; the message names it.

    References
    ----------
    O. Farhauer and A. Kröll, *Standorttheorien*, Springer, 2014. V. C. Ceapraz, "The concepts of specialization and
    spatial concentration", *Romanian Journal of Regional Science* 2 (2008) 68-93.

    Examples
    --------
    Shares of 1/4 and 3/4 against halves give quotients of 0.5 and 1.5, whose Gini coefficient is 1/4:

    >>> gini_specialisation([10, 30], [500, 500])
    0.25
    """
    return _gini_of_quotients(region, nation, "industry")


def gini_localisation(industry: Sequence[Any], economy: Sequence[Any]) -> Any:
    """Return how unevenly an industry is spread over regions: the Gini coefficient of its location quotients.

    The formula is that of `gini_specialisation`, over regions instead of industries.

    Parameters
    ----------
    industry, economy : sequence of float or Figure, array or Series of length n
        Employment by region, in the industry and in all industries.

    Returns
    -------
    float or Figure
        0 for an industry spread like the economy, at most (n - 1) / n.

    Raises
    ------
    DomainError
        When the industry is empty, or a region has no economy; the message names it.

    References
    ----------
    As of `gini_specialisation`.

    Examples
    --------
    All of an industry in one of two equal regions, with quotients of 2 and 0:

    >>> gini_localisation([80, 0], [1_000, 1_000])
    0.5
    """
    return _gini_of_quotients(industry, economy, "region")


def _gini_of_quotients(part: Sequence[Any], whole: Sequence[Any], name: str) -> Any:
    part, whole = aligned(part, whole, name=name)
    here, there = shares(part, name), shares(whole, name)
    for at, share in enumerate(there):
        if isinstance(share, float) and share == 0:
            raise DomainError(f"{name} {label(whole, at)!r} is empty in the reference", label=label(whole, at))
    if is_array(here) and is_array(there):
        return gini(here / there)
    return gini([each / reference for each, reference in zip(here, there, strict=True)])


def litzenberger_sternberg(
    e_ij: Number, e_i: Number, a_j: Number, a: Number, p_j: Number, p: Number, b_ij: Number, b_i: Number
) -> Any:
    r"""Return the Litzenberger-Sternberg cluster index: density times specialisation over plant size.

    .. math:: CI_{ij} = \frac{e_{ij} / a_j}{e_i / a} \cdot \frac{e_{ij} / p_j}{e_i / p} \Big/ \frac{e_{ij} /
    b_{ij}}{e_i / b_i}
                      = \frac{e_{ij}}{e_i} \cdot \frac{b_{ij}}{b_i} \Big/ \frac{a_j\,p_j}{a\,p}

    Parameters
    ----------
    e_ij, e_i : float, array or Figure
        Employment of the industry, in the region and in all.
    a_j, a : float, array or Figure
        Area of the region and of all.
    p_j, p : float, array or Figure
        Population of the region and of all.
    b_ij, b_i : float, array or Figure
        Firms (or plants) of the industry, in the region and in all.

    Returns
    -------
    float, array or Figure
        1 for a region with its fair share of everything, 0 where the industry is absent, without upper bound. Cells
        of an array with an empty reference are NaN.

    Raises
    ------
    DomainError
        When `e_i`, `b_i`, an area or a population is one number and not above zero.

    References
    ----------
    T. Litzenberger and R. Sternberg, "Der Clusterindex", *Geographische Zeitschrift* 94 (2006) 209-224.

    Examples
    --------
    A tenth of the land and of the people, a fifth of the jobs and of the firms: twice as dense, twice as specialised,
    in plants of usual size.

    >>> round(litzenberger_sternberg(20, 100, 10, 100, 1_000, 10_000, 2, 10), 12)
    4.0
    """
    jobs = e_ij / above_zero(e_i, "the whole industry")
    firms = b_ij / above_zero(b_i, "the number of firms")
    land = above_zero(a_j, "the region's area") / above_zero(a, "the whole area")
    people = above_zero(p_j, "the region's population") / above_zero(p, "the whole population")
    return jobs * firms / (land * people)
