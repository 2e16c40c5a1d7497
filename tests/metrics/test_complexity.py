"""Economic complexity.

The nested 4 x 4 table is solved by hand: with diversity and ubiquity 4, 3, 2, 1 the vector (3, 1, -1, -3) is an
eigenvector of D^-1 M U^-1 M', as a test shows. Larger tables are checked against numpy's general eigensolver on the
definition, and against the package `ecomplexity` where it is installed.
"""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import sparse
from scipy.sparse.linalg import ArpackNoConvergence

from cityinnov.errors import DomainError, InputError
from cityinnov.metrics.complexity import (
    _eigen,
    complexity_index,
    diversity,
    fitness,
    opportunity_gain,
    opportunity_value,
    presence,
    proximity,
    rca,
    relatedness_density,
    ubiquity,
)

NESTED = np.array([[1.0, 1, 1, 1], [1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0]])
PLACES, ACTIVITIES = ["hefei", "wuhu", "anqing", "bozhou"], ["grain", "steel", "cars", "chips"]
FRAME = pd.DataFrame(NESTED, index=PLACES, columns=ACTIVITIES)

amounts = hnp.arrays(
    float, hnp.array_shapes(min_dims=2, max_dims=2, min_side=2, max_side=6), elements=st.floats(1, 1e6)
)
tables = hnp.arrays(
    float, hnp.array_shapes(min_dims=2, max_dims=2, min_side=2, max_side=7), elements=st.sampled_from([0.0, 1.0])
)


def exports(places, activities, seed=6):
    """Return nested-looking exports, with a gradient of capability over places and of difficulty over activities."""
    random = np.random.default_rng(seed)
    skill, need = random.normal(size=(places, 1)), random.normal(size=activities)
    return np.exp(random.normal(size=(places, activities)) + skill * need)


def by_definition(present, ddof=0):
    """Return ECI from the full spectrum of the place-by-place matrix, as Hidalgo and Hausmann define it."""
    diverse, common = present.sum(axis=1), present.sum(axis=0)
    values, vectors = np.linalg.eig(present / diverse[:, None] @ (present / common).T)
    vector = np.real(vectors[:, np.argsort(-np.real(values))[1]])
    vector = vector * np.sign(np.corrcoef(vector, diverse)[0, 1])
    return (vector - vector.mean()) / vector.std(ddof=ddof)


# Advantage and presence


def test_advantage_by_hand():
    # Rows sum to 60 and 40, columns to 40 and 60: 0.5/0.4, 0.5/0.6, 0.25/0.4, 0.75/0.6.
    np.testing.assert_allclose(rca([[30, 30], [10, 30]]), [[1.25, 5 / 6], [0.625, 1.25]])


@given(amounts)
def test_the_weighted_mean_of_advantage_is_one(X):
    np.testing.assert_allclose(X.sum(axis=1) / X.sum() @ rca(X), 1)
    np.testing.assert_allclose(rca(X) @ (X.sum(axis=0) / X.sum()), 1)
    np.testing.assert_allclose(rca(3 * X), rca(X))


def test_empty_rows_and_columns_have_no_advantage():
    np.testing.assert_array_equal(rca([[1, 0, 1], [0, 0, 0], [1, 0, 1]])[[0, 2]][:, [0, 2]], [[1, 1], [1, 1]])
    quotients = rca([[1, 0, 1], [0, 0, 0], [1, 0, 1]])
    assert np.isnan(quotients[1]).all()
    assert np.isnan(quotients[:, 1]).all()
    assert np.isnan(rca([[0, 0], [0, 0]])).all()


@pytest.mark.parametrize("kind", [sparse.csr_array, sparse.csc_matrix, sparse.coo_array])
def test_a_sparse_table_stays_sparse(kind):
    X = np.array([[30.0, 30, 0, 0], [10, 30, 5, 0], [0, 0, 0, 0]])
    quotients, present = rca(kind(X)), presence(kind(X), smallest_row=50)
    assert sparse.issparse(quotients)
    np.testing.assert_allclose(quotients.toarray(), np.nan_to_num(rca(X)))
    np.testing.assert_array_equal(present.toarray(), presence(X, smallest_row=50))
    np.testing.assert_array_equal(diversity(present), [2, 0, 0])  # left alone, the first has exactly what all have
    assert present.nnz == 2


