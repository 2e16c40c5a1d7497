"""Figures as pint quantities: one private registry of the curated vocabulary, built on first use.

The library computes with its own exact factors (a literal then costs no registry, and importing no
pint); this registry is made of the same vocabulary, and the tests see that the two agree.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cityinnov.values.units import symbol_of
from cityinnov.values.vocabulary import Symbol, vocabulary

if TYPE_CHECKING:
    from cityinnov.values.figure import Figure

__all__ = ["quantity"]

_lock = threading.Lock()


def quantity(figure: Figure) -> Any:
    """The exact or middle value as a pint Quantity.

    Raises
    ------
    DomainError
        If an end of the bounds is infinite.
    """
    registry = _registry()
    units = registry.dimensionless
    for name, power in figure.unit.powers:
        units = units * getattr(registry, _defined(name)) ** power
    return registry.Quantity(figure.mid, units)


def _registry() -> Any:
    with _lock:  # of two registries, one would lack what the other is asked to define
        return _built()


@lru_cache(maxsize=1)
def _built() -> Any:
    """Pint's registry with the vocabulary of `units.txt` only: no knots, no picocarats."""
    import pint

    registry: Any = pint.UnitRegistry(None)
    for symbol in vocabulary().symbols.values():
        registry.define(_definition(symbol))
    return registry


def _defined(name: str) -> str:
    """The registry's name of a symbol; constant-price units and the author's own are added on first use."""
    known = _pint_name(name)
    registry = _registry()
    with _lock:
        if known not in registry:
            registry.define(_definition(symbol_of(name)))
    return known


def _definition(symbol: Symbol) -> str:
    name = _pint_name(symbol.symbol)
    if symbol.dimension == ((symbol.symbol, 1),):
        return f"{name} = [{name}]"
    base = " * ".join(f"{_pint_name(base)} ** {power}" for base, power in symbol.dimension)
    return f"{name} = {symbol.factor.numerator} / {symbol.factor.denominator}" + (f" * {base}" if base else "")


_WORDS = str.maketrans({"²": "2", "³": "3", " ": "_", "-": "_", "{": "own_", "}": "", "/": "_per_"})


def _pint_name(symbol: str) -> str:
    """A name that pint can parse: it knows letters, digits and underscores."""
    signs = {"%": "percent", "‰": "permille", "×": "times", "% of GDP": "percent_of_gdp"}
    return signs.get(symbol) or symbol.translate(_WORDS)
