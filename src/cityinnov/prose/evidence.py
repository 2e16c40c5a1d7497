"""Whether a figure found in a text and a figure of a case are the same: the same bounds in the same unit."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, TypeVar

import attrs

from cityinnov.errors import CityinnovError
from cityinnov.prose.amount import Kind
from cityinnov.prose.mention import Mention
from cityinnov.values.bounds import Bounds
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period
from cityinnov.values.units import Unit, conversion_factor

__all__ = ["ByNumber", "bears_out", "is_near", "names_period", "numbers_of"]

T = TypeVar("T")

#: Two numbers are one where they differ by no more than writing and converting them does.
CLOSE = 1e-9


def bears_out(mention: Mention, figure: Figure) -> bool:
    """Whether a text states a figure of a case: the same bounds in the same unit, or the words that the case quotes.

    Where the case quotes the whole mention, its bounds may say less ("billions of dollars" as over 1 billion USD), as
    long as its numbers are those of the text. A count without a noun may be of anything counted; a noun that is not in
    the vocabulary may be any countable unit.

    Examples
    --------
    >>> from cityinnov.prose import find_figures
    >>> mention, = find_figures("Over 500 suppliers joined.")
    >>> [bears_out(mention, Figure.parse(text)) for text in ("over 500 firms", "500 firms", "over 500 vehicles")]
    [True, False, False]
    """
    quotes = _plain(mention.text) in _plain(figure.stated or "") and f'"{figure.stated}"' in str(figure)
    for said in _readings(mention):
        ends = _converted(said, figure)
        if ends is not None and (_same(ends, figure.bounds) or (quotes and _within(figure.bounds, ends))):
            return True
    return False


@attrs.frozen(slots=True)
class ByNumber(Generic[T]):
    """Things by the numbers that they say, so that each is compared with those alone that say one of its own.

    Examples
    --------
    >>> cities = ByNumber.of([([500.0], "a"), ([50.0, 500.0], "b"), ([7.0], "c")])
    >>> cities.sharing([500.0])
    ['a', 'b']
    """

    numbers: tuple[float, ...]
    places: tuple[int, ...]
    things: tuple[T, ...]

    @classmethod
    def of(cls, numbered: Iterable[tuple[Iterable[float], T]]) -> ByNumber[T]:
        """From pairs of numbers and thing."""
        pairs = list(numbered)
        order = sorted((number, place) for place, (numbers, _) in enumerate(pairs) for number in numbers)
        return cls(tuple(n for n, _ in order), tuple(p for _, p in order), tuple(thing for _, thing in pairs))

    def sharing(self, numbers: Iterable[float]) -> list[T]:
        """The things that say one of these numbers, in their own order."""
        found: set[int] = set()
        for number in numbers:
            first = bisect_left(self.numbers, number * (1 - 2 * CLOSE))
            found.update(self.places[first : bisect_right(self.numbers, number * (1 + 2 * CLOSE))])
        return [self.things[place] for place in sorted(found)]


def numbers_of(said: Mention | Figure) -> set[float]:
    """The numbers of a mention or figure, as they stand and in base units, without their signs.

    Examples
    --------
    >>> sorted(numbers_of(Figure.parse("20 to 30 %")))
    [0.2, 0.3, 20.0, 30.0]
    """
    if isinstance(said, Mention):
        ends = {abs(end) for end in (said.low, said.high) if end is not None}
        return ends.union(*(numbers_of(reading) for reading in _readings(said)))
    own = {abs(end) for end in (said.low, said.high) if math.isfinite(end)}
    factor = float(said.unit.factor)
    return own | {end * factor for end in own}


def is_near(mention: Mention, figure: Figure) -> bool:
    """Whether a text says the same number, if not the same thing: 500 for "over 500", dollars for yuan.

    Examples
    --------
    >>> from cityinnov.prose import find_figures
    >>> mention, = find_figures("Over 500 suppliers joined.")
    >>> [is_near(mention, Figure.parse(text)) for text in ("500 firms", "500 vehicles", "50 firms")]
    [True, True, False]
    """
    numbers = _finite(figure.bounds)
    return bool(numbers) and all(any(_close(one, end) for end in (mention.low, mention.high)) for one in numbers)


def names_period(mention: Mention, period: Period) -> bool:
    """Whether a year, date or counted time of a text is a period of a case, or one of its ends.

    Examples
    --------
    >>> from cityinnov.prose import find_figures
    >>> year, day = find_figures("It was founded in 2016, and asked on May 21.")
    >>> [names_period(year, Period(text)) for text in ("2016?", "2016/2020", "2017")]
    [True, True, False]
    >>> names_period(day, Period("2025-05-21?"))
    True
    """
    if mention.when is None:
        return False
    ends = re.sub(r"[?~%]", "", str(period)).split("/")
    if mention.when.startswith("--"):
        return any(end[4:] == mention.when[1:] for end in ends)
    said = re.sub(r"[?~%]", "", mention.when)
    if "/" in said:
        return said.split("/") == ends
    return any(end.startswith(said) for end in ends)


def _readings(mention: Mention) -> Iterator[Figure]:
    """What a mention may say, as figures: as it stands, without "a year", or as the years that "eighth year" counts."""
    if mention.kind == Kind.ORDINAL and mention.low is not None and mention.unit is not None:
        place, unit = mention.low, mention.unit
        yield from _read(f"at least {place - 1:.0f} and under {place:.0f} {unit}")
        return
    said = mention.value_literal
    if said is None:
        return
    for reading in _read(said):
        yield reading
        if mention.change == "down":
            yield -reading
    if (mention.unit or "").endswith("/year"):  # a flow is an amount over its period
        yield from _read(said.removesuffix("/year"))


@lru_cache(maxsize=4096)
def _read(literal: str) -> tuple[Figure, ...]:
    try:
        return (Figure.parse(literal),)
    except CityinnovError:  # what cannot be written as a figure is borne out by none
        return ()


def _converted(said: Figure, figure: Figure) -> Bounds | None:
    """The bounds of a mention in the unit of a case's figure; None where they are of different things."""
    if said.unit.dimension == figure.unit.dimension:
        return said.bounds.scaled(conversion_factor(said.unit, figure.unit))
    is_vague = said.unit.is_number or any(name.startswith("{") for name, _ in said.unit.powers)
    return said.bounds if is_vague and _is_counted(figure.unit) and said.unit.currencies == () else None


