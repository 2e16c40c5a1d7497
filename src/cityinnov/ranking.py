"""Ranking: a rank that somebody gave. It has no arithmetic: half of fourth is nothing."""

from __future__ import annotations

import attrs

from cityinnov.entity.fields import as_citations, as_period
from cityinnov.errors import InputError
from cityinnov.values.period import Period
from cityinnov.values.source import Citation

__all__ = ["Ranking"]


@attrs.frozen(slots=True, kw_only=True)
class Ranking:
    """A place in an order.

    Parameters
    ----------
    rank : int
        From 1, the first.
    of : str
        Among whom: "China", "world", "cities of the Yangtze Delta".
    indicator : str, optional
        By what, if it is one indicator.
    publisher : str, optional
        Who ranked.
    edition : Period, str, int or date, optional
        Which edition, or the period it is about.
    scope : str, optional
        What the ranking covers where that is narrower than its indicator.
    citations : Citation, text or iterable of Citation, optional
        Where it stands.

    Raises
    ------
    InputError
        If the rank is not a whole number from 1.

    Examples
    --------
    >>> fourth = Ranking(rank=4, of="China", indicator="nev_output", edition=2023)
    >>> print(fourth)
    4th in China by nev_output, 2023
    >>> fourth / 2
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for /: 'Ranking' and 'int'
    """

    rank: int = attrs.field()
    of: str
    indicator: str | None = None
    publisher: str | None = None
    edition: Period | None = attrs.field(default=None, converter=as_period)
    scope: str | None = None
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=as_citations)

    @rank.validator
    def _check_rank(self, _: object, rank: int) -> None:
        if isinstance(rank, bool) or not isinstance(rank, int) or rank < 1:
            raise InputError("not a rank", found=repr(rank), expected="a whole number from 1")

    def __str__(self) -> str:
        by = f" by {self.indicator}" if self.indicator else ""
        publisher = f" ({self.publisher})" if self.publisher else ""
        return f"{_ordinal(self.rank)} in {self.of}{by}{publisher}" + (f", {self.edition}" if self.edition else "")


def _ordinal(rank: int) -> str:
    teen = 10 <= rank % 100 <= 20
    return f"{rank}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(rank % 10, 'th')}"
