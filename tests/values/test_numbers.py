"""Numbers in text: the grouping of the SI brochure and of English usage, the scale words of the dictionaries."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityinnov.errors import LiteralError
from cityinnov.values.numbers import (
    SCALES,
    at_decimals,
    in_full,
    read_number,
    rounded,
    significant_digits,
    write_number,
    written_alike,
)

finite = st.floats(allow_nan=False, allow_infinity=False)


def value_of(written: str) -> Decimal:
    """What a written number says, by a reading of its own."""
    number, _, scale = written.replace(",", "").replace("−", "-").partition(" ")
    return Decimal(number).scaleb({"": 0, "million": 6, "billion": 9, "trillion": 12}[scale])


# -- reading ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("500", 500),
        ("1,234,567.8", 1234567.8),
        ("1_234_567", 1234567),
        ("1\u2009234", 1234),
        ("1\u202f234", 1234),
        ("1\u00a0234", 1234),
        ("-3", -3),
        ("−3", -3),
        ("+3", 3),
        ("1e5", 1e5),
        ("1.5E-3", 0.0015),
        ("007", 7),
        ("∞", math.inf),
        ("−∞", -math.inf),
    ],
)
def test_reads(text: str, value: float) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(
    ("word", "power"),
    # lakh and crore: Oxford English Dictionary; 万 and 亿: ten thousand and its square
    [
        ("thousand", 3),
        ("million", 6),
        ("mn", 6),
        ("billion", 9),
        ("bn", 9),
        ("trillion", 12),
        ("tn", 12),
        ("lakh", 5),
        ("crore", 7),
        ("万", 4),
        ("亿", 8),
        ("万亿", 12),
    ],
)
def test_scales(word: str, power: int) -> None:
    assert SCALES[word] == power


def test_a_scaled_number_is_rounded_once() -> None:
    # in floats 4.35 * 100 is 434.99999999999994
    assert read_number("4.35", 2) == 435.0


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1,5", ["1.5", "15"]),
        ("1,2345", ["1.2345", "12345"]),
    ],
)
def test_what_a_comma_may_mean_is_refused_with_both(text: str, readings: list[str]) -> None:
    with pytest.raises(LiteralError, match="two ways") as caught:
        read_number(text)
    assert caught.value.data["readings"] == readings


@pytest.mark.parametrize(
    ("text", "meant"), [("1.000.000", "1,000,000"), ("1.000,5", "1000.5"), ("-1.234,5", "-1234.5")]
)
def test_a_number_with_dots_and_commas_the_other_way_round_is_refused_with_what_is_meant(text: str, meant: str) -> None:
    with pytest.raises(LiteralError, match="not those of English") as caught:
        read_number(text)
    assert caught.value.data["readings"] == [meant]


@pytest.mark.parametrize("text", ["1_5", "1,234_567", "1,,234", "12,34,567", "1.", "1e", ",5", "５", "1e99999", "X∞"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(LiteralError, match=f"cannot read '{text}' as a number"):
        read_number(text)


@pytest.mark.parametrize("text", ["1e309", "1e-400", "9" * 400])
def test_what_no_float_holds_is_refused(text: str) -> None:
    with pytest.raises(LiteralError, match="beyond what can be held"):
        read_number(text)


# -- writing ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (500, "500"),
        (740_000, "740,000"),
        (7e9, "7 billion"),
        (970e6, "970 million"),
        (1.2e12, "1.2 trillion"),
        (5e15, "5,000 trillion"),  # thousands of trillions are still trillions
        (1e17, "100,000 trillion"),
        (1e18, "1e18"),
        (1_234_567_890_123_456, "1,234,567,890,123,456"),
        (12_345_678_901_234_568, "1.2345678901234568e16"),
        (0.000001, "0.000001"),
        (1_234_567, "1,234,567"),  # more digits than a scale word is worth
        (-3, "−3"),
        (0.4, "0.4"),
        (0.00001, "0.00001"),
        (1e-7, "1e-7"),
        (1e22, "1e22"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
    ],
)
def test_writes(value: float, text: str) -> None:
    assert write_number(value) == text


@given(finite)
def test_what_is_written_is_the_number(value: float) -> None:
    text = write_number(value)
    assert float(value_of(text)) == value
    number, _, scale = text.partition(" ")
    assert read_number(number, SCALES[scale] if scale else 0) == value


@given(finite, st.integers(1, 17))
def test_rounding_goes_the_way_it_is_asked(value: float, digits: int) -> None:
    down, nearest, up = (value_of(rounded(value, digits, direction)) for direction in ("down", "nearest", "up"))
    noise = abs(Decimal(repr(value))) * Decimal("1e-11")  # the twelfth digit is taken for rounding
    assert down - noise <= Decimal(repr(value)) <= up + noise
    assert down <= nearest <= up
    unit = Decimal(10) ** (Decimal(repr(value)).adjusted() - digits + 2) if value else Decimal(0)
    assert up - down <= unit + noise * 2


@given(finite, st.integers(0, 12))
def test_decimals_go_the_way_they_are_asked(value: float, places: int) -> None:
    down, nearest, up = (at_decimals(value, places, direction) for direction in ("down", "nearest", "up"))
    noise = abs(Decimal(repr(value))) * Decimal("1e-11")
    assert down - noise <= Decimal(repr(value)) <= up + noise
    assert down <= nearest <= up
    assert -down.as_tuple().exponent == places


@pytest.mark.parametrize(
    ("value", "digits", "direction", "text"),
    [
        (10 / 3, 3, "up", "3.34"),  # 3.333…: outward, so that what is printed still encloses
        (10 / 3, 3, "down", "3.33"),
        (-10 / 3, 3, "down", "−3.34"),
        (0.1 + 0.2, 3, "up", "0.3"),  # 0.30000000000000004 is three tenths with noise
        (999.96, 4, "up", "1,000"),
        (1.000000000004, 3, "up", "1"),  # the thirteenth digit is noise
        (1.00000000004, 3, "up", "1.01"),  # the twelfth is not
        (math.inf, 3, "up", "∞"),
    ],
)
def test_rounds_outward(value: float, digits: int, direction: str, text: str) -> None:
    assert rounded(value, digits, direction) == text


def test_zero_has_no_sign() -> None:
    assert str(at_decimals(-0.01, 1, "nearest")) == "0.0"


@pytest.mark.parametrize(
    ("low", "high", "alike"),
    [
        ("5 million", "6 million", ("5", "6 million")),
        ("0", "10 billion", ("0", "10 billion")),
        ("500", "600", ("500", "600")),
        ("500", "1 million", ("500", "1,000,000")),
        ("500", "5,000 trillion", ("500", "5,000,000,000,000,000")),
        ("−5 million", "500", ("−5,000,000", "500")),
        ("5 million", "6 billion", ("5 million", "6 billion")),
        ("−1 million", "0", ("−1,000,000", "0")),
    ],
)
def test_a_range_is_written_with_one_scale_word_with_two_or_with_none(
    low: str, high: str, alike: tuple[str, str]
) -> None:
    assert written_alike(low, high) == alike


@pytest.mark.parametrize(("value", "text"), [(1.5e6, "1,500,000"), (5e15, "5,000,000,000,000,000"), (-0.4, "−0.4")])
def test_a_number_in_full_has_no_scale_word(value: float, text: str) -> None:
    assert in_full(value) == text


@given(finite, finite)
def test_the_ends_of_a_range_share_a_scale_word_or_have_none(a: float, b: float) -> None:
    low, high = sorted((a, b))
    below, above = written_alike(write_number(low), write_number(high))
    scale = above.partition(" ")[2]
    shared = SCALES[scale] if scale and " " not in below else 0
    assert float(value_of(below).scaleb(shared)) == low  # read as a person does: "3 to 5 billion"
    assert float(value_of(above)) == high


# -- digits -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("over 1,500 firms", 4),
        ("7 billion yuan", 1),
        ("0.050", 2),
        ("6.90 CNY/USD", 3),
        ("500", 3),
        ("0", 1),
        ("none", None),
    ],
)
def test_significant_digits(text: str, digits: int | None) -> None:
    assert significant_digits(text) == digits