def _is_counted(unit: Unit) -> bool:
    """Whether a unit is of things counted, and no money, share or multiple."""
    return bool(unit.dimension) and not unit.currencies


def _same(a: Bounds, b: Bounds) -> bool:
    return (
        _close(a.low, b.low, floor=True)
        and _close(a.high, b.high)
        and a.approx == b.approx
        and (a.low_closed == b.low_closed or not math.isfinite(a.low) or not math.isfinite(b.low))
        and (a.high_closed == b.high_closed or not math.isfinite(a.high))
    )


def _within(case: Bounds, text: Bounds) -> bool:
    """Whether the numbers of the case's bounds are those of the text's."""
    numbers = _finite(case)
    return bool(numbers) and all(any(_close(one, end) for end in _finite(text)) for one in numbers)


def _finite(bounds: Bounds) -> tuple[float, ...]:
    """The ends that were said: of "up to 500", which begins at nothing, 500 alone."""
    ends = tuple(dict.fromkeys(end for end in (bounds.low, bounds.high) if math.isfinite(end)))
    return ends[1:] if len(ends) == 2 and ends[0] == 0 else ends


def _close(a: float, b: float | None, *, floor: bool = False) -> bool:
    if b is None:
        return False
    if floor and sorted((a, b)) == [-math.inf, 0.0]:  # "up to 500" begins at nothing, or is said of no beginning
        return True
    return a == b or math.isclose(a, b, rel_tol=CLOSE)


def _plain(words: str) -> str:
    return " ".join(words.replace("’", "'").split()).casefold()
