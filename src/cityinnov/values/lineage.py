"""Lineage: how a derived figure came about, and how to read it.

A derived figure holds a `Derivation`: the operation, the figures that went in, and the caveats of
that step. Together they form a graph whose leaves are stated figures. Everything here walks it
without recursion, so that a chain of a hundred thousand steps reads, hashes and pickles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from cityinnov.values.operations import OPERATIONS

if TYPE_CHECKING:
    from cityinnov.values.figure import Figure
    from cityinnov.values.source import Citation

__all__ = ["Caveat", "Derivation", "caveats", "citations", "explain", "formula", "leaves", "steps"]

#: What a caveat code says, in English; `{0}`, `{1}` are its operands. Reports in other languages have their own.
CAVEATS = {
    "different-periods": "the figures are of different periods: {0} and {1}",
    "undated": "a figure has no period",
    "mixed-prices": "compares current prices of {0} and {1}",
    "nominal-total": "adds current prices of different years: {0} to {1}",
    "mixed-status": "sets {0} against {1}",
    "unstated-status": "one figure is {0}, of the other it is not said",
    "ambiguous-denominator": "the text does not say of which: {0}",
    "unknown-direction": "{0} may rise or fall with its inputs, so no bounds can be stated",
    "conflicting-claims": "the sources say different things: {0}",
    "other-period": "worked out with the rate or index of {0}, though the amount is of {1}",
    "foreign-deflator": "{0} deflated by the prices of another economy: {1}",
    "left-out": "leaves out, for want of an input: {0}",
    "diluted-points": "sets points sold against points bought, of each of which dilution had left {0}",
    "boundary-change": "spans {0}, when {1}: what that changed is no growth",
    "overlap-unknown": "the groups may overlap: at least the largest, at most all together",
}


class Caveat(NamedTuple):
    """Something to know before a derived figure is quoted: a code, and what it is about.

    Parameters
    ----------
    code : str
        Which it is; a key of `CAVEATS`.
    operands : tuple of str, optional
        What it is about, in the order of the text.

    Examples
    --------
    >>> Caveat("mixed-prices", ("2013", "2023")).text
    'compares current prices of 2013 and 2023'
    """

    code: str
    operands: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The caveat in English."""
        return CAVEATS[self.code].format(*self.operands)


class Derivation(NamedTuple):
    """One step: the operation's name in `OPERATIONS`, what went in, its parameter and its caveats."""

    operation: str
    operands: tuple[Figure, ...]
    parameter: Any = None
    caveats: tuple[Caveat, ...] = ()


def steps(figure: Figure, *, into: Callable[[Figure], bool] = lambda figure: True) -> list[Figure]:
    """All figures of the lineage, each once, operands before what is made of them."""
    order: list[Figure] = []
    seen: set[int] = set()
    stack: list[tuple[Figure, Iterator[Figure]]] = []

    def enter(node: Figure) -> None:
        seen.add(id(node))
        made = node.derivation
        stack.append((node, iter(made.operands if made is not None and into(node) else ())))

    enter(figure)
    while stack:
        node, rest = stack[-1]
        for operand in rest:
            if id(operand) not in seen:
                enter(operand)
                break
        else:
            order.append(node)
            stack.pop()
    return order


def leaves(figure: Figure) -> tuple[Figure, ...]:
    """The stated figures that a figure rests on, in order of first use; of a stated figure, itself."""
    return tuple(node for node in steps(figure) if node.derivation is None or not node.derivation.operands)


def citations(figure: Figure) -> tuple[Citation, ...]:
    """The citations of all leaves, each once, in order of first use."""
    found: dict[Citation, None] = {}
    for node in steps(figure):
        found.update(dict.fromkeys(node.citations))
        if node.derivation is not None and node.derivation.operation == "detached":
            found.update(dict.fromkeys(node.derivation.parameter[1]))
    return tuple(found)


def caveats(figure: Figure) -> tuple[Caveat, ...]:
    """The caveats of all steps, each once."""
    found: dict[Caveat, None] = {}
    for node in steps(figure):
        if node.derivation is not None:
            found.update(dict.fromkeys(node.derivation.caveats))
    return tuple(found)


# -- writing --------------------------------------------------------------------------

#: A formula or tree of more operands than this is shortened; a person reads no more.
MOST_SHOWN = 12


def formula(
    figure: Figure,
    name: Callable[[Figure], str] | None = None,
    function: Callable[[str], str] = str,
    *,
    depth: int | None = None,
) -> str:
    """Write the figure as a formula over its leaves, e.g. ``50 firms / over 500 firms``.

    `name` says a figure, and `function` how one that cannot be looked into is called. What lies deeper than `depth`
    steps is said by its value. A lineage of very many steps is shortened where it gets deep.
    """
    shown = _within(figure, depth) if depth is not None else None
    texts: dict[int, tuple[str, int]] = {}
    for node in steps(figure, into=lambda node: shown is None or id(node) in shown):
        made = node.derivation if shown is None or id(node) in shown else None
        said = "" if made and made.operands else name(node) if name else node.display()
        texts[id(node)] = _written(said, made, texts, function) if made else _leaf(said)
    return texts[id(figure)][0]


