"""Several metrics of several cases as a table: each cell figures, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from cityinnov.comparison.column import Comparison
from cityinnov.comparison.compared import Compared
from cityinnov.entity.name import Name
from cityinnov.errors import UnknownNameError, nearest
from cityinnov.record import COLUMNS, Record
from cityinnov.values.figure import Figure
from cityinnov.values.frozen import FrozenMapping
from cityinnov.values.notebook import html_table
from cityinnov.values.source import format_citations

__all__ = ["Cell", "ComparisonTable"]

NOTHING = "—"
NOTHING_SAID = "nothing is said of it"


@attrs.frozen(slots=True)
class Cell:
    """What one case has of one metric.

    Parameters
    ----------
    rows : tuple of Compared
        One for each entity that has it; none, where no entity of the case could have it.
    """

    rows: tuple[Compared, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Those that compare."""
        return tuple(row.figure for row in self.rows if row.figure is not None)

    @property
    def figure(self) -> Figure | None:
        """The one figure that compares, if there is one only."""
        return self.figures[0] if len(self.figures) == 1 else None

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why what is known does not compare; where nothing is known, what is missing."""
        apart = tuple(dict.fromkeys(row.reason for row in self.rows if row.figure is None and not row.is_missing))
        if apart or self.figures:
            return apart
        return tuple(row.reason for row in self.rows[:1]) or (NOTHING_SAID,)

    @property
    def shown(self) -> tuple[Compared, ...]:
        """What of it is worth a line: all that is known, whether it compares or not; where nothing is, the first."""
        known = tuple(row for row in self.rows if not row.is_missing)
        return known or self.rows[:1]

    def __str__(self) -> str:
        return "; ".join(figure.display() for figure in self.figures) or NOTHING


@attrs.frozen(slots=True)
class ComparisonTable:
    """Cases or entities by metrics.

    Parameters
    ----------
    ids : tuple of str
        The cases, or entities, one a row.
    columns : mapping of str to Comparison
        The metrics by name.
    names : mapping of str to Name
        The titles of the cases, or names of the entities, by id.

    Examples
    --------
    >>> from cityinnov.city import City
    >>> from cityinnov.comparison.comparison import compare
    >>> a = City("a", figures={"gdp": "3 billion EUR, 2023"})
    >>> b = City("b", figures={"gdp": "4 billion USD, 2023", "population": "1 million people, 2023"})
    >>> print(compare([a, b], metrics=["gdp", "population"]))
       gdp            population
    a  3 billion EUR  — [1]
    b  — [2]          1 million people
    <BLANKLINE>
    [1] nothing is said of population of a
    [2] USD and EUR do not convert to each other: each currency is a dimension of its own (hint: convert one first: \
.convert("EUR", rates))
    """

    ids: tuple[str, ...]
    columns: Mapping[str, Comparison]
    names: Mapping[str, Name] = FrozenMapping()

    def __getitem__(self, name: str) -> Comparison:
        """The column of a metric.

        Raises
        ------
        UnknownNameError
            If the table does not have it.
        """
        if name not in self.columns:
            near = nearest(name, list(self.columns))
            raise UnknownNameError(f"the table has no {name!r}", expected=", ".join(self.columns), nearest=near)
        return self.columns[name]

    def cell(self, id: str, name: str) -> Cell:
        """What a case, or an entity, has of a metric.

        Raises
        ------
        UnknownNameError
            If the table has no such row or column.
        """
        if id not in self.ids:
            near = nearest(id, list(self.ids))
            raise UnknownNameError(f"the table has no {id!r}", expected=", ".join(self.ids), nearest=near)
        return Cell(tuple(row for row in self[name].rows if row.of == id))

    def cells(self) -> Iterator[tuple[str, str, Cell]]:
        """All cells, each with its row and column."""
        for id in self.ids:
            for name in self.columns:
                yield id, name, self.cell(id, name)

    def to_records(self) -> list[dict[str, Any]]:
        """A flat record for each figure, and for each that does not compare or is not known, for a dataframe.

        What does not compare has its reason, and no numbers: nobody then takes euros for dollars.
        """
        return [_record(id, name, row) for id, name, cell in self.cells() for row in cell.shown or (None,)]

    def __str__(self) -> str:
        notes: dict[str, int] = {}
        rows = [["", *self.columns]]
        for id in self.ids:
            texts = [id]
            for name in self.columns:
                cell = self.cell(id, name)
                marks = "".join(f" [{notes.setdefault(reason, len(notes) + 1)}]" for reason in cell.reasons)
                texts.append(f"{cell}{marks}")
            rows.append(texts)
        widths = [max(map(len, texts)) for texts in zip(*rows, strict=True)]
        lines = [
            "  ".join(text.ljust(width) for text, width in zip(texts, widths, strict=True)).rstrip() for texts in rows
        ]
        footnotes = [f"[{number}] {reason}" for reason, number in notes.items()]
        return "\n".join([*lines, "", *footnotes] if footnotes else lines)

    def _repr_html_(self) -> str:
        """The table for a notebook; a cell without a figure says why."""
        rows = [
            [id, *(str(cell) if cell.figures else f"— {'; '.join(cell.reasons)}" for cell in self._row(id))]
            for id in self.ids
        ]
        return html_table(f"{len(self.ids)} by {len(self.columns)}", ["", *self.columns], rows)

    def _row(self, id: str) -> list[Cell]:
        return [self.cell(id, name) for name in self.columns]


def _record(id: str, name: str, row: Compared | None) -> dict[str, Any]:
    record: dict[str, Any] = {"case": id, "metric": name, **dict.fromkeys(COLUMNS)}
    figure = row.figure if row is not None else None
    if row is not None:
        record |= {"entity": row.entity.id, "kind": type(row.entity).__name__, "indicator": row.name}
    if row is not None and figure is not None:
        record |= Record(row.entity.id, type(row.entity).__name__, row.name, figure).flat()
        record["sources"] = tuple(format_citations((citation,)) for citation in figure.sources())
    return record | {
        "shown": figure.display() if figure is not None else None,
        "formula": figure.formula() if figure is not None and not figure.is_stated else None,
        "caveats": tuple(caveat.text for caveat in figure.caveats()) if figure is not None else (),
        "obstacle": str(row.obstacle) if row is not None and row.obstacle is not None else None,
        "reason": row.reason or None if row is not None else NOTHING_SAID,
    }
