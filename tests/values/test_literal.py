"""Literals: what each is read as is worked out from its words; what is refused, from the design of the literal.

A qualifier means what the dictionary says it does: "over 500" is (500, ∞), "100-plus" is [100, ∞), "up to 5" of
something counted is [0, 5], and "about", "nearly", "just over" are marked approximate.
"""

from __future__ import annotations

import contextlib
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityinnov.errors import CurrencyError, InputError, LiteralError, PeriodError, UnitError
from cityinnov.values.bounds import Bounds
from cityinnov.values.figure import Figure
from cityinnov.values.literal.value import MULTIPLES, QUALIFIERS
from cityinnov.values.period import Period
from cityinnov.values.rules import Status
from cityinnov.values.source import Citation
from cityinnov.values.units import Unit

INF = math.inf


# -- the examples of the design -----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "bounds", "unit"),
    [
        ("50 firms", Bounds(50, 50), "firm"),
        ("over 500 firms, 2025-05 [br]", Bounds(500, INF, False), "firm"),
        ("7 billion CNY (970 million USD), 2020 [br ¶10]", Bounds(7e9, 7e9), "CNY"),
        ("about 40 %", Bounds(40, 40, approx=True), "%"),
        ("100-plus firms, 2025", Bounds(100, INF), "firm"),
        ("100+ firms", Bounds(100, INF), "firm"),
        ("100 or more firms", Bounds(100, INF), "firm"),
        ("3 to 5 billion EUR, 2030, target", Bounds(3e9, 5e9), "EUR"),
        ("3–5 billion EUR", Bounds(3e9, 5e9), "EUR"),
        ("between 3 and 5 firms", Bounds(3, 5), "firm"),
        ("740,000 vehicles, 2023 [br]", Bounds(740_000, 740_000), "vehicle"),
        ("1.2 trillion CNY_2015, 2020", Bounds(1.2e12, 1.2e12), "CNY_2015"),
        ("40,000 wafers/month, planned", Bounds(40_000, 40_000), "wafer/month"),
        ("€5bn, 2024-08", Bounds(5e9, 5e9), "EUR"),
        ("US$970m", Bounds(970e6, 970e6), "USD"),
        ("CNY 7 billion", Bounds(7e9, 7e9), "CNY"),
        ("−3 %", Bounds(-3, -3), "%"),
        ("-3 %", Bounds(-3, -3), "%"),
        ("5.5 times", Bounds(5.5, 5.5), "×"),
        ("29 of 166 components", Bounds(29 / 166, 29 / 166), ""),
        ("12 % of GDP", Bounds(12, 12), "% of GDP"),
        ("over 1,500 people, 2025-05 [br ¶27 | Fan Jin]", Bounds(1500, INF, False), "person"),
        ("more than doubled", Bounds(2, INF, False), "×"),
        ("1500 亿 元", Bounds(150e9, 150e9), "CNY"),
        ("about 3 to 5 firms", Bounds(3, 5, approx=True), "firm"),
        ("over 3 and under 5 firms", Bounds(3, 5, False, False), "firm"),
        ("5 EUR per person per year", Bounds(5, 5), "EUR/person/year"),
        ("12 {flying car}", Bounds(12, 12), "{flying car}"),
        ("0.4, 2020", Bounds(0.4, 0.4), ""),
        ("tripled", Bounds(3, 3), "×"),
        ("over 0 firms", Bounds(0, INF, False), "firm"),
        ("between 3 and 5 {between 1 and 2}", Bounds(3, 5), "{between 1 and 2}"),
        ("5 to 5 firms", Bounds(5, 5), "firm"),
        ("over 3 thousand and under 50,000 firms", Bounds(3e3, 5e4, False, False), "firm"),
        ("at least 5 thousand and up to 5,000 firms", Bounds(5e3, 5e3), "firm"),
        ("over 3 billion and up to 5 billion EUR", Bounds(3e9, 5e9, False), "EUR"),
        ("≈ over 3 and under 5 firms", Bounds(3, 5, False, False, True), "firm"),
        ("≈ over 3 firms", Bounds(3, INF, False, approx=True), "firm"),
        ("≈ up to 3 firms", Bounds(0, 3, approx=True), "firm"),
        ("≈ 3 firms", Bounds(3, 3, approx=True), "firm"),
        ("US$5 per person", Bounds(5, 5), "USD/person"),
        ("€5/person", Bounds(5, 5), "EUR/person"),
        ("€5k", Bounds(5e3, 5e3), "EUR"),
        ("1970 s", Bounds(1970, 1970), "s"),  # an "s" by itself is seconds
        ("50s", Bounds(50, 50), "s"),  # and so is one behind what is no decade
    ],
)
def test_reads(text: str, bounds: Bounds, unit: str) -> None:
    figure = Figure.parse(text)
    assert figure.bounds == bounds
    assert figure.unit is Unit.parse(unit)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3 thousand firms", 3e3),
        ("3 million firms", 3e6),
        ("3 billion firms", 3e9),
        ("3bn CNY", 3e9),
        ("3 trillion CNY", 3e12),
        ("3tn CNY", 3e12),
        ("3 lakh people", 3e5),  # 100,000
        ("3 crore people", 3e7),  # 10,000,000
        ("3万 firms", 3e4),
        ("1.5亿 CNY", 1.5e8),
        ("1_234_567 firms", 1234567),
        ("1\u2009234\u2009567 firms", 1234567),
        ("1,234.5 firms", 1234.5),
        ("0.1 firms", 0.1),
        ("1e5 firms", 1e5),
        # once rounded: 4.35 billion is 4350000000, although 4.35 * 1e9 is 4350000000.0000005 in floats
        ("4.35 billion CNY", 4_350_000_000),
    ],
)
def test_reads_numbers(text: str, value: float) -> None:
    assert Figure.parse(text).bounds == Bounds(value, value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5 yuan", "CNY"),
        ("5 RMB", "CNY"),
        ("RMB 5", "CNY"),
        ("5 元", "CNY"),
        ("€5", "EUR"),
        ("£5", "GBP"),
        ("US$5", "USD"),
        ("NT$5", "TWD"),
        ("₩5", "KRW"),
        ("₹5", "INR"),
        ("5 CHF", "CHF"),
    ],
)
def test_reads_currencies(text: str, code: str) -> None:
    assert Figure.parse(text).unit.money == (code,)


