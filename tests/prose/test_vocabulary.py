"""The vocabularies: every table is known to the grammar, every currency to ISO 4217, every bound to the figures."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from cityinnov.prose import LANGUAGES
from cityinnov.prose.found import Qualifier
from cityinnov.prose.lexicon import lexicon
from cityinnov.values.vocabulary import vocabulary

KINDS = ("phrases", "numbers", "pairs", "names", "words")


def tables(language: str) -> dict[str, dict[str, object]]:
    text = files("cityinnov.prose").joinpath("vocabulary", f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_vocabulary_has_only_tables_of_the_grammar(language: str) -> None:
    own = tables(language)
    assert set(own) <= {"script", "decimal", "grouping", *KINDS}
    known = {kind: set(tables("en").get(kind, {})) | set(tables("zh").get(kind, {})) for kind in KINDS}
    for kind in KINDS:
        assert set(own.get(kind, {})) <= known[kind]


@pytest.mark.parametrize("language", LANGUAGES)
def test_qualifiers_are_bounds(language: str) -> None:
    own = tables(language)["phrases"]
    for table in ("qualifiers", "qualifiers_after"):
        assert set(own.get(table, {})) <= set(Qualifier)  # type: ignore[call-overload]


@pytest.mark.parametrize("language", [*LANGUAGES, "international"])
def test_currencies_are_those_of_iso_4217(language: str) -> None:
    phrases = tables(language)["phrases"]
    codes = {code for table in ("currency_names", "currency_signs") for code in phrases.get(table, {})}  # type: ignore[attr-defined]
    known = {symbol.currency for symbol in vocabulary().symbols.values()}
    assert codes <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_of_a_lexicon_is_there(language: str) -> None:
    words = lexicon(language)
    for kind in KINDS:
        assert set(getattr(words, kind)) == set(getattr(lexicon("en"), kind))
