from __future__ import annotations

import pytest

from cityinnov.anchor_firm import AnchorFirm, Facility
from cityinnov.case import CaseStudy
from cityinnov.casefile.reading import load_case
from cityinnov.casefile.writing import save_case
from cityinnov.city import City
from cityinnov.errors import MissingInputError

HEFEI = City("hefei", figures={"nev_output": ["740,000 vehicles, 2023", "1.3 million vehicles, 2024"]})


def test_the_share_of_a_city_is_of_one_period():
    nio = AnchorFirm("nio", city=HEFEI, figures={"nev_output": "over 148,000 vehicles, 2023"})
    assert str(nio.share_of_city("nev_output")) == "over 20 %"  # 148 / 740
    both = AnchorFirm("nio", city=HEFEI, figures={"nev_output": ["148,000 vehicles, 2023", "260,000 vehicles, 2024"]})
    assert str(both.share_of_city("nev_output", 2024)) == "20 %"  # 0.26 / 1.3


def test_the_share_of_a_city_needs_both():
    for firm, missing in (
        (AnchorFirm("nio"), "city"),
        (AnchorFirm("nio", city=HEFEI), "nev_output"),
        (AnchorFirm("nio", city=City("wuhu"), figures={"nev_output": "5 vehicles, 2023"}), "nev_output"),
    ):
        with pytest.raises(MissingInputError) as raised:
            firm.share_of_city("nev_output")
        assert raised.value.data["missing"] == (missing,)


def test_facilities_round_trip_through_a_case_file(tmp_path):
    # facts.csv F076: 40,000 300mm wafers/month, planned; up to here the plant of ESMC in Dresden
    plant = Facility(name="ESMC", generation="28/22 nm", capacity="40,000 wafers/month, planned", opened="2027~")
    case = CaseStudy("study", cities=[HEFEI], anchor_firms=[AnchorFirm("esmc", city=HEFEI, facilities=[plant])])
    save_case(case, tmp_path / "study.yaml")
    assert load_case(tmp_path / "study.yaml") == case
