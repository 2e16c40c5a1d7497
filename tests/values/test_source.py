"""Sources and citations. CSL's vocabulary and date forms: CSL 1.0.2 and its csl-data.json (schema 1.0)."""

from __future__ import annotations

import datetime
import json
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityinnov.errors import InputError, LiteralError, UnknownNameError
from cityinnov.values.csl import TYPES, VARIABLES
from cityinnov.values.period import Period
from cityinnov.values.source import Citation, Name, Source, format_citations, parse_citations

# A record as a reference manager exports it.
HIRSCHMAN: dict[str, Any] = {
    "id": "hirschman-1958",
    "type": "book",
    "title": "The Strategy of Economic Development",
    "author": [{"family": "Hirschman", "given": "Albert O."}],
    "issued": {"date-parts": [[1958]]},
    "publisher": "Yale University Press",
    "publisher-place": "New Haven",
    "number-of-pages": 217,
    "editor": [{"literal": "Yale Studies in Economics"}],
    "accessed": {"date-parts": [["2025", "5", 21]]},
    "DOI": "10.0000/example",
    "original-date": "1958-05~",
}


def test_the_vocabulary_is_csl_s() -> None:
    # Counted in schemas/styles/csl-types.rnc and csl-variables.rnc of CSL 1.0.2 (without what the
    # development branch adds: project, co-investigator, principal-investigator), plus the three
    # -short forms that appendix IV lists.
    assert len(TYPES) == 45
    assert {"legal_case", "motion_picture", "entry-encyclopedia", "webpage", "event"} <= TYPES
    assert {"container-title", "URL", "DOI", "archive_location", "part-number", "available-date"} <= VARIABLES
    assert "container_title" not in VARIABLES


def test_reads_a_record() -> None:
    source = Source.from_csl(HIRSCHMAN)
    assert source.id == "hirschman-1958"
    assert source.author == (Name("Hirschman", "Albert O."),)
    assert source.issued == Period("1958")
    assert source.accessed == Period("2025-05-21")
    assert source.doi == "10.0000/example"
    assert dict(source.extra) == {
        "publisher-place": "New Haven",
        "number-of-pages": 217,
        "editor": (Name(literal="Yale Studies in Economics"),),
        "original-date": Period("1958-05~"),
    }


def test_writes_a_record_any_json_tool_takes() -> None:
    record = json.loads(json.dumps(Source.from_csl(HIRSCHMAN).to_csl()))
    assert record == {
        **HIRSCHMAN,
        "issued": "1958",
        "accessed": "2025-05-21",
    }


@pytest.mark.parametrize(
    ("value", "period"),
    [
        (2025, "2025"),
        ("2025-05", "2025-05"),
        (datetime.date(2025, 5, 21), "2025-05-21"),
        (Period("197X"), "197X"),
        ({"date-parts": [[2025]]}, "2025"),
        ({"date-parts": [[2025, 5]]}, "2025-05"),
        ({"date-parts": [["2025", "05", "21"]]}, "2025-05-21"),
        ({"date-parts": [[2019], [2021, 3]]}, "2019/2021-03"),
        ({"date-parts": [[2020]], "season": 1}, "2020-spring"),
        ({"date-parts": [[2020]], "season": 2}, "2020-summer"),
        ({"date-parts": [[2020]], "season": 3}, "2020-autumn"),
        ({"date-parts": [[2025]], "season": 4}, "2025-24"),
        ({"date-parts": [[1958]], "circa": True}, "1958~"),
        ({"date-parts": [[1958], [1960]], "circa": 1}, "1958~/1960~"),
        ({"date-parts": [[1958]], "circa": False}, "1958"),
        ({"edtf": "2019/.."}, "2019/.."),
        ({"raw": "2025-05-21"}, "2025-05-21"),
        ({"literal": "2020-Q2"}, "2020-Q2"),
    ],
)
def test_dates(value: object, period: str) -> None:
    assert Source.from_csl({"id": "a", "type": "book", "issued": value}).issued == Period(period)
    assert Source("a", "book", issued=value).issued == Period(period)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "authors"),
    [
        (["World Bank"], (Name(literal="World Bank"),)),
        ("World Bank", (Name(literal="World Bank"),)),
        (
            [{"literal": "World Bank"}, {"family": "Khan", "given": "A."}],
            (Name(literal="World Bank"), Name("Khan", "A.")),
        ),
        ([{"family": "Beethoven", "non-dropping-particle": "van"}], (Name("Beethoven", non_dropping_particle="van"),)),
        ([], ()),
    ],
)
def test_authors(value: object, authors: tuple[Name, ...]) -> None:
    source = Source.from_csl({"id": "a", "type": "book", "author": value})
    assert source.author == authors
    assert Source.from_csl(source.to_csl()) == source


