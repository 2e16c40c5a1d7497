"""C3: growth. The calculations by hand stand beside the cases."""

from __future__ import annotations

import pytest


def city(*, name: str = "Hefei", country: str = "CN", **figures: object) -> str:
    lines = "".join(f"      {id}: {claims}\n" for id, claims in figures.items())
    return f"cities:\n  a-city:\n    name: {name}\n    country: {country}\n    figures:\n{lines}"


@pytest.mark.parametrize(
    ("multiple", "codes"),
    [
        ("over 2 times, 2014/2024", ["C302"]),
        ("over 2 times, 2015?/2025?", ["C301", "C302"]),
        ("over 2 times, 2025", ["C301", "C302"]),
        ("over 2 times", ["C301", "C302"]),
        ("over 2 times, 2014/..", ["C301", "C302"]),
    ],
)
def test_dates_and_prices_of_a_multiple(check, multiple: str, codes: list) -> None:
    assert [finding.code for finding in check(city(gdp_multiple=multiple), "C301", "C302")] == codes


def test_the_definition_of_a_declared_indicator_can_say_at_which_prices(check) -> None:
    declared = """
indicators:
  gdp_multiple: {unit: "×", kind: index, label: multiple of GDP, definition: At constant prices.}
"""
    assert not check(declared + city(gdp_multiple="over 2 times, 2014/2024"), "C302")


@pytest.mark.parametrize(
    ("multiple", "levels", "fires"),
    [
        ("over 2 times, 2014/2024", '["518.1 billion CNY, 2014", "1.35 trillion CNY, 2024"]', False),  # 2.606
        ("over 3 times, 2014/2024", '["518.1 billion CNY, 2014", "1.35 trillion CNY, 2024"]', True),
        ("2.6 times, 2014/2024", '["518.1 billion CNY, 2014", "1.35 trillion CNY, 2024"]', False),
        ("over 3 times, 2014/2024", '["518.1 billion CNY, 2014", "1.35 trillion CNY, 2023"]', False),  # another year
        ("over 3 times, 2014/2024", '["under 1 CNY, 2014", "1.35 trillion CNY, 2024"]', False),  # from nothing, perhaps
        ("over 3 times, 2014/2024", '["518.1 billion CNY_2015, 2014", "1.35 trillion CNY, 2024"]', False),
        ("27 times, 2000/2020", '["36.9 billion CNY, 2000", "1.005 trillion CNY, 2020"]', False),  # 27.24: 27.2 to 27.3
        (
            "27 times, 2000/2020",
            '["32.5 billion CNY, 2000", "36.9 billion CNY, 2000", "1.005 trillion CNY, 2020"]',
            False,
        ),  # one of them fits
        ("26 times, 2000/2020", '["36.9 billion CNY, 2000", "1.005 trillion CNY, 2020"]', True),
    ],
)
def test_a_multiple_against_its_end_points(check, multiple: str, levels: str, fires: bool) -> None:
    assert bool(check(city(gdp_multiple=multiple, gdp=levels), "C303")) is fires


@pytest.mark.parametrize(
    ("growth", "fires"),
    [("1.7 %, 2024", False), ("1.69 %, 2024", False), ("17 %, 2024", True), ("2 %, 2024", False)],
)
def test_a_growth_rate_against_the_year_before(check, growth: str, fires: bool) -> None:
    # 10.02 / 9.853 = 1.01695: with 10.015 to 10.025 and 9.8525 to 9.8535 from 1.639 % to 1.751 %
    text = city(population_growth=growth, population='["9.853 million people, 2023", "10.02 million people, 2024"]')
    assert bool(check(text, "C303")) is fires


@pytest.mark.parametrize(("price", "code"), [("CNY", "C304"), ("CNY_2020", "C303")])
def test_real_growth_contradicts_constant_prices_and_only_differs_from_current_ones(check, price, code) -> None:
    levels = f'["1.200 trillion {price}, 2022", "1.267 trillion {price}, 2023"]'  # 5.58 %
    findings = check(city(gdp_growth="3.1 %, 2023", gdp=levels), "C303", "C304")
    assert [finding.code for finding in findings] == [code]


@pytest.mark.parametrize(
    ("words", "indicator", "severity"),
    [
        ("30-percent faster", "gain", "note"),
        ("提速30%", "gain", "note"),
        ("30-percent faster", "time_reduction", "warning"),
        ("30 percent more", "gain", None),
    ],
)
def test_faster(check, words: str, indicator: str, severity: str | None) -> None:
    text = f"""
indicators: {{{indicator}: {{unit: "%", kind: rate, label: gain, definition: gain in speed}}}}
firms:
  vctc:
    figures:
      {indicator}: 30 % "{words}", 2025
"""
    findings = check(text, "C305")
    assert [finding.severity for finding in findings] == ([severity] if severity else [])
    for finding in findings:
        assert "is 23.1 % less time, not 30 %" in finding.message  # 1 - 1/1.3 = 0.2308


@pytest.mark.parametrize(
    ("name", "country", "figures", "severities"),
    [
        ("Hefei", "CN", {"gdp_multiple": "5 times, 2005/2015"}, ["warning"]),
        ("Hefei", "CN", {"gdp_multiple": "5 times, 2012/2022"}, []),
        ("{en: Somewhere, zh: 合肥}", "CN", {"gdp_growth": "15 %, 2011"}, ["warning"]),
        ("Hefei", "CN", {"gdp_growth": "13.6 %, 2012"}, []),  # on 2011, whose end is after the change
        ("Jinan", "CN", {"population_growth": "17 %, 2018/2019"}, ["warning"]),
        ("Hefei", "US", {"gdp_multiple": "5 times, 2005/2015"}, []),
        ("Dresden", "DE", {"gdp_multiple": "5 times, 2005/2015"}, []),
        ("Hefei", "CN", {"population": '["4.9 million people, 2009", "7.5 million people, 2012"]'}, ["note"]),
        ("Hefei", "CN", {"population": '["7.5 million people, 2012", "9.4 million people, 2020"]'}, []),
    ],
)
def test_boundary_changes(check, name: str, country: str, figures: dict, severities: list) -> None:
    found = check(city(name=name, country=country, **figures), "C306")
    assert [finding.severity for finding in found] == severities
