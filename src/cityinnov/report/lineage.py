"""The lineage of a figure as a tree that a page can unfold: each step with what went into it.

A lineage is a graph, may have a hundred thousand steps, and shares what is used twice. The tree is cut where no
reader follows any more, says what it left out, and writes a shared step out once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from cityinnov.values.figure import Figure
from cityinnov.values.lineage import MOST_SHOWN, Caveat, formula

__all__ = ["LineageStep", "brief_formula", "lineage_tree"]

#: Characters of a formula that is read at a glance, and of one that is shortened.
LONGEST, BRIEF = 240, 120

MOST_STEPS = 200
DEEPEST = 24


@attrs.frozen(slots=True, kw_only=True)
class LineageStep:
    """One figure of a lineage, and the steps it was made of.

    Parameters
    ----------
    figure : Figure
        What came out; a stated figure where there are no operands.
    operation : str, optional
        Its name in `cityinnov.values.operations.OPERATIONS`, or that of the function for an opaque one.
    factor : float, optional
        What a change of unit multiplied by, where that is not 1.
    reading : str, optional
        Which of several readings of the text the step is, where the one above is their hull.
    caveats : tuple of Caveat
        What this very step asks to be known.
    operands : tuple of LineageStep
        What went in.
    hidden : int
        How many operands, or steps below, are left out.
    is_repeated : bool
        Whether the step stands in full further up.
    """

    figure: Figure
    operation: str | None = None
    factor: float | None = None
    reading: str | None = None
    caveats: tuple[Caveat, ...] = ()
    operands: tuple[LineageStep, ...] = ()
    hidden: int = 0
    is_repeated: bool = False


def lineage_tree(figure: Figure) -> LineageStep:
    """The lineage of a figure as a tree.

    Examples
    --------
    >>> share = (Figure.parse("50 firms") / Figure.parse("over 500 firms")).to("%")
    >>> tree = lineage_tree(share)
    >>> tree.operation, tree.factor, tree.operands[0].operation
    ('to', 100.0, 'divide')
    >>> [str(step.figure) for step in tree.operands[0].operands]
    ['50 firms', 'over 500 firms']
    """
    return _step(figure, None, set(), 0)


def brief_formula(
    figure: Figure, name: Callable[[Figure], str] | None = None, function: Callable[[str], str] = str
) -> str:
    """A formula that is read at a glance: of a long one the first steps, and what lies deeper by its value.

    Parameters
    ----------
    figure : Figure
        A derived figure.
    name : callable, optional
        How a figure is said.
    function : callable, optional
        How a function is called that cannot be looked into.

    Examples
    --------
    >>> share = Figure.parse("50 firms") / Figure.parse("over 500 firms")
    >>> brief_formula(share)
    '50 firms / over 500 firms'
    """
    brief, depth = formula(figure, name, function=function), 1
    if len(brief) <= LONGEST:
        return brief
    brief = formula(figure, name, depth=depth, function=function)
    while len(longer := formula(figure, name, depth=depth + 1, function=function)) <= BRIEF:
        brief, depth = longer, depth + 1
    return brief


def _step(figure: Figure, reading: str | None, written: set[int], depth: int) -> LineageStep:
    made = figure.derivation
    if made is None or not made.operands:
        return LineageStep(figure=figure, reading=reading)
    operation = str(made.parameter.name) if made.operation == "opaque" else made.operation
    said: dict[str, Any] = {"figure": figure, "operation": operation, "reading": reading, "caveats": made.caveats}
    if made.operation == "to" and made.parameter != 1:
        said["factor"] = float(made.parameter)
    if id(figure) in written:
        return LineageStep(**said, is_repeated=True)
    written.add(id(figure))
    if depth >= DEEPEST or len(written) > MOST_STEPS:
        return LineageStep(**said, hidden=len(made.operands))
    shown = made.operands if len(made.operands) <= MOST_SHOWN else made.operands[: MOST_SHOWN - 1]
    readings = made.parameter if made.operation == "alternatives" else (None,) * len(shown)
    operands = tuple(_step(operand, name, written, depth + 1) for operand, name in zip(shown, readings, strict=False))
    return LineageStep(**said, operands=operands, hidden=len(made.operands) - len(shown))
