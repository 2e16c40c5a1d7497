from __future__ import annotations

import pickle

import pytest

from cityinnov.city import City
from cityinnov.entity.entity import Entity, parts
from cityinnov.errors import ConflictingClaimsError, MissingInputError
from cityinnov.firm import Firm
from cityinnov.investment import Investment
from cityinnov.place import Place
from cityinnov.ranking import Ranking
from cityinnov.supplier_ecosystem.supplier_ecosystem import SupplierEcosystem
from cityinnov.values.figure import Figure
from cityinnov.values.source import Citation

# The press and CSMAR differ on the GDP of 2000; two sources agree on the NEVs of 2023.
HEFEI = City(
    "hefei",
    figures={
        "gdp": ["36.9 billion CNY, 2000 [press]", "32.473 billion CNY, 2000 [csmar]", "1.35 trillion CNY, 2024 [exam]"],
        "nev_output": [
            "740,000 vehicles, 2023 [br]",
            "740,000 vehicles, 2023 [redplanx]",
            "255,000 vehicles, 2022 [people]",
        ],
        "population": "9,853,000 people, 2023-12-31 [connect]",
        "stem_graduates": "over 100,000 graduates, 2025? [br]",
    },
)


def test_a_period_chooses_among_claims():
    assert HEFEI.figure("nev_output", 2022).high == 255_000
    assert HEFEI.figure("gdp", "2024").high == 1.35e12


def test_claims_that_agree_count_as_one():
    assert HEFEI.figure("nev_output", 2023).citations == (Citation("br"),)


def test_an_inferred_period_is_the_period():
    assert HEFEI.figure("stem_graduates", 2025).low == 100_000


def test_what_lies_within_the_period_serves_where_nothing_else_does():
    assert HEFEI.figure("population", 2023).high == 9_853_000


def test_conflicting_claims_are_not_chosen_between():
    with pytest.raises(ConflictingClaimsError, match="2 different claims of gdp for 2000") as raised:
        HEFEI.figure("gdp", 2000)
    assert {claim.high for claim in raised.value.data["figures"]} == {36.9e9, 32.473e9}
    assert "prefer" in raised.value.hint


def test_several_periods_ask_for_one():
    with pytest.raises(ConflictingClaimsError, match="say which period: 2000, 2024"):
        HEFEI.figure("gdp")
    with pytest.raises(ConflictingClaimsError, match="say which period"):
        HEFEI.figure("gdp", hull=True)  # a hull of 2000 and 2024 would be of no year at all


def test_a_source_may_be_preferred():
    assert HEFEI.figure("gdp", 2000, prefer="csmar").high == 32.473e9
    with pytest.raises(ConflictingClaimsError):
        HEFEI.figure("gdp", 2000, prefer="unheard-of")


def test_a_preference_is_no_filter():
    assert HEFEI.figure("gdp", 2024, prefer="csmar").high == 1.35e12


def test_conflicting_claims_taken_together():
    hull = HEFEI.figure("gdp", 2000, hull=True)
    assert (hull.low, hull.high) == (32.473e9, 36.9e9)
    assert set(hull.alternatives) == {"press", "csmar"}
    assert [caveat.code for caveat in hull.caveats()] == ["conflicting-claims"]
    assert "the sources say different things: press or csmar" in hull.explain()


def test_two_claims_of_one_source_taken_together():
    city = City("x", figures={"firms": ["50 firms, 2020 [a]", "60 firms, 2020 [a]", "70 firms, 2020"]})
    assert list(city.figure("firms", hull=True).alternatives) == ["a (1)", "a (2)", "unsourced"]


def test_nothing_said_names_what_is_missing():
    with pytest.raises(MissingInputError, match="nothing is said of exports of hefei") as raised:
        HEFEI.figure("exports")
    assert raised.value.data["missing"] == ("exports",)
    with pytest.raises(MissingInputError, match="only figures of other periods: 2000, 2000, 2024"):
        HEFEI.figure("gdp", 2010)


def test_fields_that_hold_figures_are_claims_too():
    nio = Investment("nio-2020", investee=Firm("nio"), amount="7 billion CNY, 2020")
    assert nio.figure("amount").high == 7e9
    assert nio.claims("investee") == ()


def test_the_name_defaults_to_the_id():
    assert str(Entity("vw-anhui").name) == "vw-anhui"


def test_parts_walk_records_but_not_other_entities():
    anhui = Place("anhui")
    hefei = City("hefei", region=anhui, rankings=[Ranking(rank=4, of="China", citations="br ¶9")], citations="br ¶1")
    found = dict(parts(hefei))
    assert found["region"] == anhui
    assert found["rankings.rank"] == 4
    assert found["rankings.citations"] == Citation("br", "¶9")
    assert found["citations"] == Citation("br", "¶1")
    ecosystem = SupplierEcosystem("s", anchor=Firm("vw", city=hefei), suppliers={"production": "over 500 firms"})
    assert [path for path, part in parts(ecosystem) if isinstance(part, Figure)] == ["suppliers.production"]


def test_entities_pickle_with_what_they_refer_to():
    vw = Firm("vw", city=HEFEI)
    assert pickle.loads(pickle.dumps(vw)) == vw
