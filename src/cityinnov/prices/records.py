"""Tables of exchange rates of one's own: from records, and from a file of records."""

from __future__ import annotations

import csv
import datetime
import math
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from cityinnov.errors import CityinnovError, InputError
from cityinnov.prices.observations import Observations
from cityinnov.values.money import currency_code
from cityinnov.values.period import Period

__all__ = ["Record", "columns_of", "read_records"]

COLUMNS = ("base", "quote", "period", "rate")


class Record(NamedTuple):
    """One of `base` made `rate` of `quote` in a period."""

    base: str
    quote: str
    period: Period | str | int | datetime.date
    rate: float


def columns_of(
    records: Iterable[Record | tuple[str, str, Period | str | int | datetime.date, float]],
) -> tuple[str, dict[str, Observations]]:
    """The currency that all records share, and for each other one how much of it one of that made.

    Raises
    ------
    InputError
        For what is no record, and for records that make no table together.
    """
    rows = [Record(*_checked(record)) for record in records]
    shared = set.intersection(*({row.base, row.quote} for row in rows)) if rows else set()
    if not shared:
        raise InputError(
            "the records have no currency in common" if rows else "there are no records",
            expected="rates for one currency, through which the others are crossed",
            hint="make one table for each such currency",
        )
    pivot = rows[0].base if rows[0].base in shared else rows[0].quote
    found: dict[str, list[tuple[int, int, float]]] = {}
    for row in rows:
        code, rate = (row.quote, row.rate) if row.base == pivot else (row.base, 1 / row.rate)
        start, end = _ends(Period.of(row.period))
        found.setdefault(code, []).append((start, end, rate))
    return pivot, {code: _column(code, observed) for code, observed in found.items()}


def _checked(record: object) -> tuple[str, str, Period, float]:
    shown = repr(record)[:80]
    if not isinstance(record, tuple) or len(record) != len(COLUMNS):
        raise InputError("no record of a rate", found=shown, expected="a tuple (base, quote, period, rate)")
    base, quote, when, rate = record
    if not isinstance(rate, int | float) or isinstance(rate, bool) or not math.isfinite(rate) or rate <= 0:
        raise InputError("a rate is a positive number", found=shown)
    base, quote = currency_code(base), currency_code(quote)
    if base == quote:
        raise InputError("a currency has no rate with itself", found=shown)
    return base, quote, Period.of(when), float(rate)


def _ends(period: Period) -> tuple[int, int]:
    if period.start is None or period.end is None:
        raise InputError(f"{period} has no beginning or no end", expected="e.g. 2020, 2020-05 or 2020-05-04")
    return period.start.toordinal(), period.end.toordinal()


def _column(code: str, observed: list[tuple[int, int, float]]) -> Observations:
    observed.sort()
    for (_, end, _), (start, _, _) in pairwise(observed):
        if start <= end:
            day = datetime.date.fromordinal(start)
            raise InputError(
                f"two rates of {code} are of one time, {day}",
                hint="make a table of each frequency: daily, monthly, annual",
            )
    return Observations(*zip(*observed, strict=True))


def read_records(path: str | Path) -> list[Record]:
    """The records of a file with the columns base, quote, period and rate.

    Raises
    ------
    InputError
        If it cannot be read; each line that is no record is named.
    """
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = sorted(set(COLUMNS) - set(reader.fieldnames or ()))
            rows = [] if missing else [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"cannot read {path} as a table of rates", found=str(error)) from None
    if missing:
        raise InputError(f"{path} lacks the columns {', '.join(missing)}", expected=", ".join(COLUMNS))
    records: list[Record] = []
    problems: list[str] = []
    for number, row in rows:
        try:
            records.append(Record(*_checked(_typed(row))))
        except CityinnovError as problem:
            problems.append(f"{path}:{number}: {problem}")
    if problems:
        raise InputError("\n".join(problems), problems=problems)
    return records


def _typed(row: Mapping[str, str | None]) -> tuple[object, ...]:
    """The cells of a line as a record; what is no number stays text, and is then refused as a rate."""
    *cells, rate = (row[name] for name in COLUMNS)
    try:
        return (*cells, float(rate or ""))
    except ValueError:
        return (*cells, rate)
