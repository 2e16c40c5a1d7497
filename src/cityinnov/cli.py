"""The command line: a thin face over the library.

``cityinnov report hefei``, ``cityinnov check FILE``, ``cityinnov explain hefei METRIC``.
Results go to standard output, errors to standard error; the exit code is 0, 1 where a file has
problems, a check warns or a question has no answer, and 2 where the command itself is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cityinnov.errors import CityinnovError

if TYPE_CHECKING:
    from cityinnov.case import CaseStudy
    from cityinnov.prices.restating import InOneCurrency

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code.

    Examples
    --------
    >>> main(["explain", "hefei", "nevs_per_graduate"])
    under 7.4 vehicles/person  =  in another unit
    └─ under 7.4 vehicles/graduate  =  divide
       │ caveat: the figures are of different periods: 2023 and 2025?
       ├─ 740,000 vehicles, 2023 [br ¶9]
       └─ over 100,000 graduates "over 100,000 STEM graduates annually", 2025? [br ¶15]
    0
    """
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except CityinnovError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output has seen enough: end as quietly as `head` expects
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print(f"{error.filename or 'output'}: {error.strerror}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cityinnov", description="Industrial-policy case studies as data.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    report = _command(commands, "report", _report, "print what a case says, what follows from it, and what is missing")
    report.add_argument("case", help="a case that ships (hefei) or the path of a case file")
    report.add_argument(
        "--currency", metavar="CODE", help="show all amounts in this currency, at the rates of their time"
    )
    report.add_argument("--prices", type=int, metavar="YEAR", help="and at the prices of a year, by GDP deflators")
    report.add_argument("--about", type=_share, metavar="SHARE", help="turn ≈ into bounds, e.g. 0.05 for ±5 %%")

    check = _command(commands, "check", _check, "say what is wrong with a case file, with line and column")
    check.add_argument("case", help="the path of a case file, or a case that ships")
    check.add_argument("--select", type=_codes, metavar="CODES", help="only these checks, e.g. C1,C503")
    check.add_argument("--ignore", type=_codes, metavar="CODES", help="all checks but these")
    check.add_argument("--format", choices=("text", "json"), default="text", help="how the findings are written")

    _command(commands, "checks", _checks, "list the checks there are")

    explain = _command(commands, "explain", _explain, "print how a derived metric came about")
    explain.add_argument("case", help="a case that ships, or the path of a case file")
    explain.add_argument("metric", help="the metric, e.g. local_share or vw-suppliers.local_share")

    derived = _command(commands, "derived", _derived, "list the derived metrics of a case")
    derived.add_argument("case", help="a case that ships, or the path of a case file")

    records = _command(commands, "records", _records, "print every stated figure as JSON, one record each")
    records.add_argument("case", help="a case that ships, or the path of a case file")

    _command(commands, "schema", _schema, "print the JSON Schema of case files, for editors")
    _command(commands, "cases", _cases, "list the cases that ship")
    return parser


def _command(commands: Any, name: str, run: Any, help: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=help, description=help.capitalize() + ".")
    parser.set_defaults(run=run)
    return parser


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no share; expected a number from 0 to 1, e.g. 0.05")
    return share


def _codes(text: str) -> list[str]:
    return [code.strip() for code in text.split(",")]


def _report(options: argparse.Namespace) -> int:
    from cityinnov.casefile.reading import load_case
    from cityinnov.report.text import text_report

    case = load_case(options.case)
    money = _money(case, options) if options.currency or options.prices else None
    print(text_report(case, about=options.about, money=money), end="")
    return 0


def _money(case: CaseStudy, options: argparse.Namespace) -> InOneCurrency:
    """The amounts at the European Central Bank's rates, and by the GDP deflators that ship."""
    from cityinnov.errors import InputError
    from cityinnov.prices.deflator import PriceIndex
    from cityinnov.prices.exchange import ExchangeRates

    if not options.currency:
        raise InputError("--prices needs to know in which currency", hint="add --currency USD")
    economies = ("CN", "US", "GB", "JP", "KR", "IN", "EA", "MY", "SG", "VN") if options.prices else ()
    indices = [PriceIndex.of(economy) for economy in economies]
    return case.in_currency(options.currency, ExchangeRates.ecb(), prices=options.prices, indices=indices)


def _check(options: argparse.Namespace) -> int:
    from cityinnov.casefile.reading import read_case
    from cityinnov.checks.checking import check_case, installed_rates
    from cityinnov.checks.finding import Severity

    case, document = read_case(options.case)
    findings = check_case(
        case, select=options.select, ignore=options.ignore, document=document, rates=installed_rates()
    )
    if options.format == "json":
        print(json.dumps([finding.record() for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            print(f"{document.name}:{finding}")
        print(f"{document.name}: {findings.summary()}; {sum(1 for _ in case.figures())} figures")
    return 0 if findings.worst in (None, Severity.NOTE) else 1


def _checks(_: argparse.Namespace) -> int:
    from cityinnov.checks.registry import RULES

    for rule in RULES.values():
        print(f"{rule}: {rule.summary}")
    return 0


def _explain(options: argparse.Namespace) -> int:
    from cityinnov.casefile.reading import load_case

    rows = load_case(options.case).derived()
    found = rows.named(options.metric)
    if not found:
        rows[options.metric]  # raises, with the nearest known names
    for place, metric in enumerate(found):
        if len(found) > 1:
            print(("\n" if place else "") + f"{metric.path}, {metric.period or 'no common period'}")
        print(metric.figure.explain() if metric.figure is not None else f"{metric.path}: {metric.reason}")
    return 0 if found.computed else 1


def _derived(options: argparse.Namespace) -> int:
    from cityinnov.casefile.reading import load_case

    for metric in load_case(options.case).derived():
        print(metric)
    return 0


def _records(options: argparse.Namespace) -> int:
    from cityinnov.casefile.reading import load_case

    for record in load_case(options.case).records():
        shown = {key: None if value in (float("inf"), float("-inf")) else value for key, value in record.items()}
        print(json.dumps(shown, ensure_ascii=False))
    return 0


def _schema(_: argparse.Namespace) -> int:
    from cityinnov.casefile.schema import case_schema

    print(json.dumps(case_schema(), ensure_ascii=False, indent=2))
    return 0


def _cases(_: argparse.Namespace) -> int:
    from cityinnov.casefile.reading import shipped_cases

    print("\n".join(shipped_cases()))
    return 0
