"""Rates that someone has stated: figures of a case file or of one's own, each with its citation and its bounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cityinnov.errors import InputError, MissingInputError
from cityinnov.values.figure import Figure
from cityinnov.values.frozen import FrozenMapping
from cityinnov.values.money import Rates
from cityinnov.values.period import Period

__all__ = ["StatedRates", "pair_and_period"]


class StatedRates:
    """Exchange rates given as figures, such as ``6.90 CNY/USD, 2020 [imf]``; their bounds flow through.

    Parameters
    ----------
    figures : iterable of Figure or str
        One currency over another, with a period. A rate holds for its own period only.
    otherwise : Rates, optional
        Where to look for what is not stated here.

    Raises
    ------
    InputError
        For a figure that is no positive rate with a period, and for two of one pair and period.

    Examples
    --------
    >>> rates = StatedRates(["about 8.28 CNY/USD, 1998 [imf]"])
    >>> print(Figure.parse("1 billion CNY, 1998").convert("USD", rates))
    ≈ 120 million USD
    """

    __slots__ = ("_figures", "_otherwise")

    def __init__(self, figures: Iterable[Figure | str], *, otherwise: Rates | None = None) -> None:
        found: dict[tuple[frozenset[str], Period], Figure] = {}
        for figure in map(Figure.of, figures):
            key = pair_and_period(figure)
            if key in found:
                raise InputError("two rates of one pair and period", found=f"{found[key]} and {figure}")
            found[key] = figure
        self._figures: Mapping[tuple[frozenset[str], Period], Figure] = FrozenMapping(found)
        self._otherwise = otherwise

    def quotation(self, currency: str, other: str, period: Period) -> Figure:
        """The rate that was stated of a pair for this very period, in the direction it was stated in.

        Raises
        ------
        MissingInputError
            If none was, and nothing else is there to ask.
        """
        figure = self._figures.get((frozenset((currency, other)), period.certain()))
        if figure is not None:
            return figure
        if self._otherwise is not None:
            return self._otherwise.quotation(currency, other, period)
        stated = "; ".join(map(str, self._figures.values()))
        raise MissingInputError(
            f"no rate of {currency} and {other} is stated for {period}", found=stated or "none",
            hint="state it for that period, name another with on=, or give otherwise=ExchangeRates.ecb()",
            missing=f"{currency}/{other}", period=period,
        )  # fmt: skip


def pair_and_period(figure: Figure) -> tuple[frozenset[str], Period]:
    """The two currencies of a rate, and when it held.

    Raises
    ------
    InputError
        If the figure is no positive rate of exchange with a period.
    """
    powers = dict(figure.unit.powers)
    if len(figure.unit.money) != 2 or sorted(powers.values()) != [-1, 1]:
        raise InputError("no rate of exchange", found=str(figure), expected="e.g. 6.90 CNY/USD, 2020 [imf]")
    if figure.period is None or not figure.low > 0:
        raise InputError("a rate of exchange is positive and has a period", found=str(figure))
    return frozenset(powers), figure.period.certain()
