"""The examples run as a newcomer runs them, and say what they say they do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

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
