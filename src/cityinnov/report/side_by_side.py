"""A comparison as it is shown, in one language: lines of figures, and notes on what stands in their way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import attrs

from cityinnov.comparison.column import Comparison
from cityinnov.comparison.compared import Compared, Obstacle
from cityinnov.comparison.table import ComparisonTable
from cityinnov.entity.name import Name
from cityinnov.report.speaker import Speaker
from cityinnov.values.figure import Figure
from cityinnov.values.source import Source, format_citations

__all__ = ["Column", "Ground", "Line", "Row", "SideBySide", "side_by_side"]


@attrs.frozen(slots=True, kw_only=True)
class Column:
    """A metric: its id, what it is called, at which prices its money is, and its figures in order; empty for none."""

    name: str
    label: Name
    prices: str = ""
    order: str = ""


@attrs.frozen(slots=True, kw_only=True)
class Line:
    """A figure of a cell, or that there is none; whose it is, where the cell has several; and the numbers of notes."""

    figure: Figure | None = None
    of: str = ""
    when: str = ""
    notes: tuple[int, ...] = ()


@attrs.frozen(slots=True, kw_only=True)
class Row:
    """A case or an entity: its id, its title, and the lines of each of its cells."""

    id: str
    title: Name
    cells: tuple[tuple[Line, ...], ...]


@attrs.frozen(slots=True, kw_only=True)
class Ground:
    """What a figure that is shown rests on: whose it is, of what, its formula if it is derived, and its sources."""

    of: str
    label: Name
    figure: Figure
    formula: str
    sources: str


@attrs.frozen(slots=True, kw_only=True)
class SideBySide:
    """A comparison as it is shown.

    Parameters
    ----------
    columns : tuple of Column
    rows : tuple of Row
    notes : tuple of str
        What the numbers at the figures say, from 1.
    grounds : tuple of Ground
    sources : tuple of pair of Name and tuple of Source
        The sources of what is shown, case by case: two cases may call two sources by one id.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    grounds: tuple[Ground, ...]
    sources: tuple[tuple[Name, tuple[Source, ...]], ...]


def side_by_side(table: ComparisonTable, speak: Speaker) -> SideBySide:
    """A comparison in one language.

    Parameters
    ----------
    table : ComparisonTable
        From `compare`.
    speak : Speaker
        Whose words it is in.

    Examples
    --------
    >>> from cityinnov.casefile.reading import load_case
    >>> from cityinnov.comparison.comparison import compare
    >>> table = compare([load_case("pune"), load_case("hefei")], metrics=["local_share"])
    >>> shown = side_by_side(table, Speaker((), "zh_CN"))
    >>> shown.columns[0].order, shown.notes[0]
    ('pune > hefei', '各组可能重叠：至少为最大一组，至多为合计')
    """
    notes: dict[str, int] = {}
    rows, grounds = [], []
    for id in table.ids:
        cells = []
        for name in table.columns:
            alike = _alike(table.cell(id, name).shown)
            cells.append(_lines(alike, speak, notes))
            grounds += [_ground(same, len(alike) > 1, speak) for same in alike if same[0].figure is not None]
        rows.append(Row(id=id, title=_title(table, id), cells=tuple(cells)))
    return SideBySide(
        columns=tuple(_column(column, speak) for column in table.columns.values()),
        rows=tuple(rows),
        notes=tuple(notes),
        grounds=tuple(grounds),
        sources=tuple((_title(table, id), found) for id in table.ids if (found := _sources(table, id))),
    )


def _title(table: ComparisonTable, id: str) -> Name:
    return table.names.get(id) or Name.of(id)


def _alike(rows: Iterable[Compared]) -> list[list[Compared]]:
    """Rows by what is known; what several entities have alike, as a firm and what it was granted do, is one."""
    alike: dict[object, list[Compared]] = {}
    for row in rows:
        alike.setdefault((row.of, row.name, row.figure, row.obstacle, row.known, row.missing), []).append(row)
    return list(alike.values())


def _names(rows: Iterable[Compared], speak: Speaker) -> str:
    return speak.listed(dict.fromkeys(speak.say(row.entity.name) for row in rows))


