from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from cityinnov.city import City
from cityinnov.firm import Firm
from cityinnov.industry_chain.industry_chain import ChainLink, ChainNode, IndustryChain

HEFEI = City("hefei")


def drawn(name):
    nodes = {
        "glass": ChainNode(name=name, stage="upstream"),
        "panel": ChainNode(stage="midstream", firms=[Firm("boe", city=HEFEI)]),
        "tv": ChainNode(),
    }
    return IndustryChain("display", city=HEFEI, nodes=nodes, links=[ChainLink(supplier="glass", customer="panel")])


def test_a_digraph_has_stages_as_clusters_and_marks_what_is_missing_and_single():
    # styles and clusters as in the attributes of the DOT language, graphviz.org/doc/info
    assert drawn("Glass").to_dot() == (
        "digraph {\n  rankdir=LR\n  node [shape=box]\n"
        '  subgraph cluster_upstream {\n    label="upstream"\n    n0 [label="Glass" style="dashed"]\n  }\n'
        '  subgraph cluster_midstream {\n    label="midstream"\n    n1 [label="panel" style="bold"]\n  }\n'
        '    n2 [label="tv" style="dashed"]\n'
        "  n0 -> n1\n}\n"
    )


def test_a_chain_without_a_city_lacks_nothing():
    assert "dash" not in IndustryChain("display", nodes={"a": ChainNode()}).to_mermaid()


@given(st.text(min_size=1).filter(str.strip))
def test_no_name_can_change_a_diagram(name):
    try:
        made = drawn(name)
    except ValueError:  # not a name at all: control characters
        return
    plain = drawn("plain")
    assert re.sub(r'n0\["[^"]*"\]', "", made.to_mermaid()) == re.sub(r'n0\["[^"]*"\]', "", plain.to_mermaid())
    label = r'n0 \[label="(?:[^"\\]|\\.)*"'
    assert re.sub(label, "", made.to_dot()) == re.sub(label, "", plain.to_dot())


def test_what_a_diagram_would_obey_is_written_as_an_entity():
    # `"] --> x` as Mermaid's entity codes: 34, 93, 45, 45, 62
    assert 'n0["#34;#93; #45;#45;#62; x"]' in drawn('"] --> x').to_mermaid()
    assert r'label="a\"b\\N"' in drawn(r'a"b\N').to_dot()
