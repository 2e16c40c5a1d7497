from __future__ import annotations

import attrs
import pytest

from cityinnov import PolicyInstrument
from cityinnov.city import City
from cityinnov.entity.derived_metric import DerivedMetrics, evaluate
from cityinnov.entity.entity import Entity
from cityinnov.entity.recipe import derived, derived_methods
from cityinnov.errors import ConflictingClaimsError, DomainError, MissingInputError, UnknownNameError
from cityinnov.firm import Firm
from cityinnov.values.figure import Figure


@attrs.frozen(slots=True, kw_only=True)
class Plant(Entity):
    """A factory with two metrics, one of which takes an option."""

    @derived(shown="vehicle/person", label={"en": "vehicles per employee"})
    def productivity(self, vehicle_output: Figure, employees: Figure, *, without: int = 0) -> Figure:
        """Vehicles for each employee."""
        return vehicle_output / (employees - Figure.exact(without, "person"))

    @derived(label="never")
    def hopeless(self, employees: Figure) -> Figure:
        """Has no value."""
        raise DomainError("this has no value")


def plant(**figures):
    return Plant("plant", figures=figures)


def rows(entity, name, about=None):
    return DerivedMetrics(tuple(evaluate(entity, about))).named(name)


def test_inputs_are_the_parameters_without_default():
    productivity, hopeless = derived_methods(Plant)
    assert productivity.inputs == ("vehicle_output", "employees")
    assert (productivity.shown, hopeless.shown) == ("vehicle/person", None)
    assert str(productivity.label) == "vehicles per employee"


def test_a_subclass_inherits_metrics_and_may_replace_them():
    @attrs.frozen(slots=True, kw_only=True)
    class Shed(Plant):
        @derived(shown="%", label="other")
        def hopeless(self, employees: Figure) -> Figure:
            return employees / employees

    assert [(r.name, str(r.label)) for r in derived_methods(Shed)] == [
        ("productivity", "vehicles per employee"),
        ("hopeless", "other"),
    ]


def test_called_without_arguments_it_finds_its_inputs():
    # 1,000 vehicles / 50 people
    assert plant(vehicle_output="1,000 vehicles, 2023", employees="50 people, 2023").productivity().low == 20


def test_options_and_inputs_can_be_given():
    works = plant(vehicle_output="1,000 vehicles, 2023", employees="50 people, 2023")
    assert works.productivity(without=10).low == 25  # 1,000 / 40
    assert works.productivity(employees=Figure.parse("100 people, 2023")).low == 10


def test_a_period_or_source_can_be_chosen():
    works = plant(
        vehicle_output=["1,000 vehicles, 2022", "3,000 vehicles, 2023"],
        employees=["50 people, 2022", "60 people, 2023 [a]", "75 people, 2023 [b]"],
    )
    assert works.productivity(period=2022).low == 20
    assert works.productivity(period=2023, prefer="b").low == 40  # 3,000 / 75
    together = works.productivity(period=2023, hull=True)
    assert (together.low, together.high) == (40, 50)  # 3,000 / 75 and 3,000 / 60
    with pytest.raises(ConflictingClaimsError):
        works.productivity(period=2023)


def test_everything_missing_is_named_at_once():
    with pytest.raises(MissingInputError, match="vehicle_output and employees") as raised:
        plant().productivity()
    assert raised.value.data["missing"] == ("vehicle_output", "employees")


def test_a_row_for_each_period_that_the_inputs_share():
    works = plant(
        vehicle_output=["1,000 vehicles, 2021", "1,000 vehicles, 2022", "3,000 vehicles, 2023"],
        employees=["50 people, 2022", "60 people, 2023?"],
    )
    made = rows(works, "productivity")
    assert [(str(row.period), row.figure.low) for row in made] == [("2022", 20), ("2023?", 50)]


def test_stocks_of_a_date_serve_flows_of_its_year_if_nothing_shares_more():
    made = rows(
        plant(
            vehicle_output=["1,000 vehicles, 2022", "3,000 vehicles, 2023"],
            employees=["50 people, 2022-12-31", "60 people, 2023-12-31"],
        ),
        "productivity",
    )
    assert [row.figure.low for row in made] == [20, 50]
    assert [caveat.code for caveat in made[0].figure.caveats()] == ["different-periods"]