# "(·, 500]": the lower end is 0 for what is counted and for physical amounts, nowhere for everything else.
@pytest.mark.parametrize(
    ("unit", "floor"), [("firms", 0.0), ("km²", 0.0), ("GWh", 0.0), ("%", -INF), ("CNY", -INF), ("", -INF), ("×", -INF)]
)
@pytest.mark.parametrize(
    ("word", "closed"), [("under", False), ("fewer than", False), ("up to", True), ("at most", True)]
)
def test_what_lies_under_begins_at_zero_only_if_it_is_counted(unit: str, floor: float, word: str, closed: bool) -> None:
    assert Figure.parse(f"{word} 500 {unit}").bounds == Bounds(floor, 500, floor == 0, closed)


EXPECTED = {
    "over": Bounds(500, INF, False),
    "at least": Bounds(500, INF),
    "under": Bounds(0, 500, True, False),
    "up to": Bounds(0, 500),
    "about": Bounds(500, 500, approx=True),
    "nearly": Bounds(0, 500, True, False, True),
    "just over": Bounds(500, INF, False, approx=True),
}


@pytest.mark.parametrize(("word", "meaning"), QUALIFIERS.items())
def test_each_way_to_qualify(word: str, meaning: str) -> None:
    assert Figure.parse(f"{word} 500 firms").bounds == EXPECTED[meaning]


def test_every_part_of_a_literal() -> None:
    figure = Figure.parse(
        "7 billion CNY (970 million USD; about 900 million EUR), 2020, committed [br ¶10; nio-6k p. 4 | Li Bin]"
    )
    assert figure.period == Period("2020")
    assert figure.status is Status.COMMITTED
    assert figure.citations == (Citation("br", "¶10"), Citation("nio-6k", "p. 4", "Li Bin"))
    assert [(other.bounds, other.unit.text) for other in figure.restated] == [
        (Bounds(970e6, 970e6), "USD"),
        (Bounds(900e6, 900e6, approx=True), "EUR"),
    ]
    assert figure.stated == "7 billion CNY"


