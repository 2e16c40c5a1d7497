"""BibTeX and CSL-JSON, there and back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityinnov import Citation, Source, load_case, shipped_cases
from cityinnov.bibliography.bibtex import read_bibtex, write_bibtex
from cityinnov.bibliography.csl_json import read_csl_json, write_csl_json
from cityinnov.bibliography.references import bibliography
from cityinnov.errors import InputError, UnknownNameError
from cityinnov.values.csl import TYPES
from cityinnov.values.source import Name

pytest.importorskip("pybtex", reason="BibTeX is read by pybtex (extra: cite)")

words = st.text(min_size=1, max_size=30).filter(
    lambda text: text.strip() == text and text.strip() and "\x00" not in text
)
names = st.one_of(
    words.map(lambda literal: Name(literal=literal)),
    st.builds(Name, words, st.one_of(st.none(), words)),
    st.builds(lambda a, b: Name(a, b, non_dropping_particle="van der", suffix="Jr"), words, words),
)
dates = st.sampled_from(["2025", "2025-05", "2025-05-21", "2016?", "2019/2021", "2020-Q2", "197X", None])
sources = st.builds(
    lambda id, type, author, extra, **texts: Source(id, type, author=author, extra=extra, **texts),
    st.from_regex(r"[a-z0-9]([a-z0-9._-]{0,8}[a-z0-9])?", fullmatch=True),
    st.sampled_from(sorted(TYPES)),
    st.lists(names, max_size=3),
    st.dictionaries(
        st.sampled_from(["volume", "page", "edition", "keyword", "event-title", "DOI-x"]), words, max_size=3
    ).map(lambda extra: {key: value for key, value in extra.items() if key != "DOI-x"}),
    title=st.one_of(st.none(), words),
    container_title=st.one_of(st.none(), words),
    publisher=st.one_of(st.none(), words),
    note=st.one_of(st.none(), words),
    url=st.one_of(st.none(), st.just("https://example.org/a_b?c=%20#~d"), words),
    language=st.sampled_from([None, "en", "zh-Hans"]),
    issued=dates,
    accessed=dates,
)


@given(sources)
def test_a_source_comes_back_from_bibtex(source: Source) -> None:
    assert read_bibtex(write_bibtex([source])) == (source,)


@given(sources)
def test_a_source_comes_back_from_csl_json(source: Source) -> None:
    assert read_csl_json(write_csl_json([source])) == (source,)


@pytest.mark.parametrize("case", shipped_cases())
def test_the_sources_of_a_case_come_back(case: str) -> None:
    own = tuple(load_case(case).sources.values())
    assert read_bibtex(write_bibtex(own)) == own
    assert read_csl_json(write_csl_json(own)) == own


def test_a_record_as_zotero_exports_it() -> None:
    """Accents, protected capitals, a macro for the month, a range of pages: an entry as Better BibTeX writes it."""
    text = r"""
