"""The data of a report: what the Hefei article says is all there, and lineages are cut where nobody reads on."""

from __future__ import annotations

from cityinnov import (
    CapTable,
    CapTableEvent,
    CaseStudy,
    ChainLink,
    ChainNode,
    City,
    Figure,
    FinancingRound,
    Firm,
    Founding,
    IndustryChain,
    Investment,
    InvestmentExit,
    check_case,
    load_case,
    report_of,
    text_report,
    total,
)
from cityinnov.report.lineage import DEEPEST, LineageStep, brief_formula, lineage_tree
from cityinnov.report.speaker import ReportSpeaker


def test_a_case_is_counted_as_its_sources_say_it() -> None:
    # by hand from the case file: "up to" or "over" of 10 billion, 13,000, 700 million, 1,200, 3 billion and 80 million,
    # and "nearly $4 billion" are bounds; the 14,054 employees are exact, however wrong
    summary = report_of(load_case("mount-pleasant")).summary
    assert (summary.exact, summary.approximate, summary.bounded) == (1, 0, 7)
    assert (summary.figures, summary.unsourced, summary.sources) == (8, 0, 4)


def test_sections_hold_every_figure_once_and_rankings() -> None:
    case = load_case("hefei")
    report = report_of(case)
    entries = [
        f"{entity.id}.{entry.path}"
        for entity in (*(e for section in report.sections for e in section.entities), *report.claims)
        for entry in entity.figures
    ]
    assert sorted(entries) == sorted(path for path, _ in case.figures())
    (hefei,) = next(section for section in report.sections if section.name == "cities").entities
    assert [str(ranking) for ranking in hefei.rankings] == [
        "13th in world by research_output (Nature), 2023",
        "4th in China by nev_output, 2023",
    ]
    output = next(entry for entry in hefei.figures if entry.path == "nev_output")
    assert output.label is not None
    assert output.label.in_("de") != output.path


def test_what_has_no_period_of_its_own_has_the_date_of_its_event() -> None:
    # NIO, 6-K of 29 April 2020: cash of 4.26 billion and assets of 17.77 billion into NIO China
    section = next(section for section in report_of(load_case("hefei")).sections if section.name == "cap_tables")
    nio = next(entity for entity in section.entities if entity.id == "nio-china-capital")
    dates = {entry.path: entry.when for entry in nio.figures}
    assert str(dates["events.founding.cash.nio"]) == str(dates["events.founding.assets.nio"]) == "2020-04-29"
    report = report_of(load_case("hefei"))
    assert all(
        entry.when is None for section in report.sections for e in section.entities for entry in e.figures
        if entry.figure.period is not None
    )  # fmt: skip


def test_a_long_formula_is_said_by_its_first_steps() -> None:
    # paid 5.0 and 3.3 billion, sold for 0.511458, 5.5 and 2.5; what is held is 11.7 % (the 6-K of 29 September 2024) of
    # 59.9 billion (the sum of 46.6, 3.3 and 10.0), 7.0 billion
    report = report_of(load_case("hefei"))
    rate = next(metric for metric in report.metrics if metric.path == "nio-china-2020.irr")
    amounts = "5 billion CNY, 3.3 billion CNY, 511,458,000 CNY, 5.5 billion CNY, 2.5 billion CNY, 7 billion CNY"
    assert brief_formula(rate.figure) == f"internal rate({amounts}) / 1 year"
    assert len(rate.figure.formula()) > 1_000
    assert brief_formula(rate.figure) in text_report(load_case("hefei")).replace("\n      ", " ")
    for locale, called in (("zh_CN", "内部收益率"), ("de", "interner Zinsfuß"), ("fr", "internal rate")):
        speak = ReportSpeaker(report, locale)
        assert speak.formula(rate.figure).startswith(f"{called}(5")
        assert speak.brief_formula(rate.figure).startswith(f"{called}(5")
    short = next(metric for metric in report.metrics if metric.name == "nevs_per_graduate")
    assert brief_formula(short.figure) == short.figure.formula() == "740,000 vehicles / over 100,000 graduates"


def test_what_a_metric_rests_on_is_said_once() -> None:
    for metric in report_of(load_case("hefei")).metrics:
        assert len(set(metric.rests_on)) == len(metric.rests_on)


def test_the_timeline_is_in_order_and_names_whom_it_concerns() -> None:
    timeline = report_of(load_case("hefei")).timeline
    assert [moment.id for moment in timeline][:2] == ["appliance-industry", "boe-arrival"]
    assert [party.id for party in timeline[1].about] == ["hefei", "boe"]


