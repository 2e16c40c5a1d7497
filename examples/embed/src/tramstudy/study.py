"""The case, read with the classes of this project and checked by its checks beside those that ship."""

from __future__ import annotations

from importlib.resources import as_file, files

from cityinnov import CaseStudy, Findings, check_case, load_case
from tramstudy.checks import trams_without_operator
from tramstudy.tram_city import TramCity

__all__ = ["findings", "load", "main"]


def load() -> CaseStudy:
    """The case of Aldmouth."""
    with as_file(files("tramstudy") / "aldmouth.yaml") as path:
        return load_case(path, kinds=[TramCity])


def findings(case: CaseStudy) -> Findings:
    """What is odd about a case, by all checks."""
    return check_case(case, rules=[trams_without_operator])


def main() -> None:
    """Print what can be derived, how, and what is odd."""
    case = load()
    for metric in case.derived().named("tram_track_per_resident").computed:
        print(metric)
        if metric.figure is not None:
            print(metric.figure.explain())
    print(findings(case))


if __name__ == "__main__":
    main()
