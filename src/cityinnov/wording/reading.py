"""Figures read back from a language: the phrases of its file, turned round.

What `format_figure` writes is read as what it was; there is no grammar beside the file that writes. A text of which the
phrases give two figures is refused with both, and so is a number as another language would write it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from cityinnov.errors import CityinnovError, LiteralError
from cityinnov.values.figure import Figure
from cityinnov.values.literal.value import YEAR
from cityinnov.values.period import Period
from cityinnov.values.rules import Status
from cityinnov.values.source import Citation, parse_citations
from cityinnov.wording.language import Language, language_of
from cityinnov.wording.locale import LocaleLike
from cityinnov.wording.messages import messages
from cityinnov.wording.periods import read_period
from cityinnov.wording.phrases import filled, tidy
from cityinnov.wording.value import Value, values_of

__all__ = ["read_figure"]

LONGEST = 1000


def read_figure(text: str, locale: LocaleLike = None) -> Figure:
    """Read a figure as `format_figure` says it in a language, alone or with period, status and sources.

    Raises
    ------
    LiteralError
        If it is none, or could be several; `data["readings"]` has them.

    Examples
    --------
    >>> print(read_figure("约1500亿元人民币", "zh_CN"))
    about 150 billion CNY "约1500亿元人民币"
    >>> read_figure("über 500 Unternehmen, Mai 2025 [br ¶13]", "de") == Figure.parse("over 500 firms, 2025-05 [br ¶13]")
    True
    >>> read_figure("1.5 Milliarden Euro", "de")
    Traceback (most recent call last):
    cityinnov.errors.LiteralError: '1.5' can be read in two ways; expected 1,5 or 15, each written so
    """
    language = language_of(locale)
    if not isinstance(text, str):
        raise LiteralError("a figure is read from text", found=repr(text)[:60], expected=_example(language))
    if len(text) > LONGEST:
        raise LiteralError(f"a text of {len(text):,} characters is no figure", found=repr(text[:40] + "…"))
    words, citations = _split_citations(tidy(text).strip())
    trouble: list[LiteralError] = []
    found = list(_statements(words, language, trouble))
    distinct = list(dict.fromkeys(found))
    if len(distinct) > 1:
        readings = [str(figure) for figure in distinct]
        raise LiteralError(
            f"{text[:60]!r} can be read in {len(distinct)} ways", expected=" or ".join(readings), readings=readings
        )
    if not distinct:
        raise _unread(text, language, trouble)
    return distinct[0].cited(*citations) if citations else found[0]


def _unread(text: str, language: Language, trouble: list[LiteralError]) -> LiteralError:
    ambiguous = next((error for error in trouble if "readings" in error.data), None)
    if ambiguous is not None:
        return ambiguous
    name = language.locale.get_display_name("en") or str(language.locale)
    return LiteralError(f"cannot read {text[:60]!r} as a figure in {name}", expected=_example(language))


def _example(language: Language) -> str:
    from cityinnov.wording.figures import format_figure

    return f"e.g. {format_figure(Figure.over(500, 'firm'), language.locale)!r}"


def _split_citations(text: str) -> tuple[str, tuple[Citation, ...]]:
    head, opening, inside = text.rpartition("[")
    if not (text.endswith("]") and opening) or YEAR.fullmatch(inside[:-1]):
        return text, ()
    return head.rstrip(), parse_citations(inside[:-1])


# -- value, restatements, period, status ------------------------------------------------


def _statements(text: str, language: Language, trouble: list[LiteralError]) -> Iterator[Figure]:
    """The figures that a text may be, each with the period and status that follow its value."""
    mark = language.phrases["then"]
    parts = text.split(mark)
    for cut in range(1, len(parts) + 1):
        try:
            period, status = _tail(parts[cut:], mark, language)
        except CityinnovError:
            continue
        for value, words, restated in _restatements(mark.join(parts[:cut]).strip(), language, trouble):
            if isinstance(value, Figure):
                yield _dated(value, period, status)
            else:
                yield Figure(value[0], value[1], period, status, restated=restated, stated=words)


def _dated(share: Figure, period: Period | None, status: Status) -> Figure:
    """A part of a whole with its period: both of its counts are of that time."""
    tail = "".join(f", {part}" for part in (period, status if status is not Status.UNSTATED else None) if part)
    return Figure.parse(f"{share.stated}{tail}")


def _tail(parts: list[str], mark: str, language: Language) -> tuple[Period | None, Status]:
    status = Status.UNSTATED
    if parts and parts[-1].strip() in (words := _statuses(language)):
        status, parts = words[parts[-1].strip()], parts[:-1]
    return (read_period(mark.join(parts).strip(), language.locale) if parts else None), status


@lru_cache(maxsize=64)
def _statuses(language: Language) -> Mapping[str, Status]:
    say = messages(language.locale).pgettext
    return MappingProxyType({say("Status", status.value): status for status in Status})


def _restatements(
    text: str, language: Language, trouble: list[LiteralError]
) -> Iterator[tuple[Value | Figure, str, tuple[Figure, ...]]]:
    for value in values_of(text, language, trouble):
        yield value, text, ()
    for groups in filled(language.phrases["restated"], text):
        others = [
            list(values_of(other.strip(), language, [])) for other in groups["others"].split(language.phrases["also"])
        ]
        if all(len(readings) == 1 for readings in others):
            restated = tuple(_figure(readings[0]) for readings in others)
            yield from ((value, groups["n"], restated) for value in values_of(groups["n"], language, []))


def _figure(value: Value | Figure) -> Figure:
    return value if isinstance(value, Figure) else Figure(*value)
