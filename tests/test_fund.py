from __future__ import annotations

import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityinnov.case import CaseStudy
from cityinnov.casefile.problem import CaseFileError
from cityinnov.casefile.reading import load_case
from cityinnov.casefile.writing import save_case
from cityinnov.city import City
from cityinnov.errors import ConflictingClaimsError, DimensionError, DomainError, InputError, MissingInputError
from cityinnov.firm import Firm
from cityinnov.fund import Fund
from cityinnov.fund_flow import CapitalCall, Commitment, DatedAmount, Distribution, NavMark
from cityinnov.investment import Investment
from cityinnov.metrics.internal_rate import xnpv
from cityinnov.organisation import Organisation
from cityinnov.rate_of_return import rate_of_return
from cityinnov.reinvestment_rule import ReinvestmentRule
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period

HEFEI = City("hefei")
SOCIAL = Organisation("social-capital")


def fund(**fields):
    return Fund("port", sponsor=HEFEI, **fields)


def mark(value, when):
    """As the last: of nothing, where a fund is wound up."""
    return [NavMark(value=f"{value} CNY", when=when)]


#: What a fund says that has paid out nothing so far.
NONE_PAID_OUT = {"fund_distributed": "0 CNY, 2023-01-01"}

#: pe2insight.com, definitions page: 100 called, 50 distributed, 150 left.
TEXTBOOK = {
    "commitments": [Commitment(amount="125 million CNY", when=2019)],
    "calls": [CapitalCall(amount="100 million CNY", when="2020-01-01")],
    "distributions": [Distribution(amount="50 million CNY", when="2022-01-01")],
    "marks": [NavMark(value="150 million CNY", when="2023-12-31")],
}


# -- records ------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["commitments", "calls", "distributions", "marks"])
def test_the_four_records_cannot_be_mixed_up(field):
    for other, records in TEXTBOOK.items():
        if other == field:
            assert getattr(fund(**{field: records}), field) == tuple(records)
        else:
            with pytest.raises(InputError, match=f"{field} are not of one kind"):
                fund(**{field: records})


def test_a_record_of_one_kind_is_never_equal_to_one_of_another():
    assert CapitalCall(amount="1 CNY", when=2020) != Distribution(amount="1 CNY", when=2020)


def test_the_type_says_which_way_an_amount_goes():
    with pytest.raises(InputError, match="not negative"):
        CapitalCall(amount="-5 CNY", when=2020)
    with pytest.raises(DimensionError, match="currency"):
        Distribution(amount="5 firms", when=2020)
    assert NavMark(value="-5 CNY", when=2020).value.low == -5  # a fund may owe more than it has


# -- multiples ----------------------------------------------------------------------------


def test_multiples_follow_from_the_records():
    made = fund(**TEXTBOOK)
    assert (made.dpi().low, made.rvpi().low, made.tvpi().low) == (0.5, 1.5, 2.0)
    assert made.pic().low == 0.8  # 100 of 125


def test_multiples_by_date_of_mark():
    # calls 60 and 40; 30 back by the end of 2021, 50 more by the end of 2022
    made = fund(
        calls=[CapitalCall(amount="60 CNY", when="2020-01-01"), CapitalCall(amount="40 CNY", when="2021-06-30")],
        distributions=[
            Distribution(amount="30 CNY", when="2021-12-31"),
            Distribution(amount="50 CNY", when="2022-05-01"),
        ],
        marks=[
            NavMark(value="66 CNY", when="2020-12-31"),
            NavMark(value="90 CNY", when="2021-12-31"),
            NavMark(value="70 CNY", when="2022-12-31"),
        ],
    )
    rows = CaseStudy("study", cities=[HEFEI], funds=[made]).derived()
    by_date = {name: {str(row.period): row.figure.low for row in rows.named(name).computed} for name in ("dpi", "tvpi")}
    assert by_date["tvpi"] == {
        "2020-12-31": pytest.approx(66 / 60),
        "2021-12-31": pytest.approx((30 + 90) / 100),
        "2022-12-31": pytest.approx((80 + 70) / 100),
    }
    assert made.dpi(period="2021-12-31").low == pytest.approx(0.3)
    assert "nominal-total" in {caveat.code for caveat in made.dpi(period="2022-12-31").caveats()}
    assert by_date["dpi"]["2022-12-31"] == pytest.approx(0.8)


