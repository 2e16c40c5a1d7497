"""What an industry chain is made of: its activities, who is placed in them, and what they supply to each other."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import attrs

from cityinnov.city import City
from cityinnov.entity.fields import (
    MONEY,
    as_amount,
    as_optional_name,
    as_period,
    as_tuple,
    check_country,
    check_industry,
    check_unit,
    choice,
)
from cityinnov.entity.name import Name
from cityinnov.errors import InputError, MissingInputError
from cityinnov.firm import Firm
from cityinnov.metrics.providers import Kind, hhi_enclosure
from cityinnov.values.bounds import Bounds
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period
from cityinnov.values.sums import float_sum

__all__ = ["ChainLink", "ChainNode", "Criticality", "Placement", "Stage"]


class Stage(StrEnum):
    """Where in the chain an activity stands."""

    UPSTREAM = "upstream"
    MIDSTREAM = "midstream"
    DOWNSTREAM = "downstream"


class Criticality(StrEnum):
    """How hard it would be to buy from somebody else."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


def _stage(stage: str | None) -> Stage | None:
    return None if stage is None else choice(Stage, stage)


def _criticality(criticality: str | None) -> Criticality | None:
    return None if criticality is None else choice(Criticality, criticality)


@attrs.frozen(slots=True, kw_only=True)
class Placement:
    """Who is in an activity of a chain, where, and how much of the activity is theirs.

    Parameters
    ----------
    firm : Firm, optional
        Who; without one the placement is that of a number of firms which nobody names, or of a whole country, as trade
        statistics have it.
    city : City, optional
        Where; the firm's own city where nothing is given.
    country : str, optional
        ISO 3166-1 alpha-2; that of the city where nothing is given, or of a firm of which no city is said.
    share : Figure or str, optional
        Of all that the activity yields.
    capacity : Figure or str, optional
        What can be made there: `40,000 wafers/month`.
    since : Period, str, int or date, optional
        When it began there; the arrival or founding of the firm where nothing is given.
    count : Figure or str, optional
        How many firms there are, where they are not named: `over 500 firms`.

    Raises
    ------
    InputError
        If neither a firm, nor a count of firms, nor a country is given, or both a firm and a count are.

    Examples
    --------
    >>> boe = Placement(firm=Firm("boe", city=City("hefei", country="CN")), share="about 40 %", since=2008)
    >>> print(boe.place.id, boe.home, boe.share)
    hefei CN about 40 %
    """

    firm: Firm | None = None
    city: City | None = None
    country: str | None = attrs.field(default=None, validator=check_country)
    share: Figure | None = attrs.field(default=None, converter=as_amount, validator=check_unit("%"))
    capacity: Figure | None = attrs.field(default=None, converter=as_amount)
    since: Period | None = attrs.field(default=None, converter=as_period)
    count: Figure | None = attrs.field(default=None, converter=as_amount, validator=check_unit("firm"))

    def __attrs_post_init__(self) -> None:
        if self.firm is None and self.count is None and self.country is None:
            raise InputError("a placement is of nobody", expected="a firm, a count of firms, or a country")
        if self.firm is not None and self.count is not None:
            raise InputError("a placement names one firm, and counts those it does not name", found=str(self.count))

    @property
    def is_of_firms(self) -> bool:
        """Whether a firm is surely there, named or not."""
        return self.firm is not None or (self.count is not None and self.count.low >= 1)

    @property
    def place(self) -> City | None:
        """The city it is in."""
        return self.city or (self.firm.city if self.firm else None)

    @property
    def home(self) -> str | None:
        """The country it is in: a firm of which no city is said is taken to be at home."""
        if self.country is not None:
            return self.country
        if self.city is not None:
            return self.city.country
        return _home(self.firm) if self.firm else None

    @property
    def provider(self) -> str:
        """The id of the firm, or how many there are, or else the code of the country."""
        return self.firm.id if self.firm else str(self.count or self.country)

    @property
    def began(self) -> Period | None:
        """When it began there, as far as the placement or its firm says."""
        return self.since or getattr(self.firm, "arrived", None) or (self.firm.founded if self.firm else None)


def _home(firm: Firm) -> str | None:
    """The country of a firm's city or, where no city is said, its own."""
    return firm.city.country if firm.city is not None else firm.country


