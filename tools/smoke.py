"""What must work from the wheel with core dependencies alone, with no network: run in an environment of its own."""

from __future__ import annotations

import contextlib
import importlib
import importlib.metadata
import io
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def refuse(*_: object, **__: object) -> None:
    raise AssertionError("something reached for the network")


socket.socket.connect = refuse  # type: ignore[method-assign]  # the point of the test

import cityinnov as ci  # noqa: E402  # after the network is cut off
from cityinnov.cli import main  # noqa: E402
from cityinnov.errors import MissingDependencyError  # noqa: E402

assert "site-packages" in str(Path(ci.__file__)), ci.__file__


def says(*arguments: str, code: int = 0) -> str:
    """What a command prints, all of it."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        ended = main(list(arguments))
    assert ended == code, out.getvalue()
    return out.getvalue()


for name in ci.shipped_cases():
    assert says("report", name), name
assert "no findings" in says("new", "my-city") + says("check", "my-city.yaml")
assert "GBP/person" not in says("derived", "my-city.yaml")
assert "under 10 %" in says("explain", "hefei", "local_share")
assert "$schema" in says("schema")
says("records", "hefei", "--output", "hefei.csv")
assert len(ci.read_records("hefei.csv")) == len(ci.load_case("hefei").records())
assert abs(ci.Figure.parse("300 mu").quantity.to("km2").magnitude - 0.2) < 1e-12
assert ci.format_figure(ci.Figure.parse("over 500 firms"), "zh_CN") == "超过500家"

case = ci.load_case("hefei")
report = ci.report_of(case)


def loaded(module: str) -> Any:
    return importlib.import_module(f"cityinnov.{module}")


#: What an extra brings, each package of it by a call that needs it.
EXTRAS: dict[str, list[Callable[[], object]]] = {
    "regional": [
        lambda: loaded("metrics.linkages").multipliers([[0.1, 0.2], [0.3, 0.1]]),
        lambda: loaded("metrics.complexity").eci([[1, 0], [1, 1]]),
    ],
    "graph": [case.chains["nev"].bottlenecks, case.chains["nev"].to_networkx],
    "capital": [case.investments["nio-china-2020"].irr],
    "prices": [loaded("prices.exchange").ExchangeRates.ecb],
    "panel": [lambda: loaded("panel")],
    "sheets": [lambda: ci.write_records([], "figures.xlsx"), lambda: ci.write_records([], "figures.parquet")],
    "cite": [lambda: loaded("bibliography.bibtex").read_bibtex("@misc{br, title={From Humble To Hi-Tech}}")],
    "cli": [lambda: loaded("report.terminal").terminal_report(report)],
    "report": [lambda: ci.html_report(report)],
    "viz": [lambda: loaded("charts.metrics").interval_chart(report).svg(), loaded("charts.chart")._converter],
}
offered = set(importlib.metadata.metadata("cityinnov").get_all("Provides-Extra"))
assert offered - {"all"} == set(EXTRAS), offered ^ set(EXTRAS)
for extra, calls in EXTRAS.items():
    for call in calls:
        said = ""
        try:
            call()
        except MissingDependencyError as error:
            said = str(error)
        assert f"pip install 'cityinnov[{extra}]'" in said, said or f"{extra} is said to be missing and is not"
# without rich a report is plain, and a command that needs an extra ends with what to install
assert "pip install 'cityinnov[report]'" in says("report", "hefei", "--html", "hefei.html", code=1)
assert not Path("hefei.html").exists()
sys.stdout.write("ok\n")
