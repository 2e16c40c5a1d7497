"""Texts as words, numbers and signs, each with its place.

One regular expression, each of whose alternatives begins with a different kind of character and repeats
one class only, so that reading is linear in the length of the text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

__all__ = ["LONGEST", "NAME", "NUMBER", "SIGN", "WORD", "Token", "tokenise"]

WORD, NUMBER, SIGN, NAME = "word", "number", "sign", "name"
#: Digits of a number; what is longer is an identifier.
LONGEST = 40

#: Addresses and identifiers that digits belong to.
_NAME = r"(?:https?://|www\.|doi:)[^\s，。；）]+|10\.\d{4,9}/[^\s，。；）]+|[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9.-]+"
_WORD = r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*"
_SPACES = "\u00a0\u202f\u2009"

#: Signs that are written in several ways, read as one.
_SAME = {
    "‑": "-",
    "‐": "-",
    "−": "-",
    "﹣": "-",
    "’": "'",
    "％": "%",
    "～": "~",
    "〜": "~",
    "＋": "+",
    "（": "(",
    "）": ")",
    "〈": "(",
    "〉": ")",
}


class Token(NamedTuple):
    """One word, number or sign of a text."""

    kind: str
    text: str
    key: str
    start: int
    end: int
    glued: bool  # nothing stands between it and the token before


@lru_cache(maxsize=16)
def _pattern(decimal: str, grouping: str) -> re.Pattern[str]:
    point, groups = re.escape(decimal), re.escape(grouping + _SPACES)
    number = (
        rf"[0-9]{{1,3}}(?P<group>[{groups}])[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*(?![0-9])(?:{point}[0-9]+)?"
        rf"|[0-9]+(?:{point}[0-9]+)?"
    )
    return re.compile(rf"(?P<name>{_NAME})|(?P<number>{number})|(?P<word>{_WORD})|(?P<sign>\S)")


def tokenise(text: str, start: int, end: int, decimal: str = ".", grouping: str = ",") -> list[Token]:
    """Read a stretch of text; the offsets are those of the whole text.

    Examples
    --------
    >>> [token.key for token in tokenise("US$1.2bn, up 30%", 0, 16)]
    ['us', '$', '1.2', 'bn', ',', 'up', '30', '%']
    """
    tokens = []
    last = -1
    for match in _pattern(decimal, grouping).finditer(text, start, end):
        piece = match[0]
        begin, stop = match.span()
        kind = match.lastgroup or SIGN
        if kind == SIGN:
            key = _SAME.get(piece, piece)
        elif kind == NUMBER:
            key = _plain(piece, decimal, match["group"])
        else:
            key = piece.lower().replace("’", "'")
        tokens.append(Token(kind, piece, key, begin, stop, begin == last))
        last = stop
    return tokens


def _plain(digits: str, decimal: str, group: str | None) -> str:
    """A number as Python reads it."""
    if group:
        digits = digits.replace(group, "")
    return digits if decimal == "." else digits.replace(decimal, ".")
