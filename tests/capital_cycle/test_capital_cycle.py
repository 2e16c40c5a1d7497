"""The capital cycle, against sums and rates worked out by hand."""

from __future__ import annotations

import pickle
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityinnov.cap_table.cap_table import CapTable
from cityinnov.cap_table.deed import FinancingRound, Founding, SecondaryTransfer
from cityinnov.cap_table.event import CapTableEvent
from cityinnov.case import CaseStudy
from cityinnov.city import City
from cityinnov.errors import ConflictingClaimsError, MissingInputError, UnknownNameError
from cityinnov.firm import Firm
from cityinnov.fund import Fund
from cityinnov.fund_flow import CapitalCall, Distribution, NavMark
from cityinnov.investment import Investment, InvestmentExit
from cityinnov.metrics.performance import ks_pme
from cityinnov.organisation import Organisation
from cityinnov.place import Place
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period

HEFEI, PROVINCE = City("hefei"), Organisation("province")
DISPLAY, CHIPS, CARS = Firm("display"), Firm("chips"), Firm("cars")


def put_in(id, investee, amount, *exits, investor=HEFEI, **fields):
    """An investment; an exit is a date, its proceeds, and perhaps the share sold."""
    sold = [InvestmentExit(**dict(zip(("when", "proceeds", "share"), each, strict=False))) for each in exits]
    return Investment(id, investor=investor, investee=investee, amount=amount, exits=sold, **fields)


def study(*investments, funds=(), places=(), cap_tables=()):
    return CaseStudy(
        "study",
        places=places,
        cities=[HEFEI],
        organisations=[PROVINCE],
        firms=[DISPLAY, CHIPS, CARS],
        cap_tables=cap_tables,
        funds=funds,
        investments=investments,
    )


#: 60 go into displays and come back as 90; 50 of these go into chips; chips bring 30 so far, and 70 go into cars, of
#: which nothing has come back.
ROUND_TRIP = [
    put_in("a", DISPLAY, "60 CNY, 2009-01-01", ("2014-01-01", "90 CNY")),
    put_in("b", CHIPS, "50 CNY, 2016-01-01", ("2018-01-01", "30 CNY", "4 %"), stake="10 %"),
    put_in("c", CARS, "70 CNY, 2020-01-01", figures={"received": "0 CNY, 2020-01-01"}),
]


def rows(cycle, *names):
    return [tuple(getattr(position, name).low for name in names) for position in cycle.positions()]


# -- over time ----------------------------------------------------------------------------


def test_lead_exit_reinvest_over_time():
    cycle = study(*ROUND_TRIP).capital_cycle("hefei")
    assert [(str(each.when), str(each.move)) for each in cycle.payments()] == [
        ("2009-01-01", "lead"),
        ("2014-01-01", "exit"),
        ("2016-01-01", "reinvestment"),
        ("2018-01-01", "exit"),
        ("2020-01-01", "reinvestment"),
    ]
    # paid 60, 60, 110, 110, 180; back 0, 90, 90, 120, 120; the difference is at risk
    assert rows(cycle, "paid_in", "received", "at_risk") == [
        (60, 0, 60),
        (60, 90, -30),
        (110, 90, 20),
        (110, 120, -10),
        (180, 120, 60),
    ]


def test_no_proceeds_are_recycled_twice():
    # 90 came back, 50 go out: all of it recycled, 40 left; 30 come back: 70 left, and 70 go out
    recycled = [each.recycled for each in study(*ROUND_TRIP).capital_cycle("hefei").payments()]
    assert [each and each.low for each in recycled] == [None, None, 50, None, 70]
    dearer = [*ROUND_TRIP[:2], put_in("c", CARS, "100 CNY, 2020-01-01")]
    assert study(*dearer).capital_cycle("hefei").payments()[-1].recycled.low == 70


def test_multiples_by_date():
    cycle = study(*ROUND_TRIP).capital_cycle("hefei")
    assert [position.dpi().low for position in cycle.positions()] == pytest.approx(
        [0, 90 / 60, 90 / 110, 120 / 110, 120 / 180]
    )
    last = cycle.positions()[-1]
    assert last.unvalued == ("b", "c")  # 6 % of chips are still held, and all of cars
    assert (last.unrealised.low, last.unrealised.high) == (0, float("inf"))
    assert (last.tvpi().low, last.tvpi().high) == (pytest.approx(120 / 180), float("inf"))
    with pytest.raises(MissingInputError, match=r"RVPI by 2020-01-01 needs b\.a mark, c\.a mark"):
        last.rvpi()


