from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from cityinnov.casefile.diff import Add, Remove, Replace, diff_plain
from cityinnov.casefile.document import parse_document
from cityinnov.casefile.edit import apply_edits, edited
from cityinnov.errors import InputError

CASE = """\
# notes on Hefei
format: cityinnov/1   # the version
case: 'hefei'
title: {en: Hefei's rise, zh: "合肥：从内陆城市到科创高地"}
sources:
    br:
        type: article-magazine            # a CSL-JSON name
        title: >-
          From Humble
          To Hi-Tech

        issued: 2025
        # end of br
cities:
  hefei:
    figures:                          # indicator: figure
      nev_output: 740,000 vehicles, 2023 [br]
      stem_graduates: over 100,000 people/year,
        2025? [br]   # folded
    rankings:
      - {rank: 4, of: China,
         edition: 2023}
      - rank: 13
        of: world   # comment

      # another
      -   a: 1
          b:
          - x
          - y
empty:
links: [hefei, anqing]
last: end # final
"""


def change(edit: Callable[[dict[str, Any]], None], text: str = CASE) -> tuple[list[str], list[str]]:
    """Return the lines that an edit takes out of a text, and those that it brings in."""
    document = parse_document(text)
    new = copy.deepcopy(document.data)
    edit(new)
    before, after = text.split("\n"), edited(document, new).decode().split("\n")
    assert parse_document("\n".join(after)).data == new
    while before and after and before[0] == after[0]:
        before, after = before[1:], after[1:]
    while before and after and before[-1] == after[-1]:
        before, after = before[:-1], after[:-1]
    return before, after


