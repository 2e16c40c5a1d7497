"""The lineage of a figure as plain data: every step once, so that what is shared stays shared."""

from __future__ import annotations

import math
from typing import Any

from cityinnov.entity.derived_metric import DerivedMetric
from cityinnov.values.figure import Figure
from cityinnov.values.lineage import steps

__all__ = ["lineage_record", "metric_record"]


def lineage_record(figure: Figure) -> dict[str, Any]:
    """How a figure came about, as data for JSON.

    Parameters
    ----------
    figure : Figure
        Stated or derived.

    Returns
    -------
    dict
        `steps`, operands before what is made of them, the figure itself last: each with `text`, bounds (an end that is
        not known is None), `unit`, `period`, `status`, and for a derived one `operation`, `operands` (places in
        `steps`) and `caveats`; and `sources`, the bibliographic record of each source that is cited, by id.

    Examples
    --------
    >>> share = Figure.parse("50 firms [br]") / Figure.parse("over 500 firms [br]")
    >>> made = lineage_record(share)
    >>> made["steps"][-1]["operation"], made["steps"][-1]["operands"]
    ('divide', [0, 1])
    >>> [step["text"] for step in made["steps"]]
    ['50 firms [br]', 'over 500 firms [br]', 'under 0.1']
    """
    order = steps(figure)
    place = {id(node): number for number, node in enumerate(order)}
    sources: dict[str, Any] = {}
    for citation in figure.sources():
        if sources.get(citation.source) is None:
            sources[citation.source] = citation.record.to_csl() if citation.record is not None else None
    return {"steps": [_step(node, place) for node in order], "sources": sources}


def _step(node: Figure, place: dict[int, int]) -> dict[str, Any]:
    bounds, made = node.bounds, node.derivation
    step: dict[str, Any] = {
        "text": str(node),
        "low": bounds.low if math.isfinite(bounds.low) else None,
        "high": bounds.high if math.isfinite(bounds.high) else None,
        "low_closed": bounds.low_closed,
        "high_closed": bounds.high_closed,
        "approx": bounds.approx,
        "unit": node.unit.text,
        "period": str(node.period) if node.period is not None else None,
        "status": node.status.value,
        "sources": [str(citation) for citation in node.citations],
    }
    if made is not None and made.operands:
        step["operation"] = getattr(made.parameter, "name", made.operation)
        step["operands"] = [place[id(operand)] for operand in made.operands]
        step["caveats"] = [{"code": caveat.code, "text": caveat.text} for caveat in made.caveats]
    return step


def metric_record(metric: DerivedMetric) -> dict[str, Any]:
    """A derived metric as data for JSON: its figure with the lineage, or why there is none.

    Examples
    --------
    >>> from cityinnov import City
    >>> from cityinnov.entity.derived_metric import evaluate
    >>> record = metric_record(next(evaluate(City("hefei"))))
    >>> record["metric"], record["figure"], record["missing"]
    ('gdp_annual_growth', None, ['gdp_multiple'])
    """
    figure = metric.figure
    return {
        "entity": metric.entity.id,
        "metric": metric.name,
        "label": dict(metric.label.texts),
        "figure": str(figure) if figure is not None else None,
        "formula": figure.formula() if figure is not None else None,
        "caveats": [caveat.text for caveat in figure.caveats()] if figure is not None else [],
        "missing": list(metric.missing),
        "reason": metric.reason or None,
        "lineage": lineage_record(figure) if figure is not None else None,
    }
