"""Node: the slots of a figure, and the fast way to make one that was derived.

Figures are made by the hundred thousand in arithmetic. What a person passes in is checked by
`Figure.__init__`; what an operation makes of checked figures is put straight into the slots here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from cityinnov.errors import DivisionByZeroError, DomainError, InputError
from cityinnov.values.bounds import Bounds
from cityinnov.values.lineage import Caveat, Derivation
from cityinnov.values.operations import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cityinnov.values.figure import Figure
    from cityinnov.values.period import Period
    from cityinnov.values.rules import Status
    from cityinnov.values.source import Citation
    from cityinnov.values.units import Unit

__all__ = ["Node", "derived", "evaluated", "leaf", "replayed", "with_caveat"]


@attrs.frozen(slots=True, eq=False, init=False, repr=False)
class Node:
    """The data of a figure; `natural` are its bounds before tightening, `_tight` after, once read."""

    natural: Bounds
    unit: Unit
    period: Period | None
    status: Status
    citations: tuple[Citation, ...]
    restated: tuple[Figure, ...]
    stated: str | None
    derivation: Derivation | None
    _tight: Bounds | None


#: What an operation raises for operands that it may have no value for.
OUTSIDE_DOMAIN = (DivisionByZeroError, DomainError)

_new = object.__new__
# The slots' own descriptors are the only way past `frozen`, and the fastest.
_SLOTS: dict[str, Any] = {field.name: vars(Node)[field.name].__set__ for field in attrs.fields(Node)}
_set_natural, _set_unit, _set_period, _set_status = (_SLOTS[name] for name in ("natural", "unit", "period", "status"))
_set_citations, _set_restated, _set_stated = (_SLOTS[name] for name in ("citations", "restated", "stated"))
_set_derivation, set_tight = (_SLOTS[name] for name in ("derivation", "_tight"))


def derived(
    kind: type[Figure],
    natural: Bounds,
    unit: Unit,
    period: Period | None,
    status: Status,
    derivation: Derivation,
    tight: Bounds | None = None,
) -> Figure:
    """A figure that an operation has made; `tight` if the natural bounds are known to be it."""
    made = _new(kind)
    _set_natural(made, natural)
    _set_unit(made, unit)
    _set_period(made, period)
    _set_status(made, status)
    _set_citations(made, ())
    _set_restated(made, ())
    _set_stated(made, None)
    _set_derivation(made, derivation)
    set_tight(made, tight)
    return made


def with_caveat(figure: Figure, caveat: Caveat) -> Figure:
    """The same derived figure, with something more to know about its last step.

    Raises
    ------
    InputError
        If the figure is stated: what is odd about a source's own figure is for the checks to say.
    """
    made = figure.derivation
    if made is None:
        raise InputError("a caveat belongs to a step, and the figure is stated", found=str(figure)[:60])
    made = made._replace(caveats=(*made.caveats, caveat))
    return derived(type(figure), figure.natural, figure.unit, figure.period, figure.status, made, figure._tight)


def leaf(
    kind: type[Figure],
    bounds: Bounds,
    unit: Unit,
    period: Period | None,
    status: Status,
    citations: tuple[Citation, ...] = (),
    restated: tuple[Figure, ...] = (),
    stated: str | None = None,
) -> Figure:
    """A stated figure of parts that are known to be right."""
    made = _new(kind)
    _set_natural(made, bounds)
    _set_unit(made, unit)
    _set_period(made, period)
    _set_status(made, status)
    _set_citations(made, citations)
    _set_restated(made, restated)
    _set_stated(made, stated)
    _set_derivation(made, None)
    set_tight(made, bounds)
    return made


def with_parts(figure: Figure, **parts: Any) -> Figure:
    """The same figure with some of its slots set anew."""
    made = _new(figure.__class__)
    for name, put in _SLOTS.items():
        put(made, parts.get(name, getattr(figure, name)))
    return made


def evaluated(operation: str, operands: Sequence[Figure], parameter: Any = None) -> Bounds:
    """Bounds of a step: of the natural bounds of its operands or, where it has no value for those, of the tight ones.

    A divisor may exclude zero only once it is known that its leaves are the same in every place. Readings are
    always taken as tight as they are: a hull of loose bounds would be looser still.
    """
    row = OPERATIONS[operation]
    if operation != "alternatives":
        try:
            return row.evaluate([operand.natural for operand in operands], parameter)
        except OUTSIDE_DOMAIN:
            pass
    return row.evaluate([operand.bounds for operand in operands], parameter)


def replayed(order: list[Figure], change: Callable[[Figure], Figure]) -> Figure:
    """Work a lineage out again with its leaves changed; `order` has operands before what is made of them."""
    anew: dict[int, Figure] = {}
    for node in order:
        made = node.derivation
        if made is None or not made.operands:
            anew[id(node)] = change(node)
            continue
        operands = tuple(anew[id(operand)] for operand in made.operands)
        if all(map(_is, operands, made.operands)):
            anew[id(node)] = node
            continue
        natural = evaluated(made.operation, operands, made.parameter)
        anew[id(node)] = with_parts(node, natural=natural, derivation=made._replace(operands=operands), _tight=None)
    return anew[id(order[-1])]


def _is(a: object, b: object) -> bool:
    return a is b
