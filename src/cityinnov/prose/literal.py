"""The value that a text states as a figure literal has it: over 500 suppliers."""

from __future__ import annotations

import re

from cityinnov.prose.amount import Amount, Kind
from cityinnov.values.numbers import write_number
from cityinnov.values.vocabulary import vocabulary

__all__ = ["value_literal"]

#: What a figure can be made of; positions, years and dates are other things.
_FIGURES = frozenset({Kind.MONEY, Kind.PERCENT, Kind.QUANTITY, Kind.RATIO, Kind.DURATION})
#: How the figure literal writes the units of prose that have no name in the vocabulary, or another one.
_UNITS = {"percent": "%", "percentage point": "pp", "per mille": "‰"}
_NOT_A_NAME = re.compile(r"[^\w -]")
LONGEST_NAME = 39


def value_literal(kind: Kind, amount: Amount, unit: str | None) -> str | None:
    """A value in a text as a figure literal has it; None for a position, a year or a date.

    Examples
    --------
    >>> value_literal(Kind.MONEY, Amount(3e9, 5e9, approx=True), "CNY")
    'about 3 billion to 5 billion CNY'
    """
    if kind not in _FIGURES:
        return None
    return f"{_bounds(amount)} {'times' if kind == Kind.RATIO else _unit(unit)}".rstrip()


def _bounds(amount: Amount) -> str:
    low, high = (None if end is None else write_number(end) for end in (amount.low, amount.high))
    if low is None:
        return f"{_upper(amount)} {high}"
    if high is None:
        return f"{_lower(amount)} {low}"
    if low[-1].isalpha() != high[-1].isalpha():  # a scale word at one end would count for both
        low, high = (f"{end:,f}".rstrip("0").rstrip(".") for end in (amount.low or 0.0, amount.high or 0.0))
    if low == high:
        return f"about {low}" if amount.approx else low
    if amount.low_open or amount.high_open:
        first, second = "over" if amount.low_open else "at least", "under" if amount.high_open else "up to"
        return f"{'≈ ' if amount.approx else ''}{first} {low} and {second} {high}"
    return f"about {low} to {high}" if amount.approx else f"{low} to {high}"


def _upper(amount: Amount) -> str:
    if not amount.high_open:
        return "≈ up to" if amount.approx else "up to"
    return "nearly" if amount.approx else "under"


def _lower(amount: Amount) -> str:
    if not amount.low_open:
        return "≈ at least" if amount.approx else "at least"
    return "just over" if amount.approx else "over"


def _unit(unit: str | None) -> str:
    """A unit by the names of the vocabulary; what it does not know is a thing of the text's own, in braces."""
    if unit is None:
        return ""
    return "/".join(_UNITS.get(part) or _named(part) for part in unit.split("/"))


def _named(part: str) -> str:
    known = vocabulary().find(part)
    if known is not None:
        return part
    name = _NOT_A_NAME.sub(" ", part).strip()[:LONGEST_NAME].strip()
    return "{" + (name if name and not name[0].isdigit() else f"unit {name}".strip()) + "}"
