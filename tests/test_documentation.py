"""Documentation is complete and true: every public thing is described, every example runs."""

from __future__ import annotations

import ast
import doctest
import enum
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import cityinnov

ROOT = Path(__file__).parent.parent
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


def modules() -> Iterator[str]:
    for found in pkgutil.walk_packages(cityinnov.__path__, "cityinnov."):
        if not found.name.endswith("__main__"):
            yield found.name


def public_things(module: ModuleType) -> Iterator[tuple[str, object]]:
    for name in getattr(module, "__all__", ()):
        thing = getattr(module, name)
        if inspect.isclass(thing) or inspect.isfunction(thing):
            yield f"{module.__name__}.{name}", thing


@pytest.mark.parametrize("name", list(modules()))
def test_a_module_and_all_its_public_things_say_what_they_are(name: str) -> None:
    module = importlib.import_module(name)
    is_package = hasattr(module, "__path__")
    assert is_package or (module.__doc__ or "").strip(), f"{name} has no docstring"
    assert is_package or hasattr(module, "__all__"), f"{name} does not say which of its names are public"
    for path, thing in public_things(module):
        assert (thing.__doc__ or "").strip(), f"{path} has no docstring"
        if inspect.isclass(thing):
            for member, value in vars(thing).items():
                is_public = not member.startswith("_") and (inspect.isfunction(value) or isinstance(value, property))
                if is_public and getattr(value, "__module__", name) == name:
                    assert (inspect.getdoc(value) or "").strip(), f"{path}.{member} has no docstring"


def test_a_heading_of_a_docstring_stands_on_its_own_line() -> None:
    for path in Path(cityinnov.__file__).parent.rglob("*.py"):
        run_on = re.findall(
            r"^.*\b(?:References|Examples|Notes|Raises|Returns|Parameters) -{4}.*$", path.read_text("utf-8"), re.M
        )
        assert run_on == [], path


@pytest.mark.parametrize("name", list(modules()))
def test_the_examples_of_a_module_run(name: str) -> None:
    module = importlib.import_module(name)
    result = doctest.testmod(module, optionflags=FLAGS)
    assert result.failed == 0


@pytest.mark.parametrize("name", [name for name in cityinnov.__all__ if name[0].isupper() or name.islower()])
def test_every_public_name_has_an_example(name: str) -> None:
    thing = getattr(cityinnov, name)
    if inspect.isclass(thing) and issubclass(thing, Exception):
        return  # an error is shown by what raises it
    finder = doctest.DocTestFinder(exclude_empty=True)
    assert any(test.examples for test in finder.find(thing, name)), f"{name} has no example"


# -- what a public docstring says ---------------------------------------------------------

#: Packages whose modules are reference pages as a whole.
WHOLE = ("cityinnov.metrics.", "cityinnov.panel.")


def documented() -> Iterator[tuple[str, object]]:
    """Every public class and function, with its path: the names of the package, and those of its reference modules."""
    for name in cityinnov.__all__:
        thing = getattr(cityinnov, name)
        thing = getattr(thing, name) if inspect.ismodule(thing) else thing
        yield f"{thing.__module__}.{name}", thing
    for name in modules():
        if name.startswith(WHOLE) and not name.rpartition(".")[2].startswith("_"):
            module = importlib.import_module(name)
            yield from ((path, thing) for path, thing in public_things(module) if thing.__module__ == name)


DOCUMENTED = dict(documented())


@pytest.mark.parametrize("path", DOCUMENTED)
def test_a_public_docstring_says_what_each_parameter_is(path: str) -> None:
    thing, said = DOCUMENTED[path], inspect.getdoc(DOCUMENTED[path]) or ""
    if inspect.isclass(thing) and issubclass(thing, Exception | enum.Enum):
        return  # made by the library, or by name
    if "Make one with" in said:
        return
    own = inspect.getsource(thing) if inspect.isclass(thing) else ""
    for parameter in inspect.signature(thing).parameters:
        is_said = re.search(
            rf"^(\*{{0,2}}\w+, )*\*{{0,2}}{parameter}\b.* ?(:|,|$)|`{parameter}`|``{parameter}[`=]", said, re.MULTILINE
        )
        is_commented = re.search(rf"^    {parameter}: .*# ", own, re.MULTILINE)  # a field with its meaning beside it
        assert is_said or is_commented or parameter in ("args", "kwargs"), f"{path} does not say what {parameter!r} is"


@pytest.mark.parametrize("path", [path for path, thing in DOCUMENTED.items() if inspect.isfunction(thing)])
def test_a_public_docstring_names_the_errors_that_the_function_raises_itself(path: str) -> None:
    thing, said = DOCUMENTED[path], inspect.getdoc(DOCUMENTED[path]) or ""
    raised = {
        node.exc.func.id
        for node in ast.walk(ast.parse(inspect.getsource(thing)))  # type: ignore[arg-type]  # a function
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and isinstance(node.exc.func, ast.Name)
    }
    unsaid = {name for name in raised if name.endswith("Error") and name != "AssertionError" and name not in said}
    assert not unsaid, f"{path} raises {unsaid}"


#: Formulas that are what their name says, in any textbook.
DEFINITIONS = {
    "annual_growth_of", "growth_rate", "doubling_time", "concentration_ratio", "reinvestment_ratio", "chain_coverage",
    "anchor_dependence", "diluted", "dilution_factor", "retention",
}  # fmt: skip


def formulas() -> list[str]:
    without = ("graph", "providers")  # walks of a graph, and what is made of bounds: no formulas of the literature
    return [
        path
        for path, thing in DOCUMENTED.items()
        if path.startswith("cityinnov.metrics.") and path.split(".")[2] not in without and inspect.isfunction(thing)
    ]


@pytest.mark.parametrize("path", formulas())
def test_a_formula_names_its_source(path: str) -> None:
    said = inspect.getdoc(DOCUMENTED[path]) or ""
    assert re.search(r"^References\n-+|\b(?:1[6-9]|20)\d\d\b", said, re.MULTILINE) or path.split(".")[-1] in DEFINITIONS
    assert "Examples\n----" in said


def test_every_public_name_stands_in_the_reference() -> None:
    """A directive of the reference lists names by module: every public name is in exactly one of its lists."""
    pages = "\n".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs" / "reference").glob("*.md"))
    directives = re.findall(r"```\{public-names\}(.*)\n(?::other-than: (.*)\n)?```", pages)
    assert directives
    for name in cityinnov.__all__:
        floor = (
            getattr(cityinnov, name).__module__.split(".")[1]
            if hasattr(getattr(cityinnov, name), "__module__")
            else name
        )
        lists = [
            listed
            for listed, unlisted in directives
            if (floor in listed.split() if listed.strip() else floor not in unlisted.split())
        ]
        assert len(lists) == 1, f"{name} stands in {len(lists)} lists of the reference"
    for package in ("metrics", "panel"):
        assert f"```{{modules}} {package}\n" in pages
