"""The JSON Schema of case files (draft 2020-12), made of the same classes that the reader structures by.

Editors complete and check case files with it. It says what can be said of one value at a time; that an
id is known, a unit fits its indicator or a figure can be read is for `cityinnov check`.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from cityinnov.case import CaseStudy, section_kinds
from cityinnov.casefile.references import entity_types
from cityinnov.entity.entity import Entity
from cityinnov.entity.fields import COUNTRIES, ID, INDUSTRY, check_country, check_industry
from cityinnov.entity.indicator_vocabulary import Indicator
from cityinnov.entity.name import Name
from cityinnov.values.csl import TYPES
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period
from cityinnov.values.source import Citation, Source

__all__ = ["case_schema"]

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}
FIGURE: Schema = {
    "type": "string",
    "description": "One figure: over 500 firms, 2025-05 [br ¶13]",
    "examples": ["50 firms, 2025-05 [br]", "7 billion CNY (970 million USD), 2020 [br ¶10]", "about 40 %"],
    "pattern": "[0-9]|doubled|tripled|quadrupled|quintupled|halved|∞",
}
PERIOD: Schema = {
    "oneOf": [{"type": "integer", "minimum": 1, "maximum": 9999}, {"type": "string", "minLength": 4}],
    "description": "EDTF, or a quarter: 2023, 2025-05, 2020-Q2, 2019/2021, 1975~, 2025?",
}
NAME: Schema = {
    "oneOf": [TEXT, {"type": "object", "minProperties": 1, "additionalProperties": TEXT}],
    "description": "A text, or texts by language: {en: Hefei, zh: 合肥}",
}
ANY_ID: Schema = {"type": "string", "pattern": f"^{ID.pattern}$"}
CITATIONS: Schema = {
    "oneOf": [TEXT, {"type": "array", "items": TEXT}],
    "description": "Where it stands: br ¶9 | Speaker",
}
#: A list that stands beside the case file.
BESIDE: Schema = {
    "type": "object",
    "properties": {"file": {"type": "string", "description": "A CSV file beside the case file: links.csv"}},
    "required": ["file"],
    "additionalProperties": False,
}
#: What a field is checked by says beyond its type.
BY_CHECK: dict[Any, Schema] = {
    check_country: {"enum": sorted(COUNTRIES), "description": "ISO 3166-1 alpha-2"},
    check_industry: {
        "type": "string",
        "pattern": f"^{INDUSTRY.pattern}$",
        "description": "scheme:code, e.g. isic4:2610",
    },
}


def case_schema(kinds: Iterable[type[Entity]] = ()) -> Schema:
    """The schema of a case file.

    Parameters
    ----------
    kinds : iterable of Entity classes, optional
        Classes of your own, each in place of the one it extends, as in `load_case`.

    Raises
    ------
    InputError
        If a class of `kinds` extends none that a case holds.

    Examples
    --------
    >>> schema = case_schema()
    >>> schema["$schema"]
    'https://json-schema.org/draft/2020-12/schema'
    >>> schema["properties"]["cities"]["additionalProperties"]
    {'$ref': '#/$defs/City'}
    """
    definitions: dict[str, Schema] = {"Source": _source()}
    properties: dict[str, Schema] = {
        "format": {"type": "string", "pattern": "^cityinnov/[1-9][0-9]*$", "description": "The version of the format"},
        "case": ANY_ID,
        "title": NAME,
        "sources": {"type": ["object", "null"], "additionalProperties": {"$ref": "#/$defs/Source"}},
    }
    hints = get_type_hints(CaseStudy)
    entries: dict[str, type[Any]] = {"indicators": Indicator, **section_kinds(kinds)}
    for section, kind in entries.items():
        properties[section] = {
            "type": ["object", "null"],
            "propertyNames": ANY_ID if issubclass(kind, Entity) else TEXT,
            "additionalProperties": _reference(kind, definitions),
        }
    for name, hint in hints.items():  # what a case holds beside its sections
        if name not in properties and name != "id":
            properties[name] = _of(hint, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:cityinnov:case:1",
        "title": "cityinnov case file",
        "type": "object",
        "properties": properties,
        "required": ["format", "case"],
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def _source() -> Schema:
    dates = {"oneOf": [*PERIOD["oneOf"], {"type": "object"}]}
    return {
        "type": "object",
        "description": "A bibliographic record in the variables of CSL-JSON",
        "properties": {"type": {"enum": sorted(TYPES)}, "issued": dates, "accessed": dates},
        "required": ["type"],
    }


def _reference(kind: type[Any], definitions: dict[str, Schema]) -> Schema:
    """A reference to the definition of an attrs class, which is made on first mention."""
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}  # first the name: classes may hold each other
        hints = get_type_hints(kind)
        fields = [field for field in attrs.fields(kind) if field.name != "id"]
        described = (kind.__doc__ or "").strip().splitlines()
        definitions[name] = {
            "type": ["object", "null"] if issubclass(kind, Entity) else "object",
            "description": described[0] if described else name,
            "properties": {
                field.name: BY_CHECK.get(field.validator) or _of(hints[field.name], definitions) for field in fields
            },
            "required": [field.name for field in fields if field.default is attrs.NOTHING],
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}


_SIMPLE: dict[Any, Schema] = {
    Figure: FIGURE,
    Period: PERIOD,
    Name: NAME,
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    type(None): {"type": "null"},
    Any: {},
}


def _of(hint: Any, definitions: dict[str, Schema]) -> Schema:
    """The schema of a field's type, as the reader structures it."""
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        parts = [part for part in arguments if part is not type(None)]
        if any(entity_types(part) for part in parts):
            return _id_of(hint)
        kinds = [_of(part, definitions) for part in parts]
        return kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
    if origin is tuple:
        return _several(arguments[0], definitions)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _of(arguments[1], definitions)}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": [member.value for member in hint]}
    if isinstance(hint, type) and issubclass(hint, Entity):
        return _id_of(hint)
    if isinstance(hint, type) and attrs.has(hint) and hint is not Source:
        return _reference(hint, definitions)
    return {}


def _several(kind: Any, definitions: dict[str, Schema]) -> Schema:
    if kind is Citation:
        return CITATIONS
    items = _of(kind, definitions)
    several: Schema = {"type": "array", "items": items}
    if attrs.has(kind) and not entity_types(kind) and kind is not Figure:
        return {"oneOf": [several, BESIDE]}
    return {"oneOf": [FIGURE, several]} if kind is Figure else several


def _id_of(hint: Any) -> Schema:
    names = " or ".join(kind.__name__ for kind in entity_types(hint))
    return {**ANY_ID, "description": f"The id of a {names}"}
