"""Source and Citation: where a figure is from.

A `Source` is a bibliographic record in the terms of the Citation Style Language (CSL-JSON), so that it
goes to and from reference managers. A `Citation` points into one: source, locator and speaker, as in
the brackets of a figure literal, `[br ¶27 | Fan Jin]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import attrs

from cityinnov.errors import InputError, LiteralError, UnknownNameError, nearest
from cityinnov.values.csl import (
    TYPES,
    DateLike,
    Name,
    Value,
    read_date,
    read_names,
    read_text,
    read_variable,
    unknown_variable,
    write_variable,
)
from cityinnov.values.frozen import FrozenMapping
from cityinnov.values.period import Period

__all__ = ["Citation", "Name", "Source", "format_citations", "parse_citations"]

MAX_LENGTH: Final = 2000  # of all citations of one figure

_ID = re.compile(r"[a-z0-9][a-z0-9._-]*")
# What ends a citation, an entry or a line, and what cannot be seen.
_FORBIDDEN = re.compile("[\\[\\];|\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

# The variables that have a field of their own, by that field.
_VARIABLES: Final = {
    "title": "title",
    "author": "author",
    "issued": "issued",
    "container_title": "container-title",
    "publisher": "publisher",
    "url": "URL",
    "doi": "DOI",
    "accessed": "accessed",
    "language": "language",
    "note": "note",
}
_FIELDS: Final = {variable: name for name, variable in _VARIABLES.items()}


def _check_text(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if value is not None:
        read_text(_VARIABLES[attribute.name], value)


def _issued(value: DateLike | None) -> Period | None:
    return None if value is None else read_date("issued", value)


def _accessed(value: DateLike | None) -> Period | None:
    return None if value is None else read_date("accessed", value)


def _names(value: str | Name | Sequence[str | Name | Mapping[str, str]]) -> tuple[Name, ...]:
    return read_names("author", value)


def _extra(values: Mapping[str, object]) -> Mapping[str, Value]:
    if not isinstance(values, Mapping):
        raise InputError("cannot read 'extra'", found=repr(values), expected="a mapping of CSL variables", key="extra")
    for variable in values:
        if variable in _FIELDS:
            raise InputError(f"{variable!r} has a field of its own", hint=f"say {_FIELDS[variable]}=", key=variable)
    return FrozenMapping({variable: read_variable(variable, value) for variable, value in values.items()})


@attrs.frozen(slots=True)
class Source:
    """A bibliographic record, in the terms of CSL-JSON.

    Parameters
    ----------
    id : str
        What citations call it: lower-case letters, digits and `.`, `_`, `-`.
    type : str
        A CSL 1.0.2 item type, e.g. `article-magazine`, `report`, `webpage`, `dataset`.
    title, container_title, publisher, url, doi, language, note : str, optional
        As the CSL variables of these names.
    author : names, optional
        `Name`, CSL name object or plain text (taken as a literal), one or several.
    issued, accessed : Period, str, int or date, optional
        A CSL date object is read as well.
    extra : mapping, optional
        Any other CSL variable by its own name, e.g. `{"volume": 12, "editor": ["World Bank"]}`.

    Raises
    ------
    InputError
        Naming the variable that is not known or whose value is not of its kind.

    References
    ----------
    Citation Style Language 1.0.2, https://docs.citationstyles.org/en/v1.0.2/specification.html

    Examples
    --------
    >>> br = Source("br", "article-magazine", title="From Humble To Hi-Tech", container_title="Beijing Review",
    ...             issued=2025)
    >>> br.short()
    'Beijing Review 2025'
    >>> br.reference()
    'From Humble To Hi-Tech (2025). Beijing Review.'
    >>> Source.from_csl(br.to_csl()) == br
    True
    """

    id: str = attrs.field()
    type: str = attrs.field()
    title: str | None = attrs.field(default=None, kw_only=True, validator=_check_text)
    author: tuple[Name, ...] = attrs.field(default=(), kw_only=True, converter=_names)
    issued: Period | None = attrs.field(default=None, kw_only=True, converter=_issued)
    container_title: str | None = attrs.field(default=None, kw_only=True, validator=_check_text)
    publisher: str | None = attrs.field(default=None, kw_only=True, validator=_check_text)
    url: str | None = attrs.field(default=None, kw_only=True, validator=_check_text)
    doi: str | None = attrs.field(default=None, kw_only=True, validator=_check_text)
    accessed: Period | None = attrs.field(default=None, kw_only=True, converter=_accessed)
    language: str | None = attrs.field(default=None, kw_only=True, validator=_check_text)
    note: str | None = attrs.field(default=None, kw_only=True, validator=_check_text)
    extra: Mapping[str, Value] = attrs.field(factory=FrozenMapping, kw_only=True, converter=_extra)

    @id.validator
    def _check_id(self, _: object, value: object) -> None:
        _checked_id(value)

    @type.validator
    def _check_type(self, _: object, value: object) -> None:
        if not isinstance(value, str) or value not in TYPES:
            close = nearest(str(value), sorted(TYPES))
            raise InputError(
                "no such type of source",
                found=repr(value),
                expected="an item type of CSL 1.0.2, e.g. article-journal, report, webpage",
                hint=f"did you mean {' or '.join(close)}?" if close else None,
                key="type",
                nearest=close,
            )

    @classmethod
    def from_csl(cls, record: Mapping[str, Any], *, id: str | None = None) -> Source:
        """Read a CSL-JSON record.

        Parameters
        ----------
        record : mapping
            By CSL variable: `type`, `container-title`, `URL`, ...; dates as EDTF, year or date object.
        id : str, optional
            The id, where the record does not carry it, as in a case file.

        Raises
        ------
        InputError
            Naming the key: unknown (with the nearest CSL variables), missing or of the wrong kind.

        Examples
        --------
        >>> Source.from_csl({"id": "khan", "type": "report", "author": [{"family": "Khan"}], "issued": 2023}).short()
        'Khan 2023'
        >>> Source.from_csl({"type": "webpage", "titel": "Hefei"}, id="w")
        Traceback (most recent call last):
        cityinnov.errors.InputError: 'titel' is not a CSL variable; ... (hint: did you mean title or ...?)
        """
        if not isinstance(record, Mapping):
            raise InputError("a source is not a mapping", found=type(record).__name__, expected="a CSL-JSON record")
        values = dict(record)
        given = values.pop("id", id)
        if id is not None and given != id:
            raise InputError("the source has two ids", found=f"{id!r} and {given!r}", key="id")
        kind = values.pop("type", None)
        if given is None or kind is None:
            missing = "id" if given is None else "type"
            expected = "an id" if missing == "id" else "one, e.g. type: report"
            raise InputError(f"the source has no {missing!r}", expected=expected, key=missing)
        for key, value in values.items():
            if not isinstance(key, str):
                raise unknown_variable(key)
            read_variable(key, value)
        fields = {_FIELDS[key]: value for key, value in values.items() if key in _FIELDS}
        return cls(given, kind, extra={key: value for key, value in values.items() if key not in _FIELDS}, **fields)

    def to_csl(self) -> dict[str, Any]:
        """The record as CSL-JSON; dates as EDTF, which CSL prefers."""
        fields = {variable: getattr(self, name) for name, variable in _VARIABLES.items()}
        given = {variable: value for variable, value in fields.items() if value not in (None, ())}
        values = {variable: write_variable(value) for variable, value in {**given, **self.extra}.items()}
        return {"id": self.id, "type": self.type, **values}

    def short(self) -> str:
        """Who and when, as one says it in passing: authors, else container, publisher, title or id.

        Examples
        --------
        >>> Source("k", "report", author=["Khan", "Li", "Wu"], issued="2023-05").short()
        'Khan et al. 2023'
        """
        who = _short(self.author) or self.container_title or self.publisher or self.title or self.id
        when = "" if self.issued is None else str(self.issued.year or self.issued)
        return _one_line(who, when)

    def reference(self) -> str:
        """The whole record in one line: authors, date, title, container, publisher, address.

        Examples
        --------
        >>> Source("h", "book", title="The Strategy of Economic Development", issued=1958,
        ...        author=[Name("Hirschman", "Albert O.")], publisher="Yale University Press").reference()
        'Hirschman, Albert O. (1958). The Strategy of Economic Development. Yale University Press.'
        """
        said = ("; ".join(map(str, self.author)), self.title, self.container_title, self.publisher)
        lead, *rest = [part for part in said if part] or [self.id]
        sentences = (
            _one_line(lead, f"({self.issued})" if self.issued else ""),
            *rest,
            f"https://doi.org/{self.doi}" if self.doi else self.url,
            f"Accessed {self.accessed}" if self.accessed else "",
        )
        return " ".join(f"{_one_line(sentence).rstrip('.')}." for sentence in sentences if sentence)

    def __str__(self) -> str:
        return self.short()


def _short(authors: tuple[Name, ...]) -> str:
    names = [name.short for name in authors]
    return f"{names[0]} et al." if len(names) > 2 else " & ".join(names)


def _one_line(*parts: str) -> str:
    return " ".join(" ".join(parts).split())


# -- citations ----------------------------------------------------------------------------


def _checked_id(value: object) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise LiteralError(
            "not the id of a source",
            found=repr(value),
            expected="lower-case letters, digits, '.', '_' or '-', e.g. br or nio-6k",
            hint="a locator follows after a space: br ¶9",
            key="id",
        )
    return value


def _words(value: str | None) -> str | None:
    """A locator or speaker with single spaces, and with nothing in it that means something else."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError("a locator or speaker is a text", found=repr(value))
    if found := _FORBIDDEN.search(value):
        raise LiteralError(
            "a citation cannot hold this character",
            found=repr(found[0]),
            expected="source locator | speaker; source ...",
            hint="leave out brackets, ';', '|' and line ends",
        )
    if not (words := " ".join(value.split())):
        raise LiteralError("a locator or speaker is empty", expected="source locator | speaker, e.g. br ¶27 | Fan Jin")
    return words