VARIANTS = {
    "as it is": CASE.encode(),
    "CRLF": CASE.replace("\n", "\r\n").encode(),
    "no final newline": CASE.rstrip("\n").encode(),
    "byte order mark": b"\xef\xbb\xbf" + CASE.encode(),
    "blank lines at the end": CASE.encode() + b"\n\n",
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_an_untouched_file_keeps_its_bytes(variant: str) -> None:
    document = parse_document(VARIANTS[variant])
    assert edited(document, copy.deepcopy(document.data)) == VARIANTS[variant]


@pytest.mark.parametrize("variant", VARIANTS)
def test_an_edited_figure_changes_its_own_line_only(variant: str) -> None:
    raw = VARIANTS[variant]
    document = parse_document(raw)
    new: Any = copy.deepcopy(document.data)
    new["cities"]["hefei"]["figures"]["nev_output"] = "over 740,000 vehicles, 2023 [br]"
    expected = raw.replace(b"nev_output: 740,000", b"nev_output: over 740,000")
    assert edited(document, new) == expected


def test_quotes_and_trailing_comments_stay() -> None:
    assert change(lambda new: new.update(case="nio's")) == (["case: 'hefei'"], ["case: 'nio''s'"])
    assert change(lambda new: new.update(format="cityinnov/2")) == (
        ["format: cityinnov/1   # the version"],
        ["format: cityinnov/2   # the version"],
    )
    assert change(lambda new: new["title"].update(zh="合肥")) == (
        ['title: {en: Hefei\'s rise, zh: "合肥：从内陆城市到科创高地"}'],
        ['title: {en: Hefei\'s rise, zh: "合肥"}'],
    )


def test_a_folded_figure_gives_up_its_own_lines_only() -> None:
    def edit(new: dict[str, Any]) -> None:
        new["cities"]["hefei"]["figures"]["stem_graduates"] = "over 100,000 people/year, 2024 [br]"

    assert change(edit) == (
        ["      stem_graduates: over 100,000 people/year,", "        2025? [br]   # folded"],
        ["      stem_graduates: over 100,000 people/year, 2024 [br]   # folded"],
    )


def test_a_block_of_text_gives_up_its_own_lines_only() -> None:
    assert change(lambda new: new["sources"]["br"].update(title="To Hi-Tech")) == (
        ["        title: >-", "          From Humble", "          To Hi-Tech"],
        ["        title: To Hi-Tech"],
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("yes", '"yes"'),
        ("NO", '"NO"'),
        ("1e3", '"1e3"'),
        ("null", '"null"'),
        ("2023", '"2023"'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("- a", '"- a"'),
        ("[br] says", '"[br] says"'),
        ("@home", '"@home"'),
        ("", '""'),
        ("two\nlines", '"two\\nlines"'),
        ('say "a"', 'say "a"'),
        ('"a" said', "'\"a\" said'"),
        ("2025-05", "2025-05"),
        ("-3 %", "-3 %"),
        ("50 firms, 2025-05 [br ¶3]", "50 firms, 2025-05 [br ¶3]"),
        (2016.9, "2016.9"),
        (None, "null"),
        (True, "true"),
    ],
)
def test_a_value_gets_quotes_where_it_needs_them(value: Any, written: str) -> None:
    assert change(lambda new: new.update(last=value)) == (["last: end # final"], [f"last: {written} # final"])


def test_within_brackets_a_figure_gets_quotes() -> None:
    assert change(lambda new: new["links"].append("over 1,000 firms, 2023 [br]")) == (
        ["links: [hefei, anqing]"],
        ['links: [hefei, anqing, "over 1,000 firms, 2023 [br]"]'],
    )


def test_a_nested_mapping_within_braces_stays_on_the_line() -> None:
    assert change(lambda new: new["cities"]["hefei"]["rankings"][0].update(note={"by": "x"})) == (
        ["         edition: 2023}"],
        ["         edition: 2023,", "         note: {by: x}}"],
    )


def test_keys_and_items_are_added_as_lines_in_the_indentation_of_their_place() -> None:
    assert change(lambda new: new["sources"]["br"].update(DOI="10.1/x")) == ([], ["        DOI: 10.1/x"])
    assert change(lambda new: new["sources"].update(nature={"type": "book", "note": "50 firms, 2023"})) == (
        [],
        ["    nature:", "      type: book", "      note: 50 firms, 2023"],
    )
    assert change(lambda new: new["cities"]["hefei"]["rankings"][2]["b"].append("z")) == ([], ["          - z"])
    assert change(lambda new: new["cities"]["hefei"]["rankings"].insert(1, {"rank": 9})) == ([], ["      - {rank: 9}"])


def test_keys_and_items_are_removed_as_lines() -> None:
    assert change(lambda new: new["cities"]["hefei"]["figures"].pop("nev_output")) == (
        ["      nev_output: 740,000 vehicles, 2023 [br]"],
        [],
    )
    assert change(lambda new: new["cities"]["hefei"]["rankings"].pop(1)) == (
        ["      - rank: 13", "        of: world   # comment"],
        [],
    )
    assert change(lambda new: new["cities"]["hefei"]["rankings"][1].pop("rank")) == (
        ["      - rank: 13", "        of: world   # comment"],
        ["      - of: world   # comment"],
    )
    assert change(lambda new: new["links"].pop(0)) == (["links: [hefei, anqing]"], ["links: [anqing]"])


def test_a_mapping_that_loses_everything_stays_a_mapping() -> None:
    assert change(lambda new: new["cities"]["hefei"]["figures"].clear()) == (
        [
            "    figures:                          # indicator: figure",
            "      nev_output: 740,000 vehicles, 2023 [br]",
            "      stem_graduates: over 100,000 people/year,",
            "        2025? [br]   # folded",
        ],
        ["    figures: {}                          # indicator: figure   # folded"],
    )


def test_a_value_that_was_not_written_is_written_after_its_colon() -> None:
    assert change(lambda new: new.update(empty="50 firms")) == (["empty:"], ["empty: 50 firms"])
    assert change(lambda new: new.update(empty={"a": ["50 firms, 2023"]})) == ([], ["  a:", "    - 50 firms, 2023"])


def test_an_alias_is_written_out_when_what_it_stands_for_changes() -> None:
    text = "a: &x {b: 1}\nc: *x  # same\nd: *x\n"
    assert change(lambda new: new["a"].update(b=2), text) == (
        ["a: &x {b: 1}", "c: *x  # same", "d: *x"],
        ["a: &x {b: 2}", "c: {b: 1}  # same", "d: {b: 1}"],
    )
    assert change(lambda new: new["c"].update(b=2), text) == (["c: *x  # same"], ["c: {b: 2}  # same"])


def test_blank_lines_that_a_text_would_swallow() -> None:
    # After `|+` blank lines belong to the text, so that removing the key below would lengthen it.
    text = "a: 1  # note\nb: |+\n  kept\n\nc: 2\n\n# end\n"
    assert change(lambda new: new.pop("c"), text)[1][0] == 'b: "kept\\n\\n"'
    assert change(lambda new: new.update(d=3), text) == ([], ["d: 3"])


def test_json_stays_json_and_keeps_its_layout() -> None:
    text = '{\n\t"a": [\n\t\t1,\n\t\t2\n\t],\n\t"b": {"c": "x"}\n}\n'
    document = parse_document(text, "case.json")
    assert edited(document, {"a": [1, 2, {"n": None}], "b": {"c": "50 firms"}, "d": True}).decode() == (
        '{\n\t"a": [\n\t\t1,\n\t\t2,\n\t\t{"n": null}\n\t],\n\t"b": {"c": "50 firms"},\n\t"d": true\n}\n'
    )


def test_the_edits_are_the_smallest() -> None:
    assert list(diff_plain({"a": 1, "b": [1, 2, 3]}, {"a": 1, "b": [1, 3]})) == [Remove(("b", 1))]
    assert list(diff_plain({"b": [1, 3]}, {"b": [1, 2, 3]})) == [Add(("b", 1), 2)]
    assert list(diff_plain({"b": [{"c": 1}]}, {"b": [{"c": 2}]})) == [Replace(("b", 0, "c"), 2)]
    # 1, 1.0 and True are equal for Python and not the same in a case file.
    assert list(diff_plain({"a": 1}, {"a": True})) == [Replace(("a",), True)]
    assert list(diff_plain({"a": 1, "b": 2}, {"b": 2, "a": 1})) == []


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1: 2}, object(), "\ud800", 10**1_000, {"k" * 2_000: 1}])
def test_what_a_case_file_cannot_hold_is_refused(value: Any) -> None:
    document = parse_document("a: 1\n")
    with pytest.raises(InputError):
        apply_edits(document, [Replace(("a",), value)])
