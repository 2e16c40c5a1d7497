"""The derived metrics of an entity, all at once.

There is a row for each period that the inputs of a metric share, a row for each of several conflicting claims, and a
row with the reason for what cannot be computed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import overload

import attrs

from cityinnov.bibliography.references import Style, bibliography
from cityinnov.entity.indicator_vocabulary import indicators
from cityinnov.entity.matching import distinct, is_of_one_period, of_one_period
from cityinnov.entity.name import Name
from cityinnov.entity.recipe import HasFigures, Recipe, derived_methods, missing_inputs
from cityinnov.errors import CityinnovError, ConflictingClaimsError, UnknownNameError, nearest
from cityinnov.message import Message
from cityinnov.values.figure import Figure
from cityinnov.values.notebook import html_table
from cityinnov.values.period import Period

__all__ = ["DerivedMetric", "DerivedMetrics", "evaluate", "says_nothing"]


@attrs.frozen(slots=True)
class DerivedMetric:
    """One metric of one entity: its figure, or why there is none.

    Examples
    --------
    >>> from cityinnov.city import City
    >>> metric, *_ = evaluate(City("hefei", figures={"gdp_multiple": "over 2 times, 2015/2025"}))
    >>> metric.path, metric.shown, str(metric.figure)
    ('hefei.gdp_annual_growth', '%/year', 'over 7.1 %/year')

    Parameters
    ----------
    entity : Entity
        What it is about.
    recipe : Recipe
        How it is made.
    figure : Figure, optional
        In the unit it is shown in.
    missing : tuple of str
        The inputs that the entity does not have.
    reason : str
        Why there is no figure; empty where there is one.
    """

    entity: HasFigures
    recipe: Recipe
    figure: Figure | None = None
    missing: tuple[str, ...] = ()
    reason: str = ""

    @property
    def name(self) -> str:
        """The metric's name."""
        return self.recipe.name

    @property
    def label(self) -> Name:
        """What reports call it."""
        return self.recipe.label

    @property
    def shown(self) -> str | None:
        """The unit it is shown in; None for the one that comes out."""
        return self.recipe.shown

    @property
    def path(self) -> str:
        """Entity and metric: `hefei.nevs_per_graduate`."""
        return f"{self.entity.id}.{self.name}"

    @property
    def period(self) -> Period | None:
        """The period of the figure; None where its inputs are of several."""
        return self.figure.period if self.figure is not None else None

    def bibliography(self, style: Style = "text") -> str:
        """The sources that the figure rests on: a line each, or as BibTeX or CSL-JSON; empty where there is no figure.

        Examples
        --------
        >>> from cityinnov import load_case
        >>> print(load_case("hefei").derived()["nevs_per_graduate"].bibliography())
        From Humble To Hi-Tech (2025). Beijing Review. Cited: ¶9; ¶15.
        """
        return bibliography(self.figure.sources(), style) if self.figure is not None else ""

    def __str__(self) -> str:
        if self.figure is None and self.reason.startswith(self.path):
            return self.reason  # which names the metric already
        return f"{self.path}: {self.figure if self.figure is not None else self.reason}"


def evaluate(entity: HasFigures, about: float | None = None) -> Iterator[DerivedMetric]:
    """Work out all derived metrics of an entity.

    Parameters
    ----------
    entity : Entity
        What they are about.
    about : float, optional
        Turns every ≈ into real bounds, this share of the value wide on each side.

    Yields
    ------
    DerivedMetric
        One for each metric and period that its inputs share; where they share none, one if each input is known for a
        single period, which then carries the caveat `different-periods`. Where claims of one period conflict, one for
        each of them. What an error of this library stops becomes a
        reason and never stops the rest; so does a figure that could have any value.
    """
    for recipe in derived_methods(type(entity)):
        missing = tuple(name for name in recipe.inputs if not entity.claims(name))
        if missing:
            yield DerivedMetric(entity, recipe, missing=missing, reason=missing_inputs(recipe, entity, missing).what)
            continue
        claims = {name: distinct(entity.claims(name)) for name in recipe.inputs}
        sharing = of_one_period(claims)
        if not sharing and all(is_of_one_period(figures) for figures in claims.values()):
            sharing = [dict(zip(claims, choice, strict=True)) for choice in product(*claims.values())]
        if not sharing:
            yield DerivedMetric(entity, recipe, reason=_no_common_period(claims))
        for inputs in sharing:
            try:
                figure = recipe.figure(entity, inputs)
                figure = figure if about is None else figure.widened(about)
                if says_nothing(figure):
                    yield DerivedMetric(entity, recipe, reason=_left_open(figure))
                else:
                    yield DerivedMetric(entity, recipe, figure)
            except CityinnovError as error:
                yield DerivedMetric(entity, recipe, missing=tuple(error.data.get("missing", ())), reason=error.message)


