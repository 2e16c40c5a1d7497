"""Name: what something is called, in one language or several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import attrs

from cityinnov.errors import InputError
from cityinnov.values.frozen import FrozenMapping

__all__ = ["UNDETERMINED", "Name", "Named"]

#: The BCP 47 tag of a text whose language is not said.
UNDETERMINED = "und"

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def _frozen(texts: Mapping[str, str]) -> Mapping[str, str]:
    return FrozenMapping(texts)


@attrs.frozen(slots=True, repr=False)
class Name:
    """A name by language (BCP 47); a name whose language is not said stands under `und`.

    Parameters
    ----------
    texts : mapping of language to text
        At least one; the order is that of preference.

    Raises
    ------
    InputError
        For an empty name, or a key that is not a language tag.

    Examples
    --------
    >>> hefei = Name.of({"en": "Hefei", "zh": "合肥"})
    >>> str(hefei), hefei.in_("zh"), hefei.in_("de")
    ('Hefei', '合肥', 'Hefei')
    >>> Name.of("BOE Technology Group").plain
    'BOE Technology Group'
    """

    texts: Mapping[str, str] = attrs.field(converter=_frozen)

    @texts.validator
    def _check(self, _: object, texts: Mapping[str, str]) -> None:
        if not texts:
            raise InputError("a name needs a text", expected="a text, or texts by language, e.g. {en: Hefei, zh: 合肥}")
        for language, text in texts.items():
            if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
                raise InputError("not a language tag", found=repr(language), expected="BCP 47, e.g. en, zh, zh-Hant")
            if not isinstance(text, str) or not text.strip():
                raise InputError(f"the name in {language!r} is not a text", found=repr(text))

    @classmethod
    def of(cls, value: str | Mapping[str, str] | Name) -> Name:
        """A name itself, a plain text, or texts by language."""
        if isinstance(value, Name):
            return value
        if isinstance(value, str):
            return cls({UNDETERMINED: value})
        if isinstance(value, Mapping):
            return cls(value)
        raise InputError(
            "not a name", found="nothing" if value is None else repr(value), expected="a text, or texts by language"
        )

    @property
    def plain(self) -> str | None:
        """The text, if that is all there is to it; None where languages are named."""
        return self.texts.get(UNDETERMINED) if len(self.texts) == 1 else None

    def in_(self, language: str) -> str:
        """The name in a language, else in its wider form (`zh` for `zh-Hant`), else as `str` gives it."""
        return next((self.texts[tag] for tag in _widening(language) if tag in self.texts), str(self))

    def __str__(self) -> str:
        return self.texts.get("en") or next(iter(self.texts.values()))

    def __repr__(self) -> str:
        return f"Name({self.plain!r})" if self.plain else f"Name({dict(self.texts)!r})"


@attrs.frozen(slots=True)
class Named:
    """Something with an id and a name: an activity of a chain, a holder, whoever is no entity of the case.

    Examples
    --------
    >>> memory = Named("memory", Name.of({"en": "memory chips", "zh": "存储芯片"}))
    >>> memory.id, memory.name.in_("zh")
    ('memory', '存储芯片')
    """

    id: str
    name: Name


def _widening(language: str) -> Iterator[str]:
    while language:
        yield language
        language = language.rpartition("-")[0]