def test_silence_is_not_zero():
    paid = "70 CNY, 2020-01-01"
    silent = study(put_in("c", CARS, paid)).capital_cycle("hefei")
    (position,) = silent.positions()
    assert (position.received.low, position.received.high) == (0, float("inf"))
    assert (position.at_risk.high, position.unreported) == (70, ("c.exits",))
    for metric, missing in (("dpi", ("c.exits",)), ("rvpi", ("c.a mark",)), ("tvpi", ("c.exits", "c.a mark"))):
        with pytest.raises(MissingInputError) as raised:
            getattr(position, metric)()
        assert raised.value.data["missing"] == missing
    # 0 stated of the same day or a later one
    for when in ("2020-01-01", "2024"):
        said = study(put_in("c", CARS, paid, figures={"received": f"0 CNY, {when}"})).capital_cycle("hefei")
        assert [p.dpi().bounds.high for p in said.positions()] == [0] * len(said.positions())
        assert str(said.positions()[-1].when) == when
    # of an earlier one it says nothing of what came since
    before = study(put_in("c", CARS, paid, figures={"received": "0 CNY, 2019"})).capital_cycle("hefei")
    assert before.positions()[-1].unreported == ("c.exits",)
    # a planned nothing is no nothing
    planned = study(put_in("c", CARS, paid, figures={"received": "0 CNY, 2024, planned"})).capital_cycle("hefei")
    assert planned.positions()[-1].unreported == ("c.exits",)


def test_one_holding_that_is_silent_leaves_the_others_multiple_open_upwards():
    # 90 came back of 60, and of 70 nobody says: at least 90 of 130
    cycle = study(ROUND_TRIP[0], put_in("c", CARS, "70 CNY, 2020-01-01")).capital_cycle("hefei")
    dpi = cycle.dpi()
    assert (dpi.low, dpi.high) == (pytest.approx(90 / 130), float("inf"))
    assert cycle.positions()[-1].at_risk.high == 40
    (fund,) = [Fund("vehicle", sponsor=HEFEI, calls=[CapitalCall(amount="9 CNY, 2020", when=2020)])]
    assert study(funds=[fund]).capital_cycle("hefei").positions()[-1].unreported == ("vehicle.distributions",)


def test_a_stated_total_bounds_what_came_back_by_other_dates():
    made = put_in("c", CARS, "70 CNY, 2020", figures={"received": ["14 CNY, 2022", "35 CNY, 2024"]})
    cycle = study(made, put_in("d", DISPLAY, "30 CNY, 2023", ("2023", "30 CNY"))).capital_cycle("hefei")
    # by 2020 up to 14; 14; 30 of the other and up to 35; 65
    assert [(p.received.low, p.received.high) for p in cycle.positions()] == [(0, 14), (14, 14), (30, 65), (65, 65)]
    assert cycle.dpi().low == pytest.approx(0.65)
    with pytest.raises(MissingInputError) as raised:  # a total has no dates of payment
        cycle.irr()
    assert raised.value.data["missing"] == ("c.exits",)


def test_what_is_sold_out_is_worth_nothing_more():
    cycle = study(ROUND_TRIP[0]).capital_cycle("hefei")
    before, after = cycle.positions()
    assert (before.unvalued, after.unvalued) == (("a",), ())
    assert after.tvpi().bounds == after.dpi().bounds