@pytest.mark.parametrize(
    ("record", "key"),
    [
        ({"type": "book"}, "id"),
        ({"id": "a"}, "type"),
        ({"id": "a", "type": "blog"}, "type"),
        ({"id": "a", "type": 5}, "type"),
        ({"id": "A B", "type": "book"}, "id"),
        ({"id": 5, "type": "book"}, "id"),
        ({"id": "a", "type": "book", "title": 5}, "title"),
        ({"id": "a", "type": "book", "title": " "}, "title"),
        ({"id": "a", "type": "book", "title": None}, "title"),
        ({"id": "a", "type": "book", "URL": ["http://example.org"]}, "URL"),
        ({"id": "a", "type": "book", "volume": True}, "volume"),
        ({"id": "a", "type": "book", "volume": 1.5}, "volume"),
        ({"id": "a", "type": "book", "author": 5}, "author"),
        ({"id": "a", "type": "book", "author": b"Khan"}, "author"),
        ({"id": "a", "type": "book", "author": [5]}, "author"),
        ({"id": "a", "type": "book", "author": [{"given": "Amina"}]}, "author"),
        ({"id": "a", "type": "book", "author": [{"family": "Khan", "literal": "Khan"}]}, "author"),
        ({"id": "a", "type": "book", "author": [{"literal": "World Bank", "given": "The"}]}, "author"),
        ({"id": "a", "type": "book", "author": [{"surname": "Khan"}]}, "author"),
        ({"id": "a", "type": "book", "author": [{"family": 5}]}, "author"),
        ({"id": "a", "type": "book", "author": {"family": "Khan"}}, "author"),
        ({"id": "a", "type": "book", "issued": "2020-21"}, "issued"),
        ({"id": "a", "type": "book", "issued": 2025.0}, "issued"),
        ({"id": "a", "type": "book", "issued": True}, "issued"),
        ({"id": "a", "type": "book", "issued": [2025]}, "issued"),
        ({"id": "a", "type": "book", "issued": {}}, "issued"),
        ({"id": "a", "type": "book", "issued": {"date-parts": []}}, "issued"),
        ({"id": "a", "type": "book", "issued": {"date-parts": [[]]}}, "issued"),
        ({"id": "a", "type": "book", "issued": {"date-parts": [2025]}}, "issued"),
        ({"id": "a", "type": "book", "issued": {"date-parts": "2025"}}, "issued"),
        ({"id": "a", "type": "book", "issued": {"date-parts": [["x"]]}}, "issued"),
        ({"id": "a", "type": "book", "issued": {"date-parts": [[2025, 13]]}}, "issued"),
        ({"id": "a", "type": "book", "issued": {"date-parts": [[-5]]}}, "issued"),
        ({"id": "a", "type": "book", "issued": {"date-parts": [[2025]], "raw": "2025"}}, "issued"),
        ({"id": "a", "type": "book", "issued": {"date-parts": [[2025]], "season": 5}}, "issued"),
        ({"id": "a", "type": "book", "issued": {"date-parts": [[2025]], "season": "1"}}, "issued"),
        ({"id": "a", "type": "book", "issued": {"date-parts": [[2025, 5]], "season": 1}}, "issued"),
        ({"id": "a", "type": "book", "issued": {"date-parts": [[2025]], "month": 5}}, "issued"),
        ({"id": "a", "type": "book", "issued": {"literal": 2025}}, "issued"),
        ({"id": "a", "type": "book", 5: "x"}, 5),
    ],
)
def test_wrong_records_name_the_key(record: dict[Any, Any], key: object) -> None:
    with pytest.raises(InputError) as caught:
        Source.from_csl(record)
    assert caught.value.data["key"] == key
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    ("key", "nearest"),
    [
        ("titel", "title"),
        ("url", "URL"),
        ("container_title", "container-title"),
        ("Doi", "DOI"),
        ("acessed", "accessed"),
        ("event_date", "event-date"),
        ("ID", "id"),
        ("typ", "type"),
    ],
)
def test_unknown_keys_name_the_nearest(key: str, nearest: str) -> None:
    with pytest.raises(InputError, match=f"{key}.*did you mean {nearest}") as caught:
        Source.from_csl({"id": "a", "type": "book", key: "x"})
    assert caught.value.data["nearest"][0] == nearest


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"title": 5}, "cannot read 'title'; found 5; expected a text"),
        ({"container_title": " "}, "cannot read 'container-title'; found ' '; expected a text"),
        (
            {"author": 5},
            "cannot read 'author'; found 5; expected a list of names, each {family, given}, {literal} or a text",
        ),
        (
            {"author": [{"surname": "Khan"}]},
            (
                "cannot read 'author': cannot read 'name'; found 'surname'; "
                "expected one of family, given, literal, suffix, dropping-particle, non-dropping-particle"
            ),
        ),
        ({"issued": {"date-parts": "20"}}, "cannot read 'issued'; found '20'; expected date-parts: a list of 1 to 2"),
        ({"issued": {"date-parts": []}}, "cannot read 'issued'; found []; expected date-parts: a list of 1 to 2"),
        (
            {"issued": {"date-parts": [[2019], [2020], [2021]]}},
            "cannot read 'issued'; found [[2019], [2020], [2021]]; expected date-parts: a list of 1 to 2",
        ),
        (
            {"issued": {"date-parts": [[2025, 5, 21, 12]]}},
            "cannot read 'issued'; found [2025, 5, 21, 12]; expected date-parts: a list of 1 to 3",
        ),
        (
            {"issued": {"date-parts": [["2025/2026"]]}},
            "cannot read 'issued'; found ['2025/2026']; expected [year], [year, month] or [year, month, day]",
        ),
        ({"extra": {"volume": 1.5}}, "cannot read 'volume'; found 1.5; expected a text or a whole number"),
        (
            {"extra": {"qqqqq": "x"}},
            "'qqqqq' is not a CSL variable; expected a variable of CSL 1.0.2, e.g. title, container-title, issued, URL",
        ),
        (
            {"extra": {"titel": "x"}},
            (
                "'titel' is not a CSL variable; "
                "expected a variable of CSL 1.0.2, e.g. title, container-title, issued, URL "
                "(hint: did you mean title or part-title or title-short?)"
            ),
        ),
    ],
)
def test_what_is_wrong_and_what_would_be_right(parts: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError) as caught:
        Source("a", "book", **parts)
    assert str(caught.value) == message


