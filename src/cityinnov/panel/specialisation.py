"""Specialisation of regions, on whole tables: the expressions of `cityinnov.metrics.specialisation`.

A table has a row for each region and industry; where it has several (of plants, of sexes) they are added up, and a row
that is not there counts as zero. `by` repeats the calculation, for every year or country. Results come in the kind of
table that was given, lazy where it was lazy, in no particular order of rows.

What cannot be computed is missing (null; NaN in pandas): a quotient of an empty region or industry, and all that
rests on a cell that is negative, missing or not finite. `cityinnov.panel.not_amounts` finds those cells.
"""

from __future__ import annotations

from typing import Any

import attrs

from cityinnov.panel._engine import AMOUNT, Columns, Panel, Table, defined, is_total, names, nw, read, sum_over

__all__ = ["location_quotient", "rca", "shares"]

IN_REGION, IN_INDUSTRY, IN_ALL = "__region", "__industry", "__all"


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
    panel, keys = _cells(table, region, industry, value, by, "share_of_region", "share_of_industry")
    return panel.given_back(
        panel.rows,
        keys,
        share_of_region=_share(AMOUNT, IN_REGION),
        share_of_industry=_share(AMOUNT, IN_INDUSTRY),
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
    panel, keys = _cells(table, region, industry, value, by, "location_quotient")
    return panel.given_back(panel.rows, keys, location_quotient=_quotient())


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
    panel, keys = _cells(table, region, industry, value, by, "rca")
    return panel.given_back(panel.rows, keys, rca=_quotient())


def _cells(
    table: Table, region: str, industry: str, value: str, by: Columns, *adds: str
) -> tuple[Panel[Table], list[str]]:
    """Return one row for each region and industry with the totals of both and of all, and the keys of a row."""
    by = names(by)
    keys = [*by, region, industry]
    panel = read(table, keys, value, adds)
    return attrs.evolve(
        panel,
        rows=panel.rows.with_columns(
            sum_over(AMOUNT, [*by, region]).alias(IN_REGION),
            sum_over(AMOUNT, [*by, industry]).alias(IN_INDUSTRY),
            sum_over(AMOUNT, by).alias(IN_ALL),
        ),
    ), keys


def _share(part: str, whole: str) -> Any:
    return defined(nw.col(part) / nw.col(whole), is_total(nw.col(whole)))


def _quotient() -> Any:
    region, industry, whole = nw.col(IN_REGION), nw.col(IN_INDUSTRY), nw.col(IN_ALL)
    in_region, in_all = nw.col(AMOUNT) / region, industry / whole
    return defined(in_region / in_all, region > 0, industry > 0, is_total(whole))
