"""A case set against its text: what it lacks, what it leaves out, what the text does not bear out."""

from __future__ import annotations

from pathlib import Path

import pytest

from cityinnov import (
    CaseStudy,
    City,
    Coverage,
    Event,
    Figure,
    Indicator,
    OmittedFigure,
    Ranking,
    Source,
    coverage,
    find_figures,
    load_case,
)
from cityinnov.errors import InputError, UnknownNameError
from cityinnov.prose.evidence import bears_out

ARTICLE = Path(__file__).parents[2].parent / "shared" / "hefei" / "article.txt"
GAZETTE = Source("gazette", "article-newspaper", issued=2025, language="en")


def of(text: str, *figures: str, indicator: str = "suppliers", **parts: object) -> Coverage:
    """The coverage of a text by one city with these claims of one indicator."""
    unit = Figure.parse(figures[0]).unit.text if figures else "firm"
    city = City("aldmouth", figures={indicator: list(figures)} if figures else {})
    own = Indicator(indicator, unit=unit or "×", kind="stock", label={"en": indicator})
    return coverage(CaseStudy("study", sources=[GAZETTE], indicators=[own], cities=[city], **parts), text)


# -- one figure: text, figure of the case, whether the one bears out the other ---------


@pytest.mark.parametrize(
    ("text", "figure", "said"),
    [
        ("over 500 suppliers", "over 500 firms", True),
        ("over 500 suppliers", "500 firms", False),  # the text bounds it, the case does not
        ("500 suppliers", "over 500 firms", False),
        ("about 500 suppliers", "500 firms", False),
        ("up to 500 suppliers", "up to 500 firms", True),
        ("500 suppliers", "500 vehicles", False),
        ("50 of them", "50 firms", True),  # of what is for the analyst to say
        ("12 slipways", "12 facilities", True),  # a noun of the text's own
        ("12 slipways", "12 CNY", False),
        ("12 slipways", "12 %", False),
        ("7 billion yuan", "7 billion CNY", True),
        ("7 billion yuan", "7 billion USD", False),
        ("7 billion yuan", "700 million CNY", False),
        ("40 percent", "0.4", True),
        ("a third of sales", "0.3333333333333333 ×", True),
        ("sales fell 4.5 percent", "-4.5 %", True),
        ("sales rose 4.5 percent", "-4.5 %", False),
        ("300 mu of land", "20 ha", True),  # 15 mu to the hectare
        ("5,000 graduates annually", "5,000 graduates", True),  # a flow over its period
        ("my eighth year here", "at least 7 and under 8 years", True),
        ("my eighth year here", "8 years", False),
        ("billions of dollars", 'over 1 billion USD "billions of dollars"', True),
        ("billions of dollars", "over 1 billion USD", False),  # nothing tells that these words are meant
        ("over 500 suppliers", '500 firms "over 500 suppliers"', True),  # the words are there for all to see
        ("over 500 suppliers", '500 firms "500 suppliers"', False),
        ("over 500 suppliers", '600 firms "over 500 suppliers"', False),
    ],
)
def test_a_text_bears_out_the_same_bounds_in_the_same_unit(text: str, figure: str, said: bool) -> None:
    (mention,) = [each for each in find_figures(f"There were {text}.", "en") if each.kind not in ("year", "date")]
    assert bears_out(mention, Figure.parse(figure)) is said


# -- a case against a text --------------------------------------------------------------


def test_what_the_case_has_and_lacks_as_a_percentage_and_a_list() -> None:
    found = of(
        "It has over 500 suppliers.\n\nOf these, 50 are local and 7 came from abroad.", "over 500 firms [gazette]"
    )
    assert [passage.mention.text for passage in found.held] == ["over 500 suppliers"]
    assert found.held[0].held == ("cities.aldmouth.figures.suppliers",)
    assert [(passage.line, passage.locator, passage.mention.text) for passage in found.missing] == [
        (3, "¶2", "50"),
        (3, "¶2", "7"),
    ]
    assert found.share == pytest.approx(100 / 3)
    assert found.support == 100
    assert not found.is_complete


def test_what_the_text_does_not_bear_out_is_said_with_what_it_says_instead() -> None:
    found = of("It has over 500 suppliers.", "500 firms [gazette]", "80 firms, 2019 [gazette]")
    assert [each.reason for each in found.unsupported] == [
        "the text says 'over 500 suppliers'",
        "the text has no such figure",
    ]
    assert found.missing[0].held == ("cities.aldmouth.figures.suppliers[0]",)
    assert found.support == 0


def test_a_year_that_the_text_does_not_say_is_marked_as_inferred() -> None:
    text = "It has 80 suppliers."
    (wrong,) = of(text, "80 firms, 2019 [gazette]").unsupported
    assert wrong.reason == "the text does not say 2019; mark what was inferred: 2019?"
    assert of(text, "80 firms, 2019? [gazette]").unsupported == ()
    assert of("In 2019, it had 80 suppliers.", "80 firms, 2019 [gazette]").is_complete


