"""What the directives of this folder share: a directive writes Markdown, and the page's own parser reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

__all__ = ["MarkdownDirective", "table"]


class MarkdownDirective(SphinxDirective):
    """A directive whose content is generated: `written` says it as Markdown, under headings or not."""

    def written(self) -> Iterator[tuple[str | None, list[str]]]:
        """Yield a heading, or None for none, and the lines below it."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        made: list[nodes.Node] = []
        for heading, lines in self.written():
            parent: nodes.Element = nodes.container()
            if heading is not None:
                parent = nodes.section(names=[nodes.fully_normalize_name(heading)])
                parent += nodes.title(heading, heading)
                self.state.document.note_implicit_target(parent, parent)
            self.state.nested_parse(StringList(lines, source=self.get_source_info()[0]), self.content_offset, parent)
            made += [parent] if heading is not None else parent.children
        return made


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A Markdown table."""
    cells = [head, ["---"] * len(head), *rows]
    return ["", *("| " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |" for row in cells), ""]
