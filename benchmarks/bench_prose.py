"""Figures in prose: how well on the annotated development set, how fast, and beside the peer.

Run as a script for the score, with pytest for the times::

    python benchmarks/bench_prose.py
    pytest benchmarks/bench_prose.py

The annotated sentences and their scorer are looked for in ``$CITYINNOV_SHARED`` or beside the project in ``../shared``;
what needs them is left out where they are not. The peer is quantulum3, where it is installed.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cityinnov.prose import find_figures

PROJECT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("CITYINNOV_SHARED", PROJECT.parent / "shared")) / "prose"
SENTENCES = PROJECT / "tests" / "prose"
MEGABYTE = 1_000_000

needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the annotated sentences are not here")


def sentences(language: str) -> list[str]:
    lines = (SENTENCES / f"sentences_{language}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith((" ", "#"))]


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predicted(gold: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "id": row["id"],
            "text": row["text"],
            "figures": [mention.record() for mention in find_figures(row["text"], row.get("lang"))],
        }
        for row in gold
    ]


def development_set() -> list[tuple[list[dict[str, Any]], list[dict[str, Any]]]]:
    """Gold and predicted rows of each file; the article counts once, by its paragraphs."""
    score = scorer()
    files = [path for path in sorted((SHARED / "dev").glob("*_gold.jsonl")) if path.name != "article_gold.jsonl"]
    golds = [score.load(str(path)) for path in files]
    return [(gold, predicted(gold)) for gold in golds]


@needs_shared
@pytest.mark.parametrize(("level", "least"), [("span", 0.97), ("val+unit", 0.95), ("exact", 0.92)])
def test_score_on_the_development_set(level: str, least: float) -> None:
    score = scorer()
    accounts, _ = score.score(development_set())
    counts = accounts["main"]["*"]
    assert score.prf(counts[level], counts["pred"], counts["gold"])[2] >= least


@needs_shared
def test_no_figure_on_the_trap_lines() -> None:
    gold = [row for row in scorer().load(str(SHARED / "dev" / "own_gold.jsonl")) if row["id"].startswith("trap")]
    required = {row["id"]: [figure for figure in row["figures"] if not figure.get("optional")] for row in gold}
    found = {
        row["id"]: [figure["text"] for figure in row["figures"] if figure["kind"] != "year"] for row in predicted(gold)
    }
    assert not any(required.values())
    assert not any(found.values())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_time_of_all_sentences(benchmark: Any, language: str) -> None:
    texts = sentences(language)
    benchmark.extra_info["sentences"] = len(texts)
    benchmark(lambda: [find_figures(text, language) for text in texts])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_time_of_a_megabyte(benchmark: Any, language: str) -> None:
    one = "\n".join(sentences(language)) + "\n"
    text = one * (MEGABYTE // len(one.encode()))
    benchmark.pedantic(find_figures, (text, language), rounds=2)


def test_time_of_the_peer(benchmark: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """quantulum3 on the same English sentences, without its classifier; it reads no bounds and no Chinese."""
    parser = pytest.importorskip("quantulum3.parser")
    monkeypatch.setattr("quantulum3.classifier.USE_CLF", False)
    texts = sentences("en")
    parser.parse(texts[0])
    benchmark.extra_info["sentences"] = len(texts)
    benchmark.pedantic(lambda: [parser.parse(text) for text in texts], rounds=3)


def main() -> None:
    if not SHARED.exists():
        sys.exit(f"no annotated sentences at {SHARED}; set CITYINNOV_SHARED")
    score = scorer()
    accounts, _ = score.score(development_set())
    score.report(accounts)


if __name__ == "__main__":
    main()
