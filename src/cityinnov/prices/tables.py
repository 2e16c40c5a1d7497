"""The tables that ship in `data/`: annual growth of prices and purchasing-power parities, with their sources."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

import attrs

from cityinnov.errors import MissingInputError, PriceBasisError
from cityinnov.values.frozen import FrozenMapping
from cityinnov.values.period import Period
from cityinnov.values.source import Source

__all__ = ["CURRENCIES", "Table", "year_of"]

#: The economies that have tables, and their currencies; EA is the euro area, as the statistical offices have it.
CURRENCIES: Mapping[str, str] = FrozenMapping(
    {
        "BE": "EUR", "CN": "CNY", "DE": "EUR", "EA": "EUR", "FI": "EUR", "GB": "GBP", "IN": "INR", "JP": "JPY",
        "KR": "KRW", "MY": "MYR", "SG": "SGD", "TW": "TWD", "US": "USD", "VN": "VND",
    }
)  # fmt: skip


@attrs.frozen(slots=True)
class Table:
    """A table by economy and year.

    Attributes
    ----------
    name : str
        What the file is called.
    title : str
        What it is, in words.
    values : mapping of str to mapping of int to float
        The numbers of each economy, by year.
    source : Source
        Where they are from, with version and licence.
    """

    name: str
    title: str
    values: Mapping[str, Mapping[int, float]]
    source: Source

    @staticmethod
    def load(name: str) -> Table:
        """The table of that name, read once.

        Examples
        --------
        >>> Table.load("gdp_deflator").values["CN"][2021]
        4.552327
        """
        return _loaded(name)

    def of(self, economy: str) -> Mapping[int, float]:
        """The numbers of one economy.

        Raises
        ------
        MissingInputError
            If it has none; the message says which economies have.
        """
        if economy not in self.values:
            raise MissingInputError(
                f"there is no {self.title} of {economy} in {self.source.id}",
                expected=f"one of {', '.join(self.values)}",
                hint="supply your own numbers, with their source",
                missing=economy,
            )
        return self.values[economy]


@lru_cache(maxsize=16)
def _loaded(name: str) -> Table:
    described = _descriptions()[name]
    values: dict[str, dict[int, float]] = {}
    text = (files("cityinnov.prices") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        year = int(row.pop("year"))
        for economy, cell in row.items():
            if cell:
                values.setdefault(economy, {})[year] = float(cell)
    frozen = FrozenMapping({economy: FrozenMapping(numbers) for economy, numbers in values.items()})
    return Table(name, described["title"], frozen, Source.from_csl(described["source"]))


@lru_cache(maxsize=1)
def _descriptions() -> dict[str, Any]:
    with (files("cityinnov.prices") / "data" / "tables.toml").open("rb") as file:
        return tomllib.load(file)


def year_of(period: Period, name: str) -> int:
    """The calendar year that a period lies in, for tables that are annual.

    Raises
    ------
    PriceBasisError
        If it spans several, or has no end.
    """
    if period.year is None:
        raise PriceBasisError(
            f"{period} spans several years, and {name} is annual",
            hint="part the amount by year, or say in which year's prices it stands with on=",
        )
    return period.year
