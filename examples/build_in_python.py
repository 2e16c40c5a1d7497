"""Build in Python what a case file would hold, derive from it, and write it to a file.

Run it with ``python examples/build_in_python.py``.
"""

import tempfile
from pathlib import Path

from cityinnov import (
    AnchorFirm,
    CaseStudy,
    City,
    Figure,
    Fund,
    Investment,
    Source,
    SupplierEcosystem,
    UndecidableError,
    load_case,
    save_case,
)


def build() -> CaseStudy:
    article = Source(
        id="br", type="article-magazine", title="From Humble To Hi-Tech", container_title="Beijing Review", issued=2025
    )
    hefei = City(
        "hefei",
        name={"en": "Hefei", "zh": "合肥"},
        country="CN",
        figures={
            "nev_output": "740,000 vehicles, 2023 [br ¶9]",
            "stem_graduates": "over 100,000 graduates, 2025? [br ¶15]",
            "gdp_multiple": 'over 2 times "more than doubled", 2015?/2025? [br ¶2]',
        },
    )
    volkswagen = AnchorFirm("vw-anhui", name="Volkswagen Anhui", city=hefei)
    nio = AnchorFirm("nio", name={"en": "NIO", "zh": "蔚来"}, city=hefei, arrived=2020)
    investors = Fund("hefei-rescue", name="Hefei investors in NIO", sponsor=hefei)
    rescue = Investment(
        "nio-2020", investor=investors, investee=nio, amount="7 billion CNY (970 million USD), 2020 [br ¶8]"
    )
    suppliers = SupplierEcosystem(
        "vw-suppliers",
        anchor=volkswagen,
        suppliers={"production": "over 500 firms, 2025-05? [br ¶13]", "general": "over 1,000 firms, 2025-05? [br ¶13]"},
        local="50 firms, 2025-05? [br ¶13]",
    )
    return CaseStudy(
        "hefei-in-python",
        title="Hefei, built in Python",
        sources=[article],
        cities=[hefei],
        anchor_firms=[volkswagen, nio],
        funds=[investors],
        investments=[rescue],
        ecosystems=[suppliers],
    )


def main() -> None:
    case = build()
    for metric in case.derived().computed:
        print(metric)

    share = case.ecosystems["vw-suppliers"].local_share()
    print(f"\nunder 12 %? {share < Figure.parse('12 %')}")
    try:
        print(share < Figure.parse("5 %"))
    except UndecidableError as error:
        print(f"under 5 %? {error}")

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hefei-in-python.yaml"
        save_case(case, path)
        print(f"\n{path.read_text(encoding='utf-8')}")
        print(f"reads back as the same case: {load_case(path) == case}")


if __name__ == "__main__":
    main()
