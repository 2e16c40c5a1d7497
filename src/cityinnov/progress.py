"""Progress of long work: what such work tells as it goes on, to whoever asked to be told.

A function that may take long has an argument `progress` and hands on what it was given. It prints nothing itself;
`report.progress` shows it to somebody who looks at a terminal or a notebook.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

__all__ = ["Progress", "counted"]

#: Called as `progress(what, done, total)`: what is being done, and how many of how many steps of it are.
Progress = Callable[[str, int, int], object]

Item = TypeVar("Item")


def counted(items: Iterable[Item], what: str, total: int, progress: Progress | None) -> Iterator[Item]:
    """The items one by one, each told of once it has been worked on.

    Parameters
    ----------
    items : iterable
        What there is to do.
    what : str
        What is being done, in a few words.
    total : int
        How many items there are.
    progress : callable or None
        Whom to tell.

    Examples
    --------
    >>> squares = [number**2 for number in counted([2, 3], "squaring", 2, print)]
    squaring 1 2
    squaring 2 2
    """
    for done, item in enumerate(items, 1):
        yield item
        if progress is not None:
            progress(what, done, total)
