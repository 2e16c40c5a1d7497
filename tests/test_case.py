from __future__ import annotations

import pickle

import attrs
import pytest

from cityinnov.case import CaseStudy, sections
from cityinnov.city import City
from cityinnov.claim import Claim
from cityinnov.entity.indicator_vocabulary import Indicator
from cityinnov.errors import CityinnovError, InputError, UnknownNameError
from cityinnov.firm import Firm
from cityinnov.investment import Investment
from cityinnov.place import Place
from cityinnov.supplier_ecosystem.supplier_ecosystem import SupplierEcosystem
from cityinnov.values.source import Source

ANHUI = Place("anhui", kind="province")
HEFEI = City("hefei", region=ANHUI, figures={"nev_output": "740,000 vehicles, 2023 [br]"})
NIO = Firm("nio", city=HEFEI)
BR = Source("br", "article-magazine", title="From Humble To Hi-Tech")


def case(**fields):
    return CaseStudy("study", **{"sources": [BR], "places": [ANHUI], "cities": [HEFEI], "firms": [NIO], **fields})


def problems(**fields):
    with pytest.raises(InputError) as raised:
        case(**fields)
    return dict(raised.value.data["problems"])


def test_entities_are_found_by_id_in_their_section_or_all_over():
    made = case()
    assert made.cities["hefei"] is HEFEI
    assert made.entity("nio") is NIO
    assert [entity.id for entity in made.entities()] == ["anhui", "hefei", "nio"]
    with pytest.raises(UnknownNameError) as raised:
        made.entity("hefie")
    assert raised.value.data["nearest"] == ["hefei"]


def test_sections_take_a_mapping_or_the_entities_alone():
    assert case(cities={"hefei": HEFEI}) == case(cities=[HEFEI])
    with pytest.raises(InputError, match="expected a list"):
        case(cities="hefei")


def test_every_section_comes_after_those_its_entities_refer_to():
    order = sections()
    assert order.index("places") < order.index("cities") < order.index("firms") < order.index("anchor_firms")
    assert order.index("anchor_firms") < order.index("investments") < order.index("claims")


def test_figures_come_with_their_path():
    ecosystem = SupplierEcosystem("s", anchor=NIO, suppliers={"production": ["5 firms, 2024", "6 firms, 2025"]})
    assert [path for path, _ in case(ecosystems=[ecosystem]).figures()] == [
        "hefei.nev_output",
        "s.suppliers.production",
        "s.suppliers.production",
    ]


def test_records_hold_the_bounds_as_they_are():
    amount = Investment("nio-2020", investee=NIO, amount="about 7 billion CNY, 2020, actual [br ¶8]")
    city, money = case(investments=[amount]).records()
    assert city["entity"] == "hefei"
    assert money == {
        "entity": "nio-2020",
        "kind": "Investment",
        "indicator": "amount",
        "low": 7e9,
        "high": 7e9,
        "low_closed": True,
        "high_closed": True,
        "approx": True,
        "unit": "CNY",
        "price_basis": "current",
        "period": "2020",
        "status": "actual",
        "sources": ("br ¶8",),
        "restated": (),
        "stated": "about 7 billion CNY",
    }


def test_derived_covers_every_entity_and_widens_on_demand():
    ecosystem = SupplierEcosystem("s", anchor=NIO, suppliers={"production": "about 500 firms"}, local="50 firms")
    made = case(ecosystems=[ecosystem])
    assert {row.entity.id for row in made.derived()} == {"hefei", "s"}
    assert made.derived()["s.local_share"].figure.bounds.approx
    widened = made.derived(about=0.25)["s.local_share"].figure
    assert (widened.low, widened.high) == pytest.approx((8, 100 / 7.5))  # 50 / 625 and 50 / 375


def test_a_case_measures_what_it_declares():
    qubits = Indicator("qubits", unit="qubit", kind="stock", label="qubits in operation")
    lab = City("lab", figures={"qubits": "504 qubits, 2024"})
    made = case(indicators=[qubits], cities=[HEFEI, lab])
    assert made.indicator("qubits") is qubits
    assert made.indicator("gdp").id == "gdp"


@pytest.mark.parametrize(
    ("fields", "path", "complaint"),
    [
        ({"firms": [NIO, Firm("hefei")]}, "firms.hefei", "taken already, by a City"),
        ({"cities": {"hefey": HEFEI}}, "cities.hefey", "under another id"),
        ({"cities": [HEFEI, NIO]}, "cities.nio", "found Firm; expected City"),
        ({"places": []}, "cities.hefei.region", "the case lists none"),
        ({"firms": [Firm("nio", city=City("hefei"))]}, "firms.nio.city", "not the one the case lists"),
        ({"sources": []}, "cities.hefei.figures.nev_output", "no source 'br'"),
        (
            {"claims": [Claim("c", kind="definition", subject=NIO, citations="rb ¶2")]},
            "claims.c.citations",
            "nearest: br",
        ),
        ({"firms": [attrs.evolve(NIO, figures={"revenu": "3 CNY"})]}, "firms.nio.figures.revenu", "nearest: revenue"),
        ({"firms": [attrs.evolve(NIO, figures={"revenue": "3 people"})]}, "firms.nio.figures.revenue", "a currency"),
    ],
)
def test_what_keeps_a_case_from_holding_together_is_said_with_its_place(fields, path, complaint):
    found = problems(**fields)
    assert complaint in str(found[path])
    assert all(isinstance(error, CityinnovError) for error in found.values())


def test_all_problems_are_found_at_once():
    found = problems(sources=[], firms=[attrs.evolve(NIO, figures={"revenu": "3 CNY [br]"})])
    assert set(found) == {"cities.hefei.figures.nev_output", "firms.nio.figures.revenu"}


def test_cases_are_values():
    made = case()
    assert made == case()
    assert hash(made) == hash(case())
    assert pickle.loads(pickle.dumps(made)) == made
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.cities = {}
