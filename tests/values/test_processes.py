"""Figures cross to processes that were started afresh, and are shared by threads, without anything being set up."""

from __future__ import annotations

import copy
import multiprocessing
import operator
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any

import pytest

from cityinnov import Figure, load_case, total
from cityinnov.prices.deflator import PriceIndex
from cityinnov.prices.exchange import ExchangeRates
from cityinnov.values.units import Unit

THREADS = 8


@pytest.fixture(scope="module")
def fresh() -> Any:
    """A pool of one process that was spawned: it shares nothing with this one but what is sent."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield pool


def share_of_local_suppliers() -> Figure:
    local, production = Figure.parse("50 firms, 2025-05 [br]"), Figure.parse("over 500 firms, 2025-05 [br]")
    return local / (local + production)


def test_a_derived_figure_crosses_to_a_fresh_process_and_back(fresh: Any) -> None:
    share = share_of_local_suppliers()
    back = fresh.submit(copy.copy, share).result(timeout=120)
    assert back == share
    assert hash(back) == hash(share)
    assert back.explain() == share.explain()
    assert [str(citation) for citation in back.sources()] == ["br"]


def test_a_fresh_process_computes_the_same(fresh: Any) -> None:
    share = share_of_local_suppliers()
    twice = fresh.submit(operator.mul, share, 2).result(timeout=120)
    assert twice == share * 2
    magnitude = operator.attrgetter("quantity.magnitude")  # of a pint registry that is built there
    assert fresh.submit(magnitude, twice).result(timeout=120) == magnitude(twice)


def test_an_authors_own_unit_and_constant_prices_need_no_registry_there(fresh: Any) -> None:
    figures = [Figure.parse("12 {flying car}"), Figure.parse("5 billion CNY_2013, 2020")]
    assert fresh.submit(copy.copy, figures).result(timeout=120) == figures


def test_a_whole_case_crosses(fresh: Any) -> None:
    case = load_case("hefei")
    back = fresh.submit(copy.copy, case).result(timeout=120)
    assert back == case
    assert [str(metric) for metric in back.derived().missing] == [str(metric) for metric in case.derived().missing]


# -- threads ------------------------------------------------------------------------------


def at_once(work: Callable[[int], Any]) -> list[Any]:
    """The results of some threads that begin at the same moment, changing over as often as can be."""
    barrier = threading.Barrier(THREADS)

    def begin(number: int) -> Any:
        barrier.wait()
        return work(number)

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            return list(pool.map(begin, range(THREADS)))
    finally:
        sys.setswitchinterval(before)


def test_bounds_that_threads_read_first_at_once_are_the_same() -> None:
    for _ in range(20):
        x, y = Figure.parse("40 to 60 firms"), Figure.parse("90 to 110 firms")
        share = x / (x + y)
        assert len({(bounds.low, bounds.high) for bounds in at_once(lambda _, share=share: share.bounds)}) == 1


def test_units_of_prices_that_threads_name_first_at_once_are_one_unit() -> None:
    for year in range(1950, 1970):
        units = at_once(lambda number, year=year: Unit.parse(f"GBP_{year}/person"))
        assert all(unit == units[0] for unit in units)


def test_quantities_that_threads_ask_for_first_at_once_are_of_one_registry() -> None:
    for year in range(1950, 1960):
        quantities = at_once(lambda number, year=year: Figure.exact(number + 1, f"SEK_{year}").quantity)
        assert sum(quantities[1:], quantities[0]).magnitude == THREADS * (THREADS + 1) / 2


def test_rates_and_indices_that_threads_ask_for_first_at_once_are_the_same() -> None:
    for year in range(2010, 2015):
        rates, index = ExchangeRates.ecb(), PriceIndex.of("CN")
        amount = Figure.parse(f"7 billion CNY, {year}")
        results = at_once(
            lambda _, rates=rates, index=index, amount=amount: (
                amount.convert("USD", rates).low,
                amount.deflate(2015, index).low,
            )
        )
        assert len(set(results)) == 1


def test_figures_that_threads_read_are_unknowns_of_their_own() -> None:
    figures = at_once(lambda _: Figure.parse("3 to 5 firms"))
    assert total(figures).bounds.high == 5 * THREADS
    assert (figures[0] - figures[1]).bounds.high == 2  # two unknowns do not cancel
