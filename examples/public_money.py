"""Replay the capital of NIO China event by event: who held what, what no filing explains, and what the exits earned.

The "investors" are the group of Hefei, Anhui and central state funds together, not the city alone.

Run it with ``python examples/public_money.py``.
"""

from cityinnov import (
    CapTable,
    CapTableEvent,
    CaseStudy,
    FinancingRound,
    Firm,
    Founding,
    Fund,
    Instalment,
    Investment,
    Redemption,
    SecondaryTransfer,
    Source,
)

SOURCES = [
    Source(
        "sec", type="report", title="Annual reports and reports on Form 6-K, notes on NIO China", author="NIO Inc.",
        publisher="U.S. Securities and Exchange Commission",
    ),
    Source("cnevpost", type="webpage", title="Reports on the investments in NIO China", container_title="CnEVPost"),
]  # fmt: skip

NIO_CHINA = Firm("nio-china", name={"en": "NIO China", "zh": "蔚来中国"}, country="CN")

#: Each event with the stakes that are stated for just after it; the replay is checked against them.
CAPITAL = CapTable(
    "nio-china-capital",
    company=NIO_CHINA,
    citations="sec; cnevpost",
    events=[
        CapTableEvent(
            when="2020-04-29",
            founding=Founding(
                assets={"nio": "17.77 billion CNY"},
                cash={"nio": "4.260 billion CNY", "investors": "7.000 billion CNY"},
                unpaid={"investors": "7.000 billion CNY"},
            ),
            stakes={"nio": "75.9 %", "investors": "24.1 %"},
        ),
        CapTableEvent(when="2020-06/2020-07", instalment=Instalment(holder="investors", amount="5.000 billion CNY")),
        CapTableEvent(
            when="2020-09-16",
            redemption=Redemption(
                holder="investors",
                transferee="nio",
                share="8.612 %",
                price="0.511458 billion CNY",
                assumed="2.000 billion CNY",
            ),
            stakes={"nio": "84.5 %"},
        ),
        CapTableEvent(
            when="2021-02",
            transfer=SecondaryTransfer(seller="investors", buyer="nio", share="3.305 %", price="5.500 billion CNY"),
        ),
        CapTableEvent(
            when="2021-02",
            round=FinancingRound(at_price_of="transfer-2021-02", subscriptions={"nio": "10.00 billion CNY"}),
            stakes={"nio": "90.36 %"},
        ),
        CapTableEvent(
            when="2021-09",
            transfer=SecondaryTransfer(seller="investors", buyer="nio", share="1.418 %", price="2.500 billion CNY"),
        ),
        CapTableEvent(
            when="2021-09",
            round=FinancingRound(at_price_of="transfer-2021-09", subscriptions={"nio": "7.500 billion CNY"}),
            stakes={"nio": "92.114 %"},
        ),
        CapTableEvent(
            when="2024-09-29",
            round=FinancingRound(
                pre_money="46.60 billion CNY",
                post_money="59.90 billion CNY",
                subscriptions={"investors": "3.300 billion CNY", "nio": "10.00 billion CNY"},
            ),
            stakes={"nio": "88.3 %"},
        ),
    ],
)


def main() -> None:
    group = Fund("hefei-rescue", name="Hefei, Anhui and central state funds in NIO China", vehicle="group")
    rescue = Investment(
        "nio-2020", investor=group, investee=NIO_CHINA, instrument="equity", cap_table=CAPITAL, holder="investors"
    )
    case = CaseStudy(
        "nio-china-case",
        sources=SOURCES,
        firms=[NIO_CHINA],
        cap_tables=[CAPITAL],
        funds=[group],
        investments=[rescue],
    )
    history = CAPITAL.replay()

    print("Stakes after each event, and those that are stated:")
    for state in history.states:
        stated = {} if state.place is None else CAPITAL.events[state.place].stakes
        said = ", ".join(f"{holder} {stake}" for holder, stake in stated.items()) or "nothing stated"
        stakes = ", ".join(f"{holder} {stake:.2f}" for holder, stake in state.stakes.items())
        print(f"  {state.event}: {stakes} ({said})")

    print("\nWhat no filing explains:")
    for finding in history.findings:
        print(f"  {finding}")

    print("\nExits at average cost after dilution, beside the naive multiple of percentage points:")
    for sale in history.exits("investors"):
        print(
            f"  {sale.event}: {sale.share} for {sale.proceeds:,.0f}: {sale.multiple():.2f}, naively"
            f" {sale.naive_multiple():.2f}, for each point bought had become {sale.retained:.4f}"
        )

    print("\nRealised, and with what is left at its mark:")
    for event, basis in (("round-2021-09", "post-money"), ("round-2024-09-29", "pre-money")):
        mark = history.mark("investors", event, basis=basis)
        print(f"  {event}, {basis}: DPI {mark.dpi():.2f}, TVPI {mark.tvpi():.2f}")

    print("\nOf the case:")
    for metric in case.derived().computed:
        print(f"  {metric}")


if __name__ == "__main__":
    main()
