"""The words of a language: how bounds, money, units and periods are said in it.

Each language is one file in `locales/`; adding one is adding the file. Digits, percent signs, dates, and the names of
currencies the file does not name come from Babel's CLDR data. A language without a file still has all of these: its
figures are said with signs (``>500``, ``≈40 %``), its words for millions are CLDR's, its units are named in English.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import attrs
from babel import Locale
from babel.numbers import get_currency_name, get_currency_symbol

from cityinnov.values.units import Unit, symbol_of
from cityinnov.values.vocabulary import Symbol, vocabulary
from cityinnov.wording.locale import LocaleLike, locale_of, script_of
from cityinnov.wording.numbers import NumberForm, Scale, form_of, scales_of

__all__ = ["Language", "UnitForm", "language_of", "languages"]

#: Plural categories in the order in which a file gives their patterns.
CATEGORIES = ("one", "other", "many")
#: The script each language's file is written in; in another script its words are another language's.
SCRIPTS = MappingProxyType({"zh": "Hans"})
_NO_SPACE = "\u00a0"


@attrs.frozen(slots=True, eq=False)
class UnitForm:
    """How a unit is said: a pattern for each plural category, and what is said around the whole.

    Parameters
    ----------
    forms : mapping of plural category to pattern
        With ``{n}``; one of them is ``other``.
    around : str
        What a rate adds, ``{n} per year``; ``{n}`` for none.
    prices : str
        What constant prices add.
    repeats : bool
        Whether both ends of a range have it, as a sign in front has: CN¥3 to CN¥5.
    """

    forms: Mapping[str, str]
    around: str = "{n}"
    prices: str = "{n}"
    repeats: bool = False

    def form(self, category: str) -> str:
        """The pattern for a category."""
        return self.forms.get(category) or self.forms["other"]


@attrs.frozen(slots=True, eq=False)
class Language:
    """What a language's file holds, with Babel's locale for the rest.

    Parameters
    ----------
    locale : babel.Locale
        The locale asked for, with its region: `de_CH` groups digits unlike `de_DE`.
    numbers : NumberForm
        How it writes digits.
    phrases : mapping of str to str
        Patterns with `{n}`, `{a}`, `{b}`, `{unit}` to fill in.
    scales : tuple of Scale
        Words for powers of ten, largest first.
    units, currencies : mapping of symbol to patterns by plural category
        Those its file names.
    is_spaced : bool
        Whether words stand apart from numbers.
    """

    locale: Locale
    numbers: NumberForm
    phrases: Mapping[str, str]
    scales: tuple[Scale, ...]
    units: Mapping[str, Mapping[str, str]]
    currencies: Mapping[str, Mapping[str, str]]
    is_spaced: bool

    def category(self, text: str) -> str:
        """The plural category of a number, given as a plain decimal text."""
        return _category(self.locale, text)

    def unit_form(self, unit: Unit) -> UnitForm:
        """How a unit is said."""
        return _unit_form(self, unit)

    def symbol_forms(self, name: str) -> Mapping[str, str]:
        """How one symbol of the vocabulary is said, by plural category."""
        symbol = symbol_of(name)
        if symbol.currency:
            return self._money(symbol.currency)
        match name:
            case "%":
                return {"other": self._percent}
            case "% of GDP":
                return {"other": self.phrases["share_of_gdp"].replace("{n}", self._percent)}
        return self.units.get(name) or self._foreign(symbol)

    @property
    def _percent(self) -> str:
        before, _, after = self.locale.percent_formats[None].pattern.partition(";")[0].rpartition("0")
        sign = before.partition("#")[0]
        return f"{sign}{{n}}{after}"

    def _money(self, code: str) -> Mapping[str, str]:
        if code in self.currencies:
            return self.currencies[code]
        default = self.currencies.get("default")
        if default is not None and code != "INTL":
            plural = {category: get_currency_name(code, n, self.locale) for category, n in _EXAMPLES}
            return {category: default["other"].replace("{name}", name) for category, name in plural.items()}
        sign = self._sign(code)
        pattern = self.locale.currency_formats["standard"].pattern.partition(";")[0]
        first = pattern.index("¤") < pattern.index("0")
        gap = _NO_SPACE if sign[-1 if first else 0].isalnum() or not first else ""
        return {"other": f"{sign}{gap}{{n}}" if first else f"{{n}}{gap}{sign}"}

    def _sign(self, code: str) -> str:
        """The sign of a currency where it is that of no other; else its code."""
        sign = code if code == "INTL" else get_currency_symbol(code, self.locale)
        known = vocabulary().find(sign)
        return sign if known is not None and known.currency == code else code

    def _foreign(self, symbol: Symbol) -> Mapping[str, str]:
        """A unit without words in the language: as its symbol, or as it is called in English."""
        one, many = (text.strip("{}") for text in (symbol.symbol, symbol.plural))
        gap = _NO_SPACE if one == many else " "
        return {"one": f"{{n}}{gap}{one}", "other": f"{{n}}{gap}{many}"}


#: A number of each category that a currency's name may tell apart.
_EXAMPLES = (("one", 1), ("other", 5))


@lru_cache(maxsize=4096)
def _category(locale: Locale, text: str) -> str:
    return "other" if text.endswith("∞") else locale.plural_form(abs(Decimal(text)))


@lru_cache(maxsize=4096)
def _unit_form(language: Language, unit: Unit) -> UnitForm:
    powers = unit.powers
    if not powers:
        return UnitForm({"other": "{n}"})
    over = [name for name, power in powers if power > 0]
    if len(over) > 1 or any(abs(power) != 1 for _, power in powers):
        return UnitForm({"one": f"{{n}} {unit.text}", "other": f"{{n}} {unit.plural}"})  # there is no phrase for it
    forms = language.symbol_forms(over[0]) if over else {"other": "{n}"}
    around, prices = "{n}", "{n}"
    for name, power in powers:
        if power < 0:
            phrase = language.phrases["per"]
            unit_alone, one = _noun(language, name), _one(language, name)
            around = phrase.replace("{unit}", unit_alone).replace("{one}", one).replace("{n}", around)
        if (year := symbol_of(name).base_year) is not None:
            prices = language.phrases["prices"].replace("{year}", str(year))
    repeats = all(form.endswith("{n}") and form != "{n}" for form in forms.values())
    return UnitForm(forms, around, prices, repeats)


def _noun(language: Language, name: str) -> str:
    """A unit as one says it after "per"."""
    forms = language.symbol_forms(name)
    return (forms.get("one") or forms["other"]).replace("{n}", "").strip()


def _one(language: Language, name: str) -> str:
    """One of a unit, where that is how a language says "per"."""
    forms = language.symbol_forms(name)
    return (forms.get("one") or forms["other"]).replace("{n}", "1")


# -- the files --------------------------------------------------------------------------


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages that have a file of words; every other one is said with signs.

    Examples
    --------
    >>> languages()
    ('de', 'en', 'fr', 'ja', 'ko', 'zh')
    """
    entries = (entry.name for entry in files("cityinnov.wording").joinpath("locales").iterdir())
    return tuple(sorted({name.removesuffix(".toml") for name in entries if name.endswith(".toml")} - {"root"}))


