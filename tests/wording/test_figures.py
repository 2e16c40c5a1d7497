"""Figures as readers of a language expect them: the forms of its press and statistics."""

from __future__ import annotations

import threading

import pytest

from cityinnov import Figure, Period, load_case
from cityinnov.errors import InputError
from cityinnov.ranking import Ranking
from cityinnov.values.vocabulary import vocabulary
from cityinnov.wording.figures import format_figure, format_period
from cityinnov.wording.labels import format_ranking
from cityinnov.wording.language import language_of, languages

SAID = [
    ("over 500 firms", {"en": "over 500 firms", "zh_CN": "超过500家", "de": "über 500 Unternehmen", "ja": "500社超"}),
    ("about 40 %", {"en": "about 40%", "zh_CN": "约40%", "de": "etwa 40\u00a0%", "fr": "environ 40\u202f%"}),
    ("150 billion CNY", {"en": "CN¥150 billion", "zh_CN": "1500亿元人民币", "de": "150 Milliarden Yuan"}),
    ("150 billion CNY", {"ja": "1500億元", "ko": "1,500억 위안", "fr": "150 milliards de yuans"}),
    ("20 billion USD", {"en": "US$20 billion", "zh_CN": "200亿美元", "de": "20 Milliarden US-Dollar"}),
    ("1 million EUR", {"en": "€1 million", "de": "1 Million Euro", "fr": "1 million d’euros", "zh_CN": "100万欧元"}),
    ("2 million SEK", {"en": "SEK\u00a02 million", "de": "2 Millionen Schwedische Kronen", "zh_CN": "200万瑞典克朗"}),
    ("2 million firms", {"en": "2 million firms", "fr": "2 millions d’entreprises", "ko": "200만개사"}),
    ("500 firms", {"fr": "500 entreprises"}),
    ("over 1,500 experts", {"en": "over 1,500 experts", "zh_CN": "超过1500名专家", "ja": "専門家1,500人超"}),
    ("at least 7 and under 8 years", {"en": "at least 7 years and under 8 years", "ja": "7年以上8年未満"}),
    ("at least 7 and under 8 years", {"zh_CN": "至少7年且不到8年", "de": "mindestens 7 Jahre und unter 8 Jahre"}),
    ("3 to 5 billion EUR", {"en": "€3 billion to €5 billion", "zh_CN": "30亿至50亿欧元"}),
    ("29 of 166 components", {"en": "29 of 166 components", "de": "166 Bauteile, davon 29"}),
    ("29 of 166 components", {"zh_CN": "166个零部件中的29个零部件", "sv": "29/166 components"}),
    ("7.4 vehicles/person", {"en": "7.4 vehicles per person", "zh_CN": "每人7.4辆", "ja": "1人当たり7.4台"}),
    ("1,500 CNY/person/year", {"en": "CN¥1,500 per person per year", "zh_CN": "每年每人1500元人民币"}),
    ("740,000 vehicles", {"en": "740,000 vehicles", "zh_CN": "74万辆", "de": "740.000 Fahrzeuge", "ko": "74만대"}),
    ("at least 100 firms", {"en": "at least 100 firms", "zh_CN": "至少100家", "de": "mindestens 100 Unternehmen"}),
    ("1 firm", {"en": "1 firm", "de": "1 Unternehmen", "fr": "1 entreprise"}),
    ("1.5 graduates", {"en": "1.5 graduates", "de": "1,5 Absolventen", "fr": "1,5 diplômé"}),  # French: up to 2 is one
    ("12 % of GDP", {"en": "12% of GDP", "zh_CN": "国内生产总值的12%"}),
    ("1.2 trillion CNY_2015", {"en": "CN¥1.2 trillion at 2015 prices", "zh_CN": "1.2万亿元人民币（2015年价格）"}),
    ("5.5 times", {"en": "5.5 times", "zh_CN": "5.5倍", "de": "das 5,5-Fache"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [(text, locale, said) for text, by_locale in SAID for locale, said in by_locale.items()],
)
def test_a_figure_is_said(text: str, locale: str, expected: str) -> None:
    said = format_figure(Figure.parse(text), locale)
    assert said.replace("\u202f", "\u00a0") == expected.replace("\u202f", "\u00a0")  # which thin space, CLDR may change


def test_a_derived_figure_keeps_its_outward_rounding() -> None:
    share = (Figure.parse("50 firms") / Figure.parse("over 1,500 firms")).to("%")  # 3.333...
    assert format_figure(share, "en") == "under 3.334%"
    assert format_figure(share, "zh_CN") == "不到3.334%"


def test_no_unit_is_untranslated() -> None:
    nouns = {unit.symbol for unit in vocabulary().symbols.values() if unit.plural != unit.symbol}
    for language in ("zh", "de", "fr", "ja", "ko"):
        assert nouns <= set(language_of(language).units), language


@pytest.mark.parametrize("language", ["de", "en", "fr", "ja", "ko", "zh"])
def test_every_language_has_every_phrase(language: str) -> None:
    assert language in languages()
    assert set(language_of(language).phrases) == set(language_of("sv").phrases)  # those of a language without a file
    assert set(language_of(language).units) <= set(vocabulary().symbols)


@pytest.mark.parametrize("locale", ["en", "zh_CN", "de", "fr", "ja", "ko"])
def test_every_figure_of_hefei_can_be_said(locale: str) -> None:
    case = load_case("hefei")
    for _, figure in case.figures():
        assert format_figure(figure, locale)
    for metric in case.derived().computed:
        assert metric.figure is not None
        assert format_figure(metric.figure, locale)


@pytest.mark.parametrize(
    ("locale", "words"), [("xx_YY", "not a locale"), ("", "not a locale"), ("e" * 9000, "not a locale")]
)
def test_an_unknown_locale_is_refused(locale: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        format_figure(Figure.parse("5 firms"), locale)


PERIODS = [
    ("2023", "zh_CN", "2023年"),
    ("2025-05", "zh_CN", "2025年5月"),
    ("2025-05", "en", "May 2025"),
    ("2025-05?", "en", "May 2025 (inferred)"),
    ("2016~", "en", "about 2016"),
    ("2019/2021", "de", "2019 bis 2021"),
    ("2019/..", "en", "since 2019"),
    ("2020-Q2", "en", "Q2 2020"),
    ("197X", "en", "1970s"),
    ("197X", "zh_CN", "1970年代"),
    ("2020-H1", "zh_CN", "2020年上半年"),
    ("2020-H2", "de", "2. Halbjahr 2020"),
    ("spring 2020", "en", "spring 2020"),
    ("2023-XX", "en", "2023-XX"),
    ("2025-05", "sv", "maj 2025"),
    ("2025-05?", "sv", "maj 2025 (?)"),
    ("/2020", "en", "/2020"),
]


@pytest.mark.parametrize(("text", "locale", "expected"), PERIODS)
def test_a_period_is_said(text: str, locale: str, expected: str) -> None:
    assert format_period(Period.parse(text), locale) == expected


def test_languages_do_not_mix_between_threads() -> None:
    figure = Figure.parse("over 500 firms")
    expected = {locale: format_figure(figure, locale) for locale in ("en", "zh_CN", "de")}
    wrong: list[str] = []

    def say(locale: str) -> None:
        wrong.extend(said for _ in range(300) if (said := format_figure(figure, locale)) != expected[locale])

    threads = [threading.Thread(target=say, args=(locale,)) for locale in expected for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en", "13th in world by scientific research output (Nature), 2023"),
        ("zh_CN", "2023年科研产出居世界第13位（Nature）"),
        ("fr", "rang 13 (Monde) pour « scientific research output », Nature, 2023"),
        ("ja", "2023年scientific research outputで世界13位（Nature）"),
    ],
)
def test_a_ranking_is_said(locale: str, said: str) -> None:
    ranking = Ranking(rank=13, of="world", indicator="research_output", publisher="Nature", edition=2023)
    assert format_ranking(ranking, locale) == said
