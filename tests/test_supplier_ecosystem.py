from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityinnov.city import City
from cityinnov.errors import ConflictingClaimsError, DimensionError, InputError, MissingInputError, UnknownNameError
from cityinnov.firm import Firm
from cityinnov.supplier_ecosystem import SupplierEcosystem
from cityinnov.values.figure import Figure

VW = Firm("vw-anhui", name="Volkswagen Anhui", city=City("hefei"))
SUPPLIERS = {"production": "over 500 firms, 2025-05", "general": "over 1,000 firms, 2025-05"}


def ecosystem(**fields):
    return SupplierEcosystem(
        "vw-suppliers", anchor=VW, **{"suppliers": SUPPLIERS, "local": "50 firms, 2025-05", **fields}
    )


def test_the_share_is_the_hull_of_its_readings():
    # 50 of over 500 is under 10 %; 50 of over 1,000 under 5 %; together they are at least the larger: under 5 %
    share = ecosystem().local_share()
    assert str(share) == "under 10 %"
    assert {reading: str(figure) for reading, figure in share.alternatives.items()} == {
        "production": "under 10 %",
        "general": "under 5 %",
        "all": "under 5 %",
    }
    assert "ambiguous-denominator" in {caveat.code for caveat in share.caveats()}
    assert share < Figure.parse("12 %")


def test_disjoint_categories_add_up():
    # 50 / (over 500 + over 1,000) = under 3.33...%, shown outward
    share = ecosystem(disjoint=True).local_share(of="all")
    assert share.high == pytest.approx(100 / 30)
    assert str(share) == "under 3.34 %"


def test_overlapping_categories_are_at_least_the_larger():
    assert ecosystem(disjoint=False).supplier_count().low == 1000
    exact = ecosystem(suppliers={"production": "500 firms", "general": "1,000 firms"})
    assert (exact.supplier_count().low, exact.supplier_count().high) == (1000, 1500)


def test_one_reading_can_be_chosen_and_only_a_known_one():
    assert str(ecosystem().local_share(of="general")) == "under 5 %"
    assert ecosystem().local_share(of="general").alternatives == {}
    with pytest.raises(UnknownNameError, match="'producton'") as raised:
        ecosystem().local_share(of="producton")
    assert "production" in raised.value.data["nearest"]


def test_the_source_may_leave_open_less():
    share = ecosystem(local_of=["general", "all"]).local_share()
    assert list(share.alternatives) == ["general", "all"]
    assert str(share) == "under 5 %"
    clear = ecosystem(local_of=["production"]).local_share()
    assert clear.alternatives == {}
    assert clear.caveats() == ()


def test_one_category_leaves_nothing_open():
    # Pune: 29 of 166 components were local, 17.47 %; here as firms
    share = ecosystem(suppliers={"components": "166 firms"}, local="29 firms").local_share()
    assert str(share) == "17.47 %"
    assert share.alternatives == {}


def test_a_category_named_all_is_what_it_says():
    share = ecosystem(suppliers={"production": "500 firms", "all": "1,200 firms"}, local="60 firms").local_share(
        of="all"
    )
    assert str(share) == "5 %"


def test_each_period_takes_the_suppliers_of_its_own():
    over_time = ecosystem(
        suppliers={"production": ["400 firms, 2024", "500 firms, 2025"]},
        local=["20 firms, 2024", "50 firms, 2025"],
    )
    assert str(over_time.local_share(period=2024)) == "5 %"
    assert str(over_time.local_share(period=2025)) == "10 %"
    with pytest.raises(ConflictingClaimsError, match="production suppliers for 2023"):
        over_time.local_share(local=Figure.parse("5 firms, 2023"))


def test_what_is_missing_is_named():
    with pytest.raises(MissingInputError) as raised:
        ecosystem(local=()).local_share()
    assert raised.value.data["missing"] == ("local",)
    for method in ("local_share", "supplier_count"):
        with pytest.raises(MissingInputError) as raised:
            getattr(ecosystem(suppliers={}), method)()
        assert raised.value.data["missing"] == ("suppliers",)


def test_what_does_not_fit_is_refused():
    with pytest.raises(InputError, match="a category that there is not; found 'retail'"):
        ecosystem(local_of=["retail"])
    with pytest.raises(DimensionError, match="local"):
        ecosystem(local="50 vehicles")
    with pytest.raises(TypeError):
        ecosystem(disjoint="unstated")


@settings(max_examples=60)
@given(
    counts=st.lists(st.integers(1, 5000), min_size=1, max_size=4),
    share=st.floats(0, 1),
    disjoint=st.sampled_from([True, False, None]),
)
def test_every_reading_lies_in_the_hull_and_a_union_is_never_more_than_the_sum(counts, share, disjoint):
    suppliers = {f"c{i}": f"{count} firms" for i, count in enumerate(counts)}
    made = ecosystem(suppliers=suppliers, local=f"{int(min(counts) * share)} firms", disjoint=disjoint)
    hull = made.local_share()
    for reading in made.readings:
        assert hull.bounds.encloses(made.local_share(of=reading).bounds)
    everything = made.supplier_count()
    assert max(counts) <= everything.low <= everything.high <= sum(counts)
    assert (everything.low == sum(counts)) or not disjoint
