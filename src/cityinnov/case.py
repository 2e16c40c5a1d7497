"""CaseStudy: one case as a whole, and what can be read off it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import attrs

from cityinnov.anchor_firm import AnchorFirm
from cityinnov.cap_table.cap_table import CapTable
from cityinnov.capital_cycle.capital_cycle import CapitalCycle
from cityinnov.capital_cycle.gathering import capital_cycles
from cityinnov.city import City
from cityinnov.claim import Claim
from cityinnov.consistency import held_kinds, inconsistencies
from cityinnov.decision import AcceptedFinding, OmittedFigure
from cityinnov.entity.derived_metric import DerivedMetrics, evaluate
from cityinnov.entity.entity import Entity, parts
from cityinnov.entity.fields import FigureLike, as_claims, as_figures, as_id, as_name, as_tuple
from cityinnov.entity.indicator_vocabulary import Indicator, indicator
from cityinnov.entity.name import Name
from cityinnov.errors import ConflictingClaimsError, InputError, UnknownNameError, nearest
from cityinnov.event import Event
from cityinnov.firm import Firm
from cityinnov.fund import Fund
from cityinnov.industry_chain.industry_chain import IndustryChain
from cityinnov.innovation_platform import InnovationPlatform
from cityinnov.investment import Investment
from cityinnov.organisation import Organisation
from cityinnov.place import Place
from cityinnov.policy_instrument.policy_instrument import PolicyInstrument
from cityinnov.prices.restating import InOneCurrency, Route, in_one_currency
from cityinnov.prices.stated import StatedRates
from cityinnov.record import records_of
from cityinnov.replacement import with_figures, with_references
from cityinnov.supplier_ecosystem.supplier_ecosystem import SupplierEcosystem
from cityinnov.talent import TalentProgramme
from cityinnov.values.figure import Figure
from cityinnov.values.frozen import FrozenMapping
from cityinnov.values.money import Deflator, Rates
from cityinnov.values.notebook import html_table
from cityinnov.values.source import Source

__all__ = ["CaseStudy", "section_kinds", "sections"]

MOST_PROBLEMS = 1_000  # that one error tells of


def _by_id(things: Mapping[str, Any] | Iterable[Any]) -> Mapping[str, Any]:
    """Entities by their id, from a mapping or from the entities alone."""
    if isinstance(things, Mapping):
        return FrozenMapping(things)
    return FrozenMapping([(thing.id, thing) for thing in as_tuple(things)])


def _title_from_id(case: CaseStudy) -> Name:
    return Name.of(case.id)


@attrs.frozen(slots=True, kw_only=True)
class CaseStudy:
    """A case study: its sources, and everything it has figures and claims about.

    Parameters
    ----------
    id : str
        Kebab-case.
    title : Name, str or mapping of language to text, optional
        What the case is called.
    sources : iterable of Source, or mapping by id, optional
        What its citations refer to.
    indicators : iterable of Indicator, or mapping by id, optional
        What the case measures beside the vocabulary that ships.
    rates : iterable of Figure or str, optional
        Exchange rates that sources of the case state, such as ``8.28 CNY/USD, 1998 [imf]``; `in_currency` takes them
        before those of a table.
    accepted : iterable of AcceptedFinding, optional
        What `cityinnov.checks` finds and the analyst lets stand, each with the reason.
    omitted : iterable of OmittedFigure, optional
        Figures of its sources that the case leaves out, each with the reason.
    unassigned : mapping of str to figures, optional
        Figures of a draft that belong to no entity yet, by where they stand: `{"¶9": ["50 firms [br ¶9]"]}`.
    places, cities, organisations, firms, anchor_firms, cap_tables, funds, investments, chains, ecosystems, talent, \
