"""Expected values come from networkx, an independent implementation, on random graphs, or are counted by hand."""

from __future__ import annotations

import builtins

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityinnov.errors import InputError, MissingDependencyError, UnknownNameError
from cityinnov.metrics.graph import (
    Graph,
    ancestors,
    articulation_points,
    betweenness,
    cut_off,
    cycles,
    descendants,
    from_networkx,
    paths,
    reachable,
    to_networkx,
)

# Glass and driver chips make panels, panels make televisions and telephones; scrap glass comes back.
DISPLAY = Graph.of(
    ["sand", "glass", "chip", "panel", "tv", "phone"],
    [
        ("sand", "glass"),
        ("glass", "panel"),
        ("chip", "panel"),
        ("panel", "tv"),
        ("panel", "phone"),
        ("chip", "phone"),
        ("tv", "glass"),
    ],
)

NODES = st.integers(0, 7)
GRAPHS = st.tuples(
    st.integers(8, 8), st.lists(st.tuples(NODES, NODES), max_size=25), st.permutations([f"n{i}" for i in range(8)])
).map(lambda drawn: Graph.of(drawn[2], [(f"n{a}", f"n{b}") for a, b in drawn[1]]))


@given(GRAPHS)
def test_betweenness_is_that_of_networkx(graph):
    other = networkx.betweenness_centrality(to_networkx(graph))
    assert betweenness(graph) == pytest.approx(other)
    assert list(betweenness(graph)) == list(graph.ids)


@given(GRAPHS, st.integers(2, 8), st.integers(0, 3), st.booleans())
def test_sampled_betweenness_is_that_of_networkx(graph, sample, seed, normalised):
    other = networkx.betweenness_centrality(to_networkx(graph), k=sample, seed=seed, normalized=normalised)
    assert betweenness(graph, sample=sample, seed=seed, normalised=normalised) == pytest.approx(other)


@given(GRAPHS)
def test_a_sample_of_all_nodes_is_no_estimate(graph):
    assert betweenness(graph, sample=8) == betweenness(graph, sample=100) == betweenness(graph)


def test_a_sample_tells_of_each_node_it_draws():
    told = []
    betweenness(DISPLAY, sample=2, progress=lambda *step: told.append(step))
    assert told == [("shortest paths", 1, 2), ("shortest paths", 2, 2)]


@pytest.mark.parametrize("sample", [0, 1, 2.0])
def test_a_sample_is_two_nodes_at_least(sample):
    with pytest.raises(InputError, match="2 or more"):
        betweenness(DISPLAY, sample=sample)


@given(GRAPHS)
def test_articulation_points_are_those_of_networkx(graph):
    assert set(articulation_points(graph)) == set(networkx.articulation_points(to_networkx(graph).to_undirected()))


@given(GRAPHS)
def test_dependants_are_those_of_networkx(graph):
    other = to_networkx(graph)
    for node in graph.ids:
        assert set(ancestors(graph, node)) == networkx.ancestors(other, node)
        assert set(descendants(graph, node)) == networkx.descendants(other, node)


@settings(max_examples=50)
@given(GRAPHS)
def test_cycles_are_those_of_networkx(graph):
    def turned(cycle):
        first = cycle.index(min(cycle))
        return tuple(cycle[first:] + cycle[:first])

    found, complete = cycles(graph, most=100_000)
    other = [turned(cycle) for cycle in networkx.simple_cycles(to_networkx(graph))]
    assert complete
    assert sorted(turned(cycle) for cycle in found) == sorted(other)


@settings(max_examples=50)
@given(GRAPHS, NODES, NODES, st.integers(1, 7))
def test_paths_are_those_of_networkx(graph, a, b, longest):
    if a != b:
        found, complete = paths(graph, f"n{a}", f"n{b}", longest=longest, most=100_000)
        other = networkx.all_simple_paths(to_networkx(graph), f"n{a}", f"n{b}", cutoff=longest)
        assert complete
        assert sorted(found) == sorted(other)


@given(GRAPHS, st.sets(NODES), st.sets(NODES))
def test_what_remains_reachable_is_what_networkx_reaches(graph, sources, lost):
    sources, lost = {f"n{i}" for i in sources}, {f"n{i}" for i in lost}
    other = to_networkx(graph)
    other.remove_nodes_from(lost)
    expected = set()
    for source in sources - lost:
        expected |= {source} | networkx.descendants(other, source)
    assert set(reachable(graph, sources, without=lost)) == expected


