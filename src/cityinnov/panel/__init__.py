"""The formulas of the literature on whole tables, on any dataframe engine.

A table of pandas, Polars (eager or lazy), PyArrow, DuckDB or PySpark goes in and one of the same kind comes out; what
is lazy stays lazy. `cityinnov.metrics` has the same formulas for numbers, figures and arrays.
"""

from __future__ import annotations

from cityinnov.panel.amounts import not_amounts
from cityinnov.panel.cases import records, to_case
from cityinnov.panel.concentration import ellison_glaeser, hhi
from cityinnov.panel.files import open
from cityinnov.panel.growth import growth, shift_share
from cityinnov.panel.specialisation import diversity, location_quotient, rca, shares, ubiquity
from cityinnov.panel.structure import concentration, krugman, specialisation

__all__ = [
    "concentration",
    "diversity",
    "ellison_glaeser",
    "growth",
    "hhi",
    "krugman",
    "location_quotient",
    "not_amounts",
    "open",
    "rca",
    "records",
    "shares",
    "shift_share",
    "specialisation",
    "to_case",
    "ubiquity",
]
