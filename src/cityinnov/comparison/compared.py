"""One entity in a comparison: its figure, or what stands in the way of one, as data that any language can word."""

from __future__ import annotations

from enum import StrEnum

import attrs

from cityinnov.case import CaseStudy
from cityinnov.entity.entity import Entity
from cityinnov.entity.indicator_vocabulary import indicator
from cityinnov.entity.name import Name
from cityinnov.entity.recipe import derived_methods
from cityinnov.errors import UnknownNameError
from cityinnov.values.figure import Figure

__all__ = ["Compared", "Obstacle"]


class Obstacle(StrEnum):
    """What stands in the way of a figure that compares."""

    MISSING = "not known"
    CLAIMS = "the claims differ"
    UNDERIVED = "not derivable"
    OPEN = "left open by what is known"
    UNCONVERTED = "not converted"
    DEFINITION = "defined otherwise"
    CURRENCY = "another currency"
    PRICES = "prices of another time"
    UNIT = "another unit"


@attrs.frozen(slots=True)
class Compared:
    """One entity in a comparison: its figure, or why it has none that compares.

    Parameters
    ----------
    entity : Entity
        What the figure is of.
    figure : Figure, optional
        In the unit of the comparison.
    reason : str
        Why there is none; empty where there is one.
    case : CaseStudy, optional
        The case the entity was taken from.
    name : str
        The indicator or metric that it is a figure of.
    obstacle : Obstacle, optional
        What kind of reason it is.
    known : tuple of Figure
        What there is instead: the figure that does not compare, or the claims that differ.
    missing : tuple of str
        The inputs that are not known.
    """

    entity: Entity
    figure: Figure | None = None
    reason: str = ""
    case: CaseStudy | None = None
    name: str = ""
    obstacle: Obstacle | None = None
    known: tuple[Figure, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def of(self) -> str:
        """The id of the case it was taken from, or else of the entity."""
        return self.case.id if self.case is not None else self.entity.id

    @property
    def is_missing(self) -> bool:
        """Whether something is not known, rather than known and of another kind."""
        return self.obstacle is Obstacle.MISSING

    @property
    def label(self) -> Name:
        """What the indicator or metric is called."""
        return self._defined[0]

    @property
    def definition(self) -> str:
        """How the indicator or metric is defined; empty for a field."""
        return self._defined[1]

    @property
    def _defined(self) -> tuple[Name, str]:
        for recipe in derived_methods(type(self.entity)):
            if recipe.name == self.name and not self.entity.claims(self.name):
                summary, *_ = (recipe.compute.__doc__ or "").splitlines()
                return recipe.label, summary
        try:
            found = self.case.indicator(self.name) if self.case is not None else indicator(self.name)
        except UnknownNameError:
            return Name.of(self.name.replace("_", " ")), ""  # a field
        return found.label, found.definition
