"""The search for every zero. Zeros are known because the sums are made from them: with x = exp(-s), a product of
the factors x exp(z) - 1 vanishes just where s is one of the z."""

from __future__ import annotations

from math import exp, factorial, log

import pytest

from cityinnov.metrics._discount_roots import Sum, is_only_zero, sign_changes, zeros


def product(*forces):
    """The amounts at times 0, 1, 2, ... of the sum that vanishes at these forces of interest."""
    amounts = [1.0]
    for force in forces:
        raised = [0.0, *(exp(force) * amount for amount in amounts)]
        amounts = [one - other for one, other in zip(raised, [*amounts, 0.0], strict=True)]
    return amounts


@pytest.mark.parametrize(
    "forces",
    [
        [0.0],  # where the two halves of the line meet
        [1.0], [-1.0], [2.0], [-2.0], [3.0], [0.5], [0.25],  # at the ends of stretches
        [0.1], [-0.3], [log(2)], [7.3], [-7.3],
        [0.0, 0.1], [-0.2, 0.0], [-0.2, 0.0, 0.1],
        [-0.3, 0.3], [-0.1, 0.2], [-log(2), log(2)],
        [0.25, 0.5], [0.25, 0.5, 0.75], [0.5, 1.0, 2.0], [-1.0, -0.5, 0.25],
        [-5e-5, 0.25, 0.258], [-1e-4, 1e-4], [-1e-4, 2e-4], [1e-4, 2e-4],
        [-1.0, -0.1, 0.0, 0.1, 1.0],
    ],
    ids=str,
)  # fmt: skip
@pytest.mark.parametrize("scale", [1.0, 1e6, -1e-6])
@pytest.mark.parametrize("gap", [1.0, 0.25])
def test_zeros_that_cross_are_found_each_once(forces, scale, gap):
    amounts = [scale * amount for amount in product(*forces)]
    times = [gap * number for number in range(len(amounts))]
    assert [gap * zero for zero in zeros(times, amounts)] == pytest.approx(forces, abs=1e-9)


@pytest.mark.parametrize("forces", [[0.0], [0.4], [-0.4], [0.25], [0.4, 0.4], [1.0, 0.1], [0.0, -0.3]], ids=str)
def test_zeros_that_touch_are_found_once(forces):
    amounts = product(forces[0], *forces)
    assert zeros(range(len(amounts)), amounts) == pytest.approx(sorted(set(forces)), abs=1e-4)


def test_zeros_so_far_apart_that_terms_between_them_overflow():
    # With x = exp(-s), -1 + 1.5 x^4 - 1e-200 x^5 vanishes by its first two terms and, far away, by its last two.
    assert zeros([0, 4, 5], [-1, 1.5, -1e-200]) == pytest.approx([-log(1.5e200), log(1.5) / 4])


def test_the_series_is_taylor_s_with_lagrange_s_remainder():
    # 3 + exp(-2 s) at 0, for steps of 1/2: the terms (-1)^n / n! and, by order 9, at most exp(1) / 9!.
    first, *terms, remainder = Sum([0, 2], [3, 1]).series(0.0, 0.5)
    assert first == 4
    assert terms == pytest.approx([(-1) ** n / factorial(n) for n in range(1, 9)])
    assert remainder == pytest.approx(exp(1) / factorial(9))
    # for steps of 1: (-2)^n / n! and 2^9 exp(2) / 9!, of an amount of 2 twice that
    *_, last, remainder = Sum([0, 2], [3, -2]).series(0.0, 1.0)
    assert last == pytest.approx(-2 * 2**8 / factorial(8))
    assert remainder == pytest.approx(2 * 2**9 * exp(2) / factorial(9))


def test_time_reversed():
    assert Sum([0, 1, 3], [-1, 2, 5]).reversed() == ([0, 2, 3], [5, 2, -1])


def test_signs_are_those_of_what_does_not_drown():
    # At ln 2 the sum is -4 + 8/2 = 0; its terms are worth 8 together, so 1e-13 of them is 8e-13.
    sign = Sum([0, 1], [-4, 8]).sign
    assert (sign(0.0), sign(log(2)), sign(1.0)) == (1, 0, -1)
    assert (sign(log(2) - 1e-12), sign(log(2) + 1e-14)) == (1, 0)


def test_changes_of_sign_leave_zeros_out():
    assert [sign_changes(values) for values in ([], [0], [1, -1], [-1, 1, 0, -1], [2, 0, 0, 1], [-1, 0, 1])] == [
        0, 0, 1, 2, 0, 1,
    ]  # fmt: skip


@pytest.mark.parametrize("scale", [1e-9, 1.0, 1e12])
def test_a_zero_is_told_from_a_rate_nearby_whatever_the_unit(scale):
    assert is_only_zero([0, 1], [-scale, 1.1 * scale], log(1.1))
    assert not is_only_zero([0, 1], [-scale, 1.1 * scale], log(1.1001))
