"""What a user's type checker sees: run through mypy by test_typing.py, never imported."""

from typing import assert_type

import cityinnov
from cityinnov import (
    Bounds,
    CaseStudy,
    Caveat,
    Citation,
    City,
    DerivedMetrics,
    Figure,
    Period,
    Unit,
    load_case,
    total,
)

figure = Figure.parse("50 firms, 2025-05 [br]")
assert_type(figure, Figure)
assert_type(figure + figure, Figure)
assert_type(figure - 1, Figure)
assert_type(2 * figure, Figure)
assert_type(figure / figure, Figure)
assert_type(1 / figure, Figure)
assert_type(figure**2, Figure)
assert_type(-figure, Figure)
assert_type(figure < figure, bool)
assert_type(figure >= 3, bool)
assert_type(figure.surely_over(3), bool)
assert_type(figure.bounds, Bounds)
assert_type(figure.low, float)
assert_type(figure.unit, Unit)
assert_type(figure.period, Period | None)
assert_type(figure.citations, tuple[Citation, ...])
assert_type(figure.caveats(), tuple[Caveat, ...])
assert_type(figure.leaves(), tuple[Figure, ...])
assert_type(figure.to("%"), Figure)
assert_type(total([figure, figure]), Figure)
assert_type(Period.of(2023), Period)

case = load_case("hefei")
assert_type(case, CaseStudy)
assert_type(case.cities["hefei"], City)
assert_type(case.derived(), DerivedMetrics)
assert_type(case.derived()["local_share"].figure, Figure | None)
assert_type(case.investments["nio-2020"].amount, Figure | None)
assert_type(cityinnov.shipped_cases(), list[str])

figure + "50 firms"  # type: ignore[arg-type]
City("hefei", contry="CN")  # type: ignore[call-arg]
