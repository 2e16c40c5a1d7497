"""The Hefei case against its article: Beijing Review 2025, "From Humble To Hi-Tech", cited as `br`.

What other sources add to the case is left out here.

Expected values are read off the article by hand; ¶1 begins "Hefei City, capital of Anhui Province".
"""

from __future__ import annotations

import pytest

from cityinnov.casefile.reading import load_case
from cityinnov.values.source import Citation


@pytest.fixture(scope="module")
def hefei():
    return load_case("hefei")


def of_article(thing):
    """Whether a figure, or an entity, is the article's."""
    return any(citation.source == "br" for citation in thing.citations)


# path ; low ; high ; unit ; period ; paragraph, speaker ; the article's words
FIGURES = [
    [cell.strip() for cell in line.split(";")]
    for line in """
hefei.gdp_multiple ; 2 ; inf ; × ; 2015?/2025? ; ¶2 ; more than doubled
hefei.nev_output ; 740000 ; 740000 ; vehicle ; 2023 ; ¶9 ; 740,000 NEVs
hefei.aerospace_firms ; 100 ; inf ; firm ; 2025? ; ¶10 ; 100-plus aerospace enterprises
hefei.stem_graduates ; 100000 ; inf ; graduate ; 2025? ; ¶15 ; over 100,000 STEM graduates annually
hefei.foreign_experts ; 1500 ; inf ; expert ; 2025-05-20? ; ¶23 Fan Jin ; over 1,500 foreign experts
hefei.foreign_expert_countries ; 74 ; 74 ; country ; 2025-05-20? ; ¶23 Fan Jin ; 74 countries
vctc.speed_to_market_gain ; 30 ; 30 ; % ; 2025-05-21? ; ¶14 Shao Jian ; 30-percent faster
vctc.production_cost_reduction ; 40 ; 40 ; % ; 2025-05-21? ; ¶14 Shao Jian ; approximately 40 percent
boe.revenue ; 1e+09 ; inf ; USD ; 2025? ; ¶6 ; billions of U.S. dollars
cxmt-2016.amount ; 1.5e+11 ; 1.5e+11 ; CNY ; 2016? ; ¶7 ; 150 billion yuan
nio-2020.amount ; 7e+09 ; 7e+09 ; CNY ; 2020 ; ¶8 ; 7 billion yuan
nev.nodes.parts.placements.count ; 0 ; 50 ; firm ; 2025-05? ; ¶13 ; 50 of them
vw-suppliers.suppliers.production ; 500 ; inf ; firm ; 2025-05? ; ¶13 ; over 500 production suppliers
vw-suppliers.suppliers.general ; 1000 ; inf ; firm ; 2025-05? ; ¶13 ; more than 1,000 general purchasing suppliers
vw-suppliers.local ; 50 ; 50 ; firm ; 2025-05? ; ¶13 ; 50 of them
low-altitude-definition.airspace_ceiling ; 1000 ; 1000 ; m ;  ; ¶10 ; below 1,000 meters
khula-at-home.length_of_stay ; 5 ; 5 ; month ; 2025-05? ; ¶20 Miroslav Khula ; just five months
kim-stays.length_of_stay ; 10 ; 10 ; year ; 2017/.. ; ¶21 Kim Seok-ro ; a decade
kim-settled-well.length_of_stay ; 7 ; 8 ; year ; 2025-05-21? ; ¶22 Kim Seok-ro ; eighth year
""".strip().splitlines()
]


@pytest.mark.parametrize("expected", FIGURES, ids=lambda expected: expected[0])
def test_each_figure_is_as_the_article_has_it(hefei, expected):
    path, low, high, unit, period, place, stated = expected
    figure = dict(hefei.figures())[path]
    assert (figure.low, figure.high, figure.unit.text) == (float(low), float(high), unit)
    assert str(figure.period or "") == period
    locator, _, speaker = place.partition(" ")
    assert figure.citations == (Citation("br", locator, speaker or None),)
    assert figure.stated == stated


def test_what_was_promised_planned_or_paid_and_what_is_only_about_right(hefei):
    statuses = {
        path: str(figure.status)
        for path, figure in hefei.figures()
        if of_article(figure) and figure.status != "unstated"
    }
    assert statuses == {
        "vctc.speed_to_market_gain": "projected",
        "vctc.production_cost_reduction": "projected",
        "nio-2020.amount": "actual",
        "kim-stays.length_of_stay": "planned",
    }
    assert [path for path, f in hefei.figures() if of_article(f) and f.bounds.approx] == [
        "vctc.production_cost_reduction"
    ]


def test_of_the_article_there_are_no_figures_but_these(hefei):
    assert [path for path, figure in hefei.figures() if of_article(figure)] == [path for path, *_ in FIGURES]


