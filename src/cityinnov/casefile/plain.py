"""Case studies to plain data: what a case file would hold, fields left out where they have their default."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

import attrs

from cityinnov.case import CaseStudy, sections
from cityinnov.casefile.reading import FORMAT
from cityinnov.entity.entity import Entity
from cityinnov.entity.name import Name
from cityinnov.values.csl import DATE_VARIABLES
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period
from cityinnov.values.source import Citation, Source, format_citations

__all__ = ["plain_case"]

_FACTORY: Any = attrs.Factory  # a class, though its stub says function


def plain_case(case: CaseStudy) -> dict[str, Any]:
    """A case as the data of its file: texts, numbers, truth values, lists and mappings.

    Examples
    --------
    >>> plain_case(CaseStudy("hefei", title={"en": "Hefei"}))
    {'format': 'cityinnov/1', 'case': 'hefei', 'title': {'en': 'Hefei'}}
    """
    data: dict[str, Any] = {"format": FORMAT, "case": case.id}
    if case.title != Name.of(case.id):
        data["title"] = _plain(case.title)
    if case.sources:
        data["sources"] = {id: _without_id(source.to_csl()) for id, source in case.sources.items()}
    for section in ("indicators", *sections()):
        if entries := getattr(case, section):
            data[section] = {id: _fields(entry) for id, entry in entries.items()}
    if case.rates:
        data["rates"] = [str(rate) for rate in case.rates]
    for name in ("accepted", "omitted", "unassigned"):
        if value := getattr(case, name):
            data[name] = _plain(value)
    return data


def _fields(thing: Any) -> dict[str, Any]:
    """The fields of an attrs object that differ from their defaults; the id is the key it stands under."""
    kept: dict[str, Any] = {}
    for field in attrs.fields(type(thing)):
        value = getattr(thing, field.name)
        if field.name != "id" and value != _default(field, thing):
            kept[field.name] = _plain(value)
    return kept


def _default(field: attrs.Attribute[Any], thing: Any) -> Any:
    default: Any = field.default
    if not isinstance(default, _FACTORY):
        return default
    return default.factory(thing) if default.takes_self else default.factory()


def _plain(value: Any) -> Any:
    match value:
        case Figure():
            return str(value)
        case Entity():
            return value.id
        case Name():
            return value.plain or dict(value.texts)
        case Period():
            return int(value.edtf) if value.precision == "year" and value.edtf.isdecimal() else str(value)
        case Source():
            return _without_id(value.to_csl())
        case Enum():
            return value.value
        case tuple() if value and all(isinstance(item, Citation) for item in value):
            return format_citations(value)
        case tuple() if len(value) == 1 and isinstance(value[0], Figure):
            return str(value[0])
        case tuple():
            return [_plain(item) for item in value]
        case Mapping():
            return {key: _plain(item) for key, item in value.items()}
        case _ if attrs.has(type(value)):
            return _fields(value)
        case _:
            return value


def _without_id(record: dict[str, Any]) -> dict[str, Any]:
    """A source under its id; a year as the number it is, so that it stands without quotes."""
    dates = {key: int(value) for key, value in record.items() if key in DATE_VARIABLES and _is_year(value)}
    return {key: value for key, value in {**record, **dates}.items() if key != "id"}


def _is_year(value: Any) -> bool:
    return isinstance(value, str) and value.isdecimal() and len(value) == 4
