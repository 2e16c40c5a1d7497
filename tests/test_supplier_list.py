from __future__ import annotations

import pytest

from cityinnov.errors import InputError, MissingInputError
from cityinnov.supplier_ecosystem.supplier_list import Supplier, read_suppliers, shares
from cityinnov.values.period import Period

LIST = """name,place,country,year,category,tier,spend
Gotion,hefei,CN,2023,cells,1,"2 billion CNY, 2023"
Bosch,wuhu,CN,2023,brakes,1,"1 billion CNY, 2023"
Bosch,stuttgart,DE,2023,brakes,2,"1 billion CNY, 2023"
Gotion,hefei,CN,2024,cells,1,
"""


@pytest.fixture
def file(tmp_path):
    def write(text, name="suppliers.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


def test_a_list_is_read_row_by_row(file):
    listed = read_suppliers(file(LIST))
    assert [(each.name, str(each.year), each.tier) for each in listed][1:3] == [
        ("Bosch", "2023", 1),
        ("Bosch", "2023", 2),
    ]
    assert str(listed[0].spend) == "2 billion CNY, 2023"
    assert listed[3].spend is None


def test_columns_may_have_names_of_their_own_and_numbers_a_unit(file):
    path = file("supplier_name,country_area,FY,paid\n3M,中港澳,2022,5.5\n")
    listed = read_suppliers(
        path, {"name": "supplier_name", "place": "country_area", "year": "FY", "spend": "paid"}, unit="million USD"
    )
    assert listed[0].place == "中港澳"
    assert str(listed[0].spend) == "5.5 million USD, 2022"


def test_what_a_spreadsheet_leaves_empty_at_the_end_is_no_column(file):
    listed = read_suppliers(file("name,place,,\nA,hefei,,\nB,wuhu,,\n"))
    assert [(each.name, each.place) for each in listed] == [("A", "hefei"), ("B", "wuhu")]


def test_every_row_that_is_wrong_is_named(file):
    text = "name,year,tier,spend\nGotion,2023,1,2 billion CNY\n,2023,1,\nBosch,next year,1,\nBASF,2023,zero,5 firms\n"
    with pytest.raises(InputError) as raised:
        read_suppliers(file(text))
    problems = raised.value.data["problems"]
    assert [problem.split(": ")[0] for problem in problems] == [
        "suppliers.csv:3",
        "suppliers.csv:4",
        "suppliers.csv:5",
    ]
    assert "has no name" in problems[0]
    assert "(and 2 more rows)" in str(raised.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "does not name each column once"),
        ("name,name\nA,B\n", "does not name each column once"),
        ("name,,place\nA,B,C\n", "does not name each column once"),
        ("name;place\nA;B\n", "suppliers.csv:1: the columns are not separated by commas; found ';'"),
        ("name\tplace\nA\tB\n", r"not separated by commas; found '\\t'"),
        ("name\nA\0\n", r"suppliers.csv:2: a control character"),
        ("name,plcae\nA,B\n", "unknown column 'plcae'"),
        ("place\nhefei\n", "no column 'name'"),
        ("name,place\nA,B,C\n", r"suppliers.csv:2: the row has more cells"),
        ('name\n"A\n', "not CSV"),
    ],
)
def test_a_file_that_is_no_list_is_refused(file, text, message):
    with pytest.raises(InputError, match=message):
        read_suppliers(file(text))


def test_a_file_in_another_encoding_is_refused(file):
    with pytest.raises(InputError, match=r"suppliers.csv:2: this file is not UTF-8"):
        read_suppliers(file("name\n国轩高科\n", encoding="gb18030"))


def test_unknown_fields_and_columns_are_refused(file):
    for columns, message in (
        ({"name": "name", "colour": "place"}, "no such field"),
        ({"place": "place"}, "holds the names"),
        ({"name": "firm"}, "no column 'firm'"),
    ):
        with pytest.raises(InputError, match=message):
            read_suppliers(file(LIST), columns)


def test_shares_by_country_and_year(file):
    by_count = shares(read_suppliers(file(LIST)))
    # 2023: Gotion and Bosch; both are in China, Bosch in Germany too
    assert {(str(year), country): str(share) for (year, country), share in by_count.items()} == {
        ("2023", "CN"): "100 %",
        ("2023", "DE"): "50 %",
        ("2024", "CN"): "100 %",
    }


def test_shares_by_spend_need_all_of_it(file):
    listed = read_suppliers(file(LIST))
    # 2023: 2 + 1 + 1 billion
    shown = shares(listed[:3], "place", by="spend")
    assert [str(share) for share in shown.values()] == ["50 %", "25 %", "25 %"]
    with pytest.raises(MissingInputError, match="of 1 of 1 suppliers no spend is said for 2024"):
        shares(listed, by="spend")


def test_a_row_without_a_place_is_in_the_whole_only():
    listed = [Supplier(name="A", country="CN"), Supplier(name="B")]
    assert {key: str(share) for key, share in shares(listed).items()} == {(None, "CN"): "50 %"}


def test_undated_rows_come_first():
    listed = [Supplier(name="A", country="CN", year=2024), Supplier(name="B", country="CN")]
    assert list(shares(listed)) == [(None, "CN"), (Period("2024"), "CN")]


def test_a_supplier_is_refused_for_what_it_is_not():
    for fields in ({"name": ""}, {"name": 3}, {"name": "A", "tier": 0}, {"name": "A", "tier": True}):
        with pytest.raises(InputError):
            Supplier(**fields)
