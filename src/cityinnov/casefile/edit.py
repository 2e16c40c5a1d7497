"""Edits to a case file that leave every byte they are not about.

Each edit becomes splices of the text. The result is read again and compared with
what was wanted: a wrong file is never returned.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cityinnov.casefile.diff import Edit, diff_plain, same_plain
from cityinnov.casefile.document import Document, parse_document
from cityinnov.casefile.edit_plan import Plan, coarser, patched
from cityinnov.casefile.node import Alias, Node, children, plain_data
from cityinnov.casefile.problem import CaseFileError
from cityinnov.casefile.splicing import spliced
from cityinnov.errors import InputError

__all__ = ["apply_edits", "edited"]


def edited(document: Document, new: dict[str, Any]) -> bytes:
    r"""Return the file with `new` as its data and everything else as it was.

    Raises
    ------
    InputError
        If the file cannot be brought to say that by local edits, or `new` holds what no case file can.

    Examples
    --------
    >>> from cityinnov.casefile.document import parse_document
    >>> document = parse_document("case: hefei   # a note\nlocal: 50 firms\n")
    >>> print(edited(document, {"case": "hefei", "local": "60 firms"}).decode(), end="")
    case: hefei   # a note
    local: 60 firms
    """
    return apply_edits(document, diff_plain(document.data, new))


def apply_edits(document: Document, edits: Iterable[Edit]) -> bytes:
    """Return the file's bytes after some edits, whose paths are those of the document as it is.

    Raises
    ------
    InputError
        As for `edited`.
    """
    plan = Plan.of(edits)
    if plan.is_empty:
        return document.raw
    wanted = patched(document.data, plan)
    _write_out_aliases(document, plan)
    # What a splice cannot do is done once more by writing the top-level entries anew.
    for attempt in (plan, coarser(document.data, plan)):
        raw = document.file.byte_order_mark + spliced(document, attempt).encode()
        try:
            result = parse_document(raw, document.name)
        except CaseFileError:
            continue
        if same_plain(result.data, wanted):
            return raw
    raise InputError(
        "this file is written in a way that does not allow the edit",
        hint="write the edited part on lines of its own, without anchors",
        file=document.name,
    )


def _write_out_aliases(document: Document, plan: Plan) -> None:
    """Let every alias of something that changes be replaced by what it stood for."""
    if document.is_json or "*" not in document.text:
        return
    touched: set[int] = set()
    _collect_touched(document.root, plan, touched)
    _replace_aliases(document.root, plan, touched)


def _collect_touched(node: Node, plan: Plan, touched: set[int]) -> None:
    touched.add(id(node))
    for step, child in children(node):
        if step in plan.inner:
            _collect_touched(child, plan.inner[step], touched)
        elif step in plan.replaced or step in plan.removed:
            touched.update(map(id, _all_nodes(child)))


def _all_nodes(node: Node) -> Iterable[Node]:
    yield node
    for _, child in children(node):
        yield from _all_nodes(child)


def _replace_aliases(node: Node, plan: Plan, touched: set[int]) -> None:
    for step, child in children(node):
        if step in plan.removed or step in plan.replaced:
            continue
        if isinstance(child, Alias):
            inner = plan.inner.pop(step, None)
            if inner is not None:
                plan.replaced[step] = patched(plain_data(child), inner)
            elif any(id(each) in touched for each in _all_nodes(child.target)):
                plan.replaced[step] = plain_data(child)
        else:
            inner = plan.inner.get(step, Plan())
            _replace_aliases(child, inner, touched)
            if not inner.is_empty:
                plan.inner[step] = inner
