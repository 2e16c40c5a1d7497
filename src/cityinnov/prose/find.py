"""Figures found in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from cityinnov.errors import InputError, UnknownNameError
from cityinnov.errors import nearest as nearest_names
from cityinnov.prose.alphabetic import sentence as alphabetic
from cityinnov.prose.amount import Kind
from cityinnov.prose.context import REACH, Span, dated, in_context, nearest, statuses, time_of, times
from cityinnov.prose.found import Found
from cityinnov.prose.ideographic import sentence as ideographic
from cityinnov.prose.ideographic.segments import segment
from cityinnov.prose.language import detect
from cityinnov.prose.lexicon import LANGUAGES, Lexicon, lexicon
from cityinnov.prose.mention import Mention
from cityinnov.prose.tokens import Token, tokenise
from cityinnov.values.period import Period

__all__ = ["find_figures"]

#: Where a sentence ends: after its mark and a space before a capital, after an ideographic mark, at the end of a line;
#: not after an abbreviation or a day (20. August), nor where a line was broken within a sentence.
_END = re.compile(
    r"(?<!\.)(?<!\bMrd)(?<!\bMio)(?<!\bRs)(?<!\bNo)(?<!\b[A-Z])(?<!\b\d)(?<!\b\d\d)[.!?][\"”’')\]]?\s+(?=[A-Z“\"‘(])"
    r"|[。！？][”’」』）]?"
    r"|(?!(?<=[^\s.!?:;])(?:\r\n|\r|\n)[ \t]{0,8}[a-zß-ÿ]|(?<=[a-zß-ÿ,])(?:\r\n|\r|\n)[ \t]{0,8}[0-9])[\r\n]+"
)
#: Digits and signs of full width, each read as the one it stands for.
_NARROW = {0xFF10 + digit: 0x30 + digit for digit in range(10)} | {0xFF0E: ".", 0xFF0D: "-", 0xFF04: "$", 0xFFE1: "£"}


def find_figures(
    text: str, language: str | None = None, *, issued: Period | str | int | date | None = None
) -> list[Mention]:
    """Find the figures of a text: amounts, shares, counts, ratios, ranks, durations, years and dates.

    Parameters
    ----------
    text : str
        Running text of any length; a sentence is read at a time.
    language : str, optional
        Of `LANGUAGES`, or a longer tag of one of them (``zh-CN``); told from the text where it is not given.
    issued : Period, str, int or date, optional
        When the text appeared, as exactly as it is known. "Last year", "nine years ago" and "May 21" are dated by it,
        marked ``?`` as inferred; what it leaves open stays open.

    Returns
    -------
    list of Mention
        In the order of the text, no two of which overlap. What was ambiguous says in `Mention.notes` how it was read.

    Raises
    ------
    UnknownNameError
        If there is no vocabulary for the language.
    PeriodError
        If the date of issue is none.
    InputError
        If what is given is no text.

    Examples
    --------
    >>> for mention in find_figures("Over 500 suppliers joined; it raised 7 billion yuan ($970 million).", "en"):
    ...     print(mention.text, mention.kind, mention.low, mention.high, mention.unit)
    Over 500 suppliers quantity 500.0 None supplier
    7 billion yuan money 7000000000.0 7000000000.0 CNY
    $970 million money 970000000.0 970000000.0 USD
    >>> find_figures("Nine years ago it got 150 billion yuan.", "en", issued=date(2025, 6, 5))[1].when
    '2016?'
    >>> find_figures("约1500亿元", "zh")[0].amount
    Amount(low=150000000000.0, high=150000000000.0, low_open=False, high_open=False, approx=True)
    """
    if not isinstance(text, str):
        raise InputError("figures are found in text", found=type(text).__name__, expected="str")
    words = lexicon(detect(text) if language is None else _known(language))
    narrow = text.translate(_NARROW)
    when = None if issued is None else Period.of(issued)
    mentions: list[Mention] = []
    for start, end in _sentences(narrow):
        mentions.extend(_of_sentence(text, narrow, start, end, words, len(mentions), when))
    return mentions


def _known(language: str) -> str:
    """The vocabulary of a language tag."""
    base = language.lower().replace("_", "-").partition("-")[0] if isinstance(language, str) else ""
    base = {"no": "nb", "nn": "nb", "sr": "hr", "bs": "hr"}.get(base, base)
    if base not in LANGUAGES:
        raise UnknownNameError(
            f"there is no vocabulary of figures for the language {language!r}",
            expected="one of " + ", ".join(LANGUAGES),
            hint="None tells the language from the text",
            nearest=nearest_names(str(language), LANGUAGES),
        )
    return base


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _of_sentence(
    text: str, narrow: str, start: int, end: int, words: Lexicon, index: int, issued: Period | None
) -> list[Mention]:
    if words.script == "ideographic":
        tokens = segment(narrow, start, end, words)
        figures = ideographic.read_sentence(tokens, words)
    else:
        tokens = tokenise(narrow, start, end, words.decimal, words.grouping)
        figures = alphabetic.read_sentence(tokens, words)
    figures = in_context(tokens, figures, words)
    if not figures:
        return []
    spans, said = times(tokens, figures, words, issued), statuses(tokens, words)
    return [_mention(text, tokens, figure, spans, said, words, index, issued) for figure in figures]


def _mention(
    text: str,
    tokens: Sequence[Token],
    figure: Found,
    spans: Sequence[Span],
    said: Sequence[Span],
    words: Lexicon,
    index: int,
    issued: Period | None,
) -> Mention:
    start, end = tokens[figure.first].start, tokens[figure.end - 1].end
    is_time = figure.kind in (Kind.YEAR, Kind.DATE, Kind.DURATION)
    time = None if is_time else time_of(tokens, spans, figure, words)
    if figure.kind == Kind.DURATION:  # nine years ago: what it dates
        dates = (
            span
            for span in spans
            if span.first <= figure.first < span.end and (span.first, span.end) != (figure.first, figure.end)
        )
        time = next((span for span in dates if span.meaning is not None), None)
    status = (
        nearest([span for span in said if 0 <= figure.first - span.first <= REACH], figure)
        if said and not is_time
        else None
    )
    qualifier = figure.qualifier
    return Mention(
        start,
        end,
        text[start:end],
        figure.kind,
        figure.amount,
        figure.unit,
        text[tokens[qualifier[0]].start : tokens[qualifier[1] - 1].end] if qualifier else None,
        text[tokens[time.first].start : tokens[time.end - 1].end] if time else None,
        dated(figure.when, issued) or (time.meaning if time else None),
        figure.change,
        status.meaning if status else None,
        None if figure.restates is None else figure.restates + index,
        figure.notes,
    )
