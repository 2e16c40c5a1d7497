"""Provenance: where figures are from, whether sources agree, and whether they are several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from cityinnov.checks.amounts import SAME_LENGTH, apart, days_of, of_one_time
from cityinnov.checks.finding import Severity
from cityinnov.checks.rule import Audit, Stated, Suspicion, rule
from cityinnov.entity.indicator_vocabulary import IndicatorKind
from cityinnov.message import Message
from cityinnov.stated import Path
from cityinnov.values.source import Source

__all__ = ["conflicting_claims", "figure_without_source", "hearsay", "one_origin", "unused_source"]


@rule("C701", Severity.WARNING)
def figure_without_source(audit: Audit) -> Iterator[Suspicion]:
    """A figure that cites nothing.

    What cannot be looked up cannot be corrected.

    Examples
    --------
    >>> from cityinnov import CaseStudy, City, Source, check_case
    >>> def output(citation):
    ...     hefei = City("hefei", figures={"nev_output": f"740,000 vehicles, 2023{citation}"})
    ...     return CaseStudy("study", sources=[Source("br", "article-magazine")], cities=[hefei])
    >>> print(check_case(output(""), select=["C701"]))
    cities.hefei.figures.nev_output: C701 warning: 740,000 vehicles, 2023 cites no source (to settle: add the source \
in brackets: [br ¶9])
    >>> print(check_case(output(" [br ¶9]"), select=["C701"]))
    no findings
    """
    for stated in audit.stated:
        if not stated.citations:
            yield Suspicion(
                stated.path,
                Message("{figure:whole} cites no source", figure=stated.figure),
                Message("add the source in brackets: [br ¶9]"),
                (stated.figure,),
            )


@rule("C702", Severity.NOTE)
def unused_source(audit: Audit) -> Iterator[Suspicion]:
    """A source that nothing cites.

    It was read and yielded nothing, or a figure has lost its citation.

    Examples
    --------
    >>> from cityinnov import CaseStudy, City, Source, check_case
    >>> def citing(citations):
    ...     sources = [Source("br", "article-magazine", title="From Humble To Hi-Tech")]
    ...     return CaseStudy("study", sources=sources, cities=[City("hefei", citations=citations)])
    >>> print(check_case(citing([]), select=["C702"]))
    sources.br: C702 note: nothing cites From Humble To Hi-Tech (to settle: cite it where it is the source, or take it \
out)
    >>> print(check_case(citing("br ¶1"), select=["C702"]))
    no findings
    """
    cited = {citation.source for citation in audit.citations}
    for id, source in audit.case.sources.items():
        if id not in cited:
            yield Suspicion(
                ("sources", id),
                Message("nothing cites {title}", title=source.title or source.short()),
                Message("cite it where it is the source, or take it out"),
            )


def _claims_of_one_time(audit: Audit) -> Iterator[tuple[Stated, ...]]:
    """What is said of one thing for one time, where it is said more than once."""
    groups: dict[Path, list[Stated]] = {}
    for stated in audit.stated:
        is_one_of_several = isinstance(stated.path[-1], int)
        groups.setdefault(stated.path[:-1] if is_one_of_several else stated.path, []).append(stated)
    for claims in groups.values():
        left = claims
        while len(left) > 1:
            first, *rest = left
            same = [other for other in rest if of_one_time(first, other) and not _one_is_a_part(audit, first, other)]
            if same:
                yield (first, *same)
            left = [other for other in rest if other not in same]


def _one_is_a_part(audit: Audit, a: Stated, b: Stated) -> bool:
    """Whether one is the amount of a few months and the other that of the year they lie in: both may be right.

    An amount that is dated to a day was stated then, which is another matter (C402).
    """
    known = audit.indicator(a)
    days = sorted(filter(None, map(days_of, (a.figure.period, b.figure.period))))
    if known is None or known.kind is not IndicatorKind.FLOW or len(days) < 2:
        return False
    return days[0] > 1 and days[1] > SAME_LENGTH * days[0]


@rule("C703", Severity.WARNING)
def conflicting_claims(audit: Audit) -> Iterator[Suspicion]:
    """Claims of one thing for one time that cannot both be right, beyond rounding, with the source of each.

    They stay side by side in the case; which one to believe is said when a metric is derived (`prefer=`).

    Examples
    --------
    >>> from cityinnov import CaseStudy, City, Indicator, Source, check_case
    >>> def bet(*shares):
    ...     share = Indicator("revenue_bet", "%", "share", "share of fiscal revenue put into BOE", definition="of 2007")
    ...     said = [f"{share}, 2008 [{source}]" for share, source in zip(shares, ("scholarmate", "hvchan"))]
    ...     sources = [Source(id, "webpage") for id in ("scholarmate", "hvchan")]
    ...     hefei = City("hefei", figures={"revenue_bet": said})
    ...     return CaseStudy("study", sources=sources, indicators=[share], cities=[hefei])
    >>> print(check_case(bet("33.3 %", "80 %"), select=["C703"]))
    cities.hefei.figures.revenue_bet[0]: C703 warning: 33.3 % [scholarmate] or 80 % [hvchan], both for 2008 (to \
settle: find the primary source, or say which to believe where it is used: prefer='scholarmate')
    >>> print(check_case(bet("33.3 %", "33 %"), select=["C703"]))
    no findings

    The output of nine months and that of their year may both be right:

    >>> said = ["1,370,000 vehicles, 2024 [a]", "927,500 vehicles, 2024-01/2024-09 [b]"]
    >>> sources = [Source(id, "webpage") for id in "ab"]
    >>> hefei = City("hefei", figures={"nev_output": said})
    >>> print(check_case(CaseStudy("study", sources=sources, cities=[hefei]), select=["C703"]))
    no findings
    """
    for claims in _claims_of_one_time(audit):
        if any(apart(a.figure, b.figure) for a, b in combinations(claims, 2)):
            said = tuple(Message("{figure} [{sources:;}]", figure=c.figure, sources=c.citations) for c in claims)
            sources = [citation.source for claim in claims for citation in claim.citations]
            settle = Message("find the primary source")
            if sources:
                settle = Message(
                    "find the primary source, or say which to believe where it is used: prefer={source!r}",
                    source=sources[0],
                )
            yield Suspicion(
                claims[0].path,
                Message("{claims:or}, both for {period}", claims=said, period=claims[0].figure.period)
                if len(claims) == 2
                else Message("{claims:or}, all for {period}", claims=said, period=claims[0].figure.period),
                settle,
                tuple(claim.figure for claim in claims),
            )


@rule("C704", Severity.NOTE)
def one_origin(audit: Audit) -> Iterator[Suspicion]:
    """The same number in several sources that have it from one: one speaker, one text, one publisher.

    They count once. A hundred papers that print one agency's number are one source.

    Examples
    --------
    >>> from cityinnov import CaseStudy, City, Source, check_case
    >>> def experts(*speakers):
    ...     said = [f"over 1,500 experts, 2025 [{source} | {who}]" for source, who in zip(("br", "cd"), speakers)]
    ...     sources = [Source("br", "article-magazine"), Source("cd", "article-newspaper")]
    ...     return CaseStudy("study", sources=sources, cities=[City("hefei", figures={"foreign_experts": said})])
    >>> print(check_case(experts("Fan Jin", "Fan Jin"), select=["C704"]))
    cities.hefei.figures.foreign_experts[1]: C704 note: over 1,500 experts stands in br and in cd, both from the \
