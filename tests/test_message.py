"""Messages: texts in English that keep their template and what fills it."""

from __future__ import annotations

import copy
import json
import pickle

import pytest

from cityinnov import City, Figure, Period, Status
from cityinnov.message import Message, noted


def test_a_message_is_its_english_text() -> None:
    hefei = City("hefei", name={"en": "Hefei", "zh": "合肥"})
    said = Message(
        "{figure} of {city}, {status}", figure=Figure.parse("50 firms, 2025"), city=hefei, status=Status.ACTUAL
    )
    assert said == "50 firms of hefei, actual"
    assert json.dumps([said]) == '["50 firms of hefei, actual"]'
    assert said.fields["city"] is hefei


@pytest.mark.parametrize(
    ("template", "field", "text"),
    [
        ("{x}", Figure.parse("over 500 firms, 2025-05? [br ¶13]"), "over 500 firms"),
        ("{x:whole}", Figure.parse("over 500 firms, 2025-05? [br ¶13]"), "over 500 firms, 2025-05? [br ¶13]"),
        ("{x:formula}", Figure.parse("50 firms") / Figure.parse("500 firms"), "50 firms / 500 firms"),
        ("{x}", Period.parse("2016?"), "2016?"),
        ("{x:certain}", Period.parse("2016?"), "2016?"),  # only readers are spared the mark
        ("{x}", 17_570_144, "17,570,144"),
        ("{x}", 10.0, "10"),
        ("{x!r}", "30-percent faster", "'30-percent faster'"),
        ("{x}", (), ""),
        ("{x}", ("a", "b", "c"), "a, b, c"),
        ("{x:and}", ("a", "b", "c"), "a and b and c"),
        ("{x:;}", ("a", "b"), "a; b"),
        ("{x:or}", (Message("{n} of them", n=3), "none"), "3 of them or none"),
        ("{x}", "{y} {", "{y} {"),  # what an author writes is no template
    ],
)
def test_fields_are_in_the_notation_of_case_files(template: str, field: object, text: str) -> None:
    assert Message(template, x=field) == text


@pytest.mark.parametrize(("n", "text"), [(0, "0 amounts"), (1, "an amount"), (2, "2 amounts")])
def test_one_and_many(n: int, text: str) -> None:
    assert Message.counted("an amount", "{n} amounts", n) == text


@pytest.mark.parametrize("again", [copy.deepcopy, copy.copy, lambda message: pickle.loads(pickle.dumps(message))])
def test_a_copy_is_a_message_too(again) -> None:
    for message in (Message("{a} over {b}", a=1, b=Message("two")), Message.counted("one", "{n} of them", 5)):
        same = again(message)
        assert isinstance(same, Message)
        assert (same, same.template, same.one, dict(same.fields)) == (
            message, message.template, message.one, dict(message.fields),
        )  # fmt: skip


def test_a_field_that_is_not_there_is_a_mistake_of_who_wrote_it() -> None:
    with pytest.raises(KeyError):
        Message("{amount} has no period")


def test_what_no_rule_knows_is_said_as_a_text() -> None:
    assert noted(None) == "None"
