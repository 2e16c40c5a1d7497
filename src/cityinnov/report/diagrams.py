"""What a report draws: an industry chain by its stages, and the flow of capital from sponsors to firms."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cityinnov.entity.name import Name
from cityinnov.industry_chain.node import Stage
from cityinnov.message import Message
from cityinnov.report.drawing import Arrow, Diagram, Item, layered
from cityinnov.report.model import ChainMap, InvestmentEntry, Party
from cityinnov.values.figure import Figure

__all__ = ["chain_diagram", "comparable_amounts", "flow_diagram"]

Say = Callable[[Name | Message], str]
SayStage = Callable[[Stage | None], str]
SayFigure = Callable[[Figure], str]

WIDEST = 16.0


def chain_diagram(chain: ChainMap, say: Say, say_stage: SayStage) -> Diagram:
    """A chain in columns: by stage where stages are said, else each activity behind what supplies it.

    Parameters
    ----------
    chain : ChainMap
        What to draw.
    say, say_stage : callable
        A name, and a stage or that none is stated, in the language of the drawing.
    """
    staged = any(activity.stage for activity in chain.activities)
    if staged:
        said = [stage for stage in Stage if any(activity.stage is stage for activity in chain.activities)]
        unsaid = any(activity.stage is None for activity in chain.activities)
        columns: dict[str, int] = {
            activity.id: said.index(activity.stage) if activity.stage else len(said) for activity in chain.activities
        }
        headings = [*map(say_stage, said), *([say_stage(None)] if unsaid else [])]
    else:
        columns = _depths([activity.id for activity in chain.activities], chain)
        headings = [""] * (max(columns.values(), default=0) + 1)
    items = [
        Item(
            activity.id,
            columns[activity.id],
            say(activity.name),
            ("missing",) * activity.is_missing + ("single",) * activity.is_single_source,
        )
        for activity in chain.activities
    ]
    arrows = [Arrow(supply.supplier, supply.customer) for supply in chain.supplies]
    return layered(items, arrows, headings, gap=64.0)


def _depths(ids: Sequence[str], chain: ChainMap) -> dict[str, int]:
    """How many steps of supply lie before each activity; a circle of supplies counts no further than once round."""
    depth = dict.fromkeys(ids, 0)
    for _ in range(min(len(ids), 12)):
        for supply in chain.supplies:
            if supply.supplier != supply.customer and depth[supply.supplier] + 1 > depth[supply.customer]:
                depth[supply.customer] = min(depth[supply.supplier] + 1, 11)
    used = sorted(set(depth.values()))
    return {id: used.index(step) for id, step in depth.items()}


def flow_diagram(
    flows: Sequence[InvestmentEntry], say: Say, say_figure: SayFigure, headings: tuple[str, str, str], unknown: str
) -> Diagram:
    """Who gave capital to whom: sponsors, investors and firms in columns.

    Lines are as thick as their amounts, nominal, where those are of one currency and have a middle; else alike.

    Parameters
    ----------
    flows : sequence of InvestmentEntry
        What to draw.
    say, say_figure : callable
        A name, and a figure, in the language of the drawing.
    headings : tuple of str
        What sponsors, investors and firms are called.
    unknown : str
        What stands for an investor that is not stated.
    """
    sponsored = any(flow.sponsor for flow in flows)
    first = 1 if sponsored else 0
    items: dict[str, Item] = {}
    arrows: list[Arrow] = []
    most = max((flow.amount.mid for flow in flows if flow.amount), default=0.0) if comparable_amounts(flows) else 0.0

    def put(party: Party, column: int) -> str:
        key = f"{column}:{party.id}"
        items.setdefault(key, Item(key, column, say(party.name)))
        return key

    for flow in flows:
        target = put(flow.investee, first + 1)
        if flow.investor is None:
            source = f"{first}:"
            items.setdefault(source, Item(source, first, unknown, ("missing",)))
        else:
            source = put(flow.investor, first)
        if flow.sponsor is not None:
            sponsor = Arrow(put(flow.sponsor, 0), source)
            arrows += [sponsor] if sponsor not in arrows else []
        width = WIDEST * flow.amount.mid / most if flow.amount and most else 1.5
        arrows.append(Arrow(source, target, say_figure(flow.amount) if flow.amount else "", max(width, 1.5)))
    return layered(list(items.values()), arrows, headings[1 - first :], gap=96.0)


def comparable_amounts(flows: Sequence[InvestmentEntry]) -> bool:
    """Whether lines can be drawn as thick as the amounts: one unit, no end open, none negative."""
    amounts = [flow.amount for flow in flows if flow.amount is not None]
    return (
        len(amounts) > 1
        and len({amount.unit for amount in amounts}) == 1
        and all(amount.bounds.is_bounded and amount.low >= 0 for amount in amounts)
    )
