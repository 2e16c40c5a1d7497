"""Between a table of flows and its multipliers: reading, dividing, solving, and naming the sector at fault."""

from __future__ import annotations

from typing import Any

import attrs

from cityinnov.errors import DomainError, InputError
from cityinnov.metrics._tables import Array, Labels, named, np, read_column, read_square

__all__ = ["System", "allocation", "read_flows", "sector_positions", "technical"]

LARGEST_MULTIPLIER = 1e12
"""Beyond this a solution is rounding error: sixteen digits, less the four that tables are good for."""

ROUNDING = 1e-9
"""How far below zero rounding may carry a multiplier that is not negative."""


@attrs.frozen(eq=False)
class System:
    """I - C, for coefficients of what is bought (A) or of what is sold (B)."""

    coefficients: Array
    labels: Labels
    bought: bool

    def inverse(self) -> Array:
        """Return (I - C)⁻¹."""
        return self._sound(np.linalg.inv, self._difference())

    def times(self, right: Array) -> Array:
        """Return (I - C)⁻¹ r."""
        return self._sound(np.linalg.solve, self._difference(), right)

    def under(self, left: Array) -> Array:
        """Return l' (I - C)⁻¹."""
        return self._sound(np.linalg.solve, self._difference().T, left)

    def _difference(self) -> Array:
        difference = -self.coefficients
        difference.flat[:: len(difference) + 1] += 1
        return difference

    def _sound(self, solver: Any, *arguments: Array) -> Array:
        """Return what the solver finds, unless there is nothing to find.

        Coefficients that are not negative have a solution that is not negative, for every right-hand side that is
        not, just when the economy is productive (Hawkins and Simon 1949); otherwise the numbers mean nothing.
        """
        try:
            solution: Array = solver(*arguments)
        except np.linalg.LinAlgError:
            raise self._unsolvable("singular") from None
        scale = max(1.0, np.abs(arguments[-1]).max())
        if not max(solution.max(), -solution.min()) < LARGEST_MULTIPLIER * scale:
            raise self._unsolvable("singular")
        plain = all(given.min() >= 0 for given in (self.coefficients, *arguments[1:]))
        if plain and solution.min() < -ROUNDING * scale:
            raise self._unsolvable("not productive")
        return solution

    def _unsolvable(self, what: str) -> DomainError:
        sums = self.coefficients.sum(axis=0 if self.bought else 1)
        excess = {
            named(self.labels.rows, at): float(sums[at] - 1) for at in np.argsort(-sums).tolist() if sums[at] >= 1
        }
        verb = "buys" if self.bought else "sells"
        return DomainError(
            f"the table is {what}",
            found=", ".join(f"{name!r} {verb} {1 + over:.6g}" for name, over in list(excess.items())[:5]) or None,
            expected=f"no industry that {verb} as much as it makes, 1" if excess else None,
            hint="check these rows and columns against their source" if excess else None,
            excess=excess,
        )


def read_flows(Z: Any, x: Any) -> tuple[Array, Array, Labels]:
    """Return flows, output and labels, having seen that no output is negative and none of zero has flows."""
    flows, labels = read_square(Z, "Z")
    output = read_column(x, labels.rows, len(flows), "output")
    if len(negative := np.flatnonzero(output < 0)):
        at = int(negative[0])
        raise InputError(
            f"the output of {named(labels.rows, at)!r} is negative",
            found=f"{output[at]:g}",
            label=named(labels.rows, at),
        )
    for at in np.flatnonzero(output == 0).tolist():
        if trade := np.abs(flows[at]).sum() + np.abs(flows[:, at]).sum():
            raise InputError(
                f"{named(labels.rows, at)!r} has flows and no output",
                found=f"flows of {trade:g}",
                expected="an output above zero",
                label=named(labels.rows, at),
            )
    return flows, output, labels


def technical(flows: Array, output: Array) -> Array:
    """Return A, with 0 where there is no output."""
    return flows * _reciprocal(output)


def allocation(flows: Array, output: Array) -> Array:
    """Return B, with 0 where there is no output."""
    return flows * _reciprocal(output)[:, None]


def _reciprocal(output: Array) -> Array:
    return 1 / np.where(output > 0, output, np.inf)


def sector_positions(sectors: Any, labels: Labels, count: int) -> list[int]:
    """Return the positions of one sector or several, given by label, or by position where there are no labels."""
    known = list(range(count) if labels.rows is None else labels.rows)
    several = list(sectors) if isinstance(sectors, list | tuple | set) and sectors not in known else [sectors]
    unknown = [sector for sector in several if sector not in known]
    if unknown or not several:
        raise InputError(
            "no such sector in the table",
            found=repr(unknown or sectors),
            expected=f"one of {known[:8]!r}",
            sectors=unknown,
        )
    return [known.index(sector) for sector in several]