def language_of(locale: LocaleLike = None) -> Language:
    """The words for a locale such as `en`, `zh_CN`, `zh-Hans` or `de_CH`; for the one that holds here if None.

    Raises
    ------
    InputError
        If it is no locale.

    Examples
    --------
    >>> language_of("de_CH").numbers.write("1234.5"), language_of("sv").phrases["over"]
    ('1’234.5', '>{n}')
    """
    return _language(locale if isinstance(locale, str) else locale_of(locale))


@lru_cache(maxsize=256)
def _language(locale: str | Locale) -> Language:
    spoken = locale_of(locale)
    has_file = spoken.language in languages() and script_of(spoken) == SCRIPTS.get(spoken.language, script_of(spoken))
    data = _file(spoken.language if has_file else "root")
    spaced = script_of(spoken) not in ("Hans", "Hant", "Jpan")
    gap = "" if not spaced or spoken.language == "ko" else " "
    scales = tuple(
        Scale(int(power), {category: f"{{n}}{gap}{word}" for category, word in _forms(words).items()})
        for power, words in sorted(data.get("scales", {}).items(), key=lambda row: -int(row[0]))
    )
    return Language(
        spoken,
        form_of(spoken, data.get("numbers", {}).get("fewest_grouped", 0)),
        MappingProxyType(data["phrases"]),
        scales or scales_of(spoken),
        MappingProxyType({unit: _forms(patterns) for unit, patterns in data["units"].items()}),
        MappingProxyType({code: _forms(patterns) for code, patterns in data.get("currencies", {}).items()}),
        spaced,
    )


@lru_cache(maxsize=64)
def _file(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files("cityinnov.wording").joinpath("locales", f"{name}.toml").read_text(encoding="utf-8"))


def _forms(patterns: str | list[str]) -> Mapping[str, str]:
    """Patterns by plural category: one for all, or one for each of `CATEGORIES`."""
    given = [patterns, patterns] if isinstance(patterns, str) else patterns
    return MappingProxyType(dict(zip(CATEGORIES, given, strict=False)))
