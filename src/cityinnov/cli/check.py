"""`cityinnov check`: what is wrong with a case file, and what is odd about the case."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from cityinnov.cli.command import Command, add_locale, read

if TYPE_CHECKING:
    from cityinnov.checks.finding import Finding

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", help="the path of a case file, or a case that ships")
    parser.add_argument("--select", type=_codes, metavar="CODES", help="only these checks, e.g. C1,C503")
    parser.add_argument("--ignore", type=_codes, metavar="CODES", help="all checks but these")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how the findings are written")
    add_locale(parser, "the language of the findings, e.g. zh_CN, de; without it English, with the ids of the file")


def _codes(text: str) -> list[str]:
    return [code.strip() for code in text.split(",")]


def _run(options: argparse.Namespace) -> int:
    from cityinnov.checks.checking import check_case, installed_rates
    from cityinnov.checks.finding import Severity
    from cityinnov.message import Message

    case, document = read(options.case)
    findings = check_case(
        case, select=options.select, ignore=options.ignore, document=document, rates=installed_rates()
    )
    if options.format == "json":
        records = [_record(finding, options.locale) for finding in findings]
        print(json.dumps(records, ensure_ascii=False, indent=2))
    else:
        figures = Message.counted("{n} figure", "{n} figures", sum(1 for _ in case.figures()))
        for finding in findings:
            print(f"{document.name}:{finding.head}{_said(finding.said, options.locale)}")
        summary = Message("{findings}; {figures}", findings=findings.summary(), figures=figures)
        print(f"{document.name}: {_said(summary, options.locale)}")
    return 0 if findings.worst in (None, Severity.NOTE) else 1


def _said(message: str, locale: str | None) -> str:
    """A message to a reader of a language; to whoever writes the file, with its ids, where none is given."""
    from cityinnov.wording.sentences import sentence

    return message if locale is None else sentence(message, locale)


def _record(finding: Finding, locale: str | None) -> dict[str, Any]:
    said = {"message": _said(finding.message, locale), "settle": _said(finding.settle, locale)}
    return finding.record() | said


COMMAND = Command("check", "say what is wrong with a case file, with line and column", _arguments, _run)
