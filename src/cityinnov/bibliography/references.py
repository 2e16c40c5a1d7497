"""The bibliography of figures: every source they rest on, once, with the places that are cited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

from cityinnov.bibliography.bibtex import write_bibtex
from cityinnov.bibliography.csl_json import write_csl_json
from cityinnov.errors import UnknownNameError, nearest
from cityinnov.values.source import Citation, Source

__all__ = ["Style", "bibliography"]

Style = Literal["text", "bibtex", "csl-json"]


def bibliography(citations: Iterable[Citation], style: Style = "text") -> str:
    """The sources that citations point to, each once, in order of first use.

    Parameters
    ----------
    citations : iterable of Citation
        As `Figure.sources` gives them, with their records.
    style : {"text", "bibtex", "csl-json"}, default "text"
        A line for each source with the places cited, or a file for a reference manager.

    Raises
    ------
    UnknownNameError
        If a citation has no record, or there is no such style.

    Examples
    --------
    >>> br = Source("br", "article-magazine", title="From Humble To Hi-Tech", issued=2025)
    >>> cited = [Citation("br", "¶9", record=br), Citation("br", "¶14", "Shao Jian", record=br)]
    >>> print(bibliography(cited))
    From Humble To Hi-Tech (2025). Cited: ¶9; ¶14 (Shao Jian).
    """
    if style not in get_args(Style):
        near = nearest(str(style), get_args(Style))
        raise UnknownNameError(f"there is no style {style!r}", expected=", ".join(get_args(Style)), nearest=near)
    cited: dict[str, list[Citation]] = {}
    for citation in citations:
        cited.setdefault(citation.source, []).append(citation)
    records = _records(cited)
    if style == "bibtex":
        return write_bibtex(records.values())
    if style == "csl-json":
        return write_csl_json(records.values())
    return "\n".join(_line(records[id], cited[id]) for id in cited)


def _records(cited: Mapping[str, list[Citation]]) -> dict[str, Source]:
    found = {id: next((one.record for one in places if one.record is not None), None) for id, places in cited.items()}
    without = [id for id, record in found.items() if record is None]
    if without:
        raise UnknownNameError(
            f"nothing is known of the source {', '.join(without)}",
            hint="attach it: citation.attached(sources); figures of a case have theirs",
        )
    return {id: record for id, record in found.items() if record is not None}


def _line(source: Source, citations: list[Citation]) -> str:
    places = dict.fromkeys(_place(citation) for citation in citations)
    said = "; ".join(place for place in places if place)
    return f"{source.reference()} Cited: {said}." if said else source.reference()


def _place(citation: Citation) -> str:
    locator, speaker = citation.locator or "", citation.speaker
    return f"{locator} ({speaker})".strip() if speaker else locator
