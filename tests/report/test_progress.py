"""Long work is shown where somebody looks, and nowhere else. The terminal is a real one, by a pseudo-terminal."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
import types
from pathlib import Path
from typing import Any

import pytest

from cityinnov import CaseFileError, load_case
from cityinnov.casefile.reading import read_case
from cityinnov.industry_chain.industry_chain import ChainLink, ChainNode, IndustryChain
from cityinnov.report.progress import shown_progress

WORK = """
from cityinnov import load_case
from cityinnov.report.progress import shown_progress
with shown_progress(after=0) as progress:
    print(progress is None)
    if progress:
        progress("counting", 5_000, 20_000)
"""


def with_error_stream(stream: int, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", WORK],
        stdout=subprocess.PIPE,
        stderr=stream,
        env={**os.environ, **environment},
        check=True,
        timeout=60,
    )


def in_a_terminal(**environment: str) -> tuple[bytes, bytes]:
    """What went to the output, and what somebody at the terminal was sent."""
    pty = pytest.importorskip("pty", reason="pseudo-terminals are a thing of POSIX")
    reader, terminal = pty.openpty()
    output = with_error_stream(terminal, **environment).stdout
    os.set_blocking(reader, False)
    try:
        shown = os.read(reader, 10_000)
    except BlockingIOError:
        shown = b""
    os.close(terminal)
    os.close(reader)
    return output, shown


def test_a_terminal_is_shown_a_line_that_is_wiped_at_the_end() -> None:
    output, shown = in_a_terminal(TERM="xterm", COLUMNS="80")
    line = b"counting: 5,000 of 20,000, 25%"
    assert shown == b"\r" + line + b"\r" + b" " * len(line) + b"\r"
    assert output.split() == [b"False"]


def test_a_narrow_terminal_is_not_wrapped() -> None:
    _, shown = in_a_terminal(TERM="xterm", COLUMNS="10")
    assert shown == b"\rcounting:\r         \r"


def test_a_dumb_terminal_is_left_alone() -> None:
    assert in_a_terminal(TERM="dumb") == (b"True\n", b"")


def test_a_pipe_is_left_alone() -> None:
    ran = with_error_stream(subprocess.PIPE)
    assert (ran.stdout.split(), ran.stderr) == ([b"True"], b"")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def looked_at(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    return stream


def test_what_is_soon_done_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = looked_at(monkeypatch)
    with shown_progress(after=60) as progress:
        assert progress is not None
        progress("counting", 1, 2)
    assert terminal.getvalue() == ""


def test_it_is_not_drawn_more_often_than_an_eye_can_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = looked_at(monkeypatch)
    clock = iter([0.0, *(step / 1000 for step in range(1000))])  # a thousand steps in a second
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    with shown_progress(after=0) as progress:
        assert progress is not None
        for step in range(1000):
            progress("counting", step, 1000)
    assert 5 <= terminal.getvalue().count("counting") <= 11


def test_the_line_is_wiped_where_the_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = looked_at(monkeypatch)

    def work() -> None:
        with shown_progress(after=0) as progress:
            assert progress is not None
            progress("counting", 1, 2)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert terminal.getvalue().endswith(" \r")


def test_a_notebook_is_shown_a_line_that_changes_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Any] = []

    class Handle:
        def update(self, shown: dict[str, str], raw: bool) -> None:
            drawn.append(("update", shown["text/plain"], raw))

    def display(shown: dict[str, str], raw: bool, display_id: bool) -> Handle:
        assert display_id
        drawn.append(("display", shown["text/plain"], raw))
        return Handle()

    shell = types.SimpleNamespace(kernel=object())
    notebook = types.SimpleNamespace(get_ipython=lambda: shell, display=types.SimpleNamespace(display=display))
    monkeypatch.setitem(sys.modules, "IPython", notebook)  # type: ignore[arg-type]
    with shown_progress(after=0) as progress:
        assert progress is not None
        progress("counting", 1, 2)
    assert drawn == [("display", "counting: 1 of 2, 50%", True), ("update", "", True)]


# -- what tells of its progress -------------------------------------------------------------

CASE = """format: cityinnov/1
case: chains
cities: {hefei: {country: CN}, wuhu: {country: CN}}
chains:
  display: {nodes: {glass: {}, panel: {}, tv: {}}, links: {file: links.csv}}
"""


def test_a_case_file_tells_of_its_characters_and_of_its_entries_and_rows(tmp_path: Path) -> None:
    path = tmp_path / "chains.yaml"
    path.write_text(CASE, encoding="utf-8")
    (tmp_path / "links.csv").write_text("supplier,customer\nglass,panel\npanel,tv\n", encoding="utf-8")
    told: list[tuple[str, int, int]] = []
    case, _ = read_case(path, progress=lambda *step: told.append(step))
    characters = [step for step in told if step[0] == "reading the file"]
    assert characters == sorted(characters)
    assert characters[-1] == ("reading the file", len(CASE), len(CASE))
    # two cities, a chain, and the two rows of its list, which are read before the chain is
    assert [step for step in told if step not in characters] == [("reading entries", done, 5) for done in range(1, 6)]
    assert case == load_case(path)


def test_a_broken_file_tells_of_no_more_entries_than_there_are(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(
        CASE.replace("{file: links.csv}", "[{supplier: glass, customer: panel}, {supplier: 3}]"), encoding="utf-8"
    )
    told: list[tuple[str, int, int]] = []
    with pytest.raises(CaseFileError):
        load_case(path, progress=lambda *step: told.append(step))
    assert max(done for what, done, total in told if what == "reading entries") == 5


def test_sampled_bottlenecks_tell_of_each_activity_drawn() -> None:
    chain = IndustryChain(
        "display",
        nodes={"glass": ChainNode(), "panel": ChainNode(), "tv": ChainNode()},
        links=[ChainLink(supplier="glass", customer="panel"), ChainLink(supplier="panel", customer="tv")],
    )
    told: list[tuple[str, int, int]] = []
    chain.bottlenecks(sample=2, progress=lambda *step: told.append(step))
    assert told == [("shortest paths", 1, 2), ("shortest paths", 2, 2)]
