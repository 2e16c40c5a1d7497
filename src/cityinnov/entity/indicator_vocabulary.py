"""Indicator: what a figure of an entity measures, from a vocabulary shipped as data.

`indicators.toml` holds one line an indicator. A case may declare its own beside them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

import attrs

from cityinnov.entity.fields import as_name, choice, is_measured_in, not_negative, unit_error
from cityinnov.entity.name import Name
from cityinnov.errors import InputError, UnknownNameError, nearest
from cityinnov.values.figure import Figure
from cityinnov.values.frozen import FrozenMapping
from cityinnov.values.units import NUMBER, Unit

__all__ = ["Indicator", "IndicatorKind", "indicator", "indicators"]


class IndicatorKind(StrEnum):
    """How an indicator behaves in time: which figures of it may be added up, and which not."""

    STOCK = "stock"  # a level at a date: population, fund assets
    FLOW = "flow"  # an amount over its period; those of adjoining periods add up: GDP, output, graduates
    RATE = "rate"  # an amount per time or per head: capacity, wage, growth
    SHARE = "share"  # a part of a whole
    INDEX = "index"  # a level relative to that of a base: a multiple, a price index


def _kind(kind: str) -> IndicatorKind:
    return choice(IndicatorKind, kind)


def _frozen(codes: Mapping[str, str]) -> Mapping[str, str]:
    return FrozenMapping(codes)


@attrs.frozen(slots=True)
class Indicator:
    """One thing that is measured.

    Parameters
    ----------
    id : str
        Its name in case files and as a parameter of derived metrics.
    unit : str
        The unit its figures convert to; `money` stands for any currency, and alternatives are parted by " or ".
    kind : IndicatorKind or str
        How it behaves in time.
    label : Name, str or mapping of language to text
        What reports call it.
    definition : str, optional
        What exactly is measured, and against what it is easily mistaken.
    codes : mapping of str to str, optional
        The code of the same series elsewhere: `world_bank` (World Development Indicators), `oecd_msti` (Main Science
        and Technology Indicators), `iso37120_2014` (clause of ISO 37120:2014).
    non_negative : bool, default False
        Whether it cannot fall below zero although its unit does not say so (a share; not a growth rate).

    Examples
    --------
    >>> gdp = indicator("gdp")
    >>> print(gdp.label, gdp.kind, gdp.codes["world_bank"])
    gross domestic product flow NY.GDP.MKTP.CN
    >>> gdp.measured_in("CNY_2015"), gdp.measured_in("vehicles")
    (True, False)
    """

    id: str = attrs.field()
    unit: str = attrs.field()
    kind: IndicatorKind = attrs.field(converter=_kind)
    label: Name = attrs.field(converter=as_name)
    definition: str = ""
    codes: Mapping[str, str] = attrs.field(factory=FrozenMapping, converter=_frozen)
    non_negative: bool = False

    @id.validator
    def _check_id(self, _: object, id: str) -> None:
        if not id.isidentifier() or id != id.lower():
            raise InputError("not an indicator id", found=repr(id), expected="snake_case, e.g. nev_output")

    @unit.validator
    def _check_unit(self, _: object, unit: str) -> None:
        is_measured_in(unit, NUMBER)  # a unit outside the vocabulary raises here, with the nearest known ones

    def measured_in(self, unit: str | Unit) -> bool:
        """Whether figures in this unit can be figures of this indicator."""
        return is_measured_in(self.unit, Unit.of(unit))

    def bounded(self, figure: Figure) -> Figure:
        """The figure, from zero up where the indicator cannot be negative and no low end was said.

        Examples
        --------
        >>> under = Figure.parse("under 5 %")
        >>> indicator("market_share").bounded(under).low, indicator("gdp_growth").bounded(under).low
        (0.0, -inf)
        """
        return not_negative(figure) if self.non_negative else figure

    def check(self, unit: str | Unit) -> None:
        """Refuse a unit in which this indicator cannot be measured.

        Raises
        ------
        DimensionError
            With the indicator and the unit it expects.
        """
        if not self.measured_in(unit):
            raise unit_error(self.id, self.unit, Unit.of(unit), indicator=self.id)


@lru_cache(maxsize=1)
def indicators() -> Mapping[str, Indicator]:
    """The vocabulary of indicators that ships with the library, by id.

    Examples
    --------
    >>> indicators()["r_and_d_intensity"].unit
    '% or % of GDP'
    """
    with files("cityinnov.entity").joinpath("indicators.toml").open("rb") as file:
        rows = tomllib.load(file)
    return MappingProxyType({id: Indicator(id, **row) for id, row in rows.items()})


def indicator(id: str, declared: Mapping[str, Indicator] | None = None) -> Indicator:
    """Look an indicator up, among those a case declares first.

    Parameters
    ----------
    id : str
        Its name, e.g. `gdp`.
    declared : mapping of str to Indicator, optional
        Those of a case, which come before those that ship.

    Raises
    ------
    UnknownNameError
        With the nearest known ones.

    Examples
    --------
    >>> print(indicator("population").kind)
    stock
    >>> indicator("populaton")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    cityinnov.errors.UnknownNameError: there is no indicator 'populaton' (hint: nearest: population, ...
    """
    known = {**indicators(), **(declared or {})}
    if id not in known:
        near = nearest(id, list(known))
        hint = f"nearest: {', '.join(near)}; " if near else ""
        raise UnknownNameError(
            f"there is no indicator {id!r}", hint=hint + "a case declares its own under 'indicators:'", nearest=near
        )
    return known[id]
