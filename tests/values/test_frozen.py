"""FrozenMapping: a mapping that can be hashed and shared."""

from __future__ import annotations

import pytest

from cityinnov.values.frozen import FrozenMapping


def test_equal_mappings_have_one_hash_and_others_another() -> None:
    hefei = FrozenMapping({"en": "Hefei", "zh": "合肥"})
    assert hash(hefei) == hash(FrozenMapping([("zh", "合肥"), ("en", "Hefei")]))
    assert hash(hefei) != hash(FrozenMapping({"en": "Hefei"}))
    assert len({hash(FrozenMapping({"n": n})) for n in range(100)}) > 90


def test_it_keeps_its_order_and_cannot_change() -> None:
    hefei = FrozenMapping({"zh": "合肥", "en": "Hefei"})
    assert list(hefei) == ["zh", "en"]
    with pytest.raises(AttributeError, match="a FrozenMapping cannot change"):
        hefei.name = "Hefei"
