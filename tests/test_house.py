"""The house: what importing costs, what a clone must hold, what the public names are."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import cityinnov

ROOT = Path(__file__).parent.parent
SOURCE = Path(cityinnov.__file__).parent

HEAVY = (
    "pint",
    "babel",
    "numpy",
    "pandas",
    "polars",
    "networkx",
    "rustworkx",
    "scipy",
    "narwhals",
    "pyxirr",
    "jinja2",
    "altair",
)


def modules_after(statement: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after a statement."""
    code = f"import sys\n{statement}\nprint(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    loaded = modules_after("import cityinnov")
    assert loaded.isdisjoint({*HEAVY, "attrs", "attr", "cattrs", "ruamel", "edtf"})


@pytest.mark.parametrize("statement", ["from cityinnov import Figure", "from cityinnov import City, load_case"])
def test_figures_entities_and_case_files_load_nothing_heavy(statement: str) -> None:
    assert modules_after(statement).isdisjoint(HEAVY)


def test_reading_a_case_and_deriving_from_it_loads_nothing_heavy() -> None:
    loaded = modules_after("import cityinnov; cityinnov.load_case('hefei').derived()")
    assert loaded.isdisjoint(
        {*HEAVY} - {"pyxirr"}
    )  # which an internal rate is worked out with, where payments are dated
    assert modules_after("import cityinnov; cityinnov.load_case('pune').derived()").isdisjoint(HEAVY)


def test_a_case_is_derived_without_what_works_out_its_rates() -> None:
    code = (
        "import sys; sys.modules['pyxirr'] = None; import cityinnov\n"
        "print(cityinnov.load_case('hefei').derived()['nio-china-2020.irr'].reason)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "pip install" in said


def test_every_public_name_is_there_and_is_what_type_checkers_see() -> None:
    tree = ast.parse((SOURCE / "__init__.py").read_text(encoding="utf-8"))
    (block,) = [node for node in tree.body if isinstance(node, ast.If)]
    seen = {alias.name for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert seen == set(cityinnov.__all__)
    for name in cityinnov.__all__:
        assert getattr(cityinnov, name) is not None
        assert name in dir(cityinnov)
    assert cityinnov.__all__ == sorted(cityinnov.__all__)


def test_no_public_name_is_also_a_module() -> None:
    # once imported, the module would stand in the place of the name
    modules = {path.stem for path in SOURCE.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert modules.isdisjoint(cityinnov.__all__)


def test_an_unknown_name_is_an_ordinary_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Citty'"):
        _ = cityinnov.Citty  # type: ignore[attr-defined]  # the point of the test


def test_nothing_prints_but_the_command_line() -> None:
    offenders = []
    for path in SOURCE.rglob("*.py"):
        if path.parent.name == "cli":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
                offenders.append(f"{path.relative_to(SOURCE)}:{node.lineno}")
    assert offenders == []


def test_nothing_reaches_for_the_network() -> None:
    networked = {"urllib.request", "http.client", "socket", "requests", "httpx", "aiohttp"}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            assert networked.isdisjoint(names), path


def test_every_silenced_warning_has_its_reason_beside_it() -> None:
    for path in SOURCE.rglob("*.py"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(r"#\s*(type: ignore|noqa)", line) and "re.search" not in line:
                assert re.search(r"(ignore\[[\w, -]+\]|noqa: [\w, ]+)\s+[#-]\s*\S+", line), f"{path.name}:{number}"


def test_the_version_is_said_once() -> None:
    metadata = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{cityinnov.__version__}"' in metadata


def test_every_caveat_that_is_raised_can_be_said() -> None:
    from cityinnov.values.lineage import CAVEATS

    codes = {
        node.args[0].value
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Caveat"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert codes
    assert codes <= set(CAVEATS)


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    """The files of a clone that git keeps."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    if not listed:
        pytest.skip("not a clone: there is no list of its files")
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_file_holds_a_conflict_that_a_merge_left_behind(tracked: list[Path]) -> None:
    marks = re.compile(rb"^(<{7}|>{7})( |$)", re.MULTILINE)
    assert [path for path in tracked if marks.search(path.read_bytes())] == []


def test_no_tracked_file_names_the_host_of_a_package_registry(tracked: list[Path]) -> None:
    hosts = [
        ".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"))
    ]
    named = [path for path in tracked if any(host.encode() in path.read_bytes() for host in hosts)]
    assert named == []
