"""What must work from the wheel with core dependencies alone, with no network: run in an environment of its own."""

from __future__ import annotations

import contextlib
import io
import socket
import sys
from pathlib import Path


def refuse(*_: object, **__: object) -> None:
    raise AssertionError("something reached for the network")


socket.socket.connect = refuse  # type: ignore[method-assign]  # the point of the test

import cityinnov as ci  # noqa: E402  # after the network is cut off
from cityinnov.cli import main  # noqa: E402
from cityinnov.errors import MissingDependencyError  # noqa: E402

assert "site-packages" in str(Path(ci.__file__)), ci.__file__


def says(*arguments: str) -> str:
    """What a command prints, all of it."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = main(list(arguments))
    assert code == 0, out.getvalue()
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

#: What an extra brings, each by a call that needs it.
EXTRAS = {
    "sheets": lambda: ci.write_records([], "figures.xlsx"),
    "prices": lambda: __import__("cityinnov.prices.exchange", fromlist=["x"]).ExchangeRates.ecb(),
}
for extra, call in EXTRAS.items():
    said = ""
    try:
        call()
    except MissingDependencyError as error:
        said = str(error)
    assert f"pip install 'cityinnov[{extra}]'" in said, said or f"{extra} is said to be missing and is not"
sys.stdout.write("ok\n")
