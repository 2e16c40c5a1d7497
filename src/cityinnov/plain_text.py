"""The text that bytes are; or what keeps them from being text, an encoding or a control character, with its place."""

from __future__ import annotations

import codecs
import re

from cityinnov.errors import InputError

__all__ = ["LINE_BREAK", "NOT_TEXT", "decoded", "place_after"]

LINE_BREAK = re.compile("\r\n|\n|\r")
NOT_TEXT = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
BYTE_ORDER_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
SAVE_AS_UTF8 = "save the file as UTF-8"


def decoded(raw: bytes) -> str:
    r"""The text that bytes are in UTF-8, without a byte order mark.

    Raises
    ------
    InputError
        If they are none; `data` has the `line` and the `column`, from 1, of the first that is wrong.

    Examples
    --------
    >>> decoded(b"caf\xe9")
    Traceback (most recent call last):
    ...
    cityinnov.errors.InputError: this file is not UTF-8; found byte 0xe9 at offset 3 (hint: save the file as UTF-8)
    """
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if raw.startswith(mark):
            raise InputError(f"this file is {encoding}, not UTF-8", hint=SAVE_AS_UTF8, line=1, column=1)
    body = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        line, column = place_after(body[: error.start].decode())
        found = f"byte 0x{body[error.start]:02x} at offset {error.start + len(raw) - len(body)}"
        raise InputError("this file is not UTF-8", found=found, hint=SAVE_AS_UTF8, line=line, column=column) from None
    if bad := NOT_TEXT.search(text):
        line, column = place_after(text[: bad.start()])
        raise InputError(
            "a control character, which text does not hold",
            found=f"U+{ord(bad.group()):04X}",
            hint=f"delete it; if there are many, {SAVE_AS_UTF8}",
            line=line,
            column=column,
        )
    return text


def place_after(text: str) -> tuple[int, int]:
    r"""Line and column, from 1, of what follows a text.

    Examples
    --------
    >>> place_after("ab\r\nc")
    (2, 2)
    """
    starts = [0, *(found.end() for found in LINE_BREAK.finditer(text))]
    return len(starts), len(text) - starts[-1] + 1
