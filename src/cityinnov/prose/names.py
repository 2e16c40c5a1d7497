"""Numbers that count nothing: parts of names, identifiers, telephone numbers, list marks."""

from __future__ import annotations

from collections.abc import Sequence

from cityinnov.prose.lexicon import Lexicon
from cityinnov.prose.tokens import NAME, NUMBER, WORD, Token

__all__ = ["after_glued", "name_at", "within_name"]


def name_at(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> int | None:
    """The token after the name that the digits at token i belong to; None if they may be a number."""
    token = tokens[i]
    before = tokens[i - 1] if i else None
    international = before is not None and before.key == "+" and token.glued and not before.glued
    if international or (token.text[0] == "0" and token.text[1:2].isdigit()):
        return _after_digits(tokens, i)
    if before is not None and token.glued and _is_joined(tokens, i, lexicon):
        return after_glued(tokens, i)
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None:
        return None
    street = _after_street(tokens, i, lexicon)
    if street is not None:
        return street
    if after.glued and after.key in lexicon.words["decade_suffixes"] and len(token.text) == 2:
        return i + 2  # the mid-60s: years or percent, and which is not said
    if after.glued and after.kind in (WORD, NAME) and not _is_suffix(tokens, i + 1, lexicon):
        return after_glued(tokens, i)
    if (
        after.key in (".", ":", "/", "+")
        and after.glued
        and i + 2 < len(tokens)
        and tokens[i + 2].glued
        and tokens[i + 2].kind == NUMBER
    ):
        return after_glued(tokens, i)
    at = i + 2 if after.key == "-" and after.glued and i + 2 < len(tokens) else i + 1
    if tokens[at].key in lexicon.words["product_sizes"] or (
        at > i + 1 and tokens[at].key in lexicon.words["name_tails"]
    ):
        return at + 1
    if _is_chain(tokens, i):
        return _after_digits(tokens, i)
    if before is not None and before.key == "[" and after.key == "]":
        return i + 1
    if i == 0 and after.key in (")", ".") and after.glued and i + 2 < len(tokens):
        return i + 2
    return None


def _after_street(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> int | None:
    """The token after an address: at 88 Keji Road; the 30 Wall Street banks are counted."""
    if i == 0 or (tokens[i - 1].kind == WORD and tokens[i - 1].key not in lexicon.words["addressed"]):
        return None
    for j in range(i + 1, min(i + 5, len(tokens))):
        if tokens[j].kind != WORD or not tokens[j].text[0].isupper():
            return None
        if j > i + 1 and tokens[j].key in lexicon.words["streets"]:
            return j + 1
    return None


def _is_chain(tokens: Sequence[Token], i: int) -> bool:
    """Whether three groups of digits are joined by hyphens: 978-7-111."""
    chain = tokens[i + 1 : i + 5]
    if len(chain) < 4 or not all(token.glued for token in chain):
        return False
    return all(chain[k].key == "-" and chain[k + 1].kind == NUMBER for k in (0, 2))


def _is_joined(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether letters, a point or a slash tie the digits at token i to what stands before: C919, Gen-6, 3.2.1, B/2."""
    before = tokens[i - 1]
    if _is_ideograph(before.text[-1]):  # 过去10年: what is written unspaced is not one word for that
        return False
    if before.kind == NAME or before.key in (".", "_", "#", "@", "\\"):
        return (i > 1 and tokens[i - 1].glued) or before.kind == NAME or before.key in ("#", "@")
    if before.kind == WORD:
        money = lexicon.phrases["currency_signs"].before(tokens, i) or before.text in lexicon.codes
        return not money and before.key not in lexicon.phrases["fiscal"].first
    if before.key in ("-", "/", ":") and i > 1 and before.glued:
        earlier = tokens[i - 2]
        if before.key != "-" and earlier.kind == NUMBER:
            return True
        return (
            earlier.kind == WORD
            and not _is_ideograph(earlier.text[-1])  # 净利润-3.2亿元 is a loss
            and earlier.key not in lexicon.words["number_prefixes"]
            and earlier.key not in lexicon.numbers["months"]
        )
    return False


def _is_suffix(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether letters written to a number are its scale, unit or ending."""
    token = tokens[i]
    key = token.key
    tables = lexicon.numbers
    if token.text == "K" and len(tokens[i - 1].text) == 1:  # 4K
        return False
    return (
        token.text in tables["scale_letters"]
        or key in tables["scales"]
        or key in lexicon.words["ordinal_suffixes"]
        or key in lexicon.words["decade_suffixes"]
        or key in lexicon.names["durations"]
        or key in lexicon.names["measures"]
        or token.text in lexicon.codes
        or any(
            lexicon.phrases[table].at(tokens, i)
            for table in ("percent", "times", "measures", "currency_names", "currency_signs")
        )
        or key in lexicon.words["product_sizes"]
        or _is_ideograph(key[0])
    )


def after_glued(tokens: Sequence[Token], i: int) -> int:
    """The token after all that is written together with token i."""
    j = i + 1
    while (
        j < len(tokens)
        and tokens[j].glued
        and tokens[j].key not in (",", ";", ")", "(", "]", "'", '"', "”", "。", "，")
    ):
        if _is_ideograph(tokens[j].text[0]):
            break
        j += 1
    return j


def _is_ideograph(character: str) -> bool:
    """Whether a character of Chinese or Japanese, which stands unspaced beside digits without belonging to them."""
    return "\u2e80" <= character <= "\u9fff"


def _after_digits(tokens: Sequence[Token], i: int) -> int:
    """The token after a telephone number: groups of digits with hyphens and spaces between."""
    j = i + 1
    while j < len(tokens) and (tokens[j].kind == NUMBER or tokens[j].key in ("-", "/", "+")):
        j += 1
    return j


def within_name(tokens: Sequence[Token], i: int, lexicon: Lexicon, *, bare: bool = False) -> bool:
    """Whether the words around a number make it part of a name: iPhone 15, Section 3.2, the 863 Program.

    `bare` says that no unit follows, so that a capital counts at the beginning of a sentence too: Industry 4.0.
    """
    if i == 0:
        return False
    if bare and tokens[i - 1].key == "(" and i + 1 < len(tokens) and tokens[i + 1].key == ")":
        return tokens[i].text.isdigit() and len(tokens[i].text) < 4  # a mark, or a number said twice: five (5) years
    if (
        bare
        and tokens[i - 1].key in lexicon.words["definite"]
        and i + 1 < len(tokens)
        and tokens[i + 1].text[0].isupper()
    ):
        return True
    j = i - 1
    if tokens[j].key in (".", "#", "°", "º") and j:
        j -= 1
    before = tokens[j]
    if before.key in lexicon.words["numero"] and (j < i - 1 or before.key == "№"):
        return True
    if tokens[j].key == ")" and j > 1 and tokens[j - 1].text.isupper():  # Regulation (EU) 2023
        return True
    if j < i - 1 and before.key in lexicon.words["name_abbreviations"]:
        return True
    if before.kind != WORD or j < i - 1:
        return before.kind == NAME
    if before.key in lexicon.words["name_heads"]:
        return True
    if before.text[0].islower():
        return any(letter.isupper() for letter in before.text)  # iPhone
    if before.key in lexicon.words["stops"] or before.key in lexicon.words["year_before"] or before.key.endswith("'s"):
        return False
    if before.key in lexicon.numbers["months"] or lexicon.phrases["qualifiers"].before(tokens, i):
        return False
    return bare or j > 0
