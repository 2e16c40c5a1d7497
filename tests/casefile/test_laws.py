"""Laws that hold for every case file, checked on random ones."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cityinnov.casefile.diff import diff_plain, same_plain
from cityinnov.casefile.document import parse_document
from cityinnov.casefile.edit import apply_edits, edited
from cityinnov.casefile.problem import CaseFileError, Problem
from cityinnov.casefile.render import render_yaml

LAYOUT = """\
# top
case: 'hefei'   # id
title: {en: Hefei's rise, zh: "合肥"}
sources:
    br:
        title: >-
          From Humble
          To Hi-Tech

        issued: 2025
        # end of br
cities:
  hefei:
    figures:                          # indicator
      nev_output: 740,000 vehicles, 2023 [br]
      stem: over 100,000 people/year,
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
anchors:
- &one {a: 1}
- *one
- - p
  - q
- |
  literal
  text
- "dq"
deep: [1, [2, 3], {x: y, z}, ]
more:
  abc: # note
    - d
  text: |+
    keep

last: end # final
"""

TRICKY = ["over 1,000 firms, 2023 [br]", "yes", "1e3", "null", "a: b", "x #y", "- a", "-3 %", "2025-05", "isic4:2610"]
TRICKY += [
    "a\nb",
    "a\nb\n",
    " a\n",
    "a \n b",
    "a\r\nb",
    "\t",
    "\ufeff",
    "\x85",
    "---",
    "...",
    "'",
    'it\'s "x"',
    "{",
    "=",
]
TRICKY += ["<<", "?x", "0x1f", "\x7f"]
TEXTS = st.sampled_from(TRICKY) | st.text(st.characters(codec="utf-8"), max_size=12)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
)
TREES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=12
)
CASES = st.dictionaries(TEXTS, TREES, max_size=5)


@given(CASES)
@settings(max_examples=150, deadline=None)
@example({"a": [1e16, 1000]})
@example({"a": ["50 firms", 2025, "planned"]})
def test_what_is_rendered_reads_the_same(data: dict[str, Any]) -> None:
    assert same_plain(parse_document(render_yaml(data)).data, data)


@given(CASES, CASES)
@settings(max_examples=150, deadline=None)
def test_edits_lead_from_any_data_to_any_other(old: dict[str, Any], new: dict[str, Any]) -> None:
    for document in (parse_document(render_yaml(old)), parse_document(json.dumps(old, indent=2), "a.json")):
        assert same_plain(parse_document(apply_edits(document, diff_plain(old, new)), document.name).data, new)


@st.composite
def edits_of(draw: st.DrawFn, data: dict[str, Any]) -> dict[str, Any]:
    """Some changes anywhere in a tree."""
    new = copy.deepcopy(data)
    for _ in range(draw(st.integers(1, 3))):
        container: Any = new
        while True:
            steps = list(container) if isinstance(container, dict) else list(range(len(container)))
            inner = [step for step in steps if isinstance(container[step], (dict, list))]
            if not inner or draw(st.integers(0, 3)) == 0:
                break
            container = container[draw(st.sampled_from(inner))]
        value = draw(TREES)
        action = draw(st.sampled_from(["add", "replace", "remove"]))
        if action == "add" or not steps:
            if isinstance(container, dict):
                container[draw(TEXTS)] = value
            else:
                container.insert(draw(st.integers(0, len(container))), value)
        elif action == "replace":
            container[draw(st.sampled_from(steps))] = value
        else:
            del container[draw(st.sampled_from(steps))]
    return new


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("ending", ["", "\n", "\n\n# bye\n"])
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_edits_of_a_file_with_every_layout(newline: str, ending: str, data: st.DataObject) -> None:
    document = parse_document((LAYOUT.rstrip() + ending).replace("\n", newline).encode())
    new = data.draw(edits_of(document.data))
    raw = edited(document, new)
    assert same_plain(parse_document(raw).data, new)
    top = raw.split(newline.encode())[0]
    assert top == b"# top"


MARKS = st.sampled_from(
    [*"[]{}:,#&*!|>'\"%@`-? \t\n\r\0\x85\ufeff<", "\n  ", ": ", " #", "---", "...", "&a ", "*a", "!!", "<<"]
)


def problems_of(raw: bytes, name: str) -> list[Problem]:
    """Read a file that may be bad; anything but a `CaseFileError` fails the test."""
    try:
        document = parse_document(raw, name)
    except CaseFileError as error:
        shown = str(error).splitlines()
        return [*error.problems] if len(shown) <= 21 and all(line.startswith(name) for line in shown[:20]) else []
    assert edited(document, document.data) == raw
    for key in document.data:
        line, column = document.position((key,))
        assert line >= 1
        assert column >= 1
    return [Problem((), "none")]


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    text = LAYOUT
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 5))
        text = text[:start] + data.draw(MARKS | st.text(max_size=3)) + text[start + length :]
    problems = problems_of(text.encode("utf-8", "surrogatepass"), "a.yaml")
    assert problems
    last = text.count("\n") + text.count("\r") + 1
    assert all(1 <= (problem.line or 1) <= last for problem in problems)


@given(st.binary(max_size=60) | st.lists(MARKS, max_size=40).map(lambda marks: "".join(marks).encode()))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused_and_nothing_else(raw: bytes) -> None:
    for name in ("a.yaml", "a.json"):
        assert problems_of(raw, name)
