"""The rules there are, by code: every function marked with a code in the modules named here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter
from types import MappingProxyType

from cityinnov.checks import (
    acceptance,
    boundaries,
    comparability,
    growth,
    money,
    parts,
    provenance,
    restatements,
    shares,
    timing,
    wording,
)
from cityinnov.checks.rule import Rule, rules_of
from cityinnov.errors import UnknownNameError, nearest

__all__ = ["RULES", "selected"]

FAMILIES = (
    restatements,
    parts,
    shares,
    growth,
    boundaries,
    comparability,
    wording,
    timing,
    provenance,
    money,
    acceptance,
)

#: All rules in the order of their codes; that on accepted findings comes last, as it looks at the others.
RULES: Mapping[str, Rule] = MappingProxyType(
    {rule.code: rule for rule in sorted(rules_of(*FAMILIES), key=attrgetter("code"))}
)


def selected(select: Iterable[str] | None = None, ignore: Iterable[str] | None = None) -> tuple[Rule, ...]:
    """The rules of these codes, or of codes that begin so: `C1` is all on restatements.

    Raises
    ------
    UnknownNameError
        If no code begins so; `data["nearest"]` has the nearest.

    Examples
    --------
    >>> [rule.code for rule in selected(["C5"], ignore=["C504"])]
    ['C501', 'C502', 'C503']
    """
    wanted = _codes(select) if select is not None else set(RULES)
    return tuple(RULES[code] for code in RULES if code in wanted - _codes(ignore or ()))


def _codes(beginnings: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for beginning in beginnings:
        codes = {code for code in RULES if beginning and code.startswith(beginning.upper())}
        if not codes:
            near = nearest(beginning.upper(), list(RULES))
            raise UnknownNameError(
                f"no check has the code {beginning[:20]!r}",
                hint=f"nearest: {', '.join(near)}" if near else "cityinnov checks lists them",
                nearest=near,
            )
        found |= codes
    return found
