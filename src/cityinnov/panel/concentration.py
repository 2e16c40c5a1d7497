"""Concentration, on whole tables: the expressions of `cityinnov.metrics.concentration`.

Higher is more concentrated. What cannot be computed is missing, and a row that is not there counts as zero, as in
`cityinnov.panel.specialisation`.
"""

from __future__ import annotations

from typing import Any

from cityinnov.errors import InputError
from cityinnov.panel._engine import (
    AMOUNT,
    Columns,
    Table,
    defined,
    is_total,
    names,
    nw,
    per,
    read,
    see_to_join,
    sum_over,
)

__all__ = ["SQUARE", "ellison_glaeser", "herfindahl", "hhi"]

SQUARE = "__square"
LOCATED_SQUARE, CROSS = "__located_square", "__cross"
SIZE, SIZE_SQUARE, SIZES, SIZE_SQUARES, UNPLACED = "__size", "__size_square", "__sizes", "__size_squares", "__unplaced"


def hhi(table: Table, *, of: Columns, value: str, by: Columns = ()) -> Table:
    r"""Return the Herfindahl-Hirschman index of each group, and the number of equal members it is worth.

    .. math:: H = \sum_i s_i^2, \qquad 1 / H

    Parameters
    ----------
    table : table of pandas, Polars, PyArrow, DuckDB or PySpark
        Amounts, not negative.
    of : str or sequence of str
        The column, or columns, that name the members: firms, regions, industries. Rows of one member are added up.
    value : str
        The column of amounts.
    by : str or sequence of str
        The columns that make a group: markets, years. Without them the whole table is one.

    Returns
    -------
    the same kind of table
        A row for each group, with its total, `hhi` and `equivalent_number`.

    Raises
    ------
    InputError
        When the amounts are not numbers, or a column would be there twice.
    UnknownNameError
        When a column is not in the table.

    References
    ----------
    As of `cityinnov.metrics.concentration.hhi`.

    Examples
    --------
    Shares of 0.5, 0.25 and 0.25 give 0.25 + 0.0625 + 0.0625:

    >>> import polars as pl
    >>> sales = pl.DataFrame({"firm": ["boe", "tcl", "visionox"], "usd": [50, 25, 25]})
    >>> hhi(sales, of="firm", value="usd")["hhi"].to_list()
    [0.375]
    """
    by = names(by)
    panel = read(table, [*by, *names(of)], value, ["hhi", "equivalent_number"])
    rows = panel.rows.with_columns((nw.col(AMOUNT) * nw.col(AMOUNT)).alias(SQUARE))
    groups = per(rows, by, nw.col(AMOUNT).sum(), nw.col(SQUARE).sum())
    return panel.given_back(groups, by, **herfindahl())


def herfindahl() -> dict[str, Any]:
    """Return the index and its equivalent number, from a group's sum and its sum of squares."""
    total, squares = nw.col(AMOUNT), nw.col(SQUARE)
    return {
        "hhi": defined(squares / (total * total), is_total(total)),
        "equivalent_number": defined(total * total / squares, is_total(total)),
    }


