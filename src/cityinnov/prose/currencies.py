"""Currency signs, codes and names, in every language."""

from __future__ import annotations

from collections.abc import Sequence

from cityinnov.prose.amount import Kind
from cityinnov.prose.found import Unit
from cityinnov.prose.lexicon import Lexicon
from cityinnov.prose.tokens import WORD, Token

__all__ = ["currency_in_front", "currency_of"]


def currency_in_front(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Unit | None:
    """The currency sign or code at token i, with a note where several currencies share it."""
    if i >= len(tokens):
        return None
    token = tokens[i]
    if token.kind == WORD and token.text in lexicon.codes:
        sign = i + 1 < len(tokens) and tokens[i + 1].glued and lexicon.phrases["currency_signs"].at(tokens, i + 1)
        return Unit(Kind.MONEY, token.text, i + 2 if sign else i + 1)  # AUD$3m
    return currency_of(lexicon, tokens, i, "currency_signs")


def currency_of(lexicon: Lexicon, tokens: Sequence[Token], i: int, table: str) -> Unit | None:
    """The currency that a table of signs or names has at token i, with a note where its name is shared."""
    found = lexicon.phrases[table].at(tokens, i)
    if found is None:
        return None
    code, end = found
    if tokens[i].kind == WORD and end == i + 1 and tokens[i].text.islower() and len(tokens[i].text) < 3:
        return None  # "rm" and "rs" are money in capitals only
    if end == i + 2 and len(tokens[i].text) == 1 and not tokens[i + 1].glued:
        return None  # "a $5 million plan" has no Australian dollars
    notes: tuple[str, ...] = ()
    if end == i + 1 and tokens[i].key in lexicon.words["ambiguous"]:
        notes = (f"{tokens[i].text!r} read as {code}",)
    return Unit(Kind.MONEY, code, end, notes=notes)