def test_holdings_are_valued_at_the_last_event_that_put_a_price_on_the_company():
    # the city founds with 60 of 100, sells 10 points for 20 (the company at 200) and is diluted by 100 more on 200
    table = CapTable(
        "chips-capital",
        company=CHIPS,
        events=[
            CapTableEvent(when="2020-01-01", founding=Founding(cash={"city": "60 CNY", "other": "40 CNY"})),
            CapTableEvent(
                when="2021-01-01",
                transfer=SecondaryTransfer(seller="city", buyer="other", share="10 %", price="20 CNY"),
            ),
            CapTableEvent(
                when="2022-01-01", round=FinancingRound(pre_money="200 CNY", subscriptions={"other": "100 CNY"})
            ),
        ],
    )
    made = Investment("d", investor=HEFEI, investee=CHIPS, cap_table=table, holder="city")
    cycle = study(made, cap_tables=[table]).capital_cycle("hefei")
    # 60 %, 50 % of 200, 33.3 % of 300
    assert rows(cycle, "unrealised", "received") == [(pytest.approx(60), 0), (100, 20), (pytest.approx(100), 20)]
    # -60, +20 after 366 days, +100 after 731: by the definition of the rate
    rate = 1 + cycle.irr().low / 100
    assert -60 + 20 * rate ** (-366 / 365) + 100 * rate ** (-731 / 365) == pytest.approx(0, abs=1e-6)
    assert cycle.tvpi().low == pytest.approx(120 / 60)


def test_a_value_that_an_event_of_an_uncertain_day_may_have_changed_is_none():
    # in May 2021 the city sells: on 10 May nobody can say whether it had
    sale = SecondaryTransfer(seller="city", buyer="other", share="10 %", price="20 CNY")
    table = CapTable(
        "chips-capital",
        company=CHIPS,
        events=[
            CapTableEvent(when="2020-01-01", founding=Founding(cash={"city": "60 CNY", "other": "40 CNY"})),
            CapTableEvent(when="2021-05", transfer=sale),
        ],
    )
    history = table.replay()
    assert history.value("city", Period("2021-04-30")).low == pytest.approx(60)
    assert history.value("city", Period("2021-05-10")) is None
    assert history.value("city", Period("2021-05-31")).low == pytest.approx(100)


def test_what_is_subscribed_but_not_paid_is_not_yet_worth_anything():
    # 60 subscribed, nothing of it paid: 60 % of 100 less the 60 owed
    founding = Founding(cash={"city": "60 CNY", "other": "40 CNY"}, unpaid={"city": "60 CNY"})
    table = CapTable("chips-capital", company=CHIPS, events=[CapTableEvent(when=2020, founding=founding)])
    assert table.replay().value("city").low == pytest.approx(0)


# -- whose, and what counts ---------------------------------------------------------------


def test_a_fund_counts_through_its_investments_or_by_its_own_records():
    records = {
        "calls": [CapitalCall(amount="100 CNY", when="2020-01-01")],
        "distributions": [Distribution(amount="40 CNY", when="2021-01-01")],
        "marks": [NavMark(value="80 CNY", when="2021-12-31")],
    }
    fund = Fund("vehicle", sponsor=HEFEI, **records)
    alone = study(funds=[fund]).capital_cycle("hefei")
    assert rows(alone, "paid_in", "received", "unrealised")[-1] == (100, 40, 80)
    assert alone.tvpi().low == pytest.approx(1.2)
    through = study(put_in("a", DISPLAY, "70 CNY, 2020", investor=fund), funds=[fund]).capital_cycle("hefei")
    assert [holding.id for holding in through.holdings] == ["a"]
    assert through.positions()[-1].paid_in.low == 70


def test_a_mark_that_is_older_than_a_payment_values_nothing():
    fund = Fund(
        "vehicle",
        sponsor=HEFEI,
        calls=[CapitalCall(amount="100 CNY", when="2020-01-01"), CapitalCall(amount="10 CNY", when="2022-06-30")],
        marks=[NavMark(value="120 CNY", when="2021-12-31")],
    )
    assert [position.unvalued for position in study(funds=[fund]).capital_cycle("hefei").positions()] == [
        ("vehicle",),
        (),
        ("vehicle",),
    ]


def test_the_same_money_told_twice_counts_once():
    press = put_in("press", CARS, "7 CNY, 2020, actual")
    filing = put_in("filing", CARS, "5 CNY, 2020, actual", same_as=press)
    cycle = study(press, filing).capital_cycle("hefei")
    assert [holding.id for holding in cycle.holdings] == ["filing"]
    assert cycle.left_out == (("press", "the same money as filing, which counts", ()),)
    assert cycle.positions()[-1].paid_in.caveats() == ()


