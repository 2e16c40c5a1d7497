"""Labels in a language: sections, fields, statuses and kinds, steps of a lineage, names, indicators, places.

Labels that are the library's own are messages (see `wording.messages`); names and indicators carry their languages
with them, and are said in the one that is asked for, else in English, else as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from itertools import groupby
from types import MappingProxyType

from babel import Locale

from cityinnov.entity.indicator_vocabulary import Indicator, indicators
from cityinnov.entity.name import Name
from cityinnov.message import Message
from cityinnov.ranking import Ranking
from cityinnov.stated import Location
from cityinnov.wording.figures import format_period
from cityinnov.wording.language import language_of
from cityinnov.wording.locale import LocaleLike, locale_of
from cityinnov.wording.messages import messages

__all__ = [
    "check_title",
    "field_label",
    "format_ranking",
    "group_name",
    "location_text",
    "name_in",
    "section_title",
    "step_word",
    "word",
]


def section_title(section: str, locale: LocaleLike = None) -> str:
    """The heading of a section of a case.

    Examples
    --------
    >>> section_title("anchor_firms"), section_title("anchor_firms", "zh_CN")
    ('Anchor firms', '链主企业')
    """
    return messages(locale).gettext(section.replace("_", " ").capitalize())


def word(member: StrEnum, locale: LocaleLike = None) -> str:
    """A status, kind, stage or severity in words.

    Examples
    --------
    >>> from cityinnov import Status
    >>> word(Status.PLANNED, "zh_CN"), word(Status.PLANNED, "de"), word(Status.PLANNED, "fr")
    ('计划', 'geplant', 'planned')
    """
    return messages(locale).pgettext(type(member).__name__, member.value.replace("-", " "))


def name_in(name: Name, locale: LocaleLike = None) -> str:
    """A name in a locale's language and script; else in English, else as it is.

    Examples
    --------
    >>> hefei = Name.of({"en": "Hefei", "zh": "合肥"})
    >>> name_in(hefei, "zh_CN"), name_in(hefei, "de")
    ('合肥', 'Hefei')
    """
    spoken = locale_of(locale)
    return name.in_(f"{spoken.language}-{spoken.script}" if spoken.script else spoken.language)


def field_label(
    path: str,
    locale: LocaleLike = None,
    declared: Mapping[str, Indicator] | None = None,
    names: Mapping[str, Name | Message] = MappingProxyType({}),
) -> str:
    """What a figure of an entity is called, by its path there; ids of the case within it by their names.

    Parameters
    ----------
    path : str
        As `cityinnov.entity.entity.parts` gives it: an indicator, or fields and keys such as ``suppliers.production``.
    locale : str, babel.Locale or None
        Such as ``zh_CN``; None for the one that holds here.
    declared : mapping of str to Indicator, optional
        The indicators that the case declares, which come first.
    names : mapping of str to Name, optional
        What the ids within the entity are called; others stay as they are.

    Examples
    --------
    >>> field_label("nev_output", "zh_CN"), field_label("suppliers.production", "de"), field_label("amount")
    ('新能源汽车产量', 'Zulieferer: Produktionsmaterial', 'amount')
    """
    known = (declared or {}).get(path) or indicators().get(path)
    if known is not None:
        return name_in(known.label, locale)
    spoken = locale_of(locale)
    joint = "：" if spoken.language in ("zh", "ja") else ": "
    return joint.join(_key(key, spoken, names) for key in path.split("."))


def _key(key: str, locale: Locale, names: Mapping[str, Name | Message]) -> str:
    """A step of a path: an id, a field or a group of suppliers."""
    name = names.get(key)
    if name is not None:
        return name_in(name, locale) if isinstance(name, Name) else str(name)
    text = key.replace("_", " ")
    field = messages(locale).pgettext("Field", text)
    return group_name(key, locale) if field == text else field


def group_name(key: str, locale: LocaleLike = None) -> str:
    """A group of suppliers, or all of them, by its key in a case; one that the library has no words for as it stands.

    Examples
    --------
    >>> group_name("all", "zh_CN"), group_name("general", "zh_CN"), group_name("tier_2", "zh_CN")
    ('全部', '一般采购', 'tier 2')
    """
    return messages(locale).pgettext("SupplierGroup", key.replace("_", " "))


def step_word(operation: str, locale: LocaleLike = None) -> str:
    """A step of a lineage in words; the function's own name where it is none of the operations.

    Examples
    --------
    >>> step_word("divide", "zh_CN"), step_word("irr", "zh_CN")
    ('除', 'irr')
    """
    return messages(locale).gettext(_STEPS.get(operation, operation))


def location_text(location: Location, locale: LocaleLike = None) -> str:
    """A place in a case: whose it is, and what of it.

    Examples
    --------
    >>> place = Location(("firms", "nio", "founded"), (Name.of({"en": "NIO", "zh": "蔚来"}), "founded"))
    >>> location_text(place), location_text(place, "zh_CN")
    ('NIO · founded', '蔚来 · 成立时间')
    """
    say = messages(locale).pgettext
    words = [
        say("Field", part.replace("_", " ")) if isinstance(part, str) else name_in(part, locale)
        for part in location.parts
    ]
    return " · ".join(word for word, _ in groupby(words))  # a chain of one activity is called what that is called


def check_title(name: str, locale: LocaleLike = None) -> str:
    """What a check is called, by the name of its rule.

    Examples
    --------
    >>> check_title("figure-without-source"), check_title("figure-without-source", "zh_CN")
    ('figure without source', '数据未注明来源')
    """
    return messages(locale).pgettext("Check", name.replace("-", " "))


def format_ranking(ranking: Ranking, locale: LocaleLike = None, declared: Mapping[str, Indicator] | None = None) -> str:
    """A rank in words: by what, among whom, whose and of when; a country by its name in the language.

    Examples
    --------
    >>> fourth = Ranking(rank=4, of="China", indicator="nev_output", edition=2023)
    >>> format_ranking(fourth, "zh_CN"), format_ranking(fourth, "en")
    ('2023年新能源汽车产量居中国第4位', '4th in China by output of new-energy vehicles, 2023')
    """
    language = language_of(locale)
    phrases, spoken = language.phrases, language.locale
    codes = {name.casefold(): code for code, name in Locale("en").territories.items()}
    among = spoken.territories.get(codes.get(ranking.of.casefold(), ""), ranking.of)
    ordinal = str(ranking).partition(" ")[0] if spoken.language == "en" else str(ranking.rank)
    said = phrases["rank"].format(n=ranking.rank, ordinal=ordinal, of=among)
    if ranking.indicator:
        said = phrases["rank_by"].format(rank=said, indicator=field_label(ranking.indicator, spoken, declared))
    if ranking.publisher:
        said = phrases["rank_publisher"].format(rank=said, publisher=ranking.publisher)
    if ranking.edition is not None:
        said = phrases["rank_edition"].format(rank=said, edition=format_period(ranking.edition, spoken))
    return said


_STEPS = {"to": "in another unit", "alternatives": "one of", "union": "together (they may overlap)"}
