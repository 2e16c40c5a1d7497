"""Figures in words: `超过500家`, `约40%`, `1500亿元人民币`, `über 500 Unternehmen`.

The digits are those of `Figure.display`, bounds rounded outward; only their form is the language's.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf

from cityinnov.errors import InputError
from cityinnov.values.bounds import Bounds
from cityinnov.values.display import begins_unsaid, end_digits, floor_of, shown_digits
from cityinnov.values.figure import Figure
from cityinnov.values.numbers import rounded_to
from cityinnov.values.rules import Status
from cityinnov.values.source import format_citations
from cityinnov.wording.language import Language, UnitForm, language_of
from cityinnov.wording.locale import LocaleLike
from cityinnov.wording.messages import messages
from cityinnov.wording.numbers import exact_text, shortened
from cityinnov.wording.periods import format_period

__all__ = ["format_figure", "format_period"]

MOST_DIGITS = 17
#: A number's digits, rounded "down", "up" or to the "nearest" where there are too many.
_Digits = Callable[[float, str], str]


def format_figure(
    figure: Figure, locale: LocaleLike = None, *, whole: bool = False, compact: bool = True, digits: int | None = None
) -> str:
    """Say a figure in a language.

    Parameters
    ----------
    figure : Figure
        Stated or derived.
    locale : str, babel.Locale or None
        Such as ``"en"``, ``"zh_CN"``, ``"de_DE"``; None for the one that holds here (see `wording.locale`).
    whole : bool, default False
        Whether to say its restatements, period, status and sources too, as a figure literal does.
    compact : bool, default True
        Whether numbers of few digits take a word for their millions: nothing is rounded for it.
    digits : int, optional
        Significant digits, 1 to 17, where not all (a stated figure) or those that its leaves support (a derived one)
        are wanted; of a range, those of the smaller end. Bounds are rounded outward; a number that this changes is said
        to be about so much.

    Raises
    ------
    InputError
        If it is no locale, or `digits` is out of range.

    Examples
    --------
    >>> format_figure(Figure.parse("over 500 firms"), "zh_CN"), format_figure(Figure.parse("about 40 %"), "zh_CN")
    ('超过500家', '约40%')
    >>> amount = Figure.parse("150 billion CNY (20 billion USD), 2016? [br ¶7]")
    >>> format_figure(amount, "zh_CN"), format_figure(amount, "en"), format_figure(amount, "de")
    ('1500亿元人民币', 'CN¥150 billion', '150 Milliarden Yuan')
    >>> print(format_figure(amount, "zh_CN", whole=True))
    1500亿元人民币（200亿美元），2016年（推断） [br ¶7]
    >>> format_figure(Figure.parse("1,234,567 vehicles"), "en", digits=2)
    'about 1.2 million vehicles'
    """
    if digits is not None and not (isinstance(digits, int) and 1 <= digits <= MOST_DIGITS):
        raise InputError("not a number of digits", found=repr(digits), expected=f"1 to {MOST_DIGITS}")
    language = language_of(locale)
    said = _value(figure, language, compact, digits, exact=whole)
    return _whole(said, figure, language, compact) if whole else said


def _whole(said: str, figure: Figure, language: Language, compact: bool) -> str:
    phrases = language.phrases
    if figure.restated:
        others = phrases["also"].join(_value(other, language, compact, None) for other in figure.restated)
        said = phrases["restated"].format(n=said, others=others)
    parts = [said]
    if figure.period is not None:
        parts.append(format_period(figure.period, language.locale))
    if figure.status is not Status.UNSTATED:
        parts.append(messages(language.locale).pgettext("Status", figure.status.value))
    said = phrases["then"].join(parts)
    return f"{said} [{format_citations(figure.citations)}]" if figure.citations else said


# -- bounds -------------------------------------------------------------------------------


def _value(figure: Figure, language: Language, compact: bool, digits: int | None, *, exact: bool = False) -> str:
    """A figure's value; `exact`, if it is to be read again and no end of its bounds may go without saying."""
    made = figure.derivation
    if made is not None and made.operation == "of":
        said, whole = (_value(operand, language, compact, None) for operand in made.operands)
        number = language.numbers.write(exact_text(made.operands[0].natural.low))
        return language.phrases["part_of"].format(a=number, part=said, b=whole)
    bounds = figure.bounds
    form = language.unit_form(figure.unit)
    shown = digits or (None if made is None else shown_digits(figure))
    # a stated figure's zero is said unless it goes without saying; a derived one's never
    if made is not None:
        from_floor = bounds.low in (0.0, -inf)
    else:
        from_floor = bounds.low == floor_of(figure.unit) if exact else begins_unsaid(figure)
    text, changed = _phrase(bounds, language, form, compact, shown, from_floor)
    if digits and changed and made is None:
        text = language.phrases["about"].format(n=text)
    if form.around != "{n}":
        text = form.around.replace("{n}", text)
    return text if form.prices == "{n}" else form.prices.replace("{n}", text)


