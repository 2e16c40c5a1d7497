from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityinnov.case import CaseStudy
from cityinnov.casefile.reading import load_case
from cityinnov.city import City
from cityinnov.comparison.compared import Obstacle
from cityinnov.comparison.comparison import compare, shared_metrics
from cityinnov.entity.indicator_vocabulary import Indicator
from cityinnov.errors import CurrencyError, InputError, UnknownNameError
from cityinnov.firm import Firm
from cityinnov.prices.stated import StatedRates
from cityinnov.supplier_ecosystem.supplier_ecosystem import SupplierEcosystem


def city(id, **figures):
    return City(id, figures=figures)


def tiers(comparison):
    return [{row.entity.id for row in tier} for tier in comparison.tiers]


def reasons(comparison):
    return {row.entity.id: row.reason for row in comparison.rows if row.figure is None}


def test_order_where_the_bounds_decide():
    # Shares of local suppliers: Pune 29 of 166 is 17.47 %, Hefei 50 of over 500 is under 10 %.
    def ecosystem(id, local, total):
        return SupplierEcosystem(id, anchor=Firm("anchor"), suppliers={"all": total}, local=local)

    shown = compare(
        [ecosystem("hefei", "50 firms", "over 500 firms"), ecosystem("pune", "29 firms", "166 firms")], "local_share"
    )
    assert [str(row.figure) for row in shown.rows] == ["under 10 %", "17.47 %"]
    assert tiers(shown) == [{"pune"}, {"hefei"}]


def test_no_order_where_they_do_not():
    shown = compare(
        [
            city("a", nev_output="over 500,000 vehicles, 2023"),
            city("b", nev_output="740,000 vehicles, 2023"),
            city("c", nev_output="100,000 vehicles, 2023"),
            city("d", nev_output="740,000 vehicles, 2023"),
        ],
        "nev_output",
    )
    assert tiers(shown) == [{"a", "b", "d"}, {"c"}]


def test_what_does_not_compare_has_its_reason():
    shown = compare(
        [
            city("a", gdp="3 trillion CNY, 2023"),
            city("b", gdp="4 trillion CNY, 2013"),
            city("c", gdp="1 trillion USD, 2023"),
            city("d"),
            city("e", gdp=["1 trillion CNY, 2023 [x]", "2 trillion CNY, 2023 [y]"]),
        ],
        "gdp",
    )
    assert tiers(shown) == [{"a"}]
    said = reasons(shown)
    assert "current prices of 2013 and of 2023" in said["b"]
    assert "each currency is a dimension of its own" in said["c"]
    assert "nothing is said of gdp of d" in said["d"]
    assert "different claims" in said["e"]


def test_claims_are_chosen_as_for_one_entity():
    cities = [city("a", gdp=["1 trillion CNY, 2023 [x]", "2 trillion CNY, 2023 [y]", "3 trillion CNY, 2024 [x]"])]
    assert compare(cities, "gdp", 2023, prefer="y").rows[0].figure.high == 2e12
    assert compare(cities, "gdp", 2023, hull=True).rows[0].figure.low == 1e12
    assert compare(cities, "gdp", 2024).rows[0].figure.low == 3e12


def test_units_follow_the_first():
    shown = compare([city("a", land_area="10 km²"), city("b", land_area="2,000 ha")], "land_area")
    assert shown.rows[1].figure.low == pytest.approx(20)  # 2,000 ha of 0.01 km²
    assert tiers(shown) == [{"b"}, {"a"}]


def test_a_case_stands_for_those_of_its_entities_that_have_it():
    one = CaseStudy("one", cities=[city("a", firms="10 firms"), city("b")], firms=[Firm("f")])
    two = CaseStudy("two", cities=[city("c", firms="20 firms")])
    shown = compare([one, two], "firms")
    assert [(row.case.id, row.entity.id) for row in shown.rows] == [("one", "a"), ("two", "c")]
    # a metric is derived of every city, stated of one
    derived = compare([one, city("d", r_and_d_intensity="3 %")], "r_and_d_intensity")
    assert [row.entity.id for row in derived.rows] == ["a", "b", "d"]
    assert "needs r_and_d_spending and gdp" in reasons(derived)["a"]
    assert tiers(derived) == [{"d"}]


def test_nothing_to_compare_is_said():
    with pytest.raises(InputError, match="nothing here has 'firms'"):
        compare([CaseStudy("empty")], "firms")


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 50), st.integers(0, 20)), min_size=1, max_size=8))
def test_tiers_are_surely_apart_and_hold_everything(ranges):
    cities = [city(f"c{i}", firms=f"{low} to {low + width} firms") for i, (low, width) in enumerate(ranges)]
    shown = compare(cities, "firms")
    assert sum(len(tier) for tier in shown.tiers) == len(ranges)
    for higher, lower in zip(shown.tiers, shown.tiers[1:], strict=False):
        assert min(row.figure.low for row in higher) > max(row.figure.high for row in lower)


