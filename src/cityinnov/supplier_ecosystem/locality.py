"""Which suppliers of a list are local: whether one of the names of its place is that of a local place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from cityinnov.city import City
from cityinnov.place import Place, PlaceKind
from cityinnov.supplier_ecosystem.supplier_list import Supplier

__all__ = ["Locality"]


@attrs.frozen(slots=True)
class Locality:
    """Where a supplier counts as local.

    Parameters
    ----------
    names : frozenset of str
        All that a list may call the local places, in lower case.
    known : tuple of (names, names)
        Of each place that is spoken of its own names, and those of all that it lies in.

    Examples
    --------
    A supplier from Hefei is local to Anhui, if Hefei is known to lie there.

    >>> anhui = Place("anhui", name="Anhui", kind="province")
    >>> locality = Locality.of([anhui], [City("hefei", name={"en": "Hefei", "zh": "合肥"}, region=anhui)])
    >>> locality.holds(Supplier(name="Gotion", place="合肥")), locality.holds(Supplier(name="CATL", place="Ningde"))
    (True, False)
    """

    names: frozenset[str]
    known: tuple[tuple[frozenset[str], frozenset[str]], ...]

    @classmethod
    def of(cls, local: Iterable[City | Place], others: Iterable[City | Place | None] = ()) -> Locality:
        """The locality of some places; the others are known as well, for what they lie in."""
        places = tuple(local)
        spoken_of = [*places, *(place for place in others if place is not None)]
        return cls(
            frozenset[str]().union(*(_names(place) for place in places)),
            tuple((_names(place), frozenset(_upward(place))) for place in spoken_of),
        )

    def holds(self, supplier: Supplier) -> bool:
        """Whether a supplier is in one of the places, or in a known one that lies in it."""
        said = {name.casefold() for name in (supplier.place, supplier.region, supplier.country) if name}
        wider = said.union(*(upward for names, upward in self.known if not names.isdisjoint(said)))
        return not self.names.isdisjoint(wider)


def _names(place: City | Place) -> frozenset[str]:
    """All that a list may call a place, in lower case."""
    country = (
        {place.country} if isinstance(place, Place) and place.kind is PlaceKind.COUNTRY and place.country else set()
    )
    return frozenset(name.casefold() for name in {place.id, str(place.name), *place.name.texts.values(), *country})


def _upward(place: City | Place) -> Iterator[str]:
    """The names of a place and of all that it lies in."""
    yield from _names(place)
    if place.country:
        yield place.country.casefold()
    wider = place.region if isinstance(place, City) else place.part_of
    if wider is not None:
        yield from _upward(wider)