def _phrase(
    bounds: Bounds, language: Language, form: UnitForm, compact: bool, digits: int | None, from_floor: bool
) -> tuple[str, bool]:
    """Bounds in words, and whether a number of them was changed by rounding it to the nearest."""
    phrases, low, high, approx = language.phrases, bounds.low, bounds.high, bounds.approx

    def digits_of(value: float, direction: str) -> str:
        if digits is None or value == -inf:
            return exact_text(value)
        return exact_text(rounded_to(value, end_digits(value, bounds, digits), direction), trimmed=False)

    def amount(value: float, direction: str) -> str:
        return _amount(digits_of(value, direction), language, form, compact)

    if low == high:
        text = digits_of(low, "nearest")
        said = _amount(text, language, form, compact)
        return (phrases["about"].format(n=said), False) if approx else (said, text != exact_text(low))
    if high == inf:
        if low == -inf:
            return phrases["unknown"], False
        if approx and not bounds.low_closed:
            return phrases["just_over"].format(n=amount(low, "down")), False
        text = phrases["at_least" if bounds.low_closed else "over"].format(n=amount(low, "down"))
    elif from_floor and (bounds.low_closed or low == -inf or digits is not None):
        if approx and not bounds.high_closed:
            return phrases["nearly"].format(n=amount(high, "up")), False
        text = phrases["up_to" if bounds.high_closed else "under"].format(n=amount(high, "up"))
    else:
        text = _range(bounds, language, form, compact, digits_of)
    return (phrases["roughly"].format(n=text) if approx else text), False


def _range(bounds: Bounds, language: Language, form: UnitForm, compact: bool, digits_of: _Digits) -> str:
    below, above = digits_of(bounds.low, "down"), digits_of(bounds.high, "up")
    if not (bounds.low_closed and bounds.high_closed):
        a, b = (_amount(text, language, form, compact) for text in (below, above))
        a = language.phrases["at_least" if bounds.low_closed else "over"].format(n=a)
        b = language.phrases["up_to" if bounds.high_closed else "under"].format(n=b)
        return language.phrases["both"].format(a=a, b=b)
    (a, _), (b, is_scaled) = (_number(text, language, compact) for text in (below, above))
    pattern = form.form("many" if is_scaled and "many" in form.forms else language.category(above))
    if form.repeats:
        a, b, pattern = pattern.replace("{n}", a), pattern.replace("{n}", b), "{n}"
    return pattern.replace("{n}", language.phrases["between"].format(a=a, b=b))


# -- numbers ------------------------------------------------------------------------------


def _amount(text: str, language: Language, form: UnitForm, compact: bool) -> str:
    """A number, given as a plain decimal text, with its unit."""
    number, is_scaled = _number(text, language, compact)
    forms = form.forms
    if len(forms) == 1:
        return forms["other"].replace("{n}", number)
    category = "many" if is_scaled and "many" in forms else language.category(text)
    return (forms.get(category) or forms["other"]).replace("{n}", number)


def _number(text: str, language: Language, compact: bool) -> tuple[str, bool]:
    """A number in the language, with a word for its millions where few digits are enough."""
    if compact:
        short, scale = shortened(text, language.scales)
        if scale is not None:
            # where thousands have words of their own no group is left to mark: 1500亿
            number = language.numbers.write(short, grouped=language.is_spaced)
            return scale.form(language.category(short)).replace("{n}", number), True
    return language.numbers.write(text), False
