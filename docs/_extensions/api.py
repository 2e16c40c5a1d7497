"""Directives that document every public name and every formula, so that a new one cannot be forgotten."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator

from docutils.parsers.rst import directives
from markdown import MarkdownDirective
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

import cityinnov
from cityinnov import metrics


def fenced(*lines: str) -> list[str]:
    return ["```{eval-rst}", *lines, "```", ""]


class PublicNames(MarkdownDirective):
    """The public names that come from some modules, or from all others: the argument lists them.

    A module is named by the first part of its path below `cityinnov`.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = {"other-than": directives.unchanged}  # noqa: RUF012  # as docutils asks for it

    def written(self) -> Iterator[tuple[str | None, list[str]]]:
        wanted = self.arguments[0].split() if self.arguments else None
        unwanted = self.options.get("other-than", "").split()
        for name in cityinnov.__all__:
            thing, path = getattr(cityinnov, name), f"cityinnov.{name}"
            if inspect.ismodule(thing):  # a module of the same name, once imported, stands before what it holds
                thing, path = getattr(thing, name), f"{path}.{name}"
            floor = thing.__module__.split(".")[1]
            if floor in wanted if wanted is not None else floor not in unwanted:
                kind = "autoclass" if inspect.isclass(thing) else "autofunction"
                options = ["   :members:"] if inspect.isclass(thing) else []
                yield name, fenced(f".. {kind}:: {path}", *options)


class Formulas(MarkdownDirective):
    """The formulas, a family a section."""

    def written(self) -> Iterator[tuple[str | None, list[str]]]:
        for module in pkgutil.iter_modules(metrics.__path__):
            if not module.name.startswith("_"):
                path = f"cityinnov.metrics.{module.name}"
                yield module.name.replace("_", " ").capitalize(), fenced(f".. automodule:: {path}", "   :members:")


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_directive("public-names", PublicNames)
    app.add_directive("formulas", Formulas)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
