"""Numbers of alphabetic languages: digits and number words with their scale, 6,400 crore, half a million, dozens."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from cityinnov.prose.lexicon import Lexicon
from cityinnov.prose.tokens import LONGEST, NUMBER, WORD, Token

__all__ = ["Number", "read_number"]

ABBREVIATED = 3  # letters of a scale that is written with a full stop


@attrs.frozen(slots=True)
class Number:
    """A number and where it ends.

    Parameters
    ----------
    mantissa : str
        The number before its scale, as Python reads it.
    power : int
        The power of ten of its scale.
    end : int
        The token after it.
    ceiling : str or None
        For a plural of magnitude, what it stays below, before its scale.
    in_words : bool
        Whether it is spelt out.
    scaled : bool
        Whether a scale word stands with it.
    """

    mantissa: str
    power: int
    end: int
    ceiling: str | None = None
    in_words: bool = False
    scaled: bool = False

    def value(self, power: int | None = None) -> float:
        """The number itself, rounded once."""
        return float(f"{self.mantissa}e{self.power if power is None else power}")

    @property
    def below(self) -> float | None:
        """What a plural of magnitude stays below."""
        return None if self.ceiling is None else float(f"{self.ceiling}e{self.power}")


def read_number(tokens: Sequence[Token], i: int, lexicon: Lexicon, *, money: bool = False) -> Number | None:
    """Read the number that begins at token i.

    `money` says whether a currency stands in front, so that single letters are scales: $5m.
    """
    if i >= len(tokens):
        return None
    token = tokens[i]
    if token.kind == NUMBER:
        return _digits(tokens, i, lexicon, money) if len(token.key) <= LONGEST else None
    if token.kind != WORD:
        return None
    key = token.key
    part = _part_of_scale(tokens, i, lexicon)
    if part is not None:
        return part
    if key in lexicon.numbers["cardinals"]:
        return _cardinal(tokens, i, lexicon)
    if key in lexicon.pairs["magnitudes"]:
        return _magnitude(tokens, i, lexicon)
    if key in lexicon.words["articles"] or key in lexicon.words["half"] or key in lexicon.words["several"]:
        return _article(tokens, i, lexicon)
    if key in lexicon.numbers["dozens"]:
        return Number(str(lexicon.numbers["dozens"][key]), 0, i + 1, in_words=True)
    return None


def _scale(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> tuple[int, int]:
    """The power of ten of the scale words from token i, and the token after them: lakh crore is two."""
    power, end, scales = 0, i, lexicon.numbers["scales"]
    for _ in range(2):
        at = end + 1 if _hyphen(tokens, end) else end
        if at >= len(tokens) or tokens[at].key not in scales:
            break
        power, end = power + scales[tokens[at].key], at + 1
        if (
            end + 1 < len(tokens)
            and tokens[end].key == "."
            and tokens[end].glued
            and len(tokens[at].key) <= ABBREVIATED
        ):
            end += 1  # 3,4 Mrd. Euro
    return power, end


def _hyphen(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is a hyphen inside a word."""
    return i + 1 < len(tokens) and tokens[i].key == "-" and tokens[i].glued and tokens[i + 1].glued


def _digits(tokens: Sequence[Token], i: int, lexicon: Lexicon, money: bool) -> Number:
    power, end = _scale(tokens, i + 1, lexicon)
    if end == i + 1 and end < len(tokens):
        after = tokens[end]
        letter = lexicon.numbers["scale_letters"].get(after.text)
        if letter is not None and (money or (after.glued and _counts_something(tokens, end + 1, lexicon))):
            power, end = letter, end + 1
    return Number(tokens[i].key, power, end, scaled=end > i + 1)


