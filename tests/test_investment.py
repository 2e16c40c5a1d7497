from __future__ import annotations

import attrs
import pytest

from cityinnov.cap_table.cap_table import CapTable
from cityinnov.cap_table.deed import FinancingRound, Founding, Instalment, SecondaryTransfer
from cityinnov.cap_table.event import CapTableEvent
from cityinnov.case import CaseStudy
from cityinnov.casefile.reading import load_case
from cityinnov.casefile.writing import save_case
from cityinnov.city import City
from cityinnov.errors import InputError, MissingInputError
from cityinnov.firm import Firm
from cityinnov.fund import Fund
from cityinnov.investment import Investment, InvestmentExit

HEFEI, ACME = City("hefei"), Firm("acme")
#: a pays 60 and b 40; a sells a quarter of the company for 30 CNY; b then puts in 30 at 120: the company is worth 150.
TABLE = CapTable(
    "acme-capital",
    company=ACME,
    events=[
        CapTableEvent(when="2020-01-01", founding=Founding(cash={"a": "60 CNY", "b": "40 CNY"})),
        CapTableEvent(
            when="2021-01-01", transfer=SecondaryTransfer(seller="a", buyer="b", share="25 %", price="30 CNY")
        ),
        CapTableEvent(
            when="2022-01-01",
            round=FinancingRound(at_price_of="transfer-2021-01-01", subscriptions={"b": "30 CNY"}),
        ),
    ],
)


def boe(**fields):
    return Investment("boe", investor=HEFEI, investee=ACME, **fields)


def test_an_investment_with_its_exits():
    # 9 billion paid in 2009; 20 billion back (by hand: 2.2 times)
    made = boe(
        amount="9 billion CNY",
        closed="2009-06-10",
        round="private placement",
        terms=["the city may sell after three years"],
        exits=[InvestmentExit(when="2014-06-10", proceeds="20 billion CNY", route="secondary")],
    )
    assert made.realised_multiple().low == pytest.approx(20 / 9)
    assert made.irr().low == pytest.approx(100 * ((20 / 9) ** (365 / 1826) - 1))  # 1,826 days


def test_a_rate_without_dated_exits_names_what_is_missing():
    # BOE as the sources have it: what was paid is known, when and for what it was sold is not
    with pytest.raises(MissingInputError) as raised:
        boe(amount="9 billion CNY").irr()
    assert raised.value.data["missing"] == ("closed", "exits")
    partly = boe(amount="9 CNY, 2009", stake="18 %", exits=[InvestmentExit(when=2014, proceeds="5 CNY", share="4 %")])
    with pytest.raises(MissingInputError) as raised:
        partly.irr()
    assert raised.value.data["missing"] == ("a mark",)
    row = CaseStudy("c", cities=[HEFEI], firms=[ACME], investments=[boe(amount="9 CNY")]).derived()["boe.irr"]
    assert row.figure is None
    assert row.missing == ("closed", "exits")


def test_what_is_only_planned_is_neither_paid_nor_received():
    sale = InvestmentExit(when=2030, proceeds="20 CNY, target")
    made = boe(amount="9 CNY, 2009", exits=[sale])
    assert made.receipts() == ()
    assert made.value() is None  # all of it is still held, and nobody has put a value on it
    assert boe(amount="9 CNY, 2009, committed").payments() == ()
    with pytest.raises(MissingInputError) as raised:
        boe(amount="9 CNY, 2009, planned", exits=[InvestmentExit(when=2014, proceeds="20 CNY")]).irr()
    assert raised.value.data["missing"] == ("amount", "closed")
    assert "found only what was planned" in str(raised.value)


def test_what_a_cap_table_holds_is_not_entered_again():
    made = boe(cap_table=TABLE, holder="a")
    assert made.realised_multiple().low == 0.5  # 30 of 60
    # a keeps 60 - 25 = 35 % of 120, and 0.8 of that in the round: 28 % of 150 is 42
    mark = made.mark("round-2022-01-01")
    assert mark.value.low == pytest.approx(42)
    assert mark.tvpi().low == pytest.approx((30 + 42) / 60)
    # -60, +30 after 366 days, +42 after 731: by the definition of the rate
    rate = 1 + made.irr().low / 100
    assert -60 + 30 * rate ** (-366 / 365) + 42 * rate ** (-731 / 365) == pytest.approx(0, abs=1e-6)


def test_what_is_still_held_needs_a_value():
    paid = CapTableEvent(when="2023-01-01", instalment=Instalment(holder="a", amount="1 CNY"))
    table = attrs.evolve(TABLE, events=[*TABLE.events, paid])
    with pytest.raises(MissingInputError) as raised:
        boe(cap_table=table, holder="a").irr()
    assert raised.value.data["missing"] == ("a mark",)


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"cap_table": TABLE, "holder": "a", "exits": [InvestmentExit(when=2021, proceeds="1 CNY")]}, "read off"),
        ({"cap_table": TABLE}, "which holder"),
        ({"holder": "a"}, "a holder is one of a cap table"),
        ({"exits": ["5 CNY"]}, "exits are not of one kind"),
        ({"counts_as": "local"}, "local-firm"),
    ],
)
def test_what_does_not_fit_together_is_refused(fields, complaint):
    with pytest.raises(InputError, match=complaint):
        boe(**fields)


def test_a_cap_table_of_another_company_is_refused():
    with pytest.raises(InputError, match="another company"):
        Investment("x", investee=Firm("other"), cap_table=TABLE, holder="a")
    with pytest.raises(MissingInputError, match="no cap table"):
        boe().mark("round-2022-01-01")


def test_the_valuation_that_amount_and_stake_imply():
    # NIO China, April 2020: 7.0 billion for 24.1 % is 29.05 billion after the round
    nio = Investment("nio", investee=ACME, amount="7.0 billion CNY, 2020", stake="24.1 %")
    assert nio.implied_valuation().low == pytest.approx(29.05e9, rel=1e-3)


def test_a_case_file_holds_an_investment_with_its_cap_table(tmp_path):
    made = Investment(
        "acme-2020",
        investor=Fund("vehicle", sponsor=HEFEI),
        investee=ACME,
        round="founding",
        announced="2019-12",
        closed="2020-01-01",
        terms=["moves its headquarters"],
        counts_as="relocated-firm",
        cap_table=TABLE,
        holder="a",
    )
    sold = boe(amount="9 CNY", exits=[InvestmentExit(when=2014, proceeds="20 CNY", share="5 %")])
    case = CaseStudy(
        "c", cities=[HEFEI], firms=[ACME], cap_tables=[TABLE], funds=[made.investor], investments=[made, sold]
    )
    save_case(case, tmp_path / "case.yaml")
    assert load_case(tmp_path / "case.yaml") == case
    assert "cap_table: acme-capital" in (tmp_path / "case.yaml").read_text(encoding="utf-8")
