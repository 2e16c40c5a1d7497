from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityinnov.case import CaseStudy
from cityinnov.city import City
from cityinnov.comparison import compare
from cityinnov.errors import InputError
from cityinnov.firm import Firm
from cityinnov.supplier_ecosystem import SupplierEcosystem


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
