"""Random bounds, figures and formulas for the property tests of `values`."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from cityinnov import Bounds, Citation, Figure, Status
from cityinnov.values.period import Period

#: Sizes that case studies have; what happens at the ends of the floats is tested by itself.
numbers = st.one_of(
    st.integers(-1000, 1000).map(float),
    st.floats(-1e6, 1e6, allow_nan=False).filter(lambda x: x == 0 or abs(x) > 1e-6),
)
positive = st.floats(0.01, 1e6, allow_nan=False)


NEVER = st.just(False)


@st.composite
def bounds(draw: Any, ends: Any = numbers, approx: Any = NEVER) -> Bounds:
    """Any bounds: exact, one-sided, two-sided, each end open or closed."""
    low, high = sorted((draw(ends), draw(ends)))
    kind = draw(st.sampled_from(["exact", "both", "over", "under"]))
    if kind == "exact" or (kind == "both" and low == high):
        return Bounds(low, low, approx=draw(approx))
    closed = draw(st.booleans()), draw(st.booleans())
    if kind == "over":
        return Bounds(low, math.inf, closed[0], False, draw(approx))
    if kind == "under":
        return Bounds(-math.inf, high, False, closed[1], draw(approx))
    return Bounds(low, high, *closed, draw(approx))


@st.composite
def point_of(draw: Any, b: Bounds) -> float:
    """A value that the bounds allow, the ends among them where they are attained."""
    low, high = max(b.low, -1e9), min(b.high, 1e9)
    candidates = [x for x in (low, high, low + (high - low) / 2) if x in b]
    share = draw(st.floats(0.001, 0.999))
    inner = low + (high - low) * share
    return draw(st.sampled_from(candidates + ([inner] if inner in b else []) or [low]))


UNITS = [
    "", "%", "pp", "firm", "vehicle", "person", "graduate", "CNY", "USD", "CNY_2015", "CNY/person", "wafer/month",
    "km²", "mu", "kWh", "GW", "t", "×", "% of GDP", "%/year", "EUR/person/year", "{flying car}",
]  # fmt: skip
PERIODS = [None, "2023", "2025-05", "2025-05?", "2020-Q2", "2019/2021", "1975~/1979~", "197X", "2020-02-29"]
CITATIONS = [
    (),
    (Citation("br"),),
    (Citation("br", "¶9"),),
    (Citation("br", "¶27", "Fan Jin"), Citation("nio-6k", "p. 4")),
]


@st.composite
def stated(draw: Any) -> Figure:
    """Any stated figure, as it could stand in a case file."""
    b = draw(bounds(st.one_of(numbers, st.floats(-1e15, 1e15, allow_nan=False)), approx=st.booleans()))
    period = draw(st.sampled_from(PERIODS))
    return Figure(
        b,
        draw(st.sampled_from(UNITS)),
        None if period is None else Period.parse(period),
        draw(st.sampled_from(list(Status))),
        draw(st.sampled_from(CITATIONS)),
    )


#: A formula over two leaves: figures or plain numbers go in, the same comes out.
Formula = Callable[[Any, Any], Any]

FORMULAS: dict[str, Formula] = {
    "a / (a + b)": lambda a, b: a / (a + b),
    "a - b / a": lambda a, b: a - b / a,
    "(a + b) * (a - b)": lambda a, b: (a + b) * (a - b),
    "a * b - a": lambda a, b: a * b - a,
    "(a + b) / (a * b)": lambda a, b: (a + b) / (a * b),
    "a ** 2 - a": lambda a, b: a**2 - a,
    "(a - b) / (a + b)": lambda a, b: (a - b) / (a + b),
    "1 - a / (a + b)": lambda a, b: 1 - a / (a + b),
    "a * (1 + b / a) - a": lambda a, b: a * (1 + b / a) - a,
    "a ** 3 - 2 * a * b": lambda a, b: a**3 - 2 * a * b,
    "1 / (1 / a + 1 / b)": lambda a, b: 1 / (1 / a + 1 / b),
    "a / b / a": lambda a, b: a / b / a,
}
