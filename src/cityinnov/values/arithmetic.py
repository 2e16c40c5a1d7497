"""Arithmetic of figures: each operation checks what the domain allows, records what went in, and encloses.

The functions here are the methods of `Figure` (`a + b` is `add(a, b)`), and `total`, `union`,
`alternatives` and `opaque`, which take many.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from cityinnov.errors import DimensionError, InputError, PriceBasisError
from cityinnov.message import Message
from cityinnov.values import rules
from cityinnov.values.bounds import Bounds
from cityinnov.values.lineage import Caveat, Derivation
from cityinnov.values.node import derived, evaluated
from cityinnov.values.operations import Opaque
from cityinnov.values.period import Period, common_period
from cityinnov.values.rules import Status
from cityinnov.values.units import NUMBER, Product, Unit, mismatch, multiplied, unit_of, unit_of_both

if TYPE_CHECKING:
    from cityinnov.values.figure import Figure

__all__ = [
    "absolute",
    "add",
    "alternatives",
    "divide",
    "logarithm",
    "multiply",
    "negate",
    "opaque",
    "positive",
    "power",
    "subtract",
    "total",
    "union",
]

Number = int | float
#: Where a plain number in a formula comes from: it is exact, and says nothing of the digits of the rest.
PLAIN_NUMBER = Derivation("number", ())
#: What an operation with something else returns, so that Python asks the other operand.
_NOT_OURS = cast("Figure", NotImplemented)
PERCENT, PERCENTAGE_POINT = Unit.parse("%"), Unit.parse("pp")


def number_leaf(kind: type[Figure], value: object) -> Figure | None:
    """A plain number as a leaf: exact, dimensionless and timeless; None for what is no number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if not math.isfinite(value):
        raise InputError("a figure is not combined with NaN or infinity", found=repr(value))
    bounds = Bounds.exact(value)
    return derived(kind, bounds, NUMBER, None, Status.UNSTATED, PLAIN_NUMBER, bounds)


# -- sums -----------------------------------------------------------------------------


def add(a: Figure, b: Figure | Number) -> Figure:
    """The sum, in the unit of `a`."""
    return _sum(a, b, "add")


def add_reflected(a: Figure, b: Number) -> Figure:
    """`b + a`; a plain 0 adds nothing to anything, so that `sum(figures)` works."""
    if b.__class__ is int and b == 0:
        return a
    other = number_leaf(a.__class__, b)
    return _NOT_OURS if other is None else _sum(other, a, "add")


def subtract(a: Figure, b: Figure | Number) -> Figure:
    """The difference, in the unit of `a`; of two percentages, in percentage points."""
    return _sum(a, b, "subtract")


def subtract_reflected(a: Figure, b: Number) -> Figure:
    """`b - a`."""
    other = number_leaf(a.__class__, b)
    return _NOT_OURS if other is None else _sum(other, a, "subtract")


def _sum(a: Figure, b: Any, operation: str) -> Figure:
    kind = a.__class__
    if b.__class__ is not kind:
        other = number_leaf(kind, b)
        if other is None:
            return _NOT_OURS
        b = other
    unit = a.unit
    is_sum = operation == "add"
    if unit is not b.unit and unit != b.unit:
        a, b = _in_one_unit(a, b, "add up" if is_sum else "subtract")
        unit = a.unit
    if unit.money:
        rules.same_prices(a, b, "add up with" if is_sum else "subtract from")
    elif not is_sum and unit is PERCENT and b.unit is PERCENT:
        unit = PERCENTAGE_POINT
    period, status = a.period, a.status
    caveats: tuple[Caveat, ...] = ()
    if period is not b.period:
        period, caveats = rules.combined_period(a, b, adds=is_sum)
    if status is not b.status:
        status, more = rules.combined_status(a, b, adds=is_sum)
        caveats += more
    natural = a.natural + b.natural if is_sum else a.natural - b.natural
    is_tight = a.derivation is None and b.derivation is None and a is not b
    return derived(
        kind, natural, unit, period, status, Derivation(operation, (a, b), None, caveats), natural if is_tight else None
    )


def _in_one_unit(a: Figure, b: Figure, verb: str) -> tuple[Figure, Figure]:
    if a.unit.dimension != b.unit.dimension:
        raise mismatch(a.unit, b.unit, verb)
    if a.unit is PERCENTAGE_POINT and b.unit is PERCENT:
        return a.to(PERCENT), b
    unit = unit_of_both(a.unit, b.unit)
    return a.to(unit), b.to(unit)


