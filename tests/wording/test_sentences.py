"""Messages said in the language of a reader, with all that fills them in."""

from __future__ import annotations

import datetime

import pytest

from cityinnov import Caveat, Citation, City, Figure, Period, Ranking, Source, Status, indicators
from cityinnov.entity.name import Name, Named
from cityinnov.message import Message
from cityinnov.supplier_ecosystem.supplier_ecosystem import SupplierGroup
from cityinnov.wording.sentences import caveat_text, said, sentence, tongue

HEFEI = City("hefei", name={"en": "Hefei", "zh": "合肥"})
NOTE = Citation("br", "¶9", "Fan Jin", Source("br", "article-magazine", container_title="Beijing Review", issued=2025))


@pytest.mark.parametrize(
    ("value", "spec", "en", "zh", "de"),
    [
        (Figure.parse("150 billion CNY, 2016"), "", "CN¥150 billion", "1500亿元人民币", "150 Milliarden Yuan"),
        (Figure.parse("1.9 pp"), "", "1.9 percentage points", "1.9个百分点", "1,9 Prozentpunkte"),
        (Figure.parse("7.2165 CNY/USD"), "", "CN¥7.2165 per US$", "每美元7.2165元人民币", "7,2165 Yuan je US-Dollar"),
        (Figure.exact(0.87251), ".4f", "about 0.8725", "约0.8725", "etwa 0,8725"),
        (Period.parse("2024-09?"), "", "September 2024 (inferred)", "2024年9月（推断）",
         "September 2024 (erschlossen)"),
        (Period.parse("2024-09?"), "certain", "September 2024", "2024年9月", "September 2024"),
        (datetime.date(2011, 7, 14), "", "Jul 14, 2011", "2011年7月14日", "14. Juli 2011"),
        (HEFEI, "", "Hefei", "合肥", "Hefei"),
        (Named("memory", Name.of({"en": "memory", "zh": "存储"})), "", "memory", "存储", "memory"),
        (indicators()["gdp"], "", "gross domestic product", "地区生产总值", "Bruttoinlandsprodukt"),
        (Status.COMMITTED, "", "committed", "已承诺", "zugesagt"),
        (SupplierGroup("all"), "", "all", "全部", "alle"),
        (Ranking(rank=4, of="China", edition=2023), "", "4th in China, 2023", "2023年中国第4位",
         "Rang 4 (China), 2023"),
        (NOTE, "", "Beijing Review 2025, ¶9 | Fan Jin", "Beijing Review 2025, ¶9 | Fan Jin",
         "Beijing Review 2025, ¶9 | Fan Jin"),
        (12_500, "", "12,500", "12,500", "12.500"),
        (6.5, "", "6.5", "6.5", "6,5"),
        (("A", "B", "C"), "and", "A, B, and C", "A、B和C", "A, B und C"),
        (("A", "B"), "or", "A or B", "A或B", "A oder B"),
        (("A", "B"), ";", "A; B", "A；B", "A; B"),
        (("A", "B"), "", "A, B", "A、B", "A, B"),
        ("as it stands", "", "as it stands", "as it stands", "as it stands"),
        (None, "", "None", "None", "None"),
    ],
)  # fmt: skip
def test_what_fills_in_a_field(value: object, spec: str, en: str, zh: str, de: str) -> None:
    for locale, text in (("en", en), ("zh_CN", zh), ("de", de)):
        assert said(value, locale, spec).replace("\u00a0", " ") == text


def test_a_message_within_a_message_is_said_in_the_same_language() -> None:
    inner = Message("{share} without saying {what}", share=Figure.parse("about 40 %"), what=Message("of what"))
    outer = Message("{said}; also at {places}", said=inner, places=("A", "B"))
    assert sentence(outer, "zh_CN") == "约40%，但未说明占什么的比重；另见：A、B"
    assert sentence(outer, "de").replace("\u00a0", " ") == "etwa 40 % ohne Angabe, wovon; ebenso bei: A, B"


def test_a_number_of_things_has_the_plural_of_its_language() -> None:
    one, two = (Message.counted("{n} warning", "{n} warnings", n) for n in (1, 2))
    assert [sentence(each, "de") for each in (one, two)] == ["1 Warnung", "2 Warnungen"]
    assert [sentence(each, "zh") for each in (one, two)] == ["1项警告", "2项警告"]


def test_a_language_without_the_message_hears_it_in_english_throughout() -> None:
    message = Message(
        "{measure} has no such translation, {amount}", measure=HEFEI, amount=Figure.parse("1.5 million EUR")
    )
    for locale in ("zh_CN", "de", "fr"):
        assert sentence(message, locale) == "Hefei has no such translation, €1.5 million"
        assert tongue(message, locale) == "en"
    known = Message("{amount} has no period", amount=Figure.parse("1.5 million EUR"))
    assert (tongue(known, "de"), tongue(known, "fr"), tongue(known, "en")) == ("", "en", "")


def test_a_sentence_with_an_untranslated_part_says_so() -> None:
    assert tongue(Message("{said}; also at {places}", said=Message("no such"), places=()), "de") == "en"
    assert tongue(Message("{said}; also at {places}", said="quoted", places=(Message("no such"),)), "de") == "en"


def test_a_plain_text_stays_as_it_is_with_braces_and_all() -> None:
    for text in ("a check of one's own", "{amount}", "{"):
        assert sentence(text, "zh_CN") == text
        assert tongue(text, "zh_CN") == "en"


def test_what_an_author_writes_is_never_taken_for_a_template() -> None:
    assert sentence(Message("nothing cites {title}", title="{amount} {0} {"), "de") == "nichts zitiert „{amount} {0} {“"


def test_operands_of_a_caveat_are_said_too() -> None:
    left_out = Message("{names}", names=(Message("{holding}", holding=HEFEI),))
    assert caveat_text(Caveat("left-out", (left_out,)), "zh_CN").endswith("合肥")
    groups = Message("{readings:or}", readings=(SupplierGroup("production"), SupplierGroup("all")))
    assert caveat_text(Caveat("ambiguous-denominator", (groups,)), "de").endswith("Produktionsmaterial oder alle")
