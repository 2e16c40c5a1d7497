"""Exchange rates that a case states itself, each with its source."""

from __future__ import annotations

import pytest

from cityinnov import CaseStudy, City, Source
from cityinnov.casefile.document import parse_document
from cityinnov.casefile.problem import CaseFileError
from cityinnov.casefile.reading import case_from_document, load_case
from cityinnov.casefile.writing import save_case
from cityinnov.errors import InputError
from cityinnov.prices.exchange import ExchangeRates

TEXT = """\
format: cityinnov/1
case: study
sources:
  imf: {type: dataset, title: International Financial Statistics}
rates:
  - 8.28 CNY/USD, 1998 [imf]
cities:
  hefei:
    figures:
      gdp: ["16.56 billion CNY, 1998", "69 billion CNY, 2020"]
"""


def problems(text: str) -> list[str]:
    with pytest.raises(CaseFileError) as caught:
        case_from_document(parse_document(text, "study.yaml"))
    return str(caught.value).splitlines()


def test_a_rate_of_the_case_comes_before_the_table_and_is_cited() -> None:
    case = case_from_document(parse_document(TEXT))
    view = case.in_currency("USD", ExchangeRates.ecb())  # which begins in 1999, with CNY in 2005
    assert not view.failed
    assert list(view.figures) == ["hefei.gdp[0]", "hefei.gdp[1]"]  # both claims, each by its place
    old, new = view.figures.values()
    assert old.mid == pytest.approx(2e9)  # 16.56 / 8.28
    assert [str(citation) for citation in old.sources()] == ["imf"]
    assert new.mid == pytest.approx(10e9, rel=1e-3)  # the European Central Bank's average of 2020 is 6.900
    assert [citation.source for citation in new.sources()] == ["ecb"]


def test_rates_are_written_and_read_back(tmp_path) -> None:
    case = case_from_document(parse_document(TEXT))
    for name in ("study.yaml", "study.json"):
        save_case(case, tmp_path / name)
        assert load_case(tmp_path / name) == case


@pytest.mark.parametrize(
    ("rates", "said"),
    [
        ("[8.28 CNY]", "study.yaml:6:4 rates[0]: no rate of exchange"),
        ("[8.28 CNY/USD]", "study.yaml:6:4 rates[0]: a rate of exchange is positive and has a period"),
        ('["8.28 CNY/USD, 1998 [fed]"]', "study.yaml:6:4 rates[0]: there is no source 'fed'"),
        ('["8.28 CNY/USD, 1998", "0.12 USD/CNY, 1998"]', "study.yaml:6:26 rates[1]: two rates of one pair and period"),
        ("8", "study.yaml:5:8 rates: a figure is written as text"),
    ],
)
def test_what_is_no_rate_is_refused_where_it_stands(rates: str, said: str) -> None:
    written = f"rates:\n  {rates}" if rates != "8" else "rates: 8"
    assert problems(TEXT.replace("rates:\n  - 8.28 CNY/USD, 1998 [imf]", written))[0].startswith(said)


def test_a_case_built_in_python_is_checked_alike() -> None:
    with pytest.raises(InputError, match=r"rates\[0\]: there is no source 'imf'"):
        CaseStudy("study", rates=["8.28 CNY/USD, 1998 [imf]"])
    case = CaseStudy(
        "study",
        sources=[Source("imf", "dataset", title="International Financial Statistics")],
        rates=["8.28 CNY/USD, 1998 [imf]"],
        cities=[City("hefei")],
    )
    assert str(case.rates[0]) == "8.28 CNY/USD, 1998 [imf]"
