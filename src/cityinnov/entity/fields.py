"""What the fields of an entity accept, and what they refuse.

A field that holds a figure, a period, a citation or a name takes its text as well; nothing else is coerced.
Mappings are copied into frozen ones, so that entities can be hashed and shared.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

import attrs

from cityinnov.entity.name import Name
from cityinnov.errors import DimensionError, InputError, nearest
from cityinnov.values.bounds import Bounds
from cityinnov.values.figure import Figure
from cityinnov.values.frozen import FrozenMapping
from cityinnov.values.period import Period
from cityinnov.values.source import Citation, parse_citations
from cityinnov.values.units import Unit

__all__ = [
    "MONEY",
    "as_amount",
    "as_amounts",
    "as_citations",
    "as_claims",
    "as_figures",
    "as_id",
    "as_name",
    "as_optional_name",
    "as_period",
    "as_texts",
    "as_tuple",
    "check_country",
    "check_industry",
    "check_unit",
    "choice",
    "id_hint",
    "is_measured_in",
    "not_negative",
    "sourced",
    "spaced",
    "unit_error",
]

FigureLike = Figure | str
Claims = Mapping[str, tuple[Figure, ...]]
Choice = TypeVar("Choice", bound=StrEnum)

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ISO_3166 = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
#: ISO 3166-1 alpha-2, all 249.
COUNTRIES = frozenset(_ISO_3166.split())
#: Codes that people write for a country and the standard does not know.
_MEANT = MappingProxyType({"UK": "GB", "EL": "GR"})
INDUSTRY = re.compile(r"[a-z]+[0-9]*(\.[0-9]+)?:[0-9A-Z][0-9A-Z.]*")


# -- converters -----------------------------------------------------------------------


def as_id(value: str) -> str:
    """An id as it is, if it is kebab-case. (No validator: those run after defaults that are made of the id.)"""
    if not isinstance(value, str) or not ID.fullmatch(value):
        raise InputError(
            "not an id",
            found=repr(value),
            expected="kebab-case, e.g. vw-anhui or nio-2020",
            hint=id_hint(value),
            field="id",
        )
    return value


def id_hint(value: object) -> str | None:
    """The id that a text which is none can be turned into: the letters a to z and digits of it, with hyphens."""
    near = "-".join(re.findall(r"[a-z0-9]+", value.lower())) if isinstance(value, str) and value.isascii() else ""
    return f"write {near[:60]}" if near else None


def as_figures(value: FigureLike | Iterable[FigureLike]) -> tuple[Figure, ...]:
    """One figure or several; each may be text."""
    if isinstance(value, Figure | str):
        return (Figure.of(value),)
    return tuple(Figure.of(figure) for figure in _several(value))


def as_claims(value: Mapping[str, FigureLike | Iterable[FigureLike]]) -> Claims:
    """Figures by name: one each, or several where there are several periods or sources."""
    return FrozenMapping({name: as_figures(figures) for name, figures in _named(value).items()})


def as_amount(value: FigureLike | None) -> Figure | None:
    """A figure that cannot be negative (money paid, a share), its text, or None."""
    return None if value is None else not_negative(Figure.of(value))


def as_amounts(value: FigureLike | Iterable[FigureLike]) -> tuple[Figure, ...]:
    """One figure that cannot be negative, or several claims of it."""
    return tuple(map(not_negative, as_figures(value)))


def not_negative(figure: Figure) -> Figure:
    """The stated figure with zero for its low end where none was said: what "up to 5 billion" leaves open below.

    Examples
    --------
    >>> not_negative(Figure.parse("up to 5 billion CNY, 2020")).bounds
    Bounds [0, 5000000000]
    """
    said = figure.bounds
    if said.low != -math.inf or said.high <= 0 or not figure.is_stated:
        return figure
    bounds = Bounds(0.0, said.high, True, said.high_closed, said.approx)
    return Figure(bounds, figure.unit, figure.period, figure.status, figure.citations, figure.restated, figure.stated)


def as_period(value: Period | str | int | datetime.date | None) -> Period | None:
    """A period, its text, a year, a date, or None."""
    return None if value is None else Period.of(value)


def as_citations(value: Citation | str | Iterable[Citation]) -> tuple[Citation, ...]:
    """One citation, several, or their text (`br ¶9 | Fan Jin; cn ¶2`)."""
    if isinstance(value, str):
        return parse_citations(value)
    return (value,) if isinstance(value, Citation) else tuple(_several(value))


def sourced(figure: Figure, citations: tuple[Citation, ...]) -> Figure:
    """A figure with the citations of the record that it stands in, where it has none of its own.

    Examples
    --------
    >>> print(sourced(Figure.parse("5.5 billion CNY, 2021"), as_citations("nio-sec")))
    5.5 billion CNY, 2021 [nio-sec]
    """
    return figure.cited(*citations) if citations and figure.is_stated and not figure.citations else figure


def as_name(value: str | Mapping[str, str] | Name) -> Name:
    """A name, its text, or texts by language."""
    return Name.of(value)


def as_optional_name(value: str | Mapping[str, str] | Name | None) -> Name | None:
    """A name, its text, texts by language, or None."""
    return None if value is None else Name.of(value)


def as_texts(value: Iterable[str]) -> tuple[str, ...]:
    """Several texts; a single one would be taken apart letter by letter, and is refused."""
    texts = tuple(_several(value))
    for text in texts:
        if not isinstance(text, str):
            raise InputError("expected a text", found=repr(text)[:60])
    return texts


def as_tuple(value: Iterable[Any]) -> tuple[Any, ...]:
    """Several things, in their order."""
    return tuple(_several(value))


def _several(value: Iterable[Any]) -> Iterable[Any]:
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        raise InputError("expected a list", found=repr(value)[:60])
    return value


def _named(value: Mapping[str, Any]) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise InputError(
            "expected figures by name", found=repr(value)[:60], hint="e.g. {'gdp': '1.35 trillion CNY, 2024'}"
        )
    return value


def choice(kind: type[Choice], value: str) -> Choice:
    """The member of an enumeration that a text names.

    Raises
    ------
    InputError
        With the members there are and the nearest ones.
    """
    try:
        return kind(value)
    except ValueError:
        near = nearest(str(value), list(kind))
        raise InputError(
            f"no such {spaced(kind.__name__)}",
            found=repr(value),
            expected=", ".join(kind),
            hint=f"nearest: {', '.join(near)}" if near else None,
            nearest=near,
        ) from None


def spaced(name: str) -> str:
    """The name of a class as words: "anchor firm"."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()


