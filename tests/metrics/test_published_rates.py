"""Sixty dated series with the rates published for them (the tests of pyxirr), where they are present.

They are looked for in the folder that CITYINNOV_SHARED names, else in `shared` beside the repository.
"""

from __future__ import annotations

import csv
import json
import os
from datetime import date
from pathlib import Path

import pytest
import pyxirr

from cityinnov.errors import DomainError
from cityinnov.metrics.performance import irr, irr_roots

SERIES = Path(os.environ.get("CITYINNOV_SHARED", Path(__file__).parents[3] / "shared")) / "data" / "fund"
PUBLISHED = SERIES / "xirr_expected.json"
RATES = {each["file"]: each["xirr"] for each in json.loads(PUBLISHED.read_text())} if PUBLISHED.exists() else {}

#: Two of the ten series of which the publisher's solver finds no rate have one: money goes out first and comes in last,
#: so the present value changes sign, here between the two rates beside the name.
FOUND_HERE = {"30-20.csv": (-0.90, -0.89), "30-45.csv": (-0.85, -0.83)}

pytestmark = pytest.mark.skipif(not RATES, reason="the published series are not here")


def series(name):
    with (SERIES / "xirr_samples" / name).open() as lines:
        return [(date.fromisoformat(when), float(amount)) for when, amount in csv.reader(lines)]


def test_all_sixty_are_here():
    assert len(RATES) == 60
    assert sum(rate is None for rate in RATES.values()) == 10


@pytest.mark.parametrize("name", [name for name, rate in RATES.items() if rate is not None])
def test_a_published_rate_is_the_rate_or_one_of_several_that_are_all_named(name):
    flows, roots = series(name), irr_roots(series(name))
    assert any(root == pytest.approx(RATES[name], abs=1e-8) for root in roots)
    if len(roots) == 1:
        assert irr(flows) == roots[0]
        return
    with pytest.raises(DomainError) as raised:
        irr(flows)
    assert (raised.value.data["reason"], raised.value.data["roots"]) == ("several-roots", roots)


@pytest.mark.parametrize("name", [name for name, rate in RATES.items() if rate is None and name not in FOUND_HERE])
def test_a_series_without_a_rate_says_so(name):
    with pytest.raises(DomainError) as raised:
        irr(series(name))
    assert raised.value.data["reason"] in ("no-root", "one-sign", "one-day")
    assert raised.value.data["roots"] == ()


@pytest.mark.parametrize("name", FOUND_HERE)
def test_two_of_which_none_was_published_have_one(name):
    low, high = FOUND_HERE[name]
    flows = series(name)
    assert pyxirr.xnpv(low, flows) * pyxirr.xnpv(high, flows) < 0
    assert low < irr(flows) < high
