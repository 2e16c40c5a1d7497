"""TalentProgramme: how people are trained for, or drawn to, an industry."""

from __future__ import annotations

import attrs

from cityinnov.city import City
from cityinnov.derived_metric import derived
from cityinnov.entity import Entity
from cityinnov.fields import as_period, as_texts, as_tuple
from cityinnov.firm import Firm
from cityinnov.metrics.talent import retention
from cityinnov.organisation import Organisation
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period

__all__ = ["TalentProgramme"]


@attrs.frozen(slots=True, kw_only=True)
class TalentProgramme(Entity):
    """A programme that trains people or attracts them.

    Parameters
    ----------
    id, name, figures, citations
        As of every `Entity`; head counts are figures: trainees, graduates, graduates_retained.
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

    @derived(shown="%", label={"en": "graduate retention", "zh": "毕业生留存率", "de": "Verbleibquote der Absolventen"})
    def graduate_retention(self, graduates_retained: Figure, graduates: Figure) -> Figure:
        """Share of a cohort of the programme that stayed."""
        share: Figure = retention(graduates_retained, graduates)
        return share