@pytest.mark.parametrize("variable", ["issued", "accessed"])
def test_what_a_date_may_be_is_said(variable: str) -> None:
    with pytest.raises(InputError, match=f"^cannot read '{variable}': .*2020-21.*expected e.g. 2023.*hint.*2020/2021"):
        Source("a", "book", **{variable: "2020-21"})


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"type": "book"}, "the source has no 'id'; expected an id"),
        ({"id": "a"}, "the source has no 'type'; expected one, e.g. type: report"),
        ({}, "the source has no 'id'; expected an id"),
    ],
)
def test_what_a_record_lacks(record: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError) as caught:
        Source.from_csl(record)
    assert str(caught.value) == message


def test_a_date_that_could_be_misread_is_written_as_a_literal() -> None:
    # In EDTF a quarter is a number after the year (2020-34), which few readers know.
    assert Source("a", "book", issued="2020-Q2").to_csl()["issued"] == {"literal": "2020-Q2"}
    assert Source("a", "book", issued="2020-05").to_csl()["issued"] == "2020-05"


@pytest.mark.parametrize("record", [None, "br", ["br"], 5])
def test_a_record_is_a_mapping(record: object) -> None:
    with pytest.raises(InputError, match="mapping"):
        Source.from_csl(record)  # type: ignore[arg-type]


def test_the_id_may_stand_outside() -> None:
    record = {"type": "article-magazine", "container-title": "Beijing Review", "issued": 2025}
    assert Source.from_csl(record, id="br").id == "br"
    assert Source.from_csl({**record, "id": "br"}, id="br").id == "br"
    with pytest.raises(InputError, match="two ids"):
        Source.from_csl({**record, "id": "br"}, id="nio")


def test_extra_is_for_other_variables() -> None:
    with pytest.raises(InputError, match="container_title="):
        Source("a", "book", extra={"container-title": "x"})
    with pytest.raises(InputError, match="not a CSL variable"):
        Source("a", "book", extra={"pages": "1-2"})
    with pytest.raises(InputError, match="mapping"):
        Source("a", "book", extra=[("volume", 1)])  # type: ignore[arg-type]


