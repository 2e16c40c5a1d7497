"""A text by its paragraphs, numbered as an analyst cites them: ¶1 is the first that is running text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import attrs

__all__ = ["Layout", "Paragraph", "paragraphs"]

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
#: A line that is longer was not wrapped to fit a screen or a page.
WIDEST = 140
#: How running text ends; a title, a heading, a caption or a byline does not.
_ENDS = re.compile(r"[.!?:;…。！？：；][\"”’」』）)\]]*\s*\Z")


@attrs.frozen(slots=True)
class Paragraph:
    """A stretch of a text, and what it is cited as.

    Parameters
    ----------
    start, end : int
        Its place: ``text[start:end]``.
    locator : str
        ``¶3``; of a heading, caption or byline ``before ¶3``, and after the last paragraph ``after ¶26``.
    """

    start: int
    end: int
    locator: str


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    r"""The paragraphs of a text, and what stands between them.

    Blank lines part them, and line ends where the lines are too long to have been wrapped. What does not end as a
    sentence does is not counted: titles, headings, captions, bylines.

    Examples
    --------
    >>> text = "A city rises\n\nIt has 500 firms.\n\nSuppliers\n\nThere are 50."
    >>> [(text[each.start : each.end], each.locator) for each in paragraphs(text)][1:]
    [('It has 500 firms.', '¶1'), ('Suppliers', 'before ¶2'), ('There are 50.', '¶2')]
    """
    blocks = list(_blocks(text))
    last = sum(_is_running(text, block) for block in blocks)
    made, count = [], 0
    for start, end in blocks:
        if _is_running(text, (start, end)):
            count += 1
            locator = f"¶{count}"
        else:
            locator = f"before ¶{count + 1}" if count < last else f"after ¶{last}"
        made.append(Paragraph(start, end, locator))
    return tuple(made)


@attrs.frozen
class Layout:
    r"""A text with its lines and paragraphs, for looking up where a place lies.

    Examples
    --------
    >>> layout = Layout("One.\n\nTwo.")
    >>> layout.paragraph(7).locator, layout.position(7)
    ('¶2', (3, 2))
    """

    text: str
    known: tuple[Paragraph, ...] = attrs.field(init=False)
    _lines: tuple[int, ...] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "known", paragraphs(self.text))
        object.__setattr__(self, "_lines", (0, *(found.end() for found in re.finditer("\n", self.text))))

    def paragraph(self, place: int) -> Paragraph:
        """The paragraph, heading or caption in which a place of the text lies."""
        return self.known[bisect_right(self.known, place, key=lambda paragraph: paragraph.start) - 1]

    def position(self, place: int) -> tuple[int, int]:
        """Line and column of a place, from 1."""
        line = bisect_right(self._lines, place)
        return line, place - self._lines[line - 1] + 1


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in [*_BLANK_LINES.finditer(text), None]:
        end = gap.start() if gap else len(text)
        lines = list(_lines(text, start, end))
        if any(_width(text[first:stop]) > WIDEST for first, stop in lines):
            yield from lines
        elif lines:
            yield lines[0][0], lines[-1][1]
        start = gap.end() if gap else end


def _width(line: str) -> int:
    """How many columns a line takes: two for each Chinese or Japanese character."""
    return len(line) + sum("\u2e80" <= letter <= "\uffef" for letter in line)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a stretch that are not empty."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            yield start, stop
        start = stop + 1


def _is_running(text: str, stretch: tuple[int, int]) -> bool:
    start, end = stretch
    return _ENDS.search(text, max(start, end - 20), end) is not None
