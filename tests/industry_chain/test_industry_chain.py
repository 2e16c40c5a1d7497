from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityinnov.anchor_firm import AnchorFirm
from cityinnov.case import CaseStudy
from cityinnov.casefile.reading import load_case
from cityinnov.casefile.writing import save_case
from cityinnov.city import City
from cityinnov.errors import DimensionError, InputError, MissingInputError, UndecidableError, UnknownNameError
from cityinnov.firm import Firm
from cityinnov.industry_chain.industry_chain import ChainLink, ChainNode, IndustryChain, Placement
from cityinnov.values.bounds import Bounds

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


def test_firms_that_nobody_names_are_there_if_they_surely_are():
    def parts(count):
        return chain(nodes={"parts": ChainNode(placements=[Placement(city=HEFEI, count=count)])})

    assert parts("1 to 49 firms").missing_nodes() == ()
    assert parts("up to 50 firms").missing_nodes() == ("parts",)  # that may be none
    assert parts("over 500 firms").single_source_nodes() == {}


def test_a_placement_is_of_one_firm_or_of_many():
    with pytest.raises(InputError, match="names one firm"):
        Placement(firm=BOE, count="3 firms")
    with pytest.raises(InputError, match="of nobody"):
        Placement(city=HEFEI)
    with pytest.raises(DimensionError, match="count"):
        Placement(city=HEFEI, count="3 vehicles")


def test_of_a_list_that_is_incomplete_nothing_is_said_to_be_covered():
    made = chain(nodes={"panel": ChainNode(firms=[BOE])}, complete=False)
    with pytest.raises(MissingInputError, match="only some of its activities"):
        made.coverage()
    assert made.missing_nodes() == ()


def test_what_is_lost_of_unnamed_firms_is_their_city():
    made = chain(nodes={"parts": ChainNode(placements=[Placement(city=HEFEI, count="over 3 firms")])})
    assert made.what_if_lost(city=HEFEI).bereft == ("parts",)
    with_boe = attrs.evolve(made, nodes={**made.nodes, "panel": ChainNode(firms=[BOE])})
    assert with_boe.what_if_lost(firm=BOE).undecided == ("parts",)


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


# -- what is asked of a chain ----------------------------------------------------------

ANHUI_CHAIN = {
    "lithium": ChainNode(
        stage="upstream",
        placements=[
            # 61, 6, 6, 9, 9 and 9 "various"
            Placement(country=code, share=f"{share} %")
            for code, share in {"CN": 61, "CL": 6, "AU": 6, "AR": 9, "US": 9}.items()
        ],
    ),
    "cells": ChainNode(
        stage="midstream",
        placements=[
            Placement(firm=Firm("gotion"), city=HEFEI, country="CN", share="70 %", since=2010),
            Placement(firm=Firm("catl"), country="CN", share="30 %"),
        ],
    ),
    "chips": ChainNode(firms=[Firm("infineon", country="DE")]),
    "seats": ChainNode(),
    "cars": ChainNode(stage="downstream", placements=[Placement(firm=Firm("vw-anhui", city=HEFEI), since="2020/2022")]),
}
LINKS = [
    ChainLink(supplier="lithium", customer="cells", criticality="high"),
    ChainLink(supplier="cells", customer="cars", share="about 40 %", spend="2 billion CNY, 2024"),
    ChainLink(supplier="chips", customer="cars"),
    ChainLink(supplier="seats", customer="cars"),
]


def nev(**fields):
    return IndustryChain("nev", **{"city": HEFEI, "nodes": ANHUI_CHAIN, "links": LINKS, **fields})


def test_what_a_city_lacks():
    assert nev().missing_nodes() == ("lithium", "chips", "seats")
    assert str(nev().coverage()) == "40 %"  # cells and cars of five
    assert nev().missing_nodes("wuhu") == tuple(ANHUI_CHAIN)
    assert str(nev().coverage(city=WUHU)) == "0 %"


def test_a_single_source_is_one_firm_or_one_country():
    assert nev().single_source_nodes() == {"chips": "infineon", "cars": "vw-anhui"}
    # both makers of cells are in China; of the maker of cars no country is said
    assert nev().single_source_nodes(of="country") == {"cells": "CN", "chips": "DE"}