def test_own_words_and_a_restatement_stand_beside_each_other() -> None:
    figure = Figure.parse('7 billion CNY "seven billion yuan" (970 million USD), 2020')
    assert figure.stated == "seven billion yuan"
    assert figure.restated == (Figure.parse("970 million USD"),)
    assert figure.restated[0].stated == "970 million USD"
    assert str(figure) == '7 billion CNY "seven billion yuan" (970 million USD), 2020'


def test_a_figure_of_a_thousand_characters_is_read_and_none_longer() -> None:
    assert Figure.parse("50 firms".ljust(1000)) == Figure.parse("50 firms")
    with pytest.raises(LiteralError, match="1,001 characters"):
        Figure.parse("50 firms".ljust(1001))


def test_a_part_of_a_whole_keeps_both_counts_as_leaves() -> None:
    share = Figure.parse("29 of 166 components, 2023, actual [br]")
    assert share.leaves() == (
        Figure.parse("29 components, 2023, actual [br]"),
        Figure.parse("166 components, 2023, actual [br]"),
    )
    assert [leaf.stated for leaf in share.leaves()] == ["29", "166"]
    assert share.derivation is not None
    assert share.derivation.operation == "of"
    assert (share.period, share.status) == (Period("2023"), Status.ACTUAL)
    assert share.natural == share.bounds == Bounds.exact(29 / 166)
    assert share.stated == "29 of 166 components"
    assert share.citations == share.sources() == (Citation("br"),)
    assert str(share) == "29 of 166 components, 2023, actual [br]"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,500,000 of 3,000,000 components", 0.5),  # no scale word: "1.5 of 3 million" would be another share
        ("0.5 of 2 km²", 0.25),
        ("3 of 6 {flying car}", 0.5),
        ("5 of 5 components", 1),
        ("1 of 1 component", 1),
        ("0 of 5 components", 0),
        ("1 of 4 components (25 %), 2023 [br]", 0.25),
    ],
)
def test_a_part_of_a_whole_is_written_so_that_it_reads_back(text: str, value: float) -> None:
    share = Figure.parse(text)
    assert float(share) == value
    assert str(share) == text
    assert share.display() == text.partition(" (")[0]


def test_a_share_may_be_said_again_in_percent() -> None:
    assert Figure.parse("29 of 166 components (17.5 %)").restated == (Figure.parse("17.5 %"),)


@pytest.mark.parametrize("word", MULTIPLES)
def test_a_multiple_in_one_word_is_a_ratio(word: str) -> None:
    assert Figure.parse(word).bounds == Bounds.exact(MULTIPLES[word])
    assert Figure.parse(f"nearly {word}").bounds == Bounds(0, MULTIPLES[word], True, False, True)


def test_own_words_stand_in_quotes() -> None:
    figure = Figure.parse('over 2 × "more than doubled", 2015/2025')
    assert (figure.bounds, figure.stated) == (Bounds.over(2), "more than doubled")
    assert str(figure) == 'over 2 × "more than doubled", 2015/2025'


def test_the_digits_of_a_source_survive() -> None:
    # "6.90" has three digits, 6.9 has two: what was said must not get lost in saving
    assert Figure.parse(str(Figure.parse("6.90 CNY/USD, 2020"))).stated == "6.90 CNY/USD"


def test_two_texts_of_one_wording_are_two_unknowns() -> None:
    assert Figure.parse("3 to 5 firms") is not Figure.parse("3 to 5 firms")
    assert (Figure.parse("3 to 5 firms") - Figure.parse("3 to 5 firms")).bounds == Bounds(-2, 2)
    a, b = Figure.parse("about 10 firms"), Figure.parse("about 10 firms")
    assert a == b
    assert (a - b).widened(0.1).bounds == Bounds(-2, 2)
    assert (a - a).widened(0.1).bounds == Bounds.exact(0)


