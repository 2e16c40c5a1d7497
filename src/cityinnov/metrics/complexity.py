"""Economic complexity: what a place must know, read off what it makes and who else makes it.

Rows are places (countries, cities), columns are activities (products, industries, patent classes). X holds amounts, M
is 1 where a place is specialised in an activity. A table may be an array, a scipy sparse matrix, a pandas frame
(labels are kept) or a polars frame (a result per row is a Series, a result per column a frame of one row). Higher is
more complex, more related, more diverse. A place without activities, or an activity without places, is empty: its
indices are NaN and it moves no other's.
"""

from __future__ import annotations

from typing import Any, Literal

import attrs

from cityinnov.errors import DomainError, InputError
from cityinnov.metrics._presence import (
    advantage,
    dense,
    filled,
    over_sums,
    read_amounts,
    read_presence,
    read_proximities,
    scaled,
    sums,
    without_empty,
)
from cityinnov.metrics._tables import Array, Labels, is_sparse, np, read_column

__all__ = [
    "ComplexityIndex",
    "Fitness",
    "complexity_index",
    "diversity",
    "fitness",
    "opportunity_gain",
    "opportunity_value",
    "presence",
    "proximity",
    "rca",
    "relatedness_density",
    "ubiquity",
]

SMALLEST = 1e-300
"""What fitness may fall to before its reciprocal overflows."""


def rca(X: Any) -> Any:
    r"""Return revealed comparative advantage, the location quotient of every cell.

    .. math:: RCA_{cp} = \frac{x_{cp} / \sum_p x_{cp}}{\sum_c x_{cp} / \sum_{cp} x_{cp}}

    Parameters
    ----------
    X : table, c x p
        Exports, jobs or patents by place and activity.

    Returns
    -------
    table, c x p
        Above 1 where the place is specialised; NaN in empty rows and columns. A sparse matrix stays sparse (and holds
        nothing there).

    Raises
    ------
    InputError
        When a cell is negative or missing; it is named.

    References
    ----------
    B. Balassa, "Trade liberalisation and 'revealed' comparative advantage", *Manchester School* 33 (1965) 99-123.

    Examples
    --------
    The first activity is half of the first place and 40 % of everything, 0.5 / 0.4:

    >>> rca([[30, 30], [10, 30]])
    array([[1.25      , 0.83333333],
           [0.625     , 1.25      ]])
    """
    values, labels = read_amounts(X)
    return labels.table(advantage(values))


def presence(X: Any, threshold: float = 1.0, smallest_row: float = 0.0, smallest_column: float = 0.0) -> Any:
    """Return M: 1 where a place is specialised in an activity, else 0.

    Parameters
    ----------
    X : table, c x p
        Exports, jobs or patents by place and activity.
    threshold : float
        Revealed comparative advantage from which on it is specialised, 1 throughout the literature.
    smallest_row, smallest_column : float
        Places and activities whose total is below are emptied before advantage is computed. Without such a filter
        tiny exporters top the index, for they sell one odd thing; the Atlas of Economic Complexity asks for 1 billion
        dollars.

    Returns
    -------
    table, c x p
        0 and 1 of floats, of the same shape as `X`, so that nothing is lost; sparse where `X` is.

    Raises
    ------
    InputError
        When a cell is negative or missing, or the threshold is not above zero.

    References
    ----------
    C. A. Hidalgo and R. Hausmann, "The building blocks of economic complexity", *PNAS* 106 (2009) 10570-10575.

    Examples
    --------
    >>> presence([[30, 30], [10, 30]])
    array([[1., 0.],
           [0., 1.]])
    """
    if not threshold > 0:
        raise InputError("the threshold must be above zero, else everything is present", found=f"{threshold}")
    values, labels = read_amounts(X)
    large_rows, large_columns = sums(values, 1) >= smallest_row, sums(values, 0) >= smallest_column
    quotients = advantage(scaled(values, large_rows, large_columns))
    if not is_sparse(quotients):
        return labels.table((quotients >= threshold).astype(float))  # NaN is not
    quotients.data = (quotients.data >= threshold).astype(float)
    quotients.eliminate_zeros()
    return quotients


def diversity(M: Any) -> Any:
    """Return in how many activities each place is specialised, the row sums of M.

    Parameters
    ----------
    M : table, c x p
        0 and 1, as of `presence`.

    Returns
    -------
    column of length c
        0 for an empty place.

    Raises
    ------
    InputError
        When a cell is neither 0 nor 1.

    References
    ----------
    As of `presence`.

    Examples
    --------
    >>> diversity([[1, 1], [1, 0]])
    array([2., 1.])
    """
    present, labels = read_presence(M)
    return labels.per_row(sums(present, 1))


