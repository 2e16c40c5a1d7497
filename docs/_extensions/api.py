"""Directives that document all public names, and all of a package, so that a new one cannot be forgotten."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module

from docutils.parsers.rst import directives
from markdown import MarkdownDirective
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

import cityinnov

#: A class is made with its parameters, which its docstring lists: nothing is said of `__init__`.
MEMBERS = ("   :members:", "   :exclude-members: __init__, __new__")


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
                options = MEMBERS if inspect.isclass(thing) else ()
                yield name, fenced(f".. {kind}:: {path}", *options)


class Modules(MarkdownDirective):
    """The modules of a package, a section each: all that have no underscore, or those that the content names.

    Where one is a package itself, its section has the names it gives, wherever below it they are made.
    """

    required_arguments = 1
    has_content = True

    def written(self) -> Iterator[tuple[str | None, list[str]]]:
        package = import_module(f"cityinnov.{self.arguments[0]}")
        names = [module.name for module in pkgutil.iter_modules(package.__path__)]
        for name in list(self.content) or [name for name in names if not name.startswith("_")]:
            path = f"{package.__name__}.{name}"
            held = (getattr(import_module(path), each) for each in import_module(path).__all__)
            links = [
                f"[`{each.__name__}`](#{path}.{each.__name__})"
                for each in held
                if f"{getattr(each, '__module__', '')}.".startswith(f"{path}.")
            ]
            yield (
                name.replace("_", " ").capitalize(),
                [" · ".join(links), "", *fenced(f".. automodule:: {path}", *MEMBERS)],
            )


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_directive("public-names", PublicNames)
    app.add_directive("modules", Modules)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