def test_a_restatement_is_part_of_the_figure() -> None:
    text = "It raised 7 billion yuan ($970 million) in 2020."
    assert of(text, "7 billion CNY (970 million USD), 2020 [gazette]").is_complete
    (wrong,) = of(text, "7 billion CNY (1 billion USD), 2020 [gazette]").unsupported
    assert wrong.reason == "1 billion USD: the text has no such figure"
    assert [passage.mention.text for passage in of(text, "7 billion CNY, 2020 [gazette]").missing] == ["$970 million"]


def test_times_are_covered_by_periods_and_ranks_by_rankings() -> None:
    place = City(
        "aldmouth",
        figures={
            "nev_output": "740,000 vehicles, 2023 [gazette]",
            "gdp_multiple": "over 2 times, 2015?/2025? [gazette]",
        },
        rankings=[Ranking(rank=4, of="China", citations="gazette")],
    )
    visit = Event("visit", when="2025-05-21?", about=[place], citations="gazette ¶1")
    case = CaseStudy("study", sources=[GAZETTE], cities=[place], events=[visit])
    text = (
        "Over the past decade, GDP more than doubled. In 2023 it made 740,000 cars, ranking fourth, he said on May 21."
    )
    found = coverage(case, text)
    assert found.is_complete
    assert len(found.held) == 6  # decade, multiple, year, cars, rank, day
    other = coverage(case, text.replace("fourth", "fifth").replace("May 21", "May 22"))
    assert [passage.mention.text for passage in other.missing] == ["fifth", "May 22"]


def test_figures_of_other_sources_and_of_none_are_left_alone() -> None:
    report = Source("report", "report")
    city = City("aldmouth", figures={"nev_output": ["5 vehicles [gazette]", "6 vehicles [report]", "7 vehicles"]})
    case = CaseStudy("study", sources=[GAZETTE, report], cities=[city])
    found = coverage(case, "It made 5 cars.", source="gazette")
    assert (found.cited, found.is_complete) == (1, True)
    assert coverage(case, "It made 5 cars.", source="report").missing[0].mention.text == "5 cars"


def test_a_figure_may_be_left_out_with_a_reason() -> None:
    entry = OmittedFigure(words="three local firms", citations="gazette ¶1", because="named one by one")
    found = of("The three local firms grew.", omitted=[entry])
    assert found.share is None
    assert found.is_complete
    assert found.omitted[0].because == "named one by one"
    (unused,) = of("The firms grew.", omitted=[entry]).unused
    assert unused == entry
    elsewhere = of("It grew.\n\nThe three local firms grew.", omitted=[entry])
    assert len(elsewhere.missing) == 1
    assert elsewhere.unused == (entry,)


def test_unassigned_figures_cover_nothing() -> None:
    found = of("It has 80 suppliers.", unassigned={"¶1": ["80 firms [gazette ¶1]"]})
    assert found.share == 0


@pytest.mark.parametrize("text", ["", "Nothing to count."])
def test_a_text_without_figures_has_no_share(text: str) -> None:
    assert of(text).share is None


def test_the_source_is_said_or_follows_and_is_never_guessed() -> None:
    two = CaseStudy("study", sources=[GAZETTE, Source("report", "report")])
    with pytest.raises(InputError, match=r"several sources; found gazette, report \(hint: say which"):
        coverage(two, "500 firms")
    with pytest.raises(InputError, match="no source"):
        coverage(CaseStudy("study"), "500 firms")
    with pytest.raises(UnknownNameError, match=r"no source 'gazete' \(hint: nearest: gazette"):
        coverage(two, "500 firms", source="gazete")
    assert coverage(CaseStudy("study", sources=[GAZETTE]), "500 firms").source == "gazette"


def test_the_record_is_plain_data() -> None:
    record = of("It has over 500 suppliers.", "500 firms [gazette]").record()
    assert record["share"] == 0
    assert record["missing"][0]["text"] == "over 500 suppliers"
    assert record["unsupported"] == [
        {
            "path": "cities.aldmouth.figures.suppliers",
            "figure": "500 firms [gazette]",
            "reason": "the text says 'over 500 suppliers'",
        }
    ]


@pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not here: ../shared/hefei/article.txt")
def test_hefei_covers_its_article_and_is_borne_out_by_it() -> None:
    case = load_case("hefei")
    found = coverage(case, ARTICLE.read_text(encoding="utf-8"), source="br")
    assert [str(passage) for passage in found.missing] == []
    assert [str(each) for each in found.unsupported] == []
    assert (found.share, found.support) == (100, 100)
    assert len(found.held) >= 36
    assert len(found.omitted) <= 3
    assert found.unused == ()
