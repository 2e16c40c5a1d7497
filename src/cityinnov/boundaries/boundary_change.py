"""Changes of the area that a city's name stands for: growth across one is not growth.

The changes that are known stand in `changes.toml`, with their source and its licence.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

import attrs

from cityinnov.message import Message
from cityinnov.values.period import Period

__all__ = ["BoundaryChange", "boundary_changes", "known_boundary_changes"]


@attrs.frozen(slots=True)
class BoundaryChange:
    """One change of the area that a city's name stands for.

    Parameters
    ----------
    date : datetime.date
        From when on the name stands for the new area.
    country : str
        ISO 3166-1 alpha-2.
    cities : tuple of str
        The names it is about: those of one city, in several languages.
    what : str
        What changed; a `Message` where the library knows the change.
    approval : str
        The decision, as its publisher numbers it; empty where the source names none.

    Examples
    --------
    >>> change, = boundary_changes("CN", ["Hefei"])
    >>> change.date.isoformat(), change.what, change.approval
    ('2011-07-14', 'part of the dissolved city of Chaohu was added', '国函〔2011〕84号')
    """

    date: datetime.date
    country: str
    cities: tuple[str, ...]
    what: str
    approval: str = ""

    def lies_between(self, base: int, last: int) -> bool:
        """Whether growth from one year to another sets two areas against each other; a value is that of a year's end.

        Examples
        --------
        >>> change, = boundary_changes("CN", ["Hefei"])
        >>> [change.lies_between(base, base + 1) for base in (2009, 2010, 2011)]
        [False, True, False]
        """
        return base < self.date.year <= last

    def lies_within(self, period: Period | None) -> bool:
        """Whether growth over a period does so: over one year it is growth on the year before.

        Examples
        --------
        >>> change, = boundary_changes("CN", ["合肥"])
        >>> [change.lies_within(Period.parse(text)) for text in ("2005/2015", "2011", "2012", "2011/2020")]
        [True, True, False, False]
        """
        if period is None or period.start is None or period.end is None:
            return False
        is_of_one_year = period.start.year == period.end.year
        return self.lies_between(period.start.year - is_of_one_year, period.end.year)


def boundary_changes(country: str | None, names: Iterable[str]) -> tuple[BoundaryChange, ...]:
    """Return the changes known of a city, by any of its names, in whatever case; nothing is known without a country.

    Examples
    --------
    >>> [change.date.year for change in boundary_changes("CN", ["jinan"])], boundary_changes("US", ["Hefei"])
    ([2019], ())
    """
    called = {name.casefold() for name in names}
    return tuple(
        change
        for change in known_boundary_changes()
        if change.country == country and not called.isdisjoint(name.casefold() for name in change.cities)
    )


@lru_cache(maxsize=1)
def known_boundary_changes() -> tuple[BoundaryChange, ...]:
    """Return all changes that are known, in order of time.

    Examples
    --------
    >>> len([change for change in known_boundary_changes() if change.date.year == 2011])
    4
    """
    with files("cityinnov.boundaries").joinpath("changes.toml").open("rb") as file:
        data = tomllib.load(file)
    changes = [(change, change.pop("what")) for change in data["change"]]
    return tuple(
        BoundaryChange(country=data["country"], what=Message(what), **{**change, "cities": tuple(change["cities"])})
        for change, what in changes
    )