# -- tables ---------------------------------------------------------------------------


def ecosystem(id, local, total, **fields):
    return SupplierEcosystem(id, anchor=Firm("anchor"), suppliers={"all": total}, local=local, **fields)


def test_a_table_has_figures_or_reasons():
    table = compare(
        [city("a", gdp="3 trillion CNY, 2023", firms="10 firms"), city("b", gdp="4 trillion CNY, 2013")],
        metrics=["gdp", "firms"],
    )
    assert str(table.cell("a", "gdp")) == "3 trillion CNY"
    assert table.cell("b", "gdp").figure is None
    assert "current prices of 2013 and of 2023" in table.cell("b", "gdp").reasons[0]
    assert table.cell("b", "firms").reasons == ("nothing is said of firms of b",)
    assert [(row["case"], row["metric"], row["low"]) for row in table.to_records()] == [
        ("a", "gdp", 3e12),
        ("a", "firms", 10),
        ("b", "gdp", None),
        ("b", "firms", None),
    ]


def test_gross_output_is_not_value_added():
    table = compare(
        [city("a", gdp="1 trillion CNY, 2023"), city("b", gross_output="2 trillion CNY, 2023")],
        metrics={"size": ["gdp", "gross_output"]},
    )
    (reason,) = table.cell("b", "size").reasons
    assert reason.startswith("gross output is not gross domestic product: ")
    assert "Not comparable with value added" in reason


def test_a_share_by_spend_is_not_one_by_count():
    counted = ecosystem("counted", "29 firms", "166 firms")
    bought = SupplierEcosystem(
        "bought", anchor=Firm("anchor"), spend="100 million USD, 2023", local_spend="40 million USD, 2023"
    )
    names = {"local": ["local_share", "local_spend_share"]}
    table = compare(
        [CaseStudy("one", firms=[Firm("anchor")], ecosystems=[counted]), _case("two", bought)], metrics=names
    )
    assert str(table.cell("one", "local")) == "17.47 %"
    assert table.cell("two", "local").figure is None
    assert table.cell("two", "local").reasons[0].startswith("local share of spend is not local supplier share")


def _case(id, ecosystem):
    return CaseStudy(id, firms=[Firm("anchor")], ecosystems=[ecosystem])


def test_one_name_with_two_definitions_does_not_compare():
    def case(id, definition):
        own = Indicator("impact", "money", "stock", "economic impact", definition=definition)
        return CaseStudy(id, indicators=[own], cities=[City(f"{id}-city", figures={"impact": "4 trillion JPY, 2023"})])

    alike = compare([case("one", "over ten years"), case("two", "over ten years")], metrics=["impact"])
    assert alike["impact"].order == "one ? two"
    other = compare([case("one", "over ten years"), case("two", "of one year")], metrics=["impact"])
    assert other.cell("two", "impact").reasons == (
        "economic impact is defined differently in one: of one year over ten years",
    )


def test_money_is_restated_on_demand_only():
    cities = [city("a", gdp="3 billion EUR, 2023"), city("b", gdp="4 billion USD, 2023")]
    rates = StatedRates(["1.25 USD/EUR, 2023"])
    assert compare(cities, metrics=["gdp"]).cell("b", "gdp").figure is None
    table = compare(cities, metrics=["gdp"], restated=lambda figure: figure.convert("USD", rates))
    assert table.cell("a", "gdp").figure.low == pytest.approx(3.75e9)
    assert table["gdp"].order == "b > a"


def test_pune_and_hefei_in_one_table():
    # 29 of 166 is 17.47 %; 50 of over 500 is under 10 %: the bounds decide
    table = compare([load_case("pune"), load_case("hefei")], metrics=["local_share"])
    assert [str(table.cell(id, "local_share")) for id in table.ids] == ["17.47 %", "under 10 %"]
    assert table["local_share"].order == "pune > hefei"


def test_the_cases_that_ship_side_by_side():
    names = ["dresden", "chattanooga", "mount-pleasant"]
    table = compare(
        map(load_case, names),
        metrics=["jobs_delivered", "investment_delivered", "cost_per_job_promised", "aid_intensity"],
        prefer="macdaily",
    )
    assert str(table.cell("mount-pleasant", "jobs_delivered")) == "over 9.23 %"
    assert str(table.cell("mount-pleasant", "investment_delivered")) == "over 7 %"
    assert str(table.cell("dresden", "cost_per_job_promised")) == "≈ up to 2.5 million EUR/job"
    assert str(table.cell("dresden", "aid_intensity")) == "under 50 %"
    assert table.cell("chattanooga", "cost_per_job_promised").figures == ()  # dollars do not compare with euros
    assert len(table.cell("chattanooga", "cost_per_job_promised").reasons) == 1
    assert all(cell.figures or cell.reasons for _, _, cell in table.cells())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"metrics": ["firms"], "name": "firms"}, "one metric is compared, or several"),
        ({}, "one metric is compared, or several"),
        ({"metrics": "firms"}, "expected a list of metrics"),
        ({"metrics": ["unknown"]}, "nothing here has 'unknown'"),
    ],
)
def test_a_table_that_cannot_be_says_why(arguments, words):
    cases = [CaseStudy("one", cities=[city("a", firms="10 firms")])]
    with pytest.raises(InputError, match=words):
        compare(cases, **arguments)


