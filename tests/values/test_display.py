"""Printing: as many digits as the least precise leaf, at least 2, at most 4, and bounds that still enclose."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cityinnov.entity.fields import not_negative
from cityinnov.errors import CityinnovError, InputError
from cityinnov.values.bounds import Bounds
from cityinnov.values.figure import Figure

from .strategies import FORMULAS, bounds, numbers, positive

read = Figure.parse

SCALES = {"": 0, "million": 6, "billion": 9, "trillion": 12}
NUMBER = r"(−?[\d,]+(?:\.\d+)?(?:e-?\d+)?)(?: (million|billion|trillion))?"


def ends(text: str) -> tuple[Decimal, Decimal]:
    """The printed ends, read by rules of its own: what is not said has no end."""
    low, high = Decimal("-inf"), Decimal("inf")
    text = text.replace("≈ ", "")
    if between := re.fullmatch(rf"{NUMBER} to {NUMBER}", text):
        a, scale, b, other = between.groups()
        return value(a, scale or other), value(b, other)
    if both := re.fullmatch(rf"(?:over|at least) {NUMBER} and (?:under|up to) {NUMBER}", text):
        a, scale, b, other = both.groups()
        return value(a, scale or other), value(b, other)
    word, _, number = re.fullmatch(r"(just over |over |at least |nearly |under |up to |)()(.*)", text).groups()  # type: ignore[union-attr]
    if "∞" in number:
        return low, high
    match = re.fullmatch(NUMBER, number)
    assert match, text
    x = value(match[1], match[2])
    if word in ("over ", "just over ", "at least "):
        return x, high
    if word in ("under ", "up to ", "nearly "):
        return low, x
    return x, x


def value(number: str, scale: str | None) -> Decimal:
    return Decimal(number.replace(",", "").replace("−", "-")).scaleb(SCALES[scale or ""])


def encloses(text: str, found: Bounds) -> bool:
    low, high = ends(text)
    slack = Decimal("1e-11")  # what a float adds beyond the twelfth digit is rounding

    def reaches(printed: Decimal, end: float, sign: int) -> bool:
        return math.isinf(end) or sign * (printed - Decimal(repr(end))) <= slack * abs(Decimal(repr(end)))

    below = low == Decimal("-inf") or reaches(low, found.low, 1)
    above = high == Decimal("inf") or reaches(high, found.high, -1)
    unbounded = (math.isinf(found.low) <= (low == Decimal("-inf"))) and (
        math.isinf(found.high) <= (high == Decimal("inf"))
    )
    return below and above and unbounded


@settings(max_examples=300)
@given(bounds(positive), bounds(positive), st.sampled_from(list(FORMULAS)))
def test_what_is_printed_of_a_formula_encloses_what_was_computed(a: Bounds, b: Bounds, name: str) -> None:
    assume(a.low > 0 and b.low > 0)
    result = FORMULAS[name](Figure(a), Figure(b))
    assume(not result.bounds.is_point)
    assert encloses(result.display(), result.bounds), (result.display(), result.bounds)


@given(bounds(numbers), st.floats(1e-3, 1e9), st.integers(0, 6))
def test_any_derived_bounds_are_printed_outward(b: Bounds, factor: float, places: int) -> None:
    result = Figure(b) * factor
    assume(not result.bounds.is_point)
    assert encloses(result.display(), result.bounds), (result.display(), result.bounds)
    assert encloses(format(result, f",.{places}f"), result.bounds), (format(result, f",.{places}f"), result.bounds)


# -- digits -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "text"),
    [
        # 50 has two digits, 1,500 has four; counts are exact, so that neither limits: 3.3333… % upward, four digits
        (lambda: (read("50 firms") / read("over 1,500 firms")).to("%"), "under 3.334 %"),
        (lambda: read("7 billion CNY") / 3, "2.3 billion CNY"),  # one digit stated: two are shown
        (lambda: read("1.2345678 billion CNY") / 3, "411.5 million CNY"),  # never more than four
        (lambda: read("over 2.00 CNY") / 3, "over 0.666 CNY"),  # downward
        (lambda: read("under 2.00 CNY") / 3, "under 0.667 CNY"),  # upward
        (lambda: read("1.00 to 2.00 CNY") / 3, "0.333 to 0.667 CNY"),
        (lambda: -read("1.00 to 2.00 CNY") / 3, "−0.667 to −0.333 CNY"),
        (lambda: read("about 2.00 CNY") / 3, "≈ 0.667 CNY"),
        # exact whole numbers print in full
        (lambda: read("740,000 vehicles") + read("1 vehicle"), "740,001 vehicles"),
        (lambda: read("2 firms") - read("1 firm"), "1 firm"),
        (lambda: read("40 %") - read("30 %"), "10 pp"),
        (lambda: read("more than doubled") ** (1 / 10) - 1, "over 0.07177"),
        # 5.1/5.0 = 1.02: to two digits 1.0, the zero being one of them; 5.0/5.0 is one, and 10.2/1.0 has no fraction
        (lambda: (read("5.1 CNY") / read("5.0 CNY")).to("×"), "1.0 ×"),
        (lambda: (read("5.0 CNY") / read("5.0 CNY")).to("×"), "1 ×"),
        (lambda: (read("10.2 CNY") / read("1.0 CNY")).to("×"), "10 ×"),
        (lambda: (read("over 5.1 CNY") / read("5.0 CNY")).to("×"), "over 1 ×"),  # a bound is no rounded number
        # both ends of a range to one place: 95.88 to 134.64, 0.9588 to 1.3464, −95.88 to 134.64
        (lambda: (read("94 to 132 %") * 1.02).to("%"), "95 to 135 %"),
        (lambda: read("0.94 to 1.32 CNY") * 1.02, "0.95 to 1.35 CNY"),
        (lambda: (read("-94 to 132 %") * 1.02).to("%"), "−96 to 135 %"),
        (lambda: read("0.5 to 70,000 km") * 1.02, "0.51 to 71,400 km"),  # as far as four digits go
        (lambda: read("0.5 to 7,654.3 km") * 1.02, "0.51 to 7,808 km"),  # 7,807.386
        (lambda: read("nearly 2.00 CNY") / 3, "nearly 0.667 CNY"),  # upward
        # figures made of numbers have the digits of their low end, or of the high one where the low is nowhere or zero
        (lambda: Figure.over(1.25, "CNY") / 3, "over 0.416 CNY"),
        (lambda: Figure.under(1.25, "CNY") / 3, "under 0.417 CNY"),
        (lambda: Figure.between(1.25, 2.5, "CNY") / 3, "0.416 to 0.834 CNY"),
        (lambda: Figure.between(1.0, 2.125, "CNY") / 3, "0.33 to 0.71 CNY"),
        (lambda: Figure.between(0, 1.25, "CNY") / 3, "up to 0.417 CNY"),
        (lambda: Figure.exact(1.25e-7, "CNY") / 3, "4.17e-8 CNY"),
        (lambda: Figure.exact(3, "") / Figure.exact(7, ""), "0.4286"),  # whole plain numbers are exact
        (lambda: read("0 to 132 %") * 1.02, "up to 140 %"),  # an end at zero has no place
    ],
)
def test_digits(made: Any, text: str) -> None:
    assert made().display() == text


def test_a_stated_figure_is_shown_as_it_was_stated() -> None:
    for text in (
        "over 1,500 people",
        "about 40 %",
        "1.2345678 CNY",
        "nearly 200 firms",
        "just over 200 firms",
        "≈ at least 200 firms",
        "at least 3 and under 5 firms",
        "over 3 and up to 5 firms",
        "29 of 166 components",
        "1.234 km²",  # a dot that can only be a decimal point takes no zero behind
    ):
        assert read(text).display() == text


def test_what_is_only_about_unknown_is_not_just_over_something() -> None:
    assert Figure(Bounds(-math.inf, math.inf, False, False, True), "CNY").display() == "≈ over −∞ CNY"
    assert format(Figure(Bounds(-math.inf, math.inf, False, False), "CNY"), ".1f") == "over −∞ CNY"


# -- formats ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown", "exact"),
    [
        ("up to 3 billion USD, 2017", "up to 3 billion USD, 2017", '0 to 3 billion USD "up to 3 billion USD", 2017'),
        (
            'nearly 710 million EUR "almost 710 million euro"',
            "nearly 710 million EUR",
            '≈ at least 0 and under 710 million EUR "almost 710 million euro"',
        ),
        (
            'under 5 million EUR "less than five million"',
            'under 5 million EUR "less than five million"',
            'at least 0 and under 5 million EUR "less than five million"',
        ),
        ("0 to 3 billion USD", "0 to 3 billion USD", "0 to 3 billion USD"),  # who names the zero means it
        ("3 to 5 billion USD", "3 to 5 billion USD", "3 to 5 billion USD"),
        ("up to 5 firms", "up to 5 firms", "up to 5 firms"),
    ],
)
def test_a_zero_that_no_word_names_goes_without_saying_but_not_without_writing(
    text: str, shown: str, exact: str
) -> None:
    figure = not_negative(read(text))
    assert figure.display(whole=True) == shown
    assert figure.display() == shown.partition(",")[0].partition(' "')[0]
    assert str(figure) == exact
    assert read(exact) == figure
    assert read(exact).display(whole=True) == shown


def test_a_growth_rate_from_zero_keeps_its_zero() -> None:
    assert read("0 to 3 %").display() == "0 to 3 %"
    assert read("up to 3 %").display() == "up to 3 %"
    assert Figure.between(0, 3, "%").display() == "0 to 3 %"


@pytest.mark.parametrize(
    ("text", "spec", "expected"),
    [
        ("3.3333 %", ".1f", "3.3 %"),
        ("under 3.3333 %", ".1f", "under 3.4 %"),
        ("over 3.3333 %", ".1f", "over 3.3 %"),
        ("−3.25 %", ".1f", "−3.2 %"),
        ("1,234,567 firms", ",.0f", "1,234,567 firms"),
        ("1,234,567 firms", ".0f", "1234567 firms"),
        ("over 500 firms", "", "over 500 firms"),
        ("1e300 CNY", ".0f", f"1{'0' * 300} CNY"),
        ("−0.01 %", ".1f", "0.0 %"),
    ],
)
def test_formats(text: str, spec: str, expected: str) -> None:
    assert format(read(text), spec) == expected


@pytest.mark.parametrize("spec", ["d", "e", "%", ".1e", "10.2f", ".100f", "f", "s", "<5"])
def test_refuses_other_formats(spec: str) -> None:
    with pytest.raises(InputError, match="is no format of a figure"):
        format(read("5 firms"), spec)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_no_size_breaks_printing(value: float) -> None:
    figure = Figure.exact(value, "CNY")
    try:
        derived = [figure, figure * 3, figure / 7, figure - 1e9 * figure]
    except CityinnovError:
        return
    for each in derived:
        for text in (str(each), repr(each), each.explain(), format(each, ".2f")):
            assert text
            assert len(text) < 5000
