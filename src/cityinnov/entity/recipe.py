"""Where the facts of an entity and the formulas of `cityinnov.metrics` meet: methods that are metrics.

`@derived` marks a method of an entity as a metric. Its parameters without a default name the indicators it
needs; called by a person, each is looked up among the entity's figures.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import attrs

from cityinnov.entity.indicator_vocabulary import indicators
from cityinnov.entity.name import Name
from cityinnov.errors import CurrencyError, MissingInputError
from cityinnov.message import Message
from cityinnov.values.figure import Figure
from cityinnov.values.units import Unit

__all__ = ["Recipe", "derived", "derived_methods", "missing_inputs"]

P = ParamSpec("P")
E = TypeVar("E")


class HasFigures(Protocol):
    """What a derived metric asks of the entity it is about."""

    @property
    def id(self) -> str: ...
    def claims(self, indicator: str) -> tuple[Figure, ...]: ...
    def figure(
        self, indicator: str, period: Any = None, *, prefer: str | None = None, hull: bool = False
    ) -> Figure: ...


@attrs.frozen(slots=True)
class Recipe:
    """What `@derived` knows of a metric.

    Parameters
    ----------
    name : str
        The method's name.
    shown : str or None
        The unit it is shown in; None for the one that comes out, where the currency is the data's to say.
    label : Name
        What reports call it.
    inputs : tuple of str
        The indicators it needs.
    compute : callable
        The method as it was written: the entity and its inputs to a figure.
    """

    name: str
    shown: str | None
    label: Name
    inputs: tuple[str, ...]
    compute: Callable[..., Figure]

    def figure(self, entity: object, inputs: Mapping[str, Figure], **options: Any) -> Figure:
        """The metric of an entity for these inputs, in the unit it is shown in.

        Raises
        ------
        CurrencyError
            If that is a share, and the inputs are in two currencies.
        """
        figure = self.compute(entity, **inputs, **options)
        if self.shown is None:
            return figure
        try:
            return figure.to(self.shown)
        except CurrencyError as error:
            money = [(name, given.unit.currencies) for name, given in inputs.items() if given.unit.currencies]
            if len({currencies for _, currencies in money}) < 2:
                raise
            said = tuple(
                Message(
                    "{input} is in {currencies:and}",
                    input=indicators().get(name) or name,
                    currencies=tuple(map(Unit.parse, currencies)),
                )
                for name, currencies in money
            )
            message = Message("{inputs}: each currency is a dimension of its own", inputs=said)
            raise CurrencyError(message, hint=error.hint, **error.data) from None


def derived(
    *, label: str | Mapping[str, str], shown: str | None = None
) -> Callable[[Callable[Concatenate[E, P], Figure]], Callable[..., Figure]]:
    """Mark a method of an entity as a derived metric.

    Parameters
    ----------
    label : str or mapping of language to text
        What reports call it.
    shown : str, optional
        The unit it is shown in: `%`, `×`, `vehicle/person`; the one that comes out where nothing is given.

    Returns
    -------
    decorator
        The method then takes ``period=``, ``prefer=`` and ``hull=``, which choose among several claims as in
        `Entity.figure`, and any of its inputs by name in place of the entity's own.

    Examples
    --------
    >>> from cityinnov.city import City
    >>> hefei = City("hefei", figures={"gdp": "1.2 trillion CNY, 2022", "r_and_d_spending": "47 billion CNY, 2022"})
    >>> print(hefei.r_and_d_intensity())
    3.9 %
    >>> print(hefei.r_and_d_intensity(gdp=Figure.parse("1 trillion CNY, 2022")))
    4.7 %
    """

    def decorate(method: Callable[Concatenate[E, P], Figure]) -> Callable[..., Figure]:
        _, *parameters = inspect.signature(method).parameters.values()
        inputs = tuple(p.name for p in parameters if p.default is p.empty)
        recipe = Recipe(method.__name__, shown, Name.of(label), inputs, method)

        @wraps(method)
        def metric(
            self: HasFigures, *, period: Any = None, prefer: str | None = None, hull: bool = False, **given: Any
        ) -> Figure:
            missing = tuple(name for name in inputs if name not in given and not self.claims(name))
            if missing:
                raise missing_inputs(recipe, self, missing)
            found = {name: self.figure(name, period, prefer=prefer, hull=hull) for name in inputs if name not in given}
            return recipe.figure(self, found, **given)

        del metric.__wrapped__  # its signature is that of the call, not of the method
        metric.__derived__ = recipe  # type: ignore[attr-defined]  # where derived_methods finds it
        return metric

    return decorate


def missing_inputs(recipe: Recipe, entity: HasFigures, missing: tuple[str, ...]) -> MissingInputError:
    """The error of inputs of which an entity has no figure."""
    return MissingInputError(
        f"{entity.id}.{recipe.name} needs {' and '.join(missing)}, of which {entity.id} has no figure",
        hint="add it to the figures of the entity, or pass it by name",
        missing=missing,
    )


def derived_methods(kind: type) -> tuple[Recipe, ...]:
    """The derived metrics of a class, those of its bases first.

    Examples
    --------
    >>> from cityinnov.supplier_ecosystem.supplier_ecosystem import SupplierEcosystem
    >>> [recipe.name for recipe in derived_methods(SupplierEcosystem)]
    ['supplier_count', 'local_share', 'local_spend_share', 'dependence_on_anchor']
    """
    found: dict[str, Recipe] = {}
    for base in reversed(kind.__mro__):
        for name, member in vars(base).items():
            if isinstance(recipe := getattr(member, "__derived__", None), Recipe):
                found[name] = recipe
    return tuple(found.values())