def test_a_payment_that_may_or_may_not_be_in_by_a_mark_widens_the_multiple():
    # 100 called; 50 paid out some time in 2021: by mid-2021 from nothing to all of it
    made = fund(
        calls=[CapitalCall(amount="100 CNY", when=2020)],
        distributions=[Distribution(amount="50 CNY", when=2021)],
        marks=[NavMark(value="80 CNY", when="2021-06-30")],
    )
    multiple = made.tvpi(period="2021-06-30")
    assert (multiple.low, multiple.high) == (0.8, 1.3)


def test_reported_totals_serve_where_there_are_no_records():
    made = fund(figures={"fund_called": "80 CNY, 2020", "fund_distributed": "60 CNY, 2020", "fund_target": "200 CNY"})
    assert made.dpi().low == 0.75
    assert made.realisation(fund_committed=Figure.parse("100 CNY")).low == 50
    with pytest.raises(MissingInputError) as raised:
        made.tvpi()
    assert raised.value.data["missing"] == ("fund_nav",)


def test_a_report_that_agrees_with_the_records_counts_once_and_one_that_does_not_stays_beside_them():
    agrees = {"fund_called": "100 million CNY, 2023-12-31"}
    assert fund(**TEXTBOOK, figures=agrees).dpi().low == 0.5
    differs = {"fund_called": "110 million CNY, 2023-12-31"}
    with pytest.raises(ConflictingClaimsError):
        fund(**TEXTBOOK, figures=differs).dpi()


# -- rates --------------------------------------------------------------------------------


def test_the_rate_of_the_records_with_the_last_mark():
    # -100, and 121 after two years of 365 days: 10 %; as a mark or paid out alike
    calls = [CapitalCall(amount="100 CNY", when="2021-01-01")]
    for end in (
        {"marks": mark(121, "2023-01-01"), "figures": NONE_PAID_OUT},
        {"marks": mark(0, "2023-01-01"), "distributions": [Distribution(amount="121 CNY", when="2023-01-01")]},
    ):
        rate = fund(calls=calls, **end).irr()
        assert rate.low == pytest.approx(10)
        assert rate.unit.text == "%/year"
    assert "internal rate" in rate.formula()


def test_bounded_flows_have_a_bounded_rate():
    # 100 becomes 110 to 120 within 365 days
    calls = [CapitalCall(amount="100 CNY", when="2021-01-01")]
    rate = fund(calls=calls, marks=mark("110 to 120", "2022-01-01"), figures=NONE_PAID_OUT).irr()
    assert (rate.low, rate.high) == pytest.approx((10, 20))


def test_silence_is_not_zero():
    # 100 called and 130 left: whether anything was paid out, or what is left after 50 were, nobody says
    calls = [CapitalCall(amount="100 CNY", when="2021-01-01")]
    silent = fund(calls=calls, marks=mark(130, "2022-01-01"))
    for metric, missing in (
        (silent.dpi, "fund_distributed"),
        (silent.tvpi, "fund_distributed"),
        (silent.irr, "distributions"),
    ):
        with pytest.raises(MissingInputError) as raised:
            metric()
        assert raised.value.data["missing"] == (missing,)
    with pytest.raises(MissingInputError) as raised:
        fund(calls=calls, distributions=[Distribution(amount="50 CNY", when=2022)]).irr()
    assert raised.value.data["missing"] == ("marks",)
    said = fund(calls=calls, marks=mark(130, "2022-01-01"), figures={"fund_distributed": "0 CNY, 2022-01-01"})
    assert (said.dpi().low, said.tvpi().low, said.irr().low) == pytest.approx((0, 1.3, 30))


