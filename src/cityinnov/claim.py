"""Claim: what a source says without a number, and cannot be computed with."""

from __future__ import annotations

from enum import StrEnum

import attrs

from cityinnov.entity.entity import Entity
from cityinnov.entity.fields import as_period, choice
from cityinnov.values.period import Period

__all__ = ["Claim", "ClaimKind"]


class ClaimKind(StrEnum):
    """What kind of statement it is, which is how far it can be checked."""

    SUPERLATIVE = "superlative"  # first, largest, leading: true or false once the field is named
    RECOGNITION = "recognition"  # somebody gave a title
    DEFINITION = "definition"  # what a word means here
    QUALITATIVE = "qualitative"  # a judgement of the source
    TESTIMONY = "testimony"  # a person's own experience


def _kind(kind: str) -> ClaimKind:
    return choice(ClaimKind, kind)


@attrs.frozen(slots=True, kw_only=True)
class Claim(Entity):
    """A claim; its name says what is claimed, in the analyst's words.

    Parameters
    ----------
    id, name, figures, citations
        As of every `Entity`. Numbers that a testimony mentions in passing can be kept as its figures.
    kind : ClaimKind or str
        superlative, recognition, definition, qualitative or testimony.
    subject : Entity
        What the claim is about.
    period : Period, str, int or date, optional
        When it held.

    Examples
    --------
    >>> from cityinnov.city import City
    >>> award = Claim(
    ...     "most-attractive-city",
    ...     name="among the Chinese cities most attractive to foreign experts",
    ...     kind="recognition",
    ...     subject=City("hefei"),
    ...     period="2019/2021",
    ... )
    >>> print(award.kind, award.period)
    recognition 2019/2021
    """

    kind: ClaimKind = attrs.field(converter=_kind)
    subject: Entity
    period: Period | None = attrs.field(default=None, converter=as_period)
