from __future__ import annotations

import pickle

from cityinnov.casefile.problem import CaseFileError, Problem


def test_the_sentence_of_the_design_document() -> None:
    # The wording is that of casefile.md, "Every problem of a file is reported in one run".
    problem = Problem(
        ("ecosystems", "vw-suppliers", "local"),
        "cannot read 'fifty lots' as a figure",
        41,
        17,
        expected="e.g. '50 firms, 2025-05 [br]'",
        hint="write digits",
    )
    assert str(CaseFileError("hefei.yaml", [problem])) == (
        "hefei.yaml:41:17 ecosystems.vw-suppliers.local: cannot read 'fifty lots' as a figure; "
        "expected e.g. '50 firms, 2025-05 [br]' (hint: write digits)"
    )


def test_problems_are_sorted_by_place_and_fit_on_one_screen() -> None:
    problems = [Problem(("figures", index), "wrong", line=100 - index, column=1) for index in range(57)]
    lines = str(CaseFileError("hefei.yaml", problems)).splitlines()
    assert lines[0] == "hefei.yaml:44:1 figures[56]: wrong"
    assert len(lines) == 21
    assert lines[-1] == "… and 37 more"


def test_a_problem_of_the_whole_file_has_no_place() -> None:
    assert (
        str(CaseFileError("hefei.yaml", [Problem((), "there is no such file")])) == "hefei.yaml: there is no such file"
    )


def test_what_was_found_is_clipped_and_cannot_command_a_terminal() -> None:
    text = str(CaseFileError("a.yaml", [Problem(("b",), "wrong", 1, 1, found="\x1b[2J" + "x" * 10_000)]))
    assert "\x1b" not in text
    assert "\\x1b" in text
    assert len(text) < 120
    assert len(str(CaseFileError("a.yaml", [Problem(("k" * 10_000,), "wrong", 1, 1)]))) < 400


def test_the_error_survives_pickling() -> None:
    error = CaseFileError("a.yaml", [Problem(("b", 0), "wrong", 1, 2, "f", "e", "h"), Problem((), "other")])
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is CaseFileError
    assert (copy.name, copy.problems, str(copy)) == (error.name, error.problems, str(error))
    assert isinstance(copy, ValueError)
