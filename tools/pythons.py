"""The Pythons of this machine that the package supports, oldest first: `python tools/pythons.py` lists them.

Supported is what a classifier of `pyproject.toml` names. uv finds its own Pythons and those of the path. Of pyenv's it
finds but the selected ones, as a shim of another stops with an error; so their folders are looked through as well.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
RELEASE = re.compile(r"(3\.\d+)\.\d+")  # of a release, not of a candidate such as 3.14.0rc2
UV_LIST = ["python", "list", "--only-installed", "--offline", "--no-config", "--output-format", "json"]


class Python(NamedTuple):
    """An interpreter: its version, as 3.11.7, and where it is."""

    version: str
    path: str


RUNNING = Python(platform.python_version(), sys.executable)


def supported_pythons() -> list[Python]:
    """The newest release of each supported version that is here, oldest version first; else the running Python."""
    found: dict[str, Python] = {}
    for each in _installed():
        release = RELEASE.fullmatch(each["version"])
        if release and (each["implementation"], each["variant"]) == ("cpython", "default"):
            found.setdefault(release[1], Python(each["version"], each["path"]))  # uv names the newest first
    return [found[version] for version in _supported() if version in found] or [RUNNING]


def _supported() -> list[str]:
    """The versions that the classifiers name, as 3.11, in the order in which they stand there."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = (name.removeprefix("Programming Language :: Python :: ") for name in project["classifiers"])
    return [name for name in names if re.fullmatch(r"3\.\d+", name)]


def _installed() -> list[dict[str, str]]:
    own = str(Path(sys.base_prefix, "bin"))  # which need not be on the path
    path = os.pathsep.join([*_pyenv_folders(), os.environ.get("PATH", os.defpath), own])
    command = [sys.executable, "-m", "uv", *UV_LIST]
    done = subprocess.run(command, env={**os.environ, "PATH": path}, capture_output=True, check=True)
    listed: list[dict[str, str]] = json.loads(done.stdout)
    return listed


def _pyenv_folders() -> list[str]:
    if shutil.which("pyenv") is None:
        return []
    root = subprocess.run(["pyenv", "root"], capture_output=True, text=True, check=True).stdout.strip()
    return [str(folder) for folder in sorted(Path(root, "versions").glob("*/bin"))]


if __name__ == "__main__":
    for python in supported_pythons():
        print(*python)
