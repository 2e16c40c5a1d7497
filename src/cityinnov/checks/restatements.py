"""Restatements: one amount given in two currencies, which implies a rate, and so a date."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Protocol, runtime_checkable

from cityinnov.checks.finding import Severity
from cityinnov.checks.rule import Audit, Stated, Suspicion, rule
from cityinnov.errors import CityinnovError, InputError
from cityinnov.message import Message
from cityinnov.values.bounds import Bounds
from cityinnov.values.figure import Figure
from cityinnov.values.money import ImpliedRate, Rates, implied_rate
from cityinnov.values.period import Period

__all__ = ["restated_at_another_rate"]


@runtime_checkable
class ObservedRates(Rates, Protocol):
    """Rates that can list the single observations within a period, as a daily table can."""

    def observed(self, base: str, quote: str, period: Period) -> tuple[tuple[Period, float], ...]:
        """How much of `quote` one of `base` made, with the day or month of each."""


#: How far back before its source a fitting year is looked for.
MOST_YEARS = 40


@rule("C101", Severity.WARNING)
def restated_at_another_rate(audit: Audit) -> Iterator[Suspicion]:
    """An amount restated in another currency at a rate that its own period did not have.

    Newspapers convert at the rate of the day they print, whatever year the amount is of: the error is as large as the
    currency has moved since. The implied rate is compared with the average of the period and the rates of its days,
    within the rounding of the restatement. Where the restatement has a single digit before its zeros, it may have been
    rounded to that digit: if only this reading fits, that is a note, as it fits almost any year.

    Examples
    --------
    >>> from cityinnov import CaseStudy, Firm, Investment, check_case
    >>> from cityinnov.prices.exchange import ExchangeRates
    >>> rates = ExchangeRates.ecb()
    >>> def paid(amount):
    ...     nio = Firm("nio")
    ...     return CaseStudy("study", firms=[nio], investments=[Investment("rescue", investee=nio, amount=amount)])
    >>> print(check_case(paid("7 billion CNY (970 million USD), 2020"), select=["C101"], rates=rates))
    investments.rescue.amount: C101 warning: 970 million USD for 7 billion CNY is 7.2165 CNY/USD \
