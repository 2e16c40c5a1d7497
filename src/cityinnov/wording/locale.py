"""Which language is spoken: a Babel locale for a name such as ``zh_CN``, and the one that holds here.

The process's own locale is never asked. Where none is given, the one of `use_locale` holds, in its own thread and
task only; outside of any, English.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from cityinnov.errors import InputError

__all__ = ["LocaleLike", "current", "locale_of", "script_of", "use_locale"]

LocaleLike = str | Locale | None

_current: ContextVar[Locale] = ContextVar("cityinnov.wording.locale")
#: Longer than any locale's name.
LONGEST = 40


def current() -> Locale:
    """The locale that holds where none is given.

    Examples
    --------
    >>> current()
    Locale('en')
    """
    return _current.get(_parsed("en"))


@contextmanager
def use_locale(locale: LocaleLike) -> Iterator[Locale]:
    """Speak a language for a while: in this thread or task, and nowhere else.

    Raises
    ------
    InputError
        If it is no locale.

    Examples
    --------
    >>> with use_locale("zh_CN"):
    ...     current().language
    'zh'
    >>> current().language
    'en'
    """
    token = _current.set(locale_of(locale))
    try:
        yield _current.get()
    finally:
        _current.reset(token)


def locale_of(locale: LocaleLike = None) -> Locale:
    """The locale of a name such as ``en``, ``zh_CN``, ``zh-Hans`` or ``de_CH``; the current one for None.

    Raises
    ------
    InputError
        If it is no locale.

    Examples
    --------
    >>> locale_of("zh-Hans") is locale_of("zh-Hans")
    True
    >>> locale_of("xx")
    Traceback (most recent call last):
    cityinnov.errors.InputError: not a locale; found 'xx'; expected e.g. en, zh_CN, de_CH, pt_BR
    """
    if locale is None:
        return current()
    if isinstance(locale, Locale):
        return locale
    if not isinstance(locale, str) or len(locale) > LONGEST:
        raise _no_locale(repr(locale)[:60])
    return _parsed(locale)


@lru_cache(maxsize=256)
def _parsed(name: str) -> Locale:
    try:
        return Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError):
        raise _no_locale(repr(name)) from None


def _no_locale(found: str) -> InputError:
    return InputError("not a locale", found=found, expected="e.g. en, zh_CN, de_CH, pt_BR")


@lru_cache(maxsize=256)
def script_of(locale: Locale) -> str:
    """The script a locale is written in, that of most of its readers where its name has none.

    Examples
    --------
    >>> script_of(locale_of("zh")), script_of(locale_of("zh_TW")), script_of(locale_of("de"))
    ('Hans', 'Hant', 'Latn')
    """
    if locale.script:
        return locale.script
    likely = get_global("likely_subtags")
    full = likely.get(f"{locale.language}_{locale.territory}") or likely.get(locale.language) or ""
    return next((part for part in full.split("_") if len(part) == 4), "Latn")
