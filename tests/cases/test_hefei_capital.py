"""The public money in NIO, BOE and ChangXin Memory, of the Hefei case: what the filings and secondary sources give.

NIO China (billion CNY; NIO's filings with the SEC, and CnEVPost): founded with 17.77 of assets and 4.26 of cash of
NIO, and 7.0 subscribed by the investors, of which 5.0 were paid in; redeemed for 0.511458 and the other 2.0; sold for
5.5 and 2.5 in 2021; 3.3 put in again in 2024.
"""

from __future__ import annotations

import pytest

from cityinnov.casefile.reading import load_case, read_case
from cityinnov.checks.checking import check_case
from cityinnov.errors import MissingInputError
from cityinnov.prices.exchange import ExchangeRates
from cityinnov.report.gathering import ownership_of
from cityinnov.values.source import Source
from cityinnov.wording.labels import name_in, word


@pytest.fixture(scope="module")
def hefei():
    return load_case("hefei")


@pytest.fixture(scope="module")
def history(hefei):
    return hefei.cap_tables["nio-china-capital"].replay()


# after which event ; whose ; stated stake in per cent
PUBLISHED = [
    ("founding-2020-04-29", "investors", 24.1),
    ("founding-2020-04-29", "nio", 75.9),
    ("redemption-2020-09-16", "nio", 84.5),
    ("round-2021-02", "nio", 90.36),
    ("round-2021-09", "nio", 92.114),
    ("round-2024-09-29", "nio", 88.3),
]


@pytest.mark.parametrize(("event", "holder", "stated"), PUBLISHED)
def test_every_published_stake_follows_from_the_events(history, event, holder, stated):
    assert history.stakes(after=event)[holder].low == pytest.approx(stated, abs=0.1)


def test_the_one_that_no_filing_explains_is_a_finding_with_an_inferred_event(history):
    # 86.476 % before the purchase: the investors keep 13.524 of 15.501 points, a factor of 0.8725
    assert [finding.code for finding in history.findings] == ["unexplained-stake"]
    assert [(state.event, state.dilution.low) for state in history.inferred] == [
        ("inferred-before-transfer-2021-02", pytest.approx(0.8725, abs=5e-5))
    ]


def test_readers_are_told_of_events_and_holders_in_words(hefei, history):
    (finding,) = history.findings
    assert str(finding).endswith(
        "financing round of 2021-02: NIO is said to hold 90.36 %, 1.9 pp from what the events give; taken as an "
        "inferred event before the secondary transfer of 2021-02, which leaves the other holders 0.8725 of their stakes"
    )
    owned = ownership_of(hefei, hefei.cap_tables["nio-china-capital"])
    assert [name_in(holder.name, "en") for holder in owned.holders] == [
        "NIO",
        "State funds of Hefei, Anhui and the centre",
    ]
    assert [word(step.type, "de") for step in owned.steps[2:6]] == [
        "Rücknahme",
        "erschlossener Vorgang",
        "Anteilsverkauf",
        "Finanzierungsrunde",
    ]


def test_the_exits_of_2021_are_five_times_their_cost_and_the_naive_multiples_say_more(history):
    # 4.5 for 13.524 points: 3.305 of them cost 1.0997, 1.418 of the 9.640 left cost 0.5002
    _, february, september = history.exits("investors")
    assert [exit.multiple().low for exit in (february, september)] == pytest.approx([5.0, 5.0], abs=0.005)
    # 5.5 / (7.0 x 3.305 / 24.113) and 2.5 / (7.0 x 1.418 / 24.113)
    assert [exit.naive_multiple().low for exit in (february, september)] == pytest.approx([5.732, 6.073], abs=0.002)
    # 13.524 / 15.501 = 0.87246 left of each point before February, and of that 0.94332 before September
    for exit, left in ((february, "0.8725"), (september, "0.8230")):
        assert f"of each of which dilution had left {left}" in exit.naive_multiple().explain()


def test_multiples_at_each_mark(hefei):
    mark = hefei.investments["nio-china-2020"].mark
    # September 2021: 8.511458 back of 5.0; 7.8865 % of 183.805 is 14.496
    after = mark("round-2021-09")
    assert (after.dpi().low, after.tvpi().low) == pytest.approx((8.511458 / 5, 23.0075 / 5), rel=1e-4)
    # September 2024, before the money: 7.8865 % of 46.6 is 3.675
    before = mark("round-2024-09-29", basis="pre-money")
    assert (before.dpi().low, before.tvpi().low) == pytest.approx((8.511458 / 5, 12.1865 / 5), rel=1e-4)


def test_every_number_of_the_replay_has_its_source(hefei, history):
    for state in history.states:
        for holding in state.holdings.values():
            assert all(leaf.citations for leaf in holding.stake.leaves() if leaf.period is not None)
    sources = {
        citation.source for citation in hefei.investments["nio-china-2020"].mark("round-2024-09-29").tvpi().sources()
    }
    assert sources == {"nio-sec", "cnevpost", "longport"}


# -- the cycle ------------------------------------------------------------------------------


