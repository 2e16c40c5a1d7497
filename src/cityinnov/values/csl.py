"""Bibliographic data as the Citation Style Language has it: item types, variables, names and dates.

References
----------
Zelle, Wilson et al., *CSL 1.0.2 Specification*, appendices III (types) and IV (variables);
https://docs.citationstyles.org/en/v1.0.2/specification.html
"""

from __future__ import annotations

import datetime
import reprlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from cityinnov.errors import InputError, PeriodError, nearest
from cityinnov.values.period import Period

__all__ = [
    "TYPES",
    "VARIABLES",
    "DateLike",
    "Name",
    "Value",
    "read_date",
    "read_names",
    "read_text",
    "read_variable",
    "unknown_variable",
    "write_variable",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TYPES: Final = _words(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage
    """
)

DATE_VARIABLES: Final = _words("accessed available-date event-date issued original-date submitted")

NAME_VARIABLES: Final = _words(
    """
    author chair collection-editor compiler composer container-author contributor curator director editor
    editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator translator
    """
)

#: Variables that CSL-JSON lets be a number as well as a text.
NUMBER_VARIABLES: Final = _words(
    """
    chapter-number citation-number collection-number edition first-reference-note-number issue locator number
    number-of-pages number-of-volumes page page-first part-number printing-number section supplement-number version
    volume
    """
)

TEXT_VARIABLES: Final = _words(
    """
    abstract annote archive archive-place archive_collection archive_location authority call-number citation-key
    citation-label collection-title container-title container-title-short dimensions division DOI event event-place
    event-title genre ISBN ISSN jurisdiction keyword language license medium note original-publisher
    original-publisher-place original-title part-title PMCID PMID publisher publisher-place references reviewed-genre
    reviewed-title scale source status title title-short URL volume-title year-suffix
    """
)

VARIABLES: Final = DATE_VARIABLES | NAME_VARIABLES | NUMBER_VARIABLES | TEXT_VARIABLES


# -- names --------------------------------------------------------------------------------


def _check_text(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise _wrong(attribute.name.replace("_", "-"), value, "a text")


@attrs.frozen(slots=True)
class Name:
    """A person's name in parts, or a `literal` for an organisation or a name not taken apart.

    Raises
    ------
    InputError
        If there is neither `family` nor `literal`, or a part beside a `literal`.

    Examples
    --------
    >>> str(Name("Hirschman", "Albert O.")), str(Name(literal="World Bank"))
    ('Hirschman, Albert O.', 'World Bank')
    """

    family: str | None = attrs.field(default=None, validator=_check_text)
    given: str | None = attrs.field(default=None, validator=_check_text)
    literal: str | None = attrs.field(default=None, kw_only=True, validator=_check_text)
    suffix: str | None = attrs.field(default=None, kw_only=True, validator=_check_text)
    dropping_particle: str | None = attrs.field(default=None, kw_only=True, validator=_check_text)
    non_dropping_particle: str | None = attrs.field(default=None, kw_only=True, validator=_check_text)

    def __attrs_post_init__(self) -> None:
        parts = (self.given, self.suffix, self.dropping_particle, self.non_dropping_particle)
        if (self.family is None) == (self.literal is None) or (self.literal and any(parts)):
            raise InputError(
                "a name has a family name or is a literal", found=repr(self), expected="{family, given} or {literal}"
            )

    @property
    def short(self) -> str:
        """The family name with its particle, or the literal."""
        return self.literal or " ".join(filter(None, (self.non_dropping_particle, self.family)))

    def __str__(self) -> str:
        given = " ".join(filter(None, (self.given, self.dropping_particle)))
        return ", ".join(filter(None, (self.short, given, self.suffix)))

    @classmethod
    def of(cls, value: object) -> Name:
        """A name itself, a plain text (taken as a literal), or a CSL name object."""
        if isinstance(value, Name):
            return value
        if isinstance(value, str):
            return cls(literal=value)
        if isinstance(value, Mapping):
            known = {field.name.replace("_", "-"): field.name for field in attrs.fields(cls)}
            unknown = [key for key in value if key not in known]
            if not unknown:
                return cls(**{known[key]: part for key, part in value.items()})
            raise _wrong("name", unknown[0], f"one of {', '.join(known)}")
        raise _wrong("name", value, "a text, {family, given} or {literal}")

    def to_csl(self) -> dict[str, str]:
        """The name as a CSL-JSON object."""
        parts = attrs.asdict(self, filter=lambda _, part: part is not None)
        return {key.replace("_", "-"): part for key, part in parts.items()}


# -- variables ----------------------------------------------------------------------------

Value = str | int | Period | tuple[Name, ...]
DateLike = Period | str | int | datetime.date | Mapping[str, Any]


def read_variable(variable: str, value: Any) -> Value:
    """Read the value of a CSL variable as its kind: a text, a number, a date or a list of names.

    Raises
    ------
    InputError
        Naming the variable, if it is not one of CSL's or the value is not of its kind.

    Examples
    --------
    >>> read_variable("issued", {"date-parts": [[2025, 5, 21]]})
    Period('2025-05-21')
    >>> read_variable("editor", [{"family": "Khan", "given": "Amina"}])[0].family
    'Khan'
    """
    if variable in DATE_VARIABLES:
        return read_date(variable, value)
    if variable in NAME_VARIABLES:
        return read_names(variable, value)
    if variable in TEXT_VARIABLES:
        return read_text(variable, value)
    if variable in NUMBER_VARIABLES:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        return read_text(variable, value, "a text or a whole number")
    raise unknown_variable(variable)


def write_variable(value: Value) -> object:
    """The value as CSL-JSON has it.

    A date is an EDTF text, which CSL prefers; where that could be misread (`2020-21`) a literal.
    """
    if isinstance(value, Period):
        return value.edtf if str(value) == value.edtf else {"literal": str(value)}
    if isinstance(value, tuple):
        return [name.to_csl() for name in value]
    return value


def read_text(variable: str, value: object, expected: str = "a text") -> str:
    """Return a text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise _wrong(variable, value, expected)
    return value


def read_names(variable: str, value: object) -> tuple[Name, ...]:
    """Read one name or a list of them."""
    if isinstance(value, (str, Name)):
        value = (value,)
    if not isinstance(value, Sequence) or isinstance(value, bytes):
        raise _wrong(variable, value, "a list of names, each {family, given}, {literal} or a text")
    try:
        return tuple(Name.of(name) for name in value)
    except InputError as error:
        raise _because(variable, error) from error


def read_date(variable: str, value: DateLike) -> Period:
    """Read a date: EDTF, a year, or a CSL date object (`date-parts`, `season`, `circa`, `literal`, `raw`, `edtf`)."""
    try:
        return Period.of(_date_text(variable, value) if isinstance(value, Mapping) else value)
    except PeriodError as error:
        raise _because(variable, error) from error


def unknown_variable(key: object) -> InputError:
    """The error for a key that is not a CSL variable, with the nearest ones that are."""
    spellings = {variable.lower(): variable for variable in sorted(VARIABLES | {"id", "type"})}
    close = [spellings[name] for name in nearest(str(key).lower(), list(spellings))]
    return InputError(
        f"{key!r} is not a CSL variable",
        expected="a variable of CSL 1.0.2, e.g. title, container-title, issued, URL",
        hint=f"did you mean {' or '.join(close)}?" if close else None,
        key=key,
        nearest=close,
    )


_WAYS: Final = ("date-parts", "edtf", "raw", "literal")
_SEASONS: Final = ("spring", "summer", "autumn", "winter")


def _date_text(variable: str, value: Mapping[Any, Any]) -> str:
    ways = [key for key in value if key in _WAYS]
    if len(ways) != 1 or not value.keys() <= {*_WAYS, "season", "circa"}:
        raise _wrong(variable, dict(value), "date-parts, edtf, raw or literal; beside it circa and season")
    if ways == ["date-parts"]:
        text = "/".join(_date_part(variable, parts) for parts in _items(variable, value["date-parts"], 2))
    else:
        text = read_text(variable, value[ways[0]])
    if "season" in value:
        if value["season"] not in (1, 2, 3, 4) or not text.isdecimal():
            raise _wrong(variable, dict(value), "season 1 to 4 beside a year")
        text = f"{text}-{_SEASONS[value['season'] - 1]}"
    return "/".join(f"{end}~" for end in text.split("/")) if value.get("circa") else text


def _date_part(variable: str, parts: object) -> str:
    digits = [str(part) for part in _items(variable, parts, 3)]
    if not all(part.isascii() and part.isdecimal() for part in digits):
        raise _wrong(variable, parts, "[year], [year, month] or [year, month, day]")
    return "-".join(part.zfill(width) for part, width in zip(digits, (4, 2, 2), strict=False))


def _items(variable: str, value: object, most: int) -> Sequence[Any]:
    if not isinstance(value, Sequence) or isinstance(value, (str, bytes)) or not 1 <= len(value) <= most:
        raise _wrong(variable, value, f"date-parts: a list of 1 to {most}")
    return value


def _wrong(variable: str, value: object, expected: str) -> InputError:
    return InputError(f"cannot read {variable!r}", found=reprlib.repr(value), expected=expected, key=variable)


def _because(variable: str, error: InputError) -> InputError:
    return InputError(
        f"cannot read {variable!r}: {error.what}",
        found=error.found,
        expected=error.expected,
        hint=error.hint,
        key=variable,
    )