def ubiquity(M: Any) -> Any:
    """Return how many places are specialised in each activity, the column sums of M.

    Parameters
    ----------
    M : table, c x p
        0 and 1, as of `presence`.

    Returns
    -------
    row of length p
        0 for an empty activity.

    Raises
    ------
    InputError
        When a cell is neither 0 nor 1.

    References
    ----------
    As of `presence`.

    Examples
    --------
    >>> ubiquity([[1, 1], [1, 0]])
    array([2., 1.])
    """
    present, labels = read_presence(M)
    return labels.per_column(sums(present, 0))


def proximity(M: Any) -> Any:
    r"""Return how likely a place specialised in one activity is to be so in the other, the smaller of both ways.

    .. math:: \phi_{pq} = \frac{\sum_c M_{cp} M_{cq}}{\max(u_p, u_q)}

    Parameters
    ----------
    M : table, c x p
        0 and 1, as of `presence`.

    Returns
    -------
    table, p x p
        In [0, 1], symmetric, 1 on the diagonal; 0 all along for an empty activity.

    Raises
    ------
    InputError
        When a cell is neither 0 nor 1.

    References
    ----------
    C. A. Hidalgo, B. Klinger, A.-L. Barabási and R. Hausmann, "The product space conditions the development of
    nations", *Science* 317 (2007) 482-487.

    Examples
    --------
    Two places make the first, one of them the second too: 1 / max(2, 1).

    >>> proximity([[1, 1], [1, 0]])
    array([[1. , 0.5],
           [0.5, 1. ]])
    """
    present, labels = read_presence(M)
    together = dense(present.T @ present)
    makers = sums(present, 0)
    return labels.by_columns.table(together / np.maximum(np.maximum.outer(makers, makers), 1))


def relatedness_density(M: Any, phi: Any) -> Any:
    r"""Return how much of what is related to each activity each place already has.

    .. math:: d_{cp} = \frac{\sum_q M_{cq} \phi_{qp}}{\sum_q \phi_{qp}}

    Parameters
    ----------
    M : table, c x p
        0 and 1, as of `presence`.
    phi : table, p x p
        Proximity. With the diagonal of `proximity` an activity is related to itself; set it to 0 to leave that out.

    Returns
    -------
    table, c x p
        In [0, 1]; NaN for an activity related to nothing.

    Raises
    ------
    InputError
        When `M` is not of 0 and 1, or `phi` does not fit.

    References
    ----------
    As of `proximity`.

    Examples
    --------
    The second place has the first activity, which is half as close to the second as that to itself: 0.5 / 1.5.

    >>> M = [[1, 1], [1, 0]]
    >>> relatedness_density(M, proximity(M)).round(4)
    array([[1.    , 1.    ],
           [0.6667, 0.3333]])
    """
    present, labels = read_presence(M)
    related = read_proximities(phi, labels, present.shape[1])
    return labels.table(over_sums(dense(present @ related), related.sum(axis=0)))


@attrs.frozen(eq=False)
class ComplexityIndex:
    """The two sides of the economic complexity index.

    Attributes
    ----------
    eci : column of length c
        Economic Complexity Index of the places.
    pci : row of length p
        Product Complexity Index of the activities.
    eigenvalue : float
        The second largest, in (0, 1): how much of the pattern the index explains. Near 1 the table nearly falls apart.
    """

    eci: Any
    pci: Any
    eigenvalue: float


