"""The list of mutants that may survive stays true: what it says of the code still stands there."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
LISTS = sorted((ROOT / "tests" / "survivors").glob("*.toml"))


@pytest.fixture(params=LISTS, ids=lambda path: path.stem)
def listed(request: pytest.FixtureRequest) -> tuple[str, list[dict[str, Any]]]:
    """A module and its survivors."""
    return request.param.stem, tomllib.loads(request.param.read_text(encoding="utf-8"))["survivor"]


def functions(module: str) -> dict[str, str]:
    """The functions of a module by their qualified names, as they are written."""
    folder = ROOT.joinpath("src", "cityinnov", *module.split("."))
    text = (folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")).read_text(encoding="utf-8")
    lines = text.splitlines()

    def within(node: ast.AST, prefix: str) -> Iterator[tuple[str, str]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.ClassDef):
                yield from within(child, f"{prefix}{child.name}.")
            elif isinstance(child, ast.FunctionDef):
                yield f"{prefix}{child.name}", "\n".join(lines[child.lineno - 1 : child.end_lineno])

    return dict(within(ast.parse(text), ""))


def test_a_listed_survivor_is_a_change_of_code_that_stands_there(listed):
    module, survivors = listed
    written = functions(module)
    for survivor in survivors:
        assert survivor["in"] in written, survivor
        lines = [line.strip() for line in written[survivor["in"]].splitlines()]
        assert all(line in lines for line in survivor["was"].splitlines()), survivor


def test_a_survivor_stands_once_and_with_a_reason(listed):
    _, survivors = listed
    keys = [(survivor["in"], survivor["was"], becomes) for survivor in survivors for becomes in survivor["becomes"]]
    assert len(set(keys)) == len(keys)
    assert [survivor for survivor in survivors if len(survivor["why"]) < 10] == []