def test_over_and_more_than_leave_the_number_itself_out_but_100_plus_does_not(hefei):
    figures = dict(hefei.figures())
    assert 500 not in figures["vw-suppliers.suppliers.production"].bounds
    assert 100 in figures["hefei.aerospace_firms"].bounds
    assert 8 not in figures["kim-settled-well.length_of_stay"].bounds


@pytest.mark.parametrize(("id", "dollars"), [("cxmt-2016", 20e9), ("nio-2020", 970e6)])
def test_investments_keep_the_dollars_of_the_article(hefei, id, dollars):
    (restated,) = hefei.investments[id].amount.restated
    assert (restated.low, restated.unit.text) == (dollars, "USD")


def test_rankings(hefei):
    assert [str(ranking) for ranking in hefei.cities["hefei"].rankings] == [
        "13th in world by research_output (Nature), 2023",
        "4th in China by nev_output, 2023",
    ]


@pytest.mark.parametrize(
    ("id", "when", "about"),
    [
        ("appliance-industry", "1975~/1979~", {"hefei"}),
        ("boe-arrival", "2008", {"hefei", "boe"}),
        ("boe-gen-6-line", "2008~", {"hefei", "boe"}),
        ("cxmt-founding", "2016?", {"hefei", "cxmt"}),
        ("nio-rescue", "2020", {"hefei", "nio"}),
        ("ev-makers-follow", "2020/2025?", {"hefei", "volkswagen", "byd"}),
        ("vctc-launch", "2024", {"hefei", "vctc"}),
    ],
)
def test_events(hefei, id, when, about):
    event = hefei.events[id]
    assert str(event.when) == when
    assert {entity.id for entity in event.about} == about


@pytest.mark.parametrize(
    ("id", "kind", "subject", "locator"),
    [
        ("most-attractive-city", "recognition", "hefei", "¶19"),
        ("city-of-venture-capital", "recognition", "hefei", "¶11"),
        ("vctc-largest", "superlative", "vctc", "¶12"),
        ("boe-first-gen-6", "superlative", "boe", "¶6"),
        ("first-quantum-park", "superlative", "quantum-park", "¶10"),
        ("nev-definition", "definition", "nev", "¶4"),
    ],
)
def test_claims(hefei, id, kind, subject, locator):
    claim = hefei.claims[id]
    assert (claim.kind, claim.subject.id, claim.citations) == (kind, subject, (Citation("br", locator),))


def test_every_paragraph_is_encoded(hefei):
    things = [*hefei.entities(), *(figure for _, figure in hefei.figures())]
    said = {citation.locator for thing in things for citation in thing.citations if citation.source == "br"}
    assert said == {f"¶{n}" for n in range(1, 27)}  # the body has 26 paragraphs


def test_everything_is_cited(hefei):
    assert [entity.id for entity in hefei.entities() if not entity.citations] == []


def test_what_can_be_derived(hefei):
    # 50 of over 500; 2 ** (1/10) - 1 = 7.1773...; 740,000 / over 100,000; over 1,500 / 74 = 20.27...
    computed = {
        metric.path: metric.figure
        for metric in hefei.derived().computed
        if {citation.source for citation in metric.figure.sources()} == {"br"}
    }
    assert set(computed) == {
        "hefei.gdp_annual_growth",
        "hefei.nevs_per_graduate",
        "hefei.foreign_experts_per_country",
        "vw-suppliers.supplier_count",
        "vw-suppliers.local_share",
    }
    assert str(computed["vw-suppliers.local_share"]) == "under 10 %"
    assert set(computed["vw-suppliers.local_share"].alternatives) == {"production", "general", "all"}
    assert computed["hefei.gdp_annual_growth"].low == pytest.approx(7.17734625)
    assert computed["hefei.nevs_per_graduate"].high == pytest.approx(7.4)
    assert computed["hefei.foreign_experts_per_country"].low == pytest.approx(1500 / 74)


def test_what_cannot_be_derived_names_its_missing_inputs(hefei):
    gaps = {metric.path: metric for metric in hefei.derived().missing}
    missing = {path: metric.missing for path, metric in gaps.items()}
    assert missing["hefei.gdp_per_resident"] == ("gdp", "population")
    assert missing["hefei.nev_share"] == ("vehicle_output",)
    assert {path: gaps[path].reason[:42] for path, names in missing.items() if not names} == {
        f"{chain}.{metric}": f"the chain {chain} lists only some of its activities"[:42]
        for chain in ("display", "memory-chips", "nev")
        for metric in ("coverage", "follower_count", "mean_follower_lag")
        if f"{chain}.{metric}" != "nev.mean_follower_lag"  # Volkswagen came after NIO or in the same year
    }
