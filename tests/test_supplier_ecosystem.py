from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityinnov.case import CaseStudy
from cityinnov.casefile.reading import load_case
from cityinnov.casefile.writing import save_case
from cityinnov.city import City
from cityinnov.comparison.comparison import compare
from cityinnov.entity.derived_metric import evaluate
from cityinnov.errors import ConflictingClaimsError, DimensionError, InputError, MissingInputError, UnknownNameError
from cityinnov.firm import Firm
from cityinnov.place import Place
from cityinnov.supplier_ecosystem.supplier_ecosystem import SupplierEcosystem
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period

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


# -- firm by firm ---------------------------------------------------------------------

ANHUI = Place("anhui", name={"en": "Anhui", "zh": "安徽"}, kind="province", country="CN")
HEFEI = City("hefei", name={"en": "Hefei", "zh": "合肥"}, country="CN", region=ANHUI)
CHINA = Place("china", name="China", kind="country", country="CN")
ROWS = [
    {"name": "Gotion", "place": "合肥", "year": 2023, "category": "cells", "spend": "2 billion CNY, 2023"},
    {
        "name": "Bosch",
        "place": "Wuhu",
        "region": "Anhui",
        "year": 2023,
        "category": "brakes",
        "spend": "1 bn CNY, 2023",
    },
    {
        "name": "Conti",
        "place": "Hanover",
        "country": "DE",
        "year": 2023,
        "category": "brakes",
        "spend": "1 bn CNY, 2023",
    },
    {"name": "Gotion", "place": "hefei", "year": 2024, "category": "cells"},
    {"name": "Conti", "place": "HEFEI", "year": 2024, "category": "brakes", "spend": None},
]


def listing(places=(HEFEI,), rows=ROWS, **fields):
    anchor = Firm("vw-anhui", city=HEFEI)
    return SupplierEcosystem.from_rows("vw-suppliers", rows, anchor=anchor, places=places, **fields)


def test_a_list_gives_local_shares_over_time_by_count_and_by_spend():
    made = listing()
    assert made.local_share(period=2023).mid == pytest.approx(100 / 3)
    assert str(made.local_share(period=2024)) == "100 %"
    assert str(made.local_spend_share(period=2023)) == "50 %"  # 2 of 4 billion
    assert made.claims("spend")[0].period == Period("2023")  # of 2024 not all is said
    rows = {(row.name, str(row.figure)) for row in evaluate(made) if row.figure is not None}
    assert ("local_share", "100 %") in rows


def test_a_wider_place_holds_the_narrower():
    # Hefei lies in Anhui, as Wuhu is said to; both in China by the region's country
    for place, local in ((HEFEI, 1), (ANHUI, 2), (CHINA, 2)):
        made = listing(places=[place], region=ANHUI)
        assert made.local_share(period=2023).mid == pytest.approx(100 * local / 3)


def test_a_category_of_a_list_has_its_own_local_suppliers():
    made = listing()
    assert made.local_share(period=2023, of="cells").mid == 100
    assert made.local_share(period=2023, of="brakes").mid == 0
    with pytest.raises(UnknownNameError, match="'break'"):
        made.local_share(period=2023, of="break")


def test_several_years_are_not_one_count():
    with pytest.raises(MissingInputError, match="several years"):
        listing().supplier_count()
    assert str(listing(rows=ROWS[:3]).supplier_count()) == "3 firms, 2023"
    with pytest.raises(MissingInputError, match="no suppliers for 2020"):
        listing().local_share(local=Figure.parse("1 firm, 2020"))


def test_without_places_nobody_is_local():
    with pytest.raises(MissingInputError) as raised:
        listing(places=()).local_share()
    assert raised.value.data["missing"] == ("local",)


def test_nothing_bought_locally_is_none_of_the_spend():
    assert str(listing(places=[City("wuxi")], rows=ROWS[:3]).local_spend_share()) == "0 %"


def test_what_is_stated_and_what_is_listed_agree():
    made = listing(suppliers={"brakes": "about 2 firms, 2023"}, local="at least 1 firm, 2023")
    assert made.suppliers["brakes"][0].bounds.approx  # two firms listed, about two stated
    for fields, field in (
        ({"suppliers": {"brakes": "over 500 firms, 2023"}}, "suppliers"),
        ({"local": "2 firms, 2024?", "places": [City("wuxi")]}, "local"),
        ({"spend": "under 4 billion CNY, 2023"}, "spend"),
        ({"local_spend": "3 billion CNY, 2023"}, "local_spend"),
    ):
        with pytest.raises(InputError, match="contradict each other") as raised:
            listing(**fields)
        assert raised.value.data["field"] == field


def test_parts_are_counted_beside_firms():
    made = listing(suppliers={"brakes": "166 components, 2023"}, local="29 components, 2023")
    assert str(made.local_share(period=2023)) == "17.47 %"  # Pune: 29 of 166


def test_dependence_on_the_anchor():
    made = ecosystem(spend="4 billion CNY, 2023", sales="10 billion CNY, 2023")
    assert str(made.dependence_on_anchor()) == "40 %"


def test_rows_of_a_dataframe_leave_blanks_unsaid():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"name": ["Gotion", "Conti"], "place": ["hefei", None], "spend": [2.5, float("nan")]})
    made = SupplierEcosystem.from_rows("s", frame.to_dict("records"), unit="million CNY", anchor=VW, places=[HEFEI])
    assert str(made.listed[0].spend) == "2.5 million CNY"
    assert (made.listed[1].place, made.listed[1].spend) == (None, None)
    with pytest.raises(InputError, match="row:1 name: expected a text"):
        SupplierEcosystem.from_rows("s", [{"name": 5}], anchor=VW)


def test_pune_and_hefei_stand_in_one_comparison():
    pune = SupplierEcosystem(
        "pune", anchor=Firm("vw-india"), suppliers={"parts": "166 components"}, local="29 components"
    )
    shown = compare([pune, ecosystem()], "local_share")
    assert [[row.entity.id for row in tier] for tier in shown.tiers] == [
        ["pune"],
        ["vw-suppliers"],
    ]  # 17.47 % > under 10 %


places = st.sampled_from(["hefei", "wuhu", None])
categories = st.sampled_from(["cells", "brakes", None])
rows = st.fixed_dictionaries(
    {"name": st.sampled_from("ABCDE"), "place": places, "category": categories, "year": st.sampled_from([2023, 2024])}
)


@settings(max_examples=60)
@given(st.lists(rows, min_size=1, max_size=12))
def test_local_is_never_more_than_all_of_a_category_and_place(listed):
    made = listing(rows=listed)
    for local in made.claims("local"):
        for category in {row["category"] for row in listed if row["category"]}:
            if any(row["category"] == category and row["year"] == local.period.year for row in listed):
                assert 0 <= made.local_share(local=local, of=category).high <= 100
        assert 0 <= made.local_share(local=local).high <= 100
    assert all(0 < share.low <= 100 for share in made.shares("place").values())


def test_a_list_round_trips_through_its_case_file(tmp_path):
    anchor = Firm("vw-anhui", city=HEFEI)
    case = CaseStudy("study", places=[ANHUI], cities=[HEFEI], firms=[anchor], ecosystems=[listing()])
    save_case(case, tmp_path / "study.yaml")
    assert load_case(tmp_path / "study.yaml") == case
