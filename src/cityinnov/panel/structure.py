r"""Structure of regions and industries against that of the economy, on whole tables.

A difference of shares runs over all industries (or regions), those that are absent included: their share is zero, so
what is summed is the reference's. Since the reference adds up to one, the rows that are there suffice:

.. math:: \sum_i |s_i - x_i| = 1 + \sum_{i\,\text{present}} (|s_i - x_i| - x_i)
"""

from __future__ import annotations

from typing import Any, Literal

from cityinnov.errors import InputError
from cityinnov.panel._cells import IN_ALL, IN_INDUSTRY, IN_REGION, cells, share
from cityinnov.panel._engine import AMOUNT, Columns, Table, defined, is_total, names, nw, per, sum_over
from cityinnov.panel.concentration import SQUARE, herfindahl

__all__ = ["concentration", "krugman", "specialisation"]

REFERENCES = ("whole", "pooled", "mean-of-shares")

GAP, SHARE, SHARES_IN_INDUSTRY, SHARES_IN_ALL = "__gap", "__share", "__shares_in_industry", "__shares_in_all"

#: The shares of a region add up to one, so all of them add up to the number of regions, but for rounding.
MORE_THAN_ONE = 1.5


def specialisation(table: Table, *, region: str, industry: str, value: str, by: Columns = ()) -> Table:
    r"""Return how specialised each region is: for itself, and against the whole economy.

    .. math:: H_j = \sum_i s_{ij}^2, \qquad D_j = \frac12 \sum_i \left| s_{ij} - \frac{e_i}{e} \right|

    Parameters
    ----------
    table, region, industry, value, by
        As of `cityinnov.panel.shares`.

    Returns
    -------
    the same kind of table
        A row for each region, with its total, `hhi` and `equivalent_number` of its industries and the `hoover` index
        of its structure against that of the whole economy.

    Raises
    ------
    InputError, UnknownNameError
        As of `cityinnov.panel.shares`.

    References
    ----------
    As of `hhi` and `hoover` in `cityinnov.metrics.concentration`.

    Examples
    --------
    Hefei is 3/4 displays, the economy half: H is 9/16 + 1/16, and a quarter of its jobs would have to move.

    >>> import polars as pl
    >>> jobs = pl.DataFrame({"city": ["hefei", "hefei", "wuhu", "wuhu"], "jobs": [3, 1, 1, 3],
    ...                      "industry": ["display", "steel", "display", "steel"]})
    >>> index = specialisation(jobs, region="city", industry="industry", value="jobs")
    >>> index.sort("city").select("hhi", "hoover").row(0)
    (0.625, 0.25)
    """
    return _against_economy(table, region, industry, value, by, region, IN_REGION, IN_INDUSTRY)


def concentration(table: Table, *, region: str, industry: str, value: str, by: Columns = ()) -> Table:
    r"""Return how concentrated each industry is in space: for itself, and against the whole economy.

    .. math:: H_i = \sum_j s_{ij}^2, \qquad D_i = \frac12 \sum_j \left| s_{ij} - \frac{e_j}{e} \right|

    Parameters
    ----------
    table, region, industry, value, by
        As of `cityinnov.panel.shares`.

    Returns
    -------
    the same kind of table
        A row for each industry, with its total, `hhi` and `equivalent_number` of its regions and the `hoover` index
        of its distribution against that of the whole economy.

    Raises
    ------
    InputError, UnknownNameError
        As of `cityinnov.panel.shares`.

    References
    ----------
    As of `hhi` and `hoover` in `cityinnov.metrics.concentration`.

    Examples
    --------
    All displays are made in Hefei, which has half of all jobs:

    >>> import polars as pl
    >>> jobs = pl.DataFrame({"city": ["hefei", "wuhu"], "industry": ["display", "steel"], "jobs": [3, 3]})
    >>> index = concentration(jobs, region="city", industry="industry", value="jobs")
    >>> index.sort("industry").select("hhi", "hoover").row(0)
    (1.0, 0.5)
    """
    return _against_economy(table, region, industry, value, by, industry, IN_INDUSTRY, IN_REGION)


