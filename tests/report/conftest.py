"""The reports the tests look at: a case that ships, one that tries to break out, one with all that a page draws."""

from __future__ import annotations

from pathlib import Path

import pytest

from cityinnov import (
    CapTable,
    CapTableEvent,
    CaseStudy,
    ChainLink,
    ChainNode,
    City,
    FinancingRound,
    Firm,
    Founding,
    IndustryChain,
    check_case,
    load_case,
    report_of,
)
from cityinnov.report.model import Report

HOSTILE = Path(__file__).with_name("hostile.yaml")


def of(case: CaseStudy) -> Report:
    return report_of(case, findings=check_case(case))


@pytest.fixture(scope="session")
def hefei() -> Report:
    return of(load_case("hefei"))


@pytest.fixture(scope="session")
def hostile() -> Report:
    return of(load_case(HOSTILE))


@pytest.fixture(scope="session")
def drawn() -> Report:
    """A case of our own with a chain in three stages and a company that changes hands."""
    city = City("wuhu", name={"en": "Wuhu", "zh": "芜湖"}, country="CN")
    maker = Firm("maker", name={"en": "The Maker", "zh": "制造商"}, city=city)
    other = Firm("other", name={"en": "Another", "zh": "另一家"}, city=city)
    chain = IndustryChain(
        "cars",
        name={"en": "Cars", "zh": "汽车", "de": "Autos"},
        city=city,
        anchors=[maker],
        nodes={
            "lithium": ChainNode(name={"en": "lithium compounds", "zh": "锂化合物"}, stage="upstream"),
            "steel": ChainNode(name={"en": "steel sheet", "zh": "钢板"}, stage="upstream", firms=[other]),
            "battery": ChainNode(name={"en": "batteries", "zh": "动力电池"}, stage="midstream", firms=[maker, other]),
            "body": ChainNode(name={"en": "car bodies", "zh": "车身"}, stage="midstream"),
            "assembly": ChainNode(name={"en": "assembly", "zh": "整车"}, stage="downstream", firms=[maker]),
        },
        links=[
            ChainLink(supplier=a, customer=b)
            for a, b in (("lithium", "battery"), ("steel", "body"), ("battery", "assembly"), ("body", "assembly"))
        ],
    )
    table = CapTable(
        "maker-capital",
        company=maker,
        events=[
            CapTableEvent(when=2020, founding=Founding(cash={"wuhu": "1.00 million CNY", "b": "1.00 million CNY"})),
            CapTableEvent(
                when=2021,
                round=FinancingRound(pre_money="75.0 million CNY", subscriptions={"fund": "25.0 million CNY"}),
            ),
        ],
    )
    return of(CaseStudy("drawn", cities=[city], firms=[maker, other], chains=[chain], cap_tables=[table]))
