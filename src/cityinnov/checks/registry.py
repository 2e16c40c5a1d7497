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
from cityinnov.checks.rule import Check, Rule, rules_of
from cityinnov.errors import InputError, UnknownNameError, nearest

__all__ = ["RULES", "selected", "with_own"]

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

#: What looks at the findings of the others.
LAST = ("C901",)


def with_own(own: Iterable[Check] = ()) -> Mapping[str, Rule]:
    """The rules there are and some of one's own, by code; that on accepted findings comes last.

    Raises
    ------
    InputError
        If a function is not marked with a code, or its code is taken.

    Examples
    --------
    >>> with_own([len])
    Traceback (most recent call last):
    cityinnov.errors.InputError: not a rule; found 'len' (hint: mark the function: @rule("X101", Severity.WARNING))
    """
    found = dict(RULES)
    for check in own:
        made = getattr(check, "__rule__", None)
        if not isinstance(made, Rule):
            name = getattr(check, "__name__", repr(check)[:60])
            hint = 'mark the function: @rule("X101", Severity.WARNING)'
            raise InputError("not a rule", found=repr(name), hint=hint)
        if made.code in found and found[made.code] != made:
            raise InputError(
                f"the code {made.code} is that of another check", found=made.name, expected="a letter of your own: X101"
            )
        found[made.code] = made
    last = {code: found.pop(code) for code in LAST}
    return MappingProxyType({**found, **last})


def selected(
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    rules: Mapping[str, Rule] = RULES,
) -> tuple[Rule, ...]:
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
    wanted = _codes(select, rules) if select is not None else set(rules)
    return tuple(rules[code] for code in rules if code in wanted - _codes(ignore or (), rules))


def _codes(beginnings: Iterable[str], rules: Mapping[str, Rule]) -> set[str]:
    found: set[str] = set()
    for beginning in beginnings:
        codes = {code for code in rules if beginning and code.startswith(beginning.upper())}
        if not codes:
            near = nearest(beginning.upper(), list(rules))
            raise UnknownNameError(
                f"no check has the code {beginning[:20]!r}",
                hint=f"nearest: {', '.join(near)}" if near else "cityinnov checks lists them",
                nearest=near,
            )
        found |= codes
    return found
