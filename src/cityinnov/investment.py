"""Investment: what an investor put into a firm, on what terms, and what came back."""

from __future__ import annotations

import datetime
from enum import StrEnum

import attrs

from cityinnov.cap_table.cap_table import CapTable
from cityinnov.cap_table.shareholding import Basis, Mark
from cityinnov.city import City
from cityinnov.entity.entity import Entity
from cityinnov.entity.fields import (
    MONEY,
    FigureLike,
    as_amount,
    as_citations,
    as_period,
    as_texts,
    as_tuple,
    check_unit,
    choice,
    not_negative,
    sourced,
)
from cityinnov.entity.recipe import derived
from cityinnov.errors import InputError, MissingInputError
from cityinnov.firm import Firm
from cityinnov.fund import Fund
from cityinnov.fund_flow import DatedAmount, all_of, dated, is_by, is_paid, stated_total_by, total_by
from cityinnov.metrics.performance import dpi
from cityinnov.organisation import Organisation
from cityinnov.rate_of_return import rate_of_return
from cityinnov.reinvestment_rule import Qualifying
from cityinnov.values.arithmetic import total
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period
from cityinnov.values.source import Citation
from cityinnov.values.sums import float_sum

__all__ = ["Investment", "InvestmentExit", "InvestmentInstrument"]


def _period(value: Period | str | int | datetime.date) -> Period:
    return Period.of(value)


def _proceeds(value: FigureLike) -> Figure:
    return not_negative(Figure.of(value))


class InvestmentInstrument(StrEnum):
    """What the investor gets."""

    EQUITY = "equity"
    CONVERTIBLE = "convertible"
    LOAN = "loan"
    GRANT = "grant"
    ASSETS = "assets"  # a contribution in kind


def _instrument(instrument: str | None) -> InvestmentInstrument | None:
    return None if instrument is None else choice(InvestmentInstrument, instrument)


@attrs.frozen(slots=True, kw_only=True)
class InvestmentExit:
    """A sale of an investment, whole or in part.

    Parameters
    ----------
    when : Period, str, int or date
        When it was paid.
    proceeds : Figure or str
        What for.
    route : str, optional
        How: an offering, a trade sale, a secondary, a redemption, a write-off.
    share : Figure or str, optional
        The share of the investee sold; all that was held where nothing is given.
    citations : Citation, text or iterable of Citation, optional
        Where it stands.

    Examples
    --------
    >>> print(InvestmentExit(when="2021-02", proceeds="5.5 billion CNY", route="secondary").proceeds)
    5.5 billion CNY
    """

    when: Period = attrs.field(converter=_period)
    proceeds: Figure = attrs.field(converter=_proceeds, validator=check_unit(MONEY))
    route: str | None = None
    share: Figure | None = attrs.field(default=None, converter=as_amount, validator=check_unit("%"))
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=as_citations)


def _qualifying(kind: str | None) -> Qualifying | None:
    return None if kind is None else choice(Qualifying, kind)


