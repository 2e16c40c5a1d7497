"""Sheet: a table as a file holds it, each cell with the place that a person finds it by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import attrs

from cityinnov.casefile.problem import CaseFileError, Path, Problem
from cityinnov.errors import CityinnovError
from cityinnov.interchange.row import check_columns, record_of
from cityinnov.record import Record

__all__ = ["Sheet"]


def _nowhere(_: int | None, __: str | None) -> tuple[Path, int | None]:
    return (), None


@attrs.frozen
class Sheet:
    """Rows of cells under named columns.

    Parameters
    ----------
    name : str
        The file's name, as messages show it.
    columns : tuple of str
        As the first row names them.
    rows : tuple of (int, dict)
        Each row with its number in the file and its cells by column, empty ones left out.
    place : callable
        Row number and column to the path and line that a message names: the cell of a sheet, the line of a text.
    broken : tuple of Problem
        What is wrong with the file before its rows are looked at: a formula without a value.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, Any]], ...]
    place: Callable[[int | None, str | None], tuple[Path, int | None]] = _nowhere
    broken: tuple[Problem, ...] = ()

    def records(self) -> tuple[Record, ...]:
        """The records that the rows state.

        Raises
        ------
        CaseFileError
            With everything that is wrong, each with its cell.
        """
        named = {place: name for place, name in enumerate(self.columns) if name}
        wrong = [self._problem(None, named.get(place), error) for place, error in check_columns(named).items()]
        made: list[Record] = []
        if not wrong:
            broken = {problem.path for problem in self.broken}
            for number, cells in self.rows:
                if any(self.place(number, column)[0] in broken for column in self.columns if broken):
                    continue  # what its broken cell lacks is not reported as well
                try:
                    made.append(record_of(cells))
                except CityinnovError as error:
                    wrong.append(self._problem(number, error.data.get("column"), error))
        if wrong or self.broken:
            raise CaseFileError(self.name, [*self.broken, *wrong])
        return tuple(made)

    def _problem(self, number: int | None, column: str | None, error: CityinnovError) -> Problem:
        path, line = self.place(number, column)
        return Problem(path, error.what, line, found=error.found, expected=error.expected, hint=error.hint)


def counted(rows: Iterator[dict[str, Any]], first: int) -> tuple[tuple[int, dict[str, Any]], ...]:
    """Rows with their numbers, empty ones left out."""
    return tuple((number, cells) for number, cells in enumerate(rows, first) if cells)
