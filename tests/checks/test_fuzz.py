"""No case file makes a check raise: figures of every form under every indicator, in every field that takes one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cityinnov import (
    CaseStudy,
    ChainLink,
    ChainNode,
    City,
    Claim,
    Event,
    Figure,
    Firm,
    Fund,
    IndustryChain,
    Investment,
    Place,
    Source,
    SupplierEcosystem,
    indicators,
)
from cityinnov.checks.checking import check_case
from cityinnov.checks.finding import Severity
from cityinnov.decision import AcceptedFinding
from cityinnov.prices.exchange import ExchangeRates
from cityinnov.wording.sentences import sentence, tongue

G5 = [("USD", "CNY", year, rate) for year, rate in ((2019, 6.9081), (2020, 6.9042), (2021, 6.4508))]
RATES = ExchangeRates.from_records(G5, source=Source("g5", "dataset"))

QUALIFIERS = ("", "over ", "at least ", "under ", "up to ", "about ", "nearly ", "just over ")
NUMBERS = ("0", "1", "20", "118", "0.5", "-3", "1,500", "7 billion", "1e300", "3 to 5", "1e-300", "-5 to 5")
PERIODS = ("", ", 2020", ", 2016?", ", 2020-12-31", ", 2011/2025", ", 2015?/2025?", ", ../2020", ", 2019/..", ", 197X",
           ", 0003", ", 9999", ", 2020-Q2", ", /2020")  # fmt: skip
STATUSES = ("", ", planned", ", actual", ", committed", ", target")
WORDS = ("", ' "30-percent faster"', ' "nine years ago"', ' "pledged, reportedly"', ' "去年 2 成"')
SOURCES = ("", " [br ¶1]", " [cd | Fan Jin]", " [br ¶1; cd]", " [old]")


@st.composite
def figures(draw: st.DrawFn, unit: str) -> str:
    restated = (
        draw(st.sampled_from(("", " (970 million USD)", " (0 USD)", " (20 billion USD)"))) if unit == "CNY" else ""
    )
    parts = [draw(st.sampled_from(each)) for each in (PERIODS, STATUSES, SOURCES)]
    value = draw(st.sampled_from(QUALIFIERS)) + draw(st.sampled_from(NUMBERS))
    return f"{value} {unit}{draw(st.sampled_from(WORDS))}{restated}{''.join(parts)}"


def readable(text: str) -> bool:
    try:
        Figure.parse(text)
    except ValueError:
        return False
    return True


def of(unit: str) -> st.SearchStrategy[str]:
    return figures(unit).filter(readable)


def unit_of(asked: str) -> str:
    return asked.partition(" or ")[0].replace("money", "CNY")


@st.composite
def facts(draw: st.DrawFn) -> dict[str, list[str]]:
    chosen = draw(st.lists(st.sampled_from(sorted(indicators())), max_size=6, unique=True))
    return {id: draw(st.lists(of(unit_of(indicators()[id].unit)), min_size=1, max_size=3)) for id in chosen}


@st.composite
def cases(draw: st.DrawFn) -> CaseStudy:
    region = Place("region", kind=draw(st.sampled_from(("province", "nearby"))), figures=draw(facts()))
    city = City("city", name="Hefei", country="CN", region=region, figures=draw(facts()))
    parent = Firm("parent", figures=draw(facts()), founded=draw(st.sampled_from((None, "2016?", "2030", "197X"))))
    firm = Firm("firm", parent=parent, city=city, figures=draw(facts()), citations="br ¶1")
    fund = Fund("fund", sponsor=city, figures=draw(facts()))
    put_in = [
        Investment(f"i-{n}", investee=firm, investor=draw(st.sampled_from((fund, city, None))),
                   amount=draw(of("CNY")), stake=draw(of("%")))
        for n in range(draw(st.integers(0, 3)))
    ]  # fmt: skip
    count = st.lists(of("firms"), min_size=1, max_size=2)
    kinds = draw(st.lists(st.sampled_from(("a", "b", "all")), max_size=3, unique=True))
    suppliers = SupplierEcosystem("suppliers", anchor=firm, places=[city, region], local=draw(count),
                                  suppliers={kind: draw(count) for kind in kinds},
                                  disjoint=draw(st.sampled_from((None, True, False))))  # fmt: skip
    links = [ChainLink(supplier=node, customer="z", share=draw(of("%"))) for node in ("x", "y")]
    nodes = {"x": ChainNode(), "y": ChainNode(firms=[firm]), "z": ChainNode()}
    chain = IndustryChain("chain", city=city, nodes=nodes, links=links)
    claim = Claim("claim", kind="superlative", subject=city, figures=draw(facts()))
    event = Event("event", when=draw(st.sampled_from((None, "2030", "2016?", "../2020"))), citations="br")
    return CaseStudy(
        "study",
        sources=[Source("br", "article-magazine", title="From Humble To Hi-Tech", issued=2025),
                 Source("cd", "article-newspaper", note="a 段子"), Source("old", "book", issued="0003")],
        places=[region], cities=[city], firms=[parent, firm], funds=[fund], investments=put_in, chains=[chain],
        ecosystems=[suppliers], claims=[claim], events=[event],
        accepted=[AcceptedFinding(check="C701", at="cities", because="why")],
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(cases())
def test_no_case_makes_a_check_raise(case: CaseStudy) -> None:
    for rates in (None, RATES):
        findings = check_case(case, rates=rates)
        for finding in (*findings, *findings.accepted):
            assert finding.message
            assert finding.settle
            assert finding.severity in Severity
            assert "nan" not in finding.message.lower().split()
            assert finding.record()["path"] == finding.at
            assert all(sentence(finding.said, locale) and not tongue(finding.said, locale) for locale in ("zh", "de"))
