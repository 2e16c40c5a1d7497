"""The public calls have the types a user needs, as a strict type checker sees them from outside."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("mypy")


def test_a_users_file_type_checks_strictly(tmp_path: Path) -> None:
    from mypy import api

    user = Path(__file__).parent / "typing" / "user.py"
    options = ["--strict", "--warn-unused-ignores", "--config-file=", f"--cache-dir={tmp_path}", str(user)]
    output, errors, code = api.run(options)
    assert (code, errors) == (0, ""), output
