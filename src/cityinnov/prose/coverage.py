"""`coverage`: what of a text a case lacks, and what of the case the text does not bear out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs

from cityinnov.case import CaseStudy
from cityinnov.decision import OmittedFigure
from cityinnov.errors import InputError, UnknownNameError, nearest
from cityinnov.prose.amount import Kind
from cityinnov.prose.evidence import ByNumber, bears_out, is_near, names_period, numbers_of
from cityinnov.prose.find import find_figures
from cityinnov.prose.mention import Mention
from cityinnov.prose.paragraphs import Layout
from cityinnov.ranking import Ranking
from cityinnov.stated import Path, Stated, stated_figures, stated_parts
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period
from cityinnov.values.source import Citation, Source

__all__ = ["Coverage", "Passage", "Unsupported", "coverage"]


@attrs.frozen(slots=True)
class Passage:
    """A figure of the text, where it stands, and where the case has it or something near it.

    Parameters
    ----------
    mention : Mention
        The figure.
    line, column : int
        Its place, from 1.
    locator : str
        Its paragraph: ``¶9``.
    held : tuple of str
        Paths of the case that hold it; of a figure that the case lacks, paths with the same number.
    because : str, optional
        Why the case leaves it out.
    """

    mention: Mention
    line: int
    column: int
    locator: str
    held: tuple[str, ...] = ()
    because: str | None = None

    def __str__(self) -> str:
        near = f" (the case has the number at {', '.join(self.held)})" if self.held else ""
        words = " ".join(self.mention.text.split())
        return f"{self.line}:{self.column} {self.locator} {self.mention.kind} {words!r}{near}"


@attrs.frozen(slots=True)
class Unsupported:
    """A figure of the case that cites the source, and what the text says instead.

    Parameters
    ----------
    path : str
        Where it stands in the case.
    figure : Figure
        The figure.
    reason : str
        What of it the text does not say.
    """

    path: str
    figure: Figure
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.figure}: {self.reason}"


@attrs.frozen(slots=True)
class Coverage:
    """How far a case covers a text, and the text bears out the case.

    Parameters
    ----------
    source : str
        The id of the text's source.
    held, missing, omitted : tuple of Passage
        The figures of the text that the case has, those it lacks, and those it leaves out with a reason.
    cited : int
        How many figures of the case cite the source.
    unsupported : tuple of Unsupported
        Those of them that the text does not bear out.
    unused : tuple of OmittedFigure
        Figures that the case leaves out with a reason and the text does not have.

    Examples
    --------
    >>> from cityinnov.city import City
    >>> hefei = City("hefei", figures={"nev_output": "740,000 vehicles, 2023 [br]"})
    >>> case = CaseStudy("study", sources=[Source("br", "article-magazine")], cities=[hefei])
    >>> found = coverage(case, "In 2023, it made 740,000 cars in three plants.")
    >>> round(found.share, 1), found.support, [passage.mention.text for passage in found.missing]
    (66.7, 100.0, ['three plants'])
    """

    source: str
    held: tuple[Passage, ...]
    missing: tuple[Passage, ...]
    omitted: tuple[Passage, ...]
    cited: int
    unsupported: tuple[Unsupported, ...]
    unused: tuple[OmittedFigure, ...]

    @property
    def share(self) -> float | None:
        """Percent of the text's figures that the case has, those left out with a reason aside; None of none."""
        return _percent(len(self.held), len(self.held) + len(self.missing))

    @property
    def support(self) -> float | None:
        """Percent of the case's figures citing the source that the text bears out; None of none."""
        return _percent(self.cited - len(self.unsupported), self.cited)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing, unsupported, or left out without need."""
        return not (self.missing or self.unsupported or self.unused)

    def record(self) -> dict[str, Any]:
        """The coverage as plain data."""
        return {
            "source": self.source,
            "share": self.share,
            "support": self.support,
            "held": [_record(passage) for passage in self.held],
            "missing": [_record(passage) for passage in self.missing],
            "omitted": [_record(passage) for passage in self.omitted],
            "unsupported": [
                {"path": each.path, "figure": str(each.figure), "reason": each.reason} for each in self.unsupported
            ],
            "unused": [{"words": each.words, "citations": list(map(str, each.citations))} for each in self.unused],
        }


def _percent(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None


def _record(passage: Passage) -> dict[str, Any]:
    place = {name: getattr(passage, name) for name in ("line", "column", "locator", "because")}
    return {**passage.mention.record(), **place, "held": list(passage.held)}


def coverage(case: CaseStudy, text: str, *, source: str | None = None, language: str | None = None) -> Coverage:
    """Set a case against a text that it cites: figure by figure, in both directions.

    A figure of the text is covered if the case has the same bounds in the same unit, citing this source; a year, a
    date or a counted time ("nine years ago") if a period of the case is that; a rank if a ranking is. A figure of the
    case is borne out if the text states it, and the year of its period, unless that is marked as inferred.

    Parameters
    ----------
    case : CaseStudy
        The case.
    text : str
        The whole text of one of its sources.
    source : str, optional
        The id of that source; needed where the case has several.
    language : str, optional
        Of the text; the source's own where it has one.

    Returns
    -------
    Coverage

    Raises
    ------
    InputError
        If the case has no source, or several and none is named.
    UnknownNameError
        If it has no source of that id, or there is no vocabulary for the language.

    Examples
    --------
    >>> from cityinnov.city import City
    >>> facts = {"nev_output": "740,000 vehicles, 2023 [br ¶1]", "population": "9 million people, 2023 [br ¶1]"}
    >>> br = Source("br", "article-magazine", language="en")
    >>> case = CaseStudy("study", sources=[br], cities=[City("hefei", figures=facts)])
    >>> found = coverage(case, "In 2023, it made over 740,000 cars.")
    >>> for passage in found.missing:
    ...     print(passage)
    1:18 ¶1 quantity 'over 740,000 cars' (the case has the number at cities.hefei.figures.nev_output)
    >>> for figure in found.unsupported:
    ...     print(figure)
    cities.hefei.figures.nev_output: 740,000 vehicles, 2023 [br ¶1]: the text says 'over 740,000 cars'
    cities.hefei.figures.population: 9 million people, 2023 [br ¶1]: the text has no such figure
    """
    record = _source(case, source)
    mentions = find_figures(text, language or record.language, issued=record.issued)
    evidence = _Evidence.of(case, record)
    held, missing, omitted, used = [], [], [], set[int]()
    passages = list(_passages(text, mentions))
    for passage in passages:
        paths = evidence.of_mention(passage.mention)
        left_out = next((k for k, each in enumerate(case.omitted) if _leaves_out(each, passage, record.id)), None)
        if paths:
            held.append(attrs.evolve(passage, held=paths))
        elif left_out is not None:
            used.add(left_out)
            omitted.append(attrs.evolve(passage, because=case.omitted[left_out].because))
        else:
            missing.append(attrs.evolve(passage, held=evidence.near(passage)))
    of_source = [each for each in enumerate(case.omitted) if any(c.source == record.id for c in each[1].citations)]
    return Coverage(
        record.id,
        tuple(held),
        tuple(missing),
        tuple(omitted),
        len(evidence.figures),
        tuple(_unsupported(evidence.figures, text, passages)),
        tuple(each for k, each in of_source if k not in used),
    )


def _source(case: CaseStudy, id: str | None) -> Source:
    if id is None:
        if len(case.sources) == 1:
            return next(iter(case.sources.values()))
        known = ", ".join(case.sources)
        raise InputError(
            "the case has several sources" if known else "the case has no source",
            found=known or None,
            hint="say which the text is: source=, --source" if known else "list the text under 'sources:'",
        )
    if id not in case.sources:
        near = nearest(id, list(case.sources))
        raise UnknownNameError(
            f"the case has no source {id!r}",
            hint=f"nearest: {', '.join(near)}" if near else f"there are: {', '.join(case.sources) or 'none'}",
            nearest=near,
        )
    return case.sources[id]


def _passages(text: str, mentions: Iterable[Mention]) -> Iterator[Passage]:
    layout = Layout(text)
    for mention in mentions:
        line, column = layout.position(mention.start)
        yield Passage(mention, line, column, layout.paragraph(mention.start).locator)


def _leaves_out(entry: OmittedFigure, passage: Passage, source: str) -> bool:
    cites = any(
        citation.source == source and (citation.locator or passage.locator) == passage.locator
        for citation in entry.citations
    )
    return cites and " ".join(passage.mention.text.split()) in " ".join(entry.words.split())


@attrs.frozen(slots=True)
class _Evidence:
    """What of a case cites a source."""

    figures: tuple[Stated, ...]
    by_number: ByNumber[Stated]
    periods: tuple[tuple[str, Period], ...]
    ranks: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, case: CaseStudy, source: Source) -> _Evidence:
        figures = tuple(stated for stated in stated_figures(case) if _cite(stated.citations, source))
        periods = [(_dotted(stated.path), stated.figure.period) for stated in figures]
        ranks = []
        for _, path, part, records in stated_parts(case):
            if isinstance(part, Period) and _cite(_citations(records), source):
                periods.append((_dotted(path), part))
            elif path[-1] == "rank" and isinstance(records[0], Ranking) and _cite(records[0].citations, source):
                ranks.append((_dotted(path), part))
        periods += [(f"sources.{source.id}.{name}", getattr(source, name)) for name in ("issued", "accessed")]
        by_number = ByNumber.of((_numbers(stated), stated) for stated in figures)
        return cls(
            figures, by_number, tuple((path, period) for path, period in periods if period is not None), tuple(ranks)
        )

    def of_mention(self, mention: Mention) -> tuple[str, ...]:
        """The paths that hold what a text says."""
        if mention.kind == Kind.RANK:
            return tuple(path for path, rank in self.ranks if rank in (mention.low, mention.high))
        same = self.by_number.sharing(numbers_of(mention))
        paths = [_dotted(stated.path) for stated in same if _said(mention, stated.figure)]
        if mention.kind in (Kind.YEAR, Kind.DATE, Kind.DURATION):
            paths += [path for path, period in self.periods if names_period(mention, period)]
        return tuple(dict.fromkeys(paths))

    def near(self, passage: Passage) -> tuple[str, ...]:
        """The paths with the same number, those that cite the same paragraph if there are any."""
        if passage.mention.kind in (Kind.RANK, Kind.YEAR, Kind.DATE):
            return ()
        same = self.by_number.sharing(numbers_of(passage.mention))
        near = [each for each in same if is_near(passage.mention, each.figure)]
        here = [each for each in near if any(cited.locator == passage.locator for cited in each.citations)]
        return tuple(dict.fromkeys(_dotted(each.path) for each in here or near))


def _cite(citations: Iterable[Citation], source: Source) -> bool:
    return any(citation.source == source.id for citation in citations)


def _citations(records: Iterable[Any]) -> tuple[Citation, ...]:
    """Those of the innermost record that has any."""
    return next((cited for record in records if (cited := getattr(record, "citations", ()))), ())


def _numbers(stated: Stated) -> set[float]:
    return set[float]().union(*(numbers_of(figure) for figure in _all_of(stated.figure)))


def _said(mention: Mention, figure: Figure) -> bool:
    return any(bears_out(mention, each) for each in _all_of(figure))


def _unsupported(figures: Iterable[Stated], text: str, passages: Sequence[Passage]) -> Iterator[Unsupported]:
    years = set(map(int, re.findall(r"(?<!\d)\d{4}(?!\d)", text)))
    said = (passage.mention for passage in passages if passage.mention.kind == Kind.YEAR)
    years |= {int(end) for mention in said for end in (mention.low, mention.high) if end}
    by_number = ByNumber.of((numbers_of(passage.mention), passage) for passage in passages)
    for stated in figures:
        same = by_number.sharing(_numbers(stated))
        unsaid = next(filter(None, (_unsaid(stated, figure, same) for figure in _all_of(stated.figure))), None)
        reason = unsaid or _undated(stated.figure.period, years)
        if reason is not None:
            yield Unsupported(_dotted(stated.path), stated.figure, reason)


def _all_of(figure: Figure) -> tuple[Figure, ...]:
    return (figure, *figure.restated)


def _unsaid(stated: Stated, figure: Figure, passages: Sequence[Passage]) -> str | None:
    """What the text says instead of a figure; None where it says that."""
    if any(bears_out(passage.mention, figure) for passage in passages):
        return None
    near = [passage for passage in passages if is_near(passage.mention, figure)]
    here = [passage for passage in near if any(cited.locator == passage.locator for cited in stated.citations)]
    words = dict.fromkeys(" ".join(passage.mention.text.split()) for passage in here or near)
    instead = f"the text says {' and '.join(map(repr, words))}" if words else "the text has no such figure"
    return instead if figure is stated.figure else f"{figure.display()}: {instead}"


def _undated(period: Period | None, years: set[int]) -> str | None:
    """What is wrong with a period that is not marked as inferred and whose years the text does not say."""
    if period is None or period.uncertain:
        return None
    unsaid = [str(year) for year in _years(period) if year not in years]
    return f"the text does not say {' or '.join(unsaid)}; mark what was inferred: {unsaid[0]}?" if unsaid else None


def _years(period: Period) -> list[int]:
    """The years at the ends of a period, open and approximate ends aside."""
    return [int(end[:4]) for end in str(period).split("/") if end[:4].isdigit() and not end.endswith(("~", "%"))]


def _dotted(path: Path) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")
