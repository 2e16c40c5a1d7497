"""The options of commands that show amounts in one currency, at the rates and by the deflators that ship."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cityinnov.prices.deflator import PriceIndex
    from cityinnov.prices.exchange import ExchangeRates

__all__ = ["add_money", "rates_and_indices"]

#: The economies whose deflators ship, one for each currency.
ECONOMIES = ("CN", "US", "GB", "JP", "KR", "IN", "EA", "MY", "SG", "VN")


def add_money(parser: argparse.ArgumentParser) -> None:
    """The currency that amounts are shown in, and the year of their prices."""
    parser.add_argument(
        "--currency", metavar="CODE", help="show all amounts in this currency, at the rates of their time"
    )
    parser.add_argument("--prices", type=int, metavar="YEAR", help="and at the prices of a year, by GDP deflators")


def rates_and_indices(options: argparse.Namespace) -> tuple[ExchangeRates, Sequence[PriceIndex]]:
    """The European Central Bank's rates, and the GDP deflators that ship where they are needed."""
    from cityinnov.errors import InputError
    from cityinnov.prices.deflator import PriceIndex
    from cityinnov.prices.exchange import ExchangeRates

    if not options.currency:
        raise InputError("--prices needs to know in which currency", hint="add --currency USD")
    return ExchangeRates.ecb(), [PriceIndex.of(economy) for economy in ECONOMIES if options.prices]
