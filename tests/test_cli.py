"""The command line as a person uses it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cityinnov.casefile.reading import load_case
from cityinnov.cli import main

Capture = pytest.CaptureFixture[str]


def test_report_names_entities_sources_metrics_and_what_is_missing(capsys: Capture) -> None:
    assert main(["report", "hefei"]) == 0
    text = capsys.readouterr().out
    for words in (
        "nev_output: 740,000 vehicles, 2023 [br ¶9]",
        "rank: 4th in China by output of new-energy vehicles, 2023 [br ¶9]",
        "events.founding.cash.nio (2020-04-29): 4.26 billion CNY [nio-sec; cnevpost]",
        "amount: 150 billion CNY (20 billion USD), 2016? [br ¶7]",
        "rests on: 740,000 vehicles, 2023 [br ¶9]",
        "formula: 740,000 vehicles / over 100,000 graduates",
        "hefei.gdp_per_resident: needs gdp, population",
        "[br] From Humble To Hi-Tech",
    ):
        assert words in text


def test_check_of_a_broken_file_reports_and_exits_1(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("format: cityinnov/1\ncase: x\ncities: {hefei: {country: China}}\n", encoding="utf-8")
    assert main(["check", str(path)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("x.yaml:3:27 cities.hefei.country: not a country code")


def test_check_finds_what_is_odd_where_it_stands_and_exits_1(capsys: Capture) -> None:
    assert main(["check", "hefei", "--select", "C101,C8"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(re.match(r"hefei\.yaml:\d+:13 investments\.nio-2020\.amount: C101 warning: ", line) for line in lines)
    assert {line.split()[2] for line in lines[:-1]} == {"C101", "C801", "C802", "C805", "C806"}
    assert re.fullmatch(r"hefei\.yaml: \d+ warnings, \d+ notes; \d+ figures", lines[-1])


def test_notes_alone_are_no_failure(capsys: Capture) -> None:
    assert main(["check", "hefei", "--select", "C503"]) == 0
    assert main(["check", "hefei", "--select", "C802"]) == 0
    assert main(["check", "hefei", "--select", "C2"]) == 0
    assert re.fullmatch(r"hefei\.yaml: no findings; \d+ figures", capsys.readouterr().out.splitlines()[-1])


def test_findings_as_json(capsys: Capture) -> None:
    assert main(["check", "hefei", "--select", "C501", "--format", "json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)
    assert (finding["code"], finding["path"]) == ("C501", "ecosystems.vw-suppliers.local")
    assert finding["figures"][0] == '50 firms "50 of them", 2025-05? [br ¶13]'


def test_an_unknown_check_is_named_with_the_nearest(capsys: Capture) -> None:
    assert main(["check", "hefei", "--select", "C11"]) == 1
    assert "no check has the code 'C11' (hint: nearest: " in capsys.readouterr().err


def test_checks_lists_them_all(capsys: Capture) -> None:
    assert main(["checks"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "C503 superlative-without-value (note): A first, largest or leading one without the value" in "\n".join(
        lines
    )
    assert len(lines) == len({line.split()[0] for line in lines}) > 30


def test_explain_prints_the_tree_and_knows_near_names(capsys: Capture) -> None:
    assert main(["explain", "hefei", "local_share"]) == 0
    assert "├─ production: under 10 %" in capsys.readouterr().out
    assert main(["explain", "hefei", "local_shares"]) == 1
    assert "nearest: local_share" in capsys.readouterr().err


def test_explain_of_what_cannot_be_computed_says_why(capsys: Capture) -> None:
    assert main(["explain", "hefei", "gdp_per_resident"]) == 1
    assert "needs gdp and population" in capsys.readouterr().out


def test_records_are_one_json_object_a_line(capsys: Capture) -> None:
    assert main(["records", "hefei"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    output = next(record for record in records if record["indicator"] == "nev_output")
    assert (output["low"], output["unit"], output["period"], output["sources"]) == (
        740000,
        "vehicle",
        "2023",
        ["br ¶9"],
    )
    assert next(r for r in records if r["indicator"] == "gdp_multiple")["high"] is None  # unbounded


def test_cases_and_derived_list(capsys: Capture) -> None:
    assert main(["cases"]) == 0
    assert "hefei" in capsys.readouterr().out.splitlines()
    assert main(["derived", "hefei"]) == 0
    assert "vw-suppliers.local_share: under 10 %" in capsys.readouterr().out


def test_cite_lists_the_sources_of_a_case_or_of_a_metric(tmp_path: Path, capsys: Capture) -> None:
    # paragraph 9 of the article has the 740,000 vehicles, paragraph 15 the graduates
    assert main(["cite", "hefei", "nevs_per_graduate"]) == 0
    assert capsys.readouterr().out == "From Humble To Hi-Tech (2025). Beijing Review. Cited: ¶9; ¶15.\n"
    assert main(["cite", "hefei"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(load_case("hefei").sources)  # each once, those too that no figure cites
    assert "¶14 (Shao Jian)" in lines[0]
    path = tmp_path / "hefei.json"
    assert main(["cite", "hefei", "--format", "csl-json", "--output", str(path)]) == 0
    assert {record["id"] for record in json.loads(path.read_text(encoding="utf-8"))} == set(load_case("hefei").sources)


def test_cite_as_bibtex_reads_back(capsys: Capture) -> None:
    pytest.importorskip("pybtex")
    from cityinnov.bibliography.bibtex import read_bibtex

    assert main(["cite", "pune", "--format", "bibtex"]) == 0
    assert {source.id: source for source in read_bibtex(capsys.readouterr().out)} == load_case("pune").sources


def test_cite_of_what_has_no_sources_says_why(tmp_path: Path, capsys: Capture) -> None:
    assert main(["cite", "hefei", "gdp_per_resident"]) == 1
    assert "needs gdp and population" in capsys.readouterr().err
    assert main(["cite", "hefei", "gdp_per_residents"]) == 1
    assert "nearest: gdp_per_resident" in capsys.readouterr().err
    path = tmp_path / "x.yaml"
    path.write_text("format: cityinnov/1\ncase: x\n", encoding="utf-8")
    assert main(["cite", str(path)]) == 1
    assert "x has no sources (hint: list them under sources:)" in capsys.readouterr().err


def test_charts_draws_what_the_data_allow_and_says_why_not_the_others(tmp_path: Path, capsys: Capture) -> None:
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    assert main(["charts", "mount-pleasant", "--output", str(tmp_path / "new"), "--locale", "zh_CN"]) == 0
    said = capsys.readouterr()
    assert "no capital: mount-pleasant has no investments" in said.err
    names = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert names[0] == "metrics.svg"
    assert "sensitivity-foxconn-wisconsin.jobs_delivered.svg" in names
    assert sorted(Path(line).name for line in said.out.splitlines()) == names
    assert "富士康" in (tmp_path / "new" / "metrics.svg").read_text(encoding="utf-8")
    assert main(["charts", "changzhou", "--output", str(tmp_path / "none")]) == 1
    assert not (tmp_path / "none").exists()
    assert main(["charts", "hefei", "--output", str(tmp_path / "none"), "--locale", "xx"]) == 1
    assert "not a locale" in capsys.readouterr().err


def test_compare_prints_a_table_and_which_options_settle_what_does_not_compare(capsys: Capture) -> None:
    # 29 of 166 parts of an engine in Pune, 50 of over 500 suppliers in Hefei
    assert main(["compare", "hefei", "pune", "--metrics", "local_share"]) == 0
    said = capsys.readouterr()
    assert "under 10%, May 2025 (inferred)" in said.out
    assert "17.47%, January 2015" in said.out
    assert "local supplier share: pune > hefei" in said.out
    assert said.err == ""
    assert main(["compare", "chattanooga", "dresden", "--metrics", "cost_per_job_promised"]) == 0
    assert "the claims differ: --prefer SOURCE, --period PERIOD or --hull" in capsys.readouterr().err


def test_compare_takes_all_that_two_cases_share_and_says_what_there_is_otherwise(capsys: Capture) -> None:
    assert main(["compare", "dresden", "pune"]) == 0
    assert "capital investment promised (at current prices)" in capsys.readouterr().out
    assert main(["compare", "hefei", "dresden"]) == 1
    assert "no two of these cases have a metric or indicator in common" in capsys.readouterr().err
    assert main(["compare", "hefei", "pune", "--metrics", "local_shares"]) == 1
    assert "nearest: local_share" in capsys.readouterr().err
    assert main(["compare", "hefei", "pune", "--period", "twenty"]) == 1
    assert "cannot read 'twenty' as a period" in capsys.readouterr().err
    assert main(["compare", "hefei", "pune", "--prefer", "tou"]) == 1
    assert "none of these cases has a source 'tou'; expected toi" in capsys.readouterr().err
    assert main(["compare", "hefei", "hefei"]) == 1
    assert "a row of a table is one case" in capsys.readouterr().err


def test_compare_in_one_currency_at_the_prices_of_one_year(capsys: Capture) -> None:
    pytest.importorskip("currency_converter")
    # 577.4 million dollars of 2008 and 274.2 million of 2014, for 2,000 jobs each; the deflators of the World Bank
    # (2015 = 1) are 0.9044 for 2008 and 0.9908 for 2014: 319,216 and 138,372 dollars of 2015
    options = ["--metrics", "cost_per_job_promised", "--currency", "USD", "--prices", "2015"]
    assert main(["compare", "chattanooga", "phoenix", *options, "--format", "json"]) == 0
    records = json.loads(capsys.readouterr().out)
    assert [round(record["low"], -1) for record in records[:2]] == [319_220, 138_370]
    assert {record["price_basis"] for record in records[:2]} == {"constant 2015"}
    assert records[2]["obstacle"] == "not converted"  # no deflator of 2024 ships
    assert main(["compare", "hefei", "pune", "--prices", "2015"]) == 1
    assert "add --currency USD" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["markdown", "html", "csv", "json"])
def test_compare_writes_a_file(form: str, tmp_path: Path, capsys: Capture) -> None:
    if form in ("markdown", "html"):
        pytest.importorskip("jinja2")
    path = tmp_path / "table"
    arguments = ["compare", "hefei", "pune", "--metrics", "local_share", "--format", form]
    assert main([*arguments, "--output", str(path)]) == 0
    assert capsys.readouterr().out == ""
    written = path.read_text(encoding="utf-8")
    assert main(arguments) == 0
    assert capsys.readouterr().out == written
    assert "17.47" in written


@pytest.mark.parametrize("arguments", [[], ["reprot"], ["report"], ["report", "hefei", "--about", "2"]])
def test_a_wrong_command_says_how_it_is_used(arguments: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: cityinnov" in capsys.readouterr().err


def test_about_turns_approximations_into_bounds(capsys: Capture) -> None:
    assert main(["report", "hefei", "--about", "0.05"]) == 0
    assert "≈" not in capsys.readouterr().out.partition("Derived metrics")[2].partition("What cannot")[0]


def test_python_m_cityinnov_and_a_closed_pipe() -> None:
    command = f"{sys.executable} -m cityinnov report hefei | head -1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout == "Hefei's rise to a technology hub\n"
    assert done.stderr == ""


@pytest.mark.parametrize("path", ["missing.yaml", "."])
def test_a_file_that_is_not_there(path: str, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["report", path]) == 1
    error = capsys.readouterr().err
    assert error
    assert "Traceback" not in error


def test_report_in_one_currency_shows_the_rates_and_what_could_not_be_converted(capsys: Capture) -> None:
    pytest.importorskip("currency_converter")
    assert main(["report", "hefei", "--currency", "USD"]) == 0
    text = capsys.readouterr().out.partition("Amounts in USD")[2].partition("Derived metrics")[0]
    # 7 billion at the average of 2020, 6.9003 CNY/USD (Federal Reserve H.10: 6.90), to the one digit it was stated with
    assert "nio-2020.amount: 1 billion USD" in text
    assert "by 6.90032 CNY/USD, 2020 [ecb" in text
    assert main(["report", "hefei", "--currency", "USD", "--prices", "2020"]) == 0
    assert "boe.revenue: not converted" in capsys.readouterr().out
    assert main(["report", "hefei", "--prices", "2020"]) == 1
    assert "add --currency USD" in capsys.readouterr().err


ALDMOUTH = "Nine years ago, over 500 suppliers came. It made 40,000 cars in 2023.\n"


def test_a_draft_loads_and_coverage_says_what_is_left_to_do(tmp_path: Path, capsys: Capture) -> None:
    article, case = tmp_path / "The City.txt", tmp_path / "case.yaml"
    article.write_text(ALDMOUTH, encoding="utf-8")
    options = ["--source", "gazette", "--title", "The city", "--container", "Gazette", "--issued", "2025-06"]
    assert main(["draft", str(article), *options, "--language", "en", "--type", "article-newspaper"]) == 0
    draft = capsys.readouterr().out
    assert "case: the-city\n" in draft
    assert "container-title: Gazette" in draft
    case.write_text(draft, encoding="utf-8")
    assert main(["check", str(case)]) == 0
    assert "unassigned.¶1: C706 note: 2 figures belong to no entity yet" in capsys.readouterr().out
    assert main(["coverage", str(case), str(article)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "The case has 0 of 4 figures of the text: 0 %"
    assert "  1:50 ¶1 quantity '40,000 cars'" in lines
    assert lines[-1] == "No figure of the case cites gazette"
    figures = 'cities: {a: {figures: {nev_output: "40,000 vehicles, 2023 [gazette ¶1]"}}}\nomitted:\n'
    omitted = "".join(
        f"  - {{words: {words}, citations: gazette, because: not of the city}}\n"
        for words in ("Nine years ago", "over 500 suppliers")
    )
    case.write_text(draft.partition("unassigned:")[0] + figures + omitted, encoding="utf-8")
    assert main(["coverage", str(case), str(article)]) == 0
    assert capsys.readouterr().out.startswith("The case has 2 of 2 figures of the text: 100 %\nIt leaves out:\n")
    assert main(["coverage", str(case), str(article), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["support"] == 100


def test_a_percentage_is_rounded_down(tmp_path: Path, capsys: Capture) -> None:
    article, case = tmp_path / "a.txt", tmp_path / "case.yaml"
    article.write_text("\n".join(f"It made {n} cars." for n in range(10, 3010)), encoding="utf-8")
    claims = "\n".join(f"        - {n} vehicles [a]" for n in range(10, 3009))
    head = "format: cityinnov/1\ncase: x\nsources: {a: {type: report, language: en}}\ncities:\n  b:\n    figures:\n"
    case.write_text(f"{head}      nev_output:\n{claims}\n", encoding="utf-8")
    assert main(["coverage", str(case), str(article)]) == 1
    assert capsys.readouterr().out.startswith("The case has 2999 of 3000 figures of the text: 99.9 %\n")


def test_a_text_that_is_none_is_refused(tmp_path: Path, capsys: Capture) -> None:
    article = tmp_path / "a.txt"
    article.write_bytes(b"500 firms \xff")
    assert main(["draft", str(article)]) == 1
    assert capsys.readouterr().err.startswith("a.txt is not text in UTF-8; found byte 0xff at offset 10")
    assert main(["draft", str(tmp_path / "none.txt")]) == 1
    assert "No such file" in capsys.readouterr().err


def test_what_a_terminal_would_obey_is_shown_and_not_sent(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "x.yaml"
    name = r'"\e]0;mine\a\e[31mred\x9b"'
    path.write_text(f"format: cityinnov/1\ncase: x\ncities: {{hefei: {{name: {name}}}}}\n", encoding="utf-8")
    assert main(["report", str(path)]) == 0
    text = capsys.readouterr().out
    assert r"\x1b]0;mine\x07\x1b[31mred\x9b" in text
    assert not {char for char in text if ord(char) < 32 or 127 <= ord(char) < 160} - {"\n"}


def test_a_piped_report_in_another_language_is_markdown(capsys: Capture) -> None:
    assert main(["report", "pune", "--locale", "de"]) == 0
    assert "## Abgeleitete" in capsys.readouterr().out
    assert main(["report", "pune", "--locale", "xx"]) == 1
    assert "not a locale; found 'xx'" in capsys.readouterr().err
