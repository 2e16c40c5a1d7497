from __future__ import annotations

import pickle

import pytest

from cityinnov.entity.name import Name
from cityinnov.errors import InputError

HEFEI = Name.of({"zh": "合肥", "en": "Hefei"})


def test_english_is_shown_where_there_is_one():
    assert str(HEFEI) == "Hefei"
    assert str(Name.of({"zh": "合肥", "de": "Hefei (Stadt)"})) == "合肥"  # else the first


def test_a_language_falls_back_to_its_wider_form_then_to_the_shown_one():
    assert HEFEI.in_("zh-Hant-TW") == "合肥"
    assert HEFEI.in_("de") == "Hefei"


def test_a_plain_text_stays_plain():
    assert Name.of("BOE").plain == "BOE"
    assert HEFEI.plain is None
    assert Name.of({"en": "BOE"}).plain is None


def test_names_are_values():
    assert Name.of({"en": "Hefei", "zh": "合肥"}) == HEFEI
    assert hash(Name.of({"en": "Hefei", "zh": "合肥"})) == hash(HEFEI)
    assert pickle.loads(pickle.dumps(HEFEI)) == HEFEI
    assert Name.of(HEFEI) is HEFEI
    assert repr(HEFEI) == "Name({'zh': '合肥', 'en': 'Hefei'})"
    assert repr(Name.of("BOE")) == "Name('BOE')"


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        ({}, "needs a text"),
        ({"english": "Hefei"}, "not a language tag"),
        ({"en": ""}, "not a text"),
        ("  ", "not a text"),
        ({"en": 3}, "not a text"),
        (3, "not a name"),
    ],
)
def test_what_is_no_name_is_refused(value, complaint):
    with pytest.raises(InputError, match=complaint):
        Name.of(value)
