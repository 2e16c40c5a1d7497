"""C4: comparability, and C5: wording, where the examples of the rules leave cases open."""

from __future__ import annotations

import pytest


def city(**figures: object) -> str:
    lines = "".join(f"      {id}: {claims}\n" for id, claims in figures.items())
    return f"cities:\n  changzhou:\n    figures:\n{lines}"


@pytest.mark.parametrize(
    ("gross", "words"),
    [
        ("about 768 billion CNY, 2023", "76 % is no share"),  # 768 / 1010 = 0.760
        ("over 768 billion CNY, 2023", "their ratio is no share"),
        ("768 billion CNY, 2022", None),
        ("108 billion USD, 2023", None),  # another currency: not set side by side yet
    ],
)
def test_gross_output_and_gdp(check, gross: str, words: str | None) -> None:
    findings = check(city(gdp="1.01 trillion CNY, 2023", nev_chain_output=gross), "C401")
    assert [words in finding.message for finding in findings] == ([True] if words else [])


@pytest.mark.parametrize(
    ("figures", "fires"),
    [
        ({"graduates": "350,000 people, 2023-12-31"}, True),
        ({"graduates": "350,000 people, 2023-12"}, False),
        ({"population": "9.85 million people, 2020/2023"}, True),
        ({"population": "9.85 million people, 2023-12-31"}, False),
        ({"length_of_stay": "10 years, 2017/.."}, False),  # it goes on
    ],
)
def test_stocks_and_flows(check, figures: dict, fires: bool) -> None:
    assert bool(check(city(**figures), "C402")) is fires


@pytest.mark.parametrize(
    ("second", "fires"),
    [("2024", False), ("2024-01/2024-09", True), ("2021/2023", True), ("2024-Q1", True), ("2024/..", False)],
)
def test_flows_of_different_length(check, second: str, fires: bool) -> None:
    text = city(nev_output=f'["740,000 vehicles, 2023", "927,500 vehicles, {second}"]')
    assert bool(check(text, "C403")) is fires


def test_levels_have_no_length(check) -> None:
    assert not check(city(population='["9 million people, 2020", "9.1 million people, 2021-01"]'), "C403")


NESTED = """
places:
  china: {kind: country, figures: {nev_output: "OUTPUT vehicles, 2023"}}
  anhui: {kind: province, part_of: china, figures: {gdp_growth: "5.8 %, 2023"}}
cities:
  hefei: {region: anhui, figures: {nev_output: "740,000 vehicles, 2023", gdp_growth: "5.8 %, 2023"}}
"""


@pytest.mark.parametrize(("output", "fires"), [("740,000", True), ("9,587,000", False)])
def test_a_region_is_compared_however_far_up_and_rates_may_agree(check, output: str, fires: bool) -> None:
    found = [(f.code, f.at) for f in check(NESTED.replace("OUTPUT", output), "C405")]
    assert found == ([("C405", "cities.hefei.figures.nev_output")] if fires else [])


def test_the_parent_of_an_anchor(check) -> None:
    text = """
firms: {nio: {figures: {revenue: "16.3 billion CNY, 2020"}}}
anchor_firms: {nio-china: {parent: nio, figures: {revenue: "16.3 billion CNY, 2020"}}}
"""
    assert [finding.at for finding in check(text, "C406")] == ["anchor_firms.nio-china.figures.revenue"]


@pytest.mark.parametrize(
    ("share", "fires"),
    [("97 %, 2023", True), ("29 of 166 components, 2023", False), ("97 components, 2023", False)],
)
def test_an_indicator_without_definition_has_an_unnamed_whole(check, share: str, fires: bool) -> None:
    declared = "indicators: {completeness: {unit: '% or component', kind: share, label: chain completeness}}\n"
    assert bool(check(declared + city(completeness=share), "C502")) is fires


def test_a_definition_in_the_case_closes_what_the_vocabulary_leaves_open(check) -> None:
    declared = "indicators: {market_share: {unit: '%', kind: share, label: x, definition: of cars sold in China}}\n"
    assert check(city(market_share="12 %, 2023"), "C502")
    assert not check(declared + city(market_share="12 %, 2023"), "C502")


@pytest.mark.parametrize("kind", ["recognition", "qualitative", "definition", "testimony"])
def test_only_superlatives_need_a_value(check, kind: str) -> None:
    text = f"cities: {{hefei: {{}}}}\nclaims: {{a: {{kind: {kind}, subject: hefei, name: leading}}}}\n"
    assert not check(text, "C503")


@pytest.mark.parametrize(
    ("ranking", "missing"),
    [
        ("{rank: 4, of: China, indicator: nev_output, edition: 2023}", None),
        ("{rank: 4, of: China, edition: 2023}", "indicator or publisher"),
        ("{rank: 4, of: China}", "edition and indicator or publisher"),
    ],
)
def test_ranks(check, ranking: str, missing: str | None) -> None:
    findings = check(f"cities: {{hefei: {{rankings: [{ranking}]}}}}\n", "C504")
    assert [f"no {missing}" in finding.message for finding in findings] == ([True] if missing else [])


def test_a_local_share_that_cannot_be_worked_out_stands_beside_nothing(check) -> None:
    text = """
firms: {vw: {figures: {local_content: "70 %, 2024"}}}
ecosystems: {s: {anchor: vw, suppliers: {a: 500 firms}}}
"""
    assert not check(text, "C404")


@pytest.mark.parametrize(("status", "found"), [("", 1), (", actual", 1), (", committed", 0), (", planned", 0)])
def test_a_promise_is_kept_over_a_span_where_a_level_is_not_counted_over_one(check, status: str, found: int) -> None:
    plant = f"firms:\n  vw-pune:\n    figures: {{capital_promised: '38 billion INR, 2009/2011{status}'}}\n"
    assert len(check(plant, "C402")) == found