def test_presence_with_a_threshold():
    np.testing.assert_array_equal(presence([[30, 30], [10, 30]]), [[1, 0], [0, 1]])
    np.testing.assert_array_equal(presence([[30, 30], [10, 30]], threshold=0.8), [[1, 1], [0, 1]])
    with pytest.raises(InputError, match="threshold must be above zero"):
        presence([[1, 1], [1, 1]], threshold=0)


def test_a_tiny_exporter_tops_an_unfiltered_index():
    # It sells a pinch of the most complex thing and nothing else. As a place's index is the mean of what it makes, no
    # place that makes something simpler as well can be above it.
    X = exports(30, 12)
    pinch = np.zeros(12)
    pinch[np.argmax(complexity_index(presence(X)).pci)] = 1e-6
    X = np.vstack([X, pinch])
    unfiltered = complexity_index(presence(X)).eci
    assert unfiltered[30] == pytest.approx(unfiltered.max())
    filtered = complexity_index(presence(X, smallest_row=0.01)).eci
    assert np.isnan(filtered[30])
    np.testing.assert_allclose(filtered[:30], complexity_index(presence(X[:30])).eci)


def test_small_activities_are_filtered_too():
    assert ubiquity(presence([[30, 30, 1], [10, 30, 0]], smallest_column=5)).tolist()[2] == 0


# The index


@pytest.mark.parametrize("kind", [np.array, sparse.csr_array, sparse.csc_matrix, lambda M: M.tolist()])
def test_the_nested_table(kind):
    index = complexity_index(kind(NESTED))
    np.testing.assert_allclose(index.eci, [1.3416408, 0.4472136, -0.4472136, -1.3416408], atol=1e-7)
    np.testing.assert_allclose(index.pci, [-1.3416408, -0.4472136, 0.4472136, 1.3416408], atol=1e-7)
    density = relatedness_density(kind(NESTED), proximity(kind(NESTED)))
    np.testing.assert_allclose(density[1], [0.9, 0.878788, 0.8125, 0.52], atol=1e-6)


def test_the_hand_solution_solves_the_definition():
    k_c = np.array([2, 0, -2, -4])
    k_p = k_c @ NESTED / NESTED.sum(axis=0)  # the mean place: (-1, 0, 1, 2)
    np.testing.assert_allclose(k_p, [-1, 0, 1, 2])
    np.testing.assert_allclose(NESTED @ k_p / NESTED.sum(axis=1), k_c / 4)
    assert complexity_index(NESTED).eigenvalue == pytest.approx(1 / 4)


def test_population_and_sample_deviation_differ_by_a_factor():
    # With n = 4 the factor is sqrt(3/4).
    population, sample = complexity_index(NESTED, ddof=0), complexity_index(NESTED, ddof=1)
    np.testing.assert_allclose(sample.eci, population.eci * np.sqrt(3 / 4))
    np.testing.assert_allclose(sample.pci, population.pci * np.sqrt(3 / 4))


@pytest.mark.parametrize("shape", [(30, 12), (12, 30), (20, 20)])
def test_both_sides_agree_with_the_definition(shape):
    present = presence(exports(*shape))
    index = complexity_index(present)
    np.testing.assert_allclose(index.eci, by_definition(present), atol=1e-9)
    np.testing.assert_allclose(index.pci, -by_definition(present.T) * np.sign(by_definition(present.T) @ -index.pci))
    assert np.corrcoef(index.eci, diversity(present))[0, 1] > 0


@pytest.mark.parametrize("shape", [(30, 12), (12, 30)])
def test_on_the_scale_of_eci_it_is_the_mean_pci_of_what_a_place_makes(shape):
    present = presence(exports(*shape))
    index = complexity_index(present, pci_scale="eci")
    np.testing.assert_allclose(present @ index.pci / diversity(present), index.eci, atol=1e-9)
    own = complexity_index(present, pci_scale="own").pci
    assert own.mean() == pytest.approx(0, abs=1e-12)
    assert own.std() == pytest.approx(1)
    assert np.corrcoef(own, index.pci)[0, 1] == pytest.approx(1)


