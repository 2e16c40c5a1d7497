"""PolicyInstrument: what a government does to make an industry come about."""

from __future__ import annotations

from enum import StrEnum

import attrs

from cityinnov.city import City
from cityinnov.entity.entity import Entity
from cityinnov.entity.fields import MONEY, as_amount, as_period, as_texts, as_tuple, check_unit, choice
from cityinnov.firm import Firm
from cityinnov.organisation import Organisation
from cityinnov.place import Place
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period

__all__ = ["GovernmentLevel", "InstrumentKind", "PolicyInstrument"]


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


def _kind(kind: str | None) -> InstrumentKind | None:
    return None if kind is None else choice(InstrumentKind, kind)


def _level(level: str | None) -> GovernmentLevel | None:
    return None if level is None else choice(GovernmentLevel, level)


@attrs.frozen(slots=True, kw_only=True)
class PolicyInstrument(Entity):
    """One instrument of policy, with what it costs and whom it serves as far as that is said.

    Parameters
    ----------
    id, name, figures, citations
        As of every `Entity`.
    kind : InstrumentKind or str, optional
        grant, tax-expenditure, loan, guarantee, equity, procurement, land, infrastructure, network or regulation.
    level : GovernmentLevel or str, optional
        supranational, national, provincial or municipal.
    issuer : Organisation, City or Place, optional
        Who uses it.
    amount : Figure or str, optional
        What it costs, or sets at risk.
    beneficiaries : iterable of Firm or Organisation, optional
        Whom it serves.
    conditions : iterable of str, optional
        What is asked in return.
    period : Period, str, int or date, optional
        When it is in force.

    Examples
    --------
    >>> stakes = PolicyInstrument("state-equity", kind="equity", level="municipal", issuer=City("hefei"))
    >>> print(stakes.kind, stakes.level)
    equity municipal
    """

    kind: InstrumentKind | None = attrs.field(default=None, converter=_kind)
    level: GovernmentLevel | None = attrs.field(default=None, converter=_level)
    issuer: Organisation | City | Place | None = None
    amount: Figure | None = attrs.field(default=None, converter=as_amount, validator=check_unit(MONEY))
    beneficiaries: tuple[Firm | Organisation, ...] = attrs.field(default=(), converter=as_tuple)
    conditions: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    period: Period | None = attrs.field(default=None, converter=as_period)
