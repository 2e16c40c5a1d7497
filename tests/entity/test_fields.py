from __future__ import annotations

import datetime

import attrs
import pytest

from cityinnov.city import City
from cityinnov.claim import Claim
from cityinnov.entity.entity import Entity
from cityinnov.entity.fields import COUNTRIES
from cityinnov.errors import CityinnovError, DimensionError, InputError
from cityinnov.event import Event
from cityinnov.firm import Firm
from cityinnov.industry_chain.industry_chain import ChainLink
from cityinnov.innovation_platform import InnovationPlatform
from cityinnov.investment import Investment
from cityinnov.place import Place
from cityinnov.policy_instrument.policy_instrument import PolicyInstrument
from cityinnov.ranking import Ranking
from cityinnov.talent import TalentProgramme
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period
from cityinnov.values.source import Citation


@pytest.mark.parametrize("id", ["Hefei", "he_fei", "hefei-", "-hefei", "he--fei", "", "合肥", "he fei", None, 3])
def test_ids_are_kebab_case(id):
    with pytest.raises(InputError, match="kebab-case") as raised:
        Entity(id)
    assert raised.value.data["field"] == "id"


@pytest.mark.parametrize("id", ["hefei", "nio-2020", "7", "a-b-c3"])
def test_kebab_case_ids(id):
    assert Entity(id).id == id


@pytest.mark.parametrize("founded", [2016, "2016", datetime.date(2016, 5, 1), Period.of("2016?")])
def test_periods_are_taken_from_years_texts_and_dates(founded):
    assert Firm("cxmt", founded=founded).founded == Period.of(founded)


@pytest.mark.parametrize("founded", [2016.0, True, ["2016"]])
def test_nothing_else_becomes_a_period(founded):
    with pytest.raises(CityinnovError):
        Firm("cxmt", founded=founded)


def test_figures_are_taken_one_or_several():
    one = Figure.parse("50 firms, 2025")
    city = City(
        "hefei", figures={"firms": one, "unicorns": "3 firms", "listed_firms": ["80 firms, 2023", "85 firms, 2024"]}
    )
    assert city.figures["firms"] == (one,)
    assert city.figures["firms"][0] is one
    assert [len(claims) for claims in city.figures.values()] == [1, 1, 2]


@pytest.mark.parametrize("figures", ["50 firms", {"firms": 50}, {"firms": {"a": "50 firms"}}, {"firms": "lots"}, 3])
def test_nothing_else_becomes_figures(figures):
    with pytest.raises(CityinnovError):
        City("hefei", figures=figures)


def test_citations_are_taken_from_text():
    event = Event("e", citations="br ¶9 | Fan Jin; cn")
    assert event.citations == (Citation("br", "¶9", "Fan Jin"), Citation("cn"))
    assert Event("e", citations=Citation("cn")).citations == (Citation("cn"),)
    assert Ranking(rank=1, of="China", citations=[Citation("cn")]).citations == (Citation("cn"),)


@pytest.mark.parametrize(
    ("make", "field", "expected"),
    [
        (lambda: City("x", country="China"), "country", "ISO 3166"),
        (lambda: Place("x", country="cn"), "country", "ISO 3166"),
        (lambda: City("x", country="UK"), "country", "write GB"),
        (lambda: Firm("x", industry="2610"), "industry", "scheme:code"),
        (lambda: Firm("x", industry="isic4:"), "industry", "scheme:code"),
    ],
)
def test_codes_have_their_form(make, field, expected):
    with pytest.raises(InputError, match=expected) as raised:
        make()
    assert raised.value.data["field"] == field


@pytest.mark.parametrize("industry", ["isic4:2610", "nace2.1:29.10", "gbt4754:3973", "hs2022:8542", "isic4:C"])
def test_industry_codes_of_the_usual_schemes(industry):
    assert Firm("x", industry=industry).industry == industry


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: Investment("x", investee=Firm("f"), amount="7 billion vehicles"), "amount"),
        (lambda: Investment("x", investee=Firm("f"), stake="3 firms"), "stake"),
        (lambda: PolicyInstrument("x", amount="3 people"), "amount"),
        (lambda: ChainLink(supplier="a", customer="b", share="3 EUR"), "share"),
    ],
)
def test_a_figure_of_the_wrong_kind_is_refused_by_its_field(make, field):
    with pytest.raises(DimensionError, match=field) as raised:
        make()
    assert raised.value.data["field"] == field


def test_amounts_begin_at_zero_where_only_the_top_was_said():
    assert Investment("x", investee=Firm("f"), amount="up to 5 billion CNY, 2020").amount.low == 0


@pytest.mark.parametrize(
    ("make", "near"),
    [
        (lambda: Place("x", kind="provinze"), "province"),
        (lambda: Claim("x", kind="superlativ", subject=Place("y")), "superlative"),
        (lambda: InnovationPlatform("x", kind="incubater"), "incubator"),
        (lambda: PolicyInstrument("x", kind="equty"), "equity"),
        (lambda: PolicyInstrument("x", level="municpal"), "municipal"),
        (lambda: Investment("x", investee=Firm("f"), instrument="equities"), "equity"),
    ],
)
def test_an_unknown_choice_names_the_nearest(make, near):
    with pytest.raises(InputError, match=f"nearest: .*{near}"):
        make()


def test_a_text_is_not_taken_apart_into_a_list():
    with pytest.raises(InputError, match="expected a list"):
        TalentProgramme("x", subjects="mathematics")
    with pytest.raises(InputError, match="expected a text"):
        TalentProgramme("x", subjects=[3])


def test_entities_are_frozen_values():
    hefei = City("hefei", name={"en": "Hefei"}, figures={"firms": "50 firms, 2025"})
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        hefei.country = "CN"
    same = City("hefei", name={"en": "Hefei"}, figures={"firms": "50 firms, 2025"})
    assert same == hefei
    assert hash(same) == hash(hefei)
    assert attrs.evolve(hefei, country="CN").country == "CN"
    assert not hasattr(hefei, "__dict__")


@pytest.mark.parametrize("rank", [0, -1, 2.0, True, "4"])
def test_a_rank_is_a_whole_number_from_one(rank):
    with pytest.raises(InputError, match="whole number from 1"):
        Ranking(rank=rank, of="China")


@pytest.mark.parametrize(
    ("rank", "said"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (13, "13th"), (22, "22nd"), (112, "112th")],
)
def test_ranks_are_said_as_people_say_them(rank, said):
    assert str(Ranking(rank=rank, of="China", edition=2023)) == f"{said} in China, 2023"


def test_ranks_have_no_order_and_no_arithmetic():
    first, fourth = Ranking(rank=1, of="China"), Ranking(rank=4, of="China")
    with pytest.raises(TypeError):
        first < fourth  # noqa: B015  # that it raises is the point
    with pytest.raises(TypeError):
        fourth - first


def test_the_countries_are_those_of_cldr() -> None:
    """CLDR's two-letter territories, without those that no country has: unions, exceptional and private codes."""
    from babel import Locale

    others = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
    assert {code for code in Locale("en").territories if len(code) == 2 and code.isalpha()} - others == COUNTRIES
