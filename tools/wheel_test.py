"""Build the package and use it as a stranger does: installed from the wheel, without the sources, in an empty folder.

`make wheel-test` runs it: on the oldest and the newest supported Python of this machine (`pythons.py`), each with the
core dependencies alone, and on the oldest once more with the lowest versions that `pyproject.toml` allows.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from pythons import Python, supported_pythons

ROOT = Path(__file__).parent.parent
LARGEST = 1_000_000  # bytes of the wheel
BLOCKS = "tests/test_pages.py::test_the_blocks_of_a_page_do_what_it_says"


def run(*command: str | Path, folder: Path) -> None:
    """Run a command; what it prints is shown where it fails."""
    done = subprocess.run([str(part) for part in command], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")


def built(folder: Path) -> Path:
    """Build the sdist, and the wheel from it, so that what the sdist lacks is noticed."""
    run(sys.executable, "-m", "build", "--installer", "uv", "--outdir", folder, ROOT, folder=folder)
    (wheel,) = folder.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    size = wheel.stat().st_size
    if size > LARGEST or "cityinnov/py.typed" not in names or any(name.startswith("tests") for name in names):
        sys.exit(f"{wheel.name}: {size:,} bytes of {LARGEST:,}, or py.typed is missing, or tests are in it")
    print(f"{wheel.name}: {size:,} bytes, {len(names)} files")
    return wheel


def used(python: Python, wheel: Path, folder: Path, *options: str) -> None:
    """Install the wheel into an environment of its own and use it there."""
    uv = [sys.executable, "-m", "uv"]
    run(
        *uv,
        "venv",
        "--quiet",
        "--no-config",
        "--no-python-downloads",
        "--python",
        python.path,
        folder / "venv",
        folder=folder,
    )
    own = folder / "venv" / "bin" / "python"
    run(*uv, "pip", "install", "--quiet", "--python", own, *options, wheel, folder=folder)
    shutil.copy(ROOT / "tools" / "smoke.py", folder)
    run(own, "-I", folder / "smoke.py", folder=folder)
    # the tutorials as written, and a project that extends the library
    for part in ("docs/tutorials", "tests/test_pages.py"):
        target = folder / "pages" / part
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (ROOT / part).is_dir() else shutil.copy)(ROOT / part, target)
    run(*uv, "pip", "install", "--quiet", "--python", own, "pytest", "sybil", folder=folder)
    tutorials = [f"{BLOCKS}[docs/tutorials/{name}.md]" for name in ("first-case", "hefei")]
    run(own, "-I", "-m", "pytest", "-q", "-p", "no:cacheprovider", *tutorials, folder=folder / "pages")
    run(*uv, "pip", "install", "--quiet", "--no-deps", "--python", own, ROOT / "examples" / "embed", folder=folder)
    run(own, "-I", "-m", "tramstudy.study", folder=folder)
    print(f"Python {python.version}, {' '.join(options) or 'newest dependencies'}: works ({python.path})", flush=True)


def main() -> None:
    """Build once, use several times."""
    present = supported_pythons()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        wheel = built(folder)
        for place, python in enumerate(dict.fromkeys((present[0], present[-1]))):
            (folder / str(place)).mkdir()
            used(python, wheel, folder / str(place))
        (folder / "lowest").mkdir()
        used(present[0], wheel, folder / "lowest", "--resolution", "lowest-direct")


if __name__ == "__main__":
    main()