platforms, instruments, events, claims : iterable of entities, or mapping by id, optional
        What it is about. An entity that another one names must be listed too.

    Raises
    ------
    InputError
        If two entities share an id, one names another that is not listed, a source or an indicator is unknown, or a
        figure is in a unit that its indicator is not measured in. All such problems are in `data["problems"]`.

    Examples
    --------
    >>> hefei = City("hefei", figures={"nev_output": "740,000 vehicles, 2023", "population": "9,853,000 people, 2023"})
    >>> case = CaseStudy("hefei-study", cities=[hefei])
    >>> case.cities["hefei"].figure("nev_output").high
    740000.0
    >>> for metric in case.derived().missing[:2]:
    ...     print(metric)
    hefei.gdp_annual_growth needs gdp_multiple, of which hefei has no figure
    hefei.gdp_per_resident needs gdp, of which hefei has no figure
    """

    id: str = attrs.field(converter=as_id, kw_only=False)
    title: Name = attrs.field(default=attrs.Factory(_title_from_id, takes_self=True), converter=as_name)
    sources: Mapping[str, Source] = attrs.field(factory=FrozenMapping, converter=_by_id)
    indicators: Mapping[str, Indicator] = attrs.field(factory=FrozenMapping, converter=_by_id)
    rates: tuple[Figure, ...] = attrs.field(default=(), converter=as_figures)
    accepted: tuple[AcceptedFinding, ...] = attrs.field(default=(), converter=as_tuple)
    omitted: tuple[OmittedFigure, ...] = attrs.field(default=(), converter=as_tuple)
    unassigned: Mapping[str, tuple[Figure, ...]] = attrs.field(factory=FrozenMapping, converter=as_claims)
    places: Mapping[str, Place] = attrs.field(factory=FrozenMapping, converter=_by_id)
    cities: Mapping[str, City] = attrs.field(factory=FrozenMapping, converter=_by_id)
    organisations: Mapping[str, Organisation] = attrs.field(factory=FrozenMapping, converter=_by_id)
    firms: Mapping[str, Firm] = attrs.field(factory=FrozenMapping, converter=_by_id)
    anchor_firms: Mapping[str, AnchorFirm] = attrs.field(factory=FrozenMapping, converter=_by_id)
    cap_tables: Mapping[str, CapTable] = attrs.field(factory=FrozenMapping, converter=_by_id)
    funds: Mapping[str, Fund] = attrs.field(factory=FrozenMapping, converter=_by_id)
    investments: Mapping[str, Investment] = attrs.field(factory=FrozenMapping, converter=_by_id)
    chains: Mapping[str, IndustryChain] = attrs.field(factory=FrozenMapping, converter=_by_id)
    ecosystems: Mapping[str, SupplierEcosystem] = attrs.field(factory=FrozenMapping, converter=_by_id)
    talent: Mapping[str, TalentProgramme] = attrs.field(factory=FrozenMapping, converter=_by_id)
    platforms: Mapping[str, InnovationPlatform] = attrs.field(factory=FrozenMapping, converter=_by_id)
    instruments: Mapping[str, PolicyInstrument] = attrs.field(factory=FrozenMapping, converter=_by_id)
    events: Mapping[str, Event] = attrs.field(factory=FrozenMapping, converter=_by_id)
    claims: Mapping[str, Claim] = attrs.field(factory=FrozenMapping, converter=_by_id)

    def __attrs_post_init__(self) -> None:
        problems = list(islice(inconsistencies(self), MOST_PROBLEMS))
        if problems:
            path, first = problems[0]
            more = f" (and {len(problems) - 1} more problems)" if len(problems) > 1 else ""
            raise InputError(
                f"the case {self.id} does not hold together: {path}: {first}{more}", problems=tuple(problems)
            )

    # -- reading ----------------------------------------------------------------------

    def entities(self) -> Iterator[Entity]:
        """All entities, places first and claims last."""
        for section in sections():
            yield from getattr(self, section).values()

    def entity(self, id: str) -> Entity:
        """The entity of an id, whatever its kind.

        Raises
        ------
        UnknownNameError
            With the nearest known ids.
        """
        known = {entity.id: entity for entity in self.entities()}
        _check_known(id, list(known), f"the case {self.id} has no {id!r}")
        return known[id]

    def indicator(self, id: str) -> Indicator:
        """An indicator, of the case itself or of the vocabulary that ships."""
        return indicator(id, self.indicators)

    def figures(self) -> Iterator[tuple[str, Figure]]:
        """Every stated figure, with the path of entity and indicator or field: `vw-suppliers.suppliers.production`."""
        for entity in self.entities():
            for path, part in parts(entity):
                if isinstance(part, Figure):
                    yield f"{entity.id}.{path}", part

    # -- results ----------------------------------------------------------------------

    def derived(self, about: float | None = None) -> DerivedMetrics:
        """Everything that can be derived from the case, and what is missing for the rest.

        Parameters
        ----------
        about : float, optional
            Turns every ≈ into real bounds, this share of the value wide on each side.
        """
        known = (*self.entities(), *self.capital_cycles())
        return DerivedMetrics(tuple(metric for entity in known for metric in evaluate(entity, about)))

    def capital_cycles(self, *, only: Iterable[str] | None = None) -> tuple[CapitalCycle, ...]:
        """The capital cycle of every sponsor of public money; see `capital_cycle`."""
        indices = {each.id: levels for each in self.entities() if (levels := each.claims("total_return_index"))}
        return capital_cycles(self.funds.values(), self.investments.values(), indices=indices, only=only)

    def capital_cycle(
        self, sponsor: str, *, currency: str | None = None, only: Iterable[str] | None = None
    ) -> CapitalCycle:
        """What a sponsor's money led into, what came back, and what of it went out again.

        Every entity that has figures of `total_return_index` supplies an index to compare with.

        Parameters
        ----------
        sponsor : str
            The id of a city or an organisation that set up funds or invested by itself, or of a firm that set up funds.
        currency : str, optional
            Which payments, where a sponsor paid in several currencies.
        only : iterable of str, optional
            The ids of the investments and funds to count; all of the sponsor's where nothing is given.

        Raises
        ------
        UnknownNameError
            If nothing is on record of such a sponsor, or of one of `only`.
        ConflictingClaimsError
            If there are several currencies, and it is not said which.

        Examples
        --------
        >>> from cityinnov.firm import Firm
        >>> hefei, boe = City("hefei"), Firm("boe")
        >>> lead = Investment("boe-2009", investor=hefei, investee=boe, amount="9.00 billion CNY, 2009, planned")
        >>> case = CaseStudy("study", cities=[hefei], firms=[boe], investments=[lead])
        >>> for each in case.capital_cycle("hefei").left_out:
        ...     print(each.id, "needs", ", ".join(each.missing))
        boe-2009 needs amount, closed, exits
        """
        wanted = None if only is None else tuple(only)
        for id in wanted or ():
            known = [*self.investments, *self.funds]
            _check_known(id, known, f"the case {self.id} has no investment or fund {id!r}")
        cycles = self.capital_cycles(only=wanted)
        _check_known(sponsor, [each.sponsor.id for each in cycles], f"{self.id} has no money of {sponsor!r} on record")
        of_sponsor = {str(each.currency): each for each in cycles if each.sponsor.id == sponsor}
        if currency is None and len(of_sponsor) > 1:
            raise ConflictingClaimsError(
                f"{sponsor} paid in {' and '.join(of_sponsor)}", hint=f"say which: currency={next(iter(of_sponsor))!r}"
            )
        chosen = next(iter(of_sponsor)) if currency is None else currency
        _check_known(chosen, list(of_sponsor), f"{sponsor} paid nothing in {chosen}")
        return of_sponsor[chosen]

    def in_currency(
        self,
        currency: str,
        rates: Rates,
        *,
        prices: int | None = None,
        indices: Iterable[Deflator] = (),
        route: Route = "deflate, convert",
    ) -> InOneCurrency:
        """Every amount of money of the case in one currency, beside what was stated; see `in_one_currency`.

        A rate that the case itself states, with its source, comes before that of `rates`.

        Examples
        --------
        >>> from cityinnov.prices.stated import StatedRates
        >>> case = CaseStudy("study", cities=[City("hefei", figures={"gdp": "690 billion CNY, 2020"})])
        >>> print(case.in_currency("USD", StatedRates(["6.90 CNY/USD, 2020"])).figures["hefei.gdp"])
        100 billion USD
        """
        if self.rates:
            rates = StatedRates(self.rates, otherwise=rates)
        return in_one_currency(self.figures(), currency, rates, prices=prices, indices=indices, route=route)

    def replace(
        self, *entities: Entity, figures: Mapping[str, FigureLike | Iterable[FigureLike]] | None = None
    ) -> CaseStudy:
        """The case as it would be with other entities or figures in the place of its own: a what-if.

        What names a changed entity is changed with it. The derived metrics of both stand side by side in
        `difference(case, changed).metrics`.

        Parameters
        ----------
        *entities : Entity
            Each takes the place of that of its id, as made by `attrs.evolve`, or left by `IndustryChain.what_if_lost`.
        figures : mapping of path to Figure, text or a list of them, optional
            By entity and indicator or field, as `figures()` spells them: `vw-suppliers.local`.

        Raises
        ------
        UnknownNameError
            If the case has no such entity, indicator or field.
        InputError
            If a figure does not fit, or the changed case does not hold together.

        Examples
        --------
        >>> said = {"nev_output": "740,000 vehicles, 2023", "stem_graduates": "100,000 graduates, 2023"}
        >>> case = CaseStudy("study", cities=[City("hefei", figures=said)])
        >>> more = case.replace(figures={"hefei.stem_graduates": "150,000 graduates, 2023"})
        >>> for each in (case, more):
        ...     print(each.derived()["nevs_per_graduate"].figure)
        7.4 vehicles/person
        4.933 vehicles/person
        """
        own = {entity.id: entity for entity in self.entities()}
        changed = {entity.id: entity for entity in entities}
        changed |= with_figures({**own, **changed}, figures or {}, self.indicators)
        made = with_references(own, changed)
        anew: dict[str, Any] = {section: {id: made[id] for id in getattr(self, section)} for section in sections()}
        return attrs.evolve(self, **anew)

    def records(self) -> list[dict[str, Any]]:
        """Every stated figure as a flat record, for a table.

        Examples
        --------
        >>> case = CaseStudy("study", cities=[City("hefei", figures={"nev_output": "740,000 vehicles, 2023"})])
        >>> case.records()[0] == {
        ...     "entity": "hefei", "kind": "City", "indicator": "nev_output",
        ...     "low": 740000.0, "high": 740000.0, "low_closed": True, "high_closed": True, "approx": False,
        ...     "unit": "vehicle", "price_basis": None, "period": "2023", "status": "unstated",
        ...     "sources": (), "restated": (), "stated": "740,000 vehicles",
        ... }
        True
        """
        return [record.flat() for entity in self.entities() for record in records_of(entity)]

    def _repr_html_(self) -> str:
        """What the case is about, kind by kind, for a notebook."""
        rows = []
        for section in sections():
            entities = tuple(getattr(self, section).values())
            if entities:
                figures = sum(isinstance(part, Figure) for entity in entities for _, part in parts(entity))
                names = ", ".join(str(entity.name) for entity in entities[:8])
                more = f", … and {len(entities) - 8:,} more" if len(entities) > 8 else ""
                rows.append([section.replace("_", " "), str(len(entities)), str(figures), names + more])
        sources = f"{len(self.sources)} source{'' if len(self.sources) == 1 else 's'}"
        return html_table(f"{self.title} ({self.id}), {sources}", ["", "number", "figures", "names"], rows)


def _check_known(name: str, known: list[str], complaint: str) -> None:
    if name not in known:
        near = nearest(name, known)
        raise UnknownNameError(complaint, hint=f"nearest: {', '.join(near)}" if near else None, nearest=near)


def sections() -> tuple[str, ...]:
    """The fields of a case that hold entities, each after those its entities may refer to."""
    names = [field.name for field in attrs.fields(CaseStudy)]
    return tuple(names[names.index("places") :])


def section_kinds(own: Iterable[type[Entity]] = ()) -> dict[str, type[Entity]]:
    """The class of the entities of each section.

    Parameters
    ----------
    own : iterable of Entity classes, optional
        Classes of one's own, each in place of the one it extends.

    Raises
    ------
    InputError
        If a class extends none that a case holds, or two extend the same one.

    Examples
    --------
    >>> class TradingCity(City):
    ...     '''A city with metrics of its trade.'''
    >>> section_kinds([TradingCity])["cities"].__name__, section_kinds([TradingCity])["firms"].__name__
    ('TradingCity', 'Firm')
    """
    shipped = held_kinds(CaseStudy)
    kinds = dict(shipped)
    for kind in own:
        bases = kind.__mro__ if isinstance(kind, type) else ()
        section = next((name for base in bases for name in shipped if shipped[name] is base), None)
        if section is None:
            raise InputError(
                "not a class whose entities a case holds",
                found=getattr(kind, "__name__", repr(kind)[:60]),
                expected="a subclass of City, Firm, Fund or another entity",
            )
        if kinds[section] not in (shipped[section], kind):
            raise InputError(
                f"two classes are to be those of {section!r}",
                found=f"{kinds[section].__name__} and {kind.__name__}",
                hint="let one extend the other, and give that one alone",
            )
        kinds[section] = kind
    return kinds
