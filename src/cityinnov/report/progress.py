"""Progress of long work shown to somebody who looks: a line in a terminal or a notebook, and nothing elsewhere."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from cityinnov.progress import Progress

__all__ = ["shown_progress"]

#: Seconds between two drawings.
PAUSE = 0.1


@contextmanager
def shown_progress(*, after: float = 0.5) -> Iterator[Progress | None]:
    """Show the progress of what is done inside, on one line that is wiped at the end.

    Parameters
    ----------
    after : float, default 0.5
        Seconds of work before anything is shown.

    Yields
    ------
    callable or None
        To be handed on as `progress`; None, which costs nothing, where nobody looks: in a pipe, a file, a dumb
        terminal.

    Examples
    --------
    >>> from cityinnov import load_case
    >>> with shown_progress() as progress:
    ...     case = load_case("hefei", progress=progress)
    """
    draw = _notebook_line() or _terminal_line(sys.stderr)
    if draw is None:
        yield None
        return
    line = _Line(draw, after)
    try:
        yield line.step
    finally:
        line.wipe()


class _Line:
    """A line that is drawn anew, but not so often that drawing is the work."""

    def __init__(self, draw: Callable[[str], object], after: float) -> None:
        self._draw, self._next, self._is_drawn = draw, time.monotonic() + after, False

    def step(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next, self._is_drawn = now + PAUSE, True
            self._draw(f"{what}: {done:,} of {total:,}, {done / total:.0%}" if total else what)

    def wipe(self) -> None:
        if self._is_drawn:
            self._draw("")


def _terminal_line(out: TextIO | None) -> Callable[[str], object] | None:
    """Draws on the error stream, so that what is written to the other one stays whole."""
    if out is None or not out.isatty() or os.environ.get("TERM") == "dumb":
        return None
    shown = ""

    def draw(text: str) -> None:
        nonlocal shown
        text = text[: shutil.get_terminal_size().columns - 1]
        out.write(f"\r{text:<{len(shown)}}" + ("" if text else "\r"))
        out.flush()
        shown = text

    return draw


def _notebook_line() -> Callable[[str], object] | None:
    """Draws below the cell that runs, in a notebook; the library that shows it is then loaded already."""
    ipython: Any = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if getattr(shell, "kernel", None) is None:
        return None
    handle: Any = None

    def draw(text: str) -> None:
        nonlocal handle
        shown = {"text/plain": text}
        if handle is None:
            handle = ipython.display.display(shown, raw=True, display_id=True)
        else:
            handle.update(shown, raw=True)

    return draw
