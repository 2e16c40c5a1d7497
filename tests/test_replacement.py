"""What-if: a case with other figures or entities, and what follows from it."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityinnov.anchor_firm import AnchorFirm
from cityinnov.case import CaseStudy
from cityinnov.case_difference import difference
from cityinnov.casefile.reading import load_case
from cityinnov.city import City
from cityinnov.errors import DimensionError, InputError, UnknownNameError
from cityinnov.firm import Firm
from cityinnov.industry_chain.industry_chain import ChainNode, IndustryChain


@pytest.fixture(scope="module")
def hefei():
    return load_case("hefei")


def metric(case, name):
    return case.derived()[name].figure


def test_a_case_with_nothing_replaced_is_itself(hefei):
    assert hefei.replace() == hefei


def test_another_figure_gives_another_metric_and_leaves_the_case_as_it_was(hefei):
    changed = hefei.replace(figures={"hefei.nev_output": "1 million vehicles, 2023"})
    assert metric(changed, "nevs_per_graduate").high == pytest.approx(10)  # 1,000,000 / over 100,000
    assert metric(hefei, "nevs_per_graduate").high == pytest.approx(7.4)


def test_what_names_a_changed_entity_is_changed_with_it(hefei):
    # BYD's 486,000 of a million: the firm holds the city it is in
    changed = hefei.replace(figures={"hefei.nev_output": "1 million vehicles, 2023"})
    assert metric(changed, "byd-hefei.nev_share_of_city").low == pytest.approx(48.6)
    assert changed.anchor_firms["byd-hefei"].city is changed.cities["hefei"]
    assert changed.chains["nev"].nodes["vehicles"].placements[1].firm is changed.anchor_firms["byd-hefei"]


def test_what_names_nothing_changed_is_the_same_object(hefei):
    changed = hefei.replace(figures={"vw-suppliers.local": "80 firms, 2025-05"})
    assert changed.cities["hefei"] is hefei.cities["hefei"]
    assert changed.ecosystems["vw-suppliers"] is not hefei.ecosystems["vw-suppliers"]


def test_a_field_and_a_key_of_a_field(hefei):
    # 80 of 600 is 13.33 %, of over 1,000 under 8 %
    changed = hefei.replace(
        figures={"vw-suppliers.local": "80 firms, 2025-05", "vw-suppliers.suppliers.production": "600 firms, 2025-05"}
    )
    share = metric(changed, "vw-suppliers.local_share")
    assert share.alternatives["production"].low == pytest.approx(100 * 80 / 600)
    assert share.alternatives["general"].high == pytest.approx(8)


def test_metrics_stand_beside_those_of_the_original(hefei):
    changed = hefei.replace(figures={"vw-suppliers.local": "80 firms, 2025-05"})
    (moved,) = difference(hefei, changed).metrics
    assert (moved.path, str(moved.before), str(moved.after)) == ("vw-suppliers.local_share", "under 10 %", "under 16 %")


def test_a_loss_is_a_replacement():
    city = City("hefei")
    boe = Firm("boe", city=city)
    chain = IndustryChain("display", city=city, nodes={"panel": ChainNode(firms=[boe]), "glass": ChainNode()})
    case = CaseStudy("study", cities=[city], firms=[boe], chains=[chain])
    without = case.replace(chain.what_if_lost(firm="boe").chain)
    assert [metric(each, "coverage").low for each in (case, without)] == [50, 0]


def test_a_parent_listed_after_its_subsidiary_is_found():
    parent = Firm("group")
    plant = AnchorFirm("plant", parent=parent)
    case = CaseStudy("study", firms=[parent], anchor_firms=[plant])
    changed = case.replace(attrs.evolve(parent, country="DE"))
    assert changed.anchor_firms["plant"].parent.country == "DE"


@pytest.mark.parametrize(
    ("figures", "error", "words"),
    [
        ({"hefie.nev_output": "1 vehicle"}, UnknownNameError, "nearest: hefei"),
        ({"hefei": "1 vehicle"}, UnknownNameError, "entity and indicator"),
        ({"hefei.nev_outptu": "1 vehicle"}, UnknownNameError, "nearest: nev_output"),
        ({"nev.nodes.parts.placements.count": "3 firms"}, InputError, "attrs.evolve"),
        ({"hefei.nev_output": "3 firms"}, InputError, "cannot be measured"),
        ({"vw-suppliers.local": "3 vehicles"}, DimensionError, "expected firm or component"),
    ],
)
def test_what_cannot_be_replaced_says_why(hefei, figures, error, words):
    with pytest.raises(error, match=words):
        hefei.replace(figures=figures)


def test_an_entity_of_another_kind_or_of_no_case_is_refused(hefei):
    with pytest.raises(InputError, match="another kind"):
        hefei.replace(Firm("hefei"))
    with pytest.raises(UnknownNameError, match="no entity 'wuhu'"):
        hefei.replace(City("wuhu"))


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_replacing_back_gives_the_case_back(first, second):
    def made(number):
        city = City("a", figures={"firms": f"{number} firms, 2023"})
        return CaseStudy("study", cities=[city], firms=[Firm("f", city=city)])

    assert made(first).replace(figures={"a.firms": f"{second} firms, 2023"}) == made(second)
    assert made(first).replace(made(second).cities["a"]) == made(second)
