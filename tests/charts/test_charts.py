"""Charts: what they draw is what the figures say, an author's text stays text, and pictures are pictures."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from cityinnov import City, Figure, compare, load_case, report_of
from cityinnov.errors import InputError

pytest.importorskip("altair", reason="needs the extra 'viz'")
pytest.importorskip("vl_convert", reason="needs the extra 'viz'")

from cityinnov.charts import chart as chart_module
from cityinnov.charts.chart import Chart
from cityinnov.charts.drawings import capital_chart, chain_chart
from cityinnov.charts.metrics import comparison_chart, interval_chart, tornado_chart
from cityinnov.charts.time import ownership_chart, timeline_chart
from cityinnov.report.model import Report

HOSTILE = Path(__file__).parents[1] / "report" / "hostile.yaml"


@pytest.fixture(scope="module")
def hefei() -> Report:
    return report_of(load_case("hefei"))


@pytest.fixture(scope="module")
def hostile() -> Report:
    return report_of(load_case(HOSTILE))


def rows(spec: Any) -> list[dict[str, Any]]:
    """The data of all panels of a chart, each once."""
    found: list[dict[str, Any]] = []
    if isinstance(spec, dict):
        if isinstance(spec.get("values"), list) and spec["values"] and isinstance(spec["values"][0], dict):
            found += spec["values"]
        for value in spec.values():
            found += [row for row in rows(value) if row not in found]
    elif isinstance(spec, list):
        for value in spec:
            found += [row for row in rows(value) if row not in found]
    return found


def texts(svg: str) -> str:
    return " ".join("".join(ElementTree.fromstring(svg).itertext()).split())


def test_intervals_have_the_ends_of_their_metrics(hefei: Report) -> None:
    drawn = {row["text"]: row for row in rows(interval_chart(hefei).spec) if "text" in row}
    # 50 firms of over 500: between none and under a tenth; GDP more than doubled in ten years: over 2^(1/10) − 1 a year
    share = drawn["under 10%"]
    assert (share["high"], share["highEnd"]) == (pytest.approx(10), "open")
    growth = drawn["over 7.177% per year"]
    assert (growth["low"], growth["lowEnd"], growth["highEnd"]) == (
        pytest.approx(100 * (2**0.1 - 1)),
        "open",
        "infinite",
    )


def test_a_tornado_varies_one_figure_at_a_time() -> None:
    # a / b with a in [40, 60] and b in [80, 125]; middles 50 and 102.5
    share = Figure.parse("40 to 60 firms") / Figure.parse("80 to 125 firms")
    drawn = [row for row in rows(tornado_chart(share).spec) if "label" in row]
    assert [row["label"].split()[0] for row in drawn] == ["80", "40"]
    assert (drawn[0]["low"], drawn[0]["high"]) == (pytest.approx(50 / 125), pytest.approx(50 / 80))
    assert (drawn[1]["low"], drawn[1]["high"]) == (pytest.approx(40 / 102.5), pytest.approx(60 / 102.5))
    with pytest.raises(InputError, match="uncertain"):
        tornado_chart(Figure.parse("50 firms") / Figure.parse("100 firms"))


def city(id: str, vehicles: str) -> City:
    return City(id, figures={"nev_output": f"{vehicles} vehicles, 2023"})


def test_a_comparison_marks_what_the_bounds_do_not_order() -> None:
    cities = [city("low", "under 500,000"), city("mid", "740,000"), city("a", "over 1 million")]
    cities += [city("b", "1.1 to 1.7 million"), City("silent")]
    chart = comparison_chart(compare(cities, "nev_output"))
    drawn = [row["label"] for row in rows(chart.spec) if "label" in row]
    assert drawn == ["a (order not decided)", "b (order not decided)", "mid", "low"]
    assert "without a figure that compares: silent" in texts(chart.svg())


def test_events_and_investments_stand_in_their_years(hefei: Report) -> None:
    drawn = {row["text"].partition("  ")[2]: row for row in rows(timeline_chart(hefei).spec) if "text" in row}
    assert (drawn["Hefei brings in BOE"]["from"], drawn["Hefei brings in BOE"]["to"]) == ("2008-01-01", "2008-12-31")
    assert drawn["Rescue of NIO, CN¥7 billion"]["kind"] == "investment"


def test_ownership_adds_up_to_the_whole_after_every_event(hefei: Report) -> None:
    ownership = next(each for each in hefei.ownership if len(each.steps) > 1)
    by_day: dict[str, float] = {}
    for row in rows(ownership_chart(ownership).spec):
        if "stake" in row:
            by_day[row["when"]] = by_day.get(row["when"], 0.0) + row["stake"]
    assert len(by_day) > 2
    assert list(by_day.values()) == pytest.approx([100] * len(by_day), abs=0.5)


def test_capital_is_drawn_from_sponsor_to_firm(hefei: Report) -> None:
    said = texts(capital_chart(hefei, locale="zh_CN").svg())
    for text in ("发起方", "投资方", "企业", "合肥", "1500亿元人民币", "长鑫存储", "投资方未说明"):
        assert text in said


def all_charts(report: Report, locale: str) -> list[Chart]:
    made = [interval_chart(report, locale=locale), capital_chart(report, locale=locale)]
    made += [timeline_chart(report, locale=locale)]
    return made + [chain_chart(report, chain, locale=locale) for chain in report.chains if chain.activities]


@pytest.mark.parametrize("locale", ["en", "zh_CN", "de"])
def test_an_authors_text_stays_text_in_svg(locale: str, hostile: Report) -> None:
    for chart in all_charts(hostile, locale):
        root = ElementTree.fromstring(chart.svg())
        names = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert names <= {
            "svg",
            "g",
            "path",
            "text",
            "title",
            "rect",
            "defs",
            "marker",
            "line",
            "clipPath",
            "tspan",
            "style",
        }
        assert not any(name.startswith("on") or "href" in name for each in root.iter() for name in each.attrib)
    assert "alert(10)" in texts(chart.svg())


def test_a_hostile_label_cannot_leave_the_expression_it_stands_in() -> None:
    nasty = City("x", name="'] + warn('x') + ['\\", figures={"nev_output": "5 vehicles, 2023"})
    chart = comparison_chart(compare([nasty], "nev_output"))
    assert "warn('x')" in texts(chart.svg())


def test_a_picture_is_one_in_three_forms(tmp_path: Path, hefei: Report) -> None:
    chart = timeline_chart(hefei)
    for name, begins in (("c.png", b"\x89PNG"), ("c.svg", b"<svg"), ("c.html", b"<!DOCTYPE html>")):
        chart.save(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(begins)
    with pytest.raises(InputError, match="png"):
        chart.save(tmp_path / "c.bmp")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.html", "c.png", "c.svg"]


def test_a_page_of_a_chart_fetches_nothing(hefei: Report) -> None:
    for chart in (timeline_chart(hefei), capital_chart(hefei)):
        page = chart.html()
        assert not re.search(r"<script[^>]+src=|<link[^>]+href=|@import", page)
        assert f"<title>{chart.title.replace(chr(39), '&#x27;')}</title>" in page


def test_a_script_without_letters_is_named(monkeypatch: pytest.MonkeyPatch, hefei: Report) -> None:
    monkeypatch.setattr(chart_module, "_is_drawable", lambda letter, fonts: ord(letter) < 0x2E80)
    chart = capital_chart(hefei, locale="zh_CN")
    with pytest.warns(UserWarning, match="letters of CJK; give fonts=DIRECTORY"):
        picture = chart.png(scale=1)
    monkeypatch.undo()
    assert len(picture) != len(chart.png(scale=1))


def test_letters_of_no_font_look_like_each_other_and_others_do_not() -> None:
    assert chart_module._is_drawable("a", None)
    assert not chart_module._is_drawable("\U0010fffc", None)


def test_fonts_are_a_directory(tmp_path: Path, hefei: Report) -> None:
    capital_chart(hefei).png(scale=1, fonts=tmp_path)  # an empty one adds nothing, and does no harm
    with pytest.raises(InputError, match="not a directory of fonts"):
        capital_chart(hefei).png(fonts=tmp_path / "nowhere")


def test_what_is_not_there_is_said(hefei: Report) -> None:
    with pytest.raises(InputError, match="no chain 'trains'"):
        chain_chart(hefei, "trains")
    with pytest.raises(InputError, match="no investments"):
        capital_chart(report_of(load_case("pune")))
