"""`cityinnov report`: what a case says, what follows from it, and what is missing."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from cityinnov.cli.command import Command, add_case, add_locale, read, write
from cityinnov.cli.money import add_money, rates_and_indices
from cityinnov.cli.terminal import Visible

if TYPE_CHECKING:
    from cityinnov.case import CaseStudy
    from cityinnov.casefile.document import Document
    from cityinnov.prices.restating import InOneCurrency
    from cityinnov.report.model import Report

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    add_money(parser)
    parser.add_argument("--html", metavar="FILE", help="write one self-contained HTML page instead")
    parser.add_argument("--markdown", metavar="FILE", help="write Markdown instead")
    add_locale(
        parser, "the language of the report, e.g. zh_CN, de (default: en); piped, all but English is Markdown", "en"
    )
    parser.add_argument("--plain", action="store_true", help="plain text in a terminal too, as when it is piped")
    parser.add_argument("--about", type=_share, metavar="SHARE", help="turn ≈ into bounds, e.g. 0.05 for ±5 %%")


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no share; expected a number from 0 to 1, e.g. 0.05")
    return share


def _run(options: argparse.Namespace) -> int:
    from cityinnov.report.text import text_report

    case, document = read(options.case)
    money = _money(case, options) if options.currency or options.prices else None
    if options.html or options.markdown:
        _pages(case, document, money, options)
    elif _is_rich(options):
        shown = _in_terminal(case, document, money, options)  # whose own texts are visible: only its colours are obeyed
        print(shown, end="", file=sys.stdout.unfiltered if isinstance(sys.stdout, Visible) else sys.stdout)
    elif options.locale.partition("_")[0] != "en":  # the plain text is English; Markdown is the text of other languages
        from cityinnov.report.pages import markdown_report

        print(markdown_report(_checked(case, document, money, options), options.locale), end="")
    else:
        print(text_report(case, about=options.about, money=money), end="")
    return 0


def _is_rich(options: argparse.Namespace) -> bool:
    """Whether somebody looks at a terminal that can show tables, and rich is there to draw them."""
    is_shown = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    return is_shown and not options.plain and find_spec("rich") is not None


def _in_terminal(case: CaseStudy, document: Document, money: InOneCurrency | None, options: argparse.Namespace) -> str:
    from cityinnov.report.terminal import terminal_report

    return terminal_report(
        _checked(case, document, money, options), options.locale, width=shutil.get_terminal_size().columns
    )


def _checked(case: CaseStudy, document: Document, money: InOneCurrency | None, options: argparse.Namespace) -> Report:
    from cityinnov.checks.checking import check_case, installed_rates
    from cityinnov.report.gathering import report_of

    findings = check_case(case, document=document, rates=installed_rates())
    return report_of(case, about=options.about, money=money, findings=findings)


def _pages(case: CaseStudy, document: Document, money: InOneCurrency | None, options: argparse.Namespace) -> None:
    """The case, checked, as the files that were asked for."""
    from cityinnov.report.pages import html_report, markdown_report

    report = _checked(case, document, money, options)
    forms = ((options.html, html_report), (options.markdown, markdown_report))
    written = [(path, form(report, options.locale)) for path, form in forms if path]  # all of it before any is written
    for path, text in written:
        write(path, text)


def _money(case: CaseStudy, options: argparse.Namespace) -> InOneCurrency:
    rates, indices = rates_and_indices(options)
    return case.in_currency(options.currency, rates, prices=options.prices, indices=indices)


COMMAND = Command("report", "print what a case says, what follows from it, and what is missing", _arguments, _run)
