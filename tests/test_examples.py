"""The examples run as a newcomer runs them, and say what they say they do."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import cityinnov

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.py")), ids=lambda path: path.name)
def test_an_example_runs(path: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(path)], capture_output=True, text=True, cwd=tmp_path, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert done.stdout.strip()
    assert list(tmp_path.iterdir()) == []  # an example leaves nothing behind


def test_hefei_says_what_follows_from_the_article() -> None:
    done = subprocess.run([sys.executable, str(EXAMPLES / "hefei.py")], capture_output=True, text=True, check=True)
    # 50 of over 500, of over 1,000: under 10 %, under 5 %; 2 ** (1/10) - 1 = 7.1773 %, rounded outward
    assert "of production: under 10 %" in done.stdout
    assert "of general: under 5 %" in done.stdout
    assert "hefei.gdp_annual_growth: over 7.177 %/year" in done.stdout


def test_what_is_built_in_python_reads_back_from_its_file() -> None:
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / "build_in_python.py")], capture_output=True, text=True, check=True
    )
    assert "reads back as the same case: True" in done.stdout


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.py")), ids=lambda path: path.name)
def test_an_example_has_its_page_with_what_it_prints(path: Path) -> None:
    page = path.with_suffix(".md").read_text(encoding="utf-8")
    assert f"\n$ python examples/{path.name}\n" in page  # the page's own test runs it
    assert f"]({path.stem}.md)" in (EXAMPLES / "README.md").read_text(encoding="utf-8")


# -- the project that extends the library -------------------------------------------------

EMBED = EXAMPLES / "embed" / "src"


def in_a_fresh_process(code: str) -> str:
    place = {**os.environ, "PYTHONPATH": str(EMBED)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=place, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_project_adds_an_indicator_a_metric_a_check_and_a_case() -> None:
    said = in_a_fresh_process("from tramstudy.study import main; main()")
    assert "aldmouth.tram_track_per_resident: over 0.12 m/person" in said  # 60 km / 480,000 = 0.125 m, rounded down
    assert "estmouth.tram_track_per_resident: 0.1 m/person" in said  # 12 km / 120,000
    assert "cities.estmouth: T101 warning: Estmouth has trams, but no operator" in said


def test_importing_it_changes_nothing_in_the_library() -> None:
    said = in_a_fresh_process(
        "import cityinnov\n"
        "from cityinnov.case import section_kinds\n"
        "from cityinnov.checks.registry import RULES\n"
        "def state(): return section_kinds(), dict(RULES), dict(cityinnov.indicators()), list(cityinnov.__all__)\n"
        "before = state()\n"
        "from tramstudy.study import load, findings\n"
        "findings(load())\n"
        "print(state() == before)\n"
    )
    assert said == "True\n"


def test_it_uses_public_names_only() -> None:
    for path in EMBED.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("cityinnov"):
                assert node.module == "cityinnov"
                assert {alias.name for alias in node.names} <= set(cityinnov.__all__)
