"""`cityinnov cite`: the sources of a case, or of one of its metrics, as text or for a reference manager."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cityinnov.cli.command import Command, add_case, read, write
from cityinnov.errors import MissingInputError

if TYPE_CHECKING:
    from cityinnov.case import CaseStudy
    from cityinnov.values.source import Citation

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    parser.add_argument("metric", nargs="?", help="only what this metric rests on, e.g. local_share")
    parser.add_argument(
        "--format", choices=("text", "bibtex", "csl-json"), default="text", help="how the sources are written"
    )
    parser.add_argument("--output", metavar="FILE", help="write to a file instead")


def _run(options: argparse.Namespace) -> int:
    from cityinnov.bibliography.references import bibliography

    case = read(options.case)[0]
    citations = list(_of_metric(case, options.metric) if options.metric else _of_case(case))
    if not citations:
        raise MissingInputError(f"{options.metric or case.id} has no sources", hint="list them under sources:")
    text = bibliography(citations, options.format)
    if options.output:
        write(options.output, text.rstrip("\n") + "\n")
    else:
        print(text.rstrip("\n"))
    return 0


def _of_metric(case: CaseStudy, name: str) -> Iterator[Citation]:
    """What the figures of a metric rest on, whichever entities and periods they are of."""
    rows = case.derived()
    found = rows.named(name)
    if not found:
        rows[name]  # raises, with the nearest known names
    if not found.computed:
        raise MissingInputError(str(found[0]))
    for metric in found.computed:
        if metric.figure is not None:
            yield from metric.figure.sources()


def _of_case(case: CaseStudy) -> Iterator[Citation]:
    """Every place that the case cites, in its order; then the sources that it lists and cites nowhere."""
    from cityinnov.stated import stated_parts
    from cityinnov.values.figure import Figure
    from cityinnov.values.source import Citation

    for *_, part, _ in stated_parts(case):
        if isinstance(part, Citation):
            yield part
        elif isinstance(part, Figure):
            yield from part.citations
    yield from (Citation(source.id, record=source) for source in case.sources.values())


COMMAND = Command("cite", "list the sources of a case, or of one of its metrics", _arguments, _run)
