"""Charts that are drawings of our own: an industry chain, and the flow of capital."""

from __future__ import annotations

from xml.etree import ElementTree

from cityinnov.charts.chart import ACCENT, INK, MUTED, PAPER, Chart, font
from cityinnov.errors import InputError
from cityinnov.report.drawing import Diagram
from cityinnov.report.model import ChainMap, Report
from cityinnov.report.speaker import ReportSpeaker
from cityinnov.values.notebook import visible
from cityinnov.wording.locale import LocaleLike, locale_of

__all__ = ["capital_chart", "chain_chart"]


def chain_chart(report: Report, chain: str | ChainMap, *, locale: LocaleLike = None) -> Chart:
    """An industry chain by its stages; what the city lacks is dashed, what has one source has a thick outline.

    Parameters
    ----------
    report : Report
        From `report_of`.
    chain : str or ChainMap
        The chain, or its id.
    locale : str, babel.Locale or None
        The language.

    Raises
    ------
    InputError
        If there is no such chain, or it lists no activities.
    """
    if isinstance(chain, str):
        known = {each.id: each for each in report.chains}
        if chain not in known:
            raise InputError(f"{report.id} has no chain {chain!r}", expected=", ".join(known) or "a case with chains")
        chain = known[chain]
    if not chain.activities:
        raise InputError(f"the chain {chain.id} lists no activities", hint="its nodes are what is drawn")
    speaker = ReportSpeaker(report, locale_of(locale))
    gettext = speaker.messages.gettext
    title = gettext("Industry chain: {name}").format(name=visible(speaker.say(chain.name)))
    note = gettext("Dashed: nobody in the city is known to do it. Thick: one source only.")
    return Chart(title=title, drawing=_svg(speaker.chain(chain), title, note, font(locale)))


def capital_chart(report: Report, *, locale: LocaleLike = None) -> Chart:
    """Who gave capital to whom: from sponsors through investors to firms.

    Lines are as thick as the amounts where those are of one currency; they are nominal, and the picture says so.

    Raises
    ------
    InputError
        If the case has no investments.
    """
    if not report.flows:
        raise InputError(f"{report.id} has no investments")
    speaker = ReportSpeaker(report, locale_of(locale))
    gettext = speaker.messages.gettext
    drawn, is_to_scale = speaker.flows()
    title = f"{gettext('Who gave capital to whom')}: {visible(speaker.say(report.title))}"
    to_scale = gettext("Lines are as thick as the amounts, which are nominal, of different years.")
    note = to_scale if is_to_scale else gettext("Lines are not to scale.")
    return Chart(title=title, drawing=_svg(drawn, title, note, font(locale)))


MARGIN, TOP, BELOW = 18.0, 52.0, 34.0


def _svg(drawn: Diagram, title: str, note: str, letters: str) -> str:
    """A diagram as SVG with its title above and a note below; texts are set as text, never as markup."""
    width, height = drawn.width + 2 * MARGIN, drawn.height + TOP + BELOW
    root = ElementTree.Element(
        "svg", xmlns="http://www.w3.org/2000/svg", width=f"{width:g}", height=f"{height:g}",
        viewBox=f"0 0 {width:g} {height:g}", role="img",
    )  # fmt: skip
    root.set("font-family", letters)
    ElementTree.SubElement(root, "title").text = title
    _rectangle(root, 0, 0, width, height, fill=PAPER)
    _text(root, MARGIN, 26, title, 16, weight="600")
    _text(root, MARGIN, height - 12, note, 12, fill=MUTED)
    body = ElementTree.SubElement(root, "g", transform=f"translate({MARGIN:g} {TOP:g})")
    definitions = ElementTree.SubElement(body, "defs")
    arrow = ElementTree.SubElement(
        definitions, "marker", id="arrow", markerUnits="userSpaceOnUse", viewBox="0 0 10 10", refX="2", refY="5",
        markerWidth="9", markerHeight="9", orient="auto",
    )  # fmt: skip
    ElementTree.SubElement(arrow, "path", d="M0 0L10 5L0 10z", fill=ACCENT)
    for x, heading in drawn.headings:
        _text(body, x, 14, heading, 12, fill=MUTED, anchor="middle")
    for curve in drawn.curves:
        line = ElementTree.SubElement(body, "path", d=curve.path, fill="none", stroke=ACCENT, opacity="0.55")
        line.set("stroke-width", f"{curve.width:.1f}")
        if not curve.is_band:
            line.set("marker-end", "url(#arrow)")
    for box in drawn.boxes:
        group = ElementTree.SubElement(body, "g")
        ElementTree.SubElement(group, "title").text = box.text
        is_missing, is_single = "missing" in box.marks, "single" in box.marks
        outline = _rectangle(
            group, box.x, box.y, box.width, box.height, fill=PAPER if is_missing else "#f4f1ea",
            stroke=ACCENT if is_single else MUTED,
        )  # fmt: skip
        outline.set("rx", "3")
        outline.set("stroke-width", "2.6" if is_single else "1")
        if is_missing:
            outline.set("stroke-dasharray", "5 4")
        for place, said in enumerate(box.lines):
            _text(group, box.x + 9, box.y + 22 + 17 * place, said, 13)
    for curve in drawn.curves:
        if curve.label:
            halo = _text(body, curve.x, curve.y, curve.label, 12, anchor="middle")
            for name, value in (("stroke", PAPER), ("stroke-width", "4"), ("paint-order", "stroke")):
                halo.set(name, value)
    return ElementTree.tostring(root, encoding="unicode")


def _rectangle(
    parent: ElementTree.Element, x: float, y: float, width: float, height: float, **look: str
) -> ElementTree.Element:
    place = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{width:.1f}", "height": f"{height:.1f}"}
    return ElementTree.SubElement(parent, "rect", place | look)


def _text(
    parent: ElementTree.Element, x: float, y: float, text: str, size: float,
    *, fill: str = INK, weight: str = "400", anchor: str = "start",
) -> ElementTree.Element:  # fmt: skip
    made = ElementTree.SubElement(parent, "text", x=f"{x:.1f}", y=f"{y:.1f}", fill=fill)
    made.set("font-size", f"{size:g}")
    made.set("font-weight", weight)
    made.set("text-anchor", anchor)
    made.text = text
    return made