def test_sources_are_values() -> None:
    source = Source.from_csl(HIRSCHMAN)
    assert pickle.loads(pickle.dumps(source)) == source
    assert hash(Source.from_csl(HIRSCHMAN)) == hash(source)
    assert attrs.evolve(source, issued=1959).issued == Period("1959")
    with pytest.raises(AttributeError):
        source.title = "x"  # type: ignore[misc]
    with pytest.raises(TypeError):
        source.extra["volume"] = 1  # type: ignore[index]


@pytest.mark.parametrize(
    ("parts", "short"),
    [
        ({"author": ["Khan"], "issued": 2023}, "Khan 2023"),
        ({"author": [Name("Khan", "Amina"), Name("Li", "Wei")], "issued": "2023-05"}, "Khan & Li 2023"),
        ({"author": ["A", "B", "C"], "issued": 2023}, "A et al. 2023"),
        ({"author": [Name("Beethoven", non_dropping_particle="van")]}, "van Beethoven"),
        ({"title": "T", "container_title": "Beijing Review", "issued": 2025}, "Beijing Review 2025"),
        ({"title": "T", "publisher": "NIO", "issued": "2019/2021"}, "NIO 2019/2021"),
        ({"title": "A\n  title", "issued": "197X"}, "A title 197X"),
        ({}, "a"),
    ],
)
def test_short(parts: dict[str, Any], short: str) -> None:
    source = Source("a", "report", **parts)
    assert source.short() == str(source) == short


@pytest.mark.parametrize(
    ("parts", "reference"),
    [
        (
            {"title": "From Humble To Hi-Tech", "container_title": "Beijing Review", "issued": 2025},
            "From Humble To Hi-Tech (2025). Beijing Review.",
        ),
        (
            {
                "author": [Name("Khan", "Amina", suffix="Jr."), "World Bank"],
                "title": "Chips.",
                "issued": "2023-05",
                "publisher": "WB",
                "url": "https://example.org/a",
                "accessed": "2025-05-21",
            },
            "Khan, Amina, Jr.; World Bank (2023-05). Chips. WB. https://example.org/a. Accessed 2025-05-21.",
        ),
        ({"author": ["NIO"], "doi": "10.1/x", "url": "https://example.org"}, "NIO. https://doi.org/10.1/x."),
        ({"author": ["Malcolm X."], "title": "SpaceX"}, "Malcolm X. SpaceX."),
        ({"author": [Name("Humboldt", "Alexander", dropping_particle="von")]}, "Humboldt, Alexander von."),
        ({}, "a."),
    ],
)
def test_reference(parts: dict[str, Any], reference: str) -> None:
    assert Source("a", "report", **parts).reference() == reference


texts = st.text(min_size=1, max_size=12).filter(str.strip)
names = st.one_of(texts.map(lambda text: Name(literal=text)), st.builds(Name, texts, st.none() | texts))
dates = st.sampled_from(["2025", "2025-05", "2020-spring", "2020-Q2?", "2033-Q2", "197X", "2019/..", "1958~/1960%"])
sources = st.builds(
    Source,
    st.from_regex(r"[a-z0-9][a-z0-9._-]{0,8}", fullmatch=True),
    st.sampled_from(sorted(TYPES)),
    title=st.none() | texts,
    author=st.lists(names, max_size=3),
    issued=st.none() | dates,
    accessed=st.none() | dates,
    url=st.none() | texts,
    extra=st.fixed_dictionaries(
        {},
        optional={
            "volume": st.integers() | texts,
            "editor": st.lists(names, max_size=2),
            "submitted": dates,
            "abstract": texts,
        },
    ),
)


@given(sources)
def test_csl_round_trip(source: Source) -> None:
    assert Source.from_csl(source.to_csl()) == source
    assert Source.from_csl(json.loads(json.dumps(source.to_csl()))) == source
    assert "\n" not in source.short()
    assert "\n" not in source.reference()


