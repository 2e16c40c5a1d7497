"""Money as figures: rates, indices and parities made up by hand, so that every result can be worked out in the head."""

from __future__ import annotations

import copy
import pickle

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityinnov import Bounds, Citation, Figure, Period
from cityinnov.errors import (
    CurrencyError,
    DimensionError,
    InputError,
    MissingInputError,
    PriceBasisError,
    UnitError,
)
from cityinnov.values.money import currency_code, money_of
from cityinnov.values.units import Unit


class SevenYuanADollar:
    """A rate for any year: 7 CNY/USD in 2020, one more or less for each year before or after."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Period]] = []
        self.made: dict[Period, Figure] = {}

    def quotation(self, currency: str, other: str, period: Period) -> Figure:
        self.asked.append((currency, other, period))
        value = 7 + 2020 - (period.year or 0)
        made = Figure.exact(value, "CNY/USD", period, citations=Citation("bank"))
        return self.made.setdefault(period, made)


@attrs.frozen
class Prices:
    """Prices that double from 2010 to 2020, linearly."""

    economy: str = "CN"
    currency: str = "CNY"

    def deflator(self, base_year: int, period: Period, currency: str) -> Figure:
        level = {year: 1 + (year - 2010) / 10 for year in (2010, 2015, 2020)}
        ratio = level[period.year or 0] / level[base_year]
        return Figure.exact(ratio, f"{currency}/{currency}_{base_year}", period, citations=Citation("office"))


@attrs.frozen
class FourYuanADollar:
    """A parity of 4 CNY/INTL in every year."""

    economy: str = "CN"
    currency: str = "CNY"

    def parity(self, period: Period) -> Figure:
        return Figure.exact(4, "CNY/INTL", period, citations=Citation("icp"))


@pytest.fixture
def rates() -> SevenYuanADollar:
    return SevenYuanADollar()


# -- conversion -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "currency", "expected"),
    [
        ("14 billion CNY, 2020", "USD", "2 billion USD, 2020"),
        ("2 billion USD, 2020", "CNY", "14 billion CNY, 2020"),
        ("2 billion USD, 2020", "yuan", "14 billion CNY, 2020"),
        ("140,000 CNY/vehicle, 2020", "USD", "20,000 USD/vehicle, 2020"),
        ("140 CNY/person/year, 2020", "USD", "20 USD/person/year, 2020"),
        ("3 vehicles/CNY, 2020", "USD", "21 vehicles/USD, 2020"),  # a dollar buys seven times as many
        ("3 vehicles/USD, 2020", "CNY", "0.42857142857142855 vehicles/CNY, 2020"),
        ("over 14 CNY, 2020", "USD", "over 2 USD, 2020"),
        ("7 to 14 CNY, 2020, planned", "USD", "1 to 2 USD, 2020, planned"),
        ("about 14 CNY, 2020?", "USD", "about 2 USD, 2020?"),
        ("-14 CNY, 2020", "USD", "-2 USD, 2020"),
        ("0 CNY, 2020", "USD", "0 USD, 2020"),
        # constant prices keep their basis, at the rate of the base year: 12 in 2015
        ("24 CNY_2015, 2020", "USD", "2 USD_2015, 2020"),
        ("24 CNY_2015", "USD", "2 USD_2015"),
    ],
)
def test_an_amount_converts_with_all_that_is_known_of_it(
    rates: SevenYuanADollar, text: str, currency: str, expected: str
) -> None:
    converted, wanted = Figure.parse(text).convert(currency, rates), Figure.parse(expected)
    assert converted.bounds == wanted.bounds
    assert converted.unit == wanted.unit
    assert (converted.period, converted.status) == (wanted.period, wanted.status)
    assert converted.caveats() == ()


def test_the_rate_is_a_leaf_with_its_period_and_source(rates: SevenYuanADollar) -> None:
    converted = Figure.parse("14 billion CNY, 2020 [br]").convert("USD", rates)
    assert converted.explain().splitlines() == [
        "2 billion USD  =  divide",
        "├─ 14 billion CNY, 2020 [br]",
        "└─ 7 CNY/USD, 2020 [bank]",
    ]
    assert [citation.source for citation in converted.sources()] == ["br", "bank"]
    assert rates.asked == [("CNY", "USD", Period("2020"))]
    back = Figure.parse("2 billion USD, 2020").convert("CNY", rates)
    assert back.explain().splitlines()[0] == "14 billion CNY  =  multiply"


def test_one_rate_is_one_unknown() -> None:
    """Two amounts at one uncertain rate: it cancels from their ratio, and is counted once in their sum."""

    class Uncertain(SevenYuanADollar):
        rate = Figure.parse("6 to 8 CNY/USD, 2020")

        def quotation(self, currency: str, other: str, period: Period) -> Figure:
            return self.rate

    a, b = (Figure.parse(f"{amount} CNY, 2020").convert("USD", Uncertain()) for amount in (48, 24))
    ratio = a / b
    assert (ratio.low, ratio.high) == pytest.approx((2, 2))
    assert ((a + b).low, (a + b).high) == (9, 12)


def test_the_currency_it_is_in_needs_no_rate(rates: SevenYuanADollar) -> None:
    amount = Figure.parse("14 billion CNY")
    assert amount.convert("CNY", rates) is amount
    assert rates.asked == []


@pytest.mark.parametrize(("on", "expected"), [(2021, 6), ("2021-05", 6), (Period("2013"), 14)])
def test_the_rate_of_another_time_leaves_a_caveat(rates: SevenYuanADollar, on: object, expected: float) -> None:
    converted = Figure.parse("84 CNY, 2020").convert("USD", rates, on=on)
    assert converted.mid == 84 / expected
    assert converted.period == Period("2020")
    (caveat,) = converted.caveats()
    assert (caveat.code, caveat.operands) == ("other-period", (str(Period.of(on)), "2020"))
    assert str(Period.of(on)) in caveat.text


def test_a_day_within_the_amount_s_own_time_needs_no_caveat(rates: SevenYuanADollar) -> None:
    assert Figure.parse("84 CNY, 2020").convert("USD", rates, on="2020-04-29").caveats() == ()


def test_an_undated_amount_has_no_rate_unless_one_is_named(rates: SevenYuanADollar) -> None:
    with pytest.raises(PriceBasisError, match="no period"):
        Figure.parse("84 CNY").convert("USD", rates)
    converted = Figure.parse("84 CNY").convert("USD", rates, on=2020)
    assert (converted.mid, converted.period) == (12, None)
    assert converted.caveats()[0].operands == ("2020", "no stated period")


@settings(max_examples=50)
@given(
    amount=st.floats(allow_nan=False, allow_infinity=False),
    unit=st.sampled_from(["CNY", "EUR/person", "vehicle/USD", "JPY/person/year"]),
)
def test_nothing_converts_without_a_period(amount: float, unit: str) -> None:
    rates = SevenYuanADollar()
    with pytest.raises(PriceBasisError, match="has no period"):
        Figure.exact(amount, unit).convert("KRW", rates)
    assert rates.asked == []


@pytest.mark.parametrize(
    ("text", "currency", "error", "says"),
    [
        ("500 firms, 2020", "USD", CurrencyError, "firm is no amount of one money"),
        ("0.4, 2020", "USD", CurrencyError, "a plain number is no amount"),
        ("7 CNY/USD, 2020", "USD", CurrencyError, "CNY/USD is no amount"),
        ("7 CNY^2, 2020", "USD", CurrencyError, "no amount of one money"),
        ("7 CNY, 2020", "firm", CurrencyError, "firm is no currency"),
        ("7 CNY, 2020", "", CurrencyError, "nothing is no currency"),
        ("7 CNY, 2020", "USD_2015", CurrencyError, "deflate"),
        ("7 CNY, 2020", "INTL", CurrencyError, "to_ppp"),
        ("7 INTL, 2020", "CNY", CurrencyError, "to_ppp"),
        ("7 CNY, 2020", "dollar", UnitError, "several things"),
        ("7 CNY, 2020", "USDD", UnitError, "not in the vocabulary"),
        ("7 CNY, 2020", None, InputError, "a currency is a text"),
    ],
)
def test_what_does_not_convert_says_why(
    rates: SevenYuanADollar, text: str, currency: str, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        Figure.parse(text).convert(currency, rates)


def test_constant_prices_have_their_base_year_s_rate_and_no_other(rates: SevenYuanADollar) -> None:
    with pytest.raises(PriceBasisError, match="only that year's"):
        Figure.parse("24 CNY_2015, 2020").convert("USD", rates, on=2020)


def test_a_derived_amount_converts_and_a_converted_one_is_derived_from(rates: SevenYuanADollar) -> None:
    price = (Figure.parse("over 14 billion CNY, 2020") / Figure.parse("100 vehicles, 2020")).convert("USD", rates)
    assert price.unit.text == "USD/vehicle"
    assert price.bounds == Bounds.over(2e7)
    assert (price * 2).bounds == Bounds.over(4e7)
    assert len(price.leaves()) == 3


def test_what_is_known_of_a_derived_amount_is_still_known_after_conversion(rates: SevenYuanADollar) -> None:
    # a / (a + b) of 70 yuan, with a of 40 to 60 and b of 90 to 110: 40/150 to 60/150, though a enters twice
    a, b = Figure.between(40, 60, "firm", 2020), Figure.between(90, 110, "firm", 2020)
    part = Figure.parse("70 CNY, 2020") * (a / (a + b))
    converted = part.convert("USD", rates)
    assert (converted.low, converted.high) == pytest.approx((10 * 40 / 150, 10 * 60 / 150))


def test_a_converted_figure_pickles_copies_and_widens(rates: SevenYuanADollar) -> None:
    converted = Figure.parse("about 14 billion CNY, 2020 [br]").convert("USD", rates)
    again = pickle.loads(pickle.dumps(converted))
    assert again == converted == copy.deepcopy(converted)
    assert again.explain() == converted.explain()
    widened = converted.widened(0.1)
    assert (widened.low, widened.high) == pytest.approx((1.8e9, 2.2e9))


@settings(max_examples=50)
@given(
    ends=st.tuples(st.floats(-1e12, 1e12), st.floats(-1e12, 1e12)).map(sorted),
    rate=st.tuples(st.floats(0.01, 1e4), st.floats(0.01, 1e4)).map(sorted),
    at=st.floats(0, 1),
    rate_at=st.floats(0, 1),
)
def test_bounds_enclose_whatever_the_amount_and_the_rate_are(
    ends: list[float], rate: list[float], at: float, rate_at: float
) -> None:
    class Between(SevenYuanADollar):
        def quotation(self, currency: str, other: str, period: Period) -> Figure:
            return Figure.between(*rate, "CNY/USD", 2020)

    amount = min(max(ends[0] + at * (ends[1] - ends[0]), ends[0]), ends[1])
    true_rate = min(max(rate[0] + rate_at * (rate[1] - rate[0]), rate[0]), rate[1])
    bounds = Figure.between(*ends, "CNY", 2020).convert("USD", Between()).bounds
    slack = 1e-12 * max(abs(bounds.low), abs(bounds.high))
    assert bounds.low - slack <= amount / true_rate <= bounds.high + slack


# -- deflation and parities -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("20 CNY, 2020", 2010, "10 CNY_2010, 2020"),
        ("10 CNY, 2010", 2020, "20 CNY_2020, 2010"),
        ("20 CNY/vehicle, 2020", 2010, "10 CNY_2010/vehicle, 2020"),
        ("3 vehicles/CNY, 2020", 2010, "6 vehicles/CNY_2010, 2020"),
        ("over 30 CNY_2015, 2020", 2010, "over 20 CNY_2010, 2020"),  # prices rose by half until 2015
        ("30 CNY_2015", 2010, "20 CNY_2010"),
        ("20 CNY, 2020-05", 2010, "10 CNY_2010, 2020-05"),
    ],
)
def test_an_amount_is_deflated_from_its_own_prices(text: str, year: int, expected: str) -> None:
    deflated, wanted = Figure.parse(text).deflate(year, Prices()), Figure.parse(expected)
    assert deflated.same_value(wanted)
    assert (deflated.unit, deflated.period) == (wanted.unit, wanted.period)
    assert deflated.caveats() == ()
    assert deflated.sources() == (Citation("office"),)


def test_what_stands_in_those_prices_already_is_left_alone() -> None:
    amount = Figure.parse("20 CNY_2015")
    assert amount.deflate(2015, Prices()) is amount


def test_the_prices_of_another_economy_leave_a_caveat() -> None:
    (caveat,) = Figure.parse("20 USD, 2020").deflate(2010, Prices()).caveats()
    assert (caveat.code, caveat.operands) == ("foreign-deflator", ("USD", "CN"))
    codes = [caveat.code for caveat in Figure.parse("20 USD, 2015").deflate(2010, Prices(), on=2020).caveats()]
    assert codes == ["other-period", "foreign-deflator"]


def test_international_dollars_go_by_the_prices_of_the_united_states() -> None:
    american = Prices("US", "USD")
    assert Figure.parse("20 INTL, 2020").deflate(2010, american).caveats() == ()
    assert Figure.parse("20 INTL, 2020").deflate(2010, Prices()).caveats() != ()


@pytest.mark.parametrize(
    ("text", "expected", "year"),
    [
        ("8 CNY, 2020", "2 INTL, 2020", "2020"),
        ("8 CNY/person, 2020", "2 INTL/person, 2020", "2020"),
        ("8 CNY_2015, 2020", "2 INTL_2015, 2020", "2015"),
    ],
)
def test_purchasing_power(text: str, expected: str, year: str) -> None:
    result, wanted = Figure.parse(text).to_ppp(FourYuanADollar()), Figure.parse(expected)
    assert (result.bounds, result.unit, result.period) == (wanted.bounds, wanted.unit, wanted.period)
    assert result.leaves()[1].period == Period(year)
    assert result.to_ppp(FourYuanADollar()) is result


def test_a_parity_is_of_one_currency() -> None:
    with pytest.raises(CurrencyError, match=r"one of CNY, not of USD.*convert"):
        Figure.parse("8 USD, 2020").to_ppp(FourYuanADollar())
    (caveat,) = Figure.parse("8 CNY, 2020").to_ppp(FourYuanADollar(), on=2017).caveats()
    assert caveat.operands == ("2017", "2020")


@pytest.mark.parametrize("year", ["2015", 2015.0, True, None])
def test_a_price_basis_is_a_year(year: int) -> None:
    with pytest.raises(InputError, match="a price basis is a year"):
        Figure.parse("20 CNY, 2020").deflate(year, Prices())


def test_undated_amounts_and_what_is_no_money_are_not_deflated() -> None:
    for change in (lambda f: f.deflate(2010, Prices()), lambda f: f.to_ppp(FourYuanADollar())):
        with pytest.raises(PriceBasisError, match="no period"):
            change(Figure.parse("20 CNY"))
        with pytest.raises(CurrencyError):
            change(Figure.parse("20 firms, 2020"))


def test_the_order_is_free_and_on_record(rates: SevenYuanADollar) -> None:
    # by hand: 140 yuan of 2020 are 70 of 2010, at 17 to the dollar; or 20 dollars, which are 10 of 2010
    amount = Figure.parse("140 CNY, 2020")
    first = amount.deflate(2010, Prices()).convert("USD", rates)
    second = amount.convert("USD", rates).deflate(2010, Prices("US", "USD"))
    assert first.unit == second.unit
    assert (first.mid, second.mid) == (pytest.approx(70 / 17), 10)
    assert first.formula() == "140 CNY / 2 CNY/CNY_2010 / 17 CNY/USD"
    assert second.formula() == "140 CNY / 7 CNY/USD / 2 USD/USD_2010"


# -- rounding ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    # half a unit of the last digit either side, worked out by hand
    ("text", "expected"),
    [
        ("970 million USD", [(965e6, 975e6)]),
        ("20 billion USD", [(15e9, 25e9), (19.5e9, 20.5e9)]),
        ("US$20 billion", [(15e9, 25e9), (19.5e9, 20.5e9)]),
        ("7 billion CNY", [(6.5e9, 7.5e9)]),
        ("150 billion CNY", [(145e9, 155e9)]),
        ("7.0 billion CNY", [(6.95e9, 7.05e9)]),
        ("20.0 %", [(19.95, 20.05)]),
        ("0.050", [(0.0495, 0.0505)]),
        ("1,234 firms", [(1233.5, 1234.5)]),
        ("1,200 firms", [(1150, 1250)]),
        ("1,000 firms", [(500, 1500), (950, 1050)]),
        ("about 40 %", [(35, 45), (39.5, 40.5)]),
        ("-20 %", [(-25, -15), (-20.5, -19.5)]),
    ],
)
def test_rounding(text: str, expected: list[tuple[float, float]]) -> None:
    readings = Figure.parse(text).rounding()
    assert [(reading.low, reading.high) for reading in readings] == [pytest.approx(ends) for ends in expected]


def test_a_half_is_rounded_away_from_zero() -> None:
    (above,), (below,) = Figure.parse("7 firms").rounding(), Figure.parse("-7 %").rounding()
    assert (above.low_closed, above.high_closed) == (True, False)
    assert (below.low_closed, below.high_closed) == (False, True)
    (small,) = Figure.parse("0.4").rounding()
    assert (small.low, small.low_closed, small.high_closed) == (0.35, True, False)
    (nothing,) = Figure.parse("0 %").rounding()
    assert nothing == Bounds(-0.5, 0.5, True, False)
    assert Figure.parse("about 7 firms").rounding()[0].approx


def test_a_value_without_words_of_its_own_is_read_as_it_would_be_written() -> None:
    assert Figure.exact(970e6, "USD").rounding() == Figure.parse("970 million USD").rounding()
    assert Figure.exact(2.5).rounding() == (Bounds(2.45, 2.55, True, False),)


def test_words_after_the_number_are_no_decimals() -> None:
    figure = Figure.exact(20e9, "USD", stated="20 billion U.S. dollars")
    assert len(figure.rounding()) == 2
    assert Figure.exact(2, "×", stated="doubled").rounding() == (Bounds(1.5, 2.5, True, False),)


@pytest.mark.parametrize("text", ["over 500 firms", "3 to 5 %", "nearly 40 %"])
def test_bounds_have_no_last_digit(text: str) -> None:
    with pytest.raises(InputError, match="last digit"):
        Figure.parse(text).rounding()
    with pytest.raises(InputError, match="last digit"):
        (Figure.parse("20 firms") * 2).rounding()


@settings(max_examples=100)
@given(value=st.floats(0.01, 1e12), digits=st.integers(1, 6))
def test_what_a_value_was_rounded_from_is_in_a_reading(value: float, digits: int) -> None:
    printed = Figure.exact(float(f"{value:.{digits - 1}e}"))
    slack = 1e-12 * value
    assert any(reading.low - slack <= value <= reading.high + slack for reading in printed.rounding())


# -- implied rates ------------------------------------------------------------------------------


def test_the_rate_that_a_restatement_implies() -> None:
    # 7,000 / 970 = 7.2165; 7,000 / 975 = 7.1795 and 7,000 / 965 = 7.2539
    figure = Figure.parse("7 billion CNY (970 million USD), 2020, planned [br ¶10]")
    implied = figure.implied_rate()
    assert implied.rate.mid == pytest.approx(7.2165, abs=5e-5)
    assert implied.rate.unit.text == "CNY/USD"
    assert (implied.rate.period, implied.rate.caveats()) == (Period("2020"), ())
    assert implied.rate.sources() == figure.citations
    assert implied.rate.leaves()[0] is figure
    assert [leaf.citations for leaf in implied.rate.leaves()] == [figure.citations] * 2
    (reading,) = implied.readings
    assert (reading.low, reading.high) == pytest.approx((7.1795, 7.2539), abs=5e-5)
    assert (reading.low_closed, reading.high_closed) == (False, True)
    assert str(implied) == "7.2165 CNY/USD (7.1795 to 7.2539, as rounded)"


def test_two_roundings_are_two_readings() -> None:
    implied = Figure.parse("150 billion CNY (20 billion USD), 2016").implied_rate()
    assert implied.rate.mid == 7.5
    ends = [(reading.low, reading.high) for reading in implied.readings]
    assert ends == [pytest.approx((6, 10)), pytest.approx((150 / 20.5, 150 / 19.5))]
    assert str(implied) == "7.5 CNY/USD (6 to 10 or 7.3171 to 7.6923, as rounded)"


def test_a_restated_price_implies_a_rate_too() -> None:
    assert Figure.parse("140,000 CNY/vehicle (20,000 USD/vehicle), 2020").implied_rate().rate.unit == Unit.parse(
        "CNY/USD"
    )


@pytest.mark.parametrize(
    "text", ["7 CNY, 2020", "7 CNY (7 CNY), 2020", "7 CNY_2015 (1 USD), 2020", "7 CNY (1 USD_2015), 2020", "5 firms"]
)
def test_without_a_restatement_there_is_no_rate(text: str) -> None:
    with pytest.raises(MissingInputError, match="not restated in another currency"):
        Figure.parse(text).implied_rate()


@pytest.mark.parametrize("text", ["over 7 billion CNY (970 million USD)", "7 billion CNY (over 970 million USD)"])
def test_bounds_imply_no_rate(text: str) -> None:
    with pytest.raises(InputError):
        Figure.parse(text).implied_rate()


# -- units ----------------------------------------------------------------------------------------


def test_the_money_in_a_unit() -> None:
    assert money_of(Unit.parse("vehicle/CNY")) == ("CNY", "CNY", None, -1)
    assert money_of(Unit.parse("INTL_2017/person")) == ("INTL_2017", "INTL", 2017, 1)
    assert [currency_code(name) for name in ("CNY", "yuan", "US$", "€")] == ["CNY", "CNY", "USD", "EUR"]
    with pytest.raises(DimensionError):
        money_of(Unit.parse("firm"))


def test_a_zero_was_rounded_at_the_place_it_is_written_to() -> None:
    # 0.0 may have been anything from -0.05 to 0.05; 0.00 from -0.005 to 0.005
    for text, half in (("0.0 %", 0.05), ("0.00 %", 0.005), ("0 %", 0.5)):
        (reading,) = Figure.parse(text).rounding()
        assert (reading.low, reading.high) == (-half, half)
