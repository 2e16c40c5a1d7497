"""A city with a tramway: a field of its own, and a derived metric of its own."""

from __future__ import annotations

import attrs

from cityinnov import City, Figure, derived

__all__ = ["TramCity"]


@attrs.frozen(slots=True, kw_only=True)
class TramCity(City):
    """A city with a tramway.

    Parameters
    ----------
    operator : str, optional
        Who runs the trams.
    """

    operator: str | None = None

    @derived(shown="m/person", label={"en": "tram track per resident", "de": "Straßenbahn je Einwohner"})
    def tram_track_per_resident(self, tram_length: Figure, population: Figure) -> Figure:
        """Length of the network over the number of residents; the length is that of routes, not of rails."""
        return tram_length / population
