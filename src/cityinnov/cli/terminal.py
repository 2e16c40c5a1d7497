"""What is written to a terminal: characters that a terminal would obey are shown, not sent.

A name in a case file may hold an escape sequence that recolours the screen, moves the cursor or answers back. Text
from a file is never trusted with that.
"""

from __future__ import annotations

import re
from typing import TextIO

__all__ = ["Visible"]

_OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Visible:
    r"""A text stream that writes control characters as escapes.

    Parameters
    ----------
    out : text stream
        Where it writes to.

    Examples
    --------
    >>> import sys
    >>> print("\x1b[31mred", file=Visible(sys.stdout))
    \x1b[31mred
    """

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, text: str) -> int:
        """Write a text with its control characters escaped; line ends and tabs stay."""
        self._out.write(_OBEYED.sub(lambda found: f"\\x{ord(found[0]):02x}", text))
        return len(text)

    def isatty(self) -> bool:
        """Whether somebody looks at it."""
        return self._out.isatty()

    @property
    def unfiltered(self) -> TextIO:
        """The stream itself, for colours around a text that is visible already."""
        return self._out

    def flush(self) -> None:
        """Send on what has been written."""
        self._out.flush()
