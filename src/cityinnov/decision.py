"""What the author of a case decided, each with the reason: findings that stand, figures that are left out."""

from __future__ import annotations

import attrs

from cityinnov.entity.fields import as_citations
from cityinnov.errors import InputError
from cityinnov.values.source import Citation

__all__ = ["AcceptedFinding", "OmittedFigure"]


def _said(_: object, field: attrs.Attribute[str], value: str) -> None:
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"the entry has no {field.name!r}", found=repr(value)[:60], field=field.name)


@attrs.frozen(slots=True, kw_only=True)
class AcceptedFinding:
    """A finding that is not to be reported again, and why.

    Parameters
    ----------
    check : str
        The code of the check: C101.
    at : str
        The path that the finding names, or one above it: `investments.nio-2020.amount`.
    because : str
        Why it stands as it is; never empty.

    Examples
    --------
    >>> AcceptedFinding(check="C101", at="investments.nio-2020.amount", because=" ")
    Traceback (most recent call last):
    cityinnov.errors.InputError: the entry has no 'because'; found ' '
    """

    check: str = attrs.field(validator=_said)
    at: str = attrs.field(validator=_said)
    because: str = attrs.field(validator=_said)


@attrs.frozen(slots=True, kw_only=True)
class OmittedFigure:
    """A figure of a source that the case leaves out, and why.

    Parameters
    ----------
    words : str
        The figure in the source's own words: `three Chinese companies`.
    citations : Citation, text or iterable of Citation
        Where it stands: `br ¶5`.
    because : str
        Why the case does not hold it; never empty.

    Examples
    --------
    >>> left_out = OmittedFigure(words="three companies", citations="br ¶5", because="they are named one by one")
    >>> str(left_out.citations[0])
    'br ¶5'
    """

    words: str = attrs.field(validator=_said)
    citations: tuple[Citation, ...] = attrs.field(converter=as_citations)
    because: str = attrs.field(validator=_said)

    @citations.validator
    def _check_citations(self, _: object, citations: tuple[Citation, ...]) -> None:
        if not citations:
            raise InputError("an omitted figure cites no source", expected="e.g. br ¶5", field="citations")