def test_a_large_sparse_table_is_only_multiplied(monkeypatch):
    present = presence(exports(60, 40))
    expected = complexity_index(present)
    monkeypatch.setattr(_eigen, "DENSE_SIDE", 0)
    found = complexity_index(sparse.csr_array(present))
    np.testing.assert_allclose(found.eci, expected.eci, atol=1e-9)
    np.testing.assert_allclose(found.pci, expected.pci, atol=1e-9)


def test_an_iteration_that_does_not_settle_is_reported(monkeypatch):
    def restless(*arguments, **options):
        raise ArpackNoConvergence("no convergence", np.empty(0), np.empty((0, 0)))

    monkeypatch.setattr(_eigen, "DENSE_SIDE", 0)
    monkeypatch.setattr("scipy.sparse.linalg.eigsh", restless)
    with pytest.raises(DomainError, match="eigenvalues lie too close together"):
        complexity_index(sparse.csr_array(NESTED))


@given(tables)
def test_empty_rows_and_columns_move_nothing(M):
    try:
        index = complexity_index(M)
    except DomainError:
        assume(False)
    padded = complexity_index(np.pad(M, 1))
    np.testing.assert_allclose(padded.eci[1:-1], index.eci, atol=1e-6)
    np.testing.assert_allclose(padded.pci[1:-1], index.pci, atol=1e-6)
    assert np.isnan(padded.eci[[0, -1]]).all()
    assert np.isnan(padded.pci[[0, -1]]).all()


@given(tables, st.randoms(use_true_random=False))
def test_order_does_not_matter(M, random):
    try:
        index = complexity_index(M)
    except DomainError:
        assume(False)
    assume(index.eigenvalue < 0.999)
    order = random.sample(range(len(M)), len(M))
    np.testing.assert_allclose(complexity_index(M[order]).eci, index.eci[order], atol=1e-5)


def test_labels_are_kept():
    index = complexity_index(FRAME)
    assert index.eci.idxmax() == "hefei"
    assert index.pci.idxmax() == "chips"
    assert list(index.pci.index) == ACTIVITIES
    phi = proximity(FRAME)
    assert list(phi.index) == list(phi.columns) == ACTIVITIES
    shuffled = phi.loc[ACTIVITIES[::-1], ACTIVITIES[::-1]]
    pd.testing.assert_frame_equal(relatedness_density(FRAME, shuffled), relatedness_density(FRAME, phi))
    assert opportunity_gain(FRAME, phi, index.pci).loc["hefei", "grain"] == 0
    assert list(fitness(FRAME, iterations=3).complexity.index) == ACTIVITIES


def test_polars_frames_come_back():
    frame = pl.DataFrame(NESTED, schema=ACTIVITIES, orient="row")
    index = complexity_index(frame)
    assert isinstance(index.eci, pl.Series)
    assert index.pci.columns == ACTIVITIES
    np.testing.assert_allclose(index.eci, complexity_index(NESTED).eci)
    value = opportunity_value(frame, proximity(frame), index.pci)
    np.testing.assert_allclose(value, opportunity_value(NESTED, proximity(NESTED), complexity_index(NESTED).pci))


# Degenerate tables are a stated outcome


@pytest.mark.parametrize(
    ("M", "message"),
    [
        ([[1, 1], [0, 0]], "two places and two activities at least; found 1 and 2 not empty"),
        ([[0, 0], [0, 0]], "found 0 and 0 not empty"),
        ([[1, 1], [1, 1], [1, 1]], "all places have the same mix"),
        ([[1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 1, 1], [0, 0, 1, 0], [0, 0, 1, 0]], "found 2 parts, of 3, 2 places"),
        (1 - np.eye(4), "second eigenvalue is not simple"),
        ([[1, 1, 0], [1, 0, 1], [0, 1, 1]], "second eigenvalue is not simple"),
    ],
)
@pytest.mark.parametrize("kind", [np.array, sparse.csr_array])
def test_no_index_where_none_exists(M, message, kind):
    with pytest.raises(DomainError, match=message):
        complexity_index(kind(np.array(M, dtype=float)))


def test_the_parts_are_listed():
    with pytest.raises(DomainError) as caught:
        complexity_index([[1, 1, 0], [0, 0, 1], [1, 0, 0]])
    first, second, third = caught.value.data["parts"]
    assert first == third != second


