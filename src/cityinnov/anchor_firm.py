"""AnchorFirm: a firm around which a city builds an industry chain."""

from __future__ import annotations

import attrs

from cityinnov.city import City
from cityinnov.entity.fields import as_amount, as_citations, as_optional_name, as_period, as_tuple
from cityinnov.entity.name import Name
from cityinnov.entity.recipe import derived
from cityinnov.errors import MissingInputError
from cityinnov.firm import Firm
from cityinnov.metrics.leverage import realisation
from cityinnov.values.arithmetic import positive
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period
from cityinnov.values.source import Citation

__all__ = ["AnchorFirm", "Facility"]


@attrs.frozen(slots=True, kw_only=True)
class Facility:
    """A plant, line or laboratory of an anchor firm.

    Parameters
    ----------
    name : Name, str or mapping of language to text, optional
        What it is called.
    product : str, optional
        What it makes.
    generation : str, optional
        Of its technology, in the words of the trade: `Gen 6`, `28 nm`.
    capacity : Figure or str, optional
        What it can make: `40,000 wafers/month, planned`.
    city : City, optional
        Where it is, if not in the city of the firm.
    opened : Period, str, int or date, optional
        When it began to work.
    citations : Citation, text or iterable of Citation, optional
        Where that stands.

    Examples
    --------
    >>> line = Facility(product="TFT-LCD panels", generation="Gen 6", opened="2008~")
    >>> print(line.generation, line.opened)
    Gen 6 2008~
    """

    name: Name | None = attrs.field(default=None, converter=as_optional_name)
    product: str | None = None
    generation: str | None = None
    capacity: Figure | None = attrs.field(default=None, converter=as_amount)
    city: City | None = None
    opened: Period | None = attrs.field(default=None, converter=as_period)
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=as_citations)


@attrs.frozen(slots=True, kw_only=True)
class AnchorFirm(Firm):
    """A firm that others followed, or were meant to follow.

    Which chain it anchors, and who followed it there, is the chain's to say, and what its suppliers are and how much
    they depend on it that of their ecosystem.

    Parameters
    ----------
    id, name, figures, citations, industry, country, city, founded, parent
        As of every `Firm`.
    arrived : Period, str, int or date, optional
        When it came to the city.
    facilities : iterable of Facility, optional
        What it has built there.

    Examples
    --------
    >>> boe = AnchorFirm("boe", name="BOE Technology Group", city=City("hefei"), arrived=2008)
    >>> print(boe.city.id, boe.arrived)
    hefei 2008
    """

    arrived: Period | None = attrs.field(default=None, converter=as_period)
    facilities: tuple[Facility, ...] = attrs.field(default=(), converter=as_tuple)

    def share_of_city(self, indicator: str, period: Period | str | int | None = None) -> Figure:
        """The firm's part of what its city makes, employs or spends: both state the indicator.

        Parameters
        ----------
        indicator : str
            Such as `nev_output`.
        period : Period, str or int, optional
            Of which both claims are taken; that of the firm's only claim where nothing is given.

        Raises
        ------
        MissingInputError
            If the firm has no city, or one of them does not state the indicator.
        ConflictingClaimsError
            If one of them has several claims.

        Examples
        --------
        >>> hefei = City("hefei", figures={"nev_output": "740,000 vehicles, 2023"})
        >>> nio = AnchorFirm("nio", city=hefei, figures={"nev_output": "160,000 vehicles, 2023"})
        >>> print(nio.share_of_city("nev_output"))
        21.62 %
        """
        if self.city is None:
            raise MissingInputError(f"nothing is said of the city of {self.id}", missing=("city",))
        own = self.figure(indicator, period)
        return (own / self.city.figure(indicator, own.period)).to("%")

    @derived(
        shown="%",
        label={"en": "share of the city's NEVs", "zh": "占全市新能源汽车产量比重", "de": "Anteil an den NEV der Stadt"},
    )
    def nev_share_of_city(self, nev_output: Figure) -> Figure:
        """New-energy vehicles made by the firm over those made in its city."""
        return self.share_of_city("nev_output", nev_output.period)

    @derived(
        shown="%",
        label={
            "en": "jobs delivered of those promised",
            "zh": "就业承诺兑现率",
            "de": "erfüllter Anteil der Arbeitsplatzzusage",
        },
    )
    def jobs_delivered(self, jobs_created: Figure, jobs_promised: Figure) -> Figure:
        """Jobs that there are over jobs that were promised; a promise of "up to" so many bounds it from below.

        Examples
        --------
        >>> figures = {"jobs_promised": "up to 13,000 jobs, 2017", "jobs_created": "over 1,200 jobs, 2024"}
        >>> print(AnchorFirm("foxconn-wisconsin", figures=figures).jobs_delivered())
        over 9.23 %
        """
        share: Figure = realisation(jobs_created, positive(jobs_promised))
        return share

    @derived(
        shown="%",
        label={
            "en": "investment delivered of that promised",
            "zh": "投资承诺兑现率",
            "de": "erfüllter Anteil der Investitionszusage",
        },
    )
    def investment_delivered(self, capital_investment: Figure, capital_promised: Figure) -> Figure:
        """What was invested over what was promised, at the prices of each."""
        share: Figure = realisation(capital_investment, positive(capital_promised))
        return share
