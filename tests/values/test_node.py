"""Node: a step with one caveat more, and the same figure with other parts."""

from __future__ import annotations

import pytest

from cityinnov.errors import InputError
from cityinnov.values.figure import Figure
from cityinnov.values.lineage import Caveat
from cityinnov.values.node import with_caveat

read = Figure.parse


def test_a_caveat_more_leaves_all_else_as_it_was() -> None:
    growth = read("6 to 7 vehicles, 2020, planned") / read("2 firms, 2020, actual")
    moved = Caveat("boundary-change", ("2011-08-22", "Chaohu joined"))
    warned = with_caveat(growth, moved)
    assert type(warned) is Figure
    assert warned == growth  # bounds, unit, period and status
    assert (warned.natural, warned.formula(), warned.leaves()) == (growth.natural, growth.formula(), growth.leaves())
    assert warned.caveats() == (Caveat("mixed-status", ("planned", "actual")), moved)


def test_a_stated_figure_has_no_step_to_warn_of() -> None:
    with pytest.raises(InputError, match="the figure is stated") as caught:
        with_caveat(read("5 firms, 2020"), Caveat("undated"))
    assert "5 firms, 2020" in str(caught.value)