def _all_in_one_unit(figures: Sequence[Figure], verb: str) -> list[Figure]:
    first = figures[0]
    for unit in dict.fromkeys(figure.unit for figure in figures):  # few, however many the figures
        if unit is not first.unit:
            first, _ = _in_one_unit(first, next(figure for figure in figures if figure.unit is unit), verb)
    return [figure if figure.unit is first.unit else _in_one_unit(first, figure, verb)[1] for figure in figures]


def negate(a: Figure) -> Figure:
    """The figure with its sign turned."""
    return derived(a.__class__, -a.natural, a.unit, a.period, a.status, Derivation("negate", (a,)))


def absolute(a: Figure) -> Figure:
    """The figure without its sign."""
    return derived(a.__class__, evaluated("absolute", (a,)), a.unit, a.period, a.status, Derivation("absolute", (a,)))


def positive(a: Figure) -> Figure:
    """The figure, where it is known to be over zero though its words do not say so; then it can divide.

    Raises
    ------
    DomainError
        If it surely is not.

    Examples
    --------
    Of a promise of "up to 13,000 jobs" a tenth is surely delivered with 1,300; nobody promises none.

    >>> from cityinnov.values.figure import Figure
    >>> promised = positive(Figure.parse("up to 13,000 jobs, 2017"))
    >>> (Figure.parse("over 1,300 jobs, 2024") / promised).bounds
    Bounds (0.1, inf)
    """
    return derived(a.__class__, evaluated("positive", (a,)), a.unit, a.period, a.status, Derivation("positive", (a,)))


def logarithm(a: Figure) -> Figure:
    """The natural logarithm of a plain number.

    Raises
    ------
    DimensionError
        If the figure has a unit.
    DomainError
        If it may be zero or less.
    """
    if not a.unit.is_number:
        raise DimensionError(
            f"only a plain number has a logarithm, not one of {a.unit.text}", hint="take a ratio first"
        )
    a = a.to(NUMBER)
    return derived(a.__class__, evaluated("logarithm", (a,)), NUMBER, a.period, a.status, Derivation("logarithm", (a,)))


# -- products -------------------------------------------------------------------------


def multiply(a: Figure, b: Figure | Number) -> Figure:
    """The product; units multiply, and symbols of one dimension are brought together."""
    return _product(a, b, "multiply")


def divide(a: Figure, b: Figure | Number) -> Figure:
    """The quotient; units divide. A divisor that may be zero raises `DivisionByZeroError`."""
    return _product(a, b, "divide")


def divide_reflected(a: Figure, b: Number) -> Figure:
    """`b / a`."""
    other = number_leaf(a.__class__, b)
    return _NOT_OURS if other is None else _product(other, a, "divide")


def _product(a: Figure, b: Any, operation: str) -> Figure:
    kind = a.__class__
    caveats: tuple[Caveat, ...] = ()
    if b.__class__ is not kind:
        number = number_leaf(kind, b)
        if number is None:
            return _NOT_OURS
        b, unit, period, status = number, a.unit, a.period, a.status
    else:
        product = multiplied(a.unit, b.unit, 1 if operation == "multiply" else -1)
        unit, period, status = product.unit, a.period, a.status
        if product.left != 1.0 or product.right != 1.0:
            a, b = _reconciled(a, b, product)
        if period is not b.period:
            period, caveats = rules.combined_period(a, b, adds=False)
            if operation == "divide":
                caveats += rules.ratio_caveats(a, b)
        if status is not b.status:
            status, more = rules.combined_status(a, b, adds=False)
            caveats += more
    if operation == "multiply":
        natural = a.natural * b.natural
    else:
        natural = evaluated("divide", (a, b)) if b.natural.low <= 0.0 <= b.natural.high else a.natural / b.natural
    is_tight = a.derivation is None and b.derivation is None and a is not b
    return derived(
        kind, natural, unit, period, status, Derivation(operation, (a, b), None, caveats), natural if is_tight else None
    )


def _reconciled(a: Figure, b: Figure, product: Product) -> tuple[Figure, Figure]:
    """The operands in the units that the product asks for, as steps of the lineage."""
    if product.left != 1.0:
        a = _scaled(a, product.left, product.left_unit)
    if product.right != 1.0:
        b = _scaled(b, product.right, product.right_unit)
    return a, b


def _scaled(figure: Figure, factor: float, unit: Unit) -> Figure:
    made = Derivation("to", (figure,), factor)
    return derived(figure.__class__, figure.natural.scaled(factor), unit, figure.period, figure.status, made)