def test_what_stands_in_the_way_is_data_beside_what_is_known():
    # Chattanooga Times Free Press, July 2014: 274.2 million for 2,000 jobs, 137,100 dollars of 2014 a job;
    # MacDailyNews, 8 August 2023: "about 2,000 jobs" in Dresden, techovedas: "over 7,000"
    names = ["chattanooga", "dresden", "mount-pleasant"]
    table = compare(map(load_case, names), metrics=["cost_per_job_promised", "jobs_delivered"])
    first, second = table.cell("chattanooga", "cost_per_job_promised").shown
    assert (first.figure.low, first.obstacle) == (577.4e6 / 2_000, None)
    assert (second.obstacle, [each.low for each in second.known]) == (Obstacle.PRICES, [274.2e6 / 2_000])
    (claims,) = table.cell("dresden", "cost_per_job_promised").shown
    assert claims.obstacle is Obstacle.CLAIMS
    assert [each.low for each in claims.known] == [2_000, 7_000]
    (dresden,) = table.cell("dresden", "jobs_delivered").shown
    assert (dresden.obstacle, dresden.missing) == (Obstacle.MISSING, ("jobs_created",))
    assert {row.obstacle for row in table.cell("mount-pleasant", "cost_per_job_promised").shown} == {Obstacle.OPEN}


@pytest.mark.parametrize(
    ("known", "obstacle"),
    [
        ("4 billion USD, 2023", Obstacle.CURRENCY),
        ("4 billion EUR, 2013", Obstacle.PRICES),
        ("4 billion EUR_2015, 2023", Obstacle.PRICES),
    ],
)
def test_money_of_another_kind(known, obstacle):
    table = compare([city("a", gdp="3 billion EUR, 2023"), city("b", gdp=known)], metrics=["gdp"])
    (row,) = table.cell("b", "gdp").shown
    assert (row.obstacle, row.known[0].low) == (obstacle, 4e9)
    assert table.to_records()[1]["obstacle"] == obstacle.value


def test_what_cannot_be_converted_says_so_with_the_figure():
    def never(figure):
        raise CurrencyError("no rate")

    table = compare([city("a", gdp="3 billion EUR, 2023")], metrics=["gdp"], restated=never)
    (row,) = table.cell("a", "gdp").shown
    assert (row.obstacle, row.reason, str(row.known[0])) == (Obstacle.UNCONVERTED, "no rate", "3 billion EUR, 2023")


def test_records_say_all_there_is_to_a_figure():
    table = compare(map(load_case, ["pune", "hefei"]), metrics=["local_share"])
    pune, hefei = table.to_records()
    assert (pune["unit"], pune["period"], pune["price_basis"], pune["sources"]) == ("%", "2015-01", None, ("toi",))
    assert pune["formula"] == "29 components / 166 components"
    assert (hefei["low"], hefei["high"], hefei["high_closed"], hefei["shown"]) == (0, 10, False, "under 10 %")
    assert any("does not say of which" in caveat for caveat in hefei["caveats"])


def test_what_cases_share():
    cases = [load_case(name) for name in ("hefei", "pune", "dresden")]
    # suppliers are told of Hefei and Pune, promised capital of Pune and Dresden
    assert shared_metrics(cases) == ("supplier_count", "local_share", "capital_promised")
    assert shared_metrics(cases[:1]) == ()
    assert shared_metrics([city("a", gdp="3 EUR, 2023"), city("b", gdp="4 EUR, 2023")]) == ("gdp",)


def test_what_nobody_has_is_answered_with_what_there_is():
    cases = [CaseStudy("one", cities=[city("a", firms="10 firms")])]
    with pytest.raises(InputError, match="nearest: firms") as caught:
        compare(cases, metrics=["frims"])
    assert caught.value.data["nearest"] == ["firms"]
    with pytest.raises(InputError, match="they have firms"):
        compare(cases, metrics=["zzz"])


def test_a_row_is_one_case():
    with pytest.raises(InputError, match="one case"):
        compare([city("a", firms="1 firm"), city("a", firms="2 firms")], metrics=["firms"])


def test_a_row_or_column_that_there_is_not_names_the_nearest():
    table = compare([city("a", firms="1 firm")], metrics=["firms"])
    with pytest.raises(UnknownNameError, match="no 'frims'"):
        table["frims"]
    with pytest.raises(UnknownNameError, match="no 'b'"):
        table.cell("b", "firms")
