"""Compare cities: promised against delivered, money per job, local share and aid intensity, and why not where not.

Run it with ``python examples/compare_cities.py``; it needs the `prices` extra.
"""

from cityinnov import Figure, compare, difference, load_case
from cityinnov.prices.deflator import PriceIndex
from cityinnov.prices.exchange import ExchangeRates

#: Whom to believe where sources of one case differ.
BELIEVED = "macdaily"


def main() -> None:
    cases = [load_case(name) for name in ("chattanooga", "dresden", "mount-pleasant", "phoenix")]

    print("Promised against delivered, and what the public adds to each investment:\n")
    print(compare(cases, metrics=["jobs_delivered", "investment_delivered", "aid_intensity"], prefer=BELIEVED))

    print("\nPublic money per job promised, as it stands:\n")
    print(compare(cases, metrics=["cost_per_job_promised"], prefer=BELIEVED))

    rates, america = ExchangeRates.ecb(), PriceIndex.of("US")

    def of_2024(figure: Figure) -> Figure:
        return figure.convert("USD", rates)

    def in_dollars_of_2015(figure: Figure) -> Figure:
        return figure.deflate(2015, america)

    print("\nDresden and Phoenix, both of 2024, in dollars at the rate of the day:\n")
    table = compare(cases[1::2], metrics=["cost_per_job_promised"], prefer=BELIEVED, restated=of_2024)
    print(f"{table}\n\nHigher first, ? where nothing decides: {table['cost_per_job_promised'].order}")

    print("\nThe two rounds of Chattanooga, in dollars of 2015:\n")
    print(compare(cases[:1], metrics=["cost_per_job_promised"], restated=in_dollars_of_2015))

    print("\nLocal share, of parts in Pune and of suppliers in Hefei:\n")
    table = compare([load_case("pune"), load_case("hefei")], metrics=["local_share"])
    print(f"{table}\n\nHigher first: {table['local_share'].order}")

    print("\nHad all the jobs come to Mount Pleasant:\n")
    case = load_case("mount-pleasant")
    changed = case.replace(figures={"foxconn-wisconsin.jobs_created": "13,000 jobs, 2024"})
    for change in difference(case, changed).metrics:
        print(change)


if __name__ == "__main__":
    main()
