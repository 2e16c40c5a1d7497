"""The second eigenvector behind the complexity index, by the smaller side of the table."""

from __future__ import annotations

from typing import Any

from cityinnov.errors import DomainError, MissingDependencyError
from cityinnov.metrics._tables import Array, is_sparse, np

try:
    import scipy.linalg
    import scipy.sparse
    import scipy.sparse.csgraph
    import scipy.sparse.linalg
except ModuleNotFoundError as error:
    raise MissingDependencyError.of("scipy", "regional") from error

__all__ = ["second_eigenvector"]

DENSE_SIDE = 3000
"""Up to this side the symmetric matrix is formed (72 MB); a larger sparse table is only multiplied with vectors."""

SIMPLE = 1e-9
"""Two eigenvalues nearer than this are one: their eigenvectors are any mixture of each other."""


def second_eigenvector(present: Any, diverse: Array, common: Array) -> tuple[float, Array, Array]:
    """Return the second eigenvalue of D⁻¹ M U⁻¹ M', its eigenvector k_c, and the k_p of which k_c = D⁻¹ M k_p.

    With S = D^-½ M U^-½ the eigenvalues are those of S S' and of S' S, whichever is smaller; the first is 1, and its
    vector √u is known.

    Raises
    ------
    DomainError
        When the second eigenvalue is 1 (the table falls apart), 0 (all rows are alike) or double.
    """
    tall = present.shape[0] >= present.shape[1]
    table, long, short = (present, diverse, common) if tall else (present.T, common, diverse)
    second, third, vector = _two_largest(table, long, short)
    if second > 1 - SIMPLE:
        raise _unconnected(present)
    if second < SIMPLE:
        raise DomainError("all places have the same mix of activities, so that none is more complex")
    if second - third < SIMPLE:
        raise DomainError(
            "the second eigenvalue is not simple, so that the table is complex in two ways at once",
            found=f"{second:.6g} twice",
        )
    inner = vector / np.sqrt(short)
    outer = table @ inner / long  # the mean of `inner` over what each row of the tall table has
    return (second, outer, inner) if tall else (second, inner, outer / second)


def _two_largest(table: Any, long: Array, short: Array) -> tuple[float, float, Array]:
    """Return the two largest eigenvalues of S' S beside the known 1, and the vector of the larger."""
    known = np.sqrt(short / short.sum())
    if is_sparse(table) and len(short) > DENSE_SIDE:
        weighted = scipy.sparse.diags_array(long**-0.5) @ table @ scipy.sparse.diags_array(short**-0.5)
        deflated = scipy.sparse.linalg.LinearOperator(
            (len(short),) * 2, matvec=lambda v: weighted.T @ (weighted @ v) - known * (known @ v), dtype=float
        )
        start = np.linspace(-1, 1, len(short))  # fixed, so that the result is the same every time
        try:
            values, vectors = scipy.sparse.linalg.eigsh(deflated, k=2, v0=start)
        except scipy.sparse.linalg.ArpackNoConvergence as error:
            raise DomainError("the eigenvector was not found: several eigenvalues lie too close together") from error
    else:
        weighted = scipy.sparse.diags_array(long**-0.5) @ table if is_sparse(table) else table / np.sqrt(long)[:, None]
        square = weighted.T @ weighted
        square = square.toarray() if is_sparse(square) else square
        square = square / np.sqrt(np.outer(short, short)) - np.outer(known, known)
        top = len(short) - 1
        values, vectors = scipy.linalg.eigh(
            square, subset_by_index=[top - 1, top], check_finite=False, overwrite_a=True
        )
    return float(values[1]), float(values[0]), vectors[:, 1]


def _unconnected(present: Any) -> DomainError:
    edges = scipy.sparse.csr_array(present)
    both = scipy.sparse.block_array([[None, edges], [edges.T, None]])
    count, part = scipy.sparse.csgraph.connected_components(both, directed=False)
    sizes = sorted(np.bincount(part[: present.shape[0]]).tolist(), reverse=True)
    return DomainError(
        "the table falls into parts that have no activity in common, and no index compares them",
        found=f"{count} parts, of {', '.join(map(str, sizes[:5]))} places" + (" ..." if count > 5 else ""),
        hint="take the largest part alone, or filter by size",
        parts=part[: present.shape[0]].tolist(),
    )
