"""Writing a figure as a literal: exactly, so that it is read back, and as it was said."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cityinnov.errors import CityinnovError
from cityinnov.values.bounds import Bounds
from cityinnov.values.display import begins_unsaid, display, floor_of, literal_phrase, stated_phrase, with_unit
from cityinnov.values.literal.value import read_value
from cityinnov.values.numbers import significant_digits
from cityinnov.values.rules import Status
from cityinnov.values.source import format_citations

if TYPE_CHECKING:
    from cityinnov.values.figure import Figure

__all__ = ["as_said", "format_literal", "own_words"]


def format_literal(figure: Figure) -> str:
    """Write a stated figure so that `Figure.parse` gives it back."""
    if figure.derivation is not None:
        return _with_its_parts(display(figure), "", _exactly, figure)
    text = _exactly(figure)
    return _with_its_parts(text, _words_beside(text, figure, figure.natural), _exactly, figure)


def _exactly(figure: Figure) -> str:
    return with_unit(literal_phrase(figure), figure)


def as_said(figure: Figure) -> str:
    r"""A stated figure with all its parts, for a person: as its literal, but for a low end that goes without saying.

    Examples
    --------
    >>> from cityinnov.entity.fields import not_negative
    >>> from cityinnov.values.figure import Figure
    >>> amount = not_negative(Figure.parse("up to 3 billion USD, 2017, committed"))
    >>> print(as_said(amount), amount, sep="\n")
    up to 3 billion USD, 2017, committed
    0 to 3 billion USD "up to 3 billion USD", 2017, committed
    """
    return _with_its_parts(display(figure), own_words(figure), display, figure)


def _with_its_parts(value: str, words: str, write: Callable[[Figure], str], figure: Figure) -> str:
    parts = [value]
    if words:
        parts.append(f'"{words}"')
    if figure.restated:
        parts.append(f"({'; '.join(map(write, figure.restated))})")
    text = " ".join(parts)
    if figure.period is not None:
        text += f", {figure.period}"
    if figure.status is not Status.UNSTATED:
        text += f", {figure.status}"
    if figure.citations:
        text += f" [{format_citations(figure.citations)}]"
    return text


def own_words(figure: Figure) -> str:
    """The words of the source, where they are not what the figure's display says anyway; else nothing.

    Examples
    --------
    >>> from cityinnov.values.figure import Figure
    >>> own_words(Figure.parse('over 2 times "more than doubled"')), own_words(Figure.parse("50 firms"))
    ('more than doubled', '')
    """
    if figure.derivation is not None:
        return ""
    bounds = figure.natural
    if begins_unsaid(figure):  # then words that name no low end say the same
        bounds = Bounds(floor_of(figure.unit), bounds.high, True, bounds.high_closed, bounds.approx)
    return _words_beside(with_unit(stated_phrase(figure), figure), figure, bounds)


def _words_beside(text: str, figure: Figure, bounds: Bounds) -> str:
    """The figure's own words, if they are more than this text for these bounds: another value, or other digits."""
    words = " ".join((figure.stated or "").split())
    if not words or '"' in words or ", " in words or "[" in words or "]" in words:
        return ""  # none, or such as a literal cannot hold
    if words == text or significant_digits(words) != significant_digits(text):
        return "" if words == text else words
    try:
        return words if read_value(words) != (bounds, figure.unit) else ""
    except CityinnovError:
        return words