@article{bartikWhatWorks2019,
  title = {What {{Works}} in {{Job Creation}} \& the Caf{\'e} Economy},
  author = {Bartik, Timothy J. and M{\"u}ller, Jos{\'e} and {{World Bank}} and {van der} Berg, Anna},
  year = {2019}, month = oct, journal = {Journal of {Economic} Perspectives},
  volume = {34}, number = {3}, pages = {99--127}, doi = {10.1257/jep.34.3.99}, urldate = {2025-05-20}
}"""
    (source,) = read_bibtex(text)
    assert (source.id, source.type) == ("bartikwhatworks2019", "article-journal")
    assert source.extra["citation-key"] == "bartikWhatWorks2019"
    assert source.title == "What Works in Job Creation & the Café Economy"
    assert [str(author) for author in source.author[:3]] == ["Bartik, Timothy J.", "Müller, José", "World Bank"]
    assert str(source.issued) == "2019-10"
    assert source.container_title == "Journal of Economic Perspectives"
    assert (source.extra["volume"], source.extra["issue"], source.extra["page"]) == ("34", "3", "99–127")
    assert source.doi == "10.1257/jep.34.3.99"


def test_every_field_of_another_program_is_a_plain_bibtex_field() -> None:
    """What is written can be read by pybtex alone, with the names that its styles know."""
    from pybtex.database import parse_string

    report = Source("nio-20f", "report", title="Annual Report", author=["NIO Inc."], issued="2021-04", publisher="SEC")
    entry = parse_string(write_bibtex([report]), "bibtex").entries["nio-20f"]
    assert entry.type == "techreport"
    assert (entry.fields["institution"], entry.fields["year"]) == ("SEC", "2021")
    assert [str(person) for person in entry.persons["author"]] == ["{NIO Inc.}"]


# -- hostile files --------------------------------------------------------------------------

BOMB = "@string{a0 = {" + "x" * 100 + "}}" + "".join(f"@string{{a{n} = a{n - 1} # a{n - 1}}}" for n in range(1, 60))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("@article{a, title = {x}", "line 1"),
        ("@misc{a, title = {x}}\n\n@misc{b title}", "line 3"),
        ("@misc{a, title = b}", "undefined string"),
        ("@misc{a, title={x}} @misc{a, title={y}}", "repeated"),
        ("@misc{a, title=" + "{" * 900 + "}" * 900 + "}", "nested"),
        (BOMB + "@misc{k, title = a59}", "grow beyond"),
        ("@misc{A:b, title={x}} @misc{a-b, title={y}}", "already that of another"),
        ("@misc{¶, title={x}}", "no key"),
        ("@misc{a, csl-type = {{nonsense}}}", "csl-type"),
        ("@misc{a, year = {soon}}", "issued"),
        ("@misc{a, csl-issued = {" + "[" * 5000 + "]" * 5000 + "}}", "issued"),  # too deep, or no date
        ("x" * 10_000_001, "too long"),
        (None, "read from text"),
    ],
)  # fmt: skip
def test_bibtex_that_is_wrong_is_refused_with_its_place(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_bibtex(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[{]", "line 1, column 3"),
        ('[{"id": "a"}]', "record 1"),
        ('[{"id": "a", "type": "book"}, 5]', "record 2: not a record"),
        ('[{"id": "a", "type": "book"}, {"id": "A", "type": "book"}]', "record 2 .'A'.: the id 'a' is already"),
        ('[{"type": "book"}]', "no id"),
        ('[{"id": "a", "type": "book", "volume": NaN}]', "NaN"),
        ("[" * 100_000, "nested"),
        ('[{"id": "a", "type": "book", "titel": "x"}]', "did you mean title"),
        (b"[]", "read from text"),
    ],
)
def test_csl_json_that_is_wrong_is_refused_with_its_place(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_csl_json(text)


def test_all_problems_are_said_at_once() -> None:
    with pytest.raises(InputError) as refused:
        read_bibtex("@misc{a, year={soon}} @misc{b, title={x}} @misc{c, year={later}}")
    assert [problem.partition(":")[0] for problem in refused.value.data["problems"]] == ["a", "c"]


@given(st.text(alphabet='@{}=,"#abmisctrng \n\\0', max_size=80))
def test_no_text_is_more_than_refused(text: str) -> None:
    for read in (read_bibtex, read_csl_json):
        try:
            read(text)
        except InputError as error:
            said = str(error)
        else:
            said = "read"
        assert said


# -- the bibliography of a metric ------------------------------------------------------------


def test_the_bibliography_of_a_metric_in_each_style() -> None:
    metric = load_case("hefei").derived()["nevs_per_graduate"]
    assert metric.bibliography() == "From Humble To Hi-Tech (2025). Beijing Review. Cited: ¶9; ¶15."
    assert [source.id for source in read_bibtex(metric.bibliography("bibtex"))] == ["br"]
    assert json.loads(metric.bibliography("csl-json"))[0]["type"] == "article-magazine"
    with pytest.raises(UnknownNameError, match="no style"):
        metric.bibliography("mla")  # type: ignore[arg-type]  # what a caller may ask for


def test_a_citation_without_its_record_is_named() -> None:
    with pytest.raises(UnknownNameError, match="source nobody"):
        bibliography([Citation("nobody", "p. 4")])