def test_a_share_below_the_whole_means_that_there_are_others():
    sole = Placement(firm=Firm("asml", country="NL"), share="90 %")
    assert ChainNode(placements=[sole]).sole_provider() is None
    assert ChainNode(placements=[attrs.evolve(sole, share="over 90 %")]).sole_provider() == "asml"


def test_concentration_within_bounds_and_a_threshold_it_does_not_decide():
    index = nev().concentration("lithium", of="country")
    assert (index.low, index.high) == pytest.approx((0.3955, 0.4036))
    with pytest.raises(UndecidableError):
        index > 0.4  # noqa: B015
    # 0.7 ** 2 + 0.3 ** 2
    assert nev().concentration("cells").low == pytest.approx(0.58)


def test_firms_and_countries_are_never_in_one_index():
    with pytest.raises(MissingInputError, match="no placement of a country"):
        nev().concentration("cells", of="country")
    with pytest.raises(MissingInputError, match="no share is said of infineon"):
        nev().concentration("chips")
    with pytest.raises(UnknownNameError, match="no node 'cell'"):
        nev().concentration("cell")


def test_two_sites_of_a_firm_are_one_provider():
    sites = [Placement(firm=BOE, share="30 %"), Placement(firm=BOE, city=WUHU, share="20 %")]
    rest = Placement(firm=CHERY, share="50 %")
    assert ChainNode(placements=[*sites, rest]).concentration().low == pytest.approx(0.5)  # two halves


def test_who_depends_on_whom():
    chain = nev()
    assert chain.upstream_of("cars") == ("lithium", "cells", "chips", "seats")
    assert chain.downstream_of("lithium") == ("cells", "cars")
    assert chain.paths("lithium", "cars").found == [["lithium", "cells", "cars"]]
    with pytest.raises(UnknownNameError, match="'carz'"):
        chain.upstream_of("carz")


def test_the_narrow_places():
    # Of the 4 · 3 ordered pairs of others lithium → cars alone goes through cells. Without cells lithium stands
    # alone, and without cars everything does.
    assert [(b.node, b.is_articulation) for b in nev().bottlenecks()] == [("cells", True), ("cars", True)]
    assert nev().bottlenecks()[0].betweenness == pytest.approx(1 / 12)


def test_recycling_is_a_circle_and_allowed():
    recycled = nev(links=[*LINKS, ChainLink(supplier="cars", customer="lithium")])
    assert recycled.cycles() == ([["lithium", "cells", "cars"]], True)
    assert nev().cycles().found == []


def test_the_loss_of_a_country():
    loss = nev().what_if_lost(country="CN")
    # the sites in Hefei have no country of their own, for the city says none: of cars it is not known
    assert (loss.bereft, loss.weakened, loss.undecided) == (("cells",), ("lithium",), ("cars",))
    assert loss.affected == ("cars",)
    assert str(loss.chain.coverage()) == "20 %"


def test_the_loss_of_a_firm_is_that_of_its_subsidiaries():
    volkswagen = Firm("volkswagen")
    chain = nev(nodes={"cars": ChainNode(firms=[Firm("vw-anhui", city=HEFEI, parent=volkswagen)])}, links=())
    assert chain.what_if_lost(firm=volkswagen).bereft == ("cars",)
    assert chain.what_if_lost(firm="vw-anhui").chain.missing_nodes() == ("cars",)
    assert chain.what_if_lost(city=HEFEI).bereft == ("cars",)


def test_a_loss_is_of_one_known_thing():
    with pytest.raises(InputError, match="one thing is lost at a time"):
        nev().what_if_lost(firm="catl", country="CN")
    with pytest.raises(UnknownNameError, match="of the firm 'cattl'") as raised:
        nev().what_if_lost(firm="cattl")
    assert raised.value.data["nearest"] == ["catl"]