def test_the_cycle_of_the_citys_money(hefei):
    cycle = hefei.capital_cycle("hefei")
    billions = [
        (
            str(position.when),
            [str(payment.move) for payment in position.payments],
            *(round(getattr(position, name).low / 1e9, 3) for name in ("paid_in", "received", "at_risk", "unrealised")),
        )
        for position in cycle.positions()
    ]
    # unrealised: 24.113 % of 29.03 less 2.0 unpaid; 15.501 % of 29.162; 10.219 x 0.94332 = 9.640 % of 176.415; 7.8865 %
    # of 183.805; and 11.645 % of 59.9
    assert billions == [
        ("2020-06/2020-07", ["lead"], 5.0, 0.0, 5.0, 5.0),
        ("2020-09-16", ["exit"], 5.0, 0.511, 4.489, pytest.approx(4.52, abs=0.002)),
        ("2021-02", ["exit"], 5.0, 6.011, -1.011, pytest.approx(17.006, abs=0.01)),
        ("2021-09", ["exit"], 5.0, 8.511, -3.511, pytest.approx(14.496, abs=0.01)),
        ("2024-09-29", ["reinvestment"], 8.3, 8.511, -0.211, pytest.approx(3.675 + 3.3, abs=0.01)),
    ]
    assert cycle.payments()[-1].recycled.low == 3.3e9  # 8.5 had come back before, and nothing had gone out again


def test_the_money_is_not_the_citys_alone(hefei):
    (group,) = hefei.capital_cycle("hefei").shared
    assert {partner.id for partner in group.limited_partners} == {"anhui-state-funds", "central-state-funds"}
    assert "Hefei, Anhui" in str(group.name)


def test_the_article_s_account_counts_once(hefei):
    left = {each.id: each for each in hefei.capital_cycle("hefei").left_out}
    assert left["nio-2020"].missing == ()
    assert left["boe-2008"].missing == ("amount", "closed", "exits")


def test_the_rate_on_nio_china_is_bounded_by_what_is_not_known_of_the_days(hefei):
    # Sums: -5 in June or July 2020, +0.511 on 16 September, +5.5 in February and +2.5 in September 2021, -3.3 + 6.975
    # in 2024. Money back soonest after the latest payment gives most, latest after the earliest least.
    def worth(rate, *flows):
        return sum(amount * (1 + rate) ** (-days / 365) for days, amount in flows)

    rate = hefei.investments["nio-china-2020"].irr()
    late = [(0, -5), (107, 0.511458), (272, 5.5), (486, 2.5), (1581, 6.975 - 3.3)]  # from 1 June 2020
    soon = [(0, -5), (47, 0.511458), (185, 5.5), (397, 2.5), (1521, 6.975 - 3.3)]  # from 31 July 2020
    assert worth(rate.low / 100, *late) == pytest.approx(0, abs=0.005)
    assert worth(rate.high / 100, *soon) == pytest.approx(0, abs=0.005)


def test_no_rate_follows_for_boe_and_what_is_missing_is_named(hefei):
    with pytest.raises(MissingInputError) as raised:
        hefei.investments["boe-2008"].irr()
    assert raised.value.data["missing"] == ("amount", "closed", "exits")
    with pytest.raises(MissingInputError) as raised:
        hefei.capital_cycle("hefei").irr()
    assert raised.value.data["missing"] == ("boe-2008.amount", "boe-2008.closed", "boe-2008.exits")


# -- what a careful reader finds fault with, written before the checks were run -----------------

EXPECTED = [
    # 90.36 % are stated and 88.495 % follow: 1.865 points
    ("C805", "cap_tables.nio-china-capital.events[4].stakes.nio"),
    # 21.67 + 11.71 + 8.73 + 8.37 + 7.91 = 58.39 %: who holds the other 41.61 is not said
    ("C805", "cap_tables.cxmt-capital.events[0].stakes"),
    # 5,000 / 787 = 6.353 CNY/USD, the rate of the beginning of 2022, when it was written; 2020 had 6.904
    ("C101", "funds.nio-china-investors.commitments[0].amount"),
    # a third of the city's fiscal revenue, or four fifths
    ("C703", "investments.boe-2008.figures.fiscal_revenue_bet[0]"),
    # 7.0 invested as the article has it, 5.0 paid in as the filings have it
    ("C806", "investments.nio-china-2020.same_as"),
]


def test_the_findings_are_those_of_a_careful_reader():
    case, document = read_case("hefei")
    rates = ExchangeRates.from_records(
        [("USD", "CNY", year, rate) for year, rate in ((2016, 6.64), (2020, 6.9042), (2022, 6.729), (2024, 7.1957))],
        source=Source("g5", "dataset"),
    )
    sections = ("cap_tables", "funds", "investments")
    found = {(f.code, f.at) for f in check_case(case, document=document, rates=rates) if f.path[0] in sections}
    of_the_article = {(f, at) for f, at in found if "nio-2020" in at or "cxmt-2016" in at}
    assert found - of_the_article == set(EXPECTED)


def test_what_the_other_sources_say_stands_beside_it(hefei):
    figures = {path: str(figure) for path, figure in hefei.figures()}
    assert figures["nio-china-2020.press_multiple"] == "up to 5.5 ×, 2021 [seattle-times]"
    # 7.0 and NIO's own 4.26
    assert hefei.claims["nio-with-own-cash"].figure("press_amount").low == 11.26e9
    # 100 less 88.3 would be 11.7 %: other holders
    assert hefei.claims["nio-state-stake-2024"].figure("state_stake").low == 7.6
    assert figures["boe-2008.placement_proceeds"] == "9 billion CNY, 2008-11-08, planned [21ic]"