def complexity_index(M: Any, ddof: Literal[0, 1] = 0, pci_scale: Literal["own", "eci"] = "own") -> ComplexityIndex:
    r"""Return the Economic and Product Complexity Indices.

    :math:`k_c` is the eigenvector of :math:`D^{-1} M U^{-1} M'` for its second largest eigenvalue, *D* diversity and
    *U* ubiquity, and :math:`k_p` that of :math:`U^{-1} M' D^{-1} M`, of which :math:`k_c = D^{-1} M k_p` is the mean:

    .. math:: ECI_c = \frac{k_c - \langle k_c \rangle}{\sigma(k_c)}, \qquad PCI_p = \frac{k_p - \langle k
    \rangle}{\sigma(k)}

    The sign is fixed so that ECI correlates positively with diversity (PCI, where all are as diverse, negatively with
    ubiquity). The eigenvector is that of a symmetric matrix of the smaller side.

    Parameters
    ----------
    M : table, c x p
        0 and 1, as of `presence`, where places that are too small are best filtered out.
    ddof : {0, 1}
        Standard deviation of the population (0: the packages `ecomplexity` and that of Stata) or of a sample (1: R's
        `sd`, as in `economiccomplexity` and `EconGeo`); the indices differ by the factor √((n - 1) / n).
    pci_scale : {"own", "eci"}
        PCI is scaled by its own mean and deviation (*own*: Hausmann et al. 2014), or by those of ECI (*eci*: the
        packages of Harvard's Growth Lab), which keeps ECI the mean PCI of what a place makes.

    Returns
    -------
    ComplexityIndex
        NaN for empty places and activities.

    Raises
    ------
    DomainError
        When the index does not exist: fewer than two places or activities, a table that falls into unconnected parts
        (`data['parts']` says which part each place is in), all places alike, a second eigenvalue that is not simple,
        or a sign that nothing decides.
    InputError
        When a cell is neither 0 nor 1.

    References
    ----------
    C. A. Hidalgo and R. Hausmann, "The building blocks of economic complexity", *PNAS* 106 (2009) 10570-10575. R.
    Hausmann et al., *The Atlas of Economic Complexity*, 2nd ed., MIT Press, 2014. P. Mealy, J. D. Farmer and A.
    Teytelboym, "Interpreting economic complexity", *Science Advances* 5 (2019) eaau1705.

    Examples
    --------
    Of nested places k_c = (2, 0, -2, -4), whose mean is -1 and deviation √5, so that the first is 3 / √5:

    >>> nested = [[1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0]]
    >>> complexity_index(nested).eci.round(4)
    array([ 1.3416,  0.4472, -0.4472, -1.3416])
    """
    if ddof not in (0, 1):
        raise InputError("ddof is 0 or 1", found=repr(ddof))
    if pci_scale not in ("own", "eci"):
        raise InputError("unknown pci_scale", found=repr(pci_scale), expected="'own' or 'eci'")
    present, labels = read_presence(M)
    diverse, common = sums(present, 1), sums(present, 0)
    rows, columns = np.flatnonzero(diverse), np.flatnonzero(common)
    if len(rows) < 2 or len(columns) < 2:
        raise DomainError(
            "complexity needs two places and two activities at least", found=f"{len(rows)} and {len(columns)} not empty"
        )
    from cityinnov.metrics._eigen import second_eigenvector  # the one that needs scipy

    core = without_empty(present, rows, columns)
    eigenvalue, of_rows, of_columns = second_eigenvector(core, diverse[rows], common[columns])
    sign = _direction(of_rows, diverse[rows], of_columns, common[columns])
    scale = of_rows if pci_scale == "eci" else of_columns
    return ComplexityIndex(
        eci=labels.per_row(filled(len(diverse), rows, sign * (of_rows - of_rows.mean()) / of_rows.std(ddof=ddof))),
        pci=labels.per_column(filled(len(common), columns, sign * (of_columns - scale.mean()) / scale.std(ddof=ddof))),
        eigenvalue=eigenvalue,
    )


def _direction(of_rows: Array, diverse: Array, of_columns: Array, common: Array) -> float:
    """Return the sign that lets complexity rise with diversity or, where that does not vary, fall with ubiquity."""
    for vector, grows in ((of_rows, diverse), (of_columns, -common)):
        product = (vector - vector.mean()) @ (grows - grows.mean())
        if abs(product) > 1e-9 * np.linalg.norm(vector) * np.linalg.norm(grows):
            return float(np.sign(product))
    raise DomainError("neither diversity nor ubiquity says which end of the index is the complex one")


@attrs.frozen(eq=False)
class Fitness:
    """Fitness of places and complexity of activities, and how far the iteration came.

    Attributes
    ----------
    fitness : column of length c
        Mean 1 over the places.
    complexity : row of length p
        Mean 1 over the activities.
    iterations : int
        How many were made.
    change : float
        The largest change of any value in the last of them.
    converged : bool
        Whether that is below the tolerance.
    """

    fitness: Any
    complexity: Any
    iterations: int
    change: float
    converged: bool


