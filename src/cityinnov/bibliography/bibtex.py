"""Sources as BibTeX, in the fields that BibTeX and biblatex share, read and written by pybtex.

What BibTeX has no field for goes into one of our own (``csl-event-date``), which every style ignores: each record is
read back as it is written, and whatever came back differently is added there. So nothing is lost between the two.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from cityinnov.bibliography.records import LARGEST, id_of, key_of, problems, too_large
from cityinnov.errors import CityinnovError, InputError, MissingDependencyError
from cityinnov.values.csl import DATE_VARIABLES, NAME_VARIABLES, VARIABLES
from cityinnov.values.source import Source

__all__ = ["read_bibtex", "write_bibtex"]

WHAT = "BibTeX"

#: Entry types of BibTeX and biblatex by CSL type; the others are `misc` with their CSL type beside it.
_ENTRIES = MappingProxyType(
    {
        "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "book": "book",
        "chapter": "incollection", "paper-conference": "inproceedings", "report": "techreport", "thesis": "phdthesis",
        "webpage": "online", "dataset": "dataset", "manuscript": "unpublished", "pamphlet": "booklet",
    }
)  # fmt: skip
#: What entry types of other programs are in CSL's terms.
_TYPES = MappingProxyType(
    {
        **{entry: kind for kind, entry in _ENTRIES.items()},
        "article": "article-journal", "inbook": "chapter", "incollection": "chapter", "conference": "paper-conference",
        "collection": "book", "proceedings": "book", "manual": "document", "misc": "document", "electronic": "webpage",
        "www": "webpage", "report": "report", "thesis": "thesis", "mastersthesis": "thesis", "software": "software",
        "patent": "patent", "periodical": "periodical", "mvbook": "book", "reference": "book",
        "legislation": "legislation",
    }
)  # fmt: skip
_SUBTYPES = MappingProxyType({"article-magazine": "magazine", "article-newspaper": "newspaper"})
#: Fields by CSL variable; a container and a publisher have a name of their own in some entry types.
_FIELDS = MappingProxyType(
    {
        "title": "title", "author": "author", "editor": "editor", "translator": "translator", "publisher": "publisher",
        "publisher-place": "address", "volume": "volume", "issue": "number", "page": "pages", "edition": "edition",
        "collection-title": "series", "chapter-number": "chapter", "genre": "type", "DOI": "doi", "URL": "url",
        "ISBN": "isbn", "ISSN": "issn", "language": "langid", "abstract": "abstract", "keyword": "keywords",
        "note": "note", "annote": "annote", "issued": "date", "accessed": "urldate",
    }
)  # fmt: skip
_CONTAINERS = MappingProxyType({"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"})
_PUBLISHERS = MappingProxyType({"techreport": "institution", "phdthesis": "school", "online": "organization"})
_OTHER_NAMES = MappingProxyType(
    {
        "journal": "container-title", "journaltitle": "container-title", "booktitle": "container-title",
        "maintitle": "container-title", "institution": "publisher", "school": "publisher", "organization": "publisher",
        "location": "publisher-place", "language": "language", "issue": "issue", "annotation": "annote",
    }
)  # fmt: skip
_VARIABLES = MappingProxyType({**_OTHER_NAMES, **{field: variable for variable, field in _FIELDS.items()}})
#: What is an address and no text.
_VERBATIM = frozenset({"URL", "DOI"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: A brace counts for BibTeX even behind a backslash, so it is written by its name.
_ESCAPES = MappingProxyType(
    {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
    | {mark: f"\\{mark}" for mark in "&%$#_"}
)


# -- writing ------------------------------------------------------------------------------


def write_bibtex(sources: Iterable[Source]) -> str:
    r"""Write sources as BibTeX, so that `read_bibtex` gives them back.

    Raises
    ------
    MissingDependencyError
        Without pybtex, which reads each record back.

    Examples
    --------
    >>> strategy = Source("h", "book", title="Strategy & Growth", author=["World Bank"], issued=1958)
    >>> print(write_bibtex([strategy]))
    @book{h,
      title = {{Strategy \& Growth}},
      author = {{World Bank}},
      date = {1958},
      year = {1958}
    }
    <BLANKLINE>
    """
    return "\n".join(_entry(source) for source in sources)


def _entry(source: Source) -> str:
    record = source.to_csl()
    fields = dict(_fields(record))
    again = _again(source, fields)
    for variable, value in record.items():
        if variable not in ("id", "type") and again.get(variable) != value:
            fields[f"csl-{variable.lower()}"] = _braced(value)
    fields |= {f"csl-{key.lower()}": _braced(None) for key in again if key not in record and key != "type"}
    if again.get("type") != record["type"]:
        fields["csl-type"] = _braced(record["type"])
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@{_ENTRIES.get(source.type, 'misc')}{{{source.id},\n{lines}\n}}\n"


def _again(source: Source, fields: Mapping[str, str]) -> dict[str, Any]:
    """The record as it would be read back."""
    lines = ",".join(f"{name} = {{{value}}}" for name, value in fields.items())
    try:
        return read_bibtex(f"@{_ENTRIES.get(source.type, 'misc')}{{{source.id},{lines}}}")[0].to_csl()
    except InputError:
        return {}


def _fields(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    entry = _ENTRIES.get(record["type"], "misc")
    for variable, value in record.items():
        field = _FIELDS.get(variable)
        if variable == "container-title":
            field = _CONTAINERS.get(entry, "booktitle")
        elif variable == "publisher":
            field = _PUBLISHERS.get(entry, "publisher")
        if field is None or variable == "type":
            continue
        if variable in DATE_VARIABLES:
            yield from _date(variable, field, value)
        elif variable in NAME_VARIABLES:
            yield field, " and ".join(map(_name, value))
        elif variable not in _VERBATIM:
            text = _escaped(str(value))
            yield field, f"{{{text}}}" if variable == "title" else text  # braces keep the capitals of a title
        elif not re.search(r"[{}\s]", value):
            yield field, value
    if (subtype := _SUBTYPES.get(record["type"])) is not None:
        yield "entrysubtype", subtype


def _date(variable: str, field: str, value: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(value, str):
        return
    yield field, value
    year = re.match(r"(\d{4})(?:-(\d\d))?", value)
    if variable == "issued" and year is not None:  # for styles older than biblatex
        yield "year", year[1]
        if year[2] and 1 <= int(year[2]) <= 12:
            yield "month", _MONTHS[int(year[2]) - 1]


def _name(name: Mapping[str, str]) -> str:
    if "literal" in name:
        return f"{{{_escaped(name['literal'])}}}"
    particle, suffix, given = (_part(name.get(part, "")) for part in ("non-dropping-particle", "suffix", "given"))
    family = " ".join(filter(None, (particle, _part(name["family"]))))
    return ", ".join(filter(None, (family, suffix, given)))


def _part(text: str) -> str:
    """A part of a name, held together where it holds what parts names."""
    escaped = _escaped(text)
    return f"{{{escaped}}}" if re.search(r",|\band\b", text, re.IGNORECASE) else escaped


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(mark, mark) for mark in text)


#: What BibTeX would count or straighten within a text of JSON: braces, and every blank but a single space.
_COUNTED = re.compile(r"[{}]|(?<=\s)\s|[^\S ]")
_JSON_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')


def _braced(value: object) -> str:
    """A value of CSL-JSON with no brace in it but its own, so that they pair off."""

    def escaped(text: re.Match[str]) -> str:
        return _COUNTED.sub(lambda mark: f"\\u{ord(mark[0]):04x}", text[0])

    return _JSON_TEXT.sub(escaped, json.dumps(value, ensure_ascii=False))


# -- reading ------------------------------------------------------------------------------


def read_bibtex(text: str) -> tuple[Source, ...]:
    r"""Read BibTeX or biblatex.

    Raises
    ------
    InputError
        Once for all that is wrong with its entries, each with its key; for text that is not BibTeX, with the line.
    MissingDependencyError
        Without pybtex.

    Examples
    --------
    >>> source, = read_bibtex('@article{Khan:2023, author = {Khan, Amina}, title = {\\"Uber {NIO}}, year = 2023}')
    >>> source.id, source.type, source.title, str(source.issued)
    ('khan-2023', 'article-journal', 'Über NIO', '2023')
    """
    if (refusal := too_large(text, WHAT)) is not None:
        raise refusal
    sources: dict[str, Source] = {}
    found: list[str] = []
    for key, entry in _parsed(text).items():
        try:
            source = _source(key, entry)
            if source.id in sources:
                raise InputError(f"the id {source.id!r} is already that of another entry")
            sources[source.id] = source
        except CityinnovError as error:
            found.append(f"{key[:40]}: {error}")
    if found:
        raise problems(found, WHAT)
    return tuple(sources.values())


def _parsed(text: str) -> Mapping[str, Any]:
    try:
        from pybtex.database.input.bibtex import Parser, month_names
        from pybtex.exceptions import PybtexError
        from pybtex.utils import CaseInsensitiveDict
    except ImportError:
        raise MissingDependencyError.of("pybtex", "cite") from None

    class Macros(CaseInsensitiveDict):  # type: ignore[misc]  # pybtex carries no types
        """What @string defines, of which a file may not make more than a bibliography has."""

        used = 0

        def __getitem__(self, name: str) -> str:
            value = str(super().__getitem__(name))
            self.used += len(value)
            if self.used > LARGEST:
                raise InputError("the @string definitions grow beyond what a bibliography has", macro=name)
            return value

    parser = Parser(encoding="utf-8")
    parser.macros = Macros(month_names)
    try:
        entries: Mapping[str, Any] = parser.parse_string(text).entries
    except PybtexError as error:
        line = getattr(error, "lineno", None)
        said = re.sub(r"^syntax error in line \d+: ", "", str(error))
        raise InputError(f"not BibTeX: {f'line {line}: ' if line else ''}{said}", line=line) from None
    return entries


def _source(key: str, entry: Any) -> Source:
    id = id_of(key)
    if not id:
        raise InputError("an entry has no key", hint="give it one of letters and digits")
    fields = {name.lower(): str(value) for name, value in entry.fields.items()}
    kind = _kind(str(entry.type).lower(), fields)
    record: dict[str, Any] = {"type": kind, **key_of(key, id)}
    for role, persons in entry.persons.items():
        if role.lower() in NAME_VARIABLES:
            record[role.lower()] = [_person(person) for person in persons]
    for name, value in fields.items():
        variable = _VARIABLES.get(name)
        if variable is not None and variable not in DATE_VARIABLES and variable not in NAME_VARIABLES:
            words = value if variable in _VERBATIM else _plain(value)
            if words:
                record.setdefault(variable, words)
    record.update(_dates(fields))
    for name, value in fields.items():
        if name.startswith("csl-"):
            _take_own(record, name.removeprefix("csl-"), value)
    return Source.from_csl(record, id=id)


def _kind(entry: str, fields: Mapping[str, str]) -> str:
    kind = _TYPES.get(entry, "document")
    subtypes = {subtype: kind for kind, subtype in _SUBTYPES.items()}
    return subtypes.get(fields.get("entrysubtype", ""), kind) if kind == "article-journal" else kind


def _take_own(record: dict[str, Any], name: str, value: str) -> None:
    """A field of our own: the value of a CSL variable as JSON, or that there is none."""
    known = {"type": "type"} | {variable.lower(): variable for variable in VARIABLES}
    try:
        said = json.loads(value)
    except (ValueError, RecursionError):
        raise InputError(f"cannot read the field 'csl-{name[:40]}'", expected="a value of CSL-JSON") from None
    variable = known.get(name, name)
    if said is None:
        record.pop(variable, None)
    else:
        record[variable] = said


def _dates(fields: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    if date := fields.get("date") or _year_and_month(fields):
        yield "issued", date
    if accessed := fields.get("urldate"):
        yield "accessed", accessed


def _year_and_month(fields: Mapping[str, str]) -> str | None:
    year, said = (fields.get(name, "").strip("{} .").lower() for name in ("year", "month"))
    month = _MONTHS.index(said[:3]) + 1 if said[:3] in _MONTHS else int(said) if re.fullmatch("[0-9]{1,2}", said) else 0
    return f"{year}-{month:02d}" if year and month else year or None


def _person(person: Any) -> dict[str, str]:
    last = " ".join(person.last_names)
    given = " ".join((*person.first_names, *person.middle_names))
    if not given and not person.prelast_names and (not last or (last[0] == "{" and last[-1] == "}")):
        return {"literal": _plain(last) or "?"}
    parts = {
        "family": _plain(last),
        "given": _plain(given),
        "suffix": _plain(" ".join(person.lineage_names)),
        "non-dropping-particle": _plain(" ".join(person.prelast_names)),
    }
    return {name: part for name, part in parts.items() if part}


def _plain(value: str) -> str:
    """A field without TeX: accents as letters, braces and commands gone."""
    from pybtex.exceptions import PybtexError
    from pybtex.richtext import Text

    if not re.search(r"[\\{}~$`']|--", value):
        return " ".join(value.split())
    try:
        said = str(Text.from_latex(value))
    except (PybtexError, ValueError, RecursionError):  # what is no TeX after all is kept as it is written
        said = value
    return " ".join(said.replace("\u00a0", " ").split())
