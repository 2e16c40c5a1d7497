"""City: the place whose rise a case study tells, and the metrics that its figures support."""

from __future__ import annotations

import attrs

from cityinnov.entity.derived_metric import derived
from cityinnov.entity.entity import Entity
from cityinnov.entity.fields import as_tuple, check_country
from cityinnov.errors import DomainError
from cityinnov.metrics.growth import annual_growth_of
from cityinnov.metrics.talent import intensity, retention
from cityinnov.place import Place
from cityinnov.ranking import Ranking
from cityinnov.values.figure import Figure

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
        growth: Figure = annual_growth_of(gdp_multiple, years)
        return growth / Figure.exact(1, "year")

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


def _years(multiple: Figure) -> Figure:
    """The years a multiple took: from 2015 to 2025 it is ten, though eleven are named."""
    years = multiple.period.years if multiple.period is not None else None
    if not years:
        raise DomainError(
            "a multiple gives a growth rate only if it is said how long it took",
            found=f"the period {multiple.period}" if multiple.period else "no period",
            expected="a span, e.g. 2015/2025",
        )
    return Figure.exact(years)