def power(a: Figure, exponent: Figure | Number) -> Figure:
    """The figure to a power; a unit only to a whole one.

    Raises
    ------
    DimensionError
        If the exponent has a unit, or the base has one and the exponent is not a whole plain number.
    """
    kind = a.__class__
    other = exponent if isinstance(exponent, kind) else number_leaf(kind, exponent)
    if other is None:
        return _NOT_OURS
    if other.unit is not NUMBER:
        if not other.unit.is_number:
            raise DimensionError(
                f"an exponent is a plain number, not {other.unit.text}", hint="divide it by one of its unit first"
            )
        other = other.to(NUMBER)
    if a.unit.is_number:
        a, unit = a.to(NUMBER), NUMBER
    elif other.natural.is_exact and other.natural.low.is_integer():
        unit = unit_of(tuple((name, n * int(other.natural.low)) for name, n in a.unit.powers if other.natural.low))
    else:
        raise DimensionError(
            f"{a.unit.text} has no power {other}", hint="take a ratio first: (end / start) ** (1 / years)"
        )
    period, caveats = rules.combined_period(a, other, adds=False)
    made = Derivation("power", (a, other), None, caveats)
    return derived(kind, evaluated("power", (a, other)), unit, period, a.status, made)


def power_reflected(a: Figure, base: Number) -> Figure:
    """`base ** a`."""
    other = number_leaf(a.__class__, base)
    return _NOT_OURS if other is None else power(other, a)


# -- many at once ---------------------------------------------------------------------


def total(figures: Iterable[Figure], *, nominal: bool = False, mixed_status: bool = False) -> Figure:
    """The sum of any number of figures, as one step of the lineage.

    Parameters
    ----------
    figures : iterable of Figure
        At least one; the result is in the unit of the first.
    nominal : bool, default False
        Add amounts at current prices of different years as they are; the result carries the caveat.
    mixed_status : bool, default False
        Add what was committed, planned and paid; the result has no status.

    Raises
    ------
    InputError
        If there is nothing to add.
    DimensionError, PriceBasisError, StatusError
        If they do not add up.

    Examples
    --------
    >>> from cityinnov.values.figure import Figure
    >>> print(total([Figure.parse("3 billion CNY, 2020"), Figure.parse("4 billion CNY, 2020")]))
    7 billion CNY
    """
    summands = list(figures)
    if not summands:
        raise InputError("there is nothing to add up", expected="at least one figure")
    summands = _all_in_one_unit(summands, "add up")
    first = summands[0]
    status, caveats = _status_of_all(summands, adds=not mixed_status)
    period, more = _period_of_all(summands)
    if first.unit.money and period is None:
        amounts = [figure for figure in summands if not rules.is_zero(figure)]  # nothing is the same at any prices
        try:
            for figure in amounts:
                rules.same_prices(amounts[0], figure, "add up with")
        except PriceBasisError:
            if not nominal:
                raise
            dated = sorted({str(figure.period) for figure in amounts if figure.period})
            years = (Caveat("nominal-total", (dated[0], dated[-1])),) if len(dated) > 1 else ()
            more = (*years, Caveat("undated")) if any(figure.period is None for figure in amounts) else years
    return combined("total", summands, None, first.unit, period, status, (*caveats, *more))


def _status_of_all(figures: Sequence[Figure], *, adds: bool) -> tuple[Status, tuple[Caveat, ...]]:
    """The status of many: the one that all have, or none, with a caveat for each that differs."""
    first = next((figure for figure in figures if figure.status is not Status.UNSTATED), figures[0])
    status = first.status
    caveats: dict[Caveat, None] = {}
    for figure in figures:
        if figure.status is not first.status:
            common, more = rules.combined_status(first, figure, adds=adds)
            status = status if common is first.status else common
            caveats.update(dict.fromkeys(more))
    return status, tuple(caveats)


def _period_of_all(figures: Sequence[Figure]) -> tuple[Period | None, tuple[Caveat, ...]]:
    counted = [figure for figure in figures if not (figure.unit.is_number and rules.is_timeless(figure))]
    periods = list(dict.fromkeys(figure.period for figure in counted))
    if len(periods) <= 1:
        return periods[0] if periods else None, ()
    dated = [period for period in periods if period is not None]
    if len(dated) < len(periods):
        return None, (Caveat("undated"),)
    common: Period | None = dated[0]
    for period in dated[1:]:
        common = common_period(common, period)
    if common is not None:
        return common, ()
    ordered = sorted(dated, key=lambda period: period.sort_key)
    is_of_one_year = all(period.same_calendar_year(ordered[0]) for period in ordered)
    is_money = all(figure.unit.money for figure in figures)
    if all(a.adjoins(b) for a, b in pairwise(ordered)) and (is_of_one_year or not is_money):
        span = ordered[0]
        for period in ordered[1:]:
            span = span.span_to(period)
        return span, ()
    if is_money and is_of_one_year:
        return Period.of(ordered[0].year or 0), ()
    return None, (Caveat("different-periods", (str(ordered[0]), str(ordered[-1]))),)