@given(GRAPHS, st.sets(NODES), st.sets(NODES), NODES)
def test_losing_one_more_never_brings_anything_back(graph, sources, lost, more):
    sources, lost = {f"n{i}" for i in sources}, {f"n{i}" for i in lost}
    before = set(reachable(graph, sources, without=lost))
    assert set(reachable(graph, sources, without=lost | {f"n{more}"})) <= before


@given(GRAPHS, st.sets(NODES), st.sets(NODES))
def test_reached_lost_and_cut_off_make_up_all_that_was_reached(graph, sources, lost):
    sources, lost = {f"n{i}" for i in sources}, {f"n{i}" for i in lost}
    still, gone = set(reachable(graph, sources, without=lost)), set(cut_off(graph, sources, lost))
    reached = set(reachable(graph, sources))
    assert not still & gone
    assert still | gone | (lost & reached) == reached


@given(GRAPHS)
def test_the_round_trip_through_networkx(graph):
    back = from_networkx(to_networkx(graph))
    assert back.ids == graph.ids
    assert sorted(back.edges) == sorted(graph.edges)


def test_the_display_chain_by_hand():
    assert ancestors(DISPLAY, "panel") == ["sand", "glass", "chip", "tv"]
    assert descendants(DISPLAY, "chip") == ["glass", "panel", "tv", "phone"]
    assert cycles(DISPLAY).found == [["glass", "panel", "tv"]]
    assert articulation_points(DISPLAY) == ["glass", "panel"]
    assert paths(DISPLAY, "chip", "phone").found == [["chip", "panel", "phone"], ["chip", "phone"]]
    assert cut_off(DISPLAY, ["sand", "chip"], ["panel"]) == ["tv"]


def test_betweenness_by_hand():
    # A chain of four: the second lies on 1-3 and 1-4, the third on 1-4 and 2-4, of 3 * 2 ordered pairs.
    chain = Graph.of("abcd", ["ab", "bc", "cd"])
    assert betweenness(chain) == pytest.approx({"a": 0, "b": 1 / 3, "c": 1 / 3, "d": 0})
    assert betweenness(chain, normalised=False) == {"a": 0, "b": 2, "c": 2, "d": 0}


def test_a_repeated_edge_counts_once():
    twice = Graph.of("abc", ["ab", "ab", "bc"])
    assert repr(twice) == "Graph of 3 nodes and 2 edges"
    assert paths(twice, "a", "c") == ([["a", "b", "c"]], True)


def test_an_activity_that_feeds_itself_is_a_cycle():
    assert cycles(Graph.of("ab", ["aa", "ab"])) == ([["a"]], True)
    assert ancestors(Graph.of("ab", ["aa", "ab"]), "a") == []


def test_a_graph_with_more_cycles_than_can_be_listed():
    # 24 nodes, each supplying every other: over 10^22 cycles and paths. It answers, and says there are more.
    everything = Graph.of(range(24), [(a, b) for a in range(24) for b in range(24) if a != b])
    assert (len(cycles(everything, most=5).found), cycles(everything, most=5).complete) == (5, False)
    assert (len(paths(everything, 0, 1, most=7).found), paths(everything, 0, 1, most=7).complete) == (7, False)


def test_exactly_as_many_as_asked_are_all():
    assert paths(DISPLAY, "chip", "phone", most=2).complete
    assert not paths(DISPLAY, "chip", "phone", most=1).complete
    assert cycles(DISPLAY, most=1).complete
    assert not cycles(DISPLAY, most=0).complete


def test_paths_longer_than_asked_are_left_out():
    assert paths(DISPLAY, "chip", "phone", longest=1).found == [["chip", "phone"]]
    assert paths(DISPLAY, "sand", "phone", longest=2).found == []


def test_there_is_no_path_to_where_one_stands():
    assert paths(DISPLAY, "panel", "panel") == ([], True)


def test_empty_graph():
    empty = Graph.of([], [])
    assert (betweenness(empty), articulation_points(empty), cycles(empty)) == ({}, [], ([], True))
    assert to_networkx(empty).number_of_nodes() == 0


@pytest.mark.parametrize(
    "ask",
    [
        lambda: ancestors(DISPLAY, "pannel"),
        lambda: descendants(DISPLAY, "pannel"),
        lambda: paths(DISPLAY, "pannel", "tv"),
        lambda: paths(DISPLAY, "tv", "pannel"),
        lambda: reachable(DISPLAY, ["pannel"]),
        lambda: reachable(DISPLAY, ["tv"], without=["pannel"]),
        lambda: Graph.of(["panel"], [("panel", "pannel")]),
    ],
)
def test_an_unknown_node_is_answered_with_the_nearest(ask):
    with pytest.raises(UnknownNameError, match=r"'pannel'.*'panel'") as caught:
        ask()
    assert caught.value.data["nearest"][0] == "panel"


