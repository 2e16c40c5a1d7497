"""Entity: what cities, firms, funds and all other things of a case study share.

An entity is an id, a name and figures by indicator; a subclass adds the fields of its kind. Fields that
name another entity hold it, so an `AnchorFirm` holds its `City`; in a case file the id stands there.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from cityinnov.entity.fields import Claims, FigureLike, as_citations, as_claims, as_id, as_name, sourced
from cityinnov.entity.indicator_vocabulary import indicators
from cityinnov.entity.matching import distinct
from cityinnov.entity.name import Name
from cityinnov.errors import ConflictingClaimsError, MissingInputError
from cityinnov.values.arithmetic import alternatives
from cityinnov.values.figure import Figure
from cityinnov.values.frozen import FrozenMapping
from cityinnov.values.period import Period, common_period
from cityinnov.values.source import Citation

__all__ = ["Entity", "parts"]


def _name_from_id(entity: Entity) -> Name:
    return Name.of(entity.id)


def _as_facts(value: Mapping[str, FigureLike | Iterable[FigureLike]]) -> Claims:
    """Figures by indicator, from zero up where the vocabulary says that an indicator cannot be negative."""
    known = indicators()
    return FrozenMapping(
        {
            id: tuple(known[id].bounded(claim) for claim in claims) if id in known else claims
            for id, claims in as_claims(value).items()
        }
    )


@attrs.frozen(slots=True)
class Entity:
    """Something that a case study has figures and claims about.

    Parameters
    ----------
    id : str
        Kebab-case, unique in its case.
    name : Name, str or mapping of language to text, optional
        What it is called; the id where nothing is given.
    figures : mapping of str to Figure, text or a list of them, optional
        What is known in numbers, by indicator; several where there are several periods or sources.
    citations : Citation, text or iterable of Citation, optional
        Where the rest of what is said of it stands: `br ¶9 | Fan Jin`.

    Raises
    ------
    InputError
        If the id is not kebab-case, or the name or a figure cannot be read.

    Examples
    --------
    >>> hefei = Entity("hefei", name={"en": "Hefei", "zh": "合肥"}, figures={"nev_output": "740,000 vehicles, 2023"})
    >>> print(hefei.name, hefei.figure("nev_output"))
    Hefei 740,000 vehicles, 2023
    """

    id: str = attrs.field(converter=as_id)
    name: Name = attrs.field(default=attrs.Factory(_name_from_id, takes_self=True), converter=as_name, kw_only=True)
    figures: Mapping[str, tuple[Figure, ...]] = attrs.field(factory=FrozenMapping, converter=_as_facts, kw_only=True)
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=as_citations, kw_only=True)

    def claims(self, indicator: str) -> tuple[Figure, ...]:
        """All that is said of an indicator, or stands in the field of that name; empty where nothing is.

        Examples
        --------
        >>> hefei = Entity("hefei", figures={"gdp": ["1.2 trillion CNY, 2022", "1.27 trillion CNY, 2023"]})
        >>> [str(claim.period) for claim in hefei.claims("gdp")]
        ['2022', '2023']
        """
        if indicator in self.figures:
            return self.figures[indicator]
        return tuple(part for path, part in parts(self) if path == indicator and isinstance(part, Figure))

    def figure(
        self,
        indicator: str,
        period: Period | str | int | datetime.date | None = None,
        *,
        prefer: str | None = None,
        hull: bool = False,
    ) -> Figure:
        """The figure of an indicator, if what is said of it leaves one.

        Claims that say the same of the same period count as one.

        Parameters
        ----------
        indicator : str
            Its id, or the name of a field that holds figures.
        period : Period, str, int or date, optional
            Only claims of this period, inferred or not; where there are none, those that lie within it.
        prefer : str, optional
            The id of the source to believe where several sources say different things.
        hull : bool, default False
            Where several claims remain for one period: the smallest bounds that hold them all.

        Raises
        ------
        MissingInputError
            If nothing is said; `data["missing"]` names the indicator.
        ConflictingClaimsError
            If several claims remain; `data["figures"]` holds them.

        Examples
        --------
        >>> hefei = Entity("hefei", figures={"gdp": ["37 billion CNY, 2000 [press]", "32.5 billion CNY, 2000 [csmar]"]})
        >>> print(hefei.figure("gdp", 2000, prefer="csmar").bounds)
        Bounds [32500000000, 32500000000]
        >>> print(hefei.figure("gdp", 2000, hull=True).bounds)
        Bounds [32500000000, 37000000000]
        """
        claims = distinct(self._claims_of(indicator, period))
        if prefer is not None and len(claims) > 1:
            claims = tuple(claim for claim in claims if prefer in _source_ids(claim)) or claims
        if len(claims) == 1:
            return claims[0]
        periods = list(dict.fromkeys(claim.period for claim in claims))
        if hull and len(periods) == 1:
            return alternatives(_by_source(claims), caveat="conflicting-claims")
        raise ConflictingClaimsError(
            f"{self.id} has {len(claims)} different claims of {indicator}" + (f" for {periods[0]}" if period else ""),
            found="; ".join(map(str, claims))[:300],
            hint=f"say which period: {', '.join(map(str, periods))}"
            if len(periods) > 1
            else "say which source to believe (prefer=...), or take them together (hull=True)",
            figures=claims,
        )

    def _claims_of(self, indicator: str, period: Period | str | int | datetime.date | None) -> tuple[Figure, ...]:
        claims = said = self.claims(indicator)
        if period is not None:
            wanted = Period.of(period)
            said = tuple(claim for claim in claims if common_period(claim.period, wanted)) or tuple(
                claim for claim in claims if claim.period is not None and wanted.contains(claim.period)
            )
        if said:
            return said
        known = ", ".join(str(claim.period) if claim.period else "undated" for claim in claims)
        raise MissingInputError(
            f"nothing is said of {indicator} of {self.id}" + (f" for {period}" if claims else ""),
            found=f"only figures of other periods: {known}" if claims else None,
            missing=(indicator,),
        )


def _source_ids(claim: Figure) -> tuple[str, ...]:
    return tuple(citation.source for citation in claim.sources())


def _by_source(claims: tuple[Figure, ...]) -> dict[str, Figure]:
    names = [", ".join(_source_ids(claim)) or "unsourced" for claim in claims]
    return {
        name if names.count(name) == 1 else f"{name} ({i})": c
        for i, (name, c) in enumerate(zip(names, claims, strict=True), 1)
    }


def parts(record: Any, path: str = "", citations: tuple[Citation, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Everything that an entity or another record holds, each with the path of fields and keys that leads to it.

    Records within are entered, other entities are not; items of a list share its path. The figures of an
    entity stand under their indicator, without `figures.` before it. Figures of a record within that cite nothing
    have the citations of the record.

    Examples
    --------
    >>> hefei = Entity("hefei", figures={"gdp": "1.35 trillion CNY, 2024"})
    >>> [path for path, part in parts(hefei) if isinstance(part, Figure)]
    ['gdp']
    """
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        below = f"{path}{field.name}"
        if field.name == "figures" and isinstance(record, Entity):
            for indicator, claims in value.items():
                yield from ((f"{path}{indicator}", claim) for claim in claims)
        else:
            yield from _within(value, below, citations)


def _within(value: Any, path: str, citations: tuple[Citation, ...]) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _within(item, f"{path}.{key}", citations)
    elif isinstance(value, tuple):
        for item in value:
            yield from _within(item, path, citations)
    elif attrs.has(type(value)) and not isinstance(value, _WHOLE):
        yield from parts(value, f"{path}.", getattr(value, "citations", ()) or citations)
    elif value is not None:
        yield path, sourced(value, citations) if isinstance(value, Figure) else value


#: What is not taken apart: values with a text of their own, and references.
_WHOLE = (Figure, Name, Period, Citation, Entity)
