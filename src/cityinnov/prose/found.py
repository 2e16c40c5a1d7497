"""A figure while its sentence is being read: its place is counted in tokens, its context not yet filled in."""

from __future__ import annotations

from enum import StrEnum

import attrs

from cityinnov.prose.amount import Amount, Kind

__all__ = ["Found", "Qualifier", "Unit", "bounded"]


class Qualifier(StrEnum):
    """How words bound a number."""

    OVER = "over"
    AT_LEAST = "at_least"
    UNDER = "under"
    AT_MOST = "at_most"
    ABOUT = "about"
    NEARLY = "nearly"
    JUST_OVER = "just_over"


@attrs.frozen(slots=True)
class Unit:
    """A unit and where it ends; `factor` turns decades into years, `added` is the half of 8年半."""

    kind: Kind
    name: str | None
    end: int
    factor: float = 1.0
    notes: tuple[str, ...] = ()
    added: float = 0.0


@attrs.frozen(slots=True)
class Found:
    """One figure of a sentence; see `Mention` for the parts they share.

    Parameters
    ----------
    first, end : int
        Its first token, and the token after it.
    scaled : bool
        Whether a scale word stands with the number, so that a unit left out may be a currency.
    optional : bool
        Whether it is part of a header rather than a figure of its own.
    """

    first: int
    end: int
    kind: Kind
    amount: Amount
    unit: str | None = None
    qualifier: tuple[int, int] | None = None
    change: str | None = None
    when: str | None = None
    restates: int | None = None
    scaled: bool = False
    notes: tuple[str, ...] = ()


def bounded(
    low: float, high: float, qualifier: str | None, *, open_above: bool = False, approx: bool = False
) -> Amount:
    """What a qualifier makes of a number or a range.

    Examples
    --------
    >>> bounded(500.0, 500.0, "over")
    Amount(low=500.0, high=None, low_open=True, high_open=False, approx=False)
    >>> bounded(100.0, 100.0, "nearly")
    Amount(low=None, high=100.0, low_open=False, high_open=True, approx=True)
    """
    match qualifier:
        case Qualifier.OVER:
            return Amount(low, None, low_open=True, approx=approx)
        case Qualifier.AT_LEAST:
            return Amount(low, None, approx=approx)
        case Qualifier.JUST_OVER:
            return Amount(low, None, low_open=True, approx=True)
        case Qualifier.UNDER:
            return Amount(None, high, high_open=True, approx=approx)
        case Qualifier.AT_MOST:
            return Amount(None, high, high_open=open_above, approx=approx)
        case Qualifier.NEARLY:
            return Amount(None, high, high_open=True, approx=True)
        case Qualifier.ABOUT:
            return Amount(low, high, high_open=open_above, approx=True)
        case _:
            return Amount(low, high, high_open=open_above, approx=approx)
