"""C6: time, C7: provenance, C8: money put in."""

from __future__ import annotations

import pytest

SOURCES = """
sources:
  br: {type: article-magazine, title: From Humble To Hi-Tech, issued: 2025-05}
  cd: {type: article-newspaper, title: Another, issued: 2023-11-01}
  old: {type: book}
"""


def firm(**fields: object) -> str:
    lines = "".join(f"    {name}: {value}\n" for name, value in fields.items())
    return f"{SOURCES}firms:\n  cxmt:\n{lines}"


@pytest.mark.parametrize(
    ("fields", "severities"),
    [
        ({"founded": "2016?", "citations": "br"}, ["note"]),
        ({"founded": "2016", "citations": "br"}, []),
        ({"founded": "2025?", "citations": "br"}, []),  # of the source's own year: "now"
        ({"founded": "2016?", "citations": "old"}, []),  # the source has no date to count from
        ({"figures": '{revenue: "1 billion CNY \\"nine years ago\\", 2016 [br]"}'}, ["note"]),
        ({"figures": '{revenue: "1 billion CNY \\"nine years ago\\", 2015 [br]"}'}, ["note"]),  # either side of May
        ({"figures": '{revenue: "1 billion CNY \\"nine years ago\\", 2012 [br]"}'}, ["warning"]),
        ({"figures": '{revenue: "1 billion CNY \\"9年前\\", 2016 [br]"}'}, ["note"]),
        ({"figures": '{revenue: "1 billion CNY \\"last year\\", 2021 [br]"}'}, ["warning"]),
        ({"figures": '{revenue: "1 billion CNY \\"a decade ago\\", 2015 [br]"}'}, ["note"]),
    ],
)
def test_relative_dates(check, fields: dict, severities: list) -> None:
    assert [finding.severity for finding in check(firm(**fields), "C601")] == severities


@pytest.mark.parametrize(
    ("figure", "fires"),
    [
        ("1 billion CNY, 2024 [cd]", True),
        ("1 billion CNY, 2024 [cd; br]", False),  # one of the two can know
        ("1 billion CNY, 2023 [cd]", False),
        ("1 billion CNY, 2023-12 [cd]", True),
        ("1 billion CNY, 2024, projected [cd]", False),
        ("1 billion CNY, 2024, actual [cd]", True),
        ("1 billion CNY, 2030 [old]", False),
        ("1 billion CNY, 2030", False),
    ],
)
def test_after_its_source(check, figure: str, fires: bool) -> None:
    assert bool(check(firm(figures=f'{{revenue: "{figure}"}}'), "C602")) is fires


def test_a_date_after_its_source_has_its_own_advice(check) -> None:
    (finding,) = check(firm(founded="2024", citations="cd"), "C602")
    assert finding.settle == "correct the date, or cite a source that could know it"


FUND = """
sources: {f: {type: report}}
cities: {hefei: {}}
funds:
  port:
    sponsor: hefei
    calls:
      - {amount: 2 billion CNY, when: 2020-06-30, citations: f p. 4}
"""


def test_records_have_their_own_date_and_citation(check) -> None:
    assert not check(FUND, "C603", "C701", "C702")
    assert [f.code for f in check(FUND.replace(", citations: f p. 4", ""), "C603", "C701", "C702")] == ["C702", "C701"]


@pytest.mark.parametrize(
    ("figure", "fires"), [("1 billion CNY", True), ("1 billion CNY, 2020", False), ("1 billion CNY_2015", False)]
)
def test_undated_money(check, figure: str, fires: bool) -> None:
    assert bool(check(firm(figures=f'{{revenue: "{figure}"}}'), "C603")) is fires


@pytest.mark.parametrize(
    ("claims", "fires"),
    [
        (["36.9 billion CNY, 2000 [br]", "32.473 billion CNY, 2000 [cd]"], True),
        (["32.5 billion CNY, 2000 [br]", "32.473 billion CNY, 2000 [cd]"], False),  # rounded
        (["over 30 billion CNY, 2000 [br]", "32.473 billion CNY, 2000 [cd]"], False),
        (["over 40 billion CNY, 2000 [br]", "32.473 billion CNY, 2000 [cd]"], True),
        (["36.9 billion CNY, 2000 [br]", "32.473 billion CNY, 2001 [cd]"], False),
        (["36.9 billion CNY, 2000 [br]", "4.5 billion USD, 2000 [cd]"], False),  # not without a rate
        (["36.9 billion CNY [br]", "32.473 billion CNY [cd]"], False),  # undated: C603
    ],
)
def test_conflicting_claims(check, claims: list, fires: bool) -> None:
    listed = ", ".join(f'"{claim}"' for claim in claims)
    findings = check(f"{SOURCES}cities: {{hefei: {{figures: {{gdp: [{listed}]}}}}}}\n", "C703")
    assert bool(findings) is fires
    for finding in findings:
        assert "[br]" in finding.message
        assert "[cd]" in finding.message


def test_three_claims_are_one_finding(check) -> None:
    listed = '["1 billion CNY, 2020 [br]", "2.5 billion CNY, 2020 [cd]", "4.5 billion CNY, 2020 [old]"]'
    (finding,) = check(f"{SOURCES}cities: {{hefei: {{figures: {{gdp: {listed}}}}}}}\n", "C703")
    assert len(finding.figures) == 3
    assert finding.message.endswith("all for 2020")


