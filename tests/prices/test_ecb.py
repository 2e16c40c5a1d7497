"""The file of the European Central Bank's rates: that it is there, and what is said where it is not."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cityinnov import Source
from cityinnov.errors import MissingDependencyError
from cityinnov.prices.ecb import EcbColumns, ecb_columns
from cityinnov.prices.exchange import ExchangeRates


def test_all_currencies_of_the_file_are_there_and_read_when_asked_for() -> None:
    columns = ecb_columns()
    assert {"USD", "CNY", "JPY", "KRW", "INR", "GBP"} <= set(columns)
    assert len(columns) == len(list(columns))
    assert columns["USD"] is columns["USD"]


def test_a_rate_reads_the_columns_of_its_pair_alone() -> None:
    columns = EcbColumns(["Date,USD,CNY,JPY,", "2020-01-03,1.25,7.5,unreadable,", "2020-01-02,1.25,N/A,unreadable,"])
    rates = ExchangeRates("EUR", columns, Source("ecb", "dataset"))
    assert rates.rate("USD", "CNY", "2020-01-03").mid == 6
    assert columns.last_day == "2020-01-03"
    with pytest.raises(ValueError, match="unreadable"):
        rates.rate("EUR", "JPY", "2020-01-03")


def test_without_the_package_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "currency_converter", None)
    ecb_columns.cache_clear()
    with pytest.raises(MissingDependencyError, match=r"cityinnov\[prices\]"):
        ecb_columns()


def test_rates_of_ones_own_need_no_package_and_tables_none_either() -> None:
    code = (
        "import sys; sys.modules['currency_converter'] = None\n"
        "from cityinnov import Figure\n"
        "from cityinnov.prices.deflator import PriceIndex\n"
        "from cityinnov.prices.stated import StatedRates\n"
        "amount = Figure.parse('69 CNY, 2015').deflate(2015, PriceIndex.of('CN'))\n"
        "print(amount.convert('USD', StatedRates(['6.9 CNY/USD, 2015'])).mid)\n"
        "assert 'numpy' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "10.0"
