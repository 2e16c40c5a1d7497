"""Years in every language: four digits that may be one, and a span of them."""

from __future__ import annotations

from cityinnov.prose.amount import Amount, Kind
from cityinnov.prose.found import Found
from cityinnov.prose.tokens import NUMBER, Token

__all__ = ["DAYS", "is_year", "year_found"]

EARLIEST, LATEST = 1800, 2100
DAYS = 31


def is_year(token: Token) -> bool:
    """Whether four digits may be a year."""
    return (
        token.kind == NUMBER and len(token.text) == 4 and token.text.isdigit() and EARLIEST <= int(token.text) <= LATEST
    )


def year_found(first: int, end: int, low: int, high: int | None = None, *, approx: bool = False) -> Found:
    """A year, or a span of years."""
    high = low if high is None else high
    mark = "~" if approx else ""
    when = f"{low}{mark}" if low == high else f"{low}{mark}/{high}{mark}"
    return Found(first, end, Kind.YEAR, Amount(float(low), float(high), approx=approx), when=when)
