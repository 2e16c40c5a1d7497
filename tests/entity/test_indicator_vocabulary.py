from __future__ import annotations

import pytest

from cityinnov.entity.indicator_vocabulary import Indicator, IndicatorKind, indicator, indicators
from cityinnov.errors import DimensionError, InputError, UnitError, UnknownNameError
from cityinnov.values.figure import Figure


def test_the_vocabulary_is_labelled_in_three_languages():
    assert len(indicators()) >= 60  # what the issue asks for
    for each in indicators().values():
        assert set(each.label.texts) == {"en", "zh", "de"}, each.id


def test_labels_name_one_indicator_each():
    for language in ("en", "zh", "de"):
        labels = [each.label.in_(language) for each in indicators().values()]
        assert len(labels) == len(set(labels)), language


@pytest.mark.parametrize(
    ("id", "scheme", "code"),
    [
        # World Development Indicators, as the World Bank lists them
        ("gdp", "world_bank", "NY.GDP.MKTP.CN"),
        ("population", "world_bank", "SP.POP.TOTL"),
        ("r_and_d_intensity", "world_bank", "GB.XPD.RSDV.GD.ZS"),
        ("patent_applications", "world_bank", "IP.PAT.RESD"),
        # OECD, Main Science and Technology Indicators
        ("r_and_d_intensity", "oecd_msti", "G_XGDP"),
        # ISO 37120:2014, contents of clause 5: 5.1 unemployment rate, 5.6 businesses per 100 000
        ("unemployment_rate", "iso37120_2014", "5.1"),
        ("firms_per_resident", "iso37120_2014", "5.6"),
    ],
)
def test_codes_of_other_collections(id, scheme, code):
    assert indicator(id).codes[scheme] == code


def test_codes_come_from_known_collections_and_are_used_once():
    codes = [(scheme, code) for each in indicators().values() for scheme, code in each.codes.items()]
    assert {scheme for scheme, _ in codes} == {"world_bank", "oecd_msti", "iso37120_2014"}
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("id", "unit", "fits"),
    [
        ("gdp", "CNY", True),
        ("gdp", "USD_2015", True),
        ("gdp", "CNY/person", False),
        ("gdp_per_resident", "INTL_2017/person", True),
        ("r_and_d_intensity", "%", True),
        ("r_and_d_intensity", "% of GDP", True),
        ("stem_graduates", "people", True),
        ("stem_graduates", "firms", False),
        ("employment", "FTE", True),
        ("employment", "job-years", False),
        ("capacity", "wafers/month", True),
        ("capacity", "wafers", False),
        ("gdp_multiple", "", True),
    ],
)
def test_units_by_dimension(id, unit, fits):
    assert indicator(id).measured_in(unit) is fits


def test_a_wrong_unit_says_what_was_expected():
    with pytest.raises(DimensionError, match="gdp cannot be measured in this unit; found vehicle; expected a currency"):
        indicator("gdp").check("vehicle")


def test_only_what_cannot_be_negative_begins_at_zero():
    assert indicator("revenue").bounded(Figure.parse("up to 3 billion EUR, 2024")).low == 0
    assert indicator("profit").bounded(Figure.parse("up to 3 billion EUR, 2024")).low == float("-inf")
    said = Figure.parse("2 to 3 billion EUR, 2024")
    assert indicator("revenue").bounded(said) is said


def test_a_case_may_declare_its_own():
    own = Indicator("qubits", unit="qubit", kind="stock", label="qubits in operation")
    assert indicator("qubits", {"qubits": own}) is own
    assert own.kind is IndicatorKind.STOCK
    with pytest.raises(UnknownNameError, match="no indicator 'qubits'"):
        indicator("qubits")


def test_an_unknown_one_reports_the_nearest():
    with pytest.raises(UnknownNameError) as raised:
        indicator("populatoin")
    assert "population" in raised.value.data["nearest"]


@pytest.mark.parametrize(
    ("parts", "error", "complaint"),
    [
        ({"id": "NEV-output"}, InputError, "not an indicator id"),
        ({"unit": "frims"}, UnitError, "frims"),
        ({"kind": "stok"}, InputError, "nearest: stock"),
    ],
)
def test_a_broken_declaration_is_refused(parts, error, complaint):
    with pytest.raises(error, match=complaint):
        Indicator(**{"id": "x", "unit": "firm", "kind": "stock", "label": "x", **parts})
