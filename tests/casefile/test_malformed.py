"""Whole files as they come from editors, programs and strangers: each is refused where it is wrong, soon.

The places are counted by hand in the texts below, from 1. What takes long is a failure: the machine may be busy, so the
limit is ten times what it should take at most.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cityinnov.casefile.problem import CaseFileError
from cityinnov.casefile.reading import load_case
from cityinnov.table import LARGEST, MOST_ROWS

pytestmark = pytest.mark.timeout(50)

HEAD = "format: cityinnov/1\ncase: study\n"


def figure(text: str) -> str:
    return HEAD + f"cities: {{x: {{figures: {{gdp: '{text}'}}}}}}\n"


def listed(rows: str) -> bytes:
    return ("name,place,year,tier,spend\n" + rows).encode()


YAML = {
    "a tab indents": (HEAD + "cities:\n\tx: {country: CN}\n", "4:1", "a tab cannot indent"),
    "a quote stays open": (HEAD + 'title: "Hefei\n', "3:8", "never closed"),
    "a bracket stays open": (HEAD + "cities: {x: {country: CN}\n", "3:9", "never closed"),
    "an alias of nothing": (HEAD + "cities: *nowhere\n", "3:9", "*nowhere refers to nothing"),
    "an alias of itself": (HEAD + "cities: &a {x: *a}\n", "3:16", "contains itself"),
    "a merge key": (HEAD + "cities:\n  a: &a {country: CN}\n  b:\n    <<: *a\n", "6:5", "merge key"),
    "a set": (HEAD + "cities: !!set {a, b}\n", "3:9", "a tag"),
    "bytes in base 64": (HEAD + "title: !!binary aGVsbG8=\n", "3:8", "a tag"),
    "a directive": ("%YAML 1.1\n---\n" + HEAD, "1:1", "a directive"),
    "two documents": (HEAD + "---\n" + HEAD, "3:1", "a second document"),
    "a NUL": (HEAD + "title: a\0b\n", "3:9", "U+0000"),
    "a terminal's escape": (HEAD + "title: \x1b[31mred\n", "3:8", "U+001B"),
    "UTF-16": (HEAD.encode("utf-16"), "1:1", "UTF-16, not UTF-8"),
    "a byte order mark counts for nothing": ("\ufeff" + HEAD + "cities: {x: 5}\n", "3:13", "found 5"),
    "lines that end as on Windows": ((HEAD + "cities: {x: 5}\n").replace("\n", "\r\n"), "3:13", "found 5"),
    "a list as a key": (HEAD + "? [a, b]\n: c\n", "3:3", "a key that is not a text"),
    "nothing as a key": (HEAD + "~: 5\n", "3:1", "a key that is not a text"),
    "a number as a key": (HEAD + "cities: {5: {country: CN}}\n", "3:10", "quote the key"),
    "a key of thousands of letters": (HEAD + "a" * 5000 + ": 1\n", "3:1", "neither 'key: value'"),
    "thousands of digits": (HEAD + f"firms: {{x: {{founded: {'9' * 5000}}}}}\n", "3:22", "5,000 characters"),
    "an exponent of millions": (HEAD + "firms: {x: {founded: 1e99999999}}\n", "3:22", "too large to be read"),
    "a time of the day": (HEAD + "firms: {x: {founded: 1:30:00}}\n", "3:22", "as a period"),
    "the 30th of February": (HEAD + "firms: {x: {founded: 2020-02-30}}\n", "3:22", "2020-02 has 29 days"),
    "no country": (HEAD + "cities: {x: {country: XX}}\n", "3:23", "not a country code"),
    "a figure cut by its comma": (HEAD + "cities: {x: {figures: {gdp: over 1,000 CNY}}}\n", "3:29", "cut this figure"),
    "a block that is not aligned": (HEAD + "title: |2\n a\n", "4:2", "does not fit the block"),
    "a text that begins with %": (HEAD + "title: %x\n", "3:8", "cannot begin with this"),
    "a text that begins with a backtick": (HEAD + "title: `x`\n", "3:8", "cannot begin with this"),
    "an escape that is none": (HEAD + 'title: "\\q"\n', "3:10", "an unknown \\ escape"),
    "half a character": (HEAD + 'title: "\\ud800"\n', "3:8", "half a character"),
    "a thousand levels": (HEAD + "".join(" " * level + "a:\n" for level in range(1000)), "67:65", "deeper than 64"),
    "a thousand brackets": (HEAD + "cities: " + "[" * 1000 + "]" * 1000 + "\n", "3:72", "deeper than 64"),
    "60,000 entries that are none": (HEAD + "firms:\n" + "".join(f"  f{n}: 5\n" for n in range(60_000)), "", "100,000"),
    "30,000 aliases": (HEAD + "cities:\n  a: &a {b: c}\n" + "  b: *a\n" * 30_000, "", "second time"),
    "keys twice, then a quote that stays open": (HEAD + "cities:\n" + "  b: c\n" * 2000 + '  "', "5:3", "second time"),
    "keys twice, then an escape of nothing": (HEAD + "b: c\n" * 2000 + 'x: "\\UFFFFFFFF"\n', "4:1", "second time"),
    "a figure of brackets": (figure("(" * 900), "3:29", "as a figure"),
    "a figure of commas": (figure("1," * 400), "3:29", "as a number"),
    "a figure of a long period": (figure("1 CNY, " + "2020/" * 190), "3:29", "too long for a period"),
    "a figure of a long unit": (figure("1 " + "km/" * 300), "3:29", "too long for a unit"),
    "a figure of a power": (figure("1 km^999999999"), "3:29", "not in the vocabulary"),
}  # fmt: skip

JSON = {
    "a comma too many": ('{"format":"cityinnov/1","case":"a",}', "1:36", "a key was expected"),
    "single quotes": ("{'format':'cityinnov/1'}", "1:2", "double quotes"),
    "a comment": ('{"format":"cityinnov/1" /* x */}', "1:25", "a closing bracket was expected"),
    "not a number": ('{"format":"cityinnov/1","case":"a","title":NaN}', "1:44", "'NaN'"),
    "beyond all numbers": ('{"format":"cityinnov/1","case":"a","title":1e999}', "1:44", "too large to be read"),
    "thousands of digits": (f'{{"format":"cityinnov/1","case":"a","title":{"9" * 5000}}}', "1:44", "5,000 characters"),
    "a key twice": ('{"format":"cityinnov/1","case":"a","case":"b"}', "1:36", "a second time"),
    "a list": ("[1,2]", "1:1", "not an object"),
    "a number": ("5", "1:1", "not an object"),
    "nothing": ("", "1:1", "is empty"),
    "cut off": ('{"format":"cityinnov/1","case":', "1:32", "the end of the file"),
    "more than one": ('{"format":"cityinnov/1","case":"a"} x', "1:37", "something follows"),
    "half a character": ('{"format":"cityinnov/1","case":"a","title":"\\ud800"}', "1:45", "half a character"),
    "a control character": ('{"format":"city\x01"}', "1:16", "U+0001"),
    "UTF-16": ("{}".encode("utf-16"), "1:1", "UTF-16, not UTF-8"),
    "50,000 levels": ('{"a":' * 50_000 + "1" + "}" * 50_000, "1:1", "deeper than 64"),
    "200,000 entries that are none": (
        json.dumps({"format": "cityinnov/1", "case": "a", "firms": dict.fromkeys(map(str, range(200_000)), 5)}),
        "", "a mapping of field to value",
    ),
}  # fmt: skip

CSV = {
    "nothing": (b"", "1", "an empty line"),
    "a column twice": (b"name,name\na,b\n", "1", "does not name each column once"),
    "a column without a name": (b"name,,place\na,b,c\n", "1", "does not name each column once"),
    "100,000 columns": (b",".join(b"c%d" % n for n in range(100_000)) + b"\n1\n", "2", "unknown key 'c0'"),
    "a column that none has": (b"name,plaec\na,hefei\n", "2", "did you mean 'place'"),
    "a column that is missing": (b"place\nhefei\n", "2", "'name' is missing"),
    "semicolons": (b"name;place\na;hefei\n", "1", "not separated by commas; found ';'"),
    "tabs": (b"name\tplace\na\thefei\n", "1", "not separated by commas; found '\\t'"),
    "a comma too many": (b"name,place\na,b,c\n", "2", "more cells than there are columns; found 3; expected 2"),
    "old line ends": (b"name,place\ra,b,c\r", "2", "more cells than there are columns"),
    "a quote stays open": (b'name,place\n"a,b\n', "2", "not CSV"),
    "text after a quote": (b'name,place\n"a"x,b\n', "2", "not CSV"),
    "a cell of 200,000 letters": (b"name\n" + b"x" * 200_000 + b"\n", "2", "field larger than field limit"),
    "Latin-1": ("name\nok\nZürich\n".encode("latin-1"), "3", "not UTF-8; found byte 0xfc at offset 9"),
    "UTF-16": ("name\na\n".encode("utf-16"), "1", "UTF-16, not UTF-8"),
    "a workbook": (b"PK\x03\x04\x14\x00" + bytes(range(256)), "", "not UTF-8"),
    "a NUL": (b"name,place\na\0b,hefei\n", "2", "U+0000"),
    "a terminal's escape": (b"name,place\n\x1b[31ma,hefei\n", "2", "U+001B"),
    "a year in words": (listed("a,hefei,twenty,1,\n"), "2", "'twenty' as a period"),
    "a tier and a half": (listed("a,hefei,2024,1.5,\n"), "2", "expected a whole number"),
    "a tier of thousands of digits": (listed(f"a,hefei,2024,{'9' * 5000},\n"), "2", "expected a whole number"),
    "a spend in words": (listed("a,hefei,2024,1,lots\n"), "2", "'lots' as a figure"),
    "a problem in each of many rows": (listed("a,hefei,2024,x,lots\n" * 100_000), "2", "expected a whole number"),
    "many short rows": (b"name,place\n" + b"a\n" * (MOST_ROWS + 1), "", "too many rows"),
    "many empty rows": (b"name,place\n" + b",\n" * (MOST_ROWS + 1), "", "too many rows"),
    "one long line": (b"x" * (LARGEST - 10), "1", "field larger than field limit"),
    "too many bytes": (b"name,place\n" + b"a,b\n" * (LARGEST // 4), "", "too large for a table"),
}  # fmt: skip


def problems_of(path: Path, content: str | bytes) -> list[str]:
    """What is said of a file, a line each; anything but a `CaseFileError` fails the test."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return refused(path)