@attrs.frozen(slots=True, kw_only=True)
class Investment(Entity):
    """Money, or assets, that an investor put into a firm.

    Parameters
    ----------
    id, name, figures, citations
        As of every `Entity`.
    investee : Firm
        Who received it.
    investor : Fund, City, Organisation or Firm, optional
        Who gave it; None where the source does not say.
    instrument : InvestmentInstrument or str, optional
        equity, convertible, loan, grant or assets; None where the source does not say.
    amount : Figure or str, optional
        How much.
    stake : Figure or str, optional
        The share of the investee acquired.
    round : str, optional
        Of which financing it was part: `Series C`.
    announced, closed : Period, str, int or date, optional
        When it was announced, and when it was paid.
    terms : iterable of str, optional
        What was agreed beside the price: a buy-back, a listing by a date, a move of the headquarters.
    counts_as : Qualifying or str, optional
        As what it may count towards a reinvestment rule.
    exits : iterable of InvestmentExit, optional
        Sales of it, whole or in part.
    cap_table : CapTable, optional
        The events of the investee's capital, where they are recorded: then what the investor paid and received is read
        off them, and not entered here again.
    holder : str, optional
        What the cap table calls the investor.
    same_as : Investment, optional
        The same money as another source tells of it. Both accounts stand; where money is added up this one counts.

    Raises
    ------
    InputError
        If exits are recorded here although there is a cap table, or the cap table is that of another company.

    Examples
    --------
    >>> nio = Investment(
    ...     "nio-2020",
    ...     investor=Fund("hefei-rescue", sponsor=City("hefei")),
    ...     investee=Firm("nio"),
    ...     amount="7 billion CNY (970 million USD), 2020",
    ... )
    >>> print(nio.amount)
    7 billion CNY (970 million USD), 2020
    >>> print(nio.amount.restated[0])
    970 million USD
    """

    investee: Firm
    investor: Fund | City | Organisation | Firm | None = None
    instrument: InvestmentInstrument | None = attrs.field(default=None, converter=_instrument)
    amount: Figure | None = attrs.field(default=None, converter=as_amount, validator=check_unit(MONEY))
    stake: Figure | None = attrs.field(default=None, converter=as_amount, validator=check_unit("%"))
    round: str | None = None
    announced: Period | None = attrs.field(default=None, converter=as_period)
    closed: Period | None = attrs.field(default=None, converter=as_period)
    terms: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    counts_as: Qualifying | None = attrs.field(default=None, converter=_qualifying)
    exits: tuple[InvestmentExit, ...] = attrs.field(default=(), converter=as_tuple, validator=all_of(InvestmentExit))
    cap_table: CapTable | None = None
    holder: str | None = None
    same_as: Investment | None = None

    def __attrs_post_init__(self) -> None:
        if self.cap_table is None:
            if self.holder is not None:
                raise InputError("a holder is one of a cap table", expected="cap_table", field="holder")
            return
        if self.exits:
            raise InputError(
                "exits are read off the cap table, and not entered again",
                hint=f"as transfers of {self.cap_table.id}",
                field="exits",
            )
        if self.holder is None:
            raise InputError("which holder of the cap table the investor is, is not said", field="holder")
        if self.cap_table.company.id != self.investee.id:
            raise InputError(
                "the cap table is of another company",
                found=self.cap_table.company.id,
                expected=self.investee.id,
                field="cap_table",
            )

    def claims(self, indicator: str) -> tuple[Figure, ...]:
        """All that is said of an indicator; `paid` and `received` add up what is recorded here, or in the cap table.

        A figure of `received` says what had come back by a date where no exits are recorded: ``0 CNY, 2024`` that
        nothing had. Where neither is given, it is not known.

        Examples
        --------
        >>> boe = Investment("boe", investee=Firm("boe"), amount="9 CNY", closed=2009, exits=[
        ...     InvestmentExit(when=2014, proceeds="20 CNY")])
        >>> [str(claim) for name in ("paid", "received") for claim in boe.claims(name)]
        ['9 CNY, 2009', '20 CNY, 2014']
        """
        if indicator in ("paid", "received"):
            flows = self.payments() if indicator == "paid" else self.receipts()
            amounts = [amount for _, amount in map(dated, flows)]
            summed = (amounts[0] if len(amounts) == 1 else total(amounts, nominal=True),) if amounts else ()
            return (*Entity.claims(self, indicator), *summed)
        return Entity.claims(self, indicator)

    def payments(self) -> tuple[DatedAmount, ...]:
        """What the investor paid: what was only promised, planned or expected is no payment.

        Examples
        --------
        >>> Investment("boe", investee=Firm("boe"), amount="9 billion CNY, 2008, planned").payments()
        ()
        """
        if self.cap_table is not None:
            return self._flows(is_contribution=True)
        if self.amount is None or not is_paid(self.amount):
            return ()
        return (DatedAmount(self.closed or self.amount.period, self.amount),)

    def receipts(self) -> tuple[DatedAmount, ...]:
        """What the investor received: not what is only promised, planned or expected."""
        if self.cap_table is not None:
            return self._flows(is_contribution=False)
        return tuple(
            DatedAmount(exit.when, sourced(exit.proceeds, exit.citations))
            for exit in self.exits
            if is_paid(exit.proceeds)
        )

    def received_by(self, on: Period | None = None) -> Figure | None:
        """What had come back by a date, nominal; None where nothing is said of it, which is not that nothing did.

        Parameters
        ----------
        on : Period, optional
            What had happened by its end counts; all that is recorded where nothing is given.

        Examples
        --------
        >>> print(Investment("boe", investee=Firm("boe"), amount="9 CNY, 2009").received_by())
        None
        >>> print(Investment(
        ...     "boe", investee=Firm("boe"), amount="9 CNY, 2009", figures={"received": "0 CNY, 2012"}).received_by())
        0 CNY, 2012
        """
        if receipts := self.receipts():
            return total_by(receipts, on)
        if self.cap_table is not None and (paid := self.payments()):  # which lists all that happened
            return Figure.exact(0, paid[0].amount.unit, on)
        return stated_total_by(Entity.claims(self, "received"), on)

    def value(self, on: Period | None = None) -> Figure | None:
        """What was still held by a date, as of its last valuation; None where nobody put a value on it.

        Parameters
        ----------
        on : Period, optional
            What had happened by its end counts; all that is recorded where nothing is given.
        """
        if self.cap_table is not None:
            return self.cap_table.replay().value(self.holder or "", on)
        left = [exit for exit in self.exits if on is not None and not is_by(exit.when, on)]
        left += [exit for exit in self.exits if not is_paid(exit.proceeds)]
        if self.exits and not left and not self._holds_more():
            last = self.exits[-1]
            return Figure.exact(0, last.proceeds.unit, last.when)
        return None

    def valuation_dates(self) -> tuple[Period, ...]:
        """When somebody put a value on the investee, or said what had come back."""
        if self.cap_table is not None:
            return tuple(state.when for state in self.cap_table.replay().states if state.post_money is not None)
        stated = () if self.exits else Entity.claims(self, "received")
        return tuple(figure.period for figure in stated if figure.period is not None and is_paid(figure))

    def _flows(self, *, is_contribution: bool) -> tuple[DatedAmount, ...]:
        assert self.cap_table is not None  # callers have seen to that
        flows = self.cap_table.replay().flows(self.holder or "")
        return tuple(DatedAmount(flow.when, flow.amount) for flow in flows if flow.is_contribution is is_contribution)

    def mark(self, event: str, *, basis: Basis = "post-money") -> Mark:
        """What was paid, received and is still held, at the value that an event of the cap table put on the company.

        Raises
        ------
        MissingInputError
            If there is no cap table, or the event was not priced.
        """
        if self.cap_table is None:
            raise MissingInputError(f"{self.id} has no cap table", missing=("cap_table",))
        return self.cap_table.replay().mark(self.holder or "", event, basis=basis)

    @derived(
        shown="×",
        label={"en": "realised multiple (DPI)", "zh": "已实现倍数 (DPI)", "de": "realisiertes Vielfaches (DPI)"},
    )
    def realised_multiple(self, paid: Figure, received: Figure) -> Figure:
        """All that came back over all that was paid, whatever is still held; nominal."""
        multiple: Figure = dpi(paid, received)
        return multiple

    @derived(
        shown="%/year",
        label={"en": "internal rate of return", "zh": "内部收益率 (IRR)", "de": "interner Zinsfuß (IRR)"},
    )
    def irr(self) -> Figure:
        """Internal rate of what was paid and received, what is still held at the last value of the cap table.

        Raises
        ------
        MissingInputError
            Naming what is not there: the amount, its date, dated exits, or the value of what is still held.
        DomainError
            If there is no rate, or there are several.
        """
        paid, received = self.payments(), self.receipts()
        if self.cap_table is not None:
            received = (*received, *self._still_held())
        undated = (self.closed is None and not paid) or any(when is None for when, _ in paid)
        missing = tuple(
            name
            for name, lacks in (
                ("amount", not paid),
                ("closed", undated),
                ("exits", not received),
                ("a mark", self._holds_more()),
            )
            if lacks
        )
        if missing:
            raise MissingInputError(
                f"{self.id}.irr needs {' and '.join(missing)}, dated",
                found=f"only what was {self.amount.status}" if self.amount is not None and not paid else None,
                missing=missing,
            )
        return rate_of_return(paid, received) / Figure.exact(1, "year")

    def _still_held(self) -> list[DatedAmount]:
        """What is held at the end, at the last value that an event put on the company, if nothing came after it."""
        assert self.cap_table is not None  # callers have seen to that
        history = self.cap_table.replay()
        last = history.states[-1]
        if last.post_money is None:
            raise MissingInputError(
                f"{self.id}.irr needs the value of what is held after {last.event}, which puts none on the company",
                missing=("a mark",),
            )
        mark = history.mark(self.holder or "", last.event)
        return [DatedAmount(mark.when, mark.value)] if mark.value.high > 0 else []

    def _holds_more(self) -> bool:
        """Whether exits are recorded of a part only, as far as their shares say."""
        sold = [exit.share for exit in self.exits if exit.share is not None]
        if self.stake is None or len(sold) < len(self.exits) or not sold:
            return False
        return float_sum(share.to("%").high for share in sold) < self.stake.to("%").low

    @derived(
        label={"en": "implied post-money valuation", "zh": "隐含投后估值", "de": "implizite Bewertung nach der Runde"}
    )
    def implied_valuation(self, amount: Figure, stake: Figure) -> Figure:
        """The value of the investee at which the amount bought the stake."""
        return amount / stake.to("")
