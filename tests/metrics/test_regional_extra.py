"""numpy and scipy come with the extra `regional`, and are needed for whole tables only."""

from __future__ import annotations

import subprocess
import sys

import pytest


def run(program: str) -> str:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", program], check=True, capture_output=True, text=True
    ).stdout


@pytest.mark.parametrize("module", ["growth", "concentration", "specialisation", "dependency"])
def test_families_of_few_numbers_load_without_numpy(module):
    assert run(f"import sys; import cityinnov.metrics.{module}; print('numpy' in sys.modules)") == "False\n"


@pytest.mark.parametrize("module", ["linkages", "complexity"])
def test_families_of_tables_say_what_to_install(module):
    program = (
        "import sys; sys.modules['numpy'] = None\n"
        "from cityinnov.errors import MissingDependencyError\n"
        f"try: import cityinnov.metrics.{module}\n"
        "except MissingDependencyError as error: print(error)\n"
    )
    expected = "this needs the package 'numpy', which is not installed (hint: pip install 'cityinnov[regional]')"
    assert run(program).strip() == expected


def test_the_index_says_that_scipy_is_missing():
    program = (
        "import sys; sys.modules['scipy'] = None\n"
        "from cityinnov.errors import MissingDependencyError\n"
        "from cityinnov.metrics.complexity import complexity_index, proximity\n"
        "proximity([[1, 1], [1, 0]])\n"
        "try: complexity_index([[1, 1], [1, 0]])\n"
        "except MissingDependencyError as error: print(error.data)\n"
    )
    assert run(program).strip() == "{'module': 'scipy', 'extra': 'regional'}"
