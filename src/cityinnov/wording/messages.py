"""What reports say around the figures, in other languages: headings, caveats, statuses, the names of checks.

A message is its English text. Each language is one file in `catalogs/`, compiled in memory when it is first asked
for; English needs none, and a language without a catalog speaks English.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from types import MappingProxyType

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from cityinnov.wording.locale import LocaleLike, locale_of, script_of

__all__ = ["catalog", "catalogs", "is_translated", "messages"]


def messages(locale: LocaleLike = None) -> NullTranslations:
    """The messages of a locale's language; thread-safe, and the same object for the same language.

    Parameters
    ----------
    locale : str, babel.Locale or None
        Such as ``zh_CN``; None for the one that holds here (see `wording.locale`).

    Returns
    -------
    gettext.NullTranslations
        With ``gettext(message)``, ``ngettext(one, many, n)`` and ``pgettext(context, message)``; what it has no words
        for, it says in English.

    Raises
    ------
    InputError
        If it is no locale.

    Examples
    --------
    >>> messages("zh_CN").gettext("Derived metrics"), messages("de_AT").pgettext("Status", "planned")
    ('衍生指标', 'geplant')
    >>> messages("sv").gettext("Derived metrics")
    'Derived metrics'
    """
    spoken = locale_of(locale)
    name = _catalog_name(spoken.language, script_of(spoken))
    return NullTranslations() if name is None else _compiled(name)


def is_translated(message: str, locale: LocaleLike = None) -> bool:
    """Whether the catalog of a locale's language has a message without a context; in English each needs none.

    Of a message about a number of things, `message` is what it says of one.

    Examples
    --------
    >>> is_translated("Derived metrics", "zh_CN"), is_translated("Derived metrics", "sv")
    (True, False)
    """
    spoken = locale_of(locale)
    name = _catalog_name(spoken.language, script_of(spoken))
    return spoken.language == "en" if name is None else message in _translated(name)


@lru_cache(maxsize=1)
def catalogs() -> Mapping[str, Locale]:
    """The catalogs there are, with the locale of each.

    Examples
    --------
    >>> sorted(catalogs())
    ['de', 'zh_Hans']
    """
    names = (entry.name for entry in files("cityinnov.wording").joinpath("catalogs").iterdir())
    found = sorted(name.removesuffix(".po") for name in names if name.endswith(".po"))
    return MappingProxyType({name: Locale.parse(name) for name in found})


def catalog(name: str) -> Catalog:
    """A catalog of `catalogs()` as Babel reads it, with the comments of its translators."""
    with files("cityinnov.wording").joinpath("catalogs", f"{name}.po").open("rb") as file:
        return read_po(file, locale=name, charset="utf-8", abort_invalid=True)


@lru_cache(maxsize=64)
def _catalog_name(language: str, script: str) -> str | None:
    return next(
        (name for name, own in catalogs().items() if own.language == language and script_of(own) == script), None
    )


@lru_cache(maxsize=64)
def _translated(name: str) -> frozenset[str]:
    entries = (entry for entry in catalog(name) if entry.id and entry.string and not entry.context)
    return frozenset(str(entry.id if isinstance(entry.id, str) else entry.id[0]) for entry in entries)


@lru_cache(maxsize=64)
def _compiled(name: str) -> GNUTranslations:
    compiled = BytesIO()
    write_mo(compiled, catalog(name))
    compiled.seek(0)
    return GNUTranslations(compiled)
