"""The report in a terminal: as wide as it is, coloured where that is wanted, and nothing an author can steer."""

from __future__ import annotations

import re
import sys

import pytest

from cityinnov import CaseStudy, City, check_case, load_case
from cityinnov.errors import MissingDependencyError
from cityinnov.report.gathering import report_of
from cityinnov.report.model import Report
from cityinnov.report.terminal import terminal_report

cells = pytest.importorskip("rich.cells", reason="needs rich (extra: cli)")

COLOUR = re.compile(r"\x1b\[[0-9;]*3[0-9][0-9;]*m")
STYLE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(scope="module")
def hefei() -> Report:
    case = load_case("hefei")
    return report_of(case, findings=check_case(case))


@pytest.mark.parametrize("width", [40, 72, 100, 160])
@pytest.mark.parametrize("locale", ["en", "zh_CN", "de"])
def test_no_line_is_wider_than_the_terminal(hefei: Report, width: int, locale: str) -> None:
    lines = STYLE.sub("", terminal_report(hefei, locale, width=width)).splitlines()
    assert max(map(cells.cell_len, lines)) <= width


def test_it_says_what_is_known_in_its_language(hefei: Report) -> None:
    said = terminal_report(hefei, "zh_CN", colour=False)
    for words in ("衍生指标", "1500亿元人民币", "合肥", "警告", "From Humble To Hi-Tech"):
        assert words in said


def test_findings_have_the_colour_of_their_severity(hefei: Report) -> None:
    assert "\x1b[33mambiguous denominator" in terminal_report(hefei, "en", colour=True)  # a warning, in yellow


def test_no_color_is_honoured(hefei: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    assert COLOUR.search(terminal_report(hefei, "en", colour=True))
    monkeypatch.setenv("NO_COLOR", "1")
    assert not COLOUR.search(terminal_report(hefei, "en"))
    assert "\x1b" not in terminal_report(hefei, "en", colour=False)


def test_nothing_an_author_writes_steers_the_terminal() -> None:
    hostile = "\x1b]0;owned\x07\x1b[2J [bold red]x[/] :smile: \u202egnp"
    case = CaseStudy("study", title=hostile, cities=[City("hefei", name=hostile, figures={"gdp": "5 CNY, 2023"})])
    said = terminal_report(report_of(case), "en", colour=False)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", said)
    assert "[bold red]x[/] :smile:" in said


def test_without_rich_the_error_says_what_to_install(hefei: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rich.console", None)
    with pytest.raises(MissingDependencyError, match=r"cityinnov\[cli\]"):
        terminal_report(hefei)


def test_what_is_piped_is_plain(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from cityinnov.cli import main

    assert main(["report", "hefei"]) == 0
    assert "\x1b" not in capsys.readouterr().out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    assert main(["report", "hefei", "--plain"]) == 0
    assert "\x1b" not in capsys.readouterr().out
    assert main(["report", "hefei", "--locale", "de"]) == 0
    assert "Abgeleitete Kennzahlen" in STYLE.sub("", capsys.readouterr().out)
    monkeypatch.setenv("TERM", "dumb")
    assert main(["report", "hefei"]) == 0
    assert "\x1b" not in capsys.readouterr().out
