"""Growth, on whole tables: the expressions of `cityinnov.metrics.growth`.

Rates are shares, not percent, and those of a year are compound. The period before is found by a join on its number,
never by the order of rows, so gaps in a series are gaps in its growth.
"""

from __future__ import annotations

import math
from typing import Any, Literal

from cityinnov.errors import InputError
from cityinnov.panel._boundaries import CHANGE, change_between
from cityinnov.panel._engine import AMOUNT, Columns, Table, defined, is_total, names, nw, per, read, sum_over

__all__ = ["growth", "shift_share"]

BEFORE = "__before"

START, INDUSTRY_START, INDUSTRY_END = "__start", "__industry_start", "__industry_end"
ALL_START, ALL_END, REGION_START = "__all_start", "__all_end", "__region_start"


def growth(
    table: Table, *, of: Columns, period: str, value: str, years: int = 1, boundaries_of: str | None = None
) -> Table:
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
    boundaries_of : str, optional
        The column of `of` that holds Chinese cities, by id or by name, so that growth across a change of their
        boundaries is marked.

    Returns
    -------
    the same kind of table
        A row for each thing and year, with `growth_rate` and `annual_growth`. They are missing where the year before
        is missing or zero. With `boundaries_of` there is `boundary_change` too: the date of the change that the growth
        spans, and nothing where it spans none that is known (`cityinnov.boundaries`).

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

    Hefei took over part of Chaohu in 2011:

    >>> people = pl.DataFrame({"city": ["hefei"] * 3, "year": [2010, 2011, 2012], "people": [50, 75, 76]})
    >>> found = growth(people, of="city", period="year", value="people", boundaries_of="city").sort("year")
    >>> found.select("year", "growth_rate", "boundary_change").row(1)
    (2011, 0.5, '2011-07-14')
    """
    if isinstance(years, bool) or not isinstance(years, int) or years < 1:
        raise InputError("growth is since whole years before", found=repr(years), expected="1 or more")
    keys = [*names(of), period]
    marks = _marks(boundaries_of, names(of))
    panel = read(table, keys, value, ["growth_rate", "annual_growth", *marks])
    if not (kind := panel.rows.collect_schema()[period]).is_integer():
        raise InputError(f"the years in {period!r} are not whole numbers", found=str(kind), column=period)
    last = nw.col(period)
    changes = {mark: change_between(panel.rows, cities, last - years, last) for mark, cities in marks.items()}
    before = panel.rows.select(*names(of), (nw.col(period) + years).alias(period), nw.col(AMOUNT).alias(BEFORE))
    rows = panel.rows.join(before, on=keys, how="left")
    comparable = is_total(nw.col(BEFORE)) & (nw.col(AMOUNT) < math.inf)
    multiple = nw.col(AMOUNT) / nw.col(BEFORE)
    return panel.given_back(
        rows,
        keys,
        growth_rate=defined(multiple - 1, comparable),
        annual_growth=defined(multiple ** (1 / years) - 1, comparable),
        **{mark: defined(date, comparable) for mark, date in changes.items()},
    )


def _marks(boundaries_of: str | None, keys: list[str]) -> dict[str, str]:
    """Return the column that marks a change of boundaries and the column of cities it looks at, if one is asked for."""
    if boundaries_of is None:
        return {}
    if boundaries_of not in keys:
        found, expected = repr(boundaries_of), " or ".join(keys)
        raise InputError("the cities are one of the columns that say what a row is of", found=found, expected=expected)
    return {CHANGE: boundaries_of}


def shift_share(
    table: Table,
    *,
    region: str,
    industry: str,
    period: str,
    value: str,
    start: int | str,
    end: int | str,
    by: Columns = (),
    method: Literal["dunn", "esteban-marquillas"] = "dunn",
    boundaries_of: str | None = None,
) -> Table:
    r"""Decompose each region's change into national growth, industry mix and competitiveness, industry by industry.

    .. math:: e_i^1 - e_i^0 = e_i^0 g + e_i^0 (g_i - g) + e_i^0 (r_i - g_i)

    Parameters
    ----------
    table : table of pandas, Polars, PyArrow, DuckDB or PySpark
        Amounts, not negative, of all regions of the nation. A row that is not there counts as zero.
    region, industry, period, value : str
        Its columns.
    start, end : int or str
        The periods to compare, as the column has them.
    by : str or sequence of str
        Columns within whose values there is a nation: countries.
    method : {"dunn", "esteban-marquillas"}
        As of `cityinnov.metrics.growth.shift_share`; the second adds `allocation`.
    boundaries_of : str, optional
        As of `growth`: the column of regions, where these are Chinese cities. Periods are then whole years.

    Returns
    -------
    the same kind of table
        A row for each region and industry, with the amount at the end, `change`, `national`, `mix` and `competitive`,
        which add up to the change. The parts are missing where the nation has none of the industry at the start (with
        Esteban-Marquillas: where the region has none).

    Raises
    ------
    InputError
        When the method is unknown, amounts are not numbers, a column would be there twice, or `start` and `end` are
        of another kind than the column of periods.
    UnknownNameError
        When a column is not in the table.

    References
    ----------
    As of `cityinnov.metrics.growth.shift_share`.

    Examples
    --------
    The nation doubles; displays treble, steel stays. Hefei ends with 30 and 15 after 10 and 10:

    >>> import polars as pl
    >>> jobs = pl.DataFrame({
    ...     "city": ["hefei", "wuhu"] * 4, "industry": ["display", "display", "steel", "steel"] * 2,
    ...     "year": [2013] * 4 + [2023] * 4, "jobs": [10, 40, 10, 40, 30, 120, 15, 35],
    ... })
    >>> parts = shift_share(
    ...     jobs, region="city", industry="industry", period="year", value="jobs", start=2013, end=2023
    ... )
    >>> parts.sort("city", "industry").select("change", "national", "mix", "competitive").rows()[:2]
    [(20.0, 10.0, 10.0, 0.0), (5.0, 10.0, -10.0, 5.0)]
    """
    if method not in ("dunn", "esteban-marquillas"):
        raise InputError("unknown method of shift-share", found=repr(method), expected="'dunn' or 'esteban-marquillas'")
    by, keys = names(by), [*names(by), region, industry]
    effects = _effects(method)
    marks = _marks(boundaries_of, keys)
    panel = read(table, [*keys, period], value, [*effects, *marks])
    kind = panel.rows.collect_schema()[period]
    if not all(_is_of(kind, moment) for moment in (start, end)):
        raise InputError(f"no such period in {period!r}", found=f"{start!r} and {end!r}", expected=f"as it has: {kind}")
    rows = panel.rows.filter((nw.col(period) == start) | (nw.col(period) == end)).select(
        *keys, _at(period, start).alias(START), _at(period, end).alias(AMOUNT)
    )
    rows = per(rows, keys, nw.col(START).sum(), nw.col(AMOUNT).sum()).with_columns(
        sum_over(START, [*by, industry]).alias(INDUSTRY_START),
        sum_over(AMOUNT, [*by, industry]).alias(INDUSTRY_END),
        sum_over(START, by).alias(ALL_START),
        sum_over(AMOUNT, by).alias(ALL_END),
        sum_over(START, [*by, region]).alias(REGION_START),
    )
    changes = {mark: change_between(panel.rows, cities, start, end) for mark, cities in marks.items()}
    return panel.given_back(rows, keys, **effects, **changes)


def _is_of(kind: Any, moment: object) -> bool:
    if kind.is_integer():
        return isinstance(moment, int) and not isinstance(moment, bool)
    return kind == nw.String and isinstance(moment, str)


def _at(period: str, moment: int | str) -> Any:
    return nw.when(nw.col(period) == moment).then(nw.col(AMOUNT)).otherwise(0.0)


def _effects(method: str) -> dict[str, Any]:
    """Return the change of a cell and its parts, by name."""
    before, after = nw.col(START), nw.col(AMOUNT)
    national_growth = nw.col(ALL_END) / nw.col(ALL_START) - 1
    industry_growth = nw.col(INDUSTRY_END) / nw.col(INDUSTRY_START) - 1
    known = [nw.col(INDUSTRY_START) > 0, is_total(nw.col(ALL_START)), nw.col(ALL_END) < math.inf]
    change = defined(after - before, before < math.inf, after < math.inf)
    if method == "dunn":
        competitive = {"competitive": after - before * (industry_growth + 1)}
    else:
        known.append(before > 0)
        homothetic = nw.col(INDUSTRY_START) * nw.col(REGION_START) / nw.col(ALL_START)
        lead = after / before - 1 - industry_growth
        competitive = {"competitive": homothetic * lead, "allocation": (before - homothetic) * lead}
    effects = {"national": before * national_growth, "mix": before * (industry_growth - national_growth), **competitive}
    return {"change": change, **{name: defined(effect, *known) for name, effect in effects.items()}}