def _against_economy(
    table: Table, region: str, industry: str, value: str, by: Columns, whose: str, own: str, other: str
) -> Table:
    panel = cells(table, region, industry, value, by, "hhi", "equivalent_number", "hoover")
    keys = [*names(by), whose]
    rows = panel.rows.with_columns(
        (nw.col(AMOUNT) * nw.col(AMOUNT)).alias(SQUARE),
        _gap(share(AMOUNT, own), share(other, IN_ALL)).alias(GAP),
    )
    groups = per(rows, keys, nw.col(AMOUNT).sum(), nw.col(SQUARE).sum(), nw.col(GAP).sum(), nw.col(IN_ALL).max())
    compared = is_total(nw.col(AMOUNT)), is_total(nw.col(IN_ALL))
    return panel.given_back(groups, keys, **herfindahl(), hoover=defined((1 + nw.col(GAP)) / 2, *compared))


def _gap(own: Any, reference: Any) -> Any:
    return (own - reference).abs() - reference


def krugman(
    table: Table,
    *,
    region: str,
    industry: str,
    value: str,
    reference: Literal["whole", "pooled", "mean-of-shares"],
    by: Columns = (),
) -> Table:
    r"""Return the Krugman specialisation index of every region.

    .. math:: K_j = \sum_i \left| s_{ij} - \bar{s}_i \right|

    with :math:`\bar s_i` the reference's share of industry *i*.

    Parameters
    ----------
    table, region, industry, value, by
        As of `cityinnov.panel.shares`.
    reference : {"whole", "pooled", "mean-of-shares"}
        What a region is set against; there is no default, for they differ. *whole*: all regions together, itself
        included; *pooled*: all others together, so that large ones weigh more (Midelfart-Knarvik et al. 2000);
        *mean-of-shares*: the unweighted mean of the others' shares.

    Returns
    -------
    the same kind of table
        A row for each region, with its total and `krugman`: 0 for the reference's structure, 2 for no industry in
        common. It is missing where there is no other region to be set against.

    Raises
    ------
    InputError, UnknownNameError
        As of `cityinnov.panel.shares`; and when the reference is unknown.

    References
    ----------
    As of `cityinnov.metrics.specialisation.krugman`.

    Examples
    --------
    >>> import polars as pl
    >>> jobs = pl.DataFrame({"city": ["hefei", "wuhu"], "industry": ["display", "steel"], "jobs": [3, 3]})
    >>> krugman(jobs, region="city", industry="industry", value="jobs", reference="pooled")["krugman"].to_list()
    [2.0, 2.0]
    """
    if reference not in REFERENCES:
        raise InputError("unknown reference", found=repr(reference), expected=" or ".join(map(repr, REFERENCES)))
    by = names(by)
    panel = cells(table, region, industry, value, by, "krugman")
    in_region = nw.when(is_total(nw.col(IN_REGION))).then(nw.col(AMOUNT) / nw.col(IN_REGION)).otherwise(0.0)
    rows = panel.rows.with_columns(in_region.alias(SHARE))
    rows = rows.with_columns(
        sum_over(SHARE, [*by, industry]).alias(SHARES_IN_INDUSTRY), sum_over(SHARE, by).alias(SHARES_IN_ALL)
    )
    rows = rows.with_columns(_gap(nw.col(SHARE), _reference(reference)).alias(GAP))
    keys = [*by, region]
    kept = nw.col(AMOUNT).sum(), nw.col(GAP).sum(), nw.col(IN_ALL).max(), nw.col(SHARES_IN_ALL).max()
    compared = [is_total(nw.col(AMOUNT)), is_total(nw.col(IN_ALL))]
    if reference != "whole":
        compared += [nw.col(SHARES_IN_ALL) > MORE_THAN_ONE, nw.col(IN_ALL) > nw.col(AMOUNT)]
    return panel.given_back(per(rows, keys, *kept), keys, krugman=defined(1 + nw.col(GAP), *compared))


def _reference(kind: str) -> Any:
    """Return the share of a row's industry in what its region is set against."""
    if kind == "whole":
        return share(IN_INDUSTRY, IN_ALL)
    if kind == "pooled":
        others = nw.col(IN_ALL) - nw.col(IN_REGION)
        return defined((nw.col(IN_INDUSTRY) - nw.col(AMOUNT)) / others, others > 0)
    regions = nw.col(SHARES_IN_ALL)
    return defined((nw.col(SHARES_IN_INDUSTRY) - nw.col(SHARE)) / (regions - 1), regions > MORE_THAN_ONE)
