"""An industry chain as the text of a diagram: Mermaid or Graphviz DOT.

Stages are groups; what the chain lacks in a city has a dashed outline, what comes from a single source a thick one.
Names are the data's own and never reach the diagram as its language: every letter that either language might obey is
written as an entity or escaped, and nodes are called by their number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from cityinnov.industry_chain.node import ChainLink, ChainNode, Stage

__all__ = ["dot", "mermaid"]

Nodes = Mapping[str, ChainNode]


def mermaid(nodes: Nodes, links: Iterable[ChainLink], missing: Collection[str], single: Collection[str]) -> str:
    """The text of a Mermaid flowchart."""
    number = {id: f"n{place}" for place, id in enumerate(nodes)}
    lines = ["flowchart LR"]
    for stage, ids in _stages(nodes):
        boxes = [f'{number[id]}["{_entities(_label(id, nodes[id]))}"]' for id in ids]
        lines += (
            [f"  subgraph {stage}", *(f"    {box}" for box in boxes), "  end"] if stage else [f"  {b}" for b in boxes]
        )
    lines += [f"  {number[link.supplier]} --> {number[link.customer]}" for link in links]
    for name, style, marked in (
        ("missing", "stroke-dasharray: 5 5", missing),
        ("single", "stroke-width: 3px", single),
    ):
        if chosen := [number[id] for id in nodes if id in marked]:
            lines += [f"  classDef {name} {style}", f"  class {','.join(chosen)} {name}"]
    return "\n".join(lines) + "\n"


def dot(nodes: Nodes, links: Iterable[ChainLink], missing: Collection[str], single: Collection[str]) -> str:
    """The text of a Graphviz digraph."""
    number = {id: f"n{place}" for place, id in enumerate(nodes)}
    lines = ["digraph {", "  rankdir=LR", "  node [shape=box]"]
    for stage, ids in _stages(nodes):
        boxes = []
        for id in ids:
            style = ["dashed"] * (id in missing) + ["bold"] * (id in single)
            styled = f' style="{",".join(style)}"' if style else ""
            boxes.append(f'{number[id]} [label="{_escaped(_label(id, nodes[id]))}"{styled}]')
        inside = [f"    {box}" for box in boxes]
        lines += [f"  subgraph cluster_{stage} {{", f'    label="{stage}"', *inside, "  }"] if stage else inside
    lines += [f"  {number[link.supplier]} -> {number[link.customer]}" for link in links]
    return "\n".join([*lines, "}"]) + "\n"


def _stages(nodes: Nodes) -> Iterator[tuple[Stage | None, list[str]]]:
    for stage in (*Stage, None):
        if ids := [id for id, node in nodes.items() if node.stage is stage]:
            yield stage, ids


def _label(id: str, node: ChainNode) -> str:
    return str(node.name) if node.name else id


def _entities(label: str) -> str:
    """Letters, digits and spaces as they are, all else by its number: `#` opens an entity in Mermaid."""
    return "".join(char if char.isalnum() or char == " " else f"#{ord(char)};" for char in label)


def _escaped(label: str) -> str:
    r"""A quoted string of DOT: a backslash would begin an escape such as `\N`, and a line break ends nothing."""
    return label.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
