"""City: the place whose rise a case study tells, and the metrics that its figures support."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from cityinnov.boundaries.boundary_change import BoundaryChange, boundary_changes
from cityinnov.entity.entity import Entity
from cityinnov.entity.fields import as_tuple, check_country
from cityinnov.entity.recipe import derived
from cityinnov.errors import DomainError
from cityinnov.message import Message
from cityinnov.metrics.growth import annual_growth_of, growth_rate
from cityinnov.metrics.talent import intensity, retention
from cityinnov.place import Place
from cityinnov.ranking import Ranking
from cityinnov.values.figure import Figure
from cityinnov.values.lineage import Caveat
from cityinnov.values.node import with_caveat

__all__ = ["City"]


@attrs.frozen(slots=True, kw_only=True)
class City(Entity):
    """A city.

    Parameters
    ----------
    id, name, figures, citations
        As of every `Entity`.
    country : str, optional
        ISO 3166-1 alpha-2.
    region : Place, optional
        The province, state or Land it lies in.
    rankings : iterable of Ranking, optional
        Ranks that others gave it.

    Examples
    --------
    >>> hefei = City("hefei", country="CN", figures={
    ...     "nev_output": "740,000 vehicles, 2023",
    ...     "stem_graduates": "over 100,000 graduates, 2025?",
    ... })
    >>> ratio = hefei.nevs_per_graduate()
    >>> print(ratio)
    under 7.4 vehicles/person
    >>> [caveat.code for caveat in ratio.caveats()]
    ['different-periods']
    """

    country: str | None = attrs.field(default=None, validator=check_country)
    region: Place | None = None
    rankings: tuple[Ranking, ...] = attrs.field(default=(), converter=as_tuple)

    def boundary_changes(self) -> tuple[BoundaryChange, ...]:
        """The changes known of the area that the city's name stands for, by its country and its id or any name.

        Examples
        --------
        >>> [change.date.isoformat() for change in City("hefei", country="CN").boundary_changes()]
        ['2011-07-14']
        """
        return boundary_changes(self.country, (self.id, *self.name.texts.values()))

    def growth(self, indicator: str, start: Any, end: Any, *, prefer: str | None = None, hull: bool = False) -> Figure:
        """Growth of an indicator from one period to another, with a caveat where the city's area changed in between.

        Parameters
        ----------
        indicator : str
            One that the city has figures of, in one unit and one price basis.
        start, end : Period, int or str
            Of which the figures are.
        prefer, hull
            What to do where sources differ, as for `figure`.

        Raises
        ------
        DomainError
            If `end` is not after `start`, or the start is not above zero.
        MissingInputError, ConflictingClaimsError
            As `figure`.

        Examples
        --------
        Hefei took over part of Chaohu in 2011:

        >>> hefei = City("hefei", country="CN", figures={
        ...     "population": ["5 million people, 2009", "7.5 million people, 2013"],
        ... })
        >>> growth = hefei.growth("population", 2009, 2013)
        >>> print(growth)
        50 %
        >>> print(growth.caveats()[-1].text)
        spans 2011-07-14, when part of the dissolved city of Chaohu was added: what that changed is no growth
        """
        before, after = (self.figure(indicator, period, prefer=prefer, hull=hull) for period in (start, end))
        years = [figure.period.end.year if figure.period and figure.period.end else None for figure in (before, after)]
        base, last = years
        if base is None or last is None or base >= last:
            found = f"{before.period} to {after.period}"
            raise DomainError("growth is from one year to a later one", found=found, expected="the earlier one first")
        growth: Figure = growth_rate(before, after)
        return _guarded(growth.to("%"), [c for c in self.boundary_changes() if c.lies_between(base, last)])

    @derived(
        shown="%/year",
        label={"en": "annual growth of GDP", "zh": "地区生产总值年均增速", "de": "jährliches BIP-Wachstum"},
    )
    def gdp_annual_growth(self, gdp_multiple: Figure) -> Figure:
        """Compound annual growth behind a multiple: doubled over ten years is 2 ** (1/10) − 1, or 7.18 % a year.

        In current or constant prices, as the multiple is.

        Examples
        --------
        >>> hefei = City("hefei", figures={"gdp_multiple": "over 2 times, 2015/2025"})
        >>> print(hefei.gdp_annual_growth())
        over 7.1 %/year
        """
        years = _years(gdp_multiple)
        growth: Figure = annual_growth_of(gdp_multiple, years) / Figure.exact(1, "year")
        return _guarded(
            growth, [change for change in self.boundary_changes() if change.lies_within(gdp_multiple.period)]
        )

    @derived(label={"en": "GDP per resident", "zh": "人均地区生产总值", "de": "BIP je Einwohner"})
    def gdp_per_resident(self, gdp: Figure, population: Figure) -> Figure:
        """Gross domestic product over the resident population, at the prices that GDP is in."""
        return gdp / population

    @derived(shown="%", label={"en": "R&D intensity", "zh": "研发投入强度", "de": "FuE-Intensität"})
    def r_and_d_intensity(self, r_and_d_spending: Figure, gdp: Figure) -> Figure:
        """Gross domestic expenditure on R&D over GDP (OECD, Frascati Manual 2015)."""
        return r_and_d_spending / gdp

    @derived(
        shown="%",
        label={
            "en": "NEVs as a share of vehicles made",
            "zh": "新能源汽车产量占比",
            "de": "NEV-Anteil der Fahrzeugproduktion",
        },
    )
    def nev_share(self, nev_output: Figure, vehicle_output: Figure) -> Figure:
        """Output of new-energy vehicles over that of all vehicles."""
        return nev_output / vehicle_output

    @derived(
        shown="vehicle/person",
        label={
            "en": "NEVs made per STEM graduate",
            "zh": "每名理工科毕业生对应的新能源汽车产量",
            "de": "NEV je MINT-Absolvent",
        },
    )
    def nevs_per_graduate(self, nev_output: Figure, stem_graduates: Figure) -> Figure:
        """New-energy vehicles made for each graduate in science and technology: what the talent base has to carry."""
        return nev_output / stem_graduates

    @derived(shown="%", label={"en": "graduate retention", "zh": "毕业生留存率", "de": "Verbleibquote der Absolventen"})
    def graduate_retention(self, graduates_retained: Figure, graduates: Figure) -> Figure:
        """Share of a cohort of graduates that stayed."""
        share: Figure = retention(graduates_retained, graduates)
        return share

    @derived(
        shown="‰",
        label={
            "en": "foreign experts per thousand residents",
            "zh": "每千人外国专家数",
            "de": "ausländische Fachleute je tausend Einwohner",
        },
    )
    def foreign_expert_intensity(self, foreign_experts: Figure, population: Figure) -> Figure:
        """Foreign experts over the resident population."""
        share: Figure = intensity(foreign_experts, population)
        return share

    @derived(
        shown="person/country",
        label={
            "en": "foreign experts per country of origin",
            "zh": "每个来源国的外国专家数",
            "de": "ausländische Fachleute je Herkunftsland",
        },
    )
    def foreign_experts_per_country(self, foreign_experts: Figure, foreign_expert_countries: Figure) -> Figure:
        """The mean number of foreign experts from one country."""
        return foreign_experts / foreign_expert_countries


def _guarded(growth: Figure, changes: Iterable[BoundaryChange]) -> Figure:
    """The growth with a caveat for each change of boundaries that it spans."""
    for change in changes:
        growth = with_caveat(growth, Caveat("boundary-change", (change.date.isoformat(), change.what)))
    return growth


def _years(multiple: Figure) -> Figure:
    """The years a multiple took: from 2015 to 2025 it is ten, though eleven are named."""
    years = multiple.period.years if multiple.period is not None else None
    if not years:
        raise DomainError(
            Message("a multiple gives a growth rate only if it is said how long it took"),
            found=Message("the period {period}", period=multiple.period) if multiple.period else Message("no period"),
            expected=Message("a span, e.g. 2015/2025"),
        )
    return Figure.exact(years)
