"""A directive that writes out every section and field of a case file, from the classes that read it."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from enum import StrEnum
from inspect import getdoc
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs
from markdown import MarkdownDirective, table
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from cityinnov import CaseStudy, Citation, Entity, Figure, Indicator, Name, Period
from cityinnov.case import sections

#: What stands in a file for a value of these classes.
WORDS = {
    Figure: "figure",
    Period: "period",
    Name: "name",
    str: "text",
    int: "whole number",
    bool: "`true` or `false`",
    float: "number",
}


def spaced(kind: type) -> str:
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in kind.__name__).strip()


def with_article(words: str) -> str:
    return ("an " if words[0] in "aeiou" else "a ") + words


def in_words(hint: Any) -> str:
    """What a field of a type holds in a file."""
    origin, arguments = get_origin(hint), [part for part in get_args(hint) if part is not type(None)]
    if origin in (Union, types.UnionType):
        kinds = [part for part in arguments if isinstance(part, type) and issubclass(part, Entity)]
        return f"id of {' or '.join(with_article(spaced(kind)) for kind in kinds)}" if kinds else in_words(arguments[0])
    if origin is tuple and ... not in arguments:
        return f"list of {' and '.join(with_article(in_words(part)) for part in arguments)}"
    if origin is tuple:
        (item,) = (part for part in arguments if part is not ...)
        if item is Citation:
            return "citations"
        if item is Figure:
            return "figure, or list of figures"
        inner = in_words(item)
        return f"list of {inner.replace('id of', 'ids, each of', 1) if inner.startswith('id of') else inner + 's'}"
    if origin is not None and issubclass(origin, Mapping):
        return f"by key: {in_words(arguments[1])}"
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return ", ".join(f"`{member}`" for member in hint)
    if isinstance(hint, type) and issubclass(hint, Entity):
        return "id of any entity" if hint is Entity else f"id of {with_article(spaced(hint))}"
    return WORDS.get(hint) or spaced(hint)


def described(kind: type) -> dict[str, str]:
    """What the docstring says of each parameter; what it leaves to a base, from there."""
    found: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        section = (getdoc(base) or "").partition("Parameters\n----------\n")[2]
        names: list[str] = []
        for line in section.splitlines():
            if line.startswith("---"):
                break
            if line.startswith(" ") and names:
                for name in names:
                    found[name] = f"{found[name]} {line.strip()}".strip()
            elif line:
                names = [name.strip() for name in line.partition(" : ")[0].split(",")]
                inherited = "As of every" in section.partition(line)[2].lstrip("\n").partition("\n")[0]
                names = [] if inherited else names
                found.update(dict.fromkeys(names, ""))
    return found


def rows(kind: type, without: frozenset[str] = frozenset()) -> Iterator[tuple[str, str, str]]:
    said, hints = described(kind), get_type_hints(kind)
    for field in attrs.fields(kind):
        if field.name not in without:
            needed = "" if field.default is not attrs.NOTHING else " *(required)*"
            yield f"`{field.name}`{needed}", in_words(hints[field.name]), said.get(field.name, "")


def records(kind: type) -> Iterator[type]:
    """The records that stand inside an entry: rankings, chain nodes, links."""

    def within(hint: Any) -> Iterator[type]:
        if isinstance(hint, type) and attrs.has(hint) and hint not in WORDS and not issubclass(hint, Entity | Citation):
            yield hint
        for part in get_args(hint):
            yield from within(part)

    for hint in get_type_hints(kind).values():
        yield from dict.fromkeys(within(hint))


HEAD = ("field", "holds", "which is")
SHARED = frozenset({"id", "name", "figures", "citations"})


class CaseFields(MarkdownDirective):
    """Every section of a case file with its fields."""

    def written(self) -> Iterator[tuple[str | None, list[str]]]:
        yield "Fields of every entry", table(HEAD, rows(Entity, frozenset({"id"})))
        hints = get_type_hints(CaseStudy)
        yield (
            "indicators",
            [
                "A case's own indicators, beside the [vocabulary](indicators.md); the key is the indicator's id.",
                *table(HEAD, rows(Indicator, frozenset({"id"}))),
            ],
        )
        for section in sections():
            kind = get_args(hints[section])[1]
            summary = (getdoc(kind) or "").partition("\n")[0]
            lines = [f"{summary} Read as {{py:class}}`~cityinnov.{kind.__name__}`."]
            own = list(rows(kind, SHARED))
            lines += table(HEAD, own) if own else ["", "No fields beside those of every entry.", ""]
            for record in records(kind):
                lines += [f"A **{spaced(record)}** holds:", *table(HEAD, rows(record))]
            yield section, lines


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_directive("case-fields", CaseFields)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
