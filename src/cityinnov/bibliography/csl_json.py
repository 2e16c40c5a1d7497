"""Sources as CSL-JSON, which Zotero, Mendeley, pandoc and citeproc read and write.

References
----------
Citation Style Language, *CSL-JSON schema* 1.0, https://github.com/citation-style-language/schema.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from cityinnov.bibliography.records import id_of, key_of, problems, too_large
from cityinnov.errors import CityinnovError, InputError
from cityinnov.values.period import Period
from cityinnov.values.source import Source

__all__ = ["read_csl_json", "write_csl_json"]

WHAT = "CSL-JSON"


def write_csl_json(sources: Iterable[Source]) -> str:
    """Write sources as a CSL-JSON array; dates as CSL's date objects, which every program reads.

    Examples
    --------
    >>> print(write_csl_json([Source("br", "article-magazine", title="From Humble To Hi-Tech", issued=2025)]))
    [
      {
        "id": "br",
        "type": "article-magazine",
        "title": "From Humble To Hi-Tech",
        "issued": {
          "date-parts": [[2025]]
        }
      }
    ]
    """
    text = json.dumps([_record(source) for source in sources], ensure_ascii=False, indent=2)
    return _dates_on_a_line(text)


def _dates_on_a_line(text: str) -> str:
    return re.sub(
        r"\[\s+\[([\d\s,]+)\]\s+\]", lambda parts: f"[[{', '.join(parts[1].replace(',', ' ').split())}]]", text
    )


def _record(source: Source) -> dict[str, Any]:
    record = source.to_csl()
    for variable, value in {"issued": source.issued, "accessed": source.accessed, **source.extra}.items():
        if isinstance(value, Period):
            record[variable] = _date(value, record[variable])
    return record


def _date(period: Period, otherwise: Any) -> Any:
    """A plain year, month or day as date parts; what those cannot say as EDTF, which CSL 1.0.2 has too."""
    if period.precision in ("year", "month", "day") and str(period).replace("-", "").isdecimal():
        return {"date-parts": [[int(part) for part in str(period).split("-")]]}
    return {"edtf": otherwise} if isinstance(otherwise, str) else otherwise


def read_csl_json(text: str) -> tuple[Source, ...]:
    """Read a CSL-JSON array, or one record.

    Raises
    ------
    InputError
        Once for all that is wrong: each problem with the number of its record and its key, in `data["problems"]`.

    Examples
    --------
    >>> read_csl_json('[{"id": "Khan 2023", "type": "report", "author": [{"family": "Khan"}], "issued": 2023}]')[0].id
    'khan-2023'
    >>> read_csl_json('[{"id": "a", "type": "raport"}, {"id": "b"}]')
    Traceback (most recent call last):
    cityinnov.errors.InputError: CSL-JSON has 2 problems:
      record 1 ('a'): no such type of source; found 'raport'; ...
      record 2 ('b'): ...
    """
    if (refusal := too_large(text, WHAT)) is not None:
        raise refusal
    try:
        data = json.loads(text, parse_constant=_no_number)
    except RecursionError:
        raise InputError("the JSON is nested deeper than records are", expected="an array of records") from None
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON: line {error.lineno}, column {error.colno}: {error.msg}") from None
    records = data if isinstance(data, list) else [data]
    sources: dict[str, Source] = {}
    found: list[str] = []
    for place, record in enumerate(records, start=1):
        try:
            source = _source(record)
            if source.id in sources:
                raise InputError(f"the id {source.id!r} is already that of another record")
            sources[source.id] = source
        except CityinnovError as error:
            key = record.get("id") if isinstance(record, dict) else None
            found.append(f"record {place}{f' ({str(key)[:40]!r})' if key is not None else ''}: {error}")
    if found:
        raise problems(found, WHAT)
    return tuple(sources.values())


def _no_number(text: str) -> float:
    raise InputError(f"{text} is no number of CSL-JSON")


def _source(record: Any) -> Source:
    if not isinstance(record, dict):
        raise InputError("not a record", found=type(record).__name__, expected="an object with id and type")
    key = str(record.get("id", ""))[:200]
    id = id_of(key)
    if not id:
        raise InputError("a record has no id", hint="give it one of letters and digits")
    given = {variable: value for variable, value in record.items() if variable != "id"}
    return Source.from_csl({**key_of(key, id), **given}, id=id)
