"""Money through time and across borders: exchange, deflation, purchasing power, and what a restatement implies.

An exchange rate (CNY/USD), a deflator (CNY/CNY_2015) and a purchasing-power parity (CNY/INTL) are one
thing: a figure that says how much of one money goes into one of another. An amount is multiplied or
divided by it so that the units cancel, inside compound units too (CNY/vehicle), and the rate becomes a
leaf of the lineage with its own period and source. Where rates come from is not known here: the
protocols say what is asked of them, `cityinnov.prices` has tables that answer.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

import attrs

from cityinnov.errors import CurrencyError, InputError, MissingInputError, PriceBasisError
from cityinnov.message import Message
from cityinnov.values.arithmetic import divide
from cityinnov.values.bounds import Bounds
from cityinnov.values.lineage import Caveat, Derivation
from cityinnov.values.node import derived, leaf, with_parts
from cityinnov.values.numbers import significant_digits, write_number
from cityinnov.values.period import Period
from cityinnov.values.rules import Status
from cityinnov.values.units import Unit, symbol_of

if TYPE_CHECKING:
    from cityinnov.values.figure import Figure

__all__ = [
    "Deflator",
    "ImpliedRate",
    "Money",
    "Parity",
    "Rates",
    "convert",
    "currency_code",
    "deflate",
    "implied_rate",
    "money_of",
    "rounding",
    "to_ppp",
]

When = Period | str | int | datetime.date

INTERNATIONAL = "INTL"
#: The international dollar buys in any economy what a US dollar buys in the United States.
PRICED_LIKE = {INTERNATIONAL: "USD"}


class Rates(Protocol):
    """Exchange rates, as `convert` asks for them."""

    def quotation(self, currency: str, other: str, period: Period) -> Figure:
        """The rate of a pair over a period, in units of one for one of the other, whichever way it is quoted."""


class Deflator(Protocol):
    """The price index of one economy, as `deflate` asks for it."""

    @property
    def economy(self) -> str:
        """The economy whose prices it follows, by its ISO 3166 code."""

    @property
    def currency(self) -> str:
        """The currency of that economy."""

    def deflator(self, base_year: int, period: Period, currency: str) -> Figure:
        """Prices of a period for one of the base year, in units such as CNY/CNY_2015."""


class Parity(Protocol):
    """The purchasing-power parity of one economy, as `to_ppp` asks for it."""

    @property
    def economy(self) -> str:
        """The economy, by its ISO 3166 code."""

    @property
    def currency(self) -> str:
        """The currency of that economy."""

    def parity(self, period: Period) -> Figure:
        """How much of the currency buys what an international dollar buys, in units such as CNY/INTL."""


# -- from one money to another ----------------------------------------------------------


def convert(figure: Figure, currency: str, rates: Rates, *, on: When | None = None) -> Figure:
    """The amount in another currency, at the rate of its own period.

    Parameters
    ----------
    figure : Figure
        An amount of money, or one of a compound unit such as CNY/vehicle. Constant prices stay constant
        prices: CNY_2015 becomes USD_2015 at the rate of 2015, as in the World Bank's constant-dollar series,
        which keep the growth that was measured at home.
    currency : str
        The currency wanted, by its ISO 4217 code or an unambiguous name.
    rates : Rates
        Where the rate comes from, e.g. `ExchangeRates.ecb()`.
    on : Period, str, int or date, optional
        Another period or day whose rate to take; the result then carries the caveat.

    Raises
    ------
    PriceBasisError
        If the amount has no period and `on` is not given, or if constant prices are given an `on`.
    CurrencyError
        If the figure is no amount of one currency, or is one of international dollars.
    MissingInputError
        If there is no rate for that period.

    Examples
    --------
    >>> from cityinnov.prices.stated import StatedRates
    >>> from cityinnov.values.figure import Figure
    >>> rates = StatedRates([Figure.parse("6.90 CNY/USD, 2020 [fed]")])
    >>> paid = Figure.parse("7 billion CNY, 2020 [br]").convert("USD", rates)
    >>> print(paid.explain())
    1 billion USD  =  divide
    ├─ 7 billion CNY, 2020 [br]
    └─ 6.9 CNY/USD "6.90 CNY/USD", 2020 [fed]
    """
    money = money_of(figure.unit)
    target = currency_code(currency)
    if money.code == target:
        return figure
    if INTERNATIONAL in (money.code, target):
        raise CurrencyError(
            "international dollars are no currency: no rate of exchange leads to or from them",
            hint="use .to_ppp(parity) on the amount in its own currency",
        )
    when = _period_of_rate(figure, money, on)
    rate = rates.quotation(money.code, target, when)
    priced = target if money.base_year is None else f"{target}_{money.base_year}"
    return _exchanged(figure, money, priced, rate, _other_period(figure, money, when))


def deflate(figure: Figure, year: int, index: Deflator, *, on: When | None = None) -> Figure:
    """The amount at the constant prices of a year: CNY becomes CNY_2015, CNY_2010 too.

    Parameters
    ----------
    figure : Figure
        An amount at current prices, or at the constant prices of another year.
    year : int
        The base year wanted.
    index : Deflator
        The price index, e.g. `PriceIndex.of("CN")`.
    on : Period, str, int or date, optional
        The period in whose prices the amount stands, where that is not the amount's own.

    Raises
    ------
    PriceBasisError
        If the amount has no period and `on` is not given, or if constant prices are given an `on`.
    CurrencyError
        If the figure is no amount of one currency.
    MissingInputError
        If the index does not cover the period or the base year.
    """
    money = money_of(figure.unit)
    if isinstance(year, bool) or not isinstance(year, int):
        raise InputError("a price basis is a year", found=repr(year)[:40], expected="an int, e.g. 2015")
    if money.base_year == year:
        return figure
    when = _period_of_rate(figure, money, on)
    level = index.deflator(year, when, money.code)
    said = _other_period(figure, money, when)
    if index.currency != PRICED_LIKE.get(money.code, money.code):
        said = (*said, Caveat("foreign-deflator", (money.code, index.economy)))
    return _exchanged(figure, money, f"{money.code}_{year}", level, said)


def to_ppp(figure: Figure, parity: Parity, *, on: When | None = None) -> Figure:
    """The amount in international dollars, by what it buys: CNY becomes INTL, CNY_2017 becomes INTL_2017.

    Parameters
    ----------
    figure : Figure
        An amount in the currency of the parity's economy.
    parity : Parity
        The purchasing-power parity, e.g. `PurchasingPowerParity.of("CN")`.
    on : Period, str, int or date, optional
        The period whose parity to take, where that is not the amount's own.

    Raises
    ------
    PriceBasisError
        If the amount has no period and `on` is not given, or if constant prices are given an `on`.
    CurrencyError
        If the figure is no amount of the economy's currency.
    MissingInputError
        If the parity of that period is not known.
    """
    money = money_of(figure.unit)
    if money.code == INTERNATIONAL:
        return figure
    if money.code != parity.currency:
        raise CurrencyError(
            f"the parity of {parity.economy} is one of {parity.currency}, not of {money.code}",
            hint=f'convert first: .convert("{parity.currency}", rates), or take that of its own economy',
        )
    when = _period_of_rate(figure, money, on)
    priced = INTERNATIONAL if money.base_year is None else f"{INTERNATIONAL}_{money.base_year}"
    return _exchanged(figure, money, priced, parity.parity(when), _other_period(figure, money, when))


class Money(NamedTuple):
    """The one money in a unit: its symbol there, its currency, the base year of constant prices, and 1 or −1.

    Examples
    --------
    >>> money_of(Unit.parse("CNY_2015/person"))
    Money(symbol='CNY_2015', code='CNY', base_year=2015, power=1)
    """

    symbol: str
    code: str
    base_year: int | None
    power: int


@lru_cache(maxsize=4096)
def money_of(unit: Unit) -> Money:
    """The one money in a unit.

    Raises
    ------
    CurrencyError
        If there is none, or more than one.
    """
    found = [(symbol_of(name), power) for name, power in unit.powers if symbol_of(name).currency]
    if len(found) != 1 or abs(found[0][1]) != 1:
        raise CurrencyError(
            f"{unit.text or 'a plain number'} is no amount of one money",
            expected="a unit with one currency in it, e.g. CNY, EUR/person, CNY_2015",
        )
    ((symbol, power),) = found
    return Money(symbol.symbol, symbol.currency or "", symbol.base_year, power)


def currency_code(currency: object) -> str:
    """The ISO 4217 code of a currency, by that code or by a name of its own.

    Raises
    ------
    CurrencyError
        For what is no currency, and for constant prices; `UnitError` for a name that is not known.

    Examples
    --------
    >>> currency_code("yuan"), currency_code("USD")
    ('CNY', 'USD')
    """
    if not isinstance(currency, str):
        raise InputError("a currency is a text", found=repr(currency)[:40], expected="a code of ISO 4217, e.g. USD")
    return _currency_code(currency)


@lru_cache(maxsize=512)
def _currency_code(currency: str) -> str:
    unit = Unit.parse(currency)
    if unit.money != (unit.text,):
        raise CurrencyError(
            f"{unit.text or 'nothing'} is no currency",
            expected="a code of ISO 4217, e.g. USD",
            hint=".convert keeps the price basis, .deflate(year, index) changes it" if unit.base_years else None,
        )
    return unit.text


def _period_of_rate(figure: Figure, money: Money, on: When | None) -> Period:
    """The period whose rate an amount asks for: of constant prices the base year, else its own or the one given."""
    if money.base_year is not None:
        if on is not None:
            raise PriceBasisError(
                f"{money.symbol} stands in prices of {money.base_year}, so only that year's rate applies",
                found=f"on={on!r}",
            )
        return Period.of(money.base_year)
    if on is not None:
        return Period.of(on)
    if figure.period is None:
        raise PriceBasisError(
            Message("{amount} has no period, so no rate belongs to it", amount=figure),
            hint=Message("give it one, e.g. '7 billion CNY, 2020', or say on=2020"),
        )
    return figure.period


def _other_period(figure: Figure, money: Money, when: Period) -> tuple[Caveat, ...]:
    """The caveat that the rate is not one of the amount's own time."""
    own = figure.period
    if own is when or money.base_year is not None or (own is not None and own.contains(when)):
        return ()
    return (Caveat("other-period", (str(when), "no stated period" if own is None else str(own))),)


