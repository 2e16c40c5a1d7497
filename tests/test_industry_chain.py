from __future__ import annotations

import pytest

from cityinnov.city import City
from cityinnov.errors import MissingInputError, UnknownNameError
from cityinnov.firm import Firm
from cityinnov.industry_chain import ChainLink, ChainNode, IndustryChain

HEFEI, WUHU = City("hefei"), City("wuhu")
BOE = Firm("boe", city=HEFEI)
CHERY = Firm("chery", city=WUHU)


def chain(**fields):
    return IndustryChain("display", **{"city": HEFEI, **fields})


def test_coverage_counts_activities_with_a_firm_of_the_city():
    # of glass, panel, driver chip and module the city has panel and module: 2 of 4
    made = chain(
        nodes={
            "glass": ChainNode(firms=[CHERY]),
            "panel": ChainNode(firms=[BOE, Firm("vnx", city=HEFEI)]),
            "driver": ChainNode(),
            "module": ChainNode(firms=[CHERY, BOE]),
        }
    )
    assert str(made.coverage()) == "50 %"


def test_coverage_says_what_it_lacks():
    for fields, missing in (({}, ("nodes",)), ({"city": None}, ("city", "nodes"))):
        with pytest.raises(MissingInputError) as raised:
            chain(**fields).coverage()
        assert raised.value.data["missing"] == missing


def test_links_join_nodes_there_are():
    nodes = {"glass": ChainNode(), "panel": ChainNode()}
    assert chain(nodes=nodes, links=[ChainLink(supplier="glass", customer="panel")]).links[0].customer == "panel"
    with pytest.raises(UnknownNameError, match="no node 'pannel'") as raised:
        chain(nodes=nodes, links=[ChainLink(supplier="glass", customer="pannel")])
    assert raised.value.data["nearest"] == ["panel"]
