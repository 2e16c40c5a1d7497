"""Policy instruments: their taxonomy, and what they cost for what they bring."""

from __future__ import annotations

import pytest

from cityinnov.errors import DimensionError, DomainError, InputError, MissingInputError
from cityinnov.firm import Firm
from cityinnov.policy_instrument.policy_instrument import PolicyInstrument
from cityinnov.policy_instrument.taxonomy import FACETS, Eligibility, InstrumentKind, policy_taxonomy, policy_term


def instrument(**fields):
    return PolicyInstrument("deal", **fields)


# -- the taxonomy ---------------------------------------------------------------------


def test_the_data_have_a_line_for_each_term_and_no_other():
    assert {facet: list(terms) for facet, terms in policy_taxonomy().items()} == {
        facet: list(kind) for facet, kind in FACETS.items()
    }


# Global Trade Alert's own lists: intervention types 1 equity, 2 loan, 3 grant, 7 guarantee, 8 tax relief; eligible
# firms 1 all, 2 SMEs, 3 firm-specific, 4 state-controlled, 5 state trading, 6 sector, 7 location, 8 processing trade;
# levels 1 supranational, 2 national, 3 subnational, 4 zone, 5 and 6 international and national financial institutions.
@pytest.mark.parametrize(
    ("facet", "term", "code"),
    [
        ("kind", "equity", 1),
        ("kind", "loan", 2),
        ("kind", "grant", 3),
        ("kind", "guarantee", 7),
        ("kind", "tax-expenditure", 8),
        ("eligibility", "all", 1),
        ("eligibility", "smes", 2),
        ("eligibility", "firm-specific", 3),
        ("eligibility", "state-controlled", 4),
        ("eligibility", "state-trading", 5),
        ("eligibility", "sector-specific", 6),
        ("eligibility", "location-specific", 7),
        ("eligibility", "processing-trade", 8),
        ("level", "supranational", 1),
        ("level", "national", 2),
        ("level", "municipal", 3),
        ("level", "zone", 4),
        ("level", "international-bank", 5),
        ("level", "public-bank", 6),
    ],
)
def test_terms_have_the_codes_of_global_trade_alert(facet, term, code):
    assert code in policy_taxonomy()[facet][term].gta


def test_no_type_of_global_trade_alert_is_two_of_ours():
    codes = [code for term in policy_taxonomy()["kind"].values() for code in term.gta]
    assert len(codes) == len(set(codes))


def test_the_motives_are_those_of_the_new_industrial_policy_observatory():
    assert {term.nipo for term in policy_taxonomy()["motive"].values() if term.nipo} == {
        "Strategic competitiveness",
        "Climate change mitigation",
        "Resilience/security of supply (non-food)",
        "National security",
        "Geopolitical concern",
        "Digital transformation",
    }


def test_an_instrument_is_classified():
    made = instrument(
        kind="grant", level="zone", eligibility="firm-specific", motives=["security-of-supply", "employment"]
    )
    assert made.is_firm_specific is True
    assert [policy_term(motive).nipo for motive in made.motives] == ["Resilience/security of supply (non-food)", ""]
    assert instrument(eligibility="smes").is_firm_specific is False
    assert instrument().is_firm_specific is None
    assert policy_term(InstrumentKind.LOAN).gta == (2, 6)


@pytest.mark.parametrize(
    ("fields", "nearest"),
    [
        ({"eligibility": "firm specific"}, Eligibility.FIRM_SPECIFIC),
        ({"motives": ["security-of-suply"]}, "security-of-supply"),
    ],
)
def test_a_term_that_there_is_not_names_the_nearest(fields, nearest):
    with pytest.raises(InputError) as raised:
        instrument(**fields)
    assert raised.value.data["nearest"][0] == nearest


# -- what it costs --------------------------------------------------------------------


