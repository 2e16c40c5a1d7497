"""What a sentence adds to its figures: units left out, conversions, changes, times, promises."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import attrs

from cityinnov.prose.amount import Amount, Kind
from cityinnov.prose.found import Found
from cityinnov.prose.lexicon import Lexicon
from cityinnov.prose.tokens import Token
from cityinnov.values.period import Period

__all__ = ["Span", "dated", "in_context", "nearest", "statuses", "time_of", "times"]

#: Tokens between a figure and what may still bear on it.
REACH = 12


@attrs.frozen(slots=True)
class Span:
    """A stretch of tokens and what it means."""

    first: int
    end: int
    meaning: str | None


def in_context(tokens: Sequence[Token], figures: list[Found], lexicon: Lexicon) -> list[Found]:
    """The figures with what the sentence adds to them, in the order it can be told."""
    if not figures:
        return figures
    figures = _headed(tokens, figures)
    figures = _with_units(tokens, figures, lexicon)
    figures = _restating(tokens, figures, lexicon)
    return [_changing(tokens, figure, lexicon) for figure in figures]


# -- units left out -------------------------------------------------------------------


def _headed(tokens: Sequence[Token], figures: list[Found]) -> list[Found]:
    """Cells under a header's unit: (in RMB 100 million) 241.8, 90.9."""
    made: list[Found] = []
    header: Found | None = None
    for figure in figures:
        if header is not None and figure.unit is None and figure.kind == Kind.QUANTITY and not figure.scaled:
            figure = attrs.evolve(
                figure, kind=Kind.MONEY, unit=header.unit, amount=_times(figure.amount, header.amount.low or 1.0)
            )
        elif _is_header(tokens, figure):
            header = figure
        made.append(figure)
    return made


def _is_header(tokens: Sequence[Token], figure: Found) -> bool:
    if figure.kind != Kind.MONEY or not figure.scaled or figure.end >= len(tokens) or tokens[figure.end].key != ")":
        return False
    opening = figure.first - 2
    return opening >= 0 and tokens[opening].key == "(" and tokens[opening + 1].key in ("in", ":", "：", "unit")


def _times(amount: Amount, factor: float) -> Amount:
    ends = (None if end is None else float(f"{end:.12g}") * factor for end in (amount.low, amount.high))
    low, high = (None if end is None else float(f"{end:.12g}") for end in ends)
    return attrs.evolve(amount, low=low, high=high)


def _with_units(tokens: Sequence[Token], figures: list[Found], lexicon: Lexicon) -> list[Found]:
    """Bare numbers with the unit of their pair: 1.5 billion yuan, already paid back 7.5 billion."""
    made: list[Found] = []
    money: Found | None = None
    last: int | None = None  # which is the last that is no time: 12,000 vehicles in 2019 to 122,000 in 2022
    for k, figure in enumerate(figures):
        before = None if last is None else made[last]
        if figure.kind == Kind.QUANTITY and figure.unit is None:
            listed = figures[k + 1] if k + 1 < len(figures) else None
            if figure.scaled and money is not None and not _counts(tokens, figure, lexicon):
                figure = attrs.evolve(figure, kind=Kind.MONEY, unit=(money.unit or "").partition("/")[0])
            elif before is not None and before.unit is not None and _is_second(tokens, before, figure, lexicon):
                figure = attrs.evolve(figure, kind=before.kind, unit=before.unit)
            elif listed is not None and listed.kind == Kind.PERCENT and _are_listed(tokens, figure, listed, lexicon):
                figure = attrs.evolve(figure, kind=Kind.PERCENT, unit=listed.unit)
        elif figure.kind == Kind.MONEY:
            money = figure
        if last is not None and _rates_both(tokens, made[last], figure, lexicon):
            rate = max(made[last].unit or "", figure.unit or "", key=len)
            made[last], figure = attrs.evolve(made[last], unit=rate), attrs.evolve(figure, unit=rate)
        if figure.kind not in (Kind.YEAR, Kind.DATE):
            last = k
        made.append(figure)
    return made