def _column(column: Comparison, speak: Speaker) -> Column:
    gettext = speak.messages.gettext
    first = next((row for row in column.rows if row.figure is not None), column.rows[0])
    basis = (first.figure.unit.price_basis if first.figure is not None else None) or ""
    kind, _, year = basis.partition(" ")
    prices = {"current": gettext("at current prices"), "constant": gettext("at prices of {year}").format(year=year)}
    is_one = len({row.name for row in column.rows}) == 1
    return Column(
        name=column.name,
        label=first.label if is_one else Name.of(column.name.replace("_", " ")),
        prices=prices.get(kind, ""),
        order=_order(column, speak),
    )


def _order(column: Comparison, speak: Speaker) -> str:
    """The figures, highest first; cases that have several by those entities too."""
    tiers = [_alike(tier) for tier in column.tiers]
    counted = Counter(same[0].of for tier in tiers for same in tier)

    def said(same: list[Compared]) -> str:
        return same[0].of if counted[same[0].of] == 1 else f"{same[0].of} ({_names(same, speak)})"

    return " > ".join(" ? ".join(map(said, tier)) for tier in tiers) if counted.total() > 1 else ""


def _lines(alike: list[list[Compared]], speak: Speaker, notes: dict[str, int]) -> tuple[Line, ...]:
    lines = []
    for same in alike:
        row = same[0]
        said = [speak.caveat(caveat) for caveat in row.figure.caveats()] if row.figure else [_obstacle(row, speak)]
        numbers = tuple(notes.setdefault(text, len(notes) + 1) for text in said)
        of = _names(same, speak) if len(alike) > 1 else ""
        lines.append(Line(figure=row.figure, of=of, when=_when(row.figure, speak), notes=numbers))
    if not lines:
        text = speak.messages.gettext("nothing is said of it")
        lines.append(Line(notes=(notes.setdefault(text, len(notes) + 1),)))
    return tuple(lines)


def _when(figure: Figure | None, speak: Speaker) -> str:
    if figure is None:
        return ""
    status = speak.word(figure.status) if figure.status.value != "unstated" else ""
    return speak.joined(speak.period(figure.period), status)


def _obstacle(row: Compared, speak: Speaker) -> str:
    """What stands in the way, and what there is instead."""
    assert row.obstacle is not None  # a row without a figure has one
    known = "; ".join(_known(figure, speak) for figure in row.known)
    if row.obstacle is Obstacle.MISSING:
        detail = speak.listed(speak.path(name) for name in row.missing) or speak.sentence(row.reason)
    elif row.obstacle is Obstacle.OPEN:
        detail = speak.formula(row.known[0])
    elif row.obstacle is Obstacle.DEFINITION:
        detail = f"{speak.say(row.label)}; {known}"
    elif row.obstacle in (Obstacle.UNDERIVED, Obstacle.UNCONVERTED):
        detail = "; ".join(filter(None, (known, speak.sentence(row.reason))))
    else:
        detail = known
    return speak.messages.gettext("{what}: {detail}").format(what=speak.word(row.obstacle), detail=detail)


def _known(figure: Figure, speak: Speaker) -> str:
    said = speak.joined(speak.figure(figure), _when(figure, speak))
    return f"{said} [{format_citations(figure.citations)}]" if figure.citations else said


def _ground(same: list[Compared], is_one_of_several: bool, speak: Speaker) -> Ground:
    row = same[0]
    figure = row.figure
    assert figure is not None  # only what is shown has grounds
    return Ground(
        of=f"{row.of} ({_names(same, speak)})" if is_one_of_several else row.of,
        label=row.label,
        figure=figure,
        formula="" if figure.is_stated else speak.brief_formula(figure),
        sources=format_citations(figure.sources()),
    )


def _sources(table: ComparisonTable, id: str) -> tuple[Source, ...]:
    """The sources of all that is shown of a case, also of what does not compare."""
    rows = [row for column in table.columns.values() for row in column.rows if row.of == id]
    figures = [figure for row in rows for figure in (row.figure, *row.known) if figure is not None]
    records = [citation.record for figure in figures for citation in figure.sources()]
    return tuple(dict.fromkeys(record for record in records if record is not None))
