"""A case made of facts as the press has them: what is found stands beside each in the file, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from cityinnov.casefile.reading import read_case
from cityinnov.checks.checking import check_case
from cityinnov.prices.exchange import ExchangeRates
from cityinnov.values.source import Source

PRESS = Path(__file__).parent / "press.yaml"

#: CNY for one US dollar, averages of the Federal Reserve's G.5 and, for the month of the report, H.10.
RATES = ExchangeRates.from_records(
    [("USD", "CNY", 2020, 6.9042), ("USD", "CNY", 2021, 6.4508), ("USD", "CNY", "2022-02", 6.3436)],
    source=Source("fed", "dataset"),
)


def test_each_line_has_the_findings_that_stand_beside_it() -> None:
    expected = [
        (line, code)
        for line, text in enumerate(PRESS.read_text(encoding="utf-8").splitlines(), 1)
        if (comment := re.search(r"#\s+((?:C\d{3} ?)+)$", text))
        for code in comment[1].split()
    ]
    case, document = read_case(PRESS)
    found = [(finding.line, finding.code) for finding in check_case(case, document=document, rates=RATES)]
    assert found == expected


def test_the_messages_say_by_how_much() -> None:
    case, _ = read_case(PRESS)
    said = {finding.code: finding.message for finding in check_case(case, rates=RATES)}
    assert "6.3532 CNY/USD (6.3492 to 6.3573, as rounded); 2020 had 6.9042" in said["C101"]  # 5,000 / 787
    # "grew by 2,600 %" is 27-fold, not 26-fold: 1,000 / 36.95 = 27.06
    assert said["C303"].startswith(
        "26 × is stated; from 36.9 billion CNY, 2000 to over 1 trillion CNY, 2020 it is over"
    )
    assert said["C303"].endswith("27.06 ×")
    assert "76 % is no share" in said["C401"]  # 768 / 1,010
    assert said["C703"].startswith("36.9 billion CNY [vnexplorer] or ")
