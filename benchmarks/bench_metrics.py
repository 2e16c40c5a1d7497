"""The formulas of regional structure beside what people use today, in one run.

    pytest benchmarks/bench_metrics.py --benchmark-only          # single timings, grouped with the peer
    python benchmarks/bench_metrics.py                           # medians of 15 interleaved pairs, and their ratios

The peers are numpy by hand and the packages of the dependency group `oracles`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from interleaved import compare

from cityinnov.metrics.complexity import complexity_index
from cityinnov.metrics.concentration import ellison_glaeser
from cityinnov.metrics.linkages import backward_linkages, leontief_inverse, technical_coefficients


def specialisations(places: int = 3000, activities: int = 700) -> np.ndarray:
    """Return a nested 0-1 table: capable places make the demanding things as well."""
    random = np.random.default_rng(6)
    skill, need = random.uniform(size=(places, 1)), random.uniform(size=activities)
    present = (random.uniform(size=(places, activities)) < 0.6 * np.clip(skill - need + 0.5, 0.02, 1)).astype(float)
    present[:, present.sum(axis=0) == 0] = 1
    return present


def economy(sectors: int = 1435) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(6)
    flows = random.lognormal(size=(sectors, sectors))
    return flows, flows.sum(axis=0) * random.uniform(1.3, 3, sectors)


def plants(count: int = 1_000_000, regions: int = 3000) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(6)
    return random.lognormal(3, 1, count), random.integers(0, regions, count), random.lognormal(10, 1, regions)


def numpy_eigensolver(present: np.ndarray) -> np.ndarray:
    """Solve the symmetric problem of the smaller side with numpy, the table weighted by hand."""
    weighted = present / np.sqrt(present.sum(axis=1))[:, None] / np.sqrt(present.sum(axis=0))
    return np.linalg.eigh(weighted.T @ weighted)[1][:, -2]


def ellison_glaeser_by_hand(sizes: np.ndarray, regions: np.ndarray, areas: np.ndarray) -> float:
    industry = np.bincount(regions, weights=sizes, minlength=len(areas)) / sizes.sum()
    shares = areas / areas.sum()
    herfindahl, spread = ((sizes / sizes.sum()) ** 2).sum(), 1 - (shares**2).sum()
    return (((industry - shares) ** 2).sum() - spread * herfindahl) / (spread * (1 - herfindahl))


def linkages_of_pymrio(flows: np.ndarray, output: np.ndarray) -> np.ndarray:
    import pymrio

    return pymrio.calc_L(pymrio.calc_A(flows, output)).sum(axis=0)


def ecomplexity_index(present: np.ndarray) -> np.ndarray:
    """Run the index of the package `ecomplexity` alone, without its frames, proximity and density."""
    from types import SimpleNamespace

    from ecomplexity.ecomplexity import calc_eci_pci

    cells = {"t": 1, "mcp_t": present, "diversity_t": present.sum(axis=1), "ubiquity_t": present.sum(axis=0)}
    return calc_eci_pci(SimpleNamespace(**cells))[0]


def linkages(flows: np.ndarray, output: np.ndarray) -> np.ndarray:
    return leontief_inverse(technical_coefficients(flows, output)).sum(axis=0)


CASES: dict[str, tuple[Callable, Callable, Callable, float | None]] = {
    "complexity 3,000 x 700 / numpy.linalg.eigh": (
        lambda: (specialisations(),),
        complexity_index,
        numpy_eigensolver,
        1.3,
    ),
    "complexity 3,000 x 700 / ecomplexity": (lambda: (specialisations(),), complexity_index, ecomplexity_index, None),
    "Leontief inverse, 1,435 sectors / pymrio": (economy, linkages, linkages_of_pymrio, 1),
    "backward linkages, 1,435 sectors / pymrio": (economy, backward_linkages, linkages_of_pymrio, 1),
    "Ellison-Glaeser, 1,000,000 plants / numpy": (plants, ellison_glaeser, ellison_glaeser_by_hand, 1.2),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("side", ["cityinnov", "peer"])
def test_beside_the_peer(benchmark, name, side):
    if side == "peer" and (package := name.split("/ ")[1]) in ("pymrio", "ecomplexity"):
        pytest.importorskip(package)
    benchmark.group = name
    prepare, ours, theirs, _ = CASES[name]
    benchmark.pedantic(ours if side == "cityinnov" else theirs, args=prepare(), rounds=3, warmup_rounds=1)


def main() -> None:
    for name, (prepare, ours, theirs, aim) in CASES.items():
        arguments = prepare()
        try:
            compare(name, lambda: ours(*arguments), lambda: theirs(*arguments), aim)  # noqa: B023 - called at once
        except ModuleNotFoundError as error:
            print(f"{name:52} skipped: {error}")


if __name__ == "__main__":
    main()
