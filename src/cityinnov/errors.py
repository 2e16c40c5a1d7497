"""One small tree of errors.

Every error carries data (what was found, what was expected, a hint, and whatever
else the raiser knows); the sentence is composed late, in `str(error)`. A message
says what is wrong, then what to do about it, and blames nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cityinnov.message import Message

__all__ = [
    "CityinnovError",
    "ConflictingClaimsError",
    "CurrencyError",
    "DimensionError",
    "DivisionByZeroError",
    "DomainError",
    "ExactnessError",
    "InputError",
    "LiteralError",
    "MissingDependencyError",
    "MissingInputError",
    "PeriodError",
    "PriceBaseYearError",
    "PriceBasisError",
    "StatusError",
    "UndecidableError",
    "UnitError",
    "UnknownNameError",
]


class CityinnovError(Exception):
    """Base of every error this library raises on purpose.

    Parameters
    ----------
    what : str
        What is wrong, as a clause without a full stop; a `Message`, where reports say it to readers.
    found, expected : str, optional
        What stood there, and what would have been right.
    hint : str, optional
        What to do next; likewise.
    **data
        Anything a program may want to read off the error; kept in `data`.

    Examples
    --------
    >>> print(CityinnovError("cannot read 'fifty lots' as a figure", expected="e.g. '50 firms'"))
    cannot read 'fifty lots' as a figure; expected e.g. '50 firms'
    """

    def __init__(
        self,
        what: str,
        *,
        found: str | None = None,
        expected: str | None = None,
        hint: str | None = None,
        **data: Any,
    ) -> None:
        super().__init__(what)
        self.what = what
        self.found = found
        self.expected = expected
        self.hint = hint
        self.data = data

    @property
    def message(self) -> str:
        """All that it says: a `Message`, if what is wrong and what to do are messages; else a plain text."""
        said = self.what
        if self.found is not None:
            said = Message("{said}; found {found}", said=said, found=self.found)
        if self.expected is not None:
            said = Message("{said}; expected {expected}", said=said, expected=self.expected)
        if self.hint:
            said = Message("{said} (hint: {hint})", said=said, hint=self.hint)
        is_message = all(isinstance(part, Message) for part in (self.what, self.hint or said))
        return said if is_message else str(said)

    def __str__(self) -> str:
        return str(self.message)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (type(self), self.what, self.found, self.expected, self.hint, self.data))


def _rebuild(
    kind: type[CityinnovError],
    what: str,
    found: str | None,
    expected: str | None,
    hint: str | None,
    data: dict[str, Any],
) -> CityinnovError:
    return kind(what, found=found, expected=expected, hint=hint, **data)


class InputError(CityinnovError, ValueError):
    """An argument cannot be what the function asks for."""


class LiteralError(InputError):
    """A text cannot be read as a figure; `data['readings']` lists what it might have meant."""


class PeriodError(LiteralError):
    """A text cannot be read as a period."""


class UnitError(LiteralError):
    """A unit is not in the vocabulary; `data['nearest']` lists what it might have been."""


class DimensionError(CityinnovError, TypeError):
    """Two units measure different things and cannot be added, compared or converted."""


class CurrencyError(DimensionError):
    """Two amounts stand in different currencies."""


class PriceBasisError(CityinnovError, TypeError):
    """Two amounts stand in the prices of different periods."""


class PriceBaseYearError(PriceBasisError, DimensionError):
    """Two amounts stand in constant prices of different base years."""


class StatusError(CityinnovError, TypeError):
    """A promise and a payment, or a plan and a fact, are being added up."""


class UndecidableError(CityinnovError, TypeError):
    """The bounds overlap, so the comparison has no answer."""


class ExactnessError(CityinnovError, TypeError):
    """A plain number was asked of a figure that has bounds or a unit."""


class DivisionByZeroError(CityinnovError, ZeroDivisionError):
    """The divisor may be zero."""


class DomainError(CityinnovError, ArithmeticError):
    """A formula has no value for these inputs; the message says why."""


class MissingInputError(CityinnovError, LookupError):
    """A derived metric lacks an input; `data['missing']` names it, unless it is there and cannot serve."""


class UnknownNameError(CityinnovError, LookupError):
    """No such id, indicator, metric or case; `data['nearest']` lists the nearest known ones."""


class ConflictingClaimsError(CityinnovError, LookupError):
    """Several sources say different things; `data['figures']` holds them all."""


class MissingDependencyError(CityinnovError, ImportError):
    """An optional library is not installed; the hint is the exact command."""

    @classmethod
    def of(cls, module: str, extra: str) -> MissingDependencyError:
        """Name the missing module and the extra that brings it."""
        return cls(
            f"this needs the package {module!r}, which is not installed",
            hint=f"pip install 'cityinnov[{extra}]'",
            module=module,
            extra=extra,
        )


MANY_NAMES = 2_000


def nearest(name: str, known: Sequence[str], *, most: int = 3, likeness: float = 0.5) -> list[str]:
    """Return the known names closest to `name`, best first.

    Examples
    --------
    >>> nearest("frims", ["firms", "farms", "people"])
    ['firms', 'farms']
    """
    from difflib import get_close_matches

    if len(known) > MANY_NAMES:  # only those that begin alike: the comparison is slow
        known = [other for other in known if other[:1] == name[:1]][:MANY_NAMES]
    return get_close_matches(name, known, n=most, cutoff=likeness)
