"""C2: parts and wholes. Each expected finding is a calculation by hand, shown beside it."""

from __future__ import annotations

import pytest


def city(**figures: str) -> str:
    lines = "".join(f"      {name}: {figure}\n" for name, figure in figures.items())
    return f"cities:\n  hefei:\n    figures:\n{lines}"


@pytest.mark.parametrize(
    ("part", "whole", "fires"),
    [
        ("1,340,000 vehicles, 2023", "1,340,000 vehicles, 2023", False),  # all of it
        ("1,344,000 vehicles, 2023", "1.34 million vehicles, 2023", False),  # 1.34 million may be 1.3449
        ("1,370,000 vehicles, 2023", "1.34 million vehicles, 2023", True),
        ("1,370,000 vehicles, 2024", "1.34 million vehicles, 2023", False),  # of another year
        ("1,370,000 vehicles", "1.34 million vehicles", False),  # undated: not known to be of one year
        ("over 740,000 vehicles, 2023", "1.34 million vehicles, 2023", False),  # the bounds do not decide
        ("over 1.4 million vehicles, 2023", "1.34 million vehicles, 2023", True),
        ("about 1.4 million vehicles, 2023", "1.34 million vehicles, 2023", False),  # about: a tenth either side
    ],
)
def test_part_over_whole(check, part: str, whole: str, fires: bool) -> None:
    assert bool(check(city(nev_output=part, vehicle_output=whole), "C201")) is fires


STAKES = """
firms: {esmc: {}, tsmc: {}, bosch: {}, nxp: {}}
investments:
  a: {investee: esmc, investor: tsmc, stake: "STAKE_A %, 2023"}
  b: {investee: esmc, investor: bosch, stake: "STAKE_B %, PERIOD"}
"""


@pytest.mark.parametrize(
    ("a", "b", "period", "fires"),
    [
        ("70", "30", "2023", False),
        ("66.7", "33.4", "2023", False),  # 100.1 as stated, from 66.65 + 33.35 = 100.0 before rounding
        ("67", "34", "2023", False),  # from 66.5 + 33.5 = 100
        ("68", "34", "2023", True),  # from 67.5 + 33.5 = 101
        ("70", "40", "2024", False),  # another year: diluted or sold since
        ("over 60", "over 50", "2023", True),
    ],
)
def test_stakes(check, a: str, b: str, period: str, fires: bool) -> None:
    text = STAKES.replace("STAKE_A", a).replace("STAKE_B", b).replace("PERIOD", period)
    assert bool(check(text, "C202")) is fires


def test_of_one_investor_the_latest_stake_counts(check) -> None:
    text = (
        STAKES.replace("STAKE_A", "60")
        .replace("STAKE_B", "55")
        .replace("PERIOD", "2023")
        .replace("bosch, s", "tsmc, s")
    )
    assert not check(text, "C202")


def test_shares_of_the_suppliers_of_one_activity(check) -> None:
    text = """
chains:
  nev:
    nodes: {battery: {}, motor: {}, seats: {}, car: {}, bus: {}}
    links:
      - {supplier: battery, customer: car, share: 60 %}
      - {supplier: motor, customer: car, share: 50 %}
      - {supplier: seats, customer: bus, share: 90 %}
"""
    (finding,) = check(text, "C202")
    assert finding.at == "chains.nev.links[0].share"
    assert "110 % together" in finding.message


@pytest.mark.parametrize(
    ("figures", "fires"),
    [
        ({"urban_share": "100 %, 2020"}, False),
        ({"urban_share": "over 100 %, 2020"}, True),  # over 100 cannot be
        ({"urban_share": "-3 %, 2020"}, True),
        ({"production_cost_reduction": "-3 %, 2020"}, False),  # a rise, said as a negative reduction
        ({"gdp_growth": "133 %, 2022"}, False),  # growth is no share
    ],
)
def test_range_of_a_share(check, figures: dict, fires: bool) -> None:
    assert bool(check(city(**figures), "C203")) is fires


SUPPLIERS = """
firms: {{vw: {{}}}}
ecosystems:
  s:
    anchor: vw
    disjoint: {disjoint}
    suppliers: {{a: "500 firms, 2025", b: "1,000 firms, 2025", all: "{total} firms, 2025"}}
"""


@pytest.mark.parametrize(
    ("total", "disjoint", "fires"),
    [
        ("1,500", "true", False),
        ("1,620", "true", True),  # at most 550 + 1,050 = 1,600 as rounded, against 1,615
        ("1,620", "false", False),  # they overlap: nothing adds up
    ],
)
def test_categories_add_up(check, total: str, disjoint: str, fires: bool) -> None:
    assert bool(check(SUPPLIERS.format(total=total, disjoint=disjoint), "C204")) is fires


REGION = """
places: {{anhui: {{kind: province, figures: {{population: "{whole}"}}}}}}
cities:
  hefei: {{region: anhui, figures: {{population: "9,369,881 people, 2020", gdp_growth: "9 %, 2020"}}}}
  fuyang: {{region: anhui, figures: {{population: "8,200,264 people, 2020"}}}}
  nanjing: {{figures: {{population: "9,314,685 people, 2020"}}}}
"""


@pytest.mark.parametrize(
    ("whole", "fires"),
    [
        ("61,027,171 people, 2020", False),  # the census of 2020
        ("17,570,145 people, 2020", False),  # their sum
        ("17,000,000 people, 2020", True),
        ("17,000,000 people, 2010", False),
    ],
)
def test_cities_of_a_region(check, whole: str, fires: bool) -> None:
    assert bool(check(REGION.format(whole=whole), "C204")) is fires


@pytest.mark.parametrize(
    ("intensity", "gdp", "fires"),
    [
        ("3.91 %, 2022", "1.202 trillion CNY, 2022", False),  # 47.0 / 1202 = 3.910 %
        ("3.9 %, 2022", "1.20 trillion CNY, 2022", False),  # 3.917 %
        ("3.91 % of GDP, 2022", "1.35 trillion CNY, 2022", True),  # 3.481 %
        ("3.91 %, 2022", "1.35 trillion CNY, 2024", False),  # another year
        ("over 3.5 %, 2022", "1.202 trillion CNY, 2022", False),
    ],
)
def test_a_stated_share_against_its_parts(check, intensity: str, gdp: str, fires: bool) -> None:
    text = city(r_and_d_spending="47.0 billion CNY, 2022", r_and_d_intensity=intensity, gdp=gdp)
    assert bool(check(text, "C205")) is fires


def test_a_reading_that_cannot_be_is_a_warning_all_of_them_an_error(check) -> None:
    text = """
firms: {vw: {}}
ecosystems:
  s: {anchor: vw, suppliers: {a: 40 firms, b: 1.00 thousand firms}, local: "LOCAL"}
"""
    (finding,) = check(text.replace("LOCAL", "50 firms"), "C206")
    assert (finding.severity, finding.message) == ("warning", "the 50 firms cannot be of a: 40 firms")
    (finding,) = check(text.replace("LOCAL", "2,500 firms"), "C206")
    assert finding.severity == "error"
    assert not check(text.replace("LOCAL", "over 30 firms"), "C206")
