"""Charts over time: what happened and what was invested, and who owned a company."""

from __future__ import annotations

import datetime
from typing import Any

from cityinnov.charts.chart import ACCENT, INK, MUTED, RULE, Chart, altair, finished
from cityinnov.errors import InputError
from cityinnov.report.model import Ownership, Report
from cityinnov.values.period import Period
from cityinnov.wording.figures import format_figure, format_period
from cityinnov.wording.labels import name_in
from cityinnov.wording.locale import LocaleLike, locale_of
from cityinnov.wording.messages import messages
from cityinnov.wording.sentences import said

__all__ = ["ownership_chart", "timeline_chart"]

#: For holders in their order; a ninth takes the first again.
HUES = [ACCENT, "#a4552a", "#6b8f71", "#8a6fa8", "#c79a3a", "#4f8fa6", "#9c4668", MUTED]


def timeline_chart(report: Report, *, locale: LocaleLike = None) -> Chart:
    """What happened, and what was invested, along one line of time; each as long as its period is.

    Parameters
    ----------
    report : Report
        From `report_of`.
    locale : str, babel.Locale or None
        The language.

    Raises
    ------
    InputError
        If nothing in the case has a date.

    Examples
    --------
    >>> from cityinnov.casefile.reading import load_case
    >>> from cityinnov.report.gathering import report_of
    >>> timeline_chart(report_of(load_case("hefei"))).title
    "Timeline: Hefei's rise to a technology hub"
    """
    alt, say, spoken = altair(), messages(locale).gettext, locale_of(locale)
    happened = [(moment.when, name_in(moment.name, locale), say("event")) for moment in report.timeline]
    for flow in report.flows:
        amount = f", {format_figure(flow.amount, spoken)}" if flow.amount else ""
        happened.append((flow.when, f"{name_in(flow.name, locale)}{amount}", say("investment")))
    dated = [(when, text, kind) for when, text, kind in happened if when is not None and _ends(when) is not None]
    if not dated:
        raise InputError(f"nothing in {report.id} has a date")
    dated.sort(key=lambda each: each[0].sort_key)
    data = [
        {
            "row": f"{place:03d}",
            "from": _day(_span(when)[0]),
            "to": _day(_span(when)[1]),
            "text": f"{format_period(when, spoken)}  {text}",
            "kind": kind,
        }
        for place, (when, text, kind) in enumerate(dated)
    ]
    first = min(_span(when)[0] for when, _, _ in dated)
    last = max(_span(when)[1] for when, _, _ in dated)
    room = (last - first) * 0.95 + datetime.timedelta(days=400)  # for the text of the latest
    scale = alt.Scale(domain=[_day(first), _day(min(last + room, datetime.date.max - room) if room else last)])
    years = [f"{year}-01-01" for year in _years(first.year, last.year)]
    axis = alt.Axis(format="%Y", grid=True, gridColor=RULE, values=[alt.DateTime(year=int(y[:4])) for y in years])
    x = alt.X("from:T", scale=scale, title=None, axis=axis)
    y = alt.Y("row:N", sort=[each["row"] for each in data], axis=None)
    shade = alt.Color(
        "kind:N", title=None, scale=alt.Scale(domain=[say("event"), say("investment")], range=[ACCENT, "#a4552a"]),
        legend=alt.Legend(orient="top", symbolType="circle"),
    )  # fmt: skip
    base = alt.Chart(alt.Data(values=data))
    hint = alt.Tooltip("text:N", title=" ")
    drawn = alt.layer(
        base.mark_rule(strokeWidth=7, strokeCap="round").encode(x=x, x2="to:T", y=y, color=shade, tooltip=hint),
        base.mark_text(align="left", dx=9, color=INK, fontSize=12).encode(
            x=alt.X("to:T", scale=scale), y=y, text="text:N"
        ),
    ).properties(width=760, height=30 * len(data))
    title = f"{say('Timeline')}: {name_in(report.title, locale)}"
    return finished(drawn, title, locale)


def _ends(when: Period) -> tuple[datetime.date, datetime.date] | None:
    known = [day for day in (when.start, when.end) if day is not None]
    return (known[0], known[-1]) if known else None


def _span(when: Period) -> tuple[datetime.date, datetime.date]:
    ends = _ends(when)
    assert ends is not None  # only dated ones are asked
    return ends


def _day(date: datetime.date) -> str:
    return date.isoformat()


def _years(first: int, last: int) -> range:
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if (last - first) / step <= 12)
    return range(first - first % step, last + step, step)


def ownership_chart(ownership: Ownership, *, locale: LocaleLike = None) -> Chart:
    """Who owned a company over time, in steps from event to event; a stake that is a range stands at its middle.

    Parameters
    ----------
    ownership : Ownership
        From `report.ownership`, or `ownership_of`.
    locale : str, babel.Locale or None
        The language.

    Raises
    ------
    InputError
        If fewer than two events have a date.
    """
    alt, say, spoken = altair(), messages(locale).gettext, locale_of(locale)
    names = {holder.id: said(holder.name, locale) for holder in ownership.holders}
    steps = [(_ends(step.when), step) for step in ownership.steps]
    by_day = {ends[0]: step for ends, step in steps if ends is not None}  # of several on one day, the last one holds
    if len(by_day) < 2:
        raise InputError(f"{ownership.id} has no two events of different dates", found=str(len(by_day)))
    dated = sorted(by_day.items(), key=lambda each: each[0])
    (first, _), (last, latest) = dated[0], dated[-1]
    dated.append((last + max((last - first) / 12, datetime.timedelta(days=1)), latest))  # so that the last step is seen
    data: list[dict[str, Any]] = []
    left_out = 0
    for day, step in dated:
        for id, name in names.items():
            stake = step.stakes.get(id)
            if stake is not None and not stake.bounds.is_bounded:
                left_out += 1
                continue
            shown = format_figure(stake, spoken) if stake is not None else "–"
            data.append(
                {"when": _day(day), "holder": name, "stake": stake.mid if stake else 0.0, "said": shown,
                 "event": format_period(step.when, spoken)}
            )  # fmt: skip
    base = alt.Chart(alt.Data(values=data))
    y = alt.Y(
        "stake:Q", stack="zero", title=None, scale=alt.Scale(domain=[0, 100]),
        axis=alt.Axis(labelExpr="datum.value + ' %'", values=[0, 25, 50, 75, 100], gridColor=RULE),
    )  # fmt: skip
    shade = alt.Color(
        "holder:N", title=None, sort=None, scale=alt.Scale(domain=list(names.values()), range=HUES[: len(names)])
    )  # fmt: skip
    hint = [alt.Tooltip(f"{field}:N", title=" ") for field in ("holder", "said", "event")]
    drawn = base.mark_area(interpolate="step-after", opacity=0.9, line={"strokeWidth": 1}).encode(
        x=alt.X("when:T", title=None, axis=alt.Axis(format="%Y-%m", grid=False)), y=y, color=shade,
        order=alt.Order("holder:N"), tooltip=hint,
    ).properties(width=620, height=300)  # fmt: skip
    title = say("Who owns {company}").format(company=said(ownership.company.name, locale))
    note = say("stakes open at one end are left out") if left_out else ""
    return finished(drawn, title, locale, note)
