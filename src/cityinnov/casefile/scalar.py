"""Plain scalars of the YAML 1.2 core schema, and when a text may stand without quotes.

`NO` is Norway, `2025-05` is a text, `740,000` is a text, `1e3` is a number.

References
----------
YAML Ain't Markup Language, version 1.2.2, section 10.3.2, Tag Resolution.
"""

from __future__ import annotations

import math
import re
from typing import Final

from cityinnov.errors import InputError

__all__ = ["MOST_DIGITS", "read_number", "read_plain", "resolves_to_text"]

MOST_DIGITS = 400  # of a number; no quantity needs more, and reading a long one takes quadratic time

NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
TRUTHS: Final = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
INTEGER = re.compile(r"[-+]?[0-9]+\Z")
BASED = re.compile(r"0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)\Z|\.(nan|NaN|NAN)\Z")


def read_plain(text: str) -> str | int | float | bool | None:
    """Read an unquoted scalar.

    Raises
    ------
    InputError
        If it is a number that is not finite or has too many digits.

    Examples
    --------
    >>> [read_plain(text) for text in ("NO", "2025-05", "13", "0.4", "true", "~")]
    ['NO', '2025-05', 13, 0.4, True, None]
    """
    if text in NULLS:
        return None
    if text in TRUTHS:
        return TRUTHS[text]
    # Only these characters begin a number; most figures begin with a word.
    if text[0] not in "+-.0123456789":
        return text
    if INTEGER.match(text) or BASED.match(text) or FLOAT.match(text):
        return read_number(text)
    if NOT_FINITE.match(text):
        raise InputError("not a number a case file can hold", hint="leave the key out where a value is not known")
    return text


def read_number(text: str) -> int | float:
    """Read a decimal, octal (`0o17`) or hexadecimal (`0x1F`) number.

    Raises
    ------
    InputError
        If it has too many digits or is beyond the range of a float.
    """
    if len(text) > MOST_DIGITS:
        raise InputError(f"a number of {len(text):,} characters", hint="write it with a scale: 3 billion")
    if INTEGER.match(text):
        return int(text)
    if BASED.match(text):
        return int(text, 0)
    number = float(text)
    if not math.isfinite(number):
        raise InputError("a number too large to be read", hint="write it with a scale: 3 billion")
    return number


def resolves_to_text(text: str) -> bool:
    """Say whether an unquoted scalar of these characters is read as a text."""
    try:
        return isinstance(read_plain(text), str)
    except InputError:
        return False
