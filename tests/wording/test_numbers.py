"""Digits: against Babel where it is right, and against CLDR where Babel is not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from babel.numbers import NumberFormatError, format_compact_decimal, format_decimal, parse_decimal
from hypothesis import given
from hypothesis import strategies as st

from cityinnov import Figure
from cityinnov.errors import LiteralError
from cityinnov.wording.figures import format_figure
from cityinnov.wording.language import language_of
from cityinnov.wording.numbers import exact_text, form_of, scales_of, shortened

ALL = sorted(locale_identifiers())
numbers = st.one_of(st.integers(-(10**18), 10**18).map(Decimal), st.decimals(-(10**9), 10**9, places=4))


@given(numbers, st.sampled_from(ALL))
def test_digits_are_those_of_babel_in_every_locale(number: Decimal, name: str) -> None:
    locale = Locale.parse(name)
    if not number:
        number = abs(number)  # a minus zero is nobody's number
    written = form_of(locale).write(exact_text(number))
    by_babel = format_decimal(number, locale=locale, decimal_quantization=False)
    # where a language keeps its minus elsewhere or in brackets the sign is ours alone
    assert written.lstrip(form_of(locale).minus) == by_babel.lstrip("-−\u200e\u200f\u061c")
    assert Decimal(form_of(locale).read(written)) == number


@pytest.mark.parametrize("name", ALL)
def test_every_locale_says_figures(name: str) -> None:
    for text in ("over 500 firms", "about 40 %", "150 billion CNY", "1.2 trillion CNY_2015", "7.4 vehicles/person"):
        figure = Figure.parse(text)
        said = format_figure(figure, Locale.parse(name))
        assert any(digit in said for digit in "5417"), said
        assert Figure.parse(said, locale=name).same_value(figure), said


@pytest.mark.parametrize("text", ["0", "1", "-1", "1000", "999999", "1000000", "123400000", "0.5", "-0.25", "1e300"])
def test_exact_text_is_exact(text: str) -> None:
    assert float(exact_text(float(text))) == float(text)


# -- where Babel's own functions mislead ----------------------------------------------------


@pytest.mark.parametrize(("name", "said"), [("zh_CN", "1500亿"), ("ja", "1500億"), ("ko", "1,500억")])
def test_long_compact_forms_are_there_where_babel_has_none(name: str, said: str) -> None:
    locale = Locale.parse(name)
    assert "long" not in locale.compact_decimal_formats or not locale.compact_decimal_formats["long"]
    with pytest.raises(KeyError):  # what Babel makes of it; if it ever has long forms, this line says so
        format_compact_decimal(150_000_000_000, format_type="long", locale=locale)
    assert said in format_figure(Figure.exact(150e9, "CNY"), locale)


@pytest.mark.parametrize("value", [2_500_000, 3_500_000, 1_250_000_000, 999_999_999])
def test_no_compact_number_is_rounded(value: int) -> None:
    """Babel rounds half to even: two and a half million firms are 2 million, three and a half are 4."""
    assert format_compact_decimal(2_500_000, format_type="long", locale="en") == "2 million"
    assert format_compact_decimal(3_500_000, format_type="long", locale="en") == "4 million"
    for locale in ("en", "zh_CN", "de", "sv", "hi"):
        said = format_figure(Figure.exact(value, "firm"), locale)
        assert Figure.parse(said, locale=locale).low == value, said


@given(st.integers(1, 10**15))
def test_a_shortened_number_is_the_number(value: int) -> None:
    for scales in (language_of("zh").scales, language_of("en").scales, scales_of(Locale.parse("sw"))):
        text, scale = shortened(str(value), scales)
        assert Decimal(text).scaleb(scale.power if scale else 0) == value


@pytest.mark.parametrize("locale", ["en", "zh_CN", "ja"])
def test_a_decimal_comma_is_never_fifteen(locale: str) -> None:
    assert parse_decimal("1,5", locale=locale) == 15  # what Babel makes of it unless it is strict
    with pytest.raises(NumberFormatError):
        parse_decimal("1,5", locale=locale, strict=True)
    with pytest.raises(LiteralError) as refused:
        Figure.parse("1,5", locale=locale)
    assert refused.value.data["readings"] == ["1.5", "15"]


@given(st.text(alphabet="0123456789.,'’ -−e\u00a0\u202f٫٬", max_size=12), st.sampled_from(ALL))
def test_no_text_reads_as_a_number_that_babel_strictly_reads_otherwise(text: str, name: str) -> None:
    try:
        ours = Decimal(form_of(Locale.parse(name)).read(text))
    except LiteralError:
        return
    try:
        theirs = parse_decimal(text.strip(), locale=name, strict=True)
    except (NumberFormatError, ValueError):
        return  # we read more kinds of minus and space
    assert ours == theirs


def test_digits_that_are_asked_for_round_outward_and_say_so() -> None:
    say = format_figure
    assert say(Figure.parse("1,234,567 firms"), "en", digits=2) == "about 1.2 million firms"
    assert say(Figure.parse("1,200,000 firms"), "en", digits=2) == "1.2 million firms"
    assert say(Figure.parse("over 1,234 firms"), "en", digits=2) == "over 1,200 firms"
    assert say(Figure.parse("under 1,234 firms"), "en", digits=2) == "under 1,300 firms"
    assert say(Figure.parse("1,234 to 5,678 firms"), "zh", digits=2) == "1200至5700家"
    assert say(Figure.parse("150 billion CNY"), "zh", compact=False) == "150,000,000,000元人民币"
