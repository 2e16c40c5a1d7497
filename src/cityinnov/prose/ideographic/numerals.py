"""Numbers of Chinese and Japanese: 1.35万亿, 1亿2000万, 一百二十, 数十亿, 100多, 七八百."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import attrs

from cityinnov.prose.lexicon import Lexicon
from cityinnov.prose.tokens import LONGEST, NUMBER, WORD, Token

__all__ = ["Numeral", "read_numeral"]

#: From this power of ten on, a scale multiplies all that stands before it: 万, 亿, 兆.
MYRIAD = 4


@attrs.frozen(slots=True)
class Numeral:
    """A number and where it ends.

    Parameters
    ----------
    mantissa : Decimal
        The number before its scale.
    power : int
        The power of ten of its scale.
    end : int
        The token after it.
    high : Decimal or None
        The other end of a vague number, in the same scale.
    open_above : bool
        Whether that end is excluded: 数十 is less than a hundred.
    suffix : str or None
        ``over`` or ``about`` for 多, 余, 来 written into the number.
    in_words : bool
        Whether it has no digits.
    bare : bool
        Whether it is a scale alone: 百亿, 上千.
    """

    mantissa: Decimal
    power: int
    end: int
    high: Decimal | None = None
    open_above: bool = False
    suffix: str | None = None
    in_words: bool = False
    bare: bool = False

    def value(self, power: int | None = None) -> float:
        """The number itself."""
        return float(self.mantissa.scaleb(self.power if power is None else power))

    def ceiling(self) -> float:
        """Its upper end."""
        return self.value() if self.high is None else float(self.high.scaleb(self.power))


def read_numeral(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Numeral | None:
    """Read the number that begins at token i."""
    if i >= len(tokens):
        return None
    token = tokens[i]
    if token.kind == NUMBER:
        return _digits(tokens, i, lexicon) if len(token.key) <= LONGEST else None
    if token.kind != WORD:
        return None
    if token.key in lexicon.words["vague"]:
        return _vague(tokens, i, lexicon)
    if token.key in lexicon.numbers["digits"] or token.key in lexicon.numbers["powers"]:
        return _words(tokens, i, lexicon)
    return None


def _suffix(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> tuple[str | None, int]:
    if i < len(tokens):
        if tokens[i].key in lexicon.words["over_within"]:
            return "over", i + 1
        if tokens[i].key in lexicon.words["about_within"]:
            return "about", i + 1
    return None, i


def _scale(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> tuple[int, int, int]:
    """The power of ten of the scales from token i, of the last of them, and the token after."""
    power = last = 0
    powers = lexicon.numbers["powers"]
    while i < len(tokens) and tokens[i].key in powers and power <= LONGEST:
        last = powers[tokens[i].key]
        power, i = power + last, i + 1
    return power, last, i


def _digits(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Numeral:
    """Digits with scales: 100多亿, 1亿2000万."""
    mantissa = Decimal(tokens[i].key)
    suffix, end = _suffix(tokens, i + 1, lexicon)
    power, last, end = _scale(tokens, end, lexicon)
    while suffix is None and last >= MYRIAD and end < len(tokens) and tokens[end].kind == NUMBER and tokens[end].glued:
        rest, limit = tokens[end].key, last
        smaller, last, after = _scale(tokens, end + 1, lexicon)
        if len(rest) > LONGEST or Decimal(rest).scaleb(smaller) >= Decimal(1).scaleb(limit):
            break
        mantissa = mantissa.scaleb(power) + Decimal(rest).scaleb(smaller)
        power, end = 0, after
    if suffix is None:
        suffix, end = _suffix(tokens, end, lexicon)
    return Numeral(mantissa, power, end, suffix=suffix)


def _vague(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Numeral | None:
    """数十, 几百万: from one to ten of the scale."""
    power, _, end = _scale(tokens, i + 1, lexicon)
    if not power:
        return None
    _, end = _suffix(tokens, end, lexicon)
    return Numeral(Decimal(1), power, end, Decimal(10), open_above=True, in_words=True)


def _words(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Numeral:
    """Number words, one character a token."""
    digits, powers = lexicon.numbers["digits"], lexicon.numbers["powers"]
    total, section, run = Decimal(0), Decimal(0), ""
    high: Decimal | None = None
    j, power, smallest = i, 0, LONGEST
    while j < len(tokens) and j < i + LONGEST and tokens[j].kind == WORD:
        key = tokens[j].key
        if key in digits:
            run += str(digits[key])
        elif key in powers:
            step = powers[key]
            pair = _neighbours(run)
            value = Decimal(run[0] if pair else run or ("1" if not section else "0"))
            if step < MYRIAD:
                if pair:
                    high = section + Decimal(run[1]).scaleb(step)
                section, run = section + value.scaleb(step), ""
            elif step < smallest:
                if pair:
                    high = Decimal(run[1])
                if _is_last(tokens, j + 1, lexicon) and not total:
                    power, _, j = _scale(tokens, j, lexicon)
                    mantissa = section + value if section or run else Decimal(1)
                    suffix, end = _suffix(tokens, j, lexicon)
                    return Numeral(
                        mantissa, power, end, high, suffix=suffix, in_words=True, bare=j == i + 1 or power == 0
                    )
                total += (section + (value if run or not section else 0)).scaleb(step)
                section, run, smallest = Decimal(0), "", step
            else:
                break
        elif key in lexicon.words["decimal_point"] and run and j + 1 < len(tokens) and tokens[j + 1].key in digits:
            run += "."
        else:
            break
        j += 1
    pair = _neighbours(run)
    if pair and not total and not section:
        return Numeral(Decimal(run[0]), 0, j, Decimal(run[1]), in_words=True)
    mantissa = total + section + Decimal(run.rstrip(".") or "0")
    if high is not None and j < len(tokens) and tokens[j].key in lexicon.words["vague"]:
        high = None
    if j < len(tokens) and tokens[j].key in lexicon.words["vague"] and section and not run:  # 十几
        return Numeral(mantissa, 0, j + 1, mantissa + 10, open_above=True, in_words=True)
    suffix, end = _suffix(tokens, j, lexicon)
    if suffix is not None and end < len(tokens) and tokens[end].key in powers:  # 十多万
        power, _, end = _scale(tokens, end, lexicon)
    bare = tokens[i].key in powers and powers[tokens[i].key] > 1
    return Numeral(mantissa, power, end, high, suffix=suffix, in_words=True, bare=bare)


def _neighbours(run: str) -> bool:
    """Whether two digits side by side mean "seven or eight"."""
    return len(run) == 2 and run.isdigit() and int(run[1]) == int(run[0]) + 1 and run[0] != "0"


def _is_last(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether no smaller part follows a scale: 一百二十万, not 一万二千."""
    powers = lexicon.numbers["powers"]
    while i < len(tokens) and tokens[i].key in powers:
        i += 1
    return i >= len(tokens) or tokens[i].key not in lexicon.numbers["digits"]