(7.1795 to 7.2539, as rounded); 2020 had 6.9003 (to settle: use 7 billion CNY and convert it at the rate of 2020, or \
say of which date the dollars are)
    >>> print(check_case(paid("7 billion CNY (1.01 billion USD), 2020"), select=["C101"], rates=rates))
    no findings
    """
    restated = [stated for stated in audit.stated if _is_restated(stated.figure)]
    if restated and audit.rates is None:
        yield Suspicion(
            restated[0].path,
            Message.counted(
                "an amount is restated in another currency, and no exchange rates were given to set that against",
                "{n} amounts are restated in another currency, and no exchange rates were given to set that against",
                len(restated),
            ),
            Message("pip install 'cityinnov[prices]'; in Python check_case(case, rates=ExchangeRates.ecb())"),
            tuple(stated.figure for stated in restated),
            Severity.NOTE,
        )
    elif audit.rates is not None:
        for stated in restated:
            yield from _set_against(audit, audit.rates, stated)


def _is_restated(figure: Figure) -> bool:
    return any(_is_other_money(figure, other) for other in figure.restated)


def _is_other_money(figure: Figure, other: Figure) -> bool:
    return bool(figure.unit.money and other.unit.money) and figure.unit.money != other.unit.money


def _set_against(audit: Audit, rates: Rates, stated: Stated) -> Iterator[Suspicion]:
    figure = stated.figure
    if stated.period is None:
        return  # C603 says that it has none
    when = stated.period.certain()
    try:
        implied = implied_rate(_point(figure))
    except CityinnovError:
        return  # bounds that are not of one kind, or units beyond one money: no rate follows from them
    if len(implied.rate.unit.powers) != 2:
        return  # more than two units of money: no single rate
    rate_of = partial(_rate, rates, implied)
    own = rate_of(when)
    span = [rate for rate in (own, *_within(rates, implied, when)) if rate is not None]
    if not span:
        yield Suspicion(
            stated.path,
            Message(
                "{rate} is implied, and there is no rate of {when} to set it against", rate=implied.message, when=when
            ),
            Message("give a rate of {unit} for {when}", unit=implied.rate.unit.text, when=when),
            (figure,),
            Severity.NOTE,
        )
        return
    fits = [_meets(reading, min(span), max(span)) for reading in implied.readings]
    if fits[-1]:
        return
    other = next(each for each in figure.restated if _is_other_money(figure, each))
    shown = own if own is not None else sum(span) / len(span)
    message = Message(
        "{restated} for {amount} is {rate}; {when} had {rate_then}",
        restated=other,
        amount=figure,
        rate=implied.message,
        when=when,
        rate_then=Figure.exact(float(f"{shown:.5g}")),
    )
    fitting = _fitting(audit, stated, implied.readings[-1], rate_of)
    if fitting:
        message = Message("{said}; it is the rate of {periods}", said=message, periods=fitting)
    severity = None
    if fits[0]:
        message = Message("{said}; read to one digit it fits, and so says little", said=message)
        severity = Severity.NOTE
    yield Suspicion(
        stated.path,
        message,
        Message(
            "use {amount} and convert it at the rate of {when}, or say of which date the {currency} are",
            amount=figure,
            when=when,
            currency=_currency_word(other),
        ),
        (figure, other),
        severity,
    )


def _point(figure: Figure) -> Figure:
    """The amount and its restatements without their qualifiers, where each has one end ("over 7", "over 1")."""
    other = tuple(each for each in figure.restated if each.unit.money)
    if figure.natural.is_point and all(each.natural.is_point for each in other):
        return figure
    return Figure(_end(figure), figure.unit, figure.period, restated=[_without_qualifier(each) for each in other])


def _without_qualifier(figure: Figure) -> Figure:
    return Figure(_end(figure), figure.unit, stated=figure.stated)


def _end(figure: Figure) -> float:
    bounds = figure.natural
    finite = {end for end in (bounds.low, bounds.high) if abs(end) not in (0.0, float("inf"))}
    if len(finite) != 1:
        raise InputError("the amount is a range", found=figure.display())
    return finite.pop()


def _rate(rates: Rates, implied: ImpliedRate, period: Period) -> float | None:
    """The average of a period, in the unit of the implied rate; None where there is none."""
    (over, _), (under, _) = implied.rate.unit.powers
    try:
        quoted = rates.quotation(over, under, period)
    except CityinnovError:
        return None  # the table has not this currency, or not this period: the caller says so
    return quoted.mid if quoted.unit == implied.rate.unit else 1 / quoted.mid


def _within(rates: Rates, implied: ImpliedRate, period: Period) -> list[float | None]:
    """The rates of the days within a period, as far as the table knows days, and of its years."""
    if period.start is None or period.end is None:
        return []
    (over, _), (under, _) = implied.rate.unit.powers
    years = [Period.of(year) for year in range(period.start.year, period.end.year + 1)]
    known: list[float | None] = [_rate(rates, implied, year) for year in years if period.contains(year)]
    if isinstance(rates, ObservedRates):
        try:
            known += [value for _, value in rates.observed(under, over, period)]
        except CityinnovError:
            return known  # as in _rate
    return known


def _fitting(audit: Audit, stated: Stated, reading: Bounds, rate_of: partial[float | None]) -> tuple[Period, ...]:
    """The years up to that of the source whose average fits, and the fitting months of the source's own year."""
    issued = audit.issued(stated.citations)
    last = issued.end if issued is not None else None
    period = stated.period
    if last is None or period is None or period.start is None:
        return ()
    years = [Period.of(year) for year in range(max(period.start.year, last.year - MOST_YEARS), last.year + 1)]
    months = [Period.of(f"{last.year:04d}-{month:02d}") for month in range(1, last.month + 1)]
    fits = [each for each in years if (rate := rate_of(each)) is not None and rate in reading]
    if Period.of(last.year) not in fits:
        fits += [each for each in months if (rate := rate_of(each)) is not None and rate in reading]
    return tuple(fits)


def _meets(reading: Bounds, low: float, high: float) -> bool:
    return reading.low <= high and low <= reading.high


def _currency_word(figure: Figure) -> str:
    code = figure.unit.money[0]
    return {"USD": Message("dollars"), "CNY": Message("yuan"), "EUR": Message("euros")}.get(code, code)
