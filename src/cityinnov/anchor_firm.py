"""AnchorFirm: a firm around which a city builds an industry chain."""

from __future__ import annotations

import attrs

from cityinnov.fields import as_period
from cityinnov.firm import Firm
from cityinnov.values.period import Period

__all__ = ["AnchorFirm"]


@attrs.frozen(slots=True, kw_only=True)
class AnchorFirm(Firm):
    """A firm that others followed, or were meant to follow.

    Which chain it anchors is the chain's to say, and what its suppliers are that of their ecosystem.

    Parameters
    ----------
    id, name, figures, citations, industry, country, city, founded, parent
        As of every `Firm`.
    arrived : Period, str, int or date, optional
        When it came to the city.

    Examples
    --------
    >>> from cityinnov.city import City
    >>> boe = AnchorFirm("boe", name="BOE Technology Group", city=City("hefei"), arrived=2008)
    >>> print(boe.city.id, boe.arrived)
    hefei 2008
    """

    arrived: Period | None = attrs.field(default=None, converter=as_period)
