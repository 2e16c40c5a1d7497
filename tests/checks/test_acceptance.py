"""Accepted findings in a case file: read, refused and written."""

from __future__ import annotations

from pathlib import Path

import pytest

from cityinnov import AcceptedFinding, CaseFileError, CaseStudy, load_case, save_case

HEAD = "format: cityinnov/1\ncase: study\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "study.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("entry", "place", "words"),
    [
        ("{check: C101, at: cities, because: ''}", "3:47 accepted[0].because", "has no 'because'"),
        ("{check: C101, at: cities, because: '  '}", "3:47 accepted[0].because", "has no 'because'"),
        ("{check: C101, at: cities}", "3:12 accepted[0]", "'because' is missing"),
        ("{check: C101, because: why}", "3:12 accepted[0]", "'at' is missing"),
        ("{check: 101, at: cities, because: why}", "3:20 accepted[0].check", "expected a text"),
        ("{check: C101, at: cities, because: why, reason: x}", "accepted[0].reason", "unknown key"),
    ],
)
def test_an_entry_that_does_not_say_all_is_refused_at_its_place(
    tmp_path: Path, entry: str, place: str, words: str
) -> None:
    with pytest.raises(CaseFileError) as raised:
        load_case(written(tmp_path, f"accepted: [{entry}]\n"))
    assert words in str(raised.value)
    assert place in str(raised.value)


def test_accepted_findings_survive_saving(tmp_path: Path) -> None:
    entry = AcceptedFinding(check="C701", at="cities.hefei", because="The yearbook is not online.")
    path = tmp_path / "made.yaml"
    save_case(CaseStudy("study", accepted=[entry]), path)
    assert load_case(path).accepted == (entry,)


def test_a_file_with_accepted_findings_keeps_its_bytes(tmp_path: Path) -> None:
    path = written(tmp_path, "accepted:            # with reasons\n  - {check: C701, at: cities, because: Why not.}\n")
    before = path.read_bytes()
    save_case(load_case(path), path)
    assert path.read_bytes() == before
