"""What of a table the formulas cannot use."""

from __future__ import annotations

from cityinnov.panel._engine import AMOUNT, Columns, Table, frame, is_amount, names, nw, see_to_columns

__all__ = ["not_amounts"]


def not_amounts(table: Table, *, value: str, keys: Columns = ()) -> Table:
    """Return the rows that a formula cannot use: their amount is negative, missing or not finite, or a key is missing.

    Formulas leave missing what rests on such an amount, and leave out a row without its keys; none of them raises, for
    on a lazy table that would mean to compute it twice. This is how to find out why.

    Parameters
    ----------
    table : table of pandas, Polars, PyArrow, DuckDB or PySpark
        As given to a formula.
    value : str
        The column of amounts.
    keys : str or sequence of str
        The columns that say what a row is about.

    Returns
    -------
    the same kind of table
        The rows as they are; none where all is well.

    Raises
    ------
    InputError
        When the amounts are not numbers.
    UnknownNameError
        When a column is not in the table.

    Examples
    --------
    >>> import polars as pl
    >>> jobs = pl.DataFrame({"city": ["hefei", "wuhu", None], "jobs": [3, -1, 2]})
    >>> not_amounts(jobs, value="jobs", keys="city").rows()
    [('wuhu', -1), (None, 2)]
    """
    rows, eager = frame(table)
    columns = list(rows.collect_schema())
    see_to_columns(rows.collect_schema(), [*names(keys), value])
    amount = nw.col(value).cast(nw.Float64)
    usable = nw.when(is_amount(amount), *(~nw.col(key).is_null() for key in names(keys))).then(1).otherwise(0)
    rows = rows.with_columns(usable.alias(AMOUNT)).filter(nw.col(AMOUNT) == 0).select(*columns)
    native: Table = (rows.collect() if eager else rows).to_native()
    return native
