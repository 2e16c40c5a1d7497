"""Rational: the sign of each derivative, as P′Q − PQ′ worked out by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cityinnov.values.arithmetic import total
from cityinnov.values.bounds import Bounds
from cityinnov.values.figure import Figure
from cityinnov.values.tightness import Graph

read = Figure.parse


def derivative_signs(made: Figure, leaves: list[Figure]) -> list[Bounds]:
    """Bounds with the sign of the derivative by each leaf, over all that the leaves state."""
    graph = Graph(made)
    box = {id(leaf): leaf.natural for leaf in graph.leaves}
    return [graph.rational.derivative_sign(id(leaf), box) for leaf in leaves]


@pytest.mark.parametrize(
    ("formula", "by_a", "by_b"),
    [
        (lambda a, b: (a - b) / (a + b), (6, 8), (-4, -2)),  # 2b and −2a
        (lambda a, b: a / b, (3, 4), (-2, -1)),  # b and −a
        (lambda a, b: -a + b, (-1, -1), (1, 1)),
        (lambda a, b: a * 2 * (b * 3), (18, 24), (6, 12)),  # 6b and 6a
        (lambda a, b: (a + b) * (a + b), (8, 12), (8, 12)),  # 2a + 2b
        (lambda a, b: a**2 * b, (6, 16), (1, 4)),  # 2ab and a²
        (lambda a, b: a**3 + b, (3, 12), (1, 1)),  # 3a²
        (lambda a, b: a**8 + b, (8, 1024), (1, 1)),  # 8a⁷
        (lambda a, b: a**-1 / b, (-4, -3), (-2, -1)),  # of 1/(ab): −b and −a
        (lambda a, b: a**0 + b, (0, 0), (1, 1)),
        (lambda a, b: a ** (b - b) + b, (0, 0), (1, 1)),
        (lambda a, b: a + 0.0 + b, (1, 1), (1, 1)),
        (lambda a, b: total([a, b, a]), (2, 2), (1, 1)),
        (lambda a, b: a / b / (a + b), (9, 16), (-20, -7)),  # of a/(ab + b²): b², and −a(a + 2b)
        (lambda a, b: (a / b) / ((a + b) / b), (3, 4), (-2, -1)),  # of a/(a + b): b and −a
        (lambda a, b: a / (a + b) + a / (a + b), (6, 8), (-4, -2)),  # of 2a/(a + b)
    ],
)
def test_a_derivative_has_the_sign_of_what_is_left_of_it(
    formula: Callable[[Figure, Figure], Figure], by_a: tuple[float, float], by_b: tuple[float, float]
) -> None:
    a, b = read("1 to 2"), read("3 to 4")
    found = derivative_signs(formula(a, b), [a, b])
    assert [(bounds.low, bounds.high) for bounds in found] == [by_a, by_b]


def test_a_unit_is_a_factor_too() -> None:
    length = read("1 to 2 km")
    assert derivative_signs(length.to("m"), [length]) == [Bounds.exact(1000)]


@pytest.mark.parametrize(
    "formula",
    [
        lambda a, b: a**9 + b,
        lambda a, b: a**b,
        lambda a, b: a**0.5 + b,
        lambda a, b: a.log() + b,
        lambda a, b: ((a + b + read("5 to 6")) ** 8) ** 8,
        lambda a, b: a * 1e200 * 1e200 + b,  # beyond the floats
    ],
)
def test_what_is_not_rational_or_not_worth_the_work_has_no_known_sign(
    formula: Callable[[Figure, Figure], Figure],
) -> None:
    a, b = read("1 to 2"), read("3 to 4")
    assert derivative_signs(formula(a, b), [a]) == [Bounds.unknown()]
