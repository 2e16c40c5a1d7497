"""Between tables and case studies: rows become cited figures of cities, figures become rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from numbers import Integral
from typing import Any, Literal

from cityinnov import record
from cityinnov.case import CaseStudy
from cityinnov.city import City
from cityinnov.errors import InputError, MissingDependencyError
from cityinnov.panel._engine import frame, nw, see_to_columns
from cityinnov.progress import Progress, counted
from cityinnov.values.figure import Figure
from cityinnov.values.source import Citation, Source

__all__ = ["records", "to_case"]

#: The columns of a table of records, with their types, for a column that is empty has none of its own.
_KINDS: dict[type, Any] = {float: nw.Float64, bool: nw.Boolean}
COLUMNS = {name: _KINDS.get(kind, nw.String) for name, kind in record.COLUMNS.items()}


def to_case(
    table: Any,
    id: str,
    *,
    city: str,
    units: Mapping[str, str],
    source: Source,
    locator: str | None = None,
    period: str | None = None,
    indicators: Iterable[Any] = (),
    progress: Progress | None = None,
) -> CaseStudy:
    """Return the case study of a table's cities, every figure citing the source of the table.

    Parameters
    ----------
    table : table of pandas, Polars, PyArrow, DuckDB or PySpark
        A row for each city and period, a column for each indicator. A lazy table is computed.
    id : str
        What the case is called, in kebab-case.
    city : str
        The column of ids of cities, in kebab-case.
    units : mapping of str to str
        The columns to take, named as indicators, each with its unit: ``{"gdp": "CNY"}``. Amounts are in that unit, so
        thousands and millions are multiplied out before.
    source : Source
        Where the table is from.
    locator : str, optional
        Where in it: ``table 2-1``.
    period : str, optional
        The column of years, or of periods as text.
    indicators : iterable of Indicator, optional
        What the table measures beside the vocabulary that ships.
    progress : callable, optional
        Told of each row as ``progress(what, done, total)``.

    Returns
    -------
    CaseStudy
        A missing cell is no figure; several rows of one city and period are several claims.

    Raises
    ------
    InputError
        When amounts are not numbers, or the case does not hold together: an id, indicator or unit that is none.
    UnknownNameError
        When a column is not in the table.

    Examples
    --------
    >>> import polars as pl
    >>> yearbook = Source("yearbook", "report", title="Statistical Yearbook", issued=2024)
    >>> table = pl.DataFrame({"city": ["hefei", "wuhu"], "year": [2023, 2023], "population": [9_853_000, 3_740_000]})
    >>> case = to_case(table, "anhui", city="city", period="year", units={"population": "people"}, source=yearbook)
    >>> print(case.cities["hefei"].figure("population", 2023))
    9.853 million people, 2023 [yearbook]
    """
    rows, _ = frame(table)
    schema = rows.collect_schema()
    keys = [city] if period is None else [city, period]
    for column in units:
        see_to_columns(schema, [*keys, column])
    citation = Citation(source.id, locator, record=source)
    figures: dict[str, dict[str, list[Figure]]] = {}
    taken = rows.select(*keys, *units).collect()
    for row in counted(taken.iter_rows(named=True), "reading rows", len(taken), progress):
        claims = figures.setdefault(row[city], {})
        when = None if period is None else _moment(row[period])
        for indicator, unit in units.items():
            if not _is_missing(row[indicator]):
                figure = Figure(float(row[indicator]), unit, when, citations=citation)
                claims.setdefault(indicator, []).append(figure)
    cities = [City(name, figures=claims) for name, claims in sorted(figures.items(), key=lambda item: str(item[0]))]
    return CaseStudy(id, sources=[source], indicators=indicators, cities=cities)


def _joined(cell: Any) -> Any:
    return "; ".join(cell) if isinstance(cell, tuple) else cell


def _is_missing(cell: Any) -> bool:
    """Tell None, NaN and the NA of pandas, which cannot be compared and so is told by its kind."""
    return cell is None or type(cell).__name__ == "NAType" or cell != cell


def _moment(cell: Any) -> Any:
    """Return a period as `Figure` reads it: pandas turns years into floats where one is missing."""
    if _is_missing(cell):
        return None
    return int(cell) if isinstance(cell, Integral | float) else cell


def records(case: CaseStudy, engine: Literal["pandas", "polars", "pyarrow"] = "polars") -> Any:
    """Return every stated figure of a case as a table: `CaseStudy.records`, its citations joined by semicolons.

    Parameters
    ----------
    case : CaseStudy
        Of any kind of entities.
    engine : {"pandas", "polars", "pyarrow"}
        Whose table.

    Returns
    -------
    table of that engine
        A row for each figure.

    Raises
    ------
    InputError
        When the engine is none of these.
    MissingDependencyError
        When it is not installed.

    Examples
    --------
    >>> case = CaseStudy("study", cities=[City("hefei", figures={"nev_output": "740,000 vehicles, 2023"})])
    >>> records(case).select("entity", "indicator", "low", "unit", "period").rows()
    [('hefei', 'nev_output', 740000.0, 'vehicle', '2023')]
    """
    if engine not in ("pandas", "polars", "pyarrow"):
        raise InputError(
            "no engine of tables in memory", found=repr(engine), expected="'pandas', 'polars' or 'pyarrow'"
        )
    rows = case.records()
    columns = {name: [_joined(row[name]) for row in rows] for name in COLUMNS}
    try:
        return nw.from_dict(columns, COLUMNS, backend=engine).to_native()
    except ModuleNotFoundError:
        hint = f"pip install {engine}"
        raise MissingDependencyError(f"this needs the package {engine!r}, which is not installed", hint=hint) from None
