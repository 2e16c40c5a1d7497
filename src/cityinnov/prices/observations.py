"""Observations: the rates of one currency in order of time, and whether they cover a period."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from cityinnov.values.period import Period

__all__ = ["LONGEST_CLOSURE", "Observations", "crossed"]

#: The most days from one daily fixing to the next: the ECB's longest closures, Easter and Christmas, take five.
#: Where more are missing a fixing was suspended, and what is left is no average of the period.
LONGEST_CLOSURE = 5


class Observations(NamedTuple):
    """Rates, with the first and the last day that each is of (ordinals, ascending): of one day, a month, a year."""

    starts: Sequence[int]
    ends: Sequence[int]
    values: Sequence[float]

    def within(self, first: int, last: int) -> Observations:
        """Those that lie wholly between two days."""
        at, to = bisect_left(self.starts, first), bisect_right(self.ends, last)
        return Observations(self.starts[at:to], self.ends[at:to], self.values[at:to])

    def cover(self, first: int, last: int) -> bool:
        """Whether all of a time is observed but for what closures of the market explain."""
        if not self.starts:
            return False
        allowed = LONGEST_CLOSURE if self.starts[0] == self.ends[0] else 1
        nexts, before = (*self.starts, last + 1), (first - 1, *self.ends)
        return all(start - end <= allowed for end, start in zip(before, nexts, strict=True))

    def nearest(self, first: int, last: int) -> tuple[datetime.date, ...]:
        """The last observed day before a time and the first after it."""
        at, to = bisect_left(self.ends, first), bisect_right(self.starts, last)
        return tuple(
            datetime.date.fromordinal(day) for day in (*self.ends[max(at - 1, 0) : at], *self.starts[to : to + 1])
        )

    def period(self, at: int) -> Period:
        """The day, month or year that an observation is of, or the span of its days."""
        start, end = (datetime.date.fromordinal(days[at]) for days in (self.starts, self.ends))
        for digits in (10, 7, 4):  # of 2020-05-04
            period = Period.parse(str(start)[:digits])
            if (period.start, period.end) == (start, end):
                return period
        return Period.parse(f"{start}/{end}")

    def inverted(self) -> Observations:
        """The rates the other way round."""
        return self._replace(values=[1 / value for value in self.values])


def crossed(base: Observations, quote: Observations) -> Observations:
    """How much of one currency one of another makes, both being given for one of a third.

    Only observations of the same days cross: the two sides of a rate are of one time.
    """
    if base.starts == quote.starts and base.ends == quote.ends:
        return base._replace(values=[q / b for b, q in zip(base.values, quote.values, strict=True)])
    known = {(start, end): value for start, end, value in zip(*base, strict=True)}
    both = [
        (start, end, value / known[start, end])
        for start, end, value in zip(*quote, strict=True)
        if (start, end) in known
    ]
    starts, ends, values = zip(*both, strict=True) if both else ((), (), ())
    return Observations(starts, ends, values)
