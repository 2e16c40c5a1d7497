"""Case studies to case files: `save_case`, which keeps what is there and changes what has changed."""

from __future__ import annotations

import os
from typing import Any

from cityinnov.case import CaseStudy
from cityinnov.casefile.atomic import write_atomically
from cityinnov.casefile.diff import diff_plain
from cityinnov.casefile.document import Document, parse_document, read_document
from cityinnov.casefile.edit import apply_edits
from cityinnov.casefile.plain import plain_case
from cityinnov.casefile.reading import case_from_document
from cityinnov.casefile.render import render_yaml

__all__ = ["save_case"]


def save_case(case: CaseStudy, path: str | os.PathLike[str], *, like: str | os.PathLike[str] | None = None) -> None:
    """Write a case to a file, in one step: the file is whole at every moment.

    Where the file (or the one given by `like`) already holds the case, its comments, key order, wording
    and line ends stay; a changed figure changes its own line, and an unchanged case not a byte. A list that
    stands beside the file stays there as long as it is unchanged; a changed one goes into the file.

    Parameters
    ----------
    case : CaseStudy
        What to write.
    path : str or path
        Where; a name that ends in ``.json`` makes it JSON.
    like : str or path, optional
        A case file to keep the form of; `path` itself where it exists.

    Raises
    ------
    CaseFileError
        If the file to keep the form of cannot be read. Nothing is written then.
    OSError
        If the file cannot be written.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> from cityinnov.city import City
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "study.yaml"
    >>> save_case(CaseStudy("study", cities=[City("hefei", country="CN")]), file)
    >>> print(file.read_text(), end="")
    format: cityinnov/1
    case: study
    cities:
      hefei: {country: CN}
    """
    model = like if like is not None else path
    if os.path.exists(model):
        document = read_document(model)
        content = _revised(document, case, os.path.dirname(os.path.abspath(path)))
    else:
        content = render_yaml(plain_case(case)).encode()
        if os.fspath(path).endswith(".json"):
            content = _as_json(plain_case(case))
    write_atomically(path, content)


def _revised(document: Document, case: CaseStudy, folder: str) -> bytes:
    kinds = {type(entity): None for entity in case.entities()}
    before = plain_case(case_from_document(document, kinds))
    beside = folder == document.folder  # elsewhere the lists beside the file are not, so they go into it
    written = document.data if beside else _inlined(document.data, before)
    revised = _merged(written, before, plain_case(case))
    content = apply_edits(document, diff_plain(document.data, revised))
    # what was written must be what was meant: a form that cannot hold the change must not pass for it
    if content != document.raw and case_from_document(parse_document(content, document.name, folder), kinds) != case:
        raise AssertionError("the revised file does not read back as the case")
    return content


def _merged(written: Any, before: Any, after: Any) -> Any:
    """The file's own data with what differs between `before` and `after` put in.

    The file may say the same in other words ("100-plus firms" for "at least 100 firms"), so it is not
    compared with the case itself: only what has changed since it was read is written anew.
    """
    if before == after:
        return written
    if isinstance(before, dict) and isinstance(after, dict) and isinstance(written, dict):
        merged = {key: _merged(value, before.get(key), after[key]) for key, value in written.items() if key in after}
        return merged | {key: value for key, value in after.items() if key not in merged}
    if isinstance(before, list) and isinstance(after, list) and isinstance(written, list):
        if len(before) == len(after) == len(written):
            return [_merged(*three) for three in zip(written, before, after, strict=True)]
        kept = [old for old, item in zip(written, before, strict=False) if item in after]
        return kept + [item for item in after if item not in before]
    return after


def _inlined(written: Any, before: Any) -> Any:
    """The file's own data with the lists beside it put in."""
    if not isinstance(written, dict):
        return written
    if written.keys() == {"file"} and isinstance(before, list):
        return before
    inner = before if isinstance(before, dict) else {}
    return {key: _inlined(value, inner.get(key)) for key, value in written.items()}


def _as_json(data: dict[str, Any]) -> bytes:
    import json

    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
