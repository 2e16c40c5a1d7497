"""Where the public money went: lead, exit, reinvestment, and what of it follows from dated payments.

The case that ships has Hefei's money in NIO China (the investors are funds of Hefei, of Anhui and of the centre
together), and what is known of BOE. Run it with ``python examples/capital_cycle.py``.
"""

from cityinnov import load_case


def main() -> None:
    case = load_case("hefei")
    cycle = case.capital_cycle("hefei")

    print("Billion CNY, cumulative and nominal, whoever's money is in the vehicles:")
    print(f"  {'by':<16}{'paid in':>9}{'received':>9}{'at risk':>9}{'held':>9}{'DPI':>8}{'TVPI':>8}")
    for position in cycle.positions():
        amounts = (position.paid_in, position.received, position.at_risk, position.unrealised)
        cells = "".join(f"{amount.mid / 1e9:>9.2f}" for amount in amounts)
        print(f"  {position.when!s:<16}{cells}{position.dpi().mid:>8.2f}{position.tvpi().mid:>8.2f}")
        for payment in position.payments:
            again = f", of which {payment.recycled.display()} had come back before" if payment.recycled else ""
            print(f"    {payment.move}: {payment.amount.display()}, {payment.holding.name}{again}")

    print("\nOthers' money is in:")
    for fund in cycle.shared:
        print(f"  {fund.name}: also {', '.join(str(partner.name) for partner in fund.limited_partners)}")

    print("\nNot counted:")
    for each in cycle.left_out:
        print(f"  {each.id}: {each.reason}" + (f"; needs {', '.join(each.missing)}" if each.missing else ""))

    print("\nRates of return:")
    print(f"  NIO China: {case.investments['nio-china-2020'].irr()}")
    for metric in case.derived().missing:
        if metric.path in ("boe-2008.irr", "hefei-capital.irr", "hefei-capital.ks_pme"):
            print(f"  {metric}")

    print("\nWhat each exit earned, at average cost after dilution and as the press reckons:")
    history = case.cap_tables["nio-china-capital"].replay()
    for sale in history.exits("investors"):
        print(f"  {sale.when}: {sale.multiple():.2f}, naively {sale.naive_multiple():.2f}")


if __name__ == "__main__":
    main()
