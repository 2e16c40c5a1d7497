"""What every format of bibliographic records shares: ids made of foreign keys, and all problems of a file at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cityinnov.errors import InputError

__all__ = ["LARGEST", "id_of", "key_of", "problems", "too_large"]

#: Characters of a file of records; a bibliography of ten thousand entries has fewer.
LARGEST = 10_000_000


def id_of(key: str) -> str:
    """A source's id made of the key another program knows the record by.

    Examples
    --------
    >>> id_of("Hirschman:1958"), id_of("http://zotero.org/items/ABC"), id_of("¶")
    ('hirschman-1958', 'http-zotero.org-items-abc', '')
    """
    return re.sub(r"[^a-z0-9._-]+", "-", key.lower()).strip("-._")


def key_of(key: str, id: str) -> dict[str, str]:
    """The key as a CSL variable, where the id does not say it."""
    return {} if key == id else {"citation-key": key}


def problems(found: Sequence[str], what: str) -> InputError:
    """One error for all that is wrong with a file."""
    count = "one problem" if len(found) == 1 else f"{len(found)} problems"
    return InputError(f"{what} has {count}:\n  " + "\n  ".join(found), problems=tuple(found))


def too_large(text: object, what: str) -> InputError | None:
    """The error for what is no text, or more of it than a bibliography has."""
    if not isinstance(text, str):
        return InputError(f"{what} is read from text", found=type(text).__name__, hint="path.read_text('utf-8')")
    if len(text) > LARGEST:
        return InputError(f"{what} of {len(text):,} characters is too long", expected=f"at most {LARGEST:,}")
    return None
