"""`cityinnov sheet`: figures that are kept in a table, as a case file."""

from __future__ import annotations

import argparse

from cityinnov.cli.command import Command

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a table of figures: .csv, .xlsx or .parquet")
    parser.add_argument("--sheet", metavar="NAME", help="of a workbook: the sheet to read")
    parser.add_argument("--case", metavar="NAME", default="my-city", help="what the case is called (my-city)")
    parser.add_argument("--template", action="store_true", help="write an empty table to FILE, for people to fill in")


def _run(options: argparse.Namespace) -> int:
    from cityinnov.interchange.cases import case_of_records
    from cityinnov.interchange.tables import read_records, write_template

    if options.template:
        write_template(options.file)
        return 0
    from cityinnov.casefile.plain import plain_case
    from cityinnov.casefile.render import render_yaml
    from cityinnov.values.source import Source

    records = read_records(options.file, sheet=options.sheet)
    cited = dict.fromkeys(citation.source for record in records for citation in record.figure.citations)
    case = case_of_records(records, options.case, sources=[Source(id, "document") for id in cited])
    print(render_yaml(plain_case(case)), end="")
    return 0


COMMAND = Command("sheet", "print the case file of a table of figures, or write a template of one", _arguments, _run)