def test_a_promise_is_no_payment_and_is_left_out_by_name():
    promised = put_in("promised", CARS, "9 CNY, 2020, planned")
    cycle = study(ROUND_TRIP[0], promised).capital_cycle("hefei")
    assert [(each.id, each.missing) for each in cycle.left_out] == [("promised", ("amount", "closed", "exits"))]
    assert [caveat.text for caveat in cycle.dpi().caveats() if caveat.code == "left-out"] == [
        "leaves out, for want of an input: promised"
    ]
    with pytest.raises(MissingInputError) as raised:
        cycle.irr()
    assert raised.value.data["missing"] == ("promised.amount", "promised.closed", "promised.exits")


def test_a_rate_names_every_holding_without_exits_or_a_value():
    with pytest.raises(MissingInputError) as raised:
        study(*ROUND_TRIP).capital_cycle("hefei").irr()
    assert raised.value.data["missing"] == ("b.a mark", "c.a mark")
    with pytest.raises(MissingInputError) as raised:
        study(put_in("c", CARS, "70 CNY, 2020-01-01")).capital_cycle("hefei").irr()
    assert raised.value.data["missing"] == ("c.exits",)
    # 60 to 90 in 1,826 days
    alone = study(*ROUND_TRIP).capital_cycle("hefei", only=["a"])
    assert alone.irr().low == pytest.approx(100 * (1.5 ** (365 / 1826) - 1))


def test_vehicles_that_others_put_money_into_are_named():
    shared = Fund("shared", sponsor=HEFEI, limited_partners=[PROVINCE])
    own = Fund("own", sponsor=HEFEI, limited_partners=[HEFEI])
    cycle = study(
        put_in("a", DISPLAY, "1 CNY, 2020", investor=shared),
        put_in("b", CHIPS, "1 CNY, 2020", investor=own),
        funds=[shared, own],
    ).capital_cycle("hefei")
    assert [fund.id for fund in cycle.shared] == ["shared"]


def test_each_sponsor_and_each_currency_has_a_cycle():
    case = study(
        put_in("a", DISPLAY, "60 CNY, 2009"),
        put_in("b", CHIPS, "5 USD, 2010"),
        put_in("c", CARS, "7 CNY, 2011", investor=PROVINCE),
        put_in("d", CARS, "8 CNY, 2011", investor=DISPLAY),  # a firm's own money is nobody's public capital
    )
    assert [(each.id, each.currency) for each in case.capital_cycles()] == [
        ("hefei-capital-cny", "CNY"),
        ("hefei-capital-usd", "USD"),
        ("province-capital", "CNY"),
    ]
    assert case.capital_cycle("hefei", currency="USD").left_out == (("a", "it is in CNY", ("an amount in USD",)),)
    with pytest.raises(ConflictingClaimsError, match="currency='CNY'"):
        case.capital_cycle("hefei")
    with pytest.raises(UnknownNameError, match="nearest: hefei"):
        case.capital_cycle("hefe")
    with pytest.raises(UnknownNameError, match="paid nothing in EUR"):
        case.capital_cycle("hefei", currency="EUR")
    with pytest.raises(UnknownNameError, match="no investment or fund 'e'"):
        case.capital_cycle("hefei", only=["e"])


def test_payments_of_uncertain_dates_count_from_nothing_to_all():
    # paid at some time in 2020: by the middle of the year, nothing to all of it
    cycle = study(
        put_in("a", DISPLAY, "60 CNY, 2020-06-30"),
        put_in("b", CHIPS, "40 CNY, 2020"),
    ).capital_cycle("hefei")
    first, last = cycle.positions()
    assert (first.paid_in.low, first.paid_in.high) == (60, 100)
    assert first.unvalued == ("a", "b")  # perhaps it was held then
    assert last.paid_in.low == 100


def test_nothing_paid_is_no_cycle_but_a_list_of_what_is_missing():
    case = study(put_in("promised", CARS, None))
    assert case.capital_cycle("hefei").positions() == ()
    metric = case.derived()["hefei-capital.dpi"]
    assert metric.missing == ("promised.amount", "promised.closed", "promised.exits")
    assert study().capital_cycles() == ()


# -- against an index ---------------------------------------------------------------------

INDEX = {"2009-01-01": 100, "2014-01-01": 120}


def market(levels, id="market"):
    figures = {"total_return_index": [Figure.exact(level, "point", when) for when, level in levels.items()]}
    return Place(id, figures=figures)


