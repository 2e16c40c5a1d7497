"""Difference: which figures of a case have changed, and which derived metrics moved with them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from cityinnov.case import CaseStudy, sections
from cityinnov.entity.derived_metric import DerivedMetric
from cityinnov.entity.entity import Entity, parts
from cityinnov.errors import CityinnovError
from cityinnov.values.figure import Figure
from cityinnov.values.numbers import rounded

__all__ = ["Change", "Difference", "difference"]


@attrs.frozen(slots=True)
class Change:
    """One thing that is not what it was; None on one side is what is not there.

    Parameters
    ----------
    path : str
        Entity and indicator, field or metric: `hefei.nev_output`.
    before, after : Figure, str or None
        What stood there, and what does now.

    Examples
    --------
    >>> change = Change("hefei.nev_output", Figure.parse("740,000 vehicles"), Figure.parse("1.35 million vehicles"))
    >>> print(change)
    hefei.nev_output: 740,000 vehicles → 1.35 million vehicles (+82.4 %)
    """

    path: str
    before: Figure | str | None
    after: Figure | str | None

    @property
    def relative(self) -> tuple[float, float] | None:
        """By what share each end of the bounds has moved; an end that is open, or was 0, gives NaN.

        None where one side is missing or not a figure, or the two are of different units.
        """
        if not (isinstance(self.before, Figure) and isinstance(self.after, Figure)):
            return None
        try:
            after = self.after.to(self.before.unit)
        except CityinnovError:
            return None
        return _moved(self.before.low, after.low), _moved(self.before.high, after.high)

    def record(self) -> dict[str, Any]:
        """The change as data for JSON."""
        moved = self.relative
        return {
            "path": self.path,
            "before": None if self.before is None else str(self.before),
            "after": None if self.after is None else str(self.after),
            "relative": None if moved is None else [None if math.isnan(end) else end for end in moved],
        }

    def __str__(self) -> str:
        if self.before is None:
            return f"{self.path}: added {self.after}"
        if self.after is None:
            return f"{self.path}: removed {self.before}"
        return f"{self.path}: {self.before} → {self.after}{self._by()}"

    def _by(self) -> str:
        low, high = self.relative or (math.nan, math.nan)
        if math.isnan(low) and math.isnan(high):
            return ""
        said = list(dict.fromkeys(_percent(end) for end in (low, high) if not math.isnan(end)))
        if len(said) == 1:
            return f" ({said[0]})" if said[0] != _percent(0.0) else ""
        return f" (low end {said[0]}, high end {said[1]})"


def _moved(before: float, after: float) -> float:
    if not (math.isfinite(before) and math.isfinite(after)) or before == 0:
        return math.nan
    return (after - before) / abs(before)


def _percent(share: float) -> str:
    sign = "−" if share < 0 else "+"
    return f"{sign}{rounded(abs(share) * 100, 3, 'nearest')} %" if share else "+0 %"


@attrs.frozen(slots=True)
class Difference:
    """What is different between two states of a case.

    Parameters
    ----------
    figures : tuple of Change
        Stated figures that are other, new or gone.
    metrics : tuple of Change
        Derived metrics that have moved, can be derived now, or no longer; the text is the reason why not.
    facts : tuple of Change
        All else that is said: names, dates, references, sources.

    Examples
    --------
    >>> print(Difference(facts=(Change("hefei.name", "Hofei", "Hefei"),)))
    Other facts
      hefei.name: Hofei → Hefei
    """

    figures: tuple[Change, ...] = ()
    metrics: tuple[Change, ...] = ()
    facts: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.figures or self.metrics or self.facts)

    def record(self) -> dict[str, Any]:
        """The difference as data for JSON."""
        return {name: [change.record() for change in getattr(self, name)] for name in ("figures", "metrics", "facts")}

    def __str__(self) -> str:
        titles = (("Figures", self.figures), ("Derived metrics", self.metrics), ("Other facts", self.facts))
        blocks = [f"{title}\n" + "\n".join(f"  {change}" for change in changes) for title, changes in titles if changes]
        return "\n\n".join(blocks) or "no difference"


def difference(before: CaseStudy, after: CaseStudy) -> Difference:
    """Compare two states of a case: its figures, what is derived from them, and all else it says.

    Figures are set side by side by entity and indicator or field, and of several claims those of one period first.
    Order, layout and the wording of a figure are no difference.

    Parameters
    ----------
    before, after : CaseStudy
        Of one case, or of two.

    Returns
    -------
    Difference
        False where there is none.

    Examples
    --------
    >>> from cityinnov.city import City
    >>> def study(output):
    ...     return CaseStudy("study", cities=[City("hefei", figures={
    ...         "nev_output": output, "stem_graduates": "over 100,000 graduates, 2023"})])
    >>> print(difference(study("740,000 vehicles, 2023"), study("1.35 million vehicles, 2023")))
    Figures
      hefei.nev_output: 740,000 vehicles, 2023 → 1.35 million vehicles, 2023 (+82.4 %)
    <BLANKLINE>
    Derived metrics
      hefei.nevs_per_graduate: under 7.4 vehicles/person → under 13.5 vehicles/person (+82.4 %)
    """
    return Difference(
        tuple(_changes(_stated(before), _stated(after))),
        tuple(_metrics(before, after)),
        tuple(_changes(_facts(before), _facts(after))),
    )


Said = dict[str, list[Any]]


def _stated(case: CaseStudy) -> Said:
    found: Said = {}
    for path, figure in case.figures():
        found.setdefault(path, []).append(figure)
    return found


def _facts(case: CaseStudy) -> Said:
    found: Said = {"title": [str(case.title)]}
    for id, source in case.sources.items():
        found[f"sources.{id}"] = [source.reference()]
    for id, indicator in case.indicators.items():
        found[f"indicators.{id}"] = [f"{indicator.label} ({indicator.kind}, in {indicator.unit or 'plain numbers'})"]
    if case.rates:
        found["rates"] = [str(rate) for rate in case.rates]
    for entry in case.accepted:
        found.setdefault(f"accepted.{entry.check}", []).append(f"{entry.at}: {entry.because}")
    for section in sections():
        for entity in getattr(case, section).values():
            found[entity.id] = [type(entity).__name__]
            for path, part in parts(entity):
                if not isinstance(part, Figure):
                    found.setdefault(f"{entity.id}.{path}", []).append(_text(part))
    return found


def _text(part: object) -> str:
    return part.id if isinstance(part, Entity) else str(part)


def _changes(before: Said, after: Said) -> Iterator[Change]:
    for path in dict.fromkeys([*before, *after]):
        old, new = list(before.get(path, ())), list(after.get(path, ()))
        for one in list(old):
            if one in new:
                old.remove(one)
                new.remove(one)
        yield from (Change(path, *pair) for pair in _paired(old, new))


def _paired(old: list[Any], new: list[Any]) -> Iterator[tuple[Any, Any]]:
    """What was and what is, side by side: those of one period, then the rest in order."""
    for one in list(old):
        other = next((each for each in new if _period(each) == _period(one)), None)
        if other is not None:
            old.remove(one)
            new.remove(other)
            yield one, other
    both = min(len(old), len(new))
    yield from zip(old[:both], new[:both], strict=True)
    yield from ((one, None) for one in old[both:])
    yield from ((None, one) for one in new[both:])


def _period(thing: Any) -> Any:
    return thing.period if isinstance(thing, Figure) else None


def _metrics(before: CaseStudy, after: CaseStudy) -> Iterator[Change]:
    old, new = _by_path(before), _by_path(after)
    for path in dict.fromkeys([*old, *new]):
        was, now = _figures(old.get(path, ())), _figures(new.get(path, ()))
        for one in list(was):
            other = next((each for each in now if _same(one, each)), None)
            if other is not None:
                was.remove(one)
                now.remove(other)
        yield from (Change(path, *pair) for pair in _paired(was, now))


def _by_path(case: CaseStudy) -> dict[str, list[DerivedMetric]]:
    found: dict[str, list[DerivedMetric]] = {}
    for metric in case.derived().computed:
        found.setdefault(metric.path, []).append(metric)
    return found


def _figures(metrics: Sequence[DerivedMetric]) -> list[Any]:
    return [metric.figure for metric in metrics]


def _same(one: Figure, other: Figure) -> bool:
    """Whether a metric has not moved: its value, its period, and what to know before quoting it."""
    was, now = ((each.bounds, each.unit, each.period, each.caveats()) for each in (one, other))
    return was == now
