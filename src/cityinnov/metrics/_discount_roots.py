r"""Every zero of a net present value, and the proof that there is no other.

With the force of interest :math:`s = \ln(1 + r)` the net present value of amounts :math:`a_i` at times
:math:`t_1 < t_2 < \dots` (years from the first) is an exponential sum,

.. math:: f(s) = \sum_i a_i e^{-s t_i}.

Three facts make the search complete:

- *Laguerre*: f has no more zeros above s than the partial sums of :math:`a_i e^{-s t_i}` have changes of
  sign, and at some s they have none.
- *Taylor*: on a stretch around m the series at m and a bound of its remainder enclose f and f'. Where f
  cannot vanish the stretch is left out; where f' cannot vanish one change of sign decides; else it is halved.
- Reversing time maps s < 0 to s > 0, so half the line is enough and no power overflows.

References
----------
Laguerre (1883), "Sur la théorie des équations numériques", Journal de mathématiques pures et appliquées;
Jameson (2006), "Counting zeros of generalised polynomials", Mathematical Gazette 90;
Moore, Kearfott & Cloud (2009), *Introduction to Interval Analysis*, ch. 8.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import exp, fsum
from typing import NamedTuple

__all__ = ["is_only_zero", "sign_changes", "zeros"]

ORDER = 8  # terms of the Taylor series; zeros of that multiplicity are still told from their surroundings
FACTORIAL = 362880.0  # (ORDER + 1)!
SHORTEST = 1e-7  # a stretch of s (0.00001 % of rate) that is not halved further
CLOSE = 1e-3  # over no more than this, values that all drown in rounding are one zero
NOISE = 1e-13  # share of the discounted amounts below which a value drowns in rounding
ACCURACY = 1e-9  # the same for a zero that another solver found


class Sum(NamedTuple):
    """An exponential sum; `times` rise from 0, no amount is 0."""

    times: Sequence[float]
    amounts: Sequence[float]

    def terms(self, s: float) -> list[float]:
        return [amount * exp(-s * time) for time, amount in zip(self.times, self.amounts, strict=True)]

    def sign(self, s: float) -> int:
        """Return 1, -1, or 0 where the value drowns in rounding."""
        terms = self.terms(s)
        value = fsum(terms)
        return 0 if abs(value) <= NOISE * fsum(map(abs, terms)) else 1 if value > 0 else -1

    def series(self, s: float, reach: float) -> list[float]:
        """Return the Taylor terms at distance `reach` and, last, a bound of what they leave out."""
        terms, outer = self.terms(s), self.terms(s - reach)
        series = [fsum(terms)]
        for order in range(1, ORDER + 1):
            terms = [-reach * time / order * term for time, term in zip(self.times, terms, strict=True)]
            series.append(fsum(terms))
        remainder = fsum(
            (reach * time) ** (ORDER + 1) * abs(term) for time, term in zip(self.times, outer, strict=True)
        )
        return [*series, remainder / FACTORIAL]

    def most_zeros_above(self, s: float) -> int:
        return sign_changes(list(accumulate(self.terms(s))))

    def reversed(self) -> Sum:
        last = self.times[-1]
        return Sum([last - time for time in reversed(self.times)], list(reversed(self.amounts)))


def sign_changes(values: Sequence[float]) -> int:
    """Count the changes of sign, zeros left out.

    Examples
    --------
    >>> sign_changes([-100, 0, 230, -132])
    2
    """
    signs = [value > 0 for value in values if value != 0]
    return sum(one is not other for one, other in pairwise(signs))


def zeros(times: Sequence[float], amounts: Sequence[float]) -> list[float]:
    """Find every s at which the present value vanishes, in rising order.

    Parameters
    ----------
    times : sequence of float
        Years from the first flow, strictly rising from 0.
    amounts : sequence of float
        None of them 0.

    Returns
    -------
    list of float
        Forces of interest; a zero that only touches is in it, once.

    Examples
    --------
    -1 + 5 x - 6 x² vanishes at x = 1/2 and x = 1/3, which is at rates of 100 % and 200 %:

    >>> from math import expm1
    >>> [round(expm1(s), 12) for s in zeros([0, 1, 2], [-1, 5, -6])]
    [1.0, 2.0]
    """
    forward = Sum(times, amounts)
    below = [-s for s in reversed(_zeros_from_nought(forward.reversed()))]
    above = _zeros_from_nought(forward)
    if below and above and above[0] - below[-1] < CLOSE and not forward.sign((above[0] + below[-1]) / 2):
        below.pop()  # nought itself, seen from both sides
    return [*below, *above]


def is_only_zero(times: Sequence[float], amounts: Sequence[float], s: float) -> bool:
    """Whether s is a zero and cheaply proven to be the only one.

    It is where, at that rate, the balance has one sign until the last flow brings it to zero (Soper
    1959). At another rate the present value is the sum of those balances, each times what a unit gains
    or loses until the next flow: all of one sign.

    Examples
    --------
    >>> from math import log
    >>> is_only_zero([0, 1], [-1, 2], log(2)), is_only_zero([0, 1, 2], [-1, 5, -6], log(2))
    (True, False)
    """
    *balances, last = accumulate(Sum(times, amounts).terms(s))
    deepest = max(map(abs, balances))
    return abs(last) <= ACCURACY * deepest and not sign_changes(balances)


def _zeros_from_nought(f: Sum) -> list[float]:
    """Find the zeros at s >= 0, in rising order."""
    end = 1.0
    while f.most_zeros_above(end):
        end *= 2
    found: list[float] = []
    stretches = [(0.0, end)]
    while stretches:
        low, high = stretches.pop()
        middle = (low + high) / 2
        value, slope, *higher = f.series(middle, middle - low)
        rounding = NOISE * fsum(map(abs, f.terms(middle)))
        if abs(value) > 1.000001 * (abs(slope) + sum(map(abs, higher))) + rounding:
            continue
        monotone = abs(slope) > sum(order * abs(term) for order, term in enumerate(higher, start=2)) + rounding
        signs = f.sign(low), f.sign(high)
        if monotone and signs[0] * signs[1] < 0:
            _note(f, found, _crossing(f, low, high, rising=signs[1] > 0))
        elif monotone and 0 in signs:
            _note(f, found, high if signs[0] else low)
        elif not monotone and high - low < CLOSE and not any(signs) and abs(value) <= rounding:
            _note(f, found, middle)
        elif not monotone and high - low >= SHORTEST:
            stretches += [(middle, high), (low, middle)]
    return found


def _note(f: Sum, found: list[float], s: float) -> None:
    """Add a zero, unless rounding alone separates it from the one before (a zero that touches)."""
    if not (found and not f.sign((found[-1] + s) / 2)):
        found.append(s)


def _crossing(f: Sum, low: float, high: float, *, rising: bool) -> float:
    """Newton's method, kept between low and high by bisection."""
    s = (low + high) / 2
    while low < s < high:
        terms = f.terms(s)
        value = fsum(terms)
        slope = -fsum(time * term for time, term in zip(f.times, terms, strict=True))
        if (value > 0) == rising:
            high = s
        else:
            low = s
        step = s - value / slope if slope else low
        if abs(step - s) <= 4e-16 * max(1.0, abs(s)):
            return step
        s = step if low < step < high else (low + high) / 2
    return s