def test_the_market_comparison_is_that_of_kaplan_and_schoar():
    case = study(ROUND_TRIP[0], places=[market(INDEX)])
    # 90 over 60 grown by a fifth; and the same by the formula for plain numbers
    days = {date.fromisoformat(when): level for when, level in INDEX.items()}
    plain = ks_pme([(date(2009, 1, 1), -60), (date(2014, 1, 1), 90)], days)
    assert case.capital_cycle("hefei").ks_pme().low == pytest.approx(90 / 72) == pytest.approx(plain)
    assert case.derived()["hefei-capital.ks_pme"].figure.low == pytest.approx(1.25)


def test_an_index_is_never_guessed():
    with pytest.raises(MissingInputError) as raised:
        study(ROUND_TRIP[0]).capital_cycle("hefei").ks_pme()
    assert raised.value.data["missing"] == ("total_return_index",)
    with pytest.raises(MissingInputError) as raised:
        study(ROUND_TRIP[0], places=[market({"2009-01-01": 100})]).capital_cycle("hefei").ks_pme()
    assert raised.value.data["missing"] == ("total_return_index of 2014-01-01",)
    two = study(ROUND_TRIP[0], places=[market(INDEX), market(INDEX, "other")])
    with pytest.raises(ConflictingClaimsError, match="index='market'"):
        two.capital_cycle("hefei").ks_pme()
    with pytest.raises(UnknownNameError, match="known: market, other"):
        two.capital_cycle("hefei").ks_pme(index="none")
    assert two.capital_cycle("hefei").ks_pme(index="other").low == pytest.approx(1.25)
    assert two.derived()["hefei-capital.dpi"].figure.low == 1.5  # an open choice of index stops nothing else


# -- laws ---------------------------------------------------------------------------------

AMOUNT = st.floats(1, 1000)


@st.composite
def trips(draw):
    """Investments by the year, each with one or two exits later."""
    made = []
    for number in range(draw(st.integers(1, 4))):
        start = draw(st.integers(2000, 2010))
        exits = [(f"{start + draw(st.integers(1, 9))}-06-30", draw(AMOUNT)) for _ in range(draw(st.integers(1, 2)))]
        made.append((f"i{number}", f"{start}-01-01", draw(AMOUNT), exits))
    return made


def cycle_of(made, factor=1.0):
    return study(
        *(
            put_in(
                id,
                CHIPS,
                Figure.exact(amount * factor, "CNY", when),
                *((w, Figure.exact(p * factor, "CNY")) for w, p in exits),
            )
            for id, when, amount, exits in made
        )
    ).capital_cycle("hefei")


@settings(max_examples=40, deadline=None)
@given(trips())
def test_what_is_paid_received_and_at_risk_is_what_the_records_add_up_to(made):
    last = cycle_of(made).positions()[-1]
    paid = sum(amount for _, _, amount, _ in made)
    received = sum(proceeds for *_, exits in made for _, proceeds in exits)
    assert (last.paid_in.low, last.received.low) == pytest.approx((paid, received))
    assert last.at_risk.low == pytest.approx(paid - received, abs=1e-9 * (paid + received))
    assert last.tvpi().low == pytest.approx(last.dpi().low + last.rvpi().low)


@settings(max_examples=40, deadline=None)
@given(trips())
def test_no_more_is_recycled_than_had_come_back(made):
    recycled = received = 0.0
    for each in cycle_of(made).payments():
        if each.move == "exit":
            received += each.amount.low
        elif each.recycled is not None:
            recycled += each.recycled.low
            assert each.recycled.low <= each.amount.low
        assert recycled <= received * (1 + 1e-9)


@settings(max_examples=40, deadline=None)
@given(trips(), st.floats(0.01, 100))
def test_the_scale_of_all_payments_changes_no_multiple(made, factor):
    one, two = cycle_of(made).positions(), cycle_of(made, factor).positions()
    assert [p.dpi().low for p in one] == pytest.approx([p.dpi().low for p in two])
    assert one[-1].tvpi().low == pytest.approx(two[-1].tvpi().low)


def test_a_cycle_is_data():
    cycle = study(*ROUND_TRIP).capital_cycle("hefei")
    assert pickle.loads(pickle.dumps(cycle)) == cycle
    assert hash(cycle) == hash(study(*ROUND_TRIP).capital_cycle("hefei"))
