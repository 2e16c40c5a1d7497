from __future__ import annotations

from cityinnov.case import CaseStudy
from cityinnov.casefile.reading import load_case
from cityinnov.casefile.writing import save_case
from cityinnov.fund import Fund
from cityinnov.innovation_platform import InnovationPlatform


def test_firms_of_projects():
    figures = {"firms_created": "over 30 firms, 2024", "projects_incubated": "120 projects, 2024"}
    assert str(InnovationPlatform("p", figures=figures).firms_per_project()) == "over 0.25 firms/project"  # 30 / 120


def test_funds_attached_round_trip(tmp_path):
    seed = Fund("seed-fund")
    case = CaseStudy("study", funds=[seed], platforms=[InnovationPlatform("park", kind="science-park", funds=[seed])])
    save_case(case, tmp_path / "study.yaml")
    assert load_case(tmp_path / "study.yaml") == case
    assert case.platforms["park"].funds == (seed,)
