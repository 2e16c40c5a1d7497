"""Figures in words: `超过500家`, `约40%`, `1500亿元人民币`, `über 500 Unternehmen`.

The digits are those of `Figure.display`, bounds rounded outward; only their form is the language's.
"""

from __future__ import annotations

import datetime
from decimal import Decimal

from babel import Locale
from babel.dates import format_skeleton
from babel.numbers import format_decimal, get_currency_name, get_currency_symbol

from cityinnov.values.bounds import Bounds
from cityinnov.values.display import shown_digits
from cityinnov.values.figure import Figure
from cityinnov.values.numbers import exactly, rounded_to
from cityinnov.values.period import Period
from cityinnov.values.units import symbol_of
from cityinnov.wording.language import Language, language_of

__all__ = ["format_figure", "format_period"]

#: Numbers of more digits than this are written out in full.
FEW_DIGITS = 4


def format_figure(figure: Figure, locale: str | Locale = "en") -> str:
    """Say a figure's value in a language.

    Parameters
    ----------
    figure : Figure
        Stated or derived.
    locale : str or babel.Locale
        Such as ``"en"``, ``"zh_CN"``, ``"de_DE"``.

    Raises
    ------
    InputError
        If it is no locale, or one there are no words for.

    Examples
    --------
    >>> format_figure(Figure.parse("over 500 firms"), "zh_CN"), format_figure(Figure.parse("about 40 %"), "zh_CN")
    ('超过500家', '约40%')
    >>> amount = Figure.parse("150 billion CNY")
    >>> format_figure(amount, "zh_CN"), format_figure(amount, "en"), format_figure(amount, "de")
    ('1500亿元人民币', 'CN¥150 billion', '150 Milliarden CN¥')
    """
    language = language_of(locale)
    digits = shown_digits(figure)

    def say(value: float, direction: str) -> str:
        number = exactly(value) if digits is None else rounded_to(value, digits, direction)
        return _with_unit(number, figure, language)

    return _phrase(figure.bounds, language, say)


def _phrase(bounds: Bounds, language: Language, say: object) -> str:
    assert callable(say)
    phrases, low, high = language.phrases, bounds.low, bounds.high
    if bounds.is_point:
        text = say(low, "nearest")
        return phrases["about"].format(n=text) if bounds.approx else text
    unbounded, bottomless = high == float("inf"), low in (0.0, float("-inf"))
    if unbounded and low == float("-inf"):
        return phrases["unknown"]
    if unbounded:
        kind = "just_over" if bounds.approx and not bounds.low_closed else "at_least" if bounds.low_closed else "over"
        return phrases[kind].format(n=say(low, "down"))
    if bottomless:
        kind = "nearly" if bounds.approx and not bounds.high_closed else "up_to" if bounds.high_closed else "under"
        return phrases[kind].format(n=say(high, "up"))
    kind = "between" if bounds.low_closed and bounds.high_closed else "open_between"
    text = phrases[kind].format(a=say(low, "down"), b=say(high, "up"))
    return phrases["roughly"].format(n=text) if bounds.approx else text


# -- numbers and units ----------------------------------------------------------------


def _with_unit(number: Decimal, figure: Figure, language: Language) -> str:
    powers = figure.unit.powers
    over = [(name, power) for name, power in powers if power > 0]
    under = [(name, -power) for name, power in powers if power < 0]
    if len(over) > 1 or any(power != 1 for _, power in (*over, *under)):
        return _plain(number, language) + " " + figure.unit.text  # no language has a phrase for it
    text = _of_symbol(number, over[0][0], language) if over else _plain(number, language)
    for name, _ in under:
        text = language.phrases["per"].format(n=text, unit=_noun(name, language))
    return text


