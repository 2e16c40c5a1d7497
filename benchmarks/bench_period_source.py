"""Periods beside the edtf library, and citations: `pytest benchmarks/bench_period_source.py`."""

from __future__ import annotations

from typing import Any

import pytest
from edtf import parse_edtf

from cityinnov.values.period import Period
from cityinnov.values.source import parse_citations

TEXTS = ["2023", "2025-05", "2025-05-21", "2025-05?", "1975~/1979~", "2019/2021"]


@pytest.mark.parametrize("text", TEXTS)
def test_period_new(benchmark: Any, text: str) -> None:
    benchmark.group = text
    benchmark(Period, text)


@pytest.mark.parametrize("text", TEXTS)
def test_period_remembered(benchmark: Any, text: str) -> None:
    benchmark.group = text
    benchmark(Period.parse, text)


@pytest.mark.parametrize("text", TEXTS)
def test_edtf_library(benchmark: Any, text: str) -> None:
    benchmark.group = text
    benchmark(parse_edtf, text)


@pytest.mark.parametrize("text", ["br", "br ¶9", "br ¶10; nio-6k p. 4 | Speaker Name"])
def test_citations_remembered(benchmark: Any, text: str) -> None:
    benchmark.group = "citations"
    benchmark(parse_citations, text)