def union(figures: Iterable[Figure]) -> Figure:
    """How many things several groups have together if they may overlap: the largest group at least, all at most.

    Parameters
    ----------
    figures : iterable of Figure
        The size of each group, in units of one kind.

    Examples
    --------
    >>> from cityinnov.values.figure import Figure
    >>> union([Figure.parse("500 firms"), Figure.parse("1,000 firms")]).bounds
    Bounds [1000, 1500]
    """
    groups = list(figures)
    if len(groups) < 2:
        return total(groups)
    groups = _all_in_one_unit(groups, "add up")
    first = groups[0]
    period, more = _period_of_all(groups)
    status, caveats = _status_of_all(groups, adds=True)
    return combined("union", groups, None, first.unit, period, status, (Caveat("overlap-unknown"), *caveats, *more))


def alternatives(readings: Mapping[str, Figure], caveat: str = "ambiguous-denominator") -> Figure:
    """A figure that a text leaves open: the hull of its readings, which `.alternatives` names.

    Parameters
    ----------
    readings : mapping of str to Figure
        Each reading by what it says.
    caveat : str, optional
        The code of the caveat that more than one reading brings.

    Raises
    ------
    InputError
        If there is no reading.

    Examples
    --------
    >>> from cityinnov.values.figure import Figure
    >>> share = alternatives({"of production": Figure.parse("under 10 %"), "of all": Figure.parse("under 5 %")})
    >>> print(share)
    under 10 %
    >>> share.caveats()[0].text
    'the text does not say of which: of production or of all'
    """
    if not readings:
        raise InputError("there are no readings to choose from")
    figures = _all_in_one_unit(list(readings.values()), "compare")
    first = figures[0]
    period = first.period if all(figure.period == first.period for figure in figures) else None
    status = first.status if all(figure.status is first.status for figure in figures) else Status.UNSTATED
    said = (Caveat(caveat, (Message("{readings:or}", readings=tuple(readings)),)),) if len(figures) > 1 else ()
    natural = evaluated("alternatives", figures)
    made = Derivation("alternatives", tuple(figures), tuple(readings), said)
    return derived(first.__class__, natural, first.unit, period, status, made, natural)


def opaque(
    name: str,
    function: Callable[..., float],
    operands: Sequence[Figure],
    directions: Sequence[str],
    unit: Unit | str = NUMBER,
    *,
    upper: Callable[..., float] | None = None,
    over_time: bool = False,
) -> Figure:
    """A figure from a function that cannot be looked into, such as a root finder.

    Parameters
    ----------
    name : str
        How the function is called in formulas.
    function : callable
        From plain numbers, one an operand (its value in its own unit), to a plain number. Of module level,
        so that it pickles.
    operands : sequence of Figure
        What goes in.
    directions : sequence of {"rise", "fall", "neither"}
        How the result moves with each operand. Where one that is uncertain is "neither", the bounds are unknown.
    unit : Unit or str
        The unit of the result.
    upper : callable, optional
        Where more than the operands is uncertain (the day of a flow): a function that gives the greatest the result may
        be, and `function` the least.
    over_time : bool, default False
        Whether the operands are a series, which is of different periods by its nature: the result then has none, and no
        caveat says so.

    Raises
    ------
    InputError
        If there are not as many directions as operands, or one is none of the three.

    Examples
    --------
    >>> import math
    >>> from cityinnov.values.figure import Figure
    >>> root = opaque("root", math.sqrt, [Figure.parse("4 to 9")], ["rise"])
    >>> root.bounds, root.formula()
    (Bounds [2, 3], 'root(4 to 9)')
    """
    if len(operands) != len(directions) or not set(directions) <= {"rise", "fall", "neither"} or not operands:
        raise InputError("each operand needs its direction", expected="'rise', 'fall' or 'neither' for each operand")
    parameter = Opaque(name, function, tuple(directions), upper)
    unknown = any(d == "neither" and not f.natural.is_point for d, f in zip(directions, operands, strict=True))
    said = (Caveat("unknown-direction", (name,)),) if unknown else ()
    period, more = (None, ()) if over_time else _period_of_all(operands)
    return combined("opaque", operands, parameter, Unit.of(unit), period, operands[0].status, (*said, *more))


def combined(
    operation: str,
    operands: Sequence[Figure],
    parameter: Any,
    unit: Unit,
    period: Period | None,
    status: Status,
    caveats: tuple[Caveat, ...],
) -> Figure:
    """A step of any operation, its bounds from the table."""
    made = Derivation(operation, tuple(operands), parameter, caveats)
    return derived(operands[0].__class__, evaluated(operation, operands, parameter), unit, period, status, made)
