"""Two ways to do one thing, by turns: a busy machine then favours neither, and the ratio says the faster."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

__all__ = ["PAIRS", "compare", "seconds"]

PAIRS = 15


def seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def compare(name: str, ours: Callable[[], object], theirs: Callable[[], object], aim: float | None = None) -> None:
    """Print both medians, the median of the pairs' ratios, and what it is meant to stay within."""
    ours(), theirs()
    times = [(seconds(ours), seconds(theirs)) for _ in range(PAIRS)]
    mine, peer = (statistics.median(column) * 1e3 for column in zip(*times, strict=True))
    ratio = statistics.median(mine / peer for mine, peer in times)
    within = f"  (at most {aim:g})" if aim else ""
    print(f"{name:52} {mine:9.1f} ms  peer {peer:9.1f} ms  ratio {ratio:.2f}{within}", flush=True)