@given(
    st.dictionaries(
        st.sampled_from([*sorted(VARIABLES), "id", "type", "x"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(["family", "given", "literal", "date-parts", "season", "circa", "raw"]),
                    inner,
                    max_size=3,
                )
            ),
            max_leaves=6,
        ),
        max_size=4,
    )
)
def test_any_record_is_read_or_refused(values: dict[str, Any]) -> None:
    try:
        source = Source.from_csl({"id": "a", "type": "book", **values})
    except InputError:
        return
    assert Source.from_csl(source.to_csl()) == source


# -- citations ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        ("br", [Citation("br")]),
        ("br ¶9", [Citation("br", "¶9")]),
        ("br ¶27 | Fan Jin", [Citation("br", "¶27", "Fan Jin")]),
        ("br | Fan Jin", [Citation("br", None, "Fan Jin")]),
        ("br ¶10; nio-6k p. 4 | Speaker Name", [Citation("br", "¶10"), Citation("nio-6k", "p. 4", "Speaker Name")]),
        ("  br   table  2|  Fan   Jin ;nio", [Citation("br", "table 2", "Fan Jin"), Citation("nio")]),
        ("br p. X | Malcolm X", [Citation("br", "p. X", "Malcolm X")]),
        ("a.b_c-1 樊进", [Citation("a.b_c-1", "樊进")]),
    ],
)
def test_reads_citations(text: str, citations: list[Citation]) -> None:
    assert list(parse_citations(text)) == citations
    assert parse_citations(format_citations(citations)) == tuple(citations)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", ";", "br;", "; br", "br;;nio", "| Fan Jin", "br |", "br | ", "br | A | B", "BR", "br¶9", "[br]",
        "br [9]", "br ¶9]", "-br", "br\n¶9", "br ¶9\n", "br\t¶9", "br \x00", "br \u2028", "br \ud800",
        "bŕ", "x" * 3000,
    ],
)  # fmt: skip
def test_refuses_citations(text: str) -> None:
    with pytest.raises(LiteralError) as caught:
        parse_citations(text)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize("value", [None, 5, ["br"], b"br"])
def test_citations_are_a_text(value: object) -> None:
    with pytest.raises(InputError):
        parse_citations(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("part", ["a;b", "a|b", "a[b", "a]b", "a\nb", "", " ", 5])
@pytest.mark.parametrize("field", ["locator", "speaker"])
def test_a_citation_holds_only_what_can_be_read_back(field: str, part: object) -> None:
    with pytest.raises(InputError):
        Citation("br", **{field: part})  # type: ignore[arg-type]


words = st.text(min_size=1, max_size=12)


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    source = draw(st.from_regex(r"[a-z0-9][a-z0-9._-]{0,8}", fullmatch=True))
    try:
        return Citation(source, draw(st.none() | words), draw(st.none() | words))
    except LiteralError:
        return Citation(source)


@given(st.lists(citations(), min_size=1, max_size=4))
def test_citations_round_trip(cited: list[Citation]) -> None:
    assert parse_citations(format_citations(cited)) == tuple(cited)
    assert pickle.loads(pickle.dumps(cited)) == cited


@given(st.text("br ¶9|;[]\n-A", max_size=16) | st.text(max_size=20))
def test_any_text_is_citations_or_refused(text: str) -> None:
    try:
        cited = parse_citations(text)
    except LiteralError:
        return
    assert parse_citations(format_citations(cited)) == cited


def test_the_record_is_no_part_of_equality() -> None:
    br = Source("br", "article-magazine", container_title="Beijing Review", issued=2025)
    plain = Citation("br", "¶9")
    attached = plain.attached({"br": br})
    assert attached.record is br
    assert plain.record is None
    assert attached == plain
    assert hash(attached) == hash(plain)
    assert plain != Citation("br", "¶10")
    assert pickle.loads(pickle.dumps(attached)).record == br


def test_an_unknown_source_names_the_nearest() -> None:
    br = Source("beijing-review", "article-magazine")
    with pytest.raises(UnknownNameError) as caught:
        Citation("bejing-review").attached({"beijing-review": br})
    assert caught.value.data["nearest"] == ["beijing-review"]


def test_repeated_citations_are_remembered() -> None:
    assert parse_citations("br ¶9") is parse_citations("br ¶9")


def test_a_record_without_author_or_title_leads_with_where_it_stands() -> None:
    record = Source("lp", "webpage", container_title="Longport", issued="2024-09", url="https://example.org/1")
    assert record.reference() == "Longport (2024-09). https://example.org/1."
    assert Source("lp", "webpage", url="https://example.org/1").reference() == "lp. https://example.org/1."
