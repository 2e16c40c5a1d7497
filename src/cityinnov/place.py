"""Place: where something is, if that is not one city: a province, a country, a zone, "nearby areas"."""

from __future__ import annotations

from enum import StrEnum

import attrs

from cityinnov.entity.entity import Entity
from cityinnov.entity.fields import check_country, choice

__all__ = ["Place", "PlaceKind"]


class PlaceKind(StrEnum):
    """What kind of place it is."""

    COUNTRY = "country"
    PROVINCE = "province"  # or state, Land, prefecture: the level below the country
    COMMUTING_AREA = "commuting-area"
    DISTRICT = "district"  # a part of a city
    ZONE = "zone"  # a development zone or park with an administration of its own
    NEARBY = "nearby"  # around a city, without a border that anybody has drawn


def _kind(kind: str | None) -> PlaceKind | None:
    return None if kind is None else choice(PlaceKind, kind)


@attrs.frozen(slots=True, kw_only=True)
class Place(Entity):
    """A place that is not a city as such.

    Parameters
    ----------
    id, name, figures, citations
        As of every `Entity`.
    kind : PlaceKind or str, optional
        country, province, commuting-area, district, zone or nearby.
    country : str, optional
        ISO 3166-1 alpha-2.
    part_of : Place, optional
        The place it lies in.

    Examples
    --------
    >>> anhui = Place("anhui", name={"en": "Anhui", "zh": "安徽"}, kind="province", country="CN")
    >>> Place("hefei-nearby", name="areas near Hefei", kind="nearby", part_of=anhui).part_of.country
    'CN'
    """

    kind: PlaceKind | None = attrs.field(default=None, converter=_kind)
    country: str | None = attrs.field(default=None, validator=check_country)
    part_of: Place | None = None