def _within(figure: Figure, depth: int) -> set[int]:
    """The steps of a lineage that are no deeper than so many; a change of unit is no step of its own."""
    found: set[int] = set()
    level = [figure]
    while level and depth >= 0:
        for node in level:  # which grows as changes of unit are looked through
            made = node.derivation
            if id(node) not in found and made is not None and made.operation in _THROUGH:
                level.append(made.operands[0])
        found.update(map(id, level))
        through = [node.derivation for node in level if node.derivation and node.derivation.operation not in _THROUGH]
        level = [operand for made in through for operand in made.operands if id(operand) not in found]
        depth -= 1
    return found


#: Another unit, or that a figure is over zero, is no step of the mathematics.
_THROUGH = ("to", "positive")


def _leaf(text: str) -> tuple[str, int]:
    # a sign binds as loosely as the subtraction it looks like
    return text, 1 if text.startswith("−") else 4


def _written(
    said: str, made: Derivation, texts: dict[int, tuple[str, int]], function: Callable[[str], str]
) -> tuple[str, int]:
    operation = OPERATIONS[made.operation]
    sign, binding = operation.sign, operation.binding
    if made.operation in _THROUGH:
        return texts[id(made.operands[0])]
    if made.operation == "number":
        return _leaf(said)
    if made.operation == "detached":
        return f"{{{said}}}", 4
    parts = [texts[id(operand)] for operand in _few(made.operands)]
    if made.operation == "opaque":
        return f"{function(made.parameter.name)}({', '.join(text for text, _ in parts)}{_more(made.operands)})", 4
    words = [
        f"({text})" if inner < binding or (inner == binding and (sign == "^" or (i and sign in ("−", "/")))) else text
        for i, (text, inner) in enumerate(parts)
    ]
    if made.operation in ("total", "union") and len(parts) == 1:
        return parts[0]  # of one thing, it is that thing
    if len(made.operands) == 1 and sign:
        return f"{sign}{words[0]}", binding
    text = f" {sign} ".join(words) + _more(made.operands)
    return (text if len(text) <= 2000 else text[:1000] + " … " + text[-900:]), binding


def _few(operands: Sequence[Figure]) -> Sequence[Figure]:
    return operands if len(operands) <= MOST_SHOWN else operands[: MOST_SHOWN - 1]


def _more(operands: Sequence[Figure]) -> str:
    hidden = len(operands) - len(_few(operands))
    return f" … and {hidden:,} more" if hidden else ""


def explain(figure: Figure, show: Callable[[Figure], str], most: int = 200) -> str:
    """Draw the lineage as a tree: each step with its value as `show` writes it, each leaf with period and source.

    A step that is used twice is written out once; a tree of more than `most` lines is cut and says so.
    """
    lines: list[str] = []
    written: set[int] = set()
    # (node, the stem drawn before it, the stem drawn before its operands)
    stack: list[tuple[Figure | str, str, str]] = [(figure, "", "")]
    while stack and len(lines) < most:
        node, stem, below = stack.pop()
        if isinstance(node, str):
            lines.append(stem + node)
            continue
        made = node.derivation
        if made is None or not made.operands:
            lines.append(f"{stem}{node.display(whole=True) if made is None else node}")
            continue
        again = " (as above)" if id(node) in written else ""
        lines.append(f"{stem}{show(node)}  =  {_step(made)}{again}")
        if again:
            continue
        written.add(id(node))
        lines.extend(f"{below}│ caveat: {caveat.text}" for caveat in made.caveats)
        names = made.parameter if made.operation == "alternatives" else ()
        shown: list[Figure | str] = list(_few(made.operands))
        if len(shown) < len(made.operands):
            shown.append(f"… and {len(made.operands) - len(shown):,} more")
        for i in reversed(range(len(shown))):
            last = i == len(shown) - 1
            label = f"{names[i]}: " if names else ""
            stack.append((shown[i], f"{below}{'└─ ' if last else '├─ '}{label}", below + ("   " if last else "│  ")))
    if stack:
        lines.append(f"… the tree goes on; {len(steps(figure)):,} steps in all")
    return "\n".join(lines)


def _step(made: Derivation) -> str:
    words = {"to": "in another unit", "alternatives": "one of", "union": "together (they may overlap)"}
    if made.operation == "opaque":
        return str(made.parameter.name)
    if made.operation == "to" and made.parameter != 1:
        return f"× {made.parameter:.6g}"
    return words.get(made.operation) or made.operation


# -- pickling -------------------------------------------------------------------------


def flattened(figure: Figure) -> tuple[Any, ...]:
    """The lineage as one flat tuple, operands as positions, so that pickling it does not nest.

    Leaves stay figures: the pickler knows them again, so two figures that share a leaf still do.
    """
    order = steps(figure)
    place = {id(node): i for i, node in enumerate(order)}
    rows: list[Any] = []
    for node in order:
        made = node.derivation
        if made is None:
            rows.append(node)
        else:
            operands = tuple(place[id(operand)] for operand in made.operands)
            rows.append((node.plain(), (made.operation, operands, made.parameter, made.caveats)))
    return tuple(rows)