# -- units ----------------------------------------------------------------------------

#: Stands for any currency, at current or constant prices, in the unit a field or an indicator asks for.
MONEY = "money"

Dimension = tuple[tuple[str, int], ...]


def is_measured_in(asked: str, unit: Unit) -> bool:
    """Whether a unit is of the kind asked for: `money/person`, or alternatives such as `person or job`.

    Raises
    ------
    UnitError
        If what is asked for names a unit outside the vocabulary.

    Examples
    --------
    >>> is_measured_in("money/person", Unit.parse("CNY_2015/person")), is_measured_in("firm", Unit.parse("vehicles"))
    (True, False)
    """
    return _dimension(unit) in _dimensions(asked)


def _dimension(unit: Unit) -> Dimension:
    for currency in unit.currencies:
        unit = unit.replaced(currency, "USD")
    return unit.dimension


@lru_cache(maxsize=1024)
def _dimensions(asked: str) -> frozenset[Dimension]:
    return frozenset(_dimension(Unit.parse(option.replace(MONEY, "USD"))) for option in asked.split(" or "))


def unit_error(what: str, asked: str, unit: Unit, **data: Any) -> DimensionError:
    """The error for a figure of another kind than was asked for."""
    return DimensionError(
        f"{what} cannot be measured in this unit",
        found=str(unit) or "a plain number",
        expected=asked.replace(MONEY, "a currency") or "a plain number",
        unit=str(unit),
        **data,
    )


# -- validators: each names the field in its error, so that a reader can say where it stands ----------


def check_country(_: object, field: attrs.Attribute[str | None], value: str | None) -> None:
    """See that a country is an ISO 3166-1 alpha-2 code."""
    if value is None or (isinstance(value, str) and value in COUNTRIES):
        return
    meant = _MEANT.get(value) if isinstance(value, str) else None
    raise InputError(
        "not a country code",
        found=repr(value),
        expected="ISO 3166-1 alpha-2, e.g. CN, DE, US",
        hint=f"write {meant}" if meant else None,
        field=field.name,
    )


def check_industry(_: object, field: attrs.Attribute[str | None], value: str | None) -> None:
    """See that an industry has the form scheme:code."""
    if value is not None and (not isinstance(value, str) or not INDUSTRY.fullmatch(value)):
        raise InputError(
            "not an industry code",
            found=repr(value),
            expected="scheme:code, e.g. isic4:2610, nace2.1:29.10, hs2022:8542",
            field=field.name,
        )


def check_unit(asked: str) -> Callable[[object, attrs.Attribute[Any], Any], None]:
    """Make a validator that sees that all figures of a field are of the kind asked for."""

    def check(_: object, field: attrs.Attribute[Any], value: Any) -> None:
        groups = value.values() if isinstance(value, Mapping) else (value,)
        for group in groups:
            for figure in group if isinstance(group, tuple) else (group,):
                if figure is not None and not is_measured_in(asked, figure.unit):
                    raise unit_error(field.name, asked, figure.unit, field=field.name)

    return check
