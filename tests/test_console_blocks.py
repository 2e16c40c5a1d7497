"""What the documentation shows of the command line is what it prints: files written, edits made, commands run."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from cityinnov.cli import main

DOCS = Path(__file__).parent.parent / "docs"
PAGES = [page for page in sorted(DOCS.rglob("*.md")) if "```console" in page.read_text(encoding="utf-8")]

BLOCK = re.compile(r"^```(?P<kind>yaml|diff|text|console)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
#: The first line of a block says which file it is, or changes; that of a text is no part of it.
FILE = re.compile(r"(?:#|---) (?P<name>[\w-]+\.(?:yaml|txt))\n")


def edited(text: str, change: str) -> str:
    """A file with a change that is shown as a diff."""
    before = "".join(line[1:] for line in change.splitlines(keepends=True) if not line.startswith("+"))
    after = "".join(line[1:] for line in change.splitlines(keepends=True) if not line.startswith("-"))
    assert text.count(before) == 1, f"what the diff changes stands in the file {text.count(before)} times:\n{before}"
    return text.replace(before, after)


def printed(command: str, folder: Path) -> str:
    """What a command of ours writes to the terminal, or nothing where it goes to a file; others print nothing here."""
    program, *arguments = shlex.split(command, comments=True)
    if program != "cityinnov":
        return ""
    file = arguments[-1] if arguments[-2:-1] == [">"] else None
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        main(arguments[:-2] if file else arguments)
    if file is None:
        return out.getvalue()
    (folder / file).write_text(out.getvalue(), encoding="utf-8")
    return ""


def shown(page: str, folder: Path) -> Iterator[tuple[str, str, str]]:
    """Each command of a page, what the page says that it prints, and what it does print in this folder."""
    for block in BLOCK.finditer(page):
        body = block["body"]
        file = FILE.match(body)
        if block["kind"] == "console":
            for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                command, _, said = part.partition("\n")
                yield command, said, printed(command, folder)
        elif file and block["kind"] in ("yaml", "text"):
            content = body if block["kind"] == "yaml" else body[file.end() :]
            (folder / file["name"]).write_text(content, encoding="utf-8")
        elif file:
            path = folder / file["name"]
            path.write_text(edited(path.read_text(encoding="utf-8"), body[file.end() :]), encoding="utf-8")


def agrees(said: str, does: str) -> bool:
    """Whether an output is what a page says; a line with `…` alone stands for any lines."""
    pattern = "".join(
        "(?:.*\n)*" if line.strip() == "…" else re.escape(line) for line in said.splitlines(keepends=True)
    )
    return re.fullmatch(pattern, does) is not None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_a_page_shows_what_its_commands_print(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for command, said, does in shown(page.read_text(encoding="utf-8"), tmp_path):
        assert agrees(said, does), f"$ {command}\n{does}"


def test_a_page_that_says_something_else_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = "```console\n$ cityinnov cases\n…\nhefei\n…\n$ cityinnov check nowhere.yaml\nno problems\n```\n"
    (_, cases, names), (_, said, does) = shown(page, tmp_path)
    assert agrees(cases, names)
    assert not agrees(said, does)
