"""Texts without spaces as tokens: the longest words of the vocabulary, and single characters between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from cityinnov.prose.lexicon import Lexicon
from cityinnov.prose.tokens import NAME, WORD, Token, tokenise

__all__ = ["segment"]


def segment(text: str, start: int, end: int, lexicon: Lexicon) -> list[Token]:
    """Read a stretch of Chinese or Japanese; letters and digits are read as in every language.

    Examples
    --------
    >>> from cityinnov.prose.lexicon import lexicon
    >>> [token.key for token in segment("园区聚集了500多家企业", 0, 13, lexicon("zh"))]
    ['园区', '聚', '集', '了', '500', '多', '家', '企业']
    """
    lengths = _lengths(lexicon.language)
    names = lexicon.words["names"]
    tokens: list[Token] = []
    for token in tokenise(text, start, end, lexicon.decimal, lexicon.grouping):
        if token.kind == WORD and not token.text.isascii():
            tokens.extend(_split(token, lengths, names))
        else:
            tokens.append(token)
    return tokens


def _split(token: Token, lengths: Mapping[str, Mapping[int, frozenset[str]]], names: frozenset[str]) -> Iterator[Token]:
    text, i, glued = token.text, 0, token.glued
    while i < len(text):
        size = _size(text, i, lengths)
        piece = text[i : i + size]
        kind = NAME if piece in names else WORD
        yield Token(kind, piece, piece.lower(), token.start + i, token.start + i + size, glued or i > 0)
        i += size


def _size(text: str, i: int, lengths: Mapping[str, Mapping[int, frozenset[str]]]) -> int:
    """How many characters the word at i has."""
    known = lengths.get(text[i])
    if known is not None:
        for size, words in known.items():
            if text[i : i + size] in words:
                return size
        return 1
    if text[i] > "\u2e7f":
        return 1
    size = 1  # letters of other scripts belong together
    while i + size < len(text) and text[i + size] < "\u2e80":
        size += 1
    return size


@lru_cache(maxsize=4)
def _lengths(language: str) -> Mapping[str, Mapping[int, frozenset[str]]]:
    """The words of a vocabulary by first character and length, longest first."""
    from cityinnov.prose.lexicon import lexicon

    found = lexicon(language)
    keys = {key for table in (*found.names.values(), *found.numbers.values()) for key in table}
    keys |= {word for words in found.words.values() for word in words}
    keys |= {keys_[0] for table in found.phrases.values() for group in table.first.values() for keys_, _ in group}
    by_first: dict[str, dict[int, set[str]]] = {}
    for key in keys:
        if key[0] > "\u2e7f":
            by_first.setdefault(key[0], {}).setdefault(len(key), set()).add(key)
    return MappingProxyType(
        {
            first: {size: frozenset(sizes[size]) for size in sorted(sizes, reverse=True)}
            for first, sizes in by_first.items()
        }
    )