def _counts_something(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a currency or a thing counted follows, so that the m in front of it is a million and no metre."""
    if i >= len(tokens):
        return False
    token = tokens[i]
    if lexicon.phrases["currency_names"].at(tokens, i) or lexicon.phrases["currency_signs"].at(tokens, i):
        return True
    return token.text in lexicon.codes or (token.kind == WORD and token.key not in lexicon.words["stops"])


def _cardinal(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Number:
    """Number words: twenty-five, two hundred and fifty thousand, two and a half million."""
    cardinals, hundreds, joints = lexicon.numbers["cardinals"], lexicon.words["hundred"], lexicon.words["cardinal_and"]
    total, end = cardinals[tokens[i].key], i + 1
    last = total
    while end < len(tokens):
        at = end + 1 if _hyphen(tokens, end) else end
        key = tokens[at].key
        after = tokens[at + 1].key if at + 1 < len(tokens) else ""
        if (key in cardinals and 0 < cardinals[key] < 10 and last >= 20 and last % 10 == 0) or (
            key in cardinals and last >= 100 and cardinals[key] < 100
        ):
            last, end = cardinals[key], at + 1
            total += last
        elif key in hundreds and total < 100:
            total, last, end = total * 100, total * 100, at + 1
        elif key in joints and last >= 100 and after in cardinals:
            end = at + 1
        else:
            break
    mantissa = str(total)
    if lexicon.phrases["and_a_half"].at(tokens, end):
        mantissa, end = f"{total}.5", end + 3
    dozen = lexicon.numbers["dozens"].get(tokens[end].key) if end < len(tokens) else None
    if dozen is not None:
        return Number(str(total * dozen), 0, end + 1, in_words=True, scaled=True)
    if (
        end + 2 < len(tokens)
        and tokens[end].key == "("
        and tokens[end + 1].key == mantissa
        and tokens[end + 2].key == ")"
    ):
        end += 3  # five (5) years
    power, stop = _scale(tokens, end, lexicon)
    return Number(mantissa, power, stop, in_words=True, scaled=stop > end or total >= 100)


def _part_of_scale(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Number | None:
    """A quarter of a million, three-quarters of a billion."""
    numerator = 1 if tokens[i].key in lexicon.words["articles"] else lexicon.numbers["cardinals"].get(tokens[i].key)
    at = i + 2 if _hyphen(tokens, i + 1) else i + 1
    if numerator is None or at + 3 >= len(tokens):
        return None
    denominator = lexicon.numbers["fractions"].get(tokens[at].key)
    if denominator is None or tokens[at + 1].key not in lexicon.words["magnitude_of"]:
        return None
    if tokens[at + 2].key not in lexicon.words["articles"]:
        return None
    power, end = _scale(tokens, at + 3, lexicon)
    return Number(repr(numerator / denominator), power, end, in_words=True, scaled=True) if end > at + 3 else None


def _magnitude(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Number:
    """Plurals of magnitude: dozens, billions, tens of thousands."""
    low, high = lexicon.pairs["magnitudes"][tokens[i].key]
    power, end = 0, i + 1
    if end + 1 < len(tokens) and tokens[end].key in lexicon.words["magnitude_of"]:
        power, stop = _scale(tokens, end + 1, lexicon)
        if stop > end + 1:
            if low >= 1e3:  # thousands of millions: up to a thousand of them
                high = low * 1e3
            end = stop
    return Number(repr(low), power, end, ceiling=repr(high), in_words=True, scaled=True)


def _article(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Number | None:
    """A billion, half a million, several hundred."""
    at, mantissa, ceiling = i, "1", None
    if tokens[at].key in lexicon.words["half"]:
        mantissa, at = "0.5", at + 1
        if at >= len(tokens) or tokens[at].key not in lexicon.words["articles"]:
            return None
        at += 1
    elif tokens[at].key in lexicon.words["several"]:
        mantissa, ceiling, at = "2", "10", at + 1
    else:
        at += 1
        if at + 1 < len(tokens) and tokens[at].key in lexicon.words["several"]:
            mantissa, ceiling, at = "2", "10", at + 1
    if at >= len(tokens):
        return None
    dozen = lexicon.numbers["dozens"].get(tokens[at].key)
    if dozen is not None:
        return Number(str(dozen * float(mantissa)), 0, at + 1, in_words=True, scaled=True)
    power, end = _scale(tokens, at, lexicon)
    if end == at:
        return None
    return Number(mantissa, power, end, ceiling=ceiling, in_words=True, scaled=True)
