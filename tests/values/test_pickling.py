"""Figures cross process borders: as plain data, with shared leaves still shared, however long the lineage."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given

from cityinnov.values.arithmetic import alternatives, opaque, total, union
from cityinnov.values.bounds import Bounds
from cityinnov.values.figure import Figure
from cityinnov.values.node import with_parts
from cityinnov.values.source import Citation
from cityinnov.values.units import Unit

from .strategies import stated

read = Figure.parse

LONG = 100_000


def again(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))


@given(stated())
def test_a_stated_figure_survives(figure: Figure) -> None:
    for other in (again(figure), copy.copy(figure), copy.deepcopy(figure)):
        assert other == figure
        assert hash(other) == hash(figure)
        assert str(other) == str(figure)
        assert other.stated == figure.stated


def test_a_leaf_used_twice_is_still_one_unknown() -> None:
    a, b = read("40 to 60 firms [br]"), read("90 to 110 firms [nio]")
    share = a / (a + b)
    for other in (again(share), copy.copy(share), copy.deepcopy(share)):
        assert other.bounds == share.bounds
        assert len(other.leaves()) == 2
        assert other.explain() == share.explain()
        assert other.sources() == (Citation("br"), Citation("nio"))


def test_a_leaf_shared_by_two_figures_stays_shared() -> None:
    a = read("40 to 60 firms")
    twice, thrice = again((a * 2, a * 3))
    assert (thrice - twice - twice / 2).bounds == Bounds.exact(0)
    kept, total_of_it = again([a, a + read("5 firms")])
    assert (total_of_it - kept).bounds == Bounds.exact(5)


def test_a_copy_is_the_same_unknown() -> None:
    a = read("40 to 60 firms")
    assert (a - copy.copy(a)).bounds == (a - copy.deepcopy(a)).bounds == Bounds.exact(0)
    first, second = copy.deepcopy([a, a])
    assert first is second


def root(value: float) -> float:
    return float(value**0.5)


def test_every_kind_of_step_survives() -> None:
    a, b = read("40 to 60 firms, 2020, planned [br]"), read("over 5 firms, 2020, planned")
    for figure in (
        a + b,
        a - b,
        a * b,
        a / b,
        -a,
        (a / b) ** 2,
        a.to("supplier"),
        total([a, b, a]),
        union([a, b]),
        alternatives({"one": a, "other": b}),
        opaque("root", root, [a / b], ["rise"]),
        (a + b).detached(),
        (a + b).detached() * 2,
        read("29 of 166 components, 2020 [br]").to("%"),
        abs(-a),
        with_parts(a / b, stated="a share"),
        (a / b).cited(Citation("nio")),
        with_parts(a / b, restated=(read("17 firms"),)),
    ):
        other = again(figure)
        assert other == figure
        assert hash(other) == hash(figure)
        assert other.formula() == figure.formula()
        assert other.caveats() == figure.caveats()
        assert other.sources() == figure.sources()
        assert (other.period, other.status) == (figure.period, figure.status)
        assert (other.stated, other.citations, other.restated) == (figure.stated, figure.citations, figure.restated)
        assert str(other.alternatives) == str(figure.alternatives)


def test_units_are_one_object_after_pickling() -> None:
    assert again(Unit.parse("CNY_2015/person")) is Unit.parse("CNY_2015/person")
    assert copy.deepcopy(Unit.parse("firm")) is Unit.parse("firm")


def test_another_process_reads_it_without_anything_set_up() -> None:
    share = read("50 {flying car}, 2020 [br]") / read("over 1,500 {flying car}, 2020")
    code = "import pickle, sys; print(pickle.loads(sys.stdin.buffer.read()).explain())"
    found = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        input=pickle.dumps(share),
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert found.stdout.decode().strip() == share.explain()


# -- long lineages, without recursion -----------------------------------------------------


@pytest.fixture(scope="module")
def counts() -> list[Figure]:
    return [Figure.between(i, i + 1, "firm") for i in range(LONG)]


def chained(figures: list[Figure]) -> Figure:
    result = figures[0]
    for figure in figures[1:]:
        result = result + figure
    return result


@pytest.mark.parametrize("made", [total, chained])
def test_a_sum_of_a_hundred_thousand_figures(made: Any, counts: list[Figure]) -> None:
    result = made(counts)
    whole = LONG * (LONG - 1) / 2  # 0 + 1 + … + 99,999
    assert result.bounds == Bounds(whole, whole + LONG)
    assert len(result.explain()) < 100_000
    assert len(repr(result)) < 10_000  # which holds the formula
    other = again(result)
    assert other == result
    assert hash(other) == hash(result)
    assert copy.deepcopy(result) is result
    assert result > Figure.exact(5, "firm")
    assert len(result.leaves()) == LONG
    assert result.widened(0.1).bounds == result.detached().bounds == result.bounds
    (_, share), *_ = result.sensitivity()
    assert share == pytest.approx(1 / LONG)  # each leaf is one wide, the whole 100,000


def test_a_share_of_a_hundred_thousand_figures_is_tight(counts: list[Figure]) -> None:
    part = counts[500]  # 500 to 501; the rest is from 4,999,949,500 to that and 99,999 more
    share = part / total(counts)
    rest = LONG * (LONG - 1) / 2 - 500
    assert share.low == pytest.approx(500 / (500 + rest + LONG - 1), rel=1e-12)
    assert share.high == pytest.approx(501 / (501 + rest), rel=1e-12)


def test_long_products_and_deep_nesting_come_back() -> None:
    product = Figure.between(1, 2)
    for _ in range(20_000):
        product = product * Figure.between(1, 1.0001)
    assert (product / product.leaves()[0]).low <= 1
    chaos = Figure.between(0.1, 0.9)
    for _ in range(40):
        chaos = 3.7 * chaos * (1 - chaos)
    assert 0.5 in chaos.bounds
    assert chaos.sensitivity()
    tower = Figure.over(1)
    for _ in range(6):
        tower = tower**64
    assert (tower / tower.leaves()[0]).low >= 0


# -- threads ------------------------------------------------------------------------------


def test_threads_see_one_vocabulary_and_one_answer() -> None:
    a, b = read("40 to 60 firms"), read("90 to 110 firms")

    def work(n: int) -> tuple[Bounds, str, str]:
        share = a / (a + b)
        figure = read(f"{n % 7 + 1} {{thing {n % 5}}}/person, 2020-Q{n % 4 + 1} [br]")
        return share.bounds, str(figure), str(figure.quantity.units)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(work, range(200)))
    assert found == [work(n) for n in range(200)]
