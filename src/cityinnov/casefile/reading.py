"""Case files to case studies: `load_case`, and every problem of a file at once."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from cityinnov.case import CaseStudy, section_kinds, sections
from cityinnov.casefile.document import Document, parse_document, read_document
from cityinnov.casefile.faults import MOST_PROBLEMS, Located, unknown_key
from cityinnov.casefile.problem import CaseFileError, Path, Problem
from cityinnov.casefile.sidecar import Sidecars, read_sidecars
from cityinnov.casefile.structure import Structurer
from cityinnov.decision import AcceptedFinding, OmittedFigure
from cityinnov.entity.entity import Entity
from cityinnov.entity.fields import ID
from cityinnov.entity.indicator_vocabulary import Indicator
from cityinnov.entity.name import Name
from cityinnov.errors import CityinnovError, InputError, UnknownNameError, nearest
from cityinnov.progress import Progress
from cityinnov.values.figure import Figure
from cityinnov.values.source import Source

__all__ = ["FORMAT", "case_from_document", "load_case", "read_case", "shipped_cases"]

#: The version of the case-file format that this library reads and writes.
FORMAT = "cityinnov/1"
#: What a case file holds beside sources, indicators and the sections of entities.
BESIDE_THE_SECTIONS: Mapping[str, Any] = MappingProxyType(
    {
        "title": Name,
        "rates": tuple[Figure, ...],
        "accepted": tuple[AcceptedFinding, ...],
        "omitted": tuple[OmittedFigure, ...],
        "unassigned": Mapping[str, tuple[Figure, ...]],
    }
)
_VERSION = re.compile(r"cityinnov/([1-9][0-9]{0,3})")


def load_case(
    case: str | os.PathLike[str], *, kinds: Iterable[type[Entity]] = (), progress: Progress | None = None
) -> CaseStudy:
    """Load a case: one that ships with the library by its name, or a file by its path.

    Parameters
    ----------
    case : str or path
        A name such as ``"hefei"``, or the path of a YAML or JSON file.
    kinds : iterable of Entity classes, optional
        Classes of your own, each in place of the one it extends: with ``[TradingCity]``, the cities of the case are
        trading cities, with the fields and derived metrics of that class.
    progress : callable, optional
        Told of each step of a large file as ``progress(what, done, total)``; see `cityinnov.report.progress`.

    Returns
    -------
    CaseStudy

    Raises
    ------
    CaseFileError
        With every problem of the file, each with line and column.
    UnknownNameError
        If no case of that name ships.
    InputError
        If a class of `kinds` extends none that a case holds.

    Examples
    --------
    >>> case = load_case("hefei")
    >>> print(case.title)
    Hefei's rise to a technology hub
    """
    return read_case(case, kinds=kinds, progress=progress)[0]


def read_case(
    case: str | os.PathLike[str], *, kinds: Iterable[type[Entity]] = (), progress: Progress | None = None
) -> tuple[CaseStudy, Document]:
    """Load a case as `load_case` does, together with its file, which knows where everything stands.

    Parameters
    ----------
    case, kinds, progress
        As of `load_case`.

    Raises
    ------
    CaseFileError, UnknownNameError, InputError
        As `load_case`.

    Examples
    --------
    >>> case, document = read_case("hefei")
    >>> document.position(("case",))
    (10, 7)
    """
    document = _document_of(case, progress)
    return case_from_document(document, kinds, progress), document


def _document_of(case: str | os.PathLike[str], progress: Progress | None) -> Document:
    if isinstance(case, str) and ID.fullmatch(case):
        known = shipped_cases()
        if case not in known and not os.path.exists(case):
            near = nearest(case, known)
            raise UnknownNameError(
                f"no case {case!r} ships with the library",
                hint=(f"nearest: {', '.join(near)}; " if near else f"there are: {', '.join(known)}; ")
                + "a file is named by its path, e.g. ./hefei.yaml",
                nearest=near,
            )
        if case in known:
            content = files("cityinnov.cases").joinpath(f"{case}.yaml").read_bytes()
            return parse_document(content, f"{case}.yaml")
    return read_document(case, progress)


def shipped_cases() -> list[str]:
    """The names of the cases that ship with the library.

    Examples
    --------
    >>> "hefei" in shipped_cases()
    True
    """
    entries = files("cityinnov.cases").iterdir()
    return sorted(entry.name.removesuffix(".yaml") for entry in entries if entry.name.endswith(".yaml"))


def case_from_document(
    document: Document, own: Iterable[type[Entity]] = (), progress: Progress | None = None
) -> CaseStudy:
    """Make a case of a file's data, its entities of these classes of one's own where they extend those of the library.

    Raises
    ------
    CaseFileError
        With every problem of the data.
    """
    lists = read_sidecars(document.data, document.folder)
    data = lists.data
    problems = [Located(path, error) for path, error in lists.problems]
    _check_format(data, problems)
    _check_keys(data, problems)
    sources = _sources(data.get("sources"), problems)
    structurer = Structurer(sources, _counter(data, progress))
    parts: dict[str, Any] = {"sources": sources}
    parts["indicators"] = structurer.section("indicators", Indicator, data.get("indicators"))
    for name, kind in BESIDE_THE_SECTIONS.items():
        if data.get(name) is not None and (value := structurer.value((name,), kind, data[name])) is not None:
            parts[name] = value
    for name, kind in section_kinds(own).items():
        parts[name] = structurer.section(name, kind, data.get(name))
    problems += structurer.problems
    id = data.get("case")
    if not isinstance(id, str) or not ID.fullmatch(id):
        what = "not an id" if "case" in data else "the file does not say which case it is"
        problems.append(Located(("case",), InputError(what, expected="case: some-id", hint="kebab-case, e.g. hefei")))
        id = "unnamed"
    try:
        case = CaseStudy(id, **parts)  # also where something is wrong already: what holds together is seen here
    except InputError as error:
        found = error.data.get("problems", ())
        if not (found or problems):
            raise
        problems += [Located(_path(path, parts), each) for path, each in found]
    if problems:
        raise CaseFileError(document.name, [_placed(document, lists, located) for located in problems[:MOST_PROBLEMS]])
    return case


def _counter(data: Mapping[str, Any], progress: Progress | None) -> Callable[[], object] | None:
    """What tells `progress` of each entry and row of the data, when called once for each of them."""
    if progress is None:
        return None
    bodies = [data[name] for name in sections() if isinstance(data.get(name), dict)]
    total = sum(len(body) + _rows(body) for body in bodies)
    done = itertools.count(1)  # what is wrong is read a second time: then there are more than there are

    return lambda: progress("reading entries", min(next(done), total), total)


def _rows(value: object) -> int:
    """How many rows the lists in a value have, those within rows included."""
    if isinstance(value, dict):
        return sum(map(_rows, value.values()))
    if isinstance(value, list):
        return sum(isinstance(item, dict) + _rows(item) for item in value)
    return 0


def _check_format(data: Mapping[str, Any], problems: list[Located]) -> None:
    stated = data.get("format")
    match = _VERSION.fullmatch(stated) if isinstance(stated, str) else None
    if match is None:
        what = "not a format of case files" if stated is not None else "the file does not name its format"
        problems.append(Located(("format",), InputError(what, expected=f"format: {FORMAT}")))
    elif int(match[1]) > int(FORMAT.partition("/")[2]):
        error = InputError(
            f"the format {stated} is newer than this library knows",
            expected=FORMAT,
            hint="pip install --upgrade cityinnov",
        )
        problems.append(Located(("format",), error))


def _check_keys(data: Mapping[str, Any], problems: list[Located]) -> None:
    known = ["format", "case", *BESIDE_THE_SECTIONS, "sources", "indicators", *sections()]
    for key in [key for key in data if key not in known][:MOST_PROBLEMS]:
        problems.append(Located((key,), unknown_key(key, known), at_key=True))


def _sources(data: object, problems: list[Located]) -> dict[str, Source]:
    made: dict[str, Source] = {}
    if data is None:
        return made
    if not isinstance(data, dict):
        problems.append(
            Located(("sources",), InputError("sources are listed by id", hint="sources:\n  br: {title: ...}"))
        )
        return made
    for id, record in data.items():
        try:
            made[id] = Source.from_csl(record, id=id)
        except CityinnovError as error:
            key = error.data.get("key")
            problems.append(Located(("sources", id, key) if key else ("sources", id), error))
            made[id] = Source(id=id, type="document")  # so that what cites it is not reported as well
    return made


def _path(dotted: str, parts: Mapping[str, Any]) -> Path:
    """The file's path of what an inconsistency names: `vw-suppliers.suppliers.production` stands in its section."""
    first, *rest = re.findall(r"[^.\[\]]+", dotted)
    steps = [int(step) if step.isdigit() else step for step in rest]
    if first in parts:
        return (first, *steps)
    section = next((name for name in sections() if first in parts[name]), None)
    return (section, first, *steps) if section else (first, *steps)


def _placed(document: Document, lists: Sidecars, located: Located) -> Problem:
    error = located.error
    line = lists.line(located.path)
    return document.problem(
        located.path,
        f"{line}: {error.what}" if line else error.what,
        at_key=located.at_key,
        found=error.found,
        expected=error.expected,
        hint=error.hint,
    )
