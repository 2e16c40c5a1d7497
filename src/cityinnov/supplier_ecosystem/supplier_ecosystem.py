"""SupplierEcosystem: the suppliers an anchor firm draws, and how many of them have come home."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import attrs

from cityinnov.city import City
from cityinnov.entity.entity import Entity
from cityinnov.entity.fields import MONEY, as_claims, as_figures, as_texts, as_tuple, check_unit
from cityinnov.entity.recipe import derived
from cityinnov.errors import (
    ConflictingClaimsError,
    DimensionError,
    InputError,
    MissingInputError,
    PriceBasisError,
    UnknownNameError,
    nearest,
)
from cityinnov.firm import Firm
from cityinnov.metrics.localisation import anchor_dependence, local_share
from cityinnov.place import Place
from cityinnov.supplier_ecosystem.locality import Locality
from cityinnov.supplier_ecosystem.supplier_list import (
    Level,
    Measure,
    Supplier,
    count,
    read_suppliers,
    shares,
    suppliers_of,
)
from cityinnov.supplier_ecosystem.tally import Tally
from cityinnov.values.arithmetic import alternatives, total, union
from cityinnov.values.figure import Figure
from cityinnov.values.frozen import FrozenMapping
from cityinnov.values.period import Period, common_period

__all__ = ["ALL", "SupplierEcosystem", "SupplierGroup"]

#: The reading "of all suppliers, whatever their category".
ALL = "all"


class SupplierGroup(str):
    """A group of suppliers, or all of them, by its key in a case file."""

    __slots__ = ()


#: What suppliers are counted in: firms, or the parts they supply ("29 of 166 components").
COUNTED = "firm or component"


@attrs.frozen(slots=True, kw_only=True)
class SupplierEcosystem(Entity):
    """The suppliers of an anchor firm, by category, and those among them that are local.

    Sources often count local suppliers without saying of which category they are ("500 production and 1,000 general
    suppliers; 50 of them came"). `local_of` holds the readings that the source leaves open; the local share then is the
    hull of all of them, and keeps each as an alternative.

    Parameters
    ----------
    id, name, figures, citations
        As of every `Entity`.
    anchor : Firm
        The firm they supply.
    region : City or Place, optional
        Where the suppliers are counted, if the source says so.
    places : iterable of City or Place, optional
        Where a supplier counts as local.
    suppliers : mapping of str to Figure, text or a list of them
        How many there are, by category.
    local : Figure, text or a list of them, optional
        How many of them are local.
    local_of : iterable of str, optional
        The categories, or `all`, of which the local ones may be; every reading where nothing is given.
    disjoint : bool, optional
        Whether a supplier can be in one category only. Where that is not said, all categories together are at least as
        many as the largest, and at most their sum.
    spend, local_spend : Figure, text or a list of them, optional
        What the anchor buys from all suppliers, and from the local ones.
    sales : Figure, text or a list of them, optional
        What the suppliers sell altogether, to the anchor and to others.
    listed : iterable of Supplier, optional
        The suppliers firm by firm, all of them in the years and categories that the list speaks of. What no figure
        states is counted in it, and what one states must agree with it.

    Raises
    ------
    InputError
        If `local_of` names a category that there is not, or a figure and the list contradict each other.

    Examples
    --------
    >>> vw = Firm("vw-anhui", name="Volkswagen Anhui", city=City("hefei"))
    >>> suppliers = SupplierEcosystem(
    ...     "vw-suppliers",
    ...     anchor=vw,
    ...     suppliers={"production": "over 500 firms, 2025-05", "general": "over 1,000 firms, 2025-05"},
    ...     local="50 firms, 2025-05",
    ... )
    >>> share = suppliers.local_share()
    >>> print(share)
    under 10 %
    >>> for reading, alternative in share.alternatives.items():
    ...     print(f"of {reading}: {alternative}")
    of production: under 10 %
    of general: under 5 %
    of all: under 5 %
    """

    anchor: Firm
    region: City | Place | None = None
    places: tuple[City | Place, ...] = attrs.field(default=(), converter=as_tuple)
    suppliers: Mapping[str, tuple[Figure, ...]] = attrs.field(
        factory=FrozenMapping, converter=as_claims, validator=check_unit(COUNTED)
    )
    local: tuple[Figure, ...] = attrs.field(default=(), converter=as_figures, validator=check_unit(COUNTED))
    local_of: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    disjoint: bool | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.instance_of(bool))
    )

    spend: tuple[Figure, ...] = attrs.field(default=(), converter=as_figures, validator=check_unit(MONEY))
    local_spend: tuple[Figure, ...] = attrs.field(default=(), converter=as_figures, validator=check_unit(MONEY))
    sales: tuple[Figure, ...] = attrs.field(default=(), converter=as_figures, validator=check_unit(MONEY))
    listed: tuple[Supplier, ...] = attrs.field(default=(), converter=as_tuple)

    @local_of.validator
    def _check_local_of(self, _: Any, readings: tuple[str, ...]) -> None:
        for reading in readings:
            if reading not in (*self.suppliers, ALL):
                raise InputError(
                    "the local suppliers are of a category that there is not",
                    found=repr(reading),
                    expected=", ".join((*self.suppliers, ALL)),
                )

    def __attrs_post_init__(self) -> None:
        for what, stated, counted in self._both():
            if not _agree(stated, counted):
                raise InputError(
                    f"what is stated of {what} of {self.id} and what is listed contradict each other",
                    found=f"{stated} stated, {counted} listed",
                    hint="list all suppliers of the year and category, or state no figure for them",
                    field=what.partition(".")[0],
                )

    # -- lists ------------------------------------------------------------------------

    @classmethod
    def from_csv(
        cls,
        id: str,
        path: str | os.PathLike[str],
        columns: Mapping[str, str] | None = None,
        *,
        unit: str | None = None,
        **fields: Any,
    ) -> SupplierEcosystem:
        r"""Make an ecosystem of a supplier list in a CSV file.

        Parameters
        ----------
        id : str
            Of the ecosystem.
        path : str or path
            UTF-8, with the names of the columns in its first line: name, place, region, country, year, category, tier
            and spend, all but the name optional.
        columns : mapping of field to column, optional
            Which column holds what, where they have other names; others are not read.
        unit : str, optional
            What the numbers in the column of spend are in: ``million CNY``. Otherwise each cell says it.
        **fields
            The other fields of the ecosystem: anchor, places.

        Raises
        ------
        InputError
            If a row is wrong; `data["problems"]` holds all of them, as `suppliers.csv:17 year: ...`.
        OSError
            If the file cannot be opened.

        Examples
        --------
        >>> import pathlib, tempfile
        >>> file = pathlib.Path(tempfile.mkdtemp()) / "suppliers.csv"
        >>> _ = file.write_text("name,place,year\nGotion,hefei,2024\nBosch,wuhu,2024\n")
        >>> hefei = City("hefei")
        >>> made = SupplierEcosystem.from_csv("vw-suppliers", file, anchor=Firm("vw", city=hefei), places=[hefei])
        >>> print(made.local_share())
        50 %
        """
        return cls(id, listed=read_suppliers(path, columns, unit=unit), **fields)

    @classmethod
    def from_rows(
        cls, id: str, rows: Iterable[Mapping[str, Any]], *, unit: str | None = None, **fields: Any
    ) -> SupplierEcosystem:
        """Make an ecosystem of rows with the fields of `Supplier`: ``frame.to_dict("records")`` of a dataframe.

        Parameters
        ----------
        id : str
            Of the ecosystem.
        rows : iterable of mapping
            One for each supplier; what is None or NaN is not said.
        unit : str, optional
            What bare numbers of spend are in.
        **fields
            The other fields of the ecosystem.

        Raises
        ------
        InputError
            If a row is wrong; `data["problems"]` holds all of them.
        """
        numbered = ((number, _said(row)) for number, row in enumerate(rows, 1))
        return cls(id, listed=suppliers_of(numbered, name="row", unit=unit), **fields)

    def is_local(self, supplier: Supplier) -> bool:
        """Whether a listed supplier is in one of the places that count as local.

        A city of the ecosystem lies in its region and its country, so that a supplier from Hefei is local to Anhui.
        """
        return self._locality.holds(supplier)

    def shares(self, level: Level = "country", by: Measure = "count") -> dict[tuple[Period | None, str], Figure]:
        """The share of each place, region or country in the list, year by year: see `supplier_list.shares`."""
        return shares(self.listed, level, by)

    @cached_property
    def _locality(self) -> Locality:
        return Locality.of(self.places, [self.region, self.anchor.city])

    @cached_property
    def _tally(self) -> Tally:
        return Tally(self.listed, self.is_local if self.places else None)

    def claims(self, indicator: str) -> tuple[Figure, ...]:
        """All that is said of an indicator, stands in the field of that name, or else can be counted in the list."""
        return super().claims(indicator) or self._tally.claims.get(indicator, ())

    def _both(self) -> Iterator[tuple[str, Figure, Figure]]:
        """What is both stated and listed of one period."""
        for year in self._tally.years:
            for category, claims in self.suppliers.items():
                if rows := self._tally.rows(year, None if category == ALL else category):
                    yield from (
                        (f"suppliers.{category}", claim, count(rows, year)) for claim in claims if _same(claim, year)
                    )
        for name in ("local", "spend", "local_spend"):
            for counted in self._tally.claims[name]:
                stated = [claim for claim in getattr(self, name) if _same(claim, counted.period)]
                yield from ((name, claim, counted) for claim in stated)

    # -- shares -----------------------------------------------------------------------

    @property
    def readings(self) -> tuple[str, ...]:
        """The categories of which the local suppliers may be."""
        if self.local_of:
            return self.local_of
        if self.listed and not self.suppliers:
            return (ALL,)
        return (*self.suppliers, ALL) if len(self.suppliers) > 1 else tuple(self.suppliers)

    @derived(
        label={"en": "suppliers of all categories", "zh": "各类供应商总数", "de": "Zulieferer aller Kategorien"},
    )
    def supplier_count(self) -> Figure:
        """All suppliers: the sum where the categories are disjoint, else at least the largest and at most the sum.

        Examples
        --------
        >>> def suppliers(disjoint):
        ...     return SupplierEcosystem(
        ...         "s", anchor=Firm("vw"), suppliers={"a": "500 firms", "b": "1,000 firms"}, disjoint=disjoint
        ...     )
        >>> print(suppliers(True).supplier_count(), "or", suppliers(None).supplier_count())
        1,500 firms or 1,000 to 1,500 firms
        """
        return self._all(None)

    @derived(shown="%", label={"en": "local supplier share", "zh": "供应商本地化率", "de": "Anteil lokaler Zulieferer"})
    def local_share(self, local: Figure, *, of: str | None = None) -> Figure:
        """Local suppliers over all suppliers, by count.

        Parameters
        ----------
        local : Figure
            How many are local; the ecosystem's own where nothing is given.
        of : str, optional
            One reading of the denominator: a category, or `all`.

        Returns
        -------
        Figure
            Where several readings are open and `of` is not given: their hull, with the caveat `ambiguous-denominator`.

        Raises
        ------
        UnknownNameError
            If there is no such category.
        """
        if of not in (None, ALL) and self.listed and not self.suppliers:
            local = count(filter(self.is_local, self._tally.rows(local.period, of)), local.period)
        readings = self.readings if of is None else (of,)
        if not readings:
            raise MissingInputError(f"{self.id}.local_share needs suppliers", missing=("suppliers",))
        shares: dict[str, Figure] = {
            SupplierGroup(reading): local_share(local, self._count(reading, local.period)).to("%")
            for reading in readings
        }
        if len(shares) == 1:
            return shares[readings[0]]
        return alternatives(shares, caveat="ambiguous-denominator")

    @derived(
        shown="%",
        label={"en": "local share of spend", "zh": "本地采购额占比", "de": "lokaler Anteil am Einkauf"},
    )
    def local_spend_share(self, local_spend: Figure, spend: Figure) -> Figure:
        """What the anchor buys from local suppliers, over all that it buys."""
        share: Figure = local_share(local_spend, spend)
        return share

    @derived(
        shown="%",
        label={"en": "dependence on the anchor", "zh": "对链主的依赖度", "de": "Abhängigkeit vom Ankerunternehmen"},
    )
    def dependence_on_anchor(self, spend: Figure, sales: Figure) -> Figure:
        """What the anchor buys from the suppliers, over all that they sell."""
        share: Figure = anchor_dependence({self.anchor.id: spend, "others": sales - spend})[self.anchor.id]
        return share

    def _count(self, reading: str, period: Period | None) -> Figure:
        """The suppliers of one category, or of all, in a period."""
        if self.listed and not self.suppliers:
            return self._count_listed(reading, period)
        if reading == ALL and ALL not in self.suppliers:
            return self._all(period)
        if reading not in self.suppliers:
            raise self._no_category(reading, self.suppliers)
        claims = self.suppliers[reading]
        if len(claims) > 1:
            claims = tuple(claim for claim in claims if common_period(claim.period, period))
        if len(claims) != 1:
            raise ConflictingClaimsError(
                f"{self.id} has {len(claims)} claims of its {reading} suppliers" + (f" for {period}" if period else ""),
                found="; ".join(map(str, self.suppliers[reading]))[:300],
                hint="one figure for each period is needed",
                figures=claims,
            )
        return claims[0]

    def _count_listed(self, category: str, period: Period | None) -> Figure:
        if category not in (*self._tally.categories, ALL):
            raise self._no_category(category, self._tally.categories)
        return self._tally.count(None if category == ALL else category, period)

    def _no_category(self, category: str, known: Iterable[str]) -> UnknownNameError:
        readings = [*known, ALL]
        return UnknownNameError(
            f"{self.id} has no suppliers of the category {category!r}",
            expected=", ".join(readings)[:200],
            nearest=nearest(category, readings),
        )

    def _all(self, period: Period | None) -> Figure:
        if self.listed and not self.suppliers:
            return self._count_listed(ALL, period)
        if not self.suppliers:
            raise MissingInputError(f"nothing is said of the suppliers of {self.id}", missing=("suppliers",))
        counts = [self._count(category, period) for category in self.suppliers]
        if len(counts) == 1:
            return counts[0]
        return total(counts) if self.disjoint else union(counts)


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    """The cells of a row that say something: NaN, a dataframe's blank, is the one value unlike itself."""
    return {field: cell for field, cell in row.items() if cell is not None and cell == cell}


def _same(claim: Figure, year: Period | None) -> bool:
    return claim.period == year or common_period(claim.period, year) is not None


def _agree(stated: Figure, counted: Figure) -> bool:
    """Whether both can be true, ≈ taken as widely as in comparisons."""
    try:
        return not (stated.surely_over(counted) or counted.surely_over(stated))
    except (DimensionError, PriceBasisError):  # parts beside firms, another currency: they do not speak of one thing
        return True