@attrs.frozen(slots=True)
class Citation:
    """A place in a source, and who is quoted there.

    Parameters
    ----------
    source : str
        The id of the source.
    locator : str, optional
        Where in it: `¶9`, `p. 4`, `table 2`.
    speaker : str, optional
        Whose words the figure is.
    record : Source, optional
        The source itself, once it is known; equality leaves it out.

    Raises
    ------
    LiteralError
        For an id that is none, and for a character that ends a citation.

    Examples
    --------
    >>> str(Citation("br", "¶27", "Fan Jin"))
    'br ¶27 | Fan Jin'
    """

    source: str = attrs.field(converter=_checked_id)
    locator: str | None = attrs.field(default=None, converter=_words)
    speaker: str | None = attrs.field(default=None, converter=_words)
    record: Source | None = attrs.field(default=None, eq=False, repr=False)

    def attached(self, sources: Mapping[str, Source]) -> Citation:
        """The same citation with its record.

        Raises
        ------
        UnknownNameError
            If no source has that id; `data["nearest"]` lists the nearest ones.

        Examples
        --------
        >>> br = Source("br", "article-magazine", container_title="Beijing Review", issued=2025)
        >>> Citation("br", "¶9").attached({"br": br}).record.short()
        'Beijing Review 2025'
        """
        record = sources.get(self.source)
        if record is None:
            close = nearest(self.source, list(sources))
            raise UnknownNameError(
                f"there is no source {self.source!r}",
                hint=f"did you mean {' or '.join(close)}?" if close else "add it to the sources",
                nearest=close,
            )
        return attrs.evolve(self, record=record)

    def __str__(self) -> str:
        where = f"{self.source} {self.locator}" if self.locator else self.source
        return f"{where} | {self.speaker}" if self.speaker else where


