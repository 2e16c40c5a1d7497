"""Where things stand in a drawing: numbers only, which a template or a chart turns into SVG.

No text of an author becomes markup here: it is measured, broken into lines and handed on as text.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence

import attrs

from cityinnov.values.bounds import Bounds

__all__ = ["Box", "Curve", "Diagram", "RangeBar", "layered", "range_bars", "text_lines"]

# -- ranges ---------------------------------------------------------------------------


@attrs.frozen(slots=True, kw_only=True)
class RangeBar:
    """Bounds on a scale from 0 to 1.

    Parameters
    ----------
    low, high : float
        Where the range begins and ends; at the edge of the scale where an end is infinite.
    low_end, high_end : {"closed", "open", "infinite"}
        Whether the end belongs to it, does not, or goes on.
    is_point, is_approximate : bool
        Whether it is one value; whether it is about that.
    zero : float or None
        Where zero stands, if the scale has one.
    """

    low: float
    high: float
    low_end: str
    high_end: str
    is_point: bool
    is_approximate: bool
    zero: float | None


def range_bars(ranges: Sequence[Bounds]) -> tuple[RangeBar, ...]:
    """Several bounds on one scale, which holds zero and all finite ends.

    Examples
    --------
    >>> under, over = range_bars([Bounds.under(10, 0.0), Bounds.over(5)])
    >>> under.low, under.high_end, over.high, over.high_end
    (0.0, 'open', 1.0, 'infinite')
    """
    ends = [end for bounds in ranges for end in (bounds.low, bounds.high) if math.isfinite(end)]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    span = (high - low) or 1.0
    if not math.isfinite(span):  # the ends are further apart than a float can say
        low, high, span = low / 4, high / 4, high / 4 - low / 4
    if any(bounds.low == -math.inf for bounds in ranges):
        low -= span * 0.6
    below = span * (0.6 if any(bounds.high == math.inf for bounds in ranges) else 0.12)
    high = high + below if high > 0 or any(bounds.high == math.inf for bounds in ranges) else high
    span = (high - low) or 1.0

    def place(value: float) -> float:
        return min(max((value - low) / span, 0.0), 1.0)

    return tuple(
        RangeBar(
            low=place(bounds.low),
            high=place(bounds.high),
            low_end=_end(bounds.low, bounds.low_closed),
            high_end=_end(bounds.high, bounds.high_closed),
            is_point=bounds.is_point,
            is_approximate=bounds.approx,
            zero=place(0.0),
        )
        for bounds in ranges
    )


def _end(value: float, is_closed: bool) -> str:
    if math.isinf(value):
        return "infinite"
    return "closed" if is_closed else "open"


# -- text in boxes --------------------------------------------------------------------

FONT = 13.0


def _width(text: str) -> float:
    """About how wide a text is: ideographs are as wide as they are high, letters half as wide or a little more."""
    return sum(FONT if unicodedata.east_asian_width(char) in "WF" else 0.57 * FONT for char in text)


def text_lines(text: str, width: float, most: int = 3) -> tuple[str, ...]:
    """A text in at most `most` lines of a width; what is left over ends in an ellipsis.

    Examples
    --------
    >>> text_lines("New-energy vehicles", 100)
    ('New-energy', 'vehicles')
    >>> text_lines("新能源汽车产业链上游材料", 70)
    ('新能源汽车', '产业链上游', '材料')
    """
    lines, line = [], ""
    for piece in _pieces(text[:400], width):
        if line and _width(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    lines.append(line.rstrip())
    if len(lines) > most or len(text) > 400:
        lines = lines[:most]
        while lines[-1] and _width(lines[-1] + "…") > width:
            lines[-1] = lines[-1][:-1]
        lines[-1] += "…"
    return tuple(lines)


def _pieces(text: str, width: float) -> Iterable[str]:
    """Words with the space behind them; ideographs, and what is too wide for a line, letter by letter."""
    word = ""
    for char in " ".join(text.split()):
        is_wide = unicodedata.east_asian_width(char) in "WF"
        if word and (is_wide or _width(word + char) > width):
            yield word
            word = ""
        word += char
        if is_wide or char == " ":
            yield word
            word = ""
    if word:
        yield word


# -- boxes in columns -----------------------------------------------------------------


@attrs.frozen(slots=True, kw_only=True)
class Box:
    """A box with its lines of text; `text` is the whole of it, `marks` how it is to look (`missing`, `single`)."""

    id: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    text: str
    marks: tuple[str, ...] = ()


@attrs.frozen(slots=True, kw_only=True)
class Curve:
    """A line from box to box, as the data of an SVG path, with its label and where that stands."""

    path: str
    label: str
    x: float
    y: float
    width: float = 1.5

    @property
    def is_band(self) -> bool:
        """Whether the line is so thick that it needs no arrow head."""
        return self.width > THICK


@attrs.frozen(slots=True, kw_only=True)
class Diagram:
    """Boxes in columns, and the curves between them."""

    width: float
    height: float
    headings: tuple[tuple[float, str], ...]
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]


@attrs.frozen(slots=True)
class Item:
    """What is to be drawn as a box: its column, counted from the left, and its text."""

    id: str
    column: int
    text: str
    marks: tuple[str, ...] = ()


@attrs.frozen(slots=True)
class Arrow:
    """What is to be drawn as a curve: from which item to which, its label and how thick it is."""

    source: str
    target: str
    label: str = ""
    width: float = 1.5


#: A line thicker than this has no arrow head; it is a band.
THICK = 5.0
BOX_WIDTH, LINE_HEIGHT, PADDING, ROW_GAP, EDGE = 168.0, 17.0, 9.0, 16.0, 2.0


def layered(items: Sequence[Item], arrows: Sequence[Arrow], headings: Sequence[str], *, gap: float = 84.0) -> Diagram:
    """Lay items out in columns, each beside what supplies it.

    Examples
    --------
    >>> drawn = layered([Item("a", 0, "glass"), Item("b", 1, "panel")], [Arrow("a", "b")], ["upstream", "midstream"])
    >>> [box.x for box in drawn.boxes], drawn.curves[0].path.startswith("M")
    ([2.0, 254.0], True)
    """
    columns: list[list[Item]] = [[item for item in items if item.column == place] for place in range(len(headings))]
    top = 30.0 if any(headings) else EDGE
    placed: dict[str, Box] = {}
    lines = {item.id: text_lines(item.text, BOX_WIDTH - 2 * PADDING) for item in items}
    heights = {id: len(said) * LINE_HEIGHT + 2 * PADDING for id, said in lines.items()}
    tallest = max((_stacked([heights[item.id] for item in column]) for column in columns), default=0.0)
    for place, column in enumerate(columns):
        ordered = sorted(column, key=lambda item: _pull(item, arrows, placed)) if place else column
        y = top + (tallest - _stacked([heights[item.id] for item in column])) / 2
        for item in ordered:
            x = EDGE + place * (BOX_WIDTH + gap)
            height = heights[item.id]
            placed[item.id] = Box(
                id=item.id, x=x, y=y, width=BOX_WIDTH, height=height, lines=lines[item.id], text=item.text,
                marks=item.marks,
            )  # fmt: skip
            y += height + ROW_GAP
    curves = tuple(
        _curve(placed[arrow.source], placed[arrow.target], arrow)
        for arrow in arrows
        if arrow.source in placed and arrow.target in placed
    )
    return Diagram(
        width=len(headings) * BOX_WIDTH + max(len(headings) - 1, 0) * gap + 2 * EDGE + 28.0,
        height=top + tallest + EDGE,
        headings=tuple(
            (EDGE + place * (BOX_WIDTH + gap) + BOX_WIDTH / 2, heading) for place, heading in enumerate(headings)
        ),
        boxes=tuple(placed.values()),
        curves=curves,
    )


def _stacked(heights: Sequence[float]) -> float:
    return sum(heights) + ROW_GAP * max(len(heights) - 1, 0)


def _pull(item: Item, arrows: Sequence[Arrow], placed: dict[str, Box]) -> float:
    """The middle of what is placed already and connected to the item, so that curves cross less."""
    near = [placed[a.source] for a in arrows if a.target == item.id and a.source in placed]
    near += [placed[a.target] for a in arrows if a.source == item.id and a.target in placed]
    return sum(box.y + box.height / 2 for box in near) / len(near) if near else math.inf


def _curve(source: Box, target: Box, arrow: Arrow) -> Curve:
    y0, y1 = source.y + source.height / 2, target.y + target.height / 2
    x0 = source.x + source.width
    if target.x > source.x:
        x1, bend = target.x - (0 if arrow.width > THICK else 7), max((target.x - x0) / 2, 30)
        return Curve(
            path=f"M{x0:.1f} {y0:.1f}C{x0 + bend:.1f} {y0:.1f} {x1 - bend:.1f} {y1:.1f} {x1:.1f} {y1:.1f}",
            label=arrow.label, width=arrow.width, x=(x0 + x1) / 2, y=(y0 + y1) / 2 - arrow.width / 2 - 5,
        )  # fmt: skip
    x1 = target.x + target.width + 7  # within a column, or back: out to the right and in again
    out = max(x0, x1) + 24
    return Curve(
        path=f"M{x0:.1f} {y0:.1f}C{out:.1f} {y0:.1f} {out:.1f} {y1:.1f} {x1:.1f} {y1:.1f}",
        label=arrow.label, width=arrow.width, x=out, y=(y0 + y1) / 2,
    )  # fmt: skip
