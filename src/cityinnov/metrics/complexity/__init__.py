"""Economic complexity: what a place must know, read off what it makes and who else makes it.

Rows are places (countries, cities), columns are activities (products, industries, patent classes). X holds amounts, M
is 1 where a place is specialised in an activity. A table may be an array, a scipy sparse matrix, a pandas frame
(labels are kept) or a polars frame (a result per row is a Series, a result per column a frame of one row). Higher is
more complex, more related, more diverse. A place without activities, or an activity without places, is empty: its
indices are NaN and it moves no other's.
"""

from __future__ import annotations

from cityinnov.metrics.complexity.advantage import diversity, presence, rca, ubiquity
from cityinnov.metrics.complexity.index import ComplexityIndex, complexity_index
from cityinnov.metrics.complexity.iteration import Fitness, fitness
from cityinnov.metrics.complexity.relatedness import opportunity_gain, opportunity_value, proximity, relatedness_density

__all__ = [
    "ComplexityIndex",
    "Fitness",
    "complexity_index",
    "diversity",
    "fitness",
    "opportunity_gain",
    "opportunity_value",
    "presence",
    "proximity",
    "rca",
    "relatedness_density",
    "ubiquity",
]
