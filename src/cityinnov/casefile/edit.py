"""Edits to a case file that leave every byte they are not about.

Each edit becomes splices of the text. The result is read again and compared with
what was wanted: a wrong file is never returned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from attrs import Factory, define, frozen

from cityinnov.casefile.diff import Add, Edit, Remove, Replace, diff_plain, same_plain
from cityinnov.casefile.document import Document, parse_document
from cityinnov.casefile.node import Alias, Entry, List, Mapping, Node, Scalar, children, plain_data
from cityinnov.casefile.problem import CaseFileError
from cityinnov.casefile.render import (
    beside_and_below,
    entry_lines,
    flow_text,
    item_lines,
    json_text,
    scalar_key,
    scalar_text,
)
from cityinnov.errors import InputError

__all__ = ["apply_edits", "edited"]

ANCHOR = re.compile(r"&\S+\s+")
COLON = re.compile(r"\s*:")
DASH = re.compile(r"-(?=\s|\Z)")
DASH_OF_A_LINE = re.compile(r"^ *(-)(?=\s|\Z)", re.MULTILINE)
SEPARATOR = re.compile(r"\s*,\s*\Z")


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
    plan = _Plan.of(edits)
    if plan.is_empty:
        return document.raw
    wanted = _patched(document.data, plan)
    _write_out_aliases(document, plan)
    # What a splice cannot do is done once more by writing the top-level entries anew.
    for attempt in (plan, _coarser(document.data, plan)):
        splices = _Editor(document).splices(attempt)
        raw = document.file.byte_order_mark + _spliced(document.text, splices).encode()
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


@define
class _Plan:
    """The edits of one mapping or list, and the plans of those inside it."""

    inner: dict[str | int, _Plan] = Factory(dict)
    replaced: dict[str | int, Any] = Factory(dict)
    removed: set[str | int] = Factory(set)
    added: list[tuple[str | int, Any]] = Factory(list)

    @classmethod
    def of(cls, edits: Iterable[Edit]) -> _Plan:
        root = cls()
        for edit in edits:
            plan = root
            *above, step = edit.path
            for each in above:
                plan = plan.inner.setdefault(each, cls())
            match edit:
                case Replace(value=value):
                    plan.replaced[step] = value
                case Add(value=value):
                    plan.added.append((step, value))
                case Remove():
                    plan.removed.add(step)
        return root

    @property
    def is_empty(self) -> bool:
        return not (self.inner or self.replaced or self.removed or self.added)


@frozen(order=True)
class _Splice:
    """Characters `start` to `end` become `text`."""

    start: int
    end: int
    text: str = ""


def _spliced(text: str, splices: list[_Splice]) -> str:
    parts, at = [], 0
    for splice in sorted(splices, key=lambda each: (each.start, each.end)):
        parts += [text[at : max(at, splice.start)], splice.text]
        at = max(at, splice.end)
    return "".join([*parts, text[at:]])


def _patched(data: Any, plan: _Plan) -> Any:
    """Return plain data after the plan."""

    def child(step: str | int, value: Any) -> Any:
        if step in plan.replaced:
            return plan.replaced[step]
        return _patched(value, plan.inner[step]) if step in plan.inner else value

    if plan.is_empty:
        return data
    if isinstance(data, dict):
        kept = {key: child(key, value) for key, value in data.items() if key not in plan.removed}
        return {**kept, **{str(key): value for key, value in plan.added}}
    items: list[Any] = []
    for index in range(len(data) + 1):
        items += [value for before, value in plan.added if before == index]
        if index < len(data) and index not in plan.removed:
            items.append(child(index, data[index]))
    return items


def _coarser(data: dict[str, Any], plan: _Plan) -> _Plan:
    """Return the plan that writes every top-level entry anew in which something changes.

    So is the one before an entry that goes: if it is a text after `|+`, it would
    take the blank lines that are left for its own.
    """
    keys = list(data)
    before_gaps = {before for before, key in pairwise(keys) if key in plan.removed} - plan.removed
    inner: dict[str | int, _Plan] = {key: _Plan() for key in before_gaps}
    inner.update(plan.inner)
    anew = {step: _patched(data[str(step)], each) for step, each in inner.items()}
    return _Plan({}, {**anew, **plan.replaced}, plan.removed, plan.added)


def _write_out_aliases(document: Document, plan: _Plan) -> None:
    """Let every alias of something that changes be replaced by what it stood for."""
    if document.is_json or "*" not in document.text:
        return
    touched: set[int] = set()
    _collect_touched(document.root, plan, touched)
    _replace_aliases(document.root, plan, touched)


def _collect_touched(node: Node, plan: _Plan, touched: set[int]) -> None:
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


def _replace_aliases(node: Node, plan: _Plan, touched: set[int]) -> None:
    for step, child in children(node):
        if step in plan.removed or step in plan.replaced:
            continue
        if isinstance(child, Alias):
            inner = plan.inner.pop(step, None)
            if inner is not None:
                plan.replaced[step] = _patched(plain_data(child), inner)
            elif any(id(each) in touched for each in _all_nodes(child.target)):
                plan.replaced[step] = plain_data(child)
        else:
            inner = plan.inner.get(step, _Plan())
            _replace_aliases(child, inner, touched)
            if not inner.is_empty:
                plan.inner[step] = inner


class _Editor:
    """Turns a plan into splices."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.file = document.file
        self.text = document.text
        self.newline = document.file.newline
        self.done: list[_Splice] = []

    def splices(self, plan: _Plan) -> list[_Splice]:
        root = self.document.root
        if self._empties(root, plan):
            self._put(root.start, root.end, self._flow(_patched(plain_data(root), plan)))
        else:
            self._change(root, plan)
        return self.done

    def _put(self, start: int, end: int, text: str = "") -> None:
        self.done.append(_Splice(start, end, text))

    def _change(self, node: Node, plan: _Plan) -> None:
        """Carry out the plan of one mapping or list, of which something remains."""
        if isinstance(node, Mapping):
            spans = [(entry.key.start, entry.value.end, entry.value) for entry in node.entries]
            steps: list[str | int] = [str(entry.key.value) for entry in node.entries]
            owners: list[Entry | None] = list(node.entries)
        elif isinstance(node, List):
            spans = [(item.start, item.end, item) for item in node.items]
            steps = list(range(len(node.items)))
            owners = [None] * len(spans)
        else:
            return
        for step, owner, (_, _, child) in zip(steps, owners, spans, strict=True):
            if step in plan.replaced:
                self._replace(node, owner, child, plan.replaced[step])
            elif step in plan.inner:
                inner = plan.inner[step]
                if self._empties(child, inner):
                    self._replace(node, owner, child, _patched(plain_data(child), inner))
                else:
                    self._change(child, inner)
        gone = [step in plan.removed for step in steps]
        edges = [(start, end) for start, end, _ in spans]
        if node.flow:
            self._change_flow(node, plan, gone, edges)
        else:
            self._change_block(node, plan, gone, edges)

    def _empties(self, node: Node, plan: _Plan) -> bool:
        """Say whether nothing of a mapping or list is left to put a new child beside."""
        steps = [step for step, _ in children(node)]
        return all(step in plan.removed for step in steps)

    # Inside braces and brackets, and in JSON

    def _flow(self, value: Any) -> str:
        """Write a value that stands within braces or brackets, or is the whole file."""
        return json_text(value) if self.document.is_json else flow_text(value)

    def _flow_child(self, node: Mapping | List, step: str | int, value: Any) -> str:
        if isinstance(node, List):
            return self._flow(value)
        key = json_text(step) if self.document.is_json else scalar_key(step, in_flow=True)
        return f"{key}: {self._flow(value)}"

    def _change_flow(self, node: Mapping | List, plan: _Plan, gone: list[bool], edges: list[tuple[int, int]]) -> None:
        kept = [index for index, is_gone in enumerate(gone) if not is_gone]
        for index, is_gone in enumerate(gone):
            if is_gone and index > kept[-1]:
                # After the last one that stays: with the comma before it.
                self._put(edges[index - 1][1], edges[index][1])
            elif is_gone:
                self._put(edges[index][0], edges[index + 1][0])
        between = self.text[edges[-2][1] : edges[-1][0]] if len(edges) > 1 else ", "
        between = between if SEPARATOR.match(between) else ", "
        for step, value in plan.added:
            written = self._flow_child(node, step, value)
            after = [index for index in kept if isinstance(node, List) and isinstance(step, int) and index >= step]
            if after:
                self._put(edges[after[0]][0], edges[after[0]][0], written + between)
            else:
                self._put(edges[kept[-1]][1], edges[kept[-1]][1], between + written)

    # On lines of their own

    def _change_block(self, node: Mapping | List, plan: _Plan, gone: list[bool], edges: list[tuple[int, int]]) -> None:
        if isinstance(node, List):
            edges = self._with_dashes(node)
        kept = [index for index, is_gone in enumerate(gone) if not is_gone]
        for index, is_gone in enumerate(gone):
            if is_gone:
                self._remove_lines(index, edges)
        indent = " " * (edges[0][0] - self.file.line_start(edges[0][0]))
        for step, value in plan.added:
            lines = item_lines(value) if isinstance(node, List) else entry_lines(str(step), value)
            after = [index for index in kept if isinstance(node, List) and isinstance(step, int) and index >= step]
            if after and not self._shares_line(edges[after[0]][0]):
                start = self.file.line_start(edges[after[0]][0])
                self._put(start, start, "".join(indent + line + self.newline for line in lines))
            elif after:
                written = (self.newline + indent).join(lines) + self.newline + indent
                self._put(edges[after[0]][0], edges[after[0]][0], written)
            else:
                end = self.file.line_end(edges[kept[-1]][1])
                self._put(end, end, "".join(self.newline + indent + line for line in lines))

    def _with_dashes(self, node: List) -> list[tuple[int, int]]:
        """Return where the items start, dash included, and end."""
        edges: list[tuple[int, int]] = []
        for item in node.items:
            if edges:
                found = DASH_OF_A_LINE.search(self.text, self.file.line_end(edges[-1][1]))
                dash = found.start(1) if found else item.start
            else:
                found = DASH.search(self.text, self._after_anchor(node))
                dash = found.start() if found else item.start
            edges.append((dash, max(item.end, dash + 1)))
        return edges

    def _remove_lines(self, index: int, edges: list[tuple[int, int]]) -> None:
        start, end = edges[index]
        if self._shares_line(start):
            # The first of a mapping that hangs on a dash: the next takes its place.
            self._put(start, edges[index + 1][0])
        else:
            self._put(self.file.line_start(start), self.file.next_line(end))

    def _shares_line(self, offset: int) -> bool:
        """Say whether something stands before an offset on its line."""
        return not self.text[self.file.line_start(offset) : offset].isspace() and self.file.line_start(offset) != offset

    def _after_anchor(self, node: Node) -> int:
        if isinstance(node, Alias) or node.anchor is None:
            return node.start
        found = ANCHOR.match(self.text, node.start)
        return found.end() if found else node.start

    def _replace(self, parent: Mapping | List, entry: Entry | None, old: Node, value: Any) -> None:
        """Put another value in a value's place."""
        if isinstance(old, Scalar) and isinstance(value, str) and not self.document.is_json:
            return self._put_inline(entry, old, scalar_text(value, in_flow=parent.flow, style=old.style))
        if parent.flow:
            return self._put_inline(entry, old, self._flow(value))
        beside, below = beside_and_below(value)
        is_block = isinstance(old, (Mapping, List)) and not old.flow
        if entry is not None and (below or is_block):
            self._put_below(entry, old, beside, below)
        elif below:
            column = old.start - self.file.line_start(old.start)
            self._put_inline(entry, old, (self.newline + " " * column).join(below))
        else:
            self._put_inline(entry, old, beside)
        return None

    def _put_inline(self, entry: Entry | None, old: Node, written: str) -> None:
        start = self._after_anchor(old) if isinstance(old, Scalar) else old.start
        if old.start == old.end:
            # Nothing was written there: `key:`, or in braces even `key`, or a bare dash.
            needs_colon = entry is not None and not COLON.match(self.text, entry.key.end)
            written = f"{':' if needs_colon else ''} {written}"
        self._put(start, old.end, written)

    def _put_below(self, entry: Entry, old: Node, beside: str, below: list[str]) -> None:
        """Put a block under a key, or something short where a block was; a comment beside the key stays."""
        key_start = entry.key.start
        colon = COLON.match(self.text, entry.key.end)
        after_colon = colon.end() if colon else entry.key.end
        indent = " " * (key_start - self.file.line_start(key_start))
        written = "".join(f"{self.newline}{indent}  {line}" for line in below)
        if beside:
            self._put(after_colon, after_colon, f" {beside}")
        key_line_end = self.file.line_end(after_colon)
        is_block = isinstance(old, (Mapping, List)) and not old.flow
        if old.start <= key_line_end and not is_block:
            self._put(after_colon, old.end)
            end = self.file.line_end(old.end)
            self._put(end, end, written)
        else:
            self._put(key_line_end, old.end, written)