def test_capital_flows_name_who_stands_behind_the_investor_or_nobody() -> None:
    flows = {flow.id: flow for flow in report_of(load_case("hefei")).flows}
    cxmt, nio = flows["cxmt-2016"], flows["nio-2020"]
    assert cxmt.investor is None  # the article does not say
    assert nio.investor is not None
    assert nio.sponsor is not None
    assert (nio.sponsor.id, nio.investor.id, nio.investee.id) == ("hefei", "hefei-rescue", "nio")


def test_a_case_that_was_not_checked_is_not_one_without_findings() -> None:
    case = load_case("hefei")
    assert report_of(case).findings is None
    assert report_of(case, findings=check_case(case)).findings


def test_ownership_calls_known_holders_by_name() -> None:
    # 25 paid on 75: the newcomer has a quarter, the founders three quarters of their halves
    table = CapTable(
        "acme-capital",
        company=Firm("acme"),
        events=[
            CapTableEvent(when=2020, founding=Founding(cash={"hefei": "1.00 million CNY", "b": "1.00 million CNY"})),
            CapTableEvent(
                when=2021,
                round=FinancingRound(pre_money="75.0 million CNY", subscriptions={"fund": "25.0 million CNY"}),
            ),
        ],
    )
    case = CaseStudy("c", cities=[City("hefei", name="Hefei City")], firms=[Firm("acme")], cap_tables=[table])
    (ownership,) = report_of(case).ownership
    assert [str(holder.name) for holder in ownership.holders] == ["Hefei City", "b", "fund"]
    assert {holder: str(stake) for holder, stake in ownership.steps[-1].stakes.items()} == {
        "hefei": "37.5 %",
        "b": "37.5 %",
        "fund": "25 %",
    }


def test_a_chain_says_what_it_lacks_and_what_has_one_source() -> None:
    hefei = City("hefei")
    boe = Firm("boe", city=hefei)
    chain = IndustryChain(
        "display",
        city=hefei,
        nodes={"glass": ChainNode(stage="upstream"), "panel": ChainNode(firms=[boe])},
        links=[ChainLink(supplier="glass", customer="panel")],
    )
    (drawn,) = report_of(CaseStudy("c", cities=[hefei], firms=[boe], chains=[chain])).chains
    assert [(each.id, each.is_missing, each.is_single_source) for each in drawn.activities] == [
        ("glass", True, False),
        ("panel", False, True),
    ]
    assert [(supply.supplier, supply.customer) for supply in drawn.supplies] == [("glass", "panel")]


def steps_of(step: LineageStep) -> int:
    return 1 + sum(steps_of(operand) for operand in step.operands)


def depth_of(step: LineageStep) -> int:
    return 1 + max(map(depth_of, step.operands), default=0)


def test_a_wide_sum_and_a_deep_chain_are_cut_and_say_so() -> None:
    wide = lineage_tree(total([Figure.exact(n, "firm", 2023) for n in range(1, 51)]))
    assert len(wide.operands) + wide.hidden == 50
    assert wide.hidden > 0
    deep = Figure.exact(1, "firm")
    for _ in range(5000):
        deep = deep * 2
    tree = lineage_tree(deep)
    assert depth_of(tree) <= DEEPEST + 1


def test_a_step_that_is_used_twice_is_written_out_once() -> None:
    share = Figure.parse("50 firms") / Figure.parse("over 500 firms")
    tree = lineage_tree(share + share)
    first, second = tree.operands
    assert (len(first.operands), len(second.operands), second.is_repeated) == (2, 0, True)


def test_the_public_money_is_told_position_by_position() -> None:
    # 60 paid, 90 back, and a promise that does not count
    city, firm = City("hefei"), Firm("acme")
    sale = InvestmentExit(when=2014, proceeds="90 CNY")
    case = CaseStudy(
        "study",
        cities=[city],
        firms=[firm],
        investments=[
            Investment("lead", investor=city, investee=firm, amount="60 CNY, 2009", exits=[sale]),
            Investment("next", investor=city, investee=firm, amount="50 CNY, 2016, planned"),
        ],
    )
    (cycle,) = report_of(case).cycles
    first, last = cycle.positions
    assert [(str(each.move), each.holding.id) for each in (*first.payments, *last.payments)] == [
        ("lead", "lead"),
        ("exit", "lead"),
    ]
    assert (last.at_risk.low, last.dpi and last.dpi.low, last.tvpi and last.tvpi.low) == (-30, 1.5, 1.5)
    text = text_report(case)
    assert "paid in 60 CNY, received 90 CNY, at risk −30 CNY, held 0 CNY, DPI 1.5 ×, TVPI 1.5 ×" in text
    assert "not counted: next: no payment is recorded, needs amount, closed, exits" in text
