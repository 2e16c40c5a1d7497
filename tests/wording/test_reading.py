"""Figures read back from the language they are said in."""

from __future__ import annotations

import datetime
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityinnov import Bounds, Figure, Period, load_case, shipped_cases
from cityinnov.errors import CityinnovError, LiteralError, PeriodError
from cityinnov.prose.reading import read_figure as read_press
from cityinnov.values.vocabulary import vocabulary
from cityinnov.wording.figures import format_figure
from cityinnov.wording.language import language_of, languages
from cityinnov.wording.periods import format_period, read_period
from cityinnov.wording.reading import read_figure

FOREIGN = ("sv", "pt_BR", "ar", "hi", "zh_TW", "pl", "de_CH", "en_IN", "fa", "sw")
LOCALES = ("en", "zh_CN", "de", "fr", "ja", "ko")


@pytest.mark.parametrize("locale", LOCALES + FOREIGN)
@pytest.mark.parametrize("case", shipped_cases())
def test_every_stated_figure_of_a_case_reads_back_whole(case: str, locale: str) -> None:
    """Bounds, unit, period, status, restatements and citations: `==` compares them all.

    What no language form keeps is left out here by name: a thing of the author's own ({airport}), which the
    vocabulary knows by its braces only, and a position that no language has words for.
    """
    for path, figure in load_case(case).figures():
        if "{" not in figure.unit.text:
            said = format_figure(figure, locale, whole=True)
            assert read_figure(said, locale) == figure, (path, said)


def test_what_is_lost_and_why() -> None:
    own = Figure.parse("12 {flying car}")  # the reader sees a name, not the braces that make it a unit
    with pytest.raises(LiteralError):
        read_figure(format_figure(own, "en"), "en")
    derived = Figure.parse("50 firms") / Figure.parse("over 1,500 firms")  # rounded outward, without its lineage
    again = read_figure(format_figure(derived, "de"), "de")
    assert again.high >= derived.high
    assert again.is_stated
    rounded = Figure.parse("1,234,567 firms")  # with fewer digits by request, and then it says "about"
    assert read_figure(format_figure(rounded, "zh", digits=3), "zh") == Figure.parse("about 1,230,000 firms")
    words = Figure.parse('over 2 times "more than doubled"')  # own words are kept by the case file, not said
    assert read_figure(format_figure(words, "fr"), "fr").stated == "plus de 2 fois"


# -- laws -------------------------------------------------------------------------------

numbers = st.one_of(
    st.integers(-(10**13), 10**13).map(float),
    st.decimals(-(10**6), 10**6, places=2).map(float),
    st.sampled_from([1e9, 1.5e12, 150e9, 0.001, 1e-9, 1e25, 2e15, 0.0]),
)
ends = st.lists(numbers, min_size=2, max_size=2, unique=True).map(sorted)
units = st.sampled_from(
    ["firm", "person", "%", "CNY", "USD", "EUR", "SEK", "CNY_2015", "vehicle/person", "%/year", "USD/person/year",
     "km²", "×", "pp", "year", "wafer/month", "t", "% of GDP", "unicorn", "mu"]
)  # fmt: skip
bounds = st.one_of(
    numbers.map(Bounds.exact), numbers.map(Bounds.about), numbers.map(Bounds.over), numbers.map(Bounds.at_least),
    numbers.map(Bounds.just_over), numbers.map(Bounds.under), numbers.map(Bounds.nearly), numbers.map(Bounds.at_most),
    st.builds(lambda e, a, b, approx: Bounds(*e, a, b, approx), ends, st.booleans(), st.booleans(), st.booleans()),
)  # fmt: skip


@given(bounds, units, st.sampled_from(LOCALES + FOREIGN), st.booleans())
def test_what_is_said_is_read_back(value: Bounds, unit: str, locale: str, compact: bool) -> None:
    figure = Figure(value, unit)
    said = format_figure(figure, locale, compact=compact)
    if _is_refused(said, locale):  # never another figure
        return
    assert read_figure(said, locale) == figure, said


def _is_refused(said: str, locale: str) -> bool:
    """Whether a text looks like another language's: a thousandth of a thing, or a number that may be a year."""
    try:
        read_figure(said, locale)
    except LiteralError as error:
        readings = error.data["readings"]
        return "a year" in readings or any(len(digits.partition(".")[2]) == 3 for digits in readings)
    return False


@given(st.text(max_size=40), st.sampled_from(LOCALES + FOREIGN))
def test_any_text_is_a_figure_or_a_located_refusal(text: str, locale: str) -> None:
    for read in (read_figure, read_press):
        with suppress(CityinnovError):
            assert isinstance(read(text, locale), Figure)