def _left_open(figure: Figure) -> Message:
    return Message("what is known leaves it open: {figure:formula}", figure=figure)


def says_nothing(figure: Figure) -> bool:
    """Whether any value is possible, or any from zero up, as of "up to 3 billion USD" over "up to 13,000 jobs"."""
    bounds = figure.bounds
    from_nowhere = bounds.low == -math.inf or (bounds.low == 0 and bounds.low_closed)
    return bounds.high == math.inf and from_nowhere


def _no_common_period(claims: Mapping[str, Sequence[Figure]]) -> Message:
    said = tuple(
        Message(
            "{input} ({periods})",
            input=indicators().get(name) or name,
            periods=tuple(figure.period or Message("undated") for figure in figures),
        )
        for name, figures in claims.items()
    )
    return Message("its inputs share no period: {inputs:;}", inputs=said)


@attrs.frozen(slots=True)
class DerivedMetrics(Sequence[DerivedMetric]):
    """The derived metrics of a case, in the order of its entities.

    Look one up by its place, by entity and metric, or by the metric alone where only one entity has it.

    Parameters
    ----------
    rows : tuple of DerivedMetric
        Several of one metric where there are several periods or claims.

    Examples
    --------
    >>> from cityinnov.city import City
    >>> hefei = City("hefei", figures={"gdp_multiple": "over 2 times, 2015/2025"})
    >>> metrics = DerivedMetrics(tuple(evaluate(hefei)))
    >>> print(metrics["gdp_annual_growth"])
    hefei.gdp_annual_growth: over 7.1 %/year
    >>> [metric.path for metric in metrics.computed]
    ['hefei.gdp_annual_growth']
    """

    rows: tuple[DerivedMetric, ...]

    @property
    def computed(self) -> DerivedMetrics:
        """Those that have a figure."""
        return DerivedMetrics(tuple(row for row in self.rows if row.figure is not None))

    @property
    def missing(self) -> DerivedMetrics:
        """Those that have none, each with its reason."""
        return DerivedMetrics(tuple(row for row in self.rows if row.figure is None))

    def named(self, name: str) -> DerivedMetrics:
        """All rows of a metric, given as `metric` or `entity.metric`; none is an empty sequence."""
        return DerivedMetrics(tuple(row for row in self.rows if name in (row.name, row.path)))

    @overload
    def __getitem__(self, key: int | str) -> DerivedMetric: ...
    @overload
    def __getitem__(self, key: slice) -> DerivedMetrics: ...
    def __getitem__(self, key: int | str | slice) -> DerivedMetric | DerivedMetrics:
        if isinstance(key, slice):
            return DerivedMetrics(self.rows[key])
        return self._one(key) if isinstance(key, str) else self.rows[key]

    def __len__(self) -> int:
        return len(self.rows)

    def _repr_html_(self) -> str:
        """The metrics for a notebook, those that could not be computed with the reason."""
        rows = [
            [str(row.label), row.path, str(row.figure) if row.figure is not None else row.reason] for row in self.rows
        ]
        return html_table(f"{len(self.computed)} of {len(self)} derived", ["metric", "of", "figure"], rows)

    def _one(self, name: str) -> DerivedMetric:
        rows = self.named(name)
        if not rows:
            known = list(dict.fromkeys(name for row in self.rows for name in (row.path, row.name)))
            near = nearest(name, known)
            hint = f"nearest: {', '.join(near)}" if near else None
            raise UnknownNameError(f"there is no derived metric {name!r}", hint=hint, nearest=near)
        if len(rows) > 1:
            paths = dict.fromkeys(row.path for row in rows)
            raise ConflictingClaimsError(
                f"{name!r} is more than one metric",
                found=", ".join(str(row) for row in rows)[:200],
                hint=f"ask for {' or '.join(paths)}" if len(paths) > 1 else f"all of them: .named({name!r})",
                figures=tuple(row.figure for row in rows),
            )
        return rows[0]
