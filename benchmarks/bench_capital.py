"""Rates of return beside `pyxirr`, graph questions beside `rustworkx`, each doing the same work.

Run `pytest benchmarks/bench_capital.py`. The published XIRR series are read where they are present: from
the folder CITYINNOV_SHARED names, else from `shared` beside the repository.
"""

from __future__ import annotations

import csv
import json
import os
import random
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
import pyxirr
import rustworkx

from cityinnov.errors import DomainError
from cityinnov.metrics.graph import Graph, ancestors, articulation_points, betweenness, reachable
from cityinnov.metrics.performance import irr, irr_roots, irrs

SHARED = Path(os.environ.get("CITYINNOV_SHARED", Path(__file__).parents[2] / "shared"))
SERIES = SHARED / "data" / "fund"


# -- 1,000 funds of 120 flows -----------------------------------------------------------


@pytest.fixture(scope="module")
def funds():
    """Calls over five years, distributions from the third, monthly on irregular days."""
    draw = random.Random(20200429)
    dates, amounts = [], []
    for _ in range(1000):
        start = date(2005, 1, 1) + timedelta(draw.randrange(3000))
        dates.append([start + timedelta(30 * month + draw.randrange(5)) for month in range(120)])
        calls = [-draw.uniform(1, 10) if month < 60 else 0 for month in range(120)]
        returns = [draw.uniform(0, 12) if month > 36 else 0 for month in range(120)]
        amounts.append([call + back for call, back in zip(calls, returns, strict=True)])
    return np.array(dates, dtype="datetime64[D]"), np.array(amounts)


@pytest.mark.benchmark(group="1,000 funds of 120 flows")
def test_funds_here(benchmark, funds):
    rates, undefined = benchmark(irrs, *funds)
    assert not undefined
    assert np.isfinite(rates).all()


@pytest.mark.benchmark(group="1,000 funds of 120 flows")
def test_funds_directly(benchmark, funds):
    dates, amounts = funds
    rates = benchmark(lambda: [pyxirr.xirr(when, row) for when, row in zip(dates, amounts, strict=True)])
    assert irrs(*funds)[0] == pytest.approx(rates)


# -- the published series ---------------------------------------------------------------

# Two series of which the publisher's solver finds no rate have one: money goes out first and comes in last, so the
# present value changes sign, here between the two rates beside the name.
FOUND_HERE = {"30-20.csv": (-0.90, -0.89), "30-45.csv": (-0.85, -0.83)}


def _series(name):
    with (SERIES / "xirr_samples" / name).open() as lines:
        return [(date.fromisoformat(when), float(amount)) for when, amount in csv.reader(lines)]


@pytest.mark.skipif(not SERIES.exists(), reason="the published series are not here")
def test_the_published_rates_are_reproduced():
    published = json.loads((SERIES / "xirr_expected.json").read_text())
    assert len(published) == 60
    alone = several = none = 0
    for entry in published:
        flows, expected = _series(entry["file"]), entry["xirr"]
        roots = irr_roots(flows)
        if entry["file"] in FOUND_HERE:
            low, high = FOUND_HERE[entry["file"]]
            assert pyxirr.xnpv(low, flows) * pyxirr.xnpv(high, flows) < 0
            assert low < irr(flows) < high
        elif expected is None:
            assert roots == ()
            none += 1
        elif len(roots) == 1:
            assert irr(flows) == pytest.approx(expected, abs=1e-8)
            alone += 1
        else:
            assert any(root == pytest.approx(expected, abs=1e-8) for root in roots)
            with pytest.raises(DomainError) as caught:
                irr(flows)
            assert caught.value.data["roots"] == roots
            several += 1
    print(f"one rate: {alone}, several: {several}, none: {none}, found here: {len(FOUND_HERE)}")


# -- 5,000 nodes, 20,000 links ----------------------------------------------------------

QUESTIONS = {
    "betweenness": (betweenness, rustworkx.digraph_betweenness_centrality),
    "articulation points": (
        articulation_points,
        lambda core: rustworkx.articulation_points(core.to_undirected(multigraph=False)),
    ),
    "ancestors": (lambda graph: ancestors(graph, "node-4000"), lambda core: rustworkx.ancestors(core, 4000)),
    "reachable after a loss": (
        lambda graph: reachable(graph, ["node-0", "node-1"], without=["node-7", "node-8"]),
        lambda core: _reach_directly(core, [0, 1], [7, 8]),
    ),
}


@pytest.fixture(scope="module")
def links():
    draw = random.Random(2910)
    nodes = [f"node-{number}" for number in range(5000)]
    pairs = {(draw.choice(nodes), draw.choice(nodes)) for _ in range(20_100)}
    return nodes, sorted(pairs)[:20_000]


def _reach_directly(core, sources, lost):
    core = core.copy()
    core.remove_nodes_from(lost)
    return set(sources).union(*(rustworkx.descendants(core, source) for source in sources))


def _build_directly(nodes, pairs):
    core = rustworkx.PyDiGraph(multigraph=False)
    positions = dict(zip(nodes, core.add_nodes_from(nodes), strict=True))
    core.add_edges_from_no_data([(positions[source], positions[target]) for source, target in pairs])
    return core


@pytest.mark.parametrize("question", QUESTIONS)
def test_graph_here(benchmark, links, question):
    benchmark.group = f"graph: {question}, building included"
    ask, _ = QUESTIONS[question]
    benchmark(lambda: ask(Graph.of(*links)))


@pytest.mark.parametrize("question", QUESTIONS)
def test_graph_directly(benchmark, links, question):
    benchmark.group = f"graph: {question}, building included"
    _, ask = QUESTIONS[question]
    benchmark(lambda: ask(_build_directly(*links)))