speaker Fan Jin (to settle: count them as one source)
    >>> print(check_case(experts("Fan Jin", "Li Wen"), select=["C704"]))
    no findings
    """
    for claims in _claims_of_one_time(audit):
        for a, b in combinations(claims, 2):
            origin = _origin(audit, a, b)
            if origin and a.figure.same_value(b.figure):
                yield Suspicion(
                    b.path,
                    Message(
                        "{figure} stands in {first} and in {second}, both from {origin}",
                        figure=b.figure,
                        first=audit.source(a.citations[0]),
                        second=audit.source(b.citations[0]),
                        origin=origin,
                    ),
                    Message("count them as one source"),
                    (a.figure, b.figure),
                )


def _origin(audit: Audit, a: Stated, b: Stated) -> str | None:
    """What two claims of different sources have their number from, if that is one thing."""
    for one in a.citations:
        for other in b.citations:
            if one.source == other.source:
                continue
            if one.speaker and one.speaker == other.speaker:
                return Message("the speaker {name}", name=one.speaker)
            records = [audit.case.sources.get(citation.source) for citation in (one, other)]
            first, second = (_origins(record) if record is not None else set() for record in records)
            if shared := first & second:
                return min(shared)
    return None


def _origins(source: Source) -> set[str]:
    """What a record says of where its content comes from: CSL's `source` and `original-title`, else its own title."""
    named = (source.title, source.extra.get("source"), source.extra.get("original-title"))
    return {value for value in named if isinstance(value, str)}


