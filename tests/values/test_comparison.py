"""Comparison: an answer where the bounds decide it, an error where they do not."""

from __future__ import annotations

import operator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityinnov.errors import DimensionError, InputError, UndecidableError
from cityinnov.values.bounds import Bounds
from cityinnov.values.comparison import COMPARISON_TOLERANCE
from cityinnov.values.figure import Figure

from .strategies import bounds, point_of

read = Figure.parse


def test_the_examples_of_the_design() -> None:
    assert read("over 500 firms") > read("400 firms")
    with pytest.raises(UndecidableError) as caught:
        assert read("over 500 firms") > read("600 firms")
    assert ".surely_over(x) or .possibly_over(x)" in str(caught.value)
    assert not read("over 500 firms").surely_over(read("600 firms"))
    assert read("over 500 firms").possibly_over(read("600 firms"))


@pytest.mark.parametrize(
    ("left", "right", "less"),
    [
        ("5 firms", "6 firms", True),
        ("6 firms", "5 firms", False),
        ("5 firms", "5 firms", False),
        ("under 5 firms", "5 firms", True),
        ("up to 5 firms", "over 5 firms", True),
        ("up to 5 firms", "at least 5 firms", None),
        ("over 5 firms", "5 firms", False),
        ("at least 5 firms", "5 firms", False),
        ("3 to 5 firms", "4 to 6 firms", None),
        ("900 m", "1 km", True),
        # approximate figures compare as if widened by a tenth
        ("about 100 firms", "111 firms", True),
        ("about 100 firms", "109 firms", None),
        ("about 100 firms", "95 firms", None),
        ("about 100 firms", "89 firms", False),
        ("nearly 100 firms", "100 firms", True),
        ("nearly 100 firms", "89 firms", False),
        ("just over 100 firms", "111 firms", True),
        ("about 40 %", "0.45", True),
    ],
)
def test_decides_or_says_that_it_cannot(left: str, right: str, less: bool | None) -> None:
    a, b = read(left), read(right)
    if less is None:
        for undecided in (operator.lt, operator.ge):
            with pytest.raises(UndecidableError):
                undecided(a, b)
    else:
        assert (a < b) is less
        assert (a >= b) is not less
        assert (b > a) is less
        assert (b <= a) is not less


def test_the_tolerance_is_a_tenth() -> None:
    assert COMPARISON_TOLERANCE == 0.1


def test_what_is_approximate_and_unbounded_stays_unbounded() -> None:
    # about 100 times over 5 is ≈ over 500: nothing is known of its upper end
    product = read("about 100 firms") * read("over 5")
    for undecided in (lambda: product < read("600 firms"), lambda: product.detached() < read("600 firms")):
        with pytest.raises(UndecidableError):
            undecided()
    assert product > read("440 firms")  # 90 * 5 = 450


def test_what_both_share_cancels() -> None:
    a, b = read("over 500 firms"), read("over 1 firm")
    assert a + b > a
    assert a < a + b
    assert a <= a
    assert not a < a
    with pytest.raises(UndecidableError):
        assert read("over 500 firms") < read("over 500 firms")  # another unknown


def test_a_bare_number_compares_with_plain_numbers_only() -> None:
    assert read("5.5 times") > 5
    assert read("40 %") < 0.5
    assert read("40 %") > 0.3
    with pytest.raises(DimensionError, match="a plain number do not compare"):
        assert read("5 firms") > 4


def test_what_is_no_number_does_not_compare() -> None:
    with pytest.raises(TypeError):
        assert read("5 firms") > "4 firms"  # type: ignore[operator]
    with pytest.raises(TypeError):
        assert read("5") > True
    with pytest.raises(InputError, match="NaN or infinity"):
        assert read("5") > float("nan")


@given(bounds(), bounds(), st.data())
def test_what_is_decided_holds_for_all_that_the_bounds_allow(a: Bounds, b: Bounds, data: Any) -> None:
    x, y = data.draw(point_of(a)), data.draw(point_of(b))
    left, right = Figure(a), Figure(b)
    for compare in (operator.lt, operator.le, operator.gt, operator.ge):
        try:
            answer = compare(left, right)
        except UndecidableError:
            continue
        assert answer is compare(x, y)
    if left.surely_over(right):
        assert x > y
        assert left > right
    if not left.possibly_over(right):
        assert x <= y
        assert not left > right


def test_same_value_converts_and_leaves_out_everything_else() -> None:
    assert read("0.4, 2020").same_value(read("40 %, 2021, target [br]"))
    assert read("1 km").same_value(read("1,000 m"))
    assert not read("1 km").same_value(read("1 firm"))
    assert not read("1.001 km").same_value(read("1 km"))
    assert not read("1 km").same_value(read("1.001 km"))
    assert not read("0 km").same_value(read("1 km"))
    assert (read("0.1 km") + read("0.2 km")).same_value(read("300 m"))  # 0.30000000000000004
    assert ((read("0.1 km") + read("0.2 km")) * 1e9).same_value(read("300,000,000 km"))
    assert not read("over 5 firms").same_value(read("at least 5 firms"))
    assert not read("about 5 firms").same_value(read("5 firms"))
    assert read("over 500 firms").same_value(read("over 500 suppliers"))


@pytest.mark.parametrize("other", [True, "5", None])
def test_a_figure_compares_with_figures_and_plain_numbers_only(other: object) -> None:
    five = Figure.parse("5")
    for compare in (five.surely_over, five.possibly_over):
        with pytest.raises(InputError, match="a figure compares with a figure or a plain number"):
            compare(other)
    for ask in (operator.lt, operator.le, operator.gt, operator.ge):
        with pytest.raises(TypeError):
            ask(five, other)
    assert not five.same_value(other)


@pytest.mark.parametrize(
    ("ask", "words"),
    [(operator.lt, "is under"), (operator.le, "is at most"), (operator.gt, "is over"), (operator.ge, "is at least")],
)
def test_what_is_undecided_is_said_as_it_was_asked(ask: Any, words: str) -> None:
    with pytest.raises(UndecidableError, match=f"whether over 500 firms {words} 600 firms is not decided"):
        ask(Figure.parse("over 500 firms"), Figure.parse("600 firms"))


def test_what_only_touches_is_not_surely_over_and_not_possibly_over() -> None:
    five = read("5 firms")
    assert not five.surely_over(five)
    assert not five.possibly_over(five)
    assert not read("up to 5 firms").possibly_over(five)
    assert read("at least 5 firms").possibly_over(five)
    assert not read("at least 5 firms").surely_over(five)
    assert read("over 5 firms").surely_over(five)