# -- what is refused, with the readings it could have -------------------------------------


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1,5 billion EUR", ["1.5", "15"]),
        ("1.000.000 EUR", ["1,000,000"]),
        ("5 m EUR", ["million EUR", "metres, and then EUR"]),
        ("5 k EUR", ["thousand EUR", "EUR, the 'k' being something else"]),
        ("50 firms, 2020-21", ["2020/2021", "2020-spring"]),
        ("50 firms, 2019/20", ["2019/2020", "a month of 2019"]),
        ("5 rupees", ["INR", "PKR", "LKR", "NPR"]),
        ("5 won", ["KRW", "KPW"]),
        ("5 dollars", ["USD", "HKD", "TWD", "CAD", "AUD", "SGD"]),
        ("5 pounds", ["GBP", "EGP", "a mass: use kg"]),
        ("¥7 billion", ["CNY", "JPY"]),
        ("5 $", ["USD", "HKD", "TWD", "CAD", "AUD", "SGD"]),
        ("2023", ["a year", "a plain number"]),
        ("5m EUR", ["million EUR", "metres, and then EUR"]),
        ("1970s", ["a decade", "seconds"]),
        ("2010-2020", ["the years 2010 to 2020", "plain numbers"]),
        ("1 of 1.500 people", ["1,500", "1.5000"]),
    ],
)
def test_what_has_two_readings_is_refused_with_both(text: str, readings: list[str]) -> None:
    with pytest.raises(LiteralError) as caught:
        Figure.parse(text)
    assert list(caught.value.data["readings"]) == readings
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        ("over 3 to 5 firms", LiteralError, "qualified twice"),
        ("about over 500 firms", LiteralError, "qualified twice"),
        ("over 100+ firms", LiteralError, "qualified twice"),
        ("1e400 firms", LiteralError, "beyond what can be held"),
        ("1e-400 firms", LiteralError, "beyond what can be held"),
        ("NaN", LiteralError, "leave out a figure that is not known"),
        ("nan firms", LiteralError, "cannot read"),
        ("∞ firms", LiteralError, "infinity is no value"),
        ("over ∞ firms", InputError, "cannot be infinite"),
        ("inf", LiteralError, "leave out a figure that is not known"),
        ("Infinity", LiteralError, "leave out a figure that is not known"),
        ("-inf", LiteralError, "leave out a figure that is not known"),
        ("29 of 166 components (3 USD)", LiteralError, "'3 USD' does not say again what '29 of 166 components' says"),
        ("7 billion CNY (3 times)", LiteralError, "a restatement is of the same kind"),
        ("50 firms (60 firmss", UnitError, "(60 firmss"),
        ("50 firms (3 vehicles)", LiteralError, "a restatement is of the same kind"),
        ("7 billion CNY (3 firms)", LiteralError, "a restatement is of the same kind"),
        ("50 firms [br] in all", LiteralError, "stands last"),
        ("50 firms [br", LiteralError, "quote the whole figure"),
        ("50 firms]", LiteralError, "without its '['"),
        ("[br]", LiteralError, "cannot read '' as a figure"),
        ("50 firms [br] [ftzs]", LiteralError, "not the id of a source"),
        ("50 firms, (br ¶9, 2020", LiteralError, "a source stands in brackets"),
        ("50 firms, 2020 (br ¶9)", LiteralError, "a source stands in brackets"),
        ("50 firms []", LiteralError, "names no source"),
        ("5 MUSD", UnitError, "million USD"),
        ("5 kperson", UnitError, "thousand person"),
        ("5 US$ EUR", UnitError, "not in the vocabulary"),
        ("US$5 EUR", LiteralError, "a currency in front"),
        ("50 frims", UnitError, "nearest: firms"),
        ("50 frims", UnitError, "{frims}"),
        ("", LiteralError, "50 firms, 2025-05 [br]"),
        ("fifty lots", LiteralError, "50 firms, 2025-05 [br]"),
        ("50 firms, 2023, 2024", LiteralError, "'2024' is a second period; expected one period and one status"),
        ("50 firms, planned, actual", LiteralError, "'actual' is a second status; expected one period and one status"),
        ("50 firms, soon", LiteralError, "one of actual, committed, planned"),
        ("50 firms, soon", LiteralError, "own words stand in quotes, before the period"),
        ("50 firms, planed", LiteralError, "did you mean planned?"),
        ("５ firms", LiteralError, "cannot read"),  # a full-width digit
        ("5 to 3 firms", LiteralError, "runs downward"),
        ("3 billion to 5 EUR", LiteralError, "how large its upper end is"),
        ("over 5 and over 7 firms", LiteralError, "two ends"),
        ("5 of 3 components", LiteralError, "the part is more than the whole"),
        ("0 of 0 components", LiteralError, "the part is more than the whole"),
        ("over 5 billion and under 3 EUR", LiteralError, "how large its upper end is"),
        ("over 5 billion and under 3 billion EUR", LiteralError, "two ends"),
        ("about over 500 firms", LiteralError, "expected one qualifier (hint: over 3 and under 5"),
        ('50 firms "', LiteralError, "quoted words"),
        ('50 firms "fifty', LiteralError, "quoted words"),
        ('50 firms ""', LiteralError, "quoted words"),
        ('50 firms "fifty" more', LiteralError, "quoted words"),
        ('over 2 × "doubled" (3 ×) "x"', UnitError, "not in the vocabulary"),
        ("150 B", UnitError, "not in the vocabulary"),  # a unit library reads bytes here
        ("1 " + "x" * 200, UnitError, "too long for a unit"),
        ("5 " * 600, LiteralError, "1,200 characters"),
        ("5 000 firms", LiteralError, "write 5,000)"),
        ("1 500 000 firms", LiteralError, "write 1,500,000)"),
        ("2 × 10^6 firms", LiteralError, "write 2e6)"),
        ("2 x 10^6 firms", LiteralError, "write 2e6)"),
        ("50 firms, [br]", LiteralError, "nothing follows the comma"),
        ("50 %, [br]", LiteralError, "nothing follows the comma"),
        (".5 %", LiteralError, "write 0.5 %"),
        ("−.5 %", LiteralError, "write −0.5 %"),
    ],
)
def test_refuses(text: str, kind: type[InputError], says: str) -> None:
    with pytest.raises(kind) as caught:
        Figure.parse(text)
    assert says in str(caught.value)


