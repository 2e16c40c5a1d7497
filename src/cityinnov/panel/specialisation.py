"""Specialisation of regions, on whole tables: the expressions of `cityinnov.metrics.specialisation`.

A table has a row for each region and industry; where it has several (of plants, of sexes) they are added up, and a row
that is not there counts as zero. `by` repeats the calculation, for every year or country. Results come in the kind of
table that was given, lazy where it was lazy, in no particular order of rows.

What cannot be computed is missing (null; NaN in pandas): a quotient of an empty region or industry, and all that
rests on a cell that is negative, missing or not finite. `cityinnov.panel.not_amounts` finds those cells.
"""

from __future__ import annotations

import math

from cityinnov.errors import InputError
from cityinnov.panel._cells import IN_ALL, IN_INDUSTRY, IN_REGION, cells, quotient, share
from cityinnov.panel._engine import AMOUNT, Columns, Table, defined, names, nw, per

__all__ = ["diversity", "location_quotient", "rca", "shares", "ubiquity"]

SPECIALISED = "__specialised"


def shares(table: Table, *, region: str, industry: str, value: str, by: Columns = ()) -> Table:
    r"""Return each industry's share of its region and each region's share of its industry.

    .. math:: s_{ij} = \frac{e_{ij}}{e_j}, \qquad s'_{ij} = \frac{e_{ij}}{e_i}

    Parameters
    ----------
    table : table of pandas, Polars, PyArrow, DuckDB or PySpark
        Amounts, not negative.
    region, industry, value : str
        Its columns.
    by : str or sequence of str
        Columns within whose values the shares are taken.

    Returns
    -------
    the same kind of table
        A row for each region and industry, with `share_of_region` and `share_of_industry`.

    Raises
    ------
    InputError
        When the amounts are not numbers, or a column would be there twice.
    UnknownNameError
        When a column is not in the table.

    Examples
    --------
    >>> import polars as pl
    >>> jobs = pl.DataFrame({"city": ["hefei", "hefei"], "industry": ["display", "steel"], "jobs": [3, 1]})
    >>> shares(jobs, region="city", industry="industry", value="jobs").sort("industry").rows()
    [('hefei', 'display', 3.0, 0.75, 1.0), ('hefei', 'steel', 1.0, 0.25, 1.0)]
    """
    panel = cells(table, region, industry, value, by, "share_of_region", "share_of_industry")
    return panel.given_back(
        panel.rows,
        [*names(by), region, industry],
        share_of_region=share(AMOUNT, IN_REGION),
        share_of_industry=share(AMOUNT, IN_INDUSTRY),
    )


def location_quotient(table: Table, *, region: str, industry: str, value: str, by: Columns = ()) -> Table:
    r"""Return the location quotient of every industry in every region.

    .. math:: LQ_{ij} = \frac{e_{ij} / e_j}{e_i / e}

    Parameters
    ----------
    table, region, industry, value, by
        As of `shares`.

    Returns
    -------
    the same kind of table
        A row for each region and industry, with `location_quotient`.

    Raises
    ------
    InputError, UnknownNameError
        As of `shares`.

    References
    ----------
    As of `cityinnov.metrics.specialisation.location_quotient`.

    Examples
    --------
    Displays are 3/4 of Hefei's jobs and 4/8 of all:

    >>> import polars as pl
    >>> jobs = pl.DataFrame({
    ...     "city": ["hefei", "hefei", "wuhu", "wuhu"],
    ...     "industry": ["display", "steel", "display", "steel"],
    ...     "jobs": [3, 1, 1, 3],
    ... })
    >>> quotients = location_quotient(jobs, region="city", industry="industry", value="jobs")
    >>> quotients.sort("city", "industry")["location_quotient"].to_list()
    [1.5, 0.5, 0.5, 1.5]
    """
    panel = cells(table, region, industry, value, by, "location_quotient")
    return panel.given_back(panel.rows, [*names(by), region, industry], location_quotient=quotient())


