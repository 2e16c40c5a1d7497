"""Growth, on whole tables: the expressions of `cityinnov.metrics.growth`.

Rates are shares, not percent, and those of a year are compound. The period before is found by a join on its number,
never by the order of rows, so gaps in a series are gaps in its growth.
"""

from __future__ import annotations

from cityinnov.errors import InputError
from cityinnov.panel._engine import AMOUNT, Columns, Table, defined, is_total, names, nw, read

__all__ = ["growth"]

BEFORE = "__before"


def growth(table: Table, *, of: Columns, period: str, value: str, years: int = 1) -> Table:
    r"""Return the growth of everything since some years before, in all and per year.

    .. math:: \frac{x_t}{x_{t-k}} - 1, \qquad \left(\frac{x_t}{x_{t-k}}\right)^{1/k} - 1

    Parameters
    ----------
    table : table of pandas, Polars, PyArrow, DuckDB or PySpark
        Amounts, not negative, in one unit and one price basis.
    of : str or sequence of str
        The columns that say what grows: the city, and the indicator.
    period : str
        The column of years, as whole numbers.
    value : str
        The column of amounts. Rows of one thing and year are added up.
    years : int
        How many years before.

    Returns
    -------
    the same kind of table
        A row for each thing and year, with `growth_rate` and `annual_growth`. They are missing where the year before
        is missing or zero.

    Raises
    ------
    InputError
        When years or amounts are not numbers, or a column would be there twice.
    UnknownNameError
        When a column is not in the table.

    References
    ----------
    As of `cityinnov.metrics.growth.annual_growth`.

    Examples
    --------
    From 80 to 100 a quarter of 80 was added:

    >>> import polars as pl
    >>> output = pl.DataFrame({"city": ["hefei", "hefei"], "year": [2022, 2023], "vehicles": [80, 100]})
    >>> growth(output, of="city", period="year", value="vehicles").sort("year")["growth_rate"].to_list()
    [None, 0.25]
    """
    if isinstance(years, bool) or not isinstance(years, int) or years < 1:
        raise InputError("growth is since whole years before", found=repr(years), expected="1 or more")
    keys = [*names(of), period]
    panel = read(table, keys, value, ["growth_rate", "annual_growth"])
    if not (kind := panel.rows.collect_schema()[period]).is_integer():
        raise InputError(f"the years in {period!r} are not whole numbers", found=str(kind), column=period)
    before = panel.rows.select(*names(of), (nw.col(period) + years).alias(period), nw.col(AMOUNT).alias(BEFORE))
    rows = panel.rows.join(before, on=keys, how="left")
    comparable = is_total(nw.col(BEFORE)) & (nw.col(AMOUNT) < float("inf"))
    multiple = nw.col(AMOUNT) / nw.col(BEFORE)
    return panel.given_back(
        rows,
        keys,
        growth_rate=defined(multiple - 1, comparable),
        annual_growth=defined(multiple ** (1 / years) - 1, comparable),
    )
