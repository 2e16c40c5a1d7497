"""A check of its own; the code begins with a letter that the library does not use."""

from __future__ import annotations

from collections.abc import Iterator

from cityinnov import Audit, Severity, Suspicion, rule
from tramstudy.tram_city import TramCity

__all__ = ["trams_without_operator"]


@rule("T101", Severity.WARNING)
def trams_without_operator(audit: Audit) -> Iterator[Suspicion]:
    """A tramway of which it is not said who runs it.

    Public subsidies go to the operator, and cannot be traced without one.
    """
    for city in audit.case.cities.values():
        if isinstance(city, TramCity) and city.claims("tram_length") and city.operator is None:
            yield Suspicion(audit.path(city), f"{city.name} has trams, but no operator", "add operator")
