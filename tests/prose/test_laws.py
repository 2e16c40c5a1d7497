"""Laws: nothing raises on any text, spans are places of the text, and what is composed by the grammar is read back."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityinnov.prose import LANGUAGES, find_figures
from cityinnov.prose.lexicon import lexicon
from cityinnov.prose.tokens import tokenise

from .pieces import texts


@given(texts, st.sampled_from([*LANGUAGES, None]))
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_and_spans_are_places_in_it(text: str, language: str | None) -> None:
    end = 0
    mentions = find_figures(text, language)
    for index, mention in enumerate(mentions):
        assert text[mention.start : mention.end] == mention.text != ""
        assert mention.start >= end  # in order, without overlap
        end = mention.end
        assert mention.restates is None or 0 <= mention.restates < index
        for bound in (mention.low, mention.high):
            assert bound is None or not math.isnan(bound)
        if mention.low is not None and mention.high is not None:
            assert mention.low <= mention.high


@given(texts, st.sampled_from(["en", "zh"]))
@settings(max_examples=100, deadline=None)
def test_reading_is_a_function_of_the_sentence(text: str, language: str) -> None:
    alone = [(mention.text, mention.amount, mention.unit) for mention in find_figures(text, language)]
    after = (
        find_figures("It was so.\n" + text, language) if language == "en" else find_figures("是。\n" + text, language)
    )
    assert [(mention.text, mention.amount, mention.unit) for mention in after] == alone


@given(st.text(max_size=200))
def test_tokens_lie_in_the_text_in_order_and_leave_out_only_spaces(text: str) -> None:
    end = 0
    for token in tokenise(text, 0, len(text)):
        assert text[end : token.start].strip() == ""
        assert text[token.start : token.end] == token.text
        end = token.end
    assert text[end:].strip() == ""


numbers = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("999.99"), places=2)
#: Qualifier -> (the lower bound is the number, excluded; the upper bound is the number, excluded; approximate).
ENGLISH = {
    "": ((True, False), (True, False), False),
    "over": ((True, True), (False, False), False),
    "more than": ((True, True), (False, False), False),
    "at least": ((True, False), (False, False), False),
    "no fewer than": ((True, False), (False, False), False),
    "below": ((False, False), (True, True), False),
    "up to": ((False, False), (True, False), False),
    "no more than": ((False, False), (True, False), False),
    "about": ((True, False), (True, False), True),
    "roughly": ((True, False), (True, False), True),
    "nearly": ((False, False), (True, True), True),
    "just over": ((True, True), (False, False), True),
}
CHINESE = {
    "": ENGLISH[""],
    "超过": ENGLISH["over"],
    "逾": ENGLISH["over"],
    "不低于": ENGLISH["at least"],
    "不足": ENGLISH["below"],
    "不超过": ENGLISH["up to"],
    "约": ENGLISH["about"],
    "近": ENGLISH["nearly"],
}


def check(
    sentence: str, language: str, rule: tuple[tuple[bool, bool], tuple[bool, bool], bool], value: float, unit: str
) -> None:
    (mention,) = find_figures(sentence, language)
    (has_low, low_open), (has_high, high_open), approx = rule
    assert mention.low == (pytest.approx(value, rel=1e-12) if has_low else None)
    assert mention.high == (pytest.approx(value, rel=1e-12) if has_high else None)
    assert (mention.low_open, mention.high_open, mention.approx) == (low_open, high_open, approx)
    assert mention.unit == unit


@given(
    st.sampled_from(sorted(ENGLISH)),
    numbers,
    st.sampled_from([("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12), ("crore", 7), ("lakh", 5)]),
    st.sampled_from(
        [
            ("yuan", "CNY"),
            ("euros", "EUR"),
            ("U.S. dollars", "USD"),
            ("suppliers", "supplier"),
            ("square kilometers", "square kilometer"),
        ]
    ),
)
@settings(max_examples=150, deadline=None)
def test_english_amounts_are_read_as_composed(
    qualifier: str, number: Decimal, scale: tuple[str, int], unit: tuple[str, str]
) -> None:
    check(
        f"The total was {qualifier} {number} {scale[0]} {unit[0]}.",
        "en",
        ENGLISH[qualifier],
        float(number * 10 ** scale[1]),
        unit[1],
    )


@given(
    st.sampled_from(sorted(CHINESE)),
    numbers,
    st.sampled_from([("", 0), ("万", 4), ("亿", 8), ("万亿", 12)]),
    st.sampled_from(
        [("元", "CNY"), ("美元", "USD"), ("辆", "vehicle"), ("家供应商", "supplier"), ("平方公里", "square kilometer")]
    ),
)
@settings(max_examples=150, deadline=None)
def test_chinese_amounts_are_read_as_composed(
    qualifier: str, number: Decimal, scale: tuple[str, int], unit: tuple[str, str]
) -> None:
    check(
        f"总数是{qualifier}{number}{scale[0]}{unit[0]}。",
        "zh",
        CHINESE[qualifier],
        float(number * 10 ** scale[1]),
        unit[1],
    )


@given(st.integers(1, 9999), st.sampled_from(["", "万", "亿"]))
@settings(max_examples=100, deadline=None)
def test_chinese_number_words_say_what_their_digits_say(number: int, scale: str) -> None:
    from cityinnov.prose.ideographic.numerals import read_numeral
    from cityinnov.prose.ideographic.segments import segment

    words = chinese(number) + scale
    numeral = read_numeral(segment(words, 0, len(words), lexicon("zh")), 0, lexicon("zh"))
    assert numeral is not None
    if numeral.high is None:  # 七八 may mean seven or eight
        assert numeral.value() == number * {"": 1, "万": 1e4, "亿": 1e8}[scale]


def chinese(number: int) -> str:
    """A number below ten thousand in words: the rules of any primer."""
    words, skipped = "", False
    for unit, step in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // step % 10
        if digit:
            words += ("零" if skipped and words else "") + "零一二三四五六七八九"[digit] + unit
            skipped = False
        else:
            skipped = True
    return words


@pytest.mark.parametrize(
    "piece",
    [
        "1,",
        "$",
        "a-",
        "(",
        "5 yuan ($1) ",
        "一",
        "5万",
        "www.",
        "a.",
        "over ",
        "第1",
        "500 new ",
        "1:1 ",
        "8 of the ",
        "3rd and ",
        "at 88 Keji ",
        "5 t of steel ",
        "5 for each of the ",
        "5 GWh per job per ",
        "-3亿",
        "每10台",
        "from a fifth to ",
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_reading_looks_at_a_bounded_stretch_whatever_the_text(piece: str, language: str) -> None:
    """Linear in the length, without a clock: the grammar reads so many tokens for each token there is."""
    from cityinnov.prose.alphabetic import sentence as alphabetic
    from cityinnov.prose.context import in_context
    from cityinnov.prose.ideographic import sentence as ideographic
    from cityinnov.prose.ideographic.segments import segment

    class Counted(list):  # type: ignore[type-arg]  # a list that counts how often it is read
        reads = 0

        def __getitem__(self, index):  # type: ignore[no-untyped-def]
            self.reads += 1
            return super().__getitem__(index)

    words = lexicon(language)
    reader = ideographic if language == "zh" else alphabetic
    per_token = []
    for count in (200, 800):
        text = piece * count
        tokens = segment(text, 0, len(text), words) if language == "zh" else tokenise(text, 0, len(text))
        counted = Counted(tokens)
        in_context(counted, reader.read_sentence(counted, words), words)
        per_token.append(counted.reads / max(1, len(tokens)))
    assert per_token[1] <= 1.5 * per_token[0] + 1