def test_a_misspelt_status_is_refused_with_the_nearest() -> None:
    with pytest.raises(LiteralError) as caught:
        Figure.parse("50 firms, planed")
    assert "planned" in caught.value.data["nearest"]


@pytest.mark.parametrize("value", [None, 50, 50.0, b"50 firms", ["50 firms"]])
def test_reads_nothing_but_text(value: Any) -> None:
    with pytest.raises(LiteralError, match="a figure is read from text"):
        Figure.parse(value)


def test_what_a_unit_library_would_misread() -> None:
    assert Figure.parse("40 pct").unit.text == "%"  # not a picocarat
    assert Figure.parse("1 kt").unit is Unit.parse("kilotonne")  # not a knot


# -- laws ---------------------------------------------------------------------------------

FRAGMENTS = [
    *QUALIFIERS, *MULTIPLES, *map(str, Status), "50", "1,000", "1.5", "1,5", "1.000.000", "1e5", "1e400",
    "9" * 40, "∞", "−∞", "-", "−", "+", "%", "pp", "×", "times", "firms", "CNY", "€", "$", "¥", "US$",
    "billion", "bn", "万", "万亿", "m", "k", ", ", ",", "[", "]", "[br]", "[br ¶9 | Fan]", "(",
    "(970 million USD)", ")", ";", "/", "per", "1/", "year", "2020", "2025-05", "2020-21", '"', '"own words"',
    "to", "and", "between", "–", "of", "out of the", "29 of 166", "% of GDP", "≈", "~", "|", "{flying car}",
    "{", "}", "km²", "^-1", "^9", "·", "-plus", "or more", "NaN", "０", "②", "\x00", "\ud800", "\u2028", "é",
    "İ", "CNY_2015", "CNY_0000", "XXX_2015", "rupee",
]  # fmt: skip

texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from([*FRAGMENTS, " "]), max_size=12).map(" ".join))


@settings(max_examples=500)
@given(texts)
def test_any_text_is_a_figure_or_refused_with_reasons(text: str) -> None:
    try:
        figure = Figure.parse(text)
    except InputError as error:
        assert len(str(error)) < 600  # noqa: PT017  # one screen, and any text may be a figure
    else:
        again = Figure.parse(str(figure))
        assert again == figure
        assert str(again) == str(figure)


