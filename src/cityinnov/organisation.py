"""Organisation: an actor that is not a firm: a university, a government, an institute, a paper."""

from __future__ import annotations

from enum import StrEnum

import attrs

from cityinnov.city import City
from cityinnov.entity.entity import Entity
from cityinnov.entity.fields import check_country, choice
from cityinnov.place import Place

__all__ = ["Organisation", "OrganisationKind"]


class OrganisationKind(StrEnum):
    """What kind of organisation it is."""

    GOVERNMENT = "government"  # of any level, and its departments
    UNIVERSITY = "university"
    RESEARCH_INSTITUTE = "research-institute"
    STATE_HOLDING = "state-holding"  # holds and invests public money, has no product
    ASSOCIATION = "association"
    MEDIA = "media"


def _kind(kind: str | None) -> OrganisationKind | None:
    return None if kind is None else choice(OrganisationKind, kind)


@attrs.frozen(slots=True, kw_only=True)
class Organisation(Entity):
    """An organisation that is not a firm.

    Parameters
    ----------
    id, name, figures, citations
        As of every `Entity`.
    kind : OrganisationKind or str, optional
        government, university, research-institute, state-holding, association or media.
    country : str, optional
        ISO 3166-1 alpha-2.
    seat : City or Place, optional
        Where it is.
    part_of : Organisation, optional
        What it belongs to.

    Examples
    --------
    >>> hefei = City("hefei", country="CN")
    >>> city = Organisation("hefei-government", kind="government", seat=hefei)
    >>> Organisation("hefei-science-bureau", kind="government", part_of=city).part_of.seat.country
    'CN'
    """

    kind: OrganisationKind | None = attrs.field(default=None, converter=_kind)
    country: str | None = attrs.field(default=None, validator=check_country)
    seat: City | Place | None = None
    part_of: Organisation | None = None
