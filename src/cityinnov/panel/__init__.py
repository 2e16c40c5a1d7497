"""The formulas of the literature on whole tables, on any dataframe engine.

A table of pandas, Polars (eager or lazy), PyArrow, DuckDB or PySpark goes in and one of the same kind comes out; what
is lazy stays lazy. `cityinnov.metrics` has the same formulas for numbers, figures and arrays.
"""

from __future__ import annotations

from cityinnov.panel.concentration import hhi
from cityinnov.panel.growth import growth
from cityinnov.panel.specialisation import location_quotient, rca, shares

__all__ = ["growth", "hhi", "location_quotient", "rca", "shares"]
