"""A plan of edits as splices of the text: what of a file changes, and in which characters."""

from __future__ import annotations

import re
from typing import Any

from attrs import frozen

from cityinnov.casefile.document import Document
from cityinnov.casefile.edit_plan import Plan, patched
from cityinnov.casefile.node import Alias, Entry, List, Mapping, Node, Scalar, children, plain_data
from cityinnov.casefile.render import (
    beside_and_below,
    entry_lines,
    flow_text,
    item_lines,
    json_text,
    scalar_key,
    scalar_text,
)

__all__ = ["spliced"]

ANCHOR = re.compile(r"&\S+\s+")
COLON = re.compile(r"\s*:")
DASH = re.compile(r"-(?=\s|\Z)")
DASH_OF_A_LINE = re.compile(r"^ *(-)(?=\s|\Z)", re.MULTILINE)
SEPARATOR = re.compile(r"\s*,\s*\Z")


@frozen(order=True)
class _Splice:
    """Characters `start` to `end` become `text`."""

    start: int
    end: int
    text: str = ""


def spliced(document: Document, plan: Plan) -> str:
    """Return the document's text after a plan that has no aliases to write out."""
    parts, at = [], 0
    for splice in sorted(_Editor(document).splices(plan), key=lambda each: (each.start, each.end)):
        parts += [document.text[at : max(at, splice.start)], splice.text]
        at = max(at, splice.end)
    return "".join([*parts, document.text[at:]])


class _Editor:
    """Turns a plan into splices."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.file = document.file
        self.text = document.text
        self.newline = document.file.newline
        self.done: list[_Splice] = []

    def splices(self, plan: Plan) -> list[_Splice]:
        root = self.document.root
        if self._empties(root, plan):
            self._put(root.start, root.end, self._flow(patched(plain_data(root), plan)))
        else:
            self._change(root, plan)
        return self.done

    def _put(self, start: int, end: int, text: str = "") -> None:
        self.done.append(_Splice(start, end, text))

    def _change(self, node: Node, plan: Plan) -> None:
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
                    self._replace(node, owner, child, patched(plain_data(child), inner))
                else:
                    self._change(child, inner)
        gone = [step in plan.removed for step in steps]
        edges = [(start, end) for start, end, _ in spans]
        if node.flow:
            self._change_flow(node, plan, gone, edges)
        else:
            self._change_block(node, plan, gone, edges)

    def _empties(self, node: Node, plan: Plan) -> bool:
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

    def _change_flow(self, node: Mapping | List, plan: Plan, gone: list[bool], edges: list[tuple[int, int]]) -> None:
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

    def _change_block(self, node: Mapping | List, plan: Plan, gone: list[bool], edges: list[tuple[int, int]]) -> None:
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