def test_followers_come_after_the_anchor_to_its_city():
    anchor = AnchorFirm("vw-anhui", city=HEFEI, arrived=2020)
    nodes = {
        "cars": ChainNode(placements=[Placement(firm=anchor, since=2021)]),
        "cells": ChainNode(
            placements=[
                Placement(firm=Firm("gotion", city=HEFEI), since=2010),  # before
                Placement(firm=Firm("late", city=HEFEI), since=2024),
                Placement(firm=Firm("early", city=HEFEI), since="2019/2022"),  # cannot be told
                Placement(firm=Firm("elsewhere", city=WUHU), since=2022),
                Placement(firm=Firm("undated", city=HEFEI)),
            ]
        ),
        "packs": ChainNode(placements=[Placement(firm=Firm("late", city=HEFEI), since="2021-06")]),
    }
    chain = nev(nodes=nodes, links=(), anchors=[anchor])
    assert [(each.firm.id, str(each.lag)) for each in chain.followers()] == [
        ("early", "−1 to 2 years"),
        ("late", "1 year"),
    ]
    assert (chain.follower_count().low, chain.follower_count().high) == (1, 2)
    assert (chain.mean_follower_lag().low, chain.mean_follower_lag().high) == (0, 1.5)  # (−1 + 1) / 2, (2 + 1) / 2


def test_a_list_of_some_activities_without_a_follower_says_so():
    anchor = AnchorFirm("vw", city=HEFEI, arrived=2020)

    def some(since: str) -> IndustryChain:
        node = ChainNode(placements=[Placement(firm=Firm("late", city=HEFEI), since=since)])
        return nev(nodes={"cells": node}, links=(), anchors=[anchor], complete=False)

    assert some("2021").follower_count().bounds == Bounds.at_least(1)
    for since, said in (("2019", "no follower"), ("2019/2022", "no sure follower")):  # after the second: perhaps
        with pytest.raises(MissingInputError, match=f"and {said} of vw among them") as raised:
            some(since).follower_count()
        assert "missing" not in raised.value.data


def test_followers_need_an_anchor_that_arrived():
    for anchors, missing in (
        ((), ("anchors",)),
        ([Firm("vw", city=HEFEI)], ("arrived",)),
        ([AnchorFirm("vw")], ("arrived", "city")),
        ([AnchorFirm("vw", city=HEFEI, arrived=2030)], ("followers",)),
    ):
        with pytest.raises(MissingInputError) as raised:
            nev(anchors=anchors).mean_follower_lag()
        assert raised.value.data["missing"] == missing
    with pytest.raises(MissingInputError) as raised:
        IndustryChain("nev", anchors=[AnchorFirm("vw", city=HEFEI, arrived=2020)]).followers()
    assert raised.value.data["missing"] == ("nodes",)
    with pytest.raises(UnknownNameError, match="no anchor"):
        nev(anchors=[Firm("vw")]).followers("nio")


def test_what_does_not_fit_is_refused():
    nodes = {"glass": ChainNode(), "panel": ChainNode()}
    with pytest.raises(InputError, match="links glass to panel twice"):
        chain(nodes=nodes, links=[ChainLink(supplier="glass", customer="panel")] * 2)
    with pytest.raises(InputError, match="a placement is of nobody"):
        Placement(city=HEFEI)
    with pytest.raises(InputError, match="no such criticality"):
        ChainLink(supplier="a", customer="b", criticality="hihg")


names = st.sampled_from(["a", "b", "c", "d"])


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(["p", "q", "r", "s", "t"]), st.lists(names, max_size=3), min_size=1), names)
def test_a_loss_never_raises_coverage(firms, lost):
    cities = {"a": HEFEI, "b": HEFEI, "c": WUHU, "d": None}
    nodes = {node: ChainNode(firms=[Firm(id, city=cities[id]) for id in ids]) for node, ids in firms.items()}
    made = chain(nodes=nodes)
    if any(lost in ids for ids in firms.values()):
        left = made.what_if_lost(firm=lost).chain
        assert left.coverage().low <= made.coverage().low
        assert set(made.missing_nodes()) <= set(left.missing_nodes())


