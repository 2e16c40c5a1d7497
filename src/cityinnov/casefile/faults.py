"""What is wrong with plain data, each with its path: the errors that cattrs collects, taken apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)

from cityinnov.casefile.problem import Path
from cityinnov.entity.indicator_vocabulary import indicators
from cityinnov.errors import CityinnovError, InputError, nearest

__all__ = ["MOST_PROBLEMS", "Located", "flattened", "kind_of", "unknown_key"]

MOST_PROBLEMS = 1_000  # of one file; then reading stops
#: How much a key is like a known one (`difflib.SequenceMatcher.ratio`) that it is taken for its misspelling: as city is
#: like cities, and more than words that share some letters.
LIKE = 0.6


@attrs.frozen(slots=True)
class Located:
    """An error and the path of the data it is about."""

    path: Path
    error: CityinnovError
    at_key: bool = False


class BrokenReferenceError(CityinnovError):
    """An entity names one that could not be read itself: that problem is reported, this one is not."""


def unknown_key(key: str, known: Sequence[str]) -> InputError:
    """The error of a key that is none, with what may be meant: an indicator, or a key that is much like it."""
    measures = [name for name in indicators() if name == key or name.endswith(f"_{key}")] if "figures" in known else []
    if key in measures or len(measures) == 1:  # a fund's `target` is its fund_target
        hint = (
            f"{key if key in measures else measures[0]} is an indicator: it stands one level deeper, under 'figures:'"
        )
    else:
        near = nearest(key, known, likeness=LIKE)
        hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
    return InputError(f"unknown key {key[:60]!r}", hint=hint)


def flattened(error: BaseException, path: Path) -> Iterator[Located]:
    """The errors of cattrs' exception group, each with the path that the notes spell."""
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            path = (*path, note.name)
        elif isinstance(note, IterableValidationNote):
            path = (*path, note.index)
    if isinstance(error, BaseValidationError):
        for inner in error.exceptions:
            yield from flattened(inner, path)
    elif isinstance(error, ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(error.cl)]
        for key in sorted(error.extra_fields, key=str)[:MOST_PROBLEMS]:
            yield Located((*path, key), unknown_key(str(key), known), at_key=True)
    elif isinstance(error, CityinnovError):
        field = error.data.get("field")
        yield Located((*path, field) if field else path, error, at_key=field == "id")
    elif isinstance(error, TypeError) and "required" in str(error):
        yield Located(path, InputError("a required field is missing"))
    elif isinstance(error, KeyError):  # cattrs: a required field is not there
        yield Located(path, InputError(f"the field {error.args[0]!r} is missing"), at_key=True)
    else:
        raise error


def kind_of(value: object) -> str:
    """What stood there, as a person would say it."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping" if value else "an empty mapping"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value) if not isinstance(value, str) else f"the text {value[:50]!r}"
