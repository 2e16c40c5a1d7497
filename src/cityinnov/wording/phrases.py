"""The phrases of a language turned round: what stands in their fields, where a text says them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

__all__ = ["around", "compiled", "filled", "tidy"]

#: Marks of the direction of writing, which show nothing.
_MARKS = re.compile("[\u200e\u200f\u061c]")


def tidy(text: str) -> str:
    """A text with every blank one space."""
    return re.sub(r"\s+", " ", _MARKS.sub("", text))


def filled(phrase: str, text: str) -> Iterator[dict[str, str]]:
    """What stands in the fields of a phrase, if that is what a text says."""
    match = compiled(phrase).fullmatch(text)
    if match is not None:
        yield match.groupdict()


@lru_cache(maxsize=2048)
def compiled(phrase: str) -> re.Pattern[str]:
    """A phrase with its fields left open."""
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(tidy(phrase))))


def around(form: str) -> tuple[str, str]:
    """What a pattern says before and after its number."""
    before, _, after = tidy(form).partition("{n}")
    return before, after
