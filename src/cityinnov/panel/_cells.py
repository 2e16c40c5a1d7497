"""Regions by industries: the cells of a table, each beside the totals it is set against."""

from __future__ import annotations

from typing import Any

import attrs

from cityinnov.panel._engine import AMOUNT, Columns, Panel, Table, defined, is_total, names, nw, read, sum_over

__all__ = ["IN_ALL", "IN_INDUSTRY", "IN_REGION", "cells", "quotient", "share"]

IN_REGION, IN_INDUSTRY, IN_ALL = "__region", "__industry", "__all"


def cells(table: Table, region: str, industry: str, value: str, by: Columns, *adds: str) -> Panel[Table]:
    """Return one row for each region and industry, with the totals of the region, of the industry and of all."""
    by = names(by)
    panel = read(table, [*by, region, industry], value, adds)
    rows = panel.rows.with_columns(
        sum_over(AMOUNT, [*by, region]).alias(IN_REGION),
        sum_over(AMOUNT, [*by, industry]).alias(IN_INDUSTRY),
        sum_over(AMOUNT, by).alias(IN_ALL),
    )
    return attrs.evolve(panel, rows=rows)


def share(part: str, whole: str) -> Any:
    """Return one column over another, where that is a total."""
    return defined(nw.col(part) / nw.col(whole), is_total(nw.col(whole)))


def quotient() -> Any:
    """Return the location quotient of a cell; a finite whole has finite parts."""
    region, industry, whole = nw.col(IN_REGION), nw.col(IN_INDUSTRY), nw.col(IN_ALL)
    in_region, in_all = nw.col(AMOUNT) / region, industry / whole
    return defined(in_region / in_all, region > 0, industry > 0, is_total(whole))