def parse_citations(text: str) -> tuple[Citation, ...]:
    """Read what stands in the brackets of a figure literal.

    Parameters
    ----------
    text : str
        `source locator | speaker`, several with `;` between them.

    Raises
    ------
    LiteralError
        For an empty entry, an id that is none, a second `|`, a bracket or a line end.

    Examples
    --------
    >>> [str(citation) for citation in parse_citations("br ¶10; nio-6k p. 4 | Speaker Name")]
    ['br ¶10', 'nio-6k p. 4 | Speaker Name']
    """
    if not isinstance(text, str):
        raise InputError("citations are a text", found=repr(text), expected="e.g. br ¶9")
    return _parsed_citations(text)


@lru_cache(maxsize=4096)
def _parsed_citations(text: str) -> tuple[Citation, ...]:
    if len(text) > MAX_LENGTH:
        raise LiteralError("too long for citations", found=f"{len(text)} characters", expected=f"at most {MAX_LENGTH}")
    return tuple(map(_parsed_citation, text.split(";")))


def _parsed_citation(text: str) -> Citation:
    place, bar, speaker = text.partition("|")
    source, _, locator = place.strip(" ").partition(" ")
    if not source:
        raise LiteralError(
            "a citation names no source", found=repr(text), expected="source locator | speaker, e.g. br ¶27 | Fan Jin"
        )
    return Citation(source, locator or None, speaker if bar else None)


def format_citations(citations: Iterable[Citation]) -> str:
    """Write citations as they stand in the brackets of a figure literal.

    Examples
    --------
    >>> format_citations([Citation("br", "¶9"), Citation("nio-6k")])
    'br ¶9; nio-6k'
    """
    return "; ".join(map(str, citations))