def fitness(M: Any, iterations: int = 200, tolerance: float = 1e-9) -> Fitness:
    r"""Return the fitness of places and the complexity of activities by the iteration of Tacchella et al.

    .. math:: \tilde F_c = \sum_p M_{cp} Q_p, \qquad \tilde Q_p = \Big( \sum_c M_{cp} / F_c \Big)^{-1}

    each divided by its mean after every step, from ones on.

    Parameters
    ----------
    M : table, c x p
        0 and 1, as of `presence`.
    iterations : int
        At most so many. For some shapes of M values decay to 0 like 1/n and never settle (Pugliese et al. 2016), so the
        result says how far it came, and is returned either way.
    tolerance : float
        Stop when no value changes by more.

    Returns
    -------
    Fitness
        NaN for empty places and activities.

    Raises
    ------
    DomainError
        When M is empty altogether.
    InputError
        When a cell is neither 0 nor 1, or `iterations` is below 1.

    References
    ----------
    A. Tacchella, M. Cristelli, G. Caldarelli, A. Gabrielli and L. Pietronero, "A new metrics for countries' fitness and
    products' complexity", *Scientific Reports* 2 (2012) 723. E. Pugliese, A. Zaccaria and L. Pietronero, "On the
    convergence of the Fitness-Complexity algorithm", *European Physical Journal Special Topics* 225 (2016) 1893-1911.

    Examples
    --------
    One step from ones: fitness 2 and 1 over their mean 1.5, complexity 1/2 and 1 over their mean 0.75.

    >>> step = fitness([[1, 1], [1, 0]], iterations=1)
    >>> step.fitness.round(4), step.complexity.round(4), step.converged
    (array([1.3333, 0.6667]), array([0.6667, 1.3333]), False)
    """
    if iterations < 1:
        raise InputError("there must be an iteration", found=f"{iterations}", expected="1 or more")
    present, labels = read_presence(M)
    diverse, common = sums(present, 1), sums(present, 0)
    rows, columns = np.flatnonzero(diverse), np.flatnonzero(common)
    if not len(rows):
        raise DomainError("no place has any activity")
    core = without_empty(present, rows, columns)
    fit, hard, change, done = np.ones(len(rows)), np.ones(len(columns)), np.inf, 0
    while done < iterations and change > tolerance:
        fitter, harder = core @ hard, 1 / (core.T @ (1 / np.maximum(fit, SMALLEST)))
        fitter, harder = fitter / fitter.mean(), harder / harder.mean()
        change = float(max(np.abs(fitter - fit).max(), np.abs(harder - hard).max()))
        fit, hard, done = fitter, harder, done + 1
    return Fitness(
        fitness=labels.per_row(filled(len(diverse), rows, fit)),
        complexity=labels.per_column(filled(len(common), columns, hard)),
        iterations=done,
        change=change,
        converged=change <= tolerance,
    )


def opportunity_value(M: Any, phi: Any, pci: Any) -> Any:
    r"""Return the complexity within reach of each place: what it lacks, weighted by how near that is.

    .. math:: OV_c = \sum_p d_{cp} (1 - M_{cp}) PCI_p

    Parameters
    ----------
    M : table, c x p
        0 and 1, as of `presence`.
    phi : table, p x p
        Proximity.
    pci : row of length p
        Product Complexity Index, without NaN: filter empty activities first.

    Returns
    -------
    column of length c
        In the unit of `pci`; the Growth Lab standardises it over places into the Complexity Outlook Index.

    Raises
    ------
    InputError
        When the shapes or labels do not match, or an activity has no index.

    References
    ----------
    R. Hausmann et al., *The Atlas of Economic Complexity*, 2nd ed., MIT Press, 2014, technical box 5.4.

    Examples
    --------
    The second place lacks the second activity, at density 1/3 and of complexity 3:

    >>> M = [[1, 1], [1, 0]]
    >>> opportunity_value(M, proximity(M), [-3, 3])
    array([0., 1.])
    """
    present, labels, related, value = _opportunities(M, phi, pci)
    density = over_sums(dense(present @ related), related.sum(axis=0))
    return labels.per_row((density * (1 - dense(present))) @ value)


def opportunity_gain(M: Any, phi: Any, pci: Any) -> Any:
    r"""Return the complexity each place would bring within reach by each activity that it lacks.

    .. math:: OG_{cp} = (1 - M_{cp}) \sum_q (1 - M_{cq}) \frac{\phi_{pq}}{\sum_r \phi_{rq}} PCI_q

    the activity itself counted among what comes within reach, as the packages of Harvard's Growth Lab compute it.

    Parameters
    ----------
    M, phi, pci
        As for `opportunity_value`.

    Returns
    -------
    table, c x p
        0 for what a place has already.

    Raises
    ------
    InputError
        As `opportunity_value`.

    References
    ----------
    As of `opportunity_value`.

    Examples
    --------
    The second place lacks the second activity, which is 1 / 1.5 of all that is near to it: 2/3 * 3.

    >>> M = [[1, 1], [1, 0]]
    >>> opportunity_gain(M, proximity(M), [-3, 3])
    array([[0., 0.],
           [0., 2.]])
    """
    present, labels, related, value = _opportunities(M, phi, pci)
    lacking = 1 - dense(present)
    return labels.table(lacking * (lacking @ over_sums(related * value, related.sum(axis=0)).T))


def _opportunities(M: Any, phi: Any, pci: Any) -> tuple[Any, Labels, Array, Array]:
    present, labels = read_presence(M)
    related = read_proximities(phi, labels, present.shape[1])
    return present, labels, related, read_column(pci, labels.columns, present.shape[1], "pci")