@pytest.mark.parametrize(
    "text",
    [
        "1," * 499,
        "1 " * 499,
        "9" * 1000,
        "over " * 199,
        "1 to " * 199,
        "(" * 999,
        "[" * 999,
        "5 firms " + "(" * 900 + ")",
        "5 " + "kg·" * 39 + "kg",
        "5 m^" + "9" * 100,
        "5 firms" + ", 2020" * 150,
        "5 firms [" + "br;" * 300 + "]",
        "5 firms [" + "a" * 980 + "]",
        "\t" * 999,
        "5" + "\u2009" * 900,
        "≈" * 999,
        "5 {" + "a " * 400 + "}",
        '5 firms "' + "a" * 900,
        "5 " + "a/" * 59,
    ],
)
@pytest.mark.timeout(5)  # a regular expression run wild takes minutes
def test_a_hostile_text_takes_no_time(text: str) -> None:
    with contextlib.suppress(InputError):
        Figure.parse(text)


def test_one_scale_word_serves_both_ends() -> None:
    assert str(Figure.parse("3 to 5 billion EUR")) == "3 to 5 billion EUR"
    assert Figure.parse("500 million to 2 billion EUR").bounds == Bounds(500e6, 2e9)


def test_a_wrong_currency_is_a_dimension_of_its_own() -> None:
    with pytest.raises(CurrencyError):
        Figure.parse("5 CNY") + Figure.parse("5 USD")


def test_a_period_that_is_none_says_so() -> None:
    with pytest.raises(LiteralError, match="2019/2021") as caught:
        Figure.parse("50 firms, 21.5.2025")
    assert not isinstance(caught.value, PeriodError)


@pytest.mark.parametrize("text", ["2020-21", "2019/20", "2010-2020", "2010 to 2020", "2010 – 2020"])
def test_two_years_by_themselves_are_no_figure(text: str) -> None:
    with pytest.raises(LiteralError, match=r"may be the years \d{4} to \d{2,4} or plain numbers") as caught:
        Figure.parse(text)
    assert "50 firms, 2025-05 [br]" in str(caught.value)
    assert "a period follows its figure" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("740.000 vehicles, 2023", ["740,000", "740.0000"]),
        ("over 1.500 firms", ["1,500", "1.5000"]),
        ("1.500 to 2.500 people", ["1,500", "1.5000"]),
        ("1 to 2.500 people", ["2,500", "2.5000"]),
        ("over 1 and under 2.500 people", ["2,500", "2.5000"]),
        ("€1.500", ["1,500", "1.5000"]),
    ],
)
def test_a_dot_that_may_part_thousands_is_refused_where_a_fraction_is_unlikely(text: str, readings: list[str]) -> None:
    with pytest.raises(LiteralError, match="may part thousands or decimals") as caught:
        Figure.parse(text)
    assert caught.value.data["readings"] == readings


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.500 km²", 1.5),  # physical amounts have fractions
        ("6.900 CNY/USD, 2020", 6.9),  # and so have rates
        ("7.000 billion CNY", 7e9),  # a scale word says that it is one
        ("1.234 to 1.236 million EUR", 1.234e6),
        ("0.125 firms", 0.125),  # no thousand begins with a zero
        ("1.5000 firms", 1.5),
        ("1.500 days", 1.5),  # what measures time, length or mass has fractions, even if it has a plural
        ("1.500 miles", 1.5),
        ("1.500 %", 1.5),
        ("€1.500k", 1500),
        ("over 1 and under 2.500 million EUR", 1e6),
    ],
)
def test_a_dot_that_can_only_be_a_decimal_point_is_one(text: str, value: float) -> None:
    assert Figure.parse(text).low == value


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("5万元", 5e4, "CNY"), ("7亿元, 2020", 7e8, "CNY"), ("5 万亿元", 5e12, "CNY"), ("3万 vehicles", 3e4, "vehicle")],
)
def test_chinese_scales_stand_before_the_unit_without_a_space(text: str, value: float, unit: str) -> None:
    figure = Figure.parse(text)
    assert (figure.low, figure.unit.text) == (value, unit)


def test_a_scale_word_ends_where_the_word_does() -> None:
    with pytest.raises(UnitError, match="billionfold"):
        Figure.parse("5 billionfold")


def test_quoted_words_and_restatements_end_once() -> None:
    with pytest.raises(LiteralError, match="cannot read the quoted words"):
        Figure.parse('over 2 times "doubled" "again", 2025')
    with pytest.raises(LiteralError):
        Figure.parse("5 firms (10 firms")
    with pytest.raises(LiteralError, match="'10 days' does not say again what '50 firms' says"):
        Figure.parse("50 firms (10 days)")