def test_shares_of_several_links_do_not_conflict(check) -> None:
    text = """
chains:
  nev:
    nodes: {battery: {}, motor: {}, car: {}}
    links:
      - {supplier: battery, customer: car, share: "60 %, 2020"}
      - {supplier: motor, customer: car, share: "20 %, 2020"}
"""
    assert not check(text, "C703")


ORIGIN = """
sources:
  a: {{type: webpage, title: {first}{extra}}}
  b: {{type: webpage, title: {second}{extra}}}
cities: {{hefei: {{figures: {{population: ["9.85 million people, 2023 [a]", "{value} million people, 2023 [b]"]}}}}}}
"""


@pytest.mark.parametrize(
    ("first", "second", "extra", "value", "fires"),
    [
        ("One", "One", "", "9.85", True),  # the same article on two sites
        ("One", "Two", "", "9.85", False),
        ("One", "Two", ", source: Xinhua", "9.85", True),  # both from one agency
        ("One", "One", "", "9.37", False),  # another number
    ],
)
def test_one_origin(check, first: str, second: str, extra: str, value: str, fires: bool) -> None:
    text = ORIGIN.format(first=first, second=second, extra=extra, value=value)
    assert bool(check(text, "C704")) is fires


@pytest.mark.parametrize(
    ("figure", "fires"),
    [
        ('over 10 billion CNY "reportedly over 10 billion", 2023 [old]', True),
        ('over 10 billion CNY "据说超过100亿元", 2023 [old]', True),
        ('over 10 billion CNY "more than 10 billion", 2023 [old]', False),
    ],
)
def test_hearsay_in_the_figures_own_words(check, figure: str, fires: bool) -> None:
    assert bool(check(f"{SOURCES}firms:\n  boe:\n    figures:\n      profit: {figure}\n", "C705")) is fires


INVESTMENT = """
cities: {{hefei: {{}}}}
firms: {{nio: {{}}}}
funds: {{group: {{sponsor: hefei{fund}}}}}
investments:
  put-in: {{investor: group, investee: nio, amount: "{amount}"{more}}}
"""


@pytest.mark.parametrize(
    ("amount", "more", "fires"),
    [
        ("7 billion CNY, 2020", "", True),
        ("7 billion CNY, 2020, committed", "", False),
        ("7 billion CNY, 2020", ", closed: 2020-06", False),  # paid when it closed
        ("7 billion CNY, 2020", ", announced: 2020-04", True),
    ],
)
def test_planned_or_paid(check, amount: str, more: str, fires: bool) -> None:
    assert bool(check(INVESTMENT.format(fund="", amount=amount, more=more), "C801")) is fires


@pytest.mark.parametrize(
    ("fund", "fires"),
    [
        ("", True),
        (", commitments: [{amount: 5 billion CNY, when: 2020, partner: hefei}]", False),
        (", commitments: [{amount: 5 billion CNY, when: 2020, partner: nio}]", True),
    ],
)
def test_the_citys_own_part_of_a_group(check, fund: str, fires: bool) -> None:
    assert bool(check(INVESTMENT.format(fund=fund, amount="7 billion CNY, 2020", more=""), "C802")) is fires


RETURN = """
indicators: {return_multiple: {unit: "×", kind: index, label: multiple}}
firms: {nio: {}}
"""
FUND_RETURN = "funds: {{f: {{figures: {{return_multiple: 'up to 5.5 times, 2021'}}{more}}}}}\n"
INVESTMENT_RETURN = """
investments:
  i: {{investee: nio, amount: "1 billion CNY, 2020", figures: {{return_multiple: "5 times, 2021"}}{more}}}
"""


@pytest.mark.parametrize(
    ("section", "more", "fires"),
    [
        (FUND_RETURN, "", True),
        (FUND_RETURN, ", calls: [{amount: 1 billion CNY, when: 2020}]", True),  # nothing came back
        (
            FUND_RETURN,
            ", calls: [{amount: 1 billion CNY, when: 2020}], marks: [{value: 2 billion CNY, when: 2021}]",
            False,
        ),
        (INVESTMENT_RETURN, "", True),
        (INVESTMENT_RETURN, ", exits: [{when: 2021, proceeds: 5 billion CNY}]", False),
    ],
)
def test_a_multiple_needs_flows(check, section: str, more: str, fires: bool) -> None:
    assert bool(check(RETURN + section.format(more=more), "C803")) is fires


def test_a_multiple_of_output_is_no_return(check) -> None:
    assert not check("cities: {hefei: {figures: {gdp_multiple: 'over 2 times, 2014/2024'}}}", "C803")


@pytest.mark.parametrize(("status", "fires"), [("committed", True), ("actual", False)])
def test_one_amount_as_promise_and_as_payment(check, status: str, fires: bool) -> None:
    listed = f'["5.0 billion CNY, 2020, actual", "5.0 billion CNY, 2020, {status}"]'
    text = f"firms: {{nio: {{figures: {{capital_investment: {listed}}}}}}}\n"
    assert bool(check(text, "C804")) is fires
