"""Reading a literal: the parts it has, from the citation at its end to the value it begins with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cityinnov.errors import LiteralError, PeriodError, nearest
from cityinnov.values.bounds import Bounds
from cityinnov.values.lineage import Derivation
from cityinnov.values.literal.value import EXAMPLE, read_value, refuse_dots_between_thousands
from cityinnov.values.node import derived, leaf, with_parts
from cityinnov.values.numbers import NUMBER_PATTERN, read_number
from cityinnov.values.period import Period
from cityinnov.values.rules import Status
from cityinnov.values.source import Citation, parse_citations
from cityinnov.values.units import NUMBER, Unit

if TYPE_CHECKING:
    from cityinnov.values.figure import Figure

__all__ = ["parse"]

LONGEST = 1000

_PART_OF = re.compile(rf"(?P<part>{NUMBER_PATTERN}) (?:out )?of (?:the )?(?P<whole>{NUMBER_PATTERN})\s+(?P<unit>\D+)")
_STATUSES = {str(status): status for status in Status}


def parse(kind: type[Figure], text: str) -> Figure:
    """Read a literal; see `Figure.parse`."""
    if not isinstance(text, str):
        raise LiteralError("a figure is read from text", found=repr(text)[:60], expected=EXAMPLE)
    if len(text) > LONGEST:
        raise LiteralError(f"a text of {len(text):,} characters is no figure", found=repr(text[:40] + "…"))
    rest, citations = _split_citations(text.strip())
    value, period, status = _split_tail(rest)
    value, words = _split_words(value)
    value, restated = _split_restatement(kind, value)
    stated = words if words is not None else value
    made = _part_of(kind, value, period, status, citations)
    if made is not None:
        _say_the_same(value, NUMBER, restated)
        return with_parts(made, citations=citations, restated=restated, stated=stated)
    bounds, unit = read_value(value)
    _say_the_same(value, unit, restated)
    return leaf(kind, bounds, unit, period, status, citations, restated, stated)


def _say_the_same(value: str, unit: Unit, restated: tuple[Figure, ...]) -> None:
    for other in restated:
        if _without_money(other.unit) != _without_money(unit):
            raise LiteralError(
                f"{other.stated!r} does not say again what {value!r} says", hint="a restatement is of the same kind"
            )


def _split_citations(text: str) -> tuple[str, tuple[Citation, ...]]:
    if not text.endswith("]"):
        if "]" in text:
            raise LiteralError(
                f"there is text after the citation in {text[:60]!r}", hint="the citation in [ ] stands last"
            )
        if "[" in text:
            raise LiteralError(f"a '[' is not closed in {text[:60]!r}", hint="in a list or { }, quote the whole figure")
        return text, ()
    opening = text.find("[")
    if opening < 0:
        raise LiteralError(f"a ']' is without its '[' in {text[:60]!r}", expected=EXAMPLE)
    return text[:opening].rstrip(), parse_citations(text[opening + 1 : -1])


def _split_tail(text: str) -> tuple[str, Period | None, Status]:
    period: Period | None = None
    status: Status | None = None
    head, *tail = text.split(", ")
    for item in tail:
        item = item.strip()
        if item in _STATUSES and status is None:
            status = _STATUSES[item]
        elif period is None and item not in _STATUSES:
            try:
                period = Period.parse(item)
            except PeriodError as error:
                if not any(character.isdigit() for character in item):
                    raise _no_status(item) from None
                is_source = item.startswith("(") or item.endswith(")")
                raise LiteralError(
                    error.what,
                    expected=error.expected,
                    hint="a source stands in brackets: [br ¶9]" if is_source else error.hint,
                    **error.data,
                ) from None
        elif item not in _STATUSES and not any(character.isdigit() for character in item):
            raise _no_status(item)
        else:
            second = "status" if item in _STATUSES else "period"
            raise LiteralError(f"{item[:60]!r} is a second {second}", expected="one period and one status at most")
    return head.strip(), period, status or Status.UNSTATED


def _no_status(word: str) -> LiteralError:
    known = list(_STATUSES)[1:]  # which is unstated, and goes without saying
    near = nearest(word, known)
    return LiteralError(
        f"{word[:60]!r} is neither a period nor a status",
        expected="a period such as 2025-05, or one of " + ", ".join(known),
        hint=f"did you mean {near[0]}?" if near else "a figure's own words stand in quotes, before the period",
        nearest=near,
    )


def _split_words(text: str) -> tuple[str, str | None]:
    if '"' not in text:
        return text, None
    value, opening, rest = text.partition('"')
    words, closing, after = rest.partition('"')
    if not (opening and closing and words.strip()) or (after.strip() and not after.lstrip().startswith("(")):
        raise LiteralError(
            f"cannot read the quoted words in {text[:60]!r}", expected='e.g. over 2 times "doubled", 2025'
        )
    return (value.strip() + " " + after.strip()).strip(), words.strip()


def _split_restatement(kind: type[Figure], text: str) -> tuple[str, tuple[Figure, ...]]:
    if not text.endswith(")") or " (" not in text:
        return text, ()
    value, _, inside = text[:-1].partition(" (")
    restated = []
    for part in inside.split(";"):
        bounds, unit = read_value(part.strip())
        restated.append(leaf(kind, bounds, unit, None, Status.UNSTATED, stated=part.strip()))
    return value.strip(), tuple(restated)


def _without_money(unit: Unit) -> object:
    money = set(unit.currencies)
    return bool(money), tuple(pair for pair in unit.dimension if pair[0] not in money)


def _part_of(
    kind: type[Figure], text: str, period: Period | None, status: Status, citations: tuple[Citation, ...]
) -> Figure | None:
    """``29 of 166 components``: a share of two counts, both of which stay in the lineage."""
    match = _PART_OF.fullmatch(text)
    if match is None:
        return None
    unit = Unit.parse(match["unit"])
    refuse_dots_between_thousands((match["part"], match["whole"]), unit)
    part, whole = (
        leaf(kind, Bounds.exact(read_number(match[name])), unit, period, status, citations, (), match[name])
        for name in ("part", "whole")
    )
    if part.natural.low > whole.natural.low or whole.natural.low <= 0:
        raise LiteralError(f"in {text!r} the part is more than the whole", expected="e.g. 29 of 166 components")
    share = part.natural / whole.natural
    return derived(kind, share, NUMBER, period, status, Derivation("of", (part, whole)), share)
