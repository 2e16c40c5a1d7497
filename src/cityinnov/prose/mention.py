"""What `find_figures` returns: one figure as a text states it, with its place in the text."""

from __future__ import annotations

from typing import Any

import attrs

from cityinnov.prose.amount import Amount, Kind
from cityinnov.prose.literal import value_literal

__all__ = ["Mention"]


@attrs.frozen(slots=True)
class Mention:
    """A figure found in a text.

    Parameters
    ----------
    start, end : int
        Its place: ``text[start:end]`` in code points.
    text : str
        Its own words: qualifier, number, scale, and unit or thing counted.
    kind : Kind
        What it is the number of.
    amount : Amount
        Its bounds in base units (no thousands or 亿 left over); percent as stated, 40 and not 0.4.
    unit : str or None
        ISO 4217 code, ``percent``, ``percentage point``, or the head noun in the singular; rates as ``wafer/month``.
    qualifier : str or None
        The words that bound it (``over``, ``至少``), None for a plain number.
    period : str or None
        The time said of it in the same sentence, in the text's words.
    when : str or None
        That time, or a date's own, in EDTF where it can be told.
    change : str or None
        ``up`` or ``down`` where the figure is the size of a change.
    status : str or None
        ``planned``, ``projected``, ``committed``, ``target`` or ``actual`` where a word of the sentence says so.
    restates : int or None
        Which mention of the list this sum of money converts.
    notes : tuple of str
        How an ambiguity was read.
    """

    start: int
    end: int
    text: str
    kind: Kind
    amount: Amount
    unit: str | None = None
    qualifier: str | None = None
    period: str | None = None
    when: str | None = None
    change: str | None = None
    status: str | None = None
    restates: int | None = None
    notes: tuple[str, ...] = ()

    @property
    def low(self) -> float | None:
        """The lower bound, None where the text states none."""
        return self.amount.low

    @property
    def high(self) -> float | None:
        """The upper bound, None where the text states none."""
        return self.amount.high

    @property
    def low_open(self) -> bool:
        """Whether the lower bound is excluded: over 500."""
        return self.amount.low_open

    @property
    def high_open(self) -> bool:
        """Whether the upper bound is excluded: below 1,000."""
        return self.amount.high_open

    @property
    def approx(self) -> bool:
        """Whether the text calls the number approximate."""
        return self.amount.approx

    @property
    def literal(self) -> str | None:
        """Value, time and status as `Figure.parse` reads them; None for a rank, an ordinal, a year or a date.

        Examples
        --------
        >>> from cityinnov.prose import find_figures
        >>> found = find_figures("In 2023, over 500 suppliers paid 3-5 billion yuan.", "en")
        >>> [mention.literal for mention in found]
        [None, 'over 500 supplier, 2023', '3 billion to 5 billion CNY, 2023, actual']
        """
        value = self.value_literal
        if value is None:
            return None
        when = self.when if self.when and not self.when.startswith("--") else None
        return ", ".join(part for part in (value, when, self.status) if part)

    @property
    def value_literal(self) -> str | None:
        """The value alone, as it also stands in a restatement's brackets."""
        return value_literal(self.kind, self.amount, self.unit)

    def record(self) -> dict[str, Any]:
        """The mention as plain data, with the field names of the annotation scheme.

        Examples
        --------
        >>> from cityinnov.prose import find_figures
        >>> record = find_figures("over 500 suppliers", "en")[0].record()
        >>> record["low"], record["high"], record["low_open"], record["unit"]
        (500.0, None, True, 'supplier')
        """
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "kind": str(self.kind),
            "low": self.low,
            "high": self.high,
            "low_open": self.low_open,
            "high_open": self.high_open,
            "approx": self.approx,
            "unit": self.unit,
            "period": self.period,
            "change": self.change,
            "restates": self.restates,
            "iso": self.when if self.kind == Kind.DATE else None,
        }