_HEARSAY = re.compile(
    r"\b(legend(ary)?|rumou?r(ed|s)?|reported(ly)?|allegedly|meme|myth|hearsay|is said to|said to be)\b"
    r"|段子|传说|传闻|据传|据说|坊间",
    re.IGNORECASE,
)


@rule("C705", Severity.WARNING)
def hearsay(audit: Audit) -> Iterator[Suspicion]:
    """A number that its own words, or the note on one of its sources, call a legend, a rumour or a meme.

    That Hefei made 10 billion with BOE is retold by many; the magazine that looked into it calls it a joke (段子).

    Examples
    --------
    >>> from cityinnov import CaseStudy, Firm, Source, check_case
    >>> def gain(note):
    ...     source = Source("caijing", "article-magazine", note=note)
    ...     boe = Firm("boe", figures={"profit": "over 10 billion CNY, 2023 [caijing]"})
    ...     return CaseStudy("study", sources=[source], firms=[boe])
    >>> print(check_case(gain("retells it as a 段子"), select=["C705"]))
    firms.boe.figures.profit: C705 warning: over 10 billion CNY is called '段子' in the note on caijing (to settle: \
find the accounts it would stand in, or leave it out)
    >>> print(check_case(gain("from the annual report"), select=["C705"]))
    no findings
    """
    for stated in audit.stated:
        texts = [(stated.figure.stated or "", Message("its own words"))]
        for citation in stated.citations:
            source = audit.case.sources.get(citation.source)
            if source is not None:
                texts += [(text, where) for text, where in _said_of(source) if text]
        for text, where in texts:
            if word := _HEARSAY.search(text):
                yield Suspicion(
                    stated.path,
                    Message("{figure} is called {word!r} in {where}", figure=stated.figure, word=word[0], where=where),
                    Message("find the accounts it would stand in, or leave it out"),
                    (stated.figure,),
                )
                break


def _said_of(source: Source) -> tuple[tuple[str | None, Message], ...]:
    return (
        (source.note, Message("the note on {source}", source=source)),
        (source.title, Message("the title of {source}", source=source)),
    )


@rule("C706", Severity.NOTE)
def unassigned_figure(audit: Audit) -> Iterator[Suspicion]:
    """Figures of a draft that belong to no entity yet.

    Nothing is derived from them, no other check sees them, and they cover nothing of the text.

    Examples
    --------
    >>> from cityinnov import CaseStudy, Source, check_case
    >>> def draft(**unassigned):
    ...     return CaseStudy("study", sources=[Source("br", "article-magazine")], unassigned=unassigned)
    >>> print(check_case(draft(p9=["740,000 vehicles, 2023 [br]", "50 firms [br]"]), select=["C706"]))
    unassigned.p9: C706 note: 2 figures belong to no entity yet: 740,000 vehicles, 50 firms (to settle: move \
them to what they are about, or name them under 'omitted' with the reason)
    >>> print(check_case(draft(), select=["C706"]))
    no findings
    """
    for place, figures in audit.case.unassigned.items():
        yield Suspicion(
            ("unassigned", place),
            Message.counted(
                "{n} figure belongs to no entity yet: {first}",
                "{n} figures belong to no entity yet: {first}",
                len(figures),
                first=(*figures[:3], "…") if len(figures) > 3 else figures,
            ),
            Message.counted(
                "move it to what it is about, or name it under 'omitted' with the reason",
                "move them to what they are about, or name them under 'omitted' with the reason",
                len(figures),
            ),
            figures,
        )
