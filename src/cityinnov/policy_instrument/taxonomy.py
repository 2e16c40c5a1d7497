"""The taxonomy of policy instruments: type, level of government, eligibility and motive, with their published codes.

`taxonomy.toml` holds a line for each term: what it means, and what Global Trade Alert and the New Industrial Policy
Observatory call it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

import attrs

from cityinnov.errors import UnknownNameError, nearest

__all__ = ["Eligibility", "GovernmentLevel", "InstrumentKind", "Motive", "PolicyTerm", "policy_taxonomy"]


class InstrumentKind(StrEnum):
    """How an instrument works."""

    GRANT = "grant"
    TAX_EXPENDITURE = "tax-expenditure"
    LOAN = "loan"
    GUARANTEE = "guarantee"
    EQUITY = "equity"
    PROCUREMENT = "procurement"
    LAND = "land"
    INFRASTRUCTURE = "infrastructure"
    NETWORK = "network"  # brings actors together: clusters, university-industry partnerships
    REGULATION = "regulation"


class GovernmentLevel(StrEnum):
    """Whose instrument it is."""

    SUPRANATIONAL = "supranational"
    NATIONAL = "national"
    PROVINCIAL = "provincial"
    MUNICIPAL = "municipal"
    ZONE = "zone"
    INTERNATIONAL_BANK = "international-bank"
    PUBLIC_BANK = "public-bank"


class Eligibility(StrEnum):
    """Which firms it is open to."""

    ALL = "all"
    SMES = "smes"
    FIRM_SPECIFIC = "firm-specific"
    STATE_CONTROLLED = "state-controlled"
    STATE_TRADING = "state-trading"
    SECTOR_SPECIFIC = "sector-specific"
    LOCATION_SPECIFIC = "location-specific"
    PROCESSING_TRADE = "processing-trade"


class Motive(StrEnum):
    """What it is for, as its government states it."""

    STRATEGIC_COMPETITIVENESS = "strategic-competitiveness"
    CLIMATE_CHANGE_MITIGATION = "climate-change-mitigation"
    SECURITY_OF_SUPPLY = "security-of-supply"
    NATIONAL_SECURITY = "national-security"
    GEOPOLITICAL_CONCERN = "geopolitical-concern"
    DIGITAL_TRANSFORMATION = "digital-transformation"
    EMPLOYMENT = "employment"
    REGIONAL_DEVELOPMENT = "regional-development"


FACETS: Mapping[str, type[StrEnum]] = MappingProxyType(
    {"kind": InstrumentKind, "level": GovernmentLevel, "eligibility": Eligibility, "motive": Motive}
)


def _codes(codes: Iterable[int]) -> tuple[int, ...]:
    return tuple(codes)


@attrs.frozen(slots=True)
class PolicyTerm:
    """One term of the taxonomy.

    Parameters
    ----------
    id : str
        What case files call it.
    definition : str
        What it means.
    gta : tuple of int
        The numbers of the same type, level or eligible firms in the data of Global Trade Alert; none where it has none.
    nipo : str
        What the New Industrial Policy Observatory calls the motive; empty where it has none.
    """

    id: str
    definition: str
    gta: tuple[int, ...] = attrs.field(default=(), converter=_codes)
    nipo: str = ""


@lru_cache(maxsize=1)
def policy_taxonomy() -> Mapping[str, Mapping[str, PolicyTerm]]:
    """The terms of each facet (kind, level, eligibility, motive) by id.

    References
    ----------
    Evenett & Fritz (2020), *The Global Trade Alert Database Handbook*; Evenett, Jakubik, Martín & Ruta (2024), "The
    Return of Industrial Policy in Data", The World Economy 47(7).

    Examples
    --------
    >>> policy_taxonomy()["kind"]["equity"].gta, policy_taxonomy()["motive"]["security-of-supply"].nipo
    ((1,), 'Resilience/security of supply (non-food)')
    """
    with files("cityinnov.policy_instrument").joinpath("taxonomy.toml").open("rb") as file:
        facets = tomllib.load(file)
    return MappingProxyType(
        {
            facet: MappingProxyType({id: PolicyTerm(id, **said) for id, said in terms.items()})
            for facet, terms in facets.items()
        }
    )


def policy_term(member: StrEnum) -> PolicyTerm:
    """The term behind a member of one of the facets' enumerations.

    Raises
    ------
    UnknownNameError
        If it is of no facet.

    Examples
    --------
    >>> print(policy_term(Eligibility.FIRM_SPECIFIC).definition)
    One firm, or firms by name.
    """
    for facet, kind in FACETS.items():
        if isinstance(member, kind):
            return policy_taxonomy()[facet][member]
    near = nearest(str(member), [term for kind in FACETS.values() for term in kind])
    raise UnknownNameError(f"the taxonomy has no {str(member)!r}", nearest=near)
