"""Figures said in a language, side by side with Babel's own numbers, in one run.

``make bench`` or ``pytest benchmarks/bench_wording.py --benchmark-only --benchmark-group-by=group``. A figure says its
bounds and its unit too; Babel's `format_decimal` and `format_currency` say a number.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from babel.numbers import format_currency, format_decimal

from cityinnov import Figure
from cityinnov.wording.figures import format_figure
from cityinnov.wording.reading import read_figure

LOCALES = ["en", "zh_CN", "de"]
vehicles, money = Figure.parse("over 740,000 vehicles, 2023"), Figure.parse("150 billion CNY, 2016")
share = (Figure.parse("50 firms") / Figure.parse("over 1,500 firms")).to("%")


@pytest.mark.parametrize("locale", LOCALES)
class TestSaying:
    """A count beside `format_decimal`, money beside `format_currency`, a derived share."""

    @pytest.mark.parametrize("peer", ["cityinnov", "babel"])
    @pytest.mark.benchmark(group="a count")
    def test_a_count(self, benchmark: Any, locale: str, peer: str) -> None:
        says: dict[str, Callable[[], str]] = {
            "cityinnov": lambda: format_figure(vehicles, locale),
            "babel": lambda: format_decimal(740_000, locale=locale),
        }
        assert benchmark(says[peer])

    @pytest.mark.parametrize("peer", ["cityinnov", "babel"])
    @pytest.mark.benchmark(group="money")
    def test_money(self, benchmark: Any, locale: str, peer: str) -> None:
        says: dict[str, Callable[[], str]] = {
            "cityinnov": lambda: format_figure(money, locale),
            "babel": lambda: format_currency(150e9, "CNY", locale=locale),
        }
        assert benchmark(says[peer])

    @pytest.mark.benchmark(group="a derived share")
    def test_a_derived_share(self, benchmark: Any, locale: str) -> None:
        assert benchmark(lambda: format_figure(share, locale))

    @pytest.mark.benchmark(group="read back")
    def test_read_back(self, benchmark: Any, locale: str) -> None:
        said = format_figure(money, locale, whole=True)
        assert benchmark(lambda: read_figure(said, locale)) == money