def test_jobs_full_time_equivalents_and_job_years_are_three_things():
    per_job = instrument(amount="2 million USD, 2024", figures={"jobs_promised": "10 jobs, 2024"})
    per_fte = instrument(amount="2 million USD, 2024", figures={"jobs_promised": "10 FTE, 2024"})
    per_year = instrument(amount="2 million USD, 2024", figures={"job_years": "100 job-years, 2024"})
    costs = [per_job.cost_per_job_promised(), per_fte.cost_per_job_promised(), per_year.cost_per_job_year()]
    assert [str(cost.unit) for cost in costs] == ["USD/job", "USD/FTE", "USD/job-year"]
    for other in costs[1:]:
        with pytest.raises(DimensionError):
            assert costs[0] > other


def test_a_cost_per_induced_job_needs_the_share_that_would_not_have_come():
    deal = instrument(amount="1 million USD, 2024, actual", figures={"jobs_created": "40 jobs, 2024"})
    with pytest.raises(MissingInputError) as raised:
        deal.cost_per_induced_job()
    assert raised.value.data["missing"] == ("but_for_share",)


def test_present_value_takes_each_year_at_its_distance():
    # 10 a year over four years at 5 %: 10 (1 + 1/1.05 + 1/1.1025 + 1/1.157625) = 37.2325
    payments = [f"10 million USD, {year}" for year in range(2024, 2028)]
    value = instrument(payments=payments, figures={"discount_rate": "5 %"}).present_value()
    assert value.low == pytest.approx(37.2324803e6)
    assert (str(value.unit), str(value.period)) == ("USD", "2024")


def test_a_year_without_a_payment_still_passes():
    # 100 and, two years on, 121 at 10 %: 200
    payments = ["121 million USD, 2026", "60 million USD, 2024", "40 million USD, 2024"]
    value = instrument(payments=payments, figures={"discount_rate": "10 %"}).present_value()
    assert value.low == pytest.approx(200e6)


def test_an_uncertain_rate_bounds_the_present_value():
    # 121 in two years: at 10 % 100, at 0 % 121
    payments = ["0 USD, 2024", "121 USD, 2026"]
    value = instrument(payments=payments, figures={"discount_rate": "0 to 10 %"}).present_value()
    assert (value.low, value.high) == (pytest.approx(100), pytest.approx(121))


@pytest.mark.parametrize("when", ["", ", 2024/2026"])
def test_a_payment_of_no_one_year_is_not_guessed_into_one(when):
    with pytest.raises(InputError, match="dated to a year"):
        instrument(payments=[f"10 million USD{when}"], figures={"discount_rate": "5 %"}).present_value()


def test_payback_that_does_not_come_says_what_is_left():
    with pytest.raises(DomainError, match="outstanding"):
        instrument(payments=["100 USD, 2024"], returns=["40 USD, 2025"]).payback_period()


def test_mvpf():
    # Hendren & Sprung-Keyser (2020): 49,170 of willingness to pay for 28,020 of net cost, 1.75
    figures = {"willingness_to_pay": "49,170 USD, 2012", "net_public_cost": "28,020 USD, 2012"}
    assert instrument(figures=figures).mvpf().low == pytest.approx(1.7548, abs=1e-4)


def test_a_policy_that_pays_for_itself_has_no_finite_value():
    figures = {"willingness_to_pay": "100 USD, 2012", "net_public_cost": "-20 USD, 2012"}
    with pytest.raises(DomainError, match="pays for itself"):
        instrument(figures=figures).mvpf()


# -- what it is for -------------------------------------------------------------------


def test_what_is_not_said_of_an_instrument_is_said_of_its_project():
    project = Firm("plant", figures={"jobs_promised": "10 jobs, 2024", "capital_promised": "8 million USD, 2024"})
    deal = instrument(amount="2 million USD, 2024", project=project, figures={"jobs_promised": "4 jobs, 2024"})
    assert str(deal.cost_per_job_promised()) == "500,000 USD/job"  # its own four, not the project's ten
    assert str(deal.aid_intensity()) == "25 %"
    assert instrument(amount="2 million USD, 2024", beneficiaries=[project]).claims("jobs_promised") == ()


def test_several_claims_of_the_amount_stand_side_by_side():
    deal = instrument(amount=["up to 3 billion USD, 2017", "nearly 4 billion USD, 2017"])
    assert len(deal.claims("amount")) == 2
    assert all(claim.low == 0 for claim in deal.amount)
