"""Records to and from CSV, Excel and Parquet: nothing is lost, nothing guessed, and each error has its cell."""

from __future__ import annotations

import builtins
import io
import json
import math
import zipfile
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import openpyxl
import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from tests.values.strategies import stated

from cityinnov import (
    CaseFileError,
    CaseStudy,
    Figure,
    Record,
    Source,
    case_of_records,
    load_case,
    read_records,
    shipped_cases,
    write_records,
    write_template,
)
from cityinnov.cli import main
from cityinnov.errors import InputError, MissingDependencyError
from cityinnov.interchange.tables import TEMPLATE
from cityinnov.record import COLUMNS, figure_of, records_of

ENDINGS = ("csv", "xlsx", "parquet")


def of_case(case: CaseStudy) -> list[Record]:
    return [record for entity in case.entities() for record in records_of(entity)]


# -- records → figures → records is the identity ----------------------------------------


@given(stated(), st.sampled_from([(), ("970 million USD",), ("970 million USD", "0.9 billion EUR, 2020")]))
def test_a_record_gives_back_the_figure_and_the_figure_the_record(figure: Figure, restated: tuple[str, ...]) -> None:
    again = [Figure.parse(text) for text in restated]
    figure = Figure(figure.bounds, figure.unit, figure.period, figure.status, figure.citations, again, figure.stated)
    record = Record("hefei", "City", "gdp", figure)
    row = record.flat()
    assert list(row) == list(COLUMNS)
    assert figure_of(row) == figure
    assert Record("hefei", "City", "gdp", figure_of(row)).flat() == row


@pytest.mark.parametrize("ending", ENDINGS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(stated(), max_size=4))
def test_a_table_reads_back_to_the_last_bit(ending: str, tmp_path: Path, figures: list[Figure]) -> None:
    records = tuple(Record("hefei", "City", "gdp", figure) for figure in figures)
    path = tmp_path / f"figures.{ending}"
    write_records(records, path)
    assert read_records(path) == records


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", shipped_cases())
def test_the_figures_of_a_shipped_case_survive_the_journey(name: str, ending: str, tmp_path: Path) -> None:
    case = load_case(name)
    write_records(case, tmp_path / f"figures.{ending}")
    back = read_records(tmp_path / f"figures.{ending}")
    assert list(back) == of_case(case)
    assert [record.figure.stated for record in back] == [record.figure.stated for record in of_case(case)]


# -- what people type -------------------------------------------------------------------

HEADER = ("entity", "kind", "indicator", "figure", "unit", "period", "status", "sources")


def workbook(path: Path, *rows: tuple[Any, ...], title: str = "figures") -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in (HEADER, *rows):
        book.active.append(row)
    book.save(path)
    return book


def one(tmp_path: Path, *cells: Any) -> Figure:
    workbook(tmp_path / "f.xlsx", ("hefei", "City", "gdp", *cells))
    (record,) = read_records(tmp_path / "f.xlsx")
    return record.figure


@pytest.mark.parametrize(
    ("cells", "literal"),
    [
        ((740000, "vehicles", 2023), "740,000 vehicles, 2023"),
        ((740000.0, "vehicles", 2023.0), "740,000 vehicles, 2023"),
        (("over 500", "firms", "2025-05"), "over 500 firms, 2025-05"),
        (("7 billion", "CNY", 2020, "actual", "br ¶8"), "7 billion CNY, 2020, actual [br ¶8]"),
        ((1.27, "trillion CNY", 2023), "1.27 trillion CNY, 2023"),
        (("over 500 firms, 2025-05 [br ¶13]",), "over 500 firms, 2025-05 [br ¶13]"),
        ((1e-7, "%"), "0.0000001 %"),
    ],
)
def test_a_row_says_what_its_cells_say(cells: tuple[Any, ...], literal: str, tmp_path: Path) -> None:
    assert one(tmp_path, *cells) == Figure.parse(literal)


def test_a_date_of_a_sheet_is_a_day(tmp_path: Path) -> None:
    import datetime

    assert str(one(tmp_path, 5, "firms", datetime.datetime(2020, 2, 25)).period) == "2020-02-25"


def test_a_percentage_is_what_the_sheet_shows_and_not_what_it_stores(tmp_path: Path) -> None:
    book = workbook(tmp_path / "f.xlsx", ("hefei", "City", "urban_share", 0.07, None, 2020))
    book.active["D2"].number_format = "0%"
    book.save(tmp_path / "f.xlsx")
    assert read_records(tmp_path / "f.xlsx")[0].figure == Figure.parse("7 %, 2020")


def test_a_percentage_whose_unit_says_so_again_is_refused(tmp_path: Path) -> None:
    book = workbook(tmp_path / "f.xlsx", ("hefei", "City", "urban_share", 0.07, "%", 2020))
    book.active["D2"].number_format = "0%"
    book.save(tmp_path / "f.xlsx")
    assert "figures!D2: " in problems(tmp_path / "f.xlsx")


