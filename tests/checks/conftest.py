"""Cases written as their files, and what is found in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cityinnov.casefile.document import parse_document
from cityinnov.casefile.reading import case_from_document
from cityinnov.checks.checking import check_case
from cityinnov.checks.finding import Findings
from cityinnov.values.money import Rates

HEAD = "format: cityinnov/1\ncase: study\n"


@pytest.fixture
def check() -> Callable[..., Findings]:
    """What some checks find in a case, written as its file without the first two lines."""

    def checked(text: str, *select: str, rates: Rates | None = None) -> Findings:
        document = parse_document(HEAD + text)
        return check_case(case_from_document(document), select=select, document=document, rates=rates)

    return checked