def ellison_glaeser(
    table: Table,
    *,
    region: str,
    industry: str,
    value: str,
    by: Columns = (),
    sizes: Table | None = None,
    size: str | None = None,
) -> Table:
    r"""Return the Ellison-Glaeser index of every industry, from a table of plants.

    .. math:: \gamma = \frac{G - (1 - \sum_r x_r^2) H}{(1 - \sum_r x_r^2)(1 - H)}, \qquad
              G = \sum_r s_r^2 - 2 \sum_r s_r x_r + \sum_r x_r^2

    with :math:`s_r` the industry's and :math:`x_r` the whole economy's share in region *r*, and *H* the Herfindahl
    index of the plants. Written out, *G* needs no row for a region without a plant.

    Parameters
    ----------
    table : table of pandas, Polars, PyArrow, DuckDB or PySpark
        A row for each plant; its size is not negative.
    region, industry, value : str
        Its columns: where the plant stands, what it belongs to, and its employment.
    by : str or sequence of str
        Columns within whose values the index is taken.
    sizes : table of the same engine (and, in DuckDB or Spark, of the same connection), optional
        Total employment (or area, or population) of every region, those without a plant included, with the columns
        `region`, `size` and those of `by`. Without it the economy is the plants of all industries.
    size : str, optional
        The column of `sizes`.

    Returns
    -------
    the same kind of table
        A row for each industry, with its total and `ellison_glaeser`. It is missing where there is one plant or one
        region alone, and where a plant stands in a region without a size.

    Raises
    ------
    InputError
        When amounts are not numbers, a column would be there twice, one of `sizes` and `size` comes alone, or the two
        tables are of different engines or have their keys in different types.
    UnknownNameError
        When a column is not in its table.

    References
    ----------
    As of `cityinnov.metrics.concentration.ellison_glaeser`.

    Examples
    --------
    Two equal plants in the first of two equal regions: H = 1/2, G = 1/4 + 1/4, 1 - sum x² = 1/2, so
    (1/2 - 1/4) / (1/4).

    >>> import polars as pl
    >>> plants = pl.DataFrame({"city": ["hefei", "hefei"], "industry": ["display", "display"], "jobs": [10, 10]})
    >>> cities = pl.DataFrame({"city": ["hefei", "wuhu"], "people": [100, 100]})
    >>> ellison_glaeser(
    ...     plants, region="city", industry="industry", value="jobs", sizes=cities, size="people"
    ... )["ellison_glaeser"].to_list()
    [1.0]
    """
    if (sizes is None) != (size is None):
        raise InputError(
            "the sizes of regions are a table and its column", expected="both sizes= and size=, or neither"
        )
    by = names(by)
    place, keys = [*by, region], [*by, industry]
    panel = read(table, [*keys, region], value, ["ellison_glaeser"], rowwise=True)
    if sizes is None or size is None:
        regions = per(panel.rows, place, nw.col(AMOUNT).sum().alias(SIZE))
    else:
        regions = read(sizes, place, size).rows.rename({AMOUNT: SIZE})
        see_to_join(panel.rows, regions, place)
    regions = regions.with_columns((nw.col(SIZE) * nw.col(SIZE)).alias(SIZE_SQUARE))
    regions = regions.with_columns(sum_over(SIZE, by).alias(SIZES), sum_over(SIZE_SQUARE, by).alias(SIZE_SQUARES))
    plants = panel.rows.with_columns((nw.col(AMOUNT) * nw.col(AMOUNT)).alias(SQUARE))
    located = per(plants, [*keys, region], nw.col(AMOUNT).sum(), nw.col(SQUARE).sum())
    located = located.join(regions, on=place, how="left").with_columns(
        (nw.col(AMOUNT) * nw.col(AMOUNT)).alias(LOCATED_SQUARE),
        (nw.col(AMOUNT) * nw.col(SIZE)).alias(CROSS),
        nw.when(nw.col(SIZE).is_null()).then(1).otherwise(0).alias(UNPLACED),
    )
    sums = (nw.col(column).sum() for column in (AMOUNT, SQUARE, LOCATED_SQUARE, CROSS, UNPLACED))
    industries = per(located, keys, *sums, nw.col(SIZES).max(), nw.col(SIZE_SQUARES).max())
    return panel.given_back(industries, keys, ellison_glaeser=_beyond_chance())


def _beyond_chance() -> Any:
    plants, regions = nw.col(AMOUNT), nw.col(SIZES)
    chance = nw.col(SQUARE) / (plants * plants)
    same = nw.col(SIZE_SQUARES) / (regions * regions)
    excess = nw.col(LOCATED_SQUARE) / (plants * plants) - 2 * nw.col(CROSS) / (plants * regions) + same
    spread = 1 - same
    index = (excess - spread * chance) / (spread * (1 - chance))
    told = nw.col(UNPLACED) == 0, is_total(plants), is_total(regions)
    several = nw.col(SQUARE) < plants * plants, nw.col(SIZE_SQUARES) < regions * regions
    return defined(index, *told, *several)
