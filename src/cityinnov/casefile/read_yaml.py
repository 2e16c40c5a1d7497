"""YAML text into a tree of nodes, within bounds.

The library's events are taken one by one, so that no input can make it recurse,
expand aliases or build objects; nodes are made here.
"""

from __future__ import annotations

import re
from contextlib import suppress

from attrs import Factory, define
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from cityinnov.casefile.file_text import FileText
from cityinnov.casefile.node import Alias, Entry, List, Mapping, Node, Scalar
from cityinnov.casefile.problem import CaseFileError, Path, Problem, clipped
from cityinnov.casefile.scalar import read_plain
from cityinnov.casefile.split_figure import SPLIT, quote_hint, split_in_list, split_in_mapping
from cityinnov.casefile.syntax import syntax_problem
from cityinnov.errors import InputError
from cityinnov.progress import Progress

__all__ = ["DEEPEST", "MOST_NODES", "read_yaml"]

DEEPEST = 64  # levels of nesting; a case file needs eight
MOST_NODES = 100_000  # values, each mention of an alias counted in full; a megabyte of figures has about as many
MOST_PROBLEMS = 1_000  # of one file; then reading stops

BLOCK_HEADER = re.compile(r"(?:&\S+\s+)?[|>]\S*")
LAST_BREAK = re.compile(r"(\r\n|\n|\r)[ ]*\Z")
COLON = re.compile(r"\s*:")


def read_yaml(file: FileText, progress: Progress | None = None) -> Mapping:
    """Read the one mapping a case file is; `progress` is told of the characters read.

    Raises
    ------
    CaseFileError
        With every problem found up to the first that makes reading on impossible.
    """
    composer = _Composer(file)
    with suppress(_StopReading):  # also by what is found on the way out
        try:
            for event in YAML(typ="safe", pure=True).parse(file.text):
                composer.take(event)
                if progress is not None:
                    progress("reading the file", event.end_mark.index, len(file.text))
        except MarkedYAMLError as error:
            composer.break_off(error)
        except YAMLError:
            composer.give_up("this cannot be read as YAML", hint="check the quotes and brackets after this place")
        except (ValueError, OverflowError):
            # The library hands the digits of \UFFFFFFFF to chr() unchecked.
            composer.give_up("an escape for a character that does not exist", hint="use '…', where \\ is only itself")
        except _StopReading:
            composer.check_open()
    return composer.root()


class _StopReading(Exception):
    """A bound is reached; the problem is already noted."""


@define
class _Open:
    """A mapping or list whose end has not been met yet."""

    event: MappingStartEvent | SequenceStartEvent
    nodes_before: int
    entries: list[Entry] = Factory(list)
    items: list[Node] = Factory(list)
    key: Scalar | None = None
    height: int = 1

    @property
    def is_mapping(self) -> bool:
        return isinstance(self.event, MappingStartEvent)

    @property
    def step(self) -> str | int | None:
        """The step from here to the child that is being read."""
        if not self.is_mapping:
            return len(self.items)
        return None if self.key is None else str(self.key.value)