def problems(path: Path, **options: Any) -> str:
    with pytest.raises(CaseFileError) as raised:
        read_records(path, **options)
    return str(raised.value)


def test_every_problem_of_a_sheet_is_said_at_once_with_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    workbook(
        path,
        ("hefei", "City", "gdp", 5, "frims"),
        ("hefei", "City", "gdp", 5, "firms", "2020-21"),
        ("hefei", "City", "gdp", 5, "firms", 2020, "payed"),
        ("hefei", "City", "gdp", 5, "firms", 2020, None, "br]"),
        ("hefei", None, "gdp", 5, "firms"),
        ("hefei", "City", "gdp", "5 firms, 2020", None, 2021),
        ("hefei", "City", "gdp", None, "firms"),
        ("hefei", "City", "gdp", True, "firms"),
        (None,) * 8,
        (7, "City", "gdp", 5, "firms"),
    )
    said = problems(path).splitlines()
    for start, cell in [
        ("the unit 'frims'", "D2"),
        ("no such status", "G4"),
        ("'kind' is empty", "B6"),
        ("'figure' and 'period' both say it", "F7"),
        ("the row has no number", "D8"),
        ("not a figure", "D9"),
        ("'entity' is not a text", "A11"),
    ]:
        assert any(f"f.xlsx figures!{cell}: {start}" in line for line in said), (cell, said)
    assert any("figures!F3: " in line and "2020-21" in line for line in said)
    assert any("figures!H5: " in line for line in said)
    assert len(said) == 9


def test_what_a_sheet_hides_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    book = workbook(path, ("hefei", "City", "gdp", "=2*3", "firms"), ("hefei", "City", "gdp", 5, "firms"))
    book.active["I3"] = "a remark under no column"
    book.active.merge_cells("A2:A3")
    book.save(path)
    said = problems(path)
    assert "figures!D2: a formula that has not been calculated; found =2*3" in said
    assert "figures!A2:A3: merged cells" in said
    assert "figures!I3: a cell under no column" in said


def test_the_sheet_is_the_only_one_or_the_one_called_figures_or_is_named(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    book = workbook(path, ("hefei", "City", "gdp", 5, "firms"), title="data")
    assert len(read_records(path)) == 1
    book.create_sheet("notes")
    book.save(path)
    with pytest.raises(InputError, match=r"no sheet 'figures' \(hint: there are: data, notes"):
        read_records(path)
    assert len(read_records(path, sheet="data")) == 1
    with pytest.raises(InputError, match="only a workbook has sheets"):
        read_records(tmp_path / "f.csv", sheet="data")


def test_columns_are_known_and_there(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("entity,kind,indicater,figure\nhefei,City,gdp,5 firms\n", encoding="utf-8")
    said = problems(path)
    assert "unknown column 'indicater' (hint: did you mean 'indicator'?)" in said
    assert "there is no column 'indicator'" in said
    path.write_text("entity,kind,indicator\nhefei,City,gdp\n", encoding="utf-8")
    assert "there is no column with numbers" in problems(path)


def test_a_line_of_a_csv_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("entity,kind,indicator,low,high,unit\nhefei,City,gdp,5,4,firms\nx,City,gdp,5 m,,firms\n")
    said = problems(path).splitlines()
    assert said[0].startswith("f.csv:2 high: the low end lies above the high end")
    assert said[1].startswith("f.csv:3 low: 'low' is not a number; found '5 m'")


def test_a_row_of_a_parquet_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "f.parquet"
    columns = {"entity": ["a", "b"], "kind": ["City"] * 2, "indicator": ["gdp"] * 2, "figure": ["5 firms", "5 frims"]}
    pa.parquet.write_table(pa.table(columns), path)
    assert problems(path).startswith("f.parquet row 2.figure: the unit 'frims'")


@pytest.mark.parametrize("name", ["f.xlsx", "f.parquet"])
def test_a_file_that_is_something_else_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"entity,kind\n")
    with pytest.raises(InputError, match="is not a"):
        read_records(tmp_path / name)


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "f.xlsx", "w") as archive:
        archive.writestr("hello", "world")
    with pytest.raises(InputError, match="is not a workbook that can be read"):
        read_records(tmp_path / "f.xlsx")


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cityinnov.interchange.excel.LARGEST", 100_000)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b"0" * 1_000_000)
    (tmp_path / "f.xlsx").write_bytes(file.getvalue())
    with pytest.raises(InputError, match="unpacks to 1,000,000 bytes; expected at most 100,000"):
        read_records(tmp_path / "f.xlsx")


@pytest.mark.parametrize("name", ["figures.ods", "figures", "figures.xls"])
def test_other_endings_are_refused(name: str, tmp_path: Path) -> None:
    for act in (lambda path: write_records([], path), read_records, write_template):
        with pytest.raises(InputError, match="not a table of records"):
            act(tmp_path / name)


# -- writing ----------------------------------------------------------------------------


