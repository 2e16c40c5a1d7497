"""Messages: sentences that keep what they say apart from what fills them in, so that any language can say them.

A message is its English text. It also remembers the sentence with its fields open, by which catalogs of translations
know it, and the values that fill them: `cityinnov.wording.sentences` says the same in the language of a reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from string import Formatter
from types import MappingProxyType
from typing import Any, Protocol, Self, runtime_checkable

__all__ = ["JOINTS", "Message", "noted"]

#: What stands between the items of a field that is a list, by its format: ``{names:and}``.
JOINTS: Mapping[str, str] = MappingProxyType({"": ", ", "and": " and ", "or": " or ", ";": "; "})


@runtime_checkable
class _Displayed(Protocol):
    def display(self, *, whole: bool = False) -> str: ...
    def formula(self) -> str: ...


@runtime_checkable
class _Identified(Protocol):
    @property
    def id(self) -> str: ...


class Message(str):
    """A sentence in English, with the template and the fields that it is made of.

    It is a text like any other wherever one is asked for. In English it is in the notation of case files: figures as
    they are displayed, periods as EDTF, everything that has an id by its id.

    Parameters
    ----------
    template : str
        The sentence with named fields, which translations have too: ``{amount} came from {fund}``. Of a field that is
        a list the format says what joins it, ``{names:and}`` (see `JOINTS`); ``{amount:whole}`` says a figure with its
        period and sources, ``{share:formula}`` what it is made of; ``{period:certain}`` leaves out for readers that a
        period was inferred.
    **fields
        What fills them in: figures, periods, entities, names, statuses, whole numbers, other messages, texts, and
        tuples of them.

    Examples
    --------
    >>> said = Message("{names:and} have {count}", names=("boe", "nio"), count=2)
    >>> said, said.template, said == "boe and nio have 2"
    ('boe and nio have 2', '{names:and} have {count}', True)
    """

    __slots__ = ("fields", "one", "template")

    template: str
    one: str | None
    fields: Mapping[str, Any]

    def __new__(cls, template: str, /, **fields: Any) -> Self:
        return cls._of(template, None, fields)

    @classmethod
    def counted(cls, one: str, many: str, n: int, /, **fields: Any) -> Self:
        """A sentence about a number of things, which is the field `n`; `one` is the sentence for a single one.

        Examples
        --------
        >>> Message.counted("{n} firm of {city}", "{n} firms of {city}", 1, city="hefei")
        '1 firm of hefei'
        """
        return cls._of(many, one, {"n": n, **fields})

    @classmethod
    def _of(cls, template: str, one: str | None, fields: Mapping[str, Any]) -> Self:
        pattern = one if one is not None and fields["n"] == 1 else template
        made = super().__new__(cls, _NOTATION.vformat(pattern, (), fields))
        made.template, made.one, made.fields = template, one, MappingProxyType(dict(fields))
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return (self._of, (self.template, self.one, dict(self.fields)))


def noted(value: Any, spec: str = "") -> str:
    """What fills in a field, in the notation of case files.

    Examples
    --------
    >>> noted(("hefei", "wuhu"), "or"), noted(5)
    ('hefei or wuhu', '5')
    """
    if isinstance(value, StrEnum):
        return value.value.replace("-", " ")
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, tuple):
        return JOINTS[spec].join(map(noted, value))
    if spec.startswith("."):
        return format(value, spec)
    if isinstance(value, _Displayed):
        return value.formula() if spec == "formula" else value.display(whole=spec == "whole")
    return value.id if isinstance(value, _Identified) else str(value)


class _Notation(Formatter):
    """Fills in fields as case files write them."""

    def format_field(self, value: Any, format_spec: str) -> str:
        return noted(value, format_spec)

    def convert_field(self, value: Any, conversion: Any) -> Any:
        return super().convert_field(noted(value) if conversion else value, conversion)


_NOTATION = _Notation()
