"""Dependency: single sources, and the three tests of CEPII's GeoDep."""

from __future__ import annotations

import math

import attrs
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityinnov.errors import DomainError, InputError, UndecidableError
from cityinnov.metrics.dependency import import_dependency, single_source_share
from cityinnov.values.figure import Figure


@attrs.frozen
class Between:
    """A number known by its bounds, whose comparison may be undecidable, as a figure's is."""

    low: float
    high: float

    def __gt__(self, other):
        if self.low > other:
            return True
        if self.high <= other:
            return False
        raise UndecidableError(f"{self} may be over {other} or not")

    def __truediv__(self, other):
        return self if isinstance(other, Between) else Between(self.low / other, self.high / other)

    def __pow__(self, exponent):
        return Between(self.low**exponent, self.high**exponent)


# A product that meets all three tests: HHI 0.8 squared + 0.2 squared = 0.68 twice, imports five times exports.
MET = {"imports": 100, "exports": 20, "partner_shares": [80, 20], "world_shares": [0.8, 0.2]}


def test_all_three_tests_met():
    product = import_dependency(**MET)
    assert product.import_concentration == pytest.approx(0.68)
    assert product.world_concentration == pytest.approx(0.68)
    assert product.tests == {
        "imports are concentrated": True,
        "world exports are concentrated": True,
        "imports exceed exports": True,
    }
    assert product.dependent is True


@pytest.mark.parametrize(
    ("change", "failed"),
    [
        ({"partner_shares": [1, 1, 1]}, "imports are concentrated"),
        ({"world_shares": [1, 1, 1]}, "world exports are concentrated"),
        ({"exports": 100}, "imports exceed exports"),  # a ratio of one is not "larger than one"
    ],
)
def test_one_test_failed_is_no_dependency(change, failed):
    product = import_dependency(**{**MET, **change})
    assert [name for name, met in product.tests.items() if met is False] == [failed]
    assert product.dependent is False


def test_no_exports_at_all_is_no_substitute():
    # GeoDep sets the ratio of imports to no exports to 9999.
    assert import_dependency(**{**MET, "exports": 0}).dependent is True


def test_bounds_that_straddle_a_threshold_leave_the_verdict_open():
    product = import_dependency(**{**MET, "imports": Between(10, 30)})
    assert product.tests["imports exceed exports"] is None
    assert product.dependent is None


def test_a_failed_test_decides_whatever_is_undecidable():
    product = import_dependency(**{**MET, "imports": Between(10, 30), "world_shares": [1, 1, 1]})
    assert product.dependent is False


def test_an_undecidable_concentration():
    # A single origin of 0.6 to 0.7: squared 0.36 to 0.49, around 0.4.
    product = import_dependency(**{**MET, "world_shares": [Between(0.6, 0.7)]})
    assert product.tests["world exports are concentrated"] is None


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"imports": -1}, InputError, "import 0 is not an amount"),
        ({"exports": math.nan}, InputError, "export 0 is not an amount"),
        ({"partner_shares": [0, 0]}, DomainError, "every value is zero"),
        ({"world_shares": [1, -1]}, InputError, "value 1 is not an amount"),
    ],
)
def test_bad_input_is_located(change, error, message):
    with pytest.raises(error, match=message):
        import_dependency(**{**MET, **change})


@pytest.mark.parametrize("kind", [list, np.array, pd.Series])
def test_single_source_share_by_number_and_by_spend(kind):
    assert single_source_share(kind([1, 1, 2, 5])) == pytest.approx(0.5)  # two of four
    assert single_source_share(kind([1, 1, 2, 5]), kind([50, 10, 30, 10])) == pytest.approx(0.6)  # 60 of 100


def test_nothing_single_sourced():
    assert single_source_share([2, 3], spend=[1, 1]) == 0


def test_an_item_without_a_source_is_named():
    with pytest.raises(InputError, match="item 'seat' has no source"):
        single_source_share(pd.Series({"glass": 1, "seat": 0}))
    with pytest.raises(InputError, match="list each item once"):
        single_source_share([1, 2], spend=[1])
    with pytest.raises(DomainError, match="every item is zero"):
        single_source_share([1, 2], spend=[0, 0])


@given(st.lists(st.tuples(st.integers(1, 4), st.floats(0.01, 1e6)), min_size=1, max_size=9))
def test_single_sources_and_the_rest_make_the_whole(items):
    counts, spend = zip(*items, strict=True)
    swapped = [2 if count == 1 else 1 for count in counts]
    assert single_source_share(counts, spend) + single_source_share(swapped, spend) == pytest.approx(1)


def test_figures_decide_what_their_bounds_decide():
    # 0.4, 0.3, 0.3 give 0.16 + 0.09 + 0.09 = 0.34; 0.6, 0.2, 0.2 give 0.36 + 0.04 + 0.04 = 0.44: around 0.4
    world = [Figure.between(0.4, 0.6), Figure.between(0.2, 0.3), Figure.between(0.2, 0.3)]
    product = import_dependency(Figure.over(5, "CNY"), Figure.under(4, "CNY"), [0.8, 0.2], world)
    assert product.tests == {
        "imports are concentrated": True,
        "world exports are concentrated": None,
        "imports exceed exports": True,
    }
    assert product.dependent is None
    assert single_source_share([Figure.exact(1), Figure.at_least(2)]) == 0.5
    with pytest.raises(UndecidableError):
        single_source_share([Figure.exact(1), Figure.at_least(1)])


def test_an_item_on_which_nothing_is_spent_has_no_share():
    assert single_source_share([1, 2], spend=[0, 5]) == 0
    assert single_source_share([2, 1, 1], spend=[0, 0, 5]) == 1