def test_an_unknown_node_that_is_no_text():
    with pytest.raises(UnknownNameError, match="found 7"):
        ancestors(DISPLAY, 7)


def test_a_node_given_twice():
    with pytest.raises(InputError, match="given twice; found 'a'"):
        Graph.of("aba", [])


def test_a_graph_without_directions():
    with pytest.raises(InputError, match="no directions"):
        from_networkx(networkx.Graph([("a", "b")]))


def test_a_multigraph_from_networkx():
    assert from_networkx(networkx.MultiDiGraph([("a", "b"), ("a", "b")])).edges == [("a", "b")]


def test_a_missing_library_is_named(monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name in ("rustworkx", "networkx"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    for ask in (lambda: Graph.of("a", []), lambda: to_networkx(DISPLAY)):
        with pytest.raises(MissingDependencyError, match=r"cityinnov\[graph\]"):
            ask()


def test_betweenness_shares_what_has_several_shortest_paths():
    # From s to t over c there are two shortest paths, over f one: of that pair c has 2/3 and f 1/3, a and b 1/3 each.
    # To c, a and b have half each; to f, d has all, and to t a third.
    graph = Graph.of("sabdcft", ["sa", "sb", "sd", "ac", "bc", "df", "ct", "ft"])
    of_source = {"a": 1 / 2 + 1 / 3, "b": 1 / 2 + 1 / 3, "d": 1 + 1 / 3, "c": 2 / 3, "f": 1 / 3}
    others = {"c": 2, "f": 1}  # from a and b to t over c, from d to t over f
    expected = {node: of_source.get(node, 0) + others.get(node, 0) for node in graph.ids}
    assert betweenness(graph, normalised=False) == pytest.approx(expected)
    for seed in range(10):  # whichever nodes are drawn
        drawn = networkx.betweenness_centrality(to_networkx(graph), k=2, seed=seed)
        assert betweenness(graph, sample=2, seed=seed) == pytest.approx(drawn)


def test_a_sample_without_a_seed_is_that_of_seed_zero():
    assert betweenness(DISPLAY, sample=2) == betweenness(DISPLAY, sample=2, seed=0)
    assert betweenness(DISPLAY, sample=2) != betweenness(DISPLAY, sample=2, seed=1)


def test_a_graph_of_positions_is_that_of_ids():
    placed = Graph.placed({"sand": 0, "glass": 1, "panel": 2}, [(0, 1), (1, 2)])
    assert placed.ids == ("sand", "glass", "panel")
    assert placed.edges == [("sand", "glass"), ("glass", "panel")]
    assert placed.position("glass") == 1
    assert descendants(placed, "sand") == ["glass", "panel"]
    assert repr(placed) == "Graph of 3 nodes and 2 edges"


def test_a_hundred_are_listed_and_ten_edges_are_walked_unless_said():
    everything = Graph.of(range(12), [(a, b) for a in range(12) for b in range(12) if a != b])
    for some in (cycles(everything), paths(everything, 0, 1)):
        assert (len(some.found), some.complete) == (100, False)
    chain = Graph.of(range(12), [(a, a + 1) for a in range(11)])
    assert [len(path) for path in paths(chain, 0, 10).found] == [11]
    assert paths(chain, 0, 11) == ([], True)
    assert [len(path) for path in paths(chain, 0, 11, longest=11).found] == [12]


def test_what_cannot_be_reached_has_no_path():
    assert paths(DISPLAY, "phone", "sand") == ([], True)


def test_a_node_on_one_of_three_shortest_ways_counts_a_third():
    # Freeman's betweenness by hand. From mine to plant and from mine to car three ways are shortest, and a lies on one
    # of each: 1/3 + 1/3. Plant lies on every way to car, which is reached from mine, a, b and c: 4.
    ways = [("mine", "a"), ("mine", "b"), ("mine", "c"), ("a", "plant"), ("b", "plant"), ("c", "plant")]
    graph = Graph.of(["mine", "a", "b", "c", "plant", "car"], [*ways, ("plant", "car")])
    expected = {"mine": 0, "a": 2 / 3, "b": 2 / 3, "c": 2 / 3, "plant": 4, "car": 0}
    assert betweenness(graph, normalised=False) == pytest.approx(expected)
    for seed in range(10):  # whichever nodes are drawn
        drawn = networkx.betweenness_centrality(to_networkx(graph), k=2, seed=seed)
        assert betweenness(graph, sample=2, seed=seed) == pytest.approx(drawn)
