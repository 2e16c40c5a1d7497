"""Fund: a vehicle of a city's money, what was promised, paid in, paid out and left, and the rule it is under."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from enum import StrEnum

import attrs

from cityinnov.city import City
from cityinnov.entity.entity import Entity
from cityinnov.entity.fields import (
    as_period,
    as_tuple,
    choice,
    sourced,
)
from cityinnov.entity.recipe import derived
from cityinnov.errors import MissingInputError
from cityinnov.firm import Firm
from cityinnov.fund_flow import (
    CapitalCall,
    Commitment,
    DatedAmount,
    Distribution,
    NavMark,
    PartnerRecord,
    all_of,
    is_by,
    is_paid,
    possibly_by,
    stated_total_by,
    total_by,
)
from cityinnov.metrics.leverage import realisation
from cityinnov.metrics.performance import dpi, pic, rvpi, tvpi
from cityinnov.organisation import Organisation
from cityinnov.rate_of_return import rate_of_return
from cityinnov.reinvestment_rule import (
    ContributionCheck,
    Countable,
    InvestmentStage,
    ReinvestmentCheck,
    ReinvestmentRule,
)
from cityinnov.values.arithmetic import total
from cityinnov.values.figure import Figure
from cityinnov.values.node import with_parts
from cityinnov.values.period import Period

__all__ = ["Fund", "FundVehicle"]


class FundVehicle(StrEnum):
    """The legal form of a fund."""

    LIMITED_PARTNERSHIP = "limited-partnership"
    COMPANY = "company"
    CONTRACT = "contract"
    GROUP = "group"  # no vehicle: investors that acted as one


def _vehicle(vehicle: str | None) -> FundVehicle | None:
    return None if vehicle is None else choice(FundVehicle, vehicle)


def _stage(stage: str | None) -> InvestmentStage | None:
    return None if stage is None else choice(InvestmentStage, stage)


@attrs.frozen(slots=True, kw_only=True)
class Fund(Entity):
    """A pool of capital with a manager, or a group of investors that acted as one.

    What its records hold, or else figures of reports (fund_target, fund_committed, fund_called, fund_distributed,
    fund_nav), is what its multiples are made of; records are summed up to the date of each mark. A record and a figure
    that say different things of one date stay side by side, as all claims do.

    Parameters
    ----------
    id, name, figures, citations
        As of every `Entity`.
    vehicle : FundVehicle or str, optional
        limited-partnership, company, contract or group.
    sponsor : City, Organisation or Firm, optional
        Who set it up.
    manager : Firm or Organisation, optional
        Who decides on its investments.
    limited_partners : iterable of City, Organisation or Firm, optional
        Who else put in money.
    vintage : Period, str, int or date, optional
        When it began to invest.
    stage : InvestmentStage or str, optional
        What it invests in: seed, early, growth or mature.
    rule : ReinvestmentRule, optional
        What its sponsor asks for in return.
    commitments, calls, distributions, marks : iterable of Commitment, CapitalCall, Distribution, NavMark
        What was promised, paid in, paid out, and what was left.

    Raises
    ------
    InputError
        If a record stands among those of another kind.

    Examples
    --------
    >>> fund = Fund(
    ...     "silicon-port",
    ...     sponsor=City("hefei"),
    ...     calls=[CapitalCall(amount="100 million CNY", when="2020-01-01")],
    ...     distributions=[Distribution(amount="50.0 million CNY", when="2022-01-01")],
    ...     marks=[NavMark(value="150 million CNY", when="2023-12-31")],
    ... )
    >>> print(fund.dpi(), "realised,", fund.tvpi(), "in all")
    0.5 × realised, 2 × in all
    """

    vehicle: FundVehicle | None = attrs.field(default=None, converter=_vehicle)
    sponsor: City | Organisation | Firm | None = None
    manager: Firm | Organisation | None = None
    limited_partners: tuple[City | Organisation | Firm, ...] = attrs.field(default=(), converter=as_tuple)
    vintage: Period | None = attrs.field(default=None, converter=as_period)
    stage: InvestmentStage | None = attrs.field(default=None, converter=_stage)
    rule: ReinvestmentRule | None = None
    commitments: tuple[Commitment, ...] = attrs.field(default=(), converter=as_tuple, validator=all_of(Commitment))
    calls: tuple[CapitalCall, ...] = attrs.field(default=(), converter=as_tuple, validator=all_of(CapitalCall))
    distributions: tuple[Distribution, ...] = attrs.field(
        default=(), converter=as_tuple, validator=all_of(Distribution)
    )
    marks: tuple[NavMark, ...] = attrs.field(default=(), converter=as_tuple, validator=all_of(NavMark))

    def claims(self, indicator: str) -> tuple[Figure, ...]:
        """All that is said of an indicator, with the sums of the fund's own records for those that they add up to.

        Examples
        --------
        >>> calls = [CapitalCall(amount="2 CNY", when=2020), CapitalCall(amount="3 CNY", when=2021)]
        >>> [str(claim) for claim in Fund("f", calls=calls).claims("fund_called")]
        ['5 CNY']
        """
        return (*Entity.claims(self, indicator), *self._recorded(indicator))

    def _recorded(self, indicator: str) -> Iterator[Figure]:
        if indicator == "fund_nav":
            yield from (_as_of(mark) for mark in self.marks)
        for date in self._dates():
            summed = total_by(self._amounts(indicator), date)
            if summed is not None:
                yield summed

    def _amounts(self, indicator: str) -> list[DatedAmount]:
        records: dict[str, tuple[PartnerRecord, ...]] = {
            "fund_committed": self.commitments,
            "fund_called": self.calls,
            "fund_distributed": self.distributions,
        }
        return [record.payment for record in records.get(indicator, ())]

    def _dates(self) -> tuple[Period, ...]:
        """The dates of the marks, and that of the last record where no mark is as late."""
        marks = sorted({mark.when for mark in self.marks}, key=_latest)
        records: list[PartnerRecord] = [*self.commitments, *self.calls, *self.distributions]
        last = max((record.when for record in records), key=_latest, default=None)
        if last is not None and (not marks or _latest(marks[-1]) < _latest(last)):
            marks.append(last)
        return tuple(marks)

    # -- metrics ------------------------------------------------------------------------

    @derived(
        shown="×",
        label={
            "en": "paid-in to committed capital (PIC)",
            "zh": "实缴比例",
            "de": "abgerufenes zu zugesagtem Kapital (PIC)",
        },
    )
    def pic(self, fund_called: Figure, fund_committed: Figure) -> Figure:
        """How much of what was committed has been called."""
        multiple: Figure = pic(fund_called, fund_committed)
        return multiple

    @derived(
        shown="×",
        label={
            "en": "distributions to paid-in capital (DPI)",
            "zh": "投入资本分红率 (DPI)",
            "de": "Ausschüttungen zu eingezahltem Kapital (DPI)",
        },
    )
    def dpi(self, fund_called: Figure, fund_distributed: Figure) -> Figure:
        """What has come back per unit paid in; nominal."""
        multiple: Figure = dpi(fund_called, fund_distributed)
        return multiple

    @derived(
        shown="×",
        label={
            "en": "residual value to paid-in capital (RVPI)",
            "zh": "剩余价值倍数 (RVPI)",
            "de": "Restwert zu eingezahltem Kapital (RVPI)",
        },
    )
    def rvpi(self, fund_called: Figure, fund_nav: Figure) -> Figure:
        """What is left, at its mark, per unit paid in; nominal."""
        multiple: Figure = rvpi(fund_called, fund_nav)
        return multiple

    @derived(
        shown="×",
        label={
            "en": "total value to paid-in capital (TVPI)",
            "zh": "总价值倍数 (TVPI)",
            "de": "Gesamtwert zu eingezahltem Kapital (TVPI)",
        },
    )
    def tvpi(self, fund_called: Figure, fund_distributed: Figure, fund_nav: Figure) -> Figure:
        """What came back and what is left, per unit paid in; nominal."""
        multiple: Figure = tvpi(fund_called, fund_distributed, fund_nav)
        return multiple

    @derived(shown="%", label={"en": "share of the target raised", "zh": "募集完成率", "de": "Anteil des Zielvolumens"})
    def realisation(self, fund_committed: Figure, fund_target: Figure) -> Figure:
        """Capital committed over capital aimed at."""
        share: Figure = realisation(fund_committed, fund_target)
        return share

    @derived(
        shown="%/year",
        label={"en": "internal rate of return", "zh": "内部收益率 (IRR)", "de": "interner Zinsfuß (IRR)"},
    )
    def irr(self) -> Figure:
        """Internal rate of the recorded calls and distributions, with the last mark as if it were paid out.

        Raises
        ------
        MissingInputError
            Naming what is not there: dated calls, distributions, a mark as late as the last payment. A fund that has
            paid out nothing, or has nothing left, says so with a 0.
        DomainError
            If there is no rate, or there are several.
        """
        missing = [] if self.calls else ["calls"]
        back = self.received_by()
        missing += [] if self.distributions or (back is not None and back.high == 0) else ["distributions"]
        missing += [] if self.marks else ["marks"]
        if missing:
            raise MissingInputError(
                f"{self.id}.irr needs dated {' and '.join(missing)}",
                hint="a rate needs the flows; where nothing was paid out, or nothing is left, say 0 and when",
                missing=tuple(missing),
            )
        left = self.value()
        if left is None:
            raise MissingInputError(
                f"the last mark of {self.id} is older than its last payment, so what was left then is not known",
                found=str(max(self.marks, key=_date_of).when),
                missing=("marks",),
            )
        received = list(self.receipts())
        if not received or not left.low == left.high == 0:
            received.append(DatedAmount(left.period, left))
        return rate_of_return(self.payments(), received) / Figure.exact(1, "year")

    # -- payments, as of every holding of public money -------------------------------------

    def payments(self) -> tuple[DatedAmount, ...]:
        """What partners paid in."""
        return tuple(self._amounts("fund_called"))

    def receipts(self) -> tuple[DatedAmount, ...]:
        """What partners got back."""
        return tuple(self._amounts("fund_distributed"))

    def received_by(self, on: Period | None = None) -> Figure | None:
        """What partners had got back by a date, nominal; None where nothing is said of it.

        Parameters
        ----------
        on : Period, optional
            What had happened by its end counts; all that is recorded where nothing is given.

        Examples
        --------
        >>> print(Fund("young").received_by())
        None
        >>> print(Fund("young", figures={"fund_distributed": "0 CNY, 2023"}).received_by())
        0 CNY, 2023
        """
        if self.distributions:
            return total_by(self.receipts(), on)
        return stated_total_by(Entity.claims(self, "fund_distributed"), on)

    def value(self, on: Period | None = None) -> Figure | None:
        """What was left by a date, at the last mark; None where there is none, or money has moved since.

        Parameters
        ----------
        on : Period, optional
            What had happened by its end counts; all records where nothing is given.
        """
        mark = max((mark for mark in self.marks if on is None or is_by(mark.when, on)), key=_date_of, default=None)
        payments: list[PartnerRecord] = [*self.calls, *self.distributions]
        moved = [record for record in payments if on is None or possibly_by(record.when, on)]
        if mark is None or any(_date_of(mark) < _date_of(record) for record in moved):
            return None
        return _as_of(mark)

    def valuation_dates(self) -> tuple[Period, ...]:
        """When it was valued, or it was said what partners had got back."""
        stated = () if self.distributions else Entity.claims(self, "fund_distributed")
        totals = [figure.period for figure in stated if figure.period is not None and is_paid(figure)]
        return (*(mark.when for mark in self.marks), *totals)

    # -- the rule -----------------------------------------------------------------------

    def sponsor_commitment(self) -> Figure:
        """What the sponsor committed.

        Raises
        ------
        MissingInputError
            If there is no sponsor, or no commitment of it.
        """
        own = [record.dated_amount for record in self.commitments if record.partner == self.sponsor]
        if self.sponsor is None or not own:
            raise MissingInputError(
                f"nothing is recorded that a sponsor committed to {self.id}", missing=("commitments of the sponsor",)
            )
        return own[0] if len(own) == 1 else total(own, nominal=True)

    def reinvestment(self, investments: Iterable[Countable]) -> ReinvestmentCheck:
        """The rule of the fund applied to investments, each of which says what it `counts_as`.

        Raises
        ------
        MissingInputError
            If the fund has no rule, or nothing is recorded of its sponsor's commitment.
        """
        return self._rule().evaluate(self.sponsor_commitment(), investments)

    def contribution(self) -> ContributionCheck:
        """The sponsor's share of all commitments, against the cap of the rule for the fund's stage.

        Raises
        ------
        MissingInputError
            If the fund has no rule or no stage, or nothing is recorded of its sponsor's commitment.
        """
        rule = self._rule()
        if self.stage is None:
            raise MissingInputError(f"it is not said what {self.id} invests in", missing=("stage",))
        whole = [record.dated_amount for record in self.commitments]
        own = self.sponsor_commitment()
        return rule.contribution(own, whole[0] if len(whole) == 1 else total(whole, nominal=True), self.stage)

    def _rule(self) -> ReinvestmentRule:
        if self.rule is None:
            raise MissingInputError(f"{self.id} has no reinvestment rule", missing=("rule",))
        return self.rule


def _as_of(mark: NavMark) -> Figure:
    return with_parts(sourced(mark.value, mark.citations), period=mark.when)


def _date_of(record: PartnerRecord | NavMark) -> datetime.date:
    return _latest(record.when)


def _latest(when: Period) -> datetime.date:
    return when.end or datetime.date.max
