"""Rates of return beside `pyxirr`, graph questions beside `rustworkx`, each doing the same work.

Run `pytest benchmarks/bench_capital.py`; `python benchmarks/bench_capital.py` prints the ratio of the two for rates of
return, as the median of pairs that take turns.
"""

from __future__ import annotations

import random
import statistics
import time
from datetime import date, timedelta

import numpy as np
import pytest
import pyxirr
import rustworkx

from cityinnov.metrics.graph import Graph, ancestors, articulation_points, betweenness, reachable
from cityinnov.metrics.performance import irrs

# -- 1,000 funds of 120 flows -----------------------------------------------------------


def _funds():
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


def _directly(dates, amounts):
    return [pyxirr.xirr(when, row) for when, row in zip(dates, amounts, strict=True)]


@pytest.fixture(scope="module")
def funds():
    return _funds()


@pytest.mark.benchmark(group="1,000 funds of 120 flows")
def test_funds_here(benchmark, funds):
    rates, undefined = benchmark(irrs, *funds)
    assert not undefined
    assert np.isfinite(rates).all()


@pytest.mark.benchmark(group="1,000 funds of 120 flows")
def test_funds_directly(benchmark, funds):
    rates = benchmark(_directly, *funds)
    assert irrs(*funds)[0] == pytest.approx(rates)


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


# -- as a ratio ---------------------------------------------------------------------------


def main(pairs: int = 40) -> None:
    """Print how long rates take beside pyxirr called directly, in pairs that take turns and so meet the same load."""
    tables = _funds()
    ratios = []
    for _ in range(pairs):
        spent = []
        for work in (irrs, _directly):
            start = time.perf_counter()
            work(*tables)
            spent.append(time.perf_counter() - start)
        ratios.append(spent[0] / spent[1])
    low, median, high = statistics.quantiles(ratios, n=4)
    print(f"1,000 funds of 120 flows: {median:.2f} times as long as pyxirr directly (quartiles {low:.2f}, {high:.2f})")


if __name__ == "__main__":
    main()
