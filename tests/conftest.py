"""Property tests: no deadline (the machine may be busy), and the same examples each run. What may be missing skips.

``HYPOTHESIS_PROFILE=search make test`` looks at other examples every time, and at more of them; ``brief`` at a few.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import Phase, settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("brief", deadline=None, derandomize=True, max_examples=10)
settings.register_profile("search", deadline=None, max_examples=1000)
# A mutant is run against thousands of tests, and what it fails on needs no smaller form.
settings.register_profile(
    "mutants", deadline=None, derandomize=True, max_examples=20, phases=[Phase.explicit, Phase.generate]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(scope="session")
def needed() -> Callable[[object, str, str], None]:
    """Skip a test where something is missing; fail it where the environment asks for that, as ``REQUIRE_SPARK=1``."""

    def see(is_there: object, what: str, asked_for: str) -> None:
        if is_there:
            return
        if os.environ.get(asked_for):
            pytest.fail(f"{what} is missing, and {asked_for} is set")
        pytest.skip(f"{what} is missing")

    return see
