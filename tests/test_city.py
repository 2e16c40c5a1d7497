from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityinnov.city import City
from cityinnov.errors import DomainError
from cityinnov.talent import TalentProgramme
from cityinnov.values.figure import Figure


def city(**figures):
    return City("city", figures=figures)


def test_more_than_doubled_over_a_decade():
    # 2 ** (1/10) - 1 = 0.0717734...: over 7.17 % a year
    growth = city(gdp_multiple="over 2 times, 2015?/2025?").gdp_annual_growth()
    assert growth.low == pytest.approx(7.17734625, rel=1e-8)
    assert growth.high == float("inf")
    assert not growth.bounds.low_closed
    assert growth.unit.text == "%/year"


@given(rate=st.floats(0.001, 0.5), years=st.integers(1, 60))
def test_growth_compounds_back_to_the_multiple(rate, years):
    multiple = Figure.exact((1 + rate) ** years, "×", f"{2020 - years}/2020")
    assert city(gdp_multiple=multiple).gdp_annual_growth().mid == pytest.approx(100 * rate, rel=1e-6)


@pytest.mark.parametrize("period", ["", ", 2015", ", 2015/.."])
def test_growth_needs_a_span(period):
    with pytest.raises(DomainError, match="how long it took"):
        city(gdp_multiple=f"over 2 times{period}").gdp_annual_growth()


def test_ratios_of_a_year():
    # F034, F035 of the facts on Hefei: 47.0 billion yuan of R&D at an intensity of 3.91 % are a GDP of 1.202 trillion
    hefei = city(
        r_and_d_spending="47.0 billion CNY, 2022",
        gdp="1,202 billion CNY, 2022",
        population="9,634,000 people, 2022",
        nev_output="255,000 vehicles, 2022",
        vehicle_output="1,020,000 vehicles, 2022",
        graduates="200,000 graduates, 2022",
        graduates_retained="130,000 graduates, 2022",
    )
    assert hefei.r_and_d_intensity().mid == pytest.approx(3.91, abs=0.005)
    # 1,202,000 million / 9.634 million = 124,766 yuan
    per_resident = hefei.gdp_per_resident()
    assert per_resident.mid == pytest.approx(124_766, abs=1)
    assert per_resident.unit.text == "CNY/person"
    assert str(hefei.nev_share()) == "25 %"
    assert str(hefei.graduate_retention()) == "65 %"


def test_foreign_experts():
    # over 1,500 from 74 countries: over 20.27 a country; among 10 million residents over 0.15 per thousand
    hefei = city(
        foreign_experts="over 1,500 experts, 2025-05-20",
        foreign_expert_countries="74 countries, 2025-05-20",
        population="10 million people, 2025",
    )
    assert hefei.foreign_experts_per_country().low == pytest.approx(1500 / 74)
    intensity = hefei.foreign_expert_intensity()
    assert intensity.low == pytest.approx(0.15)
    assert intensity.unit.text == "‰"


def test_a_programme_retains_its_own_graduates():
    college = TalentProgramme(
        "c", figures={"graduates": "60 graduates, 2024", "graduates_retained": "45 graduates, 2024"}
    )
    assert str(college.graduate_retention()) == "75 %"