def _exchanged(figure: Figure, money: Money, priced: str, rate: Figure, caveats: tuple[Caveat, ...]) -> Figure:
    """The amount times or through the rate, so that its money becomes the other."""
    if _is_per_other(rate.unit, money.code) == (money.power > 0):
        operation, natural = "divide", figure.natural / rate.natural
    else:
        operation, natural = "multiply", figure.natural * rate.natural
    made = Derivation(operation, (figure, rate), None, caveats)
    unit = _repriced(figure.unit, money.symbol, priced)
    is_tight = figure.derivation is None and rate.derivation is None
    return derived(figure.__class__, natural, unit, figure.period, figure.status, made, natural if is_tight else None)


@lru_cache(maxsize=4096)
def _is_per_other(rate: Unit, code: str) -> bool:
    """Whether a rate is in units of this money for one of another, rather than the other way round."""
    (over, one), (_, minus_one) = rate.powers
    assert (one, minus_one) == (1, -1)
    return symbol_of(over).currency == code and symbol_of(over).base_year is None


@lru_cache(maxsize=4096)
def _repriced(unit: Unit, old: str, new: str) -> Unit:
    return unit.replaced(old, new)


# -- what a restatement implies -----------------------------------------------------------


def rounding(figure: Figure) -> tuple[Bounds, ...]:
    """What a stated value may have been before it was rounded: half a unit either side of its last digit.

    Zeros that end a whole number may be digits or only fill up, so they are taken to fill up. Where that
    leaves a single digit, as in 20 billion, whether it was rounded to one or to two cannot be known, and
    both readings are given, the coarser first.

    Returns
    -------
    tuple of Bounds
        One or two readings, in the figure's unit; the higher end is open, as halves are rounded up.

    Raises
    ------
    InputError
        If the figure was not stated as one value.

    Examples
    --------
    >>> from cityinnov.values.figure import Figure
    >>> rounding(Figure.parse("970 million USD"))
    (Bounds [965000000, 975000000),)
    >>> rounding(Figure.parse("20 firms")), rounding(Figure.parse("20.0 %"))
    ((Bounds [15, 25), Bounds [19.5, 20.5)), (Bounds [19.95, 20.05),))
    """
    value = figure.natural
    if figure.derivation is not None or not value.is_point:
        raise InputError("only one stated value has a last digit", found=figure.display(), expected="e.g. 970 million")
    exact = Decimal(repr(value.low)).normalize()
    text = figure.stated if figure.stated and significant_digits(figure.stated) else write_number(value.low)
    return tuple(_half_a_unit(exact, digits, value.approx) for digits in _digits(text, exact))


