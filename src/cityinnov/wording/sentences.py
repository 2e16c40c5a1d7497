"""Sentences in a language: messages with what fills them, and the caveats of derived figures.

A `Message` keeps its template and its fields apart. The catalogs have the template in other languages; figures,
periods, names and lists in it are said as that language says them. A plain text, such as a check of one's own may
give, has no other language: `tongue` says which it is in.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from enum import StrEnum
from string import Formatter
from typing import Any

from babel import Locale
from babel.lists import format_list
from babel.numbers import get_currency_name

from cityinnov.entity.entity import Entity
from cityinnov.entity.indicator_vocabulary import Indicator
from cityinnov.entity.name import Name, Named
from cityinnov.errors import PeriodError
from cityinnov.message import JOINTS, Message
from cityinnov.ranking import Ranking
from cityinnov.stated import Location
from cityinnov.supplier_ecosystem.supplier_ecosystem import SupplierGroup
from cityinnov.values.figure import Figure
from cityinnov.values.lineage import CAVEATS, Caveat, formula
from cityinnov.values.period import Period
from cityinnov.values.rules import Status
from cityinnov.values.source import Citation, Source
from cityinnov.values.units import Unit
from cityinnov.wording.figures import format_figure, format_period
from cityinnov.wording.labels import format_ranking, group_name, location_text, name_in, word
from cityinnov.wording.language import language_of
from cityinnov.wording.locale import LocaleLike, locale_of
from cityinnov.wording.messages import is_translated, messages
from cityinnov.wording.numbers import exact_text

__all__ = ["caveat_text", "said", "sentence", "tongue"]

_ENGLISH = Locale("en")


def sentence(message: str, locale: LocaleLike = None) -> str:
    """A message in a language; where its catalog does not have it, in English. A plain text is said as it stands.

    Parameters
    ----------
    message : str
        A `Message`, or a text.
    locale : str, babel.Locale or None
        Such as ``zh_CN``; None for the one that holds here.

    Examples
    --------
    >>> found = Message("{figure:whole} cites no source", figure=Figure.parse("740,000 vehicles, 2023"))
    >>> sentence(found, "zh_CN"), sentence(found, "de")
    ('74万辆，2023年：未注明来源', '740.000 Fahrzeuge, 2023: ohne Quellenangabe')
    >>> sentence("a text of one's own", "de")
    "a text of one's own"
    """
    if not isinstance(message, Message):
        return str(message)
    spoken = locale_of(locale)
    if not is_translated(message.one or message.template, spoken):
        spoken = _ENGLISH
    return _Words(spoken).vformat(_template(message, spoken), (), message.fields)


def tongue(message: str, locale: LocaleLike = None) -> str:
    """The language that `sentence` says a message in, where it is not the locale's: ``en``; else an empty text.

    Examples
    --------
    >>> tongue("a text of one's own", "zh_CN"), tongue(Message("{measure} has no period", measure="GDP"), "en")
    ('en', '')
    """
    spoken = locale_of(locale)
    return "" if spoken.language == "en" or _is_known(message, spoken) else "en"


def _is_known(message: str, spoken: Locale) -> bool:
    """Whether a language has a message, and all the messages that it is made of."""
    if not isinstance(message, Message) or not is_translated(message.one or message.template, spoken):
        return False
    fields = [each for field in message.fields.values() for each in (field if isinstance(field, tuple) else (field,))]
    return all(_is_known(each, spoken) for each in fields if isinstance(each, Message))


def _template(message: Message, spoken: Locale) -> str:
    known = messages(spoken)
    if message.one is None:
        return known.gettext(message.template)
    return known.ngettext(message.one, message.template, message.fields["n"])


def caveat_text(caveat: Caveat, locale: LocaleLike = None) -> str:
    """A caveat in words; the periods and statuses in it are said in the same language.

    Examples
    --------
    >>> caveat_text(Caveat("mixed-prices", ("2013", "2023?")), "zh_CN")
    '以2013年与2023年（推断）的当年价格相比'
    """
    operands = tuple(map(_operand, caveat.operands))
    return _Words(locale_of(locale)).vformat(messages(locale).gettext(CAVEATS[caveat.code]), operands, {})


_STATUSES = {str(status): status for status in Status}
_DIGIT = re.compile(r"\d")


def _operand(text: str) -> str | Status | Period:
    """What a caveat's operand says: a status, a period, or (a value, a name) itself."""
    if isinstance(text, Message):
        return text
    if text in _STATUSES:
        return _STATUSES[text]
    try:
        return Period.parse(text) if _DIGIT.search(text) else text
    except PeriodError:
        return text


# -- what fills in the fields -----------------------------------------------------------------


class _Words(Formatter):
    """Fills in fields as a language says them."""

    def __init__(self, locale: Locale) -> None:
        self.locale = locale

    def format_field(self, value: Any, format_spec: str) -> str:
        return said(value, self.locale, format_spec)

    def convert_field(self, value: Any, conversion: Any) -> Any:
        return super().convert_field(said(value, self.locale) if conversion else value, conversion)


def said(value: Any, locale: LocaleLike = None, spec: str = "") -> str:
    """What fills in a field, in a language; `spec` as in `Message`.

    Examples
    --------
    >>> said(Period.parse("2016?"), "zh_CN"), said(Period.parse("2016?"), "zh_CN", "certain")
    ('2016年（推断）', '2016年')
    >>> said(("A", "B"), "de", "and"), said(("甲", "乙"), "zh"), said(1500, "de")
    ('A und B', '甲、乙', '1.500')
    """
    spoken = locale_of(locale)
    match value:
        case Message():
            return sentence(value, spoken)
        case StrEnum():
            return word(value, spoken)
        case SupplierGroup():
            return group_name(value, spoken)
        case str():
            return str(value)
        case tuple():
            return _joined([said(item, spoken) for item in value], spec, spoken)
        case Figure() if spec == "formula":
            return formula(value, lambda leaf: format_figure(leaf, spoken), messages(spoken).gettext)
        case Figure():
            digits = int(spec.strip(".,f")) if "." in spec else None
            return format_figure(value, spoken, whole=spec == "whole", digits=digits)
        case Period():
            return format_period(value.certain() if spec == "certain" else value, spoken)
        case datetime.date():
            return format_period(Period.of(value), spoken)
        case Name():
            return name_in(value, spoken)
        case Entity() | Named():
            return name_in(value.name, spoken)
        case Indicator():
            return name_in(value.label, spoken)
        case Ranking():
            return format_ranking(value, spoken)
        case Location():
            return location_text(value, spoken)
        case Unit():
            return _currency(value, spoken)
        case Citation():
            return _citation(value)
        case Source():
            return value.short()
        case int() | float() | Decimal():
            return language_of(spoken).numbers.write(exact_text(float(value)))
    return str(value)


def _currency(unit: Unit, locale: Locale) -> str:
    """A currency by its name; any other unit as it is written."""
    return get_currency_name(unit.text, locale=locale) if unit.currencies == (unit.text,) else unit.text


def _citation(citation: Citation) -> str:
    """A place in a source, the source by who wrote it and when."""
    source = citation.record.short() if citation.record is not None else citation.source
    where = f"{source}, {citation.locator}" if citation.locator else source
    return f"{where} | {citation.speaker}" if citation.speaker else where


def _joined(items: list[str], joint: str, locale: Locale) -> str:
    if joint in ("and", "or"):
        return format_list(items, style="standard" if joint == "and" else "or", locale=locale)
    if joint == ";":
        return language_of(locale).phrases["also"].join(items)
    return ("、" if locale.language in ("zh", "ja") else JOINTS[joint]).join(items)