def test_flows_dated_to_the_month_bound_the_rate():
    # 100 becomes 121 some time in 2022, from 365 to 729 days later: 21 % at most, 121 ** (365/729) at least
    calls = [CapitalCall(amount="100 CNY", when="2021-01-01")]
    end = {"marks": mark(0, "2022-12-31")}
    gain = fund(calls=calls, distributions=[Distribution(amount="121 CNY", when=2022)], **end).irr()
    assert (gain.low, gain.high) == pytest.approx((100 * (1.21 ** (365 / 729) - 1), 21))
    # a loss is the greater a rate the sooner it comes: 50 after 365 days is -50 %, after 729 days -29.3 %
    loss = fund(calls=calls, distributions=[Distribution(amount="50 CNY", when=2022)], **end).irr()
    assert (loss.low, loss.high) == pytest.approx((-50, 100 * (0.5 ** (365 / 729) - 1)))


DAYS = st.integers(1, 3000).map(lambda days: date(2015, 1, 1) + timedelta(days))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(DAYS, st.floats(1, 100)), min_size=1, max_size=4), st.floats(1, 500), st.floats(0.01, 100))
def test_laws_of_the_rate(calls, back, factor):
    def made(scale):
        return fund(
            calls=[CapitalCall(amount=Figure.exact(amount * scale, "CNY"), when=day) for day, amount in calls],
            distributions=[Distribution(amount=Figure.exact(back * scale, "CNY"), when="2025-01-01")],
            marks=mark(0, "2025-01-01"),
        )

    one, other = made(1), made(factor)
    rate = one.irr().low / 100
    flows = [*((day, -amount) for day, amount in calls), (date(2025, 1, 1), back)]
    assert xnpv(rate, flows) == pytest.approx(0, abs=1e-6 * max(back, sum(amount for _, amount in calls)))
    assert other.irr().low / 100 == pytest.approx(rate, abs=1e-8)
    assert other.dpi().low == pytest.approx(one.dpi().low)


@settings(max_examples=25, deadline=None)
@given(st.floats(1, 1e6), st.floats(0, 1e6), st.floats(0, 1e6))
def test_total_is_realised_and_residual(called, distributed, nav):
    made = fund(
        calls=[CapitalCall(amount=Figure.exact(called, "CNY"), when=2020)],
        distributions=[Distribution(amount=Figure.exact(distributed, "CNY"), when=2021)],
        marks=[NavMark(value=Figure.exact(nav, "CNY"), when=2021)],
    )
    assert made.tvpi().low == pytest.approx(made.dpi().low + made.rvpi().low)


def test_why_there_is_no_rate_is_said_by_name():
    with pytest.raises(MissingInputError) as raised:
        fund(figures={"fund_called": "80 CNY, 2020", "fund_nav": "90 CNY, 2020"}).irr()
    assert raised.value.data["missing"] == ("calls", "distributions", "marks")
    stale = {**TEXTBOOK, "distributions": [Distribution(amount="50 million CNY", when=2024)]}
    with pytest.raises(MissingInputError, match="older than its last payment"):
        fund(**stale).irr()
    one_day = [CapitalCall(amount="1 CNY", when="2020-01-01")], [Distribution(amount="2 CNY", when="2020-01-01")]
    with pytest.raises(DomainError) as raised:
        fund(calls=one_day[0], distributions=one_day[1], marks=mark(0, "2020-01-01")).irr()
    assert raised.value.data["reason"] in ("one-day", "one-sign", "no-root")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(2019, 2023), st.floats(1, 200), st.floats(0, 1)), min_size=1, max_size=3))
def test_whatever_the_days_were_the_rate_lies_within_its_bounds(received):
    # each receipt falls on some day of its year
    calls = [CapitalCall(amount="100 CNY", when="2018-06-15")]
    known = [
        (year, Figure.exact(amount, "CNY"), date(year, 1, 1) + timedelta(int(364 * part)))
        for year, amount, part in received
    ]

    def rate_of(*paid_out):
        distributions = [Distribution(amount=amount, when=when) for when, amount in paid_out]
        return fund(calls=calls, distributions=distributions, marks=mark(0, "2023-12-31")).irr()

    bounds = rate_of(*((year, amount) for year, amount, _ in known))
    rate = rate_of(*((day, amount) for _, amount, day in known))
    assert bounds.low - 1e-6 <= rate.low <= bounds.high + 1e-6