_DECIMALS = re.compile(r"[0-9][0-9,_]*\.([0-9]+)")


def _digits(text: str, exact: Decimal) -> tuple[int, ...]:
    """To how many significant digits a value may have been rounded."""
    given = significant_digits(text) or 1
    if decimals := _DECIMALS.search(text):
        return (given if exact else len(decimals[1]) + 1,)  # of a zero, all the places that are written
    fewest = len(exact.as_tuple().digits)
    return (1, 2) if fewest == 1 < given else (min(fewest, given),)


def _half_a_unit(exact: Decimal, digits: int, approx: bool) -> Bounds:
    half = Decimal(5).scaleb(exact.adjusted() - digits)
    low, high = float(exact - half), float(exact + half)
    return Bounds(low, high, exact >= 0, exact < 0, approx)


@attrs.frozen(slots=True)
class ImpliedRate:
    """The rate at which a source has restated an amount, and what its rounding leaves open.

    Attributes
    ----------
    rate : Figure
        The one amount over the other, as they are printed; its lineage has both.
    readings : tuple of Bounds
        Where the rate lies if the restatement was rounded and the original was not, in the unit of
        `rate`: one for each reading that `rounding` gives.
    """

    rate: Figure
    readings: tuple[Bounds, ...]

    @property
    def message(self) -> Message:
        """The rate with its readings, as reports say it."""
        readings = tuple(
            Message("{low} to {high}", low=_rounded(reading.low), high=_rounded(reading.high))
            for reading in self.readings
        )
        bounds = Bounds.exact(_rounded(self.rate.mid))
        rate = leaf(type(self.rate), bounds, self.rate.unit, None, Status.UNSTATED)
        return Message("{rate} ({readings:or}, as rounded)", rate=rate, readings=readings)

    def __str__(self) -> str:
        return str(self.message)