def refused(path: Path) -> list[str]:
    with pytest.raises(CaseFileError) as raised:
        load_case(path)
    lines = str(raised.value).splitlines()
    assert len(lines) <= 25, "more than a screen"
    assert max(map(len, lines)) < 700
    return lines


@pytest.mark.parametrize(
    ("suffix", "content", "place", "words"),
    [
        pytest.param(suffix, *each, id=f"{suffix}: {name}")
        for suffix, files in (("yaml", YAML), ("json", JSON))
        for name, each in files.items()
    ],
)
def test_a_malformed_file_is_refused_where_it_is_wrong(
    tmp_path: Path, suffix: str, content: str | bytes, place: str, words: str
) -> None:
    said, *_ = problems_of(tmp_path / f"study.{suffix}", content)
    assert re.match(rf"study\.{suffix}:{place or r'[0-9]+:[0-9]+'}[: ]", said)
    assert words in said


CASE = (
    HEAD
    + """\
cities:
  hefei: {country: CN}
firms:
  vw: {city: hefei}
ecosystems:
  s:
    anchor: vw
    listed: {file: list.csv}
"""
)


@pytest.mark.parametrize(("content", "line", "words"), CSV.values(), ids=CSV)
def test_a_malformed_list_is_refused_where_it_is_wrong(tmp_path: Path, content: bytes, line: str, words: str) -> None:
    (tmp_path / "list.csv").write_bytes(content)
    lines = problems_of(tmp_path / "study.yaml", CASE)
    assert all(re.match(r"study\.yaml:10:\d+ ecosystems\.s\.listed|…|and ", each) for each in lines)
    (said,) = [each for each in lines if words in each][:1]
    assert f"list.csv:{line}: " in said if line else "list.csv" in said


def test_a_small_file_cannot_ask_for_one_long_list_a_thousand_times(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(b"name,place\n" + b"a,hefei\n" * (MOST_ROWS // 2))
    often = "".join(f"  s{n}:\n    anchor: vw\n    listed: {{file: list.csv}}\n" for n in range(1000))
    lines = problems_of(tmp_path / "study.yaml", CASE.partition("  s:\n")[0] + often)
    assert lines[0].startswith("study.yaml:16:20 ecosystems.s2.listed.file: the lists of this case have too many rows")
