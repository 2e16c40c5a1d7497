"""Input-output analysis.

Miller & Blair is *Input-Output Analysis* (2nd ed., 2009), whose two-sector example runs through its chapter 2.
Germany 1995 is the six-branch table of the Eurostat Manual of Supply, Use and Input-Output Tables (2008), p. 481,
million euro, domestic output at basic prices; its published results are those of pp. 481-513, as iotables (MIT) tests
them.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from cityinnov.errors import CityinnovError, DomainError, InputError
from cityinnov.metrics.linkages import (
    allocation_coefficients,
    backward_linkages,
    check_balance,
    flq,
    forward_linkages,
    ghosh_inverse,
    hypothetical_extraction,
    impact,
    income_multipliers,
    leontief_inverse,
    multipliers,
    output_multipliers,
    regional_coefficients,
    required_output,
    technical_coefficients,
    upstreamness,
)
from cityinnov.values.figure import Figure

Z = np.array([[150.0, 500.0], [200.0, 100.0]])
X = np.array([1000.0, 2000.0])
A = np.array([[0.15, 0.25], [0.2, 0.05]])

BRANCHES = ["agriculture", "industry", "construction", "trade", "business services", "other services"]

FLOWS = pd.DataFrame(
    [
        [1131, 25480, 1, 607, 710, 762],
        [7930, 304584, 64167, 41082, 11981, 30360],
        [426, 7334, 3875, 5296, 23457, 9155],
        [3559, 72717, 14190, 74399, 10835, 21008],
        [3637, 96115, 31027, 65755, 193176, 34223],
        [1552, 14986, 1747, 11225, 15058, 22070],
    ],
    index=BRANCHES,
    columns=BRANCHES,
    dtype=float,
)
OUTPUT = pd.Series([43910, 1079446, 245606, 540063, 692487, 508918], index=BRANCHES, dtype=float)
# Consumption of households and government, investment, change of stocks, exports.
FINAL_DEMAND = pd.Series(
    [
        8500 + 16 + 2975 - 6 + 3734,
        197792 + 8588 + 91692 + 7559 + 313711,
        3457 + 742 + 191715 + 0 + 149,
        269663 + 13492 + 14155 + 0 + 46045,
        214757 + 10061 + 30124 + 0 + 13612,
        119504 + 317251 + 3483 + 0 + 2042,
    ],
    index=BRANCHES,
    dtype=float,
)
VALUE_ADDED = pd.Series([21664, 395022, 115624, 311407, 415426, 365017], index=BRANCHES, dtype=float)
EMPLOYMENT = pd.Series([1096, 8381, 3236, 9251, 4258, 10206], index=BRANCHES, dtype=float)


@st.composite
def economies(draw):
    """Draw flows and the output that leaves every industry some final demand and some primary inputs."""
    size = draw(st.integers(1, 6))
    flows = draw(hnp.arrays(float, (size, size), elements=st.floats(0, 100)))
    slack = draw(hnp.arrays(float, size, elements=st.floats(1, 100)))
    return flows, np.maximum(flows.sum(axis=0), flows.sum(axis=1)) + slack


# Published numbers


def test_the_two_sector_example():
    np.testing.assert_allclose(technical_coefficients(Z, X), A)
    expected = [[1.25412541, 0.330033], [0.2640264, 1.12211221]]  # Miller & Blair, ch. 2, as in pymrio's tests
    np.testing.assert_allclose(leontief_inverse(A), expected, atol=1e-6)
    np.testing.assert_allclose(output_multipliers(A), [1.51815, 1.45215], atol=1e-5)
    np.testing.assert_allclose(upstreamness(Z, X), [1.91419, 1.25412], atol=1e-5)


def test_the_impact_of_new_demand():
    # Miller & Blair, ch. 2: demand of 600 and 1500 with labour coefficients 0.3 and 0.25.
    inverse = leontief_inverse(A)
    np.testing.assert_allclose(impact(inverse, [600, 1500]), [1247.5, 1841.6], atol=0.05)
    np.testing.assert_allclose(impact(inverse, [600, 1500], [0.3, 0.25]), [374.25, 460.4], atol=0.05)
    np.testing.assert_allclose(required_output(A, [600, 1500]), [1247.5, 1841.6], atol=0.05)


def test_germany_balances():
    check_balance(FLOWS, OUTPUT, FINAL_DEMAND, tolerance=0)


def test_germany_to_every_printed_digit():
    inverse = leontief_inverse(technical_coefficients(FLOWS, OUTPUT))
    added, jobs = VALUE_ADDED / OUTPUT, EMPLOYMENT / OUTPUT
    assert added.round(4).tolist() == [0.4934, 0.3659, 0.4708, 0.5766, 0.5999, 0.7172]  # p. 498, the input
    assert np.diag(inverse).round(4).tolist()[:3] == [1.0339, 1.4292, 1.0289]  # table 15.10
    assert backward_linkages(FLOWS, OUTPUT).round(4).tolist() == [1.7048, 1.8413, 1.8136, 1.6035, 1.5951, 1.3782]
    assert multipliers(inverse, added).round(4).tolist() == [0.8450, 0.7647, 0.8615, 0.9019, 0.9393, 0.9199]
    assert multipliers(inverse, jobs).round(4).tolist() == [0.0326, 0.0162, 0.0207, 0.0237, 0.0112, 0.0242]
    first = ghosh_inverse(allocation_coefficients(FLOWS, OUTPUT))["agriculture"]
    assert first.round(4).tolist() == [1.0339, 0.0118, 0.0037, 0.0103, 0.0117, 0.0043]


def test_the_misprinted_forward_linkage_of_german_industry():
    # The manual prints 1.6691 for industry, where its own Ghosh inverse gives 1.6910: a misprint. The other five agree.
    printed = [2.1126, 1.6691, 1.3558, 1.5848, 2.1037, 1.2106]
    computed = forward_linkages(FLOWS, OUTPUT, model="ghosh").round(4)
    assert computed["industry"] == 1.6910
    assert computed.drop("industry").tolist() == printed[:1] + printed[2:]


# By hand, on the two sectors: det(I - A) = 0.85 * 0.95 - 0.25 * 0.2 = 0.7575


def test_direct_linkages_are_sums_of_coefficients():
    np.testing.assert_allclose(backward_linkages(Z, X, kind="direct"), [0.35, 0.30])
    np.testing.assert_allclose(forward_linkages(Z, X, model="leontief", kind="direct"), [0.40, 0.25])
    np.testing.assert_allclose(forward_linkages(Z, X, model="ghosh", kind="direct"), [0.65, 0.15])


def test_the_two_forward_models_differ():
    rows = [(0.95 + 0.25) / 0.7575, (0.2 + 0.85) / 0.7575]
    np.testing.assert_allclose(forward_linkages(Z, X, model="leontief"), rows)
    rows = [(0.95 + 0.5) / 0.7575, (0.1 + 0.85) / 0.7575]
    np.testing.assert_allclose(forward_linkages(Z, X, model="ghosh"), rows)


def test_income_multipliers_per_demand_and_per_own_income():
    simple = np.array([0.3 * 0.95 + 0.25 * 0.2, 0.3 * 0.25 + 0.25 * 0.85]) / 0.7575
    np.testing.assert_allclose(income_multipliers(A, [0.3, 0.25]), simple)
    np.testing.assert_allclose(income_multipliers(A, [0.3, 0.25], kind="type-1"), simple / [0.3, 0.25])
    assert np.isnan(income_multipliers(A, [0.3, 0], kind="type-1")).tolist() == [False, True]


@pytest.mark.parametrize(
    ("kind", "lost"),
    [
        ("total", [1000, 2000 - 1700 / 0.95]),  # the second alone: x = 0.05 x + 1700
        # No inputs for the first: x1 = 0.25 x2 + 350, x2 = 0.05 x2 + 1700.
        ("backward", [1000 - (350 + 0.25 * 1700 / 0.95), 2000 - 1700 / 0.95]),
        # No sales of the first: x1 = 0.1 x2 + 650 and x2 = 0.05 x2 + 1400, for primary inputs 1000 - 350, 2000 - 600.
        ("forward", [1000 - (650 + 0.1 * 1400 / 0.95), 2000 - 1400 / 0.95]),
    ],
)
def test_hypothetical_extraction_by_hand(kind, lost):
    np.testing.assert_allclose(hypothetical_extraction(Z, X, sectors=0, kind=kind), lost)


def test_extraction_by_label_and_of_several():
    frame = pd.DataFrame(Z, index=["cars", "steel"], columns=["cars", "steel"])
    lost = hypothetical_extraction(frame, pd.Series({"steel": 2000, "cars": 1000}), sectors="cars")
    assert lost.to_dict() == pytest.approx({"cars": 1000, "steel": 2000 - 1700 / 0.95})
    assert hypothetical_extraction(Z, X, sectors=[0, 1]).tolist() == [1000, 2000]
    with pytest.raises(InputError, match=r"no such sector in the table; found \['coal'\]; expected one of \['cars'"):
        hypothetical_extraction(frame, X, sectors="coal")
    with pytest.raises(InputError, match="no such sector"):
        hypothetical_extraction(Z, X, sectors=[])


def test_flq_by_hand():
    # A tenth of the nation: lambda = log2(1.1) ** 0.3. Shares 0.6, 0.4, 0 over 0.3, 0.5, 0.2: SLQ = 2, 0.8, 0.
    scale = np.log2(1.1) ** 0.3
    quotients = flq([6, 4, 0], [30, 50, 20], delta=0.3)
    np.testing.assert_allclose(quotients, scale * np.array([[2, 2.5, 0], [0.4, 0.8, 0], [0, 0, 0]]))
    shares = np.minimum(quotients, 1)
    np.testing.assert_allclose(regional_coefficients(np.full((3, 3), 0.1), quotients), 0.1 * shares)


def test_a_region_that_is_the_nation_imports_nothing():
    nation = np.array([30.0, 50.0, 20.0])
    np.testing.assert_allclose(regional_coefficients(np.eye(3), flq(nation, nation, delta=0.3)), np.eye(3))


def test_flq_keeps_labels():
    region, nation = pd.Series({"ic": 6, "ai": 4}), pd.Series({"ai": 50, "ic": 30})
    quotients = flq(region, nation, delta=0.0)
    assert quotients.loc["ic", "ai"] == pytest.approx((0.6 / 0.375) / (0.4 / 0.625))
    national = pd.DataFrame([[0.1, 0.2], [0.3, 0.4]], index=["ai", "ic"], columns=["ai", "ic"])
    # SLQ of ic is 1.6 and of ai 0.64, so ai alone is imported, by both.
    expected = {"ai": {"ai": 0.1 * 0.64, "ic": 0.3}, "ic": {"ai": 0.2 * 0.4, "ic": 0.4}}
    computed = regional_coefficients(national, quotients).to_dict()
    for buyer, column in expected.items():
        assert computed[buyer] == pytest.approx(column)


# Laws


@given(economies())
def test_laws_of_the_two_inverses(economy):
    flows, output = economy
    inverse = leontief_inverse(technical_coefficients(flows, output))
    ghosh = ghosh_inverse(allocation_coefficients(flows, output))
    assert (inverse.sum(axis=0) >= 1 - 1e-9).all()
    assert (ghosh.sum(axis=1) >= 1 - 1e-9).all()
    np.testing.assert_allclose(inverse * output, ghosh * output[:, None], rtol=1e-6, atol=1e-6)  # L x^ = x^ G
    # Each model gives back the table's output from its own exogenous side.
    np.testing.assert_allclose(inverse @ (output - flows.sum(axis=1)), output, rtol=1e-6)
    np.testing.assert_allclose((output - flows.sum(axis=0)) @ ghosh, output, rtol=1e-6)


@given(economies())
def test_solving_is_inverting(economy):
    flows, output = economy
    coefficients = technical_coefficients(flows, output)
    inverse = leontief_inverse(coefficients)
    close = {"rtol": 1e-6, "atol": 1e-6}
    np.testing.assert_allclose(output_multipliers(coefficients), inverse.sum(axis=0), **close)
    np.testing.assert_allclose(income_multipliers(coefficients, output), multipliers(inverse, output), **close)
    np.testing.assert_allclose(required_output(coefficients, output), impact(inverse, output), **close)
    np.testing.assert_allclose(backward_linkages(flows, output), inverse.sum(axis=0), **close)
    np.testing.assert_allclose(forward_linkages(flows, output, model="leontief"), inverse.sum(axis=1), **close)
    np.testing.assert_allclose(backward_linkages(flows, output, kind="normalised").mean(), 1)


@given(economies())
def test_value_added_of_one_unit_of_demand_is_one(economy):
    flows, output = economy
    primary = (output - flows.sum(axis=0)) / output
    np.testing.assert_allclose(income_multipliers(technical_coefficients(flows, output), primary), 1, rtol=1e-6)


@given(economies(), st.sampled_from(["total", "backward", "forward"]), st.floats(0.01, 100))
def test_nothing_gains_from_an_extraction(economy, kind, scale):
    flows, output = economy
    lost = hypothetical_extraction(flows, output, sectors=0, kind=kind)
    assert (lost >= -1e-9 * output.max()).all()
    scaled = hypothetical_extraction(flows * scale, output * scale, sectors=0, kind=kind)
    np.testing.assert_allclose(scaled, lost * scale, rtol=1e-6, atol=1e-6 * scale)


# Kinds and labels


def test_labels_are_kept_and_put_in_one_order():
    shuffled = FLOWS.loc[BRANCHES[::-1], BRANCHES]
    computed = backward_linkages(shuffled, OUTPUT.sample(frac=1, random_state=6))
    pd.testing.assert_series_equal(computed[BRANCHES], backward_linkages(FLOWS, OUTPUT))
    inverse = leontief_inverse(technical_coefficients(shuffled, OUTPUT))
    assert list(inverse.index) == list(inverse.columns) == BRANCHES[::-1]


def test_polars_frames_come_back():
    frame = pl.DataFrame({"cars": [150.0, 200.0], "steel": [500.0, 100.0]})
    coefficients = technical_coefficients(frame, pl.Series([1000, 2000]))
    assert isinstance(coefficients, pl.DataFrame)
    assert coefficients.columns == ["cars", "steel"]
    assert isinstance(output_multipliers(coefficients), pl.Series)
    np.testing.assert_allclose(leontief_inverse(coefficients).to_numpy(), leontief_inverse(A))


def test_an_idle_industry_has_no_coefficients():
    flows, output = np.array([[1.0, 0.0], [0.0, 0.0]]), np.array([2.0, 0.0])
    np.testing.assert_array_equal(technical_coefficients(flows, output), [[0.5, 0], [0, 0]])
    np.testing.assert_allclose(backward_linkages(flows, output), [2, 1])


# Errors


def test_an_unbalanced_row_is_named_with_its_gap():
    demand = FINAL_DEMAND.copy()
    demand["trade"] += 5000
    with pytest.raises(
        DomainError, match=r"found row 'trade' off by 5000 of 540063; expected a share of at most 0.001"
    ) as caught:
        check_balance(FLOWS, OUTPUT, demand)
    assert caught.value.data["rows"] == {"trade": 5000}


@pytest.mark.parametrize("function", [leontief_inverse, output_multipliers])
def test_a_singular_table_names_the_sector(function):
    # Each industry buys 0.5 + 0.5 for one unit: nothing is left for final demand, and det(I - A) = 0.
    with pytest.raises(DomainError, match=r"the table is singular; found 0 buys 1, 1 buys 1"):
        function([[0.5, 0.5], [0.5, 0.5]])


def test_a_table_that_rounding_alone_keeps_from_being_singular():
    with pytest.raises(DomainError, match="the table is singular"):
        leontief_inverse([[0.5, 0.5], [0.5, 0.5 - 1e-15]])


def test_figures_with_bounds_are_refused_as_cells():
    with pytest.raises(CityinnovError):
        technical_coefficients([[Figure.over(1)]], [2])


@pytest.mark.parametrize("function", [leontief_inverse, output_multipliers])
def test_an_economy_that_eats_itself_names_the_sector(function):
    frame = pd.DataFrame([[0.1, 0.9], [0.9, 0.5]], index=["cars", "steel"], columns=["cars", "steel"])
    with pytest.raises(DomainError, match=r"not productive; found 'steel' buys 1.4, 'cars' buys 1; expected") as caught:
        function(frame)
    assert caught.value.data["excess"] == pytest.approx({"steel": 0.4, "cars": 0})


def test_a_sector_that_sells_more_than_it_makes_is_named():
    with pytest.raises(DomainError, match=r"not productive; found 0 sells 1.3"):
        ghosh_inverse([[0.4, 0.9], [0.9, 0.0]])


@pytest.mark.parametrize(
    ("flows", "output", "message"),
    [
        ([[1, 2, 3], [1, 2, 3]], [9, 9], "Z is not square; found 2 rows and 3 columns"),
        ([1, 2], [9, 9], "Z is not a table"),
        ([[1, "a"], [1, 1]], [9, 9], "Z holds something that is not a number"),
        ([[1, np.nan], [1, 1]], [9, 9], "missing or infinite; found nan in row 0, column 1"),
        ([[1, 1], [1, 1]], [9, 9, 9], "output must have one value for each of 2"),
        ([[1, 1], [1, 1]], [9, np.inf], "output is missing or infinite for 1"),
        ([[1, 1], [1, 1]], [9, -1], "the output of 1 is negative; found -1"),
        ([[1, 1], [1, 1]], [9, 0], "1 has flows and no output; found flows of 4"),
    ],
)
def test_bad_tables_are_located(flows, output, message):
    for function in (technical_coefficients, allocation_coefficients, backward_linkages, upstreamness):
        with pytest.raises(InputError, match=message):
            function(flows, output)


def test_labels_that_do_not_match_are_named():
    with pytest.raises(InputError, match=r"output must be labelled like the rows; found \['mining', 'trade'\]"):
        technical_coefficients(FLOWS, OUTPUT.rename({"trade": "mining"}))
    with pytest.raises(InputError, match="columns of Z must be labelled like the rows"):
        technical_coefficients(FLOWS.rename(columns={"trade": "mining"}), OUTPUT)
    with pytest.raises(InputError, match="found nan in row 'trade', column 'industry'"):
        technical_coefficients(FLOWS.mask(FLOWS == 72717), OUTPUT)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: backward_linkages(Z, X, kind="indirect"),
            "unknown kind; found 'indirect'; expected 'direct' or 'total'",
        ),
        (lambda: forward_linkages(Z, X, model="gosh"), "unknown model; found 'gosh'; expected 'ghosh' or 'leontief'"),
        (lambda: income_multipliers(A, [1, 1], kind="type-2"), "unknown kind"),
        (lambda: hypothetical_extraction(Z, X, 0, kind="partial"), "unknown kind"),
        (lambda: flq([1, 1], [2, 2], delta=1), "delta is out of range"),
        (lambda: flq([1, -1], [2, 2], delta=0.3), "1 is negative in the region"),
        (lambda: flq([1, 3], [2, 2], delta=0.3), "1 is larger in the region"),
        (lambda: regional_coefficients(A, np.eye(3)), "differ in size; found 2 and 3"),
    ],
)
def test_bad_choices_list_the_good_ones(call, message):
    with pytest.raises(InputError, match=message):
        call()


def test_flq_without_a_reference():
    with pytest.raises(DomainError, match="the nation has no 1"):
        flq([1, 0], [2, 0], delta=0.3)
    with pytest.raises(DomainError, match="the region is empty"):
        flq([0, 0], [2, 2], delta=0.3)


# Arguments are named, and matched by label

PAIR = ["cars", "steel"]
FLOWS_OF_TWO, OUTPUT_OF_TWO = pd.DataFrame(Z, index=PAIR, columns=PAIR), pd.Series(X, index=PAIR)
COEFFICIENTS = pd.DataFrame(A, index=PAIR, columns=PAIR)

COLUMNS = [
    ("output", [1000, 2000], lambda column: technical_coefficients(FLOWS_OF_TWO, column)),
    ("output", [1000, 2000], lambda column: hypothetical_extraction(FLOWS_OF_TWO, column, "cars")),
    ("final demand", [350, 1700], lambda column: check_balance(FLOWS_OF_TWO, OUTPUT_OF_TWO, column)),
    ("final demand", [600, 1500], lambda column: required_output(COEFFICIENTS, column)),
    ("final demand", [600, 1500], lambda column: impact(COEFFICIENTS, column)),
    ("coefficients", [0.3, 0.25], lambda column: impact(COEFFICIENTS, OUTPUT_OF_TWO, column)),
    ("coefficients", [0.3, 0.25], lambda column: multipliers(COEFFICIENTS, column)),
    ("income", [0.3, 0.25], lambda column: income_multipliers(COEFFICIENTS, column)),
    ("the nation", [30, 50], lambda column: flq(pd.Series([6, 4], index=PAIR), column, delta=0.3)),
]


@pytest.mark.parametrize(("name", "values", "call"), COLUMNS)
def test_a_column_is_read_by_its_labels_and_named_when_it_is_bad(name, values, call):
    straight, turned = call(values), call(pd.Series(values, index=PAIR)[::-1])
    assert straight is turned is None or straight.equals(turned)
    with pytest.raises(InputError, match=f"^{name} is missing or infinite for 'steel'"):
        call([values[0], np.nan])
    with pytest.raises(InputError, match=f"^{name} holds something that is not a number"):
        call([values[0], "much"])


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("A", leontief_inverse),
        ("B", ghosh_inverse),
        ("A", output_multipliers),
        ("A", lambda table: required_output(table, [1, 1])),
        ("A", lambda table: income_multipliers(table, [1, 1])),
        ("L", lambda table: impact(table, [1, 1])),
        ("L", lambda table: multipliers(table, [1, 1])),
        ("A", lambda table: regional_coefficients(table, A)),
        ("quotients", lambda table: regional_coefficients(A, table)),
    ],
)
def test_a_bad_table_is_named(name, call):
    with pytest.raises(InputError, match=f"^{name} is not a table"):
        call([1, 2])
    with pytest.raises(InputError, match=f"^{name} has a cell that is missing.*; found inf in row 0, column 1"):
        call([[1, np.inf], [0, 1]])


def test_quotients_of_other_industries_are_refused_by_name():
    with pytest.raises(InputError, match=r"^quotients must be labelled like the rows; found \['tea', 'steel'\]"):
        regional_coefficients(COEFFICIENTS, COEFFICIENTS.rename(index={"steel": "tea"}, columns={"steel": "tea"}))


def test_labels_that_do_not_match_are_told_in_the_order_of_the_tables():
    with pytest.raises(InputError, match=r"found \['zinc', 'agriculture'\]") as caught:
        technical_coefficients(FLOWS, OUTPUT.rename({"agriculture": "zinc"}))
    assert caught.value.data["labels"] == ["zinc", "agriculture"]


def test_labels_may_be_whole_numbers():
    years = pd.DataFrame([[1.0, np.nan], [1, 1]], index=[1995, 2000], columns=[1995, 2000])
    with pytest.raises(InputError, match=r"found nan in row 1995, column 2000"):
        technical_coefficients(years, [9, 9])


def test_labels_twice_in_one_order_are_no_obstacle():
    twice = pd.DataFrame(Z, index=["other", "other"], columns=["other", "other"])
    np.testing.assert_allclose(technical_coefficients(twice, pd.Series(X, index=["other", "other"])), A)


def test_the_names_of_rows_and_columns_stay_apart():
    table = FLOWS_OF_TWO.rename_axis(index="seller", columns="buyer")
    coefficients = technical_coefficients(table, OUTPUT_OF_TWO)
    assert (coefficients.index.name, coefficients.columns.name) == ("seller", "buyer")


def test_a_series_is_no_table():
    with pytest.raises(InputError, match=r"^A is not a table"):
        regional_coefficients(OUTPUT_OF_TWO, A)


def test_in_polars_the_name_of_a_column_is_that_of_its_row():
    frame = pl.DataFrame(Z, schema=PAIR, orient="row")
    with pytest.raises(InputError, match="the output of 'steel' is negative"):
        technical_coefficients(frame, [1000, -1])


# What has no solution, and what has


BY_COLUMN = ["'cars' buys 1.3", "'steel' buys 1.1"]  # 0.5 + 0.8 and 0.9 + 0.2
BY_ROW = ["'cars' sells 1.4", "'steel' sells 1"]
TOO_MUCH = pd.DataFrame([[0.5, 0.9], [0.8, 0.2]], index=PAIR, columns=PAIR)  # 0.5 * 0.8 < 0.9 * 0.8


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (leontief_inverse, BY_COLUMN),
        (output_multipliers, BY_COLUMN),
        (lambda table: required_output(table, [1, 1]), BY_COLUMN),
        (lambda table: income_multipliers(table, [1, 1]), BY_COLUMN),
        (lambda table: backward_linkages(table * 10, [10, 10]), BY_COLUMN),
        (lambda table: forward_linkages(table * 10, [10, 10], model="leontief"), BY_COLUMN),
        (ghosh_inverse, BY_ROW),
        (lambda table: forward_linkages(table * 10, [10, 10], model="ghosh"), BY_ROW),
    ],
)
def test_what_is_bought_is_summed_by_column_and_what_is_sold_by_row(call, named):
    verb = named[0].split()[1]
    with pytest.raises(DomainError) as caught:
        call(TOO_MUCH)
    assert str(caught.value) == (
        f"the table is not productive; found {', '.join(named)}; expected no industry that {verb} as much as it makes, "
        "1 (hint: check these rows and columns against their source)"
    )


@pytest.mark.parametrize(
    ("kind", "named"), [("total", "'cars' buys 1.5"), ("backward", "'cars' buys 1.5"), ("forward", "'steel' sells 1.5")]
)
def test_an_extraction_that_leaves_a_singular_table(kind, named):
    # (1 - 0.5)**2 = 0.25 * 1; by column 0.5 + 1, by row 1 + 0.5. Tea trades with nobody.
    labels = [*PAIR, "tea"]
    flows = pd.DataFrame([[5, 2.5, 0], [10, 5, 0], [0, 0, 0]], index=labels, columns=labels)
    with pytest.raises(DomainError, match=f"the table is singular; found {named}; expected"):
        hypothetical_extraction(flows, [10, 10, 10], "tea", kind=kind)


def test_five_industries_are_named_and_all_are_in_the_data():
    with pytest.raises(DomainError, match=r"found (\d buys 1.2, ){4}\d buys 1.2; expected") as caught:
        leontief_inverse(np.full((6, 6), 0.2))
    assert len(caught.value.data["excess"]) == 6


def test_a_singular_table_in_which_nobody_buys_too_much():
    # By-products: 0.5 - 0.5 = 0 by column, and I - A = 0.5 everywhere.
    with pytest.raises(DomainError) as caught:
        leontief_inverse([[0.5, -0.5], [-0.5, 0.5]])
    assert str(caught.value) == "the table is singular"


def test_a_solution_that_is_rounding_error_below_zero_is_singular_too():
    with pytest.raises(DomainError, match="the table is singular"):
        leontief_inverse([[0.5, 0.5], [0.5, 0.5 + 1e-15]])  # the determinant is about -5e-16


@pytest.mark.parametrize("unit", [1e-9, 1e9, 1e15])
def test_the_unit_of_demand_does_not_matter(unit):
    demand = np.array([600, 1500]) * unit
    np.testing.assert_allclose(required_output(A, demand), np.array([1247.5248, 1841.5842]) * unit, rtol=1e-6)


def test_a_fall_in_demand_has_its_output():
    # By hand, with det 0.7575: 0.95 * -600 / 0.7575 and 0.2 * -600 / 0.7575.
    np.testing.assert_allclose(required_output(A, [-600, 0]), [-570 / 0.7575, -120 / 0.7575])


def test_rounding_within_the_tolerance_is_in_balance():
    check_balance(Z, X, [350.9, 1700])  # 0.9 of 1000, where 1 is let through
    with pytest.raises(DomainError, match=r"row 0 off by 1\.1 of 1000"):
        check_balance(Z, X, [351.1, 1700])


def test_normalised_forward_linkages_have_the_mean_one():
    # The total ones are (1.45, 0.95) / 0.7575, as above.
    computed = forward_linkages(Z, X, model="ghosh", kind="normalised")
    np.testing.assert_allclose(computed, [1.45 / 1.2, 0.95 / 1.2])
    with pytest.raises(InputError, match=r"^unknown kind; found 'all'; expected 'direct' or 'total' or 'normalised'$"):
        forward_linkages(Z, X, model="ghosh", kind="all")


def test_flq_names_the_industry_at_fault():
    region, nation = pd.Series({"ic": 1.0, "ai": 1.0}), pd.Series({"ic": 2.0, "ai": 2.0})
    with pytest.raises(InputError, match=r"^the region is missing or infinite for 'ai'"):
        flq(pd.Series({"ic": 1, "ai": np.nan}), nation, delta=0.3)
    with pytest.raises(InputError, match=r"^the region holds something that is not a number"):
        flq([1, "one"], [2, 2], delta=0.3)
    with pytest.raises(InputError, match=r"^'ai' is larger in the region than in the nation"):
        flq(region, pd.Series({"ic": 2, "ai": 0.5}), delta=0.3)
    with pytest.raises(DomainError, match=r"^the nation has no 'ai'"):
        flq(pd.Series({"ic": 1, "ai": 0}), pd.Series({"ic": 2, "ai": 0}), delta=0.3)


def test_an_output_below_one_is_an_output():
    # a tenth of an input for half a unit of output is a fifth
    np.testing.assert_allclose(technical_coefficients([[0.1]], [0.5]), [[0.2]])
