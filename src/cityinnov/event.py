"""Event: something that happened at a time, and whom it concerned."""

from __future__ import annotations

import attrs

from cityinnov.entity.entity import Entity
from cityinnov.entity.fields import as_period, as_tuple
from cityinnov.values.period import Period

__all__ = ["Event"]


@attrs.frozen(slots=True, kw_only=True)
class Event(Entity):
    """Something that happened; its name says what.

    Parameters
    ----------
    id, name, figures, citations
        As of every `Entity`.
    when : Period, str, int or date, optional
        As exactly as the source says: `2008`, `1975~/1979~`.
    about : iterable of Entity, optional
        The city, firms and others it concerned.

    Examples
    --------
    >>> from cityinnov.city import City
    >>> start = Event("appliances", name="the home-appliance industry rises", when="1975~/1979~", about=[City("hefei")])
    >>> print(start.when)
    1975~/1979~
    """

    when: Period | None = attrs.field(default=None, converter=as_period)
    about: tuple[Entity, ...] = attrs.field(default=(), converter=as_tuple)
