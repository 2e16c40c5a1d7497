"""Every block of every page does what the page says: sessions, commands, files written and edited; every link leads on.

A page is read from top to bottom, as its reader does, in an empty folder. A `yaml` or `text` block whose first line is
`# name.yaml` is saved under that name, a `diff` block edits that file, a `console` block runs commands of ours and
prints what they print (`…` alone on a line stands for any lines), and a `python` block is a session or a script that
may use those files. A block of any other kind fails: what is not executed is not true for long.
"""

from __future__ import annotations

import contextlib
import doctest
import functools
import importlib
import io
import json
import os
import pkgutil
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from sybil import Document, Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

import cityinnov
from cityinnov.casefile.document import parse_document
from cityinnov.casefile.reading import case_from_document
from cityinnov.cli import main
from cityinnov.errors import CityinnovError

ROOT = Path(__file__).parent.parent
PAGES = [
    *sorted(ROOT.glob("*.md")),
    *(page for page in sorted((ROOT / "docs").rglob("*.md")) if "_build" not in page.parts),
    *sorted((ROOT / "examples").rglob("*.md")),
]

#: The first line of a block says which file it is, or changes.
FILE = re.compile(r"(?:#|---) (?P<name>[\w-]+\.[a-z]+)\n")


def edited(text: str, change: str) -> str:
    """A file with a change that is shown as a diff."""
    before = "".join(line[1:] for line in change.splitlines(keepends=True) if not line.startswith("+"))
    after = "".join(line[1:] for line in change.splitlines(keepends=True) if not line.startswith("-"))
    assert text.count(before) == 1, f"what the diff changes stands in the file {text.count(before)} times:\n{before}"
    return text.replace(before, after)


def printed(command: str) -> str:
    """What a command of ours writes to the terminal, or into the file after `>`; others are shown without output."""
    program, *arguments = shlex.split(command, comments=True)
    if program == "python" and (script := script_of(arguments)):
        place = {**os.environ, "PYTHONPATH": str(ROOT / "examples" / "embed" / "src"), "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run([sys.executable, *script], capture_output=True, check=True, env=place)
        return done.stdout.decode()
    if program != "cityinnov":
        return ""
    target = arguments[-1] if ">" in arguments else None
    arguments = arguments[:-2] if target else arguments
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        main(arguments)
    if target is None:
        return out.getvalue()
    Path(target).write_text(out.getvalue(), encoding="utf-8")
    return ""


def script_of(arguments: list[str]) -> list[str] | None:
    """How a script of the examples is run: by its path in the repository, or as a module of the project in `embed`."""
    match arguments:
        case [path] if path.startswith("examples/"):
            return [str(ROOT / path)]
        case ["-m", module] if module.startswith("tramstudy"):
            return ["-m", module]
    return None


def agrees(said: str, does: str) -> bool:
    """Whether an output is what a page says; a line with `…` alone stands for any lines."""
    pattern = "".join(
        "(?:.*\n)*" if line.strip() == "…" else re.escape(line) for line in said.splitlines(keepends=True)
    )
    return re.fullmatch(pattern, does) is not None


def run_commands(example: Example) -> None:
    for part in re.split(r"^\$ ", example.parsed, flags=re.MULTILINE)[1:]:
        command, _, said = part.partition("\n")
        does = printed(command)
        assert agrees(said, does), f"$ {command}\n{does}"


def saved(example: Example) -> bool:
    """Save a block that says which file it is."""
    if file := FILE.match(example.parsed):
        text = example.parsed if file["name"].endswith((".yaml", ".toml")) else example.parsed[file.end() :]
        Path(file["name"]).write_text(text, encoding="utf-8")
    return file is not None


def edit_file(example: Example) -> None:
    if file := FILE.match(example.parsed):
        path = Path(file["name"])
        path.write_text(edited(path.read_text(encoding="utf-8"), example.parsed[file.end() :]), encoding="utf-8")


def read_yaml(example: Example) -> None:
    """A block that is a case file is one that can be read, unless commands of the page say what is wrong with it."""
    document = None if saved(example) else parse_document(example.parsed)
    if document is not None and "format" in document.data:
        case_from_document(document)


PARSERS = (
    PythonCodeBlockParser(doctest_optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS),
    CodeBlockParser("console", run_commands),
    CodeBlockParser("yaml", read_yaml),
    CodeBlockParser("diff", edit_file),
    CodeBlockParser("toml", lambda example: saved(example) or (tomllib.loads(example.parsed) and None)),
    CodeBlockParser("json", lambda example: json.loads(example.parsed) and None),
    CodeBlockParser("text", lambda example: saved(example) and None),
)
EXECUTED = {"python", *(parser.language for parser in PARSERS[1:])}


def document_of(page: Path) -> Document:
    return Sybil(PARSERS, path=str(page.parent)).parse(page)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, marks=pytest.mark.spark if "import SparkSession" in page.read_text(encoding="utf-8") else ())
        for page in PAGES
    ],
    ids=lambda page: str(page.relative_to(ROOT)),
)
def test_the_blocks_of_a_page_do_what_it_says(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for example in document_of(page).examples():
        example.evaluate()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_has_no_block_that_is_not_executed(page: Path) -> None:
    kinds = re.findall(r"^ *```+ *(\S*) *.*\n(?:.*\n)*? *```+ *$", page.read_text(encoding="utf-8"), re.MULTILINE)
    unexecuted = {kind for kind in kinds if kind not in EXECUTED and not kind.startswith("{")}
    assert not unexecuted, f"blocks of a kind that nothing runs: {unexecuted or 'without a language'}"


def test_a_page_that_says_something_else_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for block in (
        "```python\n>>> 1 + 1\n3\n\n```\n",
        "```python\nraise ValueError\n```\n",
        "```console\n$ cityinnov check nowhere.yaml\nno problems\n```\n",
        "```yaml\nformat: cityinnov/1\ncase: x\ncitis: {}\n```\n",
        "```diff\n--- x.yaml\n-a\n+b\n```\n",
        "```toml\na = \n```\n",
    ):
        (tmp_path / "page.md").write_text(block, encoding="utf-8")
        (example,) = document_of(tmp_path / "page.md").examples()
        with pytest.raises(Exception, match=r"(?s).*"):
            example.evaluate()


# -- links --------------------------------------------------------------------------------

LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\((?P<target>[^)\s]+)\)")


