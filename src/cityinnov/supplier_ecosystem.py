"""SupplierEcosystem: the suppliers an anchor firm draws, and how many of them have come home."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from cityinnov.city import City
from cityinnov.derived_metric import derived
from cityinnov.entity import Entity
from cityinnov.errors import ConflictingClaimsError, InputError, MissingInputError, UnknownNameError, nearest
from cityinnov.fields import as_claims, as_figures, as_texts, as_tuple, check_unit
from cityinnov.firm import Firm
from cityinnov.metrics.localisation import local_share
from cityinnov.place import Place
from cityinnov.values.arithmetic import alternatives, total, union
from cityinnov.values.figure import Figure
from cityinnov.values.frozen import FrozenMapping
from cityinnov.values.period import Period, common_period

__all__ = ["ALL", "SupplierEcosystem"]

#: The reading "of all suppliers, whatever their category".
ALL = "all"


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

    Raises
    ------
    InputError
        If `local_of` names a category that there is not.

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
        factory=FrozenMapping, converter=as_claims, validator=check_unit("firm")
    )
    local: tuple[Figure, ...] = attrs.field(default=(), converter=as_figures, validator=check_unit("firm"))
    local_of: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    disjoint: bool | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.instance_of(bool))
    )

    @local_of.validator
    def _check_local_of(self, _: Any, readings: tuple[str, ...]) -> None:
        for reading in readings:
            if reading not in (*self.suppliers, ALL):
                raise InputError(
                    "the local suppliers are of a category that there is not",
                    found=repr(reading),
                    expected=", ".join((*self.suppliers, ALL)),
                )

    @property
    def readings(self) -> tuple[str, ...]:
        """The categories of which the local suppliers may be."""
        if self.local_of:
            return self.local_of
        return (*self.suppliers, ALL) if len(self.suppliers) > 1 else tuple(self.suppliers)

    @derived(
        shown="firm",
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
        readings = self.readings if of is None else (of,)
        if not readings:
            raise MissingInputError(f"{self.id}.local_share needs suppliers", missing=("suppliers",))
        shares: dict[str, Figure] = {
            reading: local_share(local, self._count(reading, local.period)).to("%") for reading in readings
        }
        if len(shares) == 1:
            return shares[readings[0]]
        return alternatives(shares, caveat="ambiguous-denominator")

    def _count(self, reading: str, period: Period | None) -> Figure:
        """The suppliers of one category, or of all, in a period."""
        if reading == ALL and ALL not in self.suppliers:
            return self._all(period)
        if reading not in self.suppliers:
            near = nearest(reading, [*self.suppliers, ALL])
            raise UnknownNameError(
                f"{self.id} has no suppliers of the category {reading!r}",
                expected=", ".join((*self.suppliers, ALL)),
                nearest=near,
            )
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

    def _all(self, period: Period | None) -> Figure:
        if not self.suppliers:
            raise MissingInputError(f"nothing is said of the suppliers of {self.id}", missing=("suppliers",))
        counts = [self._count(category, period) for category in self.suppliers]
        if len(counts) == 1:
            return counts[0]
        return total(counts) if self.disjoint else union(counts)
