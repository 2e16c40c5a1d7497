"""Figure: a number as a case study says it, and the arithmetic that keeps what it says.

A figure carries bounds, a unit (with the currency and price basis in it), a period, a status and its
citations. Arithmetic records what went in; bounds are tightened over that record when they are read.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from cityinnov.errors import ExactnessError, InputError
from cityinnov.values import (
    arithmetic,
    comparison,
    display,
    languages,
    lineage,
    money,
    notebook,
    quantities,
    tightness,
)
from cityinnov.values.bounds import Bounds
from cityinnov.values.lineage import Caveat, Derivation
from cityinnov.values.literal import reading, writing
from cityinnov.values.node import Node, derived, leaf, replayed, set_tight, with_parts
from cityinnov.values.period import Period
from cityinnov.values.rules import Status
from cityinnov.values.source import Citation
from cityinnov.values.units import NUMBER, Unit, conversion_factor

__all__ = ["Figure"]

Number = int | float
PeriodLike = Period | str | int | datetime.date | None


class Figure(Node):
    """A number with its bounds, unit, period, status and sources.

    Parameters
    ----------
    value : Bounds or float
        What is known of the value, in `unit`.
    unit : Unit or str, default ""
        A unit of the vocabulary; "" for a plain number.
    period : Period, str, int or date, optional
        When it holds.
    status : Status or str, default "unstated"
        Whether it happened, was committed, planned, projected or aimed at.
    citations : Citation or sequence of them, optional
        Where it stands.
    restated : sequence of Figure, optional
        Figures that the same source gives for the same thing.
    stated : str, optional
        The figure's own words; not part of equality.

    Raises
    ------
    InputError
        For a value that is no number; `UnitError`, `PeriodError` for the other parts.

    Examples
    --------
    >>> local, all_suppliers = Figure.parse("50 firms, 2025-05"), Figure.parse("over 1,500 firms, 2025-05")
    >>> share = local / all_suppliers
    >>> print(share.to("%"))
    under 3.334 %
    >>> print(share.formula())
    50 firms / over 1,500 firms
    """

    __slots__ = ()

    def __init__(
        self,
        value: Bounds | Number,
        unit: Unit | str = NUMBER,
        period: PeriodLike = None,
        status: Status | str = Status.UNSTATED,
        citations: Citation | Iterable[Citation] = (),
        restated: Iterable[Figure] = (),
        stated: str | None = None,
    ) -> None:
        if isinstance(value, bool) or not isinstance(value, Bounds | int | float):
            hint = "text is read by Figure.parse(text)"
            raise InputError("a figure's value is a number or Bounds", found=repr(value)[:60], hint=hint)
        bounds = value if isinstance(value, Bounds) else Bounds.exact(value)
        try:
            status = Status(status)
        except ValueError:
            raise InputError("no such status", found=repr(status), expected=", ".join(Status)) from None
        cited = (citations,) if isinstance(citations, Citation) else tuple(citations)
        self.__attrs_init__(
            natural=bounds,
            unit=Unit.of(unit),
            period=None if period is None else Period.of(period),
            status=status,
            citations=cited,
            restated=tuple(restated),
            stated=stated,
            derivation=None,
            tight=bounds,
        )

    # -- constructors -----------------------------------------------------------------

    @classmethod
    def parse(cls, text: str, locale: Any = None) -> Figure:
        """Read a figure literal such as ``over 500 firms, 2025-05 [br]``, or a figure as a language says it.

        Parameters
        ----------
        text : str
            A literal; with a locale, what `format` writes, or the press of that language.
        locale : str or babel.Locale, optional
            Such as ``"zh_CN"`` or ``"de"``.

        Raises
        ------
        LiteralError
            If the text is no figure, or could be read in several ways; the message gives them.

        Examples
        --------
        >>> Figure.parse("7 billion CNY (970 million USD), 2020 [br ¶10]").restated
        (Figure('970 million USD'),)
        >>> Figure.parse("约1500亿元", locale="zh_CN")
        Figure('about 150 billion CNY "约1500亿元"')
        """
        if locale is not None:
            return languages.spoken().parse(text, locale)
        return reading.parse(cls, text)

    @classmethod
    def of(cls, value: Figure | str) -> Figure:
        """A figure itself, or the one that a literal text gives; nothing else is coerced."""
        if isinstance(value, Figure):
            return value
        if isinstance(value, str):
            return cls.parse(value)
        raise InputError("expected a figure or its text", found=repr(value)[:60], hint="e.g. '50 firms, 2025-05'")

    @classmethod
    def exact(cls, value: Number, unit: Unit | str = NUMBER, period: PeriodLike = None, **parts: Any) -> Figure:
        """The value itself; `parts` are those of the class: status, citations, restated, stated."""
        return cls(Bounds.exact(value), unit, period, **parts)

    @classmethod
    def over(cls, value: Number, unit: Unit | str = NUMBER, period: PeriodLike = None, **parts: Any) -> Figure:
        """More than a value."""
        return cls(Bounds.over(value), unit, period, **parts)

    @classmethod
    def at_least(cls, value: Number, unit: Unit | str = NUMBER, period: PeriodLike = None, **parts: Any) -> Figure:
        """A value or more."""
        return cls(Bounds.at_least(value), unit, period, **parts)

    @classmethod
    def under(cls, value: Number, unit: Unit | str = NUMBER, period: PeriodLike = None, **parts: Any) -> Figure:
        """Less than a value; from zero up for what is counted."""
        return cls(Bounds.under(value, _floor(unit)), unit, period, **parts)

    @classmethod
    def at_most(cls, value: Number, unit: Unit | str = NUMBER, period: PeriodLike = None, **parts: Any) -> Figure:
        """A value or less; from zero up for what is counted."""
        return cls(Bounds.at_most(value, _floor(unit)), unit, period, **parts)

    @classmethod
    def between(
        cls, low: Number, high: Number, unit: Unit | str = NUMBER, period: PeriodLike = None, **parts: Any
    ) -> Figure:
        """From one value to another, both possible."""
        return cls(Bounds.between(low, high), unit, period, **parts)

    @classmethod
    def about(cls, value: Number, unit: Unit | str = NUMBER, period: PeriodLike = None, **parts: Any) -> Figure:
        """Approximately a value."""
        return cls(Bounds.about(value), unit, period, **parts)

    @classmethod
    def nearly(cls, value: Number, unit: Unit | str = NUMBER, period: PeriodLike = None, **parts: Any) -> Figure:
        """A little less than a value."""
        return cls(Bounds.nearly(value, _floor(unit)), unit, period, **parts)

    # -- reading ----------------------------------------------------------------------

    @property
    def bounds(self) -> Bounds:
        """What is known of the value, in `unit`, as tight as the lineage supports."""
        tight = self._tight
        if tight is None:
            tight = tightness.tightened(self)
            set_tight(self, tight)
        return tight

    @property
    def low(self) -> float:
        """The lower end of the bounds."""
        return self.bounds.low

    @property
    def high(self) -> float:
        """The upper end of the bounds."""
        return self.bounds.high

    @property
    def mid(self) -> float:
        """The middle of the bounds; `DomainError` where an end is infinite."""
        return self.bounds.mid

    @property
    def is_exact(self) -> bool:
        """Whether the value is one number, not approximate."""
        return self.bounds.is_exact

    @property
    def is_stated(self) -> bool:
        """Whether the figure was stated, not derived."""
        return self.derivation is None or self.derivation.operation in ("of", "number")

    @property
    def quantity(self) -> Any:
        """The exact or middle value as a pint Quantity, of the library's own registry."""
        return quantities.quantity(self)

    def __float__(self) -> float:
        if not (self.is_exact and self.unit.is_number):
            raise ExactnessError(
                f"{self} is not a plain number",
                hint="use .low, .high or .mid, and .unit; a ratio of two figures of one unit is a plain number",
            )
        return self.low * float(self.unit.factor)

    # -- lineage ----------------------------------------------------------------------

    def leaves(self) -> tuple[Figure, ...]:
        """The stated figures that this one rests on, in order of first use."""
        return lineage.leaves(self)

    def sources(self) -> tuple[Citation, ...]:
        """The citations of all leaves, each once."""
        return lineage.citations(self)

    def caveats(self) -> tuple[Caveat, ...]:
        """What to know before quoting the figure."""
        return lineage.caveats(self)

    def formula(self) -> str:
        """The figure as a formula over its leaves."""
        return lineage.formula(self)

    def explain(self) -> str:
        """The lineage as a tree, with periods, sources and caveats."""
        return lineage.explain(self, display.shower(self))

    def sensitivity(self) -> tuple[tuple[Figure, float], ...]:
        """The uncertain leaves, each with the share of the width it is answerable for."""
        return tightness.sensitivity(self)

    @property
    def alternatives(self) -> Mapping[str, Figure]:
        """The readings that the figure is the hull of, by name; empty where there is one reading."""
        made = self.derivation
        while made is not None and made.operation == "to":
            inner = made.operands[0]
            if inner.alternatives:
                return {name: figure.to(self.unit) for name, figure in inner.alternatives.items()}
            return {}
        if made is None or made.operation != "alternatives":
            return {}
        return dict(zip(made.parameter, made.operands, strict=True))

    def detached(self) -> Figure:
        """The same figure as a leaf: its lineage cut, its sources and caveats kept."""
        if self.derivation is None:
            return self
        made = Derivation("detached", (), (self.bounds, self.sources()), self.caveats())
        return derived(type(self), self.bounds, self.unit, self.period, self.status, made, self.bounds)

    # -- change -----------------------------------------------------------------------

    def to(self, unit: Unit | str) -> Figure:
        """The same amount in another unit of its dimension; a step of the lineage.

        Raises
        ------
        DimensionError
            If the unit measures something else; `CurrencyError` for another currency.

        Examples
        --------
        >>> print(Figure.parse("0.4").to("%"))
        40 %
        """
        unit = Unit.of(unit)
        if unit == self.unit:
            return self
        made = self.derivation
        if made is not None and made.operation == "to":  # there and back is where it was, to the last digit
            return made.operands[0].to(unit)
        factor = conversion_factor(self.unit, unit)
        made = Derivation("to", (self,), factor)
        return derived(type(self), self.natural.scaled(factor), unit, self.period, self.status, made)

    def widened(self, by: float) -> Figure:
        """The figure with ≈ turned into real bounds, `by` as a share of the value; a derived one is worked out again.

        Examples
        --------
        >>> Figure.parse("about 40 %").widened(0.05).bounds
        Bounds [38, 42]
        """
        return replayed(lineage.steps(self), lambda leaf: _widened(leaf, by))

    def cited(self, *citations: Citation) -> Figure:
        """The same stated figure with these citations."""
        return with_parts(self, citations=citations)

    # -- arithmetic and comparison (see those modules) ----------------------------------

    __add__ = arithmetic.add
    __radd__ = arithmetic.add_reflected
    __sub__ = arithmetic.subtract
    __rsub__ = arithmetic.subtract_reflected
    __mul__ = arithmetic.multiply
    __rmul__ = arithmetic.multiply
    __truediv__ = arithmetic.divide
    __rtruediv__ = arithmetic.divide_reflected
    __pow__ = arithmetic.power
    __rpow__ = arithmetic.power_reflected
    __neg__ = arithmetic.negate
    __abs__ = arithmetic.absolute
    log = arithmetic.logarithm
    __lt__ = comparison.less
    __le__ = comparison.less_or_equal
    __gt__ = comparison.greater
    __ge__ = comparison.greater_or_equal
    surely_over = comparison.surely_over
    possibly_over = comparison.possibly_over
    same_value = comparison.same_value

    # -- money (see that module) --------------------------------------------------------

    convert = money.convert
    deflate = money.deflate
    to_ppp = money.to_ppp
    implied_rate = money.implied_rate
    rounding = money.rounding

    # -- identity ---------------------------------------------------------------------

    def _key(self) -> tuple[Any, ...]:
        return (self.bounds, self.unit, self.period, self.status, self.restated, self.citations)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Figure) and self._key() == other._key())

    def __hash__(self) -> int:
        return hash(self._key())

    def __bool__(self) -> bool:
        """Always true: a figure is there, whatever its value."""
        return True

    def __copy__(self) -> Figure:
        return self

    def __deepcopy__(self, memo: object) -> Figure:
        return self

    def plain(self) -> tuple[Any, ...]:
        """What stands in the slots, without the lineage."""
        return (self.natural, self.unit, self.period, self.status, self.citations, self.restated, self.stated)

    def __reduce__(self) -> tuple[Any, ...]:
        if self.derivation is None:
            return leaf, (type(self), *self.plain())
        return _restored, (lineage.flattened(self),)

    # -- text ---------------------------------------------------------------------------

    def display(self, *, whole: bool = False) -> str:
        """The value as it is shown: bounds outward, with the digits that the least precise leaf has.

        Parameters
        ----------
        whole : bool, default False
            Whether to say its own words, restatements, period, status and sources too. Of a stated figure `str` does so
            as well, and names every end of its bounds, to be read again.

        Examples
        --------
        >>> (Figure.parse("50 firms") / Figure.parse("over 1,500 firms")).to("%").display()
        'under 3.334 %'
        """
        return writing.as_said(self) if whole else display.display(self)

    def format(
        self, locale: Any = None, *, whole: bool = False, compact: bool = True, digits: int | None = None
    ) -> str:
        """The value in a language: `超过500家`, `über 500 Unternehmen`.

        Parameters
        ----------
        locale : str, babel.Locale or None
            Such as ``"zh_CN"``; None for the one that holds here, English outside of `wording.locale.use_locale`.
        whole, compact, digits
            As of `format_figure`.

        Examples
        --------
        >>> Figure.parse("over 500 firms").format("zh_CN"), Figure.parse("150 billion CNY").format("en")
        ('超过500家', 'CN¥150 billion')
        """
        return languages.spoken().format(self, locale, whole=whole, compact=compact, digits=digits)

    def __str__(self) -> str:
        if not self.is_stated:
            return self.display()
        return writing.format_literal(self)

    def __repr__(self) -> str:
        return f"Figure({str(self)!r})" if self.is_stated else f"<Figure {self.display()} = {self.formula()}>"

    def _repr_html_(self) -> str:
        if self.is_stated:
            return notebook.html_line(str(self), self.stated or "")
        period = f", {self.period}" if self.period is not None else ""
        return notebook.html_line(f"{self.display()}{period}", f"= {self.formula()}")

    def __format__(self, spec: str) -> str:
        """The value by a number format such as ``.1f``; without one, as `str`."""
        return display.formatted(self, spec) if spec else str(self)


def _floor(unit: Unit | str) -> float:
    """Where "under x" begins: counted things and physical amounts at zero, everything else nowhere."""
    return 0.0 if Unit.of(unit).counted else float("-inf")


def _widened(figure: Figure, by: float) -> Figure:
    stated = figure.natural
    if not stated.approx:
        return figure
    # of a lineage that was cut it is not known which ends are approximate
    bounds = stated.widened(by) if figure.derivation is None else stated.loosened(by)
    return with_parts(figure, natural=bounds, _tight=bounds)


def _restored(rows: tuple[Any, ...]) -> Figure:
    """A lineage as `lineage.flattened` has put it."""
    made: list[Figure] = []
    for row in rows:
        if isinstance(row, Figure):
            made.append(row)
            continue
        (natural, unit, period, status, cited, restated, stated), (operation, places, parameter, caveats) = row
        derivation = Derivation(operation, tuple(made[place] for place in places), parameter, caveats)
        figure = derived(Figure, natural, unit, period, status, derivation)
        has_words = stated is not None or cited or restated
        made.append(with_parts(figure, stated=stated, citations=cited, restated=restated) if has_words else figure)
    return made[-1]