def test_where_all_are_as_diverse_ubiquity_decides():
    # Every place makes two things, so that diversity is silent.
    M = np.array([[1.0, 1, 0, 0], [1, 1, 0, 0], [1, 0, 1, 0], [0, 0, 1, 1]])
    index = complexity_index(M)
    assert np.corrcoef(index.pci, M.sum(axis=0))[0, 1] < 0


def test_nothing_decides_which_end_is_complex():
    # A chain of places of two activities each looks the same from both ends.
    M = [[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1]]
    with pytest.raises(DomainError, match="which end of the index is the complex one"):
        complexity_index(M)


# Product space


def test_proximity_by_hand():
    # Grain is made by 4, steel by 3 of them: 3/4; chips by 1: 1/4.
    np.testing.assert_allclose(proximity(NESTED)[0], [1, 3 / 4, 2 / 4, 1 / 4])


@given(tables)
def test_laws_of_proximity_and_density(M):
    phi = proximity(M)
    np.testing.assert_array_equal(phi, phi.T)
    np.testing.assert_array_equal(np.diag(phi), ubiquity(M) > 0)
    assert (phi >= 0).all()
    assert (phi <= 1).all()
    density = relatedness_density(M, phi)
    np.testing.assert_array_equal(np.isnan(density).all(axis=0), ubiquity(M) == 0)
    filled = density[:, ubiquity(M) > 0]
    assert (filled >= 0).all()
    assert (filled <= 1 + 1e-12).all()
    np.testing.assert_allclose(relatedness_density(np.ones_like(M), phi)[:, ubiquity(M) > 0], 1)


def test_opportunity_by_hand():
    # M = [[1, 1], [1, 0]], phi = [[1, .5], [.5, 1]]: density of the second place is 1/1.5 and 0.5/1.5. It lacks the
    # second activity alone: value 1/3 * 3, gain 1/1.5 * 3 for that activity.
    M = [[1, 1], [1, 0]]
    np.testing.assert_allclose(opportunity_value(M, proximity(M), [-3, 3]), [0, 1])
    np.testing.assert_allclose(opportunity_gain(M, proximity(M), [-3, 3]), [[0, 0], [0, 2]])


def test_opportunity_of_an_asymmetric_proximity_by_hand():
    # A place with the first of three: it lacks q = 1, 2. Columns of phi sum to 1.5, 2, 1.25, so that the gain of
    # activity 1 is phi[1,1]/2 * 10 + phi[1,2]/1.25 * 20 = 5 + 0 and of activity 2 phi[2,1]/2 * 10 + phi[2,2]/1.25 *
    # 20 = 2.5 + 16.
    phi = [[1, 0.5, 0.25], [0.5, 1, 0], [0, 0.5, 1]]
    np.testing.assert_allclose(opportunity_gain([[1, 0, 0]], phi, [0, 10, 20]), [[0, 5, 18.5]])
    # Density 0.5/2 and 0.25/1.25 of the two: 0.25 * 10 + 0.2 * 20.
    np.testing.assert_allclose(opportunity_value([[1, 0, 0]], phi, [0, 10, 20]), [6.5])


# Fitness


def test_one_and_two_steps_of_fitness_by_hand():
    # From ones: F = (2, 1) / 1.5, Q = (1/2, 1) / 0.75 = (2/3, 4/3).
    first = fitness([[1, 1], [1, 0]], iterations=1)
    np.testing.assert_allclose(first.fitness, [4 / 3, 2 / 3])
    np.testing.assert_allclose(first.complexity, [2 / 3, 4 / 3])
    assert (first.iterations, first.converged) == (1, False)
    assert first.change == pytest.approx(1 / 3)
    # Then F = (2, 2/3) / (4/3) and Q = (1 / (3/4 + 3/2), 1 / (3/4)) = (4/9, 4/3) / (8/9).
    second = fitness([[1, 1], [1, 0]], iterations=2)
    np.testing.assert_allclose(second.fitness, [1.5, 0.5])
    np.testing.assert_allclose(second.complexity, [0.5, 1.5])


def test_fitness_reports_convergence():
    dense = [[1, 1, 1], [1, 1, 0], [1, 0, 1]]
    settled = fitness(dense, iterations=2000, tolerance=1e-6)
    assert settled.converged
    assert settled.change <= 1e-6
    assert settled.iterations < 2000
    # The nested pair decays like 1/n (by hand above: 2/3, 1/2, ...), and does not settle in 50 steps.
    assert not fitness([[1, 1], [1, 0]], iterations=50).converged