def test_single_claims_of_different_periods_are_combined_with_the_caveat():
    (row,) = rows(plant(vehicle_output="1,000 vehicles, 2022", employees="50 people, 2024"), "productivity")
    assert row.figure.low == 20
    assert row.period is None
    assert [caveat.code for caveat in row.figure.caveats()] == ["different-periods"]


def test_several_claims_that_share_no_period_are_not_combined():
    works = plant(vehicle_output=["1,000 vehicles, 2021", "1,000 vehicles, 2022"], employees="50 people, 2024")
    (row,) = rows(works, "productivity")
    assert row.figure is None
    assert row.reason == "its inputs share no period: vehicle_output (2021, 2022); employees (2024)"


def test_conflicting_claims_of_another_time_have_a_row_each():
    # two sources count the vehicles of 2023; only the staff of 2024 is known: 1,000 / 50 and 2,000 / 50
    made = plant(vehicle_output=["1,000 vehicles, 2023", "2,000 vehicles, 2023-06"], employees="50 people, 2024")
    assert [row.figure.low for row in rows(made, "productivity")] == [20, 40]


def test_undated_claims_share_having_no_date_but_no_date_with_dated_ones():
    (row,) = rows(plant(vehicle_output="1,000 vehicles", employees="50 people"), "productivity")
    assert row.figure.low == 20
    (row,) = rows(
        plant(vehicle_output=["1,000 vehicles", "2,000 vehicles"], employees="50 people, 2024"), "productivity"
    )
    assert "undated, undated" in row.reason


def test_conflicting_claims_give_a_row_each_and_agreeing_ones_one():
    works = plant(
        vehicle_output="3,000 vehicles, 2023",
        employees=["60 people, 2023 [a]", "75 people, 2023 [b]", "75 people, 2023 [c]"],
    )
    assert [row.figure.low for row in rows(works, "productivity")] == [50, 40]


def test_an_error_in_one_metric_is_its_reason_and_stops_nothing():
    made = DerivedMetrics(tuple(evaluate(plant(vehicle_output="1,000 vehicles, 2023", employees="50 people, 2023"))))
    productivity = made["plant.productivity"]
    assert (str(productivity.label), productivity.shown) == ("vehicles per employee", "vehicle/person")
    assert str(productivity) == "plant.productivity: 20 vehicles/person"
    assert made["hopeless"].reason == "this has no value"
    assert [row.name for row in made.computed] == ["productivity"]
    assert [row.name for row in made.missing] == ["hopeless"]


def test_approximations_can_be_widened():
    works = plant(vehicle_output="about 1,000 vehicles, 2023", employees="50 people, 2023")
    (as_said,), (widened,) = rows(works, "productivity"), rows(works, "productivity", about=0.05)
    assert as_said.figure.bounds.approx
    assert (widened.figure.low, widened.figure.high) == (19, 21)  # 950 / 50 and 1,050 / 50


def test_lookup_by_metric_or_entity_and_metric():
    cities = [City(id, figures={"gdp_multiple": "2 times, 2014/2024"}) for id in ("a", "b")]
    made = DerivedMetrics(tuple(row for city in cities for row in evaluate(city)))
    assert made["a.gdp_annual_growth"].entity.id == "a"
    with pytest.raises(ConflictingClaimsError, match="more than one metric") as raised:
        made["gdp_annual_growth"]
    assert "a.gdp_annual_growth or b.gdp_annual_growth" in raised.value.hint
    with pytest.raises(UnknownNameError) as unknown:
        made["a.gdp_anual_growth"]
    assert "a.gdp_annual_growth" in unknown.value.data["nearest"]
    assert len(made[0:2]) == 2
    assert made[-1].entity.id == "b"
    assert len(made.named("nothing")) == 0


def test_bounds_that_leave_everything_open_are_no_metric() -> None:
    """Up to 3 billion over up to 13,000 jobs: next to nothing for many, or all for one. Any amount is possible."""
    plant = Firm("plant", figures={"jobs_promised": "up to 13,000 jobs, 2017, planned"})
    aid = PolicyInstrument("aid", amount="up to 3 billion USD, 2017, committed", beneficiaries=[plant], project=plant)
    (metric,) = [metric for metric in evaluate(aid) if metric.name == "cost_per_job_promised"]
    assert metric.figure is None
    assert metric.reason == "what is known leaves it open: up to 3 billion USD / up to 13,000 jobs"