def _rounded(rate: float) -> float:
    return float(f"{rate:.5g}")


def implied_rate(figure: Figure) -> ImpliedRate:
    """The exchange rate between an amount and its restatement in another currency.

    Raises
    ------
    MissingInputError
        If the figure is not restated in another currency.
    InputError
        If either was not stated as one value.

    Examples
    --------
    >>> from cityinnov.values.figure import Figure
    >>> print(implied_rate(Figure.parse("7 billion CNY (970 million USD), 2020 [br ¶10]")))
    7.2165 CNY/USD (7.1795 to 7.2539, as rounded)
    """
    restated = next((other for other in figure.restated if _is_other_money(figure.unit, other.unit)), None)
    if restated is None:
        raise MissingInputError(
            f"{figure} is not restated in another currency",
            expected="e.g. 7 billion CNY (970 million USD), 2020",
            missing="restated",
        )
    if not figure.natural.is_point:
        raise InputError("a rate is implied by two values, not by bounds", found=figure.display())
    same = with_parts(restated, period=figure.period, status=figure.status, citations=figure.citations)
    return ImpliedRate(divide(figure, same), tuple(figure.natural / reading for reading in rounding(restated)))


def _is_other_money(unit: Unit, other: Unit) -> bool:
    return bool(unit.money and other.money) and unit.money != other.money