@pytest.mark.parametrize("kind", [np.array, sparse.csr_array])
def test_fitness_of_empty_rows_is_nan(kind):
    result = fitness(kind(np.pad(NESTED, 1)), iterations=20)
    plain = fitness(NESTED, iterations=20)
    np.testing.assert_allclose(result.fitness[1:-1], plain.fitness)
    np.testing.assert_allclose(result.complexity[1:-1], plain.complexity)
    assert np.isnan(result.fitness[[0, -1]]).all()


def test_fitness_survives_values_that_vanish():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = fitness(np.tri(12)[::-1], iterations=5000)
    assert np.isfinite(result.fitness).all()
    assert np.isfinite(result.complexity).all()
    assert result.fitness.mean() == pytest.approx(1)


def test_fitness_of_nothing():
    with pytest.raises(DomainError, match="no place has any activity"):
        fitness([[0, 0], [0, 0]])
    with pytest.raises(InputError, match="there must be an iteration"):
        fitness(NESTED, iterations=0)


# Bad input


@pytest.mark.parametrize("kind", [np.array, sparse.csr_array])
def test_bad_cells_are_located(kind):
    with pytest.raises(InputError, match="found -3 in row 1, column 0"):
        rca(kind([[1.0, 2.0], [-3.0, 4.0]]))
    with pytest.raises(InputError, match="found nan in row 1, column 0"):
        presence(kind([[1.0, 2.0], [np.nan, 4.0]]))
    for function in (diversity, ubiquity, proximity, complexity_index, fitness):
        with pytest.raises(InputError, match="M must be of 0 and 1; found 2"):
            function(kind([[1.0, 2.0], [0.0, 1.0]]))