@functools.cache
def anchors(page: Path) -> frozenset[str]:
    """The headings of a page as links name them."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return frozenset(re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    for link in LINK.finditer(text):
        target, _, anchor = link["target"].partition("#")
        if "://" in target or target.startswith("mailto:"):
            continue
        where = (page.parent / target).resolve() if target else page
        assert where.exists(), f"{link[0]} leads nowhere"
        if anchor and where.suffix == ".md" and not has_directives(where):
            assert anchor in anchors(where), f"{link[0]}: {where.name} has no such heading"


def has_directives(page: Path) -> bool:
    """Whether parts of a page are generated; Sphinx, with its warnings as errors, looks at links into those."""
    return "```{" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [page for page in PAGES if "docs" in page.parts], ids=lambda page: page.name)
def test_a_page_can_be_reached_from_the_first(page: Path) -> None:
    index = ROOT / "docs" / "index.md"
    folder = page.parent.name
    listed = index.read_text(encoding="utf-8")
    is_globbed = f"{folder}/*" in listed
    assert page == index or is_globbed or f"{folder}/{page.stem}" in listed


# -- errors -------------------------------------------------------------------------------


def error_classes() -> list[type[CityinnovError]]:
    """Every class of error that the library can raise to its user."""
    for module in pkgutil.walk_packages(cityinnov.__path__, "cityinnov."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found, waiting = [], [CityinnovError]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        is_ours = kind.__module__.startswith("cityinnov.")
        if is_ours and kind.__name__ in importlib.import_module(kind.__module__).__all__:
            found.append(kind)
    return found


def test_every_error_stands_in_the_index_with_an_example_that_raises_it() -> None:
    page = (ROOT / "docs" / "reference" / "errors.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^### (\w+)\n(.*?)(?=^##|\Z)", page, re.DOTALL | re.MULTILINE))
    for kind in error_classes():
        name = f"{kind.__module__}.{kind.__name__}"
        assert kind.__name__ in sections, f"{kind.__name__} is not in the index"
        assert f"\n{name}: " in sections[kind.__name__], f"no example raises {name}"
