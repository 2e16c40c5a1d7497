"""TalentProgramme: how people are trained for, or drawn to, an industry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from cityinnov.city import City
from cityinnov.entity.entity import Entity
from cityinnov.entity.fields import as_period, as_texts, as_tuple
from cityinnov.entity.recipe import derived
from cityinnov.errors import MissingInputError, UnknownNameError, nearest
from cityinnov.firm import Firm
from cityinnov.metrics.talent import intensity, retention
from cityinnov.organisation import Organisation
from cityinnov.values.figure import Figure
from cityinnov.values.frozen import FrozenMapping
from cityinnov.values.period import Period

__all__ = ["TalentProgramme"]


def _frozen(definitions: Mapping[str, str]) -> Mapping[str, str]:
    return FrozenMapping(definitions)


@attrs.frozen(slots=True, kw_only=True)
class TalentProgramme(Entity):
    """A programme that trains people or attracts them.

    Parameters
    ----------
    id, name, figures, citations
        As of every `Entity`; head counts are figures: stocks such as trainees and high_level_talent, flows such as
        graduates, graduates_retained and graduates_attracted.
    city : City, optional
        Where it is.
    partners : iterable of Firm or Organisation, optional
        Who runs it.
    model : str, optional
        How it trains: "dual education", "talent visa".
    subjects : iterable of str, optional
        What is taught, or which professions are sought.
    since : Period, str, int or date, optional
        When it began.
    definitions : mapping of str to str, optional
        Who is counted by an indicator here, in the source's words, where it differs from the vocabulary.

    Raises
    ------
    UnknownNameError
        If a definition is of an indicator that the programme does not state.

    Examples
    --------
    >>> college = TalentProgramme(
    ...     "vw-college",
    ...     partners=[Firm("volkswagen"), Organisation("hefei-university", kind="university")],
    ...     model="dual education",
    ...     figures={"graduates": "120 graduates, 2024", "graduates_retained": "30 graduates, 2024"},
    ... )
    >>> print(college.graduate_retention())
    25 %
    """

    city: City | None = None
    partners: tuple[Firm | Organisation, ...] = attrs.field(default=(), converter=as_tuple)
    model: str | None = None
    subjects: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    since: Period | None = attrs.field(default=None, converter=as_period)
    definitions: Mapping[str, str] = attrs.field(factory=FrozenMapping, converter=_frozen)

    @definitions.validator
    def _check_definitions(self, _: Any, definitions: Mapping[str, str]) -> None:
        for indicator in definitions:
            if indicator not in self.figures:
                near = nearest(indicator, list(self.figures))
                raise UnknownNameError(
                    f"{self.id} defines {indicator!r}, of which it states no figure",
                    hint=f"nearest: {', '.join(near)}" if near else None,
                    nearest=near,
                    field="definitions",
                )

    @derived(shown="%", label={"en": "graduate retention", "zh": "毕业生留存率", "de": "Verbleibquote der Absolventen"})
    def graduate_retention(self, graduates_retained: Figure, graduates: Figure) -> Figure:
        """Share of a cohort of the programme that stayed."""
        share: Figure = retention(graduates_retained, graduates)
        return share

    @derived(label={"en": "net gain of graduates", "zh": "高校毕业生净流入", "de": "Nettogewinn an Absolventen"})
    def graduate_gain(self, graduates_attracted: Figure, graduates: Figure, graduates_retained: Figure) -> Figure:
        """Graduates of elsewhere who came, less those of the cohort who left; below zero for a loss.

        Examples
        --------
        >>> college = TalentProgramme("college", figures={
        ...     "graduates_attracted": "50 graduates, 2024",
        ...     "graduates": "120 graduates, 2024",
        ...     "graduates_retained": "30 graduates, 2024",
        ... })
        >>> print(college.graduate_gain().low)
        -40.0
        """
        return graduates_attracted - (graduates - graduates_retained)

    @derived(
        shown="%", label={"en": "talent in the population", "zh": "人才占常住人口比重", "de": "Talente je Einwohner"}
    )
    def talent_intensity(self, high_level_talent: Figure) -> Figure:
        """People recognised by the programme over the residents of its city, in the same period."""
        if self.city is None:
            raise MissingInputError(f"{self.id}.talent_intensity needs city", missing=("city",))
        share: Figure = intensity(high_level_talent, self.city.figure("population", high_level_talent.period))
        return share