def _counts(tokens: Sequence[Token], figure: Found, lexicon: Lexicon) -> bool:
    """Whether a number without a unit counts something, so that it is never money: 1万个, a population of 2 million."""
    if any(token.key in lexicon.names["classifiers"] for token in tokens[figure.first : figure.end]):
        return True
    return any(
        token.key in lexicon.words["uncounted"] for token in tokens[max(0, figure.first - REACH // 2) : figure.first]
    )


def _is_second(tokens: Sequence[Token], one: Found, two: Found, lexicon: Lexicon) -> bool:
    """Whether `two` is the second of a pair: ramp to 50,000, from 30 percent to 50."""
    joint = lexicon.phrases["ranges"].before(tokens, two.first)
    partitive = two.end < len(tokens) and tokens[two.end].key in lexicon.words["magnitude_of"]
    reached = two.first > 0 and tokens[two.first - 1].key in lexicon.words["reach"]
    if partitive or not (reached or (joint is not None and joint[0] == "to")):
        return False
    if one.kind == Kind.QUANTITY:
        return two.first - one.end <= REACH // 2
    opened = lexicon.phrases["ranges"].before(tokens, one.first)
    return opened is not None and opened[0] == "from" and two.first - one.end <= 2


def _rates_both(tokens: Sequence[Token], one: Found, two: Found, lexicon: Lexicon) -> bool:
    """Whether a rate is said at one end of a pair only: from 20 GWh to 45 GWh a year, 年产能由5万辆增至20万辆."""
    first, second = one.unit or "", two.unit or ""
    rated = second.startswith(f"{first}/") or first.startswith(f"{second}/")
    return bool(first and second) and rated and one.kind == two.kind and _is_second(tokens, one, two, lexicon)


def _are_listed(tokens: Sequence[Token], one: Found, two: Found, lexicon: Lexicon) -> bool:
    """Whether only a comma or "and" stands between two figures: 10, 20 and 30 percent."""
    between = tokens[one.end : two.first]
    return 0 < len(between) <= 2 and all(
        token.key in (",", "、") or token.key in lexicon.words["joins"] for token in between
    )


# -- conversions ----------------------------------------------------------------------


def _restating(tokens: Sequence[Token], figures: list[Found], lexicon: Lexicon) -> list[Found]:
    """Sums joined to what they convert: 150 billion yuan ($20 billion)."""
    made: list[Found] = []
    for k, figure in enumerate(figures):
        if k and figure.kind == Kind.MONEY and made[-1].kind == Kind.MONEY:
            of = made[-1].restates if made[-1].restates is not None else k - 1
            other = made[of]
            same_rate = "/" not in (figure.unit or "") or "/" in (other.unit or "")
            if _currency(other) != _currency(figure) and same_rate and _joined(tokens, made[-1], figure, lexicon):
                figure = attrs.evolve(figure, restates=of)
        made.append(figure)
    return made


def _currency(figure: Found) -> str:
    return (figure.unit or "").partition("/")[0]


def _joined(tokens: Sequence[Token], one: Found, two: Found, lexicon: Lexicon) -> bool:
    """Whether a bracket just opened, or words of conversion, stand between two sums."""
    if two.first - one.end > REACH // 2:
        return False
    at, links = two.first, lexicon.phrases["restatement"]
    while at > one.end:
        link = links.before(tokens, at, one.end)
        if link is None:
            return False
        at = link[1]
        if tokens[at].key == "(":
            return True
    return two.first > one.end and any(token.key not in (",", ")") for token in tokens[one.end : two.first])


# -- changes, times, statuses ---------------------------------------------------------


def _changing(tokens: Sequence[Token], figure: Found, lexicon: Lexicon) -> Found:
    """The figure with the way it changed, where it is the size of a change."""
    if figure.change is not None or figure.kind not in (Kind.PERCENT, Kind.QUANTITY, Kind.MONEY):
        return figure
    words, links = lexicon.phrases["change"], lexicon.words["change_links"]
    at = figure.first
    while at > max(0, figure.first - 3) and tokens[at - 1].key in links:
        at -= 1
    found = words.before(tokens, at)
    if found is None and figure.first and tokens[figure.first - 1].key in lexicon.words["change_by"]:
        for j in range(figure.first - 1, max(0, figure.first - REACH), -1):
            found = words.before(tokens, j)
            if found is not None:
                break
    if found is None and figure.kind == Kind.PERCENT:
        found = lexicon.phrases["change_after"].at(tokens, figure.end)
    return attrs.evolve(figure, change=found[0]) if found else figure


def times(
    tokens: Sequence[Token], figures: Sequence[Found], lexicon: Lexicon, issued: Period | None = None
) -> list[Span]:
    """The times a sentence speaks of, in order; those counted from the issue are dated where it is known."""
    spans = [Span(figure.first, figure.end, dated(figure.when, issued)) for figure in figures if figure.when]
    for figure in figures:
        if figure.kind == Kind.DURATION:
            spans.extend(_counted_time(tokens, figure, lexicon, issued))
    spans.extend(_worded_times(tokens, lexicon, issued))
    return sorted(spans, key=lambda span: span.first)


def dated(when: str | None, issued: Period | None) -> str | None:
    """A day without its year, in the year before the issue; the inference is marked as EDTF does.

    Of a text that is dated to a year or a month alone, it may not tell whether May is of this year or of the last.
    """
    if when is None or issued is None or issued.year is None or not when.startswith("--"):
        return when
    day = when[2:]
    known = str(issued).rstrip("?~%")[5 : 5 + len(day)]
    so_far = day[: len(known)]
    if so_far == known and len(known) < len(day):
        return when
    return f"{issued.year if so_far <= known else issued.year - 1}-{day}?"


def _counted_time(tokens: Sequence[Token], figure: Found, lexicon: Lexicon, issued: Period | None) -> Iterator[Span]:
    """Nine years ago, the past decade, 未来5年."""
    table = lexicon.phrases["temporal"]
    before, after = table.before(tokens, figure.first), table.at(tokens, figure.end)
    if before is not None and before[0]:  # 前5年 are the first five years, 5年前 is five years ago
        way = "part" if before[0] == "ago" else before[0]
        yield Span(before[1], figure.end, _years_from(issued, way, figure))
    elif after is not None and after[0]:
        way = "ago" if after[0] == "part" else after[0]
        yield Span(figure.first, after[1], _years_from(issued, way, figure))


def _years_from(issued: Period | None, way: str, figure: Found) -> str | None:
    """The year so many years before the issue, or those from there to it, or from it on."""
    count = figure.amount.low if figure.unit == "year" and not figure.amount.approx else None
    if issued is None or issued.year is None or count is None or count != figure.amount.high or count != int(count):
        return None
    year, other = issued.year, issued.year + int(count) * (-1 if way in ("ago", "past") else 1)
    if not 1 <= other <= 9999 or way == "part":
        return None
    if way in ("past", "future"):
        return f"{min(year, other):04d}?/{max(year, other):04d}?"
    return f"{other:04d}?"


def _worded_times(tokens: Sequence[Token], lexicon: Lexicon, issued: Period | None) -> Iterator[Span]:
    table, relative = lexicon.phrases["temporal"], lexicon.phrases["relative_years"]
    for i, token in enumerate(tokens):
        counted = relative.at(tokens, i) if token.key in relative.first else None
        if counted is not None:
            year = None if issued is None or issued.year is None else issued.year + int(counted[0])
            yield Span(i, counted[1], f"{year}?" if year else None)
            continue
        said = table.at(tokens, i) if token.key in table.first else None
        if said is not None and not said[0]:
            yield Span(i, said[1], None)


def statuses(tokens: Sequence[Token], lexicon: Lexicon) -> list[Span]:
    """The words of a sentence that say whether something is planned, promised or done."""
    table = lexicon.phrases["status"]
    found = ((i, table.at(tokens, i)) for i, token in enumerate(tokens) if token.key in table.first)
    return [Span(i, hit[1], hit[0]) for i, hit in found if hit is not None]


def time_of(tokens: Sequence[Token], spans: Sequence[Span], figure: Found, lexicon: Lexicon) -> Span | None:
    """When a figure holds: the time said right behind it (910 billion in 2023), else the nearest."""
    at = bisect_left(spans, figure.end, key=lambda span: span.first)
    if at < len(spans):
        between = tokens[figure.end : spans[at].first]
        if 0 < len(between) <= 2 and all(token.key in lexicon.words["year_before"] for token in between):
            return spans[at]
    return nearest(spans, figure)


def nearest(spans: Sequence[Span], figure: Found) -> Span | None:
    """The last span before a figure, else the first one after it."""
    at = bisect_left(spans, figure.first, key=lambda span: span.first)
    if at:
        return spans[at - 1]
    return spans[0] if spans else None
