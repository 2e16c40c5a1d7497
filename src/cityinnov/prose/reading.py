"""One figure said in a language: as this library says it, or as the press does."""

from __future__ import annotations

import re
from datetime import date

from cityinnov.errors import LiteralError, UnknownNameError
from cityinnov.prose.find import find_figures
from cityinnov.prose.mention import Mention
from cityinnov.values.figure import Figure
from cityinnov.values.vocabulary import AMBIGUOUS
from cityinnov.wording import reading
from cityinnov.wording.locale import LocaleLike, locale_of

__all__ = ["read_figure"]

_READ_AS = re.compile(r"'(.+)' read as (.+)")


def read_figure(text: str, locale: LocaleLike = None, *, issued: date | None = None) -> Figure:
    """Read a figure that is said in a language.

    What `Figure.format` writes comes first (see `cityinnov.wording.reading`), then, in English, the figure literal,
    then the grammar that finds figures in running text: the text must be one figure from end to end.

    Parameters
    ----------
    text : str
        One figure.
    locale : str, babel.Locale or None
        Such as ``"zh_CN"``; None for the one that holds here.
    issued : date, optional
        When the text appeared, for "last year".

    Raises
    ------
    LiteralError
        If it is no figure, or could be several; `data["readings"]` has them.

    Examples
    --------
    >>> print(read_figure("三百多名专家", "zh"))
    over 300 experts "三百多名专家"
    >>> read_figure("rund 3,4 Mrd. Euro", "de") == Figure.parse("about 3.4 billion EUR")
    True
    >>> read_figure("¥20 Mrd.", "de")
    Traceback (most recent call last):
    cityinnov.errors.LiteralError: '¥20 Mrd' can be read in two ways: '¥' may be CNY or JPY (hint: write the ISO code)
    """
    spoken = locale_of(locale)
    try:
        return reading.read_figure(text, spoken)
    except LiteralError as error:
        if "readings" in error.data or not isinstance(text, str):
            raise
        unread = error
    if spoken.language == "en":
        try:
            return Figure.parse(text)
        except LiteralError as error:
            if error.data.get("readings"):
                raise
    return _of_press(text, spoken.language, unread, issued)


def _of_press(text: str, language: str, unread: LiteralError, issued: date | None) -> Figure:
    try:
        mentions = find_figures(text, language, issued=issued)
    except UnknownNameError:  # there is no vocabulary of its prose
        raise unread from None
    words = text.strip().rstrip(".。")
    whole = [mention for mention in mentions if mention.text.strip().rstrip(".") == words]
    if len(mentions) != 1 or not whole:
        raise unread
    for note in whole[0].notes:
        raise _ambiguous(words, note)
    literal = whole[0].literal
    if literal is None:
        raise unread
    return _stated(Figure.parse(literal), whole[0])


def _stated(figure: Figure, mention: Mention) -> Figure:
    return Figure(figure.natural, figure.unit, figure.period, figure.status, stated=mention.text)


def _ambiguous(text: str, note: str) -> LiteralError:
    match = _READ_AS.fullmatch(note)
    sign = match[1] if match else ""
    shared = AMBIGUOUS.get(sign) or AMBIGUOUS.get(sign.lower().rstrip("s")) or ((match[2],) if match else (note,))
    ways = "two" if len(shared) == 2 else "several"
    return LiteralError(
        f"{text[:60]!r} can be read in {ways} ways: {sign!r} may be {' or '.join(shared)}",
        hint="write the ISO code",
        readings=list(shared),
    )