def test_bad_cells_are_located_by_label():
    with pytest.raises(InputError, match="found -1 in row 'wuhu', column 'cars'") as caught:
        rca(FRAME.mask(FRAME.index.isin(["wuhu"])[:, None] & FRAME.columns.isin(["cars"]), -1))
    assert caught.value.data["cell"] == ("wuhu", "cars")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: complexity_index(NESTED, ddof=2), "ddof is 0 or 1"),
        (lambda: complexity_index(NESTED, pci_scale="ours"), "expected 'own' or 'eci'"),
        (lambda: relatedness_density(NESTED, np.eye(3)), "differ in their activities; found 4 and 3"),
        (lambda: opportunity_value(NESTED, np.eye(4), [1, 2, 3]), "pci must have one value for each of 4"),
        (lambda: opportunity_gain(NESTED, np.eye(4), [1, 2, 3, np.nan]), "pci is missing or infinite for 3"),
        (lambda: rca([1, 2]), "X is not a table"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(InputError, match=message):
        call()


# What is named, what is on the edge, and what is the same every time


def test_the_first_bad_cell_is_the_one_told():
    with pytest.raises(InputError, match=r"^X has a negative cell; found -3 in row 1, column 0"):
        rca([[0.0, 0.5], [-3.0, 4.0]])
    with pytest.raises(InputError, match=r"^X is not a table"):
        rca([1, 2])
    with pytest.raises(InputError, match=r"^X is not a table"):
        rca(pd.Series([1, 2]))
    with pytest.raises(InputError, match=r"^M is not a table"):
        diversity([1, 0])
    with pytest.raises(InputError, match=r"^M has a cell that is missing or infinite"):
        diversity(sparse.csr_array([[np.nan, 1.0]]))


def test_bad_proximities_are_named():
    phi = proximity(FRAME)
    with pytest.raises(InputError, match=r"^phi is not square"):
        relatedness_density(NESTED, NESTED[:2])
    with pytest.raises(InputError, match=r"^phi must be labelled like the rows; found \['wine', 'chips'\]"):
        relatedness_density(FRAME, phi.rename(index={"chips": "wine"}, columns={"chips": "wine"}))
    with pytest.raises(InputError, match=r"^unknown pci_scale; found 'ours'"):
        complexity_index(NESTED, pci_scale="ours")


def test_the_index_of_activities_is_matched_by_label():
    phi, pci = proximity(FRAME), complexity_index(FRAME).pci
    straight = opportunity_value(FRAME, phi, pci)
    pd.testing.assert_series_equal(opportunity_value(FRAME, phi, pci[::-1]), straight)
    pd.testing.assert_frame_equal(opportunity_gain(FRAME, phi, pci[::-1]), opportunity_gain(FRAME, phi, pci))


def test_density_sums_over_what_the_activity_is_related_to():
    # Columns of phi sum to 1.5, 2 and 1.25, rows to 1.75, 1.5 and 1.5; the place has the first activity.
    phi = [[1, 0.5, 0.25], [0.5, 1, 0], [0, 0.5, 1]]
    np.testing.assert_allclose(relatedness_density([[1, 0, 0]], phi), [[1 / 1.5, 0.5 / 2, 0.25 / 1.25]])


def test_a_total_on_the_edge_is_large_enough():
    # Rows sum to 6 and 4, columns to 4 and 6, as a tenth of the table at the top.
    X = [[3, 3], [1, 3]]
    np.testing.assert_array_equal(presence(X, smallest_row=4, smallest_column=4), [[1, 0], [0, 1]])
    np.testing.assert_array_equal(presence(X, smallest_row=4.5), [[1, 1], [0, 0]])
    np.testing.assert_array_equal(presence(X, smallest_column=4.5), [[0, 1], [0, 1]])


@pytest.mark.parametrize("kind", [np.array, sparse.csr_array])
def test_the_unit_of_amounts_does_not_matter(kind):
    small = kind(np.array([[30.0, 30], [10, 30]]) / 1e6)
    found = [table.toarray() if sparse.issparse(table) else table for table in (presence(small), rca(small))]
    np.testing.assert_array_equal(found[0], [[1, 0], [0, 1]])
    np.testing.assert_allclose(found[1], [[1.25, 5 / 6], [0.625, 1.25]])


def test_sparse_presence_keeps_no_zeros():
    kept = presence(sparse.csr_array([[30.0, 30], [10, 30]]), smallest_row=50)
    assert sparse.issparse(kept)
    assert (kept.dtype, kept.nnz) == (np.float64, 2)


def test_fitness_of_an_activity_that_nobody_has():
    result = fitness([[1, 0, 1], [1, 0, 0]], iterations=1)
    np.testing.assert_allclose(result.complexity, [2 / 3, np.nan, 4 / 3])  # as of the two by two above
    np.testing.assert_allclose(result.fitness, [4 / 3, 2 / 3])


def test_fitness_ends_where_nothing_changes():
    settled = fitness([[1, 1], [1, 1]], tolerance=0)  # ones stay ones
    assert (settled.iterations, settled.change, settled.converged) == (1, 0, True)
    restless = fitness([[1, 1], [1, 0]])  # decays like 1/n, never by less than the tolerance in 200 steps
    assert (restless.iterations, restless.converged) == (200, False)


@pytest.mark.parametrize(
    ("sizes", "told"),
    [
        ((3, 2), "2 parts, of 3, 2 places"),
        ((1,) * 5, "5 parts, of 1, 1, 1, 1, 1 places"),
        ((1,) * 6, "6 parts, of 1, 1, 1, 1, 1 places ..."),
    ],
)
def test_the_parts_of_a_table_that_falls_apart(sizes, told):
    M = np.repeat(np.eye(len(sizes)), sizes, axis=0)
    with pytest.raises(DomainError) as caught:
        complexity_index(M)
    assert str(caught.value) == (
        "the table falls into parts that have no activity in common, and no index compares them; "
        f"found {told} (hint: take the largest part alone, or filter by size)"
    )
    parts = caught.value.data["parts"]
    assert len(parts) == len(M)
    assert len(set(parts)) == len(sizes)


def test_a_large_sparse_table_has_the_same_index_every_time(monkeypatch):
    monkeypatch.setattr(_eigen, "DENSE_SIDE", 0)
    present = sparse.csr_array(presence(exports(90, 60)))
    first, second = complexity_index(present), complexity_index(present)
    np.testing.assert_array_equal(first.eci, second.eci)


def test_a_double_eigenvalue_is_seen_in_a_large_sparse_table_too(monkeypatch):
    monkeypatch.setattr(_eigen, "DENSE_SIDE", 0)
    with pytest.raises(DomainError, match="second eigenvalue is not simple"):
        complexity_index(sparse.csr_array(1 - np.eye(4)))
