"""The words of a language: how bounds, money, units and periods are said in it.

Each language is one file in `locales/`; adding one is adding the file. Numbers, percent signs, currency
names and dates come from Babel's CLDR data; compact forms ("150 billion", 1500亿) come from the file,
for Babel has no long ones in Chinese and Japanese and rounds the others half to even.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

import attrs
from babel import Locale, UnknownLocaleError

from cityinnov.errors import InputError, nearest
from cityinnov.values.frozen import FrozenMapping

__all__ = ["Language", "language_of", "languages"]


@attrs.frozen(slots=True)
class Language:
    """What a language's file holds, with Babel's locale for the rest.

    Parameters
    ----------
    locale : babel.Locale
        The locale asked for, with its region: `de_CH` groups digits unlike `de_DE`.
    phrases, units, currencies : mapping of str to text
        Patterns with `{n}`, `{a}`, `{b}`, `{unit}` to fill in.
    scales : tuple of (int, (str, str))
        Powers of ten and their words for one and for many, largest first.
    """

    locale: Locale
    phrases: Mapping[str, str]
    scales: tuple[tuple[int, tuple[str, str]], ...]
    units: Mapping[str, tuple[str, str]]
    currencies: Mapping[str, str]

    @property
    def is_spaced(self) -> bool:
        """Whether words stand apart from numbers."""
        return self.locale.language not in ("zh", "ja")


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages there are words for.

    Examples
    --------
    >>> languages()
    ('de', 'en', 'fr', 'ja', 'ko', 'zh')
    """
    entries = files("cityinnov.wording").joinpath("locales").iterdir()
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in entries if entry.name.endswith(".toml")))


@lru_cache(maxsize=64)
def language_of(locale: str | Locale) -> Language:
    """The words for a locale such as `en`, `zh_CN`, `zh-Hans` or `de_CH`.

    Raises
    ------
    InputError
        If it is no locale, or one there are no words for.
    """
    try:
        parsed = locale if isinstance(locale, Locale) else Locale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError):
        raise InputError("not a locale", found=repr(locale), expected="e.g. en, zh_CN, de_DE") from None
    if parsed.language not in languages():
        near = nearest(parsed.language, list(languages()))
        raise InputError(
            f"there are no words for {parsed.language!r} yet",
            expected=", ".join(languages()),
            hint="add cityinnov/wording/locales/" + parsed.language + ".toml",
            nearest=near,
        )
    text = files("cityinnov.wording").joinpath("locales", f"{parsed.language}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    scales = sorted(((int(power), _pair(words)) for power, words in data["scales"].items()), reverse=True)
    return Language(
        parsed,
        FrozenMapping(data["phrases"]),
        tuple(scales),
        FrozenMapping({unit: _pair(pattern) for unit, pattern in data["units"].items()}),
        FrozenMapping(data.get("currencies", {})),
    )


def _pair(words: Any) -> tuple[str, str]:
    """One and many; the same where a language knows no plural."""
    return (words, words) if isinstance(words, str) else (words[0], words[1])