def rca(table: Table, *, region: str, industry: str, value: str, by: Columns = ()) -> Table:
    """Return revealed comparative advantage: the location quotient, on exports.

    Parameters
    ----------
    table, region, industry, value, by
        As of `shares`; a region is a country or city, an industry a product.

    Returns
    -------
    the same kind of table
        A row for each region and industry, with `rca`.

    Raises
    ------
    InputError, UnknownNameError
        As of `shares`.

    References
    ----------
    B. Balassa, "Trade liberalisation and 'revealed' comparative advantage", *Manchester School* 33 (1965) 99-123.

    Examples
    --------
    >>> import polars as pl
    >>> exports = pl.DataFrame({"place": ["a", "a", "b"], "product": ["x", "y", "y"], "usd": [10, 10, 20]})
    >>> advantage = rca(exports, region="place", industry="product", value="usd")
    >>> advantage.filter(pl.col("product") == "x")["rca"].to_list()
    [2.0]
    """
    panel = cells(table, region, industry, value, by, "rca")
    return panel.given_back(panel.rows, [*names(by), region, industry], rca=quotient())


def diversity(
    table: Table, *, region: str, industry: str, value: str, by: Columns = (), threshold: float = 1.0
) -> Table:
    """Return in how many industries each region is specialised.

    Parameters
    ----------
    table, region, industry, value, by
        As of `shares`.
    threshold : float
        The location quotient (on exports, revealed comparative advantage) from which on a region is specialised.

    Returns
    -------
    the same kind of table
        A row for each region, with its total and `diversity`: 0 for an empty region.

    Raises
    ------
    InputError, UnknownNameError
        As of `shares`; and when the threshold is not above zero.

    References
    ----------
    C. A. Hidalgo and R. Hausmann, "The building blocks of economic complexity", *PNAS* 106 (2009) 10570-10575.

    Examples
    --------
    Displays are all of Hefei's jobs, 2/5 of Wuhu's and 7/10 of all; cars are 3/5 of Wuhu's and 3/10 of all.

    >>> import polars as pl
    >>> jobs = pl.DataFrame({"city": ["hefei", "wuhu", "wuhu"], "industry": ["display", "display", "cars"],
    ...                      "jobs": [5, 2, 3]})
    >>> diversity(jobs, region="city", industry="industry", value="jobs").sort("city").rows()
    [('hefei', 5.0, 1), ('wuhu', 5.0, 1)]
    """
    return _specialised(table, region, industry, value, by, threshold, region, "diversity")


def ubiquity(
    table: Table, *, region: str, industry: str, value: str, by: Columns = (), threshold: float = 1.0
) -> Table:
    """Return how many regions are specialised in each industry.

    Parameters
    ----------
    table, region, industry, value, by, threshold
        As of `diversity`.

    Returns
    -------
    the same kind of table
        A row for each industry, with its total and `ubiquity`: 0 for an empty industry.

    Raises
    ------
    InputError, UnknownNameError
        As of `diversity`.

    References
    ----------
    As of `diversity`.

    Examples
    --------
    >>> import polars as pl
    >>> jobs = pl.DataFrame({"city": ["hefei", "wuhu", "wuhu"], "industry": ["display", "display", "cars"],
    ...                      "jobs": [5, 2, 3]})
    >>> ubiquity(jobs, region="city", industry="industry", value="jobs").sort("industry").rows()
    [('cars', 3.0, 1), ('display', 7.0, 1)]
    """
    return _specialised(table, region, industry, value, by, threshold, industry, "ubiquity")


def _specialised(
    table: Table, region: str, industry: str, value: str, by: Columns, threshold: float, counted_for: str, name: str
) -> Table:
    if not threshold > 0:
        raise InputError("a threshold of specialisation is above zero", found=f"{threshold}")
    panel = cells(table, region, industry, value, by, name)
    rows = panel.rows.with_columns(nw.when(quotient() >= threshold).then(1).otherwise(0).alias(SPECIALISED))
    keys = [*names(by), counted_for]
    counts = per(rows, keys, nw.col(AMOUNT).sum(), nw.col(SPECIALISED).sum(), nw.col(IN_ALL).max())
    return panel.given_back(counts, keys, **{name: defined(nw.col(SPECIALISED), nw.col(IN_ALL) < math.inf)})