def test_text_that_begins_like_a_formula_stays_text(tmp_path: Path) -> None:
    figure = Figure(5.0, "firm", stated="=2+3")
    write_records([Record("hefei", "City", "gdp", figure)], tmp_path / "f.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "f.xlsx").active
    assert sheet.cell(2, 1 + list(COLUMNS).index("stated")).data_type == "s"
    assert sheet.cell(2, 1 + list(COLUMNS).index("stated")).value == "=2+3"


def test_text_that_no_workbook_can_hold_is_an_error_and_writes_nothing(tmp_path: Path) -> None:
    record = Record("hefei", "City", "gdp", Figure(5.0, "firm", stated="\x00"))
    with pytest.raises(InputError, match="no workbook can hold"):
        write_records([record], tmp_path / "f.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["figures.csv", "figures.xlsx"])
def test_a_template_is_read_as_an_empty_table_and_never_replaces_a_file(name: str, tmp_path: Path) -> None:
    write_template(tmp_path / name)
    assert read_records(tmp_path / name) == ()
    with pytest.raises(InputError, match="is there already"):
        write_template(tmp_path / name)


def test_the_template_says_what_its_columns_mean(tmp_path: Path) -> None:
    write_template(tmp_path / "figures.xlsx")
    book = openpyxl.load_workbook(tmp_path / "figures.xlsx")
    assert [cell.value for cell in book["figures"][1]] == list(TEMPLATE)
    assert [row[0].value for row in book["columns"].iter_rows(min_row=2)] == list(TEMPLATE)


def test_what_is_missing_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.partition(".")[0] in ("openpyxl", "pyarrow"):
            raise ModuleNotFoundError(name)
        return load(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    for ending in ("xlsx", "parquet"):
        with pytest.raises(MissingDependencyError, match=r"pip install 'cityinnov\[sheets\]'"):
            write_records([], tmp_path / f"figures.{ending}")


# -- cases ------------------------------------------------------------------------------


def test_records_make_a_case() -> None:
    yearbook = Source("yearbook", "report", title="Yearbook", issued=2024)
    texts = {"gdp": ["1.2 trillion CNY, 2022 [yearbook]", "1.27 trillion CNY, 2023 [yearbook]"]}
    records = [Record("hefei", "City", id, Figure.parse(text)) for id, all in texts.items() for text in all]
    records.append(Record("boe", "Firm", "revenue", Figure.parse("170 billion CNY, 2023 [yearbook]")))
    case = case_of_records(records, "study", sources=[yearbook])
    assert case.cities["hefei"].figure("gdp", 2023).high == 1.27e12
    assert case.firms["boe"].figure("revenue").citations[0].source == "yearbook"
    assert sorted(map(str, of_case(case))) == sorted(map(str, records))


@pytest.mark.parametrize(
    ("kinds", "message"),
    [
        (["Town"], "a kind that no case holds; found 'Town'"),
        (["City", "Firm"], "hefei is of two kinds; found City and Firm"),
        (["SupplierEcosystem"], r"more than figures: it needs anchor"),
    ],
)
def test_records_that_make_no_case(kinds: list[str], message: str) -> None:
    records = [Record("hefei", kind, "gdp", Figure.parse("5 billion CNY, 2020")) for kind in kinds]
    with pytest.raises(InputError, match=message):
        case_of_records(records, "study")


@pytest.mark.parametrize("column", ["low", "high_closed", "unit", "period", "status", "sources", "restated"])
def test_a_wrong_cell_is_named_by_its_column(column: str) -> None:
    row: dict[str, Any] = {"low": 5.0, "high": 5.0, "unit": "firm"}
    wrong = {"low": math.nan, "high_closed": "no", "sources": ["br ]"], "restated": ["five"]}.get(column, "nonsense!")
    with pytest.raises(Exception, match=r".") as raised:
        figure_of(row | {column: wrong})
    assert raised.value.data["column"] == column  # type: ignore[attr-defined]  # all our errors have it


# -- the command line -------------------------------------------------------------------


def test_a_sheet_becomes_a_case_file_that_can_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, case = tmp_path / "figures.csv", tmp_path / "anhui.yaml"
    table.write_text(
        "entity,kind,indicator,figure,unit,period,sources\nhefei,City,gdp,1.2 trillion,CNY,2022,yearbook\n"
    )
    assert main(["sheet", str(table), "--case", "anhui"]) == 0
    case.write_text(capsys.readouterr().out, encoding="utf-8")
    assert load_case(case).cities["hefei"].figure("gdp").high == 1.2e12
    assert main(["records", str(case), "--output", str(tmp_path / "again.xlsx")]) == 0
    assert read_records(tmp_path / "again.xlsx") == read_records(table)


def test_a_template_is_written_on_request(tmp_path: Path) -> None:
    path = tmp_path / "figures.xlsx"
    assert main(["sheet", str(path), "--template"]) == 0
    assert read_records(path) == ()


def test_records_on_the_terminal_are_json_without_infinities(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["records", "hefei"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert all(list(row) == list(COLUMNS) for row in rows)