def _of_symbol(number: Decimal, name: str, language: Language) -> str:
    symbol, phrases = symbol_of(name), language.phrases
    if symbol.currency:
        return _money(number, symbol.currency, symbol.base_year, language)
    match name:
        case "%":
            return _percent(number, language)
        case "% of GDP":
            return phrases["share_of_gdp"].format(n=_percent(number, language))
        case "×":
            return phrases["times"].format(n=_plain(number, language))
        case "pp":
            return phrases["points"].format(n=_plain(number, language))
    compact = _plain(number, language)
    if name in language.units:
        one, many = language.units[name]
        is_one = language.locale.plural_form(abs(number)) == "one"
        return (one if is_one else many).format(n=compact)
    noun = symbol.symbol if abs(number) == 1 else symbol.plural
    return f"{compact} {noun.strip('{}')}"


def _noun(name: str, language: Language) -> str:
    """A unit as one says it after "per"."""
    if name in language.units:
        return language.units[name][0].replace("{n}", "").strip()
    return name.strip("{}")


def _plain(number: Decimal, language: Language) -> str:
    """A number with a scale word where few digits are enough: 150 billion, 1500亿."""
    digits = number.normalize().as_tuple()
    size = len(digits.digits) + int(digits.exponent)
    if len(digits.digits) <= FEW_DIGITS:
        for power, (one, many) in language.scales:
            if size > power:
                mantissa = number.scaleb(-power).normalize()
                word = one if abs(mantissa) == 1 else many
                gap = " " if language.is_spaced and language.locale.language != "ko" else ""
                return f"{_decimal(mantissa, language, group=language.is_spaced)}{gap}{word}"
    return _decimal(number, language, group=True)


def _decimal(number: Decimal, language: Language, *, group: bool) -> str:
    return format_decimal(number, locale=language.locale, decimal_quantization=False, group_separator=group)


def _percent(number: Decimal, language: Language) -> str:
    """A number with the percent sign where the language puts it."""
    pattern = language.locale.percent_formats[None].pattern
    before, _, after = pattern.rpartition("0")
    return f"{_decimal(number, language, group=True)}{after}" if not before.startswith("%") else f"%{number:f}"


def _money(number: Decimal, currency: str, base_year: int | None, language: Language) -> str:
    amount = _plain(number, language)
    if currency in language.currencies:
        text = language.phrases["money"].format(n=amount, currency=language.currencies[currency])
    elif language.locale.language in ("zh", "ja"):  # a name needs no space, a code does not stand alone
        name = get_currency_name(currency, locale=language.locale)
        text = language.phrases["money"].format(n=amount, currency=name)
    else:
        sign = get_currency_symbol(currency, locale=language.locale)
        kind = "money" if sign != currency else "money_code"
        text = language.phrases[kind].format(n=amount, currency=sign)
    return text if base_year is None else language.phrases["prices"].format(n=text, year=base_year)


# -- periods --------------------------------------------------------------------------

_SKELETONS = {"day": "yMMMd", "month": "yMMMM", "quarter": "yQQQ", "year": "y"}


def format_period(period: Period, locale: str | Locale = "en") -> str:
    """Say a period in a language; what it has no words for stays as it is written.

    Examples
    --------
    >>> format_period(Period.parse("2025-05"), "zh_CN"), format_period(Period.parse("2025-05?"), "en")
    ('2025年5月', 'May 2025 (inferred)')
    >>> format_period(Period.parse("2019/2021"), "de")
    '2019 bis 2021'
    """
    language = language_of(locale)
    if period.precision == "span":
        begin, end = (part and format_period(Period.parse(part), locale) for part in _ends(period))
        kind = "span" if begin and end else "since" if begin else "until"
        return language.phrases[kind].format(a=begin, b=end)
    start: datetime.date | None = period.start
    skeleton = _SKELETONS.get(period.precision)
    if start is None or skeleton is None:
        return str(period)
    text = format_skeleton(skeleton, start, locale=language.locale)
    if period.approximate:
        text = language.phrases["approximate"].format(period=text)
    return language.phrases["uncertain"].format(period=text) if period.uncertain else text


def _ends(period: Period) -> tuple[str, str]:
    begin, _, end = str(period).partition("/")
    return begin.replace("..", ""), end.replace("..", "")