def test_a_chain_round_trips_through_its_file(tmp_path):
    hefei, catl = City("hefei", country="CN"), Firm("catl", country="CN")
    nodes = {
        "cells": ChainNode(
            name={"en": "Cells", "zh": "电芯"},
            stage="midstream",
            placements=[Placement(firm=catl, city=hefei, share="over 60 %", capacity="20 GWh/year", since=2015)],
        ),
        "cars": ChainNode(firms=[catl]),
    }
    links = [ChainLink(supplier="cells", customer="cars", spend="2 billion CNY, 2024", criticality="high")]
    made = IndustryChain("nev", city=hefei, nodes=nodes, links=links)
    case = CaseStudy("study", cities=[hefei], firms=[catl], chains=[made])
    save_case(case, tmp_path / "study.yaml")
    assert load_case(tmp_path / "study.yaml") == case


# -- exchange -------------------------------------------------------------------------


@st.composite
def chains(draw):
    ids = draw(st.lists(st.sampled_from(["ore", "cells", "packs", "cars", "scrap"]), min_size=1, unique=True))
    firms = [Firm("gotion", city=HEFEI), Firm("catl", country="CN")]
    unnamed = st.builds(
        Placement,
        city=st.sampled_from([None, WUHU]),
        count=st.sampled_from(["1 to 49 firms", "over 500 firms, 2023"]),
    )
    placements = unnamed | st.builds(
        Placement,
        firm=st.sampled_from(firms),
        city=st.sampled_from([None, WUHU]),
        country=st.just("CN"),
        share=st.sampled_from([None, "40 %", "over 10 %"]),
        since=st.sampled_from([None, 2020, "2019~"]),
    )
    nodes = st.builds(
        ChainNode,
        name=st.sampled_from([None, "Cells", {"en": "Cells", "zh": "电芯"}]),
        stage=st.sampled_from([None, "upstream"]),
        firms=st.lists(st.sampled_from(firms), max_size=2),
        placements=st.lists(placements, max_size=2),
    )
    pairs = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), unique=True, max_size=6))
    share = st.sampled_from([None, "about 40 %"])
    links = [ChainLink(supplier=a, customer=b, share=draw(share)) for a, b in pairs]
    return IndustryChain("nev", city=HEFEI, nodes={id: draw(nodes) for id in ids}, links=links), firms


@settings(max_examples=50)
@given(chains())
def test_a_chain_equals_itself_after_networkx_and_dataframes(made):
    chain, firms = made
    assert IndustryChain.from_networkx("nev", chain.to_networkx(), city=HEFEI) == chain
    pandas = pytest.importorskip("pandas")
    frames = [pandas.DataFrame(rows) for rows in chain.to_records()]
    placements, links = (frame.to_dict("records") for frame in frames)
    again = IndustryChain.from_records("nev", placements, links, firms=firms, cities=[HEFEI, WUHU], city=HEFEI)
    assert again == chain


@settings(max_examples=25)
@given(chains())
def test_a_chain_equals_itself_after_a_file(made):
    chain, firms = made
    case = CaseStudy("study", cities=[HEFEI, WUHU], firms=firms, chains=[chain])
    with TemporaryDirectory() as folder:
        save_case(case, Path(folder) / "study.yaml")
        assert load_case(Path(folder) / "study.yaml").chains["nev"] == chain


def test_a_graph_of_others_becomes_a_chain():
    networkx = pytest.importorskip("networkx")
    made = IndustryChain.from_networkx("nev", networkx.DiGraph([("cells", "cars")]))
    assert made.links == (ChainLink(supplier="cells", customer="cars"),)
    with pytest.raises(InputError, match="no directions"):
        IndustryChain.from_networkx("nev", networkx.Graph([("cells", "cars")]))


def test_rows_that_do_not_hold_together_are_refused():
    for rows, error, message in (
        ([{"stage": "upstream"}], InputError, "names no node"),
        ([{"node": "a", "stage": "upstream"}, {"node": "a"}], InputError, "different things of the node 'a'"),
        ([{"node": "a", "firm": "boo"}], UnknownNameError, "names the firm 'boo'"),
        ([{"node": "a", "city": "paris", "country": "FR"}], UnknownNameError, "names the city 'paris'"),
    ):
        with pytest.raises(error, match=message):
            IndustryChain.from_records("x", rows, firms=[BOE])
