"""Setting indicators or metrics of several cities, or of all that have them in several cases, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, overload

from cityinnov.case import CaseStudy
from cityinnov.comparison.column import Chosen, Comparison, Thing, column
from cityinnov.comparison.table import ComparisonTable
from cityinnov.entity.derived_metric import evaluate
from cityinnov.errors import InputError, nearest
from cityinnov.values.figure import Figure
from cityinnov.values.frozen import FrozenMapping

__all__ = ["compare", "shared_metrics"]

#: How many names of what there is an error lists.
MOST_NAMED = 12

Metrics = Iterable[str] | Mapping[str, Iterable[str]]
Restated = Callable[[Figure], Figure]


@overload
def compare(
    things: Iterable[Thing],
    name: str,
    period: Any = None,
    *,
    prefer: str | None = None,
    hull: bool = False,
    restated: Restated | None = None,
) -> Comparison: ...
@overload
def compare(
    things: Iterable[Thing],
    *,
    metrics: Metrics,
    period: Any = None,
    prefer: str | None = None,
    hull: bool = False,
    restated: Restated | None = None,
) -> ComparisonTable: ...
def compare(
    things: Iterable[Thing],
    name: str | None = None,
    period: Any = None,
    *,
    metrics: Metrics | None = None,
    prefer: str | None = None,
    hull: bool = False,
    restated: Restated | None = None,
) -> Comparison | ComparisonTable:
    """Set an indicator or derived metric side by side, or several of them as a table.

    Parameters
    ----------
    things : iterable of CaseStudy or Entity
        What to compare; a case stands for those of its entities of which the indicator is known or derived.
    name : str, optional
        An indicator, a field that holds figures, or a derived metric. Where an entity states it, that is taken.
    metrics : iterable of str, or mapping of column to iterable of str, optional
        Several of them, in the place of `name`. A column may hold several names: figures of two that are defined
        differently, as gross output and value added are, or shares by count and by spend, then do not compare.
    period, prefer, hull
        Which claim to take, as in `Entity.figure`.
    restated : callable, optional
        What is done with each figure before it is compared: to bring money to one currency and to the prices of one
        year. Nothing is converted by itself.

    Returns
    -------
    Comparison or ComparisonTable
        A row for each entity in the order given, or a table of cases by metrics. What does not compare with the first
        that there is (another dimension, current prices of another year, another definition) has the reason in its
        place.

    Raises
    ------
    InputError
        If there is nothing to compare, or two things have one id.

    Examples
    --------
    >>> from cityinnov.city import City
    >>> def city(id, vehicles):
    ...     return City(id, figures={"nev_output": f"{vehicles} vehicles, 2023"})
    >>> compare([city("a", "740,000"), city("b", "over 1 million"), city("c", "over 500,000")], "nev_output").order
    'a ? b ? c'
    >>> compare([city("a", "740,000"), city("b", "over 1 million"), city("c", "under 500,000")], "nev_output").order
    'b > a > c'

    Output that counts intermediate goods again is no part of value added:

    >>> figures = {"gdp": "1.01 trillion CNY, 2023", "gross_output": "768 billion CNY, 2023"}
    >>> table = compare([City("changzhou", figures=figures)], metrics={"size": ["gdp", "gross_output"]})
    >>> print(table.cell("changzhou", "size"))
    1.01 trillion CNY
    >>> table.cell("changzhou", "size").reasons[0][:46]
    'gross output is not gross domestic product: Va'
    """
    given = list(things)
    chosen: Chosen = {"period": period, "prefer": prefer, "hull": hull}
    if name is not None and metrics is None:
        found = column(given, name, (name,), chosen, restated)
        if not found.rows:
            raise _nowhere(given, name)
        return found
    if metrics is None or name is not None:
        raise InputError("one metric is compared, or several", expected="a name, or metrics=[...]")
    if isinstance(metrics, str):
        raise InputError("expected a list of metrics", found=repr(metrics), hint=f"metrics=[{metrics!r}]")
    ids = tuple(thing.id for thing in given)
    if not given or len(set(ids)) < len(ids):
        raise InputError("a row of a table is one case, or one entity", found=", ".join(ids) or "none")
    wanted = dict(metrics) if isinstance(metrics, Mapping) else {each: (each,) for each in metrics}
    columns = {label: column(given, label, names, chosen, restated) for label, names in wanted.items()}
    for label, each in columns.items():
        if not each.rows:
            raise _nowhere(given, label)
    names = {thing.id: thing.title if isinstance(thing, CaseStudy) else thing.name for thing in given}
    return ComparisonTable(ids, FrozenMapping(columns), FrozenMapping(names))


def shared_metrics(things: Iterable[Thing]) -> tuple[str, ...]:
    """The metrics and indicators of which two things or more have a figure: derived ones first.

    Parameters
    ----------
    things : iterable of CaseStudy or Entity
        What is to be compared.

    Examples
    --------
    >>> from cityinnov.casefile.reading import load_case
    >>> shared_metrics(map(load_case, ("hefei", "pune", "dresden")))
    ('supplier_count', 'local_share', 'capital_promised')
    """
    held = [_names(thing) for thing in things]
    counted = Counter(name for names in held for name in names)
    derived = {name: None for names in held for name, is_derived in names.items() if is_derived}
    ordered = (*derived, *(name for names in held for name in names))
    return tuple(name for name in dict.fromkeys(ordered) if counted[name] > 1)


def _names(thing: Thing) -> dict[str, bool]:
    """What a thing has a figure of, and whether that is derived."""
    entities = tuple(thing.entities()) if isinstance(thing, CaseStudy) else (thing,)
    derived = {metric.name: True for entity in entities for metric in evaluate(entity) if metric.figure is not None}
    return derived | {name: False for entity in entities for name in entity.figures if name not in derived}


def _nowhere(things: Iterable[Thing], name: str) -> InputError:
    known = list(dict.fromkeys(each for thing in things for each in _names(thing)))
    near = nearest(name, known)
    hint = f"nearest: {', '.join(near)}" if near else f"they have {', '.join(sorted(known)[:MOST_NAMED])}"
    return InputError(
        f"nothing here has {name!r}",
        expected="cities or cases that state or derive it",
        hint=hint if known else None,
        nearest=near,
    )
