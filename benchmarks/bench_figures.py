"""Figures side by side with plain pint quantities, in one run.

``make bench`` or ``pytest benchmarks/bench_figures.py --benchmark-only --benchmark-group-by=group``. Each group has
the library and its peer; a figure carries bounds, period, status, sources and lineage, a quantity a number and a unit.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import attrs
import cattrs
import pint
import pytest

from cityinnov import Figure, total

UREG = pint.UnitRegistry()
COUNT = 100_000
FIRMS = json.dumps([f"{n} firms, 2023 [br]" for n in range(1000, 1000 + COUNT)])
METRES = json.dumps([f"{n} meter" for n in range(1000, 1000 + COUNT)])

few, many = Figure.parse("over 500 firms, 2025-05 [br]"), Figure.parse("1,000 firms, 2025-05 [br]")
vehicles = Figure.parse("740,000 vehicles, 2025-05 [br]")
q_few, q_many, q_vehicles = UREG.Quantity(500.0, "m"), UREG.Quantity(1000.0, "m"), UREG.Quantity(740_000.0, "s")


@pytest.mark.benchmark(group="add")
@pytest.mark.parametrize("peer", [lambda: few + many, lambda: q_few + q_many], ids=["cityinnov", "pint"])
def test_add(benchmark: Any, peer: Callable[[], Any]) -> None:
    benchmark(peer)


@pytest.mark.benchmark(group="divide")
@pytest.mark.parametrize("peer", [lambda: vehicles / few, lambda: q_vehicles / q_few], ids=["cityinnov", "pint"])
def test_divide(benchmark: Any, peer: Callable[[], Any]) -> None:
    benchmark(peer)


@pytest.mark.benchmark(group="divide, and read the bounds")
@pytest.mark.parametrize(
    "peer",
    [lambda: (few / (few + many)).bounds, lambda: (q_few / (q_few + q_many)).magnitude],
    ids=["cityinnov", "pint"],
)
def test_tight_bounds(benchmark: Any, peer: Callable[[], Any]) -> None:
    benchmark(peer)


@pytest.mark.benchmark(group="parse")
@pytest.mark.parametrize(
    "peer", [lambda: Figure.parse("over 500 firms, 2025-05 [br]"), lambda: UREG("500 meter")], ids=["cityinnov", "pint"]
)
def test_parse(benchmark: Any, peer: Callable[[], Any]) -> None:
    benchmark(peer)


@pytest.mark.benchmark(group="import")
@pytest.mark.parametrize("package", ["cityinnov", "pint"])
def test_import(benchmark: Any, package: str) -> None:
    """What `-X importtime` says of the package (`import_seconds`); the benchmark's own figure is the whole process."""

    def seconds() -> float:
        command = [sys.executable, "-X", "importtime", "-c", f"import {package}"]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stderr.splitlines()
        return int(lines[-1].split("|")[1]) / 1e6

    benchmark.pedantic(seconds, rounds=5)
    benchmark.extra_info["import_seconds"] = min(seconds() for _ in range(5))


@attrs.frozen
class Row:
    """What a study would hold of a figure without this library."""

    amount: pint.Quantity


def _with_cattrs_and_pint() -> list[Row]:
    converter = cattrs.Converter()
    converter.register_structure_hook(pint.Quantity, lambda text, _: UREG(text))
    return converter.structure([{"amount": text} for text in json.loads(METRES)], list[Row])


@attrs.frozen
class FigureRow:
    """The same with a figure."""

    amount: Figure


def _with_cattrs_and_figures() -> list[FigureRow]:
    converter = cattrs.Converter()
    converter.register_structure_hook_func(lambda kind: kind is Figure, lambda text, _: Figure.parse(text))
    return converter.structure([{"amount": text} for text in json.loads(FIRMS)], list[FigureRow])


@pytest.mark.benchmark(group="100,000 figures from JSON")
@pytest.mark.parametrize(
    "peer",
    [_with_cattrs_and_figures, _with_cattrs_and_pint],
    ids=["cityinnov", "cattrs and pint"],
)
def test_from_json(benchmark: Any, peer: Callable[[], Any]) -> None:
    benchmark.pedantic(peer, rounds=2)


@pytest.mark.benchmark(group="total of 100,000")
def test_total(benchmark: Any) -> None:
    figures = [Figure.exact(n, "firm") for n in range(COUNT)]
    benchmark.pedantic(lambda: total(figures).bounds, rounds=3)