def test_a_flow_without_a_date_is_named():
    calls = [CapitalCall(amount="1 CNY", when="../2020")]
    made = fund(calls=calls, marks=mark(2, "2021-01-01"), figures=NONE_PAID_OUT)
    with pytest.raises(MissingInputError, match="that of 1 CNY is not known"):
        made.irr()
    with pytest.raises(MissingInputError, match="needs what was received"):
        rate_of_return([DatedAmount(Period.of(2020), Figure.parse("1 CNY"))], [])


def test_at_least_so_much_paid_out_bounds_the_rate_from_below():
    calls = [CapitalCall(amount="100 CNY", when="2021-01-01")]
    paid_out = [Distribution(amount="at least 110 CNY", when="2022-01-01")]
    rate = fund(calls=calls, distributions=paid_out, marks=mark(0, "2022-01-01")).irr()
    assert rate.low == pytest.approx(10)
    assert rate.high == float("inf")


# -- the rule -----------------------------------------------------------------------------


def test_a_fund_is_held_against_its_rule():
    own = Commitment(amount="200 CNY", when=2020, partner=HEFEI)
    made = fund(rule=ReinvestmentRule(required="1.5 times"), commitments=[own])
    local = Investment("i", investor=made, investee=Firm("f"), amount="300 CNY, 2021", counts_as="local-firm")
    check = made.reinvestment([local])
    assert check.is_met is True
    assert "mixed-prices" in {caveat.code for caveat in check.ratio.caveats()}


def test_the_share_of_the_sponsor_against_the_cap_of_the_stage():
    rule = ReinvestmentRule(
        required="1.5 times",
        contribution_caps={"seed": "50 %", "early": "40 %", "growth": "20 %"},
        leverage="private/public",
    )
    commitments = [
        Commitment(amount="300 CNY", when=2020, partner=HEFEI),
        Commitment(amount="700 CNY", when=2020, partner=SOCIAL),
    ]
    made = {stage: fund(rule=rule, stage=stage, commitments=commitments) for stage in ("seed", "growth", "mature")}
    assert made["seed"].contribution().is_kept is True  # 30 of at most 50 %
    assert made["growth"].contribution().is_kept is False  # 30 of at most 20 %
    assert made["seed"].contribution().leverage.low == pytest.approx(700 / 300)
    with pytest.raises(MissingInputError, match="no cap for the stage mature"):
        made["mature"].contribution()
    with pytest.raises(MissingInputError, match="no reinvestment rule"):
        fund(stage="seed", commitments=commitments).contribution()
    with pytest.raises(MissingInputError, match="sponsor committed"):
        fund(rule=rule, stage="seed", commitments=commitments[1:]).contribution()
    with pytest.raises(MissingInputError, match="invests in"):
        fund(rule=rule, commitments=commitments).contribution()


# -- as data ------------------------------------------------------------------------------


def test_a_case_file_holds_funds_with_their_records_and_rule(tmp_path):
    rule = ReinvestmentRule(required="1.5 times", counts=["relocated-firm"], contribution_caps={"seed": "50 %"})
    own = Commitment(amount="125 million CNY", when=2019, partner=HEFEI)
    made = fund(
        **{**TEXTBOOK, "commitments": [own]},
        vehicle="limited-partnership",
        limited_partners=[SOCIAL],
        stage="seed",
        rule=rule,
    )
    case = CaseStudy("study", cities=[HEFEI], organisations=[SOCIAL], funds=[made])
    save_case(case, tmp_path / "fund.yaml")
    assert load_case(tmp_path / "fund.yaml") == case
    assert pickle.loads(pickle.dumps(made)) == made


def test_a_wrong_record_is_reported_where_it_stands(tmp_path):
    path = tmp_path / "fund.yaml"
    path.write_text(
        "format: cityinnov/1\ncase: study\nfunds:\n  port:\n    calls:\n    - {amount: '5 firms', when: 2020}\n",
        encoding="utf-8",
    )
    with pytest.raises(CaseFileError, match=r"fund.yaml:6:\d+ funds.port.calls\[0\].amount: .*currency"):
        load_case(path)
