"""Which claims are of one time, and so may stand in one formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise, product

from cityinnov.values.figure import Figure
from cityinnov.values.period import Period, common_period

__all__ = ["distinct", "is_of_one_period", "of_one_period"]


def distinct(claims: Sequence[Figure]) -> tuple[Figure, ...]:
    """The claims without those that only repeat the value of an earlier one for the same period."""
    kept: list[Figure] = []
    for claim in claims:
        if not any(claim.period == other.period and claim.same_value(other) for other in kept):
            kept.append(claim)
    return tuple(kept)


def of_one_period(claims: Mapping[str, Sequence[Figure]]) -> list[dict[str, Figure]]:
    """Every choice of one claim for each input that shares a period, or else a calendar year.

    The year serves stocks beside flows: the population at the end of 2023 with the output of 2023.
    """
    choices = list(product(*claims.values()))
    for shared in (_same_period, _same_year):
        found = [choice for choice in choices if all(shared(a.period, b.period) for a, b in pairwise(choice))]
        if found:
            return [dict(zip(claims, choice, strict=True)) for choice in found]
    return []


def is_of_one_period(claims: Sequence[Figure]) -> bool:
    """Whether one claim is all there is, or all are dated to one time; of undated ones nobody knows."""
    return all(
        a.period is not None and (_same_period(a.period, b.period) or _same_year(a.period, b.period))
        for a, b in pairwise(claims)
    )


def _same_period(a: Period | None, b: Period | None) -> bool:
    return a == b or common_period(a, b) is not None


def _same_year(a: Period | None, b: Period | None) -> bool:
    return a is not None and b is not None and a.same_calendar_year(b)
