"""PolicyInstrument: what a government does to make an industry come about."""

from __future__ import annotations

from enum import StrEnum

import attrs

from cityinnov.city import City
from cityinnov.entity.derived_metric import derived
from cityinnov.entity.entity import Entity
from cityinnov.entity.fields import MONEY, as_amounts, as_period, as_texts, as_tuple, check_unit, choice
from cityinnov.errors import MissingInputError
from cityinnov.firm import Firm
from cityinnov.metrics.cost_effectiveness import cost_per_job
from cityinnov.organisation import Organisation
from cityinnov.place import Place
from cityinnov.values.arithmetic import positive
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period
from cityinnov.values.rules import Status

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
    amount : Figure, text or a list of them, optional
        What it costs, or sets at risk; several where sources differ.
    beneficiaries : iterable of Firm or Organisation, optional
        Whom it serves.
    project : Firm, optional
        The firm whose whole investment it is given for: of jobs and investment, promised or made, what is said of the
        firm is then said of the instrument, unless it has figures of its own.
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
    amount: tuple[Figure, ...] = attrs.field(default=(), converter=as_amounts, validator=check_unit(MONEY))
    beneficiaries: tuple[Firm | Organisation, ...] = attrs.field(default=(), converter=as_tuple)
    project: Firm | None = None
    conditions: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    period: Period | None = attrs.field(default=None, converter=as_period)

    def claims(self, indicator: str) -> tuple[Figure, ...]:
        """All that is said of an indicator; where the instrument says nothing, what is said of its project."""
        return super().claims(indicator) or (self.project.claims(indicator) if self.project else ())

    @derived(
        label={
            "en": "public money per job promised",
            "zh": "每个承诺岗位的公共支出",
            "de": "öffentliche Mittel je zugesagtem Arbeitsplatz",
        }
    )
    def cost_per_job_promised(self, amount: Figure, jobs_promised: Figure) -> Figure:
        """What the instrument costs, nominally, for each job that was promised for it.

        Examples
        --------
        >>> promised = {"jobs_promised": "2,000 jobs, 2008-08"}
        >>> deal = PolicyInstrument("deal", amount="577.4 million USD, 2008-08", figures=promised)
        >>> print(deal.cost_per_job_promised())
        288,700 USD/job
        """
        cost: Figure = cost_per_job(amount, positive(jobs_promised))
        return cost

    @derived(
        label={
            "en": "public money per job created",
            "zh": "每个新增岗位的公共支出",
            "de": "öffentliche Mittel je geschaffenem Arbeitsplatz",
        }
    )
    def cost_per_job_created(self, amount: Figure, jobs_created: Figure) -> Figure:
        """What was paid, nominally, for each job there is, whether or not it would have come anyway.

        Raises
        ------
        MissingInputError
            If the amount is one committed, planned or aimed at: what was paid is then not known.
        """
        if amount.status not in (Status.ACTUAL, Status.UNSTATED):
            raise MissingInputError(
                f"the amount of {self.id} is {amount.status}; jobs that there are compare with what was paid",
                hint="add what was paid, with the status 'actual'",
                missing=("amount",),
            )
        cost: Figure = cost_per_job(amount, jobs_created)
        return cost

    @derived(shown="%", label={"en": "aid intensity", "zh": "援助强度", "de": "Beihilfeintensität"})
    def aid_intensity(self, amount: Figure, capital_promised: Figure) -> Figure:
        """What the instrument costs, nominally, over the whole investment that it is given for.

        State-aid law takes present values, and eligible costs only, which are no more than the whole.

        Examples
        --------
        >>> esmc = Firm("esmc", figures={"capital_promised": "over 10 billion EUR, 2023-08"})
        >>> aid = PolicyInstrument("aid", amount="up to 5 billion EUR, 2024-08", project=esmc)
        >>> print(aid.aid_intensity())
        under 50 %
        """
        return amount / positive(capital_promised)
