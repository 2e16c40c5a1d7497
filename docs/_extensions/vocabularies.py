"""Directives that write out what the library ships as data: units, currencies, indicators, words, errors, commands."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from importlib.resources import files
from inspect import getdoc

from markdown import MarkdownDirective, table
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from cityinnov import Figure, errors, indicators
from cityinnov.checks.registry import RULES
from cityinnov.cli import program
from cityinnov.values.lineage import CAVEATS
from cityinnov.values.literal.value import QUALIFIERS
from cityinnov.values.numbers import SCALES
from cityinnov.values.vocabulary import AMBIGUOUS, PREFIXES, vocabulary

Written = Iterator[tuple[str | None, list[str]]]


def code(text: str) -> str:
    return f"`{text}`"


def grouped(package: str, file: str) -> Iterator[tuple[str, list[str]]]:
    """The headings of a data file (``## people``), each with the lines below it."""
    heading, lines = "", list[str]()
    for line in files(package).joinpath(file).read_text(encoding="utf-8").splitlines():
        if line.startswith("##"):
            if lines:
                yield heading, lines
            heading, lines = line.strip("# ").capitalize(), []
        elif line and not line.startswith("#"):
            lines.append(line)
    yield heading, lines


def parts(line: str) -> tuple[str, str]:
    """The symbol that a line defines, and its other names."""
    head, *fields = line.split(" ;")
    symbol = head.partition(" = ")[0].strip()
    names = (name.strip() for name in fields[0].split(",")) if fields else ()
    return symbol, ", ".join(name for name in names if name != symbol)


class Units(MarkdownDirective):
    """The units, by what they measure."""

    def written(self) -> Written:
        known = vocabulary()
        for heading, lines in grouped("cityinnov.values", "units.txt"):
            rows = []
            for name, others in map(parts, lines):
                symbol = known.symbols[name]
                prefixed = [prefix + name for prefix in PREFIXES if prefix + name in known.symbols]
                base = "·".join(f"{base}^{power}" if power != 1 else base for base, power in symbol.dimension)
                is_base = symbol.dimension == ((name, 1),)
                size = "a dimension of its own" if is_base else f"{float(symbol.factor):.10g} {base}".rstrip()
                begins = "0" if symbol.counted else ""
                rows.append((code(name), others, size, begins, ", ".join(map(code, prefixed))))
            yield heading.partition(" (")[0], table(("symbol", "also written", "is", "begins at", "with prefix"), rows)


class Currencies(MarkdownDirective):
    """The currencies, with the names and signs that are theirs alone."""

    def written(self) -> Written:
        ((_, lines),) = grouped("cityinnov.values", "currencies.txt")
        yield None, table(("code", "names and signs"), ((code(symbol), names) for symbol, names in map(parts, lines)))


class Ambiguous(MarkdownDirective):
    """The words that are refused, with what they may mean."""

    def written(self) -> Written:
        yield None, table(("word or sign", "may mean"), ((code(word), ", ".join(of)) for word, of in AMBIGUOUS.items()))


class Indicators(MarkdownDirective):
    """The indicators, by subject."""

    def written(self) -> Written:
        known = indicators()
        for heading, lines in grouped("cityinnov.entity", "indicators.toml"):
            rows = []
            for indicator in (known[line.partition(" = ")[0]] for line in lines):
                words = [str(indicator.label), indicator.definition]
                words += [f"{series}: {code(value)}" for series, value in indicator.codes.items()]
                said = ". ".join(word.strip().rstrip(".") for word in words if word)
                rows.append((code(indicator.id), said, code(indicator.unit), indicator.kind.value))
            yield heading, table(("id", "what it measures", "unit", "kind"), rows)


class Qualifiers(MarkdownDirective):
    """The words before a number, and the bounds they give."""

    def written(self) -> Written:
        same: dict[str, list[str]] = {}
        for word, meaning in QUALIFIERS.items():
            same.setdefault(meaning, []).append(word)
        rows = [
            (
                ", ".join(map(code, words)),
                code(repr(Figure.parse(f"{words[0]} 500 firms").bounds).removeprefix("Bounds ")),
            )
            for words in same.values()
        ]
        yield None, table(("written", "bounds of … 500 firms"), rows)


class Scales(MarkdownDirective):
    """The words for powers of ten."""

    def written(self) -> Written:
        rows = [(code(word), f"{10**power:,}") for word, power in SCALES.items()]
        yield None, table(("word", "times"), rows)


class Caveats(MarkdownDirective):
    """The caveats a derived figure can carry."""

    def written(self) -> Written:
        rows = ((code(name), text.replace("{0}", "…").replace("{1}", "…")) for name, text in CAVEATS.items())
        yield None, table(("code", "says"), rows)


class Errors(MarkdownDirective):
    """The tree of errors, with when each is raised."""

    def written(self) -> Written:
        rows = []
        for name in errors.__all__:
            kind = getattr(errors, name)
            bases = ", ".join(code(base.__name__) for base in kind.__bases__)
            first = (getdoc(kind) or "").partition("\n\n")[0].replace("\n", " ")
            rows.append((code(name), re.sub(r"`?data\['(\w+)'\]`?", r"`data['\1']`", first), bases))
        yield None, table(("error", "when", "is a"), rows)


class Checks(MarkdownDirective):
    """The checks, from their docstrings."""

    def written(self) -> Written:
        rules = RULES.values()
        rows = ((code(rule.code), str(rule.name), str(rule.severity), rule.summary) for rule in rules)
        yield None, table(("code", "name", "severity", "finds"), rows)
        for rule in rules:
            text, _, examples = rule.documentation.partition("Examples\n--------\n")
            text = text.replace("References\n----------\n", "**References.** ").strip()
            shown = ["```python", *examples.strip().splitlines(), "```"] if examples else []
            yield f"{rule.code} {rule.name}", [*f"*{rule.severity}* · {text}".splitlines(), "", *shown]


class Commands(MarkdownDirective):
    """The commands, from the parser that reads them."""

    def written(self) -> Written:
        parser = program.parser()  # the one place that knows them
        (choices,) = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
        for name, command in choices.choices.items():
            actions = [action for action in command._actions if action.dest != "help"]
            usage = [
                f"[{action.option_strings[-1]} {action.metavar or '|'.join(action.choices or ())}]".replace(" ]", "]")
                if action.option_strings
                else action.dest.upper()
                for action in sorted(actions, key=lambda action: not action.option_strings)
            ]
            lines = ["```text", " ".join(["cityinnov", name, *usage]), "```", "", command.description or ""]
            if actions:
                names = [
                    action.option_strings[-1] if action.option_strings else action.dest.upper() for action in actions
                ]
                said = ((action.help or "") % {} for action in actions)
                lines += table(("argument", "is"), zip(map(code, names), said, strict=True))
            yield name, lines


def setup(app: Sphinx) -> ExtensionMetadata:
    for name, directive in (
        ("units", Units),
        ("currencies", Currencies),
        ("ambiguous-words", Ambiguous),
        ("indicators", Indicators),
        ("qualifiers", Qualifiers),
        ("scales", Scales),
        ("caveats", Caveats),
        ("errors", Errors),
        ("checks", Checks),
        ("commands", Commands),
    ):
        app.add_directive(name, directive)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
