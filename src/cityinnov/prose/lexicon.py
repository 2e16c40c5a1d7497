"""The words of a language that figures are made of, read once from ``vocabulary/<language>.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import attrs

from cityinnov.prose.tokens import Token, tokenise
from cityinnov.values.vocabulary import vocabulary

__all__ = ["LANGUAGES", "Lexicon", "Phrases", "lexicon"]

T = TypeVar("T")

#: The languages there is a vocabulary for.
LANGUAGES = ("en", "zh", "ja", "de", "fr", "es", "it", "nb", "hr")


@attrs.frozen(slots=True, eq=False)
class Phrases(Generic[T]):
    """Phrases of one or more words with what each stands for; the longest one wins."""

    first: Mapping[str, tuple[tuple[tuple[str, ...], T], ...]]
    last: Mapping[str, tuple[tuple[tuple[str, ...], T], ...]]

    @classmethod
    def of(cls, meanings: Iterable[tuple[str, T]]) -> Phrases[T]:
        """Compile (phrase, meaning) pairs; a phrase is read into tokens as a text is."""
        first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        last: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, meaning in meanings:
            keys = tuple(token.key for token in tokenise(phrase, 0, len(phrase)))
            first.setdefault(keys[0], []).append((keys, meaning))
            last.setdefault(keys[-1], []).append((keys, meaning))
        return cls(
            *(MappingProxyType({key: _longest_first(found) for key, found in table.items()}) for table in (first, last))
        )

    def at(self, tokens: Sequence[Token], i: int) -> tuple[T, int] | None:
        """What the phrase beginning at token i means, and the token after it."""
        if i >= len(tokens):
            return None
        for keys, meaning in self.first.get(tokens[i].key, ()):
            if len(keys) == 1 or _stands(keys, tokens, i):
                return meaning, i + len(keys)
        return None

    def before(self, tokens: Sequence[Token], i: int, floor: int = 0) -> tuple[T, int] | None:
        """What the phrase ending just before token i means, and its first token."""
        if i <= floor:
            return None
        for keys, meaning in self.last.get(tokens[i - 1].key, ()):
            begin = i - len(keys)
            if begin >= floor and (len(keys) == 1 or _stands(keys, tokens, begin)):
                return meaning, begin
        return None


def _stands(keys: tuple[str, ...], tokens: Sequence[Token], i: int) -> bool:
    """Whether the words stand from token i on."""
    if i + len(keys) > len(tokens):
        return False
    return tokens[i + 1].key == keys[1] and all(tokens[at].key == key for at, key in enumerate(keys, i))


def _longest_first(found: list[tuple[tuple[str, ...], T]]) -> tuple[tuple[tuple[str, ...], T], ...]:
    return tuple(sorted(found, key=lambda entry: -len(entry[0])))


@attrs.frozen(slots=True, eq=False)
class Lexicon:
    """One language: its tables, by name.

    The names are those of the vocabulary files; `vocabulary/en.toml` says what each table is for.
    A table that a language does not need is empty.
    """

    language: str
    script: str
    decimal: str
    grouping: str
    phrases: Mapping[str, Phrases[str]]
    numbers: Mapping[str, Mapping[str, int]]
    pairs: Mapping[str, Mapping[str, tuple[float, Any]]]
    names: Mapping[str, Mapping[str, str]]
    words: Mapping[str, frozenset[str]]
    codes: frozenset[str]
    triggers: frozenset[str]


@lru_cache(maxsize=len(LANGUAGES))
def lexicon(language: str) -> Lexicon:
    """The vocabulary of a language of `LANGUAGES`, read on first use.

    Examples
    --------
    >>> lexicon("en").numbers["scales"]["crore"]
    7
    """
    own, shared = _read(language), _read("international")
    tables = {kind: {name for model in ("en", "zh") for name in _read(model)[kind]} for kind in _KINDS}
    phrases = {
        name: Phrases.of(
            (phrase, meaning)
            for source in (own, shared)  # the first meaning of a phrase wins
            for meaning, group in source["phrases"].get(name, {}).items()
            for phrase in group
        )
        for name in tables["phrases"]
    }
    numbers, pairs, names = (
        MappingProxyType({name: own[kind].get(name, {}) for name in tables[kind]})
        for kind in ("numbers", "pairs", "names")
    )
    words = MappingProxyType({name: frozenset(own["words"].get(name, ())) for name in tables["words"]})
    return Lexicon(
        language,
        own["script"],
        own["decimal"],
        own["grouping"],
        MappingProxyType(phrases),
        numbers,
        pairs,
        names,
        words,
        _codes(),
        frozenset().union(
            phrases["currency_signs"].first,
            *(numbers[name] for name in ("months", "cardinals", "dozens", "decades", "ordinals", "digits", "powers")),
            *(pairs[name] for name in ("magnitudes", "multiples", "bare_multiples")),
            *(words[name] for name in _TRIGGERS),
        ),
    )


#: Sets of words that may begin a figure.
_TRIGGERS = (
    *("articles", "half", "several", "numero", "top", "vague", "ordinal", "percent_of", "permille_of"),
    *("halves", "halving", "doubling", "multiply", "last_century"),
)
_KINDS = ("phrases", "numbers", "pairs", "names", "words")


@lru_cache(maxsize=len(LANGUAGES) + 1)
def _read(name: str) -> dict[str, Any]:
    text = files("cityinnov.prose").joinpath("vocabulary", f"{name}.toml").read_text(encoding="utf-8")
    return {kind: {} for kind in _KINDS} | tomllib.loads(text)


#: Currency codes that are English words or firms as well; in capitals they are as likely to be those.
_NOT_MONEY = frozenset(
    [
        "ALL",
        "AMD",
        "ANG",
        "BAM",
        "BOB",
        "CHE",
        "COP",
        "CUP",
        "DOP",
        "GEL",
        "GIP",
        "INTL",
        "LAK",
        "MAD",
        "MOP",
        "PEN",
        "SOS",
        "TOP",
    ]
)


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(code for code, symbol in vocabulary().symbols.items() if symbol.currency == code) - _NOT_MONEY
