from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from cityinnov.casefile.document import parse_document, read_document
from cityinnov.casefile.problem import CaseFileError
from cityinnov.casefile.read_yaml import MOST_NODES


def refusal(content: str | bytes, name: str = "h.yaml") -> str:
    with pytest.raises(CaseFileError) as caught:
        parse_document(content, name)
    text = str(caught.value)
    assert len(text.splitlines()) <= 21
    assert all(len(line) < 400 for line in text.splitlines())
    return text


class TestReading:
    def test_values_are_those_of_the_yaml_1_2_core_schema(self) -> None:
        # YAML 1.2.2, section 10.3.2: `NO`, `yes`, dates and 1_000 are texts, 0o17 is 15.
        text = "a: NO\nb: yes\nc: 2023-05-01\nd: 2025-05\ne: 1_000\nf: 0o17\ng: 0x1F\nh: .5\ni: -3\nj: TRUE\nk:\nl: ~\n"
        assert parse_document(text).data == {
            "a": "NO",
            "b": "yes",
            "c": "2023-05-01",
            "d": "2025-05",
            "e": "1_000",
            "f": 15,
            "g": 31,
            "h": 0.5,
            "i": -3,
            "j": True,
            "k": None,
            "l": None,
        }

    def test_a_figure_on_a_line_of_its_own_needs_no_quotes(self) -> None:
        text = "local: over 1,000 firms, 2025-05 [br ¶27 | Fan Jin]  # half of them\n"
        assert parse_document(text).data == {"local": "over 1,000 firms, 2025-05 [br ¶27 | Fan Jin]"}

    def test_positions_count_from_one_and_point_at_value_or_key(self) -> None:
        document = parse_document(
            "# notes\ncities:\n  hefei:\n    名: 合肥\n    ranks:\n      - {rank: 4}\n      - {rank: 13}\n"
        )
        assert document.position(("cities", "hefei", "名")) == (4, 8)
        assert document.key_position(("cities", "hefei", "名")) == (4, 5)
        assert document.position(("cities", "hefei", "ranks", 1, "rank")) == (7, 16)
        assert document.key_position(("cities", "hefei", "ranks", 1)) == (7, 9)

    def test_the_place_of_what_is_missing_is_its_nearest_ancestor(self) -> None:
        document = parse_document("a:\n  b: {c: 1}\n")
        assert document.position(("a", "b", "d", "e")) == document.position(("a", "b")) == (2, 6)

    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
    def test_line_ends_and_byte_order_mark_do_not_shift_places(self, newline: str) -> None:
        raw = b"\xef\xbb\xbf" + newline.join(["a: 1", "b:", "  c: x", ""]).encode()
        document = parse_document(raw)
        assert document.data == {"a": 1, "b": {"c": "x"}}
        assert document.position(("b", "c")) == (3, 6)
        assert document.file.newline == newline
        assert document.raw == raw

    def test_json_with_tabs_is_read_whatever_the_file_is_called(self) -> None:
        text = '{\n\t"a": [1, 2.5, "x"],\n\t"b": {"c": null}\n}\n'
        for name in ("case.json", "case.yaml"):
            document = parse_document(text, name)
            assert document.is_json
            assert document.data == {"a": [1, 2.5, "x"], "b": {"c": None}}
            assert document.position(("a", 2)) == (2, 16)
            assert document.key_position(("b", "c")) == (3, 8)

    def test_anchors_in_moderation(self) -> None:
        document = parse_document("a: &x [1, {b: 2}]\nc: *x\n")
        assert document.data == {"a": [1, {"b": 2}], "c": [1, {"b": 2}]}
        # A place within an alias is where the value is written.
        assert document.position(("c", 1, "b")) == (1, 15)

    def test_hundred_thousand_values_of_yaml_and_more_of_json(self) -> None:
        figures = ", ".join(['"over 500 firms, 2025-05 [br]"'] * 100_000)
        assert len(parse_document('{"figures": [' + figures + "]}", "c.json").data["figures"]) == 100_000  # type: ignore[arg-type]  # plain data is a union
        items = "- 1\n" * (MOST_NODES - 3)
        assert len(parse_document(f"figures:\n{items}").data["figures"]) == MOST_NODES - 3  # type: ignore[arg-type]  # plain data is a union


