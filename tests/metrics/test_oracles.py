"""The formulas beside independent packages, each on data that no one tuned: agreement is in digits, not in kind.

`ecomplexity` is the package of Harvard's Growth Lab, `pymrio` that of Stadler et al., `inequality` that of PySAL. They
come with the dependency group `oracles`, which `make test` installs; without one its tests are skipped.
"""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest

from cityinnov.metrics.complexity import (
    complexity_index,
    diversity,
    opportunity_gain,
    opportunity_value,
    presence,
    proximity,
    rca,
    relatedness_density,
    ubiquity,
)
from cityinnov.metrics.concentration import gini, theil
from cityinnov.metrics.linkages import (
    allocation_coefficients,
    backward_linkages,
    forward_linkages,
    ghosh_inverse,
    impact,
    leontief_inverse,
    required_output,
    technical_coefficients,
)

PLACES, ACTIVITIES = 40, 25


def exports() -> pd.DataFrame:
    """Return nested trade with noise: capable places sell the demanding things as well."""
    random = np.random.default_rng(6)
    skill, need = np.linspace(0, 1, PLACES)[:, None], np.linspace(0, 1, ACTIVITIES)
    sold = random.lognormal(0, 1, (PLACES, ACTIVITIES)) * (random.uniform(size=(PLACES, ACTIVITIES)) < skill - need + 1)
    names = [f"c{at:02}" for at in range(PLACES)], [f"p{at:02}" for at in range(ACTIVITIES)]
    return pd.DataFrame(sold * np.exp(-3 * np.abs(skill - need)), index=names[0], columns=names[1])


@pytest.fixture(scope="module")
def growth_lab():
    """Return what `ecomplexity` makes of the exports: one function from a name of its columns to a table."""
    module = pytest.importorskip("ecomplexity", reason="the package ecomplexity is not installed (group oracles)")
    long = exports().stack().rename("value").rename_axis(["place", "activity"]).reset_index().assign(year=2020)
    columns = {"time": "year", "loc": "place", "prod": "activity", "val": "value"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # how it calls pandas is its own affair
        warnings.simplefilter("ignore", DeprecationWarning)
        found = module.ecomplexity(long, columns, check_logsupermodularity=False, verbose=False)
    return lambda name: found.pivot(index="place", columns="activity", values=name).to_numpy(dtype=float)


def test_the_complexity_index_is_that_of_the_growth_lab(growth_lab):
    # It divides by the standard deviation of the population, and scales PCI by the moments of ECI.
    index = complexity_index(presence(exports()), ddof=0, pci_scale="eci")
    np.testing.assert_allclose(index.eci, growth_lab("eci")[:, 0], atol=1e-9)
    np.testing.assert_allclose(index.pci, growth_lab("pci")[0], atol=1e-9)


def test_what_the_complexity_index_rests_on_is_that_of_the_growth_lab(growth_lab):
    present = presence(exports())
    np.testing.assert_allclose(rca(exports()), growth_lab("rca"), rtol=1e-12)
    np.testing.assert_array_equal(present, growth_lab("mcp"))
    np.testing.assert_array_equal(diversity(present), growth_lab("diversity")[:, 0])
    np.testing.assert_array_equal(ubiquity(present), growth_lab("ubiquity")[0])
    np.testing.assert_allclose(relatedness_density(present, proximity(present)), growth_lab("density"), rtol=1e-12)


def test_opportunities_are_those_of_the_growth_lab(growth_lab):
    # It takes opportunities before PCI is standardised: on the scale of ECI, less the mean of k.
    present = presence(exports())
    index = complexity_index(present, pci_scale="eci")
    phi = proximity(present)
    ours, theirs = opportunity_value(present, phi, index.pci), growth_lab("coi")[:, 0]
    gains, of_all = opportunity_gain(present, phi, index.pci), growth_lab("cog")
    shift = opportunity_value(present, phi, index.pci * 0 + 1), opportunity_gain(present, phi, index.pci * 0 + 1)
    # One unknown, the mean that standardising took off, explains the whole difference, cell by cell.
    mean = np.linalg.lstsq(np.ravel(shift[1])[:, None], np.ravel(of_all - gains), rcond=None)[0][0]
    np.testing.assert_allclose(gains + mean * shift[1], of_all, atol=1e-9)
    outlook = ours + mean * shift[0]
    np.testing.assert_allclose((outlook - outlook.mean()) / outlook.std(ddof=0), theirs, atol=1e-9)


def economy(sectors: int = 60) -> tuple[pd.DataFrame, pd.Series]:
    random = np.random.default_rng(6)
    flows = random.lognormal(0, 2, (sectors, sectors))
    names = [f"s{at:02}" for at in range(sectors)]
    output = np.maximum(flows.sum(axis=0), flows.sum(axis=1)) * random.uniform(1.2, 3, sectors)
    return pd.DataFrame(flows, index=names, columns=names), pd.Series(output, index=names)


@pytest.fixture(scope="module")
def pymrio():
    return pytest.importorskip("pymrio", reason="the package pymrio is not installed (group oracles)")


def test_input_output_coefficients_and_inverses_are_those_of_pymrio(pymrio):
    flows, output = economy()
    A, B = pymrio.calc_A(flows, output), pymrio.calc_B(flows, output)
    L, G = pymrio.calc_L(A), pymrio.calc_G(B)
    for ours, theirs in [
        (technical_coefficients(flows, output), A),
        (allocation_coefficients(flows, output), B),
        (leontief_inverse(A), L),
        (ghosh_inverse(B), G),
    ]:
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-10)


def test_linkages_solved_are_those_of_the_inverse_that_pymrio_forms(pymrio):
    flows, output = economy()
    L, G = pymrio.calc_L(pymrio.calc_A(flows, output)), pymrio.calc_G(pymrio.calc_B(flows, output))
    demand = output - flows.sum(axis=1)
    np.testing.assert_allclose(backward_linkages(flows, output), L.sum(axis=0), atol=1e-10)
    np.testing.assert_allclose(forward_linkages(flows, output, model="leontief"), L.sum(axis=1), atol=1e-10)
    np.testing.assert_allclose(forward_linkages(flows, output, model="ghosh"), G.sum(axis=1), atol=1e-10)
    theirs = np.ravel(pymrio.calc_x_from_L(L, demand))
    np.testing.assert_allclose(impact(L, demand), theirs, rtol=1e-12)
    np.testing.assert_allclose(required_output(technical_coefficients(flows, output), demand), theirs, rtol=1e-12)


@pytest.mark.parametrize("sample", range(5))
def test_the_gini_coefficient_is_that_of_pysal(sample):
    module = pytest.importorskip("inequality.gini", reason="the package inequality is not installed (group oracles)")
    values = np.random.default_rng(sample).lognormal(0, 1, 50 + sample)
    assert gini(values) == pytest.approx(module.Gini(values).g, abs=1e-12)


@pytest.mark.parametrize("sample", range(5))
def test_the_theil_index_of_pysal_is_t(sample):
    module = pytest.importorskip("inequality.theil", reason="the package inequality is not installed (group oracles)")
    values = np.random.default_rng(sample).lognormal(0, 1, 50 + sample)
    assert theil(values, index="T") == pytest.approx(module.Theil(values).T, abs=1e-12)
    assert theil(values, index="L") != pytest.approx(module.Theil(values).T, rel=1e-3)
