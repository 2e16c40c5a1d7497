"""`draft_case`: a text as the draft of a case file, each of its figures written out and waiting for its entity."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from cityinnov.case import CaseStudy
from cityinnov.casefile.file_text import LARGEST_YAML
from cityinnov.casefile.plain import plain_case
from cityinnov.casefile.render import render_yaml, scalar_text
from cityinnov.errors import CityinnovError, InputError
from cityinnov.prose.amount import Kind
from cityinnov.prose.find import find_figures
from cityinnov.prose.mention import Mention
from cityinnov.prose.paragraphs import Layout, Paragraph
from cityinnov.values.figure import Figure
from cityinnov.values.source import Source

__all__ = ["draft_case"]

HEAD = """\
# A draft: every figure of the text, by paragraph, with its line and column. Move each to the city, firm, fund or other
# entity it is about, and correct what was misread. What was inferred is marked `?`.
# Years, dates, ranks and positions are no figures, and stand as comments: they go to periods and rankings.
# Paragraphs (¶) are counted from the first that is running text; titles, headings and captions are not counted.
# `cityinnov coverage` says what is left to do; a figure to be left out is named under `omitted:`, with the reason.
"""
#: Words after which a literal is read as they are, and characters that would end them.
_UNQUOTABLE = re.compile(r'["\[\]\x00-\x1f]|, ')
_IN_BRACKETS = re.compile(r" \([^()]*\)")
_LONGEST_WORDS = 200
_WIDEST_COMMENT = 100


def draft_case(text: str, source: Source, *, id: str) -> str:
    r"""Write the draft of a case file: every figure that is found in a text, for an analyst to assign.

    Parameters
    ----------
    text : str
        The text of an article or report.
    source : Source
        What it is. Its `language` says how figures are read, and its `issued` dates "nine years ago"; where they are
        not known, the language is told from the text and what is relative stays undated.
    id : str
        The id of the case.

    Returns
    -------
    str
        A case file in YAML that loads as it is: the figures stand under `unassigned`, by paragraph.

    Raises
    ------
    InputError
        If the id is not kebab-case, or the text has more figures than one case file holds.
    UnknownNameError
        If there is no vocabulary for the source's language.

    Examples
    --------
    >>> gazette = Source("gazette", "article-newspaper", title="The battery city", issued=2025)
    >>> draft = draft_case("Nine years ago, over 500 suppliers came.\n\nIt ranks fourth.", gazette, id="aldmouth")
    >>> print(draft[draft.index("unassigned:") :], end="")
    unassigned:
      ¶1:  # Nine years ago, over 500 suppliers came.
        # 1:1 duration "Nine years": 2016?
        - over 500 suppliers, 2016? [gazette ¶1]  # 1:17
      # ¶2: It ranks fourth.
        # 3:10 rank "fourth": 4
    """
    mentions = find_figures(text, source.language, issued=source.issued)
    head = render_yaml(plain_case(CaseStudy(id, sources={source.id: source})))
    layout = Layout(text)
    body = "".join(_group(layout, paragraph, group, source) for paragraph, group in _by_paragraph(layout, mentions))
    draft = f"{HEAD}\n{head}" + (f"\nunassigned:\n{body}" if body else "")
    if len(draft.encode()) > LARGEST_YAML:
        raise InputError(
            "the draft is larger than one case file may be",
            found=f"{len(mentions):,} figures",
            expected=f"at most {LARGEST_YAML:,} bytes",
            hint="draft the text in parts",
        )
    return draft


def _by_paragraph(layout: Layout, mentions: Iterable[Mention]) -> Iterator[tuple[Paragraph, list[tuple[int, Mention]]]]:
    for paragraph, group in groupby(enumerate(mentions), lambda each: layout.paragraph(each[1].start)):
        yield paragraph, list(group)


def _group(layout: Layout, paragraph: Paragraph, mentions: list[tuple[int, Mention]], source: Source) -> str:
    """The lines of one paragraph: its key, then a line for each figure, and a comment for what is none."""
    lines, has_figures = [], False
    restating = {mention.restates: mention for _, mention in mentions if mention.restates is not None}
    for index, mention in mentions:
        if mention.restates is not None:
            continue
        place = "{}:{}".format(*layout.position(mention.start))
        literal = _literal(mention, restating.get(index), f"{source.id} {paragraph.locator}")
        has_figures = has_figures or literal is not None
        lines.append(
            f"    - {scalar_text(literal)}  # {'; '.join((place, *mention.notes))}\n"
            if literal is not None
            else f"    # {place} {_described(mention)}\n"
        )
    key = f"{paragraph.locator}:  # " if has_figures else f"# {paragraph.locator}: "
    return f"  {key}{_beginning(layout.text[paragraph.start : paragraph.end])}\n{''.join(lines)}"


def _literal(mention: Mention, restated: Mention | None, citation: str) -> str | None:
    """The line of a figure; None for what is no figure, or cannot be written as one."""
    value = None if mention.kind == Kind.DURATION and mention.when else mention.value_literal
    if value is None:
        return None
    words = _IN_BRACKETS.sub(" …", _one_line(mention.text))
    if len(words) <= _LONGEST_WORDS and not _UNQUOTABLE.search(words):
        value += f' "{words}"'
    other = restated.value_literal if restated is not None else None
    if other is not None:
        value += f" ({other})"
    tail = (mention.when if mention.when and not mention.when.startswith("--") else None, mention.status)
    try:
        return str(Figure.parse(", ".join(filter(None, (value, *tail))) + f" [{citation}]"))
    except CityinnovError:  # too large, too long: the mention then stands as a comment, which says what it is
        return None


def _described(mention: Mention) -> str:
    """What is no figure: a rank, a year, a date, a time counted from the issue."""
    if mention.kind == Kind.DURATION and mention.when:
        said = mention.when
    elif mention.kind in (Kind.YEAR, Kind.DATE):
        said = mention.when or "undated"
    else:
        ends = dict.fromkeys(f"{end:g}" for end in (mention.low, mention.high) if end is not None)
        said = ", ".join(filter(None, (" to ".join(ends), mention.when)))
    return f'{mention.kind} "{_one_line(mention.text)}": {said}'


def _beginning(text: str) -> str:
    words = _one_line(text)
    return words if len(words) <= _WIDEST_COMMENT else words[: _WIDEST_COMMENT - 1].rstrip() + "…"


def _one_line(text: str) -> str:
    """The words with single spaces, and without what a YAML comment cannot hold."""
    return "".join(letter if letter.isprintable() else " " for letter in " ".join(text.split()))
