"""Load the Hefei case, read a figure with its source, and see what follows from the case and what is missing.

Run it with ``python examples/hefei.py``.
"""

from cityinnov import load_case


def main() -> None:
    case = load_case("hefei")
    print(case.title)

    output = case.cities["hefei"].figure("nev_output")
    print(f"\nNEVs made: {output}")
    print(f"in: {output.citations[0].record.reference()}")

    share = case.ecosystems["vw-suppliers"].local_share()
    print(f"\nLocal share of Volkswagen's suppliers: {share}")
    for reading, alternative in share.alternatives.items():
        print(f"  of {reading}: {alternative}")
    print(f"\n{share.explain()}")

    metrics = case.derived()
    print("\nWhat follows from the case:")
    for metric in metrics.computed:
        print(f"  {metric}")
    print("\nWhat is missing for the rest:")
    for metric in metrics.missing:
        print(f"  {metric.path}: {', '.join(metric.missing)}")


if __name__ == "__main__":
    main()
