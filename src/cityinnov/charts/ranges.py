"""Ranges one below the other on one scale: the drawing that interval, tornado and comparison charts share."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from typing import Any

import attrs

from cityinnov.charts.chart import ACCENT, INK, MUTED, PAPER, RULE, altair
from cityinnov.report.drawing import text_lines
from cityinnov.values.bounds import Bounds

__all__ = ["Row", "range_layers"]

LABEL_WIDTH = 230.0


@attrs.frozen(slots=True, kw_only=True)
class Row:
    """A row: what it is of, its range, the range in words, and whether it is one of a group that has no order."""

    label: str
    bounds: Bounds
    text: str
    is_muted: bool = False


def range_layers(rows: Sequence[Row], tick: Callable[[float], str], *, rule: float | None = None) -> Any:
    """Rows of ranges: closed ends filled, open ends hollow, infinite ends as an arrow, ≈ as a broken line.

    Parameters
    ----------
    rows : sequence of Row
        From top to bottom.
    tick : callable
        What is written at a value of the scale.
    rule : float, optional
        Where an upright line is drawn.
    """
    alt = altair()
    low, high, ticks = _scale([row.bounds for row in rows], rule)
    step = ticks[1] - ticks[0] if len(ticks) > 1 else 1.0
    data = [
        {
            "row": f"{place:03d}",
            "label": row.label,
            "low": max(row.bounds.low, low),
            "high": min(row.bounds.high, high),
            "text": row.text,
            "lowEnd": _end(row.bounds.low, row.bounds.low_closed),
            "highEnd": _end(row.bounds.high, row.bounds.high_closed),
            "about": row.bounds.approx,
            "shade": MUTED if row.is_muted else ACCENT,
        }
        for place, row in enumerate(rows)
    ]
    labels = {f"{place:03d}": "\n".join(text_lines(row.label, LABEL_WIDTH)) for place, row in enumerate(rows)}
    label = f"split({_lookup(labels)}[datum.value], '\\n')"
    axis = alt.Axis(labelExpr=label, labelLimit=LABEL_WIDTH + 60, labelPadding=12, domain=False, ticks=False)
    axis.grid, axis.gridColor = True, RULE
    y = alt.Y("row:N", sort=list(labels), title=None, axis=axis)
    scale = alt.Scale(domain=[low, high], nice=False, zero=False)
    written = f"{json.dumps([tick(value) for value in ticks])}[round((datum.value - {ticks[0]!r}) / {step!r})]"
    x = alt.X("low:Q", scale=scale, title=None, axis=alt.Axis(values=ticks, labelExpr=written, grid=False, ticks=True))
    base = alt.Chart(alt.Data(values=data))
    shade = alt.Color("shade:N", scale=None, legend=None)
    hint = [alt.Tooltip("label:N", title=" "), alt.Tooltip("text:N", title=" ")]
    layers = [
        base.transform_filter("datum.low != datum.high")
        .mark_rule(strokeWidth=5)
        .encode(
            y=y, x=x, x2="high:Q", color=shade, tooltip=hint,
            strokeDash=alt.condition("datum.about", alt.value([4, 3]), alt.value([1, 0])),
        ),
    ]  # fmt: skip
    for side in ("low", "high"):
        end = alt.X(f"{side}:Q", scale=scale)
        for kind, fill in (("closed", shade), ("open", alt.value(PAPER))):
            layers.append(
                base.transform_filter(f"datum.{side}End == '{kind}'")
                .mark_point(size=62, filled=True, opacity=1, strokeWidth=2)
                .encode(y=y, x=end, stroke=shade, fill=fill, tooltip=hint)
            )
        arrow = "triangle-right" if side == "high" else "triangle-left"
        layers.append(
            base.transform_filter(f"datum.{side}End == 'infinite'")
            .mark_point(shape=arrow, size=90, filled=True, opacity=1)
            .encode(y=y, x=end, color=shade, tooltip=hint)
        )
    layers.append(
        base.mark_text(align="left", baseline="bottom", dy=-7, color=INK, fontSize=11.5).encode(y=y, x=x, text="text:N")
    )
    if rule is not None:
        line = alt.Chart(alt.Data(values=[{"at": rule}])).mark_rule(color=MUTED, strokeDash=[2, 3])
        layers.insert(0, line.encode(x=alt.X("at:Q", scale=scale)))
    return alt.layer(*layers).properties(width=460, height=54 * len(rows))


def _lookup(texts: dict[str, str]) -> str:
    """A mapping as an object of the expression language, which reads JSON strings."""
    return "({" + ", ".join(f"{json.dumps(key)}: {json.dumps(text)}" for key, text in texts.items()) + "})"


def _end(value: float, is_closed: bool) -> str:
    if math.isinf(value):
        return "infinite"
    return "closed" if is_closed else "open"


def _scale(ranges: Sequence[Bounds], rule: float | None) -> tuple[float, float, list[float]]:
    """A scale with all finite ends, zero, and room for what goes on; and where it has ticks."""
    ends = [end for bounds in ranges for end in (bounds.low, bounds.high) if math.isfinite(end)]
    ends += [0.0] if rule is None else [rule]
    low, high = min(ends), max(ends)
    span = (high - low) or abs(high) or 1.0
    below = any(bounds.low == -math.inf for bounds in ranges)
    above = any(bounds.high == math.inf for bounds in ranges)
    first, last = low - span * (0.5 if below else 0.04), high + span * (0.5 if above else 0.12)
    step = _step(last - first)
    ticks = [step * count for count in range(math.ceil(first / step), math.floor(last / step) + 1)]
    return first, last, ticks


def _step(span: float) -> float:
    """1, 2 or 5 times a power of ten, so that a scale has about five ticks."""
    rough = span / 5
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
