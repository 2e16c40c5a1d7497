"""JSON text into data at the speed of C, and into nodes where a place is asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, NoReturn, TypeVar, cast, overload

from cityinnov.casefile.file_text import FileText
from cityinnov.casefile.node import Entry, List, Mapping, Node, Plain, Scalar
from cityinnov.casefile.problem import CaseFileError, Path, Problem, clipped
from cityinnov.casefile.read_yaml import DEEPEST
from cityinnov.casefile.scalar import read_number
from cityinnov.errors import InputError

__all__ = ["json_nodes", "looks_like_json", "read_json"]

MOST_PROBLEMS = 100  # of one file; finding each means reading a part of it again
MOST_REREAD = 16_000_000  # characters read again to find the place of a problem; then the part reached so far is named

BLANK = re.compile(r"[ \t\r\n]*")
SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
NOTHING = re.compile(r"\S*")

# What the standard library says, and what a person can do about it.
COMPLAINTS = {
    "Expecting property name": ("a key was expected here", "keys stand in double quotes; no comma after the last one"),
    "Illegal trailing comma": ("a comma after the last value", "delete it"),
    "Expecting ':'": ("a ':' was expected here", 'write "key": value'),
    "Expecting ','": (
        "a ',' or a closing bracket was expected here",
        "check the commas, quotes and brackets before it",
    ),
    "Expecting value": ("a value was expected here", "texts stand in double quotes; no comma after the last value"),
    "Unterminated string": ("this quote is never closed", 'close it; inside "…" a quote is written \\"'),
    "Invalid control": ("a line break or tab inside a text", "write it as \\n or \\t"),
    "Invalid \\": ("an unknown \\ escape", "write a backslash as \\\\"),
    "Extra data": ("something follows the end of the case", "one file holds one case: delete it"),
}


class _Refused(Exception):
    """A value that JSON writers can write and a case file cannot hold."""

    def __init__(self, message: str, hint: str | None, key: str | None = None) -> None:
        super().__init__(message)
        self.message, self.hint, self.key = message, hint, key


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _Refused(f"the key {clipped(key)!r} stands here a second time", "keep one of them", key)
            seen.add(key)
    return data


def _number(text: str) -> int | float:
    try:
        return read_number(text)
    except InputError as error:
        raise _Refused(error.what, error.hint) from None


def _no_constant(text: str) -> NoReturn:
    raise _Refused("not a number a case file can hold", "leave the key out where a value is not known")


# Looks at every number, which costs more than all the rest.
DECODER = json.JSONDecoder(
    object_pairs_hook=_without_duplicates, parse_int=_number, parse_float=_number, parse_constant=_no_constant
)

# For a text without a number that could be too large.
FAST_DECODER = json.JSONDecoder(object_pairs_hook=_without_duplicates, parse_constant=_no_constant)
PERHAPS_TOO_LARGE = re.compile(r"[0-9]{300}|[0-9.][eE]\+?[0-9]{3}")


def looks_like_json(file: FileText) -> bool:
    """Say whether a file is to be read as JSON: by its name, or by a brace that JSON closes."""
    if file.is_json:
        return True
    return file.text.lstrip().startswith("{") and file.text.rstrip().endswith("}") and _is_json(file.text)


def _is_json(text: str) -> bool:
    try:
        DECODER.decode(text)
    except _Refused:
        return True
    except (ValueError, RecursionError):
        return False
    return True


def read_json(file: FileText) -> dict[str, Plain]:
    """Read the one object a case file is.

    Raises
    ------
    CaseFileError
        If it is not JSON, or holds what a case file cannot hold.
    """
    try:
        data = (DECODER if PERHAPS_TOO_LARGE.search(file.text) else FAST_DECODER).decode(file.text)
    except json.JSONDecodeError as error:
        raise CaseFileError(file.name, [_syntax_problem(file, error)]) from None
    except _Refused:
        raise CaseFileError(file.name, _refused(file)) from None
    except RecursionError:
        raise CaseFileError(file.name, [_too_deep()]) from None
    if not isinstance(data, dict):
        problem = file.problem(0, "this file is not an object", expected='keys and values: {"format": "cityinnov/1"}')
        raise CaseFileError(file.name, [problem])
    _check_depth(file, data)
    if SURROGATE_ESCAPE.search(file.text):
        _check_surrogates(file, data)
    return cast("dict[str, Plain]", data)


def json_nodes(text: str) -> Mapping:
    """Return the nodes of a JSON text that `read_json` has accepted; a level is scanned when first looked at."""
    start = _blank_end(text, 0)
    return Mapping(start, len(text.rstrip()), _Scanned(lambda: _entries(text, start)), flow=True)


Item = TypeVar("Item")


class _Scanned(Sequence[Item]):
    """Children of a node, found when first looked at."""

    def __init__(self, scan: Callable[[], list[Item]]) -> None:
        self._scan = scan

    @cached_property
    def _items(self) -> list[Item]:
        return self._scan()

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)


def _node(text: str, start: int) -> Mapping | List | Scalar:
    if text[start] == "{":
        _, end = SKIPPER.raw_decode(text, start)
        return Mapping(start, end, _Scanned(lambda: _entries(text, start)), flow=True)
    if text[start] == "[":
        _, end = SKIPPER.raw_decode(text, start)
        return List(start, end, _Scanned(lambda: _items(text, start)), flow=True)
    value, end = SKIPPER.raw_decode(text, start)
    return Scalar(start, end, value, '"' if text[start] == '"' else "")


# Skips what `DECODER` refuses, so that the places of refused values can be found.
SKIPPER = json.JSONDecoder(parse_int=lambda text: 0 if len(text) > 400 else int(text))


def _entries(text: str, start: int) -> list[Entry]:
    found = []
    at = _blank_end(text, start + 1)
    while text[at] != "}":
        key, end = SKIPPER.raw_decode(text, at)
        value = _node(text, _blank_end(text, _blank_end(text, end) + 1))
        found.append(Entry(Scalar(at, end, key, '"'), value))
        at = _after_comma(text, value.end)
    return found


def _items(text: str, start: int) -> list[Node]:
    found: list[Node] = []
    at = _blank_end(text, start + 1)
    while text[at] != "]":
        item = _node(text, at)
        found.append(item)
        at = _after_comma(text, item.end)
    return found


def _after_comma(text: str, at: int) -> int:
    at = _blank_end(text, at)
    return _blank_end(text, at + 1) if text[at] == "," else at


def _blank_end(text: str, at: int) -> int:
    found = BLANK.match(text, at)
    return found.end() if found else at


def _refused(file: FileText) -> list[Problem]:
    """Find the values the decoder refuses, going only into those parts that it refuses."""
    problems: list[Problem] = []
    reread = 0

    def search(node: Mapping | List | Scalar, path: Path) -> None:
        nonlocal reread
        if len(problems) >= MOST_PROBLEMS:
            return
        reread += node.end - node.start
        try:
            DECODER.raw_decode(file.text, node.start)
        except _Refused as refused:
            if isinstance(node, Scalar):
                found = repr(clipped(file.text[node.start : node.end]))
                problems.append(file.problem(node.start, refused.message, path=path, found=found, hint=refused.hint))
            elif len(path) > DEEPEST or reread > MOST_REREAD:
                message = f"somewhere in this part: {refused.message}"
                problems.append(file.problem(node.start, message, path=path[:8], hint=refused.hint))
            elif isinstance(node, Mapping):
                seen: dict[str, Scalar] = {}
                for entry in node.entries:
                    key = str(entry.key.value)
                    if key in seen:
                        line, column = file.position(seen[key].start)
                        problems.append(
                            file.problem(
                                entry.key.start,
                                f"the key {clipped(key)!r} stands here a second time",
                                path=(*path, key),
                                hint=f"the first is at {line}:{column}; keep one of them",
                            )
                        )
                    seen.setdefault(key, entry.key)
                    search(cast("Mapping | List | Scalar", entry.value), (*path, key))
            else:
                for index, item in enumerate(node.items):
                    search(cast("Mapping | List | Scalar", item), (*path, index))

    search(_node(file.text, _blank_end(file.text, 0)), ())
    return problems


def _syntax_problem(file: FileText, error: json.JSONDecodeError) -> Problem:
    if not file.text.strip():
        return file.problem(0, "this file is empty", hint='a case file begins with {"format": "cityinnov/1"')
    message, hint = next(
        (words for said, words in COMPLAINTS.items() if error.msg.startswith(said)),
        ("this cannot be read as JSON", "check the quotes, commas and brackets up to here"),
    )
    offset = min(error.pos, len(file.text))
    rest = file.text[offset : file.line_end(offset)].strip()
    return file.problem(offset, message, found=repr(rest) if rest else "the end of the file", hint=hint)


def _check_depth(file: FileText, data: dict[str, Any]) -> None:
    level: list[Any] = [data]
    for _ in range(DEEPEST):
        level = [
            child
            for container in level
            for child in (container.values() if isinstance(container, dict) else container)
            if isinstance(child, (dict, list))
        ]
        if not level:
            return
    raise CaseFileError(file.name, [_too_deep()])


def _too_deep() -> Problem:
    return Problem((), f"nested deeper than {DEEPEST} levels", 1, 1, hint="check the brackets")


def _check_surrogates(file: FileText, data: dict[str, Any]) -> None:
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        found = SURROGATE_ESCAPE.search(file.text)
        offset = found.start() if found else 0
        problem = file.problem(offset, "half a character (a lone surrogate escape)", hint="write the character itself")
        raise CaseFileError(file.name, [problem]) from None