@attrs.frozen(slots=True, kw_only=True)
class ChainNode:
    """An activity or product that the chain needs, and who is known to be in it.

    Parameters
    ----------
    name : Name, str or mapping of language to text, optional
        What it is called.
    stage : Stage or str, optional
        upstream, midstream or downstream.
    industry : str, optional
        `scheme:code`, of an activity (`isic4:2610`, `gbt4754:3973`) or a product (`hs2022:8542`).
    firms : iterable of Firm, optional
        Those in it of which nothing more is said.
    placements : iterable of Placement, optional
        Those in it with their place, share, capacity or beginning.

    Examples
    --------
    >>> ChainNode(name="memory chips", stage="midstream", industry="isic4:2610").stage
    <Stage.MIDSTREAM: 'midstream'>
    """

    name: Name | None = attrs.field(default=None, converter=as_optional_name)
    stage: Stage | None = attrs.field(default=None, converter=_stage)
    industry: str | None = attrs.field(default=None, validator=check_industry)
    firms: tuple[Firm, ...] = attrs.field(default=(), converter=as_tuple)
    placements: tuple[Placement, ...] = attrs.field(default=(), converter=as_tuple)

    def providers(self) -> Iterator[Placement]:
        """All that are in it, those of which nothing more is said first."""
        yield from (Placement(firm=firm) for firm in self.firms)
        yield from self.placements

    def is_in(self, city: City | str) -> bool:
        """Whether at least one firm is known to be in it in a city, given by itself or its id.

        Examples
        --------
        >>> hefei = City("hefei")
        >>> ChainNode(firms=[Firm("boe", city=hefei)]).is_in(hefei), ChainNode().is_in(hefei)
        (True, False)
        """
        id = city if isinstance(city, str) else city.id
        if any(firm.city is not None and firm.city.id == id for firm in self.firms):
            return True
        return any(each.place.id == id for each in self.placements if each.is_of_firms and each.place)

    def sole_provider(self, of: Kind = "firm") -> str | None:
        """The one firm, or the one country, known to be in it; None where there are several, or none is known.

        Where a share below 100 % is said of it, others must be there, though nobody has named them.

        Parameters
        ----------
        of : {"firm", "country"}
            What to count: five firms of one country are five providers, or one.

        Examples
        --------
        >>> node = ChainNode(firms=[Firm("samsung", country="KR"), Firm("sk-hynix", country="KR")])
        >>> print(node.sole_provider(), node.sole_provider(of="country"))
        None KR
        """
        by_firm = of == "firm"
        names = {firm.id if by_firm else _home(firm) for firm in self.firms}
        names.update((each.firm.id if each.firm else None) if by_firm else each.home for each in self.placements)
        if len(names) != 1 or None in names:
            return None
        held = [each.share.to("%").bounds for each in self.placements if each.share is not None]
        says_all = not self.firms and len(held) == len(self.placements)
        return None if says_all and float_sum(bounds.high for bounds in held) < 100 else names.pop()

    def concentration(self, of: Kind = "firm") -> Figure:
        """Bounds of the Herfindahl-Hirschman index of its providers, as tight as their shares allow.

        What the shares leave over may be one more provider, or dust. Placements of firms and of countries are never
        taken together: the index of countries is that of the placements without a firm.

        Parameters
        ----------
        of : {"firm", "country"}
            Whose index it is.

        Returns
        -------
        Figure
            In [0, 1]. Compared with a threshold that lies within the bounds, it raises `UndecidableError`.

        Raises
        ------
        MissingInputError
            If no placement of this kind has a share, or one has none.
        DomainError
            If the shares surely exceed 100 %.

        Examples
        --------
        61, 6, 6, 9 and 9 %, and 9 % of others: 0.3955 if these are dust, 0.4036 if they are one.

        >>> shares = {"CN": 61, "CL": 6, "AU": 6, "AR": 9, "US": 9}
        >>> lithium = ChainNode(placements=[Placement(country=c, share=f"{s} %") for c, s in shares.items()])
        >>> print(lithium.concentration(of="country"))
        0.3955 to 0.4036
        >>> lithium.concentration(of="country") > 0.4  # doctest: +ELLIPSIS
        Traceback (most recent call last):
            ...
        cityinnov.errors.UndecidableError: ...
        """
        shares: dict[str, Figure] = {}
        for each in self.providers():
            if (each.firm is None) != (of == "country"):
                continue
            if each.share is None:
                raise MissingInputError(f"no share is said of {each.provider}", missing=("share",))
            share = each.share.to("%")
            shares[each.provider] = shares[each.provider] + share if each.provider in shares else share
        if not shares:
            raise MissingInputError(f"no placement of a {of} has a share", missing=("placements",))
        index = hhi_enclosure([share.bounds for share in shares.values()], whole=100)
        # 0.3955 rather than 0.39549999999999996: bounds enclose to 1e-12, and this is shown as a figure stated is
        return Figure(Bounds(round(index.low, 12), round(index.high, 12), approx=index.approx))


@attrs.frozen(slots=True, kw_only=True)
class ChainLink:
    """That one activity supplies another, and how much of what the other buys.

    Parameters
    ----------
    supplier, customer : str
        Ids of two nodes of the chain.
    share : Figure or str, optional
        Of what the customer buys.
    spend : Figure or str, optional
        What the customer pays for it.
    criticality : Criticality or str, optional
        low, medium or high.

    Examples
    --------
    >>> print(ChainLink(supplier="batteries", customer="assembly", share="about 40 %").share)
    about 40 %
    """

    supplier: str
    customer: str
    share: Figure | None = attrs.field(default=None, converter=as_amount, validator=check_unit("%"))
    spend: Figure | None = attrs.field(default=None, converter=as_amount, validator=check_unit(MONEY))
    criticality: Criticality | None = attrs.field(default=None, converter=_criticality)
