"""Sums of floats: correctly rounded, whatever the order, and infinite only where the sum is."""

from __future__ import annotations

import math
import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityinnov import Figure, total
from cityinnov.values.sums import float_sum

#: Of any size that an amount may have, and larger.
NUMBER = st.just(0.0) | st.floats(1e-200, 1.7e308) | st.floats(-1.7e308, -1e-200)
NUMBERS = st.lists(NUMBER, max_size=20)


@given(NUMBERS)
def test_a_sum_is_the_exact_one_rounded_once(numbers: list[float]) -> None:
    exact = sum(map(Fraction, numbers), Fraction(0))
    try:
        expected = float(exact)
    except OverflowError:
        expected = math.inf if exact > 0 else -math.inf
    assert float_sum(numbers) == expected


@given(NUMBERS, st.randoms())
def test_the_order_does_not_count(numbers: list[float], order: random.Random) -> None:
    mixed = order.sample(numbers, len(numbers))
    assert float_sum(mixed) == float_sum(numbers)


@pytest.mark.parametrize("end", [math.inf, -math.inf])
def test_an_infinite_end_stays_one(end: float) -> None:
    assert float_sum([1e308, 1e308, end, -1e308]) == end


def test_figures_that_add_up_to_more_than_any_float_have_no_upper_bound() -> None:
    together = total([Figure.parse("1e308 firms")] * 3)
    assert (together.low, together.high) == (math.nextafter(math.inf, 0), math.inf)
