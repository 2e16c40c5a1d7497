"""Draw a chain, see what a city lacks and what depends on a single source, and how far an anchor's suppliers have come.

The chain is made up, its shares and dates included, to show what can be asked. The suppliers of Volkswagen Anhui are
those of "From Humble To Hi-Tech" (Beijing Review, 2025), ¶13; the components are those of its engine plant at Pune
(The Times of India, 2015-01). Run it with ``python examples/industry_chain.py``.
"""

from cityinnov import (
    AnchorFirm,
    ChainLink,
    ChainNode,
    City,
    Firm,
    IndustryChain,
    Placement,
    SupplierEcosystem,
    UndecidableError,
    compare,
)

HEFEI = City("hefei", country="CN")
VOLKSWAGEN = AnchorFirm("vw-anhui", name="Volkswagen Anhui", city=HEFEI, arrived="2020/2025")


def battery_car_chain() -> IndustryChain:
    lithium = {"AU": 61, "CL": 6, "AR": 6, "CN": 9, "BR": 9}
    anchor = AnchorFirm("car-maker", city=HEFEI, arrived=2016)
    return IndustryChain(
        "battery-cars",
        city=HEFEI,
        anchors=[anchor],
        nodes={
            "lithium": ChainNode(
                stage="upstream",
                placements=[Placement(country=country, share=f"{share} %") for country, share in lithium.items()],
            ),
            "cells": ChainNode(
                stage="midstream",
                placements=[
                    Placement(firm=Firm("cell-maker"), city=HEFEI, since=2018, capacity="20 GWh/year, planned"),
                    Placement(firm=Firm("other-cell-maker"), country="KR"),
                ],
            ),
            "chips": ChainNode(stage="midstream", placements=[Placement(firm=Firm("chip-maker"), country="DE")]),
            "seats": ChainNode(
                stage="midstream", placements=[Placement(firm=Firm("seat-maker"), city=HEFEI, since=2021)]
            ),
            "cars": ChainNode(stage="downstream", firms=[anchor]),
        },
        links=[
            ChainLink(supplier="lithium", customer="cells", criticality="high"),
            ChainLink(supplier="cells", customer="cars", share="about 40 %"),
            ChainLink(supplier="chips", customer="cars", criticality="high"),
            ChainLink(supplier="seats", customer="cars"),
        ],
    )


def main() -> None:
    chain = battery_car_chain()
    print(f"In the city: {chain.coverage()} of the chain; not there: {', '.join(chain.missing_nodes())}")
    print(f"From a single firm: {chain.single_source_nodes()}")
    print(f"What others pass through: {', '.join(each.node for each in chain.bottlenecks())}")
    for follower in chain.followers():
        print(f"{follower.firm.name} came {follower.lag} after the anchor")

    index = chain.concentration("lithium", of="country")
    print(f"\nConcentration of lithium, by country: {index}")
    try:
        print(f"over 0.4: {index > 0.4}")
    except UndecidableError as error:
        print(error)

    loss = chain.what_if_lost(country="DE")
    print(f"\nWithout Germany nobody is known to make {', '.join(loss.bereft)}; hit: {', '.join(loss.affected)}")

    hefei = SupplierEcosystem(
        "vw-suppliers",
        anchor=VOLKSWAGEN,
        suppliers={"production": "over 500 firms, 2025-05", "general": "over 1,000 firms, 2025-05"},
        local="50 firms, 2025-05",
    )
    pune = SupplierEcosystem(
        "vw-pune",
        anchor=Firm("vw-india"),
        suppliers={"components": "166 components, 2015-01"},
        local="29 components, 2015-01",
    )
    print("\nHow much is local, as far as the bounds put it in order:")
    for tier in compare([hefei, pune], "local_share").tiers:
        print("  " + ", ".join(f"{row.entity.id}: {row.figure}" for row in tier))


if __name__ == "__main__":
    main()