@pytest.mark.parametrize("locale", LOCALES)
def test_no_two_units_are_said_alike(locale: str) -> None:
    """Else one of them would read back as the other; of currencies, and of symbols that a language does not name."""
    language, said = language_of(locale), dict[str, str]()
    for name in vocabulary().symbols:
        for form in language.symbol_forms(name).values():
            assert said.setdefault(form, name) == name, form


# -- the press ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "locale", "literal"),
    [
        ("约1500亿元", "zh_CN", "about 150 billion CNY"),
        ("超500家", "zh_CN", "over 500 {enterprise}"),
        ("三百多名专家", "zh", "over 300 experts"),
        ("近40%", "zh_CN", "nearly 40 %"),
        ("rund 3,4 Mrd. Euro", "de", "about 3.4 billion EUR"),
        ("über 1.500 Fachkräfte", "de", "over 1,500 experts"),
        ("plus de 20 millions d’euros", "fr", "over 20 million EUR"),
        ("約1500億円", "ja", "about 150 billion JPY"),
        ("500개사 이상", "ko", "at least 500 firms"),
        ("over 500 companies, 2025-05 [br ¶9]", "en", "over 500 firms, 2025-05 [br ¶9]"),
        ("about $5", "en", None),
        ("¥20 billion", "en", None),
        ("2 billion won", "en", None),
    ],
)
def test_the_press_is_read(text: str, locale: str, literal: str | None) -> None:
    if literal is None:
        with pytest.raises(LiteralError) as refused:
            Figure.parse(text, locale=locale)
        assert len(refused.value.data["readings"]) >= 2
    else:
        assert Figure.parse(text, locale=locale) == Figure.parse(literal.replace("{enterprise}", "firms"))


@pytest.mark.parametrize(
    ("text", "locale", "readings"),
    [
        ("1,5", "zh_CN", ["1.5", "15"]),
        ("1,5 billion firms", "en", ["1.5", "15"]),
        ("1.5 Milliarden Euro", "de", ["1,5", "15"]),
        ("1,500 Unternehmen", "de", ["1.5", "1500"]),  # by its comma one and a half; by the English one meant
        ("1.500 firms", "en", ["1.5", "1500"]),
        ("12.34.567 Euro", "de", ["1234,567", "1234567"]),
    ],
)
def test_a_number_as_another_language_writes_it_is_refused_with_both_readings(
    text: str, locale: str, readings: list[str]
) -> None:
    with pytest.raises(LiteralError) as refused:
        Figure.parse(text, locale=locale)
    assert refused.value.data["readings"] == readings


@pytest.mark.parametrize("wrong", ["", " ", "超过", "500", "家500", "2023", "over 500 firms", "x" * 5000, "[br]", "]["])
def test_what_is_no_figure_in_chinese_is_refused(wrong: str) -> None:
    if wrong == "500":
        assert Figure.parse(wrong, locale="zh") == Figure.parse("500")
        return
    with pytest.raises(LiteralError):
        Figure.parse(wrong, locale="zh")


# -- periods --------------------------------------------------------------------------------


def _points() -> st.SearchStrategy[str]:
    dates = st.dates(datetime.date(1500, 1, 1), datetime.date(2199, 12, 31))
    forms = st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d", "%Y-Q2", "%Y-H1", "%Y-autumn"])
    marks = st.sampled_from(["", "?", "~", "%"])
    return st.builds(lambda date, form, mark: date.strftime(form) + mark, dates, forms, marks)


@given(_points(), st.sampled_from(LOCALES + FOREIGN))
def test_a_period_reads_back(text: str, locale: str) -> None:
    period = Period.parse(text)
    assert read_period(format_period(period, locale), locale) == period


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "text", ["2019/2021", "2015?/2025?", "1975~/1979~", "2017/..", "../2021", "197X", "2020-01/2020-03"]
)
def test_a_span_reads_back(text: str, locale: str) -> None:
    period = Period.parse(text)
    assert read_period(format_period(period, locale), locale) == period


@pytest.mark.parametrize("wrong", ["", "soon", "32. Mai 2025", "2025年13月", "x" * 999])
def test_what_is_no_period_is_refused(wrong: str) -> None:
    with pytest.raises(PeriodError):
        read_period(wrong, "de")


def test_every_language_of_words_is_read() -> None:
    assert set(languages()) == {locale.partition("_")[0] for locale in LOCALES}
