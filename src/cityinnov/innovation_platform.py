"""InnovationPlatform: where research is turned into firms: incubators, parks, institutes, shared facilities."""

from __future__ import annotations

from enum import StrEnum

import attrs

from cityinnov.city import City
from cityinnov.entity.entity import Entity
from cityinnov.entity.fields import as_period, as_texts, as_tuple, choice
from cityinnov.entity.recipe import derived
from cityinnov.firm import Firm
from cityinnov.fund import Fund
from cityinnov.organisation import Organisation
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period

__all__ = ["InnovationPlatform", "PlatformKind"]


class PlatformKind(StrEnum):
    """What kind of platform it is."""

    INCUBATOR = "incubator"  # houses and advises new firms, technology transfer included
    SCIENCE_PARK = "science-park"
    LABORATORY = "laboratory"
    RESEARCH_FACILITY = "research-facility"  # an instrument shared by many
    INSTITUTE = "institute"  # of applied research


def _kind(kind: str | None) -> PlatformKind | None:
    return None if kind is None else choice(PlatformKind, kind)


@attrs.frozen(slots=True, kw_only=True)
class InnovationPlatform(Entity):
    """A place or institution that helps research teams to make something of their results.

    Parameters
    ----------
    id, name, figures, citations
        As of every `Entity`: projects_incubated, firms_created, patents_granted.
    kind : PlatformKind or str, optional
        incubator, science-park, laboratory, research-facility or institute.
    city : City, optional
        Where it is.
    operators : iterable of Firm or Organisation, optional
        Who runs it.
    subjects : iterable of str, optional
        What it works on.
    opened : Period, str, int or date, optional
        When it began to work.
    funds : iterable of Fund, optional
        Those attached to it, which invest in what it incubates.

    Examples
    --------
    >>> park = InnovationPlatform("quantum-park", kind="science-park", subjects=["quantum computing"])
    >>> print(park.kind, park.subjects)
    science-park ('quantum computing',)
    """

    kind: PlatformKind | None = attrs.field(default=None, converter=_kind)
    city: City | None = None
    operators: tuple[Firm | Organisation, ...] = attrs.field(default=(), converter=as_tuple)
    subjects: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    opened: Period | None = attrs.field(default=None, converter=as_period)
    funds: tuple[Fund, ...] = attrs.field(default=(), converter=as_tuple)

    @derived(label={"en": "firms created per project", "zh": "项目转化企业率", "de": "Gründungen je Vorhaben"})
    def firms_per_project(self, firms_created: Figure, projects_incubated: Figure) -> Figure:
        """Firms that came of a platform, over the projects that it incubated.

        Examples
        --------
        >>> figures = {"firms_created": "120 firms, 2023", "projects_incubated": "400 projects, 2023"}
        >>> print(InnovationPlatform("zhongke", figures=figures).firms_per_project())
        0.3 firms/project
        """
        return firms_created / projects_incubated
