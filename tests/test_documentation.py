"""Documentation is complete and true: every public thing is described, every example runs."""

from __future__ import annotations

import doctest
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
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL


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


@pytest.mark.parametrize(
    "path",
    [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_the_examples_of_a_page_run(path: Path) -> None:
    if "_build" in path.parts:
        return
    result = doctest.testfile(str(path), module_relative=False, encoding="utf-8", optionflags=FLAGS)
    assert result.failed == 0
