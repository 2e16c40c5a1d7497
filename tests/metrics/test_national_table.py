"""The table of the United States in 71 industries, 2022, beside `pymrio` and its own totals, where it is present.

It is looked for in the folder that CITYINNOV_SHARED names, else in `shared` beside the repository: the make and use
tables after redefinitions that the Bureau of Economic Analysis publishes, in million dollars at producers' prices.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cityinnov.metrics.linkages import (
    allocation_coefficients,
    backward_linkages,
    check_balance,
    forward_linkages,
    ghosh_inverse,
    income_multipliers,
    leontief_inverse,
    multipliers,
    output_multipliers,
    required_output,
    technical_coefficients,
)

TABLES = Path(os.environ.get("CITYINNOV_SHARED", Path(__file__).parents[3] / "shared")) / "data" / "io"
MAKE, USE = (TABLES / f"Summary_{name}_AfterRedef_17sch.csv" for name in ("Make_2022", "Use_2022_PRO"))

pytestmark = pytest.mark.skipif(not (MAKE.exists() and USE.exists()), reason="the national table is not here")


@pytest.fixture(scope="module")
def nation():
    """Return flows, output, final demand and value added by industry.

    The technology is the industry's: a commodity is bought of those who make it, by their shares of the market (Miller
    and Blair 2009, section 5.3).
    """
    made, used = pd.read_csv(MAKE, index_col=0), pd.read_csv(USE, index_col=0)
    industries, commodities = list(made.index[:-1]), list(made.columns[:-1])  # the last of each are totals
    shares = made.loc[industries, commodities] / made.loc["Total Commodity Output", commodities]
    demand = used.loc[commodities, used.columns.str.fullmatch("F[0-9]+.?")].sum(axis="columns")
    return (
        shares @ used.loc[commodities, industries],
        made.loc[industries, "Total Industry Output"],
        shares @ demand,
        used.loc["Total Value Added", industries],
    )


@pytest.fixture(scope="module")
def pymrio():
    return pytest.importorskip("pymrio", reason="the package pymrio is not installed (group oracles)")


def test_coefficients_of_the_nation_are_those_of_pymrio(pymrio, nation):
    flows, output, _, _ = nation
    assert flows.shape == (71, 71)
    A, B = pymrio.calc_A(flows, output), pymrio.calc_B(flows, output)
    pd.testing.assert_frame_equal(technical_coefficients(flows, output), A, rtol=1e-12, check_names=False)
    pd.testing.assert_frame_equal(allocation_coefficients(flows, output), B, rtol=1e-12, check_names=False)
    pd.testing.assert_frame_equal(leontief_inverse(A), pymrio.calc_L(A), rtol=1e-10, check_names=False)
    pd.testing.assert_frame_equal(ghosh_inverse(B), pymrio.calc_G(B), rtol=1e-10, check_names=False)


def test_multipliers_of_the_nation_are_those_of_pymrio(pymrio, nation):
    flows, output, demand, added = nation
    A = pymrio.calc_A(flows, output)
    L = pymrio.calc_L(A)
    # pymrio's multipliers M = S L, with S the amount for each unit of output
    S = pymrio.calc_S(added.to_frame("added").T, output)
    theirs = pymrio.calc_M(S, L).loc["added"]
    assert list(S.columns) == list(A.columns)
    np.testing.assert_allclose(multipliers(L, S.loc["added"]), theirs, rtol=1e-12)
    np.testing.assert_allclose(income_multipliers(A, S.loc["added"]), theirs, rtol=1e-10)
    np.testing.assert_allclose(output_multipliers(A), L.sum(axis="index"), rtol=1e-10)
    np.testing.assert_allclose(backward_linkages(flows, output), L.sum(axis="index"), rtol=1e-10)
    np.testing.assert_allclose(forward_linkages(flows, output, model="leontief"), L.sum(axis="columns"), rtol=1e-10)
    np.testing.assert_allclose(required_output(A, demand), np.ravel(pymrio.calc_x_from_L(L, demand)), rtol=1e-9)


def test_the_published_totals_come_back(nation):
    flows, output, demand, _ = nation
    check_balance(flows, output, demand)
    # Of cells rounded to a million, a row is off by some of them, of an output of ten thousands at least.
    np.testing.assert_allclose(required_output(technical_coefficients(flows, output), demand), output, rtol=1e-3)


def test_a_dollar_of_final_demand_is_a_dollar_of_value_added(nation):
    # The flows hold imports too, so what is not bought is value added: v' = 1' (I - A), and therefore v' L = 1'.
    flows, output, _, added = nation
    A = technical_coefficients(flows, output)
    np.testing.assert_allclose(multipliers(leontief_inverse(A), added / output), 1, atol=2e-4)  # as it is rounded
