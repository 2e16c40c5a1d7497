"""Concentration: how unevenly an amount is spread over firms, industries or places.

Higher is more concentrated, without exception. Every measure takes amounts or shares alike, for each divides by the
total first, so none depends on the unit. Short sequences of floats or figures need no numpy; arrays and Series go
through it. An amount that is negative, missing or infinite is an `InputError` that says which; a total of zero is a
`DomainError`.
"""

from __future__ import annotations

from cityinnov.metrics.concentration.indices import concentration_ratio, equivalent_number, gini, hhi, hoover, theil
from cityinnov.metrics.concentration.spatial import ellison_glaeser

__all__ = [
    "concentration_ratio",
    "ellison_glaeser",
    "equivalent_number",
    "gini",
    "hhi",
    "hoover",
    "theil",
]
