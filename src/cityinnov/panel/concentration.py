"""Concentration, on whole tables: the expressions of `cityinnov.metrics.concentration`.

Higher is more concentrated. What cannot be computed is missing, and a row that is not there counts as zero, as in
`cityinnov.panel.specialisation`.
"""

from __future__ import annotations

from typing import Any

from cityinnov.panel._engine import AMOUNT, Columns, Table, defined, is_total, names, nw, per, read

__all__ = ["hhi"]

SQUARE = "__square"


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
    return panel.given_back(groups, by, **_herfindahl())


def _herfindahl() -> dict[str, Any]:
    total, squares = nw.col(AMOUNT), nw.col(SQUARE)
    return {
        "hhi": defined(squares / (total * total), is_total(total)),
        "equivalent_number": defined(total * total / squares, is_total(total)),
    }