class TestFilesThatAreNone:
    def reading(self, path: Any) -> str:
        with pytest.raises(CaseFileError) as caught:
            read_document(path)
        return str(caught.value)

    def test_a_missing_file(self, tmp_path: Path) -> None:
        assert "nowhere.yaml: there is no such file" in self.reading(tmp_path / "nowhere.yaml")

    def test_a_directory(self, tmp_path: Path) -> None:
        assert "this is a directory" in self.reading(tmp_path)

    def test_a_path_that_goes_through_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_text("a: 1")
        assert "cannot be opened" in self.reading(tmp_path / "a" / "b.yaml")

    def test_a_path_with_a_nul(self) -> None:
        assert "not a possible path" in self.reading("a\0b")

    def test_an_unreadable_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        # Who runs the tests as root may read anything, so the refusal is the system's in name only.
        def refuse(*_: Any) -> int:
            raise PermissionError(13, "Permission denied")

        (tmp_path / "a.yaml").write_text("a: 1")
        monkeypatch.setattr(os, "open", refuse)
        assert "a.yaml: this file may not be read" in self.reading(tmp_path / "a.yaml")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without named pipes")
    def test_a_pipe_nobody_writes_to_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.yaml")
        assert "this is not a file" in self.reading(tmp_path / "pipe.yaml")

    def test_fifty_megabytes_are_refused_unread(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        with open(tmp_path / "big.yaml", "wb") as file:
            file.truncate(50_000_000)
        text = self.reading(tmp_path / "big.yaml")
        assert "too large" in text
        assert "links: {file: links.csv}" in text
        # Had they been read, the NUL characters would have been complained of.
        assert "U+0000" not in text

    def test_json_may_be_larger_but_not_without_end(self, tmp_path: Path) -> None:
        with open(tmp_path / "big.json", "wb") as file:
            file.truncate(4_000_001)
        assert "too large; found over 4,000,000 bytes" in self.reading(tmp_path / "big.json")


# Each with where the problem stands, and words its message must have.
BAD_YAML = {
    "empty": ("", "1:1", ["this file is empty"]),
    "only comments": ("# notes\n", "1:1", ["this file is empty"]),
    "a list": ("- a\n- b\n", "1:1", ["this file is a list", "keys and values"]),
    "a text": ("just words\n", "1:1", ["a single text"]),
    "not UTF-8": (b"a: 1\nb: caf\xe9\n", "2:7", ["not UTF-8", "byte 0xe9 at offset 11", "save the file as UTF-8"]),
    "not UTF-8 after a mark": (b"\xef\xbb\xbfa: \xff", "1:4", ["byte 0xff at offset 6"]),
    "UTF-16": ("a: 1".encode("utf-16"), "1:1", ["this file is UTF-16", "save the file as UTF-8"]),
    "UTF-16 without a mark": ("a: 1".encode("utf-16-le"), "1:2", ["control character", "U+0000"]),
    "control character": ("a: 1\nb: x\x07\n", "2:5", ["control character", "U+0007"]),
    "tab for indentation": ("a:\n\tb: 1\n", "2:1", ["tab", "indent with spaces"]),
    "open quote": ("a: 1\nb: 'x\nc: 2\n", "2:4", ["quote is never closed"]),
    "open double quote": ('a: 1\nb: "x\nc: 2\n', "2:4", ["quote is never closed"]),
    "open bracket": ("a: [x\n", "1:4", ["bracket is never closed"]),
    "open brace": ("a: {x: 1\n", "1:4", ["bracket is never closed"]),
    "open bracket, more follows": ("a: [x\nb: 1\n", "1:4", ["breaks off", "close the bracket"]),
    "bracket too many": ("a: x\n]\n", "2:1", ["does not fit the block"]),
    "wrong indentation": ("a:\n  b: 1\n c: 2\n", "3:2", ["does not fit the block", "align it"]),
    "two colons": ("a: b: c\n", "1:5", ["second ': '", "quote the text"]),
    "no colon": ("a: 1\nfoo\nb: 2\n", "2:1", ["neither 'key: value' nor a list item"]),
    "reserved character": ("a: @x\n", "1:4", ["cannot begin with this character"]),
    "unknown escape": ('a: "\\q"\n', "1:6", ["unknown \\ escape"]),
    "impossible escape": ('a: 1\nb: "\\UFFFFFFFF"\n', "2:2", ["a character that does not exist"]),
    "half a character": ('a: "\\ud800"\n', "1:4", ["half a character"]),
    "text after a quote": ('a: "b" c\n', "1:8", ["does not fit the block"]),
    "several documents": ("a: 1\n---\nb: 2\n", "2:1", ["second document"]),
    "other YAML version": ("%YAML 1.1\n---\na: 1\n", "1:1", ["directive"]),
    "python object": ("a: 1\nb: !!python/object/apply:os.system [ls]\n", "2:4", ["a tag", "plain data only"]),
    "custom tag": ("a: !firm x\n", "1:4", ["a tag", "!firm"]),
    "tagged mapping": ("a: !firm {b: c}\n", "1:4", ["a tag", "!firm"]),
    "merge key": ("a: &x {b: 1}\nc:\n  <<: *x\n", "3:3", ["merge key", "write the keys out"]),
    "not a number": ("a: .nan\n", "1:4", ["not a number", "leave the key out"]),
    "infinity": ("a: -.inf\n", "1:4", ["not a number", "leave the key out"]),
    "beyond a float": ("a: 1e400\n", "1:4", ["too large"]),
    "very long integer": ("a: " + "9" * 100_000, "1:4", ["a number of 100,000 characters"]),
    "duplicate key": ("a: 1\nb:\n  c: 1\n  c: 2\n", "4:3", ["b.c", "'c' stands here a second time", "first is at 3:3"]),
    "number as key": ("a:\n  2023: x\n", "2:3", ["a key that is not a text", "quote the key"]),
    "truth value as key": ("true: x\n", "1:1", ["a key that is not a text", "quote the key"]),
    "list as key": ("? [a]\n: b\n", "1:3", ["a key that is not a text"]),
    "alias as key": ("a: &x b\n*x : 1\n", "2:1", ["a key that is not a text"]),
    "unknown alias": ("a: *b\n", "1:4", ["*b refers to nothing"]),
    "recursive alias": ("a: &a [1, *a]\n", "1:11", ["*a contains itself"]),
    "deep brackets": ("a: " + "[" * 10_000, "1:67", ["nested deeper than 64 levels"]),
    "deep braces": ("{a: " * 10_000, "1:257", ["nested deeper than 64 levels"]),
    "deep indentation": ("".join(" " * i + "a:\n" for i in range(1_200)), "65:65", ["nested deeper than 64 levels"]),
    "deep dashes": ("a:\n " + "- " * 10_000, "2:128", ["nested deeper than 64 levels"]),
    "too many values": ("a:\n" + "-\n" * 400_000, "99999:2", ["more than 100,000 values", "links.csv"]),
}


@pytest.mark.parametrize("case", BAD_YAML)
def test_bad_yaml(case: str) -> None:
    content, place, words = BAD_YAML[case]
    text = refusal(content)
    assert f"h.yaml:{place}" in text
    for word in words:
        assert word in text


def test_alias_bombs() -> None:
    # "Billion laughs": nine mentions of nine mentions of … would be 9^9 texts.
    lines = ["x0: &x0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"x{i}: &x{i} [{', '.join([f'*x{i - 1}'] * 9)}]" for i in range(1, 10)]
    assert "more than 100,000 values" in refusal("\n".join(lines))
    # One mention a level, but a hundred thousand levels.
    chain = ["x0: &x0 " + "[" * 40 + "]" * 40]
    chain += [f"x{i}: &x{i} {'[' * 40}*x{i - 1}{']' * 40}" for i in range(1, 10)]
    assert "nested deeper than 64 levels" in refusal("\n".join(chain))


def test_all_problems_of_a_file_are_reported_at_once() -> None:
    text = refusal("a: .nan\nb: {c: over 1,000 firms}\nd: !x y\ne: 1\ne: 2\nf: [1\n")
    for place in ("1:4 a", "2:8 b", "3:4 d", "5:1 e", "6:4 f"):
        assert f"h.yaml:{place}:" in text


# The figures are those of casefile.md and of the issue; each with the quoted text the hint must show.
SPLIT_FIGURES = {
    "{amount: over 1,000 firms}": (9, 'amount: "over 1,000 firms"'),
    "{amount: over 1,000 firms, of: all}": (9, 'amount: "over 1,000 firms"'),
    "{suppliers: over 500 firms, 2025-05 [br]}": (12, 'suppliers: "over 500 firms, 2025-05 [br]"'),
    "{a: x, suppliers: over 500 firms, 2025-05 [br], b: y}": (18, 'suppliers: "over 500 firms, 2025-05 [br]"'),
    "{amount: 7 billion CNY [br]}": (9, 'amount: "7 billion CNY [br]"'),
    "{amount: $20 billion, planned}": (9, 'amount: "$20 billion, planned"'),
    "{amount: about 1,500,000 people}": (9, 'amount: "about 1,500,000 people"'),
    "[over 1,000 firms, 2023 [br]]": (1, '"over 1,000 firms, 2023 [br]"'),
    "[over 1,000 firms, over 500 firms]": (1, '"over 1,000 firms"'),
    "[x, over 500 firms, 2025-05 [br]]": (4, '"over 500 firms, 2025-05 [br]"'),
    "[50 firms, 2025-05]": (1, '"50 firms, 2025-05"'),
    "[1,000 firms]": (1, '"1,000 firms"'),
}


@pytest.mark.parametrize("flow", SPLIT_FIGURES)
def test_a_figure_cut_to_pieces_is_recognised(flow: str) -> None:
    column, quoted = SPLIT_FIGURES[flow]
    text = refusal(f"x: 1\na: {flow}\n")
    assert f"h.yaml:2:{4 + column}" in text
    assert f"quote the figure: {quoted})" in text


@pytest.mark.parametrize(
    "flow",
    ["{a, b}", "[1,200, 300]", "{rank: 4, of: China}", "[hefei, 2023]", '["over 1", "000 firms"]', "{a: 1, b: }"],
)
def test_what_is_no_figure_is_left_alone(flow: str) -> None:
    assert parse_document(f"a: {flow}\n").data


BAD_JSON = {
    "empty": ("", "1:1", ["this file is empty"]),
    "a list": ("[1]", "1:1", ["not an object"]),
    "trailing comma": ('{\n"a": 1,\n}', "", ["comma"]),
    "open quote": ('{"a": "x', "1:7", ["quote is never closed"]),
    "open brace": ('{"a": 1', "1:8", ["closing bracket was expected"]),
    "no quotes": ("{a: 1}", "1:2", ["double quotes"]),
    "second value": ('{"a": 1} {}', "1:10", ["something follows"]),
    "raw tab in a text": ('{"a": "x\ty"}', "1:9", ["line break or tab"]),
    "not a number": ('{"a": [1, NaN]}', "1:11", ["a[1]", "not a number"]),
    "a list of what is not a number": ("[NaN]", "1:2", ["not a number"]),
    "what is not a number alone": ("NaN", "1:1", ["not a number"]),
    "infinity": ('{"a": -Infinity}', "1:7", ["not a number"]),
    "beyond a float": ('{"a": 1e400}', "1:7", ["too large"]),
    "very long integer": ('{"a": ' + "9" * 100_000 + "}", "1:7", ["a number of 100,000 characters"]),
    "duplicate key": ('{"a": {"b": 1,\n"b": 2}}', "2:1", ["a.b", "second time", "first is at 1:8"]),
    "half a character": ('{"a": "\\ud800"}', "1:8", ["half a character"]),
    "deep brackets": ('{"a": ' + "[" * 100_000, "1:1", ["nested deeper than 64 levels"]),
    "deep objects": ('{"a":' * 70 + "1" + "}" * 70, "1:1", ["nested deeper than 64 levels"]),
}


@pytest.mark.parametrize("case", BAD_JSON)
def test_bad_json(case: str) -> None:
    content, place, words = BAD_JSON[case]
    text = refusal(content, "h.json")
    assert f"h.json:{place}" in text
    for word in words:
        assert word in text


def test_all_values_json_cannot_hold_are_reported_at_once() -> None:
    text = refusal('{"a": NaN, "b": {"c": [Infinity, 1e999]}, "a": 1}', "h.json")
    assert [line.split(":", 3)[2].split(" ")[0] for line in text.splitlines()] == ["7", "24", "34", "43"]


def test_where_reading_again_would_take_too_long_the_part_is_named() -> None:
    # Every level would read the megabytes below it once more.
    text = '{"a":' * 30 + "[" + "1," * 1_900_000 + "NaN]" + "}" * 30
    assert "h.json:1:21 a.a.a.a: somewhere in this part: not a number" in refusal(text, "h.json")
