"""How long the library takes beside its peers, as ratios: `python benchmarks/ratios.py`.

Both sides of a pair run in turns in one process, so that what slows the machine slows both; the median of the ratios is
printed beside the most that is promised, and the exit status is 1 if a promise is broken.
"""

from __future__ import annotations

import gc
import json
import statistics
import subprocess
import sys
import timeit
from collections.abc import Callable

import attrs
import cattrs
import numpy as np
import pint
import polars as pl

from cityinnov import Figure
from cityinnov.prices.arrays import convert_array
from cityinnov.prices.exchange import ExchangeRates

UREG = pint.UnitRegistry()
RATES = ExchangeRates.ecb()
COUNT = 100_000
TURNS = 31

few, many = Figure.parse("over 500 firms, 2025-05 [br]"), Figure.parse("1,000 firms, 2025-05 [br]")
vehicles = Figure.parse("740,000 vehicles, 2025-05 [br]")
q_few, q_many, q_vehicles = UREG.Quantity(500.0, "m"), UREG.Quantity(1000.0, "m"), UREG.Quantity(740_000.0, "s")
amount = Figure.parse("7 billion CNY, 2020 [br ¶10]")
exchange = pint.UnitRegistry(None)
exchange.define("USD = [currency]")
exchange.define(f"CNY = {1 / 6.9003} * USD")
q_amount = exchange.Quantity(7e9, "CNY")

FIRMS = json.dumps([{"amount": f"{n} firms, 2023 [br]"} for n in range(1000, 1000 + COUNT)])
METRES = json.dumps([{"amount": f"{n} meter"} for n in range(1000, 1000 + COUNT)])


@attrs.frozen
class FigureRow:
    """A row of a table of figures."""

    amount: Figure


@attrs.frozen
class QuantityRow:
    """The same without this library."""

    amount: pint.Quantity


figures, quantities = cattrs.Converter(), cattrs.Converter()
figures.register_structure_hook_func(lambda kind: kind is Figure, lambda text, _: Figure.parse(text))
quantities.register_structure_hook(pint.Quantity, lambda text, _: UREG(text))


def imports(package: str) -> float:
    """What `-X importtime` says of a package, in seconds."""
    command = [sys.executable, "-X", "importtime", "-c", f"import {package}"]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stderr.splitlines()
    return int(lines[-1].split("|")[1]) / 1e6


def timed(work: Callable[[], object], number: int) -> Callable[[], float]:
    """A stopwatch for some work, by the call."""
    return lambda: timeit.timeit(work, number=number) / number


draw = np.random.default_rng(20200429)
observed = RATES.observed("USD", "CNY", "2006/2025")
days = draw.choice(np.array([period.start for period, _ in observed], dtype="datetime64[D]"), 1_000_000)
values = draw.uniform(1, 1e9, 1_000_000)
frame = pl.DataFrame({"amount": values, "day": days})
table = pl.DataFrame({"day": [period.start for period, _ in observed], "rate": [rate for _, rate in observed]})


def joined() -> pl.DataFrame:
    """A million amounts by a hand-written join."""
    return frame.join(table, on="day", how="left", maintain_order="left").select(pl.col("amount") / pl.col("rate"))


#: What is compared: the library's stopwatch, the peer's, the most the ratio may be, and how many turns.
PAIRS: dict[str, tuple[Callable[[], float], Callable[[], float], float, int]] = {
    "add, with bounds and lineage, beside pint": (
        timed(lambda: few + many, 500), timed(lambda: q_few + q_many, 500), 0.6, TURNS,
    ),
    "divide, with bounds and lineage, beside pint": (
        timed(lambda: vehicles / few, 500), timed(lambda: q_vehicles / q_few, 500), 0.6, TURNS,
    ),
    "parse a literal, beside pint's text": (
        timed(lambda: Figure.parse("over 500 firms, 2025-05 [br]"), 200), timed(lambda: UREG("500 meter"), 200),
        0.2, TURNS,
    ),
    "import, beside pint": (lambda: imports("cityinnov"), lambda: imports("pint"), 0.1, 7),
    "100,000 figures from JSON, beside cattrs and pint": (
        timed(lambda: figures.structure(json.loads(FIRMS), list[FigureRow]), 1),
        timed(lambda: quantities.structure(json.loads(METRES), list[QuantityRow]), 1),
        0.2, 3,
    ),
    "convert one amount, its rate known, beside pint": (
        timed(lambda: amount.convert("USD", RATES), 500), timed(lambda: q_amount.to("USD"), 500), 3.0, TURNS,
    ),
    "convert 1,000,000 dated amounts, beside a Polars join": (
        timed(lambda: convert_array(values, days, "CNY", "USD", RATES), 1), timed(joined, 1), 2.0, 11,
    ),
}  # fmt: skip


def main() -> int:
    """Measure all pairs and say what comes out."""
    is_broken = False
    for name, (ours, theirs, most, turns) in PAIRS.items():
        ours(), theirs()  # warm up
        gc.collect()
        measured = [(ours(), theirs()) for _ in range(turns)]
        ratio = statistics.median(mine / peer for mine, peer in measured)
        mine, peer = (statistics.median(side) for side in zip(*measured, strict=True))
        is_broken |= ratio > most
        verdict = "" if ratio <= most else "  MISSED"
        print(f"{name:<55} {ratio:5.2f} of at most {most:.2f}   ({mine * 1e6:,.1f} and {peer * 1e6:,.1f} µs){verdict}")
    return int(is_broken)


if __name__ == "__main__":
    sys.exit(main())