class _Composer:
    """Takes events, keeps what is open, collects problems."""

    def __init__(self, file: FileText) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.open: list[_Open] = []
        self.anchored: dict[str, tuple[Mapping | List | Scalar, int, int]] = {}  # name: node, its size and height
        self.nodes = 0
        self.last = 0
        self.documents = 0
        self.top: Node | None = None

    def root(self) -> Mapping:
        """Return the whole file, if nothing is wrong with it."""
        if not self.problems:
            if self.top is None or (isinstance(self.top, Scalar) and self.top.value is None and not self.top.style):
                self._note(0, "this file is empty", hint="a case file begins with 'format: cityinnov/1'")
            elif not isinstance(self.top, Mapping):
                kind = "a list" if isinstance(self.top, List) else "a single text"
                self._note(
                    self.top.start, f"this file is {kind}", expected="keys and values, such as 'format: cityinnov/1'"
                )
            else:
                return self.top
        raise CaseFileError(self.file.name, self.problems)

    def take(self, event: Event) -> None:
        if isinstance(event, ScalarEvent):
            self._check_properties(event)
            self._add(self._scalar(event), event.anchor, size=1, height=0)
        elif isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            self._check_properties(event)
            self._begin(event)
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            self._end(event)
        elif isinstance(event, AliasEvent):
            self._alias(event)
        elif isinstance(event, DocumentStartEvent):
            self._begin_document(event)

    def break_off(self, error: MarkedYAMLError) -> None:
        """Note why the library stopped; often a figure in pieces is behind it."""
        before = len(self.problems)
        self.check_open()
        in_pieces = any(problem.message == SPLIT for problem in self.problems[before:])
        if not in_pieces and not self._note_citation_in_brackets(error):
            # What breaks off within brackets is wrong with the brackets, not with the item that was next.
            path = self._path(-1) if self.open and self.open[-1].event.flow_style else self._path()
            self.problems.append(syntax_problem(self.file, error, path))

    def give_up(self, message: str, hint: str) -> None:
        """Note that the library stopped without saying where."""
        self.check_open()
        self._note(self.last, message, hint=hint)

    def check_open(self) -> None:
        """Check the keys of what was still open when reading stopped."""
        for depth, container in enumerate(self.open):
            self._check(container, self._path(depth))

    # Events

    def _begin_document(self, event: DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            self._note(
                event.start_mark.index, "a second document begins here", hint="one file holds one case: delete the ---"
            )
            raise _StopReading
        if (event.version and tuple(event.version) != (1, 2)) or event.tags:
            self._note(0, "a directive that changes how YAML is read", hint="delete the lines that begin with %")
            raise _StopReading

    def _check_properties(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
        if event.tag is not None:
            self._note(
                event.start_mark.index,
                "a tag; case files hold plain data only",
                found=clipped(str(event.tag)),
                hint="delete it, or quote a text that begins with !",
            )

    def _scalar(self, event: ScalarEvent) -> Scalar:
        start, end = event.start_mark.index, event.end_mark.index
        style = event.style or ""
        value: str | int | float | bool | None = event.value
        if style in ("|", ">"):
            end = self._block_scalar_end(start, end)
        elif not style:
            try:
                value = read_plain(event.value)
            except InputError as error:
                self._note(start, error.what, found=repr(event.value), hint=error.hint)
        if style == '"' and not event.value.isascii() and any("\ud800" <= char <= "\udfff" for char in event.value):
            self._note(start, "half a character (a lone surrogate escape)", hint="write the character itself")
        self.last = end
        return Scalar(start, end, value, style, event.anchor)

    def _block_scalar_end(self, start: int, end: int) -> int:
        """Leave out the blank lines below a text after | or >, unless a + makes them part of it."""
        text = self.file.text[start:end]
        header = BLOCK_HEADER.match(text)
        if header and "+" in header.group():
            return start + len(LAST_BREAK.sub("", text))
        return start + len(text.rstrip())

    def _begin(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        if len(self.open) >= DEEPEST:
            self._too_deep(event.start_mark.index)
        container = _Open(event, self.nodes)
        self._count(event.start_mark.index, 1)
        self.open.append(container)

    def _end(self, event: MappingEndEvent | SequenceEndEvent) -> None:
        container = self.open.pop()
        path = self._path()
        self._check(container, path)
        start = container.event.start_mark.index
        flow = bool(container.event.flow_style)
        # A block ends, for the library, where the next thing begins; for us, where its last value ends.
        self.last = end = event.end_mark.index if flow else self.last
        node: Mapping | List
        if container.is_mapping:
            node = Mapping(start, end, container.entries, flow, container.event.anchor)
        else:
            node = List(start, end, container.items, flow, container.event.anchor)
        self._add(node, node.anchor, size=self.nodes - container.nodes_before, height=container.height)

    def _alias(self, event: AliasEvent) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        self.last = end
        if any(container.event.anchor == event.anchor for container in self.open):
            self._note(start, f"*{clipped(event.anchor)} contains itself", hint="write the values out")
            raise _StopReading
        if event.anchor not in self.anchored:
            self._note(
                start,
                f"*{clipped(event.anchor)} refers to nothing",
                hint="quote a text that begins with *, or define &" + clipped(event.anchor),
            )
            self._add(Scalar(start, end, None), None, size=1, height=0)
            return
        target, size, height = self.anchored[event.anchor]
        if len(self.open) + height > DEEPEST:
            self._too_deep(start)
        self._add(Alias(start, end, target), None, size=size, height=height)

    def _add(self, node: Node, anchor: str | None, *, size: int, height: int) -> None:
        """Put a finished node where it belongs."""
        if anchor is not None and not isinstance(node, Alias):
            self.anchored[anchor] = (node, size, height)
        if not isinstance(node, (Mapping, List)):
            self._count(node.start, size)
        if not self.open:
            self.top = node
            return
        parent = self.open[-1]
        parent.height = max(parent.height, height + 1)
        if not parent.is_mapping:
            parent.items.append(node)
        elif parent.key is None:
            # A key that is no scalar is kept as one without a text; `_check` refuses it.
            parent.key = node if isinstance(node, Scalar) else Scalar(node.start, node.end, None, "?")
        else:
            parent.entries.append(Entry(parent.key, self._beside(parent.key, node)))
            parent.key = None

    def _beside(self, key: Scalar, value: Node) -> Node:
        """Place a value that is not written where it would be: after the colon, or the key if that has none."""
        if value.start < value.end:
            return value
        colon = COLON.match(self.file.text, key.end)
        place = colon.end() if colon else key.end
        return Scalar(place, place, None)

    def _count(self, offset: int, size: int) -> None:
        self.nodes += size
        if self.nodes > MOST_NODES:
            self._note(
                offset,
                f"more than {MOST_NODES:,} values, each mention of an alias counted in full",
                hint="long lists live beside the file as CSV: links: {file: links.csv}",
            )
            raise _StopReading

    # Problems

    def _check(self, container: _Open, path: Path) -> None:
        """Check a mapping's keys, or a list's items, once it is known whether a figure fell apart in it."""
        if container.event.flow_style:
            split = split_in_mapping(self.file.text, container.entries) if container.is_mapping else None
            if split is None and (start := split_in_list(self.file.text, container.items)) is not None:
                split = start, ""
            if split is not None:
                return self._note_split(*split, path)
        seen: dict[str, Scalar] = {}
        for entry in container.entries:
            self._check_key(entry.key, seen, path)
        return None

    def _check_key(self, key: Scalar, seen: dict[str, Scalar], path: Path) -> None:
        shown = repr(clipped(self.file.text[key.start : key.end]))
        if not isinstance(key.value, str):
            self._note(key.start, "a key that is not a text", path=path, found=shown, hint="quote the key")
        elif key.value == "<<" and not key.style:
            self._note(key.start, "a merge key, which YAML 1.2 does not have", path=path, hint="write the keys out")
        elif key.value in seen:
            line, column = self.file.position(seen[key.value].start)
            self._note(
                key.start,
                f"the key {shown} stands here a second time",
                path=(*path, key.value),
                hint=f"the first is at {line}:{column}; keep one of them",
            )
        else:
            seen[key.value] = key

    def _note_split(self, start: int, key: str, path: Path) -> None:
        end = self.file.line_end(start)
        found = repr(self.file.text[start:end])
        self._note(start, SPLIT, path=path, found=found, hint=quote_hint(self.file.text, start, key))

    def _note_citation_in_brackets(self, error: MarkedYAMLError) -> bool:
        """Recognise `{local: 50 firms [br]}`: a citation's bracket after an unquoted text."""
        mark = error.problem_mark
        if (
            not self.open
            or not self.open[-1].event.flow_style
            or mark is None
            or self.file.text[mark.index : mark.index + 1] != "["
        ):
            return False
        container = self.open[-1]
        values = [(entry.value, self.file.text[entry.key.start : entry.key.end]) for entry in container.entries]
        values += [(item, "") for item in container.items]
        for value, key in reversed(values):
            if isinstance(value, Scalar) and not value.style and value.start < value.end:
                self._note_split(value.start, key, self._path(-1))
                return True
        return False

    def _too_deep(self, offset: int) -> None:
        self._note(offset, f"nested deeper than {DEEPEST} levels", hint="close the brackets, check the indentation")
        raise _StopReading

    def _path(self, depth: int | None = None) -> Path:
        steps = (container.step for container in self.open[:depth])
        return tuple(step for step in steps if step is not None)

    def _note(
        self,
        offset: int,
        message: str,
        *,
        path: Path | None = None,
        found: str | None = None,
        expected: str | None = None,
        hint: str | None = None,
    ) -> None:
        where = self._path() if path is None else path
        # A path of sixty levels tells nobody anything.
        where = where if len(where) <= 12 else ()
        self.problems.append(self.file.problem(offset, message, path=where, found=found, expected=expected, hint=hint))
        if len(self.problems) >= MOST_PROBLEMS:
            raise _StopReading
