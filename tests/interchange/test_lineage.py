"""The lineage as JSON holds every step once, and every source with its record."""

from __future__ import annotations

import json

from hypothesis import given
from tests.values.strategies import stated

from cityinnov import Figure, lineage_record, load_case, shipped_cases
from cityinnov.cli import main
from cityinnov.interchange.lineage import metric_record


def test_a_shared_figure_stands_once() -> None:
    a, b = Figure.parse("40 to 60 firms"), Figure.parse("90 to 110 firms")
    record = lineage_record(a / (a + b))
    assert [step["text"] for step in record["steps"][:2]] == ["40 to 60 firms", "90 to 110 firms"]
    assert [step.get("operands") for step in record["steps"]] == [None, None, [0, 1], [0, 2]]
    assert (record["steps"][-1]["low"], record["steps"][-1]["high"]) == (40 / 150, 0.4)  # 40/(40+110), 60/(60+90)


@given(stated())
def test_a_stated_figure_is_one_step(figure: Figure) -> None:
    record = json.loads(json.dumps(lineage_record(figure), allow_nan=False))
    assert len(record["steps"]) == 1
    assert record["steps"][0]["unit"] == figure.unit.text
    assert list(record["sources"]) == list(dict.fromkeys(citation.source for citation in figure.citations))


def test_every_metric_of_every_shipped_case_is_json_with_its_sources() -> None:
    for name in shipped_cases():
        case = load_case(name)
        for metric in case.derived():
            record = json.loads(json.dumps(metric_record(metric), allow_nan=False))
            assert (record["figure"] is None) == bool(record["reason"])
            if metric.figure is not None:
                steps = record["lineage"]["steps"]
                assert all(operand < place for place, step in enumerate(steps) for operand in step.get("operands", ()))
                cited = {citation.source for citation in metric.figure.sources()}
                assert record["lineage"]["sources"].keys() == cited
                assert all(source["type"] for source in record["lineage"]["sources"].values())


def test_the_command_line_gives_it(capsys) -> None:  # type: ignore[no-untyped-def]  # pytest's own
    assert main(["explain", "hefei", "local_share", "--format", "json"]) == 0
    (metric,) = json.loads(capsys.readouterr().out)
    assert metric["lineage"]["sources"]["br"]["container-title"] == "Beijing Review"
    assert main(["derived", "hefei", "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == len(load_case("hefei").derived())
