"""Fitness of places and complexity of activities, each found from the other by turns."""

from __future__ import annotations

from typing import Any

import attrs

from cityinnov.errors import DomainError, InputError
from cityinnov.metrics._tables import np
from cityinnov.metrics.complexity._presence import filled, read_presence, sums, without_empty

__all__ = ["Fitness", "fitness"]

SMALLEST = 1e-300
"""What fitness may fall to before its reciprocal overflows."""


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
