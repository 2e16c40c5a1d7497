"""Plain data to entities: a case is structured by the types of its classes' fields, through cattrs.

Nothing is coerced: a figure is text, a number where an integer belongs must be one. Ids become the
entities they name, which stand in an earlier section or earlier in the same one. Every problem is
kept with its path, so that one reading reports them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, get_args, get_origin

import attrs
import cattrs
from cattrs.errors import IterableValidationNote
from cattrs.gen import make_dict_structure_fn

from cityinnov.casefile.faults import MOST_PROBLEMS, BrokenReferenceError, Located, flattened, kind_of
from cityinnov.casefile.problem import Path
from cityinnov.casefile.references import entity_types, is_reference, ordered
from cityinnov.casefile.sidecar import Cell
from cityinnov.entity.entity import Entity
from cityinnov.entity.fields import as_citations, choice, spaced
from cityinnov.entity.name import Name
from cityinnov.errors import InputError, UnknownNameError, nearest
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period
from cityinnov.values.source import Citation, Source

__all__ = ["Structurer"]


class Structurer:
    """Structures the sections of one case file, in order, and collects what is wrong.

    Parameters
    ----------
    sources : mapping of str to Source
        Attached to the citations of figures.
    count : callable, optional
        Called for each entry of a section, and each row of a list, that has been structured.
    """

    def __init__(self, sources: Mapping[str, Source], count: Callable[[], object] | None = None) -> None:
        self._count = count or (lambda: None)
        self.problems: list[Located] = []
        self._sources = sources
        self._known: dict[str, Entity | None] = {}  # None for one that could not be read
        self._section: dict[str, object] = {}  # the one that is being read
        self._cited: dict[tuple[Citation, ...], tuple[Citation, ...]] = {}
        self._converter = self._new_converter()

    def section(self, name: str, kind: type[Any], data: object) -> dict[str, Any]:
        """Structure one section, a mapping of id to what is known of the entity."""
        made: dict[str, Any] = {}
        if data is None:
            return made
        if not isinstance(data, dict):
            self.problems.append(
                Located(
                    (name,),
                    InputError(
                        "a section lists its entries by id", found=kind_of(data), hint=f"{name}:\n  some-id: ..."
                    ),
                )
            )
            return made
        self._section = data
        structure = _structure_function(self._converter, kind)
        for id, body in ordered(kind, data):
            if len(self.problems) >= MOST_PROBLEMS:
                break
            entry, problems = self._entry(structure, kind, (name, id), body)
            self._count()
            self._keep(problems)
            if issubclass(kind, Entity):
                self._known.setdefault(id, entry)
            if entry is not None:
                made[id] = entry
        return made

    def _entry(
        self, structure: Callable[[Any, Any], Any], kind: type[Any], path: Path, body: object
    ) -> tuple[Any, list[Located]]:
        """One entry of a section, or what is wrong with it."""
        try:
            return structure({"id": path[-1], **_body(body)}, kind), []
        except Exception as error:  # noqa: BLE001  # cattrs hands on whatever is raised; what is not ours is raised again
            problems = list(flattened(error, path))
        # A class checks its fields only once all of them could be read: so once more without those that could not.
        wrong = {located.path[len(path)] for located in problems if len(located.path) > len(path)}
        written = body if isinstance(body, dict) else {}
        rest = {key: value for key, value in written.items() if key not in wrong}
        if rest and len(rest) < len(written):
            _, further = self._entry(structure, kind, path, rest)
            seen = {*wrong, *(located.path for located in problems)}
            problems += [each for each in further if len(each.path) > len(path) and each.path not in seen]
        return None, problems

    def value(self, path: Path, kind: Any, data: object) -> Any:
        """Structure one value outside the sections; None if it cannot be."""
        try:
            return self._converter.structure(data, kind)
        except Exception as error:  # noqa: BLE001  # as above
            self._keep(flattened(error, path))
            return None

    def _keep(self, problems: Iterable[Located]) -> None:
        self.problems += [each for each in problems if not isinstance(each.error, BrokenReferenceError)]

    # -- hooks ------------------------------------------------------------------------

    def _new_converter(self) -> cattrs.Converter:
        converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=True)
        for kind, words in ((str, "a text"), (int, "a whole number"), (float, "a number"), (bool, "true or false")):
            converter.register_structure_hook(kind, _strictly(kind, words))
        converter.register_structure_hook_factory(attrs.has, lambda kind: _record(converter, kind))
        converter.register_structure_hook_func(_is_open_tuple, self._several)  # what follows comes before it
        converter.register_structure_hook_func(_is_mapping, self._mapping)
        for value_type, read in ((Figure, self._figure), (Name, Name.of), (Period, Period.of)):
            converter.register_structure_hook_func(_exactly(value_type), _ignoring_type(read))
        converter.register_structure_hook_func(
            lambda kind: kind == tuple[Citation, ...], _ignoring_type(self._citations)
        )
        converter.register_structure_hook_func(lambda kind: kind == tuple[Figure, ...], _ignoring_type(self._figures))
        converter.register_structure_hook_func(is_reference, self._reference)
        converter.register_structure_hook_func(
            lambda kind: isinstance(kind, type) and issubclass(kind, StrEnum), lambda value, kind: choice(kind, value)
        )
        return converter

    def _figure(self, value: object) -> Figure:
        if not isinstance(value, str):
            raise InputError(
                "a figure is written as text, with its unit",
                found=kind_of(value),
                expected="e.g. '50 firms, 2025-05 [br]'",
            )
        figure = Figure.parse(value)
        if not figure.citations:
            return figure
        return figure.cited(*self._attached(figure.citations))

    def _attached(self, citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
        """The citations with their sources; many figures share the same few, so each is looked up once."""
        if citations not in self._cited:
            for citation in citations:
                if citation.source not in self._sources:
                    near = nearest(citation.source, list(self._sources))
                    hint = f"nearest: {', '.join(near)}" if near else "list it under 'sources:'"
                    raise UnknownNameError(f"there is no source {citation.source!r}", hint=hint, nearest=near)
            self._cited[citations] = tuple(citation.attached(self._sources) for citation in citations)
        return self._cited[citations]

    def _figures(self, value: object) -> tuple[Figure, ...]:
        if not isinstance(value, list):
            return (self._figure(value),)
        return tuple(self._each(enumerate(value), self._figure, Figure))

    def _several(self, value: object, kind: Any) -> tuple[Any, ...]:
        inner = get_args(kind)[0]
        if not isinstance(value, list):
            raise InputError("expected a list", found=kind_of(value), hint="put [ ] around it, or a dash before each")

        def structured(item: object) -> Any:
            if isinstance(item, dict):
                self._count()
            return self._converter.structure(item, inner)

        return tuple(self._each(enumerate(value), structured, inner))

    def _mapping(self, value: object, kind: Any) -> dict[str, Any]:
        _, inner = get_args(kind)
        if not isinstance(value, dict):
            raise InputError(
                "expected a mapping of name to value", found=kind_of(value), hint="name: value, one a line"
            )
        made = self._each(value.items(), lambda item: self._converter.structure(item, inner), inner)
        return dict(zip(value, made, strict=True))

    @staticmethod
    def _each(items: Iterable[tuple[Any, Any]], structure: Callable[[Any], Any], kind: Any) -> list[Any]:
        """Structure each item; all that are wrong are raised together, with their places."""
        made, wrong = [], []
        for place, item in items:
            try:
                made.append(structure(item))
            except Exception as error:  # noqa: BLE001  # handed on in the group below
                error.add_note(IterableValidationNote("in a list", place, kind))
                wrong.append(error)
                if len(wrong) >= MOST_PROBLEMS:
                    break
        if wrong:
            raise cattrs.IterableValidationError("in a list", wrong, kind)
        return made

    def _citations(self, value: object) -> tuple[Citation, ...]:
        texts: list[Any] = value if isinstance(value, list) else [value]
        for text in texts:
            if not isinstance(text, str):
                raise InputError("a citation is written as text", found=kind_of(text), expected="e.g. br ¶9")
        return self._attached(tuple(citation for text in texts for citation in as_citations(text)))

    def _reference(self, value: object, kind: Any) -> Entity | None:
        if value is None and type(None) in get_args(kind):
            return None
        kinds = entity_types(kind)
        words = " or ".join(sorted(spaced(each.__name__) for each in kinds))
        if not isinstance(value, str):
            raise InputError(f"expected the id of a {words}", found=kind_of(value))
        if value not in self._known and value in self._section:  # read after what it names, but for a circle
            raise InputError(f"{value[:60]!r} leads back to this {words}", hint="a chain of references has an end")
        if value not in self._known:
            fitting = [id for id, entity in self._known.items() if entity is None or isinstance(entity, tuple(kinds))]
            near = nearest(value, fitting)
            raise UnknownNameError(
                f"there is no {words} {value[:60]!r}",
                hint=f"nearest: {', '.join(near)}" if near else f"known: {', '.join(fitting[:8]) or 'none'}",
                nearest=near,
            )
        entity = self._known[value]
        if entity is None:
            raise BrokenReferenceError(value)
        if not isinstance(entity, tuple(kinds)):
            raise InputError(f"{value!r} is a {spaced(type(entity).__name__)}", expected=f"the id of a {words}")
        return entity


def _is_open_tuple(kind: Any) -> bool:
    origin: Any = get_origin(kind)
    return origin is tuple and get_args(kind)[1:] == (...,)


def _is_mapping(kind: Any) -> bool:
    origin: Any = get_origin(kind)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _exactly(kind: type[Any]) -> Callable[[Any], bool]:
    return lambda other: other is kind


def _ignoring_type(read: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda value, _: read(value)


def _structure_function(converter: cattrs.Converter, kind: type[Any]) -> Callable[[Any, Any], Any]:
    attrs.resolve_types(kind)
    return make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True)


def _record(converter: cattrs.Converter, kind: type[Any]) -> Callable[[Any, Any], Any]:
    """How a record inside an entity is read: cattrs takes for granted that it is a mapping."""
    structure = _structure_function(converter, kind)

    def read(value: object, kind: Any) -> Any:
        if not isinstance(value, dict):
            fields = ", ".join(field.name for field in attrs.fields(kind)[:4])
            raise InputError("expected a mapping of field to value", found=kind_of(value), hint=f"fields: {fields} …")
        return structure(value, kind)

    return read


def _body(body: object) -> dict[str, Any]:
    if body is None:
        return {}
    if not isinstance(body, dict):
        raise InputError("an entry is a mapping of field to value", found=kind_of(body))
    if "id" in body:
        raise InputError("the id stands before the colon, not inside the entry", hint="leave out 'id:'")
    return body


def _strictly(kind: type[Any], words: str) -> Callable[[object, Any], Any]:
    def structure(value: object, _: Any) -> Any:
        if isinstance(value, Cell) and (read := value.read_as(kind)) is not None:
            return read
        if type(value) is kind or (kind is float and type(value) is int):
            return value
        raise InputError(f"expected {words}", found=kind_of(value))

    return structure
