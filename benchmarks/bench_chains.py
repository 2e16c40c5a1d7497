"""Chains of 5,000 nodes and 20,000 links beside `rustworkx` used directly, and supplier lists.

    pytest benchmarks/bench_chains.py --benchmark-only      # single timings, grouped with the peer
    python benchmarks/bench_chains.py                       # medians of interleaved pairs, and their ratios

Every query builds its graph anew, on both sides. The supplier list is read from CITYINNOV_SHARED where that is set.
"""

from __future__ import annotations

import itertools
import os
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
import rustworkx

from cityinnov import ChainLink, ChainNode, City, Firm, IndustryChain, load_case
from cityinnov.supplier_ecosystem.supplier_list import read_suppliers, shares

NODES, LINKS, PAIRS = 5000, 20_000, 9
SUPPLIERS = Path(os.environ.get("CITYINNOV_SHARED", "../shared")) / "data/supplier/apple_supplier_list_cw.csv"


def pairs() -> list[tuple[str, str]]:
    draw = random.Random(5)
    found: dict[tuple[str, str], None] = {}
    while len(found) < LINKS:
        supplier, customer = draw.sample(range(NODES), 2)
        found[f"n{supplier}", f"n{customer}"] = None
    return list(found)


def chain() -> IndustryChain:
    links = [ChainLink(supplier=supplier, customer=customer) for supplier, customer in pairs()]
    cities = [City("hefei"), City("wuhu")]
    firms = [Firm(f"f{i}", city=cities[i % 2]) for i in range(100)]
    nodes = {f"n{i}": ChainNode(firms=[firms[i % 100]]) for i in range(NODES)}
    return IndustryChain("large", city=cities[0], nodes=nodes, links=links)


def direct(made: IndustryChain) -> Any:
    """What a user of the library would write."""
    graph = rustworkx.PyDiGraph()
    index = dict(zip(made.nodes, graph.add_nodes_from(list(made.nodes)), strict=True))
    graph.add_edges_from_no_data([(index[link.supplier], index[link.customer]) for link in made.links])
    return graph


def names(graph: Any, found: Any) -> list[str]:
    return [graph[index] for index in found]


def bottlenecks(graph: Any) -> Any:
    return rustworkx.digraph_betweenness_centrality(graph), rustworkx.articulation_points(graph.to_undirected())


def paths(graph: Any) -> list[list[str]]:
    return [names(graph, path) for path in rustworkx.all_simple_paths(graph, 7, 8, cutoff=7)]


def lost(made: IndustryChain) -> Any:
    """All that depends on what a firm alone is placed in, found by hand."""
    graph = direct(made)
    sole = [i for i, node in enumerate(made.nodes.values()) if {firm.id for firm in node.firms} == {"f7"}]
    return {graph[each] for i in sole for each in rustworkx.descendants(graph, i)}


def circles(graph: Any, most: int = 100) -> tuple[list[list[str]], bool]:
    """The first of the circles, and whether these are all, for which one more is looked for."""
    found = [list(cycle) for cycle in itertools.islice(rustworkx.simple_cycles(graph), most + 1)]
    turned = sorted(cycle[(at := cycle.index(min(cycle))) :] + cycle[:at] for cycle in found[:most])
    return [names(graph, cycle) for cycle in turned], len(found) <= most


def places(made: IndustryChain) -> Any:
    """The activities without a firm of the city, from attributes of a graph's nodes."""
    graph = rustworkx.PyDiGraph()
    graph.add_nodes_from([(id, [firm.city.id for firm in node.firms if firm.city]) for id, node in made.nodes.items()])
    return [id for id, cities in graph.nodes() if "hefei" not in cities]


def alone(made: IndustryChain) -> Any:
    graph = rustworkx.PyDiGraph()
    graph.add_nodes_from([(id, {firm.id for firm in node.firms}) for id, node in made.nodes.items()])
    return {id: next(iter(firms)) for id, firms in graph.nodes() if len(firms) == 1}


Ours, Theirs = Callable[[IndustryChain], Any], Callable[[IndustryChain], Any]
QUERIES: dict[str, tuple[Ours, Theirs]] = {
    "upstream_of": (
        lambda made: made.upstream_of("n7"),
        lambda made: names(graph := direct(made), rustworkx.ancestors(graph, 7)),
    ),
    "downstream_of": (
        lambda made: made.downstream_of("n7"),
        lambda made: names(graph := direct(made), rustworkx.descendants(graph, 7)),
    ),
    "paths": (lambda made: made.paths("n7", "n8", longest=6, most=10_000), lambda made: paths(direct(made))),
    "what_if_lost": (lambda made: made.what_if_lost(firm="f7"), lost),
    "cycles": (IndustryChain.cycles, lambda made: circles(direct(made))),
    "missing_nodes": (IndustryChain.missing_nodes, places),
    "coverage": (IndustryChain.coverage, lambda made: 1 - len(places(made)) / NODES),
    "single_source_nodes": (IndustryChain.single_source_nodes, alone),
    "bottlenecks": (IndustryChain.bottlenecks, lambda made: bottlenecks(direct(made))),
}


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("by", ["cityinnov", "rustworkx"])
def test_query(benchmark: Any, query: str, by: str) -> None:
    ours, theirs = QUERIES[query]
    made = chain()
    benchmark.group = query
    if by == "cityinnov":
        benchmark.pedantic(ours, setup=lambda: ((attrs.evolve(made),), {}), rounds=3)
    else:
        benchmark.pedantic(lambda: theirs(made), rounds=3)


def test_a_large_chain_loads_from_its_file(benchmark: Any, tmp_path: Path) -> None:
    rows = "".join(f"{supplier},{customer}\n" for supplier, customer in pairs())
    (tmp_path / "links.csv").write_text(f"supplier,customer\n{rows}")
    nodes = "".join(f"      n{i}: {{stage: midstream}}\n" for i in range(NODES))
    head = "format: cityinnov/1\ncase: large\nchains:\n  large:\n    links: {file: links.csv}\n    nodes:\n"
    (tmp_path / "large.yaml").write_text(head + nodes)
    benchmark.pedantic(load_case, args=(tmp_path / "large.yaml",), rounds=3)


@pytest.mark.skipif(not SUPPLIERS.exists(), reason="the supplier list is not here")
def test_local_share_by_country_and_year_of_a_long_list(benchmark: Any) -> None:
    columns = {"name": "supplier_name", "country": "country", "year": "year"}
    found = benchmark(lambda: shares(read_suppliers(SUPPLIERS, columns)))
    assert len({year for year, _ in found}) == 10  # 2012 to 2022 without 2019


def main() -> None:
    made = chain()
    for name, (ours, theirs) in QUERIES.items():
        times: tuple[list[float], list[float]] = ([], [])
        for _ in range(3 if name == "bottlenecks" else PAIRS):
            fresh = attrs.evolve(made)
            start = time.perf_counter()
            ours(fresh)
            between = time.perf_counter()
            theirs(made)
            times[0].append(between - start)
            times[1].append(time.perf_counter() - between)
        a, b = (statistics.median(each) for each in times)
        print(f"{name}: {a * 1000:.1f} ms, rustworkx {b * 1000:.1f} ms, ratio {a / b:.2f}")


if __name__ == "__main__":
    main()
