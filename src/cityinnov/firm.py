"""Firm: a company, or a unit of one that a case study speaks of by itself."""

from __future__ import annotations

import attrs

from cityinnov.city import City
from cityinnov.entity.entity import Entity
from cityinnov.entity.fields import as_period, check_country, check_industry
from cityinnov.values.period import Period

__all__ = ["Firm"]


@attrs.frozen(slots=True, kw_only=True)
class Firm(Entity):
    """A company.

    Parameters
    ----------
    id, name, figures, citations
        As of every `Entity`.
    industry : str, optional
        `scheme:code`: isic4:2610, nace2.1:29.10, gbt4754:3973.
    country : str, optional
        ISO 3166-1 alpha-2 code of its home.
    city : City, optional
        Where it is, as far as the case is concerned.
    founded : Period, str, int or date, optional
        When it came about.
    parent : Firm, optional
        The company it belongs to.

    Examples
    --------
    >>> cxmt = Firm("cxmt", name="ChangXin Memory Technologies", industry="isic4:2610", founded=2016)
    >>> print(cxmt.founded)
    2016
    """

    industry: str | None = attrs.field(default=None, validator=check_industry)
    country: str | None = attrs.field(default=None, validator=check_country)
    city: City | None = None
    founded: Period | None = attrs.field(default=None, converter=as_period)
    parent: Firm | None = None
