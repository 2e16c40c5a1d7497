"""What a number of a text is: how much it says, and of what kind of thing."""

from __future__ import annotations

from enum import StrEnum

import attrs

__all__ = ["Amount", "Kind"]


class Kind(StrEnum):
    """What a figure is the number of."""

    MONEY = "money"
    PERCENT = "percent"
    QUANTITY = "quantity"
    RATIO = "ratio"
    RANK = "rank"
    ORDINAL = "ordinal"
    DURATION = "duration"
    YEAR = "year"
    DATE = "date"


@attrs.frozen(slots=True)
class Amount:
    """Bounds as a text states them, in base units; None where it states no bound."""

    low: float | None
    high: float | None
    low_open: bool = False
    high_open: bool = False
    approx: bool = False
