"""PolicyInstrument: what a government does to make an industry come about."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from cityinnov.city import City
from cityinnov.entity.entity import Entity
from cityinnov.entity.fields import MONEY, as_amounts, as_period, as_texts, as_tuple, check_unit, choice
from cityinnov.entity.recipe import derived
from cityinnov.errors import DomainError, MissingInputError
from cityinnov.firm import Firm
from cityinnov.message import Message
from cityinnov.metrics.cost_effectiveness import cost_per_induced_job, cost_per_job, mvpf, payback, present_value
from cityinnov.organisation import Organisation
from cityinnov.place import Place
from cityinnov.policy_instrument.taxonomy import Eligibility, GovernmentLevel, InstrumentKind, Motive
from cityinnov.policy_instrument.yearly import yearly
from cityinnov.values.arithmetic import positive
from cityinnov.values.figure import Figure
from cityinnov.values.node import with_parts
from cityinnov.values.period import Period
from cityinnov.values.rules import Status

__all__ = ["Eligibility", "GovernmentLevel", "InstrumentKind", "Motive", "PolicyInstrument"]


def _kind(kind: str | None) -> InstrumentKind | None:
    return None if kind is None else choice(InstrumentKind, kind)


def _level(level: str | None) -> GovernmentLevel | None:
    return None if level is None else choice(GovernmentLevel, level)


def _eligibility(eligibility: str | None) -> Eligibility | None:
    return None if eligibility is None else choice(Eligibility, eligibility)


def _motives(motives: Iterable[str]) -> tuple[Motive, ...]:
    return tuple(choice(Motive, motive) for motive in as_texts(motives))


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
        supranational, national, provincial, municipal, zone, international-bank or public-bank.
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
    eligibility : Eligibility or str, optional
        all, smes, firm-specific, state-controlled, state-trading, sector-specific, location-specific or
        processing-trade.
    motives : iterable of Motive or str, optional
        What its government says it is for: see `policy_taxonomy`.
    payments, returns : list of Figure or text, optional
        What is paid, and what comes back to the public, year by year: `100 million USD, 2024`.

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
    eligibility: Eligibility | None = attrs.field(default=None, converter=_eligibility)
    motives: tuple[Motive, ...] = attrs.field(default=(), converter=_motives)
    payments: tuple[Figure, ...] = attrs.field(default=(), converter=as_amounts, validator=check_unit(MONEY))
    returns: tuple[Figure, ...] = attrs.field(default=(), converter=as_amounts, validator=check_unit(MONEY))

    @property
    def is_firm_specific(self) -> bool | None:
        """Whether it is for firms by name; None where nobody says whom it is open to."""
        return None if self.eligibility is None else self.eligibility is Eligibility.FIRM_SPECIFIC

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
        return _priced(cost_per_job(amount, positive(jobs_promised)), amount)

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
        return _priced(cost_per_job(self._paid(amount), jobs_created), amount)

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

    @derived(
        label={
            "en": "public money per job induced",
            "zh": "每个诱发岗位的公共支出",
            "de": "öffentliche Mittel je ausgelöstem Arbeitsplatz",
        }
    )
    def cost_per_induced_job(self, amount: Figure, jobs_created: Figure, but_for_share: Figure) -> Figure:
        """What was paid for each job that would not have come but for it; the but-for share has no default.

        Examples
        --------
        >>> figures = {"jobs_created": "40 jobs, 2024", "but_for_share": "2 to 25 %"}
        >>> deal = PolicyInstrument("deal", amount="1 million USD, 2024, actual", figures=figures)
        >>> print(deal.cost_per_induced_job())
        100,000 to 1,250,000 USD/job
        """
        return _priced(cost_per_induced_job(self._paid(amount), jobs_created, but_for_share), amount)

    @derived(
        label={
            "en": "public money per job-year",
            "zh": "每岗位年的公共支出",
            "de": "öffentliche Mittel je Arbeitsplatzjahr",
        }
    )
    def cost_per_job_year(self, amount: Figure, job_years: Figure) -> Figure:
        """What the instrument costs for each job that is there for a year, which is not one that lasts."""
        return _priced(cost_per_job(amount, job_years), amount)

    @derived(
        label={"en": "present value of the payments", "zh": "支付现值", "de": "Barwert der Zahlungen"},
    )
    def present_value(self, discount_rate: Figure) -> Figure:
        """All payments, discounted to the year of the first.

        Examples
        --------
        100 today and 121 in two years at 10 %: 100 + 121 / 1.1 ** 2.

        >>> payments = ["100 million USD, 2024", "121 million USD, 2026"]
        >>> print(PolicyInstrument("deal", payments=payments, figures={"discount_rate": "10 %"}).present_value())
        200 million USD
        """
        first, paid = yearly(self._said("payments"))
        value: Figure = present_value(paid, discount_rate.to("×"))
        return with_parts(value, period=first)

    @derived(
        shown="year",
        label={"en": "years until the public is repaid", "zh": "公共投入回收年限", "de": "Jahre bis zur Rückzahlung"},
    )
    def payback_period(self) -> Figure:
        """Years until what came back to the public is as much as it had paid, nominally.

        Examples
        --------
        100 paid, 40 a year come back: 20 are left after two years, half of what the third brings.

        >>> returns = [f"40 million USD, {year}" for year in (2025, 2026, 2027)]
        >>> print(PolicyInstrument("deal", payments=["100 million USD, 2024"], returns=returns).payback_period())
        2.5 years
        """
        _, flows = yearly(self._said("payments"), self._said("returns"))
        years = payback(flows)
        return years * Figure.exact(1, "year") if isinstance(years, Figure) else Figure.exact(years, "year")

    @derived(
        shown="×",
        label={
            "en": "marginal value of public funds",
            "zh": "公共资金边际价值",
            "de": "Grenznutzen öffentlicher Mittel",
        },
    )
    def mvpf(self, willingness_to_pay: Figure, net_public_cost: Figure) -> Figure:
        """What its beneficiaries would pay for it, per unit of what it costs the public in the end.

        Raises
        ------
        DomainError
            If it pays for itself: the ratio is then infinite.
        """
        value = mvpf(willingness_to_pay, net_public_cost)
        if isinstance(value, Figure):
            return value
        raise DomainError(
            Message("{instrument} pays for itself, and its marginal value of public funds is infinite", instrument=self)
        )

    def _paid(self, amount: Figure) -> Figure:
        """The amount, if it is one that was paid."""
        if amount.status not in (Status.ACTUAL, Status.UNSTATED):
            raise MissingInputError(
                Message(
                    "the amount of {instrument} is {status}; jobs that there are compare with what was paid",
                    instrument=self,
                    status=amount.status,
                ),
                hint=Message("add what was paid, with the status 'actual'"),
            )  # no `missing`: the amount is there, and what is wrong with it is for the reader to see
        return amount

    def _said(self, field: str) -> tuple[Figure, ...]:
        said: tuple[Figure, ...] = getattr(self, field)
        if not said:
            raise MissingInputError(f"nothing is said of the {field} of {self.id} by year", missing=(field,))
        return said


def _priced(cost: Figure, amount: Figure) -> Figure:
    """The cost per job as one at the prices of the amount's time, whenever the jobs were counted."""
    return with_parts(cost, period=amount.period)
