"""`cityinnov check`: what is wrong with a case file, and what is odd about the case."""

from __future__ import annotations

import argparse
import json

from cityinnov.cli.command import Command, read

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", help="the path of a case file, or a case that ships")
    parser.add_argument("--select", type=_codes, metavar="CODES", help="only these checks, e.g. C1,C503")
    parser.add_argument("--ignore", type=_codes, metavar="CODES", help="all checks but these")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how the findings are written")


def _codes(text: str) -> list[str]:
    return [code.strip() for code in text.split(",")]


def _run(options: argparse.Namespace) -> int:
    from cityinnov.checks.checking import check_case, installed_rates
    from cityinnov.checks.finding import Severity

    case, document = read(options.case)
    findings = check_case(
        case, select=options.select, ignore=options.ignore, document=document, rates=installed_rates()
    )
    if options.format == "json":
        print(json.dumps([finding.record() for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            print(f"{document.name}:{finding}")
        count = sum(1 for _ in case.figures())
        print(f"{document.name}: {findings.summary()}; {count} figure{'' if count == 1 else 's'}")
    return 0 if findings.worst in (None, Severity.NOTE) else 1


COMMAND = Command("check", "say what is wrong with a case file, with line and column", _arguments, _run)
